// The memory that tapes need in a core: taken once from its arena, then shared by any number of
// readers or writers that work one after the other.
import { TapeInfoView } from '../abi/tape.ts';
import type { Core } from '../core/core.ts';
import type { Compression } from '../fs/compression.ts';
import { loadCompression } from '../fs/compression.ts';
import type { Checksum } from './format.ts';

const MIB = 1 << 20;
/**
 * Bytes of records that a block takes before it is cut, unless one record is larger. Smaller blocks
 * cost size and speed (a zstd call takes 10 us), larger ones leave the caches: bench/micro/tape.ts.
 */
export const BLOCK_RECORD_BYTES = 2 * MIB;
/** Largest record, and so largest block, by default: a snapshot of 262,140 levels. */
export const RECORD_BYTES_MAX = 4 * MIB;
const CRC_CHUNK = 65536;

/** What readers and writers need of the host. */
export interface TapeHost {
  readonly core: Core;
  readonly compression: Compression;
  readonly checksum: Checksum;
}

/** @param compression for tests; otherwise the platform's */
export async function createTapeHost(core: Core, compression?: Compression): Promise<TapeHost> {
  const found = compression ?? (await loadCompression());
  const crc32 = found.crc32;
  const checksum: Checksum =
    crc32 === undefined ? wasmChecksum(core) : (bytes) => crc32(bytes, 0) >>> 0;
  return { core, compression: found, checksum };
}

/** The core's CRC-32, for platforms without one; goes through a chunk of core memory. */
function wasmChecksum(core: Core): Checksum {
  const tables = core.alloc(core.exports.tapeCrcSize(), 'checksum tables');
  core.exports.tapeCrcInit(tables);
  const chunk = core.alloc(CRC_CHUNK, 'checksum chunk');
  return (bytes) => {
    let crc = 0;
    for (let at = 0; at < bytes.length; at += CRC_CHUNK) {
      const part = bytes.subarray(at, at + CRC_CHUNK);
      core.bytes.set(part, chunk);
      crc = core.exports.tapeCrc(tables, chunk, chunk + part.length, crc);
    }
    return crc >>> 0;
  };
}

/**
 * Largest raw payload for so many bytes of records. Of random numbers a depth header takes 72
 * bytes for its 64, a row 17 for its 16; dictionaries are bounded (layout.ts).
 */
function payloadBytesMax(recordBytes: number): number {
  return Math.ceil(recordBytes * 1.25) + 65536;
}

/** Memory of one reader: two and a quarter times `recordBytesMax`. */
export class TapeDecodeBuffers {
  readonly host: TapeHost;
  readonly recordBytesMax: number;
  readonly decoder: number;
  readonly payload: number;
  readonly payloadBytes: number;
  readonly records: number;

  constructor(host: TapeHost, recordBytesMax = RECORD_BYTES_MAX) {
    const { core } = host;
    const { exports } = core;
    this.host = host;
    this.recordBytesMax = recordBytesMax;
    this.decoder = core.alloc(exports.tapeDecoderSize(), 'the tape decoder');
    exports.tapeDecoderInit(this.decoder);
    this.payloadBytes = payloadBytesMax(recordBytesMax);
    const slack = exports.tapeDecodeSlack();
    this.payload = core.alloc(this.payloadBytes + slack, 'tape payloads');
    this.records = core.alloc(recordBytesMax, 'tape records');
  }
}

/** Memory of one writer: five times `recordBytesMax`. */
export class TapeEncodeBuffers {
  readonly host: TapeHost;
  readonly recordBytesMax: number;
  readonly encoder: number;
  readonly info: TapeInfoView;
  readonly payload: number;
  readonly payloadBytes: number;
  /** Records that wait for their block. */
  readonly records: number;
  /** An i64: the last receive time. */
  readonly lastTime: number;

  constructor(host: TapeHost, recordBytesMax = RECORD_BYTES_MAX) {
    const { core } = host;
    const { exports } = core;
    this.host = host;
    this.recordBytesMax = recordBytesMax;
    this.encoder = core.alloc(exports.tapeEncoderSize(recordBytesMax) >>> 0, 'the tape encoder');
    exports.tapeEncoderInit(this.encoder, recordBytesMax);
    this.info = new TapeInfoView(core.view, this.encoder);
    this.payloadBytes = payloadBytesMax(recordBytesMax);
    this.payload = core.alloc(this.payloadBytes, 'tape payloads');
    this.records = core.alloc(recordBytesMax, 'tape records');
    this.lastTime = core.alloc(8, 'tape times');
  }
}
