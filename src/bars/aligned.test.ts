// Columns that are aligned say of each bar what a stream of the same events shows at the event that
// closed it, also where events have the same time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutcryError } from '../errors/outcry-error.ts';
import { barsOf, createTimeframes } from './default.ts';
import { alignBars } from './timeframes.ts';

const SCALES = { priceScale: 0, qtyScale: 0 };
const SECOND = 1_000_000_000n;

interface Row {
  readonly gap: number;
  readonly step: number;
  readonly qty: number;
}

function tradesOf(rows: readonly Row[]) {
  let [timeNs, price] = [100n * SECOND, 1000];
  const events = rows.map(({ gap, step, qty }) => {
    timeNs += BigInt(gap) * (SECOND / 2n);
    price += step;
    return { timeNs, price, qty };
  });
  const columns = {
    timeNs: BigInt64Array.from(events, (event) => event.timeNs),
    price: events.map((event) => event.price),
    qty: events.map((event) => event.qty),
  };
  return { events, columns };
}

test('a slow bar that a later trade of the same time closes is not known yet', () => {
  const timeNs = [0n, 60n, 60n, 60n, 125n].map((s) => s * SECOND);
  const trades = {
    timeNs: BigInt64Array.from(timeNs),
    price: [1, 2, 3, 4, 5],
    qty: [1, 1, 1, 1, 1],
  };
  const [fast, slow] = [barsOf(trades, '1m'), barsOf(trades, 'tick:3')];
  expect([[...fast.knownRow], [...slow.knownRow]]).toEqual([[1, 4], [2]]);
  expect([...fast.knownTimeNs]).toEqual([60n * SECOND, 125n * SECOND]);
  expect([...alignBars(fast, slow)]).toEqual([-1, 0]);
});

// Gaps are mostly 0: most trades share their time with others.
const rows = fc.array(
  fc.record({
    gap: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(7)),
    step: fc.integer({ min: -4, max: 4 }),
    qty: fc.nat(5),
  }),
  { maxLength: 60, size: 'max' },
);
const SPECS = ['1s', '3s', '10s', 'tick:3', 'tick:7', 'volume:6', 'renko:3', 'range:5', 'pnf:2x2'];

test('any two bars of any trades: what several timeframes show, event by event', () => {
  fc.assert(
    fc.property(rows, fc.shuffledSubarray(SPECS, { minLength: 2, maxLength: 2 }), (list, pair) => {
      const { events, columns } = tradesOf(list);
      const [fast = '', slow = ''] = pair;
      using frames = createTimeframes(pair, SCALES);
      const seen: number[] = [];
      let known = -1;
      for (const event of events) {
        const closed = frames.trade(event);
        known += closed.filter(({ spec }) => spec === slow).length;
        for (const { spec } of closed) if (spec === fast) seen.push(known);
      }
      const aligned = alignBars(barsOf(columns, fast, SCALES), barsOf(columns, slow, SCALES));
      expect([...aligned]).toEqual(seen);
      // Times that were copied are the same events.
      const copy = { ...columns, timeNs: columns.timeNs.slice() };
      const again = alignBars(barsOf(columns, fast, SCALES), barsOf(copy, slow, SCALES));
      expect([...again]).toEqual(seen);
    }),
    { numRuns: 150 },
  );
});

test('rows are those of the columns, beyond the pieces that they are taken in', () => {
  const list = Array.from({ length: 5000 }, (_, i) => ({ gap: i % 3, step: (i % 5) - 2, qty: 1 }));
  const { events, columns } = tradesOf(list);
  for (const spec of ['1s', 'tick:7', 'renko:1']) {
    using frames = createTimeframes([spec], SCALES);
    const closers = events.flatMap((event, row) => frames.trade(event).map(() => row));
    const bars = barsOf(columns, spec, SCALES);
    expect([...bars.knownRow]).toEqual(closers);
    expect([...bars.knownTimeNs]).toEqual(closers.map((row) => columns.timeNs[row]));
  }
  const untilNs = (columns.timeNs.at(-1) ?? 0n) + 10n * SECOND;
  const { knownRow, knownTimeNs } = barsOf(columns, '1s', { ...SCALES, untilNs });
  expect([knownRow.at(-1), knownTimeNs.at(-1)]).toEqual([5000, untilNs]);
});

describe('bars of different events', () => {
  test('are compared by the time at which they were known', () => {
    const { columns } = tradesOf([{ gap: 0, step: 0, qty: 1 }]);
    const at = (seconds: readonly number[]) => ({
      ...columns,
      timeNs: BigInt64Array.from(seconds, (s) => BigInt(s) * SECOND),
      price: seconds.map(() => 1),
      qty: seconds.map(() => 1),
    });
    const fast = barsOf(at([0, 10, 25, 31, 40]), '10s');
    // Ended at 20 s, but nobody knew before 26 s.
    const slow = barsOf(at([1, 26, 40]), '20s');
    expect([...fast.knownTimeNs].map((ns) => Number(ns / SECOND))).toEqual([10, 25, 31, 40]);
    expect([...alignBars(fast, slow)]).toEqual([-1, -1, 0, 1]);
  });
});

test('candles with the times of trades are known at their ends', () => {
  const timeNs = BigInt64Array.from({ length: 12 }, (_, k) => BigInt(k) * SECOND);
  const price = Array.from(timeNs, (_, k) => 1 + k);
  const trades = { timeNs, price, qty: price };
  const candles = { timeNs, open: price, high: price, low: price, close: price };
  const fast = barsOf(trades, 'tick:1');
  const slow = barsOf(candles, '2s');
  // The trade at 1 s comes before the end of the candle that starts then.
  expect([...alignBars(fast, slow)].slice(0, 6)).toEqual([-1, -1, 0, 0, 1, 1]);
  // Two readings of the same candles are the same events.
  const fine = barsOf({ ...candles }, '1s');
  expect([...alignBars(fine, slow)].slice(0, 6)).toEqual([-1, 0, 0, 1, 1, 2]);
});

test.each([
  [undefined],
  [{}],
  [{ closeTimeNs: BigInt64Array.of(1n) }],
  [{ knownTimeNs: [1n], knownRow: [0], eventTimeNs: [1n] }],
])('%o is refused', (bars) => {
  const { columns } = tradesOf([]);
  for (const pair of [
    [bars, barsOf(columns, '1s')],
    [barsOf(columns, '1s'), bars],
  ] as const)
    expect(() => alignBars(pair[0] as never, pair[1] as never)).toThrow(OutcryError);
});
