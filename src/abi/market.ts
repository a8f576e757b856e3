// Generated from core-wasm/schema/market.fbs by scripts/generate-abi.ts. Do not edit.

/** What stands at a place of a frame template. */
export const FrameField = {
  End: 0,
  Literal: 1,
  RecvTsNs: 2,
  /** When the venue sent the message: between transaction and receive time, ms. */
  EventMs: 3,
  /** `exchangeTsNs` in ms. */
  ExchangeMs: 4,
  FirstSeq: 5,
  LastSeq: 6,
  PrevSeq: 7,
  Bids: 8,
  Asks: 9,
  TradeId: 10,
  TradePrice: 11,
  TradeQty: 12,
  /** `true` when the seller was the aggressor. */
  BuyerIsMaker: 13,
  BidPrice: 14,
  BidQty: 15,
  AskPrice: 16,
  AskQty: 17,
  BboSeq: 18,
} as const;
export type FrameField = (typeof FrameField)[keyof typeof FrameField];

export const MarketRegime = {
  /** A seeded schedule of all the others. */
  Mixed: 0,
  /** The fair value is pulled back to an anchor. */
  Range: 1,
  /** A steady drift, up or down. */
  Trend: 2,
  /** Few events, little movement. */
  Quiet: 3,
  /** Many events, large moves, wider spreads. */
  Volatile: 4,
  /** Calm at first, then a fast one-way move. */
  Breakout: 5,
  /** A trend that turns half-way. */
  Reversal: 6,
} as const;
export type MarketRegime = (typeof MarketRegime)[keyof typeof MarketRegime];

/**
 * Argument of `frameEncode`. A template is a row of entries {field u8, 0 u8, length u16}; a
 * literal entry is followed by its text, zero padded to a multiple of 8 bytes.
 */
