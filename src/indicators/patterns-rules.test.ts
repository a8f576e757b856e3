// Patterns that TA-Lib lacks, and candle settings other than the usual: against naive rules that
// look at the bars themselves. Prices are whole numbers, so that edges are exact.
import { expect, test } from 'vitest';
import { createIndicators } from './indicators.ts';

const indicators = await createIndicators('checked');

type Bars = Record<'open' | 'high' | 'low' | 'close', Float64Array>;

/** A walk in small steps with wide candles now and then: many ties and many gaps. */
function walk(length: number, seed: number): Bars {
  let state = seed;
  const below = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const bars: Bars = {
    open: new Float64Array(length),
    high: new Float64Array(length),
    low: new Float64Array(length),
    close: new Float64Array(length),
  };
  let level = 10_000;
  let drift = 0;
  for (let i = 0; i < length; i++) {
    if (i % 6 === 0) drift = below(9) - 4;
    const open = level + below(7) - 3 + (below(4) === 0 ? drift : 0);
    const close = open + drift + (below(3) + 1) * (below(5) - 2);
    bars.open[i] = open;
    bars.close[i] = close;
    bars.high[i] = Math.max(open, close) + below(4) * below(3);
    bars.low[i] = Math.min(open, close) - below(4) * below(3);
    level = Math.max(1000, close);
  }
  return bars;
}

/** Bars seen from bar i: k counts back. */
class View {
  readonly bars: Bars;
  readonly i: number;

  constructor(bars: Bars, i: number) {
    this.bars = bars;
    this.i = i;
  }

  o = (k: number): number => this.bars.open[this.i - k] ?? Number.NaN;
  h = (k: number): number => this.bars.high[this.i - k] ?? Number.NaN;
  l = (k: number): number => this.bars.low[this.i - k] ?? Number.NaN;
  c = (k: number): number => this.bars.close[this.i - k] ?? Number.NaN;
  /** 1 white, -1 black. */
  side = (k: number): number => (this.c(k) < this.o(k) ? -1 : 1);
  are = (side: number, ...ks: number[]): boolean => ks.every((k) => this.side(k) === side);
  body = (k: number): number => Math.abs(this.c(k) - this.o(k));
  hi = (k: number): number => Math.max(this.c(k), this.o(k));
  lo = (k: number): number => Math.min(this.c(k), this.o(k));

  measure(kind: number, k: number): number {
    if (kind === 0) return this.body(k);
    if (kind === 1) return this.h(k) - this.l(k);
    return this.h(k) - this.hi(k) + this.lo(k) - this.l(k);
  }

  limit(kind: number, period: number, factor: number, k: number): number {
    const half = kind === 2 ? 2 : 1;
    if (period === 0) return (factor * this.measure(kind, k)) / half;
    let sum = 0;
    for (let j = 1; j <= period; j++) sum += this.measure(kind, k + j);
    return (factor * (sum / period)) / half;
  }

  isLong = (k: number): boolean => this.body(k) > this.limit(0, 10, 1, k);
  isSmall = (k: number): boolean => this.body(k) <= this.limit(0, 10, 1, k);
  isEqual = (x: number, y: number, k: number): boolean =>
    Math.abs(x - y) <= this.limit(1, 5, 0.05, k);
  /** Ranges: a wholly above b. */
  over = (a: number, b: number): boolean => this.l(a) > this.h(b);
  bodyOver = (a: number, b: number): boolean => this.lo(a) > this.hi(b);
  inside = (a: number, b: number): boolean => this.h(a) < this.h(b) && this.l(a) > this.l(b);
}

const score = (up: boolean, down: boolean): number => (up ? 100 : down ? -100 : 0);
const within = (a: number, x: number, b: number): boolean => a < x && x < b;

