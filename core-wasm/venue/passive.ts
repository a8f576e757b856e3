// Honest makers: what prints and quotes do to resting orders. A print is shared by our orders in
// price-time order and never more than it was; quotes fill only when they stand beyond our price,
// and only with what they display and we have not taken.
import { LiquidityRole, OrderKind } from '../abi/orders';
import { Depth, RecordFlag, SIZEOF_DEPTH, Trade } from '../abi/records';
import { OwnOrder, VenueState } from '../abi/venue';
import { ASK, BID, bookBest, bookQty } from '../book/l2';
import { emitFill } from './emit';
import { goneByPrint, nothingGone } from './gone';
import { nextLevel } from './levels';
import { drop, endIfUseless, takeOut } from './orders';
import { queueGone, queueLevel, queueTrade } from './queue';
import { openQty } from './reduce';
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
import { noPrice, restAt } from './take';
import { available, canTake, lowerAll, lowerTaken, noteTaken } from './taken';

/** Executes a resting order. Returns whether it still stands where it stood. */
export function fillMaker(v: VenueState, order: OwnOrder, qty: i64): bool {
  emitFill(v, order, order.price, qty, LiquidityRole.Maker);
  if (order.leavesQty == 0) {
    drop(v, order);
    return false;
  }
  if (order.orderKind != OrderKind.Iceberg) return true;
  order.shownQty -= qty;
  if (order.shownQty > 0) return true;
  // What is shown next joins the end of the queue.
  takeOut(v, order);
  restAt(v, order);
  return false;
}

/** What an order shows and may execute. */
@inline
export function shownQty(v: VenueState, order: OwnOrder): i64 {
  const open = openQty(v, order);
  return order.orderKind == OrderKind.Iceberg ? min(open, order.shownQty) : open;
}

/**
 * A print of `printed` at `price` against resting orders of `side`. `atPrice`: orders at the price
 * itself take part; in a book of single orders their executions say so instead. Returns what is
 * left of the print.
 */
export function printAgainst(
  v: VenueState,
  side: u32,
  price: i64,
  printed: i64,
  atPrice: bool,
): i64 {
  const list = listOf(v, side);
  const newest = v.sequence;
  let budget = printed;
  let i: u32 = 0;
  while (i < countOf(v, side)) {
    const order = listed(list, i);
    if (isBetter(side, price, order.price)) break;
    if (order.price == price && !atPrice) break;
    // What joined the queue while this print was shared has no part in it.
    if (order.sequence > newest) {
      i++;
      continue;
    }
    if (endIfUseless(v, order)) continue;
    let qty: i64;
    if (order.price == price) {
      const beyond = budget - order.aheadQty;
      queueTrade(v, order, budget, printed);
      qty = min(beyond, shownQty(v, order));
    } else {
      queueGone(order);
      qty = min(budget, openQty(v, order));
    }
    if (qty <= 0) {
      i++;
      continue;
    }
    budget -= qty;
    if (fillMaker(v, order, qty)) i++;
  }
  return budget;
}

/** Which side of the book a print hit; without an aggressor, the side that it lies nearer to. */
function sideHit(v: VenueState, trade: Trade): u32 {
  const buys = (trade.flags & RecordFlag.Buy) != 0;
  const sells = (trade.flags & RecordFlag.Sell) != 0;
  if (buys != sells) return buys ? ASK : BID;
  const book = venueBook(v);
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  if (bid == i64.MIN_VALUE || ask == i64.MAX_VALUE) return bid == i64.MIN_VALUE ? ASK : BID;
  return trade.price - bid <= ask - trade.price ? BID : ASK;
}

export function honestTrade(v: VenueState, trade: Trade): void {
  if (trade.qty <= 0) return;
  const side = sideHit(v, trade);
  goneByPrint(v, side, trade.price, trade.qty);
  printAgainst(v, side, trade.price, trade.qty, true);
}

/** A level shows another quantity. */
export function levelChanged(v: VenueState, side: u32, price: i64, shown: i64): void {
  lowerTaken(v, side, price, shown);
  if (!filterHas(sideFilter(v, side), price)) return;
  const list = listOf(v, side);
  for (let i = firstAt(v, side, price); i < countOf(v, side); i++) {
    const order = listed(list, i);
    if (order.price != price) return;
    queueLevel(v, order, shown);
  }
}

/** The rows of a record that the book has taken. */
export function honestRows(v: VenueState, depth: Depth): void {
  nothingGone(v);
  let at = changetype<usize>(depth) + SIZEOF_DEPTH;
  const asks = at + ((<usize>depth.bidCount) << 4);
  const end = at + ((<usize>depth.rowCount) << 4);
  for (; at < asks; at += 16) levelChanged(v, BID, load<i64>(at), load<i64>(at, 8));
  for (; at < end; at += 16) levelChanged(v, ASK, load<i64>(at), load<i64>(at, 8));
}

/** A snapshot tells the levels between its ends; of others nothing new is known. */
export function honestSnapshot(v: VenueState): void {
  nothingGone(v);
  const inst = instrumentOf(v);
  const book = venueBook(v);
  for (let side: u32 = 0; side < 2; side++)
    for (let i: u32 = 0; i < countOf(v, side); i++) {
      const order = listed(listOf(v, side), i);
      if (order.price < inst.trustedLow || order.price > inst.trustedHigh) continue;
      queueLevel(v, order, bookQty(book, side, order.price));
    }
  lowerAll(v);
}

/** Fills the resting orders of `side` beyond whose price the other side displays something. */
function crossSide(v: VenueState, side: u32, best: i64): void {
  const book = venueBook(v);
  const other = side ^ 1;
  const newest = v.sequence;
  let i: u32 = 0;
  while (i < countOf(v, side)) {
    const order = listed(listOf(v, side), i);
    if (!isBetter(side, order.price, best)) return;
    if (order.sequence > newest) {
      i++;
      continue;
    }
    if (endIfUseless(v, order)) continue;
    const open = openQty(v, order);
    let got: i64 = 0;
    let level = best;
    while (got < open && level != noPrice(other) && isBetter(side, order.price, level)) {
      const left = available(v, other, level);
      if (left > 0) {
        if (!canTake(v)) break;
        const qty = min(left, open - got);
        noteTaken(v, other, level, qty);
        got += qty;
      }
      level = nextLevel(book, other, level);
    }
    queueGone(order);
    if (got == 0 || fillMaker(v, order, got)) i++;
  }
}

/** Quotes beyond our prices fill what they display. */
export function crossQuotes(v: VenueState): void {
  const book = venueBook(v);
  for (let side: u32 = 0; side < 2; side++) {
    if (countOf(v, side) == 0) continue;
    const best = bookBest(book, side ^ 1);
    if (best == noPrice(side ^ 1)) continue;
    if (isBetter(side, listed(listOf(v, side), 0).price, best)) crossSide(v, side, best);
  }
}
