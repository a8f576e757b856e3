// Generated from core-wasm/schema/records.fbs by scripts/generate-abi.ts. Do not edit.

export namespace BookModel {
  // Levels by price.
  @inline export const L2: u8 = 0;
  // Single orders by id.
  @inline export const L3: u8 = 1;
}

export namespace MarketStatus {
  @inline export const Trading: u8 = 0;
  @inline export const Halted: u8 = 1;
  @inline export const QuoteOnly: u8 = 2;
  @inline export const Closed: u8 = 3;
}

/** Bits of `Header.flags`. */
export namespace RecordFlag {
  // The record is valid in exchange-time order. Both order bits stand on ordinary records.
  @inline export const Exchange: u8 = 1;
  // The record is valid in receive-time order.
  @inline export const Local: u8 = 2;
  // Buy: aggressor of a trade, or a bid order.
  @inline export const Buy: u8 = 4;
  // Sell: aggressor of a trade, or an ask order.
  @inline export const Sell: u8 = 8;
  // The trade stands for several prints (`firstTradeId..lastTradeId`).
  @inline export const Aggregate: u8 = 16;
  // The execution was against a hidden order: no visible size changes.
  @inline export const Hidden: u8 = 32;
  // The slow path decoded this record. Never stored, never hashed.
  @inline export const Slow: u8 = 64;
}

export namespace RecordKind {
  // No record: zeroed memory.
  @inline export const None: u8 = 0;
  // An instrument comes into being or changes (scale, tick, lot). 128 bytes.
  @inline export const Definition: u8 = 1;
  // Absolute new quantities of some price levels; quantity 0 removes the level.
  @inline export const DepthDelta: u8 = 2;
  // The whole book at `lastSeq`, as deep as the venue gave it.
  @inline export const DepthSnapshot: u8 = 3;
  // Remove levels of one or both sides, all or up to a price.
  @inline export const DepthClear: u8 = 4;
  // A print on the venue's tape, plain or aggregated.
  @inline export const Trade: u8 = 5;
  // Best bid and ask as the venue states them.
  @inline export const Bbo: u8 = 6;
  // L3: a new resting order.
  @inline export const OrderAdd: u8 = 7;
  // L3: a resting order loses `qty` and keeps its place.
  @inline export const OrderReduce: u8 = 8;
  // L3: a resting order is gone.
  @inline export const OrderDelete: u8 = 9;
  // L3: a resting order has a new price and quantity.
  @inline export const OrderModify: u8 = 10;
  // L3: a resting order trades `qty`.
  @inline export const OrderExecute: u8 = 11;
  // Trading halts, resumes or closes.
  @inline export const Status: u8 = 12;
  // One row of a third-party tape that carries ids. The flags Aggregate and Hidden say what it
  // is: neither, a level change; Aggregate, a level of a snapshot; Hidden, one side of a book
  // ticker; both, a clear up to the price.
  @inline export const DepthSingle: u8 = 13;
  // Keyframes only: sequence state of an instrument, before its levels or orders.
  @inline export const BookRestore: u8 = 14;
}

/** How depth records of an instrument chain to each other. */
export namespace SequenceRule {
  // Records carry no ids: all are applied, the first snapshot or delta makes the book live.
  @inline export const None: u8 = 0;
  // Spot: `firstSeq <= last + 1`, steady state `firstSeq == last + 1`.
  @inline export const BinanceSpot: u8 = 1;
  // USD-M and COIN-M: first applied record straddles the snapshot, then `prevSeq == last`.
  @inline export const BinanceFutures: u8 = 2;
}

export namespace Venue {
  @inline export const Unknown: u16 = 0;
  @inline export const BinanceSpot: u16 = 1;
  @inline export const BinanceUsdm: u16 = 2;
  @inline export const BinanceCoinm: u16 = 3;
  @inline export const Nasdaq: u16 = 4;
  @inline export const Generated: u16 = 5;
}

