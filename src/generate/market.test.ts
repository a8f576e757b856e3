import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DefinitionView, RecordKind } from '../abi/records.ts';
import { createCore } from '../core/core.ts';
import type { CoreBuild } from '../core/load.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { readDefinition } from '../model/instrument.ts';
import { createMarket, type MarketBuffer } from './market.ts';
import type { MarketOptions } from './options.ts';

const BUILDS = ['checked', 'release', 'unshared'] as const;

/** SHA-256 of all records of a market. */
async function hashOf(
  build: CoreBuild,
  options: MarketOptions,
  buffer: MarketBuffer = {},
): Promise<string> {
  const core = await createCore({ build, memoryBytes: 16 << 20 });
  const market = createMarket(core, options, buffer);
  const hash = createHash('sha256');
  for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch())
    hash.update(core.bytes.slice(batch.start, batch.end));
  return hash.digest('hex').slice(0, 32);
}

// The bytes of a seed are a promise: these change only with a note in the changelog.
const GOLDEN: readonly (readonly [string, MarketOptions, string])[] = [
  ['L2 USD-M, seed 1', { seed: 1, events: 200_000 }, 'e15d46764cb0aecbcee4b76ba1f8f541'],
  ['L2 USD-M, seed 2', { seed: 2, events: 200_000 }, '52e82d13cb5fa47882844e9274007188'],
  [
    'L2 spot',
    { seed: 1, events: 200_000, venue: 'binance-spot' },
    '394712f1dccfd9d6b43c145ae12ee866',
  ],
  [
    'L2 COIN-M',
    { seed: 1, events: 200_000, venue: 'binance-coinm' },
    '89700e52c48cf415dd70f1332f317289',
  ],
  ['L3', { seed: 1, events: 200_000, model: 'L3' }, '7895950e8b2afe29a1b6636b5f61f4f5'],
  [
    'L3 volatile',
    { seed: 9, events: 200_000, model: 'L3', regime: 'volatile' },
    'd04e9c7ec9cda43b40fb6991161cf4b4',
  ],
];

describe('the bytes of a seed', () => {
  describe.each(BUILDS)('%s build', (build) => {
    it.each(GOLDEN)('%s', async (_name, options, golden) => {
      expect(await hashOf(build, options)).toBe(golden);
    });
  });

  it('differ from seed to seed', () => {
    expect(new Set(GOLDEN.map(([, , hash]) => hash)).size).toBe(GOLDEN.length);
  });

  it('do not depend on how batches cut them', async () => {
    const options = { seed: 5, events: 100_000 };
    const whole = await hashOf('release', options);
    expect(await hashOf('release', options, { batchRecords: 1 })).toBe(whole);
    expect(await hashOf('release', options, { batchRecords: 17 })).toBe(whole);
    expect(await hashOf('release', options, { batchBytes: 3 << 20 })).toBe(whole);
  });

  it('go on the same way from a copy of the memory', async () => {
    const core = await createCore({ build: 'unshared', memoryBytes: 16 << 20 });
    const market = createMarket(core, { seed: 3, events: 400_000 });
    for (let i = 0; i < 10; i++) market.nextBatch();
    const saved = core.bytes.slice();
    const rest = (): string => {
      const hash = createHash('sha256');
      for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch())
        hash.update(core.bytes.slice(batch.start, batch.end));
      return hash.digest('hex');
    };
    const first = rest();
    core.bytes.set(saved);
    expect(rest()).toBe(first);
  });
});

