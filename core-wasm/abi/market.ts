// Generated from core-wasm/schema/market.fbs by scripts/generate-abi.ts. Do not edit.

/** What stands at a place of a frame template. */
export namespace FrameField {
  @inline export const End: u8 = 0;
  @inline export const Literal: u8 = 1;
  @inline export const RecvTsNs: u8 = 2;
  // When the venue sent the message: between transaction and receive time, ms.
  @inline export const EventMs: u8 = 3;
  // `exchangeTsNs` in ms.
  @inline export const ExchangeMs: u8 = 4;
  @inline export const FirstSeq: u8 = 5;
  @inline export const LastSeq: u8 = 6;
  @inline export const PrevSeq: u8 = 7;
  @inline export const Bids: u8 = 8;
  @inline export const Asks: u8 = 9;
  @inline export const TradeId: u8 = 10;
  @inline export const TradePrice: u8 = 11;
  @inline export const TradeQty: u8 = 12;
  // `true` when the seller was the aggressor.
  @inline export const BuyerIsMaker: u8 = 13;
  @inline export const BidPrice: u8 = 14;
  @inline export const BidQty: u8 = 15;
  @inline export const AskPrice: u8 = 16;
  @inline export const AskQty: u8 = 17;
  @inline export const BboSeq: u8 = 18;
}

export namespace MarketRegime {
  // A seeded schedule of all the others.
  @inline export const Mixed: u8 = 0;
  // The fair value is pulled back to an anchor.
  @inline export const Range: u8 = 1;
  // A steady drift, up or down.
  @inline export const Trend: u8 = 2;
  // Few events, little movement.
  @inline export const Quiet: u8 = 3;
  // Many events, large moves, wider spreads.
  @inline export const Volatile: u8 = 4;
  // Calm at first, then a fast one-way move.
  @inline export const Breakout: u8 = 5;
  // A trend that turns half-way.
  @inline export const Reversal: u8 = 6;
}

/** Argument of `frameEncode`. A template is a row of entries {field u8, 0 u8, length u16}; a */
/** literal entry is followed by its text, zero padded to a multiple of 8 bytes. */
@unmanaged
export class FrameConfig {
  // Digits of the text are quanta * multiplier; the divisor is 10^decimals.
  priceMultiplier: i64;
  priceDivisor: i64;
  qtyMultiplier: i64;
  qtyDivisor: i64;
  // Decimals of the texts, 0 to 16.
  priceDecimals: u32;
  qtyDecimals: u32;
  // Addresses of the templates; 0: records of this kind make no frame.
  deltaTemplate: u32;
  snapshotTemplate: u32;
  tradeTemplate: u32;
  bboTemplate: u32;
  // Set by `frameEncodeMany`: bytes of records used up.
  consumedBytes: u32;
  pad0: u32;
}
@inline export const SIZEOF_FRAME_CONFIG: usize = 64;
@inline export const FRAME_CONFIG_PRICE_MULTIPLIER: usize = 0;
@inline export const FRAME_CONFIG_PRICE_DIVISOR: usize = 8;
@inline export const FRAME_CONFIG_QTY_MULTIPLIER: usize = 16;
@inline export const FRAME_CONFIG_QTY_DIVISOR: usize = 24;
@inline export const FRAME_CONFIG_PRICE_DECIMALS: usize = 32;
@inline export const FRAME_CONFIG_QTY_DECIMALS: usize = 36;
@inline export const FRAME_CONFIG_DELTA_TEMPLATE: usize = 40;
@inline export const FRAME_CONFIG_SNAPSHOT_TEMPLATE: usize = 44;
@inline export const FRAME_CONFIG_TRADE_TEMPLATE: usize = 48;
@inline export const FRAME_CONFIG_BBO_TEMPLATE: usize = 52;
@inline export const FRAME_CONFIG_CONSUMED_BYTES: usize = 56;
@inline export const FRAME_CONFIG_PAD0: usize = 60;

