// Special series through every indicator: random, constant, flat in part, huge, tiny, without
// volume. Answers are finite; NaN after the first value and infinities only where the indicator's
// own description says so.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIndicators, type IndicatorOutputs } from './indicators.ts';
import { beginsOf, INDICATORS, type IndicatorParams, resolveParams } from './registry.ts';
import type { IndicatorSpec } from './spec.ts';

const indicators = await createIndicators('checked');

type Bars = Record<'open' | 'high' | 'low' | 'close' | 'volume' | 'other', Float64Array>;

const BARS = 400;

/** A bar's moves in ticks. */
interface Step {
  readonly move: number;
  readonly body: number;
  readonly up: number;
  readonly down: number;
  readonly volume: number;
}

const step = fc.record({
  move: fc.integer({ min: -3, max: 3 }),
  body: fc.integer({ min: -3, max: 3 }),
  up: fc.nat({ max: 3 }),
  down: fc.nat({ max: 3 }),
  volume: fc.nat({ max: 1000 }),
});

const steps = fc.array(step, { minLength: BARS, maxLength: BARS, size: 'max' });

const STILL: Step = { move: 0, body: 0, up: 0, down: 0, volume: 5 };

function barsOf(moves: readonly Step[], tick: number): Bars {
  const bars: Bars = {
    open: new Float64Array(BARS),
    high: new Float64Array(BARS),
    low: new Float64Array(BARS),
    close: new Float64Array(BARS),
    volume: new Float64Array(BARS),
    other: new Float64Array(BARS),
  };
  let level = 1000;
  moves.forEach(({ move, body, up, down, volume }, i) => {
    level = Math.max(100, level + move);
    const close = level + body;
    bars.open[i] = level * tick;
    bars.close[i] = close * tick;
    bars.high[i] = (Math.max(level, close) + up) * tick;
    bars.low[i] = (Math.min(level, close) - down) * tick;
    bars.volume[i] = volume;
    bars.other[i] = (up - down) / 3;
  });
  return bars;
}

const SERIES: Readonly<Record<string, (moves: readonly Step[]) => Bars>> = {
  random: (moves) => barsOf(moves, 0.01),
  constant: (moves) =>
    barsOf(
      moves.map(() => STILL),
      0.01,
    ),
  'flat in the middle': (moves) =>
    barsOf(
      moves.map((move, i) => (i >= 120 && i < 280 ? STILL : move)),
      0.01,
    ),
  huge: (moves) => barsOf(moves, 1e9),
  tiny: (moves) => barsOf(moves, 1e-11),
  'without volume': (moves) =>
    barsOf(
      moves.map((move) => ({ ...move, volume: 0 })),
      0.01,
    ),
  'without volume for a while': (moves) =>
    barsOf(
      moves.map((move, i) => (i >= 120 && i < 280 ? { ...move, volume: 0 } : move)),
      0.01,
    ),
};

/** Which column an input takes; the rest is by name. */
function columnFor(input: string, bars: Bars): Float64Array {
  switch (input) {
    case 'real':
    case 'real1':
      return bars.close;
    case 'real0':
    case 'askPrice':
      return bars.high;
    case 'bidPrice':
      return bars.low;
    case 'bidQty':
    case 'askQty':
      return bars.volume;
    case 'signedQty':
      return bars.other;
    case 'periods':
      return bars.close.map((_, i) => 2 + (i % 9));
    case 'anchor':
      return bars.close.map((_, i) => +(i % 50 === 0));
    default:
      return bars[input as keyof Bars];
  }
}

function answers(spec: IndicatorSpec, bars: Bars, params: IndicatorParams = {}): IndicatorOutputs {
  const inputs = Object.fromEntries(spec.inputs.map((name) => [name, columnFor(name, bars)]));
  return indicators.compute(spec.name, inputs, params);
}

/** What is wrong with the answers, at the first bar of each output. */
function faults(
  spec: IndicatorSpec,
  out: IndicatorOutputs,
  params: IndicatorParams = {},
): string[] {
  const begins = beginsOf(spec, resolveParams(spec, params));
  return spec.outputs.flatMap(({ name, text }, k) => {
    const column = out[name] ?? new Float64Array();
    const begin = begins[k] ?? 0;
    const words = `${spec.formula} ${text}`;
    const mayLack = /NaN|IEEE/.test(words);
    const mayOverflow = /Infinity|IEEE/.test(words) || OVERFLOWING.has(spec.name);
    const bar = column.findIndex((value, i) => {
      if (i < begin) return !Number.isNaN(value);
      if (Number.isNaN(value)) return !mayLack;
      return !Number.isFinite(value) && !mayOverflow;
    });
    return bar < 0 ? [] : [`${name}, bar ${bar}, begin ${begin}: ${column[bar]}`];
  });
}

