// Every set of a sweep against a backtest of its own: the same trades to the quantum, the same
// figures.
import { beforeAll, describe, expect, test } from 'vitest';
import { combine } from '../backtest/combine.ts';
import type { JobReport } from '../backtest/job.ts';
import type { Execution } from '../host/execution.ts';
import { type IndicatorModule, loadIndicators } from '../indicators/module.ts';
import { planOf } from '../signals/define-signals.ts';
import type { SignalPlan } from '../signals/rule.ts';
import { summarise } from '../stats/summary.ts';
import type { AnyStrategy } from '../strategy/contract.ts';
import { parseParams } from '../strategy/params.ts';
import {
  candleFile,
  crossing,
  levels,
  numbers,
  readSweepCandles,
  runAlone,
  turning,
  untyped,
} from '../testing/sweep-kit.ts';
import type { SweepCandles } from './candles.ts';
import { type KernelResult, SweepKernel } from './kernel.ts';
import { accountOf } from './kernel-fit.ts';

type Params = Readonly<Record<string, number | string>>;

let kernels: IndicatorModule;
beforeAll(async () => {
  kernels = await loadIndicators('checked');
});

function plan(strategy: AnyStrategy): SignalPlan {
  const found = planOf(strategy);
  if (found === undefined) throw new TypeError('no signals');
  return found;
}

function runKernel(
  candles: SweepCandles,
  strategy: AnyStrategy,
  sets: readonly Params[],
  execution: Execution,
): { readonly result: KernelResult | undefined; readonly trades: string[] }[] {
  const account = accountOf(candles.instrument, execution);
  const samples = Uint32Array.from({ length: candles.length }, (_, i) => i);
  const kernel = new SweepKernel(kernels, candles, account, plan(strategy), {
    samples,
    fillsMax: 100_000,
  });
  for (const set of sets)
    kernel.add(parseParams(strategy.params ?? {}, set, 'set') as Record<string, string>);
  const runs = kernel.run().map((result, i) => ({
    result,
    trades: kernel
      .trades(i)
      .map(({ bar, side, price, qty, fee, realized }) =>
        [candles.closeTsNs[bar], side, price, qty, fee, realized].join(' '),
      ),
  }));
  kernel.release();
  return runs;
}

function tradesOf(report: JobReport): string[] {
  const { fills } = report.record;
  return Array.from({ length: fills.length }, (_, i) =>
    [
      fills.timeNs[i],
      fills.side[i] === 0 ? 'buy' : 'sell',
      fills.price[i],
      fills.qty[i],
      fills.fee[i],
      fills.realizedPnl[i],
    ].join(' '),
  );
}

async function same(
  file: string,
  strategy: AnyStrategy,
  sets: readonly Params[],
  execution: Execution,
): Promise<number> {
  const candles = await readSweepCandles(file);
  const results = runKernel(candles, strategy, sets, execution);
  let trades = 0;
  for (const [i, set] of sets.entries()) {
    const alone = await runAlone(strategy, file, set, execution);
    expect(alone.record.errors).toEqual([]);
    const { result, trades: found } = results[i] ?? {};
    expect(found, JSON.stringify(set)).toEqual(tradesOf(alone));
    trades += alone.record.fills.length;
    const head = { title: '', version: '', config: {}, errors: [] };
    const { metrics } = summarise(combine([alone], head)).strategies[0] ?? {};
    if (metrics === undefined || result === undefined) throw new TypeError('no metrics');
    const power = 10 ** alone.cashScale;
    expect(result.endEquity / power).toBeCloseTo(metrics.endEquity, 6);
    expect(result.fall).toBeCloseTo(metrics.maxDrawdown, 9);
    expect(result.trips).toBe(metrics.trades.count);
    expect(result.wins).toBe(metrics.trades.wins);
    expect(result.grossProfit / power).toBeCloseTo(metrics.trades.grossProfit, 5);
    expect(result.grossLoss / power).toBeCloseTo(metrics.trades.grossLoss, 5);
    expect(Number(result.fees) / power).toBeCloseTo(metrics.execution.fees, 6);
    expect(result.turnover / power).toBeCloseTo(metrics.execution.notional, 4);
    expect(result.equitySeconds).toBeCloseTo(alone.record.equity.equitySeconds, -9);
    const { equity, heldNs, length } = alone.record.equity;
    expect(result.heldSeconds).toBeCloseTo(Number(heldNs) / 1e9, 3);
    expect(result.equity.at(-1)).toBeCloseTo(Number(equity[length - 1]), 0);
    expect(alone.record.orders.refused['margin'] ?? 0).toBe(result.refused);
  }
  return trades;
}

