// Generated from core-wasm/schema/bars.fbs by scripts/generate-abi.ts. Do not edit.

/** Bits of `Bar.barFlags`. */
export const BarFlag = {
  /** Still open: its values may change. */
  Forming: 1,
  /** Nothing traded: open, high, low and close are the close before it. */
  Empty: 2,
} as const;
export type BarFlag = (typeof BarFlag)[keyof typeof BarFlag];

/** Record kind of bars; it continues RecordKind. */
export const BarRecordKind = {
  None: 0,
  Bar: 48,
} as const;
export type BarRecordKind = (typeof BarRecordKind)[keyof typeof BarRecordKind];

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
  get pad4(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set pad4(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
}
