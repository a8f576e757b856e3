// Generated from core-wasm/schema/matching.fbs by scripts/generate-abi.ts. Do not edit.

/** What the engine is doing between two records. */
export const MatchingPhase = {
  Idle: 0,
  /** The active order trades with the other side. */
  Sweep: 1,
  /** It has traded all it can: rest, or end. */
  Settle: 2,
  /** Stops that were triggered enter one after the other. */
  Cascade: 3,
  CancelAll: 4,
} as const;
export type MatchingPhase = (typeof MatchingPhase)[keyof typeof MatchingPhase];

/** What a matching engine is made from. 40 bytes. */
export class MatchingConfigView {
  static readonly size: number = 40;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Step of limit and stop prices, quanta, > 0. */
  get tickSize(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set tickSize(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  /** Step of quantities, quanta, > 0. */
  get lotSize(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set lotSize(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** End of the day of Day orders, ns after midnight UTC, 0 to 86,400 s - 1. */
  get dayEndNs(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set dayEndNs(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** Most open orders, waiting stops included, 1 to 2^23. */
  get ordersMax(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set ordersMax(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** Owners are 0 to ownersMax - 1; 1 to 65,536. */
  get ownersMax(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set ownersMax(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  /** log2 of the ticks in the dense window, 8 to 20. */
  get windowBits(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set windowBits(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get instrumentId(): number {
    return this.view.getUint16(this.offset + 36, true);
  }
  set instrumentId(value: number) {
    this.view.setUint16(this.offset + 36, value, true);
  }
  get pad0(): number {
    return this.view.getUint16(this.offset + 38, true);
  }
  set pad0(value: number) {
    this.view.setUint16(this.offset + 38, value, true);
  }
}

/** The head of a matching engine. Names without a unit are offsets from its own address, 0: none. */
export class MatchingStateView {
  static readonly size: number = 368;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Bytes of commands used up and of records written by the last run. */
  get consumed(): number {
    return this.view.getUint32(this.offset, true);
  }
  set consumed(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get written(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set written(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  /** Open orders, waiting stops included; stops that wait; icebergs in the book. */
  get orderCount(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set orderCount(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get stopCount(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set stopCount(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get icebergCount(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set icebergCount(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  /** Prices in the far store. */
  get farCount(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set farCount(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  get ordersMax(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set ordersMax(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get ownersMax(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set ownersMax(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  get phase(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set phase(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  /** Slots of the window - 1. */
  get windowMask(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set windowMask(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  get trades(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set trades(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** How often the window moved. */
  get recenters(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set recenters(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Latest receive time of a command. */
  get timeNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set timeNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** Price of the last trade, quanta; 0: none yet. */
  get lastPrice(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set lastPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** Best prices of the whole book in ticks, the ends of i64 where a side is empty. */
  get bestBid(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set bestBid(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  get bestAsk(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set bestAsk(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  /** Lowest tick of the window. */
  get baseTick(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set baseTick(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get tickSize(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set tickSize(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get lotSize(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set lotSize(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  get dayEndNs(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set dayEndNs(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  /** Exact division: inverse of the odd part, and the largest quotient. */
  get tickInverse(): bigint {
    return this.view.getBigUint64(this.offset + 120, true);
  }
  set tickInverse(value: bigint) {
    this.view.setBigUint64(this.offset + 120, value, true);
  }
  get tickBound(): bigint {
    return this.view.getBigUint64(this.offset + 128, true);
  }
  set tickBound(value: bigint) {
    this.view.setBigUint64(this.offset + 128, value, true);
  }
  get lotInverse(): bigint {
    return this.view.getBigUint64(this.offset + 136, true);
  }
  set lotInverse(value: bigint) {
    this.view.setBigUint64(this.offset + 136, value, true);
  }
  get lotBound(): bigint {
    return this.view.getBigUint64(this.offset + 144, true);
  }
  set lotBound(value: bigint) {
    this.view.setBigUint64(this.offset + 144, value, true);
  }
  get tickShift(): number {
    return this.view.getUint32(this.offset + 152, true);
  }
  set tickShift(value: number) {
    this.view.setUint32(this.offset + 152, value, true);
  }
  get lotShift(): number {
    return this.view.getUint32(this.offset + 156, true);
  }
  set lotShift(value: number) {
    this.view.setUint32(this.offset + 156, value, true);
  }
  /** Next number of arrival. */
  get arrival(): bigint {
    return this.view.getBigInt64(this.offset + 160, true);
  }
  set arrival(value: bigint) {
    this.view.setBigInt64(this.offset + 160, value, true);
  }
  /** Number of the last look whether a fill-or-kill order can be filled. */
  get look(): bigint {
    return this.view.getBigInt64(this.offset + 168, true);
  }
  set look(value: bigint) {
    this.view.setBigInt64(this.offset + 168, value, true);
  }
  /** First eight bytes of the records: a Match with a buyer as its taker, an OrderUpdate. */
  get matchHead(): bigint {
    return this.view.getBigUint64(this.offset + 176, true);
  }
  set matchHead(value: bigint) {
    this.view.setBigUint64(this.offset + 176, value, true);
  }
  get updateHead(): bigint {
    return this.view.getBigUint64(this.offset + 184, true);
  }
  set updateHead(value: bigint) {
    this.view.setBigUint64(this.offset + 184, value, true);
  }
  /** First and last price that the active order traded at, ticks; 0: none. */
  get firstTick(): bigint {
    return this.view.getBigInt64(this.offset + 192, true);
  }
  set firstTick(value: bigint) {
    this.view.setBigInt64(this.offset + 192, value, true);
  }
  get lastTick(): bigint {
    return this.view.getBigInt64(this.offset + 200, true);
  }
  set lastTick(value: bigint) {
    this.view.setBigInt64(this.offset + 200, value, true);
  }
  /** Limit of the active order, ticks. */
  get limitTick(): bigint {
    return this.view.getBigInt64(this.offset + 208, true);
  }
  set limitTick(value: bigint) {
    this.view.setBigInt64(this.offset + 208, value, true);
  }
  get cursorTick(): bigint {
    return this.view.getBigInt64(this.offset + 216, true);
  }
  set cursorTick(value: bigint) {
    this.view.setBigInt64(this.offset + 216, value, true);
  }
  /** Slot of the active order. */
  get active(): number {
    return this.view.getUint32(this.offset + 224, true);
  }
  set active(value: number) {
    this.view.setUint32(this.offset + 224, value, true);
  }
  /** Why the active order was cut or ended. */
  get activeReason(): number {
    return this.view.getUint32(this.offset + 228, true);
  }
  set activeReason(value: number) {
    this.view.setUint32(this.offset + 228, value, true);
  }
  /** 1: it may take no more. */
  get activeStopped(): number {
    return this.view.getUint32(this.offset + 232, true);
  }
  set activeStopped(value: number) {
    this.view.setUint32(this.offset + 232, value, true);
  }
  get cursorOwner(): number {
    return this.view.getUint32(this.offset + 236, true);
  }
  set cursorOwner(value: number) {
    this.view.setUint32(this.offset + 236, value, true);
  }
  get cursorStep(): number {
    return this.view.getUint32(this.offset + 240, true);
  }
  set cursorStep(value: number) {
    this.view.setUint32(this.offset + 240, value, true);
  }
  get cursorCount(): number {
    return this.view.getUint32(this.offset + 244, true);
  }
  set cursorCount(value: number) {
    this.view.setUint32(this.offset + 244, value, true);
  }
  /** Where the next record goes, and the last place where one fits; addresses. */
  get out(): number {
    return this.view.getUint32(this.offset + 248, true);
  }
  set out(value: number) {
    this.view.setUint32(this.offset + 248, value, true);
  }
  get outLast(): number {
    return this.view.getUint32(this.offset + 252, true);
  }
  set outLast(value: number) {
    this.view.setUint32(this.offset + 252, value, true);
  }
  get freeOrder(): number {
    return this.view.getUint32(this.offset + 256, true);
  }
  set freeOrder(value: number) {
    this.view.setUint32(this.offset + 256, value, true);
  }
  get freshOrder(): number {
    return this.view.getUint32(this.offset + 260, true);
  }
  set freshOrder(value: number) {
    this.view.setUint32(this.offset + 260, value, true);
  }
  get freeFar(): number {
    return this.view.getUint32(this.offset + 264, true);
  }
  set freeFar(value: number) {
    this.view.setUint32(this.offset + 264, value, true);
  }
  get freshFar(): number {
    return this.view.getUint32(this.offset + 268, true);
  }
  set freshFar(value: number) {
    this.view.setUint32(this.offset + 268, value, true);
  }
  get farRoot(): number {
    return this.view.getUint32(this.offset + 272, true);
  }
  set farRoot(value: number) {
    this.view.setUint32(this.offset + 272, value, true);
  }
  /** Stops that wait, trailing stops that wait, triggered stops: oldest and newest. */
  get stopsHead(): number {
    return this.view.getUint32(this.offset + 276, true);
  }
  set stopsHead(value: number) {
    this.view.setUint32(this.offset + 276, value, true);
  }
  get stopsTail(): number {
    return this.view.getUint32(this.offset + 280, true);
  }
  set stopsTail(value: number) {
    this.view.setUint32(this.offset + 280, value, true);
  }
  get trailingHead(): number {
    return this.view.getUint32(this.offset + 284, true);
  }
  set trailingHead(value: number) {
    this.view.setUint32(this.offset + 284, value, true);
  }
  get trailingTail(): number {
    return this.view.getUint32(this.offset + 288, true);
  }
  set trailingTail(value: number) {
    this.view.setUint32(this.offset + 288, value, true);
  }
  get queueHead(): number {
    return this.view.getUint32(this.offset + 292, true);
  }
  set queueHead(value: number) {
    this.view.setUint32(this.offset + 292, value, true);
  }
  get queueTail(): number {
    return this.view.getUint32(this.offset + 296, true);
  }
  set queueTail(value: number) {
    this.view.setUint32(this.offset + 296, value, true);
  }
  /** Orders in the heaps of expiries, buy stops and sell stops, and the heaps. */
  get heapSize0(): number {
    return this.view.getUint32(this.offset + 300, true);
  }
  set heapSize0(value: number) {
    this.view.setUint32(this.offset + 300, value, true);
  }
  get heapSize1(): number {
    return this.view.getUint32(this.offset + 304, true);
  }
  set heapSize1(value: number) {
    this.view.setUint32(this.offset + 304, value, true);
  }
  get heapSize2(): number {
    return this.view.getUint32(this.offset + 308, true);
  }
  set heapSize2(value: number) {
    this.view.setUint32(this.offset + 308, value, true);
  }
  get heap0(): number {
    return this.view.getUint32(this.offset + 312, true);
  }
  set heap0(value: number) {
    this.view.setUint32(this.offset + 312, value, true);
  }
  get heap1(): number {
    return this.view.getUint32(this.offset + 316, true);
  }
  set heap1(value: number) {
    this.view.setUint32(this.offset + 316, value, true);
  }
  get heap2(): number {
    return this.view.getUint32(this.offset + 320, true);
  }
  set heap2(value: number) {
    this.view.setUint32(this.offset + 320, value, true);
  }
  /** Pools, tables and bitmaps. */
  get orders(): number {
    return this.view.getUint32(this.offset + 324, true);
  }
  set orders(value: number) {
    this.view.setUint32(this.offset + 324, value, true);
  }
  get extras(): number {
    return this.view.getUint32(this.offset + 328, true);
  }
  set extras(value: number) {
    this.view.setUint32(this.offset + 328, value, true);
  }
  get far(): number {
    return this.view.getUint32(this.offset + 332, true);
  }
  set far(value: number) {
    this.view.setUint32(this.offset + 332, value, true);
  }
  get levels(): number {
    return this.view.getUint32(this.offset + 336, true);
  }
  set levels(value: number) {
    this.view.setUint32(this.offset + 336, value, true);
  }
  get words(): number {
    return this.view.getUint32(this.offset + 340, true);
  }
  set words(value: number) {
    this.view.setUint32(this.offset + 340, value, true);
  }
  get summary(): number {
    return this.view.getUint32(this.offset + 344, true);
  }
  set summary(value: number) {
    this.view.setUint32(this.offset + 344, value, true);
  }
  get ids(): number {
    return this.view.getUint32(this.offset + 348, true);
  }
  set ids(value: number) {
    this.view.setUint32(this.offset + 348, value, true);
  }
  get idsMask(): number {
    return this.view.getUint32(this.offset + 352, true);
  }
  set idsMask(value: number) {
    this.view.setUint32(this.offset + 352, value, true);
  }
  get positions(): number {
    return this.view.getUint32(this.offset + 356, true);
  }
  set positions(value: number) {
    this.view.setUint32(this.offset + 356, value, true);
  }
  get scratch(): number {
    return this.view.getUint32(this.offset + 360, true);
  }
  set scratch(value: number) {
    this.view.setUint32(this.offset + 360, value, true);
  }
  get bytes(): number {
    return this.view.getUint32(this.offset + 364, true);
  }
  set bytes(value: number) {
    this.view.setUint32(this.offset + 364, value, true);
  }
}

/** Offsets of MatchingConfig's own fields. */
export const MatchingConfigAt = {
  tickSize: 0,
  lotSize: 8,
  dayEndNs: 16,
  ordersMax: 24,
  ownersMax: 28,
  windowBits: 32,
  instrumentId: 36,
  pad0: 38,
} as const;

/** Offsets of MatchingState's own fields. */
export const MatchingStateAt = {
  consumed: 0,
  written: 4,
  orderCount: 8,
  stopCount: 12,
  icebergCount: 16,
  farCount: 20,
  ordersMax: 24,
  ownersMax: 28,
  phase: 32,
  windowMask: 36,
  trades: 40,
  recenters: 48,
  timeNs: 56,
  lastPrice: 64,
  bestBid: 72,
  bestAsk: 80,
  baseTick: 88,
  tickSize: 96,
  lotSize: 104,
  dayEndNs: 112,
  tickInverse: 120,
  tickBound: 128,
  lotInverse: 136,
  lotBound: 144,
  tickShift: 152,
  lotShift: 156,
  arrival: 160,
  look: 168,
  matchHead: 176,
  updateHead: 184,
  firstTick: 192,
  lastTick: 200,
  limitTick: 208,
  cursorTick: 216,
  active: 224,
  activeReason: 228,
  activeStopped: 232,
  cursorOwner: 236,
  cursorStep: 240,
  cursorCount: 244,
  out: 248,
  outLast: 252,
  freeOrder: 256,
  freshOrder: 260,
  freeFar: 264,
  freshFar: 268,
  farRoot: 272,
  stopsHead: 276,
  stopsTail: 280,
  trailingHead: 284,
  trailingTail: 288,
  queueHead: 292,
  queueTail: 296,
  heapSize0: 300,
  heapSize1: 304,
  heapSize2: 308,
  heap0: 312,
  heap1: 316,
  heap2: 320,
  orders: 324,
  extras: 328,
  far: 332,
  levels: 336,
  words: 340,
  summary: 344,
  ids: 348,
  idsMask: 352,
  positions: 356,
  scratch: 360,
  bytes: 364,
} as const;
