// What a position comes to at a price: its value, result and margins, and with them the sums of its
// currency.
import {
  AccountInstrument,
  AccountKind,
  AccountPosition,
  CurrencyBalance,
  Rounding,
} from '../abi/account';
import { LiquidityRole } from '../abi/orders';
import { Status } from '../abi/status';
import { worthOf } from '../math/value';
import { addOverflows, addTo, mulDiv, PPB } from '../math/wide';
import { rateOf } from './fees';
import { ANSWER, configOf, FIGURES, headOf, tierOf } from './state';

/** Cash quanta. */
@unmanaged
export class Figures {
  /** Absolute. */
  value: i64;
  /** Of perpetuals the unrealised result, of spot positions the value. */
  open: i64;
  maintenance: i64;
}

@inline export function figuresOf(at: u32): Figures {
  return changetype<Figures>(<usize>(at + FIGURES));
}

/** |n|; negative for the one number that has none. */
@inline function magnitude(n: i64): i64 {
  return n < 0 ? -n : n;
}

/**
 * Maintenance margin of a position worth `value`: at `out`, rounded up. Its tier is the last whose
 * floor is not above the value.
 */
function maintenanceOf(real: AccountPosition, value: i64, out: usize): i32 {
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
function openValueOf(c: AccountInstrument, qty: i64, basis: i64, value: i64): i64 {
  const signed = qty < 0 ? -value : value;
  if (c.kind == AccountKind.Spot) return signed;
  return c.kind == AccountKind.Linear ? signed - basis : basis - signed;
}

/**
 * What `p`, `real` itself or its draft, comes to at `mark`: at figuresOf. Ok, or Overflow. Changes
 * nothing else.
 */
export function figuresAt(at: u32, real: AccountPosition, p: AccountPosition, mark: i64): i32 {
  const c = configOf(real);
  const f = figuresOf(at);
  const out = <usize>(at + ANSWER);
  let value: i64 = 0;
  if (p.qty == i64.MIN_VALUE) return Status.Overflow;
  if (p.qty != 0) {
    const status = worthOf(c, mark, magnitude(p.qty), out);
    if (status != Status.Ok) return status;
    value = load<i64>(out);
  }
  const status = maintenanceOf(real, value, out);
  if (status != Status.Ok) return status;
  f.maintenance = load<i64>(out);
  f.value = value;
  // Both are of the same sign: their difference cannot overflow.
  f.open = openValueOf(c, p.qty, p.basis, value);
  return Status.Ok;
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

/** What `p`, worth `value` at `mark`, holds back of its settlement currency: at `out`. */
function initialOf(
  at: u32,
  c: AccountInstrument,
  p: AccountPosition,
  mark: i64,
  value: i64,
  out: usize,
): i32 {
  if (c.kind == AccountKind.Spot) return openCost(at, c, p, out);
  let worth = value;
  if ((p.openBuy | p.openSell) != 0) {
    // The larger of what the position becomes when all buys or when all sells are filled.
    if (addOverflows(p.qty, p.openBuy) || addOverflows(p.qty, -p.openSell)) return Status.Overflow;
    const up = magnitude(p.qty + p.openBuy);
    const down = magnitude(p.qty - p.openSell);
    const worst = up > down ? up : down;
    if (worst < 0) return Status.Overflow;
    store<i64>(out, 0);
    const status = worst == 0 ? <i32>Status.Ok : worthOf(c, mark, worst, out);
    if (status != Status.Ok) return status;
    worth = load<i64>(out);
  }
  return mulDiv(worth, c.initialNumerator, c.initialDenominator, Rounding.Up, out);
}

/**
 * Values `p`, `real` itself or its draft, at `mark`, and makes the sums of its currency `s` follow.
 * Ok, or Overflow with nothing changed.
 */
export function remarkPosition(
  at: u32,
  real: AccountPosition,
  p: AccountPosition,
  s: CurrencyBalance,
  mark: i64,
): i32 {
  let status = figuresAt(at, real, p, mark);
  if (status != Status.Ok) return status;
  const c = configOf(real);
  const f = figuresOf(at);
  const out = <usize>(at + ANSWER);
  status = initialOf(at, c, p, mark, f.value, out);
  if (status != Status.Ok) return status;
  const initial = load<i64>(out);
  const isPerpetual = c.kind != AccountKind.Spot;
  // Without what the position came to before, and with what it comes to now.
  const openOthers = s.openValue - p.openValue;
  const resultOthers = s.unrealized - p.openValue;
  const open = openOthers + f.open;
  const result = isPerpetual ? resultOthers + f.open : s.unrealized;
  const exposure = s.exposure + (f.value - p.markValue);
  const maintenance = s.maintenance + (f.maintenance - p.maintenance);
  const held = s.initial + (initial - p.initial);
  let overflows = addOverflows(s.openValue, -p.openValue) || addOverflows(openOthers, f.open);
  if (isPerpetual && addOverflows(s.unrealized, -p.openValue)) overflows = true;
  if (isPerpetual && addOverflows(resultOthers, f.open)) overflows = true;
  // None of these is negative.
  if ((exposure | maintenance | held) < 0) overflows = true;
  if (overflows || !areCountable(s.cash, open, result, held)) return Status.Overflow;
  s.openValue = open;
  s.unrealized = result;
  s.exposure = exposure;
  s.maintenance = maintenance;
  s.initial = held;
  p.mark = mark;
  p.markValue = f.value;
  p.openValue = f.open;
  p.maintenance = f.maintenance;
  p.initial = initial;
  return Status.Ok;
}

/** Whether no figure that is asked for leaves 64 bits: equity, wallet, what is available. */
export function areCountable(cash: i64, open: i64, result: i64, held: i64): bool {
  if (addOverflows(cash, open) || addOverflows(cash, result)) return false;
  return !addOverflows(cash + result, -held);
}
