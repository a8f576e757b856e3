// A delay line: records on their way, in the order in which they will arrive. Those of one time
// keep the order in which they were sent. Fixed capacity; entries wait at their tail, so that
// putting one in costs as much as it overtakes others, which is next to nothing.
//
//   head     u32 capacity (a power of two) | u32 first | u32 count | u32 pad
//   entry    i64 arrival ns | i64 pad | 128 bytes of record

import { clearWords, copyWords } from '../mem/words';

@inline const HEAD: u32 = 16;
@inline const ENTRY: u32 = 144;
@inline const RECORD_AT: usize = 16;
@inline const RECORD_MAX: u32 = 128;

/** Bytes of a line of `capacity` entries. */
export function delaySize(capacity: u32): u32 {
  return HEAD + capacity * ENTRY;
}

/** Lays a line out at `at`, zeroed. */
export function delayInit(at: usize, capacity: u32): void {
  store<u32>(at, capacity);
}

@inline
export function delayCount(at: usize): u32 {
  return load<u32>(at, 8);
}

/** Whether `more` entries find room. */
@inline
export function delayHasRoom(at: usize, more: u32): bool {
  return load<u32>(at, 8) + more <= load<u32>(at);
}

@inline
function entryAt(at: usize, index: u32): usize {
  const slot = (load<u32>(at, 4) + index) & (load<u32>(at) - 1);
  return at + HEAD + <usize>(slot * ENTRY);
}

/** Arrival of the first entry; i64.MAX_VALUE when there is none. */
@inline
export function delayNext(at: usize): i64 {
  return load<u32>(at, 8) == 0 ? i64.MAX_VALUE : load<i64>(entryAt(at, 0));
}

/** The record of the first entry. It stays readable until the next one is put in. */
@inline
export function delayFirst(at: usize): usize {
  return entryAt(at, 0) + RECORD_AT;
}

export function delayPop(at: usize): void {
  store<u32>(at, (load<u32>(at, 4) + 1) & (load<u32>(at) - 1), 4);
  store<u32>(at, load<u32>(at, 8) - 1, 8);
}

/**
 * Puts the record in to arrive at `timeNs`. The line must have room. A shorter record than 128
 * bytes counts as zero behind its end. Returns where it lies until the next put or pop.
 */
export function delayPut(at: usize, timeNs: i64, record: usize): usize {
  let index = load<u32>(at, 8);
  store<u32>(at, index + 1, 8);
  let to = entryAt(at, index);
  while (index > 0) {
    const before = entryAt(at, index - 1);
    if (load<i64>(before) <= timeNs) break;
    copyWords(to, before, ENTRY);
    to = before;
    index--;
  }
  const size = load<u32>(record);
  store<i64>(to, timeNs);
  copyWords(to + RECORD_AT, record, size);
  clearWords(to + RECORD_AT + size, RECORD_MAX - size);
  return to + RECORD_AT;
}
