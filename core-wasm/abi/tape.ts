// Generated from core-wasm/schema/tape.fbs by scripts/generate-abi.ts. Do not edit.

export namespace TapeBlockKind {
  // Records of the stream, in receive order.
  @inline export const Data: u8 = 0;
  // Records that rebuild the whole state after all data blocks before it. Not part of the stream.
  @inline export const Keyframe: u8 = 1;
  // Where all other blocks are: `TapeIndexEntry`s.
  @inline export const Index: u8 = 2;
}

export namespace TapeCodec {
  // Payload bytes stand as they are.
  @inline export const None: u8 = 0;
  // Payload is cut into sections, each a zstd frame or plain (`src/tape/sections.ts`).
  @inline export const Zstd: u8 = 1;
}

/** Before every payload. 112 bytes. */
@unmanaged
export class TapeBlock {
  // `OTPB`
  magic: u32;
  // `TapeBlockKind`; bit 7: a reader that does not know the kind skips the block instead of
  // refusing the tape.
  kind: u8;
  codec: u8;
  version: u16;
  // Payload bytes in the file, as raw (entropy decoded) payload, and as records.
  storedLength: u32;
  rawLength: u32;
  decodedLength: u32;
  recordCount: u32;
  // Position among all blocks but the index, from 0.
  blockNumber: u32;
  // CRC-32 of the stored payload.
  payloadCrc: u32;
  // Records in all data blocks before this one.
  firstRecord: u64;
  // Events in this block by kind: rows of deltas, rows of snapshots, trades, book tickers, others.
  depthRows: u32;
  snapshotRows: u32;
  trades: u32;
  bbos: u32;
  others: u32;
  definitions: u32;
  // Times of the records, ns. A keyframe has the receive time of the last record before it.
  minRecvTsNs: i64;
  maxRecvTsNs: i64;
  // Over records that have an exchange time; 0 when none has.
  minExchangeTsNs: i64;
  maxExchangeTsNs: i64;
  // Smallest recvTsNs - exchangeTsNs; 2^63-1 when no record has an exchange time.
  minLatencyNs: i64;
  // Keyframes that need several blocks: how many more follow.
  partsLeft: u32;
  // CRC-32 of the 108 bytes before.
  headerCrc: u32;
}
@inline export const SIZEOF_TAPE_BLOCK: usize = 112;
@inline export const TAPE_BLOCK_MAGIC: usize = 0;
@inline export const TAPE_BLOCK_KIND: usize = 4;
@inline export const TAPE_BLOCK_CODEC: usize = 5;
@inline export const TAPE_BLOCK_VERSION: usize = 6;
@inline export const TAPE_BLOCK_STORED_LENGTH: usize = 8;
@inline export const TAPE_BLOCK_RAW_LENGTH: usize = 12;
@inline export const TAPE_BLOCK_DECODED_LENGTH: usize = 16;
@inline export const TAPE_BLOCK_RECORD_COUNT: usize = 20;
@inline export const TAPE_BLOCK_BLOCK_NUMBER: usize = 24;
@inline export const TAPE_BLOCK_PAYLOAD_CRC: usize = 28;
@inline export const TAPE_BLOCK_FIRST_RECORD: usize = 32;
@inline export const TAPE_BLOCK_DEPTH_ROWS: usize = 40;
@inline export const TAPE_BLOCK_SNAPSHOT_ROWS: usize = 44;
@inline export const TAPE_BLOCK_TRADES: usize = 48;
@inline export const TAPE_BLOCK_BBOS: usize = 52;
@inline export const TAPE_BLOCK_OTHERS: usize = 56;
@inline export const TAPE_BLOCK_DEFINITIONS: usize = 60;
@inline export const TAPE_BLOCK_MIN_RECV_TS_NS: usize = 64;
@inline export const TAPE_BLOCK_MAX_RECV_TS_NS: usize = 72;
@inline export const TAPE_BLOCK_MIN_EXCHANGE_TS_NS: usize = 80;
@inline export const TAPE_BLOCK_MAX_EXCHANGE_TS_NS: usize = 88;
@inline export const TAPE_BLOCK_MIN_LATENCY_NS: usize = 96;
@inline export const TAPE_BLOCK_PARTS_LEFT: usize = 104;
@inline export const TAPE_BLOCK_HEADER_CRC: usize = 108;

