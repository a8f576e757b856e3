// Generated from core-wasm/schema/engine.fbs by scripts/generate-abi.ts. Do not edit.

/** Input of engineRun: one per source, in the order that breaks ties. 16 bytes. */
@unmanaged
export class Cursor {
  // Next record, and the end of those decoded so far.
  position: u32;
  end: u32;
  // Records taken so far, without definitions.
  records: u32;
  // Table of the scales that this source gives its instruments (4 bytes each), where several
  // sources may feed one instrument; 0: the engine's scales are the source's.
  scales: u32;
}
@inline export const SIZEOF_CURSOR: usize = 16;
@inline export const CURSOR_POSITION: usize = 0;
@inline export const CURSOR_END: usize = 4;
@inline export const CURSOR_RECORDS: usize = 8;
@inline export const CURSOR_SCALES: usize = 12;

/** Head of the engine's memory. */
@unmanaged
export class EngineState {
  // Records later than this stay where they are (LimitReached).
  untilTsNs: i64;
  // At most so many records a call; 0: no limit.
  maxRecords: u32;
  // Bit k set: records of kind k are taken; others are passed over unseen.
  kindMask: u32;
  // Copies of the taken records go to [outPosition, outEnd) unless outEnd is 0.
  outPosition: u32;
  outEnd: u32;
  // 1: dataHash is kept. Costs about 3 ns a level.
  hashing: u32;
  instrumentCount: u32;
  // Cursor and address of the record last looked at; after NeedInput the cursor to refill.
  stopCursor: u32;
  stopRecord: u32;
  // Instrument of the last record taken.
  lastInstrument: u32;
  instruments: u32;
  // Time of the last record taken: of its receipt, or at the exchange with `orderClock` 1.
  recvTsNs: i64;
  // Covers every field of every record taken, and the top of the book after it.
  dataHash: u64;
  // Level changes + trades + book tickers + snapshot levels + order events.
  events: u64;
  records: u64;
  depthLevels: u64;
  snapshotLevels: u64;
  trades: u64;
  bbos: u64;
  orderEvents: u64;
  otherRecords: u64;
  gaps: u64;
  resyncs: u64;
  // Deltas dropped because the book was past them already.
  staleDeltas: u64;
  // Snapshots too old to be used, or not needed.
  unusedSnapshots: u64;
  refused: u64;
  // Depth records after which the best bid stood at or above the best ask.
  crossed: u64;
  // Order events that did not fit the book: unknown or known order, more than is left.
  oddOrders: u64;
  // A book not heard of for longer counts as stale; 0: never.
  staleAfterNs: i64;
  // 1: engineRun stops with GapSeen behind a record that broke a sequence.
  stopOnGap: u32;
  // Best bid and ask after each kept delta that a snapshot lets in, as Bbo records without
  // times, to [keptOut, keptOutEnd) unless 0; keptOut moves on. For verifiers.
  keptOut: u32;
  keptOutEnd: u32;
  // Which order of records the books follow, 0: that of receive times. 1: that of exchange times,
  // as the venue itself had it; records older than the one before are taken where they stand.
  orderClock: u32;
}
@inline export const SIZEOF_ENGINE_STATE: usize = 208;
@inline export const ENGINE_STATE_UNTIL_TS_NS: usize = 0;
@inline export const ENGINE_STATE_MAX_RECORDS: usize = 8;
@inline export const ENGINE_STATE_KIND_MASK: usize = 12;
@inline export const ENGINE_STATE_OUT_POSITION: usize = 16;
@inline export const ENGINE_STATE_OUT_END: usize = 20;
@inline export const ENGINE_STATE_HASHING: usize = 24;
@inline export const ENGINE_STATE_INSTRUMENT_COUNT: usize = 28;
@inline export const ENGINE_STATE_STOP_CURSOR: usize = 32;
@inline export const ENGINE_STATE_STOP_RECORD: usize = 36;
@inline export const ENGINE_STATE_LAST_INSTRUMENT: usize = 40;
@inline export const ENGINE_STATE_INSTRUMENTS: usize = 44;
@inline export const ENGINE_STATE_RECV_TS_NS: usize = 48;
@inline export const ENGINE_STATE_DATA_HASH: usize = 56;
@inline export const ENGINE_STATE_EVENTS: usize = 64;
@inline export const ENGINE_STATE_RECORDS: usize = 72;
@inline export const ENGINE_STATE_DEPTH_LEVELS: usize = 80;
@inline export const ENGINE_STATE_SNAPSHOT_LEVELS: usize = 88;
@inline export const ENGINE_STATE_TRADES: usize = 96;
@inline export const ENGINE_STATE_BBOS: usize = 104;
@inline export const ENGINE_STATE_ORDER_EVENTS: usize = 112;
@inline export const ENGINE_STATE_OTHER_RECORDS: usize = 120;
@inline export const ENGINE_STATE_GAPS: usize = 128;
@inline export const ENGINE_STATE_RESYNCS: usize = 136;
@inline export const ENGINE_STATE_STALE_DELTAS: usize = 144;
@inline export const ENGINE_STATE_UNUSED_SNAPSHOTS: usize = 152;
@inline export const ENGINE_STATE_REFUSED: usize = 160;
@inline export const ENGINE_STATE_CROSSED: usize = 168;
@inline export const ENGINE_STATE_ODD_ORDERS: usize = 176;
@inline export const ENGINE_STATE_STALE_AFTER_NS: usize = 184;
@inline export const ENGINE_STATE_STOP_ON_GAP: usize = 192;
@inline export const ENGINE_STATE_KEPT_OUT: usize = 196;
@inline export const ENGINE_STATE_KEPT_OUT_END: usize = 200;
@inline export const ENGINE_STATE_ORDER_CLOCK: usize = 204;

