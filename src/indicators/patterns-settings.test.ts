// Every pattern with candle settings of its own in each call: batch, streaming and forming bars
// agree bit for bit, and the first answer comes when the longest setting allows.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIndicators } from './indicators.ts';
import { checkIndicator, type OwnIndicator } from './own.ts';
import { INDICATORS } from './registry.ts';
import type { IndicatorSpec, ParamSpec } from './spec.ts';

const indicators = await createIndicators('checked');
const PATTERNS = INDICATORS.filter(({ id }) => id >= 512 && id < 640);

/** The built-in indicator in the form that the check takes. */
const asOwn = (spec: IndicatorSpec): OwnIndicator => ({
  spec,
  compute: (inputs, params) => indicators.compute(spec.name, inputs, params),
  create: (params) => indicators.create(spec.name, params),
});

function valueOf({ name }: ParamSpec): fc.Arbitrary<number> {
  if (name.endsWith('Measure')) return fc.integer({ min: 0, max: 2 });
  if (name.endsWith('Period')) return fc.integer({ min: 0, max: 20 });
  return fc.constantFrom(0, 0.05, 0.25, 0.5, 1, 2);
}

const settings = (spec: IndicatorSpec): fc.Arbitrary<Record<string, number>> =>
  fc.record(Object.fromEntries(spec.params.map((param) => [param.name, valueOf(param)])));

test.each(PATTERNS.map((spec) => [spec.name, spec] as const))('%s', (_, spec) => {
  fc.assert(
    fc.property(settings(spec), (params) => {
      checkIndicator(asOwn(spec), { params });
    }),
    { numRuns: spec.params.length === 0 ? 1 : 6 },
  );
});

test('a call leaves the settings of the next one alone', () => {
  const n = 400;
  const close = Float64Array.from({ length: n }, (_, i) => 100 + ((i * 37) % 23) / 4);
  const open = Float64Array.from({ length: n }, (_, i) => 100 + ((i * 31) % 23) / 4);
  const high = close.map((value, i) => Math.max(value, open[i] ?? 0) + (i % 3) / 4);
  const low = close.map((value, i) => Math.min(value, open[i] ?? 0) - (i % 5) / 4);
  const bars = { open, high, low, close };
  const usual = indicators.compute('doji', bars);
  const wide = indicators.compute('doji', bars, { bodyDojiFactor: 2 });
  expect(wide).not.toEqual(usual);
  expect(indicators.compute('doji', bars)).toEqual(usual);
  using one = indicators.create('doji');
  using other = indicators.create('doji', { bodyDojiFactor: 2 });
  close.forEach((_, i) => {
    const bar = [open, high, low, close].map((column) => column[i] ?? 0);
    const [o = 0, h = 0, l = 0, c = 0] = bar;
    expect(one.update(o, h, l, c)).toBe(usual['doji']?.[i]);
    expect(other.update(o, h, l, c)).toBe(wide['doji']?.[i]);
  });
});
