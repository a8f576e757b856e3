// Generated from core-wasm/schema/tape.fbs by scripts/generate-abi.ts. Do not edit.

export const TapeBlockKind = {
  /** Records of the stream, in receive order. */
  Data: 0,
  /** Records that rebuild the whole state after all data blocks before it. Not part of the stream. */
  Keyframe: 1,
  /** Where all other blocks are: `TapeIndexEntry`s. */
  Index: 2,
} as const;
export type TapeBlockKind = (typeof TapeBlockKind)[keyof typeof TapeBlockKind];

export const TapeCodec = {
  /** Payload bytes stand as they are. */
  None: 0,
  /** Payload is cut into sections, each a zstd frame or plain (`src/tape/sections.ts`). */
  Zstd: 1,
} as const;
export type TapeCodec = (typeof TapeCodec)[keyof typeof TapeCodec];

/** Before every payload. 112 bytes. */
export class TapeBlockView {
  static readonly size: number = 112;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** `OTPB` */
  get magic(): number {
    return this.view.getUint32(this.offset, true);
  }
  set magic(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  /**
   * `TapeBlockKind`; bit 7: a reader that does not know the kind skips the block instead of
   * refusing the tape.
   */
  get kind(): number {
    return this.view.getUint8(this.offset + 4);
  }
  set kind(value: number) {
    this.view.setUint8(this.offset + 4, value);
  }
  get codec(): number {
    return this.view.getUint8(this.offset + 5);
  }
  set codec(value: number) {
    this.view.setUint8(this.offset + 5, value);
  }
  get version(): number {
    return this.view.getUint16(this.offset + 6, true);
  }
  set version(value: number) {
    this.view.setUint16(this.offset + 6, value, true);
  }
  /** Payload bytes in the file, as raw (entropy decoded) payload, and as records. */
  get storedLength(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set storedLength(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get rawLength(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set rawLength(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get decodedLength(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set decodedLength(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get recordCount(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set recordCount(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  /** Position among all blocks but the index, from 0. */
  get blockNumber(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set blockNumber(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** CRC-32 of the stored payload. */
  get payloadCrc(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set payloadCrc(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  /** Records in all data blocks before this one. */
  get firstRecord(): bigint {
    return this.view.getBigUint64(this.offset + 32, true);
  }
  set firstRecord(value: bigint) {
    this.view.setBigUint64(this.offset + 32, value, true);
  }
  /** Events in this block by kind: rows of deltas, rows of snapshots, trades, book tickers, others. */
  get depthRows(): number {
    return this.view.getUint32(this.offset + 40, true);
  }
  set depthRows(value: number) {
    this.view.setUint32(this.offset + 40, value, true);
  }
  get snapshotRows(): number {
    return this.view.getUint32(this.offset + 44, true);
  }
  set snapshotRows(value: number) {
    this.view.setUint32(this.offset + 44, value, true);
  }
  get trades(): number {
    return this.view.getUint32(this.offset + 48, true);
  }
  set trades(value: number) {
    this.view.setUint32(this.offset + 48, value, true);
  }
  get bbos(): number {
    return this.view.getUint32(this.offset + 52, true);
  }
  set bbos(value: number) {
    this.view.setUint32(this.offset + 52, value, true);
  }
  get others(): number {
    return this.view.getUint32(this.offset + 56, true);
  }
  set others(value: number) {
    this.view.setUint32(this.offset + 56, value, true);
  }
  get definitions(): number {
    return this.view.getUint32(this.offset + 60, true);
  }
  set definitions(value: number) {
    this.view.setUint32(this.offset + 60, value, true);
  }
  /** Times of the records, ns. A keyframe has the receive time of the last record before it. */
  get minRecvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set minRecvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get maxRecvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set maxRecvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** Over records that have an exchange time; 0 when none has. */
  get minExchangeTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 80, true);
  }
  set minExchangeTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 80, value, true);
  }
  get maxExchangeTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 88, true);
  }
  set maxExchangeTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 88, value, true);
  }
  /** Smallest recvTsNs - exchangeTsNs; 2^63-1 when no record has an exchange time. */
  get minLatencyNs(): bigint {
    return this.view.getBigInt64(this.offset + 96, true);
  }
  set minLatencyNs(value: bigint) {
    this.view.setBigInt64(this.offset + 96, value, true);
  }
  /** Keyframes that need several blocks: how many more follow. */
  get partsLeft(): number {
    return this.view.getUint32(this.offset + 104, true);
  }
  set partsLeft(value: number) {
    this.view.setUint32(this.offset + 104, value, true);
  }
  /** CRC-32 of the 108 bytes before. */
  get headerCrc(): number {
    return this.view.getUint32(this.offset + 108, true);
  }
  set headerCrc(value: number) {
    this.view.setUint32(this.offset + 108, value, true);
  }
}

/** First bytes of the file. 32 bytes. */
export class TapeHeadView {
  static readonly size: number = 32;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** `OUTCRYTP` */
  get magic(): bigint {
    return this.view.getBigUint64(this.offset, true);
  }
  set magic(value: bigint) {
    this.view.setBigUint64(this.offset, value, true);
  }
  /** Readers refuse versions above their own. */
  get version(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set version(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get reserved0(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set reserved0(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get reserved1(): bigint {
    return this.view.getBigUint64(this.offset + 16, true);
  }
  set reserved1(value: bigint) {
    this.view.setBigUint64(this.offset + 16, value, true);
  }
  get reserved2(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set reserved2(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** CRC-32 of the 28 bytes before. */
  get crc(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set crc(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
}

/** Last bytes of a closed tape. 32 bytes. */
export class TapeTrailerView {
  static readonly size: number = 32;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** `OUTCRYIX` */
  get magic(): bigint {
    return this.view.getBigUint64(this.offset, true);
  }
  set magic(value: bigint) {
    this.view.setBigUint64(this.offset, value, true);
  }
  get indexOffset(): bigint {
    return this.view.getBigUint64(this.offset + 8, true);
  }
  set indexOffset(value: bigint) {
    this.view.setBigUint64(this.offset + 8, value, true);
  }
  get blockCount(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set blockCount(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get reserved0(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set reserved0(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  get reserved1(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set reserved1(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  /** CRC-32 of the 28 bytes before. */
  get crc(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set crc(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
}

/** One block in the index. 120 bytes. */
export class TapeIndexEntryView extends TapeBlockView {
  static override readonly size: number = 120;
  /** Of the block's header in the file. */
  get blockOffset(): bigint {
    return this.view.getBigUint64(this.offset + 112, true);
  }
  set blockOffset(value: bigint) {
    this.view.setBigUint64(this.offset + 112, value, true);
  }
}

/** What the encoder found out about the records of a block. First bytes of the encoder. 192 bytes. */
export class TapeInfoView {
  static readonly size: number = 192;
  view: DataView;
  offset: number;
  constructor(view: DataView, offset = 0) {
    this.view = view;
    this.offset = offset;
  }
  /** Bytes of records that went into the block: fewer than offered when its dictionary was full. */
  get consumed(): number {
    return this.view.getUint32(this.offset, true);
  }
  set consumed(value: number) {
    this.view.setUint32(this.offset, value, true);
  }
  get rawLength(): number {
    return this.view.getUint32(this.offset + 4, true);
  }
  set rawLength(value: number) {
    this.view.setUint32(this.offset + 4, value, true);
  }
  get recordCount(): number {
    return this.view.getUint32(this.offset + 8, true);
  }
  set recordCount(value: number) {
    this.view.setUint32(this.offset + 8, value, true);
  }
  get depthRows(): number {
    return this.view.getUint32(this.offset + 12, true);
  }
  set depthRows(value: number) {
    this.view.setUint32(this.offset + 12, value, true);
  }
  get snapshotRows(): number {
    return this.view.getUint32(this.offset + 16, true);
  }
  set snapshotRows(value: number) {
    this.view.setUint32(this.offset + 16, value, true);
  }
  get trades(): number {
    return this.view.getUint32(this.offset + 20, true);
  }
  set trades(value: number) {
    this.view.setUint32(this.offset + 20, value, true);
  }
  get bbos(): number {
    return this.view.getUint32(this.offset + 24, true);
  }
  set bbos(value: number) {
    this.view.setUint32(this.offset + 24, value, true);
  }
  get others(): number {
    return this.view.getUint32(this.offset + 28, true);
  }
  set others(value: number) {
    this.view.setUint32(this.offset + 28, value, true);
  }
  get definitions(): number {
    return this.view.getUint32(this.offset + 32, true);
  }
  set definitions(value: number) {
    this.view.setUint32(this.offset + 32, value, true);
  }
  get cutCount(): number {
    return this.view.getUint32(this.offset + 36, true);
  }
  set cutCount(value: number) {
    this.view.setUint32(this.offset + 36, value, true);
  }
  get minRecvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 40, true);
  }
  set minRecvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 40, value, true);
  }
  get maxRecvTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 48, true);
  }
  set maxRecvTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 48, value, true);
  }
  get minExchangeTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 56, true);
  }
  set minExchangeTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 56, value, true);
  }
  get maxExchangeTsNs(): bigint {
    return this.view.getBigInt64(this.offset + 64, true);
  }
  set maxExchangeTsNs(value: bigint) {
    this.view.setBigInt64(this.offset + 64, value, true);
  }
  get minLatencyNs(): bigint {
    return this.view.getBigInt64(this.offset + 72, true);
  }
  set minLatencyNs(value: bigint) {
    this.view.setBigInt64(this.offset + 72, value, true);
  }
  /** 28 uint32: offsets in the raw payload at which the statistics of its bytes change. */
  get cuts(): Uint8Array {
    const at = this.view.byteOffset + this.offset + 80;
    return new Uint8Array(this.view.buffer, at, 112);
  }
}

/** Offsets of TapeBlock's own fields. */
export const TapeBlockAt = {
  magic: 0,
  kind: 4,
  codec: 5,
  version: 6,
  storedLength: 8,
  rawLength: 12,
  decodedLength: 16,
  recordCount: 20,
  blockNumber: 24,
  payloadCrc: 28,
  firstRecord: 32,
  depthRows: 40,
  snapshotRows: 44,
  trades: 48,
  bbos: 52,
  others: 56,
  definitions: 60,
  minRecvTsNs: 64,
  maxRecvTsNs: 72,
  minExchangeTsNs: 80,
  maxExchangeTsNs: 88,
  minLatencyNs: 96,
  partsLeft: 104,
  headerCrc: 108,
} as const;

/** Offsets of TapeHead's own fields. */
export const TapeHeadAt = {
  magic: 0,
  version: 8,
  reserved0: 12,
  reserved1: 16,
  reserved2: 24,
  crc: 28,
} as const;

/** Offsets of TapeTrailer's own fields. */
export const TapeTrailerAt = {
  magic: 0,
  indexOffset: 8,
  blockCount: 16,
  reserved0: 20,
  reserved1: 24,
  crc: 28,
} as const;

/** Offsets of TapeIndexEntry's own fields. */
export const TapeIndexEntryAt = {
  blockOffset: 112,
} as const;

/** Offsets of TapeInfo's own fields. */
export const TapeInfoAt = {
  consumed: 0,
  rawLength: 4,
  recordCount: 8,
  depthRows: 12,
  snapshotRows: 16,
  trades: 20,
  bbos: 24,
  others: 28,
  definitions: 32,
  cutCount: 36,
  minRecvTsNs: 40,
  maxRecvTsNs: 48,
  minExchangeTsNs: 56,
  maxExchangeTsNs: 64,
  minLatencyNs: 72,
  cuts: 80,
} as const;
