// Decimal text to integer quanta, exactly. Used by the decoder and by importers; allocates nothing.
// Same rules as src/model/decimal.ts, and a test holds the two together:
// -? digits [. digits] [(e|E) [+-] 1..4 digits], at least one digit before the exponent; leading
// and trailing zeros count for nothing; a digit that the scale cannot hold is refused.
import { Status } from '../abi/status';

/** Digits that a u64 always holds. */
@inline const DIGITS_MAX: i32 = 19;

@inline const MINUS: u32 = 0x2d;
@inline const PLUS: u32 = 0x2b;
@inline const DOT: u32 = 0x2e;

/** Where `decimalScan` leaves what it found. 32 bytes. */
@unmanaged
export class DecimalParts {
  /** The significant digits as a number, valid while `count` is at most 19. */
  digits: u64;
  /** Number of significant digits, first to last non-zero; 0: the value is zero. */
  count: i32;
  /** Power of ten of the last significant digit. */
  exponent: i32;
  negative: u32;
}
export const SIZEOF_DECIMAL_PARTS: usize = 32;

@inline
function isDigit(c: u32): bool {
  return c - 0x30 <= 9;
}

/** 10^n for n in 0..19. */
export function pow10(n: i32): u64 {
  let value: u64 = 1;
  for (let i = 0; i < n; i++) value *= 10;
  return value;
}

/** Value of the exponent [p, end), which must hold 1 to 4 digits; i32.MIN_VALUE: malformed. */
function exponentOf(p: usize, end: usize): i32 {
  let negative = false;
  if (p < end && (load<u8>(p) == MINUS || load<u8>(p) == PLUS)) {
    negative = load<u8>(p) == MINUS;
    p++;
  }
  if (p == end || end - p > 4) return i32.MIN_VALUE;
  let value = 0;
  for (; p < end; p++) {
    const c = <u32>load<u8>(p);
    if (!isDigit(c)) return i32.MIN_VALUE;
    value = value * 10 + <i32>(c - 0x30);
  }
  return negative ? -value : value;
}

/** Takes the text [p, end) apart. Ok or BadDecimal. Cost: about 2 ns a character. */
export function decimalScan(p: usize, end: usize, parts: DecimalParts): i32 {
  const negative = p < end && load<u8>(p) == MINUS;
  if (negative) p++;
  let digits: u64 = 0;
  let count = 0;
  let zeros = 0; // zeros since the last significant digit
  let seen = 0; // digits of any kind
  let last = 0; // `seen` at the last significant digit
  let whole = -1; // `seen` at the point
  let exponent = 0;
  for (; p < end; p++) {
    const c = <u32>load<u8>(p);
    if (isDigit(c)) {
      seen++;
      if (c == 0x30) {
        zeros++;
        continue;
      }
      const grown = count == 0 ? 1 : count + zeros + 1;
      if (grown <= DIGITS_MAX) digits = digits * pow10(grown - count) + (c - 0x30);
      count = grown;
      zeros = 0;
      last = seen;
    } else if (c == DOT && whole < 0) {
      whole = seen;
    } else if ((c | 0x20) == 0x65 && seen > 0) {
      exponent = exponentOf(p + 1, end);
      if (exponent == i32.MIN_VALUE) return Status.BadDecimal;
      p = end;
      break;
    } else return Status.BadDecimal;
  }
  if (seen == 0) return Status.BadDecimal;
  parts.digits = digits;
  parts.count = count;
  parts.exponent = (whole < 0 ? seen : whole) - last + exponent;
  parts.negative = negative ? 1 : 0;
  return Status.Ok;
}

/** Quanta of `parts` at `scale` to `dest`. Ok; ScaleTooFine, Overflow: `dest` is as before. */
export function decimalQuanta(parts: DecimalParts, scale: i32, dest: usize): i32 {
  if (parts.count == 0) {
    store<i64>(dest, 0);
    return Status.Ok;
  }
  const shift = parts.exponent + scale;
  if (shift < 0) return Status.ScaleTooFine;
  if (parts.count + shift > DIGITS_MAX) return Status.Overflow;
  const value = parts.digits * pow10(shift);
  if (value > <u64>i64.MAX_VALUE) return Status.Overflow;
  store<i64>(dest, parts.negative ? -(<i64>value) : <i64>value);
  return Status.Ok;
}

/** Decimals that hold every digit of `parts`: never below 0. */
@inline
export function decimalNeeded(parts: DecimalParts): i32 {
  return parts.count == 0 ? 0 : max(0, -parts.exponent);
}

/**
 * Quanta of the text [src, end) at `scale` (-6..18) to the i64 at `dest`.
 * Ok, BadDecimal, ScaleTooFine, Overflow. `scratch`: SIZEOF_DECIMAL_PARTS bytes, 8-aligned.
 */
export function decimalParse(src: usize, end: usize, scale: i32, dest: usize, scratch: usize): i32 {
  const parts = changetype<DecimalParts>(scratch);
  const status = decimalScan(src, end, parts);
  return status < 0 ? status : decimalQuanta(parts, scale, dest);
}
