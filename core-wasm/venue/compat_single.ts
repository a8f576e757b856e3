// The profile compat-hftbacktest in a book of single orders: its L3FIFOQueueModel with its
// NoPartialFillExchange. @source hftbacktest 0.9.4, backtest/models/queue.rs,
// backtest/proc/l3_nopartialfillexchange.rs, depth/hashmapmarketdepth.rs
import { LiquidityRole, OrderReason, OrderStatus, Side } from '../abi/orders';
import { MarketEvent, OrderEvent, RecordFlag, RecordKind } from '../abi/records';
import { OwnOrder, VenueState } from '../abi/venue';
import { ASK, BID, bookBest, bookQty } from '../book/l2';
import { compatBest } from './compat';
import { emitFill } from './emit';
import { nextLevel } from './levels';
import { close, drop } from './orders';
import { countOf, firstAt, instrumentOf, isBetter, listed, listOf, venueBook } from './state';

@inline
function fillWhole(v: VenueState, order: OwnOrder): void {
  emitFill(v, order, order.price, order.leavesQty, LiquidityRole.Maker);
  drop(v, order);
}

/**
 * Fills the own orders of `side` whose price is at `last` or better. As there, prices better than
 * `first` are looked at only when the own orders are fewer than the ticks between the two.
 */
function fillBetween(v: VenueState, side: u32, first: i64, last: i64, all: bool): void {
  const tick = instrumentOf(v).tickSize;
  const ticks = (side == Side.Buy ? first - last : last - first) / tick;
  const whole = all || <i64>v.openCount < ticks;
  let i: u32 = 0;
  while (i < countOf(v, side)) {
    const order = listed(listOf(v, side), i);
    if (isBetter(side, last, order.price)) return;
    if (!whole && isBetter(side, order.price, first)) i++;
    else fillWhole(v, order);
  }
}

/** An execution of the recorded order at `place` of the queue at `price`. `best`: before it. */
export function compatPrinted(
  v: VenueState,
  side: u32,
  price: i64,
  printed: i64,
  place: u32,
  best: i64,
): void {
  const tick = instrumentOf(v).tickSize;
  if (isBetter(side, best, printed))
    fillBetween(v, side, best, side == BID ? printed + tick : printed - tick, false);
  const i = firstAt(v, side, price);
  while (i < countOf(v, side)) {
    const order = listed(listOf(v, side), i);
    if (order.price != price || order.aheadOrders > place) return;
    fillWhole(v, order);
  }
}

/** The best price of `side` rose from `before`: own orders of the other side that it reaches. */
export function compatCrossed(v: VenueState, side: u32, before: i64): void {
  const best = compatBest(v, side);
  if (!isBetter(side, best, before)) return;
  const none = side == BID ? i64.MIN_VALUE : i64.MAX_VALUE;
  const tick = side == BID ? instrumentOf(v).tickSize : -instrumentOf(v).tickSize;
  if (before == none) fillBetween(v, side ^ 1, best, best, true);
  else fillBetween(v, side ^ 1, before + tick, best, false);
}

@inline
function setBest(v: VenueState, bid: i64, ask: i64): void {
  const book = venueBook(v);
  v.compatSplit = bid == bookBest(book, BID) && ask == bookBest(book, ASK) ? 0 : 1;
  v.compatBid = bid;
  v.compatAsk = ask;
}

/** Where its best prices stand after an event: `bid`, `ask` before, `price` where the order was. */
export function compatMoved(
  v: VenueState,
  event: OrderEvent,
  side: u32,
  price: i64,
  bid: i64,
  ask: i64,
): void {
  const moves = event.kind == RecordKind.OrderModify && event.price != price;
  const isAdd = event.kind == RecordKind.OrderAdd;
  const before = side == BID ? bid : ask;
  const book = venueBook(v);
  let best = before;
  if (!isAdd && price == best && bookQty(book, side, price) == 0)
    best = nextLevel(book, side, price);
  if ((isAdd || moves) && isBetter(side, event.price, best)) best = event.price;
  let other = side == BID ? ask : bid;
  if (isBetter(side, best, before) && !isBetter(side, other, best))
    other = nextLevel(book, side ^ 1, best);
  if (side == BID) setBest(v, best, other);
  else setBest(v, other, best);
}

/** A clear ends the own orders of the sides that it names. */
export function compatEndAll(v: VenueState, event: MarketEvent): void {
  const buys = (event.flags & RecordFlag.Buy) != 0;
  const sells = (event.flags & RecordFlag.Sell) != 0;
  v.compatSplit = 0;
  for (let side: u32 = 0; side < 2; side++) {
    if (buys != sells && (side == Side.Buy) != buys) continue;
    while (countOf(v, side) > 0) {
      const order = listed(listOf(v, side), 0);
      close(v, order, OrderStatus.Expired, OrderReason.BookNotLive);
    }
  }
}
