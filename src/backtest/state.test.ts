// What a strategy remembers goes from one run to the next; what cannot is refused.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  const inWasm = await run({ use: `${wasm}#marketMakerWasm`, state: 1 });
  expect(inWasm.strategies[0]?.errors[0]?.message).toContain('takes no state');
  await expect(run({ state: () => 1 })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
});
