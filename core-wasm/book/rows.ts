// The rows of a depth record into a book: the hot path of everything.

import { Status } from '../abi/status';
import { farSet } from './far';
import {
  ASK,
  BID,
  Book,
  farOf,
  gridIndex,
  nextBest,
  place,
  TICK_BY_INVERSE_MAX,
  windowOf,
} from './l2';
import { bookRecenter } from './recenter';
import { BITS_OFFSET, Window } from './window';

/** Says that a word of 64 slots is occupied; searches take the mark back (window.ts). */
function markWord(summary: usize, word: u32): void {
  const at = summary + ((<usize>word >> 6) << 3);
  store<u64>(at, load<u64>(at) | ((<u64>1) << (<u64>word)));
}

/** A row that the window cannot take: off its range or grid, or negative. Off the hot path. */
function outside(book: Book, side: u32, price: i64, qty: i64): void {
  if (qty < 0) {
    book.status = Status.Negative;
    return;
  }
  book.farUpdates++;
  const result = farSet(farOf(book, side), price, qty);
  if (result < 0) book.status = result;
}

/** A level inside the window, with everything that the hot loop leaves to others. */
function setInside(book: Book, side: u32, w: Window, slot: u32, price: i64, qty: i64): void {
  store<i64>(<usize>w.qty + ((<usize>slot) << 3), qty);
  const word = <usize>w.bits + ((<usize>slot >> 6) << 3);
  const old = load<u64>(word);
  const next = (old & ~((<u64>1) << (<u64>slot))) | ((<u64>(qty != 0)) << (<u64>slot));
  store<u64>(word, next);
  if (old == 0) markWord(w.summary, slot >> 6);
  const best = w.best;
  if (side == BID ? price >= best : price <= best) {
    if (qty != 0) w.best = price;
    else if (price == best) w.best = nextBest(book, side, w, slot);
  }
}

/**
 * The hot loop: takes rows until one leaves the window or removes its best, and returns that row.
 * The kind of row (add, change, remove) is worked in without a branch: on real feeds none can be
 * foretold. A function of its own for each side and grid, so that the locals stay in registers.
 * With ticks of one quantum a level's slot is its price & mask, as baseSlot is basePrice & mask.
 */
@inline
function plainRows(book: Book, side: u32, unit: bool, row: usize, end: usize): usize {
  const w = windowOf(book, side);
  const base = book.basePrice;
  const mask = w.mask;
  // With ticks of one quantum the span is the number of slots: one value less to keep.
  const last = unit ? <u64>mask : book.span - 1;
  const tick = book.tickSize;
  const inverse = book.inverseTick;
  const baseSlot = book.baseSlot;
  const quantities = <usize>w.qty;
  const summary = <usize>w.summary;
  let best = w.best;
  for (; row < end; row += 16) {
    const price = load<i64>(row);
    const qty = load<i64>(row, 8);
    const rel = <u64>(price - base);
    if ((rel | <u64>(qty >> 63)) > last) break;
    let slot = <u32>price & <u32>last;
    if (!unit) {
      const index = (rel * inverse) >> 42;
      if (index * <u64>tick != rel) break;
      slot = (baseSlot + <u32>index) & mask;
    }
    if (side == BID ? price >= best : price <= best) {
      if (qty == 0) break;
      best = price;
    }
    store<i64>(quantities + ((<usize>slot) << 3), qty);
    const word = summary + ((<usize>slot >> 6) << 3);
    const old = load<u64>(word, BITS_OFFSET);
    const next = (old & ~((<u64>1) << (<u64>slot))) | ((<u64>(qty != 0)) << (<u64>slot));
    store<u64>(word, next, BITS_OFFSET);
    if (old == 0) markWord(summary, slot >> 6);
  }
  w.best = best;
  return row;
}

function plainBids(book: Book, row: usize, end: usize): usize {
  return plainRows(book, BID, true, row, end);
}

function plainAsks(book: Book, row: usize, end: usize): usize {
  return plainRows(book, ASK, true, row, end);
}

function gridBids(book: Book, row: usize, end: usize): usize {
  return plainRows(book, BID, false, row, end);
}

function gridAsks(book: Book, row: usize, end: usize): usize {
  return plainRows(book, ASK, false, row, end);
}

/** A row that the hot loop left. */
function otherRow(book: Book, side: u32, row: usize): void {
  const price = load<i64>(row);
  const qty = load<i64>(row, 8);
  const rel = <u64>(price - book.basePrice) | <u64>(qty >> 63);
  const index = rel < book.span ? gridIndex(rel, book.tickSize, book.inverseTick) : -1;
  if (index < 0) outside(book, side, price, qty);
  else {
    const w = windowOf(book, side);
    setInside(book, side, w, (book.baseSlot + <u32>index) & w.mask, price, qty);
  }
}

/** Rows of one side: absolute quantities, 0 removes. `book.status` says what went wrong. */
function applySide(book: Book, side: u32, row: usize, end: usize): void {
  const tick = book.tickSize;
  if (tick > TICK_BY_INVERSE_MAX) {
    for (; row < end; row += 16) otherRow(book, side, row);
  } else if (side == BID) {
    row = tick == 1 ? plainBids(book, row, end) : gridBids(book, row, end);
    while (row < end) {
      otherRow(book, BID, row);
      row = tick == 1 ? plainBids(book, row + 16, end) : gridBids(book, row + 16, end);
    }
  } else {
    row = tick == 1 ? plainAsks(book, row, end) : gridAsks(book, row, end);
    while (row < end) {
      otherRow(book, ASK, row);
      row = tick == 1 ? plainAsks(book, row + 16, end) : gridAsks(book, row + 16, end);
    }
  }
}

/**
 * Applies the rows of a depth record, bids first. Returns Ok, Negative (a row had a negative
 * quantity) or LevelsFull; then the book must not be read. Cost: about 5 ns a row in the window.
 */
export function bookApplyRows(book: Book, rows: usize, bidCount: u32, rowCount: u32): i32 {
  if (rowCount == 0) return Status.Ok;
  if (book.placed == 0) place(book, load<i64>(rows));
  const asks = rows + ((<usize>bidCount) << 4);
  book.status = Status.Ok;
  applySide(book, BID, rows, asks);
  applySide(book, ASK, asks, rows + ((<usize>rowCount) << 4));
  book.updates += <u64>rowCount;
  const moved = bookRecenter(book);
  return book.status < 0 ? book.status : moved;
}
