// Equity, margin and the price at which a position is closed by the venue. Cross margin: all cash of
// the settlement currency and the other perpetuals' results stand behind a position, spot does not.
import { AccountKind, AccountPosition, MarginReport } from '../abi/account';
import { Status } from '../abi/status';
import { addOverflows, mulDiv } from '../math/wide';
import { ANSWER, configOf, currencyOf, headOf, isKnown, positionOf, PPB, tierOf } from './state';

/** Writes cash plus open values of a currency to the i64 at `out`. Ok, BadArgument, Overflow. */
export function accountEquity(at: u32, currency: u32, out: u32): i32 {
  if (currency >= headOf(at).currencyCount) return Status.BadArgument;
  const c = currencyOf(at, currency);
  if (addOverflows(c.cash, c.openValue)) return Status.Overflow;
  store<i64>(<usize>out, c.cash + c.openValue);
  return Status.Ok;
}

/** Cash and the other perpetuals' results less their maintenance: what stands behind `id`. */
function walletBehind(at: u32, id: u32, out: usize): i32 {
  const settle = configOf(positionOf(at, id)).settle;
  let sum = currencyOf(at, settle).cash;
  for (let i: u32 = 0; i < headOf(at).instrumentsMax; i++) {
    if (i == id || !isKnown(at, i)) continue;
    const p = positionOf(at, i);
    const c = configOf(p);
    if (c.settle != settle || c.kind == AccountKind.Spot) continue;
    if (addOverflows(sum, p.openValue)) return Status.Overflow;
    sum += p.openValue;
    if (addOverflows(sum, -p.maintenance)) return Status.Overflow;
    sum -= p.maintenance;
  }
  store<i64>(out, sum);
  return Status.Ok;
}

/**
 * Value of the position at which wallet + result = value * rate - amount, at `out`; 0 where there is
 * none. Rounded so that the price errs to the side that comes earlier.
 */
function valueAt(p: AccountPosition, wallet: i64, rate: i64, amount: i64, out: usize): i32 {
  const isInverse = configOf(p).kind == AccountKind.Inverse;
  const basis = isInverse ? -p.basis : p.basis;
  // The position's value falls on the way to its liquidation, or it rises.
  const falls = p.qty > 0 != isInverse;
  store<i64>(out, 0);
  if (addOverflows(basis, -wallet)) return Status.Overflow;
  const missing = basis - wallet;
  if (missing == i64.MIN_VALUE || addOverflows(missing, -amount)) return Status.Overflow;
  const short = missing - amount;
  if (falls) return short <= 0 ? Status.Ok : mulDiv(short, PPB, PPB - rate, 1, out);
  return short >= 0 ? Status.Ok : mulDiv(-short, PPB, PPB + rate, 0, out);
}

/** Price at which the position is worth `value`. */
function priceAt(p: AccountPosition, value: i64, out: usize): i32 {
  const c = configOf(p);
  const qty = p.qty < 0 ? -p.qty : p.qty;
  if (qty > i64.MAX_VALUE / c.valueNumerator) return Status.Overflow;
  const worth = qty * c.valueNumerator;
  const rounding: u32 = p.qty > 0 ? 1 : 0;
  if (c.kind != AccountKind.Inverse) return mulDiv(value, c.valueDenominator, worth, rounding, out);
  if (value > i64.MAX_VALUE / c.valueDenominator) return Status.Overflow;
  return mulDiv(worth, 1, value * c.valueDenominator, rounding, out);
}

/** Liquidation price of a perpetual: at `out`; 0 and -1 as MarginReport says. */
function liquidationPrice(at: u32, id: u32, out: usize): i32 {
  const p = positionOf(at, id);
  const c = configOf(p);
  store<i64>(out, 0);
  if (c.kind == AccountKind.Spot || p.qty == 0) return Status.Ok;
  let status = walletBehind(at, id, out);
  if (status != Status.Ok) return status;
  const wallet = load<i64>(out);
  const falls = p.qty > 0 != (c.kind == AccountKind.Inverse);
  const count: u32 = c.tierCount == 0 ? 1 : c.tierCount;
  // The tier that the way to liquidation meets first.
  for (let step: u32 = 0; step < count; step++) {
    const index = falls ? count - 1 - step : step;
    const tier = tierOf(p, index);
    const rate = c.tierCount == 0 ? 0 : tier.rate;
    const amount = c.tierCount == 0 ? 0 : tier.amount;
    status = valueAt(p, wallet, rate, amount, out);
    if (status != Status.Ok) return status;
    const value = load<i64>(out);
    if (value == 0 || (c.tierCount != 0 && value < tier.floor)) continue;
    if (index + 1 < count && value > tierOf(p, index + 1).floor) continue;
    return priceAt(p, value, out);
  }
  store<i64>(out, falls ? 0 : -1);
  return Status.Ok;
}

/** Writes a MarginReport of instrument `id`. Ok, UnknownInstrument, Overflow. Cost: all instruments. */
export function accountMargin(at: u32, id: u32, report: u32): i32 {
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  const r = changetype<MarginReport>(<usize>report);
  const p = positionOf(at, id);
  const c = configOf(p);
  const out = <usize>(at + ANSWER);
  let status = accountEquity(at, c.settle, <u32>out);
  if (status != Status.Ok) return status;
  r.equity = load<i64>(out);
  r.unrealized = c.kind == AccountKind.Spot ? p.openValue - p.basis : p.openValue;
  status = mulDiv(p.markValue, c.initialRate, PPB, 1, out);
  if (status != Status.Ok) return status;
  r.initial = load<i64>(out);
  r.maintenance = p.maintenance;
  status = liquidationPrice(at, id, out);
  if (status != Status.Ok) return status;
  r.liquidationPrice = load<i64>(out);
  r.mark = p.mark;
  return Status.Ok;
}
