// The profile compat-hftbacktest: fills by the rules of its NoPartialFillExchange and, as an
// option, of its PartialFillExchange. @source hftbacktest 0.9.4, backtest/proc/*, depth/*
//
// There a row of a depth record acts before the next one is seen. Three facts let a whole record
// go to the book first:
//  - an own sell always rests above its best bid, so that a bid row fills exactly the own sells at
//    or below its price, whatever the best bid was (mirrored for buys); prints likewise;
//  - a queue looks at the quantity of its own level alone, which the order keeps;
//  - its best prices are those of the book unless a record left the book crossed. Then it puts the
//    side that was there first behind the new level, and does not look back: `compatSplit`.
import {
  LiquidityRole,
  OrderFlag,
  OrderKind,
  OrderReason,
  OrderStatus,
  Side,
  TimeInForce,
} from '../abi/orders';
import { Depth, OrderEvent, RecordFlag, SIZEOF_DEPTH, Trade } from '../abi/records';
import { CompatExchange, OwnOrder, VenueState } from '../abi/venue';
import { ASK, BID, bookBest, bookQty, bookSet } from '../book/l2';
import { emitFill, emitUpdate } from './emit';
import { joinLevel } from './join';
import { nextLevel } from './levels';
import { close, drop, openStatus, putToRest } from './orders';
import { compatExecuted, queueLevel, queueTrade } from './queue';
import {
  countOf,
  filterHas,
  firstAt,
  instrumentOf,
  isBetter,
  listed,
  listOf,
  sideFilter,
  venueBook,
} from './state';

@inline
function rowsOf(depth: Depth): usize {
  return changetype<usize>(depth) + SIZEOF_DEPTH;
}

/** Whether a quantity rounds to a lot at all. */
@inline
function isLevel(v: VenueState, qty: i64): bool {
  return qty + (instrumentOf(v).lotSize >> 1) >= instrumentOf(v).lotSize;
}

@inline
function fillResting(v: VenueState, order: OwnOrder, qty: i64): void {
  emitFill(v, order, order.price, qty, LiquidityRole.Maker);
  if (order.leavesQty == 0) drop(v, order);
}

/** Fills the own orders of `side` that a row of the other side at `price` reaches. */
function fillReached(v: VenueState, side: u32, price: i64): void {
  const list = listOf(v, side);
  while (countOf(v, side) > 0) {
    const order = listed(list, 0);
    if (isBetter(side, price, order.price)) return;
    fillResting(v, order, order.leavesQty);
  }
}

/** Tells the own orders at a level what it shows now. */
export function levelShows(v: VenueState, side: u32, price: i64, qty: i64): void {
  const list = listOf(v, side);
  for (let i = firstAt(v, side, price); i < countOf(v, side); i++) {
    const order = listed(list, i);
    if (order.price != price) return;
    queueLevel(v, order, qty);
  }
}

@inline
function row(v: VenueState, side: u32, price: i64, qty: i64): void {
  if (filterHas(sideFilter(v, side), price)) levelShows(v, side, price, qty);
  const other = side ^ 1;
  if (countOf(v, other) == 0) return;
  if (!isBetter(other, price, listed(listOf(v, other), 0).price) && isLevel(v, qty))
    fillReached(v, other, price);
}

/** The rows of a record that the book has taken, one after another. */
export function compatRows(v: VenueState, depth: Depth): void {
  if (v.buyCount + v.sellCount == 0) return;
  let at = rowsOf(depth);
  const asks = at + ((<usize>depth.bidCount) << 4);
  const end = at + ((<usize>depth.rowCount) << 4);
  for (; at < asks; at += 16) row(v, BID, load<i64>(at), load<i64>(at, 8));
  for (; at < end; at += 16) row(v, ASK, load<i64>(at), load<i64>(at, 8));
}

/** One level of a tape whose rows stand alone. */
export function compatSingle(v: VenueState, event: OrderEvent): void {
  if (event.flags & RecordFlag.Buy) row(v, BID, event.price, event.qty);
  if (event.flags & RecordFlag.Sell) row(v, ASK, event.price, event.qty);
}

// Best prices

@inline
export function compatBest(v: VenueState, side: u32): i64 {
  if (v.compatSplit == 0) return bookBest(venueBook(v), side);
  return side == BID ? v.compatBid : v.compatAsk;
}

