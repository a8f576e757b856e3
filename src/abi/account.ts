// Generated from core-wasm/schema/account.fbs by scripts/generate-abi.ts. Do not edit.

/** Bits of `AccountInstrument.account_flags`. */
export const AccountFlag = {
  /** Spot: balances may go below zero. */
  AllowShort: 1,
  /** Rates come from the account's table of fee tiers. */
  FeeTiers: 2,
} as const;
export type AccountFlag = (typeof AccountFlag)[keyof typeof AccountFlag];

export const AccountKind = {
  /** Buys and sells move the base currency too. */
  Spot: 0,
  /** Perpetual that is quoted and settled in one currency. */
  Linear: 1,
  /** Perpetual of contracts worth a fixed sum of quote currency, settled in the base currency. */
  Inverse: 2,
} as const;
export type AccountKind = (typeof AccountKind)[keyof typeof AccountKind];

export const Rounding = {
  /** Towards minus infinity. */
  Down: 0,
  /** Towards plus infinity. */
  Up: 1,
  /** To the nearest, halves to the even one. */
  HalfEven: 2,
  TowardZero: 3,
} as const;
export type Rounding = (typeof Rounding)[keyof typeof Rounding];

/** Stands at the start of an account. 128 bytes. */
export class AccountHeadView {
  static readonly size: number = 128;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Addresses of the tables. */
  get currenciesAt(): number {
    return this.view.getUint32(this.offset, true);
  }
  set currenciesAt(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get positionsAt(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set positionsAt(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  get feeTiersAt(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set feeTiersAt(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get volumesAt(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set volumesAt(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get currencyCount(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set currencyCount(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get instrumentsMax(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set instrumentsMax(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  get feeTierCount(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set feeTierCount(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  /** Events booked: fills, fundings, marks, deposits. */
  get events(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set events(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get fills(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set fills(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** Positions opened and closed again. */
  get roundTrips(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set roundTrips(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get winsInRow(): number {
    return this.view.getUint32(this.offset + 56, true);
  }
  set winsInRow(value: number) {
    this.view.setUint32(this.offset + 56, value, true);
  }
  get lossesInRow(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set lossesInRow(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
  /** UTC day that `volume_today` is of, days since 1970. */
  get volumeDay(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set volumeDay(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get volumeToday(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set volumeToday(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Volume of the 30 UTC days before today, which decides the fee tier. */
  get volume30Days(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set volume30Days(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get winningTrips(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set winningTrips(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get losingTrips(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set losingTrips(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  /** Received by the last `accountFunding`; negative: paid. */
  get lastFunding(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set lastFunding(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  /** Bytes from a position to that of the next instrument. */
  get positionStride(): number {
    return this.view.getUint32(this.offset + 112, true);
  }
  set positionStride(value: number) {
    this.view.setUint32(this.offset + 112, value, true);
  }
  /** Currency that the fee table and its volumes are in. */
  get feeCurrency(): number {
    return this.view.getUint32(this.offset + 116, true);
  }
  set feeCurrency(value: number) {
    this.view.setUint32(this.offset + 116, value, true);
  }
  /** Instruments that were defined. */
  get instrumentCount(): number {
    return this.view.getUint32(this.offset + 120, true);
  }
  set instrumentCount(value: number) {
    this.view.setUint32(this.offset + 120, value, true);
  }
  get pad1(): number {
    return this.view.getUint32(this.offset + 124, true);
  }
  set pad1(value: number) {
    this.view.setUint32(this.offset + 124, value, true);
  }
}

/** How an instrument is booked: argument of `accountDefine`. 80 bytes. */
export class AccountInstrumentView {
  static readonly size: number = 80;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /**
   * Spot, linear: value = price * qty * numerator / denominator. Inverse: value = qty * numerator
   * / (price * denominator). The denominator is a power of ten up to 10^9.
   */
  get valueNumerator(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set valueNumerator(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get valueDenominator(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set valueDenominator(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Spot: base cash quanta of one quantity quantum. */
  get baseNumerator(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set baseNumerator(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Share of the value, 10^-9; negative: a rebate. */
  get makerRate(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set makerRate(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get takerRate(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set takerRate(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Initial margin as a share of the value: 10^9 / leverage. */
  get initialRate(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set initialRate(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get kind(): number {
    return this.view.getUint8(this.offset + 48);
  }
  set kind(value: number) {
    this.view.setUint8(this.offset + 48, value);
  }
  /** Of values, released basis, funding and unrealised results. */
  get rounding(): number {
    return this.view.getUint8(this.offset + 49);
  }
  set rounding(value: number) {
    this.view.setUint8(this.offset + 49, value);
  }
  get feeRounding(): number {
    return this.view.getUint8(this.offset + 50);
  }
  set feeRounding(value: number) {
    this.view.setUint8(this.offset + 50, value);
  }
  get accountFlags(): number {
    return this.view.getUint8(this.offset + 51);
  }
  set accountFlags(value: number) {
    this.view.setUint8(this.offset + 51, value);
  }
  /** Currency that values and results are in: the quote, for inverse instruments the base. */
  get settle(): number {
    return this.view.getUint16(this.offset + 52, true);
  }
  set settle(value: number) {
    this.view.setUint16(this.offset + 52, value, true);
  }
  /** Spot: the currency bought. */
  get base(): number {
    return this.view.getUint16(this.offset + 54, true);
  }
  set base(value: number) {
    this.view.setUint16(this.offset + 54, value, true);
  }
  /** Set by the core. */
  get tierCount(): number {
    return this.view.getUint32(this.offset + 56, true);
  }
  set tierCount(value: number) {
    this.view.setUint32(this.offset + 56, value, true);
  }
  get isDefined(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set isDefined(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
  /** The initial rate as a fraction in its lowest terms, set by the core. */
  get initialNumerator(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set initialNumerator(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get initialDenominator(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set initialDenominator(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
}

/** A position. 160 bytes; its AccountInstrument follows it. */
export class AccountPositionView {
  static readonly size: number = 160;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Quantity quanta; negative: short. */
  get qty(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  /** What the open quantity cost; has the sign of `qty`. */
  get basis(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set basis(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Value of all buys less that of all sells. */
  get traded(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set traded(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get realized(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set realized(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get fee(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set fee(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get funding(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set funding(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** What rounding left out of `traded`, and of fees and funding paid, 10^-9 cash quanta. */
  get valueResidual(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set valueResidual(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get rateResidual(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set rateResidual(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** Price quanta; 0 before the first mark or fill. */
  get mark(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set mark(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** Absolute value at the mark. */
  get markValue(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set markValue(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  get openValue(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set openValue(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get maintenance(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set maintenance(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get makerVolume(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set makerVolume(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get takerVolume(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set takerVolume(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  /** Realised less fees, plus funding, since the position was opened. */
  get tripPnl(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set tripPnl(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get fills(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set fills(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
  /** Quantity of the open orders of a side. */
  get openBuy(): bigint {
    return this.view.getBigInt64(this.offset + 128, true);
  }
  set openBuy(value: bigint) {
    this.view.setBigInt64(this.offset + 128, value, true);
  }
  get openSell(): bigint {
    return this.view.getBigInt64(this.offset + 136, true);
  }
  set openSell(value: bigint) {
    this.view.setBigInt64(this.offset + 136, value, true);
  }
  /** Spot: sum of price * quantity of the open buy orders. */
  get openBuyCost(): bigint {
    return this.view.getBigInt64(this.offset + 144, true);
  }
  set openBuyCost(value: bigint) {
    this.view.setBigInt64(this.offset + 144, value, true);
  }
  /** Held back of the settlement currency. */
  get initial(): bigint {
    return this.view.getBigInt64(this.offset + 152, true);
  }
  set initial(value: bigint) {
    this.view.setBigInt64(this.offset + 152, value, true);
  }
}

/** One currency of an account. 96 bytes. */
export class CurrencyBalanceView {
  static readonly size: number = 96;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get cash(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set cash(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  /** Deposits less withdrawals: the counter-account of all cash. */
  get external(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set external(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Unrealised result of perpetuals and market value of spot positions. */
  get openValue(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set openValue(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Sum of the positions' absolute values at their marks. */
  get exposure(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set exposure(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get maintenance(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set maintenance(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get realized(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set realized(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get fee(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set fee(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Received; negative: paid. */
  get funding(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set funding(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** Unrealised result of perpetuals alone. */
  get unrealized(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set unrealized(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** Held back: initial margins of positions and open orders, cost of open spot orders. */
  get initial(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set initial(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  get pad0(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set pad0(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
}

/** A step of the fee table. 32 bytes. */
export class FeeTierView {
  static readonly size: number = 32;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** 30-day volume at which it starts. */
  get volumeMin(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set volumeMin(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get makerRate(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set makerRate(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get takerRate(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set takerRate(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get pad0(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set pad0(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
}

/** What `accountMargin` answers, in cash quanta of the instrument's settlement currency. 64 bytes. */
export class MarginReportView {
  static readonly size: number = 64;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get equity(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set equity(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  /** Equity without spot positions, less what is held back. */
  get available(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set available(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get unrealized(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set unrealized(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get initial(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set initial(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get maintenance(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set maintenance(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Price quanta; 0: no price liquidates; -1: the margin does not suffice at any price. */
  get liquidationPrice(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set liquidationPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get mark(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set mark(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Price quanta, to the nearest; 0: no position. */
  get averagePrice(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set averagePrice(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
}

/** A step of the maintenance margin: value * rate - amount from `floor` on. 32 bytes. */
export class MarginTierView {
  static readonly size: number = 32;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Value at which it starts. */
  get floor(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set floor(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get rate(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set rate(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get amount(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set amount(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get pad0(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set pad0(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
}

/** Offsets of AccountHead's own fields. */
export const AccountHeadAt = {
  currenciesAt: 0,
  positionsAt: 4,
  feeTiersAt: 8,
  volumesAt: 12,
  currencyCount: 16,
  instrumentsMax: 20,
  feeTierCount: 24,
  pad0: 28,
  events: 32,
  fills: 40,
  roundTrips: 48,
  winsInRow: 56,
  lossesInRow: 60,
  volumeDay: 64,
  volumeToday: 72,
  volume30Days: 80,
  winningTrips: 88,
  losingTrips: 96,
  lastFunding: 104,
  positionStride: 112,
  feeCurrency: 116,
  instrumentCount: 120,
  pad1: 124,
} as const;

/** Offsets of AccountInstrument's own fields. */
export const AccountInstrumentAt = {
  valueNumerator: 0,
  valueDenominator: 8,
  baseNumerator: 16,
  makerRate: 24,
  takerRate: 32,
  initialRate: 40,
  kind: 48,
  rounding: 49,
  feeRounding: 50,
  accountFlags: 51,
  settle: 52,
  base: 54,
  tierCount: 56,
  isDefined: 60,
  initialNumerator: 64,
  initialDenominator: 72,
} as const;

/** Offsets of AccountPosition's own fields. */
export const AccountPositionAt = {
  qty: 0,
  basis: 8,
  traded: 16,
  realized: 24,
  fee: 32,
  funding: 40,
  valueResidual: 48,
  rateResidual: 56,
  mark: 64,
  markValue: 72,
  openValue: 80,
  maintenance: 88,
  makerVolume: 96,
  takerVolume: 104,
  tripPnl: 112,
  fills: 120,
  openBuy: 128,
  openSell: 136,
  openBuyCost: 144,
  initial: 152,
} as const;

/** Offsets of CurrencyBalance's own fields. */
export const CurrencyBalanceAt = {
  cash: 0,
  external: 8,
  openValue: 16,
  exposure: 24,
  maintenance: 32,
  realized: 40,
  fee: 48,
  funding: 56,
  unrealized: 64,
  initial: 72,
  pad0: 80,
  pad1: 88,
} as const;

/** Offsets of FeeTier's own fields. */
export const FeeTierAt = {
  volumeMin: 0,
  makerRate: 8,
  takerRate: 16,
  pad0: 24,
} as const;

/** Offsets of MarginReport's own fields. */
export const MarginReportAt = {
  equity: 0,
  available: 8,
  unrealized: 16,
  initial: 24,
  maintenance: 32,
  liquidationPrice: 40,
  mark: 48,
  averagePrice: 56,
} as const;

/** Offsets of MarginTier's own fields. */
export const MarginTierAt = {
  floor: 0,
  rate: 8,
  amount: 16,
  pad0: 24,
} as const;
