// Stored form of a payload under codec zstd: its bytes cut into sections with different statistics,
// each a zstd frame of its own, or plain where that does not pay.
//
//   uint32 count | count * { uint32 raw length, uint32 stored length (bit 31: plain) } | sections
import { OutcryError } from '../errors/outcry-error.ts';
import type { Compression } from '../fs/compression.ts';
import { viewOf } from './format.ts';

const PLAIN = 0x8000_0000;
const SECTIONS_MAX = 64;
/** A section costs about 10 us to decode however small it is: under this, it joins the next. */
const SECTION_BYTES_MIN = 8192;
/** Saved per cent below which a section stays plain, which reads faster. */
const SAVING_MIN = 0.03;

/** Ends of the sections of a payload of `length` bytes whose statistics change at `cuts`. */
export function sectionEnds(cuts: readonly number[], length: number): number[] {
  const ends: number[] = [];
  let start = 0;
  for (const cut of cuts) {
    if (cut - start < SECTION_BYTES_MIN || length - cut < SECTION_BYTES_MIN) continue;
    ends.push(cut);
    start = cut;
  }
  ends.push(length);
  return ends;
}

/** Stored form of `payload`. `compress` gets sections; without it all stay plain. */
export function packSections(
  payload: Uint8Array,
  ends: readonly number[],
  compress: ((bytes: Uint8Array) => Uint8Array) | undefined,
): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory = new DataView(new ArrayBuffer(4 + 8 * ends.length));
  directory.setUint32(0, ends.length, true);
  let start = 0;
  let stored = directory.byteLength;
  for (const [index, end] of ends.entries()) {
    const raw = payload.subarray(start, end);
    const frame = compress?.(raw);
    const isPlain = frame === undefined || frame.length > raw.length * (1 - SAVING_MIN);
    const part = isPlain ? raw : frame;
    directory.setUint32(4 + 8 * index, raw.length, true);
    directory.setUint32(8 + 8 * index, (part.length | (isPlain ? PLAIN : 0)) >>> 0, true);
    parts.push(part);
    stored += part.length;
    start = end;
  }
  const out = new Uint8Array(stored);
  out.set(new Uint8Array(directory.buffer));
  let at = directory.byteLength;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function malformed(expected: string, found: string): OutcryError {
  return new OutcryError('BAD_BLOCK', 'input', 'the sections of a block do not fit together', {
    expected,
    found,
  });
}

/**
 * Writes the payload that `stored` stands for to `target`, which has its exact length.
 * @throws OutcryError BAD_BLOCK, CORRUPT_FRAME
 */
export function unpackSections(
  stored: Uint8Array,
  target: Uint8Array,
  compression: Compression,
): void {
  const view = viewOf(stored);
  const count = stored.length < 4 ? 0 : view.getUint32(0, true);
  let from = 4 + 8 * count;
  if (count === 0 || count > SECTIONS_MAX || from > stored.length)
    throw malformed(`1 to ${SECTIONS_MAX} sections`, `${count} in ${stored.length} bytes`);
  let to = 0;
  for (let i = 0; i < count; i++) {
    const raw = view.getUint32(4 + 8 * i, true);
    const word = view.getUint32(8 + 8 * i, true);
    const length = word & 0x7fff_ffff;
    const part = stored.subarray(from, from + length);
    if (part.length !== length || raw > target.length - to)
      throw malformed(`at most ${target.length} bytes`, `section ${i} beyond the end`);
    if (word >= PLAIN && raw !== length) throw malformed(`${raw} plain bytes`, `${length}`);
    target.set(word >= PLAIN ? part : compression.decompress(part, raw), to);
    from += length;
    to += raw;
  }
  if (from !== stored.length || to !== target.length)
    throw malformed(`${stored.length} bytes to ${target.length}`, `${from} to ${to}`);
}
