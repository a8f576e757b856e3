// Generated from core-wasm/schema/book.fbs by scripts/generate-abi.ts. Do not edit.

/** Only `Live` books have a best bid and ask. */
export const BookState = {
  Empty: 0,
  /** Deltas are kept until a snapshot fits them. */
  Syncing: 1,
  Live: 2,
  /** The sequence broke; a new snapshot is needed. */
  Gapped: 3,
  /** Nothing heard for longer than allowed. */
  Stale: 4,
} as const;
export type BookState = (typeof BookState)[keyof typeof BookState];

/** Written by `bookTop`. 64 bytes. */
export class TopOfBookView {
  static readonly size: number = 64;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  get state(): number {
    return this.view.getUint8(this.offset);
  }
  set state(value: number) {
    this.view.setUint8(this.offset, value);
  }
  /** Bit 0: bid exists, bit 1: ask exists, bit 2: crossed or locked. */
  get flags(): number {
    return this.view.getUint8(this.offset + 1);
  }
  set flags(value: number) {
    this.view.setUint8(this.offset + 1, value);
  }
  get priceScale(): number {
    return this.view.getInt8(this.offset + 2);
  }
  set priceScale(value: number) {
    this.view.setInt8(this.offset + 2, value);
  }
  get qtyScale(): number {
    return this.view.getInt8(this.offset + 3);
  }
  set qtyScale(value: number) {
    this.view.setInt8(this.offset + 3, value);
  }
  get pad0(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set pad0(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  get bidPrice(): bigint {
    return this.view.getBigInt64(this.offset + 8, true);
  }
  set bidPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 8, value, true);
  }
  get bidQty(): bigint {
    return this.view.getBigInt64(this.offset + 16, true);
  }
  set bidQty(value: bigint) {
    this.view.setBigInt64(this.offset + 16, value, true);
  }
  get askPrice(): bigint {
    return this.view.getBigInt64(this.offset + 24, true);
  }
  set askPrice(value: bigint) {
    this.view.setBigInt64(this.offset + 24, value, true);
  }
  get askQty(): bigint {
    return this.view.getBigInt64(this.offset + 32, true);
  }
  set askQty(value: bigint) {
    this.view.setBigInt64(this.offset + 32, value, true);
  }
  /** Last applied update id. */
  get seq(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set seq(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  /** Times of the last record applied to this instrument, ns. */
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
}

/** Offsets of TopOfBook's own fields. */
export const TopOfBookAt = {
  state: 0,
  flags: 1,
  priceScale: 2,
  qtyScale: 3,
  pad0: 4,
  bidPrice: 8,
  bidQty: 16,
  askPrice: 24,
  askQty: 32,
  seq: 40,
  recvTsNs: 48,
  exchangeTsNs: 56,
} as const;
