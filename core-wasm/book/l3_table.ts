// Open-addressing hash table of slots: linear probing, backward-shift deletion, no
// tombstones, so that a table never wears out. The keys live in the slots; an entry keeps 32 bits
// of hash beside the slot, so that a probe reads a slot only when it is very likely the one, and
// a deletion none at all. At least half of the entries are free (l3Init).
//
//   entry: u64 = hash << 32 | offset of the slot; 0 is free

/** Smallest power of two that is at least twice `capacity`. */
@inline
export function tableEntries(capacity: u32): u32 {
  return <u32>1 << (32 - clz<u32>(capacity * 2 - 1));
}

/** High half of a 64-bit multiplicative mix: every bit of `key` reaches the low bits of it. */
@inline
function mix(key: u64): u32 {
  let x = key;
  x ^= x >> 32;
  x *= 0x9e3779b97f4a7c15;
  return <u32>(x >> 32) ^ <u32>(x >> 47);
}

/** Eight neighbouring ids share a cache line of the table: venues count ids up. */
@inline
export function hashOrder(id: i64): u32 {
  return (mix(<u64>id >> 3) << 3) | (<u32>id & 7);
}

@inline
export function hashLevel(side: u32, price: i64): u32 {
  return mix((<u64>price << 1) | side);
}

@inline
export function entrySlot(at: usize): u32 {
  return load<u32>(at);
}

@inline
export function entryStore(at: usize, hash: u32, slot: u32): void {
  store<u64>(at, (<u64>hash << 32) | <u64>slot);
}

/** Frees the entry at `at`; entries that probed over it move up. */
export function entryRemove(table: usize, mask: u32, at: usize): void {
  let hole = <u32>((at - table) >> 3);
  let i = hole;
  while (true) {
    i = (i + 1) & mask;
    const entry = load<u64>(table + (<usize>i << 3));
    if (entry == 0) break;
    const home = <u32>(entry >> 32) & mask;
    if (((i - home) & mask) >= ((i - hole) & mask)) {
      store<u64>(table + (<usize>hole << 3), entry);
      hole = i;
    }
  }
  store<u64>(table + (<usize>hole << 3), 0);
}
