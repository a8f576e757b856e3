// 128-bit products and their division, for money: a * b / d without a loss. Exact, integers only,
// no memory but the 16 bytes of the answer. Long division in 32-bit digits after Knuth,
// The Art of Computer Programming 2, 4.3.1, algorithm D.
import { Rounding } from '../abi/account';
import { Status } from '../abi/status';

/** Rates are shares in 10^-9. */
@inline export const PPB: i64 = 1_000_000_000;

/** Upper 64 bits of a * b. */
export function mulHigh(a: u64, b: u64): u64 {
  const a0 = a & 0xffffffff;
  const a1 = a >> 32;
  const b0 = b & 0xffffffff;
  const b1 = b >> 32;
  const low = a0 * b0;
  const middle = a1 * b0 + (low >> 32);
  const other = a0 * b1 + (middle & 0xffffffff);
  return a1 * b1 + (middle >> 32) + (other >> 32);
}

/** One 32-bit digit of (rest * 2^32 + digit) / d for a normalised d (top bit set), rest < d. */
function quotientDigit(rest: u64, digit: u64, d: u64): u64 {
  const d1 = d >> 32;
  const d0 = d & 0xffffffff;
  let q = rest / d1;
  let r = rest - q * d1;
  // The estimate is at most two too large.
  while (q > 0xffffffff || q * d0 > ((r << 32) | digit)) {
    q--;
    r += d1;
    if (r > 0xffffffff) break;
  }
  return q;
}

/** (high * 2^64 + low) / d, rounded down; high < d. */
export function divWide(high: u64, low: u64, d: u64): u64 {
  if (high == 0) return low / d;
  const shift = clz<u64>(d);
  const divisor = d << shift;
  const top = shift == 0 ? high : (high << shift) | (low >> (64 - shift));
  const rest = low << shift;
  const q1 = quotientDigit(top, rest >> 32, divisor);
  // Wraps: what is left is below the divisor.
  const middle = ((top << 32) | (rest >> 32)) - q1 * divisor;
  const q0 = quotientDigit(middle, rest & 0xffffffff, divisor);
  return (q1 << 32) | q0;
}

@inline function isAway(q: u64, r: u64, d: u64, negative: bool, rounding: u32): bool {
  if (rounding == Rounding.TowardZero) return false;
  if (rounding == Rounding.Down) return negative;
  if (rounding == Rounding.Up) return !negative;
  return r > d - r || (r == d - r && (q & 1) != 0);
}

/**
 * a * b / d by `rounding`, d > 0: the quotient at `out`, the remainder at `out` + 8, so that
 * a * b = quotient * d + remainder and |remainder| < d. Ok, BadArgument, Overflow (quotient outside
 * 64 bits: nothing is written).
 */
export function mulDiv(a: i64, b: i64, d: i64, rounding: u32, out: usize): i32 {
  if (d <= 0 || rounding > Rounding.TowardZero) return Status.BadArgument;
  const negative = (a ^ b) < 0;
  const left = a < 0 ? -(<u64>a) : <u64>a;
  const right = b < 0 ? -(<u64>b) : <u64>b;
  const divisor = <u64>d;
  const low = left * right;
  const high = (left | right) >> 32 == 0 ? 0 : mulHigh(left, right);
  if (high >= divisor) return Status.Overflow;
  let q = divisor == 1 ? low : divWide(high, low, divisor);
  let r = <i64>(low - q * divisor);
  if (r != 0 && isAway(q, <u64>r, divisor, negative, rounding)) {
    if (q == u64.MAX_VALUE) return Status.Overflow;
    q++;
    r -= d;
  }
  if (q > <u64>i64.MAX_VALUE + <u64>negative) return Status.Overflow;
  store<i64>(out, negative ? <i64>-q : <i64>q);
  store<i64>(out, negative ? -r : r, 8);
  return Status.Ok;
}

/** Whether a + b leaves 64 bits. */
@inline
export function addOverflows(a: i64, b: i64): bool {
  const sum = a + b;
  return ((a ^ sum) & (b ^ sum)) < 0;
}

/** Adds `delta` to the i64 at `at`; Overflow: nothing is written. */
export function addTo(at: usize, delta: i64): i32 {
  const value = load<i64>(at);
  if (addOverflows(value, delta)) return Status.Overflow;
  store<i64>(at, value + delta);
  return Status.Ok;
}

/** `mulDiv` for the host: a, b, d at `at`; the quotient and the remainder behind them. */
export function wideMulDiv(at: u32, rounding: u32): i32 {
  const p = <usize>at;
  return mulDiv(load<i64>(p), load<i64>(p, 8), load<i64>(p, 16), rounding, p + 24);
}
