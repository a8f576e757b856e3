// A side of the quotes that was never there has no price: NaN, never 0. One that was there keeps
// its last one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ohlc } from './bar.ts';
import { barsOf, createBarBuilder } from './default.ts';

const SECOND = 1_000_000_000n;
const NONE = Number.NaN;

/** Open to close of the prices; where there are none, the last one four times. */
function naiveSide(prices: readonly number[], last: number): number[] {
  const own = prices.filter((price) => !Number.isNaN(price));
  if (own.length === 0) return [last, last, last, last];
  return [own[0] ?? NONE, Math.max(...own), Math.min(...own), own.at(-1) ?? NONE];
}

const four = ({ open, high, low, close }: Ohlc): number[] => [open, high, low, close];

test('of columns', () => {
  const timeNs = BigInt64Array.of(0n, 70n * SECOND, 140n * SECOND);
  const bars = barsOf({ timeNs, bid: [NONE, 3, 4], ask: [2, 5, NONE] }, '1m');
  for (const prices of [bars.open, bars.high, bars.low, bars.close])
    expect([...prices]).toEqual([NONE, 3]);
  expect([...(bars.ask?.open ?? [])]).toEqual([2, 5]);
  // The forming bar has seen no ask: the last one is in force.
  expect(bars.forming).toMatchObject({ close: 4, ask: { open: 5, close: 5 } });
});

const side = fc.oneof(fc.constant(NONE), fc.integer({ min: -3, max: 9 }));
const quotes = fc.array(fc.record({ gap: fc.nat(1500), bid: side, ask: side }), {
  minLength: 1,
  maxLength: 30,
});

test.each([
  ['1s', 'as they are'],
  ['heikin-ashi:1s', 'smoothed'],
])('of any quotes, bar by bar: %s, %s', (spec) => {
  fc.assert(
    fc.property(quotes, (rows) => {
      let ms = 5_000;
      const events = rows.map((row) => ({ ...row, ms: (ms += row.gap) }));
      const seconds = [...new Set(events.map((each) => Math.floor(each.ms / 1000)))];
      const timeNs = BigInt64Array.from(events, (each) => BigInt(each.ms) * 1_000_000n);
      const columns = { timeNs, bid: rows.map((r) => r.bid), ask: rows.map((r) => r.ask) };
      const bars = barsOf(columns, spec, { untilNs: BigInt(ms + 1000) * 1_000_000n });
      expect(bars.length).toBe(seconds.length);
      let [bid, ask] = [NONE, NONE];
      seconds.forEach((second, k) => {
        const own = events.filter((each) => Math.floor(each.ms / 1000) === second);
        const bids = naiveSide(
          own.map((each) => each.bid),
          bid,
        );
        const asks = naiveSide(
          own.map((each) => each.ask),
          ask,
        );
        [bid, ask] = [bids[3] ?? NONE, asks[3] ?? NONE];
        const row = [bars.open[k], bars.high[k], bars.low[k], bars.close[k]];
        if (spec === '1s') expect(row).toEqual(bids);
        // Smoothed ones begin with the first bar that has a bid, and have numbers from then on.
        else expect(row.map(Number.isNaN)).toEqual(bids.map(Number.isNaN));
        const found = bars.ask;
        expect([found?.open[k], found?.high[k], found?.low[k], found?.close[k]]).toEqual(asks);
      });
    }),
    { numRuns: 60 },
  );
});

test('of a stream, also from a state that was saved', () => {
  const scales = { priceScale: 0, qtyScale: 0 };
  const make = () => createBarBuilder('1s', scales, { from: 'quotes', fill: true });
  const first = make();
  first.quote({ timeNs: 0n, ask: 7 });
  const forming = first.forming();
  expect(forming && four(forming)).toEqual([NONE, NONE, NONE, NONE]);
  const [closed, empty] = first.time(2n * SECOND);
  expect(closed && [...four(closed), closed.ask?.close]).toEqual([NONE, NONE, NONE, NONE, 7]);
  expect(empty).toMatchObject({ isEmpty: true, close: NONE, ask: { open: 7 } });
  using second = make();
  second.restore(first.save());
  first[Symbol.dispose]();
  second.quote({ timeNs: 2n * SECOND, bid: -1 });
  expect(second.time(3n * SECOND)[0]).toMatchObject({ open: -1, ask: { close: 7 } });
  second.quote({ timeNs: 3n * SECOND, ask: 8 });
  expect(second.forming()).toMatchObject({ open: -1, close: -1, ask: { open: 8 } });
});

test('bars by count hold quotes without a bid', () => {
  const timeNs = BigInt64Array.of(1n, 2n, 3n, 4n);
  const bars = barsOf({ timeNs, bid: [NONE, NONE, NONE, 6], ask: [1, 2, 3, 4] }, 'tick:2');
  expect([[...bars.close], [...(bars.ask?.close ?? [])]]).toEqual([
    [NONE, 6],
    [2, 4],
  ]);
});
