// Formulas of pages that leave no choice: each is worked out as its page words it, over bars with
// many ties, flat bars and closes at their opens.
import { describe, expect, test } from 'vitest';
import { compute } from './default.ts';

const BARS = 700;
/** Whole numbers below n: few of them, so that many are equal. */
let state = 7;
function below(n: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
}
interface Bar {
  readonly o: number;
  readonly h: number;
  readonly l: number;
  readonly c: number;
}
const bars: readonly Bar[] = Array.from({ length: BARS }, () => {
  const [o, c] = [20 + 2 * below(5), 20 + 2 * below(5)];
  return { o, c, h: Math.max(o, c) + below(2), l: Math.min(o, c) - below(2) };
});
const column = (key: keyof Bar): number[] => bars.map((bar) => bar[key]);
const candles = { open: column('o'), high: column('h'), low: column('l'), close: column('c') };

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The n values up to bar i; undefined before there are so many. */
function windowOf<T>(values: readonly T[], i: number, n: number): readonly T[] | undefined {
  return i + 1 < n ? undefined : values.slice(i + 1 - n, i + 1);
}
const meanTo = (values: readonly number[], i: number, n: number): number => {
  const part = windowOf(values, i, n);
  return part === undefined ? Number.NaN : mean(part);
};

function expectAll(values: Float64Array | undefined, want: readonly number[], from: number): void {
  for (let i = from; i < BARS; i++) {
    if (Number.isNaN(want[i])) expect(values?.[i], `bar ${i}`).toBeNaN();
    else expect(values?.[i], `bar ${i}`).toBeCloseTo(want[i] ?? 0, 9);
  }
}

test('barStrength is 0.5 in a flat bar', () => {
  const want = bars.map(({ h, l, c }) => (h === l ? 0.5 : (c - l) / (h - l)));
  expect(bars.filter(({ h, l }) => h === l).length).toBeGreaterThan(9);
  expectAll(compute('barStrength', candles)['ibs'], want, 0);
});

test('centerOfGravity counts places from 1, the oldest bar of the window', () => {
  for (const shift of [0, 24]) {
    // Around 0 some windows have a sum of 0.
    const x = column('c').map((value) => value - shift);
    const want = x.map((_, i) => {
      const part = windowOf(x, i, 4) ?? [];
      const sum = part.reduce((total, value) => total + value, 0);
      return sum === 0 ? 0 : part.reduce((total, value, k) => total + (k + 1) * value, 0) / sum;
    });
    if (shift > 0) expect(want.slice(3).filter((value) => value === 0).length).toBeGreaterThan(5);
    expectAll(compute('centerOfGravity', { x }, { period: 4 })['cg'], want, 3);
  }
  const { cg } = compute('centerOfGravity', { x: [1, 1, 1, 100] }, { period: 4 });
  expect(cg?.[3]).toBeGreaterThan(3.8);
});

test('gannHiLo breaks means that end a bar before and takes those that end with the bar', () => {
  let line = Number.NaN;
  const { high, low, close } = candles;
  const want = close.map((value, i) => {
    if (value > meanTo(high, i - 1, 5)) line = meanTo(low, i, 3);
    else if (value < meanTo(low, i - 1, 3)) line = meanTo(high, i, 5);
    return line;
  });
  expectAll(compute('gannHiLo', candles, { highPeriod: 5, lowPeriod: 3 })['line'], want, 5);
});

describe('windowRetracement', () => {
  /** Bar of the extreme as the page words it. */
  function extremes(values: readonly number[], n: number, sign: number): number[] {
    let best = -1;
    return values.map((value, i) => {
      const first = i - n + 1;
      if (first < 0) return Number.NaN;
      const at = (k: number): number => sign * (values[k] ?? 0);
      if (best < first) {
        const part = Array.from({ length: n }, (_, k) => first + k);
        const most = Math.max(...part.map(at));
        best = part.find((k) => at(k) === most) ?? first;
      } else if (sign * value >= at(best)) best = i;
      return best;
    });
  }

  test.each([3, 5, 20])('takes the extremes of equal bars as maxIndex does: %i bars', (n) => {
    const tops = extremes(candles.high, n, 1);
    const bottoms = extremes(candles.low, n, -1);
    const out = compute('windowRetracement', candles, { period: n });
    const direction = tops.map((top, i) => (top >= (bottoms[i] ?? 0) ? 1 : -1));
    expectAll(out['direction'], direction, n - 1);
    const half = tops.map(
      (top, i) => ((candles.high[top] ?? 0) + (candles.low[bottoms[i] ?? 0] ?? 0)) / 2,
    );
    expectAll(out['at500'], half, n - 1);
    const newer = tops.map((top, i) =>
      direction[i] === 1 ? candles.high[top] : candles.low[bottoms[i] ?? 0],
    );
    expectAll(out['at0'], newer.map(Number), n - 1);
  });
});

test('stomach takes an open at the middle, and no bodies without height', () => {
  const want = bars.map(({ o, c }, i) => {
    const before = bars[i - 1];
    if (before === undefined || before.o === before.c) return 0;
    const middle = (before.o + before.c) / 2;
    const isBlack = before.c < before.o;
    if (isBlack && c > o && o >= middle) return 100;
    return !isBlack && c < o && o <= middle ? -100 : 0;
  });
  const found = compute('stomach', candles)['stomach'];
  expectAll(found, want, 1);
  const ties = bars.filter(({ o }, i) => {
    const before = bars[i - 1];
    return before !== undefined && o === (before.o + before.c) / 2 && want[i] !== 0;
  });
  expect(ties.length).toBeGreaterThan(5);
});
