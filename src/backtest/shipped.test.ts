// The shipped strategies over recordings and candles: they trade, and what they decide is the same
// again, in any order of the files, in TypeScript and in AssemblyScript.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LiquidityRole, Side } from '../abi/orders.ts';
import type { StrategyResult } from '../stats/result.ts';
import { leanRows } from '../testing/lean-files.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { type BacktestOptions, runBacktest, type StrategyChoice } from './backtest.ts';

const example = (name: string): string =>
  fileURLToPath(new URL(`../../examples/strategies/${name}.ts`, import.meta.url));
const recording = (name: string): string => sharedFile(`data/binance-raw/${name}.jsonl.gz`) ?? '';

const SPOT = recording('spot_btcusdt_20240808');
const USDM = recording('usdm_btcusdt_20240808');
const COINM = recording('cm_btcusd_perp_20240808');
const ALL = [SPOT, USDM, COINM];
const MAIN = { markets: { main: 'binance-usdm:BTCUSDT' } };
const TICKS = { params: { bars: 'tick:50' } };

async function run(
  files: readonly string[],
  strategies: readonly StrategyChoice[],
  more: Partial<BacktestOptions> = {},
): Promise<readonly StrategyResult[]> {
  const result = await runBacktest({ files, strategies, threads: 2, ...more });
  expect(result.errors).toEqual([]);
  for (const { name, errors } of result.strategies) expect([name, errors]).toEqual([name, []]);
  return result.strategies;
}

function hashes(results: readonly StrategyResult[]): string[] {
  return results.map(({ decisionHash }) => decisionHash);
}

/** All fills as text that keeps every digit. */
function fillsOf({ fills }: StrategyResult): string {
  const { timeNs, price, qty, fee, length } = fills;
  const rows = Array.from({ length }, (_, i) => [timeNs[i], price[i], qty[i], fee[i]].join(' '));
  return rows.join('\n');
}

