// The scratch copies on which an event is worked out. Nothing of the account changes before
// `commit`, which cannot fail: a refused event leaves no trace.
import {
  AccountInstrument,
  AccountKind,
  AccountPosition,
  CurrencyBalance,
  Rounding,
  SIZEOF_ACCOUNT_POSITION,
  SIZEOF_CURRENCY_BALANCE,
} from '../abi/account';
import { LiquidityRole } from '../abi/orders';
import { Status } from '../abi/status';
import { valueOf } from '../math/value';
import { addOverflows, addTo, mulDiv, PPB } from '../math/wide';
import { rateOf } from './fees';
import {
  ANSWER,
  configOf,
  currencyOf,
  DRAFT,
  DRAFT_BASE,
  DRAFT_SETTLE,
  headOf,
  positionOf,
  tierOf,
} from './state';

@inline export function draftOf(at: u32): AccountPosition {
  return changetype<AccountPosition>(<usize>(at + DRAFT));
}

@inline export function draftSettle(at: u32): CurrencyBalance {
  return changetype<CurrencyBalance>(<usize>(at + DRAFT_SETTLE));
}

@inline export function draftBase(at: u32): CurrencyBalance {
  return changetype<CurrencyBalance>(<usize>(at + DRAFT_BASE));
}

/** Copies what an event of instrument `id` may change. */
export function begin(at: u32, id: u32): void {
  const position = positionOf(at, id);
  const c = configOf(position);
  memory.copy(<usize>(at + DRAFT), changetype<usize>(position), SIZEOF_ACCOUNT_POSITION);
  const settle = changetype<usize>(currencyOf(at, c.settle));
  memory.copy(<usize>(at + DRAFT_SETTLE), settle, SIZEOF_CURRENCY_BALANCE);
  if (c.kind != AccountKind.Spot) return;
  const base = changetype<usize>(currencyOf(at, c.base));
  memory.copy(<usize>(at + DRAFT_BASE), base, SIZEOF_CURRENCY_BALANCE);
}

/** Equity without spot positions, less what is held back. */
@inline export function availableOf(c: CurrencyBalance): i64 {
  return c.cash + c.unrealized - c.initial;
}

/** Ok where no figure that is asked for leaves 64 bits, or Overflow. */
export function balanceStatus(c: CurrencyBalance): i32 {
  if (addOverflows(c.cash, c.openValue) || addOverflows(c.cash, c.unrealized))
    return Status.Overflow;
  return addOverflows(c.cash + c.unrealized, -c.initial) ? Status.Overflow : Status.Ok;
}

/** Makes the scratch copies the account's own; Overflow: none of them. */
export function commit(at: u32, id: u32): i32 {
  const position = positionOf(at, id);
  const c = configOf(position);
  const isSpot = c.kind == AccountKind.Spot;
  if (balanceStatus(draftSettle(at)) != Status.Ok) return Status.Overflow;
  if (isSpot && balanceStatus(draftBase(at)) != Status.Ok) return Status.Overflow;
  memory.copy(changetype<usize>(position), <usize>(at + DRAFT), SIZEOF_ACCOUNT_POSITION);
  const settle = changetype<usize>(currencyOf(at, c.settle));
  memory.copy(settle, <usize>(at + DRAFT_SETTLE), SIZEOF_CURRENCY_BALANCE);
  if (!isSpot) return Status.Ok;
  const base = changetype<usize>(currencyOf(at, c.base));
  memory.copy(base, <usize>(at + DRAFT_BASE), SIZEOF_CURRENCY_BALANCE);
  return Status.Ok;
}

/**
 * Maintenance margin of a position worth `value`: at `out`, rounded up. Its tier is the last whose
 * floor is not above the value.
 */
export function maintenanceOf(real: AccountPosition, value: i64, out: usize): i32 {
  const c = configOf(real);
  store<i64>(out, 0);
  if (c.tierCount == 0 || value == 0) return Status.Ok;
  let tier = tierOf(real, 0);
  for (let i: u32 = 1; i < c.tierCount && tierOf(real, i).floor <= value; i++)
    tier = tierOf(real, i);
  const status = mulDiv(value, tier.rate, PPB, Rounding.Up, out);
  if (status != Status.Ok) return status;
  const margin = load<i64>(out) - tier.amount;
  store<i64>(out, margin > 0 ? margin : 0);
  return Status.Ok;
}

