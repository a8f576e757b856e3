// What a file is, seen from its first bytes.
import type { ByteSource } from '../fs/types.ts';

export type BinaryFormat = 'tape' | 'npy' | 'npz';
export type TextFormat = 'recording' | 'lobster' | 'tardis' | 'csv' | 'unknown';

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Formats that are read at any place; undefined for streams (plain or compressed text). */
export function sniffBinary(head: Uint8Array): BinaryFormat | undefined {
  if (ascii(head.subarray(0, 8)) === 'OUTCRYTP') return 'tape';
  if (ascii(head.subarray(1, 6)) === 'NUMPY' && head[0] === 0x93) return 'npy';
  if (ascii(head.subarray(0, 4)) === 'PK\x03\x04') return 'npz';
  return undefined;
}

const RECORDING = /^\s*\d{9,19}(\.\d+)?\s+[{[]/;
const LOBSTER = /^\d+(\.\d+)?,[1-7],-?\d+,-?\d+,-?\d+,-?[01]\s*$/;
const TARDIS = /^exchange,symbol,timestamp,local_timestamp,/;

/** The format of uncompressed text. */
export function sniffText(head: Uint8Array): TextFormat {
  const text = new TextDecoder().decode(head).replace(/^\uFEFF/, '');
  const line = (text.split('\n').find((l) => l.trim() !== '') ?? '').replace(/\r$/, '');
  if (RECORDING.test(line)) return 'recording';
  if (LOBSTER.test(line)) return 'lobster';
  if (TARDIS.test(line)) return 'tardis';
  return line.includes(',') && !line.startsWith('{') ? 'csv' : 'unknown';
}

/** A source whose first chunk has been looked at. */
export async function peekSource(
  source: ByteSource,
): Promise<{ readonly head: Uint8Array; readonly source: ByteSource }> {
  const iterator = source.chunks()[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done === true ? new Uint8Array() : first.value.slice();
  async function* again(): AsyncGenerator<Uint8Array, void, undefined> {
    if (head.length > 0) yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
      yield next.value;
  }
  return {
    head: head.subarray(0, 4096),
    source: {
      name: source.name,
      sizeBytes: source.sizeBytes,
      get consumedBytes() {
        return source.consumedBytes;
      },
      chunks: again,
      close: () => source.close(),
    },
  };
}