describe.skipIf(ALL.includes(''))('over recordings', () => {
  const pairs = [
    ['sma-cross', 'smaCross', { params: { bars: 'tick:50', qty: '0.01' } }],
    ['imbalance', 'imbalance', {}],
    ['market-maker', 'marketMaker', {}],
  ] as const;

  it.each(pairs)('%s decides the same in both languages', async (file, name, choice) => {
    const use = (text: string) => ({ use: `${example(file)}#${text}`, ...choice });
    const [own, wasm] = await run([USDM], [use(name), use(`${name}Wasm`)]);
    expect(own?.fills.length).toBeGreaterThan(10);
    expect(wasm?.decisionHash).toBe(own?.decisionHash);
    expect(wasm && fillsOf(wasm)).toBe(own && fillsOf(own));
  });

  it('decides the same again and in any order of the files', async () => {
    const strategies = [
      { use: example('rsi-reversion'), ...MAIN, ...TICKS },
      { use: example('bollinger'), ...MAIN, ...TICKS },
      { use: example('imbalance'), ...MAIN },
      { use: `${example('imbalance')}#imbalanceWasm`, ...MAIN },
      { use: example('market-maker'), ...MAIN },
      { use: `${example('market-maker')}#marketMakerWasm`, ...MAIN },
    ];
    const first = await run(ALL, strategies);
    for (const { name, fills } of first) expect([name, fills.length > 5]).toEqual([name, true]);
    const again = await run([COINM, USDM, SPOT], strategies);
    expect(hashes(again)).toEqual(hashes(first));
    expect(again.map(fillsOf)).toEqual(first.map(fillsOf));
    expect(new Set(hashes(first)).size).toBe(4);
  }, 120_000);

  it('makes markets as maker only, within its inventory', async () => {
    const params = { maxInventory: 0.03, halfSpread: 1 };
    const [result] = await run([USDM], [{ use: example('market-maker'), params }]);
    const fills = result?.fills;
    if (fills === undefined) throw new Error('no result');
    expect(fills.length).toBeGreaterThan(20);
    let position = 0;
    let most = 0;
    for (let i = 0; i < fills.length; i++) {
      expect(fills.role[i]).toBe(LiquidityRole.Maker);
      position += Number(fills.qty[i]) * (fills.side[i] === Side.Buy ? 1 : -1);
      most = Math.max(most, Math.abs(position));
    }
    // Thousandths: what is quoted while a fill is on its way may come on top, once.
    expect(most).toBeGreaterThan(10);
    expect(most).toBeLessThanOrEqual(40);
  });

  it('trades the gap of two venues with both legs', async () => {
    const [result] = await run(
      [SPOT, USDM],
      [{ use: example('two-venue-spread'), params: { shortA: false, feeBps: 0, edgeBps: 1 } }],
    );
    const { fills } = result ?? { fills: undefined };
    if (fills === undefined) throw new Error('no result');
    expect(fills.length).toBeGreaterThan(10);
    expect(fills.instrument.slice(0, fills.length)).toContain(0);
    expect(fills.instrument.slice(0, fills.length)).toContain(1);
    // What the legs hold at the end cancels out, but for a leg that is on its way.
    const held = result?.openPositions.reduce((sum, { qty }) => sum + qty, 0) ?? 0;
    expect(Math.abs(held)).toBeLessThan(0.011);
  });

  it('keeps inverse contracts apart: they are sized by their value', async () => {
    const params = { contractValue: 100, threshold: 0.2, momentum: 0.00005 };
    const [own, wasm] = await run(
      [COINM],
      ['imbalance', 'imbalanceWasm'].map((name) => ({
        use: `${example('imbalance')}#${name}`,
        params,
      })),
      { execution: { cash: { BTC: '1' } } },
    );
    expect(own?.fills.length).toBeGreaterThan(2);
    expect(wasm?.decisionHash).toBe(own?.decisionHash);
    // A tenth of 1 BTC at about 60,000, halved or raised by half, is 30 to 95 contracts of 100.
    const [first = 0n] = own?.fills.qty ?? [];
    expect(Number(first)).toBeGreaterThanOrEqual(1);
    expect(Number(first)).toBeLessThanOrEqual(95);
  });
});

const LEAN = sharedFile('data/lean/crypto_coinbase_minute_btcusd_20161007_trade.csv.gz') ?? '';

describe.skipIf(LEAN === '')('over candles', () => {
  let folder: string;
  let candles: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'outcry-candles-'));
    candles = join(folder, 'btc-1m.csv');
    const dayMs = Date.UTC(2016, 9, 7);
    const rows = leanRows(LEAN).map(([ms = 0, ...rest]) => [dayMs + ms, ...rest].join(','));
    writeFileSync(candles, ['time,open,high,low,close,volume', ...rows].join('\n'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('trades bars, the same twice, and in both languages', async () => {
    const strategies = [
      { use: example('rsi-reversion') },
      { use: example('bollinger') },
      { use: `${example('sma-cross')}#smaCross` },
      { use: `${example('sma-cross')}#smaCrossWasm` },
    ];
    const first = await run([candles], strategies);
    for (const { name, fills } of first) expect([name, fills.length > 5]).toEqual([name, true]);
    expect(hashes(await run([candles], strategies))).toEqual(hashes(first));
    expect(first[3]?.decisionHash).toBe(first[2]?.decisionHash);
  });

  it('sends no order before the warm-up is over', async () => {
    const params = { period: 600, multiplier: 1 };
    const [result] = await run([candles], [{ use: example('bollinger'), params }]);
    const [first = 0n] = result?.fills.timeNs ?? [];
    expect(result?.fills.length).toBeGreaterThan(0);
    expect(first).toBeGreaterThanOrEqual(BigInt(Date.UTC(2016, 9, 7, 10)) * 1_000_000n);
  });
});