/** Argument of `marketSize` and `marketInit`. Prices in price quanta, times in ns. */
@unmanaged
export class MarketConfig {
  seed: u64;
  // Exchange time of the first event.
  startTimeNs: i64;
  // First mid price; 8192 to 2^29 ticks.
  startPrice: i64;
  tickSize: i64;
  lotSize: i64;
  // The stream ends at the first group of events at which this many have been made.
  events: i64;
  // Mean time between changes of the order book.
  meanGapNs: i64;
  // L2: a depth record covers this long; 0 makes one per group of changes.
  depthIntervalNs: i64;
  latencyMeanNs: i64;
  // Mean of the exponential part of the latency that comes on top.
  latencyJitterNs: i64;
  // L2: the snapshot shows the book at the first change this long after the start.
  snapshotAfterNs: i64;
  // L2: how long after its state the snapshot is sent.
  snapshotDelayNs: i64;
  // L2: levels a side, 1 to 5000; 0 makes no snapshot.
  snapshotLevels: u32;
  // Lots of an everyday order; sizes reach from a tenth to some hundred times of it.
  typicalLots: u32;
  instrumentId: u16;
  // A `Venue`: decides ids and which times records have.
  venue: u16;
  // A `BookModel`: L2 or L3 records.
  mode: u8;
  regime: u8;
  pad0: u16;
}
@inline export const SIZEOF_MARKET_CONFIG: usize = 112;
@inline export const MARKET_CONFIG_SEED: usize = 0;
@inline export const MARKET_CONFIG_START_TIME_NS: usize = 8;
@inline export const MARKET_CONFIG_START_PRICE: usize = 16;
@inline export const MARKET_CONFIG_TICK_SIZE: usize = 24;
@inline export const MARKET_CONFIG_LOT_SIZE: usize = 32;
@inline export const MARKET_CONFIG_EVENTS: usize = 40;
@inline export const MARKET_CONFIG_MEAN_GAP_NS: usize = 48;
@inline export const MARKET_CONFIG_DEPTH_INTERVAL_NS: usize = 56;
@inline export const MARKET_CONFIG_LATENCY_MEAN_NS: usize = 64;
@inline export const MARKET_CONFIG_LATENCY_JITTER_NS: usize = 72;
@inline export const MARKET_CONFIG_SNAPSHOT_AFTER_NS: usize = 80;
@inline export const MARKET_CONFIG_SNAPSHOT_DELAY_NS: usize = 88;
@inline export const MARKET_CONFIG_SNAPSHOT_LEVELS: usize = 96;
@inline export const MARKET_CONFIG_TYPICAL_LOTS: usize = 100;
@inline export const MARKET_CONFIG_INSTRUMENT_ID: usize = 104;
@inline export const MARKET_CONFIG_VENUE: usize = 106;
@inline export const MARKET_CONFIG_MODE: usize = 108;
@inline export const MARKET_CONFIG_REGIME: usize = 109;
@inline export const MARKET_CONFIG_PAD0: usize = 110;

/** Stands at the start of the market's state. 88 bytes. */
@unmanaged
export class MarketStats {
  // Level changes, trades, book tickers, snapshot levels and order events so far.
  events: i64;
  records: i64;
  // Order-book changes (one update id each), trades included.
  bookEvents: i64;
  trades: i64;
  timeNs: i64;
  recvTsNs: i64;
  // Last update id and last trade id.
  seq: i64;
  tradeId: i64;
  // Ticks.
  bestBid: i32;
  bestAsk: i32;
  fair: f64;
  liveOrders: u32;
  regime: u8;
  done: u8;
  pad0: u16;
}
@inline export const SIZEOF_MARKET_STATS: usize = 88;
@inline export const MARKET_STATS_EVENTS: usize = 0;
@inline export const MARKET_STATS_RECORDS: usize = 8;
@inline export const MARKET_STATS_BOOK_EVENTS: usize = 16;
@inline export const MARKET_STATS_TRADES: usize = 24;
@inline export const MARKET_STATS_TIME_NS: usize = 32;
@inline export const MARKET_STATS_RECV_TS_NS: usize = 40;
@inline export const MARKET_STATS_SEQ: usize = 48;
@inline export const MARKET_STATS_TRADE_ID: usize = 56;
@inline export const MARKET_STATS_BEST_BID: usize = 64;
@inline export const MARKET_STATS_BEST_ASK: usize = 68;
@inline export const MARKET_STATS_FAIR: usize = 72;
@inline export const MARKET_STATS_LIVE_ORDERS: usize = 80;
@inline export const MARKET_STATS_REGIME: usize = 84;
@inline export const MARKET_STATS_DONE: usize = 85;
@inline export const MARKET_STATS_PAD0: usize = 86;
