// The two hash tables of an L3 book, order id to slot and price to level slot: open addressing,
// linear probing, backward-shift deletion, no tombstones, so that a table never wears out. The
// keys live in the slots; an entry keeps some bits of the hash beside the slot, so that a probe
// looks into a slot only when it is very likely the one. The table of orders is an eighth to a
// quarter full at its bound: probes that end at once are worth more than the memory, since a
// mispredicted loop costs as much as a cache miss.
//
//   order entry: u32 = high bits of the hash | number of the slot + 1; 0 is free
//   level entry: u64 = hash << 32 | offset of the slot; 0 is free
import { L3Level, L3Order, L3State, SIZEOF_L3_STATE } from '../abi/l3';

/** Entries of the order table: the smallest power of two of at least four times the capacity. */
@inline
export function orderEntries(capacity: u32): u32 {
  return (<u32>1) << (32 - clz<u32>(capacity * 4 - 1));
}

/** Entries of the level table, twice the capacity: few books come near their bound. */
@inline
export function levelEntries(capacity: u32): u32 {
  return (<u32>1) << (32 - clz<u32>(capacity * 2 - 1));
}

/** Mask of the bits of an order entry that hold the slot's number + 1. */
@inline
export function numberMask(capacity: u32): u32 {
  return u32.MAX_VALUE >> clz<u32>(capacity);
}

/** High half of a 64-bit multiplicative mix: every bit of `key` reaches the low bits of it. */
@inline
function mix(key: u64): u32 {
  let x = key;
  x ^= x >> 32;
  x *= 0x9e3779b97f4a7c15;
  return <u32>(x >> 32) ^ <u32>(x >> 47);
}

@inline
export function hashOrder(id: i64): u32 {
  return mix(<u64>id);
}

@inline
export function hashLevel(side: u32, price: i64): u32 {
  return mix(((<u64>price) << 1) | side);
}

@inline
export function orderAt(s: L3State, slot: u32): L3Order {
  return changetype<L3Order>(changetype<usize>(s) + slot);
}

@inline
export function levelAt(s: L3State, slot: u32): L3Level {
  return changetype<L3Level>(changetype<usize>(s) + slot);
}

/** The slot of the order whose table entry is `entry`. */
@inline
function slotOf(s: L3State, entry: u32): u32 {
  return <u32>SIZEOF_L3_STATE + (((entry & s.numberMask) - 1) << 5);
}

/** The table entry of order `id`, or the free entry where it would stand. */
@inline
export function probeOrder(s: L3State, id: i64, hash: u32): usize {
  const table = changetype<usize>(s) + s.orderTable;
  const mask = s.orderMask;
  const numbers = s.numberMask;
  let i = hash & mask;
  while (true) {
    const at = table + ((<usize>i) << 2);
    const entry = load<u32>(at);
    if (entry == 0) return at;
    if (((entry ^ hash) & ~numbers) == 0 && orderAt(s, slotOf(s, entry)).orderId == id) return at;
    i = (i + 1) & mask;
  }
}

/** Slot of the order at a table entry that `probeOrder` found; 0 when it found a free one. */
@inline
export function orderSlot(s: L3State, at: usize): u32 {
  const entry = load<u32>(at);
  return entry == 0 ? 0 : slotOf(s, entry);
}

/** Enters an order at the free entry `at`. */
@inline
export function rememberOrder(s: L3State, at: usize, hash: u32, slot: u32): void {
  const number = ((slot - <u32>SIZEOF_L3_STATE) >> 5) + 1;
  store<u32>(at, (hash & ~s.numberMask) | number);
}

/** Frees the order's entry at `at`; entries that probed over it move up. */
export function forgetOrder(s: L3State, at: usize): void {
  const table = changetype<usize>(s) + s.orderTable;
  const mask = s.orderMask;
  let hole = <u32>((at - table) >> 2);
  let i = hole;
  while (true) {
    i = (i + 1) & mask;
    const entry = load<u32>(table + ((<usize>i) << 2));
    if (entry == 0) break;
    const home = hashOrder(orderAt(s, slotOf(s, entry)).orderId) & mask;
    if (((i - home) & mask) >= ((i - hole) & mask)) {
      store<u32>(table + ((<usize>hole) << 2), entry);
      hole = i;
    }
  }
  store<u32>(table + ((<usize>hole) << 2), 0);
}

/** The table entry of the level at `price`, or the free entry where it would stand. */
@inline
export function probeLevel(s: L3State, side: u32, price: i64, hash: u32): usize {
  const table = changetype<usize>(s) + s.levelTable;
  const mask = s.levelMask;
  let i = hash & mask;
  while (true) {
    const at = table + ((<usize>i) << 3);
    const entry = load<u64>(at);
    if (entry == 0) return at;
    if (<u32>(entry >> 32) == hash) {
      const level = levelAt(s, <u32>entry);
      if (level.price == price && level.side == side) return at;
    }
    i = (i + 1) & mask;
  }
}

/** Slot of the level at a table entry that `probeLevel` found; 0 when it found a free one. */
@inline
export function levelSlot(at: usize): u32 {
  return load<u32>(at);
}

/** Enters a level at the free entry `at`. */
@inline
export function rememberLevel(at: usize, hash: u32, slot: u32): void {
  store<u64>(at, ((<u64>hash) << 32) | <u64>slot);
}

/** Frees the level's entry at `at`; entries that probed over it move up. */
export function forgetLevel(s: L3State, at: usize): void {
  const table = changetype<usize>(s) + s.levelTable;
  const mask = s.levelMask;
  let hole = <u32>((at - table) >> 3);
  let i = hole;
  while (true) {
    i = (i + 1) & mask;
    const entry = load<u64>(table + ((<usize>i) << 3));
    if (entry == 0) break;
    const home = <u32>(entry >> 32) & mask;
    if (((i - home) & mask) >= ((i - hole) & mask)) {
      store<u64>(table + ((<usize>hole) << 3), entry);
      hole = i;
    }
  }
  store<u64>(table + ((<usize>hole) << 3), 0);
}
