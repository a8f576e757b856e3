// Generated from core-wasm/schema/risk.fbs by scripts/generate-abi.ts. Do not edit.

/** Bits of `RiskLimits.enabled`, `RiskLimits.reduces` and `RiskHead.tripped`. */
export const RiskRule = {
  Price: 1,
  Qty: 2,
  Notional: 4,
  Position: 8,
  PositionValue: 16,
  Exposure: 32,
  Leverage: 64,
  Collar: 128,
  Rate: 256,
  OpenOrders: 512,
  DailyLoss: 1024,
  Drawdown: 2048,
  Losses: 4096,
  Jump: 8192,
} as const;
export type RiskRule = (typeof RiskRule)[keyof typeof RiskRule];

/** Stands at the start of a risk state. 256 bytes. */
export class RiskHeadView {
  static readonly size: number = 256;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get account(): number {
    return this.view.getUint32(this.offset, true);
  }
  set account(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get limitsAt(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set limitsAt(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  get instrumentsAt(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set instrumentsAt(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get instrumentsMax(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set instrumentsMax(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get currency(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set currency(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  /** Breakers that block. */
  get tripped(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set tripped(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  get kill(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set kill(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get openOrders(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set openOrders(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  get dailyLossUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set dailyLossUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get drawdownUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set drawdownUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get lossesUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set lossesUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get jumpUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set jumpUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** Token buckets: 1 order costs the interval in ns, a ns brings the limit. */
  get secondLevel(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set secondLevel(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get minuteLevel(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set minuteLevel(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  get hourLevel(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set hourLevel(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get rateNs(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set rateNs(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get dayEndNs(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set dayEndNs(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  /** Results are equity less deposits: now, at the day's start, at the peak. */
  get dayPnl(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set dayPnl(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  get peakPnl(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set peakPnl(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  /** Result at which the drawdown breaker trips, for deposits of `floor_external`. */
  get drawdownFloor(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set drawdownFloor(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
  get floorExternal(): bigint {
    return this.view.getBigInt64(this.offset + 128, true);
  }
  set floorExternal(value: bigint) {
    this.view.setBigInt64(this.offset + 128, value, true);
  }
  /** Worst case over all instruments. */
  get exposure(): bigint {
    return this.view.getBigInt64(this.offset + 136, true);
  }
  set exposure(value: bigint) {
    this.view.setBigInt64(this.offset + 136, value, true);
  }
  /** Quantity of the last verdict. */
  get verdictQty(): bigint {
    return this.view.getBigInt64(this.offset + 144, true);
  }
  set verdictQty(value: bigint) {
    this.view.setBigInt64(this.offset + 144, value, true);
  }
  get approved(): bigint {
    return this.view.getBigInt64(this.offset + 152, true);
  }
  set approved(value: bigint) {
    this.view.setBigInt64(this.offset + 152, value, true);
  }
  get reduced(): bigint {
    return this.view.getBigInt64(this.offset + 160, true);
  }
  set reduced(value: bigint) {
    this.view.setBigInt64(this.offset + 160, value, true);
  }
  get refused(): bigint {
    return this.view.getBigInt64(this.offset + 168, true);
  }
  set refused(value: bigint) {
    this.view.setBigInt64(this.offset + 168, value, true);
  }
  get lastNs(): bigint {
    return this.view.getBigInt64(this.offset + 176, true);
  }
  set lastNs(value: bigint) {
    this.view.setBigInt64(this.offset + 176, value, true);
  }
  /** Losses in a row that a release forgave. */
  get lossesForgiven(): number {
    return this.view.getUint32(this.offset + 184, true);
  }
  set lossesForgiven(value: number) {
    this.view.setUint32(this.offset + 184, value, true);
  }
  /** 1 after the first mark or order set the day and the peak. */
  get isStarted(): number {
    return this.view.getUint32(this.offset + 188, true);
  }
  set isStarted(value: number) {
    this.view.setUint32(this.offset + 188, value, true);
  }
  get pad0(): bigint {
    return this.view.getBigInt64(this.offset + 192, true);
  }
  set pad0(value: bigint) {
    this.view.setBigInt64(this.offset + 192, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 200, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 200, value, true);
  }
  get pad2(): bigint {
    return this.view.getBigInt64(this.offset + 208, true);
  }
  set pad2(value: bigint) {
    this.view.setBigInt64(this.offset + 208, value, true);
  }
  get pad3(): bigint {
    return this.view.getBigInt64(this.offset + 216, true);
  }
  set pad3(value: bigint) {
    this.view.setBigInt64(this.offset + 216, value, true);
  }
  get pad4(): bigint {
    return this.view.getBigInt64(this.offset + 224, true);
  }
  set pad4(value: bigint) {
    this.view.setBigInt64(this.offset + 224, value, true);
  }
  get pad5(): bigint {
    return this.view.getBigInt64(this.offset + 232, true);
  }
  set pad5(value: bigint) {
    this.view.setBigInt64(this.offset + 232, value, true);
  }
  get pad6(): bigint {
    return this.view.getBigInt64(this.offset + 240, true);
  }
  set pad6(value: bigint) {
    this.view.setBigInt64(this.offset + 240, value, true);
  }
  get pad7(): bigint {
    return this.view.getBigInt64(this.offset + 248, true);
  }
  set pad7(value: bigint) {
    this.view.setBigInt64(this.offset + 248, value, true);
  }
}

/** Limits of one instrument: argument of `riskDefine`. 96 bytes. */
export class RiskInstrumentView {
  static readonly size: number = 96;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Price and quantity quanta, both ends allowed. */
  get priceMin(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set priceMin(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get priceMax(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set priceMax(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get qtyMin(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set qtyMin(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get qtyMax(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set qtyMax(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Value of one order. */
  get notionalMax(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set notionalMax(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Worst-case position, quantity quanta. */
  get positionMax(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set positionMax(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** Value of the worst-case position. */
  get positionValueMax(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set positionValueMax(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Largest distance of a limit price from the reference, as its share. */
  get collar(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set collar(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** Trips when the marks of one to two windows span this share of their lowest. */
  get jump(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set jump(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get jumpWindowNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set jumpWindowNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Reduced quantities are multiples of it. */
  get lotSize(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set lotSize(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get pad0(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set pad0(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
}

/** Limits of all instruments together: argument of `riskLimits`. 120 bytes. */
export class RiskLimitsView {
  static readonly size: number = 120;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Rules that are checked. */
  get enabled(): number {
    return this.view.getUint32(this.offset, true);
  }
  set enabled(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  /** Of Notional, Position, PositionValue and Exposure: those that cut an order instead of refusing. */
  get reduces(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set reduces(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  /** Largest worst-case sum of position values. */
  get exposureMax(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set exposureMax(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Largest exposure as a multiple of the equity, 10^-9. */
  get leverageMax(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set leverageMax(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Trips when the day's result is this much below zero. */
  get dailyLossMax(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set dailyLossMax(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Trips when the equity is this share below its peak. */
  get drawdownMax(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set drawdownMax(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** How long a tripped breaker blocks; 0: until `riskRelease`; -1: until the UTC day ends. */
  get dailyLossReleaseNs(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set dailyLossReleaseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get drawdownReleaseNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set drawdownReleaseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get lossesReleaseNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set lossesReleaseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get jumpReleaseNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set jumpReleaseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** Round trips with a loss, in a row. */
  get lossesMax(): number {
    return this.view.getUint32(this.offset + 72, true);
  }
  set lossesMax(value: number) {
    this.view.setUint32(this.offset + 72, value, true);
  }
  get openOrdersMax(): number {
    return this.view.getUint32(this.offset + 76, true);
  }
  set openOrdersMax(value: number) {
    this.view.setUint32(this.offset + 76, value, true);
  }
  /** Orders in a second, minute, hour; 0: no such limit. At most 1 000 000. */
  get ordersSecond(): number {
    return this.view.getUint32(this.offset + 80, true);
  }
  set ordersSecond(value: number) {
    this.view.setUint32(this.offset + 80, value, true);
  }
  get ordersMinute(): number {
    return this.view.getUint32(this.offset + 84, true);
  }
  set ordersMinute(value: number) {
    this.view.setUint32(this.offset + 84, value, true);
  }
  get ordersHour(): number {
    return this.view.getUint32(this.offset + 88, true);
  }
  set ordersHour(value: number) {
    this.view.setUint32(this.offset + 88, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 92, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 92, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get pad2(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set pad2(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  get pad3(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set pad3(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
}

/** What risk knows of an instrument. 96 bytes. */
export class RiskPositionView {
  static readonly size: number = 96;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Quantity of the working orders. */
  get openBuy(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set openBuy(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get openSell(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set openSell(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Last mark: values market orders, holds the collar. 0: none yet. */
  get reference(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set reference(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Worst-case value, part of `RiskHead.exposure`. */
  get exposure(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set exposure(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get windowEndNs(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set windowEndNs(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get low(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set low(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get high(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set high(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get previousLow(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set previousLow(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get previousHigh(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set previousHigh(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get isDefined(): number {
    return this.view.getUint32(this.offset + 72, true);
  }
  set isDefined(value: number) {
    this.view.setUint32(this.offset + 72, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 76, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 76, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get pad2(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set pad2(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
}
