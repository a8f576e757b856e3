// Whether a book can be brought to a finer scale: looked at before anything is changed.

import { farChunk, farCount, FarStore, farQty } from './far';
import { ASK, BID, Book, farOf, slotPrice, windowOf } from './l2';
import { windowQty } from './window';

/** Whether `value` lies within plus and minus `limit`. */
@inline
export function within(value: i64, limit: i64): bool {
  return value <= limit && value >= -limit;
}

function farWithin(far: FarStore, priceLimit: i64, qtyLimit: i64): bool {
  if (far.size == 0) return true;
  if (!within(far.lowest, priceLimit) || !within(far.highest, priceLimit)) return false;
  for (let i: u32 = 0; i < far.size; i++) {
    const chunk = farChunk(far, i);
    const count = farCount(far, i);
    for (let j: u32 = 0; j < count; j++) if (farQty(chunk, j) > qtyLimit) return false;
  }
  return true;
}

/** Whether all prices and quantities of the book lie within these limits. Looks at every slot. */
export function bookWithin(book: Book, priceLimit: i64, qtyLimit: i64): bool {
  for (let side = BID; side <= ASK; side++) {
    const w = windowOf(book, side);
    for (let slot: u32 = 0; slot <= w.mask; slot++) {
      const qty = windowQty(w, slot);
      if (qty == 0) continue;
      if (qty > qtyLimit || !within(slotPrice(book, slot), priceLimit)) return false;
    }
    if (!farWithin(farOf(book, side), priceLimit, qtyLimit)) return false;
  }
  return true;
}