/** The first 24 bytes of every record. */
@unmanaged
export class Header {
  // Bytes of the whole record with its rows; a multiple of 16.
  size: u32;
  kind: u8;
  flags: u8;
  // Index of the instrument in this run.
  instrumentId: u16;
  // Receive time, ns.
  recvTsNs: i64;
  // Exchange (transaction) time, ns; 0 when the venue gave none.
  exchangeTsNs: i64;
}
@inline export const SIZEOF_HEADER: usize = 24;
@inline export const HEADER_SIZE: usize = 0;
@inline export const HEADER_KIND: usize = 4;
@inline export const HEADER_FLAGS: usize = 5;
@inline export const HEADER_INSTRUMENT_ID: usize = 6;
@inline export const HEADER_RECV_TS_NS: usize = 8;
@inline export const HEADER_EXCHANGE_TS_NS: usize = 16;

/** A price level of a depth record. 16 bytes. */
@unmanaged
export class Row {
  // Price in quanta.
  price: i64;
  // Quantity in quanta, >= 0; 0 removes the level.
  qty: i64;
}
@inline export const SIZEOF_ROW: usize = 16;
@inline export const ROW_PRICE: usize = 0;
@inline export const ROW_QTY: usize = 8;

/** Bbo. 64 bytes. Quantity 0: that side is empty. */
@unmanaged
export class Bbo extends Header {
  bidPrice: i64;
  bidQty: i64;
  askPrice: i64;
  askQty: i64;
  // Update id of the book at this state; -1 when unknown.
  seq: i64;
}
@inline export const SIZEOF_BBO: usize = 64;
@inline export const BBO_BID_PRICE: usize = 24;
@inline export const BBO_BID_QTY: usize = 32;
@inline export const BBO_ASK_PRICE: usize = 40;
@inline export const BBO_ASK_QTY: usize = 48;
@inline export const BBO_SEQ: usize = 56;

/** BookRestore. 64 bytes. */
@unmanaged
export class BookRestore extends Header {
  // Sequence state as in InstrumentState.
  lastSeq: i64;
  trustedLow: i64;
  trustedHigh: i64;
  // Last times seen: the header's are the keyframe's own.
  lastExchangeTsNs: i64;
  state: u8;
  // 1 while the first delta after a snapshot is awaited.
  awaitFirst: u8;
  pad0: u16;
  oldInARow: u32;
}
@inline export const SIZEOF_BOOK_RESTORE: usize = 64;
@inline export const BOOK_RESTORE_LAST_SEQ: usize = 24;
@inline export const BOOK_RESTORE_TRUSTED_LOW: usize = 32;
@inline export const BOOK_RESTORE_TRUSTED_HIGH: usize = 40;
@inline export const BOOK_RESTORE_LAST_EXCHANGE_TS_NS: usize = 48;
@inline export const BOOK_RESTORE_STATE: usize = 56;
@inline export const BOOK_RESTORE_AWAIT_FIRST: usize = 57;
@inline export const BOOK_RESTORE_PAD0: usize = 58;
@inline export const BOOK_RESTORE_OLD_IN_AROW: usize = 60;

/** Definition. 128 bytes. */
@unmanaged
export class Definition extends Header {
  // 1 for the first definition of an instrument, then counting up.
  version: u32;
  venue: u16;
  priceScale: i8;
  qtyScale: i8;
  sequenceRule: u8;
  bookModel: u8;
  // log2 of the slots of the dense window; 0 takes the engine's default.
  windowBits: u8;
  symbolLength: u8;
  pad0: u32;
  // Ladder step and order step in quanta, >= 1.
  tickSize: i64;
  lotSize: i64;
  // UTF-8, zero padded.
  symbol0: u64;
  symbol1: u64;
  symbol2: u64;
  symbol3: u64;
  pad1: i64;
  pad2: i64;
  pad3: i64;
  pad4: i64;
  pad5: i64;
}
@inline export const SIZEOF_DEFINITION: usize = 128;
@inline export const DEFINITION_VERSION: usize = 24;
@inline export const DEFINITION_VENUE: usize = 28;
@inline export const DEFINITION_PRICE_SCALE: usize = 30;
@inline export const DEFINITION_QTY_SCALE: usize = 31;
@inline export const DEFINITION_SEQUENCE_RULE: usize = 32;
@inline export const DEFINITION_BOOK_MODEL: usize = 33;
@inline export const DEFINITION_WINDOW_BITS: usize = 34;
@inline export const DEFINITION_SYMBOL_LENGTH: usize = 35;
@inline export const DEFINITION_PAD0: usize = 36;
@inline export const DEFINITION_TICK_SIZE: usize = 40;
@inline export const DEFINITION_LOT_SIZE: usize = 48;
@inline export const DEFINITION_SYMBOL: usize = 56;
@inline export const DEFINITION_PAD1: usize = 88;
@inline export const DEFINITION_PAD2: usize = 96;
@inline export const DEFINITION_PAD3: usize = 104;
@inline export const DEFINITION_PAD4: usize = 112;
@inline export const DEFINITION_PAD5: usize = 120;

