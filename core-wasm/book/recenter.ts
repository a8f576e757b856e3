// Moves the window of a book with the market, and puts it on another grid.

import { Status } from '../abi/status';
import {
  farChunk,
  farCompacted,
  farCount,
  farFindChunk,
  farKey,
  farMove,
  farQty,
  farRescale,
  farSet,
} from './far';
import {
  ASK,
  BID,
  Book,
  bookBest,
  farOf,
  gridIndex,
  nextBest,
  place,
  setTick,
  slotPrice,
  windowOf,
} from './l2';
import { GROUP, GROUP_BITS, isMarked, setSlot, unmark, windowQty } from './window';

/** Moves the levels at window indices [from, to) of one side to the far store. */
function evict(book: Book, side: u32, from: u32, to: u32): i32 {
  const w = windowOf(book, side);
  const far = farOf(book, side);
  for (let i = from; i < to; i++) {
    const slot = (book.baseSlot + i) & w.mask;
    // Whole empty groups are skipped: most of what leaves is empty.
    if ((slot & (GROUP - 1)) == 0 && !isMarked(w, slot)) {
      i += GROUP - 1;
      continue;
    }
    const qty = windowQty(w, slot);
    if (qty != 0) {
      const status = farSet(far, book.basePrice + <i64>i * book.tickSize, qty);
      if (status < 0) return status;
      setSlot(w.qty, w.marks, slot, 0);
    }
    if ((slot & (GROUP - 1)) == GROUP - 1 && i - from >= GROUP - 1) unmark(w, slot >> GROUP_BITS);
  }
  return Status.Ok;
}

/** Takes the on-grid levels with prices in [low, high) out of the far store into the window. */
function pull(book: Book, side: u32, low: i64, high: i64): void {
  const far = farOf(book, side);
  const w = windowOf(book, side);
  if (far.size == 0) return;
  let index = farFindChunk(far, low);
  while (index < far.size) {
    const chunk = farChunk(far, index);
    const count = farCount(far, index);
    if (farKey(chunk, 0) >= high) return;
    let kept: u32 = 0;
    for (let i: u32 = 0; i < count; i++) {
      const price = farKey(chunk, i);
      const qty = farQty(chunk, i);
      const inside = price >= low && price < high;
      const at = inside
        ? gridIndex(<u64>(price - book.basePrice), book.tickSize, book.inverseTick)
        : -1;
      if (at < 0) {
        farMove(chunk, kept++, price, qty);
        continue;
      }
      setSlot(w.qty, w.marks, (book.baseSlot + <u32>at) & w.mask, qty);
    }
    if (kept != count) farCompacted(far, index, kept);
    if (kept != 0) index++;
  }
}

/** Finds the window's best of one side anew. */
function findBest(book: Book, side: u32): void {
  const w = windowOf(book, side);
  const edge = side == BID ? (book.baseSlot + w.mask) & w.mask : book.baseSlot;
  w.best = windowQty(w, edge) != 0 ? slotPrice(book, edge) : nextBest(book, side, w, edge);
}

/** Moves the window up (or down) by whole ticks. Work: what leaves and what enters. */
function moveWindow(book: Book, ticks: i64): i32 {
  const slots = <i64>book.bids.mask + 1;
  const away = ticks >= slots || ticks <= -slots;
  const leaving = <u32>(away ? slots : ticks < 0 ? -ticks : ticks);
  const from: u32 = away || ticks > 0 ? 0 : <u32>slots - leaving;
  for (let side = BID; side <= ASK; side++) {
    const status = evict(book, side, from, from + leaving);
    if (status < 0) return status;
  }
  const oldBase = book.basePrice;
  book.basePrice = oldBase + ticks * book.tickSize;
  book.baseSlot = <u32>(<i64>book.baseSlot + ticks) & book.bids.mask;
  const width = <i64>book.span;
  const low = away || ticks < 0 ? book.basePrice : oldBase + width;
  const high = away || ticks > 0 ? book.basePrice + width : oldBase;
  for (let side = BID; side <= ASK; side++) {
    pull(book, side, low, high);
    findBest(book, side);
  }
  book.recenters++;
  return Status.Ok;
}

/**
 * Moves the window when the middle of the market has left its central half. Call between frames:
 * inside a frame one side may lie where it will not stay. Returns Ok or LevelsFull.
 */
@inline
export function bookRecenter(book: Book): i32 {
  const bid = book.bids.best;
  const ask = book.asks.best;
  const half = book.span >> 1;
  const rel = <u64>(bid + ((ask - bid) >> 1) - book.basePrice) - (half >> 1);
  // Without a bid and an ask the sum means nothing.
  if (rel < half && bid != i64.MIN_VALUE && ask != i64.MAX_VALUE) return Status.Ok;
  return recenter(book);
}

function recenter(book: Book): i32 {
  const bid = book.bids.best;
  const ask = book.asks.best;
  let middle: i64;
  if (bid != i64.MIN_VALUE && ask != i64.MAX_VALUE) middle = bid + ((ask - bid) >> 1);
  else middle = farMiddle(book);
  if (middle == i64.MIN_VALUE) return Status.Ok;
  const quarter = <i64>(book.span >> 2);
  const rel = middle - book.basePrice;
  if (rel >= quarter && rel < 3 * quarter) return Status.Ok;
  const ticks = (rel - 2 * quarter) / book.tickSize;
  return ticks == 0 ? Status.Ok : moveWindow(book, ticks);
}

/** Middle of the whole market when the window lacks a side; i64.MIN_VALUE when there is none. */
function farMiddle(book: Book): i64 {
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  if (bid == i64.MIN_VALUE) return ask == i64.MAX_VALUE ? i64.MIN_VALUE : ask;
  if (ask == i64.MAX_VALUE) return bid;
  return bid + ((ask - bid) >> 1);
}

/**
 * Changes tick size and scale of a book in place: every price times `priceFactor`, every quantity
 * times `qtyFactor`. Returns Ok or LevelsFull; then the book is empty of sense and must be cleared.
 */
export function bookRegrid(book: Book, tickSize: i64, priceFactor: i64, qtyFactor: i64): i32 {
  if (book.placed == 0) {
    setTick(book, tickSize);
    return Status.Ok;
  }
  const slots = book.bids.mask + 1;
  for (let side = BID; side <= ASK; side++) {
    const status = evict(book, side, 0, slots);
    if (status < 0) return status;
    windowOf(book, side).best = side == BID ? i64.MIN_VALUE : i64.MAX_VALUE;
    farRescale(farOf(book, side), priceFactor, qtyFactor);
  }
  setTick(book, tickSize);
  const middle = farMiddle(book);
  if (middle == i64.MIN_VALUE) {
    book.placed = 0;
    return Status.Ok;
  }
  place(book, middle);
  for (let side = BID; side <= ASK; side++) {
    pull(book, side, book.basePrice, book.basePrice + <i64>book.span);
    findBest(book, side);
  }
  return Status.Ok;
}
