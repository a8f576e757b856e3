// Values as risk sees them: rounded up, so that a limit in whole quanta is compared exactly.
import { AccountInstrument, AccountKind, Rounding } from '../abi/account';
import { Status } from '../abi/status';
import { addOverflows, divWide, mulDiv, mulHigh, PPB } from '../math/wide';

/** a - b within 64 bits: beyond them the nearest number. */
export function minus(a: i64, b: i64): i64 {
  const difference = a - b;
  if (((a ^ b) & (a ^ difference)) >= 0) return difference;
  return a < 0 ? i64.MIN_VALUE : i64.MAX_VALUE;
}

/** a + b likewise. */
export function plus(a: i64, b: i64): i64 {
  if (!addOverflows(a, b)) return a + b;
  return a < 0 ? i64.MIN_VALUE : i64.MAX_VALUE;
}

/** a * b for numbers >= 0; -1: outside 63 bits. */
@inline function product(a: i64, b: i64): i64 {
  if (b == 1) return a;
  if (clz<i64>(a) + clz<i64>(b) > 64) return a * b;
  return mulHigh(a, b) != 0 || a * b < 0 ? -1 : a * b;
}

/** a * b / d, rounded up, for a, b >= 0, d > 0; -1: outside 63 bits. */
@inline function mulDivUp(a: i64, b: i64, d: i64): i64 {
  const low = <u64>a * <u64>b;
  const high = clz<i64>(a) + clz<i64>(b) >= 64 ? 0 : mulHigh(a, b);
  if (high >= <u64>d) return -1;
  if (d == 1) return <i64>low < 0 ? -1 : <i64>low;
  const q = divWide(high, low, d);
  // Wraps: what is left is below the divisor.
  const up = q + <u64>(low - q * <u64>d != 0);
  return q > <u64>i64.MAX_VALUE || <i64>up < 0 ? -1 : <i64>up;
}

/** Value of `qty` >= 0 at `price` > 0 in cash quanta, rounded up; -1: outside 63 bits. */
export function valueUp(c: AccountInstrument, price: i64, qty: i64): i64 {
  if (c.kind == AccountKind.Inverse) {
    const divisor = product(price, c.valueDenominator);
    return divisor < 0 ? -1 : mulDivUp(qty, c.valueNumerator, divisor);
  }
  const units = product(qty, c.valueNumerator);
  return units < 0 ? -1 : mulDivUp(price, units, c.valueDenominator);
}

/** value * factor / divisor, rounded down; beyond 63 bits the largest number. */
@inline function quotient(value: i64, factor: i64, divisor: i64, out: usize): i64 {
  const status = mulDiv(value, factor, divisor, Rounding.Down, out);
  return status == Status.Ok ? load<i64>(out) : i64.MAX_VALUE;
}

/** The largest quantity whose `valueUp` is at most `value` >= 0. `out`: 16 bytes of scratch. */
export function qtyWorth(c: AccountInstrument, price: i64, value: i64, out: usize): i64 {
  if (c.kind == AccountKind.Inverse) {
    const factor = product(price, c.valueDenominator);
    return factor < 0 ? 0 : quotient(value, factor, c.valueNumerator, out);
  }
  const divisor = product(price, c.valueNumerator);
  if (divisor > 0) return quotient(value, c.valueDenominator, divisor, out);
  // One after the other, the larger first: what it leaves fits into 63 bits.
  const isFirst = price > c.valueNumerator;
  const larger = isFirst ? price : c.valueNumerator;
  const smaller = isFirst ? c.valueNumerator : price;
  return quotient(value, c.valueDenominator, larger, out) / smaller;
}

/** Share `rate` (10^-9) of `amount` >= 0; beyond 63 bits the largest number. */
export function shareOf(amount: i64, rate: i64, rounding: u32, out: usize): i64 {
  const status = mulDiv(amount, rate, PPB, rounding, out);
  return status == Status.Ok ? load<i64>(out) : i64.MAX_VALUE;
}
