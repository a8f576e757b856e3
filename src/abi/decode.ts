// Generated from core-wasm/schema/decode.fbs by scripts/generate-abi.ts. Do not edit.

/** What the digits of a receive stamp count. */
export const TimeUnit = {
  /** Found from the number of digits of the first stamp, then demanded of all. */
  Detect: 0,
  Second: 1,
  Millisecond: 2,
  Microsecond: 3,
  Nanosecond: 4,
} as const;
export type TimeUnit = (typeof TimeUnit)[keyof typeof TimeUnit];

/** State of the Binance decoder. The symbol table and scratch space follow it in memory. */
export class DecoderView {
  static readonly size: number = 176;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Address of the first byte not consumed by the last call. */
  get srcPos(): number {
    return this.view.getUint32(this.offset, true);
  }
  set srcPos(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  /** Address of the first output byte not written by the last call. */
  get outPos(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set outPos(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  /** Receive time of the next frame, ns: input of `decodeFrame`, output of `decodeLines`. */
  get recvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set recvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Frames or lines consumed, refused and empty ones included. */
  get frames(): bigint {
    return this.view.getBigUint64(this.offset + 16, true);
  }
  set frames(value: bigint) {
    this.view.setBigUint64(this.offset + 16, value, true);
  }
  /** Lines skipped by `decodeSkipLine`. */
  get refused(): bigint {
    return this.view.getBigUint64(this.offset + 24, true);
  }
  set refused(value: bigint) {
    this.view.setBigUint64(this.offset + 24, value, true);
  }
  /** Well-formed messages of other kinds: no record. */
  get ignored(): bigint {
    return this.view.getBigUint64(this.offset + 32, true);
  }
  set ignored(value: bigint) {
    this.view.setBigUint64(this.offset + 32, value, true);
  }
  /** Records that the slow path decoded. */
  get slowPath(): bigint {
    return this.view.getBigUint64(this.offset + 40, true);
  }
  set slowPath(value: bigint) {
    this.view.setBigUint64(this.offset + 40, value, true);
  }
  /** Records written, by kind. */
  get depthDeltas(): bigint {
    return this.view.getBigUint64(this.offset + 48, true);
  }
  set depthDeltas(value: bigint) {
    this.view.setBigUint64(this.offset + 48, value, true);
  }
  get depthSnapshots(): bigint {
    return this.view.getBigUint64(this.offset + 56, true);
  }
  set depthSnapshots(value: bigint) {
    this.view.setBigUint64(this.offset + 56, value, true);
  }
  get trades(): bigint {
    return this.view.getBigUint64(this.offset + 64, true);
  }
  set trades(value: bigint) {
    this.view.setBigUint64(this.offset + 64, value, true);
  }
  get bbos(): bigint {
    return this.view.getBigUint64(this.offset + 72, true);
  }
  set bbos(value: bigint) {
    this.view.setBigUint64(this.offset + 72, value, true);
  }
  /** Rows of the depth records written. */
  get rows(): bigint {
    return this.view.getBigUint64(this.offset + 80, true);
  }
  set rows(value: bigint) {
    this.view.setBigUint64(this.offset + 80, value, true);
  }
  /** Status of the last refusal, the address of the byte that caused it, and its line from 1. */
  get errorStatus(): number {
    return this.view.getInt32(this.offset + 88, true);
  }
  set errorStatus(value: number) {
    this.view.setInt32(this.offset + 88, value, true);
  }
  get errorPos(): number {
    return this.view.getUint32(this.offset + 92, true);
  }
  set errorPos(value: number) {
    this.view.setUint32(this.offset + 92, value, true);
  }
  get errorLine(): bigint {
    return this.view.getBigUint64(this.offset + 96, true);
  }
  set errorLine(value: bigint) {
    this.view.setBigUint64(this.offset + 96, value, true);
  }
  /** Input: unit of the receive stamps. */
  get timeUnit(): number {
    return this.view.getUint8(this.offset + 104);
  }
  set timeUnit(value: number) {
    this.view.setUint8(this.offset + 104, value);
  }
  /** Unit found in the first stamp. */
  get timeUnitFound(): number {
    return this.view.getUint8(this.offset + 105);
  }
  set timeUnitFound(value: number) {
    this.view.setUint8(this.offset + 105, value);
  }
  /** Input, 1: the end of the source ends the last line as a newline would. */
  get atEnd(): number {
    return this.view.getUint8(this.offset + 106);
  }
  set atEnd(value: number) {
    this.view.setUint8(this.offset + 106, value);
  }
  /** Input, 1: every frame takes the slow path. */
  get forceSlow(): number {
    return this.view.getUint8(this.offset + 107);
  }
  set forceSlow(value: number) {
    this.view.setUint8(this.offset + 107, value);
  }
  /** Input: instrument of snapshots that name no symbol; -1: the only one that is defined. */
  get defaultInstrument(): number {
    return this.view.getInt32(this.offset + 108, true);
  }
  set defaultInstrument(value: number) {
    this.view.setInt32(this.offset + 108, value, true);
  }
  /** Definitions known, and how many there may be. */
  get instrumentCount(): number {
    return this.view.getUint32(this.offset + 112, true);
  }
  set instrumentCount(value: number) {
    this.view.setUint32(this.offset + 112, value, true);
  }
  get instrumentsMax(): number {
    return this.view.getUint32(this.offset + 116, true);
  }
  set instrumentsMax(value: number) {
    this.view.setUint32(this.offset + 116, value, true);
  }
  /** ScaleTooFine: the instrument, and the decimals that hold every number of the frame. */
  get errorInstrument(): number {
    return this.view.getInt32(this.offset + 120, true);
  }
  set errorInstrument(value: number) {
    this.view.setInt32(this.offset + 120, value, true);
  }
  get neededPriceScale(): number {
    return this.view.getInt32(this.offset + 124, true);
  }
  set neededPriceScale(value: number) {
    this.view.setInt32(this.offset + 124, value, true);
  }
  get neededQtyScale(): number {
    return this.view.getInt32(this.offset + 128, true);
  }
  set neededQtyScale(value: number) {
    this.view.setInt32(this.offset + 128, value, true);
  }
  /** UnknownSymbol: length of `symbol`; 0 when the message names none. */
  get symbolLength(): number {
    return this.view.getUint32(this.offset + 132, true);
  }
  set symbolLength(value: number) {
    this.view.setUint32(this.offset + 132, value, true);
  }
  /** 1: `symbol` comes from a stream name, where Binance writes lower case. */
  get symbolFolded(): number {
    return this.view.getUint8(this.offset + 136);
  }
  set symbolFolded(value: number) {
    this.view.setUint8(this.offset + 136, value);
  }
  get pad0(): number {
    return this.view.getUint8(this.offset + 137);
  }
  set pad0(value: number) {
    this.view.setUint8(this.offset + 137, value);
  }
  get pad1(): number {
    return this.view.getUint16(this.offset + 138, true);
  }
  set pad1(value: number) {
    this.view.setUint16(this.offset + 138, value, true);
  }
  get pad2(): number {
    return this.view.getUint32(this.offset + 140, true);
  }
  set pad2(value: number) {
    this.view.setUint32(this.offset + 140, value, true);
  }
  get symbol(): Uint8Array {
    const at = this.view.byteOffset + this.offset + 144;
    return new Uint8Array(this.view.buffer, at, 32);
  }
}

/** Offsets of Decoder's own fields. */
export const DecoderAt = {
  srcPos: 0,
  outPos: 4,
  recvTsNs: 8,
  frames: 16,
  refused: 24,
  ignored: 32,
  slowPath: 40,
  depthDeltas: 48,
  depthSnapshots: 56,
  trades: 64,
  bbos: 72,
  rows: 80,
  errorStatus: 88,
  errorPos: 92,
  errorLine: 96,
  timeUnit: 104,
  timeUnitFound: 105,
  atEnd: 106,
  forceSlow: 107,
  defaultInstrument: 108,
  instrumentCount: 112,
  instrumentsMax: 116,
  errorInstrument: 120,
  neededPriceScale: 124,
  neededQtyScale: 128,
  symbolLength: 132,
  symbolFolded: 136,
  pad0: 137,
  pad1: 138,
  pad2: 140,
  symbol: 144,
} as const;
