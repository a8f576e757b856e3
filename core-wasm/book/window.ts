// Dense window of one book side: quantities in an array indexed by tick, one occupancy bit per
// slot, one summary bit per 64 slots. The array is addressed circularly (slot of a price never
// changes while the price is inside), so that moving the window touches only what leaves.

@unmanaged
export class Window {
  /** Highest bid or lowest ask inside the window; the far end of i64 when there is none. */
  best: i64;
  qty: u32;
  bits: u32;
  summary: u32;
  /** Slots - 1. */
  mask: u32;
}
@inline export const SIZEOF_WINDOW: u32 = 24;

/** The summary of the largest window has 2 KiB: bits stand at one distance from it. */
@inline export const BITS_OFFSET: u32 = 2048;

/** Bytes of the arrays of a window of 2^windowBits slots (8..20). */
@inline
export function windowBytes(windowBits: u32): u32 {
  const slots: u32 = 1 << windowBits;
  return slots * 8 + (slots >> 6) * 8 + BITS_OFFSET;
}

export function windowInit(w: Window, at: u32, windowBits: u32, empty: i64): void {
  const slots: u32 = 1 << windowBits;
  w.summary = at;
  w.bits = at + BITS_OFFSET;
  w.qty = w.bits + (slots >> 6) * 8;
  w.mask = slots - 1;
  w.best = empty;
}

/**
 * Empties a window. Only what is occupied is touched: a window that was never used stays untouched
 * memory.
 */
export function windowClear(w: Window, empty: i64): void {
  const words = (w.mask + 1) >> 6;
  for (let word: u32 = 0; word < words; word++) {
    const at = <usize>w.bits + ((<usize>word) << 3);
    if (load<u64>(at) == 0) continue;
    store<u64>(at, 0);
    memory.fill(<usize>w.qty + ((<usize>word) << 9), 0, 512);
  }
  memory.fill(w.summary, 0, BITS_OFFSET);
  w.best = empty;
}

@inline
export function windowQty(w: Window, slot: u32): i64 {
  return load<i64>(<usize>w.qty + ((<usize>slot) << 3));
}

@inline
export function setBit(bits: usize, summary: usize, slot: u32): void {
  const word = bits + ((<usize>slot >> 6) << 3);
  const old = load<u64>(word);
  store<u64>(word, old | ((<u64>1) << (<u64>slot & 63)));
  if (old == 0) {
    const at = summary + ((<usize>slot >> 12) << 3);
    store<u64>(at, load<u64>(at) | ((<u64>1) << ((<u64>slot >> 6) & 63)));
  }
}

/** The summary keeps the mark of an emptied word until a search meets it. */
@inline
export function clearBit(bits: usize, slot: u32): void {
  const word = bits + ((<usize>slot >> 6) << 3);
  const left = load<u64>(word) & ~((<u64>1) << (<u64>slot & 63));
  store<u64>(word, left);
}

/**
 * Steps down (circularly) from `slot` to the next occupied slot; -1 when the window is empty.
 * All occupied slots must lie below `slot` in the window's order.
 */
export function slotBelow(bits: usize, summary: usize, mask: u32, slot: u32): i32 {
  const word = slot >> 6;
  const here = load<u64>(bits + ((<usize>word) << 3)) & (((<u64>1) << (<u64>slot & 63)) - 1);
  if (here != 0) return <i32>((word << 6) + 63 - <u32>clz(here));
  const last = mask >> 12;
  let index = word >> 6;
  let candidates =
    load<u64>(summary + ((<usize>index) << 3)) & (((<u64>1) << (<u64>word & 63)) - 1);
  for (let turns: u32 = 0; turns <= last + 1; turns++) {
    while (candidates != 0) {
      const top = 63 - <u32>clz(candidates);
      const found = (index << 6) + top;
      const inside = load<u64>(bits + ((<usize>found) << 3));
      if (inside != 0) return <i32>((found << 6) + 63 - <u32>clz(inside));
      const bit = (<u64>1) << (<u64>top);
      candidates &= ~bit;
      store<u64>(
        summary + ((<usize>index) << 3),
        load<u64>(summary + ((<usize>index) << 3)) & ~bit,
      );
    }
    index = index == 0 ? last : index - 1;
    candidates = load<u64>(summary + ((<usize>index) << 3));
  }
  return -1;
}

/** Steps up (circularly) from `slot` to the next occupied slot; -1 when the window is empty. */
export function slotAbove(bits: usize, summary: usize, mask: u32, slot: u32): i32 {
  const word = slot >> 6;
  const above = (~(<u64>0) << (<u64>slot & 63)) << 1;
  const here = load<u64>(bits + ((<usize>word) << 3)) & above;
  if (here != 0) return <i32>((word << 6) + <u32>ctz(here));
  const last = mask >> 12;
  let index = word >> 6;
  let candidates =
    load<u64>(summary + ((<usize>index) << 3)) & ((~(<u64>0) << (<u64>word & 63)) << 1);
  for (let turns: u32 = 0; turns <= last + 1; turns++) {
    while (candidates != 0) {
      const low = <u32>ctz(candidates);
      const found = (index << 6) + low;
      const inside = load<u64>(bits + ((<usize>found) << 3));
      if (inside != 0) return <i32>((found << 6) + <u32>ctz(inside));
      const bit = (<u64>1) << (<u64>low);
      candidates &= ~bit;
      store<u64>(
        summary + ((<usize>index) << 3),
        load<u64>(summary + ((<usize>index) << 3)) & ~bit,
      );
    }
    index = index == last ? 0 : index + 1;
    candidates = load<u64>(summary + ((<usize>index) << 3));
  }
  return -1;
}
