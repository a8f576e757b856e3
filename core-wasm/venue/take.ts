// Honest takers: level by level through what is displayed and not yet taken by us, and through own
// orders of the other side where they stand in the way.
import {
  LiquidityRole,
  OrderKind,
  OrderReason,
  OrderStatus,
  SelfTrade,
  Side,
  TimeInForce,
} from '../abi/orders';
import { ImpactModel, OwnOrder, VenueState } from '../abi/venue';
import { BID, bookBest, bookQty } from '../book/l2';
import { emitFill, emitUpdate } from './emit';
import { joinLevel } from './join';
import { nextLevel } from './levels';
import { cancel, drop, endIfUseless, openStatus, putToRest } from './orders';
import { openQty } from './reduce';
import { countOf, instrumentOf, isBetter, listed, listOf, venueBook } from './state';
import { available, canTake, noteTaken } from './taken';

@inline
export function noPrice(side: u32): i64 {
  return side == BID ? i64.MIN_VALUE : i64.MAX_VALUE;
}

/** Times a share of up to 100 % it stays in 63 bits. */
@inline const PRICE_MAX: i64 = (<i64>1) << 43;

/** Whether an order of `side` with this limit may trade at `price`. */
@inline
export function reaches(side: u32, limit: i64, price: i64): bool {
  return side == Side.Buy ? price <= limit : price >= limit;
}

/** The worst price that a market order takes. */
export function marketLimit(v: VenueState, side: u32): i64 {
  const any = side == Side.Buy ? i64.MAX_VALUE : i64.MIN_VALUE;
  if (v.protectionTicks == 0) return any;
  const best = bookBest(venueBook(v), side ^ 1);
  if (best == noPrice(side ^ 1)) return any;
  const distance = <i64>v.protectionTicks * instrumentOf(v).tickSize;
  return side == Side.Buy ? best + distance : best - distance;
}

/** Ticks by which an order worsens its own price once it has taken `qty`. */
function impactTicks(v: VenueState, qty: i64): i64 {
  const part = <f64>qty / <f64>v.impactQty;
  const ticks = v.impactTicks * (v.impact == ImpactModel.Linear ? part : sqrt(part));
  return ticks < 1e9 ? <i64>floor(ticks) : 1_000_000_000;
}

/** A share of the price, up to whole ticks. Exact: prices of 2^43 quanta and more pay no more. */
function slippage(v: VenueState, price: i64, tick: i64): i64 {
  if (v.slippagePpm == 0 || price <= 0) return 0;
  const share = (min(price, PRICE_MAX) * <i64>v.slippagePpm + 999_999) / 1_000_000;
  return ((share + tick - 1) / tick) * tick;
}

/** The price that a taker pays for a level at `price`, never worse than its limit. */
export function impacted(v: VenueState, side: u32, price: i64, qty: i64, limit: i64): i64 {
  if (v.impact == ImpactModel.None && v.slippagePpm == 0) return price;
  const tick = instrumentOf(v).tickSize;
  let worse = slippage(v, price, tick);
  if (v.impact != ImpactModel.None) worse += impactTicks(v, qty) * tick;
  if (side == Side.Buy) return min(price + worse, limit);
  // A sell stays above zero where the market does.
  return max(price > 0 ? max(price - worse, min(price, tick)) : price - worse, limit);
}

@inline
function useFill(v: VenueState, count: u32): void {
  v.fillsLeft -= min(v.fillsLeft, count);
}

/** Both lose `qty` without a trade. */
function decrement(v: VenueState, order: OwnOrder, qty: i64): void {
  order.leavesQty -= qty;
  order.qty -= qty;
  if (order.leavesQty == 0) cancel(v, order, OrderReason.SelfTrade);
  else emitUpdate(v, order, openStatus(order), OrderReason.SelfTrade);
}