export class FrameConfigView {
  static readonly size: number = 64;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Digits of the text are quanta * multiplier; the divisor is 10^decimals. */
  get priceMultiplier(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set priceMultiplier(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get priceDivisor(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set priceDivisor(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get qtyMultiplier(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set qtyMultiplier(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get qtyDivisor(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set qtyDivisor(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Decimals of the texts, 0 to 16. */
  get priceDecimals(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set priceDecimals(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get qtyDecimals(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set qtyDecimals(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** Addresses of the templates; 0: records of this kind make no frame. */
  get deltaTemplate(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set deltaTemplate(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get snapshotTemplate(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set snapshotTemplate(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  get tradeTemplate(): number {
    return this.view.getUint32(this.offset + 48, true);
  }
  set tradeTemplate(value: number) {
    this.view.setUint32(this.offset + 48, value, true);
  }
  get bboTemplate(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set bboTemplate(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  /** Set by `frameEncodeMany`: bytes of records used up. */
  get consumedBytes(): number {
    return this.view.getUint32(this.offset + 56, true);
  }
  set consumedBytes(value: number) {
    this.view.setUint32(this.offset + 56, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
}

/** Argument of `marketSize` and `marketInit`. Prices in price quanta, times in ns. */
export class MarketConfigView {
  static readonly size: number = 112;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get seed(): bigint {
    return this.view.getBigUint64(this.offset, true);
  }
  set seed(value: bigint) {
    this.view.setBigUint64(this.offset, value, true);
  }
  /** Exchange time of the first event. */
  get startTimeNs(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set startTimeNs(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** First mid price; 8192 to 2^29 ticks. */
  get startPrice(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set startPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get tickSize(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set tickSize(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get lotSize(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set lotSize(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** The stream ends at the first group of events at which this many have been made. */
  get events(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set events(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** Mean time between changes of the order book. */
  get meanGapNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set meanGapNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** L2: a depth record covers this long; 0 makes one per group of changes. */
  get depthIntervalNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set depthIntervalNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get latencyMeanNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set latencyMeanNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** Mean of the exponential part of the latency that comes on top. */
  get latencyJitterNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set latencyJitterNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** L2: the snapshot shows the book at the first change this long after the start. */
  get snapshotAfterNs(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set snapshotAfterNs(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  /** L2: how long after its state the snapshot is sent. */
  get snapshotDelayNs(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set snapshotDelayNs(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  /** L2: levels a side, 1 to 5000; 0 makes no snapshot. */
  get snapshotLevels(): number {
    return this.view.getUint32(this.offset + 96, true);
  }
  set snapshotLevels(value: number) {
    this.view.setUint32(this.offset + 96, value, true);
  }
  /** Lots of an everyday order; sizes reach from a tenth to some hundred times of it. */
  get typicalLots(): number {
    return this.view.getUint32(this.offset + 100, true);
  }
  set typicalLots(value: number) {
    this.view.setUint32(this.offset + 100, value, true);
  }
  get instrumentId(): number {
    return this.view.getUint16(this.offset + 104, true);
  }
  set instrumentId(value: number) {
    this.view.setUint16(this.offset + 104, value, true);
  }
  /** A `Venue`: decides ids and which times records have. */
  get venue(): number {
    return this.view.getUint16(this.offset + 106, true);
  }
  set venue(value: number) {
    this.view.setUint16(this.offset + 106, value, true);
  }
  /** A `BookModel`: L2 or L3 records. */
  get mode(): number {
    return this.view.getUint8(this.offset + 108);
  }
  set mode(value: number) {
    this.view.setUint8(this.offset + 108, value);
  }
  get regime(): number {
    return this.view.getUint8(this.offset + 109);
  }
  set regime(value: number) {
    this.view.setUint8(this.offset + 109, value);
  }
  get pad0(): number {
    return this.view.getUint16(this.offset + 110, true);
  }
  set pad0(value: number) {
    this.view.setUint16(this.offset + 110, value, true);
  }
}

/** Stands at the start of the market's state. 88 bytes. */
export class MarketStatsView {
  static readonly size: number = 88;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Level changes, trades, book tickers, snapshot levels and order events so far. */
  get events(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set events(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get records(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set records(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Order-book changes (one update id each), trades included. */
  get bookEvents(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set bookEvents(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get trades(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set trades(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get timeNs(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set timeNs(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get recvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set recvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** Last update id and last trade id. */
  get seq(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set seq(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get tradeId(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set tradeId(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** Ticks. */
  get bestBid(): number {
    return this.view.getInt32(this.offset + 64, true);
  }
  set bestBid(value: number) {
    this.view.setInt32(this.offset + 64, value, true);
  }
  get bestAsk(): number {
    return this.view.getInt32(this.offset + 68, true);
  }
  set bestAsk(value: number) {
    this.view.setInt32(this.offset + 68, value, true);
  }
  get fair(): number {
    return this.view.getFloat64(this.offset + 72, true);
  }
  set fair(value: number) {
    this.view.setFloat64(this.offset + 72, value, true);
  }
  get liveOrders(): number {
    return this.view.getUint32(this.offset + 80, true);
  }
  set liveOrders(value: number) {
    this.view.setUint32(this.offset + 80, value, true);
  }
  get regime(): number {
    return this.view.getUint8(this.offset + 84);
  }
  set regime(value: number) {
    this.view.setUint8(this.offset + 84, value);
  }
  get done(): number {
    return this.view.getUint8(this.offset + 85);
  }
  set done(value: number) {
    this.view.setUint8(this.offset + 85, value);
  }
  get pad0(): number {
    return this.view.getUint16(this.offset + 86, true);
  }
  set pad0(value: number) {
    this.view.setUint16(this.offset + 86, value, true);
  }
}

/** Offsets of FrameConfig's own fields. */
export const FrameConfigAt = {
  priceMultiplier: 0,
  priceDivisor: 8,
  qtyMultiplier: 16,
  qtyDivisor: 24,
  priceDecimals: 32,
  qtyDecimals: 36,
  deltaTemplate: 40,
  snapshotTemplate: 44,
  tradeTemplate: 48,
  bboTemplate: 52,
  consumedBytes: 56,
  pad0: 60,
} as const;

/** Offsets of MarketConfig's own fields. */
export const MarketConfigAt = {
  seed: 0,
  startTimeNs: 8,
  startPrice: 16,
  tickSize: 24,
  lotSize: 32,
  events: 40,
  meanGapNs: 48,
  depthIntervalNs: 56,
  latencyMeanNs: 64,
  latencyJitterNs: 72,
  snapshotAfterNs: 80,
  snapshotDelayNs: 88,
  snapshotLevels: 96,
  typicalLots: 100,
  instrumentId: 104,
  venue: 106,
  mode: 108,
  regime: 109,
  pad0: 110,
} as const;

/** Offsets of MarketStats's own fields. */
export const MarketStatsAt = {
  events: 0,
  records: 8,
  bookEvents: 16,
  trades: 24,
  timeNs: 32,
  recvTsNs: 40,
  seq: 48,
  tradeId: 56,
  bestBid: 64,
  bestAsk: 68,
  fair: 72,
  liveOrders: 80,
  regime: 84,
  done: 85,
  pad0: 86,
} as const;