/** Result of an open position of `qty` and `basis` that is worth `value`. */
@inline
export function openValueOf(c: AccountInstrument, qty: i64, basis: i64, value: i64): i64 {
  const signed = qty < 0 ? -value : value;
  if (c.kind == AccountKind.Spot) return signed;
  return c.kind == AccountKind.Linear ? signed - basis : basis - signed;
}

/** What a spot position's open buy orders hold back: their cost and taker fee, rounded up. */
function openCost(at: u32, c: AccountInstrument, d: AccountPosition, out: usize): i32 {
  const numerator = c.valueNumerator;
  let status = mulDiv(d.openBuyCost, numerator, c.valueDenominator, Rounding.Up, out);
  if (status != Status.Ok) return status;
  const cost = load<i64>(out);
  const rate = rateOf(at, c, LiquidityRole.Taker, headOf(at).volume30Days);
  if (rate <= 0) return Status.Ok;
  status = mulDiv(cost, rate, PPB, Rounding.Up, out);
  return status == Status.Ok ? addTo(out, cost) : status;
}

/** What the draft, worth `value` at `mark`, holds back of its settlement currency: at `out`. */
function initialOf(at: u32, c: AccountInstrument, mark: i64, value: i64, out: usize): i32 {
  const d = draftOf(at);
  if (c.kind == AccountKind.Spot) return openCost(at, c, d, out);
  let worth = value;
  if ((d.openBuy | d.openSell) != 0) {
    // The larger of what the position becomes when all buys or when all sells are filled.
    if (addOverflows(d.qty, d.openBuy) || addOverflows(d.qty, -d.openSell)) return Status.Overflow;
    const up = magnitude(d.qty + d.openBuy);
    const down = magnitude(d.qty - d.openSell);
    const worst = up > down ? up : down;
    if (worst < 0) return Status.Overflow;
    store<i64>(out, 0);
    const status = worst == 0 ? <i32>Status.Ok : valueOf(c, mark, worst, out);
    if (status != Status.Ok) return status;
    worth = load<i64>(out);
  }
  return mulDiv(worth, c.initialRate, PPB, Rounding.Up, out);
}

/** |n|; negative for the one number that has none. */
@inline function magnitude(n: i64): i64 {
  return n < 0 ? -n : n;
}

/** Values the draft at `mark`; the sums of its currency follow. */
export function remark(at: u32, id: u32, mark: i64): i32 {
  const d = draftOf(at);
  const real = positionOf(at, id);
  const c = configOf(real);
  const out = <usize>(at + ANSWER);
  store<i64>(out, 0);
  if (d.qty == i64.MIN_VALUE) return Status.Overflow;
  if (d.qty != 0) {
    const status = valueOf(c, mark, magnitude(d.qty), out);
    if (status != Status.Ok) return status;
  }
  const value = load<i64>(out);
  let status = maintenanceOf(real, value, out);
  if (status != Status.Ok) return status;
  const maintenance = load<i64>(out);
  status = initialOf(at, c, mark, value, out);
  if (status != Status.Ok) return status;
  const initial = load<i64>(out);
  // Both are of the same sign: their difference cannot overflow.
  const open = openValueOf(c, d.qty, d.basis, value);
  const s = changetype<usize>(draftSettle(at));
  status = addTo(s + offsetof<CurrencyBalance>('openValue'), -d.openValue);
  status |= addTo(s + offsetof<CurrencyBalance>('openValue'), open);
  if (c.kind != AccountKind.Spot) {
    status |= addTo(s + offsetof<CurrencyBalance>('unrealized'), -d.openValue);
    status |= addTo(s + offsetof<CurrencyBalance>('unrealized'), open);
  }
  status |= addTo(s + offsetof<CurrencyBalance>('exposure'), value - d.markValue);
  status |= addTo(s + offsetof<CurrencyBalance>('maintenance'), maintenance - d.maintenance);
  status |= addTo(s + offsetof<CurrencyBalance>('initial'), initial - d.initial);
  if (status != Status.Ok) return Status.Overflow;
  d.mark = mark;
  d.markValue = value;
  d.openValue = open;
  d.maintenance = maintenance;
  d.initial = initial;
  return Status.Ok;
}
