// Pauses of a strategy as people write them.
import { OutcryError } from '../errors/outcry-error.ts';
import type { Pause } from '../host/strategy-run.ts';
import { formatTime, parseTime } from '../model/time.ts';

/** From and to: ISO 8601, digits of s, ms, us or ns since 1970, a Date, or nanoseconds. */
export type PauseInput = readonly [from: string | bigint | Date, to: string | bigint | Date];

function timeOf(value: unknown, where: string): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return BigInt(value.getTime()) * 1_000_000n;
  return parseTime(`${value}`, where);
}

function pauseOf(value: unknown, where: string): Pause {
  if (!Array.isArray(value) || value.length !== 2)
    throw new OutcryError('BAD_ARGUMENT', 'usage', `${where} is no pause`, {
      expected: 'a list of two times: from, to',
      found: Array.isArray(value) ? `a list of ${value.length}` : `${value}`,
    });
  return { fromNs: timeOf(value[0], `${where}.0`), toNs: timeOf(value[1], `${where}.1`) };
}

/**
 * Pauses in order of time.
 *
 * @param where names them in errors
 * @throws OutcryError BAD_TIME, BAD_ARGUMENT: one ends before it begins, or two overlap
 */
export function parsePauses(value: unknown, where: string): Pause[] {
  if (!Array.isArray(value))
    throw new OutcryError('BAD_ARGUMENT', 'usage', `${where} are no pauses`, {
      expected: 'a list of pairs of times',
      found: typeof value,
    });
  const pauses = value
    .map((one, i) => pauseOf(one, `${where}.${i}`))
    .sort((a, b) => (a.fromNs < b.fromNs ? -1 : 1));
  for (const [i, { fromNs, toNs }] of pauses.entries()) {
    const next = pauses[i + 1];
    if (fromNs < toNs && (next === undefined || toNs <= next.fromNs)) continue;
    throw new OutcryError('BAD_ARGUMENT', 'usage', `${where} overlap or end before they begin`, {
      expected: 'from before to, the next one after it',
      found: `${formatTime(fromNs)} to ${formatTime(toNs)}`,
    });
  }
  return pauses;
}
