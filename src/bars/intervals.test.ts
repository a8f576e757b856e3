// Which interval a time falls in: all intervals of the venues, anchors, sessions, the calendar.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutcryError } from '../errors/outcry-error.ts';
import { createBarBuilder } from './default.ts';
import { parseBarSpec } from './spec.ts';

const SCALES = { priceScale: 0, qtyScale: 0 };
const SECOND = 1_000_000_000n;

/** Start and end of the bar that the one trade at `timeNs` is in. */
function intervalOf(spec: string, timeNs: bigint): readonly [bigint, bigint] | undefined {
  using bars = createBarBuilder(spec, SCALES);
  bars.trade({ timeNs, price: 1, qty: 1 });
  const bar = bars.forming();
  return bar && [bar.openTimeNs, bar.closeTimeNs];
}

/** 1970 to 2262, ns. */
const times = fc.bigInt({ min: 0n, max: 9_200_000_000n * SECOND });

describe('intervals of venues', () => {
  test.each([
    ['1s', 1],
    ['5s', 5],
    ['15s', 15],
    ['30s', 30],
    ['1m', 60],
    ['3m', 180],
    ['5m', 300],
    ['10m', 600],
    ['15m', 900],
    ['30m', 1800],
    ['45m', 2700],
    ['1h', 3600],
    ['2h', 7200],
    ['3h', 10800],
    ['4h', 14400],
    ['6h', 21600],
    ['8h', 28800],
    ['12h', 43200],
    ['1d', 86400],
    ['3d', 259200],
  ])('%s: multiples since 1970', (spec, seconds) => {
    const span = BigInt(seconds) * SECOND;
    fc.assert(
      fc.property(times, (ts) => {
        const start = ts - (ts % span);
        expect(intervalOf(spec, ts)).toEqual([start, start + span]);
      }),
      { numRuns: 30 },
    );
  });

  test('1w: Mondays', () => {
    fc.assert(
      fc.property(times, (ts) => {
        const [start = 0n, end = 0n] = intervalOf('1w', ts) ?? [];
        expect(new Date(Number(start / 1_000_000n)).getUTCDay()).toBe(1);
        expect(start % (86_400n * SECOND)).toBe(0n);
        expect(end - start).toBe(604_800n * SECOND);
        expect(start <= ts && ts < end).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test.each([1, 3, 6, 12])('%iM: months of the calendar', (count) => {
    fc.assert(
      fc.property(times, (ts) => {
        const date = new Date(Number(ts / 1_000_000n));
        const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
        const first = Math.floor(month / count) * count;
        const ns = (m: number): bigint => BigInt(Date.UTC(1970, m)) * 1_000_000n;
        expect(intervalOf(`${count}M`, ts)).toEqual([ns(first), ns(first + count)]);
      }),
      { numRuns: 100 },
    );
  });
});

const utc = (text: string): bigint => BigInt(Date.parse(`${text}Z`)) * 1_000_000n;
const local = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString().slice(0, 16);

describe('anchors', () => {
  // 09:15 in Mumbai is 03:45 UTC; hours end at 10:15, 11:15, ...
  test.each([
    ['1h@09:15+05:30', '2019-01-02T05:00', '2019-01-02T04:45', '2019-01-02T05:45'],
    ['15m@09:15+05:30', '2019-01-02T03:45', '2019-01-02T03:45', '2019-01-02T04:00'],
    ['1d@09:15+05:30', '2019-01-02T03:44', '2019-01-01T03:45', '2019-01-02T03:45'],
    // The last bar of a day is cut short: 7 hours do not divide it.
    ['7h@09:00', '2024-05-05T08:00', '2024-05-05T06:00', '2024-05-05T09:00'],
    ['4h@17:00UTC-04:00', '2024-05-05T23:00', '2024-05-05T21:00', '2024-05-06T01:00'],
    ['1w@18:00UTC-05:00', '2024-05-06T22:00', '2024-04-29T23:00', '2024-05-06T23:00'],
    ['1M@00:00+08:00', '2024-02-29T16:30', '2024-02-29T16:00', '2024-03-31T16:00'],
  ])('%s at %s', (spec, ts, start, end) => {
    expect(intervalOf(spec, utc(ts))?.map(local)).toEqual([start, end]);
  });
});

describe('sessions', () => {
  // 09:15 to 15:30 in Mumbai: 03:45 to 10:00 UTC. The seventh hour lasts 15 minutes.
  const spec = '1h@09:15-15:30+05:30';

  test.each([
    [spec, '2019-01-02T03:45', '2019-01-02T03:45', '2019-01-02T04:45'],
    [spec, '2019-01-02T09:50', '2019-01-02T09:45', '2019-01-02T10:00'],
    ['1h@09:30-16:00-05:00', '2024-03-01T20:59', '2024-03-01T20:30', '2024-03-01T21:00'],
    ['1h@22:00-04:00', '2024-03-02T03:59', '2024-03-02T03:00', '2024-03-02T04:00'],
  ])('%s holds %s', (text, ts, start, end) => {
    expect(intervalOf(text, utc(ts))?.map(local)).toEqual([start, end]);
  });

  test('go over midnight', () => {
    expect(intervalOf('1h@22:00-04:00', utc('2024-03-02T04:00'))).toBeUndefined();
    expect(intervalOf('1h@22:00-04:00', utc('2024-03-02T21:59'))).toBeUndefined();
  });

  test('what is outside is counted, and ends what formed', () => {
    using bars = createBarBuilder(spec, SCALES);
    const trade = (ts: string) => bars.trade({ timeNs: utc(ts), price: 5, qty: 1 });
    expect(trade('2019-01-02T03:44')).toEqual([]);
    expect(bars.forming()).toBeUndefined();
    trade('2019-01-02T09:59');
    expect(trade('2019-01-02T10:00').map((b) => local(b.closeTimeNs))).toEqual([
      '2019-01-02T10:00',
    ]);
    expect(bars.forming()).toBeUndefined();
    expect(bars.counts()).toMatchObject({ outside: 2, bars: 1 });
  });

  test('nights are not filled', () => {
    using bars = createBarBuilder(spec, SCALES, { fill: true });
    bars.trade({ timeNs: utc('2019-01-02T08:50'), price: 5, qty: 1 });
    const closed = bars.trade({ timeNs: utc('2019-01-03T05:00'), price: 6, qty: 1 });
    expect(closed.map((b) => local(b.openTimeNs))).toEqual([
      '2019-01-02T08:45',
      '2019-01-02T09:45',
      '2019-01-03T03:45',
    ]);
  });
});

describe('specifications', () => {
  test.each([
    '',
    '1',
    'm',
    '0m',
    '1y',
    '-1m',
    '1m@24:00',
    '1m@9:15',
    '1h@09:15+15:00',
    '1M@09:00-17:00',

    '2d@09:00-17:00',
    '1201M',
    '99999999d',
    'tick:0',
    'tick:1.5',
    'volume:0.000',
    'renko',
    'x:1',
    'pnf:1',
    'pnf:0x3',
    'pnf:1x0',
    'pnf:1x256',
    'heikin-ashi:',
    'heikin-ashi:heikin-ashi:1m',
  ])("'%s' means no bars", (text) => {
    expect(() => parseBarSpec(text)).toThrow(
      expect.objectContaining({ code: 'BAD_BAR_SPEC' } satisfies Partial<OutcryError>),
    );
  });

  test.each([
    ['volume:0.001', {}, 'SCALE_TOO_FINE'],
    ['tick:5', { fill: true }, 'BAD_ARGUMENT'],
    ['1m', { split: true }, 'BAD_ARGUMENT'],
    ['range:5', { wicks: true }, 'BAD_ARGUMENT'],
    ['volume:5', { from: 'quotes' }, 'BAD_ARGUMENT'],
    ['imbalance:5', { from: 'bars' }, 'BAD_ARGUMENT'],
    ['tick:5', { expected: {} }, 'BAD_ARGUMENT'],
    ['imbalance:5', { expected: { alphaCount: 0 } }, 'BAD_ARGUMENT'],
    ['imbalance:5', { expected: { countMin: 9, countMax: 8 } }, 'BAD_ARGUMENT'],
    ['1m', { late: 'drop' as 'ignore' }, 'BAD_ARGUMENT'],
  ] as const)('%s with %o is refused', (spec, options, code) => {
    expect(() => createBarBuilder(spec, SCALES, options)).toThrow(
      expect.objectContaining({ code } satisfies Partial<OutcryError>),
    );
  });
});
