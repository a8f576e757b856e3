// Generated from core-wasm/schema/venue.fbs by scripts/generate-abi.ts. Do not edit.

/** Which comes first when one bar reaches both. */
export const BarOrder = {
  StopsFirst: 0,
  LimitsFirst: 1,
} as const;
export type BarOrder = (typeof BarOrder)[keyof typeof BarOrder];

/** CompatHftbacktest only: which of its two exchanges. */
export const CompatExchange = {
  NoPartialFill: 0,
  PartialFill: 1,
} as const;
export type CompatExchange = (typeof CompatExchange)[keyof typeof CompatExchange];

/** What own orders are filled from. */
export const FillSource = {
  /** Books and trades. */
  Market: 0,
  /** Bars alone; nothing else fills. */
  Bars: 1,
} as const;
export type FillSource = (typeof FillSource)[keyof typeof FillSource];

export const ImpactModel = {
  None: 0,
  Linear: 1,
  SquareRoot: 2,
} as const;
export type ImpactModel = (typeof ImpactModel)[keyof typeof ImpactModel];

/** How the quantity ahead of an own order falls when its level does so without a trade. */
export const QueueModel = {
  /** Whatever leaves was behind us, until the level is smaller than what is ahead. */
  RiskAverse: 0,
  /** Shares f(back) / (f(back) + f(front)), f(x) = ln(1 + x). */
  Log: 1,
  /** f(back) / f(back + front), f(x) = ln(1 + x). */
  Log2: 2,
  /** f(back) / (f(back) + f(front)), f(x) = x^n. */
  Power: 3,
  /** f(back) / f(back + front), f(x) = x^n. */
  Power2: 4,
  /** 1 - f(front / (front + back)), f(x) = x^n. */
  Power3: 5,
} as const;
export type QueueModel = (typeof QueueModel)[keyof typeof QueueModel];

/** What triggers a stop. */
export const StopTrigger = {
  Trades: 0,
  /** The opposite best price: a buy stop looks at the ask. */
  Quotes: 1,
  Both: 2,
} as const;
export type StopTrigger = (typeof StopTrigger)[keyof typeof StopTrigger];

/** By which rules own orders fill. */
export const VenueProfile = {
  /** What could have happened: see docs/simulated-venue.md. */
  Honest: 0,
  /** The rules of hftbacktest 0.9.4, so that results can be compared. */
  CompatHftbacktest: 1,
} as const;
export type VenueProfile = (typeof VenueProfile)[keyof typeof VenueProfile];

