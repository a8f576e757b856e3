// Generated from core-wasm/schema/orders.fbs by scripts/generate-abi.ts. Do not edit.

export const LiquidityRole = {
  Maker: 0,
  Taker: 1,
} as const;
export type LiquidityRole = (typeof LiquidityRole)[keyof typeof LiquidityRole];

/** Bits of `SubmitOrder.orderFlags`. */
export const OrderFlag = {
  /** Rejected where it would take liquidity. */
  PostOnly: 1,
  /** With PostOnly: moved to the nearest price that does not take, instead of rejected. */
  Slide: 2,
  /** Never opens or turns a position: cut to what closes it, or rejected. */
  ReduceOnly: 4,
} as const;
export type OrderFlag = (typeof OrderFlag)[keyof typeof OrderFlag];

export const OrderKind = {
  Limit: 0,
  Market: 1,
  /** Becomes a market order when the market trades at or beyond `stopPrice`. */
  StopMarket: 2,
  /** Becomes a limit order when the market trades at or beyond `stopPrice`. */
  StopLimit: 3,
  /** A stop that follows the market at a distance of `trailOffset`, never away from it. */
  TrailingStop: 4,
  /** Shows at most `displayQty`; the next part joins the end of the queue. */
  Iceberg: 5,
} as const;
export type OrderKind = (typeof OrderKind)[keyof typeof OrderKind];

/** Why an order was refused, cancelled or cut. */
export const OrderReason = {
  None: 0,
  /** asked for by the strategy */
  Requested: 1,
  /** post-only, but it would have taken liquidity */
  WouldTake: 2,
  /** fill-or-kill that could not be filled at once */
  NotFillable: 3,
  /** rest of an immediate-or-cancel or market order */
  NothingLeftToTake: 4,
  /** its time was over */
  TimeOver: 5,
  /** it would have traded with an order of the same owner */
  SelfTrade: 6,
  /** reduce-only, but there is no position to reduce */
  NothingToReduce: 7,
  /** price off the tick, zero or negative */
  BadPrice: 8,
  /** quantity off the lot, zero or negative */
  BadQty: 9,
  /** a field that the order's kind cannot have, or lacks */
  BadOrder: 10,
  /** no order with this id is open */
  UnknownOrder: 11,
  /** the id is in use */
  DuplicateOrder: 12,
  /** the instrument is not known */
  UnknownInstrument: 13,
  /** the book is not live: syncing, gapped or stale */
  BookNotLive: 14,
  /** trading is halted or closed */
  NotTrading: 15,
  /** no free slot for another order */
  OrdersFull: 16,
  /** the strategy is paused, warming up or stopped */
  NotRunning: 17,
  /** the margin or balance does not suffice */
  Margin: 18,
  /** closed by the venue because the margin was used up */
  Liquidation: 19,
  /** quantity changed by risk */
  Reduced: 20,
  /** risk: price outside the sane range */
  RiskPrice: 32,
  /** risk: quantity outside the sane range */
  RiskQty: 33,
  /** risk: order value above the limit */
  RiskNotional: 34,
  /** risk: position above the limit */
  RiskPosition: 35,
  /** risk: exposure over all instruments above the limit */
  RiskExposure: 36,
  /** risk: leverage above the limit */
  RiskLeverage: 37,
  /** risk: price too far from the market */
  RiskCollar: 38,
  /** risk: too many orders in a second, minute or hour */
  RiskRate: 39,
  /** risk: loss of the day at its limit */
  RiskDailyLoss: 40,
  /** risk: drawdown at its limit */
  RiskDrawdown: 41,
  /** risk: too many losses in a row */
  RiskLosses: 42,
  /** risk: the market jumped */
  RiskJump: 43,
  /** risk: the kill switch is on */
  RiskKill: 44,
  /** risk: too many open orders */
  RiskOpenOrders: 45,
} as const;
export type OrderReason = (typeof OrderReason)[keyof typeof OrderReason];

/** Record kinds of orders; they continue RecordKind. */
export const OrderRecordKind = {
  None: 0,
  Submit: 32,
  Cancel: 33,
  Replace: 34,
  CancelAll: 35,
  Update: 36,
  Fill: 37,
  Match: 38,
} as const;
export type OrderRecordKind = (typeof OrderRecordKind)[keyof typeof OrderRecordKind];

export const OrderStatus = {
  None: 0,
  PendingNew: 1,
  Working: 2,
  PartiallyFilled: 3,
  Filled: 4,
  Cancelled: 5,
  Rejected: 6,
  Expired: 7,
  PendingCancel: 8,
  PendingReplace: 9,
  /** A stop that waits for its price. */
  Untriggered: 10,
} as const;
export type OrderStatus = (typeof OrderStatus)[keyof typeof OrderStatus];

