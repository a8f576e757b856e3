// The rows of a depth record into a book: the hot path of everything.

import { Status } from '../abi/status';
import { farSet } from './far';
import { ASK, BID, Book, farOf, gridIndex, place, settleBest, windowOf } from './l2';
import { bookRecenter } from './recenter';
import { setSlot } from './window';

/**
 * The hot loop: takes rows until one leaves the window or its grid, and returns that row. It asks
 * neither what kind a row is (add, change, remove: on real feeds none can be foretold) nor what the
 * book held. `best` ends as the best price that was there or came, even if its level has gone:
 * `settleBest` looks once, after the last row of the side.
 * With ticks of one quantum a level's slot is its price & mask, as baseSlot is basePrice & mask.
 */
@inline
function windowRows(book: Book, side: u32, unit: bool, row: usize, end: usize): usize {
  const w = windowOf(book, side);
  const base = book.basePrice;
  const mask = w.mask;
  // With ticks of one quantum the span is the number of slots: one value less to keep.
  const last = unit ? <u64>mask : book.span - 1;
  const tick = book.tickSize;
  const inverse = book.inverseTick;
  const baseSlot = book.baseSlot;
  const quantities = <usize>w.qty;
  const marks = <usize>w.marks;
  let best = w.best;
  for (; row < end; row += 16) {
    const price = load<i64>(row);
    const qty = load<i64>(row, 8);
    const rel = <u64>(price - base);
    if ((rel | <u64>(qty >> 63)) > last) break;
    let slot = <u32>price & <u32>last;
    if (!unit) {
      const index = gridIndex(rel, tick, inverse);
      if (index < 0) break;
      slot = (baseSlot + <u32>index) & mask;
    }
    setSlot(quantities, marks, slot, qty);
    if (side == BID ? price > best : price < best) best = qty != 0 ? price : best;
  }
  w.best = best;
  return row;
}

// One function for each side and grid, called from one place: so they are inlined, each with its
// constants, and the common loop keeps little and all of it in registers.

function unitBids(book: Book, row: usize, end: usize): usize {
  return windowRows(book, BID, true, row, end);
}

function unitAsks(book: Book, row: usize, end: usize): usize {
  return windowRows(book, ASK, true, row, end);
}

function gridBids(book: Book, row: usize, end: usize): usize {
  return windowRows(book, BID, false, row, end);
}

function gridAsks(book: Book, row: usize, end: usize): usize {
  return windowRows(book, ASK, false, row, end);
}

/** Takes a row that the window cannot take: off its range or grid, or negative. */
function outside(book: Book, side: u32, row: usize): void {
  const qty = load<i64>(row, 8);
  if (qty < 0) {
    book.status = Status.Negative;
    return;
  }
  book.farUpdates++;
  const result = farSet(farOf(book, side), load<i64>(row), qty);
  if (result < 0) book.status = result;
}

/** Rows of one side: absolute quantities, 0 removes. `book.status` says what went wrong. */
@inline
function applySide(book: Book, side: u32, row: usize, end: usize): void {
  const unit = book.tickSize == 1;
  for (; row < end; row += 16) {
    if (side == BID) row = unit ? unitBids(book, row, end) : gridBids(book, row, end);
    else row = unit ? unitAsks(book, row, end) : gridAsks(book, row, end);
    if (row < end) outside(book, side, row);
  }
  settleBest(book, side);
}

/**
 * Applies the rows of a depth record, bids first. Returns Ok, Negative (a row had a negative
 * quantity) or LevelsFull; then the book must not be read. Cost: 2 to 3.5 ns a row on real feeds.
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
