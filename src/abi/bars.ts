// Generated from core-wasm/schema/bars.fbs by scripts/generate-abi.ts. Do not edit.

/** Why a record was refused. */
export const BarFault = {
  None: 0,
  /** Its bar is closed already. */
  Late: 1,
  /** Earlier than the record before it. */
  Disorder: 2,
  /** Its trade id, or start of its bar, was there already. */
  Duplicate: 3,
  /** A negative quantity, a bar whose high is not its highest, a bar that ends before it starts. */
  Malformed: 4,
  /** An input bar that reaches over the end of the bar it starts in. */
  Straddle: 5,
  /** More bars at once than `fillMax`. */
  LongGap: 6,
  /** Quantities that add up to more than 63 bits hold. */
  Overflow: 7,
} as const;
export type BarFault = (typeof BarFault)[keyof typeof BarFault];

/** Bits of `Bar.barFlags`. */
export const BarFlag = {
  /** Still open: its values may change. */
  Forming: 1,
  /** Nothing traded: open, high, low and close are the close before it. */
  Empty: 2,
  /** Bars of quotes: no bid was there yet, so that `open` to `close` mean nothing; the ask alike. */
  NoBid: 4,
  NoAsk: 8,
} as const;
export type BarFlag = (typeof BarFlag)[keyof typeof BarFlag];

/** What ends a bar. */
export const BarKind = {
  None: 0,
  /** A span of ns. */
  Time: 1,
  /** Calendar months. */
  Month: 2,
  /** A count of events. */
  Tick: 3,
  /** A quantity. */
  Volume: 4,
  /** Price times quantity. */
  Dollar: 5,
  /** Trades of one aggressor beyond those of the other: their count, quantity or turnover. */
  TickImbalance: 6,
  VolumeImbalance: 7,
  DollarImbalance: 8,
  /** High minus low. */
  Range: 9,
  Renko: 10,
  /** Columns of boxes. */
  PointFigure: 11,
} as const;
export type BarKind = (typeof BarKind)[keyof typeof BarKind];

/** Bits of `BarsConfig.options`. */
export const BarOption = {
  /** Intervals without events have a bar, flagged Empty. */
  Fill: 1,
  /** An event that is more than a bar wants is divided. */
  Split: 2,
  /** Renko bricks show how far prices went against them. */
  Wicks: 4,
  /** Receive times count, not exchange times. */
  ReceiveClock: 8,
  /** The bound of imbalance bars follows what was seen: size and the alphas of BarsConfig. */
  Expected: 16,
} as const;
export type BarOption = (typeof BarOption)[keyof typeof BarOption];

/** What happens to a record that is not as it should be. All are counted. */
export const BarPolicy = {
  /** The call ends before it, with a fault. */
  Refuse: 0,
  /** It is left out. */
  Ignore: 1,
  /** It is taken as far as it can be. */
  Include: 2,
} as const;
export type BarPolicy = (typeof BarPolicy)[keyof typeof BarPolicy];

/** Record kind of bars; it continues RecordKind. */
export const BarRecordKind = {
  None: 0,
  Bar: 48,
} as const;
export type BarRecordKind = (typeof BarRecordKind)[keyof typeof BarRecordKind];

/** Which records bars are made of. */
export const BarSource = {
  Trades: 0,
  Quotes: 1,
  Bars: 2,
} as const;
export type BarSource = (typeof BarSource)[keyof typeof BarSource];

/**
 * The first 24 bytes of every record: Header of records.fbs. Times are those at which the bar
 * closed, which is when it becomes known.
 */
