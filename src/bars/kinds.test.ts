// Every kind of bar against its naive oracle, at every event: what has closed, and what forms.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type NaiveBar,
  type NaiveBars,
  naiveDollar,
  naiveDollarSplit,
  naiveExpected,
  naiveHeikinAshi,
  naiveImbalance,
  naivePointFigure,
  naiveRange,
  naiveRenko,
  naiveTick,
  naiveTime,
  naiveVolume,
  naiveVolumeSplit,
  type Print,
  WEIGHTS,
  type Weigh,
} from '../testing/naive-bars.ts';
import type { Bar } from './bar.ts';
import type { BarBuilder } from './builder.ts';
import { barsOf, createBarBuilder } from './default.ts';
import type { BarOptions } from './options.ts';

const SCALES = { priceScale: 0, qtyScale: 0 };

const prints = fc
  .array(
    fc.record({
      gap: fc.nat(4_000_000_000),
      step: fc.integer({ min: -7, max: 7 }),
      qty: fc.nat(9),
      side: fc.integer({ min: -1, max: 1 }),
    }),
    { maxLength: 60, size: 'max' },
  )
  .map((rows) => {
    let [ts, price] = [1_000_000_000_000, 1000];
    return rows.map(({ gap, step, qty, side }): Print => {
      ts += gap;
      price += step;
      return { ts, price, qty, side };
    });
  });

function feed(builder: BarBuilder, print: Print): readonly Bar[] {
  const { ts, price, qty, side } = print;
  const sides = { '1': 'buy', '-1': 'sell', '0': undefined } as const;
  const known = sides[`${side}` as '1'];
  return builder.trade({ timeNs: BigInt(ts), price, qty, side: known });
}

function plain(bar: Bar): NaiveBar {
  return {
    openTs: Number(bar.openTimeNs),
    closeTs: Number(bar.closeTimeNs),
    open: bar.open,
    high: bar.high,
    low: bar.low,
    close: bar.close,
    volume: bar.volume,
    buyVolume: bar.buyVolume,
    turnover: bar.turnover,
    count: bar.eventCount,
    direction: bar.direction,
  };
}

/** Whether builder and oracle agree after each event, and after the state moved elsewhere. */
function agree(
  spec: string,
  options: BarOptions,
  events: readonly Print[],
  oracle: (events: readonly Print[]) => NaiveBars,
): void {
  let builder = createBarBuilder(spec, SCALES, options);
  const closed: NaiveBar[] = [];
  for (const [i, print] of events.entries()) {
    for (const bar of feed(builder, print)) {
      expect(bar.isForming || bar.isEmpty).toBe(false);
      expect(bar.knownTimeNs).toBe(BigInt(print.ts));
      closed.push(plain(bar));
    }
    const expected = oracle(events.slice(0, i + 1));
    expect(closed).toEqual(expected.closed);
    const forming = builder.forming();
    expect(forming && plain(forming)).toEqual(expected.forming);
    if (i % 7 !== 3) continue;
    using old = builder;
    const state = old.save();
    builder = createBarBuilder(spec, SCALES, options);
    builder.restore(state);
  }
  builder[Symbol.dispose]();
}

const SECOND = 1_000_000_000;
const every =
  (span: number) =>
  (ts: number): readonly [number, number] => {
    const start = Math.floor(ts / span) * span;
    return [start, start + span];
  };

const expectation = { alphaCount: 0.25, alphaImbalance: 0.125, countMin: 2, countMax: 9 };
const weigh = (kind: string): Weigh => WEIGHTS[kind] as Weigh;