/** One row while the best prices are not those of the book: book and best prices together. */
function splitRow(v: VenueState, side: u32, price: i64, qty: i64): void {
  const book = venueBook(v);
  bookSet(book, side, price, qty);
  const best = side == BID ? v.compatBid : v.compatAsk;
  if (!isLevel(v, qty)) {
    if (price != best) return;
    if (side == BID) v.compatBid = nextLevel(book, BID, price);
    else v.compatAsk = nextLevel(book, ASK, price);
    return;
  }
  if (!isBetter(side, price, best)) return;
  if (side == BID) {
    v.compatBid = price;
    if (price >= v.compatAsk) v.compatAsk = nextLevel(book, ASK, price);
  } else {
    v.compatAsk = price;
    if (v.compatBid >= price) v.compatBid = nextLevel(book, BID, price);
  }
}

/** Before a record that the book will take: moves the split best prices row by row. */
export function compatSplitRows(v: VenueState, depth: Depth): void {
  let at = rowsOf(depth);
  const asks = at + ((<usize>depth.bidCount) << 4);
  const end = at + ((<usize>depth.rowCount) << 4);
  for (; at < asks; at += 16) splitRow(v, BID, load<i64>(at), load<i64>(at, 8));
  for (; at < end; at += 16) splitRow(v, ASK, load<i64>(at), load<i64>(at, 8));
}

export function compatSplitSingle(v: VenueState, event: OrderEvent): void {
  if (event.flags & RecordFlag.Buy) splitRow(v, BID, event.price, event.qty);
  if (event.flags & RecordFlag.Sell) splitRow(v, ASK, event.price, event.qty);
}

/**
 * After a record: where the best prices stand. `lowestAsk`: the lowest ask that it set, or
 * i64.MAX_VALUE.
 */
export function compatSettle(v: VenueState, lowestAsk: i64): void {
  const book = venueBook(v);
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  if (v.compatSplit != 0) {
    if (v.compatBid == bid && v.compatAsk == ask) v.compatSplit = 0;
    return;
  }
  if (bid < ask || bid == i64.MIN_VALUE || ask == i64.MAX_VALUE) return;
  // Bids came first and put the asks behind them; asks of the record then did the same to bids.
  v.compatSplit = 1;
  v.compatAsk = min(lowestAsk, nextLevel(book, ASK, bid));
  v.compatBid = v.compatAsk > bid ? bid : nextLevel(book, BID, v.compatAsk);
}

/** The lowest ask that the record set. */
export function lowestAskOf(depth: Depth): i64 {
  let at = rowsOf(depth) + ((<usize>depth.bidCount) << 4);
  const end = rowsOf(depth) + ((<usize>depth.rowCount) << 4);
  let lowest = i64.MAX_VALUE;
  for (; at < end; at += 16) if (load<i64>(at, 8) > 0) lowest = min(lowest, load<i64>(at));
  return lowest;
}

/** After a clear of one side up to a price: the level next to it is passed over there. */
export function compatCleared(v: VenueState, side: u32, price: i64): void {
  const book = venueBook(v);
  const tick = instrumentOf(v).tickSize;
  const best = nextLevel(book, side, side == BID ? price - tick : price + tick);
  if (v.compatSplit == 0 && best == bookBest(book, side)) return;
  if (v.compatSplit == 0) {
    v.compatBid = bookBest(book, BID);
    v.compatAsk = bookBest(book, ASK);
  }
  v.compatSplit = 1;
  if (side == BID) v.compatBid = best;
  else v.compatAsk = best;
}

/**
 * What the levels of own orders show, without a word to the queues: after a clear. `whole`: nothing
 * is shown, whatever the book has by now.
 */
export function forgetLevels(v: VenueState, whole: bool): void {
  for (let side: u32 = 0; side < 2; side++)
    for (let i: u32 = 0; i < countOf(v, side); i++) {
      const order = listed(listOf(v, side), i);
      order.levelQty = whole ? 0 : bookQty(venueBook(v), side, order.price);
    }
}

/** Levels that changed behind the rows: deltas that had waited for a snapshot. */
export function compatRefresh(v: VenueState): void {
  const book = venueBook(v);
  for (let side: u32 = 0; side < 2; side++)
    for (let i: u32 = 0; i < countOf(v, side); i++) {
      const order = listed(listOf(v, side), i);
      const shown = bookQty(book, side, order.price);
      if (shown != order.levelQty) queueLevel(v, order, shown);
    }
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  if (bid != i64.MIN_VALUE) fillReached(v, Side.Sell, bid);
  if (ask != i64.MAX_VALUE) fillReached(v, Side.Buy, ask);
}

// Prints

