// Generated from core-wasm/schema/bars.fbs by scripts/generate-abi.ts. Do not edit.

/** Bits of `Bar.barFlags`. */
export namespace BarFlag {
  // Still open: its values may change.
  @inline export const Forming: u8 = 1;
  // Nothing traded: open, high, low and close are the close before it.
  @inline export const Empty: u8 = 2;
}

/** Record kind of bars; it continues RecordKind. */
export namespace BarRecordKind {
  @inline export const None: u8 = 0;
  @inline export const Bar: u8 = 48;
}

/** The first 24 bytes of every record: Header of records.fbs. Times are those at which the bar */
/** closed, which is when it becomes known. */
@unmanaged
export class BarHeader {
  size: u32;
  kind: u8;
  flags: u8;
  instrumentId: u16;
  recvTsNs: i64;
  exchangeTsNs: i64;
}
@inline export const SIZEOF_BAR_HEADER: usize = 24;
@inline export const BAR_HEADER_SIZE: usize = 0;
@inline export const BAR_HEADER_KIND: usize = 4;
@inline export const BAR_HEADER_FLAGS: usize = 5;
@inline export const BAR_HEADER_INSTRUMENT_ID: usize = 6;
@inline export const BAR_HEADER_RECV_TS_NS: usize = 8;
@inline export const BAR_HEADER_EXCHANGE_TS_NS: usize = 16;

/** Bar. 128 bytes. Prices and quantities in quanta of the instrument. */
@unmanaged
export class Bar extends BarHeader {
  // Start of the interval, ns; of the first event for bars that time does not cut.
  openTsNs: i64;
  open: i64;
  high: i64;
  low: i64;
  close: i64;
  // Quantity traded, and the part of it whose aggressor bought.
  qty: i64;
  buyQty: i64;
  // Sum of price times quantity, in quanta of both.
  turnover: f64;
  // Trades or quotes in it.
  eventCount: u32;
  barFlags: u8;
  pad0: u8;
  // Of the subscription that asked for it; 0 where the source's own.
  seriesId: u16;
  pad1: i64;
  pad2: i64;
  pad3: i64;
  pad4: i64;
}
@inline export const SIZEOF_BAR: usize = 128;
@inline export const BAR_OPEN_TS_NS: usize = 24;
@inline export const BAR_OPEN: usize = 32;
@inline export const BAR_HIGH: usize = 40;
@inline export const BAR_LOW: usize = 48;
@inline export const BAR_CLOSE: usize = 56;
@inline export const BAR_QTY: usize = 64;
@inline export const BAR_BUY_QTY: usize = 72;
@inline export const BAR_TURNOVER: usize = 80;
@inline export const BAR_EVENT_COUNT: usize = 88;
@inline export const BAR_BAR_FLAGS: usize = 92;
@inline export const BAR_PAD0: usize = 93;
@inline export const BAR_SERIES_ID: usize = 94;
@inline export const BAR_PAD1: usize = 96;
@inline export const BAR_PAD2: usize = 104;
@inline export const BAR_PAD3: usize = 112;
@inline export const BAR_PAD4: usize = 120;