const RULES: Record<string, (v: View) => number> = {
  fourPriceDoji: (v) => score(new Set([v.o(0), v.h(0), v.l(0), v.c(0)]).size === 1, false),
  pinBar: (v) => {
    const range = v.h(0) - v.l(0);
    if (range === 0) return 0;
    return score(v.lo(0) - v.l(0) >= (2 / 3) * range, v.h(0) - v.hi(0) >= (2 / 3) * range);
  },
  tweezerTop: (v) => score(false, v.are(1, 1) && v.are(-1, 0) && v.isEqual(v.h(0), v.h(1), 1)),
  tweezerBottom: (v) => score(v.are(-1, 1) && v.are(1, 0) && v.isEqual(v.l(0), v.l(1), 1), false),
  insideBar: (v) => (v.inside(0, 1) ? 100 * v.side(0) : 0),
  outsideBar: (v) => (v.inside(1, 0) ? 100 * v.side(0) : 0),
  keyReversal: (v) => score(v.l(0) < v.l(1) && v.c(0) > v.h(1), v.h(0) > v.h(1) && v.c(0) < v.l(1)),
  oopsReversal: (v) =>
    score(v.o(0) < v.l(1) && v.h(0) >= v.l(1), v.o(0) > v.h(1) && v.l(0) <= v.h(1)),
  priceGap: (v) => score(v.over(0, 1), v.over(1, 0)),
  matchingHigh: (v) => score(false, v.are(1, 0, 1) && v.isEqual(v.c(0), v.c(1), 1)),
  descendingHawk: (v) =>
    score(
      false,
      v.are(1, 0, 1) && v.isLong(1) && v.isSmall(0) && v.o(0) > v.o(1) && v.c(0) < v.c(1),
    ),
  stomach: (v) => {
    const middle = (v.o(1) + v.c(1)) / 2;
    if (v.body(0) === 0 || v.body(1) === 0) return 0;
    return score(
      v.are(-1, 1) && v.are(1, 0) && v.o(0) >= middle,
      v.are(1, 1) && v.are(-1, 0) && v.o(0) <= middle,
    );
  },
  islandReversal: (v) => score(v.over(2, 1) && v.over(0, 1), v.over(1, 2) && v.over(1, 0)),
  threeBarReversal: (v) => {
    const low = v.l(1) < Math.min(v.l(0), v.l(2));
    const high = v.h(1) > Math.max(v.h(0), v.h(2));
    return score(v.are(-1, 2) && low && v.c(0) > v.h(1), v.are(1, 2) && high && v.c(0) < v.l(1));
  },
  twoRabbits: (v) => {
    const opens = within(v.o(1), v.o(0), v.c(1)) && within(v.c(2), v.c(0), v.o(2));
    return score(v.are(-1, 2) && v.are(1, 1, 0) && v.isLong(2) && v.bodyOver(2, 1) && opens, false);
  },
  gapTwoRabbits: (v) => {
    const gap = v.isLong(2) && v.isSmall(1) && v.bodyOver(2, 1);
    const ends = v.o(0) < v.o(1) && within(v.c(1), v.c(0), v.c(2));
    return score(v.are(-1, 2) && v.are(1, 1, 0) && gap && ends, false);
  },
  blackGapping: (v) => score(false, v.are(-1, 1, 0) && v.over(2, 1) && v.h(0) < v.h(1)),
  squeezeAlert: (v) => (v.inside(1, 2) && v.inside(0, 1) ? -100 * v.side(2) : 0),
  threeGaps: (v) =>
    score(
      [3, 2, 1].every((k) => v.bodyOver(k, k - 1)),
      [3, 2, 1].every((k) => v.bodyOver(k - 1, k)),
    ),
  ladderTop: (v) => {
    const rises = v.o(4) < v.o(3) && v.o(3) < v.o(2) && v.c(4) < v.c(3) && v.c(3) < v.c(2);
    const hasTail = v.lo(1) - v.l(1) > v.limit(1, 10, 0.1, 1);
    const turns = v.o(0) < v.o(1) && v.c(0) < v.l(1);
    return score(false, v.are(1, 4, 3, 2, 1) && v.are(-1, 0) && rises && hasTail && turns);
  },
};

const LENGTH = 40_000;
const bars = walk(LENGTH, 9);

/** Signs that a pattern has in a column. */
const signsOf = (values: Float64Array): number[] => [
  ...new Set(values.filter((value) => value !== 0 && !Number.isNaN(value))),
];

/** The pattern against the rule from its first bar on; returns the answers. */
function compare(
  name: string,
  rule: (v: View) => number,
  from: number,
  params: Record<string, number> = {},
): Float64Array {
  const { [name]: have = new Float64Array() } = indicators.compute(name, bars, params);
  expect(have.findIndex((value) => !Number.isNaN(value))).toBe(from);
  for (let i = from; i < LENGTH; i++)
    if (have[i] !== rule(new View(bars, i)))
      expect.fail(`${name}: bar ${i}: ${have[i]}, not ${rule(new View(bars, i))}`);
  return have;
}

test.each(Object.entries(RULES))('%s follows its rule', (name, rule) => {
  const begins: Record<string, number> = {
    fourPriceDoji: 0,
    pinBar: 0,
    tweezerTop: 6,
    tweezerBottom: 6,
    matchingHigh: 6,
    descendingHawk: 11,
    islandReversal: 2,
    threeBarReversal: 2,
    twoRabbits: 12,
    gapTwoRabbits: 12,
    blackGapping: 2,
    squeezeAlert: 2,
    threeGaps: 3,
    ladderTop: 14,
  };
  const have = compare(name, rule, begins[name] ?? 1);
  const isOneSided = /fourPrice|tweezer|matching|Hawk|Rabbits|blackGapping|ladder/.test(name);
  expect(signsOf(have)).toHaveLength(isOneSided ? 1 : 2);
});

