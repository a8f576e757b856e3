// Fills from bars alone. Of a bar four prices are known, and that the first of them came first and
// the last one last: every rule here is what must have happened, or the worse of what may have.
import { Bar, BarFlag } from '../abi/bars';
import {
  LiquidityRole,
  OrderFlag,
  OrderKind,
  OrderReason,
  OrderStatus,
  Side,
  TimeInForce,
} from '../abi/orders';
import { BarOrder, OwnOrder, VenueState } from '../abi/venue';
import { emitFill, emitUpdate } from './emit';
import {
  cancel,
  drop,
  endIfUseless,
  endUseless,
  openStatus,
  putToRest,
  putToWait,
  takeOut,
} from './orders';
import { isReduceOnly, openQty, reducible, waitsForEntry } from './reduce';
import { countOf, instrumentOf, isBetter, listed, listOf } from './state';
import { isReached, trail } from './stops';
import { impacted, meetOwn, reaches } from './take';

/** It rests behind this bar only. */
@inline const RESTS_LATER: u32 = 2;
/** A stop that has nothing to close after the open; its entry may come inside the bar. */
@inline const AWAITS: u32 = 3;

/**
 * Whether the order knew of nothing behind the open, and came in time for it. The end of the bar
 * before lies before the open, whatever their stamps say.
 */
@inline
function takesPart(v: VenueState, order: OwnOrder, bar: Bar): bool {
  const open = bar.openTsNs;
  return order.sentTsNs <= max(open, v.lastBarNs) && order.arrivalTsNs <= open + v.barGraceNs;
}

/** What an order of `side` may close of the position that the inside of the bar began with. */
@inline
function closable(v: VenueState, side: u32): i64 {
  return max(0, side == Side.Buy ? -v.barPosition : v.barPosition);
}

/** Remembers what a fill opened, and how much it closed of what the bar began with. */
function noteFill(v: VenueState, side: u32, price: i64, qty: i64): void {
  const closed = min(qty, closable(v, side));
  v.barPosition += side == Side.Buy ? closed : -closed;
  if (side == Side.Buy) {
    if (v.position > 0) v.barBought = v.barBought == 0 ? price : min(v.barBought, price);
  } else if (v.position < 0) v.barSold = max(v.barSold, price);
}

/** Executes what the bar has left for it. Returns whether the order is done. */
function execute(v: VenueState, order: OwnOrder, price: i64, role: u8, most: i64): bool {
  const qty = min(min(openQty(v, order), v.barLeft), most);
  if (qty > 0) {
    if (v.barLeft != i64.MAX_VALUE) v.barLeft -= qty;
    emitFill(v, order, price, qty, role);
    noteFill(v, order.side, price, qty);
  }
  if (order.leavesQty > 0) return endIfUseless(v, order);
  drop(v, order);
  return true;
}

@inline
function take(v: VenueState, order: OwnOrder, price: i64): bool {
  const isMarket = order.orderKind == OrderKind.Market;
  const any = order.side == Side.Buy ? i64.MAX_VALUE : i64.MIN_VALUE;
  const limit = isMarket ? any : order.price;
  const qty = order.cumQty + min(openQty(v, order), v.barLeft);
  const paid = impacted(v, order.side, price, qty, limit);
  return execute(v, order, paid, LiquidityRole.Taker, i64.MAX_VALUE);
}

@inline
function isImmediate(order: OwnOrder): bool {
  return order.timeInForce == TimeInForce.Ioc || order.timeInForce == TimeInForce.Fok;
}

/** Whether a bar that goes as far as `far` fills a resting order at `price`. */
@inline
function tradesThrough(v: VenueState, side: u32, price: i64, far: i64): bool {
  return isBetter(side, price, far) || (v.barTouch != 0 && price == far);
}

/** A fill-or-kill that the bar has not enough for. */
function killed(v: VenueState, order: OwnOrder): bool {
  if (order.timeInForce != TimeInForce.Fok || openQty(v, order) <= v.barLeft) return false;
  cancel(v, order, OrderReason.NotFillable);
  return true;
}