/** One instrument. 192 bytes of which the first part is for the host. */
@unmanaged
export class InstrumentState {
  // Address of its book, and of its L3 book or 0.
  book: u32;
  orders: u32;
  state: u8;
  awaitFirst: u8;
  sequenceRule: u8;
  bookModel: u8;
  priceScale: i8;
  qtyScale: i8;
  venue: u16;
  version: u32;
  defined: u32;
  // Last applied update id; -1 when none.
  lastSeq: i64;
  // Prices between which the snapshot told all levels. Beyond them a level is known only once it
  // has changed.
  trustedLow: i64;
  trustedHigh: i64;
  recvTsNs: i64;
  exchangeTsNs: i64;
  gaps: u64;
  resyncs: u64;
  // Mixed into dataHash in place of the run-local instrument id.
  keyHash: u64;
  // Deltas kept until a snapshot fits: [pending, pendingEnd) of pendingLimit bytes.
  pending: u32;
  pendingUsed: u32;
  pendingLimit: u32;
  pendingLost: u32;
  // Deltas in a row that the live book was past already.
  oldInARow: u32;
  pad0: u32;
  // Ids of the delta or snapshot that broke the sequence last.
  gapExpected: i64;
  gapFound: i64;
  tickSize: i64;
  lotSize: i64;
}
@inline export const SIZEOF_INSTRUMENT_STATE: usize = 144;
@inline export const INSTRUMENT_STATE_BOOK: usize = 0;
@inline export const INSTRUMENT_STATE_ORDERS: usize = 4;
@inline export const INSTRUMENT_STATE_STATE: usize = 8;
@inline export const INSTRUMENT_STATE_AWAIT_FIRST: usize = 9;
@inline export const INSTRUMENT_STATE_SEQUENCE_RULE: usize = 10;
@inline export const INSTRUMENT_STATE_BOOK_MODEL: usize = 11;
@inline export const INSTRUMENT_STATE_PRICE_SCALE: usize = 12;
@inline export const INSTRUMENT_STATE_QTY_SCALE: usize = 13;
@inline export const INSTRUMENT_STATE_VENUE: usize = 14;
@inline export const INSTRUMENT_STATE_VERSION: usize = 16;
@inline export const INSTRUMENT_STATE_DEFINED: usize = 20;
@inline export const INSTRUMENT_STATE_LAST_SEQ: usize = 24;
@inline export const INSTRUMENT_STATE_TRUSTED_LOW: usize = 32;
@inline export const INSTRUMENT_STATE_TRUSTED_HIGH: usize = 40;
@inline export const INSTRUMENT_STATE_RECV_TS_NS: usize = 48;
@inline export const INSTRUMENT_STATE_EXCHANGE_TS_NS: usize = 56;
@inline export const INSTRUMENT_STATE_GAPS: usize = 64;
@inline export const INSTRUMENT_STATE_RESYNCS: usize = 72;
@inline export const INSTRUMENT_STATE_KEY_HASH: usize = 80;
@inline export const INSTRUMENT_STATE_PENDING: usize = 88;
@inline export const INSTRUMENT_STATE_PENDING_USED: usize = 92;
@inline export const INSTRUMENT_STATE_PENDING_LIMIT: usize = 96;
@inline export const INSTRUMENT_STATE_PENDING_LOST: usize = 100;
@inline export const INSTRUMENT_STATE_OLD_IN_AROW: usize = 104;
@inline export const INSTRUMENT_STATE_PAD0: usize = 108;
@inline export const INSTRUMENT_STATE_GAP_EXPECTED: usize = 112;
@inline export const INSTRUMENT_STATE_GAP_FOUND: usize = 120;
@inline export const INSTRUMENT_STATE_TICK_SIZE: usize = 128;
@inline export const INSTRUMENT_STATE_LOT_SIZE: usize = 136;
