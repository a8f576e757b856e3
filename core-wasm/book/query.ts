// Questions to an L2 book: levels in order from the best outwards, and what follows from them.
// None allocates; sums that could leave 63 bits are taken in f64 and documented so.

import { farChunk, farCount, FarStore, farKey, farQty } from './far';
import { ASK, BID, Book, bookBest, bookQty } from './l2';
import { slotAbove, slotBelow, Window, windowLevels, windowQty } from './window';

/**
 * Walks one side from the best level outwards, merging window and far store.
 * State lives in 32 bytes that the caller gives: no globals, no allocation.
 */
@unmanaged
class Walk {
  windowPrice: i64;
  price: i64;
  chunk: i32;
  position: i32;
  side: u32;
  pad: u32;
}

@inline
function emptyPrice(side: u32): i64 {
  return side == BID ? i64.MIN_VALUE : i64.MAX_VALUE;
}

function walkStart(walk: Walk, book: Book, side: u32): void {
  const far = side == BID ? book.farBids : book.farAsks;
  walk.side = side;
  walk.windowPrice = side == BID ? book.bids.best : book.asks.best;
  walk.chunk = side == BID ? <i32>far.size - 1 : 0;
  walk.position = side == BID && far.size > 0 ? <i32>farCount(far, far.size - 1) - 1 : 0;
}

@inline
function farPrice(walk: Walk, far: FarStore): i64 {
  if (walk.chunk < 0 || <u32>walk.chunk >= far.size) return emptyPrice(walk.side);
  return farKey(farChunk(far, walk.chunk), walk.position);
}

function farStep(walk: Walk, far: FarStore): void {
  if (walk.side == BID) {
    if (--walk.position >= 0) return;
    if (--walk.chunk >= 0) walk.position = <i32>farCount(far, walk.chunk) - 1;
    return;
  }
  if (++walk.position < <i32>farCount(far, walk.chunk)) return;
  walk.chunk++;
  walk.position = 0;
}

function windowStep(walk: Walk, book: Book, w: Window): void {
  const index = <u32>((walk.windowPrice - book.basePrice) / book.tickSize);
  const slot = (book.baseSlot + index) & w.mask;
  const next = walk.side == BID ? slotBelow(w, slot) : slotAbove(w, slot);
  if (next < 0) {
    walk.windowPrice = emptyPrice(walk.side);
    return;
  }
  // The walk is circular: a step that comes out on the wrong side has gone round.
  const at = (<u32>next - book.baseSlot) & w.mask;
  const wrapped = walk.side == BID ? at >= index : at <= index;
  walk.windowPrice = wrapped ? emptyPrice(walk.side) : book.basePrice + <i64>at * book.tickSize;
}

/** Moves to the next level; its price is in walk.price. Returns its quantity, 0 at the end. */
function walkNext(walk: Walk, book: Book): i64 {
  const side = walk.side;
  const w = side == BID ? book.bids : book.asks;
  const far = side == BID ? book.farBids : book.farAsks;
  const outside = farPrice(walk, far);
  const inside = walk.windowPrice;
  const none = emptyPrice(side);
  if (inside == none && outside == none) return 0;
  const takeInside = side == BID ? inside > outside : inside < outside;
  if (!takeInside) {
    const qty = farQty(farChunk(far, walk.chunk), walk.position);
    walk.price = outside;
    farStep(walk, far);
    return qty;
  }
  walk.price = inside;
  const index = <u32>((inside - book.basePrice) / book.tickSize);
  const qty = windowQty(w, (book.baseSlot + index) & w.mask);
  windowStep(walk, book, w);
  return qty;
}

/**
 * Writes up to `maxLevels` rows {price, qty} of one side from the best outwards to `out`; returns
 * their number. `scratch` is 32 bytes. Cost: about 10 ns a level.
 */
export function bookLevels(book: Book, side: u32, maxLevels: u32, out: usize, scratch: usize): u32 {
  const walk = changetype<Walk>(scratch);
  walkStart(walk, book, side);
  let count: u32 = 0;
  while (count < maxLevels) {
    const qty = walkNext(walk, book);
    if (qty == 0) break;
    store<i64>(out, walk.price);
    store<i64>(out, qty, 8);
    out += 16;
    count++;
  }
  return count;
}

/** Number of levels on one side. Cost: one step a level. */
export function bookLevelCount(book: Book, side: u32): u32 {
  const w = side == BID ? book.bids : book.asks;
  const far = side == BID ? book.farBids : book.farAsks;
  return far.levels + windowLevels(w);
}

/**
 * (bidQty - askQty) / (bidQty + askQty) over the best `levels` of each side: -1..1, 0 when both
 * are empty. Level i (0 = best) weighs decay^i; decay 1 is the plain imbalance.
 */
export function bookImbalance(book: Book, levels: u32, decay: f64, scratch: usize): f64 {
  const bid = weightedQty(book, BID, levels, decay, scratch);
  const ask = weightedQty(book, ASK, levels, decay, scratch);
  const total = bid + ask;
  return total == 0 ? 0 : (bid - ask) / total;
}

function weightedQty(book: Book, side: u32, levels: u32, decay: f64, scratch: usize): f64 {
  const walk = changetype<Walk>(scratch);
  walkStart(walk, book, side);
  let weight: f64 = 1;
  let total: f64 = 0;
  for (let i: u32 = 0; i < levels; i++) {
    const qty = walkNext(walk, book);
    if (qty == 0) break;
    total += <f64>qty * weight;
    weight *= decay;
  }
  return total;
}

/**
 * Microprice in quanta: the best prices weighted by the opposite quantity,
 * (bid * askQty + ask * bidQty) / (bidQty + askQty). NaN when a side is empty.
 */
export function bookMicroprice(book: Book): f64 {
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  if (bid == i64.MIN_VALUE || ask == i64.MAX_VALUE) return NaN;
  const bidQty = <f64>bookQty(book, BID, bid);
  const askQty = <f64>bookQty(book, ASK, ask);
  return <f64>bid + (<f64>(ask - bid) * bidQty) / (bidQty + askQty);
}

/**
 * Average price in quanta that an order of `qty` quanta would get from one side of the book, best
 * level first. NaN when the side does not hold that much. Relative error below 1e-15 per level.
 */
export function bookVwap(book: Book, side: u32, qty: f64, scratch: usize): f64 {
  const best = bookBest(book, side);
  const walk = changetype<Walk>(scratch);
  walkStart(walk, book, side);
  let left = qty;
  let cost: f64 = 0;
  while (left > 0) {
    const available = <f64>walkNext(walk, book);
    if (available == 0) return NaN;
    const taken = min(left, available);
    // Distances from the best are small: the sum keeps its precision at any price.
    cost += <f64>(walk.price - best) * taken;
    left -= taken;
  }
  return qty > 0 ? <f64>best + cost / qty : NaN;
}
