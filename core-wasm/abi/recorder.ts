// Generated from core-wasm/schema/recorder.fbs by scripts/generate-abi.ts. Do not edit.

/** A curve: a column of times and one to three columns of 8-byte words. */
@unmanaged
export class CurveState {
  offered: u64;
  // Number of the open bucket since 1970; the smallest i64: none.
  bucket: i64;
  // Points of closed buckets, those of the open one not included.
  length: u32;
  capacity: u32;
  fullBuckets: u32;
  bucketsMax: u32;
  // Length of the buckets, ms.
  bucketMs: i64;
  // Address of the times; the words' columns follow, `capacity` each.
  columns: u32;
  words: u32;
}
@inline export const SIZEOF_CURVE_STATE: usize = 48;
@inline export const CURVE_STATE_OFFERED: usize = 0;
@inline export const CURVE_STATE_BUCKET: usize = 8;
@inline export const CURVE_STATE_LENGTH: usize = 16;
@inline export const CURVE_STATE_CAPACITY: usize = 20;
@inline export const CURVE_STATE_FULL_BUCKETS: usize = 24;
@inline export const CURVE_STATE_BUCKETS_MAX: usize = 28;
@inline export const CURVE_STATE_BUCKET_MS: usize = 32;
@inline export const CURVE_STATE_COLUMNS: usize = 40;
@inline export const CURVE_STATE_WORDS: usize = 44;

/** Counters over every point of an equity curve, thinned ones included. */
@unmanaged
export class EquityState {
  beforeNs: i64;
  beforeEquity: f64;
  beforePosition: f64;
  // Time with a position.
  heldNs: i64;
  // Integral of the equity over time: cash quanta times seconds.
  equitySeconds: f64;
  peak: f64;
  peakNs: i64;
  longestNs: i64;
  // The deepest fall: share of the peak, 0 or negative; its peak and its bottom.
  depth: f64;
  depthPeakNs: i64;
  bottomNs: i64;
  isBelow: u32;
  points: u32;
}
@inline export const SIZEOF_EQUITY_STATE: usize = 96;
@inline export const EQUITY_STATE_BEFORE_NS: usize = 0;
@inline export const EQUITY_STATE_BEFORE_EQUITY: usize = 8;
@inline export const EQUITY_STATE_BEFORE_POSITION: usize = 16;
@inline export const EQUITY_STATE_HELD_NS: usize = 24;
@inline export const EQUITY_STATE_EQUITY_SECONDS: usize = 32;
@inline export const EQUITY_STATE_PEAK: usize = 40;
@inline export const EQUITY_STATE_PEAK_NS: usize = 48;
@inline export const EQUITY_STATE_LONGEST_NS: usize = 56;
@inline export const EQUITY_STATE_DEPTH: usize = 64;
@inline export const EQUITY_STATE_DEPTH_PEAK_NS: usize = 72;
@inline export const EQUITY_STATE_BOTTOM_NS: usize = 80;
@inline export const EQUITY_STATE_IS_BELOW: usize = 88;
@inline export const EQUITY_STATE_POINTS: usize = 92;

/** The mid some time after a fill. 16 bytes. */
@unmanaged
export class Markout {
  // Number of the fill in the run, from 0, and of the horizon.
  fill: u32;
  horizon: u32;
  // Price units; NaN: not known.
  mid: f64;
}
@inline export const SIZEOF_MARKOUT: usize = 16;
@inline export const MARKOUT_FILL: usize = 0;
@inline export const MARKOUT_HORIZON: usize = 4;
@inline export const MARKOUT_MID: usize = 8;

/** Argument of `sessionRecord`. */
@unmanaged
export class RecorderConfig {
  // Distance of the samples, ns, from 1970 UTC on; 1 or more.
  sampleNs: i64;
  // Addresses: i64 each, ns after a fill; u32 each, instruments whose mids are recorded.
  horizons: u32;
  horizonCount: u32;
  markets: u32;
  marketCount: u32;
  // Settlement currency in the account.
  currency: u32;
  // Buckets of a curve, four points each; 2 or more.
  bucketsMax: u32;
}
@inline export const SIZEOF_RECORDER_CONFIG: usize = 32;
@inline export const RECORDER_CONFIG_SAMPLE_NS: usize = 0;
@inline export const RECORDER_CONFIG_HORIZONS: usize = 8;
@inline export const RECORDER_CONFIG_HORIZON_COUNT: usize = 12;
@inline export const RECORDER_CONFIG_MARKETS: usize = 16;
@inline export const RECORDER_CONFIG_MARKET_COUNT: usize = 20;
@inline export const RECORDER_CONFIG_CURRENCY: usize = 24;
@inline export const RECORDER_CONFIG_BUCKETS_MAX: usize = 28;

/** Head of a recorder. */
@unmanaged
export class RecorderState {
  // The next point of the grid.
  gridNs: i64;
  sampleNs: i64;
  // An event later than this needs samples first.
  dueNs: i64;
  // Samples go up to here; later than the strategy's time where the venue was next.
  coveredNs: i64;
  // Fills so far.
  fills: u32;
  // Mids after fills: [markouts, markoutsAt) of Markout; the run stops where it is full.
  markouts: u32;
  markoutsAt: u32;
  markoutsEnd: u32;
  horizons: u32;
  horizonCount: u32;
  markets: u32;
  marketCount: u32;
  currency: u32;
  // Ring of the last fills: i64 time, u32 instrument, u32 0 each.
  waiting: u32;
  // Of each horizon, u32: the first fill whose mid is still to come.
  next: u32;
  // CurveState of the equity and then of each market's mid, `curveBytes` apart.
  curves: u32;
  curveBytes: u32;
  // EquityState.
  money: u32;
}
@inline export const SIZEOF_RECORDER_STATE: usize = 88;
@inline export const RECORDER_STATE_GRID_NS: usize = 0;
@inline export const RECORDER_STATE_SAMPLE_NS: usize = 8;
@inline export const RECORDER_STATE_DUE_NS: usize = 16;
@inline export const RECORDER_STATE_COVERED_NS: usize = 24;
@inline export const RECORDER_STATE_FILLS: usize = 32;
@inline export const RECORDER_STATE_MARKOUTS: usize = 36;
@inline export const RECORDER_STATE_MARKOUTS_AT: usize = 40;
@inline export const RECORDER_STATE_MARKOUTS_END: usize = 44;
@inline export const RECORDER_STATE_HORIZONS: usize = 48;
@inline export const RECORDER_STATE_HORIZON_COUNT: usize = 52;
@inline export const RECORDER_STATE_MARKETS: usize = 56;
@inline export const RECORDER_STATE_MARKET_COUNT: usize = 60;
@inline export const RECORDER_STATE_CURRENCY: usize = 64;
@inline export const RECORDER_STATE_WAITING: usize = 68;
@inline export const RECORDER_STATE_NEXT: usize = 72;
@inline export const RECORDER_STATE_CURVES: usize = 76;
@inline export const RECORDER_STATE_CURVE_BYTES: usize = 80;
@inline export const RECORDER_STATE_MONEY: usize = 84;
