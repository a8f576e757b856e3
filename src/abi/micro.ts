// Generated from core-wasm/schema/micro.fbs by scripts/generate-abi.ts. Do not edit.

/** Which rule says who was the aggressor of a trade. */
export const MicroClassifier = {
  /** The venue's word; Lee and Ready's rule where it has none. */
  Venue: 0,
  /** Sign of the last change of price. */
  Tick: 1,
  /** Above the middle of the book a buyer, below a seller, at it nobody. */
  Quote: 2,
  /** Quote rule, at the middle tick rule. */
  LeeReady: 3,
} as const;
export type MicroClassifier = (typeof MicroClassifier)[keyof typeof MicroClassifier];

/** What level k (0 = best) of a weighted imbalance weighs. */
export const MicroWeights = {
  /** decay^k */
  Decay: 0,
  /** 1 / (k + 1) */
  Harmonic: 1,
} as const;
export type MicroWeights = (typeof MicroWeights)[keyof typeof MicroWeights];

/** Argument of `microInit`. Prices and quantities in quanta; a window of 0 switches its part off. */
export class MicroConfigView {
  static readonly size: number = 168;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get instrumentId(): number {
    return this.view.getUint16(this.offset, true);
  }
  set instrumentId(value: number) {
    this.view.setUint16(this.offset, value, true);
  }
  get classifier(): number {
    return this.view.getUint8(this.offset + 2);
  }
  set classifier(value: number) {
    this.view.setUint8(this.offset + 2, value);
  }
  get weights(): number {
    return this.view.getUint8(this.offset + 3);
  }
  set weights(value: number) {
    this.view.setUint8(this.offset + 3, value);
  }
  get priceScale(): number {
    return this.view.getInt8(this.offset + 4);
  }
  set priceScale(value: number) {
    this.view.setInt8(this.offset + 4, value);
  }
  get qtyScale(): number {
    return this.view.getInt8(this.offset + 5);
  }
  set qtyScale(value: number) {
    this.view.setInt8(this.offset + 5, value);
  }
  /** Number of the state's layout, which `microInit` writes: one of another number cannot go on. */
  get layout(): number {
    return this.view.getUint16(this.offset + 6, true);
  }
  set layout(value: number) {
    this.view.setUint16(this.offset + 6, value, true);
  }
  /** Levels a side of the imbalances, 1 to 1000. */
  get levels(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set levels(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  /** Levels of order-flow imbalance, 1 to 50. */
  get ofiLevels(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set ofiLevels(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  /** Book updates of the order-flow sums, and of the imbalance's mean and deviation. */
  get ofiWindow(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set ofiWindow(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get scoreWindow(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set scoreWindow(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** Levels a side that are searched for walls, up to 1000. */
  get wallLevels(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set wallLevels(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** Trades of the flow's sums, of the mean effective spread, and of Roll's covariance. */
  get flowWindow(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set flowWindow(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  get spreadWindow(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set spreadWindow(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get rollWindow(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set rollWindow(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** Trades in an interval of Kyle's lambda, and intervals in its window. */
  get kyleTrades(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set kyleTrades(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get kyleWindow(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set kyleWindow(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  /** Buckets of VPIN; trades in a bar of its bulk classification, 0: by the side of each trade. */
  get vpinBuckets(): number {
    return this.view.getUint32(this.offset + 48, true);
  }
  set vpinBuckets(value: number) {
    this.view.setUint32(this.offset + 48, value, true);
  }
  get vpinBarTrades(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set vpinBarTrades(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  /** Bars of the deviation of price changes, where it is not given. */
  get vpinSigmaBars(): number {
    return this.view.getUint32(this.offset + 56, true);
  }
  set vpinSigmaBars(value: number) {
    this.view.setUint32(this.offset + 56, value, true);
  }
  /** Samples of volatility, mean range and momentum. */
  get volatilityWindow(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set volatilityWindow(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
  get atrWindow(): number {
    return this.view.getUint32(this.offset + 64, true);
  }
  set atrWindow(value: number) {
    this.view.setUint32(this.offset + 64, value, true);
  }
  get momentumWindow(): number {
    return this.view.getUint32(this.offset + 68, true);
  }
  set momentumWindow(value: number) {
    this.view.setUint32(this.offset + 68, value, true);
  }
  /** Spans of quotes that a span is compared with. */
  get stuffingSpans(): number {
    return this.view.getUint32(this.offset + 72, true);
  }
  set stuffingSpans(value: number) {
    this.view.setUint32(this.offset + 72, value, true);
  }
  /** Most trades that wait for their realised spread; 0: none is computed. */
  get realisedPending(): number {
    return this.view.getUint32(this.offset + 76, true);
  }
  set realisedPending(value: number) {
    this.view.setUint32(this.offset + 76, value, true);
  }
  get decay(): number {
    return this.view.getFloat64(this.offset + 80, true);
  }
  set decay(value: number) {
    this.view.setFloat64(this.offset + 80, value, true);
  }
  /**
   * A wall is at least so large, so many times the mean of the side's other levels, and at most
   * so far from the middle; 0: does not matter.
   */
  get wallQty(): number {
    return this.view.getFloat64(this.offset + 88, true);
  }
  set wallQty(value: number) {
    this.view.setFloat64(this.offset + 88, value, true);
  }
  get wallFactor(): number {
    return this.view.getFloat64(this.offset + 96, true);
  }
  set wallFactor(value: number) {
    this.view.setFloat64(this.offset + 96, value, true);
  }
  get wallBps(): number {
    return this.view.getFloat64(this.offset + 104, true);
  }
  set wallBps(value: number) {
    this.view.setFloat64(this.offset + 104, value, true);
  }
  /** Quantity of a bucket; deviation of a bar's price change, 0: of the last bars. */
  get vpinQty(): number {
    return this.view.getFloat64(this.offset + 112, true);
  }
  set vpinQty(value: number) {
    this.view.setFloat64(this.offset + 112, value, true);
  }
  get vpinSigma(): number {
    return this.view.getFloat64(this.offset + 120, true);
  }
  set vpinSigma(value: number) {
    this.view.setFloat64(this.offset + 120, value, true);
  }
  /** Ns between samples of the middle; 0: every book update is one. */
  get sampleNs(): bigint {
    return this.view.getBigInt64(this.offset + 128, true);
  }
  set sampleNs(value: bigint) {
    this.view.setBigInt64(this.offset + 128, value, true);
  }
  get periodsPerYear(): number {
    return this.view.getFloat64(this.offset + 136, true);
  }
  set periodsPerYear(value: number) {
    this.view.setFloat64(this.offset + 136, value, true);
  }
  /** Ns of a span, and how many times the mean is too much. */
  get stuffingNs(): bigint {
    return this.view.getBigInt64(this.offset + 144, true);
  }
  set stuffingNs(value: bigint) {
    this.view.setBigInt64(this.offset + 144, value, true);
  }
  get stuffingFactor(): number {
    return this.view.getFloat64(this.offset + 152, true);
  }
  set stuffingFactor(value: number) {
    this.view.setFloat64(this.offset + 152, value, true);
  }
  /** Ns after a trade at which its realised spread is taken. */
  get realisedNs(): bigint {
    return this.view.getBigInt64(this.offset + 160, true);
  }
  set realisedNs(value: bigint) {
    this.view.setBigInt64(this.offset + 160, value, true);
  }
}

/** Stands at the start of a state. Prices and quantities in quanta; NaN: not known. */
export class MicroValuesView {
  static readonly size: number = 352;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get priceScale(): number {
    return this.view.getInt8(this.offset);
  }
  set priceScale(value: number) {
    this.view.setInt8(this.offset, value);
  }
  get qtyScale(): number {
    return this.view.getInt8(this.offset + 1);
  }
  set qtyScale(value: number) {
    this.view.setInt8(this.offset + 1, value);
  }
  /** 1: the book could be read at the last update. */
  get isLive(): number {
    return this.view.getUint8(this.offset + 2);
  }
  set isLive(value: number) {
    this.view.setUint8(this.offset + 2, value);
  }
  /** 1: the current span of quotes has more changes than it should. */
  get isStuffing(): number {
    return this.view.getUint8(this.offset + 3);
  }
  set isStuffing(value: number) {
    this.view.setUint8(this.offset + 3, value);
  }
  /**
   * Aggressor of the last trade, 1 buyer, -1 seller, 0 nobody: by the classifier that was chosen
   * and by each rule.
   */
  get side(): number {
    return this.view.getInt8(this.offset + 4);
  }
  set side(value: number) {
    this.view.setInt8(this.offset + 4, value);
  }
  get venueSide(): number {
    return this.view.getInt8(this.offset + 5);
  }
  set venueSide(value: number) {
    this.view.setInt8(this.offset + 5, value);
  }
  get tickSide(): number {
    return this.view.getInt8(this.offset + 6);
  }
  set tickSide(value: number) {
    this.view.setInt8(this.offset + 6, value);
  }
  get quoteSide(): number {
    return this.view.getInt8(this.offset + 7);
  }
  set quoteSide(value: number) {
    this.view.setInt8(this.offset + 7, value);
  }
  get leeReadySide(): number {
    return this.view.getInt8(this.offset + 8);
  }
  set leeReadySide(value: number) {
    this.view.setInt8(this.offset + 8, value);
  }
  get pad0(): number {
    return this.view.getUint8(this.offset + 9);
  }
  set pad0(value: number) {
    this.view.setUint8(this.offset + 9, value);
  }
  get pad1(): number {
    return this.view.getUint16(this.offset + 10, true);
  }
  set pad1(value: number) {
    this.view.setUint16(this.offset + 10, value, true);
  }
  /**
   * Where, from the start of the state, the order-flow imbalances of each level stand: of the
   * last update, then of the window.
   */
  get ofiAt(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set ofiAt(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get bookUpdates(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set bookUpdates(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get trades(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set trades(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Latest time of book or trade. */
  get tsNs(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set tsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get bidPrice(): number {
    return this.view.getFloat64(this.offset + 40, true);
  }
  set bidPrice(value: number) {
    this.view.setFloat64(this.offset + 40, value, true);
  }
  get bidQty(): number {
    return this.view.getFloat64(this.offset + 48, true);
  }
  set bidQty(value: number) {
    this.view.setFloat64(this.offset + 48, value, true);
  }
  get askPrice(): number {
    return this.view.getFloat64(this.offset + 56, true);
  }
  set askPrice(value: number) {
    this.view.setFloat64(this.offset + 56, value, true);
  }
  get askQty(): number {
    return this.view.getFloat64(this.offset + 64, true);
  }
  set askQty(value: number) {
    this.view.setFloat64(this.offset + 64, value, true);
  }
  get mid(): number {
    return this.view.getFloat64(this.offset + 72, true);
  }
  set mid(value: number) {
    this.view.setFloat64(this.offset + 72, value, true);
  }
  get spread(): number {
    return this.view.getFloat64(this.offset + 80, true);
  }
  set spread(value: number) {
    this.view.setFloat64(this.offset + 80, value, true);
  }
  get spreadBps(): number {
    return this.view.getFloat64(this.offset + 88, true);
  }
  set spreadBps(value: number) {
    this.view.setFloat64(this.offset + 88, value, true);
  }
  get queueImbalance(): number {
    return this.view.getFloat64(this.offset + 96, true);
  }
  set queueImbalance(value: number) {
    this.view.setFloat64(this.offset + 96, value, true);
  }
  get imbalance(): number {
    return this.view.getFloat64(this.offset + 104, true);
  }
  set imbalance(value: number) {
    this.view.setFloat64(this.offset + 104, value, true);
  }
  get weightedImbalance(): number {
    return this.view.getFloat64(this.offset + 112, true);
  }
  set weightedImbalance(value: number) {
    this.view.setFloat64(this.offset + 112, value, true);
  }
  get imbalanceScore(): number {
    return this.view.getFloat64(this.offset + 120, true);
  }
  set imbalanceScore(value: number) {
    this.view.setFloat64(this.offset + 120, value, true);
  }
  get microprice(): number {
    return this.view.getFloat64(this.offset + 128, true);
  }
  set microprice(value: number) {
    this.view.setFloat64(this.offset + 128, value, true);
  }
  get ofi(): number {
    return this.view.getFloat64(this.offset + 136, true);
  }
  set ofi(value: number) {
    this.view.setFloat64(this.offset + 136, value, true);
  }
  get ofiSum(): number {
    return this.view.getFloat64(this.offset + 144, true);
  }
  set ofiSum(value: number) {
    this.view.setFloat64(this.offset + 144, value, true);
  }
  get bidWallPrice(): number {
    return this.view.getFloat64(this.offset + 152, true);
  }
  set bidWallPrice(value: number) {
    this.view.setFloat64(this.offset + 152, value, true);
  }
  get bidWallQty(): number {
    return this.view.getFloat64(this.offset + 160, true);
  }
  set bidWallQty(value: number) {
    this.view.setFloat64(this.offset + 160, value, true);
  }
  get askWallPrice(): number {
    return this.view.getFloat64(this.offset + 168, true);
  }
  set askWallPrice(value: number) {
    this.view.setFloat64(this.offset + 168, value, true);
  }
  get askWallQty(): number {
    return this.view.getFloat64(this.offset + 176, true);
  }
  set askWallQty(value: number) {
    this.view.setFloat64(this.offset + 176, value, true);
  }
  get realisedVolatility(): number {
    return this.view.getFloat64(this.offset + 184, true);
  }
  set realisedVolatility(value: number) {
    this.view.setFloat64(this.offset + 184, value, true);
  }
  get volatility(): number {
    return this.view.getFloat64(this.offset + 192, true);
  }
  set volatility(value: number) {
    this.view.setFloat64(this.offset + 192, value, true);
  }
  get atr(): number {
    return this.view.getFloat64(this.offset + 200, true);
  }
  set atr(value: number) {
    this.view.setFloat64(this.offset + 200, value, true);
  }
  get momentum(): number {
    return this.view.getFloat64(this.offset + 208, true);
  }
  set momentum(value: number) {
    this.view.setFloat64(this.offset + 208, value, true);
  }
  /** Changes in the current span of quotes, and their mean in the spans before. */
  get quoteChanges(): number {
    return this.view.getFloat64(this.offset + 216, true);
  }
  set quoteChanges(value: number) {
    this.view.setFloat64(this.offset + 216, value, true);
  }
  get quoteChangesMean(): number {
    return this.view.getFloat64(this.offset + 224, true);
  }
  set quoteChangesMean(value: number) {
    this.view.setFloat64(this.offset + 224, value, true);
  }
  /** Bought less sold, since the start and in the window; the latter over all traded. */
  get cvd(): number {
    return this.view.getFloat64(this.offset + 232, true);
  }
  set cvd(value: number) {
    this.view.setFloat64(this.offset + 232, value, true);
  }
  get flow(): number {
    return this.view.getFloat64(this.offset + 240, true);
  }
  set flow(value: number) {
    this.view.setFloat64(this.offset + 240, value, true);
  }
  get flowImbalance(): number {
    return this.view.getFloat64(this.offset + 248, true);
  }
  set flowImbalance(value: number) {
    this.view.setFloat64(this.offset + 248, value, true);
  }
  get vpin(): number {
    return this.view.getFloat64(this.offset + 256, true);
  }
  set vpin(value: number) {
    this.view.setFloat64(this.offset + 256, value, true);
  }
  get vpinCount(): number {
    return this.view.getFloat64(this.offset + 264, true);
  }
  set vpinCount(value: number) {
    this.view.setFloat64(this.offset + 264, value, true);
  }
  get effectiveSpread(): number {
    return this.view.getFloat64(this.offset + 272, true);
  }
  set effectiveSpread(value: number) {
    this.view.setFloat64(this.offset + 272, value, true);
  }
  get effectiveSpreadMean(): number {
    return this.view.getFloat64(this.offset + 280, true);
  }
  set effectiveSpreadMean(value: number) {
    this.view.setFloat64(this.offset + 280, value, true);
  }
  get effectiveSpreadBps(): number {
    return this.view.getFloat64(this.offset + 288, true);
  }
  set effectiveSpreadBps(value: number) {
    this.view.setFloat64(this.offset + 288, value, true);
  }
  get realisedSpread(): number {
    return this.view.getFloat64(this.offset + 296, true);
  }
  set realisedSpread(value: number) {
    this.view.setFloat64(this.offset + 296, value, true);
  }
  get realisedSpreadMean(): number {
    return this.view.getFloat64(this.offset + 304, true);
  }
  set realisedSpreadMean(value: number) {
    this.view.setFloat64(this.offset + 304, value, true);
  }
  /** Trades for which there was no place to wait. */
  get realisedMissed(): number {
    return this.view.getFloat64(this.offset + 312, true);
  }
  set realisedMissed(value: number) {
    this.view.setFloat64(this.offset + 312, value, true);
  }
  get rollCovariance(): number {
    return this.view.getFloat64(this.offset + 320, true);
  }
  set rollCovariance(value: number) {
    this.view.setFloat64(this.offset + 320, value, true);
  }
  get rollSpread(): number {
    return this.view.getFloat64(this.offset + 328, true);
  }
  set rollSpread(value: number) {
    this.view.setFloat64(this.offset + 328, value, true);
  }
  get kyleLambda(): number {
    return this.view.getFloat64(this.offset + 336, true);
  }
  set kyleLambda(value: number) {
    this.view.setFloat64(this.offset + 336, value, true);
  }
  get amihud(): number {
    return this.view.getFloat64(this.offset + 344, true);
  }
  set amihud(value: number) {
    this.view.setFloat64(this.offset + 344, value, true);
  }
}

/** Offsets of MicroConfig's own fields. */
export const MicroConfigAt = {
  instrumentId: 0,
  classifier: 2,
  weights: 3,
  priceScale: 4,
  qtyScale: 5,
  layout: 6,
  levels: 8,
  ofiLevels: 12,
  ofiWindow: 16,
  scoreWindow: 20,
  wallLevels: 24,
  flowWindow: 28,
  spreadWindow: 32,
  rollWindow: 36,
  kyleTrades: 40,
  kyleWindow: 44,
  vpinBuckets: 48,
  vpinBarTrades: 52,
  vpinSigmaBars: 56,
  volatilityWindow: 60,
  atrWindow: 64,
  momentumWindow: 68,
  stuffingSpans: 72,
  realisedPending: 76,
  decay: 80,
  wallQty: 88,
  wallFactor: 96,
  wallBps: 104,
  vpinQty: 112,
  vpinSigma: 120,
  sampleNs: 128,
  periodsPerYear: 136,
  stuffingNs: 144,
  stuffingFactor: 152,
  realisedNs: 160,
} as const;

/** Offsets of MicroValues's own fields. */
export const MicroValuesAt = {
  priceScale: 0,
  qtyScale: 1,
  isLive: 2,
  isStuffing: 3,
  side: 4,
  venueSide: 5,
  tickSide: 6,
  quoteSide: 7,
  leeReadySide: 8,
  pad0: 9,
  pad1: 10,
  ofiAt: 12,
  bookUpdates: 16,
  trades: 24,
  tsNs: 32,
  bidPrice: 40,
  bidQty: 48,
  askPrice: 56,
  askQty: 64,
  mid: 72,
  spread: 80,
  spreadBps: 88,
  queueImbalance: 96,
  imbalance: 104,
  weightedImbalance: 112,
  imbalanceScore: 120,
  microprice: 128,
  ofi: 136,
  ofiSum: 144,
  bidWallPrice: 152,
  bidWallQty: 160,
  askWallPrice: 168,
  askWallQty: 176,
  realisedVolatility: 184,
  volatility: 192,
  atr: 200,
  momentum: 208,
  quoteChanges: 216,
  quoteChangesMean: 224,
  cvd: 232,
  flow: 240,
  flowImbalance: 248,
  vpin: 256,
  vpinCount: 264,
  effectiveSpread: 272,
  effectiveSpreadMean: 280,
  effectiveSpreadBps: 288,
  realisedSpread: 296,
  realisedSpreadMean: 304,
  realisedMissed: 312,
  rollCovariance: 320,
  rollSpread: 328,
  kyleLambda: 336,
  amihud: 344,
} as const;
