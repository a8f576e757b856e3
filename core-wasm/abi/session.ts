// Generated from core-wasm/schema/session.fbs by scripts/generate-abi.ts. Do not edit.

export namespace LatencyModel {
  // `entryNs` and `responseNs`.
  @inline export const Constant: u8 = 0;
  // The feed's own latency at that time times `entryPpm` / `responsePpm`, plus the constants.
  @inline export const Feed: u8 = 1;
  // Uniform between the constants and the maxima, from the session's generator.
  @inline export const Uniform: u8 = 2;
  // Drawn from the sorted samples of the table, from the session's generator.
  @inline export const Samples: u8 = 3;
  // Interpolated in a table of recorded (request, arrival, response) times.
  @inline export const Recorded: u8 = 4;
}

/** Bits of `SessionState.eventBits` and of an instrument's subscription. */
export namespace SessionEvent {
  // Depth changed.
  @inline export const Book: u32 = 1;
  // The best bid or ask, or a quantity there, changed.
  @inline export const TopOfBook: u32 = 2;
  // A print.
  @inline export const Trade: u32 = 4;
  // The venue's own best bid and ask record.
  @inline export const Bbo: u32 = 8;
  // A bar closed.
  @inline export const Bar: u32 = 16;
  // Trading halted, resumed or closed.
  @inline export const MarketStatus: u32 = 32;
  // The book became live, was lost, or came back.
  @inline export const BookState: u32 = 64;
  // An order's state changed. Always delivered.
  @inline export const OrderUpdate: u32 = 256;
  // An order traded. Always delivered.
  @inline export const Fill: u32 = 512;
  // A timer is due. Always delivered.
  @inline export const Timer: u32 = 1024;
}

/** How long requests take to the venue and answers back. 64 bytes. */
@unmanaged
export class LatencyConfig {
  entryNs: i64;
  responseNs: i64;
  entryMaxNs: i64;
  responseMaxNs: i64;
  // Millionths of the feed latency.
  entryPpm: u32;
  responsePpm: u32;
  model: u8;
  pad0: u8;
  pad1: u16;
  // Samples: i64 entry, i64 response each. Recorded: i64 request, arrival, response time each.
  table: u32;
  tableCount: u32;
  pad2: u32;
  pad3: i64;
}
@inline export const SIZEOF_LATENCY_CONFIG: usize = 64;
@inline export const LATENCY_CONFIG_ENTRY_NS: usize = 0;
@inline export const LATENCY_CONFIG_RESPONSE_NS: usize = 8;
@inline export const LATENCY_CONFIG_ENTRY_MAX_NS: usize = 16;
@inline export const LATENCY_CONFIG_RESPONSE_MAX_NS: usize = 24;
@inline export const LATENCY_CONFIG_ENTRY_PPM: usize = 32;
@inline export const LATENCY_CONFIG_RESPONSE_PPM: usize = 36;
@inline export const LATENCY_CONFIG_MODEL: usize = 40;
@inline export const LATENCY_CONFIG_PAD0: usize = 41;
@inline export const LATENCY_CONFIG_PAD1: usize = 42;
@inline export const LATENCY_CONFIG_TABLE: usize = 44;
@inline export const LATENCY_CONFIG_TABLE_COUNT: usize = 48;
@inline export const LATENCY_CONFIG_PAD2: usize = 52;
@inline export const LATENCY_CONFIG_PAD3: usize = 56;