/** e to the power of a price. */
const OVERFLOWING = new Set(['exp', 'cosh', 'sinh']);

/** Functions of numbers, whose domain prices do not lie in. */
const DOMAIN = new Set(['acos', 'asin']);

const TESTED = INDICATORS.filter(({ name }) => !DOMAIN.has(name));

test.each(Object.entries(SERIES))('%s', (_, make) => {
  fc.assert(
    fc.property(steps, (moves) => {
      const bars = make(moves);
      const found = TESTED.flatMap((spec) =>
        faults(spec, answers(spec, bars)).map((fault) => `${spec.name}: ${fault}`),
      );
      expect(found).toEqual([]);
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

/** All counts of bars as `choose` has them, where they go together. */
function windows(
  spec: IndicatorSpec,
  choose: (min: number, value: number) => number,
): IndicatorParams | undefined {
  const counts = spec.params.filter(
    ({ name, integer }) => integer === true && !/type$/i.test(name),
  );
  const params = Object.fromEntries(
    counts.map((param) => [param.name, choose(param.min, param.default)]),
  );
  try {
    const begins = beginsOf(spec, resolveParams(spec, params));
    return Math.min(...begins) < BARS ? params : undefined;
  } catch {
    return undefined;
  }
}

const WINDOWS: Readonly<Record<string, (min: number, value: number) => number>> = {
  smallest: (min) => min,
  'one more than the smallest': (min) => min + 1,
  'three times as long': (_, value) => 3 * value,
  'of a block and more': (min) => Math.max(min, 131),
};

test.each(Object.entries(WINDOWS))('windows %s', (_, choose) => {
  fc.assert(
    fc.property(steps, (moves) => {
      const bars = barsOf(moves, 0.01);
      let tested = 0;
      const found = TESTED.flatMap((spec) => {
        const params = windows(spec, choose);
        if (params === undefined) return [];
        tested++;
        return faults(spec, answers(spec, bars, params), params).map(
          (fault) => `${spec.name} ${JSON.stringify(params)}: ${fault}`,
        );
      });
      expect(found).toEqual([]);
      expect(tested).toBeGreaterThan(TESTED.length / 2);
    }),
    { numRuns: 4, endOnFailure: true },
  );
});

/** Powers of the prices' scale that outputs may have. */
const POWERS = [0, 1, 2, -1, -2];

/** Functions of numbers, angles and logarithms of prices; the rest scales with them. */
const NUMBERS =
  /^(exp|cosh?|sinh?|tanh?|atan|ln|log10|ceil|floor|sqrt|round|truncate|linearDecay|.*Angle|gapo)$/;

/** But for the rounding of logarithms. */
function isSame(a: number, b: number): boolean {
  if (Number.isNaN(a)) return Number.isNaN(b);
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

/** Bars where no power of the scale fits an output. */
function unscaled(
  spec: IndicatorSpec,
  have: IndicatorOutputs,
  small: IndicatorOutputs,
  by: number,
) {
  return spec.outputs.flatMap(({ name }) => {
    const a = have[name] ?? new Float64Array();
    const b = small[name] ?? new Float64Array();
    const fits = POWERS.some((power) => {
      const factor = by ** power;
      return a.every((value, i) => isSame(value * factor, b[i] ?? 0));
    });
    return fits ? [] : [`${spec.name}.${name}`];
  });
}

test('prices 2^30 times as small give the same figures: no limit takes them for nothing', () => {
  const found = new Set<string>();
  fc.assert(
    fc.property(steps, (moves) => {
      const scale = 2 ** -30;
      const bars = barsOf(moves, 2 ** -6);
      const small = barsOf(moves, 2 ** -6 * scale);
      for (const spec of TESTED)
        if (!NUMBERS.test(spec.name))
          for (const name of unscaled(spec, answers(spec, bars), answers(spec, small), scale))
            found.add(name);
    }),
    { numRuns: 6, endOnFailure: true },
  );
  expect([...found]).toEqual([]);
});
