// Entropy coding and checksums by the platform: Node's zlib (native zstd and CRC-32), or, where
// there is none, fzstd, which only decodes. The only place that names either.
import { OutcryError } from '../errors/outcry-error.ts';

export interface Compression {
  /** A zstd frame of `bytes`; undefined where the platform cannot write zstd. */
  readonly compress: ((bytes: Uint8Array, level: number) => Uint8Array) | undefined;
  /**
   * The content of a zstd frame, which must have `length` bytes.
   * @throws OutcryError CORRUPT_FRAME
   */
  decompress(frame: Uint8Array, length: number): Uint8Array;
  /** CRC-32 as in zlib; undefined where the platform has none. */
  readonly crc32: ((bytes: Uint8Array, seed: number) => number) | undefined;
}

function corrupt(expected: string, found: string, cause?: unknown): OutcryError {
  const details = { expected, found };
  return new OutcryError(
    'CORRUPT_FRAME',
    'input',
    'a zstd frame cannot be decoded',
    cause === undefined ? details : { ...details, cause },
  );
}

function checked(content: Uint8Array, length: number): Uint8Array {
  if (content.length !== length) throw corrupt(`${length} bytes`, `${content.length}`);
  return content;
}

async function nodeCompression(): Promise<Compression | undefined> {
  const zlib = await import('node:zlib');
  if (typeof zlib.zstdDecompressSync !== 'function') return undefined;
  const levelKey = zlib.constants.ZSTD_c_compressionLevel;
  return {
    compress: (bytes, level) => zlib.zstdCompressSync(bytes, { params: { [levelKey]: level } }),
    decompress(frame, length) {
      // One byte more than needed: a full buffer makes zlib allocate a second one.
      const options = { chunkSize: Math.max(length + 1, 64), maxOutputLength: length + 1 };
      try {
        return checked(zlib.zstdDecompressSync(frame, options), length);
      } catch (cause) {
        if (cause instanceof OutcryError) throw cause;
        throw corrupt(`${length} bytes`, cause instanceof Error ? cause.message : 'none', cause);
      }
    },
    crc32: (bytes, seed) => zlib.crc32(bytes, seed),
  };
}

async function portableCompression(): Promise<Compression> {
  const { decompress } = await import('fzstd');
  return {
    compress: undefined,
    decompress(frame, length) {
      try {
        // Without a buffer of ours, which it would overrun in silence.
        return checked(decompress(frame), length);
      } catch (cause) {
        if (cause instanceof OutcryError) throw cause;
        throw corrupt(`${length} bytes`, cause instanceof Error ? cause.message : 'none', cause);
      }
    },
    crc32: undefined,
  };
}

const loaded = new Map<string, Promise<Compression>>();

/**
 * The platform's compression. Loaded once.
 *
 * @param kind `portable` takes the implementation of browsers even under Node, for tests
 */
export function loadCompression(kind: 'platform' | 'portable' = 'platform'): Promise<Compression> {
  let compression = loaded.get(kind);
  if (compression === undefined) {
    const isNode = typeof process !== 'undefined' && process.versions?.node !== undefined;
    compression =
      kind === 'platform' && isNode
        ? nodeCompression().then((found) => found ?? portableCompression())
        : portableCompression();
    loaded.set(kind, compression);
  }
  return compression;
}
