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
  openQty,
  openStatus,
  putToRest,
  putToWait,
  takeOut,
} from './orders';
import { countOf, instrumentOf, isBetter, listed, listOf } from './state';
import { isReached, trail } from './stops';
import { impacted, reaches } from './take';

/** It rests behind this bar only. */
@inline const RESTS_LATER: u32 = 2;

/** Whether the bar began late enough for the order. */
@inline
function takesPart(v: VenueState, order: OwnOrder, bar: Bar): bool {
  return bar.openTsNs >= order.arrivalTsNs - v.barGraceNs;
}

/** Executes what the bar has left for it. Returns whether the order is done. */
function execute(v: VenueState, order: OwnOrder, price: i64, role: u8): bool {
  const qty = min(openQty(v, order), v.barLeft);
  if (qty > 0) {
    if (v.barLeft != i64.MAX_VALUE) v.barLeft -= qty;
    emitFill(v, order, price, qty, role);
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
  return execute(v, order, paid, LiquidityRole.Taker);
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
    } else if (killed(v, order) || take(v, order, open)) return;
  } else if (order.timeInForce == TimeInForce.Fok) {
    cancel(v, order, OrderReason.NotFillable);
    return;
  }
  settleRest(v, order, 1);
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
  if (isLimit) {
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

/** What happens at the open: gaps over resting prices, new orders, gaps over stops. */
function atOpen(v: VenueState, bar: Bar): void {
  const open = bar.open;
  for (let side: u32 = 0; side < 2; side++) fillResting(v, side, open, false);
  let left = v.waitingCount;
  let i: u32 = 0;
  for (; left > 0; left--) {
    const order = listed(<usize>v.waiting, i);
    const count = v.waitingCount;
    if (!takesPart(v, order, bar)) {
      i++;
      continue;
    }
    if (endIfUseless(v, order)) continue;
    if (isStop(order)) {
      if (order.stopPrice == 0) trail(order, open);
      else if (isReached(order.side, order.stopPrice, open)) fireStop(v, order, open, 1);
    } else enterAtOpen(v, order, open);
    // It stands where it stood, unless it went, or went to the end.
    if (v.waitingCount == count && listed(<usize>v.waiting, i) == order) i++;
  }
}

/** Resting orders of `side` when the market goes to `far`; `touch` also those at that price. */
function fillResting(v: VenueState, side: u32, far: i64, touch: bool): void {
  let i: u32 = 0;
  while (i < countOf(v, side)) {
    const order = listed(listOf(v, side), i);
    const reached = isBetter(side, order.price, far) || (touch && order.price == far);
    if (!reached) return;
    if (order.seenBar == RESTS_LATER) {
      i++;
      continue;
    }
    if (endIfUseless(v, order)) continue;
    if (!execute(v, order, order.price, LiquidityRole.Maker)) i++;
  }
}

function limitsInside(v: VenueState, bar: Bar): void {
  fillResting(v, Side.Buy, bar.low, v.barTouch != 0);
  fillResting(v, Side.Sell, bar.high, v.barTouch != 0);
}

function stopsInside(v: VenueState, bar: Bar): void {
  let left = v.waitingCount;
  let i: u32 = 0;
  for (; left > 0; left--) {
    const order = listed(<usize>v.waiting, i);
    const far = order.side == Side.Buy ? bar.high : bar.low;
    const stop = order.stopPrice;
    if (!isStop(order) || !takesPart(v, order, bar) || !isReached(order.side, stop, far)) i++;
    else if (!endIfUseless(v, order)) fireStop(v, order, stop, RESTS_LATER);
  }
}

/** Trailing stops follow the bar's far end; its close came later, and may have reached them. */
function trailInside(v: VenueState, bar: Bar): void {
  let left = v.waitingCount;
  let i: u32 = 0;
  for (; left > 0; left--) {
    const order = listed(<usize>v.waiting, i);
    if (!isStop(order) || order.orderKind != OrderKind.TrailingStop || !takesPart(v, order, bar)) {
      i++;
      continue;
    }
    trail(order, order.side == Side.Buy ? bar.low : bar.high);
    if (!isReached(order.side, order.stopPrice, bar.close)) i++;
    else if (!endIfUseless(v, order)) fireStop(v, order, order.stopPrice, RESTS_LATER);
  }
}

/** One complete bar against all open orders. */
export function barFills(v: VenueState, bar: Bar): void {
  // Of a forming bar the rest is not known; in an empty one nothing traded.
  if ((bar.barFlags & (BarFlag.Forming | BarFlag.Empty)) != 0) return;
  v.lastPrice = bar.close;
  v.hasLast = 1;
  if (v.waitingCount == 0 && countOf(v, Side.Buy) == 0 && countOf(v, Side.Sell) == 0) return;
  fillAll(v, bar);
}

function fillAll(v: VenueState, bar: Bar): void {
  const lot = instrumentOf(v).lotSize;
  const share = v.barSharePerMille;
  const part = <i64>((<f64>bar.qty * <f64>share) / 1000.0);
  v.barLeft = share == 0 ? i64.MAX_VALUE : part - (part % lot);
  atOpen(v, bar);
  if (v.barOrder == BarOrder.LimitsFirst) limitsInside(v, bar);
  stopsInside(v, bar);
  trailInside(v, bar);
  if (v.barOrder == BarOrder.StopsFirst) limitsInside(v, bar);
  for (let side: u32 = 0; side < 2; side++)
    for (let i: u32 = 0; i < countOf(v, side); i++) listed(listOf(v, side), i).seenBar = 1;
}
