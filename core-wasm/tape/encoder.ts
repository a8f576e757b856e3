// State of the tape encoder: one block at a time, sized by the most bytes of records in a block.
//
//   offset     size
//   0          192        TapeInfo: what the last call found (core-wasm/schema/tape.fbs)
//   192        4          most bytes of records in a block
//   200        6 * 8      time units: receive shift, inverse, unit; exchange shift, inverse, unit
//   248        8          last receive time in units
//   256        508        first byte of each stream
//   764        508        next byte of each stream
//   1272       8          step of the receive clock in units
//   1280       4 * 4096   tags by index
//   17664      2 * 8192   hash of tags: index + 1
//   34048      4 * 1024   instrument ids by slot
//   38144      2 * 65536  slot + 1 by instrument id
//   169216     288 * 1024 slots
//   464128                scratch: the streams, each with room for its worst case
import { INSTRUMENTS_MAX, SIZEOF_SLOT, STREAMS, Slot, TAGS_MAX } from './layout';

@inline export const ENC_MAX_BYTES: usize = 192;
@inline export const ENC_RECV_SHIFT: usize = 200;
@inline export const ENC_RECV_INVERSE: usize = 208;
@inline export const ENC_RECV_UNIT: usize = 216;
@inline export const ENC_EXCHANGE_SHIFT: usize = 224;
@inline export const ENC_EXCHANGE_INVERSE: usize = 232;
@inline export const ENC_EXCHANGE_UNIT: usize = 240;
@inline export const ENC_LAST_RECV: usize = 248;
@inline export const ENC_STARTS: usize = 256;
@inline export const ENC_NEXT: usize = 764;
@inline export const ENC_STEP: usize = 1272;
@inline export const ENC_TAGS: usize = 1280;
@inline const ENC_HASH: usize = 17664;
@inline const HASH_BITS: u32 = 13;
@inline export const ENC_IDS: usize = 34048;
@inline const ENC_SLOT_OF: usize = 38144;
@inline const ENC_SLOTS: usize = 169216;
@inline export const ENC_SCRATCH: usize = 464128;
/** Bytes that a stream's last store may run over. */
@inline export const STREAM_SLACK: usize = 8;

/** Bytes of an encoder for blocks of up to `maxBytes` bytes of records. */
export function tapeEncoderSize(maxBytes: u32): u32 {
  // The worst record, 32 bytes raw, needs 80 bytes of streams: 5/2 of its size.
  const size = u64(ENC_SCRATCH) + ((u64(maxBytes) * 5) >> 1) + u64(STREAMS) * STREAM_SLACK + 128;
  return size > 0xffff_0000 ? 0 : u32(size);
}

/** Makes an encoder of the `tapeEncoderSize(maxBytes)` bytes at `enc`. */
export function tapeEncoderInit(enc: usize, maxBytes: u32): void {
  memory.fill(enc, 0, ENC_SCRATCH);
  store<u32>(enc, maxBytes, ENC_MAX_BYTES);
}

/** Forgets the block before. Cost: what that block touched, and 16 KiB of hash. */
export function resetBlock(enc: usize, instruments: u32): void {
  for (let i: u32 = 0; i < instruments; i++) {
    const id = load<u32>(enc + ENC_IDS + (i << 2));
    store<u16>(enc + ENC_SLOT_OF + (id << 1), 0);
  }
  memory.fill(enc + ENC_HASH, 0, 2 << HASH_BITS);
}

@inline
export function slotAt(enc: usize, index: u32): Slot {
  return changetype<Slot>(enc + ENC_SLOTS + usize(index) * SIZEOF_SLOT);
}

/** Slot of an instrument that the scan has seen. */
@inline
export function slotOf(enc: usize, instrumentId: u32): Slot {
  return slotAt(enc, u32(load<u16>(enc + ENC_SLOT_OF + (instrumentId << 1))) - 1);
}

/** Index of the instrument's slot, taken now if it is new; -1 when there is none left. */
@inline
export function findSlot(enc: usize, instrumentId: u32, used: u32): i32 {
  const at = enc + ENC_SLOT_OF + (instrumentId << 1);
  const known = u32(load<u16>(at));
  if (known != 0) return i32(known) - 1;
  if (used == INSTRUMENTS_MAX) return -1;
  store<u16>(at, u16(used + 1));
  store<u32>(enc + ENC_IDS + (used << 2), instrumentId);
  memory.fill(enc + ENC_SLOTS + usize(used) * SIZEOF_SLOT, 0, SIZEOF_SLOT);
  return i32(used);
}

/** Index of the tag, taken now if it is new; -1 when there is none left. */
@inline
export function findTag(enc: usize, tag: u32, used: u32): i32 {
  const mask: u32 = (1 << HASH_BITS) - 1;
  let at: u32 = (tag * 0x9e37_79b1) >> (32 - HASH_BITS);
  while (true) {
    const known = u32(load<u16>(enc + ENC_HASH + (at << 1)));
    if (known == 0) break;
    if (load<u32>(enc + ENC_TAGS + ((known - 1) << 2)) == tag) return i32(known) - 1;
    at = (at + 1) & mask;
  }
  if (used == TAGS_MAX) return -1;
  store<u32>(enc + ENC_TAGS + (used << 2), tag);
  store<u16>(enc + ENC_HASH + (at << 1), u16(used + 1));
  return i32(used);
}

/** `1 / odd` modulo 2^64. Newton: each round doubles the right bits, from 5. */
export function inverseOf(odd: u64): u64 {
  let x = (odd * 3) ^ 2;
  x *= 2 - odd * x;
  x *= 2 - odd * x;
  x *= 2 - odd * x;
  x *= 2 - odd * x;
  return x;
}

/** `value / step` rounded to the nearest, for magnitudes up to 2^62 and small steps. */
@inline
export function roundDiv(value: i64, step: i64): i64 {
  const half = step >> 1;
  return (value + (value < 0 ? -half : half)) / step;
}

/** `value / unit` for a unit that divides it, without dividing. */
@inline
export function exactly(value: i64, shift: u64, inverse: u64): i64 {
  return (value >> i64(shift)) * i64(inverse);
}

function gcd(a: u64, b: u64): u64 {
  while (b != 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/** Whether `value` is a multiple of `unit`, which may be 2^63. */
@inline
export function divides(unit: i64, value: i64): bool {
  const magnitude = value < 0 ? u64(-value) : u64(value);
  return magnitude % u64(unit) == 0;
}

/** Greatest common divisor of `unit` (0: none yet) and the magnitude of `value`. */
@inline
export function commonUnit(unit: u64, value: i64): u64 {
  if (unit == 1) return 1;
  const magnitude = value < 0 ? u64(-value) : u64(value);
  if (unit == 0) return magnitude;
  return magnitude % unit == 0 ? unit : gcd(unit, magnitude);
}

/** Where the next byte of a stream is kept. */
@inline
export function nextOf(enc: usize, stream: u32): usize {
  return enc + ENC_NEXT + (stream << 2);
}
