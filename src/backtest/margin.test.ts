// Positions whose margin is used up within a candle or by a fill, and at what they are valued.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { StrategyMetrics } from '../stats/metrics.ts';
import { summarise } from '../stats/summary.ts';
import { defineStrategy } from '../strategy/define.ts';
import { at, FREE, hear } from '../testing/hear.ts';
import { combine } from './combine.ts';
import type { JobReport, RunJob } from './job.ts';
import { runJob } from './run-job.ts';

type Candle = readonly [open: number, high: number, low: number, close: number];
type Act = readonly [role: string, side: 'buy' | 'sell', qty: string, stopPrice?: string];

const CALM: Candle = [100, 101, 99, 100];

/** Candles of a minute in hundredths, by symbol, which is the role too. */
function write(candles: Readonly<Record<string, readonly Candle[]>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-margin-'));
  return Object.entries(candles).map(([symbol, list]) => {
    const rows = list.map((row, i) => {
      const prices = row.map((price) => price.toFixed(2)).join(',');
      return `${1_704_067_200 + 60 * i},${prices},10`;
    });
    const file = join(folder, `${symbol}.csv`);
    writeFileSync(file, ['time,open,high,low,close,volume', ...rows, ''].join('\n'));
    return file;
  });
}

/** Acts at the end of the first role's candles. */
function probe(roles: readonly string[], acts: readonly (readonly Act[])[], heard: number[]) {
  return defineStrategy({
    name: 'probe',
    markets: Object.fromEntries(roles.map((role) => [role, { bars: ['auto'] }])),
    create: (c) => ({
      onBar(bar) {
        if (bar.market.role !== roles[0]) return;
        for (const [role, side, qty, stopPrice] of acts[heard.length] ?? [])
          c.markets[role]?.[side](qty, stopPrice === undefined ? {} : { stopPrice });
        heard.push(bar.close);
      },
    }),
  });
}

interface Told {
  readonly metrics: StrategyMetrics | undefined;
  readonly bars: readonly number[];
  readonly equity: readonly number[];
  readonly errors: readonly string[];
}

function told(report: JobReport, bars: readonly number[]): Told {
  const { record } = report;
  const { equity, length } = record.equity;
  const head = { title: '', version: '', config: {}, errors: [] };
  const [{ metrics } = {}] = summarise(combine([report], head)).strategies;
  const money = Array.from({ length }, (_, i) => Number(equity[i]) / 1e8);
  return { bars, metrics, equity: money, errors: record.errors.map(({ code }) => code) };
}

async function over(
  candles: Readonly<Record<string, readonly Candle[]>>,
  acts: readonly (readonly Act[])[],
  more: Partial<RunJob> = {},
): Promise<Told> {
  const bars: number[] = [];
  const roles = Object.keys(candles);
  const strategy = probe(roles, acts, bars);
  const terms = { kind: 'linear', quote: 'USD', makerRate: 0, takerRate: 0, leverage: 10 } as const;
  const job: RunJob = {
    files: write(candles),
    input: { hints: new Map(), common: {} },
    strategy: { url: 'file:///none' },
    name: strategy.name,
    params: {},
    markets: Object.fromEntries(roles.map((role) => [role, role])),
    execution: { cash: { USD: '10000' }, terms },
    ...more,
  };
  return told(await runJob(job, strategy), bars);
}

describe('a candle whose worse end uses the margin up ends the strategy', () => {
  // 900 at 100, in whole prices: 11 away there is something left, 12 away there is not.
  test.each<[string, 'buy' | 'sell', Candle, number]>([
    ['a long at its low', 'buy', [100, 101, 50, 100], 100],
    ['a short at its high', 'sell', [100, 1000, 99, 100], 100],
    ['a long that opens beyond', 'buy', [70, 101, 50, 100], -17_000],
    ['a short that opens beyond', 'sell', [130, 140, 99, 100], -17_000],
  ])('%s', async (_, side, candle, left) => {
    const run = await over({ A: [CALM, CALM, candle, CALM] }, [[['A', side, '900']]]);
    expect(run.errors).toEqual(['LIQUIDATED']);
    expect(run.bars).toEqual([100, 100]);
    expect(run.equity.at(-1)).toBe(left);
    const lost = left < 0 ? -1 : -0.99;
    const { totalReturn, annualisedReturn, maxDrawdown, profit } = run.metrics ?? {};
    expect([totalReturn, maxDrawdown, profit]).toEqual([lost, lost, left - 10_000]);
    expect(annualisedReturn).toBeCloseTo(-1);
  });

  test.each<[string, 'buy' | 'sell', Candle]>([
    ['long', 'buy', [100, 101, 89, 100]],
    ['short', 'sell', [100, 111, 99, 100]],
  ])('not one that leaves something of a %s', async (_, side, candle) => {
    const run = await over({ A: [CALM, CALM, candle, CALM] }, [[['A', side, '900']]]);
    expect(run.errors).toEqual([]);
    expect(run.equity.at(-1)).toBe(10_000);
  });

  it('not one in which a stop closes the position', async () => {
    const acts: Act[][] = [[['A', 'buy', '900']], [['A', 'sell', '900', '95']]];
    const run = await over({ A: [CALM, CALM, [100, 101, 50, 100], CALM] }, acts);
    expect(run.errors).toEqual([]);
    expect(run.equity.at(-1)).toBe(5500);
  });

  it('each candle by itself, with what the others are worth then', async () => {
    const crash: Candle[] = [CALM, CALM, CALM, [100, 101, 85, 100], CALM];
    const calm = [CALM, CALM, CALM, CALM, CALM];
    const lost: Candle[] = [CALM, CALM, [100, 101, 90, 90], [90, 91, 85, 90], CALM];
    const acts: Act[][] = [
      [],
      [
        ['A', 'buy', '500'],
        ['B', 'buy', '400'],
      ],
    ];
    // A's low costs 7500, B's 6000, but nobody knows that they were at one time.
    for (const B of [crash, calm]) expect((await over({ A: crash, B }, acts)).errors).toEqual([]);
    // Here B has lost 4000 before.
    expect((await over({ A: crash, B: lost }, acts)).errors).toEqual(['LIQUIDATED']);
  });
});

