// Order id to slot: open addressing, linear probing, backward-shift deletion (no tombstones: the
// table never wears out). An entry is hash << 32 | slot, 0 when free; the table is at most half
// full. Eight ids in a row share a cache line, since ids usually count up; the lines are mixed.
import { MatchingState } from '../abi/matching';
import { orderAt } from './state';

/** Entries for `capacity` orders: the smallest power of two of at least twice as many. */
@inline
export function idEntries(capacity: u32): u32 {
  return (<u32>1) << (32 - clz<u32>(capacity * 2 - 1));
}

@inline
export function hashId(id: i64): u32 {
  let x = <u64>id >> 3;
  x ^= x >> 32;
  x *= 0x9e3779b97f4a7c15;
  return ((<u32>(x >> 32)) << 3) | (<u32>id & 7);
}

@inline
function entryAt(s: MatchingState, index: u32): usize {
  return changetype<usize>(s) + s.ids + ((<usize>index) << 3);
}

/** Slot of an entry. */
@inline
export function slotAt(s: MatchingState, index: u32): u32 {
  return load<u32>(entryAt(s, index));
}

/**
 * Index of the entry of an id, or, as its complement (< 0), of the free one where it would stand.
 * Holds until an id is entered or taken out.
 */
@inline
export function seekId(s: MatchingState, id: i64): i32 {
  const hash = hashId(id);
  const mask = s.idsMask;
  let i = hash & mask;
  let found: i32 = 0;
  while (true) {
    const entry = load<u64>(entryAt(s, i));
    found = ~(<i32>i);
    if (entry == 0) break;
    if (<u32>(entry >> 32) == hash) {
      found = <i32>i;
      if (orderAt(changetype<usize>(s), <u32>entry).orderId == id) break;
    }
    i = (i + 1) & mask;
  }
  return found;
}

/** Slot of an id, 0 when there is none. */
@inline
export function findId(s: MatchingState, id: i64): u32 {
  const found = seekId(s, id);
  return found < 0 ? 0 : slotAt(s, found);
}

/** Enters an id at the free entry that `seekId` found. */
@inline
export function putId(s: MatchingState, index: i32, id: i64, slot: u32): void {
  store<u64>(entryAt(s, index), ((<u64>hashId(id)) << 32) | slot);
}

/** Enters an id that is not there. */
@inline
export function addId(s: MatchingState, id: i64, slot: u32): void {
  const mask = s.idsMask;
  let i = hashId(id) & mask;
  while (load<u64>(entryAt(s, i)) != 0) i = (i + 1) & mask;
  putId(s, i, id, slot);
}

/** Takes out the entry at `index` of the table at `ids`; those behind it move up. */
@inline
function close(ids: usize, mask: u32, index: u32): void {
  let hole = index;
  let i = hole;
  while (true) {
    i = (i + 1) & mask;
    const entry = load<u64>(ids + ((<usize>i) << 3));
    if (entry == 0) break;
    const home = <u32>(entry >> 32) & mask;
    // An entry may move back unless its home lies behind the hole.
    if (((i - home) & mask) < ((i - hole) & mask)) continue;
    store<u64>(ids + ((<usize>hole) << 3), entry);
    hole = i;
  }
  store<u64>(ids + ((<usize>hole) << 3), 0);
}

/** Takes out the entry at `index`. */
@inline
export function dropAt(s: MatchingState, index: u32): void {
  close(changetype<usize>(s) + s.ids, s.idsMask, index);
}

/** Takes an id out of the table at `ids`, where it is. */
@inline
export function dropFrom(ids: usize, mask: u32, id: i64, slot: u32): void {
  let index = hashId(id) & mask;
  while (load<u32>(ids + ((<usize>index) << 3)) != slot) index = (index + 1) & mask;
  close(ids, mask, index);
}

/** Takes out an id that is there. */
@inline
export function dropId(s: MatchingState, id: i64, slot: u32): void {
  dropFrom(changetype<usize>(s) + s.ids, s.idsMask, id, slot);
}
