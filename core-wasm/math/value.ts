// What a quantity is worth: in cash quanta of the settlement currency, by the instrument's rounding
// rule, with what rounding left out.
import { AccountInstrument, AccountKind, Rounding } from '../abi/account';
import { Status } from '../abi/status';
import { mulDiv, PPB } from './wide';

/**
 * Value of `qty` > 0 at `price` > 0: cash quanta at `out`, what rounding left out in 10^-9 quanta
 * at `out` + 8 (exact for spot and linear, as denominators are powers of ten up to 10^9; for
 * inverse instruments cut to whole units). Ok, or Overflow.
 */
export function valueOf(c: AccountInstrument, price: i64, qty: i64, out: usize): i32 {
  const status = worthOf(c, price, qty, out);
  if (status != Status.Ok) return status;
  const rest = load<i64>(out, 8);
  if (c.kind != AccountKind.Inverse) {
    store<i64>(out, rest * (PPB / c.valueDenominator), 8);
    return Status.Ok;
  }
  const value = load<i64>(out);
  // |rest| is below the divisor: the share is below 10^9 and cannot overflow.
  mulDiv(rest, PPB, c.valueDenominator * price, Rounding.TowardZero, out);
  store<i64>(out, load<i64>(out), 8);
  store<i64>(out, value);
  return Status.Ok;
}

/** As valueOf, without what rounding left out: `out` + 8 holds no answer. */
export function worthOf(c: AccountInstrument, price: i64, qty: i64, out: usize): i32 {
  const numerator = c.valueNumerator;
  const divisor = c.valueDenominator;
  if (c.kind == AccountKind.Inverse) {
    if (price > i64.MAX_VALUE / divisor) return Status.Overflow;
    return mulDiv(qty, numerator, divisor * price, c.rounding, out);
  }
  if (qty > i64.MAX_VALUE / numerator) return Status.Overflow;
  return mulDiv(price, qty * numerator, divisor, c.rounding, out);
}
