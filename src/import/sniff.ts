// What a file is, seen from its first bytes.
import type { ByteSource } from '../fs/types.ts';
import { firstLine, hasCandleTitles, isHeader } from './candle-titles.ts';

export type BinaryFormat = 'tape' | 'npy' | 'npz';
export type TextFormat = 'recording' | 'lobster' | 'tardis' | 'candles' | 'csv' | 'unknown';

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Formats that are read at any place; undefined for streams (plain or compressed text). */
export function sniffBinary(head: Uint8Array): BinaryFormat | undefined {
  if (ascii(head.subarray(0, 8)) === 'OUTCRYTP') return 'tape';
  if (ascii(head.subarray(1, 6)) === 'NUMPY' && head[0] === 0x93) return 'npy';
  if (ascii(head.subarray(0, 4)) === 'PK\x03\x04') return 'npz';
  return undefined;
}

const RECORDING = /^\s*\d{9,19}(\.\d+)?:?\s+[{[]/;
const LOBSTER = /^\d+(\.\d+)?,[1-7],-?\d+,-?\d+,-?\d+,-?[01]\s*$/;
const TARDIS = /^exchange,symbol,timestamp,local_timestamp,/;

/** A header of candles, or a row of time, open, high, low, close. */
function isCandle(line: string, delimiter: string): boolean {
  const fields = line.split(delimiter).map((field) => field.trim().replace(/^"|"$/g, ''));
  if (isHeader(fields)) return hasCandleTitles(fields);
  const [open, high, low, close] = fields.slice(1, 5).map(Number);
  if (open === undefined || high === undefined || low === undefined || close === undefined)
    return false;
  return high >= Math.max(open, close, low) && low <= Math.min(open, close);
}

/** The format of uncompressed text. @param delimiter between columns of candles and other CSV */
export function sniffText(head: Uint8Array, delimiter = ','): TextFormat {
  const line = firstLine(head);
  if (RECORDING.test(line)) return 'recording';
  if (LOBSTER.test(line)) return 'lobster';
  if (TARDIS.test(line)) return 'tardis';
  if (!line.includes(delimiter) || line.startsWith('{')) return 'unknown';
  return isCandle(line, delimiter) ? 'candles' : 'csv';
}

/** Bytes that show what a text is. */
const HEAD_BYTES = 4096;
const NEWLINE = 10;

/** A source whose first line, or first bytes, have been looked at. */
export async function peekSource(
  source: ByteSource,
): Promise<{ readonly head: Uint8Array; readonly source: ByteSource }> {
  const iterator = source.chunks()[Symbol.asyncIterator]();
  let first = new Uint8Array();
  // A pipe may deliver a byte at a time.
  while (first.length < HEAD_BYTES && !first.includes(NEWLINE)) {
    const next = await iterator.next();
    if (next.done === true) break;
    const grown = new Uint8Array(first.length + next.value.length);
    grown.set(first);
    grown.set(next.value, first.length);
    first = grown;
  }
  async function* again(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      if (first.length > 0) yield first;
      first = new Uint8Array();
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next())
        yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
  return {
    head: first.subarray(0, HEAD_BYTES),
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