/** An own order as the strategy knows it. 144 bytes. */
@unmanaged
export class OrderState {
  orderId: i64;
  price: i64;
  qty: i64;
  leavesQty: i64;
  cumQty: i64;
  // Sum of price times quantity over its fills, 128 bits.
  notionalLow: u64;
  notionalHigh: i64;
  stopPrice: i64;
  submitTsNs: i64;
  // Venue time of its last change.
  exchangeTsNs: i64;
  tag: i64;
  instrumentId: u16;
  side: u8;
  orderKind: u8;
  timeInForce: u8;
  orderFlags: u8;
  status: u8;
  reason: u8;
  // Cancels and replaces on their way.
  pending: u16;
  isOpen: u8;
  // OrderStatus without regard to what is on its way.
  settled: u8;
  // Where it stands among the open ones.
  openIndex: u32;
  slot: u32;
  pad1: u32;
  // What account and risk hold back for it: a quantity at a price.
  reservedPrice: i64;
  reservedQty: i64;
  // What the instrument was worth when the order was submitted, quanta; 0: not known.
  decisionPrice: i64;
}
@inline export const SIZEOF_ORDER_STATE: usize = 136;
@inline export const ORDER_STATE_ORDER_ID: usize = 0;
@inline export const ORDER_STATE_PRICE: usize = 8;
@inline export const ORDER_STATE_QTY: usize = 16;
@inline export const ORDER_STATE_LEAVES_QTY: usize = 24;
@inline export const ORDER_STATE_CUM_QTY: usize = 32;
@inline export const ORDER_STATE_NOTIONAL_LOW: usize = 40;
@inline export const ORDER_STATE_NOTIONAL_HIGH: usize = 48;
@inline export const ORDER_STATE_STOP_PRICE: usize = 56;
@inline export const ORDER_STATE_SUBMIT_TS_NS: usize = 64;
@inline export const ORDER_STATE_EXCHANGE_TS_NS: usize = 72;
@inline export const ORDER_STATE_TAG: usize = 80;
@inline export const ORDER_STATE_INSTRUMENT_ID: usize = 88;
@inline export const ORDER_STATE_SIDE: usize = 90;
@inline export const ORDER_STATE_ORDER_KIND: usize = 91;
@inline export const ORDER_STATE_TIME_IN_FORCE: usize = 92;
@inline export const ORDER_STATE_ORDER_FLAGS: usize = 93;
@inline export const ORDER_STATE_STATUS: usize = 94;
@inline export const ORDER_STATE_REASON: usize = 95;
@inline export const ORDER_STATE_PENDING: usize = 96;
@inline export const ORDER_STATE_IS_OPEN: usize = 98;
@inline export const ORDER_STATE_SETTLED: usize = 99;
@inline export const ORDER_STATE_OPEN_INDEX: usize = 100;
@inline export const ORDER_STATE_SLOT: usize = 104;
@inline export const ORDER_STATE_PAD1: usize = 108;
@inline export const ORDER_STATE_RESERVED_PRICE: usize = 112;
@inline export const ORDER_STATE_RESERVED_QTY: usize = 120;
@inline export const ORDER_STATE_DECISION_PRICE: usize = 128;

/** Sizes of a session, and its rules. 64 bytes. */
@unmanaged
export class SessionConfig {
  instrumentsMax: u32;
  windowBits: u32;
  farChunks: u32;
  poolChunks: u32;
  pendingBytes: u32;
  orderCapacity: u32;
  // Bytes of records that can be looked ahead at.
  bufferBytes: u32;
  // Own open orders; a power of two.
  ordersMax: u32;
  // Requests and answers under way, each; a power of two.
  queueMax: u32;
  timersMax: u32;
  // 1: at one time the venue sees the market before the strategy does (bars).
  venueFirst: u32;
  pad0: u32;
  // Records up to so much later than now are known to the venue's side.
  lookAheadNs: i64;
  seed: u64;
}
@inline export const SIZEOF_SESSION_CONFIG: usize = 64;
@inline export const SESSION_CONFIG_INSTRUMENTS_MAX: usize = 0;
@inline export const SESSION_CONFIG_WINDOW_BITS: usize = 4;
@inline export const SESSION_CONFIG_FAR_CHUNKS: usize = 8;
@inline export const SESSION_CONFIG_POOL_CHUNKS: usize = 12;
@inline export const SESSION_CONFIG_PENDING_BYTES: usize = 16;
@inline export const SESSION_CONFIG_ORDER_CAPACITY: usize = 20;
@inline export const SESSION_CONFIG_BUFFER_BYTES: usize = 24;
@inline export const SESSION_CONFIG_ORDERS_MAX: usize = 28;
@inline export const SESSION_CONFIG_QUEUE_MAX: usize = 32;
@inline export const SESSION_CONFIG_TIMERS_MAX: usize = 36;
@inline export const SESSION_CONFIG_VENUE_FIRST: usize = 40;
@inline export const SESSION_CONFIG_PAD0: usize = 44;
@inline export const SESSION_CONFIG_LOOK_AHEAD_NS: usize = 48;
@inline export const SESSION_CONFIG_SEED: usize = 56;

