import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PeriodReturn } from '../stats/equity.ts';
import { summarise } from '../stats/summary.ts';
import { runRecord } from '../testing/run-records.ts';
import { assumptionsOf } from './assumptions.ts';
import { heatMapHtml, heatRows } from './heat-map.ts';
import { binsOf, histogramHtml } from './histogram.ts';
import { metricGroups } from './metric-rows.ts';
import { periodReturnsHtml } from './period-returns.ts';
import { markOutsHtml, metricTableHtml, noticesHtml, rankingHtml } from './sections.ts';

const HOUR = 3_600_000;

test('bins count every value once, have one width, and part at zero', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, (nets) => {
      const bins = binsOf(nets);
      expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(nets.length);
      expect(bins.length).toBeLessThanOrEqual(60);
      for (const [i, bin] of bins.entries()) {
        expect(bin.from >= 0 || bin.to <= 0).toBe(true);
        if (i > 0) expect(bin.from).toBe(bins[i - 1]?.to);
      }
    }),
  );
  expect(binsOf([5, 5, 5]).reduce((sum, bin) => sum + bin.count, 0)).toBe(3);
  expect(binsOf([0])).toHaveLength(1);
  expect(binsOf([5e-324, -5e-324, 1e-320]).reduce((sum, bin) => sum + bin.count, 0)).toBe(3);
  expect(histogramHtml([], 'USDT')).toContain('No round trip was closed');
});

function hours(count: number, change: (i: number) => number, startMs = 0): PeriodReturn[] {
  return Array.from({ length: count }, (_, i) => {
    return { startMs: startMs + i * HOUR, value: 0, change: change(i) };
  });
}

test('hours stand under their own date, or weekday of longer runs', () => {
  const short = heatRows(hours(30, (i) => i, 22 * HOUR));
  expect(short.map((row) => row.label)).toEqual(['1970-01-01', '1970-01-02', '1970-01-03']);
  expect(short[0]?.cells.slice(21)).toEqual([Number.NaN, 0, 1]);
  expect(short[2]?.cells.slice(0, 5)).toEqual([26, 27, 28, 29, Number.NaN]);
  const long = heatRows(hours(24 * 21, () => 1));
  expect(long.map((row) => row.label)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  expect(long.flatMap((row) => row.cells)).toEqual(Array.from({ length: 168 }, () => 3));
  expect(heatMapHtml([], 'USDT')).toContain('too coarsely');
});

test('days have bars from five on, months a table from two on', () => {
  const days = (count: number): PeriodReturn[] =>
    hours(count, (i) => i - 1).map((one, i) => ({ ...one, startMs: i * 24 * HOUR, value: 0.01 }));
  expect(periodReturnsHtml(days(4), [], 'USDT')).toBe('');
  expect(periodReturnsHtml(days(5), days(1), 'USDT').match(/<rect/g)).toHaveLength(5);
  const months = [0, 1, 12].map((month) => {
    return { startMs: Date.UTC(2023, month), value: 0.1, change: 1 };
  });
  const table = periodReturnsHtml(days(5), months, 'USDT');
  expect(table).toContain('2023');
  expect(table).toContain('+21.0 %');
  expect(table).toContain('2024');
});

test('assumptions follow the configuration, and say what it leaves open', () => {
  const said = assumptionsOf({
    venue: { fillSource: 'bars', barTouch: false, barOrder: 'stops-first', entryLatencyNs: 1500 },
    account: { makerRate: '-0.0001', takerRate: 0.0005 },
  }).map((one) => `${one.key}: ${one.text}`);
  expect(said).toEqual([
    expect.stringMatching(/^venue\.fillSource: Pessimistic candle fills/),
    expect.stringMatching(/^venue\.barTouch: .* only when a candle trades through/),
    expect.stringMatching(/^venue\.barOrder: Inside one candle stops come before limits/),
    'venue.entryLatencyNs: Orders reach the venue after: 1.5 µs.',
    'account.makerRate: Makers are paid a rebate of 0.0100 % of their value.',
    'account.takerRate: Takers pay 0.0500 % of their value.',
  ]);
  expect(assumptionsOf({}).map((one) => one.text)).toEqual([
    'The configuration states no latency.',
    'The configuration states no fill or queue model.',
    'The configuration states no fees.',
  ]);
});

test('the metric table has a column by strategy, and the guide has every metric', () => {
  const groups = metricGroups([1000, 5000, 30_000]);
  const labels = groups.flatMap(({ rows }) => rows.map((row) => row.label));
  const guide = readFileSync(new URL('../../docs/reports.md', import.meta.url), 'utf8');
  const explained = guide.replace(
    'Mark-out 1 s, 5 s, 30 s',
    'Mark-out 1 s, Mark-out 5 s, Mark-out 30 s',
  );
  for (const label of labels) expect(explained, 'docs/reports.md').toContain(label);
  for (const label of ['Total return', 'Sharpe', 'Win rate', 'Turnover', 'Mark-out 30 s'])
    expect(labels).toContain(label);
  expect(new Set(labels).size).toBe(labels.length);
  const result = summarise(
    runRecord([
      {
        name: 'slow',
        equity: [
          [0, 100],
          [60, 99],
        ],
      },
      {
        name: 'fast',
        equity: [
          [0, 100],
          [60, 110],
        ],
      },
    ]),
  );
  const table = metricTableHtml(result);
  expect(table).toContain('+10.00 %');
  expect(table).toContain('−1.00 %');
  const ranking = rankingHtml(result);
  expect(ranking.indexOf('fast')).toBeLessThan(ranking.indexOf('slow'));
});

test('mark-outs that are not known are dashes, and the page says why', () => {
  const fill = { second: 1, side: 'buy', price: 100, qty: 2 } as const;
  const rows = (midAfter: readonly number[]) => {
    const run = runRecord([{ fills: [{ ...fill, midAfter }], equity: [[0, 100]] }]);
    const [strategy] = summarise(run).strategies;
    return strategy === undefined ? '' : markOutsHtml(strategy);
  };
  const html = rows([Number.NaN, Number.NaN, 101]);
  expect(html).toContain('5 s</th><td>–</td><td>–</td><td>–</td><td>0</td>');
  expect(html).toContain('30 s</th><td class="up">+100.00</td>');
  expect(html).toContain('over candles nothing is known within a candle');
  expect(rows([101, 101, 101])).not.toContain('candles');
});

test('open positions, faults and thin evidence are said', () => {
  const fills = [{ second: 1, side: 'buy', price: 100, qty: 2 } as const];
  const run = runRecord(
    [
      {
        name: 'm',
        fills,
        equity: [
          [0, 100],
          [60, 99],
        ],
      },
    ],
    [
      [0, 100],
      [60, 90],
    ],
    {
      errors: [{ code: 'BOOK_GAP', message: 'a gap', timeNs: 5n }],
    },
  );
  const text = noticesHtml(summarise(run));
  expect(text).toContain('BOOK_GAP at 1970-01-01T00:00:00.000000005Z: a gap');
  expect(text).toContain('m ended with an open position: long 2 X, valued at 90.00 (−20.00 USDT');
  expect(text).toContain('no round trip was closed');
  expect(text).toContain('annualised figures extrapolate');
});
