// Dense window of one book side: quantities in an array indexed by tick, and a mark for each group
// of 16 slots that says "there may be a level here". A level is a quantity that is not 0: a row
// stores its quantity and the mark and reads neither. Searches go from mark to mark and take back
// those of groups that they find empty. The array is addressed circularly (slot of a price never
// changes while the price is inside), so that moving the window touches only what leaves.

@unmanaged
export class Window {
  /** Highest bid or lowest ask inside the window; the far end of i64 when there is none. */
  best: i64;
  qty: u32;
  /** One byte a group. */
  marks: u32;
  /** Slots - 1. */
  mask: u32;
  pad: u32;
}
@inline export const SIZEOF_WINDOW: u32 = 24;

@inline export const GROUP: u32 = 16;
@inline export const GROUP_BITS: u32 = 4;

/** Bytes of the arrays of a window of 2^windowBits slots (8..20). */
@inline
export function windowBytes(windowBits: u32): u32 {
  const slots: u32 = 1 << windowBits;
  return slots * 8 + (slots >> GROUP_BITS);
}

export function windowInit(w: Window, at: u32, windowBits: u32, empty: i64): void {
  const slots: u32 = 1 << windowBits;
  w.qty = at;
  w.marks = at + slots * 8;
  w.mask = slots - 1;
  w.best = empty;
}

@inline
export function windowQty(w: Window, slot: u32): i64 {
  return load<i64>(<usize>w.qty + ((<usize>slot) << 3));
}

/** Sets the quantity of a slot, 0 for none; `quantities` and `marks` as the window has them. */
@inline
export function setSlot(quantities: usize, marks: usize, slot: u32, qty: i64): void {
  store<i64>(quantities + ((<usize>slot) << 3), qty);
  store<u8>(marks + (<usize>slot >> GROUP_BITS), 1);
}

/** Whether there may be a level in the group of a slot. */
@inline
export function isMarked(w: Window, slot: u32): bool {
  return load<u8>(<usize>w.marks + (<usize>slot >> GROUP_BITS)) != 0;
}

/**
 * Empties a window. Only what is occupied is touched: a window that was never used stays untouched
 * memory.
 */
export function windowClear(w: Window, empty: i64): void {
  for (let slot: u32 = 0; slot <= w.mask; slot += GROUP) {
    if (!isMarked(w, slot)) continue;
    store<u8>(<usize>w.marks + (<usize>slot >> GROUP_BITS), 0);
    memory.fill(<usize>w.qty + ((<usize>slot) << 3), 0, GROUP << 3);
  }
  w.best = empty;
}

/** Number of levels. */
export function windowLevels(w: Window): u32 {
  let twice: u32 = 0;
  for (let group: u32 = 0; group <= w.mask >> GROUP_BITS; group++)
    if (isMarked(w, group << GROUP_BITS)) twice += <u32>popcnt(occupied(w, group));
  return twice >> 1;
}

/** All ones in the lanes of i32 that belong to the empty ones among four slots. */
@inline
function emptyOfFour(at: usize): v128 {
  const none = i64x2.splat(0);
  return i16x8.narrow_i32x4_s(i64x2.eq(v128.load(at), none), i64x2.eq(v128.load(at, 16), none));
}

/** The occupied slots of a group, lowest first, two bits each. */
@inline
function occupied(w: Window, group: u32): u32 {
  const at = <usize>w.qty + ((<usize>group) << (GROUP_BITS + 3));
  const low = i8x16.narrow_i16x8_s(emptyOfFour(at), emptyOfFour(at + 32));
  const high = i8x16.narrow_i16x8_s(emptyOfFour(at + 64), emptyOfFour(at + 96));
  return ~(<u32>i8x16.bitmask(low) | ((<u32>i8x16.bitmask(high)) << 16));
}

/** The marks of 16 groups, one bit each. */
@inline
function markBits(w: Window, block: u32): u32 {
  const marks = v128.load(<usize>w.marks + ((<usize>block) << 4));
  return <u32>i8x16.bitmask(i8x16.ne(marks, i8x16.splat(0)));
}

/** Takes the mark back from a group without levels. */
@inline
export function unmark(w: Window, group: u32): void {
  store<u8>(<usize>w.marks + group, 0);
}

/**
 * Steps down (circularly) from `slot` to the next occupied slot; -1 when the window is empty.
 * All occupied slots must lie below `slot` in the window's order.
 */
export function slotBelow(w: Window, slot: u32): i32 {
  const start = slot >> GROUP_BITS;
  const here = occupied(w, start) & ((1 << ((slot & 15) << 1)) - 1);
  if (here != 0) return <i32>((start << GROUP_BITS) + ((31 - <u32>clz(here)) >> 1));
  const last = w.mask >> 8;
  let block = start >> 4;
  let candidates = markBits(w, block) & ((1 << (start & 15)) - 1);
  for (let turns: u32 = 0; turns <= last + 1; turns++) {
    while (candidates != 0) {
      const top = 31 - <u32>clz(candidates);
      const group = (block << 4) + top;
      const inside = occupied(w, group);
      if (inside != 0) return <i32>((group << GROUP_BITS) + ((31 - <u32>clz(inside)) >> 1));
      candidates ^= 1 << top;
      unmark(w, group);
    }
    block = block == 0 ? last : block - 1;
    candidates = markBits(w, block);
  }
  return -1;
}

/** Steps up (circularly) from `slot` to the next occupied slot; -1 when the window is empty. */
export function slotAbove(w: Window, slot: u32): i32 {
  const start = slot >> GROUP_BITS;
  const here = occupied(w, start) & (~(<u32>3) << ((slot & 15) << 1));
  if (here != 0) return <i32>((start << GROUP_BITS) + (<u32>ctz(here) >> 1));
  const last = w.mask >> 8;
  let block = start >> 4;
  let candidates = markBits(w, block) & (~(<u32>1) << (start & 15));
  for (let turns: u32 = 0; turns <= last + 1; turns++) {
    while (candidates != 0) {
      const low = <u32>ctz(candidates);
      const group = (block << 4) + low;
      const inside = occupied(w, group);
      if (inside != 0) return <i32>((group << GROUP_BITS) + (<u32>ctz(inside) >> 1));
      candidates ^= 1 << low;
      unmark(w, group);
    }
    block = block == last ? 0 : block + 1;
    candidates = markBits(w, block);
  }
  return -1;
}