it('what is flat for long is worth the present price when it is bought again', async () => {
  const rise: Candle[] = [CALM, CALM, [100, 150, 100, 150], [150, 151, 149, 150]];
  const acts: Act[][] = [[['A', 'buy', '10']], [['A', 'sell', '10']], [], [['A', 'buy', '10']]];
  const candles = { A: [...rise, rise[3] ?? CALM, rise[3] ?? CALM] };
  const run = await over(candles, acts, { sampleMs: 86_400_000 });
  expect(new Set(run.equity)).toEqual(new Set([10_000]));
});

it('margin that a fill uses up ends the strategy though the market stands still', async () => {
  const { faults, lines } = await hear(
    (market) => {
      const asks = [
        [10_010n, 1000n],
        [15_000n, 50_000n],
      ] as const;
      market.snapshot({ ...at(2), last: 1n, bids: [[9990n, 5000n]], asks });
      market.delta({ ...at(3), last: 2n, asks: [[10_010n, 1000n]] });
      market.delta({ ...at(4), last: 3n, asks: [[10_010n, 1000n]] });
    },
    (c, say) => ({
      onBook: () => say(`book ${c.timeNs / 1e9}`),
      onTopOfBook: (m) => void m.buy('20'),
    }),
    { execution: { ...FREE, cash: { USDT: '300' }, terms: { leverage: 20, takerRate: 0 } } },
  );
  expect(lines.filter((line) => line.startsWith('book'))).toEqual(['book 2']);
  expect(faults.map(({ code }) => code)).toEqual(['LIQUIDATED']);
});

describe('between two quanta a position is valued at the one that it gains less by', () => {
  test.each(['buy', 'sell'] as const)('%s', async (side) => {
    const seen: number[] = [];
    const { columns } = await hear(
      (market) => {
        const book = { bids: [[9999n, 5000n]], asks: [[10_000n, 5000n]] } as const;
        market.snapshot({ ...at(2), last: 1n, ...book });
        market.delta({ ...at(3), last: 2n, bids: [[9998n, 5n]] });
      },
      (c) => ({
        onBook(m) {
          if (seen.length === 0) m[side]('1');
          seen.push(c.account.equity);
        },
        onFill: () => void seen.push(c.account.equity),
      }),
      { execution: { ...FREE, cash: { USDT: '1000' }, terms: { takerRate: 0 } } },
    );
    // Bought at 100.00, worth 99.99; sold at 99.99, owed at 100.00.
    expect(seen).toEqual([1000, 999.99, 999.99]);
    expect(Number(columns.equity[0]?.equity[columns.equity[0].length - 1]) / 1e8).toBe(999.99);
  });
});

it('funding is a figure of its own: with it, round trips come to the profit', async () => {
  const candles = { A: [CALM, CALM, CALM, [100, 101, 99, 101], CALM, CALM] as Candle[] };
  const acts: Act[][] = [[['A', 'buy', '50']], [], [['A', 'sell', '20']]];
  const terms = { kind: 'linear', quote: 'USD', leverage: 10, takerRate: '0.001' } as const;
  const rates = [
    ['2024-01-01T00:02:30Z', '0.01'],
    ['2024-01-01T00:04:30Z', '-0.002'],
  ] as const;
  const execution = { cash: { USD: '10000' }, terms, funding: { rates } };
  const { metrics } = await over(candles, acts, { execution });
  // 1 % of 50 at 100, then back 0.2 % of 30 at 101.
  expect(metrics?.execution.funding).toBeCloseTo(-50 + 6.06, 9);
  const { trades, openNet = 0, profit } = metrics ?? {};
  const trips = (trades?.grossProfit ?? 0) - (trades?.grossLoss ?? 0) + openNet;
  expect(profit).toBeCloseTo(trips - 50 + 6.06, 9);
});