/** First bytes of the file. 32 bytes. */
@unmanaged
export class TapeHead {
  // `OUTCRYTP`
  magic: u64;
  // Readers refuse versions above their own.
  version: u32;
  reserved0: u32;
  reserved1: u64;
  reserved2: u32;
  // CRC-32 of the 28 bytes before.
  crc: u32;
}
@inline export const SIZEOF_TAPE_HEAD: usize = 32;
@inline export const TAPE_HEAD_MAGIC: usize = 0;
@inline export const TAPE_HEAD_VERSION: usize = 8;
@inline export const TAPE_HEAD_RESERVED0: usize = 12;
@inline export const TAPE_HEAD_RESERVED1: usize = 16;
@inline export const TAPE_HEAD_RESERVED2: usize = 24;
@inline export const TAPE_HEAD_CRC: usize = 28;

/** Last bytes of a closed tape. 32 bytes. */
@unmanaged
export class TapeTrailer {
  // `OUTCRYIX`
  magic: u64;
  indexOffset: u64;
  blockCount: u32;
  reserved0: u32;
  reserved1: u32;
  // CRC-32 of the 28 bytes before.
  crc: u32;
}
@inline export const SIZEOF_TAPE_TRAILER: usize = 32;
@inline export const TAPE_TRAILER_MAGIC: usize = 0;
@inline export const TAPE_TRAILER_INDEX_OFFSET: usize = 8;
@inline export const TAPE_TRAILER_BLOCK_COUNT: usize = 16;
@inline export const TAPE_TRAILER_RESERVED0: usize = 20;
@inline export const TAPE_TRAILER_RESERVED1: usize = 24;
@inline export const TAPE_TRAILER_CRC: usize = 28;

/** One block in the index. 120 bytes. */
@unmanaged
export class TapeIndexEntry extends TapeBlock {
  // Of the block's header in the file.
  blockOffset: u64;
}
@inline export const SIZEOF_TAPE_INDEX_ENTRY: usize = 120;
@inline export const TAPE_INDEX_ENTRY_BLOCK_OFFSET: usize = 112;

/** What the encoder found out about the records of a block. First bytes of the encoder. 192 bytes. */
@unmanaged
export class TapeInfo {
  // Bytes of records that went into the block: fewer than offered when its dictionary was full.
  consumed: u32;
  rawLength: u32;
  recordCount: u32;
  depthRows: u32;
  snapshotRows: u32;
  trades: u32;
  bbos: u32;
  others: u32;
  definitions: u32;
  cutCount: u32;
  minRecvTsNs: i64;
  maxRecvTsNs: i64;
  minExchangeTsNs: i64;
  maxExchangeTsNs: i64;
  minLatencyNs: i64;
  // 28 uint32: offsets in the raw payload at which the statistics of its bytes change.
  cuts0: u64;
  cuts1: u64;
  cuts2: u64;
  cuts3: u64;
  cuts4: u64;
  cuts5: u64;
  cuts6: u64;
  cuts7: u64;
  cuts8: u64;
  cuts9: u64;
  cuts10: u64;
  cuts11: u64;
  cuts12: u64;
  cuts13: u64;
}
@inline export const SIZEOF_TAPE_INFO: usize = 192;
@inline export const TAPE_INFO_CONSUMED: usize = 0;
@inline export const TAPE_INFO_RAW_LENGTH: usize = 4;
@inline export const TAPE_INFO_RECORD_COUNT: usize = 8;
@inline export const TAPE_INFO_DEPTH_ROWS: usize = 12;
@inline export const TAPE_INFO_SNAPSHOT_ROWS: usize = 16;
@inline export const TAPE_INFO_TRADES: usize = 20;
@inline export const TAPE_INFO_BBOS: usize = 24;
@inline export const TAPE_INFO_OTHERS: usize = 28;
@inline export const TAPE_INFO_DEFINITIONS: usize = 32;
@inline export const TAPE_INFO_CUT_COUNT: usize = 36;
@inline export const TAPE_INFO_MIN_RECV_TS_NS: usize = 40;
@inline export const TAPE_INFO_MAX_RECV_TS_NS: usize = 48;
@inline export const TAPE_INFO_MIN_EXCHANGE_TS_NS: usize = 56;
@inline export const TAPE_INFO_MAX_EXCHANGE_TS_NS: usize = 64;
@inline export const TAPE_INFO_MIN_LATENCY_NS: usize = 72;
@inline export const TAPE_INFO_CUTS: usize = 80;
