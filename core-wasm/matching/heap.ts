// Three binary heaps over slots: expiries (earliest first), buy stops (lowest first), sell stops
// (highest first); equals by arrival. Orders know their place, so that any can be taken out.
import { MATCHING_STATE_HEAP0, MATCHING_STATE_HEAP_SIZE0, MatchingState } from '../abi/matching';
import { extraAt } from './state';

@inline export const EXPIRIES: u32 = 0;
/** Plus the side: buy stops, sell stops. */
@inline export const STOPS: u32 = 1;
@inline export const SELL_STOPS: u32 = 2;

@inline
function sizeAt(s: MatchingState, heap: u32): usize {
  return changetype<usize>(s) + MATCHING_STATE_HEAP_SIZE0 + ((<usize>heap) << 2);
}

@inline
export function heapSize(s: MatchingState, heap: u32): u32 {
  return load<u32>(sizeAt(s, heap));
}

@inline
function entryAt(s: MatchingState, heap: u32, index: u32): usize {
  const e = changetype<usize>(s);
  return e + load<u32>(e + MATCHING_STATE_HEAP0 + ((<usize>heap) << 2)) + ((<usize>index) << 2);
}

/** The first of a heap that is not empty. */
@inline
export function heapTop(s: MatchingState, heap: u32): u32 {
  return load<u32>(entryAt(s, heap, 0));
}

@inline
export function heapSlot(s: MatchingState, heap: u32, index: u32): u32 {
  return load<u32>(entryAt(s, heap, index));
}

/** Whether the first slot belongs before the second. */
export function isBefore(s: MatchingState, heap: u32, first: u32, second: u32): bool {
  const a = extraAt(changetype<usize>(s), first);
  const b = extraAt(changetype<usize>(s), second);
  const x = heap == EXPIRIES ? a.expireTsNs : a.stopPrice;
  const y = heap == EXPIRIES ? b.expireTsNs : b.stopPrice;
  if (x == y) return a.arrival < b.arrival;
  return heap == SELL_STOPS ? x > y : x < y;
}

@inline
function place(s: MatchingState, heap: u32, index: u32, slot: u32): void {
  store<u32>(entryAt(s, heap, index), slot);
  const extra = extraAt(changetype<usize>(s), slot);
  if (heap == EXPIRIES) extra.expireAt = index;
  else extra.stopAt = index;
}

function siftUp(s: MatchingState, heap: u32, from: u32, slot: u32): u32 {
  let index = from;
  while (index != 0) {
    const parent = (index - 1) >> 1;
    const other = heapSlot(s, heap, parent);
    if (!isBefore(s, heap, slot, other)) break;
    place(s, heap, index, other);
    index = parent;
  }
  return index;
}

function siftDown(s: MatchingState, heap: u32, from: u32, slot: u32): u32 {
  const size = heapSize(s, heap);
  let index = from;
  while (true) {
    let child: u32 = 2 * index + 1;
    if (child >= size) break;
    if (
      child + 1 < size &&
      isBefore(s, heap, heapSlot(s, heap, child + 1), heapSlot(s, heap, child))
    )
      child++;
    const other = heapSlot(s, heap, child);
    if (!isBefore(s, heap, other, slot)) break;
    place(s, heap, index, other);
    index = child;
  }
  return index;
}

export function heapAdd(s: MatchingState, heap: u32, slot: u32): void {
  const size = heapSize(s, heap);
  store<u32>(sizeAt(s, heap), size + 1);
  place(s, heap, siftUp(s, heap, size, slot), slot);
}

/** The key of the slot at `index` has changed, or the slot there is another. */
export function heapFix(s: MatchingState, heap: u32, index: u32, slot: u32): void {
  const up = siftUp(s, heap, index, slot);
  place(s, heap, up == index ? siftDown(s, heap, index, slot) : up, slot);
}

export function heapRemove(s: MatchingState, heap: u32, slot: u32): void {
  const extra = extraAt(changetype<usize>(s), slot);
  const index = heap == EXPIRIES ? extra.expireAt : extra.stopAt;
  const size = heapSize(s, heap) - 1;
  store<u32>(sizeAt(s, heap), size);
  if (index != size) heapFix(s, heap, index, heapSlot(s, heap, size));
}