describe('at every event bars are those of the definition:', () => {
  test.each<[string, BarOptions, (events: readonly Print[]) => NaiveBars]>([
    ['1s', {}, (e) => naiveTime(e, every(SECOND))],
    ['5s', {}, (e) => naiveTime(e, every(5 * SECOND))],
    ['tick:1', {}, (e) => naiveTick(e, 1)],
    ['tick:4', {}, (e) => naiveTick(e, 4)],
    ['volume:11', {}, (e) => naiveVolume(e, 11)],
    ['volume:3', { split: true }, (e) => naiveVolumeSplit(e, 3)],
    ['dollar:9000', {}, (e) => naiveDollar(e, 9000)],
    ['dollar:2500', { split: true }, (e) => naiveDollarSplit(e, 2500)],
    ['imbalance:3', {}, (e) => naiveImbalance(e, weigh('imbalance'), 3)],
    ['volume-imbalance:9', {}, (e) => naiveImbalance(e, weigh('volume-imbalance'), 9)],
    ['dollar-imbalance:9999', {}, (e) => naiveImbalance(e, weigh('dollar-imbalance'), 9999)],
    ['range:10', {}, (e) => naiveRange(e, 10)],
    ['renko:4', {}, (e) => naiveRenko(e, 4, false)],
    ['renko:3', { wicks: true }, (e) => naiveRenko(e, 3, true)],
    ['pnf:2x3', {}, (e) => naivePointFigure(e, 2, 3)],
    ['pnf:3x1', {}, (e) => naivePointFigure(e, 3, 1)],
  ])('%s %o', (spec, options, oracle) => {
    fc.assert(
      fc.property(prints, (events) => {
        agree(spec, options, events, oracle);
      }),
      { numRuns: 25 },
    );
  });

  test.each(['imbalance', 'volume-imbalance', 'dollar-imbalance'])('%s, expected', (kind) => {
    fc.assert(
      fc.property(prints, (events) => {
        agree(`${kind}:4`, { expected: expectation }, events, (e) =>
          naiveExpected(e, weigh(kind), 4, expectation),
        );
      }),
      { numRuns: 25 },
    );
  });

  test.each(['tick:3', 'renko:4', '2s'])('Heikin-Ashi of %s', (spec) => {
    fc.assert(
      fc.property(prints, (events) => {
        using base = createBarBuilder(spec, SCALES);
        using smoothed = createBarBuilder(`heikin-ashi:${spec}`, SCALES);
        const closed: NaiveBar[] = [];
        const got: Bar[] = [];
        for (const print of events) {
          closed.push(...feed(base, print).map(plain));
          got.push(...feed(smoothed, print));
          const [forming, smooth] = [base.forming(), smoothed.forming()];
          const all = naiveHeikinAshi(forming ? [...closed, plain(forming)] : closed);
          const bars = smooth ? [...got, smooth] : got;
          expect(bars.map((b) => [b.open, b.high, b.low, b.close])).toEqual(all);
        }
        expect(got.map((bar) => bar.volume)).toEqual(closed.map((bar) => bar.volume));
      }),
      { numRuns: 20 },
    );
  });
});

test('imbalance: a venue that names a side does not change the way the price went', () => {
  const trades: readonly (readonly [number, 'buy' | 'sell' | undefined])[] = [
    [10, undefined],
    [11, undefined],
    [11, 'sell'],
    [11, undefined],
    [11, undefined],
    [11, 'buy'],
  ];
  using bars = createBarBuilder('imbalance:3', SCALES);
  using first = createBarBuilder('imbalance:1', SCALES);
  const counts = trades.map(([price, side], i) => {
    const event = { timeNs: BigInt(i), price, qty: 1, side };
    // Before the price went anywhere, a buyer.
    expect(first.trade(event).length).toBe(1);
    return bars.trade(event).length;
  });
  // 1, 2, 1, 2, 3: it ends with the fifth.
  expect(counts).toEqual([0, 0, 0, 0, 1, 0]);
});

describe('columns', () => {
  test.each(['3s', 'tick:5', 'volume:10', 'renko:5', 'pnf:2x2', 'imbalance:2'])(
    'give the bars of the stream: %s',
    (spec) => {
      fc.assert(
        fc.property(prints, (events) => {
          const bars = barsOf(
            {
              timeNs: BigInt64Array.from(events, (e) => BigInt(e.ts)),
              price: events.map((e) => e.price),
              qty: events.map((e) => e.qty),
              side: events.map((e) => e.side),
            },
            spec,
            SCALES,
          );
          using builder = createBarBuilder(spec, SCALES);
          const stream = events.flatMap((event) => feed(builder, event));
          const { openTimeNs, closeTimeNs, open, high, low, close, volume, turnover } = bars;
          expect(bars.length).toBe(stream.length);
          stream.forEach((bar, k) => {
            expect([openTimeNs[k], closeTimeNs[k]]).toEqual([bar.openTimeNs, bar.closeTimeNs]);
            expect([open[k], high[k], low[k], close[k], volume[k], turnover[k]]).toEqual([
              bar.open,
              bar.high,
              bar.low,
              bar.close,
              bar.volume,
              bar.turnover,
            ]);
          });
          expect(bars.forming).toEqual(builder.forming());
          expect(bars.counts).toEqual(builder.counts());
        }),
        { numRuns: 25 },
      );
    },
  );
});

describe('smaller bars', () => {
  test.each([
    ['1s', '5s'],
    ['1s', '1m'],
    ['5s', '1h@00:15'],
  ])('of %s roll up to the bars of %s that trades give', (small, large) => {
    fc.assert(
      fc.property(prints, (events) => {
        using seconds = createBarBuilder(small, SCALES);
        using rolled = createBarBuilder(large, SCALES, { from: 'bars' });
        using direct = createBarBuilder(large, SCALES);
        const end = BigInt((events.at(-1)?.ts ?? 0) + 4 * 3600 * SECOND);
        const parts = [...events.flatMap((event) => feed(seconds, event)), ...seconds.time(end)];
        const got = parts.flatMap((bar) => rolled.bar({ ...bar }));
        const expected = [...events.flatMap((event) => feed(direct, event)), ...direct.time(end)];
        got.push(...rolled.time(end));
        expect(got.map(plain)).toEqual(expected.map(plain));
      }),
      { numRuns: 25 },
    );
  });
});