/** An order in which there is no more to wait for rests from here on, or ends. */
function settleRest(v: VenueState, order: OwnOrder, rests: u32): void {
  if (isImmediate(order)) {
    cancel(v, order, OrderReason.NothingLeftToTake);
    return;
  }
  takeOut(v, order);
  order.seenBar = rests;
  putToRest(v, order);
}

/** Moves a post-only order out of the way of the open, or ends it. Returns whether it ended. */
function stepBack(v: VenueState, order: OwnOrder, open: i64): bool {
  const tick = instrumentOf(v).tickSize;
  const price = order.side == Side.Buy ? open - tick : open + tick;
  if ((order.orderFlags & OrderFlag.Slide) == 0 || price <= 0) {
    cancel(v, order, OrderReason.WouldTake);
    return true;
  }
  order.price = price;
  emitUpdate(v, order, openStatus(order), OrderReason.WouldTake);
  return false;
}

/** What a share of the volume leaves of an order that takes goes on at the next open. */
@inline
function goesOn(v: VenueState, order: OwnOrder): bool {
  return v.barLeft == 0 && !isImmediate(order);
}

/** A market or limit order at the first open behind its arrival. */
function enterAtOpen(v: VenueState, order: OwnOrder, open: i64): void {
  if (order.orderKind == OrderKind.Market) {
    // What a share of the volume leaves of it goes on at the next open.
    if (killed(v, order) || take(v, order, open)) return;
    if (isImmediate(order)) cancel(v, order, OrderReason.NothingLeftToTake);
    return;
  }
  if (tradesThrough(v, order.side, order.price, open)) {
    if (order.orderFlags & OrderFlag.PostOnly) {
      if (stepBack(v, order, open)) return;
    } else if (killed(v, order) || take(v, order, open) || goesOn(v, order)) return;
  } else if (order.timeInForce == TimeInForce.Fok) {
    cancel(v, order, OrderReason.NotFillable);
    return;
  }
  if (passesOwn(v, order)) settleRest(v, order, 1);
}

/** Own orders that it would rest at or beyond: they meet. Returns whether it is still there. */
function passesOwn(v: VenueState, order: OwnOrder): bool {
  const other = <u32>order.side ^ 1;
  while (countOf(v, other) > 0 && openQty(v, order) > 0) {
    const own = listed(listOf(v, other), 0);
    if (!reaches(order.side, order.price, own.price) || openQty(v, own) == 0) return true;
    if (!meetOwn(v, order, own)) return false;
    if (order.leavesQty > 0) continue;
    drop(v, order);
    return false;
  }
  return true;
}

/** The stop is what it is behind its trigger, and takes at `price`. */
function fireStop(v: VenueState, order: OwnOrder, price: i64, rests: u32): void {
  const isLimit = order.orderKind == OrderKind.StopLimit;
  order.orderKind = isLimit ? OrderKind.Limit : OrderKind.Market;
  order.status = openStatus(order);
  emitUpdate(v, order, order.status, OrderReason.None);
  if (endIfUseless(v, order)) return;
  const reached = !isLimit || reaches(order.side, order.price, price);
  if (reached && (killed(v, order) || take(v, order, price))) return;
  if (isLimit && !(reached && goesOn(v, order))) {
    settleRest(v, order, rests);
    return;
  }
  if (isImmediate(order)) {
    cancel(v, order, OrderReason.NothingLeftToTake);
    return;
  }
  takeOut(v, order);
  order.seenBar = 1;
  putToWait(v, order);
}

@inline
function isStop(order: OwnOrder): bool {
  return order.status == OrderStatus.Untriggered;
}

/** Whether an order has nothing to close. */
@inline
function isIdle(v: VenueState, order: OwnOrder): bool {
  return isReduceOnly(order) && reducible(v, order.side) == 0;
}

