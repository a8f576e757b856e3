// Generated from core-wasm/schema/records.fbs by scripts/generate-abi.ts. Do not edit.

export const BookModel = {
  /** Levels by price. */
  L2: 0,
  /** Single orders by id. */
  L3: 1,
} as const;
export type BookModel = (typeof BookModel)[keyof typeof BookModel];

export const MarketStatus = {
  Trading: 0,
  Halted: 1,
  QuoteOnly: 2,
  Closed: 3,
} as const;
export type MarketStatus = (typeof MarketStatus)[keyof typeof MarketStatus];

/** Bits of `Header.flags`. */
export const RecordFlag = {
  /** The record is valid in exchange-time order. Both order bits stand on ordinary records. */
  Exchange: 1,
  /** The record is valid in receive-time order. */
  Local: 2,
  /** Buy: aggressor of a trade, or a bid order. */
  Buy: 4,
  /** Sell: aggressor of a trade, or an ask order. */
  Sell: 8,
  /** The trade stands for several prints (`firstTradeId..lastTradeId`). */
  Aggregate: 16,
  /** The execution was against a hidden order: no visible size changes. */
  Hidden: 32,
  /** The slow path decoded this record. Never stored, never hashed. */
  Slow: 64,
} as const;
export type RecordFlag = (typeof RecordFlag)[keyof typeof RecordFlag];

export const RecordKind = {
  /** No record: zeroed memory. */
  None: 0,
  /** An instrument comes into being or changes (scale, tick, lot). 128 bytes. */
  Definition: 1,
  /** Absolute new quantities of some price levels; quantity 0 removes the level. */
  DepthDelta: 2,
  /** The whole book at `lastSeq`, as deep as the venue gave it. */
  DepthSnapshot: 3,
  /** Remove levels of one or both sides, all or up to a price. */
  DepthClear: 4,
  /** A print on the venue's tape, plain or aggregated. */
  Trade: 5,
  /** Best bid and ask as the venue states them. */
  Bbo: 6,
  /** L3: a new resting order. */
  OrderAdd: 7,
  /** L3: a resting order loses `qty` and keeps its place. */
  OrderReduce: 8,
  /** L3: a resting order is gone. */
  OrderDelete: 9,
  /** L3: a resting order has a new price and quantity. */
  OrderModify: 10,
  /** L3: a resting order trades `qty`. */
  OrderExecute: 11,
  /** Trading halts, resumes or closes. */
  Status: 12,
  /**
   * One row of a third-party tape that carries ids. The flags Aggregate and Hidden say what it
   * is: neither, a level change; Aggregate, a level of a snapshot; Hidden, one side of a book
   * ticker; both, a clear up to the price.
   */
  DepthSingle: 13,
  /** Keyframes only: sequence state of an instrument, before its levels or orders. */
  BookRestore: 14,
} as const;
export type RecordKind = (typeof RecordKind)[keyof typeof RecordKind];

/** How depth records of an instrument chain to each other. */
export const SequenceRule = {
  /** Records carry no ids: all are applied, the first snapshot or delta makes the book live. */
  None: 0,
  /** Spot: `firstSeq <= last + 1`, steady state `firstSeq == last + 1`. */
  BinanceSpot: 1,
  /** USD-M and COIN-M: first applied record straddles the snapshot, then `prevSeq == last`. */
  BinanceFutures: 2,
} as const;
export type SequenceRule = (typeof SequenceRule)[keyof typeof SequenceRule];

export const Venue = {
  Unknown: 0,
  BinanceSpot: 1,
  BinanceUsdm: 2,
  BinanceCoinm: 3,
  Nasdaq: 4,
  Generated: 5,
} as const;
export type Venue = (typeof Venue)[keyof typeof Venue];

/** The first 24 bytes of every record. */
export class HeaderView {
  static readonly size: number = 24;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Bytes of the whole record with its rows; a multiple of 16. */
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
  /** Index of the instrument in this run. */
  get instrumentId(): number {
    return this.view.getUint16(this.offset + 6, true);
  }
  set instrumentId(value: number) {
    this.view.setUint16(this.offset + 6, value, true);
  }
  /** Receive time, ns. */
  get recvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set recvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  /** Exchange (transaction) time, ns; 0 when the venue gave none. */
  get exchangeTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set exchangeTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
}