/** Head of a session's memory. */
@unmanaged
export class SessionState {
  // Time of the event, ns: receive time as the strategy knows it.
  nowNs: i64;
  // sessionRun stops before events later than this.
  untilTsNs: i64;
  // Records up to this time may be fed: later ones need sources that are not started yet.
  feedUntilNs: i64;
  // Commands before it are refused with NotRunning: warm-up.
  tradeFromNs: i64;
  // What `tradeFromNs` becomes with the first bar after `warmBars` bars; until then it is the end
  // of time.
  warmUntilNs: i64;
  lookAheadNs: i64;
  // Receive time of the record fed last.
  fedNs: i64;
  nextTimerNs: i64;
  // Time of what happens next, and the exchange's own time so far.
  pickedNs: i64;
  exchangeNs: i64;
  // Next expiry of an order at any venue.
  nextExpiryNs: i64;
  // Events of the total input order so far.
  inputSeq: u64;
  // Covers every command with the input it answers.
  decisionHash: u64;
  commands: u64;
  lastOrderId: i64;
  // Records that came too late for their place in exchange order.
  lateRecords: u64;
  // Records whose exchange time lay further ahead than the look-ahead; taken at its end.
  clampedRecords: u64;
  // Times that the buffer was too small for the look-ahead.
  shortLookAheads: u64;
  requests: u64;
  fills: u64;
  // Fills that took a spot balance below zero.
  overdrafts: u64;
  // Records that no bar could take: late, out of order, malformed.
  barFaults: u64;
  // The event: what happened (SessionEvent bits), where, its record, a timer's id.
  eventBits: u32;
  eventInstrument: u32;
  eventRecord: u32;
  eventTimer: u32;
  // Bars that the event closed: [barsAt, barsEnd).
  barsAt: u32;
  barsEnd: u32;
  // Every fill is copied to [journal, journalAt); the run stops with OutputFull where it is full.
  journal: u32;
  journalAt: u32;
  journalEnd: u32;
  // Counters (u32) of final updates by OrderStatus (16), then of rejected ones by OrderReason (64).
  counts: u32;
  // Cursor to refill after NeedInput; 0xffffffff: sources that start before `feedUntilNs`.
  stopCursor: u32;
  // 0: paused. New orders are refused with NotRunning, market events and timers pass unheard.
  isRunning: u32;
  openOrders: u32;
  pickedKind: u32;
  // Bars of the warm-up that are still to come.
  warmBars: u32;
  // Addresses.
  feed: u32;
  local: u32;
  exchange: u32;
  instruments: u32;
  orders: u32;
  account: u32;
  risk: u32;
  // 128 bytes where the host puts a command.
  command: u32;
  pad0: u32;
}
@inline export const SIZEOF_SESSION_STATE: usize = 272;
@inline export const SESSION_STATE_NOW_NS: usize = 0;
@inline export const SESSION_STATE_UNTIL_TS_NS: usize = 8;
@inline export const SESSION_STATE_FEED_UNTIL_NS: usize = 16;
@inline export const SESSION_STATE_TRADE_FROM_NS: usize = 24;
@inline export const SESSION_STATE_WARM_UNTIL_NS: usize = 32;
@inline export const SESSION_STATE_LOOK_AHEAD_NS: usize = 40;
@inline export const SESSION_STATE_FED_NS: usize = 48;
@inline export const SESSION_STATE_NEXT_TIMER_NS: usize = 56;
@inline export const SESSION_STATE_PICKED_NS: usize = 64;
@inline export const SESSION_STATE_EXCHANGE_NS: usize = 72;
@inline export const SESSION_STATE_NEXT_EXPIRY_NS: usize = 80;
@inline export const SESSION_STATE_INPUT_SEQ: usize = 88;
@inline export const SESSION_STATE_DECISION_HASH: usize = 96;
@inline export const SESSION_STATE_COMMANDS: usize = 104;
@inline export const SESSION_STATE_LAST_ORDER_ID: usize = 112;
@inline export const SESSION_STATE_LATE_RECORDS: usize = 120;
@inline export const SESSION_STATE_CLAMPED_RECORDS: usize = 128;
@inline export const SESSION_STATE_SHORT_LOOK_AHEADS: usize = 136;
@inline export const SESSION_STATE_REQUESTS: usize = 144;
@inline export const SESSION_STATE_FILLS: usize = 152;
@inline export const SESSION_STATE_OVERDRAFTS: usize = 160;
@inline export const SESSION_STATE_BAR_FAULTS: usize = 168;
@inline export const SESSION_STATE_EVENT_BITS: usize = 176;
@inline export const SESSION_STATE_EVENT_INSTRUMENT: usize = 180;
@inline export const SESSION_STATE_EVENT_RECORD: usize = 184;
@inline export const SESSION_STATE_EVENT_TIMER: usize = 188;
@inline export const SESSION_STATE_BARS_AT: usize = 192;
@inline export const SESSION_STATE_BARS_END: usize = 196;
@inline export const SESSION_STATE_JOURNAL: usize = 200;
@inline export const SESSION_STATE_JOURNAL_AT: usize = 204;
@inline export const SESSION_STATE_JOURNAL_END: usize = 208;
@inline export const SESSION_STATE_COUNTS: usize = 212;
@inline export const SESSION_STATE_STOP_CURSOR: usize = 216;
@inline export const SESSION_STATE_IS_RUNNING: usize = 220;
@inline export const SESSION_STATE_OPEN_ORDERS: usize = 224;
@inline export const SESSION_STATE_PICKED_KIND: usize = 228;
@inline export const SESSION_STATE_WARM_BARS: usize = 232;
@inline export const SESSION_STATE_FEED: usize = 236;
@inline export const SESSION_STATE_LOCAL: usize = 240;
@inline export const SESSION_STATE_EXCHANGE: usize = 244;
@inline export const SESSION_STATE_INSTRUMENTS: usize = 248;
@inline export const SESSION_STATE_ORDERS: usize = 252;
@inline export const SESSION_STATE_ACCOUNT: usize = 256;
@inline export const SESSION_STATE_RISK: usize = 260;
@inline export const SESSION_STATE_COMMAND: usize = 264;
@inline export const SESSION_STATE_PAD0: usize = 268;