/** DepthDelta, DepthSnapshot. 64 bytes, then rows: `bidCount` bids, then asks. */
@unmanaged
export class Depth extends Header {
  // First and last update id in this record; a snapshot has `lastSeq` only (both equal).
  firstSeq: i64;
  lastSeq: i64;
  // `lastSeq` of the record before, where the venue says so; otherwise -1.
  prevSeq: i64;
  rowCount: u32;
  bidCount: u32;
  reserved: i64;
}
@inline export const SIZEOF_DEPTH: usize = 64;
@inline export const DEPTH_FIRST_SEQ: usize = 24;
@inline export const DEPTH_LAST_SEQ: usize = 32;
@inline export const DEPTH_PREV_SEQ: usize = 40;
@inline export const DEPTH_ROW_COUNT: usize = 48;
@inline export const DEPTH_BID_COUNT: usize = 52;
@inline export const DEPTH_RESERVED: usize = 56;

/** DepthClear, Status. 64 bytes. */
@unmanaged
export class MarketEvent extends Header {
  // DepthClear: levels up to this price, both sides' flags set and 0: everything.
  price: i64;
  qty: i64;
  orderId: i64;
  seq: i64;
  status: u8;
  reason: u8;
  pad0: u16;
  pad1: u32;
}
@inline export const SIZEOF_MARKET_EVENT: usize = 64;
@inline export const MARKET_EVENT_PRICE: usize = 24;
@inline export const MARKET_EVENT_QTY: usize = 32;
@inline export const MARKET_EVENT_ORDER_ID: usize = 40;
@inline export const MARKET_EVENT_SEQ: usize = 48;
@inline export const MARKET_EVENT_STATUS: usize = 56;
@inline export const MARKET_EVENT_REASON: usize = 57;
@inline export const MARKET_EVENT_PAD0: usize = 58;
@inline export const MARKET_EVENT_PAD1: usize = 60;

/** OrderAdd, OrderReduce, OrderDelete, OrderModify, OrderExecute, DepthSingle. 64 bytes. */
@unmanaged
export class OrderEvent extends Header {
  price: i64;
  qty: i64;
  // Venue's order id as 64 bits.
  orderId: i64;
  // Sequence number, or a third party's integer column; 0 when unused.
  seq: i64;
  // Bits of a third party's float column; 0 when unused.
  aux: i64;
}
@inline export const SIZEOF_ORDER_EVENT: usize = 64;
@inline export const ORDER_EVENT_PRICE: usize = 24;
@inline export const ORDER_EVENT_QTY: usize = 32;
@inline export const ORDER_EVENT_ORDER_ID: usize = 40;
@inline export const ORDER_EVENT_SEQ: usize = 48;
@inline export const ORDER_EVENT_AUX: usize = 56;

/** Trade. 64 bytes. */
@unmanaged
export class Trade extends Header {
  price: i64;
  qty: i64;
  // Trade id, or aggregate trade id; -1 when unknown.
  tradeId: i64;
  // First and last trade id of an aggregate; -1 otherwise.
  firstTradeId: i64;
  lastTradeId: i64;
}
@inline export const SIZEOF_TRADE: usize = 64;
@inline export const TRADE_PRICE: usize = 24;
@inline export const TRADE_QTY: usize = 32;
@inline export const TRADE_TRADE_ID: usize = 40;
@inline export const TRADE_FIRST_TRADE_ID: usize = 48;
@inline export const TRADE_LAST_TRADE_ID: usize = 56;
