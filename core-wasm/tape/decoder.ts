// State of the tape decoder, and the parsing of a payload's head into it.
//
//   offset   size
//   0        256 * 32   what a row's control byte means: price mask, quantity mask, and by how much
//                       the four row streams move (one byte each)
//   8192     8 * 8      masks of a value's magnitude by its code
//   8256     4 * 66     next byte of each stream
//   8520     4 * 66     end of each stream
//   8784     8          last receive time in units
//   8792     16 * 4096  tags: bytes 4..7 of the record, class (6: raw), slot
//   74328    288 * 1024 slots
import {
  CLASS_RAW,
  INSTRUMENTS_MAX,
  PAYLOAD_HEAD,
  PAYLOAD_INSTRUMENT,
  PAYLOAD_INSTRUMENTS,
  PAYLOAD_LENGTHS,
  PAYLOAD_RECORDS,
  PAYLOAD_STEP,
  PAYLOAD_TAGS,
  PAYLOAD_ZERO,
  SIZEOF_SLOT,
  STREAMS,
  STREAM_TAGS,
  STREAM_TIMES,
  Slot,
  TAGS_MAX,
  TAG_RAW,
  classOf,
  codeBytes,
} from './layout';

@inline export const DEC_ROWS: usize = 0;
@inline export const DEC_MASKS: usize = 8192;
@inline export const DEC_NEXT: usize = 8256;
@inline export const DEC_ENDS: usize = 8520;
@inline export const DEC_LAST_RECV: usize = 8784;
@inline export const DEC_TAGS: usize = 8792;
@inline export const SIZEOF_TAG: usize = 16;
@inline const DEC_SLOTS: usize = 74328;
@inline const SIZEOF_DECODER: usize = 74328 + 288 * 1024;

/** Bytes of a decoder. */
export function tapeDecoderSize(): u32 {
  return u32(SIZEOF_DECODER);
}

/** Makes a decoder of the `tapeDecoderSize()` bytes at `dec`. */
export function tapeDecoderInit(dec: usize): void {
  memory.fill(dec, 0, SIZEOF_DECODER);
  for (let code: u32 = 0; code < 8; code++) store<u64>(dec + (code << 3), maskOf(code), DEC_MASKS);
  for (let control: u32 = 0; control < 256; control++) {
    const at = dec + DEC_ROWS + (control << 5);
    const price = control & 7;
    const qty = (control >> 3) & 7;
    store<u64>(at, maskOf(price));
    store<u64>(at, maskOf(qty), 8);
    // Zero or all ones, to turn the sign of the difference without a branch.
    store<i64>(at, -i64((control >> 6) & 1), 16);
    store<u8>(at, u8(price != 0), 24);
    store<u8>(at, u8(codeBytes(price) - u32(price != 0)), 25);
    store<u8>(at, u8(qty != 0), 26);
    store<u8>(at, u8(codeBytes(qty) - u32(qty != 0)), 27);
  }
}

function maskOf(code: u32): u64 {
  return code == 7 ? u64.MAX_VALUE : (u64(1) << (code << 3)) - 1;
}

/**
 * Checks the head of the payload and points the streams into it. False when a count or length is
 * impossible: afterwards every stream lies inside the payload.
 */
export function openPayload(dec: usize, payload: usize, end: usize): bool {
  if (end - payload < PAYLOAD_HEAD) return false;
  const tags = load<u32>(payload, PAYLOAD_TAGS);
  const instruments = load<u32>(payload, PAYLOAD_INSTRUMENTS);
  if (tags > TAGS_MAX || instruments > INSTRUMENTS_MAX) return false;
  if (load<u32>(payload, PAYLOAD_ZERO) != 0 || load<u32>(payload, PAYLOAD_STEP) == 0) return false;
  const dictionaries = (usize(tags) << 2) + usize(instruments) * PAYLOAD_INSTRUMENT;
  if (end - payload - PAYLOAD_HEAD < dictionaries) return false;
  let at = payload + PAYLOAD_HEAD + dictionaries;
  for (let i: u32 = 0; i < STREAMS; i++) {
    const bytes: usize = load<u32>(payload + PAYLOAD_LENGTHS + (i << 2));
    if (bytes > end - at) return false;
    store<u32>(dec + (i << 2), u32(at), DEC_NEXT);
    at += bytes;
    store<u32>(dec + (i << 2), u32(at), DEC_ENDS);
  }
  if (at != end) return false;
  const records = load<u32>(payload, PAYLOAD_RECORDS);
  if (load<u32>(payload, PAYLOAD_LENGTHS + (STREAM_TAGS << 2)) != records) return false;
  if (load<u32>(payload, PAYLOAD_LENGTHS + (STREAM_TIMES << 2)) != records) return false;
  const table = payload + PAYLOAD_HEAD;
  const ids = table + (usize(tags) << 2);
  readInstruments(dec, ids, instruments);
  return readTags(dec, table, tags, ids, instruments);
}

@inline
function slotAt(dec: usize, index: u32): usize {
  return dec + DEC_SLOTS + usize(index) * SIZEOF_SLOT;
}

function readInstruments(dec: usize, ids: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    memory.fill(slotAt(dec, i), 0, SIZEOF_SLOT);
    const slot = changetype<Slot>(slotAt(dec, i));
    slot.priceUnit = load<u64>(ids + usize(i) * PAYLOAD_INSTRUMENT, 8);
    slot.qtyUnit = load<u64>(ids + usize(i) * PAYLOAD_INSTRUMENT, 16);
  }
}

/** Cost: tags times instruments at worst, since tags of one instrument mostly stand together. */
function readTags(dec: usize, table: usize, tags: u32, ids: usize, instruments: u32): bool {
  let slot: u32 = 0;
  for (let i: u32 = 0; i < tags; i++) {
    const tag = load<u32>(table + (i << 2));
    const kind = tag & 0xff;
    if (kind == 0) return false;
    const id = u64(tag >> 16);
    let tries: u32 = 0;
    while (tries < instruments && load<u64>(ids + usize(slot) * PAYLOAD_INSTRUMENT) != id) {
      slot = slot + 1 == instruments ? 0 : slot + 1;
      tries++;
    }
    if (tries == instruments) return false;
    const raw = (tag & TAG_RAW) != 0;
    const at = dec + DEC_TAGS + usize(i) * SIZEOF_TAG;
    store<u32>(at, tag & ~TAG_RAW);
    store<u32>(at, raw ? CLASS_RAW : classOf(kind), 4);
    store<u32>(at, u32(slotAt(dec, slot)), 8);
  }
  return true;
}

/** Whether no stream has been read beyond its end. */
export function streamsHold(dec: usize): bool {
  let over: u32 = 0;
  for (let i: u32 = 0; i < STREAMS; i++)
    over |= u32(load<u32>(dec + (i << 2), DEC_NEXT) > load<u32>(dec + (i << 2), DEC_ENDS));
  return over == 0;
}

/** Whether every stream has been read exactly to its end. */
export function streamsDone(dec: usize): bool {
  let rest: u32 = 0;
  for (let i: u32 = 0; i < STREAMS; i++)
    rest |= load<u32>(dec + (i << 2), DEC_NEXT) ^ load<u32>(dec + (i << 2), DEC_ENDS);
  return rest == 0;
}
