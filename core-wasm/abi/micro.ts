// Generated from core-wasm/schema/micro.fbs by scripts/generate-abi.ts. Do not edit.

/** Which rule says who was the aggressor of a trade. */
export namespace MicroClassifier {
  // The venue's word; Lee and Ready's rule where it has none.
  @inline export const Venue: u8 = 0;
  // Sign of the last change of price.
  @inline export const Tick: u8 = 1;
  // Above the middle of the book a buyer, below a seller, at it nobody.
  @inline export const Quote: u8 = 2;
  // Quote rule, at the middle tick rule.
  @inline export const LeeReady: u8 = 3;
}

/** What level k (0 = best) of a weighted imbalance weighs. */
export namespace MicroWeights {
  // decay^k
  @inline export const Decay: u8 = 0;
  // 1 / (k + 1)
  @inline export const Harmonic: u8 = 1;
}

/** Argument of `microInit`. Prices and quantities in quanta; a window of 0 switches its part off. */
@unmanaged
export class MicroConfig {
  instrumentId: u16;
  classifier: u8;
  weights: u8;
  priceScale: i8;
  qtyScale: i8;
  // Number of the state's layout, which `microInit` writes: one of another number cannot go on.
  layout: u16;
  // Levels a side of the imbalances, 1 to 1000.
  levels: u32;
  // Levels of order-flow imbalance, 1 to 50.
  ofiLevels: u32;
  // Book updates of the order-flow sums, and of the imbalance's mean and deviation.
  ofiWindow: u32;
  scoreWindow: u32;
  // Levels a side that are searched for walls, up to 1000.
  wallLevels: u32;
  // Trades of the flow's sums, of the mean effective spread, and of Roll's covariance.
  flowWindow: u32;
  spreadWindow: u32;
  rollWindow: u32;
  // Trades in an interval of Kyle's lambda, and intervals in its window.
  kyleTrades: u32;
  kyleWindow: u32;
  // Buckets of VPIN; trades in a bar of its bulk classification, 0: by the side of each trade.
  vpinBuckets: u32;
  vpinBarTrades: u32;
  // Bars of the deviation of price changes, where it is not given.
  vpinSigmaBars: u32;
  // Samples of volatility, mean range and momentum.
  volatilityWindow: u32;
  atrWindow: u32;
  momentumWindow: u32;
  // Spans of quotes that a span is compared with.
  stuffingSpans: u32;
  // Most trades that wait for their realised spread; 0: none is computed.
  realisedPending: u32;
  decay: f64;
  // A wall is at least so large, so many times the mean of the side's other levels, and at most
  // so far from the middle; 0: does not matter.
  wallQty: f64;
  wallFactor: f64;
  wallBps: f64;
  // Quantity of a bucket; deviation of a bar's price change, 0: of the last bars.
  vpinQty: f64;
  vpinSigma: f64;
  // Ns between samples of the middle; 0: every book update is one.
  sampleNs: i64;
  periodsPerYear: f64;
  // Ns of a span, and how many times the mean is too much.
  stuffingNs: i64;
  stuffingFactor: f64;
  // Ns after a trade at which its realised spread is taken.
  realisedNs: i64;
}
@inline export const SIZEOF_MICRO_CONFIG: usize = 168;
@inline export const MICRO_CONFIG_INSTRUMENT_ID: usize = 0;
@inline export const MICRO_CONFIG_CLASSIFIER: usize = 2;
@inline export const MICRO_CONFIG_WEIGHTS: usize = 3;
@inline export const MICRO_CONFIG_PRICE_SCALE: usize = 4;
@inline export const MICRO_CONFIG_QTY_SCALE: usize = 5;
@inline export const MICRO_CONFIG_LAYOUT: usize = 6;
@inline export const MICRO_CONFIG_LEVELS: usize = 8;
@inline export const MICRO_CONFIG_OFI_LEVELS: usize = 12;
@inline export const MICRO_CONFIG_OFI_WINDOW: usize = 16;
@inline export const MICRO_CONFIG_SCORE_WINDOW: usize = 20;
@inline export const MICRO_CONFIG_WALL_LEVELS: usize = 24;
@inline export const MICRO_CONFIG_FLOW_WINDOW: usize = 28;
@inline export const MICRO_CONFIG_SPREAD_WINDOW: usize = 32;
@inline export const MICRO_CONFIG_ROLL_WINDOW: usize = 36;
@inline export const MICRO_CONFIG_KYLE_TRADES: usize = 40;
@inline export const MICRO_CONFIG_KYLE_WINDOW: usize = 44;
@inline export const MICRO_CONFIG_VPIN_BUCKETS: usize = 48;
@inline export const MICRO_CONFIG_VPIN_BAR_TRADES: usize = 52;
@inline export const MICRO_CONFIG_VPIN_SIGMA_BARS: usize = 56;
@inline export const MICRO_CONFIG_VOLATILITY_WINDOW: usize = 60;
@inline export const MICRO_CONFIG_ATR_WINDOW: usize = 64;
@inline export const MICRO_CONFIG_MOMENTUM_WINDOW: usize = 68;
@inline export const MICRO_CONFIG_STUFFING_SPANS: usize = 72;
@inline export const MICRO_CONFIG_REALISED_PENDING: usize = 76;
@inline export const MICRO_CONFIG_DECAY: usize = 80;
@inline export const MICRO_CONFIG_WALL_QTY: usize = 88;
@inline export const MICRO_CONFIG_WALL_FACTOR: usize = 96;
@inline export const MICRO_CONFIG_WALL_BPS: usize = 104;
@inline export const MICRO_CONFIG_VPIN_QTY: usize = 112;
@inline export const MICRO_CONFIG_VPIN_SIGMA: usize = 120;
@inline export const MICRO_CONFIG_SAMPLE_NS: usize = 128;
@inline export const MICRO_CONFIG_PERIODS_PER_YEAR: usize = 136;
@inline export const MICRO_CONFIG_STUFFING_NS: usize = 144;
@inline export const MICRO_CONFIG_STUFFING_FACTOR: usize = 152;
@inline export const MICRO_CONFIG_REALISED_NS: usize = 160;