/** A stop follows from the open on, unless there it is reached, or waits for its entry. */
function stopAtOpen(v: VenueState, order: OwnOrder, open: i64): void {
  if (waitsForEntry(v, order)) return;
  const stop = order.stopPrice;
  if (stop != 0 && isReached(order.side, stop, open)) fireStop(v, order, open, 1);
  else trail(order, open);
}

/** What happens at the open: gaps over resting prices, new orders, gaps over stops. */
function atOpen(v: VenueState, bar: Bar): void {
  const open = bar.open;
  for (let side: u32 = 0; side < 2; side++) fillResting(v, side, open, false, false);
  let left = v.waitingCount;
  let i: u32 = 0;
  for (; left > 0; left--) {
    const order = listed(<usize>v.waiting, i);
    const count = v.waitingCount;
    if (!takesPart(v, order, bar)) {
      i++;
      continue;
    }
    if (isStop(order)) stopAtOpen(v, order, open);
    else if (waitsForEntry(v, order)) settleRest(v, order, 1);
    else if (endIfUseless(v, order)) continue;
    else enterAtOpen(v, order, open);
    // It stands where it stood, unless it went, or went to the end.
    if (v.waitingCount == count && listed(<usize>v.waiting, i) == order) i++;
  }
}

/**
 * Resting orders of `side` when the market goes to `far`; `touch` also those at that price.
 * `inside`: what a reduce-only order is to close may have been opened after `far` was seen.
 */
function fillResting(v: VenueState, side: u32, far: i64, touch: bool, inside: bool): void {
  let i: u32 = 0;
  while (i < countOf(v, side)) {
    const order = listed(listOf(v, side), i);
    const reached = isBetter(side, order.price, far) || (touch && order.price == far);
    if (!reached) return;
    const most = inside && isReduceOnly(order) ? closable(v, side) : i64.MAX_VALUE;
    if (order.seenBar == RESTS_LATER) i++;
    else if (endIfUseless(v, order)) continue;
    else if (most == 0 || isIdle(v, order)) i++;
    else if (!executeResting(v, order, most)) i++;
  }
}

/**
 * At its own price as maker; but what waited for its entry was not there yet when the entry filled
 * beyond that price: it takes, at what the entry paid. Returns whether it is done.
 */
function executeResting(v: VenueState, order: OwnOrder, most: i64): bool {
  const buys = order.side == Side.Buy;
  const entry = buys ? v.barSold : v.barBought;
  if (!isReduceOnly(order) || entry == 0 || !isBetter(order.side, order.price, entry))
    return execute(v, order, order.price, LiquidityRole.Maker, most);
  const qty = order.cumQty + min(openQty(v, order), v.barLeft);
  const price = impacted(v, order.side, entry, qty, order.price);
  return execute(v, order, price, LiquidityRole.Taker, most);
}

function limitsInside(v: VenueState, bar: Bar): void {
  fillResting(v, Side.Buy, bar.low, v.barTouch != 0, true);
  endUseless(v);
  fillResting(v, Side.Sell, bar.high, v.barTouch != 0, true);
  endUseless(v);
}

/** What an order fills at that was sent ahead of its entry: never better than the entry itself. */
function firePrice(v: VenueState, order: OwnOrder): i64 {
  const stop = order.stopPrice;
  if (!isReduceOnly(order)) return stop;
  if (order.side == Side.Buy) return max(stop, v.barSold);
  return v.barBought == 0 ? stop : min(stop, v.barBought);
}

/** Stops that have nothing to close after the open. */
function noteWaiting(v: VenueState, bar: Bar): void {
  for (let i: u32 = 0; i < v.waitingCount; i++) {
    const order = listed(<usize>v.waiting, i);
    const isThere = isStop(order) && takesPart(v, order, bar);
    if (isThere && waitsForEntry(v, order)) order.seenBar = AWAITS;
  }
}