/** What happens when two orders of one owner would trade. */
export const SelfTrade = {
  Allow: 0,
  CancelTaker: 1,
  CancelMaker: 2,
  CancelBoth: 3,
  /** Both lose the smaller quantity without a trade. */
  Decrement: 4,
} as const;
export type SelfTrade = (typeof SelfTrade)[keyof typeof SelfTrade];

export const Side = {
  Buy: 0,
  Sell: 1,
} as const;
export type Side = (typeof Side)[keyof typeof Side];

export const TimeInForce = {
  Gtc: 0,
  Ioc: 1,
  Fok: 2,
  /** Expires at `expireTsNs`. */
  Gtd: 3,
  /** Expires at the end of the venue's day: UTC midnight unless the session says otherwise. */
  Day: 4,
} as const;
export type TimeInForce = (typeof TimeInForce)[keyof typeof TimeInForce];

/** The first 24 bytes of every record: Header of records.fbs. */
export class OrderHeaderView {
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
  /** RecordFlag bits; on a Match Buy or Sell names the taker's side. */
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

/** Cancel, CancelAll (orderId 0: all of the owner and instrument). 64 bytes. */
export class CancelOrderView extends OrderHeaderView {
  static override readonly size: number = 64;
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get ownerId(): number {
    return this.view.getUint16(this.offset + 32, true);
  }
  set ownerId(value: number) {
    this.view.setUint16(this.offset + 32, value, true);
  }
  get pad0(): number {
    return this.view.getUint16(this.offset + 34, true);
  }
  set pad0(value: number) {
    this.view.setUint16(this.offset + 34, value, true);
  }
  get pad1(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set pad1(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  get pad2(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set pad2(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get pad3(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set pad3(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get pad4(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set pad4(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
}

/** Fill: one execution of one order, as its owner sees it. 128 bytes. */
export class FillView extends OrderHeaderView {
  static override readonly size: number = 128;
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get leavesQty(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set leavesQty(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get side(): number {
    return this.view.getUint8(this.offset + 56);
  }
  set side(value: number) {
    this.view.setUint8(this.offset + 56, value);
  }
  get role(): number {
    return this.view.getUint8(this.offset + 57);
  }
  set role(value: number) {
    this.view.setUint8(this.offset + 57, value);
  }
  get ownerId(): number {
    return this.view.getUint16(this.offset + 58, true);
  }
  set ownerId(value: number) {
    this.view.setUint16(this.offset + 58, value, true);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
  /** In cash quanta of the account; negative: a rebate. */
  get fee(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set fee(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  /** Realised by this fill, without fee, cash quanta. */
  get realizedPnl(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set realizedPnl(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Position after the fill, quantity quanta; negative: short. */
  get position(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set position(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get cumQty(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set cumQty(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get tradeId(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set tradeId(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  /** The order's own mark. */
  get tag(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set tag(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  /** What the instrument was worth when the order was submitted, price quanta; 0: not known. */
  get decisionPrice(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set decisionPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
}

/** Match: one trade between two orders of the matching engine. 64 bytes. */
export class MatchView extends OrderHeaderView {
  static override readonly size: number = 64;
  get takerOrderId(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set takerOrderId(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get makerOrderId(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set makerOrderId(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** What is left of the maker's order; 0: it is gone. */
  get makerLeavesQty(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set makerLeavesQty(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
}

/** Update: the order's state after a command or event. 64 bytes. */
export class OrderUpdateView extends OrderHeaderView {
  static override readonly size: number = 64;
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get leavesQty(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set leavesQty(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get cumQty(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set cumQty(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get status(): number {
    return this.view.getUint8(this.offset + 56);
  }
  set status(value: number) {
    this.view.setUint8(this.offset + 56, value);
  }
  get reason(): number {
    return this.view.getUint8(this.offset + 57);
  }
  set reason(value: number) {
    this.view.setUint8(this.offset + 57, value);
  }
  get side(): number {
    return this.view.getUint8(this.offset + 58);
  }
  set side(value: number) {
    this.view.setUint8(this.offset + 58, value);
  }
  get pad0(): number {
    return this.view.getUint8(this.offset + 59);
  }
  set pad0(value: number) {
    this.view.setUint8(this.offset + 59, value);
  }
  get ownerId(): number {
    return this.view.getUint16(this.offset + 60, true);
  }
  set ownerId(value: number) {
    this.view.setUint16(this.offset + 60, value, true);
  }
  get pad1(): number {
    return this.view.getUint16(this.offset + 62, true);
  }
  set pad1(value: number) {
    this.view.setUint16(this.offset + 62, value, true);
  }
}

/**
 * Replace. Keeps its place in the queue where the price stays and the quantity does not grow.
 * 64 bytes.
 */
export class ReplaceOrderView extends OrderHeaderView {
  static override readonly size: number = 64;
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** New total quantity, filled part included. */
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get ownerId(): number {
    return this.view.getUint16(this.offset + 48, true);
  }
  set ownerId(value: number) {
    this.view.setUint16(this.offset + 48, value, true);
  }
  get pad0(): number {
    return this.view.getUint16(this.offset + 50, true);
  }
  set pad0(value: number) {
    this.view.setUint16(this.offset + 50, value, true);
  }
  get pad1(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set pad1(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  get pad2(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set pad2(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
}

/**
 * Submit. 64 bytes for plain limit and market orders (`size` 64: what follows counts as zero),
 * 128 for all others.
 */
export class SubmitOrderView extends OrderHeaderView {
  static override readonly size: number = 128;
  /** Ours, > 0, counting up per run. */
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  /** Limit price; 0 for market orders. */
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get side(): number {
    return this.view.getUint8(this.offset + 48);
  }
  set side(value: number) {
    this.view.setUint8(this.offset + 48, value);
  }
  get orderKind(): number {
    return this.view.getUint8(this.offset + 49);
  }
  set orderKind(value: number) {
    this.view.setUint8(this.offset + 49, value);
  }
  get timeInForce(): number {
    return this.view.getUint8(this.offset + 50);
  }
  set timeInForce(value: number) {
    this.view.setUint8(this.offset + 50, value);
  }
  get orderFlags(): number {
    return this.view.getUint8(this.offset + 51);
  }
  set orderFlags(value: number) {
    this.view.setUint8(this.offset + 51, value);
  }
  get selfTrade(): number {
    return this.view.getUint8(this.offset + 52);
  }
  set selfTrade(value: number) {
    this.view.setUint8(this.offset + 52, value);
  }
  get pad0(): number {
    return this.view.getUint8(this.offset + 53);
  }
  set pad0(value: number) {
    this.view.setUint8(this.offset + 53, value);
  }
  /** Orders of one owner never trade with each other unless `selfTrade` allows it. */
  get ownerId(): number {
    return this.view.getUint16(this.offset + 54, true);
  }
  set ownerId(value: number) {
    this.view.setUint16(this.offset + 54, value, true);
  }
  get pad1(): bigint {
    return this.view.getBigUint64(this.offset + 56, true);
  }
  set pad1(value: bigint) {
    this.view.setBigUint64(this.offset + 56, value, true);
  }
  get stopPrice(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set stopPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get displayQty(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set displayQty(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Distance in quanta, > 0. */
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
  /** The strategy's own mark; comes back on updates. */
  get tag(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set tag(value: bigint) {
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

/** Offsets of OrderHeader's own fields. */
export const OrderHeaderAt = {
  size: 0,
  kind: 4,
  flags: 5,
  instrumentId: 6,
  recvTsNs: 8,
  exchangeTsNs: 16,
} as const;

/** Offsets of CancelOrder's own fields. */
export const CancelOrderAt = {
  orderId: 24,
  ownerId: 32,
  pad0: 34,
  pad1: 36,
  pad2: 40,
  pad3: 48,
  pad4: 56,
} as const;

/** Offsets of Fill's own fields. */
export const FillAt = {
  orderId: 24,
  price: 32,
  qty: 40,
  leavesQty: 48,
  side: 56,
  role: 57,
  ownerId: 58,
  pad0: 60,
  fee: 64,
  realizedPnl: 72,
  position: 80,
  cumQty: 88,
  tradeId: 96,
  tag: 104,
  decisionPrice: 112,
  pad1: 120,
} as const;

/** Offsets of Match's own fields. */
export const MatchAt = {
  takerOrderId: 24,
  makerOrderId: 32,
  price: 40,
  qty: 48,
  makerLeavesQty: 56,
} as const;

/** Offsets of OrderUpdate's own fields. */
export const OrderUpdateAt = {
  orderId: 24,
  price: 32,
  leavesQty: 40,
  cumQty: 48,
  status: 56,
  reason: 57,
  side: 58,
  pad0: 59,
  ownerId: 60,
  pad1: 62,
} as const;

/** Offsets of ReplaceOrder's own fields. */
export const ReplaceOrderAt = {
  orderId: 24,
  price: 32,
  qty: 40,
  ownerId: 48,
  pad0: 50,
  pad1: 52,
  pad2: 56,
} as const;

/** Offsets of SubmitOrder's own fields. */
export const SubmitOrderAt = {
  orderId: 24,
  price: 32,
  qty: 40,
  side: 48,
  orderKind: 49,
  timeInForce: 50,
  orderFlags: 51,
  selfTrade: 52,
  pad0: 53,
  ownerId: 54,
  pad1: 56,
  stopPrice: 64,
  displayQty: 72,
  trailOffset: 80,
  expireTsNs: 88,
  tag: 96,
  pad2: 104,
  pad3: 112,
  pad4: 120,
} as const;
