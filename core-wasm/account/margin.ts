// Equity, margin and the price at which a position is closed by the venue. Cross margin: all cash
// of the settlement currency and the other perpetuals' results stand behind a position; spot does
// not.
import {
  AccountInstrument,
  AccountKind,
  AccountPosition,
  MarginReport,
  Rounding,
} from '../abi/account';
import { Status } from '../abi/status';
import { addOverflows, mulDiv, PPB } from '../math/wide';
import { availableOf } from './draft';
import { ANSWER, configOf, currencyOf, headOf, isKnown, positionOf, tierOf } from './state';
import { figuresAt, figuresOf } from './valuation';

/** Cash plus open values of a currency, cash quanta; 0 for an unknown one. */
export function accountEquity(at: u32, currency: u32): i64 {
  if (currency >= headOf(at).currencyCount) return 0;
  const c = currencyOf(at, currency);
  return c.cash + c.openValue;
}

/** Equity without spot positions, less what positions and open orders hold back. */
export function accountAvailable(at: u32, currency: u32): i64 {
  return currency < headOf(at).currencyCount ? availableOf(currencyOf(at, currency)) : 0;
}

/**
 * 1 where perpetuals settled in `currency` have used their margin up: cash and unrealised results
 * are at or below the maintenance margin, or below zero where there is none.
 */
export function accountIsLiquidatable(at: u32, currency: u32): i32 {
  if (currency >= headOf(at).currencyCount) return 0;
  const c = currencyOf(at, currency);
  return isUsedUp(at, currency, c.cash + c.unrealized, c.maintenance) ? 1 : 0;
}

function isUsedUp(at: u32, currency: u32, wallet: i64, maintenance: i64): bool {
  if (maintenance > 0) return wallet <= maintenance;
  return wallet < 0 && hasPerpetual(at, currency);
}

/**
 * The same with instrument `id` at `price` and all others where they are; a price at which its
 * position is worth more than 63 bits hold uses any margin up. Changes nothing. 0 for spot.
 */
export function accountIsLiquidatableAt(at: u32, id: u32, price: i64): i32 {
  if (!isKnown(at, id) || price <= 0) return 0;
  const p = positionOf(at, id);
  const c = configOf(p);
  if (c.kind == AccountKind.Spot) return 0;
  if (figuresAt(at, p, p, price) != Status.Ok) return 1;
  const f = figuresOf(at);
  const s = currencyOf(at, c.settle);
  const before = s.cash + s.unrealized;
  const change = f.open - p.openValue;
  if (addOverflows(f.open, -p.openValue) || addOverflows(before, change)) return change < 0 ? 1 : 0;
  const maintenance = s.maintenance + (f.maintenance - p.maintenance);
  return isUsedUp(at, c.settle, before + change, maintenance) ? 1 : 0;
}

function hasPerpetual(at: u32, currency: u32): bool {
  for (let id: u32 = 0; id < headOf(at).instrumentsMax; id++) {
    if (!isKnown(at, id)) continue;
    const p = positionOf(at, id);
    const c = configOf(p);
    if (c.kind != AccountKind.Spot && <u32>c.settle == currency && p.qty != 0) return true;
  }
  return false;
}

/** Position of instrument `id`, quantity quanta; 0 for an unknown one, as all that follow. */
export function accountPosition(at: u32, id: u32): i64 {
  return isKnown(at, id) ? positionOf(at, id).qty : 0;
}

/** Realised so far, without fees and funding, cash quanta. */
export function accountRealized(at: u32, id: u32): i64 {
  return isKnown(at, id) ? positionOf(at, id).realized : 0;
}

/** Fees paid, less rebates. */
export function accountFees(at: u32, id: u32): i64 {
  return isKnown(at, id) ? positionOf(at, id).fee : 0;
}

/** Funding received, less what was paid. */
export function accountFundingReceived(at: u32, id: u32): i64 {
  return isKnown(at, id) ? positionOf(at, id).funding : 0;
}

@inline function unrealizedOf(p: AccountPosition): i64 {
  return configOf(p).kind == AccountKind.Spot ? p.openValue - p.basis : p.openValue;
}

/** Result of the open position at its mark. */
export function accountUnrealized(at: u32, id: u32): i64 {
  return isKnown(at, id) ? unrealizedOf(positionOf(at, id)) : 0;
}

