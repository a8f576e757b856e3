// Memory of a generated market: one block, sized by `marketSize`, reached by its base pointer. It
// holds indices and offsets only, so that it can be copied and goes on the same way from the copy.
//
//   from          bytes         what
//   0             1024          MarketState
//   OCCUPIED      4096 + 64     bit per price slot that has orders; one bit per non-zero word
//   DIRTY_BID     4096 + 64     bid prices that changed since the last depth record
//   DIRTY_ASK     4096 + 64     ask prices, likewise
//   TABLES        see tables.ts
//   RECENT        64 * 16       {order id i64, order u32, 0}: the youngest orders
//   REFILL        64 * 4        ticks of levels that were taken, waiting for new orders
//   LEVELS        32768 * 16    {lots u32, orders u32, first u32, last u32} by slot of the tick
//   ORDERS        16384 * 32    see below
//   LIVE          16384 * 4     a permutation of the orders: the live ones, then the free ones
//   SNAPSHOT      64 + levels   the snapshot between its state and its sending
//
// A price has the slot `tick & 32767`: live orders stay within WINDOW_RADIUS ticks of `centre`,
// so that no two prices share a slot and nothing ever moves when the price does.
import { MarketConfig, MarketStats, SIZEOF_MARKET_STATS } from '../abi/market';

@inline export const SLOTS: u32 = 32768;
@inline export const SLOT_WORDS: u32 = 512;
@inline export const ORDER_SLOTS: u32 = 16384;
/** End of an order chain. */
@inline export const NO_ORDER: u32 = 0xffffffff;
/** Live orders lie at most this many ticks off `centre`. */
@inline export const WINDOW_RADIUS: i32 = 15360;

@inline export const BITS_SIZE: usize = 4096 + 64;
/** Offset of the summary behind a bit set. */
@inline export const BITS_SUMMARY: usize = 4096;

@inline export const OCCUPIED: usize = 1024;
@inline export const DIRTY_BID: usize = OCCUPIED + BITS_SIZE;
@inline export const DIRTY_ASK: usize = DIRTY_BID + BITS_SIZE;
@inline export const TABLES: usize = DIRTY_ASK + BITS_SIZE;
@inline export const SIZEOF_TABLES: usize = 40960;
@inline export const RECENT: usize = TABLES + SIZEOF_TABLES;
@inline export const RECENT_COUNT: u32 = 64;
@inline export const REFILL: usize = RECENT + 64 * 16;
@inline export const REFILL_COUNT: u32 = 64;
@inline export const LEVELS: usize = REFILL + 64 * 4 + 64;
@inline export const ORDERS: usize = LEVELS + <usize>SLOTS * 16;
@inline export const LIVE: usize = ORDERS + <usize>ORDER_SLOTS * 32;
@inline export const SNAPSHOT: usize = LIVE + <usize>ORDER_SLOTS * 4;

@inline export const LEVEL_LOTS: usize = 0;
@inline export const LEVEL_ORDERS: usize = 4;
@inline export const LEVEL_FIRST: usize = 8;
@inline export const LEVEL_LAST: usize = 12;

// {id i64, tick i32, lots u32, previous u32, next u32, place in LIVE u32, is bid u32}
@inline export const ORDER_ID: usize = 0;
@inline export const ORDER_TICK: usize = 8;
@inline export const ORDER_LOTS: usize = 12;
@inline export const ORDER_PREVIOUS: usize = 16;
@inline export const ORDER_NEXT: usize = 20;
@inline export const ORDER_PLACE: usize = 24;
@inline export const ORDER_BID: usize = 28;

/**
 * Most records of one step: five traders of 48 executions and prints each, 96 orders left behind
 * by the window, five makers that close the spread.
 */
@inline export const STEP_RECORDS_MAX: usize = 600;
/** A depth record is closed when it has this many prices; a step may add STEP_RECORDS_MAX. */
@inline export const FRAME_ROWS: u32 = 1536;

/** The host reads the MarketStats in front; everything else is ours. At most 1024 bytes. */
@unmanaged
export class MarketState extends MarketStats {
  // Two generators: the market's flow must not depend on how it is sent.
  flow0: u64;
  flow1: u64;
  flow2: u64;
  flow3: u64;
  wire0: u64;
  wire1: u64;
  wire2: u64;
  wire3: u64;

  // Settings.
  eventsMax: i64;
  tickSize: i64;
  lotSize: i64;
  depthIntervalNs: i64;
  latencyMeanNs: i64;
  snapshotDelayNs: i64;
  latencyJitterNs: f64;
  snapshotLevels: u32;
  /** Instrument id and order flags of every record, as in bytes 4..8. */
  recordTag: u32;
  l3: u32;
  futures: u32;
  regimeSetting: u32;
  startTick: i32;
  /** 1 once the first book stands. */
  seeded: u32;

  // Output of the running call.
  out: usize;
  /** Latency of the records of this step. */
  latencyNs: i64;
  /** Distance of records that would otherwise be received at one time. */
  gapNs: i64;

  // Book.
  bids: u32;
  asks: u32;
  nextOrderId: i64;
  centre: i32;
  recentNext: u32;
  refillNext: u32;
  refillCount: u32;

  // Best bid and ask as last sent.
  bboBid: i32;
  bboAsk: i32;
  bboBidLots: u32;
  bboAskLots: u32;

  // The depth record being collected.
  dirtyCount: u32;
  frames: u32;
  frameFirstSeq: i64;
  framePrevSeq: i64;
  frameTimeNs: i64;
  flushAtNs: i64;
  /** Lowest tick that a dirty slot can stand for. */
  dirtyLow: i32;
  snapshotBytes: u32;
  snapshotAfterNs: i64;
  snapshotSendNs: i64;

  // Arrivals: intensity = base + excited, per ns.
  nextNs: i64;
  baseRate: f64;
  rate: f64;
  excited: f64;
  decay: f64;

  // Regime.
  regimeStartNs: i64;
  regimeEndNs: i64;
  pulseNs: i64;
  sigma0: f64;
  sigma: f64;
  drift: f64;
  pull: f64;
  anchor: f64;
  gap: i32;
  /** Shares of the actions, of 65536. */
  marketShare: u32;
  improveShare: u32;
  direction: i32;
  turned: u32;
}

@inline export const FLOW_RANDOM: usize = SIZEOF_MARKET_STATS;
@inline export const WIRE_RANDOM: usize = SIZEOF_MARKET_STATS + 32;

/** First byte of the state. */
@inline export function baseOf(s: MarketState): usize {
  return changetype<usize>(s);
}

@inline export function levelOf(s: MarketState, tick: i32): usize {
  return baseOf(s) + LEVELS + ((<usize>tick & <usize>(SLOTS - 1)) << 4);
}

@inline export function orderOf(s: MarketState, order: u32): usize {
  return baseOf(s) + ORDERS + ((<usize>order) << 5);
}

/** Bytes that a market of this configuration needs. */
export function stateBytes(config: MarketConfig): usize {
  return SNAPSHOT + 64 + <usize>config.snapshotLevels * 32;
}
