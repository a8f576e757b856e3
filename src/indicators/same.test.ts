// One kernel, three ways: batch, streaming and forming bars agree bit for bit, for every indicator.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIndicators } from './indicators.ts';
import { beginsOf, INDICATORS, type IndicatorParams, resolveParams } from './registry.ts';
import type { IndicatorSpec } from './spec.ts';

const indicators = await createIndicators('checked');

type Bars = Record<string, Float64Array<ArrayBuffer>>;

const BARS_MIN = 140;

/** Bars from bounded steps: some flat, some without volume, at any price level. */
const bars = fc
  .record({
    scale: fc.constantFrom(1e-8, 1e-3, 1, 100, 1e7),
    start: fc.integer({ min: 200, max: 2000 }),
    steps: fc.array(
      fc.record({
        move: fc.integer({ min: -3, max: 3 }),
        up: fc.integer({ min: 0, max: 3 }),
        down: fc.integer({ min: 0, max: 3 }),
        body: fc.integer({ min: -3, max: 3 }),
        volume: fc.nat({ max: 5 }),
      }),
      { minLength: BARS_MIN, maxLength: 200, size: 'max' },
    ),
  })
  .map(({ scale, start, steps }) => {
    const n = steps.length;
    const out: Bars = {};
    for (const name of ['open', 'high', 'low', 'close', 'volume', 'other'])
      out[name] = new Float64Array(n);
    let level = start;
    steps.forEach((step, i) => {
      level = Math.max(50, level + step.move);
      const close = level + step.body;
      const set = (name: string, value: number): void => {
        (out[name] as Float64Array)[i] = value;
      };
      set('open', level * scale);
      set('close', close * scale);
      set('high', (Math.max(level, close) + step.up) * scale);
      set('low', (Math.min(level, close) - step.down) * scale);
      set('volume', step.volume);
      set('other', (step.up - step.down) / 3);
    });
    return out;
  });

/** Which of the bars' columns an input takes. */
function columnFor(input: string, bar: Bars): Float64Array<ArrayBuffer> {
  const stand: Record<string, string> = {
    real: 'close',
    real0: 'high',
    real1: 'low',
    bidPrice: 'low',
    askPrice: 'high',
    bidQty: 'volume',
    askQty: 'volume',
    signedQty: 'other',
  };
  const name = stand[input] ?? input;
  if (name === 'periods') return Float64Array.from(bar['close'] ?? [], (_, i) => 2 + (i % 9));
  if (name === 'anchor') return Float64Array.from(bar['close'] ?? [], (_, i) => +(i % 7 === 0));
  return bar[name] ?? new Float64Array();
}

/** Defaults, or shorter windows where those begin after the bars of this test. */
function paramsFor(spec: IndicatorSpec): IndicatorParams {
  if (Math.max(...beginsOf(spec, resolveParams(spec, {}))) < BARS_MIN) return {};
  return Object.fromEntries(
    spec.params.map((param) => [
      param.name,
      param.integer === true ? Math.min(param.default, 12) : param.default,
    ]),
  );
}

/** How many values were compared. */
function check(spec: IndicatorSpec, bar: Bars, given?: IndicatorParams): number {
  const inputs = Object.fromEntries(spec.inputs.map((name) => [name, columnFor(name, bar)]));
  const params = given ?? paramsFor(spec);
  const batch = indicators.compute(spec.name, inputs, params);
  const columns = spec.inputs.map((name) => inputs[name] ?? new Float64Array());
  using stream = indicators.create(spec.name, params);
  const at = (k: number, i: number): number => columns[k]?.[i] ?? 0;
  const n = columns[0]?.length ?? 0;
  for (let i = 0; i < n; i++) {
    // Another bar is looked at first: it must leave no trace.
    const j = (i * 7) % n;
    stream.peek(at(0, j), at(1, j), at(2, j), at(3, j), at(4, j));
    stream.peek(at(0, i), at(1, i), at(2, i), at(3, i), at(4, i));
    stream.update(at(0, i), at(1, i), at(2, i), at(3, i), at(4, i));
    spec.outputs.forEach((output, k) => {
      const want = batch[output.name]?.[i] ?? Number.NaN;
      // Asked only where they differ: an assertion costs a hundred updates.
      if (Object.is(stream.value(k), want) && Object.is(stream.peeked(k), want)) return;
      expect(stream.value(k), `${output.name}, bar ${i}, streaming`).toBe(want);
      expect(stream.peeked(k), `${output.name}, bar ${i}, forming`).toBe(want);
    });
  }
  return n * spec.outputs.length;
}

test.each(INDICATORS.map((spec) => [spec.name, spec] as const))('%s', (_, spec) => {
  fc.assert(
    fc.property(bars, (bar) => {
      expect(check(spec, bar)).toBeGreaterThan(0);
    }),
    { numRuns: 8 },
  );
});

/** Other counts of bars, from 0 (the smallest) on; undefined where they do not go together. */
function otherParams(spec: IndicatorSpec, picks: readonly number[]): IndicatorParams | undefined {
  const counts = spec.params.filter(
    ({ name, integer }) => integer === true && !/type$/i.test(name),
  );
  const params = Object.fromEntries(
    counts.map(({ name, min, max }, k) => [name, Math.min(max, min + (picks[k] ?? 0))]),
  );
  try {
    const begins = beginsOf(spec, resolveParams(spec, params));
    return Math.min(...begins) < BARS_MIN ? params : undefined;
  } catch {
    return undefined;
  }
}

const picks = fc.array(fc.nat({ max: 40 }), { minLength: 5, maxLength: 5 });

test.each(
  INDICATORS.filter(({ params }) => params.length > 0).map((spec) => [spec.name, spec] as const),
)('%s over other windows', (_, spec) => {
  fc.assert(
    fc.property(bars, picks, (bar, chosen) => {
      const params = otherParams(spec, chosen);
      fc.pre(params !== undefined);
      expect(check(spec, bar, params)).toBeGreaterThan(0);
    }),
    { numRuns: 5, endOnFailure: true },
  );
});

test('names, ids and kernels are unique and complete', () => {
  const ids = new Set(INDICATORS.map(({ id }) => id));
  expect(ids.size).toBe(INDICATORS.length);
  const names = INDICATORS.flatMap(({ name, talib }) =>
    talib === undefined ? [name] : [name, talib],
  );
  expect(new Set(names).size).toBe(names.length);
  for (const spec of INDICATORS) expect(() => resolveParams(spec, {})).not.toThrow();
});
