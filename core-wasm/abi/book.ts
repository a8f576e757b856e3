// Generated from core-wasm/schema/book.fbs by scripts/generate-abi.ts. Do not edit.

/** Only `Live` books have a best bid and ask. */
export namespace BookState {
  @inline export const Empty: u8 = 0;
  // Deltas are kept until a snapshot fits them.
  @inline export const Syncing: u8 = 1;
  @inline export const Live: u8 = 2;
  // The sequence broke; a new snapshot is needed.
  @inline export const Gapped: u8 = 3;
  // Nothing heard for longer than allowed.
  @inline export const Stale: u8 = 4;
}

/** Written by `bookTop`. 64 bytes. */
@unmanaged
export class TopOfBook {
  state: u8;
  // Bit 0: bid exists, bit 1: ask exists, bit 2: crossed or locked.
  flags: u8;
  priceScale: i8;
  qtyScale: i8;
  pad0: u32;
  bidPrice: i64;
  bidQty: i64;
  askPrice: i64;
  askQty: i64;
  // Last applied update id.
  seq: i64;
  // Times of the last record applied to this instrument, ns.
  recvTsNs: i64;
  exchangeTsNs: i64;
}
@inline export const SIZEOF_TOP_OF_BOOK: usize = 64;
@inline export const TOP_OF_BOOK_STATE: usize = 0;
@inline export const TOP_OF_BOOK_FLAGS: usize = 1;
@inline export const TOP_OF_BOOK_PRICE_SCALE: usize = 2;
@inline export const TOP_OF_BOOK_QTY_SCALE: usize = 3;
@inline export const TOP_OF_BOOK_PAD0: usize = 4;
@inline export const TOP_OF_BOOK_BID_PRICE: usize = 8;
@inline export const TOP_OF_BOOK_BID_QTY: usize = 16;
@inline export const TOP_OF_BOOK_ASK_PRICE: usize = 24;
@inline export const TOP_OF_BOOK_ASK_QTY: usize = 32;
@inline export const TOP_OF_BOOK_SEQ: usize = 40;
@inline export const TOP_OF_BOOK_RECV_TS_NS: usize = 48;
@inline export const TOP_OF_BOOK_EXCHANGE_TS_NS: usize = 56;
