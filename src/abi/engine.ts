// Generated from core-wasm/schema/engine.fbs by scripts/generate-abi.ts. Do not edit.

/** Input of engineRun: one per source, in the order that breaks ties. 16 bytes. */
export class CursorView {
  static readonly size: number = 16;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Next record, and the end of those decoded so far. */
  get position(): number {
    return this.view.getUint32(this.offset, true);
  }
  set position(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get end(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set end(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  /** Records taken so far, without definitions. */
  get records(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set records(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  /**
   * Table of the scales that this source gives its instruments (4 bytes each), where several
   * sources may feed one instrument; 0: the engine's scales are the source's.
   */
  get scales(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set scales(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
}

/** Head of the engine's memory. */
export class EngineStateView {
  static readonly size: number = 208;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Records later than this stay where they are (LimitReached). */
  get untilTsNs(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set untilTsNs(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  /** At most so many records a call; 0: no limit. */
  get maxRecords(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set maxRecords(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  /** Bit k set: records of kind k are taken; others are passed over unseen. */
  get kindMask(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set kindMask(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  /** Copies of the taken records go to [outPosition, outEnd) unless outEnd is 0. */
  get outPosition(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set outPosition(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get outEnd(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set outEnd(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** 1: dataHash is kept. Costs about 3 ns a level. */
  get hashing(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set hashing(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get instrumentCount(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set instrumentCount(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  /** Cursor and address of the record last looked at; after NeedInput the cursor to refill. */
  get stopCursor(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set stopCursor(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get stopRecord(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set stopRecord(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** Instrument of the last record taken. */
  get lastInstrument(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set lastInstrument(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get instruments(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set instruments(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  /** Time of the last record taken: of its receipt, or at the exchange with `orderClock` 1. */
  get recvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set recvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Covers every field of every record taken, and the top of the book after it. */
  get dataHash(): bigint {
    return this.view.getBigUint64(this.offset + 56, true);
  }
  set dataHash(value: bigint) {
    this.view.setBigUint64(this.offset + 56, value, true);
  }
  /** Level changes + trades + book tickers + snapshot levels + order events. */
  get events(): bigint {
    return this.view.getBigUint64(this.offset + 64, true);
  }
  set events(value: bigint) {
    this.view.setBigUint64(this.offset + 64, value, true);
  }
  get records(): bigint {
    return this.view.getBigUint64(this.offset + 72, true);
  }
  set records(value: bigint) {
    this.view.setBigUint64(this.offset + 72, value, true);
  }
  get depthLevels(): bigint {
    return this.view.getBigUint64(this.offset + 80, true);
  }
  set depthLevels(value: bigint) {
    this.view.setBigUint64(this.offset + 80, value, true);
  }
  get snapshotLevels(): bigint {
    return this.view.getBigUint64(this.offset + 88, true);
  }
  set snapshotLevels(value: bigint) {
    this.view.setBigUint64(this.offset + 88, value, true);
  }
  get trades(): bigint {
    return this.view.getBigUint64(this.offset + 96, true);
  }
  set trades(value: bigint) {
    this.view.setBigUint64(this.offset + 96, value, true);
  }
  get bbos(): bigint {
    return this.view.getBigUint64(this.offset + 104, true);
  }
  set bbos(value: bigint) {
    this.view.setBigUint64(this.offset + 104, value, true);
  }
  get orderEvents(): bigint {
    return this.view.getBigUint64(this.offset + 112, true);
  }
  set orderEvents(value: bigint) {
    this.view.setBigUint64(this.offset + 112, value, true);
  }
  get otherRecords(): bigint {
    return this.view.getBigUint64(this.offset + 120, true);
  }
  set otherRecords(value: bigint) {
    this.view.setBigUint64(this.offset + 120, value, true);
  }
  get gaps(): bigint {
    return this.view.getBigUint64(this.offset + 128, true);
  }
  set gaps(value: bigint) {
    this.view.setBigUint64(this.offset + 128, value, true);
  }
  get resyncs(): bigint {
    return this.view.getBigUint64(this.offset + 136, true);
  }
  set resyncs(value: bigint) {
    this.view.setBigUint64(this.offset + 136, value, true);
  }
  /** Deltas dropped because the book was past them already. */
  get staleDeltas(): bigint {
    return this.view.getBigUint64(this.offset + 144, true);
  }
  set staleDeltas(value: bigint) {
    this.view.setBigUint64(this.offset + 144, value, true);
  }
  /** Snapshots too old to be used, or not needed. */
  get unusedSnapshots(): bigint {
    return this.view.getBigUint64(this.offset + 152, true);
  }
  set unusedSnapshots(value: bigint) {
    this.view.setBigUint64(this.offset + 152, value, true);
  }
  get refused(): bigint {
    return this.view.getBigUint64(this.offset + 160, true);
  }
  set refused(value: bigint) {
    this.view.setBigUint64(this.offset + 160, value, true);
  }
  /** Depth records after which the best bid stood at or above the best ask. */
  get crossed(): bigint {
    return this.view.getBigUint64(this.offset + 168, true);
  }
  set crossed(value: bigint) {
    this.view.setBigUint64(this.offset + 168, value, true);
  }
  /** Order events that did not fit the book: unknown or known order, more than is left. */
  get oddOrders(): bigint {
    return this.view.getBigUint64(this.offset + 176, true);
  }
  set oddOrders(value: bigint) {
    this.view.setBigUint64(this.offset + 176, value, true);
  }
  /** A book not heard of for longer counts as stale; 0: never. */
  get staleAfterNs(): bigint {
    return this.view.getBigInt64(this.offset + 184, true);
  }
  set staleAfterNs(value: bigint) {
    this.view.setBigInt64(this.offset + 184, value, true);
  }
  /** 1: engineRun stops with GapSeen behind a record that broke a sequence. */
  get stopOnGap(): number {
    return this.view.getUint32(this.offset + 192, true);
  }
  set stopOnGap(value: number) {
    this.view.setUint32(this.offset + 192, value, true);
  }
  /**
   * Best bid and ask after each kept delta that a snapshot lets in, as Bbo records without
   * times, to [keptOut, keptOutEnd) unless 0; keptOut moves on. For verifiers.
   */
  get keptOut(): number {
    return this.view.getUint32(this.offset + 196, true);
  }
  set keptOut(value: number) {
    this.view.setUint32(this.offset + 196, value, true);
  }
  get keptOutEnd(): number {
    return this.view.getUint32(this.offset + 200, true);
  }
  set keptOutEnd(value: number) {
    this.view.setUint32(this.offset + 200, value, true);
  }
  /**
   * Which order of records the books follow, 0: that of receive times. 1: that of exchange times,
   * as the venue itself had it; records older than the one before are taken where they stand.
   */
  get orderClock(): number {
    return this.view.getUint32(this.offset + 204, true);
  }
  set orderClock(value: number) {
    this.view.setUint32(this.offset + 204, value, true);
  }
}

/** One instrument. 192 bytes of which the first part is for the host. */
export class InstrumentStateView {
  static readonly size: number = 144;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Address of its book, and of its L3 book or 0. */
  get book(): number {
    return this.view.getUint32(this.offset, true);
  }
  set book(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get orders(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set orders(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  get state(): number {
    return this.view.getUint8(this.offset + 8);
  }
  set state(value: number) {
    this.view.setUint8(this.offset + 8, value);
  }
  get awaitFirst(): number {
    return this.view.getUint8(this.offset + 9);
  }
  set awaitFirst(value: number) {
    this.view.setUint8(this.offset + 9, value);
  }
  get sequenceRule(): number {
    return this.view.getUint8(this.offset + 10);
  }
  set sequenceRule(value: number) {
    this.view.setUint8(this.offset + 10, value);
  }
  get bookModel(): number {
    return this.view.getUint8(this.offset + 11);
  }
  set bookModel(value: number) {
    this.view.setUint8(this.offset + 11, value);
  }
  get priceScale(): number {
    return this.view.getInt8(this.offset + 12);
  }
  set priceScale(value: number) {
    this.view.setInt8(this.offset + 12, value);
  }
  get qtyScale(): number {
    return this.view.getInt8(this.offset + 13);
  }
  set qtyScale(value: number) {
    this.view.setInt8(this.offset + 13, value);
  }
  get venue(): number {
    return this.view.getUint16(this.offset + 14, true);
  }
  set venue(value: number) {
    this.view.setUint16(this.offset + 14, value, true);
  }
  get version(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set version(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get defined(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set defined(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** Last applied update id; -1 when none. */
  get lastSeq(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set lastSeq(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /**
   * Prices between which the snapshot told all levels. Beyond them a level is known only once it
   * has changed.
   */
  get trustedLow(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set trustedLow(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get trustedHigh(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set trustedHigh(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get recvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set recvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get exchangeTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set exchangeTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get gaps(): bigint {
    return this.view.getBigUint64(this.offset + 64, true);
  }
  set gaps(value: bigint) {
    this.view.setBigUint64(this.offset + 64, value, true);
  }
  get resyncs(): bigint {
    return this.view.getBigUint64(this.offset + 72, true);
  }
  set resyncs(value: bigint) {
    this.view.setBigUint64(this.offset + 72, value, true);
  }
  /** Mixed into dataHash in place of the run-local instrument id. */
  get keyHash(): bigint {
    return this.view.getBigUint64(this.offset + 80, true);
  }
  set keyHash(value: bigint) {
    this.view.setBigUint64(this.offset + 80, value, true);
  }
  /** Deltas kept until a snapshot fits: [pending, pendingEnd) of pendingLimit bytes. */
  get pending(): number {
    return this.view.getUint32(this.offset + 88, true);
  }
  set pending(value: number) {
    this.view.setUint32(this.offset + 88, value, true);
  }
  get pendingUsed(): number {
    return this.view.getUint32(this.offset + 92, true);
  }
  set pendingUsed(value: number) {
    this.view.setUint32(this.offset + 92, value, true);
  }
  get pendingLimit(): number {
    return this.view.getUint32(this.offset + 96, true);
  }
  set pendingLimit(value: number) {
    this.view.setUint32(this.offset + 96, value, true);
  }
  get pendingLost(): number {
    return this.view.getUint32(this.offset + 100, true);
  }
  set pendingLost(value: number) {
    this.view.setUint32(this.offset + 100, value, true);
  }
  /** Deltas in a row that the live book was past already. */
  get oldInARow(): number {
    return this.view.getUint32(this.offset + 104, true);
  }
  set oldInARow(value: number) {
    this.view.setUint32(this.offset + 104, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 108, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 108, value, true);
  }
  /** Ids of the delta or snapshot that broke the sequence last. */
  get gapExpected(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set gapExpected(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get gapFound(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set gapFound(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
  get tickSize(): bigint {
    return this.view.getBigInt64(this.offset + 128, true);
  }
  set tickSize(value: bigint) {
    this.view.setBigInt64(this.offset + 128, value, true);
  }
  get lotSize(): bigint {
    return this.view.getBigInt64(this.offset + 136, true);
  }
  set lotSize(value: bigint) {
    this.view.setBigInt64(this.offset + 136, value, true);
  }
}

/** Offsets of Cursor's own fields. */
export const CursorAt = {
  position: 0,
  end: 4,
  records: 8,
  scales: 12,
} as const;

/** Offsets of EngineState's own fields. */
export const EngineStateAt = {
  untilTsNs: 0,
  maxRecords: 8,
  kindMask: 12,
  outPosition: 16,
  outEnd: 20,
  hashing: 24,
  instrumentCount: 28,
  stopCursor: 32,
  stopRecord: 36,
  lastInstrument: 40,
  instruments: 44,
  recvTsNs: 48,
  dataHash: 56,
  events: 64,
  records: 72,
  depthLevels: 80,
  snapshotLevels: 88,
  trades: 96,
  bbos: 104,
  orderEvents: 112,
  otherRecords: 120,
  gaps: 128,
  resyncs: 136,
  staleDeltas: 144,
  unusedSnapshots: 152,
  refused: 160,
  crossed: 168,
  oddOrders: 176,
  staleAfterNs: 184,
  stopOnGap: 192,
  keptOut: 196,
  keptOutEnd: 200,
  orderClock: 204,
} as const;

/** Offsets of InstrumentState's own fields. */
export const InstrumentStateAt = {
  book: 0,
  orders: 4,
  state: 8,
  awaitFirst: 9,
  sequenceRule: 10,
  bookModel: 11,
  priceScale: 12,
  qtyScale: 13,
  venue: 14,
  version: 16,
  defined: 20,
  lastSeq: 24,
  trustedLow: 32,
  trustedHigh: 40,
  recvTsNs: 48,
  exchangeTsNs: 56,
  gaps: 64,
  resyncs: 72,
  keyHash: 80,
  pending: 88,
  pendingUsed: 92,
  pendingLimit: 96,
  pendingLost: 100,
  oldInARow: 104,
  pad0: 108,
  gapExpected: 112,
  gapFound: 120,
  tickSize: 128,
  lotSize: 136,
} as const;