export class BarHeaderView {
  static readonly size: number = 24;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get size(): number {
    return this.view.getUint32(this.offset, true);
  }
  set size(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get kind(): number {
    return this.view.getUint8(this.offset + 4);
  }
  set kind(value: number) {
    this.view.setUint8(this.offset + 4, value);
  }
  get flags(): number {
    return this.view.getUint8(this.offset + 5);
  }
  set flags(value: number) {
    this.view.setUint8(this.offset + 5, value);
  }
  get instrumentId(): number {
    return this.view.getUint16(this.offset + 6, true);
  }
  set instrumentId(value: number) {
    this.view.setUint16(this.offset + 6, value, true);
  }
  get recvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set recvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get exchangeTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set exchangeTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
}

/**
 * From `from_ns` on the clocks of the place are so far ahead of UTC. A table has them in order, at
 * least two days apart; before the first its offset is in force, too.
 */
export class BarOffsetView {
  static readonly size: number = 16;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get fromNs(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set fromNs(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get offsetNs(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set offsetNs(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
}

/** Argument of `barsInit`. Times in ns, prices and quantities in quanta. */
export class BarsConfigView {
  static readonly size: number = 80;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get kind(): number {
    return this.view.getUint8(this.offset);
  }
  set kind(value: number) {
    this.view.setUint8(this.offset, value);
  }
  get source(): number {
    return this.view.getUint8(this.offset + 1);
  }
  set source(value: number) {
    this.view.setUint8(this.offset + 1, value);
  }
  get options(): number {
    return this.view.getUint8(this.offset + 2);
  }
  set options(value: number) {
    this.view.setUint8(this.offset + 2, value);
  }
  get late(): number {
    return this.view.getUint8(this.offset + 3);
  }
  set late(value: number) {
    this.view.setUint8(this.offset + 3, value);
  }
  get disorder(): number {
    return this.view.getUint8(this.offset + 4);
  }
  set disorder(value: number) {
    this.view.setUint8(this.offset + 4, value);
  }
  get duplicates(): number {
    return this.view.getUint8(this.offset + 5);
  }
  set duplicates(value: number) {
    this.view.setUint8(this.offset + 5, value);
  }
  get malformed(): number {
    return this.view.getUint8(this.offset + 6);
  }
  set malformed(value: number) {
    this.view.setUint8(this.offset + 6, value);
  }
  /** Point and figure: boxes that turn a column, >= 1. */
  get reversal(): number {
    return this.view.getUint8(this.offset + 7);
  }
  set reversal(value: number) {
    this.view.setUint8(this.offset + 7, value);
  }
  get instrumentId(): number {
    return this.view.getUint16(this.offset + 8, true);
  }
  set instrumentId(value: number) {
    this.view.setUint16(this.offset + 8, value, true);
  }
  get seriesId(): number {
    return this.view.getUint16(this.offset + 10, true);
  }
  set seriesId(value: number) {
    this.view.setUint16(this.offset + 10, value, true);
  }
  /** Most bars that one event makes. */
  get fillMax(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set fillMax(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  /** Ns, months, events, quantity, turnover, price range, brick or box; >= 1. */
  get size(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set size(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Upper half of the size where that is a turnover: `size` is the lower one. */
  get sizeHigh(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set sizeHigh(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /**
   * Time: where the grid starts, ns since 1970 UTC (by the clocks of the place where there is a
   * table of offsets); spans below a day start again every day.
   */
  get anchorNs(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set anchorNs(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Time up to a day: how long the session lasts from the anchor; 0: the whole day. */
  get sessionNs(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set sessionNs(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** Expected imbalance: weight of the newest bar's count, and of the newest event's imbalance. */
  get alphaCount(): number {
    return this.view.getFloat64(this.offset + 48, true);
  }
  set alphaCount(value: number) {
    this.view.setFloat64(this.offset + 48, value, true);
  }
  get alphaImbalance(): number {
    return this.view.getFloat64(this.offset + 56, true);
  }
  set alphaImbalance(value: number) {
    this.view.setFloat64(this.offset + 56, value, true);
  }
  /** Expected imbalance: bounds of the expected count. */
  get countMin(): number {
    return this.view.getUint32(this.offset + 64, true);
  }
  set countMin(value: number) {
    this.view.setUint32(this.offset + 64, value, true);
  }
  get countMax(): number {
    return this.view.getUint32(this.offset + 68, true);
  }
  set countMax(value: number) {
    this.view.setUint32(this.offset + 68, value, true);
  }
  /**
   * Time and months: entries of the table of offsets, and a sum of them, by which states of
   * another table are told apart; 0: days begin at the anchor in UTC.
   */
  get offsetsCount(): number {
    return this.view.getUint32(this.offset + 72, true);
  }
  set offsetsCount(value: number) {
    this.view.setUint32(this.offset + 72, value, true);
  }
  get offsetsSum(): number {
    return this.view.getUint32(this.offset + 76, true);
  }
  set offsetsSum(value: number) {
    this.view.setUint32(this.offset + 76, value, true);
  }
}

/** Stands at the start of a builder's state. */
export class BarsStatsView {
  static readonly size: number = 88;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Where the last call stopped: first record that was not taken, and end of what it wrote. */
  get cursor(): number {
    return this.view.getUint32(this.offset, true);
  }
  set cursor(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get out(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set out(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  get bars(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set bars(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get events(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set events(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get late(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set late(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get disordered(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set disordered(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get duplicates(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set duplicates(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get malformed(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set malformed(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Events outside the session. */
  get outside(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set outside(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** Places at which input bars are missing. */
  get gaps(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set gaps(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** End of the last bar that time closed; the smallest int64 before the first. */
  get closedEndNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set closedEndNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Of the refused record at `cursor`. */
  get fault(): number {
    return this.view.getUint8(this.offset + 80);
  }
  set fault(value: number) {
    this.view.setUint8(this.offset + 80, value);
  }
  get isForming(): number {
    return this.view.getUint8(this.offset + 81);
  }
  set isForming(value: number) {
    this.view.setUint8(this.offset + 81, value);
  }
  get pad0(): number {
    return this.view.getUint16(this.offset + 82, true);
  }
  set pad0(value: number) {
    this.view.setUint16(this.offset + 82, value, true);
  }
  /** Number of the state's layout: a state of another one cannot go on. */
  get layout(): number {
    return this.view.getUint32(this.offset + 84, true);
  }
  set layout(value: number) {
    this.view.setUint32(this.offset + 84, value, true);
  }
}

/** Bar. 128 bytes. Prices and quantities in quanta of the instrument. */
export class BarView extends BarHeaderView {
  static override readonly size: number = 128;
  /** Start of the interval, ns; of the first event for bars that time does not cut. */
  get openTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set openTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get open(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set open(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get high(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set high(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get low(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set low(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get close(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set close(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** Quantity traded, and the part of it whose aggressor bought. */
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get buyQty(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set buyQty(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Sum of price times quantity, in quanta of both. */
  get turnover(): number {
    return this.view.getFloat64(this.offset + 80, true);
  }
  set turnover(value: number) {
    this.view.setFloat64(this.offset + 80, value, true);
  }
  /** Trades or quotes in it. */
  get eventCount(): number {
    return this.view.getUint32(this.offset + 88, true);
  }
  set eventCount(value: number) {
    this.view.setUint32(this.offset + 88, value, true);
  }
  get barFlags(): number {
    return this.view.getUint8(this.offset + 92);
  }
  set barFlags(value: number) {
    this.view.setUint8(this.offset + 92, value);
  }
  get pad0(): number {
    return this.view.getUint8(this.offset + 93);
  }
  set pad0(value: number) {
    this.view.setUint8(this.offset + 93, value);
  }
  /** Of the subscription that asked for it; 0 where the source's own. */
  get seriesId(): number {
    return this.view.getUint16(this.offset + 94, true);
  }
  set seriesId(value: number) {
    this.view.setUint16(this.offset + 94, value, true);
  }
  /** Bars of quotes: the same of the ask, while `open` to `close` are of the bid. 0 otherwise. */
  get askOpen(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set askOpen(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get askHigh(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set askHigh(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  get askLow(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set askLow(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get askClose(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set askClose(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
}

/** Offsets of BarHeader's own fields. */
export const BarHeaderAt = {
  size: 0,
  kind: 4,
  flags: 5,
  instrumentId: 6,
  recvTsNs: 8,
  exchangeTsNs: 16,
} as const;

/** Offsets of BarOffset's own fields. */
export const BarOffsetAt = {
  fromNs: 0,
  offsetNs: 8,
} as const;

/** Offsets of BarsConfig's own fields. */
export const BarsConfigAt = {
  kind: 0,
  source: 1,
  options: 2,
  late: 3,
  disorder: 4,
  duplicates: 5,
  malformed: 6,
  reversal: 7,
  instrumentId: 8,
  seriesId: 10,
  fillMax: 12,
  size: 16,
  sizeHigh: 24,
  anchorNs: 32,
  sessionNs: 40,
  alphaCount: 48,
  alphaImbalance: 56,
  countMin: 64,
  countMax: 68,
  offsetsCount: 72,
  offsetsSum: 76,
} as const;

/** Offsets of BarsStats's own fields. */
export const BarsStatsAt = {
  cursor: 0,
  out: 4,
  bars: 8,
  events: 16,
  late: 24,
  disordered: 32,
  duplicates: 40,
  malformed: 48,
  outside: 56,
  gaps: 64,
  closedEndNs: 72,
  fault: 80,
  isForming: 81,
  pad0: 82,
  layout: 84,
} as const;

/** Offsets of Bar's own fields. */
export const BarAt = {
  openTsNs: 24,
  open: 32,
  high: 40,
  low: 48,
  close: 56,
  qty: 64,
  buyQty: 72,
  turnover: 80,
  eventCount: 88,
  barFlags: 92,
  pad0: 93,
  seriesId: 94,
  askOpen: 96,
  askHigh: 104,
  askLow: 112,
  askClose: 120,
} as const;
