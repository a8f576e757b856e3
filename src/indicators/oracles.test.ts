// Kernels that keep more than sums, against the plain definition gone through anew for each window.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIndicators } from './indicators.ts';

const indicators = await createIndicators('checked');

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const ordered = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

function median(values: readonly number[]): number {
  const inOrder = ordered(values);
  const half = inOrder.length >> 1;
  const upper = inOrder[half] ?? Number.NaN;
  return inOrder.length % 2 === 1 ? upper : (upper + (inOrder[half - 1] ?? Number.NaN)) / 2;
}

function quantile(values: readonly number[], share: number): number {
  const inOrder = ordered(values);
  const at = (values.length - 1) * share;
  const low = inOrder[Math.floor(at)] ?? Number.NaN;
  return low + (at - Math.floor(at)) * ((inOrder[Math.ceil(at)] ?? low) - low);
}

function ulcer(values: readonly number[]): number {
  let peak = Number.NEGATIVE_INFINITY;
  const losses = values.map((value) => {
    peak = Math.max(peak, value);
    return ((100 * (value - peak)) / peak) ** 2;
  });
  return Math.sqrt(mean(losses));
}

/** Line of least squares at the newest value, and the root of the residuals over n - 2. */
function residualLine(values: readonly number[]): [number, number] {
  const n = values.length;
  const [x, y] = [(n - 1) / 2, mean(values)];
  const across = sum(values.map((value, i) => (i - x) * (value - y)));
  const slope = across / sum(values.map((_, i) => (i - x) ** 2));
  const residuals = values.map((value, i) => (value - y - slope * (i - x)) ** 2);
  return [y + slope * x, Math.sqrt(sum(residuals) / (n - 2))];
}

type Oracle = readonly [
  name: string,
  output: string,
  min: number,
  of: (window: readonly number[]) => number,
  params?: Readonly<Record<string, number>>,
];

const newest = (values: readonly number[]): number => values.at(-1) ?? Number.NaN;

/** Of the window's n values. */
const ORACLES: readonly Oracle[] = [
  ['ulcerIndex', 'ulcerIndex', 1, ulcer],
  ['median', 'median', 1, median],
  ['quantile', 'quantile', 1, (w) => quantile(w, 0.3), { share: 0.3 }],
  [
    'interquartileRange',
    'interquartileRange',
    2,
    (w) => {
      const inOrder = ordered(w);
      const half = w.length >> 1;
      return median(inOrder.slice(w.length - half)) - median(inOrder.slice(0, half));
    },
  ],
  [
    'percentRank',
    'percentRank',
    1,
    (w) =>
      (w.filter((v) => v < newest(w)).length + w.filter((v) => v === newest(w)).length / 2) /
      w.length,
    { equalShare: 0.5 },
  ],
  [
    'medianDeviation',
    'medianDeviation',
    1,
    (w) => median(w.map((v) => Math.abs(v - median(w)))),
    { scale: 1 },
  ],
  ['meanDeviation', 'meanDeviation', 1, (w) => mean(w.map((v) => Math.abs(v - mean(w))))],
  ['regressionChannel', 'middle', 3, (w) => residualLine(w)[0]],
  ['regressionChannel', 'upper', 3, (w) => residualLine(w)[0] + 2 * residualLine(w)[1]],
  ['max', 'max', 1, (w) => Math.max(...w)],
  ['variance', 'variance', 1, (w) => mean(w.map((v) => (v - mean(w)) ** 2))],
];

/** Short, and around where long windows are kept otherwise. */
const periods = (min: number) =>
  fc.oneof(fc.integer({ min, max: 20 }), fc.integer({ min: 120, max: 140 }));

/** Closes in whole ticks, so that many are equal, with a rare jump. */
const closes = fc
  .array(
    fc.oneof(
      { weight: 30, arbitrary: fc.integer({ min: -2, max: 2 }) },
      { weight: 1, arbitrary: fc.integer({ min: -80, max: 80 }) },
    ),
    { minLength: 260, maxLength: 300, size: 'max' },
  )
  .map((moves) => {
    let level = 200;
    return moves.map((move) => {
      level = Math.max(20, level + move);
      return level / 4;
    });
  });

test.each(ORACLES.map((oracle) => [`${oracle[0]}: ${oracle[1]}`, oracle] as const))(
  '%s',
  (_, row) => {
    const [name, output, min, of, params] = row;
    // What comes of sums of squares loses half its digits where it is nearly 0.
    const tolerance = output === 'upper' ? 1e-6 : 1e-9;
    fc.assert(
      fc.property(closes, periods(min), (close, period) => {
        const out = indicators.compute(name, { close }, { ...params, period })[output];
        expect(out?.slice(0, period - 1).every(Number.isNaN)).toBe(true);
        for (let i = period - 1; i < close.length; i++) {
          const have = out?.[i] ?? Number.NaN;
          const want = of(close.slice(i - period + 1, i + 1));
          const isNear = Math.abs(have - want) <= tolerance * Math.max(1, Math.abs(want));
          if (!isNear) expect(have, `bar ${i}, period ${period}`).toBe(want);
        }
        expect(out).toHaveLength(close.length);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  },
);

/** Slope of b on a over the pairs for which `isTaken` says so. */
function slope(a: readonly number[], b: readonly number[], isTaken: (x: number) => boolean) {
  const picks = a.flatMap((x, i) => (isTaken(x) ? [i] : []));
  if (picks.length < 2) return Number.NaN;
  const xs = picks.map((i) => a[i] ?? 0);
  const ys = picks.map((i) => b[i] ?? 0);
  const [x, y] = [mean(xs), mean(ys)];
  const spread = sum(xs.map((value) => (value - x) ** 2));
  // Returns of up to 1 have passed through the sums: what is left of them stays below 1e-15.
  if (spread < 1e-8) return Number.NaN;
  return sum(xs.map((value, i) => (value - x) * ((ys[i] ?? 0) - y))) / spread;
}

test('directionalBeta: of rising and of falling bars', () => {
  const returns = (prices: readonly number[]): number[] =>
    prices.slice(1).map((price, i) => price / (prices[i] ?? 0) - 1);
  fc.assert(
    fc.property(closes, closes, fc.integer({ min: 5, max: 60 }), (one, two, period) => {
      const n = Math.min(one.length, two.length);
      const [real0, real1] = [one.slice(0, n), two.slice(0, n)];
      const out = indicators.compute('directionalBeta', { real0, real1 }, { period });
      const [a, b] = [returns(real0), returns(real1)];
      let compared = 0;
      for (let i = period; i < n; i++) {
        const [x, y] = [a.slice(i - period, i), b.slice(i - period, i)];
        for (const [output, isTaken] of [
          ['betaUp', (value: number) => value > 0],
          ['betaDown', (value: number) => value < 0],
        ] as const) {
          const want = slope(x, y, isTaken);
          const have = out[output]?.[i] ?? Number.NaN;
          // Equal returns have no slope but for rounding.
          if (Number.isNaN(want)) continue;
          const limit = 1e-6 * Math.max(1, Math.abs(want));
          if (!(Math.abs(have - want) <= limit)) expect(have, `${output} ${i}`).toBe(want);
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(n / 2);
    }),
    { numRuns: 3, endOnFailure: true },
  );
});
