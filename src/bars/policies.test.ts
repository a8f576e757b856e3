// Events that are late, out of order, there already, or nonsense; gaps and sessions; times that
// pass without events.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutcryError } from '../errors/outcry-error.ts';
import { naiveTime, type Print } from '../testing/naive-bars.ts';
import type { Bar } from './bar.ts';
import { createBarBuilder } from './default.ts';
import type { BarOptions } from './options.ts';

const SCALES = { priceScale: 1, qtyScale: 2 };
const S = 1_000_000_000n;
const at = (seconds: number): bigint => BigInt(Math.round(seconds * 1000)) * 1_000_000n;

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as OutcryError).code;
  }
  return 'none';
}

const make = (spec: string, options: BarOptions = {}) => createBarBuilder(spec, SCALES, options);
const prices = (bar: Bar | undefined): number[] =>
  bar === undefined ? [] : [bar.open, bar.high, bar.low, bar.close];

describe('late events', () => {
  const late = (policy?: 'refuse' | 'ignore' | 'include') => {
    const bars = make('1s', policy === undefined ? {} : { late: policy });
    bars.trade({ timeNs: at(1.5), price: 10, qty: 1 });
    bars.trade({ timeNs: at(2.5), price: 12, qty: 1 });
    return bars;
  };

  test('are refused unless said otherwise, and change nothing', () => {
    using bars = late();
    const forming = bars.forming();
    expect(codeOf(() => bars.trade({ timeNs: at(1.9), price: 99, qty: 5 }))).toBe('LATE_EVENT');
    expect(bars.forming()).toEqual(forming);
    expect(bars.counts()).toMatchObject({ events: 2, late: 1, bars: 1 });
    bars.trade({ timeNs: at(2.6), price: 13, qty: 1 });
    expect(prices(bars.forming())).toEqual([12, 13, 12, 13]);
  });

  test('are left out and counted', () => {
    using bars = late('ignore');
    expect(bars.trade({ timeNs: at(1.9), price: 99, qty: 5 })).toEqual([]);
    expect(prices(bars.forming())).toEqual([12, 12, 12, 12]);
    expect(bars.counts()).toMatchObject({ events: 2, late: 1 });
  });

  test('count in the forming bar, but neither open nor close it', () => {
    using bars = late('include');
    bars.trade({ timeNs: at(1.9), price: 99, qty: 5 });
    expect(prices(bars.forming())).toEqual([12, 99, 12, 12]);
    expect(bars.forming()?.volume).toBe(6);
  });

  test('open the next bar where none forms, until its own first price comes', () => {
    using bars = make('1s', { late: 'include' });
    bars.trade({ timeNs: at(1.5), price: 10, qty: 1 });
    expect(bars.time(at(2))).toHaveLength(1);
    bars.trade({ timeNs: at(1.7), price: 11, qty: 2 });
    expect(bars.forming()).toMatchObject({ openTimeNs: 2n * S, open: 11, close: 11, volume: 2 });
    bars.trade({ timeNs: at(2.1), price: 20, qty: 1 });
    expect(prices(bars.forming())).toEqual([20, 20, 11, 20]);
  });

  test('never change a bar that has closed', () => {
    const shuffled = fc.array(
      fc.record({ ts: fc.nat(9999), price: fc.integer({ min: 1, max: 50 }), qty: fc.nat(5) }),
      { maxLength: 50, size: 'max' },
    );
    fc.assert(
      fc.property(shuffled, (events) => {
        using bars = make('2s', { late: 'ignore' });
        const taken: Print[] = [];
        const got: Bar[] = [];
        let open = -1;
        for (const { ts, price, qty } of events) {
          const start = Math.floor(ts / 2000);
          if (start >= open) taken.push({ ts: ts * 1e6, price, qty, side: 0 });
          open = Math.max(open, start);
          got.push(...bars.trade({ timeNs: at(ts / 1000), price, qty }));
        }
        const { closed, forming } = naiveTime(taken, (ts) => {
          const start = Math.floor(ts / 2e9) * 2e9;
          return [start, start + 2e9];
        });
        expect(got.map(prices)).toEqual(closed.map((b) => [b.open, b.high, b.low, b.close]));
        expect(got.map((b) => b.volume)).toEqual(closed.map((b) => b.volume));
        const last = forming && [forming.open, forming.high, forming.low, forming.close];
        expect(prices(bars.forming())).toEqual(last ?? []);
        expect(bars.counts().late).toBe(events.length - taken.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('events out of order', () => {
  const disordered = (policy?: 'refuse' | 'ignore' | 'include', spec = '10s') => {
    const bars = make(spec, policy === undefined ? {} : { disorder: policy });
    bars.trade({ timeNs: at(13), price: 10, qty: 1 });
    bars.trade({ timeNs: at(15), price: 12, qty: 1 });
    return bars;
  };

  test('go where their time says', () => {
    using bars = disordered();
    bars.trade({ timeNs: at(12), price: 7, qty: 1 });
    bars.trade({ timeNs: at(14), price: 30, qty: 1 });
    expect(prices(bars.forming())).toEqual([7, 30, 7, 12]);
    expect(bars.counts()).toMatchObject({ disordered: 2, events: 4 });
  });

  test('are left out, or refused', () => {
    using left = disordered('ignore');
    left.trade({ timeNs: at(12), price: 7, qty: 1 });
    expect(left.forming()?.eventCount).toBe(2);
    using strict = disordered('refuse');
    expect(codeOf(() => strict.trade({ timeNs: at(12), price: 7, qty: 1 }))).toBe('OUT_OF_ORDER');
    expect(strict.forming()?.eventCount).toBe(2);
  });

  test('with equal times are in the order of arrival', () => {
    using bars = make('20s', { from: 'quotes' });
    bars.quote({ timeNs: at(5), bid: 10 });
    bars.quote({ timeNs: at(9), ask: 20 });
    bars.quote({ timeNs: at(5), bid: 11 });
    expect(prices(bars.forming())).toEqual([10, 11, 10, 11]);
    expect(bars.counts().disordered).toBe(1);
  });

  test('count as they come where time does not cut', () => {
    using bars = disordered('include', 'tick:3');
    const [bar] = bars.trade({ timeNs: at(12), price: 7, qty: 1 });
    expect(prices(bar)).toEqual([10, 12, 7, 7]);
  });
});

describe('duplicates', () => {
  const twice = (duplicates?: 'refuse' | 'ignore' | 'include') => {
    const bars = make('tick:10', duplicates === undefined ? {} : { duplicates });
    const trade = (id: bigint): string =>
      codeOf(() => bars.trade({ timeNs: at(1), price: 10, qty: 1, id }));
    return { bars, trade };
  };

  test.each([
    [undefined, 'none', 2],
    ['include', 'none', 3],
    ['refuse', 'DUPLICATE_EVENT', 2],
  ] as const)('policy %s', (policy, code, count) => {
    const { bars, trade } = twice(policy);
    expect([trade(7n), trade(5n), trade(7n)]).toEqual(['none', 'none', code]);
    expect(bars.forming()?.eventCount).toBe(count);
    expect(bars.counts().duplicates).toBe(1);
    bars[Symbol.dispose]();
  });

  test('are those of a set of ids, within 960 below the highest', () => {
    const ids = fc.array(fc.oneof(fc.nat(300), fc.integer({ min: 900, max: 1300 })), {
      maxLength: 80,
      size: 'max',
    });
    fc.assert(
      fc.property(ids, (all) => {
        const { bars, trade } = twice();
        const seen = new Set<number>();
        let [expected, highest] = [0, -1];
        for (const id of all) {
          expect(trade(BigInt(id))).toBe('none');
          if (seen.has(id) || highest - id >= 960) expected++;
          seen.add(id);
          highest = Math.max(highest, id);
        }
        expect(bars.counts().duplicates).toBe(expected);
        bars[Symbol.dispose]();
      }),
      { numRuns: 100 },
    );
  });

  test('trades without ids are never duplicates', () => {
    using bars = make('tick:10');
    for (let k = 0; k < 3; k++) bars.trade({ timeNs: at(1), price: 10, qty: 1 });
    expect(bars.forming()?.eventCount).toBe(3);
  });

  test('a second bar with the same start is one', () => {
    using bars = make('1m', { from: 'bars' });
    const second = { openTimeNs: at(1), closeTimeNs: at(2), open: 1, high: 1, low: 1, close: 1 };
    bars.bar(second);
    bars.bar({ ...second, high: 9, close: 9 });
    expect(bars.forming()?.close).toBe(1);
    expect(bars.counts().duplicates).toBe(1);
  });
});

describe('nonsense', () => {
  const bar = { openTimeNs: at(1), closeTimeNs: at(2), open: 5, high: 6, low: 4, close: 5 };
  test.each([
    ['a high below the close', { ...bar, high: 4.5 }],
    ['a low above the open', { ...bar, low: 5.5 }],
    ['an end before the start', { ...bar, closeTimeNs: at(0.5) }],
    ['a negative volume', { ...bar, volume: -1 }],
  ])('%s is refused, or left out', (_, wrong) => {
    using strict = make('1m', { from: 'bars' });
    expect(codeOf(() => strict.bar(wrong))).toBe('MALFORMED_EVENT');
    expect(strict.forming()).toBeUndefined();
    using lenient = make('1m', { from: 'bars', malformed: 'ignore' });
    expect(lenient.bar(wrong)).toEqual([]);
    expect(lenient.forming()).toBeUndefined();
    expect(lenient.counts().malformed).toBe(1);
  });

  test('a negative quantity, and more than 63 bits of it', () => {
    using bars = make('1m');
    expect(codeOf(() => bars.trade({ timeNs: at(1), price: 1, qty: -1 }))).toBe('MALFORMED_EVENT');
    bars.trade({ timeNs: at(1), price: 1n, qty: (1n << 63n) - 1n });
    const call = (): unknown => bars.trade({ timeNs: at(1), price: 1, qty: 0.01 });
    expect(codeOf(call)).toBe('OVERFLOW');
    expect(bars.forming()?.eventCount).toBe(1);
  });

  test('a bar longer than the one it is to be part of', () => {
    using bars = make('1m', { from: 'bars' });
    const long = { ...bar, openTimeNs: at(50), closeTimeNs: at(70) };
    expect(codeOf(() => bars.bar(long))).toBe('BAR_TOO_LONG');
    expect(bars.forming()).toBeUndefined();
  });

  test('events of another kind, and a builder that was disposed of', () => {
    const bars = make('1m');
    expect(codeOf(() => bars.quote({ timeNs: at(1), bid: 1 }))).toBe('BAD_ARGUMENT');
    bars[Symbol.dispose]();
    expect(codeOf(() => bars.trade({ timeNs: at(1), price: 1, qty: 1 }))).toBe('CLOSED');
    expect(bars.forming()).toBeUndefined();
  });

  test('a builder that was disposed of knows nothing of the one that got its place', () => {
    const gone = make('1m');
    gone.trade({ timeNs: at(1), price: 1, qty: 1 });
    const saved = gone.save();
    gone[Symbol.dispose]();
    gone[Symbol.dispose]();
    using next = make('1m');
    using third = make('1m');
    next.trade({ timeNs: at(2), price: 7, qty: 1 });
    next.trade({ timeNs: at(3), price: 8, qty: 1 });
    third.trade({ timeNs: at(4), price: 9, qty: 1 });
    const state = next.save();
    for (const call of [
      () => {
        gone.restore(saved);
      },
      () => gone.save(),
      () => gone.counts(),
      () => {
        gone.keep(0);
      },
      () => {
        gone.goBack(0);
      },
      () => gone.time(at(70)),
    ])
      expect(codeOf(call)).toBe('CLOSED');
    expect(next.save()).toEqual(state);
    expect(prices(next.forming())).toEqual([7, 8, 7, 8]);
    expect(next.counts().events).toBe(2);
  });
});

describe('gaps', () => {
  test('have no bars, or empty ones that repeat the close', () => {
    using plain = make('1s');
    using filled = make('1s', { fill: true });
    for (const bars of [plain, filled]) bars.trade({ timeNs: at(1.2), price: 10, qty: 3 });
    const next = { timeNs: at(5.1), price: 11, qty: 1 };
    expect(plain.trade(next).map((b) => Number(b.openTimeNs / S))).toEqual([1]);
    const closed = filled.trade(next);
    expect(closed.map((b) => Number(b.openTimeNs / S))).toEqual([1, 2, 3, 4]);
    expect(closed.map((b) => b.isEmpty)).toEqual([false, true, true, true]);
    expect(prices(closed[2])).toEqual([10, 10, 10, 10]);
    expect(closed[2]).toMatchObject({ volume: 0, eventCount: 0, knownTimeNs: at(5.1) });
  });

  test('longer than fillMax are refused', () => {
    using bars = make('1s', { fill: true, fillMax: 100 });
    bars.trade({ timeNs: at(1), price: 10, qty: 3 });
    expect(codeOf(() => bars.trade({ timeNs: at(103), price: 10, qty: 1 }))).toBe('LONG_GAP');
    expect(codeOf(() => bars.time(at(103)))).toBe('LONG_GAP');
    expect(bars.trade({ timeNs: at(102), price: 10, qty: 1 })).toHaveLength(101);
  });

  test('more bars than the output holds all come', () => {
    using bars = make('1s', { fill: true });
    bars.trade({ timeNs: at(1), price: 10, qty: 3 });
    const closed = bars.time(at(5001));
    expect(closed).toHaveLength(5000);
    expect(closed.every((b, k) => b.openTimeNs === BigInt(k + 1) * S)).toBe(true);
  });
});

test('time that passes closes bars that have ended, and nothing else', () => {
  using bars = make('10s');
  using ticks = make('tick:5');
  for (const b of [bars, ticks]) b.trade({ timeNs: at(12), price: 10, qty: 1 });
  expect([bars.time(at(19.999)), ticks.time(at(100))]).toEqual([[], []]);
  const [bar] = bars.time(at(20));
  expect(bar).toMatchObject({ closeTimeNs: at(20), knownTimeNs: at(20), close: 10 });
  expect(bars.forming()).toBeUndefined();
});

test('the receive clock cuts by arrival', () => {
  const event = { timeNs: at(9.9), recvTimeNs: at(10.1), price: 10, qty: 1 };
  using exchange = make('10s');
  using receive = make('10s', { clock: 'receive' });
  for (const b of [exchange, receive]) b.trade(event);
  expect([exchange, receive].map((b) => b.forming()?.openTimeNs)).toEqual([0n, at(10)]);
});
