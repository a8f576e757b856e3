// The next level of a book behind a given price, wherever the best one stands: a walk that may
// start at any price and whose book does not change meanwhile.
import { Book, BID } from '../book/l2';
import { farChunk, farCount, farFindChunk, farFindKey, farKey, FarStore } from '../book/far';
import { slotAbove, slotBelow, windowQty } from '../book/window';

/** Highest price below `price` in a far store; i64.MIN_VALUE: none. */
function farBelow(far: FarStore, price: i64): i64 {
  if (far.size == 0 || far.lowest >= price) return i64.MIN_VALUE;
  const index = farFindChunk(far, price);
  const chunk = farChunk(far, index);
  const position = min(farFindKey(chunk, price), farCount(far, index));
  if (position > 0) return farKey(chunk, position - 1);
  return farKey(farChunk(far, index - 1), farCount(far, index - 1) - 1);
}

/** Lowest price above `price` in a far store; i64.MAX_VALUE: none. */
function farAbove(far: FarStore, price: i64): i64 {
  if (far.size == 0 || far.highest <= price) return i64.MAX_VALUE;
  const index = farFindChunk(far, price + 1);
  const chunk = farChunk(far, index);
  const position = farFindKey(chunk, price + 1);
  if (position < farCount(far, index)) return farKey(chunk, position);
  return farKey(farChunk(far, index + 1), 0);
}

/** Index in the window of the last grid price at or below `price`, which lies inside it. */
@inline
function indexOf(book: Book, price: i64): u32 {
  return <u32>((price - book.basePrice) / book.tickSize);
}

function windowBelow(book: Book, price: i64): i64 {
  const w = book.bids;
  const best = w.best;
  if (best < price) return best;
  if (price <= book.basePrice) return i64.MIN_VALUE;
  // From here on best >= price > base: the price lies inside.
  const index = indexOf(book, price - 1);
  const slot = (book.baseSlot + index) & w.mask;
  if (windowQty(w, slot) != 0) return book.basePrice + <i64>index * book.tickSize;
  const found = slotBelow(w, slot);
  if (found < 0) return i64.MIN_VALUE;
  const at = (<u32>found - book.baseSlot) & w.mask;
  // The search is circular: what stands higher has come round.
  return at >= index ? i64.MIN_VALUE : book.basePrice + <i64>at * book.tickSize;
}

function windowAbove(book: Book, price: i64): i64 {
  const w = book.asks;
  const best = w.best;
  if (best > price) return best;
  if (price >= book.basePrice + <i64>book.span) return i64.MAX_VALUE;
  const index = indexOf(book, price);
  const slot = (book.baseSlot + index) & w.mask;
  const found = slotAbove(w, slot);
  if (found < 0) return i64.MAX_VALUE;
  const at = (<u32>found - book.baseSlot) & w.mask;
  return at <= index ? i64.MAX_VALUE : book.basePrice + <i64>at * book.tickSize;
}

/**
 * Price of the best level of `side` that is worse than `price`: below it for bids, above it for
 * asks. i64.MIN_VALUE or i64.MAX_VALUE: there is none.
 */
export function nextLevel(book: Book, side: u32, price: i64): i64 {
  return side == BID
    ? max(windowBelow(book, price), farBelow(book.farBids, price))
    : min(windowAbove(book, price), farAbove(book.farAsks, price));
}