/** An instrument of a session. */
@unmanaged
export class SessionInstrument extends LatencyConfig {
  // What the strategy asked for.
  subscription: u32;
  // Its simulated venue; 0: nobody trades it here.
  venue: u32;
  // Top of the book at the last event.
  bidPrice: i64;
  bidQty: i64;
  askPrice: i64;
  askQty: i64;
  // Exchange to receive, of the last record with both times.
  feedLatencyNs: i64;
  // Arrivals never overtake each other.
  lastArrivalNs: i64;
  lastResponseNs: i64;
  // Depth keeps its own order on the exchange's side; and nothing overtakes a new definition.
  depthKeyNs: i64;
  barrierNs: i64;
  bookState: u32;
  marketStatus: u32;
  // 1: orders are refused while its book is not live.
  needsBook: u32;
  // 1: defined before the stream, whose own definition is still to come.
  isGiven: u32;
  // Of the last print or bar, quanta; 0 before the first.
  lastPrice: i64;
  // Its series of bars, chained; 0: none.
  series: u32;
  spare2: u32;
}
@inline export const SIZEOF_SESSION_INSTRUMENT: usize = 176;
@inline export const SESSION_INSTRUMENT_SUBSCRIPTION: usize = 64;
@inline export const SESSION_INSTRUMENT_VENUE: usize = 68;
@inline export const SESSION_INSTRUMENT_BID_PRICE: usize = 72;
@inline export const SESSION_INSTRUMENT_BID_QTY: usize = 80;
@inline export const SESSION_INSTRUMENT_ASK_PRICE: usize = 88;
@inline export const SESSION_INSTRUMENT_ASK_QTY: usize = 96;
@inline export const SESSION_INSTRUMENT_FEED_LATENCY_NS: usize = 104;
@inline export const SESSION_INSTRUMENT_LAST_ARRIVAL_NS: usize = 112;
@inline export const SESSION_INSTRUMENT_LAST_RESPONSE_NS: usize = 120;
@inline export const SESSION_INSTRUMENT_DEPTH_KEY_NS: usize = 128;
@inline export const SESSION_INSTRUMENT_BARRIER_NS: usize = 136;
@inline export const SESSION_INSTRUMENT_BOOK_STATE: usize = 144;
@inline export const SESSION_INSTRUMENT_MARKET_STATUS: usize = 148;
@inline export const SESSION_INSTRUMENT_NEEDS_BOOK: usize = 152;
@inline export const SESSION_INSTRUMENT_IS_GIVEN: usize = 156;
@inline export const SESSION_INSTRUMENT_LAST_PRICE: usize = 160;
@inline export const SESSION_INSTRUMENT_SERIES: usize = 168;
@inline export const SESSION_INSTRUMENT_SPARE2: usize = 172;
