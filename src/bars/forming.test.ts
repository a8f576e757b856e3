// The forming bar is a value like any other: it goes into an indicator at every event, and closing
// it gives exactly what the closed bars alone give. Several timeframes know the same moment.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutcryError } from '../errors/outcry-error.ts';
import { create } from '../indicators/default.ts';
import type { Bar } from './bar.ts';
import { barsOf, createBarBuilder, createTimeframes } from './default.ts';
import { alignBars } from './timeframes.ts';

const SCALES = { priceScale: 2, qtyScale: 0 };
const MS = 1_000_000n;
const walks = fc.array(fc.record({ gapMs: fc.nat(900), step: fc.integer({ min: -50, max: 50 }) }), {
  minLength: 30,
  maxLength: 120,
});
interface Event {
  readonly timeNs: bigint;
  readonly price: number;
  readonly qty: number;
}
function eventsOf(rows: readonly { readonly gapMs: number; readonly step: number }[]): Event[] {
  let [timeNs, cents] = [1_000_000n * MS, 10_000];
  return rows.map(({ gapMs, step }, i) => {
    timeNs += BigInt(gapMs) * MS;
    cents += step;
    return { timeNs, price: cents / 100, qty: 1 + (i % 3) };
  });
}

describe('through an indicator', () => {
  test.each([
    ['1s', 'ema'],
    ['tick:4', 'sma'],
    ['renko:0.3', 'ema'],
    ['volume:7', 'sma'],
    ['heikin-ashi:1s', 'ema'],
  ])('%s, %s: every forming value, and closing, are those of closed bars alone', (spec, name) => {
    fc.assert(
      fc.property(walks, (rows) => {
        using bars = createBarBuilder(spec, SCALES);
        using live = create(name, { period: 3 });
        const closes: number[] = [];
        for (const event of eventsOf(rows)) {
          const before = bars.forming();
          const peeked = before === undefined ? Number.NaN : live.peek(before.close);
          const closed = bars.trade(event);
          closed.forEach((bar, k) => {
            // What was peeked last is what the bar closes with, where the event came after its end.
            const isLater = spec.endsWith('1s') && k === 0;
            if (isLater)
              expect(bar).toMatchObject({ ...before, isForming: false, knownTimeNs: event.timeNs });
            const value = live.update(bar.close);
            if (isLater) expect(value).toBe(peeked);
            closes.push(bar.close);
          });
          const forming = bars.forming();
          if (forming === undefined) continue;
          // As if the history were run again, the forming bar last.
          using fresh = create(name, { period: 3 });
          for (const close of closes) fresh.update(close);
          expect(live.peek(forming.close)).toBe(fresh.update(forming.close));
        }
      }),
      { numRuns: 10 },
    );
  });
});

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as OutcryError).code;
  }
  return 'none';
}

