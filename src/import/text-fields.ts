// Fields of text tapes to integers, straight from bytes. Plain decimals of up to 15 digits take a
// path without allocation; everything else (exponents, longer numbers) goes through
// model/decimal.ts. Both give the same quanta, or the same refusal.
import { OutcryError } from '../errors/outcry-error.ts';
import { parseDecimal, significantDecimals } from '../model/decimal.ts';
import type { Int64 } from './int64.ts';

export const Parsed = {
  Ok: 0,
  /** The number needs more decimals than the scale holds. */
  TooFine: 1,
  /** No decimal number. */
  Bad: 2,
  /** More than 63 bits. */
  Overflow: 3,
} as const;
export type Parsed = (typeof Parsed)[keyof typeof Parsed];

export const POW10: readonly number[] = [
  1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];
const SAFE = Number.MAX_SAFE_INTEGER;
const DOT = 46;
const ZERO = 48;
const MINUS = 45;
const decoder = new TextDecoder();

/** Quanta of the decimal text in [start, end) at `scale`, into `out`. */
export function parseQuanta(
  bytes: Uint8Array,
  start: number,
  end: number,
  scale: number,
  out: Int64,
): Parsed {
  const isNegative = bytes[start] === MINUS;
  let mantissa = 0;
  let dot = -1;
  const first = isNegative ? start + 1 : start;
  for (let at = first; at < end; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (bytes[at] === DOT && dot < 0) dot = at;
    else return parseSlow(bytes, start, end, scale, out);
  }
  const digits = end - first - (dot < 0 ? 0 : 1);
  if (digits <= 0 || mantissa > SAFE) return parseSlow(bytes, start, end, scale, out);
  const shift = scale - (dot < 0 ? 0 : end - dot - 1);
  if (shift >= 0) {
    if (shift > 15) return parseSlow(bytes, start, end, scale, out);
    mantissa *= POW10[shift] as number;
    if (mantissa > SAFE) return parseSlow(bytes, start, end, scale, out);
  } else {
    if (shift < -15) return parseSlow(bytes, start, end, scale, out);
    const divisor = POW10[-shift] as number;
    if (mantissa % divisor !== 0) return Parsed.TooFine;
    mantissa /= divisor;
  }
  out.setSafe(isNegative && mantissa !== 0 ? -mantissa : mantissa);
  return Parsed.Ok;
}

function parseSlow(
  bytes: Uint8Array,
  start: number,
  end: number,
  scale: number,
  out: Int64,
): Parsed {
  try {
    out.setBigInt(parseDecimal(decoder.decode(bytes.subarray(start, end)), scale));
    return Parsed.Ok;
  } catch (error) {
    if (!(error instanceof OutcryError)) throw error;
    if (error.code === 'SCALE_TOO_FINE') return Parsed.TooFine;
    return error.code === 'OVERFLOW' ? Parsed.Overflow : Parsed.Bad;
  }
}

/** Decimals that the number in [start, end) needs; -1 when it is none. */
export function decimalsOf(bytes: Uint8Array, start: number, end: number): number {
  let dot = -1;
  let last = -1;
  for (let at = bytes[start] === MINUS ? start + 1 : start; at < end; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (digit !== 0 && dot >= 0) last = at;
    } else if (bytes[at] === DOT && dot < 0) dot = at;
    else return decimalsSlow(bytes, start, end);
  }
  return last < 0 ? 0 : last - dot;
}

function decimalsSlow(bytes: Uint8Array, start: number, end: number): number {
  try {
    return significantDecimals(decoder.decode(bytes.subarray(start, end)));
  } catch {
    return -1;
  }
}

export const SideText = { Unknown: 0, Buy: 1, Sell: 2, Bad: 3 } as const;
export type SideText = (typeof SideText)[keyof typeof SideText];

const LOWER = 0x20;
const word = (text: string): readonly number[] => Array.from(text, (c) => c.charCodeAt(0));
const SIDE_WORDS: readonly (readonly [readonly number[], SideText])[] = [
  [word('buy'), SideText.Buy],
  [word('sell'), SideText.Sell],
  [word('bid'), SideText.Buy],
  [word('ask'), SideText.Sell],
  [word('b'), SideText.Buy],
  [word('s'), SideText.Sell],
  [word('a'), SideText.Sell],
  [word('unknown'), SideText.Unknown],
];

/** `buy`, `bid`, `b`; `sell`, `ask`, `s`, `a`; `unknown` or nothing. In any case of letters. */
export function parseSide(bytes: Uint8Array, start: number, end: number): SideText {
  if (start === end) return SideText.Unknown;
  for (const [letters, side] of SIDE_WORDS) if (isWord(bytes, start, end, letters)) return side;
  return SideText.Bad;
}

const TRUE_WORDS = [word('true'), word('t'), word('1')];
const FALSE_WORDS = [word('false'), word('f'), word('0')];

/** 1 for true, 0 for false, -1 for anything else. */
export function parseBoolean(bytes: Uint8Array, start: number, end: number): number {
  for (const letters of FALSE_WORDS) if (isWord(bytes, start, end, letters)) return 0;
  for (const letters of TRUE_WORDS) if (isWord(bytes, start, end, letters)) return 1;
  return -1;
}

function isWord(
  bytes: Uint8Array,
  start: number,
  end: number,
  letters: readonly number[],
): boolean {
  if (end - start !== letters.length) return false;
  for (let i = 0; i < letters.length; i++)
    if (((bytes[start + i] as number) | LOWER) !== ((letters[i] as number) | LOWER)) return false;
  return true;
}

/** A non-negative integer id of up to 63 bits into `out`; false when the text is something else. */
export function parseId(bytes: Uint8Array, start: number, end: number, out: Int64): boolean {
  if (start === end || end - start > 19) return false;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return false;
  }
  return parseQuanta(bytes, start, end, 0, out) === Parsed.Ok;
}
