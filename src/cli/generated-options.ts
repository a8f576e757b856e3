// Seeds and event counts as users write them.
import { OutcryError } from '../errors/outcry-error.ts';

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9, B: 1e9 };

/** `250000`, `2M`, `1.5G`. @throws OutcryError BAD_ARGUMENT */
export function parseEvents(text: string, flag = '--events'): number {
  const match = /^(\d+(?:\.\d+)?)([kMGB]?)$/.exec(text);
  const value = Math.round(Number(match?.[1]) * (FACTORS[match?.[2] ?? ''] ?? Number.NaN));
  if (match === null || !(value >= 1))
    throw new OutcryError('BAD_ARGUMENT', 'usage', `not a number of ${flag.slice(2)}`, {
      where: flag,
      expected: 'a positive number such as 250000, 2M or 1.5G',
      found: `'${text}'`,
    });
  return value;
}

/** 0 to 2^64 - 1. @throws OutcryError BAD_ARGUMENT */
export function parseSeed(text: string): bigint {
  if (/^\d{1,20}$/.test(text) && BigInt(text) < 1n << 64n) return BigInt(text);
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'not a seed', {
    where: '--seed',
    expected: 'an integer from 0 to 18446744073709551615',
    found: `'${text}'`,
  });
}