/** Stands at the start of a state. Prices and quantities in quanta; NaN: not known. */
@unmanaged
export class MicroValues {
  priceScale: i8;
  qtyScale: i8;
  // 1: the book could be read at the last update.
  isLive: u8;
  // 1: the current span of quotes has more changes than it should.
  isStuffing: u8;
  // Aggressor of the last trade, 1 buyer, -1 seller, 0 nobody: by the classifier that was chosen
  // and by each rule.
  side: i8;
  venueSide: i8;
  tickSide: i8;
  quoteSide: i8;
  leeReadySide: i8;
  pad0: u8;
  pad1: u16;
  // Where, from the start of the state, the order-flow imbalances of each level stand: of the
  // last update, then of the window.
  ofiAt: u32;
  bookUpdates: i64;
  trades: i64;
  // Latest time of book or trade.
  tsNs: i64;
  bidPrice: f64;
  bidQty: f64;
  askPrice: f64;
  askQty: f64;
  mid: f64;
  spread: f64;
  spreadBps: f64;
  queueImbalance: f64;
  imbalance: f64;
  weightedImbalance: f64;
  imbalanceScore: f64;
  microprice: f64;
  ofi: f64;
  ofiSum: f64;
  bidWallPrice: f64;
  bidWallQty: f64;
  askWallPrice: f64;
  askWallQty: f64;
  realisedVolatility: f64;
  volatility: f64;
  atr: f64;
  momentum: f64;
  // Changes in the current span of quotes, and their mean in the spans before.
  quoteChanges: f64;
  quoteChangesMean: f64;
  // Bought less sold, since the start and in the window; the latter over all traded.
  cvd: f64;
  flow: f64;
  flowImbalance: f64;
  vpin: f64;
  vpinCount: f64;
  effectiveSpread: f64;
  effectiveSpreadMean: f64;
  effectiveSpreadBps: f64;
  realisedSpread: f64;
  realisedSpreadMean: f64;
  // Trades for which there was no place to wait.
  realisedMissed: f64;
  rollCovariance: f64;
  rollSpread: f64;
  kyleLambda: f64;
  amihud: f64;
}
@inline export const SIZEOF_MICRO_VALUES: usize = 352;
@inline export const MICRO_VALUES_PRICE_SCALE: usize = 0;
@inline export const MICRO_VALUES_QTY_SCALE: usize = 1;
@inline export const MICRO_VALUES_IS_LIVE: usize = 2;
@inline export const MICRO_VALUES_IS_STUFFING: usize = 3;
@inline export const MICRO_VALUES_SIDE: usize = 4;
@inline export const MICRO_VALUES_VENUE_SIDE: usize = 5;
@inline export const MICRO_VALUES_TICK_SIDE: usize = 6;
@inline export const MICRO_VALUES_QUOTE_SIDE: usize = 7;
@inline export const MICRO_VALUES_LEE_READY_SIDE: usize = 8;
@inline export const MICRO_VALUES_PAD0: usize = 9;
@inline export const MICRO_VALUES_PAD1: usize = 10;
@inline export const MICRO_VALUES_OFI_AT: usize = 12;
@inline export const MICRO_VALUES_BOOK_UPDATES: usize = 16;
@inline export const MICRO_VALUES_TRADES: usize = 24;
@inline export const MICRO_VALUES_TS_NS: usize = 32;
@inline export const MICRO_VALUES_BID_PRICE: usize = 40;
@inline export const MICRO_VALUES_BID_QTY: usize = 48;
@inline export const MICRO_VALUES_ASK_PRICE: usize = 56;
@inline export const MICRO_VALUES_ASK_QTY: usize = 64;
@inline export const MICRO_VALUES_MID: usize = 72;
@inline export const MICRO_VALUES_SPREAD: usize = 80;
@inline export const MICRO_VALUES_SPREAD_BPS: usize = 88;
@inline export const MICRO_VALUES_QUEUE_IMBALANCE: usize = 96;
@inline export const MICRO_VALUES_IMBALANCE: usize = 104;
@inline export const MICRO_VALUES_WEIGHTED_IMBALANCE: usize = 112;
@inline export const MICRO_VALUES_IMBALANCE_SCORE: usize = 120;
@inline export const MICRO_VALUES_MICROPRICE: usize = 128;
@inline export const MICRO_VALUES_OFI: usize = 136;
@inline export const MICRO_VALUES_OFI_SUM: usize = 144;
@inline export const MICRO_VALUES_BID_WALL_PRICE: usize = 152;
@inline export const MICRO_VALUES_BID_WALL_QTY: usize = 160;
@inline export const MICRO_VALUES_ASK_WALL_PRICE: usize = 168;
@inline export const MICRO_VALUES_ASK_WALL_QTY: usize = 176;
@inline export const MICRO_VALUES_REALISED_VOLATILITY: usize = 184;
@inline export const MICRO_VALUES_VOLATILITY: usize = 192;
@inline export const MICRO_VALUES_ATR: usize = 200;
@inline export const MICRO_VALUES_MOMENTUM: usize = 208;
@inline export const MICRO_VALUES_QUOTE_CHANGES: usize = 216;
@inline export const MICRO_VALUES_QUOTE_CHANGES_MEAN: usize = 224;
@inline export const MICRO_VALUES_CVD: usize = 232;
@inline export const MICRO_VALUES_FLOW: usize = 240;
@inline export const MICRO_VALUES_FLOW_IMBALANCE: usize = 248;
@inline export const MICRO_VALUES_VPIN: usize = 256;
@inline export const MICRO_VALUES_VPIN_COUNT: usize = 264;
@inline export const MICRO_VALUES_EFFECTIVE_SPREAD: usize = 272;
@inline export const MICRO_VALUES_EFFECTIVE_SPREAD_MEAN: usize = 280;
@inline export const MICRO_VALUES_EFFECTIVE_SPREAD_BPS: usize = 288;
@inline export const MICRO_VALUES_REALISED_SPREAD: usize = 296;
@inline export const MICRO_VALUES_REALISED_SPREAD_MEAN: usize = 304;
@inline export const MICRO_VALUES_REALISED_MISSED: usize = 312;
@inline export const MICRO_VALUES_ROLL_COVARIANCE: usize = 320;
@inline export const MICRO_VALUES_ROLL_SPREAD: usize = 328;
@inline export const MICRO_VALUES_KYLE_LAMBDA: usize = 336;
@inline export const MICRO_VALUES_AMIHUD: usize = 344;
