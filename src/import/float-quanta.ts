// Doubles of foreign tapes to integer quanta and back, exactly or not at all. A double stands for
// the shortest decimal that reads back as it; up to 15 digits that decimal is unique, so the fast
// way (scale, round, scale back, compare) finds it; longer ones go through text.
import { OutcryError } from '../errors/outcry-error.ts';
import { formatDecimal, parseDecimal, significantDecimals } from '../model/decimal.ts';
import type { Int64 } from './int64.ts';

const EXACT = 1e15;
const TWO_32 = 4294967296;
const POW10 = Float64Array.from({ length: 19 }, (_, i) => Number(`1e${i}`));

export const FloatQuanta = { Ok: 0, TooFine: 1, Refused: 2 } as const;
export type FloatQuanta = (typeof FloatQuanta)[keyof typeof FloatQuanta];

/** Quanta of `value` at `scale` (0 to 18) into `out`. NaN, infinities and -0 are refused. */
export function quantaOfFloat(value: number, scale: number, out: Int64): FloatQuanta {
  const power = POW10[scale] as number;
  const quanta = Math.round(value * power);
  if (quanta / power === value && quanta <= EXACT && quanta >= -EXACT) {
    if (quanta === 0 && Object.is(value, -0)) return FloatQuanta.Refused;
    out.setSafe(quanta);
    return FloatQuanta.Ok;
  }
  return slowQuanta(value, scale, out);
}

function slowQuanta(value: number, scale: number, out: Int64): FloatQuanta {
  if (!Number.isFinite(value)) return FloatQuanta.Refused;
  try {
    out.setBigInt(parseDecimal(String(value), scale));
    return FloatQuanta.Ok;
  } catch (error) {
    if (!(error instanceof OutcryError)) throw error;
    return error.code === 'SCALE_TOO_FINE' ? FloatQuanta.TooFine : FloatQuanta.Refused;
  }
}

/** Decimals of the shortest decimal of `value`; Infinity when it is no number. */
export function decimalsOfFloat(value: number): number {
  return Number.isFinite(value) ? significantDecimals(String(value)) : Number.POSITIVE_INFINITY;
}

/** The double of quanta given as halves; NaN when no double stands for exactly that decimal. */
export function floatOfQuanta(hi: number, lo: number, scale: number): number {
  const quanta = hi * TWO_32 + (lo >>> 0);
  if (quanta <= EXACT && quanta >= -EXACT && scale >= 0) return quanta / (POW10[scale] as number);
  const exact = (BigInt(hi) << 32n) | BigInt(lo >>> 0);
  const value = Number(formatDecimal(exact, scale));
  try {
    return parseDecimal(String(value), scale) === exact ? value : Number.NaN;
  } catch {
    return Number.NaN;
  }
}