describe('several timeframes', () => {
  const SPECS = ['1s', '5s', '1m', 'tick:10'];

  test('are each what one alone would be, and none is ahead of the event', () => {
    fc.assert(
      fc.property(walks, (rows) => {
        using frames = createTimeframes(SPECS, SCALES);
        const alone = SPECS.map((spec, i) => createBarBuilder(spec, SCALES, { seriesId: i }));
        for (const event of eventsOf(rows)) {
          const closed = frames.trade(event);
          const expected = alone.map((builder) => builder.trade(event));
          SPECS.forEach((spec, i) => {
            const own = closed.filter((each) => each.spec === spec).map(({ bar }) => bar);
            expect(own).toEqual(expected[i]);
            expect(frames.forming(spec)).toEqual(alone[i]?.forming());
            if (own.length > 0) expect(frames.closed(spec)).toEqual(own.at(-1));
          });
          for (const { bar } of closed) {
            expect(bar.closeTimeNs <= event.timeNs).toBe(true);
            expect(bar.knownTimeNs).toBe(event.timeNs);
          }
          const times = closed.map(({ bar }) => bar.closeTimeNs);
          expect(times).toEqual([...times].sort((a, b) => Number(a - b)));
          // The forming bars of all times hold this event, and the shorter lie in the longer.
          const [s1, s5, m1] = SPECS.map((spec) => frames.forming(spec)) as Bar[];
          expect([s1?.close, s5?.close, m1?.close]).toEqual([1, 1, 1].map(() => event.price));
          expect((s1?.low ?? 0) >= (s5?.low ?? 0) && (s5?.low ?? 0) >= (m1?.low ?? 0)).toBe(true);
          expect((s1?.high ?? 0) <= (s5?.high ?? 0)).toBe(true);
        }
        for (const builder of alone) builder[Symbol.dispose]();
      }),
      { numRuns: 20 },
    );
  });

  test('what follows changes nothing that was seen before', () => {
    fc.assert(
      fc.property(walks, walks, fc.nat(29), (rows, other, cut) => {
        const seen = (all: typeof rows): unknown[] => {
          using frames = createTimeframes(SPECS, SCALES);
          return eventsOf(all)
            .slice(0, cut)
            .map((e) => [frames.trade(e), SPECS.map((spec) => frames.forming(spec))]);
        };
        expect(seen([...rows.slice(0, cut), ...other])).toEqual(seen(rows));
      }),
      { numRuns: 20 },
    );
  });

  test('what one refuses is taken by none', () => {
    using frames = createTimeframes(['1m', '1s'], SCALES);
    frames.trade({ timeNs: 1000n * MS, price: 1, qty: 1 });
    frames.trade({ timeNs: 2000n * MS, price: 2, qty: 1 });
    const before = frames.forming('1m');
    // Late for the second, in order for the minute.
    const late = { timeNs: 1500n * MS, price: 9, qty: 1 };
    expect(codeOf(() => frames.trade(late))).toBe('LATE_EVENT');
    expect(frames.forming('1m')).toEqual(before);
    frames.trade({ timeNs: 2100n * MS, price: 3, qty: 1 });
    expect(frames.forming('1m')).toMatchObject({ high: 3, eventCount: 3 });
  });

  test('time closes them; bars and quotes go in as trades do', () => {
    using frames = createTimeframes(['2s', '4s'], SCALES, { from: 'quotes' });
    frames.quote({ timeNs: 500n * MS, bid: 1, ask: 2 });
    expect(frames.time(4000n * MS).map(({ spec }) => spec)).toEqual(['2s', '4s']);
    using sums = createTimeframes(['2s', '4s'], SCALES, { from: 'bars' });
    const second = (k: number) => ({
      openTimeNs: BigInt(k) * 1000n * MS,
      closeTimeNs: BigInt(k + 1) * 1000n * MS,
      open: k,
      high: k,
      low: k,
      close: k,
    });
    const closed = [0, 1, 2, 3].flatMap((k) => sums.bar(second(k)).map(({ spec }) => [k, spec]));
    expect(closed).toEqual([
      [1, '2s'],
      [3, '2s'],
      [3, '4s'],
    ]);
  });

  test('are refused where they are none', () => {
    expect(codeOf(() => createTimeframes([], SCALES))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => createTimeframes(['1m', '1m'], SCALES))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => createTimeframes(['1m', '1x'], SCALES))).toBe('BAD_BAR_SPEC');
    expect(codeOf(() => createTimeframes(['1m', 'renko:0.001'], SCALES))).toBe('SCALE_TOO_FINE');
    const frames = createTimeframes(['1m'], SCALES);
    expect(codeOf(() => frames.closed('1h'))).toBe('BAD_ARGUMENT');
    frames[Symbol.dispose]();
    expect(codeOf(() => frames.trade({ timeNs: 1n, price: 1, qty: 1 }))).toBe('CLOSED');
  });
});

test('aligned columns show bars that had closed, and the newest of these', () => {
  fc.assert(
    fc.property(walks, (rows) => {
      const events = eventsOf(rows);
      const columns = {
        timeNs: BigInt64Array.from(events, (e) => e.timeNs),
        price: events.map((e) => e.price),
        qty: events.map((e) => e.qty),
      };
      const [fast, slow] = [barsOf(columns, '1s'), barsOf(columns, '5s')];
      const aligned = alignBars(fast, slow);
      expect(aligned).toHaveLength(fast.length);
      fast.closeTimeNs.forEach((time, row) => {
        const known = [...slow.closeTimeNs].filter((end) => end <= time).length;
        expect(aligned[row]).toBe(known - 1);
      });
    }),
    { numRuns: 20 },
  );
});

describe('bars of quotes', () => {
  test('have bid and ask, each from the quotes that show it', () => {
    using bars = createBarBuilder('1s', SCALES, { from: 'quotes' });
    const quotes: readonly [number, number | undefined, number | undefined][] = [
      [100, undefined, 12],
      [200, 10, 11],
      [300, 9, undefined],
      [900, 9.5, 13],
    ];
    for (const [ms, bid, ask] of quotes)
      bars.quote({
        timeNs: BigInt(ms) * MS,
        ...(bid === undefined ? {} : { bid }),
        ...(ask === undefined ? {} : { ask }),
      });
    expect(bars.forming()).toMatchObject({
      open: 10,
      high: 10,
      low: 9,
      close: 9.5,
      eventCount: 4,
      volume: 0,
      ask: { open: 12, high: 13, low: 11, close: 13 },
    });
  });

  test('Renko and point and figure follow the bid and pass over quotes without one', () => {
    for (const spec of ['renko:1', 'pnf:1x1']) {
      using bars = createBarBuilder(spec, SCALES, { from: 'quotes' });
      const closed = [10, undefined, 12, undefined, 9].flatMap((bid, i) =>
        bars.quote({ timeNs: BigInt(i), ask: 20, ...(bid === undefined ? {} : { bid }) }),
      );
      const directions = spec === 'pnf:1x1' ? [1] : [1, 1, -1, -1];
      expect(closed.map((bar) => bar.direction)).toEqual(directions);
      expect(bars.forming()).toMatchObject({ close: 9 });
    }
  });
});