function pick(next: () => number, low: number, high: number): number {
  return low + Math.floor(next() * (high - low + 1));
}

const LINEAR: Execution = { cash: { USDT: '5000' }, terms: { takerRate: '0.00043' } };
const SPOT: Execution = { ...LINEAR, terms: { kind: 'spot', base: 'RND', quote: 'USDT' } };

describe('a set of a sweep trades like its own backtest', () => {
  test.each([1, 2, 3])('averages that cross, seed %i', async (seed) => {
    const next = numbers(seed);
    const sets = Array.from({ length: 8 }, () => ({
      quick: pick(next, 1, 20),
      calm: pick(next, 2, 40),
      lots: `${pick(next, 1, 400) / 100}`,
    }));
    const file = candleFile({ seed, bars: 1500 });
    expect(await same(file, untyped(crossing), sets, seed === 2 ? SPOT : LINEAR)).toBeGreaterThan(
      300,
    );
  });

  test.each([4, 5])('levels with a share of the equity, seed %i', async (seed) => {
    const next = numbers(seed);
    const sets = Array.from({ length: 6 }, () => ({
      period: pick(next, 2, 20),
      bottom: pick(next, 20, 45),
      top: pick(next, 55, 80),
      share: pick(next, 10, 150) / 100,
    }));
    const terms = { ...LINEAR.terms, leverage: 5 };
    const execution = { ...LINEAR, terms: seed === 5 ? terms : { takerRate: '-0.0001' } };
    const file = candleFile({ seed, bars: 1200 });
    expect(await same(file, untyped(levels), sets, execution)).toBeGreaterThan(100);
  });

  test.each([6, 7])('rules of several comparisons that turn, seed %i', async (seed) => {
    const next = numbers(seed);
    const sets = Array.from({ length: 5 }, () => ({
      quick: pick(next, 2, 12),
      calm: pick(next, 13, 30),
      span: pick(next, 2, 60),
    }));
    const file = candleFile({ seed, bars: 1300, empty: 0.2, missing: 0.05 });
    expect(await same(file, untyped(turning), sets, LINEAR)).toBeGreaterThan(100);
  });

  test('where the account soon affords nothing', async () => {
    const file = candleFile({ seed: 8, bars: 1500 });
    const sets = [{ lots: '2' }, { lots: '2.4' }, { lots: '2.8' }, { lots: '40' }];
    const poor = { ...LINEAR, cash: { USDT: '400' } };
    expect(await same(file, untyped(crossing), sets, poor)).toBeGreaterThan(10);
  });

  test('or is left to one where a candle may use its margin up', async () => {
    const file = candleFile({ seed: 9, bars: 600 });
    const sets = ['0.5', '12', '40', '60', '75'].map((lots) => ({ lots }));
    const terms = { takerRate: '0', leverage: 50 };
    const execution: Execution = { cash: { USDT: '200' }, terms };
    const results = runKernel(await readSweepCandles(file), untyped(crossing), sets, execution);
    const ends: string[] = [];
    for (const [i, set] of sets.entries()) {
      const alone = await runAlone(untyped(crossing), file, set, execution);
      const [error] = alone.record.errors;
      const { result, trades } = results[i] ?? {};
      ends.push(`${error?.code ?? 'whole'}, ${result === undefined ? 'left' : 'booked'}`);
      if (result !== undefined) expect(trades).toEqual(tradesOf(alone));
    }
    // It looks at 64 candles at once: what is in doubt is left too.
    expect(ends).toContain('whole, booked');
    expect(ends).toContain('LIQUIDATED, left');
    expect(ends).not.toContain('LIQUIDATED, booked');
  });
});