type Candle = readonly [open: number, high: number, low: number, close: number];

const FALL: Candle = [20, 21, 14, 15];
const FLAT: Candle = [15, 16, 14, 15];

// Where sources say more or less than one would think: touches, ties, bodies that do not matter.
test.each<[name: string, says: string, answer: number, candles: Candle[]]>([
  ['oopsReversal', 'the end of the range is reached', 100, [FALL, [12, 14, 11, 12]]],
  ['oopsReversal', 'the end of the range is not reached', 0, [FALL, [12, 13, 11, 13]]],
  ['oopsReversal', 'it opens at the end of the range', 0, [FALL, [14, 16, 13, 15]]],
  ['stomach', 'it opens in the middle', 100, [FALL, [17.5, 20, 17, 19]]],
  ['stomach', 'it opens below the middle', 0, [FALL, [17, 20, 16, 19]]],
  ['stomach', 'the first has no body', 0, [FLAT, [14, 15, 12, 13]]],
  [
    'threeBarReversal',
    'the middle has the highest high',
    100,
    [FALL, [16, 22, 12, 13], [14, 24, 13, 23]],
  ],
  ['threeBarReversal', 'two lows are equal', 0, [FALL, [16, 18, 14, 15], [15, 20, 15, 19]]],
  ['blackGapping', 'the last low is higher', -100, [FALL, [13, 13.5, 8, 12], [12, 13, 9, 11]]],
  ['blackGapping', 'the highs are equal', 0, [FALL, [13, 13.5, 8, 12], [12, 13.5, 7, 11]]],
  [
    'squeezeAlert',
    'the first has a small body',
    100,
    [
      [16, 21, 12, 15],
      [15, 20, 13, 14],
      [15, 19, 14, 16],
    ],
  ],
  [
    'squeezeAlert',
    'a low is equal',
    0,
    [
      [16, 21, 12, 15],
      [15, 20, 12, 14],
      [15, 19, 14, 16],
    ],
  ],
  ['keyReversal', 'it closes at the end of the range', 0, [FALL, [14, 22, 13, 21]]],
  ['keyReversal', 'it closes beyond', 100, [FALL, [14, 22, 13, 21.5]]],
])('%s: %s: %i', (name, _, answer, candles) => {
  const column = (k: 0 | 1 | 2 | 3): number[] => candles.map((candle) => candle[k]);
  const found = indicators.compute(name, {
    open: column(0),
    high: column(1),
    low: column(2),
    close: column(3),
  });
  expect(found[name]?.at(-1)).toBe(answer);
});

test('the share of a pin bar is a parameter', () => {
  const rule = (v: View): number => {
    const range = v.h(0) - v.l(0);
    if (range === 0) return 0;
    return score(v.lo(0) - v.l(0) >= 0.5 * range, v.h(0) - v.hi(0) >= 0.5 * range);
  };
  expect(signsOf(compare('pinBar', rule, 0, { share: 0.5 }))).toHaveLength(2);
});

test.each([
  [0, 14, 0.5],
  [1, 1, 0.25],
  [2, 200, 0.75],
  [2, 0, 0.5],
  [0, 0, 1],
])('settings: measure %i, period %i, factor %f', (measure, period, factor) => {
  const doji = (v: View): number => score(v.body(0) <= v.limit(measure, period, factor, 0), false);
  compare('doji', doji, period, {
    bodyDojiMeasure: measure,
    bodyDojiPeriod: period,
    bodyDojiFactor: factor,
  });
  // Two settings at once, the second one at the candle before.
  const counter = (v: View): number => {
    if (v.side(0) === v.side(1)) return 0;
    const isLong = [0, 1].every((k) => v.body(k) > v.limit(0, 3, 1, k));
    const distance = v.limit(measure, period, factor, 1);
    const isEqual = v.c(0) >= v.c(1) - distance && v.c(0) <= v.c(1) + distance;
    return isLong && isEqual ? 100 * v.side(0) : 0;
  };
  const have = compare('counterattack', counter, Math.max(period, 3) + 1, {
    bodyLongPeriod: 3,
    equalMeasure: measure,
    equalPeriod: period,
    equalFactor: factor,
  });
  expect(signsOf(have)).toHaveLength(2);
});