/** On the way to a stop, resting orders that stand before it were traded through. */
function fillBefore(v: VenueState, order: OwnOrder): void {
  fillResting(v, order.side ^ 1, order.stopPrice, false, true);
}

/** Stops inside the bar; `entered`: those that waited for an entry, after it may have come. */
function stopsInside(v: VenueState, bar: Bar, entered: bool): void {
  let left = v.waitingCount;
  let i: u32 = 0;
  for (; left > 0; left--) {
    const order = listed(<usize>v.waiting, i);
    if (!isStop(order) || !takesPart(v, order, bar) || (order.seenBar == AWAITS) != entered) {
      i++;
      continue;
    }
    order.seenBar = 0;
    if (entered && order.stopPrice == 0 && !isIdle(v, order))
      trail(order, order.side == Side.Buy ? v.barSold : v.barBought);
    const stop = order.stopPrice;
    const far = order.side == Side.Buy ? bar.high : bar.low;
    const reached = stop != 0 && isReached(order.side, stop, far);
    if (!reached || waitsForEntry(v, order)) {
      i++;
      continue;
    }
    if (!entered) fillBefore(v, order);
    if (!endIfUseless(v, order)) fireStop(v, order, firePrice(v, order), RESTS_LATER);
  }
  endUseless(v);
}

/**
 * Trailing stops follow the bar's far end. A close at or beyond the new price came later: the stop
 * was reached, and the worst at which that may have happened is the bar's other end, which is not
 * as far as the stop stood before.
 */
function trailInside(v: VenueState, bar: Bar): void {
  let left = v.waitingCount;
  let i: u32 = 0;
  for (; left > 0; left--) {
    const order = listed(<usize>v.waiting, i);
    const follows = order.orderKind == OrderKind.TrailingStop && order.seenBar != AWAITS;
    if (!follows || !isStop(order) || !takesPart(v, order, bar) || waitsForEntry(v, order)) {
      i++;
      continue;
    }
    const buys = order.side == Side.Buy;
    trail(order, buys ? bar.low : bar.high);
    if (!isReached(order.side, order.stopPrice, bar.close)) i++;
    else if (!endIfUseless(v, order)) fireStop(v, order, buys ? bar.high : bar.low, RESTS_LATER);
  }
  endUseless(v);
}

/** One complete bar against all open orders. */
export function barFills(v: VenueState, bar: Bar): void {
  // Of a forming bar the rest is not known; in an empty one nothing traded.
  if (bar.barFlags & BarFlag.Forming) return;
  if ((bar.barFlags & BarFlag.Empty) == 0) {
    v.lastPrice = bar.close;
    v.hasLast = 1;
    if (v.waitingCount != 0 || countOf(v, Side.Buy) != 0 || countOf(v, Side.Sell) != 0)
      fillAll(v, bar);
  }
  v.lastBarNs = v.nowNs;
}

function fillAll(v: VenueState, bar: Bar): void {
  const lot = instrumentOf(v).lotSize;
  const share = v.barSharePerMille;
  const part = <i64>((<f64>bar.qty * <f64>share) / 1000.0);
  v.barLeft = share == 0 ? i64.MAX_VALUE : part - (part % lot);
  v.barPosition = 0;
  v.barBought = 0;
  v.barSold = 0;
  atOpen(v, bar);
  endUseless(v);
  v.barPosition = v.position;
  noteWaiting(v, bar);
  if (v.barOrder == BarOrder.LimitsFirst) limitsInside(v, bar);
  stopsInside(v, bar, false);
  trailInside(v, bar);
  if (v.barOrder == BarOrder.StopsFirst) limitsInside(v, bar);
  stopsInside(v, bar, true);
  // The close came after every entry.
  for (let side: u32 = 0; side < 2; side++) fillResting(v, side, bar.close, v.barTouch != 0, false);
  for (let side: u32 = 0; side < 2; side++)
    for (let i: u32 = 0; i < countOf(v, side); i++) listed(listOf(v, side), i).seenBar = 1;
}