describe('createMarket', () => {
  it('begins with the definition and ends after the events asked for', async () => {
    const core = await createCore({ build: 'checked', memoryBytes: 16 << 20 });
    const market = createMarket(core, { events: 50_000, symbol: 'ETHUSDT', instrumentId: 7 });
    const batch = market.nextBatch();
    const definition = new DefinitionView(core.view, batch?.start);
    expect(definition.kind).toBe(RecordKind.Definition);
    expect(definition.instrumentId).toBe(7);
    expect(readDefinition(definition)).toEqual(market.instruments[0]);
    let last = batch;
    for (let next = last; next !== undefined; next = market.nextBatch()) last = next;
    expect(last).toBeDefined();
    expect(market.nextBatch()).toBeUndefined();
    const { events } = market.state();
    expect(events).toBeGreaterThanOrEqual(50_000);
    expect(events).toBeLessThan(53_000);
  });

  it('makes a snapshot even when the stream is shorter than the time to it', async () => {
    const core = await createCore({ build: 'checked', memoryBytes: 16 << 20 });
    const market = createMarket(core, { events: 1 });
    const kinds: number[] = [];
    for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch())
      for (let at = batch.start; at < batch.end; at += core.view.getUint32(at, true))
        kinds.push(core.view.getUint8(at + 4));
    expect(kinds).toContain(RecordKind.DepthSnapshot);
    expect(kinds).toContain(RecordKind.DepthDelta);
  });

  it('names every fault of the options at once', async () => {
    const core = await createCore({ build: 'unshared', memoryBytes: 8 << 20 });
    const wrong = {
      seed: -1,
      regime: 'sideways',
      symbol: 'BTC"USDT',
      eventsPerSecond: Number.NaN,
      tickSize: '0.15',
      startPrice: '3',
      events: 0,
      depthIntervalMs: -1,
      snapshotLevels: 5001,
    } as unknown as MarketOptions;
    try {
      createMarket(core, wrong);
      expect.unreachable('options with faults were accepted');
    } catch (error) {
      if (!(error instanceof OutcryError)) throw error;
      expect(error.code).toBe('BAD_ARGUMENT');
      for (const option of Object.keys(wrong)) expect(error.message).toContain(`${option}: `);
    }
  });

  it.each([
    [{ venue: 'generated', model: 'L2' }, 'venue'],
    [{ startPrice: '819.1' }, 'startPrice'],
    [{ lotSize: '0.0001' }, 'lotSize'],
    [{ priceScale: 9 }, 'priceScale'],
    [{ eventsPerSecond: 2e6 }, 'eventsPerSecond'],
    [{ latencyMs: 1e6 }, 'latencyMs'],
    [{ typicalLots: 1001 }, 'typicalLots'],
    [{ seed: 1n << 64n }, 'seed'],
    [{ events: 1e12, eventsPerSecond: 1 }, 'events: expected at most 150 years'],
    [{ tickSize: '1000000', startPrice: '1000000000000000', priceScale: 0 }, 'startPrice'],
    [{ lotSize: '30', qtyScale: 0, venue: 'binance-spot' }, 'lotSize'],
  ] as const)('refuses %o', async (options, named) => {
    const core = await createCore({ build: 'unshared', memoryBytes: 8 << 20 });
    expect(() => createMarket(core, options)).toThrow(named);
  });

  it.each([
    [{ startPrice: '819.2' }],
    [{ startPrice: '53687091.2' }],
    [{ eventsPerSecond: 1e6 }],
    [{ eventsPerSecond: 0.001, depthIntervalMs: 0 }],
    [{ latencyMs: -1270, latencyJitterMs: 0 }],
    [{ typicalLots: 1000, lotSize: '1000', qtyScale: 0 }],
    [{ typicalLots: 1, snapshotLevels: 5000 }],
    [{ snapshotLevels: 0, depthIntervalMs: 3_600_000 }],
    [{ seed: (1n << 64n) - 1n, snapshotAfterMs: 0, snapshotDelayMs: 0 }],
  ] as const)('works at the bounds: %o', async (options) => {
    const core = await createCore({ build: 'checked', memoryBytes: 16 << 20 });
    const market = createMarket(core, { ...options, events: 200_000 });
    let recv = -(1n << 62n);
    for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch())
      for (let at = batch.start; at < batch.end; at += core.view.getUint32(at, true)) {
        const now = core.view.getBigInt64(at + 8, true);
        if (now < recv) expect.fail(`receive time ${now} after ${recv}`);
        recv = now;
      }
    expect(market.state().events).toBeGreaterThanOrEqual(200_000);
  });
});