/** Average price of the open position, price quanta, to the nearest; 0: none, or no such price. */
export function accountAveragePrice(at: u32, id: u32): i64 {
  if (!isKnown(at, id)) return 0;
  const p = positionOf(at, id);
  if (p.qty == 0) return 0;
  const out = <usize>(at + ANSWER);
  const basis = p.basis < 0 ? -p.basis : p.basis;
  return priceAt(p, basis, Rounding.HalfEven, out) == Status.Ok ? load<i64>(out) : 0;
}

/**
 * Price at which instrument `id` alone uses the margin of its currency up, all others staying where
 * they are; without the fee of closing. 0: no price does, or none of 63 bits; -1: every price does.
 */
export function accountLiquidationPrice(at: u32, id: u32): i64 {
  if (!isKnown(at, id)) return 0;
  const out = <usize>(at + ANSWER);
  return liquidationPrice(at, id, out) == Status.Ok ? load<i64>(out) : 0;
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
 * Value of the position at which wallet + result = value * rate - amount, at `out`; 0 where there
 * is none. Rounded so that the price errs to the side that comes earlier.
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
  if (falls) return short <= 0 ? Status.Ok : mulDiv(short, PPB, PPB - rate, Rounding.Up, out);
  return short >= 0 ? Status.Ok : mulDiv(-short, PPB, PPB + rate, Rounding.Down, out);
}

/** Price at which the position is worth `value`: at `out`; 0 where there is none. */
function priceAt(p: AccountPosition, value: i64, rounding: u32, out: usize): i32 {
  const c = configOf(p);
  const qty = p.qty < 0 ? -p.qty : p.qty;
  if (c.kind != AccountKind.Inverse) {
    if (qty > i64.MAX_VALUE / c.valueNumerator) return Status.Overflow;
    return mulDiv(value, c.valueDenominator, qty * c.valueNumerator, rounding, out);
  }
  if (value > i64.MAX_VALUE / c.valueDenominator) return Status.Overflow;
  store<i64>(out, 0);
  if (value == 0) return Status.Ok;
  return mulDiv(qty, c.valueNumerator, value * c.valueDenominator, rounding, out);
}

/**
 * Value at which the margin is used up. Margins grow by rising rates, so each tier's own line lies
 * below the true one everywhere else: of their roots the one that is met first is the true one.
 */
function usedUpAt(p: AccountPosition, c: AccountInstrument, wallet: i64, out: usize): i32 {
  const falls = p.qty > 0 != (c.kind == AccountKind.Inverse);
  const count: u32 = c.tierCount == 0 ? 1 : c.tierCount;
  let met: i64 = falls ? 0 : i64.MAX_VALUE;
  for (let index: u32 = 0; index < count; index++) {
    const tier = tierOf(p, index);
    const rate = c.tierCount == 0 ? 0 : tier.rate;
    const amount = c.tierCount == 0 ? 0 : tier.amount;
    const status = valueAt(p, wallet, rate, amount, out);
    if (status != Status.Ok) return status;
    const value = load<i64>(out);
    if (falls ? value > met : value < met) met = value;
  }
  store<i64>(out, met);
  return Status.Ok;
}

/** Liquidation price of a perpetual: at `out`; 0 and -1 as MarginReport says. */
function liquidationPrice(at: u32, id: u32, out: usize): i32 {
  const p = positionOf(at, id);
  const c = configOf(p);
  store<i64>(out, 0);
  if (c.kind == AccountKind.Spot || p.qty == 0) return Status.Ok;
  let status = walletBehind(at, id, out);
  if (status != Status.Ok) return status;
  status = usedUpAt(p, c, load<i64>(out), out);
  if (status != Status.Ok) return status;
  const value = load<i64>(out);
  if (value > 0) return priceAt(p, value, p.qty > 0 ? Rounding.Up : Rounding.Down, out);
  const falls = p.qty > 0 != (c.kind == AccountKind.Inverse);
  store<i64>(out, falls ? 0 : -1);
  return Status.Ok;
}

/** Writes a MarginReport of instrument `id`. Ok, UnknownInstrument. Cost: all instruments. */
export function accountMargin(at: u32, id: u32, report: u32): i32 {
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  const r = changetype<MarginReport>(<usize>report);
  const p = positionOf(at, id);
  const settle = <u32>configOf(p).settle;
  r.equity = accountEquity(at, settle);
  r.available = accountAvailable(at, settle);
  r.unrealized = unrealizedOf(p);
  r.initial = p.initial;
  r.maintenance = p.maintenance;
  r.liquidationPrice = accountLiquidationPrice(at, id);
  r.mark = p.mark;
  r.averagePrice = accountAveragePrice(at, id);
  return Status.Ok;
}
