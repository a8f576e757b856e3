// Generated from core-wasm/schema/risk.fbs by scripts/generate-abi.ts. Do not edit.

export const KillMode = {
  Off: 0,
  /** Orders that only close a position pass. */
  CloseOnly: 1,
  /** No order passes. */
  All: 2,
} as const;
export type KillMode = (typeof KillMode)[keyof typeof KillMode];

/** What `RiskLimits.reduces` cuts by, and what `RiskHead.tripped` and `riskResume` name. */
export const RiskRule = {
  Notional: 1,
  Position: 2,
  PositionValue: 4,
  Exposure: 8,
  Leverage: 16,
  DailyLoss: 32,
  Drawdown: 64,
  Losses: 128,
  Jump: 256,
  Kill: 512,
} as const;
export type RiskRule = (typeof RiskRule)[keyof typeof RiskRule];

/** Stands at the start of a risk state; its RiskLimits follow it. 256 bytes. */
export class RiskHeadView {
  static readonly size: number = 256;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get accountAt(): number {
    return this.view.getUint32(this.offset, true);
  }
  set accountAt(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  /** Address of the CurrencyBalance that limits are in. */
  get balanceAt(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set balanceAt(value: number) {
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
  /** Bytes from a RiskPosition to that of the next instrument. */
  get instrumentStride(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set instrumentStride(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  /** 64 counters of verdicts (int64) by OrderReason: None approved, Reduced cut, others refused. */
  get verdictsAt(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set verdictsAt(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** RiskRule bits of the breakers that block: DailyLoss, Drawdown, Losses. */
  get tripped(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set tripped(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get kill(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set kill(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  get openOrders(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set openOrders(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  /** Losses in a row that a release forgave. */
  get lossesForgiven(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set lossesForgiven(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** Instruments that were defined. */
  get instrumentCount(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set instrumentCount(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  /** OrderReason of the rule that refused or cut the last order. */
  get verdictRule(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set verdictRule(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  /** Quantity of the last verdict; 0: refused. */
  get verdictQty(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set verdictQty(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Until when a breaker blocks. */
  get dailyLossUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set dailyLossUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get drawdownUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set drawdownUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get lossesUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set lossesUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Token buckets: an order costs the interval in ns, a ns brings the limit. */
  get secondLevel(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set secondLevel(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get minuteLevel(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set minuteLevel(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get hourLevel(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set hourLevel(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  /** When they were filled up last. */
  get rateNs(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set rateNs(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  /** End of the current day; 0: nothing happened yet. */
  get dayEndNs(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set dayEndNs(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  /** Results are equity less deposits: at the start of the day, at the peak. */
  get dayPnl(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set dayPnl(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
  get peakPnl(): bigint {
    return this.view.getBigInt64(this.offset + 128, true);
  }
  set peakPnl(value: bigint) {
    this.view.setBigInt64(this.offset + 128, value, true);
  }
  /** Result at or below which the drawdown breaker trips, for deposits of `floor_external`. */
  get drawdownFloor(): bigint {
    return this.view.getBigInt64(this.offset + 136, true);
  }
  set drawdownFloor(value: bigint) {
    this.view.setBigInt64(this.offset + 136, value, true);
  }
  get floorExternal(): bigint {
    return this.view.getBigInt64(this.offset + 144, true);
  }
  set floorExternal(value: bigint) {
    this.view.setBigInt64(this.offset + 144, value, true);
  }
  /** Worst case over all instruments. */
  get exposure(): bigint {
    return this.view.getBigInt64(this.offset + 152, true);
  }
  set exposure(value: bigint) {
    this.view.setBigInt64(this.offset + 152, value, true);
  }
  /** Equity that `leverage_cap` is the largest exposure for. */
  get leverageEquity(): bigint {
    return this.view.getBigInt64(this.offset + 160, true);
  }
  set leverageEquity(value: bigint) {
    this.view.setBigInt64(this.offset + 160, value, true);
  }
  get leverageCap(): bigint {
    return this.view.getBigInt64(this.offset + 168, true);
  }
  set leverageCap(value: bigint) {
    this.view.setBigInt64(this.offset + 168, value, true);
  }
  /** Events of the account that the breakers have seen, and when time alone changes one. */
  get seenEvents(): bigint {
    return this.view.getBigInt64(this.offset + 176, true);
  }
  set seenEvents(value: bigint) {
    this.view.setBigInt64(this.offset + 176, value, true);
  }
  get nextNs(): bigint {
    return this.view.getBigInt64(this.offset + 184, true);
  }
  set nextNs(value: bigint) {
    this.view.setBigInt64(this.offset + 184, value, true);
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
  /** Reduced quantities are multiples of it, >= 1. */
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

/** Limits of all instruments together: argument of `riskConfigure`. 128 bytes. */
export class RiskLimitsView {
  static readonly size: number = 128;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Currency of the account that limits and results are in; instruments must settle in it. */
  get currency(): number {
    return this.view.getUint32(this.offset, true);
  }
  set currency(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  /** RiskRule bits of Notional to Leverage: those that cut an order instead of refusing it. */
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
  /** Largest worst-case exposure as a multiple of the equity, 10^-9. */
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
  /** How long a tripped breaker blocks; 0: until `riskResume`; -1: until the day ends. */
  get dailyLossPauseNs(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set dailyLossPauseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get drawdownPauseNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set drawdownPauseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get lossesPauseNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set lossesPauseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get jumpPauseNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set jumpPauseNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** Start of a day after midnight UTC, 0 to below 24 h. */
  get dayStartNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set dayStartNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Trips at so many round trips with a loss in a row. */
  get lossesMax(): number {
    return this.view.getUint32(this.offset + 80, true);
  }
  set lossesMax(value: number) {
    this.view.setUint32(this.offset + 80, value, true);
  }
  get openOrdersMax(): number {
    return this.view.getUint32(this.offset + 84, true);
  }
  set openOrdersMax(value: number) {
    this.view.setUint32(this.offset + 84, value, true);
  }
  /** Orders in a second, minute, hour. At most 1 000 000. */
  get ordersSecond(): number {
    return this.view.getUint32(this.offset + 88, true);
  }
  set ordersSecond(value: number) {
    this.view.setUint32(this.offset + 88, value, true);
  }
  get ordersMinute(): number {
    return this.view.getUint32(this.offset + 92, true);
  }
  set ordersMinute(value: number) {
    this.view.setUint32(this.offset + 92, value, true);
  }
  get ordersHour(): number {
    return this.view.getUint32(this.offset + 96, true);
  }
  set ordersHour(value: number) {
    this.view.setUint32(this.offset + 96, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 100, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 100, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  get pad2(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set pad2(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get pad3(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set pad3(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
}

/** What risk knows of an instrument; its RiskInstrument follows it. 128 bytes. */
export class RiskPositionView {
  static readonly size: number = 128;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Address of the AccountPosition. */
  get positionAt(): number {
    return this.view.getUint32(this.offset, true);
  }
  set positionAt(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get isDefined(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set isDefined(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  /** Quantity of the working orders but reduce-only ones, which never enlarge a position. */
  get openBuy(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set openBuy(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get openSell(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set openSell(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Last mark; the first fill where there was none; 0: none yet. */
  get reference(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set reference(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Worst-case value, part of `RiskHead.exposure`. */
  get exposure(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set exposure(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Price that `collar_band` is the largest distance from. */
  get collarAt(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set collarAt(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get collarBand(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set collarBand(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Marks of the current window and of the one before; 0: none. */
  get windowEndNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set windowEndNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get low(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set low(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get high(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set high(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  get previousLow(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set previousLow(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get previousHigh(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set previousHigh(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  /** Lowest mark that `jump_band` is the smallest jump from. */
  get jumpAt(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set jumpAt(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get jumpBand(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set jumpBand(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  /** Until when a jump blocks; 0: none does. */
  get jumpUntilNs(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set jumpUntilNs(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get pad0(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set pad0(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
}

/** Offsets of RiskHead's own fields. */
export const RiskHeadAt = {
  accountAt: 0,
  balanceAt: 4,
  instrumentsAt: 8,
  instrumentsMax: 12,
  instrumentStride: 16,
  verdictsAt: 20,
  tripped: 24,
  kill: 28,
  openOrders: 32,
  lossesForgiven: 36,
  instrumentCount: 40,
  verdictRule: 44,
  verdictQty: 48,
  dailyLossUntilNs: 56,
  drawdownUntilNs: 64,
  lossesUntilNs: 72,
  secondLevel: 80,
  minuteLevel: 88,
  hourLevel: 96,
  rateNs: 104,
  dayEndNs: 112,
  dayPnl: 120,
  peakPnl: 128,
  drawdownFloor: 136,
  floorExternal: 144,
  exposure: 152,
  leverageEquity: 160,
  leverageCap: 168,
  seenEvents: 176,
  nextNs: 184,
  pad0: 192,
  pad1: 200,
  pad2: 208,
  pad3: 216,
  pad4: 224,
  pad5: 232,
  pad6: 240,
  pad7: 248,
} as const;

/** Offsets of RiskInstrument's own fields. */
export const RiskInstrumentAt = {
  priceMin: 0,
  priceMax: 8,
  qtyMin: 16,
  qtyMax: 24,
  notionalMax: 32,
  positionMax: 40,
  positionValueMax: 48,
  collar: 56,
  jump: 64,
  jumpWindowNs: 72,
  lotSize: 80,
  pad0: 88,
} as const;

/** Offsets of RiskLimits's own fields. */
export const RiskLimitsAt = {
  currency: 0,
  reduces: 4,
  exposureMax: 8,
  leverageMax: 16,
  dailyLossMax: 24,
  drawdownMax: 32,
  dailyLossPauseNs: 40,
  drawdownPauseNs: 48,
  lossesPauseNs: 56,
  jumpPauseNs: 64,
  dayStartNs: 72,
  lossesMax: 80,
  openOrdersMax: 84,
  ordersSecond: 88,
  ordersMinute: 92,
  ordersHour: 96,
  pad0: 100,
  pad1: 104,
  pad2: 112,
  pad3: 120,
} as const;

/** Offsets of RiskPosition's own fields. */
export const RiskPositionAt = {
  positionAt: 0,
  isDefined: 4,
  openBuy: 8,
  openSell: 16,
  reference: 24,
  exposure: 32,
  collarAt: 40,
  collarBand: 48,
  windowEndNs: 56,
  low: 64,
  high: 72,
  previousLow: 80,
  previousHigh: 88,
  jumpAt: 96,
  jumpBand: 104,
  jumpUntilNs: 112,
  pad0: 120,
} as const;
