// Generated from core-wasm/schema/matching.fbs by scripts/generate-abi.ts. Do not edit.

/** What the engine is doing between two records. */
export namespace MatchingPhase {
  @inline export const Idle: u32 = 0;
  // The active order trades with the other side.
  @inline export const Sweep: u32 = 1;
  // It has traded all it can: rest, or end.
  @inline export const Settle: u32 = 2;
  // Stops that were triggered enter one after the other.
  @inline export const Cascade: u32 = 3;
  @inline export const CancelAll: u32 = 4;
}

/** What a matching engine is made from. 40 bytes. */
@unmanaged
export class MatchingConfig {
  // Step of limit and stop prices, quanta, > 0.
  tickSize: i64;
  // Step of quantities, quanta, > 0.
  lotSize: i64;
  // End of the day of Day orders, ns after midnight UTC, 0 to 86,400 s - 1.
  dayEndNs: i64;
  // Most open orders, waiting stops included, 1 to 2^23.
  ordersMax: u32;
  // Owners are 0 to ownersMax - 1; 1 to 65,536.
  ownersMax: u32;
  // log2 of the ticks in the dense window, 8 to 20.
  windowBits: u32;
  instrumentId: u16;
  pad0: u16;
}
@inline export const SIZEOF_MATCHING_CONFIG: usize = 40;
@inline export const MATCHING_CONFIG_TICK_SIZE: usize = 0;
@inline export const MATCHING_CONFIG_LOT_SIZE: usize = 8;
@inline export const MATCHING_CONFIG_DAY_END_NS: usize = 16;
@inline export const MATCHING_CONFIG_ORDERS_MAX: usize = 24;
@inline export const MATCHING_CONFIG_OWNERS_MAX: usize = 28;
@inline export const MATCHING_CONFIG_WINDOW_BITS: usize = 32;
@inline export const MATCHING_CONFIG_INSTRUMENT_ID: usize = 36;
@inline export const MATCHING_CONFIG_PAD0: usize = 38;