/** A price level of a depth record. 16 bytes. */
export class RowView {
  static readonly size: number = 16;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Price in quanta. */
  get price(): bigint {
    return this.view.getBigInt64(this.offset, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset, value, true);
  }
  /** Quantity in quanta, >= 0; 0 removes the level. */
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
}

/** Bbo. 64 bytes. Quantity 0: that side is empty. */
export class BboView extends HeaderView {
  static override readonly size: number = 64;
  get bidPrice(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set bidPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get bidQty(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set bidQty(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get askPrice(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set askPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get askQty(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set askQty(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Update id of the book at this state; -1 when unknown. */
  get seq(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set seq(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
}

/** BookRestore. 64 bytes. */
export class BookRestoreView extends HeaderView {
  static override readonly size: number = 64;
  /** Sequence state as in InstrumentState. */
  get lastSeq(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set lastSeq(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
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
  /** Last times seen: the header's are the keyframe's own. */
  get lastExchangeTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set lastExchangeTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get state(): number {
    return this.view.getUint8(this.offset + 56);
  }
  set state(value: number) {
    this.view.setUint8(this.offset + 56, value);
  }
  /** 1 while the first delta after a snapshot is awaited. */
  get awaitFirst(): number {
    return this.view.getUint8(this.offset + 57);
  }
  set awaitFirst(value: number) {
    this.view.setUint8(this.offset + 57, value);
  }
  get pad0(): number {
    return this.view.getUint16(this.offset + 58, true);
  }
  set pad0(value: number) {
    this.view.setUint16(this.offset + 58, value, true);
  }
  get oldInARow(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set oldInARow(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
}

/** Definition. 128 bytes. */
export class DefinitionView extends HeaderView {
  static override readonly size: number = 128;
  /** 1 for the first definition of an instrument, then counting up. */
  get version(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set version(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get venue(): number {
    return this.view.getUint16(this.offset + 28, true);
  }
  set venue(value: number) {
    this.view.setUint16(this.offset + 28, value, true);
  }
  get priceScale(): number {
    return this.view.getInt8(this.offset + 30);
  }
  set priceScale(value: number) {
    this.view.setInt8(this.offset + 30, value);
  }
  get qtyScale(): number {
    return this.view.getInt8(this.offset + 31);
  }
  set qtyScale(value: number) {
    this.view.setInt8(this.offset + 31, value);
  }
  get sequenceRule(): number {
    return this.view.getUint8(this.offset + 32);
  }
  set sequenceRule(value: number) {
    this.view.setUint8(this.offset + 32, value);
  }
  get bookModel(): number {
    return this.view.getUint8(this.offset + 33);
  }
  set bookModel(value: number) {
    this.view.setUint8(this.offset + 33, value);
  }
  /** log2 of the slots of the dense window; 0 takes the engine's default. */
  get windowBits(): number {
    return this.view.getUint8(this.offset + 34);
  }
  set windowBits(value: number) {
    this.view.setUint8(this.offset + 34, value);
  }
  get symbolLength(): number {
    return this.view.getUint8(this.offset + 35);
  }
  set symbolLength(value: number) {
    this.view.setUint8(this.offset + 35, value);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  /** Ladder step and order step in quanta, >= 1. */
  get tickSize(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set tickSize(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get lotSize(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set lotSize(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** UTF-8, zero padded. */
  get symbol(): Uint8Array {
    const at = this.view.byteOffset + this.offset + 56;
    return new Uint8Array(this.view.buffer, at, 32);
  }
  get pad1(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set pad1(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  get pad2(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set pad2(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  get pad3(): bigint {
    return this.view.getBigInt64(this.offset + 104, true);
  }
  set pad3(value: bigint) {
    this.view.setBigInt64(this.offset + 104, value, true);
  }
  get pad4(): bigint {
    return this.view.getBigInt64(this.offset + 112, true);
  }
  set pad4(value: bigint) {
    this.view.setBigInt64(this.offset + 112, value, true);
  }
  get pad5(): bigint {
    return this.view.getBigInt64(this.offset + 120, true);
  }
  set pad5(value: bigint) {
    this.view.setBigInt64(this.offset + 120, value, true);
  }
}

/** DepthDelta, DepthSnapshot. 64 bytes, then rows: `bidCount` bids, then asks. */
export class DepthView extends HeaderView {
  static override readonly size: number = 64;
  /** First and last update id in this record; a snapshot has `lastSeq` only (both equal). */
  get firstSeq(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set firstSeq(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get lastSeq(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set lastSeq(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** `lastSeq` of the record before, where the venue says so; otherwise -1. */
  get prevSeq(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set prevSeq(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get rowCount(): number {
    return this.view.getUint32(this.offset + 48, true);
  }
  set rowCount(value: number) {
    this.view.setUint32(this.offset + 48, value, true);
  }
  get bidCount(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set bidCount(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  get reserved(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set reserved(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
}

/** DepthClear, Status. 64 bytes. */
export class MarketEventView extends HeaderView {
  static override readonly size: number = 64;
  /** DepthClear: levels up to this price, both sides' flags set and 0: everything. */
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get seq(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set seq(value: bigint) {
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
  get pad0(): number {
    return this.view.getUint16(this.offset + 58, true);
  }
  set pad0(value: number) {
    this.view.setUint16(this.offset + 58, value, true);
  }
  get pad1(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set pad1(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
}

/** OrderAdd, OrderReduce, OrderDelete, OrderModify, OrderExecute, DepthSingle. 64 bytes. */
export class OrderEventView extends HeaderView {
  static override readonly size: number = 64;
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Venue's order id as 64 bits. */
  get orderId(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set orderId(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** Sequence number, or a third party's integer column; 0 when unused. */
  get seq(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set seq(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  /** Bits of a third party's float column; 0 when unused. */
  get aux(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set aux(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
}

/** Trade. 64 bytes. */
export class TradeView extends HeaderView {
  static override readonly size: number = 64;
  get price(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set price(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get qty(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set qty(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Trade id, or aggregate trade id; -1 when unknown. */
  get tradeId(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set tradeId(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** First and last trade id of an aggregate; -1 otherwise. */
  get firstTradeId(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set firstTradeId(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get lastTradeId(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set lastTradeId(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
}

/** Offsets of Header's own fields. */
export const HeaderAt = {
  size: 0,
  kind: 4,
  flags: 5,
  instrumentId: 6,
  recvTsNs: 8,
  exchangeTsNs: 16,
} as const;

/** Offsets of Row's own fields. */
export const RowAt = {
  price: 0,
  qty: 8,
} as const;

/** Offsets of Bbo's own fields. */
export const BboAt = {
  bidPrice: 24,
  bidQty: 32,
  askPrice: 40,
  askQty: 48,
  seq: 56,
} as const;

/** Offsets of BookRestore's own fields. */
export const BookRestoreAt = {
  lastSeq: 24,
  trustedLow: 32,
  trustedHigh: 40,
  lastExchangeTsNs: 48,
  state: 56,
  awaitFirst: 57,
  pad0: 58,
  oldInARow: 60,
} as const;

/** Offsets of Definition's own fields. */
export const DefinitionAt = {
  version: 24,
  venue: 28,
  priceScale: 30,
  qtyScale: 31,
  sequenceRule: 32,
  bookModel: 33,
  windowBits: 34,
  symbolLength: 35,
  pad0: 36,
  tickSize: 40,
  lotSize: 48,
  symbol: 56,
  pad1: 88,
  pad2: 96,
  pad3: 104,
  pad4: 112,
  pad5: 120,
} as const;

/** Offsets of Depth's own fields. */
export const DepthAt = {
  firstSeq: 24,
  lastSeq: 32,
  prevSeq: 40,
  rowCount: 48,
  bidCount: 52,
  reserved: 56,
} as const;

/** Offsets of MarketEvent's own fields. */
export const MarketEventAt = {
  price: 24,
  qty: 32,
  orderId: 40,
  seq: 48,
  status: 56,
  reason: 57,
  pad0: 58,
  pad1: 60,
} as const;

/** Offsets of OrderEvent's own fields. */
export const OrderEventAt = {
  price: 24,
  qty: 32,
  orderId: 40,
  seq: 48,
  aux: 56,
} as const;

/** Offsets of Trade's own fields. */
export const TradeAt = {
  price: 24,
  qty: 32,
  tradeId: 40,
  firstTradeId: 48,
  lastTradeId: 56,
} as const;
