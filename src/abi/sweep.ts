// Generated from core-wasm/schema/sweep.fbs by scripts/generate-abi.ts. Do not edit.

/** Steps of a rule, postfix over rows of bits. The place of a comparison stands in the bits from 8. */
export const SweepOp = {
  Above: 0,
  Below: 1,
  CrossAbove: 2,
  CrossBelow: 3,
  And: 4,
  Or: 5,
} as const;
export type SweepOp = (typeof SweepOp)[keyof typeof SweepOp];

/** How many are bought or sold. */
export const SweepSizing = {
  /** `SweepSet.qty`. */
  Fixed: 0,
  /** The whole lots that `SweepSet.share` of the equity buys at the close. */
  Share: 1,
} as const;
export type SweepSizing = (typeof SweepSizing)[keyof typeof SweepSizing];

/** What a set's run came to. */
export const SweepState = {
  Running: 0,
  /** A figure left 64 bits: the set has to be run alone. */
  Overflow: 1,
  /** There was no room for its fills. */
  RowsFull: 2,
  /** Its margin may be used up within a bar: the set has to be run alone. */
  UsedUp: 3,
} as const;
export type SweepState = (typeof SweepState)[keyof typeof SweepState];

/** Values of an indicator, a price or a constant over the block that is run. 8 bytes. */
export class SweepColumnView {
  static readonly size: number = 8;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get valuesAt(): number {
    return this.view.getUint32(this.offset, true);
  }
  set valuesAt(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  /** A bit for each bar: whether there is a value. */
  get validAt(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set validAt(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
}

/** What all sets share. 168 bytes. */
export class SweepConfigView {
  static readonly size: number = 168;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** AccountInstrument. */
  get instrument(): number {
    return this.view.getUint32(this.offset, true);
  }
  set instrument(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get bars(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set bars(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  /** Prices in quanta, one per bar. */
  get openAt(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set openAt(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get closeAt(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set closeAt(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  /** The same closes as doubles. */
  get closeValueAt(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set closeValueAt(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  /** First bar at which an order that was sent at the end of a bar fills; `bars`: none. */
  get fillBarAt(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set fillBarAt(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** Seconds from the first bar's end to each bar's; one more than bars, the last one twice. */
  get secondsAt(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set secondsAt(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** Sum of close times the seconds that it held, before each bar; one more than bars. */
  get closeSecondsAt(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set closeSecondsAt(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  /** Least and largest close of every 64 bars. */
  get lowestAt(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set lowestAt(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get highestAt(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set highestAt(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** Bars at whose end equity is written to `SweepSet.equity_at`, rising. */
  get samplesAt(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set samplesAt(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get sampleCount(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set sampleCount(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  /** SweepOps of the four rules; an empty rule never holds. */
  get enterLongAt(): number {
    return this.view.getUint32(this.offset + 48, true);
  }
  set enterLongAt(value: number) {
    this.view.setUint32(this.offset + 48, value, true);
  }
  get enterLongCount(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set enterLongCount(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  get exitLongAt(): number {
    return this.view.getUint32(this.offset + 56, true);
  }
  set exitLongAt(value: number) {
    this.view.setUint32(this.offset + 56, value, true);
  }
  get exitLongCount(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set exitLongCount(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
  get enterShortAt(): number {
    return this.view.getUint32(this.offset + 64, true);
  }
  set enterShortAt(value: number) {
    this.view.setUint32(this.offset + 64, value, true);
  }
  get enterShortCount(): number {
    return this.view.getUint32(this.offset + 68, true);
  }
  set enterShortCount(value: number) {
    this.view.setUint32(this.offset + 68, value, true);
  }
  get exitShortAt(): number {
    return this.view.getUint32(this.offset + 72, true);
  }
  set exitShortAt(value: number) {
    this.view.setUint32(this.offset + 72, value, true);
  }
  get exitShortCount(): number {
    return this.view.getUint32(this.offset + 76, true);
  }
  set exitShortCount(value: number) {
    this.view.setUint32(this.offset + 76, value, true);
  }
  /** Comparisons, of which each set has its own operands. */
  get termCount(): number {
    return this.view.getUint32(this.offset + 80, true);
  }
  set termCount(value: number) {
    this.view.setUint32(this.offset + 80, value, true);
  }
  /** Work space: `sweepScratch` bytes. */
  get scratchAt(): number {
    return this.view.getUint32(this.offset + 84, true);
  }
  set scratchAt(value: number) {
    this.view.setUint32(this.offset + 84, value, true);
  }
  get sizing(): number {
    return this.view.getUint32(this.offset + 88, true);
  }
  set sizing(value: number) {
    this.view.setUint32(this.offset + 88, value, true);
  }
  /** Ends of the bars, ns since 1970: what the hash of trades has of a fill's bar. */
  get timesAt(): number {
    return this.view.getUint32(this.offset + 92, true);
  }
  set timesAt(value: number) {
    this.view.setUint32(this.offset + 92, value, true);
  }
  get cash(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set cash(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get lotSize(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set lotSize(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  /** Powers of ten of the scales: a value in units times it is a number of quanta. */
  get cashPower(): number {
    return this.view.getFloat64(this.offset + 112, true);
  }
  set cashPower(value: number) {
    this.view.setFloat64(this.offset + 112, value, true);
  }
  get pricePower(): number {
    return this.view.getFloat64(this.offset + 120, true);
  }
  set pricePower(value: number) {
    this.view.setFloat64(this.offset + 120, value, true);
  }
  get qtyPower(): number {
    return this.view.getFloat64(this.offset + 128, true);
  }
  set qtyPower(value: number) {
    this.view.setFloat64(this.offset + 128, value, true);
  }
  /** Cash quanta of one quantum of price times one of quantity. */
  get valueFactor(): number {
    return this.view.getFloat64(this.offset + 136, true);
  }
  set valueFactor(value: number) {
    this.view.setFloat64(this.offset + 136, value, true);
  }
  /** Room for pieces of fills, of which sets take what they need; 0: fills are not kept. */
  get rowsAt(): number {
    return this.view.getUint32(this.offset + 144, true);
  }
  set rowsAt(value: number) {
    this.view.setUint32(this.offset + 144, value, true);
  }
  get rowsEnd(): number {
    return this.view.getUint32(this.offset + 148, true);
  }
  set rowsEnd(value: number) {
    this.view.setUint32(this.offset + 148, value, true);
  }
  /** Least low and largest high of every 64 bars. */
  get lowestLowAt(): number {
    return this.view.getUint32(this.offset + 152, true);
  }
  set lowestLowAt(value: number) {
    this.view.setUint32(this.offset + 152, value, true);
  }
  get highestHighAt(): number {
    return this.view.getUint32(this.offset + 156, true);
  }
  set highestHighAt(value: number) {
    this.view.setUint32(this.offset + 156, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 160, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 160, value, true);
  }
}

/** A fill. 40 bytes. */
export class SweepFillView {
  static readonly size: number = 40;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get fee(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set fee(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get realized(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set realized(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get bar(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set bar(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  /** 0 buy, 1 sell. */
  get side(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set side(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
}

/** One parameter set. 240 bytes. */
export class SweepSetView {
  static readonly size: number = 240;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Columns of its comparisons: two u32 places of SweepColumns for each. */
  get operandsAt(): number {
    return this.view.getUint32(this.offset, true);
  }
  set operandsAt(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  /** Carries of its comparisons, a u32 each, zero at the start. */
  get carriesAt(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set carriesAt(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  /** f64 for each sample. */
  get equityAt(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set equityAt(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  /** First and last piece of its fills: the address of the next piece, then up to 64 SweepFills. */
  get rowsAt(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set rowsAt(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get rowsEnd(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set rowsEnd(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get rowCount(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set rowCount(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  get state(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set state(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** Next bar whose signals count. */
  get nextBar(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set nextBar(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  /** Bars up to here are in the figures. */
  get covered(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set covered(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get nextSample(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set nextSample(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** Orders that the account could not afford. */
  get refused(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set refused(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get trips(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set trips(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  get wins(): number {
    return this.view.getUint32(this.offset + 48, true);
  }
  set wins(value: number) {
    this.view.setUint32(this.offset + 48, value, true);
  }
  get losses(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set losses(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  get fills(): number {
    return this.view.getUint32(this.offset + 56, true);
  }
  set fills(value: number) {
    this.view.setUint32(this.offset + 56, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get share(): number {
    return this.view.getFloat64(this.offset + 72, true);
  }
  set share(value: number) {
    this.view.setFloat64(this.offset + 72, value, true);
  }
  get cash(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set cash(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  /** Signed. */
  get position(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set position(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get basis(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set basis(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get fees(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set fees(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  /** Of every fill's bar, side, price, quantity and fee. */
  get tradeHash(): bigint {
    return this.view.getBigUint64(this.offset + 112, true);
  }
  set tradeHash(value: bigint) {
    this.view.setBigUint64(this.offset + 112, value, true);
  }
  /** Cash quanta; sums of what round trips came to, and fees of the trip that is open. */
  get grossProfit(): number {
    return this.view.getFloat64(this.offset + 120, true);
  }
  set grossProfit(value: number) {
    this.view.setFloat64(this.offset + 120, value, true);
  }
  get grossLoss(): number {
    return this.view.getFloat64(this.offset + 128, true);
  }
  set grossLoss(value: number) {
    this.view.setFloat64(this.offset + 128, value, true);
  }
  get tripFees(): number {
    return this.view.getFloat64(this.offset + 136, true);
  }
  set tripFees(value: number) {
    this.view.setFloat64(this.offset + 136, value, true);
  }
  /** Value of all fills. */
  get turnover(): number {
    return this.view.getFloat64(this.offset + 144, true);
  }
  set turnover(value: number) {
    this.view.setFloat64(this.offset + 144, value, true);
  }
  /** Largest equity so far, the least since, and the deepest fall as a share: 0 or negative. */
  get peak(): number {
    return this.view.getFloat64(this.offset + 152, true);
  }
  set peak(value: number) {
    this.view.setFloat64(this.offset + 152, value, true);
  }
  get trough(): number {
    return this.view.getFloat64(this.offset + 160, true);
  }
  set trough(value: number) {
    this.view.setFloat64(this.offset + 160, value, true);
  }
  get fall(): number {
    return this.view.getFloat64(this.offset + 168, true);
  }
  set fall(value: number) {
    this.view.setFloat64(this.offset + 168, value, true);
  }
  /** Equity = base + slope * close. */
  get base(): number {
    return this.view.getFloat64(this.offset + 176, true);
  }
  set base(value: number) {
    this.view.setFloat64(this.offset + 176, value, true);
  }
  get slope(): number {
    return this.view.getFloat64(this.offset + 184, true);
  }
  set slope(value: number) {
    this.view.setFloat64(this.offset + 184, value, true);
  }
  get equitySeconds(): number {
    return this.view.getFloat64(this.offset + 192, true);
  }
  set equitySeconds(value: number) {
    this.view.setFloat64(this.offset + 192, value, true);
  }
  get heldSeconds(): number {
    return this.view.getFloat64(this.offset + 200, true);
  }
  set heldSeconds(value: number) {
    this.view.setFloat64(this.offset + 200, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 208, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 208, value, true);
  }
  get pad2(): bigint {
    return this.view.getBigInt64(this.offset + 216, true);
  }
  set pad2(value: bigint) {
    this.view.setBigInt64(this.offset + 216, value, true);
  }
  get pad3(): bigint {
    return this.view.getBigInt64(this.offset + 224, true);
  }
  set pad3(value: bigint) {
    this.view.setBigInt64(this.offset + 224, value, true);
  }
  get pad4(): bigint {
    return this.view.getBigInt64(this.offset + 232, true);
  }
  set pad4(value: bigint) {
    this.view.setBigInt64(this.offset + 232, value, true);
  }
}

/** Offsets of SweepColumn's own fields. */
export const SweepColumnAt = {
  valuesAt: 0,
  validAt: 4,
} as const;

/** Offsets of SweepConfig's own fields. */
export const SweepConfigAt = {
  instrument: 0,
  bars: 4,
  openAt: 8,
  closeAt: 12,
  closeValueAt: 16,
  fillBarAt: 20,
  secondsAt: 24,
  closeSecondsAt: 28,
  lowestAt: 32,
  highestAt: 36,
  samplesAt: 40,
  sampleCount: 44,
  enterLongAt: 48,
  enterLongCount: 52,
  exitLongAt: 56,
  exitLongCount: 60,
  enterShortAt: 64,
  enterShortCount: 68,
  exitShortAt: 72,
  exitShortCount: 76,
  termCount: 80,
  scratchAt: 84,
  sizing: 88,
  timesAt: 92,
  cash: 96,
  lotSize: 104,
  cashPower: 112,
  pricePower: 120,
  qtyPower: 128,
  valueFactor: 136,
  rowsAt: 144,
  rowsEnd: 148,
  lowestLowAt: 152,
  highestHighAt: 156,
  pad1: 160,
} as const;

/** Offsets of SweepFill's own fields. */
export const SweepFillAt = {
  price: 0,
  qty: 8,
  fee: 16,
  realized: 24,
  bar: 32,
  side: 36,
} as const;

/** Offsets of SweepSet's own fields. */
export const SweepSetAt = {
  operandsAt: 0,
  carriesAt: 4,
  equityAt: 8,
  rowsAt: 12,
  rowsEnd: 16,
  rowCount: 20,
  state: 24,
  nextBar: 28,
  covered: 32,
  nextSample: 36,
  refused: 40,
  trips: 44,
  wins: 48,
  losses: 52,
  fills: 56,
  pad0: 60,
  qty: 64,
  share: 72,
  cash: 80,
  position: 88,
  basis: 96,
  fees: 104,
  tradeHash: 112,
  grossProfit: 120,
  grossLoss: 128,
  tripFees: 136,
  turnover: 144,
  peak: 152,
  trough: 160,
  fall: 168,
  base: 176,
  slope: 184,
  equitySeconds: 192,
  heldSeconds: 200,
  pad1: 208,
  pad2: 216,
  pad3: 224,
  pad4: 232,
} as const;