/** A print: orders beyond its price fill, those at it when their queue says so. */
export function compatTrade(v: VenueState, trade: Trade): void {
  const buys = (trade.flags & RecordFlag.Buy) != 0;
  if (!buys && (trade.flags & RecordFlag.Sell) == 0) return;
  const side: u32 = buys ? Side.Sell : Side.Buy;
  const list = listOf(v, side);
  let i: u32 = 0;
  while (i < countOf(v, side)) {
    const order = listed(list, i);
    if (isBetter(side, trade.price, order.price)) return;
    const open = order.leavesQty;
    let qty = open;
    if (order.price == trade.price) {
      queueTrade(v, order, trade.qty, trade.qty);
      const executed = compatExecuted(v, order);
      if (executed == 0) qty = 0;
      else if (v.compatExchange == CompatExchange.PartialFill) qty = min(executed, open);
    }
    if (qty > 0) fillResting(v, order, qty);
    if (qty < open) i++;
  }
}

// Requests

@inline
function isImmediate(order: OwnOrder): bool {
  return order.timeInForce == TimeInForce.Ioc || order.timeInForce == TimeInForce.Fok;
}

/** A new order, or one that lost its place: `acknowledge` is the answer's reason. */
export function compatEnter(v: VenueState, order: OwnOrder, acknowledge: u8): void {
  const other = order.side ^ 1;
  const best = compatBest(v, other);
  const none = other == BID ? i64.MIN_VALUE : i64.MAX_VALUE;
  const market = order.orderKind == OrderKind.Market;
  const crosses = best != none && (market || !isBetter(other, order.price, best));
  if (crosses && order.orderFlags & OrderFlag.PostOnly) {
    close(v, order, OrderStatus.Expired, OrderReason.WouldTake);
    return;
  }
  if (!crosses && (market || isImmediate(order))) {
    const fok = order.timeInForce == TimeInForce.Fok;
    const reason = fok ? OrderReason.NotFillable : OrderReason.NothingLeftToTake;
    close(v, order, OrderStatus.Expired, reason);
    return;
  }
  if (crosses && v.compatExchange == CompatExchange.PartialFill) {
    takePartly(v, order, best, acknowledge);
    return;
  }
  order.status = openStatus(order);
  emitUpdate(v, order, order.status, acknowledge);
  if (crosses) {
    emitFill(v, order, best, order.leavesQty, LiquidityRole.Taker);
    drop(v, order);
    return;
  }
  joinLevel(v, order, bookQty(venueBook(v), order.side, order.price));
  putToRest(v, order);
}

/** The worst price that a taking order looks at. A market order: a hundred ticks from the best. */
function lastPrice(v: VenueState, order: OwnOrder, best: i64): i64 {
  const tick = instrumentOf(v).tickSize;
  const buys = order.side == Side.Buy;
  if (order.orderKind == OrderKind.Market) return buys ? best + 99 * tick : best - 100 * tick;
  // A resting rest of a buy is filled at its own price without a look at that level.
  return buys && !isImmediate(order) ? order.price - tick : order.price;
}

/** PartialFillExchange: walks the levels, which stay as they are. */
function takePartly(v: VenueState, order: OwnOrder, best: i64, acknowledge: u8): void {
  const book = venueBook(v);
  const other = order.side ^ 1;
  const last = lastPrice(v, order, best);
  if (order.timeInForce == TimeInForce.Fok && order.orderKind != OrderKind.Market) {
    let sum: i64 = 0;
    for (let p = best; sum < order.leavesQty && !isBetter(other, last, p); ) {
      sum += bookQty(book, other, p);
      p = nextLevel(book, other, p);
    }
    if (sum < order.leavesQty) {
      close(v, order, OrderStatus.Expired, OrderReason.NotFillable);
      return;
    }
  }
  order.status = openStatus(order);
  emitUpdate(v, order, order.status, acknowledge);
  let price = best;
  while (order.leavesQty > 0 && v.fillsLeft > 0 && !isBetter(other, last, price)) {
    const qty = min(bookQty(book, other, price), order.leavesQty);
    if (qty > 0) {
      emitFill(v, order, price, qty, LiquidityRole.Taker);
      v.fillsLeft--;
    }
    price = nextLevel(book, other, price);
  }
  if (order.leavesQty > 0 && (order.orderKind == OrderKind.Market || isImmediate(order))) {
    close(v, order, OrderStatus.Expired, OrderReason.NothingLeftToTake);
    return;
  }
  if (order.leavesQty > 0) emitFill(v, order, order.price, order.leavesQty, LiquidityRole.Taker);
  drop(v, order);
}
