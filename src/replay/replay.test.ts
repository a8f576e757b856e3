// Replay: pace, ranges, clock transform, continuation. The same records give the same hash at any
// speed; a range from a keyframe is what a silent run from the start gives.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { HeaderView } from '../abi/records.ts';
import type { Clock } from '../clock/clock.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { seededRandom } from '../testing/decode-frames.ts';
import {
  importMemory,
  importWithKeyframes,
  type MemoryInput,
  openMemory,
  recordingOf,
  replayMemory,
} from '../testing/replay-memory.ts';
import { clockShift, minLatencyNs } from './clock-shift.ts';
import { replay } from './replay.ts';

/** Time passes while somebody sleeps, and a little whenever somebody looks. */
class FakeClock implements Clock {
  now = 5e9;
  slept = 0;
  longest = 0;
  monotonicNs(): number {
    this.now += 100;
    return this.now;
  }
  sleep(ms: number): Promise<void> {
    this.slept++;
    this.longest = Math.max(this.longest, ms);
    // As setTimeout does: at least a millisecond.
    this.now += Math.max(1, ms) * 1e6;
    return Promise.resolve();
  }
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const linesOf = (bytes: Uint8Array): string[] => decoder.decode(bytes).trimEnd().split('\n');
const bytesOf = (lines: readonly string[]): Uint8Array => encoder.encode(`${lines.join('\n')}\n`);
const timeOf = (line: string | undefined): bigint => BigInt((line ?? '').split(' ')[0] ?? '');

let market: Uint8Array;
let lines: string[];
let first: bigint;
let last: bigint;
beforeAll(async () => {
  market = await recordingOf({ venue: 'binance-usdm', seed: 11, events: 30_000 });
  lines = linesOf(market);
  first = timeOf(lines[0]);
  last = timeOf(lines.at(-1));
});

describe('speed', () => {
  it.each([0.5, 1, 10, 100])(
    '%sx gives the hash of max, at the pace of the records',
    async (speed) => {
      const raw = [{ name: 'm.jsonl', bytes: market }];
      const { report } = await replayMemory(raw);
      const { engine, sources } = await openMemory(raw);
      const clock = new FakeClock();
      const started = clock.now;
      let worst = 0;
      const paced = await replay(engine, sources, {
        clock,
        speed,
        onProgress: ({ recvTsNs }) => {
          if (recvTsNs === 0n) return;
          // No record before its time.
          worst = Math.max(worst, Number(recvTsNs - first) / speed - (clock.now - started));
        },
      });
      expect({ ...paced, eventsPerSecond: 0, elapsedMs: 0 }).toEqual({
        ...report,
        eventsPerSecond: 0,
        elapsedMs: 0,
      });
      expect(worst).toBeLessThanOrEqual(0);
      const span = Number(last - first) / speed;
      expect(clock.now - started).toBeGreaterThanOrEqual(span);
      // Late by a sleep's grain at most; never asleep for long, so that progress can be shown.
      expect(clock.now - started).toBeLessThan(span + 10e6);
      expect(clock.longest).toBeLessThanOrEqual(50);
      expect(clock.slept).toBeGreaterThan(10);
    },
  );

  it('paces a range from its own beginning', async () => {
    const clock = new FakeClock();
    const { engine, sources } = await openMemory([{ name: 'm', bytes: market }]);
    const middle = (first + last) / 2n;
    const started = clock.now;
    await replay(engine, sources, { clock, speed: 1, fromNs: middle });
    expect(clock.now - started).toBeLessThan(Number(last - middle) + 100e6);
  });
});

describe('ranges', () => {
  /** Market frames with lines lost: gaps, and snapshots that heal some of them. */
  const damaged = (seed: number): Uint8Array => {
    const random = seededRandom(seed);
    const snapshot = lines.findIndex((line) => line.includes('lastUpdateId'));
    return bytesOf(lines.filter((_, i) => i === snapshot || random() > 0.002));
  };

  it.each([1, 2, 3, 4])('from a keyframe as from the start, seed %i', async (seed) => {
    const raw: MemoryInput[] = [{ name: 'm.jsonl', bytes: seed === 1 ? market : damaged(seed) }];
    const { bytes, keyframes } = await importWithKeyframes(raw, 150);
    expect(keyframes).toBeGreaterThan(5);
    const tape = [{ name: 'm.tape', bytes }];
    const random = seededRandom(seed);
    for (let i = 0; i < 12; i++) {
      const at = lines[Math.floor(random() * lines.length)];
      const fromNs = timeOf(at) + BigInt(Math.floor(random() * 3) - 1);
      const toNs = i % 2 === 0 ? last : fromNs + (last - fromNs) / 2n;
      const range = { fromNs, toNs };
      if (fromNs > last) continue;
      const a = await replayMemory(raw, range);
      const b = await replayMemory(tape, range);
      expect({ ...b.report, topOfBook: [], slowPath: 0 }).toEqual({ ...a.report, topOfBook: [] });
      expect(Buffer.compare(b.state, a.state)).toBe(0);
    }
  });

  it('L3 from a keyframe as from the start', async () => {
    const orders = [{ name: 'o', market: { model: 'L3', seed: 5, events: 20_000 } }] as const;
    const { bytes, keyframes } = await importWithKeyframes(orders, 1000);
    expect(keyframes).toBeGreaterThan(10);
    const tape = [{ name: 'o.tape', bytes }];
    const { report } = await replayMemory(tape);
    const { sources } = await openMemory(tape);
    const start = sources[0]?.firstTsNs ?? 0n;
    const end = BigInt(Date.parse(report.lastTime)) * 1_000_000n;
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.99, noNaN: true }), async (share) => {
        const fromNs = start + BigInt(Math.floor(Number(end - start) * share));
        const a = await replayMemory(orders, { fromNs });
        const b = await replayMemory(tape, { fromNs });
        expect(b.report).toEqual(a.report);
        expect(Buffer.compare(b.state, a.state)).toBe(0);
      }),
      { numRuns: 15 },
    );
  });

  it('several instruments from a keyframe', async () => {
    const spot = await recordingOf({ venue: 'binance-spot', seed: 3, events: 20_000 });
    const raw = [
      { name: 'a', bytes: market },
      { name: 'b', bytes: spot },
    ];
    const { bytes } = await importWithKeyframes(raw, 200);
    for (const share of [3n, 30n, 60n, 95n]) {
      const fromNs = first + ((last - first) * share) / 100n;
      const a = await replayMemory(raw, { fromNs });
      const b = await replayMemory([{ name: 't', bytes }], { fromNs });
      expect(b.report).toEqual(a.report);
      expect(Buffer.compare(b.state, a.state)).toBe(0);
    }
  });

  it('both ends count, nothing outside does', async () => {
    const raw = [{ name: 'm', bytes: market }];
    const whole = await replayMemory(raw);
    expect((await replayMemory(raw, { fromNs: 0n, toNs: last })).report.dataHash).toBe(
      whole.report.dataHash,
    );
    const one = await replayMemory(raw, { fromNs: last, toNs: last });
    expect(one.report.records).toBe(lines.filter((line) => timeOf(line) === last).length);
    const none = replayMemory(raw, { fromNs: last + 1n });
    await expect(none).rejects.toMatchObject({ code: 'NO_EVENTS' });
    const turned = replayMemory(raw, { fromNs: last, toNs: first });
    await expect(turned).rejects.toMatchObject({ code: 'BAD_ARGUMENT', category: 'usage' });
  });
});

