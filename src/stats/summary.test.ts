import { expect, test } from 'vitest';
import { runRecord, SECOND } from '../testing/run-records.ts';
import { returnPeriodOf, summarise } from './summary.ts';

test('a run of one moment has no ratio, and says so with NaN', () => {
  const { strategies } = summarise(runRecord([{ equity: [[0, 100]] }]));
  expect(strategies[0]?.metrics).toMatchObject({
    totalReturn: 0,
    periods: 1,
    sharpe: Number.NaN,
    annualisedReturn: Number.NaN,
    exposure: Number.NaN,
    buyAndHold: Number.NaN,
    tradeMsMedian: Number.NaN,
  });
  expect(() => summarise(runRecord([{ equity: [] }]))).toThrow(/no point/);
});

test('metrics, trips, open positions and periods of a worked run', () => {
  const run = runRecord(
    [
      {
        fills: [
          { second: 10, side: 'buy', price: 100, qty: 1, fee: 1, role: 'maker' },
          { second: 20, side: 'sell', price: 110, qty: 1, fee: 1 },
          { second: 30, side: 'buy', price: 105, qty: 2, fee: 1 },
          { second: 70, side: 'sell', price: 100, qty: 2, fee: 1 },
          { second: 80, side: 'sell', price: 101, qty: 1, fee: 1 },
        ],
        equity: [
          [0, 1000],
          [10, 999, 1],
          [20, 1008],
          [30, 1007, 2],
          [70, 996],
          [80, 995, -1],
          [120, 990, -1],
        ],
      },
    ],
    [
      [0, 100],
      [120, 106],
    ],
  );
  const result = summarise(run);
  const [strategy] = result.strategies;
  expect([...(strategy?.trips.net ?? [])]).toEqual([8, -12]);
  expect([...(strategy?.trips.durationMs ?? [])]).toEqual([10_000, 40_000]);
  expect(strategy?.openPositions).toEqual([
    { symbol: 'X', priceScale: 2, qty: -1, openNs: 80n * SECOND, price: 106, net: -6 },
  ]);
  const metrics = strategy?.metrics;
  expect(metrics).toMatchObject({ profit: -10, openTrades: 1, openNet: -6, periods: 2 });
  expect(metrics).toMatchObject({ tradeMsMean: 25_000, tradeMsMedian: 25_000, exposure: 90 / 120 });
  expect(metrics?.trades).toMatchObject({ winRate: 0.5, profitFactor: 8 / 12 });
  expect(metrics?.maxDrawdown).toBeCloseTo(990 / 1008 - 1, 12);
  expect(metrics?.longestDrawdownNs).toBe(100n * SECOND);
  expect(metrics?.buyAndHold).toBeCloseTo(0.06, 12);
  const meanEquity = (1000 * 10 + 999 * 10 + 1008 * 10 + 1007 * 40 + 996 * 10 + 995 * 40) / 120;
  expect(metrics?.execution.turnover).toBeCloseTo((100 + 110 + 210 + 200 + 101) / meanEquity, 12);
  expect(strategy?.daily).toEqual([{ startMs: 0, value: 990 / 1000 - 1, change: -10 }]);
  expect(strategy?.monthly).toHaveLength(1);
});

test('returns are never taken finer than the equity was recorded', () => {
  expect(returnPeriodOf(0.1, 1000, {})).toBe('minute');
  expect(returnPeriodOf(1, 5000, {})).toBe('hour');
  expect(returnPeriodOf(400, 1_800_000, {})).toBe('day');
  expect(returnPeriodOf(400, 1_800_000, { returnPeriod: 'minute' })).toBe('hour');
  expect(returnPeriodOf(4000, 14_400_000, { returnPeriod: 'hour' })).toBe('day');
  const run = runRecord([{ equity: [[0, 1]] }], [], { notes: ['first'] });
  const [record] = run.strategies;
  if (record === undefined) throw new Error('there is one');
  const coarse = { ...record, equity: { ...record.equity, bucketMs: 300_000 } };
  const { notes } = summarise({ ...run, strategies: [coarse] }, { returnPeriod: 'minute' });
  expect(notes).toEqual(['first', expect.stringContaining('in buckets of 300 s')]);
});

test('what had nothing left once has lost all of it, whatever came then', () => {
  const ends = [
    [100, 20, -5, 140],
    [100, -40],
  ].map((levels) => levels.map((level, i) => [i * 60, level] as const));
  for (const equity of ends) {
    const [{ metrics } = {}] = summarise(runRecord([{ equity }])).strategies;
    expect(metrics).toMatchObject({ totalReturn: -1, annualisedReturn: -1, maxDrawdown: -1 });
    expect(metrics?.profit).toBe((equity.at(-1)?.[1] ?? 0) - 100);
  }
  const nothing = summarise(
    runRecord([
      {
        equity: [
          [0, 0],
          [60, 5],
        ],
      },
    ]),
  ).strategies[0]?.metrics;
  expect(nothing?.totalReturn).toBeNaN();
});