/** The head of a matching engine. Names without a unit are offsets from its own address, 0: none. */
@unmanaged
export class MatchingState {
  // Bytes of commands used up and of records written by the last run.
  consumed: u32;
  written: u32;
  // Open orders, waiting stops included; stops that wait; icebergs in the book.
  orderCount: u32;
  stopCount: u32;
  icebergCount: u32;
  // Prices in the far store.
  farCount: u32;
  ordersMax: u32;
  ownersMax: u32;
  phase: u32;
  // Slots of the window - 1.
  windowMask: u32;
  trades: i64;
  // How often the window moved.
  recenters: i64;
  // Latest receive time of a command.
  timeNs: i64;
  // Price of the last trade, quanta; 0: none yet.
  lastPrice: i64;
  // Best prices of the whole book in ticks, the ends of i64 where a side is empty.
  bestBid: i64;
  bestAsk: i64;
  // Lowest tick of the window.
  baseTick: i64;
  tickSize: i64;
  lotSize: i64;
  dayEndNs: i64;
  // Exact division: inverse of the odd part, and the largest quotient.
  tickInverse: u64;
  tickBound: u64;
  lotInverse: u64;
  lotBound: u64;
  tickShift: u32;
  lotShift: u32;
  // Next number of arrival.
  arrival: i64;
  // Number of the last look whether a fill-or-kill order can be filled.
  look: i64;
  // First eight bytes of the records: a Match with a buyer as its taker, an OrderUpdate.
  matchHead: u64;
  updateHead: u64;
  // First and last price that the active order traded at, ticks; 0: none.
  firstTick: i64;
  lastTick: i64;
  // Limit of the active order, ticks.
  limitTick: i64;
  cursorTick: i64;
  // Slot of the active order.
  active: u32;
  // Why the active order was cut or ended.
  activeReason: u32;
  // 1: it may take no more.
  activeStopped: u32;
  cursorOwner: u32;
  cursorStep: u32;
  cursorCount: u32;
  // Where the next record goes, and the last place where one fits; addresses.
  out: u32;
  outLast: u32;
  freeOrder: u32;
  freshOrder: u32;
  freeFar: u32;
  freshFar: u32;
  farRoot: u32;
  // Stops that wait, trailing stops that wait, triggered stops: oldest and newest.
  stopsHead: u32;
  stopsTail: u32;
  trailingHead: u32;
  trailingTail: u32;
  queueHead: u32;
  queueTail: u32;
  // Orders in the heaps of expiries, buy stops and sell stops, and the heaps.
  heapSize0: u32;
  heapSize1: u32;
  heapSize2: u32;
  heap0: u32;
  heap1: u32;
  heap2: u32;
  // Pools, tables and bitmaps.
  orders: u32;
  extras: u32;
  far: u32;
  levels: u32;
  words: u32;
  summary: u32;
  ids: u32;
  idsMask: u32;
  positions: u32;
  scratch: u32;
  bytes: u32;
}
@inline export const SIZEOF_MATCHING_STATE: usize = 368;
@inline export const MATCHING_STATE_CONSUMED: usize = 0;
@inline export const MATCHING_STATE_WRITTEN: usize = 4;
@inline export const MATCHING_STATE_ORDER_COUNT: usize = 8;
@inline export const MATCHING_STATE_STOP_COUNT: usize = 12;
@inline export const MATCHING_STATE_ICEBERG_COUNT: usize = 16;
@inline export const MATCHING_STATE_FAR_COUNT: usize = 20;
@inline export const MATCHING_STATE_ORDERS_MAX: usize = 24;
@inline export const MATCHING_STATE_OWNERS_MAX: usize = 28;
@inline export const MATCHING_STATE_PHASE: usize = 32;
@inline export const MATCHING_STATE_WINDOW_MASK: usize = 36;
@inline export const MATCHING_STATE_TRADES: usize = 40;
@inline export const MATCHING_STATE_RECENTERS: usize = 48;
@inline export const MATCHING_STATE_TIME_NS: usize = 56;
@inline export const MATCHING_STATE_LAST_PRICE: usize = 64;
@inline export const MATCHING_STATE_BEST_BID: usize = 72;
@inline export const MATCHING_STATE_BEST_ASK: usize = 80;
@inline export const MATCHING_STATE_BASE_TICK: usize = 88;
@inline export const MATCHING_STATE_TICK_SIZE: usize = 96;
@inline export const MATCHING_STATE_LOT_SIZE: usize = 104;
@inline export const MATCHING_STATE_DAY_END_NS: usize = 112;
@inline export const MATCHING_STATE_TICK_INVERSE: usize = 120;
@inline export const MATCHING_STATE_TICK_BOUND: usize = 128;
@inline export const MATCHING_STATE_LOT_INVERSE: usize = 136;
@inline export const MATCHING_STATE_LOT_BOUND: usize = 144;
@inline export const MATCHING_STATE_TICK_SHIFT: usize = 152;
@inline export const MATCHING_STATE_LOT_SHIFT: usize = 156;
@inline export const MATCHING_STATE_ARRIVAL: usize = 160;
@inline export const MATCHING_STATE_LOOK: usize = 168;
@inline export const MATCHING_STATE_MATCH_HEAD: usize = 176;
@inline export const MATCHING_STATE_UPDATE_HEAD: usize = 184;
@inline export const MATCHING_STATE_FIRST_TICK: usize = 192;
@inline export const MATCHING_STATE_LAST_TICK: usize = 200;
@inline export const MATCHING_STATE_LIMIT_TICK: usize = 208;
@inline export const MATCHING_STATE_CURSOR_TICK: usize = 216;
@inline export const MATCHING_STATE_ACTIVE: usize = 224;
@inline export const MATCHING_STATE_ACTIVE_REASON: usize = 228;
@inline export const MATCHING_STATE_ACTIVE_STOPPED: usize = 232;
@inline export const MATCHING_STATE_CURSOR_OWNER: usize = 236;
@inline export const MATCHING_STATE_CURSOR_STEP: usize = 240;
@inline export const MATCHING_STATE_CURSOR_COUNT: usize = 244;
@inline export const MATCHING_STATE_OUT: usize = 248;
@inline export const MATCHING_STATE_OUT_LAST: usize = 252;
@inline export const MATCHING_STATE_FREE_ORDER: usize = 256;
@inline export const MATCHING_STATE_FRESH_ORDER: usize = 260;
@inline export const MATCHING_STATE_FREE_FAR: usize = 264;
@inline export const MATCHING_STATE_FRESH_FAR: usize = 268;
@inline export const MATCHING_STATE_FAR_ROOT: usize = 272;
@inline export const MATCHING_STATE_STOPS_HEAD: usize = 276;
@inline export const MATCHING_STATE_STOPS_TAIL: usize = 280;
@inline export const MATCHING_STATE_TRAILING_HEAD: usize = 284;
@inline export const MATCHING_STATE_TRAILING_TAIL: usize = 288;
@inline export const MATCHING_STATE_QUEUE_HEAD: usize = 292;
@inline export const MATCHING_STATE_QUEUE_TAIL: usize = 296;
@inline export const MATCHING_STATE_HEAP_SIZE0: usize = 300;
@inline export const MATCHING_STATE_HEAP_SIZE1: usize = 304;
@inline export const MATCHING_STATE_HEAP_SIZE2: usize = 308;
@inline export const MATCHING_STATE_HEAP0: usize = 312;
@inline export const MATCHING_STATE_HEAP1: usize = 316;
@inline export const MATCHING_STATE_HEAP2: usize = 320;
@inline export const MATCHING_STATE_ORDERS: usize = 324;
@inline export const MATCHING_STATE_EXTRAS: usize = 328;
@inline export const MATCHING_STATE_FAR: usize = 332;
@inline export const MATCHING_STATE_LEVELS: usize = 336;
@inline export const MATCHING_STATE_WORDS: usize = 340;
@inline export const MATCHING_STATE_SUMMARY: usize = 344;
@inline export const MATCHING_STATE_IDS: usize = 348;
@inline export const MATCHING_STATE_IDS_MASK: usize = 352;
@inline export const MATCHING_STATE_POSITIONS: usize = 356;
@inline export const MATCHING_STATE_SCRATCH: usize = 360;
@inline export const MATCHING_STATE_BYTES: usize = 364;