describe('shift-min-latency', () => {
  const shiftOf = (input: MemoryInput, text: string): Promise<bigint> =>
    clockShift(text, async () => ({
      ...(await openMemory([input])),
      close: () => Promise.resolve(),
    }));

  it('moves all receive times so that the smallest latency is the one asked for', async () => {
    const input = { name: 'm', bytes: market };
    const session = await openMemory([input]);
    const least = await minLatencyNs(session.core, session.sources);
    expect(least).toBeDefined();
    const shiftNs = await shiftOf(input, 'shift-min-latency=1000000');
    expect(shiftNs).toBe(1_000_000n - (least ?? 0n));
    const tape = await importMemory([input], {}, { shiftNs });
    const shifted = await openMemory([{ name: 't', bytes: tape }]);
    expect(await minLatencyNs(shifted.core, shifted.sources)).toBe(1_000_000n);
    // Replayed with the shift, or stored with it: the same.
    const a = await replayMemory([input], { shiftNs });
    const b = await replayMemory([{ name: 't', bytes: tape }]);
    expect(b.report).toEqual(a.report);
    expect(a.report.dataHash).not.toBe((await replayMemory([input])).report.dataHash);
  });

  it('is nothing for raw, and refuses what it does not know', async () => {
    const input = { name: 'm', bytes: market };
    expect(await shiftOf(input, 'raw')).toBe(0n);
    for (const text of [
      '',
      'Raw',
      'shift-min-latency',
      'shift-min-latency=',
      'shift-min-latency=-1',
    ])
      await expect(shiftOf(input, text)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  it.each([-1_300_000_000n, -7_000_000n, 1_300_000_000n])(
    'ranges are of the shifted times, %i',
    async (shiftNs) => {
      const raw = [{ name: 'm', bytes: market }];
      const { bytes } = await importWithKeyframes(raw, 100);
      for (const share of [10n, 50n, 90n]) {
        const fromNs = first + shiftNs + ((last - first) * share) / 100n;
        const a = await replayMemory(raw, { fromNs, shiftNs });
        const b = await replayMemory([{ name: 't', bytes }], { fromNs, shiftNs });
        expect(b.report).toEqual(a.report);
        expect(Buffer.compare(b.state, a.state)).toBe(0);
      }
    },
  );
});

describe('continuation', () => {
  it('files cut anywhere run as one', async () => {
    const { report, state } = await replayMemory([{ name: 'm', bytes: market }]);
    for (const cut of [1, 40, Math.floor(lines.length / 2), lines.length - 1]) {
      const parts = [
        { name: 'm1', bytes: bytesOf(lines.slice(0, cut)) },
        { name: 'm2', bytes: bytesOf(lines.slice(cut)) },
      ];
      const both = await replayMemory(parts);
      expect(both.report.byKind).toEqual(report.byKind);
      expect(both.report.topOfBook).toEqual(report.topOfBook);
      expect(both.report.gaps).toBe(0);
      expect(levelsOf(both.state)).toEqual(levelsOf(state));
      // Arguments in the other order: the later file is started when its time comes.
      const turned = await replayMemory(parts.toReversed());
      expect(turned.report.dataHash).toBe(both.report.dataHash);
    }
  });

  it('times that run backwards inside a file are refused by name and line', async () => {
    const turned = lines.slice(0, 200);
    const [a, b] = [turned[100] ?? '', turned[150] ?? ''];
    turned[100] = b;
    turned[150] = a;
    const { engine, sources } = await openMemory([{ name: 'm.jsonl', bytes: bytesOf(turned) }]);
    const failed = await replay(engine, sources, { clock: new FakeClock() }).catch(
      (e: unknown) => e,
    );
    expect(failed).toBeInstanceOf(OutcryError);
    expect(failed).toMatchObject({ code: 'TIME_BACKWARDS' });
    expect(String(failed)).toContain('m.jsonl:102:');
    // What was complete before it was replayed.
    expect(engine.state.records).toBe(102n);
  });
});

/** The levels of a keyframe of one instrument, without its definition (versions differ). */
function levelsOf(state: Uint8Array): Buffer {
  const view = new DataView(state.buffer, state.byteOffset);
  const start = new HeaderView(view, 0).size;
  return Buffer.from(state.subarray(start));
}
