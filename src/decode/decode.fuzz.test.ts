// The decoder against JSON.parse on mutated frames: fast path, slow path and oracle give the same
// record or all refuse; bytes behind the frame change nothing; a refused frame leaves no trace.
// OUTCRY_FUZZ_MUTANTS=N for more, OUTCRY_FUZZ_SEED=N for others.
import { describe, expect, it } from 'vitest';
import { STATUS_NAME } from '../abi/status.ts';
import { createCore } from '../core/core.ts';
import { type CoreBuild } from '../core/load.ts';
import { FRAME_INSTRUMENTS, FRAMES, randomDepthFrames } from '../testing/decode-frames.ts';
import { createMutator } from '../testing/decode-mutator.ts';
import { oracleFrame } from '../testing/decode-oracle.ts';
import { recordText } from '../testing/record-text.ts';
import { DECODE_PADDING, FeedDecoder } from './feed-decoder.ts';

const MUTANTS = Number(process.env['OUTCRY_FUZZ_MUTANTS'] ?? '12000');
const SEED = Number(process.env['OUTCRY_FUZZ_SEED'] ?? '20240808');
const RECV = 1_790_000_000_123_456_789n;

async function createDecoder(build: CoreBuild, forceSlow: boolean): Promise<FeedDecoder> {
  const core = await createCore({ build, memoryBytes: 8 << 20 });
  const options = { forceSlow, instrumentsMax: 8, sourceBytes: 1 << 16, outputBytes: 1 << 16 };
  const decoder = new FeedDecoder(core, options);
  for (const { id, ...instrument } of FRAME_INSTRUMENTS)
    decoder.define(
      {
        venue: 'binance-spot',
        bookModel: 'L2',
        tickSize: 1n,
        lotSize: 1n,
        windowBits: 0,
        version: 1,
        ...instrument,
      },
      id,
    );
  return decoder;
}

/** Record, `ignored`, or `refused STATUS`; `padding` stands behind the frame. */
function decode(decoder: FeedDecoder, frame: Uint8Array, padding: Uint8Array): string {
  const { core, source, output } = decoder;
  core.bytes.set(padding.subarray(0, DECODE_PADDING), source + frame.length);
  const before = decoder.counters;
  const status = decoder.tryFrame(frame, RECV);
  if (status < 0) {
    expect(decoder.counters).toEqual(before);
    expect(decoder.outputEnd).toBe(output);
    return `refused ${STATUS_NAME[status]}`;
  }
  return decoder.outputEnd === output ? 'ignored' : recordText(core.view, output);
}

describe.each(['release', 'checked'] as const)('mutated frames, %s build', (build) => {
  it(`agree with JSON.parse (${MUTANTS} mutants, seed ${SEED})`, async () => {
    const fast = await createDecoder(build, false);
    const slow = await createDecoder(build, true);
    const texts = [...FRAMES, ...randomDepthFrames(40, SEED)];
    const frames = texts.map((text) => new TextEncoder().encode(text));
    const mutator = createMutator(frames, build === 'release' ? SEED : SEED + 1);
    const empty = new Uint8Array(DECODE_PADDING);
    const digits = new Uint8Array(DECODE_PADDING).fill(0x30);
    const counts = { record: 0, ignored: 0, refused: 0 };
    for (let i = 0; i < MUTANTS + frames.length; i++) {
      const frame = frames[i] ?? mutator.next();
      const padding = i % 3 === 0 ? digits : (frames[i % frames.length] ?? empty);
      const answer = oracleFrame(frame, RECV, FRAME_INSTRUMENTS);
      const expected = answer.kind === 'record' ? answer.record : answer.kind;
      counts[answer.kind]++;
      const results = [
        decode(fast, frame, empty),
        decode(fast, frame, padding),
        decode(slow, frame, empty),
      ];
      const wanted = answer.kind === 'refused' ? (results[2] ?? '') : expected;
      const agree = results.every((result) => result === wanted);
      if (!agree || wanted.startsWith('refused') !== (answer.kind === 'refused'))
        expect.fail(
          `mutant ${i}: ${new TextDecoder().decode(frame)}\n` +
            `JSON.parse: ${JSON.stringify(answer)}\n` +
            `fast: ${results[0]}\nfast, other padding: ${results[1]}\nslow: ${results[2]}`,
        );
    }
    // The mutants are worth something: plenty of each kind, and the fast path took most records.
    expect(counts.record).toBeGreaterThan(MUTANTS / 20);
    expect(counts.refused).toBeGreaterThan(MUTANTS / 5);
    expect(fast.counters.slowPath).toBeLessThan((2 * counts.record * 2) / 3);
  });
});

describe.each(['release', 'checked'] as const)('levels of all shapes, %s build', (build) => {
  it('agree with JSON.parse, whatever was decoded before', async () => {
    const fast = await createDecoder(build, false);
    const empty = new Uint8Array(DECODE_PADDING);
    let records = 0;
    for (const text of randomDepthFrames(4000, SEED + 2)) {
      const frame = new TextEncoder().encode(text);
      const answer = oracleFrame(frame, RECV, FRAME_INSTRUMENTS);
      const ours = decode(fast, frame, empty);
      if (answer.kind === 'record') records++;
      const wanted = answer.kind === 'record' ? answer.record : ours;
      if (ours !== wanted || (answer.kind === 'refused') !== ours.startsWith('refused'))
        expect.fail(`${text}\nJSON.parse: ${JSON.stringify(answer)}\nfast: ${ours}`);
    }
    expect(records).toBeGreaterThan(3000);
    expect(fast.counters.slowPath).toBe(0);
  });
});
