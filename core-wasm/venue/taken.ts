// Displayed quantity that own orders took. The recording goes on showing it: it stays taken until
// the recorded level itself falls below it, or until its time is over.
import { ConsumedLevel, SIZEOF_CONSUMED_LEVEL, VenueState } from '../abi/venue';
import { bookQty } from '../book/l2';
import { stillThere } from './gone';
import { filterAdd, filterHas, venueBook } from './state';

@inline
function entryAt(v: VenueState, index: u32): ConsumedLevel {
  return changetype<ConsumedLevel>(<usize>v.consumed + <usize>index * SIZEOF_CONSUMED_LEVEL);
}

/** Removes an entry; the last takes its place. */
function forget(v: VenueState, index: u32): void {
  const entry = entryAt(v, index);
  filterAdd(<usize>v.consumedFilter, entry.price, -1);
  const last = --v.consumedCount;
  if (last == index) return;
  const from = changetype<usize>(entryAt(v, last));
  memory.copy(changetype<usize>(entry), from, SIZEOF_CONSUMED_LEVEL);
}

function find(v: VenueState, side: u32, price: i64): i32 {
  if (v.consumedCount == 0 || !filterHas(<usize>v.consumedFilter, price)) return -1;
  for (let i: u32 = 0; i < v.consumedCount; i++) {
    const entry = entryAt(v, i);
    if (entry.price != price || entry.side != side) continue;
    const ttl = v.consumedTtlNs;
    if (ttl == 0 || v.nowNs - entry.tsNs < ttl) return <i32>i;
    forget(v, i);
    return -1;
  }
  return -1;
}

/** What is left of a displayed level. */
export function available(v: VenueState, side: u32, price: i64): i64 {
  const shown = stillThere(v, side, price, bookQty(venueBook(v), side, price));
  const index = find(v, side, price);
  return index < 0 ? shown : max(0, shown - entryAt(v, <u32>index).qty);
}

/** Whether one more level can be remembered. */
export function canTake(v: VenueState): bool {
  if (v.consumedCount < v.consumedMax) return true;
  lowerAll(v);
  return v.consumedCount < v.consumedMax;
}

export function noteTaken(v: VenueState, side: u32, price: i64, qty: i64): void {
  const index = find(v, side, price);
  if (index >= 0) {
    const entry = entryAt(v, <u32>index);
    entry.qty += qty;
    entry.tsNs = v.nowNs;
    return;
  }
  const entry = entryAt(v, v.consumedCount++);
  entry.price = price;
  entry.qty = qty;
  entry.tsNs = v.nowNs;
  entry.side = side;
  filterAdd(<usize>v.consumedFilter, price, 1);
}

/** The recorded level shows `shown` now. */
@inline
export function lowerTaken(v: VenueState, side: u32, price: i64, shown: i64): void {
  if (v.consumedCount != 0 && filterHas(<usize>v.consumedFilter, price))
    lower(v, side, price, shown);
}

function lower(v: VenueState, side: u32, price: i64, shown: i64): void {
  for (let i: u32 = 0; i < v.consumedCount; i++) {
    const entry = entryAt(v, i);
    if (entry.price != price || entry.side != side) continue;
    entry.qty = min(entry.qty, shown);
    if (entry.qty == 0) forget(v, i);
    return;
  }
}

/** Looks at all levels anew: after what changed many at once. */
export function lowerAll(v: VenueState): void {
  const book = venueBook(v);
  for (let i: u32 = v.consumedCount; i > 0; i--) {
    const entry = entryAt(v, i - 1);
    entry.qty = min(entry.qty, bookQty(book, entry.side, entry.price));
    if (entry.qty == 0) forget(v, i - 1);
  }
}
