// Decoder against JSON.parse, per kind of message: `node bench/micro/decode.ts [FILE]`, where FILE
// is a recording (.jsonl.gz); without one, frames made by hand. Rounds interleave; medians and the
// ratio of medians are printed. Both sides get the same bytes; JSON.parse gets no work beyond
// parsing (no integers, no rows), so the ratio is in its favour.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createCore } from '../../src/core/core.ts';
import { inspectRecording } from '../../src/decode/binance-peek.ts';
import { FeedDecoder } from '../../src/decode/feed-decoder.ts';
import { FRAME_INSTRUMENTS, FRAMES } from '../../src/testing/decode-frames.ts';

const ROUNDS = 15;
/** Frames of one kind: what fits into a second-level cache, as in a live feed or a chunked file. */
const BYTES_MAX = 1 << 20;
const file = process.argv[2];
const text =
  file === undefined
    ? FRAMES.slice(0, 16)
        .map((frame) => `1790000000123456789 ${frame}\n`)
        .join('')
        .repeat(200)
    : gunzipSync(readFileSync(file)).toString();

interface Kind {
  readonly name: string;
  readonly frames: Uint8Array[];
  readonly texts: string[];
  bytes: number;
}
const kinds: Kind[] = ['depth', 'trade', 'bbo'].map((name) => ({
  name,
  frames: [],
  texts: [],
  bytes: 0,
}));
for (const line of text.split('\n')) {
  const frame = line.slice(line.indexOf(' ') + 1);
  const kind = frame.includes('"depthUpdate"')
    ? kinds[0]
    : frame.includes('"e":"trade"')
      ? kinds[1]
      : frame.includes('"A":"')
        ? kinds[2]
        : undefined;
  if (kind === undefined || kind.bytes + frame.length > BYTES_MAX) continue;
  kind.bytes += frame.length;
  kind.texts.push(frame);
  kind.frames.push(new TextEncoder().encode(frame));
}

const build = (process.argv[3] ?? 'release') as 'release' | 'unshared';
const core = await createCore({ build });
const decoder = new FeedDecoder(core, { sourceBytes: 16 << 20, outputBytes: 1 << 20 });
const instruments =
  file === undefined
    ? FRAME_INSTRUMENTS.map(({ id: _id, ...scales }) => ({
        venue: 'binance-spot' as const,
        bookModel: 'L2' as const,
        tickSize: 1n,
        lotSize: 1n,
        windowBits: 0,
        version: 1,
        ...scales,
      }))
    : inspectRecording(new TextEncoder().encode(text.slice(0, 4 << 20))).instruments;
instruments.forEach((instrument, id) => {
  decoder.define(instrument, id);
});

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

for (const kind of kinds) {
  if (kind.frames.length === 0) continue;
  const ends: number[] = [];
  let at = decoder.source;
  for (const frame of kind.frames) {
    core.bytes.set(frame, at);
    at += frame.length;
    ends.push(at);
    at += 1;
  }
  const levels0 = decoder.counters.rows;
  const ours = (): void => {
    let from = decoder.source;
    for (const end of ends) {
      const status = core.exports.decodeFrame(
        decoder.address,
        from,
        end,
        decoder.output,
        decoder.output + decoder.outputBytes,
      );
      if (status !== 0) throw decoder.error();
      from = end + 1;
    }
  };
  let sink = 0;
  const theirs = (): void => {
    for (const frame of kind.texts) if (JSON.parse(frame) === null) sink++;
  };
  ours();
  const levels = decoder.counters.rows - levels0;
  for (let i = 0; i < 10; i++) ours();
  theirs();
  const a: number[] = [];
  const b: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let start = performance.now();
    ours();
    ours();
    a.push((performance.now() - start) / 2);
    start = performance.now();
    theirs();
    b.push(performance.now() - start);
  }
  const n = kind.frames.length;
  const size = kind.frames.reduce((sum, frame) => sum + frame.length, 0) / n;
  const perFrame = (ms: number): string => ((ms * 1e6) / n).toFixed(0);
  const perLevel = levels === 0 ? '' : `, ${((median(a) * 1e6) / levels).toFixed(2)} ns a level`;
  const rate = ((size * n) / median(a) / 1e6).toFixed(2);
  console.log(
    `${kind.name.padEnd(6)} ${n} frames of ${size.toFixed(0)} B:`,
    `min ${perFrame(Math.min(...a))} median ${perFrame(median(a))} ns${perLevel} (${rate} GB/s);`,
    `JSON.parse ${perFrame(median(b))} ns, ratio ${(median(b) / median(a)).toFixed(1)}`,
  );
  if (sink > 0) console.log(sink);
}
console.log(`slow path: ${decoder.counters.slowPath}`);