/** Taker against an own resting order. Returns whether the taker is still there. */
export function meetOwn(v: VenueState, taker: OwnOrder, maker: OwnOrder): bool {
  const qty = min(openQty(v, taker), openQty(v, maker));
  if (qty == 0) {
    // It would close what this very order opens.
    cancel(v, maker, OrderReason.NothingToReduce);
    return true;
  }
  const mode = taker.ownerId == maker.ownerId ? taker.selfTrade : SelfTrade.Allow;
  if (mode == SelfTrade.Allow) {
    emitFill(v, maker, maker.price, qty, LiquidityRole.Maker);
    emitFill(v, taker, maker.price, qty, LiquidityRole.Taker);
    useFill(v, 2);
    if (maker.leavesQty == 0) drop(v, maker);
    return true;
  }
  if (mode == SelfTrade.Decrement) {
    const gone = taker.leavesQty == qty;
    decrement(v, maker, qty);
    decrement(v, taker, qty);
    return !gone;
  }
  if (mode != SelfTrade.CancelTaker) cancel(v, maker, OrderReason.SelfTrade);
  if (mode == SelfTrade.CancelMaker) return true;
  cancel(v, taker, OrderReason.SelfTrade);
  return false;
}

function takeLevel(v: VenueState, order: OwnOrder, price: i64, qty: i64, limit: i64): void {
  const paid = impacted(v, order.side, price, order.cumQty + qty, limit);
  noteTaken(v, order.side ^ 1, price, qty);
  emitFill(v, order, paid, qty, LiquidityRole.Taker);
  useFill(v, 1);
}

/** Takes what lies within `limit`. Returns whether the order is still there (perhaps filled). */
export function takeBook(v: VenueState, order: OwnOrder, limit: i64): bool {
  const book = venueBook(v);
  const side = <u32>order.side;
  const other = side ^ 1;
  const none = noPrice(other);
  let level = bookBest(book, other);
  while (v.fillsLeft > 0) {
    const qty = openQty(v, order);
    if (qty == 0) return true;
    let most = qty;
    if (countOf(v, other) > 0) {
      const own = listed(listOf(v, other), 0);
      const first = level == none || !isBetter(other, level, own.price);
      if (first && reaches(side, limit, own.price)) {
        // At one price the recorded quantity before our own order comes first.
        const before = own.price == level ? min(own.aheadQty, available(v, other, level)) : 0;
        if (before <= 0) {
          if (!meetOwn(v, order, own)) return false;
          continue;
        }
        most = min(qty, before);
        own.aheadQty -= most;
      }
    }
    if (level == none || !reaches(side, limit, level)) return true;
    const left = available(v, other, level);
    if (left > 0) {
      if (!canTake(v)) return true;
      takeLevel(v, order, level, min(most, left), limit);
    } else level = nextLevel(book, other, level);
  }
  return true;
}

/** Whether all of an order is there to be taken within its limit. */
export function isFillable(v: VenueState, order: OwnOrder, limit: i64): bool {
  const book = venueBook(v);
  const side = <u32>order.side;
  let level = bookBest(book, side ^ 1);
  let left = openQty(v, order);
  let steps = v.fillsLeft;
  while (level != noPrice(side ^ 1) && reaches(side, limit, level) && steps > 0) {
    left -= available(v, side ^ 1, level);
    if (left <= 0) return true;
    level = nextLevel(book, side ^ 1, level);
    steps--;
  }
  return false;
}

/** Whether an order of this side and price would take something at once. */
export function wouldTake(v: VenueState, side: u32, price: i64): bool {
  const other = side ^ 1;
  const best = bookBest(venueBook(v), other);
  if (best != noPrice(other) && reaches(side, price, best)) return true;
  return countOf(v, other) > 0 && reaches(side, price, listed(listOf(v, other), 0).price);
}

@inline
function isImmediate(order: OwnOrder): bool {
  if (order.orderKind == OrderKind.Market) return true;
  return order.timeInForce == TimeInForce.Ioc || order.timeInForce == TimeInForce.Fok;
}

/** An order that is accepted, or a stop that was triggered: takes, and rests if it may. */
export function enter(v: VenueState, order: OwnOrder): void {
  const side = <u32>order.side;
  const limit = order.orderKind == OrderKind.Market ? marketLimit(v, side) : order.price;
  if (!takeBook(v, order, limit)) return;
  if (order.leavesQty == 0) drop(v, order);
  else if (endIfUseless(v, order)) return;
  else if (isImmediate(order)) cancel(v, order, OrderReason.NothingLeftToTake);
  else restAt(v, order);
}

/** The order joins the queue of its price. */
export function restAt(v: VenueState, order: OwnOrder): void {
  if (order.status == OrderStatus.Untriggered) order.status = openStatus(order);
  joinLevel(v, order, bookQty(venueBook(v), order.side, order.price));
  if (order.displayQty > 0) order.shownQty = min(order.displayQty, order.leavesQty);
  putToRest(v, order);
}