/** Levels of which own orders took displayed quantity. 32 bytes. */
export class ConsumedLevelView {
  static readonly size: number = 32;
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
  /** When we took last. */
  get tsNs(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set tsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  /** 0 bid, 1 ask: the side that was displayed. */
  get side(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set side(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
}

/** An own order at the venue. 192 bytes. */
export class OwnOrderView {
  static readonly size: number = 192;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get leavesQty(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set leavesQty(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get cumQty(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set cumQty(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Recorded quantity that trades before this order. */
  get aheadQty(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set aheadQty(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** The level's recorded quantity when last seen. */
  get levelQty(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set levelQty(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** What is shown of an iceberg now, and each time anew. */
  get shownQty(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set shownQty(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get displayQty(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set displayQty(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get stopPrice(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set stopPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  get trailOffset(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set trailOffset(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get expireTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set expireTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get arrivalTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set arrivalTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get sequence(): bigint {
    return this.view.getBigUint64(this.offset + 104, true);
  }
  set sequence(value: bigint) {
    this.view.setBigUint64(this.offset + 104, value, true);
  }
  /** Queue position of the probability models, in units. */
  get front(): number {
    return this.view.getFloat64(this.offset + 112, true);
  }
  set front(value: number) {
    this.view.setFloat64(this.offset + 112, value, true);
  }
  get cumTrade(): number {
    return this.view.getFloat64(this.offset + 120, true);
  }
  set cumTrade(value: number) {
    this.view.setFloat64(this.offset + 120, value, true);
  }
  get side(): number {
    return this.view.getUint8(this.offset + 128);
  }
  set side(value: number) {
    this.view.setUint8(this.offset + 128, value);
  }
  get orderKind(): number {
    return this.view.getUint8(this.offset + 129);
  }
  set orderKind(value: number) {
    this.view.setUint8(this.offset + 129, value);
  }
  get timeInForce(): number {
    return this.view.getUint8(this.offset + 130);
  }
  set timeInForce(value: number) {
    this.view.setUint8(this.offset + 130, value);
  }
  get orderFlags(): number {
    return this.view.getUint8(this.offset + 131);
  }
  set orderFlags(value: number) {
    this.view.setUint8(this.offset + 131, value);
  }
  get selfTrade(): number {
    return this.view.getUint8(this.offset + 132);
  }
  set selfTrade(value: number) {
    this.view.setUint8(this.offset + 132, value);
  }
  /** OrderStatus; 0: the slot is free. */
  get status(): number {
    return this.view.getUint8(this.offset + 133);
  }
  set status(value: number) {
    this.view.setUint8(this.offset + 133, value);
  }
  get ownerId(): number {
    return this.view.getUint16(this.offset + 134, true);
  }
  set ownerId(value: number) {
    this.view.setUint16(this.offset + 134, value, true);
  }
  /** L3: recorded orders ahead. */
  get aheadOrders(): number {
    return this.view.getUint32(this.offset + 136, true);
  }
  set aheadOrders(value: number) {
    this.view.setUint32(this.offset + 136, value, true);
  }
  get next(): number {
    return this.view.getUint32(this.offset + 140, true);
  }
  set next(value: number) {
    this.view.setUint32(this.offset + 140, value, true);
  }
  /**
   * 0 before its first bar; 1 once a bar was offered to it, or its stop was reached; 2: it rests,
   * but not before the bar that is being handled has ended; 3: a stop that had nothing to close
   * when the bar had opened.
   */
  get seenBar(): number {
    return this.view.getUint32(this.offset + 144, true);
  }
  set seenBar(value: number) {
    this.view.setUint32(this.offset + 144, value, true);
  }
  /** 0: being handled; 1: rests in the list of its side; 2: waits. */
  get place(): number {
    return this.view.getUint32(this.offset + 148, true);
  }
  set place(value: number) {
    this.view.setUint32(this.offset + 148, value, true);
  }
  /** When its owner sent it. */
  get sentTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 152, true);
  }
  set sentTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 152, value, true);
  }
  /** 1: reduce-only, and what it was to close is closed. */
  get isUseless(): number {
    return this.view.getUint32(this.offset + 160, true);
  }
  set isUseless(value: number) {
    this.view.setUint32(this.offset + 160, value, true);
  }
  get pad2(): number {
    return this.view.getUint32(this.offset + 164, true);
  }
  set pad2(value: number) {
    this.view.setUint32(this.offset + 164, value, true);
  }
  get pad3(): bigint {
    return this.view.getBigInt64(this.offset + 168, true);
  }
  set pad3(value: bigint) {
    this.view.setBigInt64(this.offset + 168, value, true);
  }
  get pad4(): bigint {
    return this.view.getBigInt64(this.offset + 176, true);
  }
  set pad4(value: bigint) {
    this.view.setBigInt64(this.offset + 176, value, true);
  }
  get pad5(): bigint {
    return this.view.getBigInt64(this.offset + 184, true);
  }
  set pad5(value: bigint) {
    this.view.setBigInt64(this.offset + 184, value, true);
  }
}

/** Asked by `venueOrderState` for the order whose id stands in it. 128 bytes. */
export class OwnOrderStateView {
  static readonly size: number = 128;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get leavesQty(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set leavesQty(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get cumQty(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set cumQty(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Recorded quantity that trades before this order, rounded up. */
  get aheadQty(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set aheadQty(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get levelQty(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set levelQty(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get shownQty(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set shownQty(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get stopPrice(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set stopPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get expireTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set expireTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get front(): number {
    return this.view.getFloat64(this.offset + 72, true);
  }
  set front(value: number) {
    this.view.setFloat64(this.offset + 72, value, true);
  }
  get aheadOrders(): number {
    return this.view.getUint32(this.offset + 80, true);
  }
  set aheadOrders(value: number) {
    this.view.setUint32(this.offset + 80, value, true);
  }
  get side(): number {
    return this.view.getUint8(this.offset + 84);
  }
  set side(value: number) {
    this.view.setUint8(this.offset + 84, value);
  }
  get orderKind(): number {
    return this.view.getUint8(this.offset + 85);
  }
  set orderKind(value: number) {
    this.view.setUint8(this.offset + 85, value);
  }
  get status(): number {
    return this.view.getUint8(this.offset + 86);
  }
  set status(value: number) {
    this.view.setUint8(this.offset + 86, value);
  }
  get pad0(): number {
    return this.view.getUint8(this.offset + 87);
  }
  set pad0(value: number) {
    this.view.setUint8(this.offset + 87, value);
  }
  get sequence(): bigint {
    return this.view.getBigUint64(this.offset + 88, true);
  }
  set sequence(value: bigint) {
    this.view.setBigUint64(this.offset + 88, value, true);
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

/** How a venue is set up. 128 bytes. */
export class VenueConfigView {
  static readonly size: number = 128;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Own orders open at one time, 1..65536. */
  get ordersMax(): number {
    return this.view.getUint32(this.offset, true);
  }
  set ordersMax(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get profile(): number {
    return this.view.getUint8(this.offset + 4);
  }
  set profile(value: number) {
    this.view.setUint8(this.offset + 4, value);
  }
  get queueModel(): number {
    return this.view.getUint8(this.offset + 5);
  }
  set queueModel(value: number) {
    this.view.setUint8(this.offset + 5, value);
  }
  get compatExchange(): number {
    return this.view.getUint8(this.offset + 6);
  }
  set compatExchange(value: number) {
    this.view.setUint8(this.offset + 6, value);
  }
  get fillSource(): number {
    return this.view.getUint8(this.offset + 7);
  }
  set fillSource(value: number) {
    this.view.setUint8(this.offset + 7, value);
  }
  get stopTrigger(): number {
    return this.view.getUint8(this.offset + 8);
  }
  set stopTrigger(value: number) {
    this.view.setUint8(this.offset + 8, value);
  }
  get barOrder(): number {
    return this.view.getUint8(this.offset + 9);
  }
  set barOrder(value: number) {
    this.view.setUint8(this.offset + 9, value);
  }
  /** 1: a resting limit order fills when a bar touches its price; 0: when it trades through. */
  get barTouch(): number {
    return this.view.getUint8(this.offset + 10);
  }
  set barTouch(value: number) {
    this.view.setUint8(this.offset + 10, value);
  }
  get impact(): number {
    return this.view.getUint8(this.offset + 11);
  }
  set impact(value: number) {
    this.view.setUint8(this.offset + 11, value);
  }
  /** Hidden quantity ahead of a new order, in thousandths of what is displayed. */
  get hiddenPerMille(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set hiddenPerMille(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  /** A market order takes no price farther than this from the opposite best, ticks; 0: any. */
  get protectionTicks(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set protectionTicks(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  /** Executions of taking orders that one call writes at most; 0: 1024. */
  get fillsMax(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set fillsMax(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** Part of a bar's quantity that own orders may take together, thousandths; 0: any quantity. */
  get barSharePerMille(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set barSharePerMille(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** Takers pay so much more than the level shows, millionths of the price. */
  get slippagePpm(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set slippagePpm(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  /** n of the power models, > 0. */
  get power(): number {
    return this.view.getFloat64(this.offset + 32, true);
  }
  set power(value: number) {
    this.view.setFloat64(this.offset + 32, value, true);
  }
  /** Ticks by which a taking order of `impactQty` worsens its own price. */
  get impactTicks(): number {
    return this.view.getFloat64(this.offset + 40, true);
  }
  set impactTicks(value: number) {
    this.view.setFloat64(this.offset + 40, value, true);
  }
  get impactQty(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set impactQty(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /**
   * After this long, displayed quantity that we took counts as there again; 0: only once the
   * recorded level itself was smaller.
   */
  get consumedTtlNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set consumedTtlNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  /** End of the venue's day after UTC midnight, ns. */
  get dayEndNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set dayEndNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** Position at the start, quantity quanta; reduce-only orders look at it. */
  get startPosition(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set startPosition(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /**
   * An order takes part in a bar if it arrived at most so long after the open, and was sent by
   * then or at the end of the bar before.
   */
  get barGraceNs(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set barGraceNs(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get pad2(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set pad2(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get pad3(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set pad3(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get pad4(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set pad4(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  get pad5(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set pad5(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get pad6(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set pad6(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
}

/** Head of a venue's memory. The venue's own scratch area stands behind it. */
export class VenueStateView extends VenueConfigView {
  static override readonly size: number = 384;
  get engine(): number {
    return this.view.getUint32(this.offset + 128, true);
  }
  set engine(value: number) {
    this.view.setUint32(this.offset + 128, value, true);
  }
  get instrumentId(): number {
    return this.view.getUint32(this.offset + 132, true);
  }
  set instrumentId(value: number) {
    this.view.setUint32(this.offset + 132, value, true);
  }
  /** Slots of own orders, and the first free one (chained through `next`); 0: none. */
  get slots(): number {
    return this.view.getUint32(this.offset + 136, true);
  }
  set slots(value: number) {
    this.view.setUint32(this.offset + 136, value, true);
  }
  get freeSlot(): number {
    return this.view.getUint32(this.offset + 140, true);
  }
  set freeSlot(value: number) {
    this.view.setUint32(this.offset + 140, value, true);
  }
  /** Table of ids: slot addresses, open addressing, and its size - 1. */
  get idTable(): number {
    return this.view.getUint32(this.offset + 144, true);
  }
  set idTable(value: number) {
    this.view.setUint32(this.offset + 144, value, true);
  }
  get idMask(): number {
    return this.view.getUint32(this.offset + 148, true);
  }
  set idMask(value: number) {
    this.view.setUint32(this.offset + 148, value, true);
  }
  /** Resting orders by price, best first, then time; stops, and what waits for a bar, by time. */
  get buys(): number {
    return this.view.getUint32(this.offset + 152, true);
  }
  set buys(value: number) {
    this.view.setUint32(this.offset + 152, value, true);
  }
  get sells(): number {
    return this.view.getUint32(this.offset + 156, true);
  }
  set sells(value: number) {
    this.view.setUint32(this.offset + 156, value, true);
  }
  get waiting(): number {
    return this.view.getUint32(this.offset + 160, true);
  }
  set waiting(value: number) {
    this.view.setUint32(this.offset + 160, value, true);
  }
  get buyCount(): number {
    return this.view.getUint32(this.offset + 164, true);
  }
  set buyCount(value: number) {
    this.view.setUint32(this.offset + 164, value, true);
  }
  get sellCount(): number {
    return this.view.getUint32(this.offset + 168, true);
  }
  set sellCount(value: number) {
    this.view.setUint32(this.offset + 168, value, true);
  }
  get waitingCount(): number {
    return this.view.getUint32(this.offset + 172, true);
  }
  set waitingCount(value: number) {
    this.view.setUint32(this.offset + 172, value, true);
  }
  /**
   * Filters of the prices at which own buys and sells rest, and of those of the consumed levels:
   * 256 counters of 16 bits each.
   */
  get buyFilter(): number {
    return this.view.getUint32(this.offset + 176, true);
  }
  set buyFilter(value: number) {
    this.view.setUint32(this.offset + 176, value, true);
  }
  get sellFilter(): number {
    return this.view.getUint32(this.offset + 180, true);
  }
  set sellFilter(value: number) {
    this.view.setUint32(this.offset + 180, value, true);
  }
  get consumedFilter(): number {
    return this.view.getUint32(this.offset + 184, true);
  }
  set consumedFilter(value: number) {
    this.view.setUint32(this.offset + 184, value, true);
  }
  /** Displayed quantity that own orders took, and how many levels that concerns. */
  get consumed(): number {
    return this.view.getUint32(this.offset + 188, true);
  }
  set consumed(value: number) {
    this.view.setUint32(this.offset + 188, value, true);
  }
  get consumedCount(): number {
    return this.view.getUint32(this.offset + 192, true);
  }
  set consumedCount(value: number) {
    this.view.setUint32(this.offset + 192, value, true);
  }
  get consumedMax(): number {
    return this.view.getUint32(this.offset + 196, true);
  }
  set consumedMax(value: number) {
    this.view.setUint32(this.offset + 196, value, true);
  }
  /** Bytes of all of it. */
  get size(): number {
    return this.view.getUint32(this.offset + 200, true);
  }
  set size(value: number) {
    this.view.setUint32(this.offset + 200, value, true);
  }
  get openCount(): number {
    return this.view.getUint32(this.offset + 204, true);
  }
  set openCount(value: number) {
    this.view.setUint32(this.offset + 204, value, true);
  }
  /** Where the next output record goes, and the end of the room for it. */
  get out(): number {
    return this.view.getUint32(this.offset + 208, true);
  }
  set out(value: number) {
    this.view.setUint32(this.offset + 208, value, true);
  }
  get outEnd(): number {
    return this.view.getUint32(this.offset + 212, true);
  }
  set outEnd(value: number) {
    this.view.setUint32(this.offset + 212, value, true);
  }
  /** Executions of taking orders that this call may still write. */
  get fillsLeft(): number {
    return this.view.getUint32(this.offset + 216, true);
  }
  set fillsLeft(value: number) {
    this.view.setUint32(this.offset + 216, value, true);
  }
  get marketStatus(): number {
    return this.view.getUint8(this.offset + 220);
  }
  set marketStatus(value: number) {
    this.view.setUint8(this.offset + 220, value);
  }
  /** 1: `compatBid` and `compatAsk` stand for the book's best prices, which cross. */
  get compatSplit(): number {
    return this.view.getUint8(this.offset + 221);
  }
  set compatSplit(value: number) {
    this.view.setUint8(this.offset + 221, value);
  }
  get hasLast(): number {
    return this.view.getUint8(this.offset + 222);
  }
  set hasLast(value: number) {
    this.view.setUint8(this.offset + 222, value);
  }
  get pad7(): number {
    return this.view.getUint8(this.offset + 223);
  }
  set pad7(value: number) {
    this.view.setUint8(this.offset + 223, value);
  }
  /** Counts orders: the time part of price-time priority. */
  get sequence(): bigint {
    return this.view.getBigUint64(this.offset + 224, true);
  }
  set sequence(value: bigint) {
    this.view.setBigUint64(this.offset + 224, value, true);
  }
  /** Own net position, quantity quanta. */
  get position(): bigint {
    return this.view.getBigInt64(this.offset + 232, true);
  }
  set position(value: bigint) {
    this.view.setBigInt64(this.offset + 232, value, true);
  }
  /** Time of the event that is being handled. */
  get nowNs(): bigint {
    return this.view.getBigInt64(this.offset + 240, true);
  }
  set nowNs(value: bigint) {
    this.view.setBigInt64(this.offset + 240, value, true);
  }
  /** Earliest expiry of an open order. */
  get nextExpiryNs(): bigint {
    return this.view.getBigInt64(this.offset + 248, true);
  }
  set nextExpiryNs(value: bigint) {
    this.view.setBigInt64(this.offset + 248, value, true);
  }
  get lastPrice(): bigint {
    return this.view.getBigInt64(this.offset + 256, true);
  }
  set lastPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 256, value, true);
  }
  get compatBid(): bigint {
    return this.view.getBigInt64(this.offset + 264, true);
  }
  set compatBid(value: bigint) {
    this.view.setBigInt64(this.offset + 264, value, true);
  }
  get compatAsk(): bigint {
    return this.view.getBigInt64(this.offset + 272, true);
  }
  set compatAsk(value: bigint) {
    this.view.setBigInt64(this.offset + 272, value, true);
  }
  /** Quanta of a whole unit: quantities of the probability models are in units. */
  get qtyUnit(): number {
    return this.view.getFloat64(this.offset + 280, true);
  }
  set qtyUnit(value: number) {
    this.view.setFloat64(this.offset + 280, value, true);
  }
  get tradeId(): bigint {
    return this.view.getBigInt64(this.offset + 288, true);
  }
  set tradeId(value: bigint) {
    this.view.setBigInt64(this.offset + 288, value, true);
  }
  /** Executions written so far. */
  get fills(): bigint {
    return this.view.getBigUint64(this.offset + 296, true);
  }
  set fills(value: bigint) {
    this.view.setBigUint64(this.offset + 296, value, true);
  }
  /** What own orders may still take of the bar that is being handled. */
  get barLeft(): bigint {
    return this.view.getBigInt64(this.offset + 304, true);
  }
  set barLeft(value: bigint) {
    this.view.setBigInt64(this.offset + 304, value, true);
  }
  /**
   * What prints and quotes since the last update of the depth say of bids and asks: nothing better
   * than the price is left, and of what is displayed there so much is gone.
   */
  get goneBidPrice(): bigint {
    return this.view.getBigInt64(this.offset + 312, true);
  }
  set goneBidPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 312, value, true);
  }
  get goneAskPrice(): bigint {
    return this.view.getBigInt64(this.offset + 320, true);
  }
  set goneAskPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 320, value, true);
  }
  get goneBidQty(): bigint {
    return this.view.getBigInt64(this.offset + 328, true);
  }
  set goneBidQty(value: bigint) {
    this.view.setBigInt64(this.offset + 328, value, true);
  }
  get goneAskQty(): bigint {
    return this.view.getBigInt64(this.offset + 336, true);
  }
  set goneAskQty(value: bigint) {
    this.view.setBigInt64(this.offset + 336, value, true);
  }
  /** Inside the bar that is being handled: what is left of the position that it began with. */
  get barPosition(): bigint {
    return this.view.getBigInt64(this.offset + 344, true);
  }
  set barPosition(value: bigint) {
    this.view.setBigInt64(this.offset + 344, value, true);
  }
  /** Worst prices at which orders opened long and short in it; 0: none did. */
  get barBought(): bigint {
    return this.view.getBigInt64(this.offset + 352, true);
  }
  set barBought(value: bigint) {
    this.view.setBigInt64(this.offset + 352, value, true);
  }
  get barSold(): bigint {
    return this.view.getBigInt64(this.offset + 360, true);
  }
  set barSold(value: bigint) {
    this.view.setBigInt64(this.offset + 360, value, true);
  }
  /** When the bar before was complete. */
  get lastBarNs(): bigint {
    return this.view.getBigInt64(this.offset + 368, true);
  }
  set lastBarNs(value: bigint) {
    this.view.setBigInt64(this.offset + 368, value, true);
  }
  /** Reduce-only orders that are open. */
  get reduceCount(): number {
    return this.view.getUint32(this.offset + 376, true);
  }
  set reduceCount(value: number) {
    this.view.setUint32(this.offset + 376, value, true);
  }
  /** 1: some of them have nothing left to close and wait for nothing. */
  get hasUseless(): number {
    return this.view.getUint32(this.offset + 380, true);
  }
  set hasUseless(value: number) {
    this.view.setUint32(this.offset + 380, value, true);
  }
}

/** Offsets of ConsumedLevel's own fields. */
export const ConsumedLevelAt = {
  price: 0,
  qty: 8,
  tsNs: 16,
  side: 24,
  pad0: 28,
} as const;

/** Offsets of OwnOrder's own fields. */
export const OwnOrderAt = {
  orderId: 0,
  price: 8,
  qty: 16,
  leavesQty: 24,
  cumQty: 32,
  aheadQty: 40,
  levelQty: 48,
  shownQty: 56,
  displayQty: 64,
  stopPrice: 72,
  trailOffset: 80,
  expireTsNs: 88,
  arrivalTsNs: 96,
  sequence: 104,
  front: 112,
  cumTrade: 120,
  side: 128,
  orderKind: 129,
  timeInForce: 130,
  orderFlags: 131,
  selfTrade: 132,
  status: 133,
  ownerId: 134,
  aheadOrders: 136,
  next: 140,
  seenBar: 144,
  place: 148,
  sentTsNs: 152,
  isUseless: 160,
  pad2: 164,
  pad3: 168,
  pad4: 176,
  pad5: 184,
} as const;

/** Offsets of OwnOrderState's own fields. */
export const OwnOrderStateAt = {
  orderId: 0,
  price: 8,
  leavesQty: 16,
  cumQty: 24,
  aheadQty: 32,
  levelQty: 40,
  shownQty: 48,
  stopPrice: 56,
  expireTsNs: 64,
  front: 72,
  aheadOrders: 80,
  side: 84,
  orderKind: 85,
  status: 86,
  pad0: 87,
  sequence: 88,
  pad1: 96,
  pad2: 104,
  pad3: 112,
  pad4: 120,
} as const;

/** Offsets of VenueConfig's own fields. */
export const VenueConfigAt = {
  ordersMax: 0,
  profile: 4,
  queueModel: 5,
  compatExchange: 6,
  fillSource: 7,
  stopTrigger: 8,
  barOrder: 9,
  barTouch: 10,
  impact: 11,
  hiddenPerMille: 12,
  protectionTicks: 16,
  fillsMax: 20,
  barSharePerMille: 24,
  slippagePpm: 28,
  power: 32,
  impactTicks: 40,
  impactQty: 48,
  consumedTtlNs: 56,
  dayEndNs: 64,
  startPosition: 72,
  barGraceNs: 80,
  pad2: 88,
  pad3: 96,
  pad4: 104,
  pad5: 112,
  pad6: 120,
} as const;

/** Offsets of VenueState's own fields. */
export const VenueStateAt = {
  engine: 128,
  instrumentId: 132,
  slots: 136,
  freeSlot: 140,
  idTable: 144,
  idMask: 148,
  buys: 152,
  sells: 156,
  waiting: 160,
  buyCount: 164,
  sellCount: 168,
  waitingCount: 172,
  buyFilter: 176,
  sellFilter: 180,
  consumedFilter: 184,
  consumed: 188,
  consumedCount: 192,
  consumedMax: 196,
  size: 200,
  openCount: 204,
  out: 208,
  outEnd: 212,
  fillsLeft: 216,
  marketStatus: 220,
  compatSplit: 221,
  hasLast: 222,
  pad7: 223,
  sequence: 224,
  position: 232,
  nowNs: 240,
  nextExpiryNs: 248,
  lastPrice: 256,
  compatBid: 264,
  compatAsk: 272,
  qtyUnit: 280,
  tradeId: 288,
  fills: 296,
  barLeft: 304,
  goneBidPrice: 312,
  goneAskPrice: 320,
  goneBidQty: 328,
  goneAskQty: 336,
  barPosition: 344,
  barBought: 352,
  barSold: 360,
  lastBarNs: 368,
  reduceCount: 376,
  hasUseless: 380,
} as const;
