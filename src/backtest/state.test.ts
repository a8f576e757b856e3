// What a strategy remembers goes from one run to the next; what cannot is refused.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordingOf } from '../testing/replay-memory.ts';
import { runBacktest, type StrategyChoice } from './backtest.ts';

const use = fileURLToPath(new URL('../testing/strategies/counter.ts', import.meta.url));
const wasm = fileURLToPath(new URL('../../examples/strategies/market-maker.ts', import.meta.url));
let folder: string;
let market: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-state-'));
  market = join(folder, 'market.jsonl');
  writeFileSync(market, await recordingOf({ venue: 'binance-usdm', seed: 3, events: 5000 }));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const run = (change: Partial<StrategyChoice>) =>
  runBacktest({ files: [market], strategies: [{ use, ...change }] });

it('goes on where it ended', async () => {
  const first = await run({});
  const state = first.states.get('counter') as { count: number };
  expect(state.count).toBeGreaterThan(50);
  const second = await run({ state });
  expect(second.strategies[0]?.errors).toEqual([]);
  expect(second.states.get('counter')).toEqual({ count: 2 * state.count });
});

it('notes say who plays which role, and why nothing was heard', async () => {
  const note = async (strategies: StrategyChoice[], files: string[]) =>
    (await runBacktest({ files, strategies })).notes;
  const candles = join(folder, 'c.csv');
  const rows = Array.from({ length: 4 }, (_, i) => `2024-01-01 00:0${i}:00,10,12,9,11,1`);
  writeFileSync(candles, `time,open,high,low,close,volume\n${rows.join('\n')}\n`);
  expect(await note([{ use: 'imbalance' }], [candles])).toContain(
    'imbalance: candles have no books and no trades, which main asks for',
  );
  const blind = join(folder, 'blind.jsonl');
  const lines = readFileSync(market, 'utf8').split('\n');
  writeFileSync(blind, lines.filter((line) => !line.includes('lastUpdateId')).join('\n'));
  expect(await note([{ use: 'imbalance' }], [blind])).toContain(
    'imbalance: the book of binance-usdm:BTCUSDT was not live at the end; it needs a snapshot',
  );
  const spot = join(folder, 'spot.jsonl');
  writeFileSync(spot, await recordingOf({ venue: 'binance-spot', seed: 4, events: 3000 }));
  const both = await note([{ use: 'two-venue-spread' }], [market, spot]);
  expect(both.find((line) => line.startsWith('two-venue-spread: '))).toMatch(
    /(\w+) is binance-\w+:BTCUSDT, (\w+) is binance-\w+:BTCUSDT$/,
  );
});

it('a note says which handler no market calls', async () => {
  const deaf = fileURLToPath(new URL('../testing/strategies/deaf.ts', import.meta.url));
  const spot = join(folder, 'other.jsonl');
  writeFileSync(spot, await recordingOf({ venue: 'binance-spot', seed: 4, events: 500 }));
  const { notes } = await runBacktest({ files: [market, spot], strategies: [{ use: deaf }] });
  expect(notes.filter((note) => note.includes('never called'))).toEqual([
    'deaf: onTrade is never called: no market asks for trades',
    'deaf: onBar is never called: no market asks for bars',
  ]);
});

it('is nothing where nothing is remembered', async () => {
  expect((await run({ params: { what: 'none' } })).states.size).toBe(0);
});

it.each(['function', 'promise'])(
  'is refused as a %s, with the strategy and the time',
  async (what) => {
    const { states, strategies } = await run({ params: { what } });
    expect(states.size).toBe(0);
    expect(strategies[0]?.errors).toMatchObject([{ code: 'STRATEGY_FAILED' }]);
    expect(strategies[0]?.errors[0]?.message).toMatch(/^counter snapshot at \d{4}-/);
  },
);

it('is refused where nobody takes it, and where it is no data', async () => {
  const none = await run({ params: { what: 'none' }, state: { count: 1 } });
  expect(none.strategies[0]?.errors[0]?.message).toMatch(/^counter restore at .*without restore/);
  const inWasm = await run({ use: `${wasm}#marketMakerWasm`, state: [1] });
  expect(inWasm.strategies[0]?.errors).toMatchObject([{ code: 'BAD_STRATEGY' }]);
  expect(inWasm.strategies[0]?.errors[0]?.message).toMatch(/restore at .*without restore/);
  await expect(run({ state: () => 1 })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
});
