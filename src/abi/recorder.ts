// Generated from core-wasm/schema/recorder.fbs by scripts/generate-abi.ts. Do not edit.

/** A curve: a column of times and one to three columns of 8-byte words. */
export class CurveStateView {
  static readonly size: number = 48;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get offered(): bigint {
    return this.view.getBigUint64(this.offset, true);
  }
  set offered(value: bigint) {
    this.view.setBigUint64(this.offset, value, true);
  }
  /** Number of the open bucket since 1970; the smallest i64: none. */
  get bucket(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set bucket(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Points of closed buckets, those of the open one not included. */
  get length(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set length(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get capacity(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set capacity(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  get fullBuckets(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set fullBuckets(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get bucketsMax(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set bucketsMax(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  /** Length of the buckets, ms. */
  get bucketMs(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set bucketMs(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Address of the times; the words' columns follow, `capacity` each. */
  get columns(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set columns(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get words(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set words(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
}

/** Counters over every point of an equity curve, thinned ones included. */
export class EquityStateView {
  static readonly size: number = 96;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get beforeNs(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set beforeNs(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get beforeEquity(): number {
    return this.view.getFloat64(this.offset + 8, true);
  }
  set beforeEquity(value: number) {
    this.view.setFloat64(this.offset + 8, value, true);
  }
  get beforePosition(): number {
    return this.view.getFloat64(this.offset + 16, true);
  }
  set beforePosition(value: number) {
    this.view.setFloat64(this.offset + 16, value, true);
  }
  /** Time with a position. */
  get heldNs(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set heldNs(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Integral of the equity over time: cash quanta times seconds. */
  get equitySeconds(): number {
    return this.view.getFloat64(this.offset + 32, true);
  }
  set equitySeconds(value: number) {
    this.view.setFloat64(this.offset + 32, value, true);
  }
  get peak(): number {
    return this.view.getFloat64(this.offset + 40, true);
  }
  set peak(value: number) {
    this.view.setFloat64(this.offset + 40, value, true);
  }
  get peakNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set peakNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get longestNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set longestNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** The deepest fall: share of the peak, 0 or negative; its peak and its bottom. */
  get depth(): number {
    return this.view.getFloat64(this.offset + 64, true);
  }
  set depth(value: number) {
    this.view.setFloat64(this.offset + 64, value, true);
  }
  get depthPeakNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set depthPeakNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  get bottomNs(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set bottomNs(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get isBelow(): number {
    return this.view.getUint32(this.offset + 88, true);
  }
  set isBelow(value: number) {
    this.view.setUint32(this.offset + 88, value, true);
  }
  get points(): number {
    return this.view.getUint32(this.offset + 92, true);
  }
  set points(value: number) {
    this.view.setUint32(this.offset + 92, value, true);
  }
}

/** The mid some time after a fill. 16 bytes. */
export class MarkoutView {
  static readonly size: number = 16;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Number of the fill in the run, from 0, and of the horizon. */
  get fill(): number {
    return this.view.getUint32(this.offset, true);
  }
  set fill(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get horizon(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set horizon(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  /** Price units; NaN: not known. */
  get mid(): number {
    return this.view.getFloat64(this.offset + 8, true);
  }
  set mid(value: number) {
    this.view.setFloat64(this.offset + 8, value, true);
  }
}

/** Argument of `sessionRecord`. */
export class RecorderConfigView {
  static readonly size: number = 32;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Distance of the samples, ns, from 1970 UTC on; 1 or more. */
  get sampleNs(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set sampleNs(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  /** Addresses: i64 each, ns after a fill; u32 each, instruments whose mids are recorded. */
  get horizons(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set horizons(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get horizonCount(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set horizonCount(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get markets(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set markets(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get marketCount(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set marketCount(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** Settlement currency in the account. */
  get currency(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set currency(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** Buckets of a curve, four points each; 2 or more. */
  get bucketsMax(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set bucketsMax(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
}

/** Head of a recorder. */
export class RecorderStateView {
  static readonly size: number = 88;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** The next point of the grid. */
  get gridNs(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set gridNs(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get sampleNs(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set sampleNs(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** An event later than this needs samples first. */
  get dueNs(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set dueNs(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Samples go up to here; later than the strategy's time where the venue was next. */
  get coveredNs(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set coveredNs(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Fills so far. */
  get fills(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set fills(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  /** Mids after fills: [markouts, markoutsAt) of Markout; the run stops where it is full. */
  get markouts(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set markouts(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  get markoutsAt(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set markoutsAt(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get markoutsEnd(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set markoutsEnd(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  get horizons(): number {
    return this.view.getUint32(this.offset + 48, true);
  }
  set horizons(value: number) {
    this.view.setUint32(this.offset + 48, value, true);
  }
  get horizonCount(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set horizonCount(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  get markets(): number {
    return this.view.getUint32(this.offset + 56, true);
  }
  set markets(value: number) {
    this.view.setUint32(this.offset + 56, value, true);
  }
  get marketCount(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set marketCount(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
  get currency(): number {
    return this.view.getUint32(this.offset + 64, true);
  }
  set currency(value: number) {
    this.view.setUint32(this.offset + 64, value, true);
  }
  /** Ring of the last fills: i64 time, u32 instrument, u32 0 each. */
  get waiting(): number {
    return this.view.getUint32(this.offset + 68, true);
  }
  set waiting(value: number) {
    this.view.setUint32(this.offset + 68, value, true);
  }
  /** Of each horizon, u32: the first fill whose mid is still to come. */
  get next(): number {
    return this.view.getUint32(this.offset + 72, true);
  }
  set next(value: number) {
    this.view.setUint32(this.offset + 72, value, true);
  }
  /** CurveState of the equity and then of each market's mid, `curveBytes` apart. */
  get curves(): number {
    return this.view.getUint32(this.offset + 76, true);
  }
  set curves(value: number) {
    this.view.setUint32(this.offset + 76, value, true);
  }
  get curveBytes(): number {
    return this.view.getUint32(this.offset + 80, true);
  }
  set curveBytes(value: number) {
    this.view.setUint32(this.offset + 80, value, true);
  }
  /** EquityState. */
  get money(): number {
    return this.view.getUint32(this.offset + 84, true);
  }
  set money(value: number) {
    this.view.setUint32(this.offset + 84, value, true);
  }
}

/** Offsets of CurveState's own fields. */
export const CurveStateAt = {
  offered: 0,
  bucket: 8,
  length: 16,
  capacity: 20,
  fullBuckets: 24,
  bucketsMax: 28,
  bucketMs: 32,
  columns: 40,
  words: 44,
} as const;

/** Offsets of EquityState's own fields. */
export const EquityStateAt = {
  beforeNs: 0,
  beforeEquity: 8,
  beforePosition: 16,
  heldNs: 24,
  equitySeconds: 32,
  peak: 40,
  peakNs: 48,
  longestNs: 56,
  depth: 64,
  depthPeakNs: 72,
  bottomNs: 80,
  isBelow: 88,
  points: 92,
} as const;

/** Offsets of Markout's own fields. */
export const MarkoutAt = {
  fill: 0,
  horizon: 4,
  mid: 8,
} as const;

/** Offsets of RecorderConfig's own fields. */
export const RecorderConfigAt = {
  sampleNs: 0,
  horizons: 8,
  horizonCount: 12,
  markets: 16,
  marketCount: 20,
  currency: 24,
  bucketsMax: 28,
} as const;

/** Offsets of RecorderState's own fields. */
export const RecorderStateAt = {
  gridNs: 0,
  sampleNs: 8,
  dueNs: 16,
  coveredNs: 24,
  fills: 32,
  markouts: 36,
  markoutsAt: 40,
  markoutsEnd: 44,
  horizons: 48,
  horizonCount: 52,
  markets: 56,
  marketCount: 60,
  currency: 64,
  waiting: 68,
  next: 72,
  curves: 76,
  curveBytes: 80,
  money: 84,
} as const;
