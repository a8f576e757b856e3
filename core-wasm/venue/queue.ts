// Where an own order stands in the queue of its price. Risk-averse queues are integers; the
// probability models are f64 in whole units, step by step as hftbacktest has them, so that both
// profiles share one form. @source hftbacktest 0.9.4, backtest/models/queue.rs
import { OwnOrder, QueueModel, VenueState } from '../abi/venue';
import { log, pow } from '../math/transcendental';
import { instrumentOf, isCompat } from './state';

@inline
function probabilistic(v: VenueState): bool {
  return v.queueModel != QueueModel.RiskAverse;
}

@inline
function units(v: VenueState, qty: i64): f64 {
  return <f64>qty / v.qtyUnit;
}

/** The smaller of two, where a number that is none loses. */
@inline
function lesser(a: f64, b: f64): f64 {
  if (a != a) return b;
  return b < a ? b : a;
}

/** x^n: whole small powers by multiplication. */
function power(x: f64, n: f64): f64 {
  if (n == 1) return x;
  if (n == 2) return x * x;
  if (n == 3) return x * x * x;
  return pow(x, n);
}

/** The part of a decrease that happened behind the order. */
function probability(v: VenueState, front: f64, back: f64): f64 {
  const model = v.queueModel;
  if (model == QueueModel.Log) {
    const behind = log(1.0 + back);
    return behind / (behind + log(1.0 + front));
  }
  if (model == QueueModel.Log2) return log(1.0 + back) / log(1.0 + (back + front));
  if (model == QueueModel.Power3) return 1.0 - power(front / (front + back), v.power);
  const behind = power(back, v.power);
  if (model == QueueModel.Power) return behind / (behind + power(front, v.power));
  return behind / power(back + front, v.power);
}

/** The estimate of `front` after the level went from `before` to `after`. */
function estimate(v: VenueState, order: OwnOrder, before: f64, after: f64): f64 {
  // Trades moved the front already: what they took does not count twice.
  const change = before - after - order.cumTrade;
  order.cumTrade = 0;
  const front = order.front;
  if (change < 0) return lesser(front, after);
  const back = before - front;
  let p = probability(v, front, back);
  if (p == Infinity || p == -Infinity) p = 1.0;
  const moved = front - (1.0 - p) * change + lesser(back - p * change, 0.0);
  return lesser(moved, after);
}

/** Quanta that `front` comes to, rounded up. */
@inline
function frontQuanta(v: VenueState, order: OwnOrder): i64 {
  return <i64>ceil(order.front * v.qtyUnit);
}

/** Nothing is ahead any more: the market traded beyond the order's price. */
export function queueGone(order: OwnOrder): void {
  order.aheadQty = 0;
  order.aheadOrders = 0;
  order.front = 0;
}

/** The order is the last of a level that shows `displayed`. */
export function joinQueue(v: VenueState, order: OwnOrder, displayed: i64): void {
  order.levelQty = displayed;
  order.aheadQty = displayed + hidden(v, displayed);
  order.front = units(v, displayed);
  order.cumTrade = 0;
}

/** Hidden quantity that is taken for granted behind what is displayed. */
@inline
function hidden(v: VenueState, displayed: i64): i64 {
  if (v.hiddenPerMille == 0 || isCompat(v)) return 0;
  return <i64>((<f64>displayed * <f64>v.hiddenPerMille) / 1000.0);
}

/** The level of the order shows another quantity. */
export function queueLevel(v: VenueState, order: OwnOrder, displayed: i64): void {
  const before = order.levelQty;
  order.levelQty = displayed;
  if (isCompat(v)) {
    if (probabilistic(v)) order.front = estimate(v, order, units(v, before), units(v, displayed));
    else order.aheadQty = min(order.aheadQty, displayed);
    return;
  }
  if (probabilistic(v)) {
    const moved = estimate(v, order, units(v, before), units(v, displayed));
    order.front = max(0.0, min(order.front, moved));
    order.aheadQty = min(order.aheadQty, frontQuanta(v, order));
  }
  order.aheadQty = min(order.aheadQty, displayed + hidden(v, displayed));
}

/** A print of `printed` at the order's price, of which `qty` reached the queue before it. */
export function queueTrade(v: VenueState, order: OwnOrder, qty: i64, printed: i64): void {
  order.aheadQty -= qty;
  order.front -= units(v, qty);
  order.cumTrade += units(v, printed);
  if (isCompat(v)) return;
  order.aheadQty = max(0, order.aheadQty);
  order.front = max(0.0, order.front);
}

/** Half goes away from zero. */
@inline
function rounded(x: f64): f64 {
  const whole = trunc(x);
  if (abs(x - whole) < 0.5) return whole;
  return x < 0 ? whole - 1.0 : whole + 1.0;
}

/**
 * hftbacktest's question whether an order is filled: whole lots that traded beyond the queue, as
 * quanta. What it answers is taken from the queue.
 */
export function compatExecuted(v: VenueState, order: OwnOrder): i64 {
  const lot = instrumentOf(v).lotSize;
  let lots: i64 = 0;
  if (probabilistic(v)) {
    const exact = rounded(-order.front / units(v, lot));
    if (exact > 0) lots = exact < 9e18 ? <i64>exact : i64.MAX_VALUE / lot;
    if (lots > 0) order.front = 0;
  } else if (order.aheadQty < 0) {
    lots = (-order.aheadQty + (lot >> 1)) / lot;
    if (lots > 0) order.aheadQty = 0;
  }
  return lots * lot;
}

/** Recorded quantity before the order, rounded up; never below 0. */
export function queueAhead(v: VenueState, order: OwnOrder): i64 {
  if (isCompat(v) && probabilistic(v)) return max(0, frontQuanta(v, order));
  return max(0, order.aheadQty);
}
