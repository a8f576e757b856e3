// One market, two ways: raw frames through the decoder, or records from a tape. The hash covers
// every field of every record and the book after it: it must not know which way was taken.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { MarketOptions } from '../generate/options.ts';
import {
  importMemory,
  type MemoryInput,
  recordingOf,
  replayMemory,
} from '../testing/replay-memory.ts';
import { sharedFile } from '../testing/shared-data.ts';

/** The recordings, uncompressed; undefined where they are absent. */
function recorded(...names: string[]): MemoryInput[] | undefined {
  const inputs = names.map((name): MemoryInput | undefined => {
    const path = sharedFile(`data/binance-raw/${name}.jsonl.gz`);
    return path === undefined ? undefined : { name, bytes: gunzipSync(readFileSync(path)) };
  });
  return inputs.every((input) => input !== undefined) ? inputs : undefined;
}

const USDM = recorded('usdm_btcusdt_20240808');
const COINM = recorded('cm_btcusd_perp_20240808', 'cm_btcusd_perp_20240809');
const SPOT = recorded('spot_btcusdt_20240808', 'spot_btcusdt_20240809');

const FORMS = [
  { codec: 'zstd', keyframeBytes: 1 << 18 },
  { codec: 'none', blockBytes: 5000 },
  { codec: 'zstd', blockBytes: 1 << 16, keyframeBytes: 100_000 },
] as const;

async function expectOneHash(inputs: readonly MemoryInput[]): Promise<void> {
  const raw = await replayMemory(inputs);
  for (const form of FORMS) {
    const tape = await importMemory(inputs, form);
    const back = await replayMemory([{ name: 'back.tape', bytes: tape }]);
    expect({ ...back.report, slowPath: 0 }).toEqual({ ...raw.report, slowPath: 0 });
    // A tape of a tape has the same records.
    if (form.codec === 'none') {
      const again = await importMemory([{ name: 'back.tape', bytes: tape }], form);
      expect((await replayMemory([{ name: 'a', bytes: again }])).report.dataHash).toBe(
        raw.report.dataHash,
      );
    }
  }
}

describe('raw and tape have one hash', () => {
  // Counts as in shared/data/README.md.
  const recordings = [
    { name: 'USD-M', inputs: USDM, trades: 21_313, tickers: 66_089 },
    { name: 'COIN-M, two files', inputs: COINM, trades: 5_235, tickers: 48_355 },
    { name: 'spot, two files', inputs: SPOT, trades: 19_904, tickers: 73_174 },
  ];
  for (const { name, inputs, trades, tickers } of recordings)
    it.skipIf(inputs === undefined)(`recorded ${name}`, async () => {
      const { report } = await replayMemory(inputs ?? []);
      expect([report.byKind.trade, report.byKind.bbo]).toEqual([trades, tickers]);
      expect(report.gaps + report.crossed + report.slowPath).toBe(0);
      await expectOneHash(inputs ?? []);
    });

  const markets3 = [USDM, COINM, SPOT];
  it.skipIf(markets3.includes(undefined))('all five recordings as one market', async () => {
    const all = markets3.flatMap((inputs) => inputs ?? []);
    const merged = await replayMemory(all);
    const tape = await importMemory(all);
    const whole = await replayMemory([{ name: 'all.tape', bytes: tape }]);
    expect(whole.report.dataHash).toBe(merged.report.dataHash);
    // Each market a tape of its own, merged in replay.
    const tapes: MemoryInput[] = [];
    for (const [i, inputs] of markets3.entries())
      tapes.push({ name: `${i}.tape`, bytes: await importMemory(inputs ?? []) });
    const apart = await replayMemory(tapes);
    expect(apart.report.dataHash).toBe(merged.report.dataHash);
    expect(apart.report.topOfBook).toEqual(merged.report.topOfBook);
    expect(merged.report.topOfBook).toHaveLength(3);
  });

  const markets: [string, MarketOptions][] = [
    ['USD-M', { venue: 'binance-usdm', seed: 1, events: 60_000 }],
    ['spot, volatile', { venue: 'binance-spot', seed: 2, events: 60_000, regime: 'volatile' }],
    ['COIN-M, breakout', { venue: 'binance-coinm', seed: 3, events: 60_000, regime: 'breakout' }],
  ];
  it.each(markets)('generated %s', async (_, options) => {
    const bytes = await recordingOf(options);
    await expectOneHash([{ name: 'market.jsonl', bytes, chunkBytes: 10_007 }]);
  });

  it('generated L2 and L3 records', async () => {
    for (const model of ['L2', 'L3'] as const) {
      const market: MarketOptions = { model, seed: 7, events: 40_000 };
      const { report } = await replayMemory([{ name: 'market', market }]);
      expect(model === 'L3' ? report.byKind.order : report.byKind.depth).toBeGreaterThan(10_000);
      await expectOneHash([{ name: 'market', market }]);
    }
  });

  it('whatever the chunks and the build', async () => {
    const bytes = await recordingOf({ venue: 'binance-spot', seed: 9, events: 20_000 });
    const { report } = await replayMemory([{ name: 'm', bytes }]);
    for (const chunkBytes of [997, 65_536, bytes.length])
      for (const build of ['checked', 'unshared'] as const) {
        const other = await replayMemory([{ name: 'm', bytes, chunkBytes }], {}, { build });
        expect(other.report).toEqual(report);
      }
  });
});
