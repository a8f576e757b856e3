// Checks of arguments at the border to users' programs, which need not be TypeScript.
import { OutcryError } from './outcry-error.ts';

const I64_MAX = (1n << 63n) - 1n;

/** A value as a message shows it: its type where the value says little. */
function shown(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'string') return `'${value.length > 40 ? `${value.slice(0, 40)}…` : value}'`;
  if (typeof value === 'object') return value.constructor?.name ?? 'an object';
  if (typeof value === 'number') return `the number ${value}`;
  return typeof value === 'boolean' ? `${value}` : typeof value;
}

/** The error for an argument that is not what it should be. */
export function badArgument(what: string, expected: string, found: unknown): OutcryError {
  return new OutcryError('BAD_ARGUMENT', 'usage', what, { expected, found: shown(found) });
}

/** @throws OutcryError BAD_ARGUMENT unless `value` is an object, whatever is in it */
export function checkObject(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null)
    throw badArgument(`${name} is missing`, 'an object', value);
}

/** @throws OutcryError BAD_ARGUMENT unless `value` is a time in ns since 1970 */
export function checkTime(value: unknown, name: string): void {
  if (typeof value !== 'bigint' || value < 0n || value > I64_MAX)
    throw badArgument(`${name} is no time`, 'a bigint, ns since 1970, below 2^63', value);
}

/** @throws OutcryError BAD_ARGUMENT unless `value` is an integer from `least` to `most` */
export function checkInteger(value: unknown, name: string, least: number, most: number): void {
  if (!(Number.isInteger(value) && Number(value) >= least && Number(value) <= most))
    throw badArgument(`${name} is out of range`, `an integer from ${least} to ${most}`, value);
}
