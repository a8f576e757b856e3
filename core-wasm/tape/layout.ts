// Layout that encoder and decoder of tape blocks share.
//
// Raw payload of a block (after entropy decoding), little-endian:
//
//   offset  size
//   0       4     records
//   4       4     tags
//   8       4     instruments
//   12      4     decoded bytes
//   16      8     unit of receive times, ns
//   24      8     unit of exchange times, ns
//   32      264   lengths of the 66 streams, uint32 each
//   296     4     step of the receive clock in units, 1..254
//   300     4     zero
//   304           tags: uint32 each = bytes 4..7 of the record (kind, flags, instrument)
//                 instruments: id, price unit, quantity unit, uint64 each
//                 streams, one behind the other
//
// A block stands alone: all differences start from zero. Units are the greatest common divisors
// of (nearly) all values in the block, so that scales finer than the tick cost nothing; odd
// depth rows say so, other odd records stand as they are. Clocks that tick in 100 ns and are
// steered leave differences near multiples of 100: such blocks have a step of 100. A *value* is
// a signed 64-bit number (modulo 2^64) as a control nibble (bits 0-2: bytes of the magnitude, 7
// means 8; bit 3: negative) and the bytes of its magnitude. Streams:
//
//   0   tag of each record, one byte; 255: the tag stands in stream 1
//   1   tags from 255 on, two bytes each
//   2   control byte of each record: receive time, exchange time (nibble 8: time is zero)
//   3   receive times: difference to the record before, in steps, rounded to the nearest
//   4   what the rounding left, one signed byte a record; empty where the step is 1
//   5   exchange times: difference to the instrument's record before
//   6   + 9 * class: three control bytes a record (fields 0|1, 2|3, 4|5; one stream each), then
//       six streams with the bytes of the fields
//   60  bodies of records that stand as they are (definitions, unknown kinds, odd ones)
//   61  control byte of each depth row: bits 0-2 price, 3-5 quantity, 6 price runs down,
//       7 both are in quanta, not in units
//   62  lowest byte of each price difference     63  its other bytes
//   64  lowest byte of each quantity             65  its other bytes
import { RecordKind } from '../abi/records';

@inline export const STREAM_TAGS: u32 = 0;
@inline export const STREAM_ESCAPES: u32 = 1;
@inline export const STREAM_TIMES: u32 = 2;
@inline export const STREAM_RECV: u32 = 3;
@inline export const STREAM_REST: u32 = 4;
@inline export const STREAM_EXCHANGE: u32 = 5;
@inline export const STREAM_CLASSES: u32 = 6;
@inline export const STREAMS_PER_CLASS: u32 = 9;
@inline export const STREAM_BODIES: u32 = 60;
@inline export const STREAM_ROWS: u32 = 61;
@inline export const STREAMS: u32 = 66;

@inline export const PAYLOAD_RECORDS: usize = 0;
@inline export const PAYLOAD_TAGS: usize = 4;
@inline export const PAYLOAD_INSTRUMENTS: usize = 8;
@inline export const PAYLOAD_DECODED: usize = 12;
@inline export const PAYLOAD_RECV_UNIT: usize = 16;
@inline export const PAYLOAD_EXCHANGE_UNIT: usize = 24;
@inline export const PAYLOAD_LENGTHS: usize = 32;
@inline export const PAYLOAD_STEP: usize = 296;
@inline export const PAYLOAD_ZERO: usize = 300;
@inline export const PAYLOAD_HEAD: usize = 304;
@inline export const PAYLOAD_INSTRUMENT: usize = 24;

/** Most tags and instruments of a block; the encoder ends a block that needs more. */
@inline export const TAGS_MAX: u32 = 4096;
@inline export const INSTRUMENTS_MAX: u32 = 1024;
/** Bytes behind a payload that the decoder may read, and ignores. */
@inline export const PAYLOAD_SLACK: usize = 1024;
/** Records or rows that are decoded between two checks of the stream ends; see decode.ts. */
@inline export const CHECK_EVERY: u32 = 64;

/** How the fields of a record are predicted. Raw records have no fields but their size. */
export namespace Class {
  @inline export const Delta: u32 = 0;
  @inline export const Snapshot: u32 = 1;
  @inline export const Trade: u32 = 2;
  @inline export const Bbo: u32 = 3;
  @inline export const Order: u32 = 4;
  @inline export const Other: u32 = 5;
  @inline export const COUNT: u32 = 6;
}

/** In place of a class: the record stands as it is. */
@inline export const CLASS_RAW: u32 = 6;
/** In the flags of a tag: `RecordFlag.Slow`, which is never stored, marks a raw record. */
@inline export const TAG_RAW: u32 = 0x4000;

/** Class of a record kind. */
@inline
export function classOf(kind: u32): u32 {
  if (kind == RecordKind.DepthDelta) return Class.Delta;
  if (kind == RecordKind.DepthSnapshot) return Class.Snapshot;
  if (kind == RecordKind.Trade) return Class.Trade;
  if (kind == RecordKind.Bbo) return Class.Bbo;
  if (kind >= RecordKind.OrderAdd && kind <= RecordKind.OrderExecute) return Class.Order;
  if (kind == RecordKind.DepthSingle) return Class.Order;
  return Class.Other;
}

/** What is known of an instrument in a block, from its earlier records: bases of differences. */
@unmanaged
export class Slot {
  priceUnit: u64;
  qtyUnit: u64;
  // Encoder: exact division by a unit is `(x >> shift) * inverse`.
  priceShift: u64;
  priceInverse: u64;
  qtyShift: u64;
  qtyInverse: u64;
  // Encoder: some prices or quantities are no multiples of the unit.
  isOdd: u64;
  exchange: i64;
  // Deltas and snapshots: last id, whether ids of the record before are unknown, first prices.
  deltaSeq: i64;
  deltaUnchained: i64;
  deltaBid: i64;
  deltaAsk: i64;
  snapshotSeq: i64;
  snapshotUnchained: i64;
  snapshotBid: i64;
  snapshotAsk: i64;
  tradePrice: i64;
  tradeId: i64;
  tradeLast: i64;
  bid: i64;
  bidQty: i64;
  ask: i64;
  askQty: i64;
  bboSeq: i64;
  buyPrice: i64;
  sellPrice: i64;
  orderId: i64;
  orderSeq: i64;
  orderAux: i64;
  word0: i64;
  word1: i64;
  word2: i64;
  word3: i64;
  word4: i64;
  pad0: i64;
  pad1: i64;
}
@inline export const SIZEOF_SLOT: usize = 288;
@inline export const SLOT_DELTA_SEQ: usize = offsetof<Slot>('deltaSeq');
@inline export const SLOT_SNAPSHOT_SEQ: usize = offsetof<Slot>('snapshotSeq');

/** Bytes of the magnitude behind a control code of 0..7. */
@inline
export function codeBytes(code: u32): u32 {
  return code + u32(code == 7);
}

/** Follower of an id: ids count up, -1 stays "unknown". */
@inline
export function nextId(id: i64): i64 {
  return id == -1 ? -1 : id + 1;
}

/** Follower of a sequence number: counts up, 0 stays "unused". */
@inline
export function nextSeq(seq: i64): i64 {
  return seq == 0 ? 0 : seq + 1;
}
