// Gzip and zstd byte streams, decoded chunk by chunk with flat memory. Several gzip members and
// several zstd frames one after the other are one stream, as with gzip -d and zstd -d.
// What was decoded before a fault is always delivered before the error is thrown.
import { pipeline, Readable, type Transform } from 'node:stream';
import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { OutcryError } from '../errors/outcry-error.ts';

export type CompressionFormat = 'plain' | 'gzip' | 'zstd';

const OUTPUT_CHUNK = 128 * 1024;
const ZSTD_MAGIC = 0xfd2fb528;
/** Skippable frames have the magics 0x184D2A50 to 0x184D2A5F. */
const SKIPPABLE_MAGIC = 0x184d2a5;

/** The format that the first bytes of a file show; 4 bytes are enough. */
export function detectCompression(head: Uint8Array): CompressionFormat {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length >= 4) {
    const magic = new DataView(head.buffer, head.byteOffset, 4).getUint32(0, true);
    if (magic === ZSTD_MAGIC || magic >>> 4 === SKIPPABLE_MAGIC) return 'zstd';
  }
  return 'plain';
}

/**
 * Decoded chunks of `raw`; each belongs to the caller. `deflate` is raw, as in zip archives.
 * @throws OutcryError TRUNCATED_FILE, CORRUPT_FILE
 */
export async function* decompress(
  raw: AsyncIterable<Uint8Array>,
  format: 'gzip' | 'zstd' | 'deflate',
  name: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  const delivered = { bytes: 0 };
  try {
    if (format !== 'zstd') {
      const decoder = format === 'gzip' ? createGunzip(OPTIONS) : createInflateRaw(OPTIONS);
      yield* counted(through(raw, decoder), delivered);
      return;
    }
    const frames = new ZstdFrames(raw);
    while (await frames.next())
      yield* counted(through(frames.parts(), createZstdDecompress(OPTIONS)), delivered);
  } catch (cause) {
    throw compressionError(cause, format, name, delivered.bytes);
  }
}

// A high-water mark of one byte keeps the decoder at most one chunk ahead of the reader. It also
// means that nothing lies in the stream's buffer when the decoder fails, where it would be lost.
const OPTIONS = { chunkSize: OUTPUT_CHUNK, highWaterMark: 1 };

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  delivered: { bytes: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    delivered.bytes += chunk.length;
    yield chunk;
  }
}

function through(raw: AsyncIterable<Uint8Array>, decoder: Transform): AsyncIterable<Uint8Array> {
  const input = Readable.from(raw, { highWaterMark: 1 });
  // The callback is needed so that errors of `input` arrive at the reader of `decoder`.
  pipeline(input, decoder, () => {});
  return decoder;
}

function compressionError(cause: unknown, format: string, name: string, offset: number): unknown {
  if (cause instanceof OutcryError || !(cause instanceof Error)) return cause;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const details = {
    where: name,
    offset,
    hint: 'the offset counts uncompressed bytes; everything before it was read',
    cause,
  };
  if (code === 'Z_BUF_ERROR')
    return new OutcryError('TRUNCATED_FILE', 'input', `the ${format} data ends too early`, details);
  if (code.startsWith('Z_') || code.startsWith('ZSTD_'))
    return new OutcryError('CORRUPT_FILE', 'input', `the ${format} data is damaged`, {
      ...details,
      found: cause.message,
    });
  return cause;
}

/**
 * Cuts a zstd stream into frames: Node's decoder ends at the first frame and drops what follows.
 * @source RFC 8878 section 3.1: frame header, block headers, checksum, skippable frames
 */
class ZstdFrames {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #at = 0;

  constructor(raw: AsyncIterable<Uint8Array>) {
    this.#source = raw[Symbol.asyncIterator]();
  }

  /** True when another frame, or its first bytes, is there. */
  next(): Promise<boolean> {
    return this.#fill();
  }

  /** The bytes of one frame; ends early where the file does, and the decoder complains then. */
  async *parts(): AsyncGenerator<Uint8Array, void, undefined> {
    const magic = yield* this.#take(4);
    if (magic.length < 4) return;
    if (uint32(magic) >>> 4 === SKIPPABLE_MAGIC) {
      const size = yield* this.#take(4);
      if (size.length === 4) yield* this.#pass(uint32(size));
      return;
    }
    if (uint32(magic) !== ZSTD_MAGIC)
      throw Object.assign(new Error('bytes after the last frame are no zstd frame'), {
        code: 'ZSTD_trailing',
      });
    const descriptor = (yield* this.#take(1))[0];
    if (descriptor === undefined) return;
    yield* this.#pass(headerBytes(descriptor));
    for (;;) {
      const head = yield* this.#take(3);
      if (head.length < 3) return;
      const block = (head[0] ?? 0) | ((head[1] ?? 0) << 8) | ((head[2] ?? 0) << 16);
      const isRunLength = ((block >>> 1) & 3) === 1;
      yield* this.#pass(isRunLength ? 1 : block >>> 3);
      if ((block & 1) === 1) break;
    }
    if ((descriptor & 4) !== 0) yield* this.#pass(4);
  }

  /** Passes `count` bytes on and returns them too (fewer where the input ends). */
  async *#take(count: number): AsyncGenerator<Uint8Array, Uint8Array, undefined> {
    const bytes = new Uint8Array(count);
    let filled = 0;
    while (filled < count && (await this.#fill())) {
      const part = this.#chunk.subarray(this.#at, this.#at + count - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#at += part.length;
    }
    const taken = bytes.subarray(0, filled);
    if (filled > 0) yield taken;
    return taken;
  }

  async *#pass(count: number): AsyncGenerator<Uint8Array, void, undefined> {
    let left = count;
    while (left > 0 && (await this.#fill())) {
      const part = this.#chunk.subarray(this.#at, this.#at + left);
      this.#at += part.length;
      left -= part.length;
      // A copy: the raw chunk is reused while the decoder may still hold this part.
      yield part.slice();
    }
  }

  async #fill(): Promise<boolean> {
    while (this.#at >= this.#chunk.length) {
      const next = await this.#source.next();
      if (next.done === true) return false;
      this.#chunk = next.value;
      this.#at = 0;
    }
    return true;
  }
}

function uint32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
}

/** Bytes of the frame header after its descriptor: window, dictionary id, content size. */
function headerBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSize = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
  return (isSingleSegment ? 0 : 1) + dictionary + contentSize;
}
