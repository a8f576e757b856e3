// Real recordings (shared data): fast path and slow path give equal bytes for every line, the
// fast path takes every line, and JSON.parse agrees on samples and on mutants of real frames.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { STATUS_NAME } from '../abi/status.ts';
import { createCore } from '../core/core.ts';
import { createMutator } from '../testing/decode-mutator.ts';
import { oracleFrame } from '../testing/decode-oracle.ts';
import { recordText } from '../testing/record-text.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { inspectRecording, type RecordingFacts } from './binance-peek.ts';
import { FeedDecoder } from './feed-decoder.ts';

const MUTANTS = Number(process.env['OUTCRY_FUZZ_MUTANTS'] ?? '4000');

const RECORDINGS = [
  { name: 'usdm_btcusdt_20240808', depth: 6551, snapshots: 1, trades: 21313, bbos: 66089 },
  { name: 'cm_btcusd_perp_20240808', depth: 26847, snapshots: 1, trades: 2286, bbos: 19136 },
  { name: 'cm_btcusd_perp_20240809', depth: 17948, snapshots: 0, trades: 2949, bbos: 29219 },
  { name: 'spot_btcusdt_20240808', depth: 3451, snapshots: 1, trades: 9757, bbos: 28040 },
  { name: 'spot_btcusdt_20240809', depth: 3044, snapshots: 0, trades: 10147, bbos: 45134 },
] as const;

/** Scales that hold all of these recordings. */
function definitions(facts: RecordingFacts): RecordingFacts['instruments'] {
  return facts.instruments.map((instrument) => ({ ...instrument, priceScale: 2, qtyScale: 8 }));
}

async function createDecoder(facts: RecordingFacts, forceSlow: boolean): Promise<FeedDecoder> {
  const core = await createCore({ memoryBytes: 16 << 20 });
  const decoder = new FeedDecoder(core, { forceSlow });
  definitions(facts).forEach((instrument, id) => decoder.define(instrument, id));
  return decoder;
}

/** Decodes the whole file in chunks of `chunkBytes`; the hash covers all records. */
function decodeAll(decoder: FeedDecoder, data: Uint8Array, chunkBytes: number): string {
  const hash = createHash('sha256');
  let offset = 0;
  while (offset < data.length || decoder.pending) {
    offset += decoder.feed(data.subarray(offset, offset + chunkBytes));
    let stop = decoder.decodeLines(offset === data.length);
    while (true) {
      hash.update(decoder.core.bytes.subarray(decoder.output, decoder.outputEnd));
      if (stop === 'needInput') break;
      if (stop !== 'outputFull') throw decoder.error();
      stop = decoder.decodeLines(offset === data.length);
    }
  }
  return hash.digest('hex');
}

describe.each(RECORDINGS)('$name', ({ name, depth, snapshots, trades, bbos }) => {
  const path = sharedFile(`data/binance-raw/${name}.jsonl.gz`);
  const data = path === undefined ? undefined : gunzipSync(readFileSync(path));

  it.skipIf(data === undefined)('both paths give the same bytes', async () => {
    if (data === undefined) return;
    const facts = inspectRecording(data.subarray(0, 1 << 20));
    const fast = await createDecoder(facts, false);
    const slow = await createDecoder(facts, true);
    expect(decodeAll(fast, data, 1 << 18)).toBe(decodeAll(slow, data, 77_777));
    const records = depth + snapshots + trades + bbos;
    const counters = { depthDeltas: depth, depthSnapshots: snapshots, trades, bbos, ignored: 0 };
    expect(fast.counters).toMatchObject({ ...counters, frames: records, slowPath: 0 });
    expect(slow.counters).toMatchObject({ ...counters, frames: records, slowPath: records });
  });

  it.skipIf(data === undefined)('JSON.parse agrees, on mutants too', async () => {
    if (data === undefined) return;
    const facts = inspectRecording(data.subarray(0, 1 << 20));
    const fast = await createDecoder(facts, false);
    const slow = await createDecoder(facts, true);
    const instruments = definitions(facts).map((instrument, id) => ({ ...instrument, id }));
    const frames: Uint8Array[] = [];
    const decode = (decoder: FeedDecoder, frame: Uint8Array): string => {
      const status = decoder.tryFrame(frame, 5n);
      if (status < 0) return `refused ${STATUS_NAME[status]}`;
      if (decoder.outputEnd === decoder.output) return 'ignored';
      return recordText(decoder.core.view, decoder.output);
    };
    const compare = (frame: Uint8Array): void => {
      const answer = oracleFrame(frame, 5n, instruments);
      const ours = decode(fast, frame);
      if (decode(slow, frame) !== ours)
        expect.fail(`paths differ: ${new TextDecoder().decode(frame)}`);
      const agree =
        answer.kind === 'refused'
          ? ours.startsWith('refused')
          : ours === (answer.kind === 'record' ? answer.record : 'ignored');
      if (!agree)
        expect.fail(`${new TextDecoder().decode(frame)}\n${JSON.stringify(answer)}\n${ours}`);
    };
    const lines = new TextDecoder('latin1').decode(data).split('\n');
    for (let i = 0; i < lines.length; i += 61) {
      const line = lines[i] ?? '';
      if (line === '') continue;
      const frame = new TextEncoder().encode(line.slice(line.indexOf(' ') + 1));
      compare(frame);
      if (frame.length < 3000) frames.push(frame);
    }
    expect(frames.length).toBeGreaterThan(500);
    const mutator = createMutator(frames, 20240809);
    for (let i = 0; i < MUTANTS; i++) compare(mutator.next());
  });
});
