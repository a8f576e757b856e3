// What the ways in refuse, and that memory is given back.
import { describe, expect, test } from 'vitest';
import { compute, create } from './default.ts';
import { createIndicators } from './indicators.ts';
import { beginsOf, INDICATORS, resolveParams } from './registry.ts';
import type { IndicatorSpec } from './spec.ts';

const close = Float64Array.from({ length: 5000 }, (_, i) => 100 + (i % 17));

function refusal(run: () => unknown): { code: string; text: string } {
  try {
    run();
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, text: message };
  }
  throw new Error('nothing was refused');
}

test('unknown names come with similar ones', () => {
  const { code, text } = refusal(() => compute('smaa', { close }));
  expect(code).toBe('UNKNOWN_INDICATOR');
  expect(text).toContain('sma');
});

test.each([
  ['SMAA', 'SMA'],
  ['mcad', 'macd'],
  ['RIS', 'RSI'],
  ['superTrand', 'superTrend'],
  ['zigzga', 'zigZag'],
  ['bollingerBands', 'bollinger'],
  ['pivot', 'pivotWoodie'],
])('%s: did you mean %s', (name, near) => {
  const { code, text } = refusal(() => create(name));
  expect(code).toBe('UNKNOWN_INDICATOR');
  expect(text).toMatch(new RegExp(`did you mean .*\\b${near}\\b`));
});

test('names like nothing come without a hint', () => {
  for (const name of ['', 'x', 'qqqqqqqqqq', '__proto__', 'constructor', 'y'.repeat(100_000)]) {
    const { code, text } = refusal(() => compute(name, { close }));
    expect(code).toBe('UNKNOWN_INDICATOR');
    expect(text).not.toContain('did you mean');
  }
});

test.each([
  ['period 0', { period: 0 }, 'period: 1 to'],
  ['a fraction', { period: 2.5 }, 'a whole number, not 2.5'],
  ['NaN', { period: Number.NaN }, 'not NaN'],
  ['an unknown parameter', { periods: 3 }, 'periods: no such parameter; there are period'],
])('%s is refused', (_, params, text) => {
  const found = refusal(() => compute('sma', { close }, params));
  expect(found).toEqual({ code: 'BAD_PARAMETER', text: expect.stringContaining(text) as string });
});

test('all faults of the parameters are named at once', () => {
  const { text } = refusal(() => create('sma', { period: 0, other: 1 }));
  expect(text).toMatch(/period: 1 to .*; other: no such/);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  '%s in an input is refused with its bar',
  (value) => {
    for (const bar of [0, 1, 4095, 4096, 4999]) {
      const bad = Float64Array.from(close);
      bad[bar] = value;
      const { code, text } = refusal(() => compute('ema', { close: bad }));
      expect(code).toBe('BAD_INPUT');
      expect(text).toContain(`bar ${bar}:`);
      expect(text).toContain(`found ${value}`);
    }
  },
);

test('inputs that are missing are named', () => {
  const { code, text } = refusal(() => compute('sma', {}));
  expect(code).toBe('BAD_INPUT');
  expect(text).toContain('expected real, found none');
});

test('a window longer than the data is refused', () => {
  const { code, text } = refusal(() => compute('sma', { close: [1, 2] }, { period: 3 }));
  expect(code).toBe('BAD_INPUT');
  expect(text).toContain('expected at least 3 bars with these parameters, found 2');
  expect(refusal(() => compute('sma', { close: [] })).code).toBe('BAD_INPUT');
});

test('plain arrays and parts of arrays are taken', () => {
  const whole = compute('sma', { close: close.subarray(10, 200) }, { period: 5 })['sma'];
  expect(compute('sma', { close: [...close.subarray(10, 200)] }, { period: 5 })['sma']).toEqual(
    whole,
  );
});

test('thousands of streams reuse the memory that others gave back', () => {
  for (let i = 0; i < 20_000; i++) {
    using stream = create('sma', { period: 5000 });
    expect(stream.update(1)).toBeNaN();
  }
});

const QUANTITIES = new Set(['volume', 'bidQty', 'askQty']);

/** Inputs for any indicator: 600 bars, or as many as told. */
function inputsFor({ inputs }: IndicatorSpec, n = 600): Record<string, Float64Array> {
  const from = (input: string, i: number): number => {
    if (input === 'anchor') return +(i % 50 === 0);
    if (input === 'periods') return 2 + (i % 9);
    if (input === 'high') return 101 + (i % 17);
    if (input === 'low') return 99 + (i % 17);
    return 100 + (i % 17);
  };
  return Object.fromEntries(
    inputs.map((input) => [input, Float64Array.from({ length: n }, (_, i) => from(input, i))]),
  );
}

describe.each(INDICATORS.map((spec) => [spec.name, spec] as const))('%s refuses', (name, spec) => {
  const inputs = inputsFor(spec);

  test('numbers that no input can have, with input and bar', () => {
    for (const [key, column] of Object.entries(inputs)) {
      const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (const value of QUANTITIES.has(key) ? [...values, -1] : values) {
        const bad = { ...inputs, [key]: column.with(577, value) };
        const { code, text } = refusal(() => compute(name, bad));
        expect(code).toBe('BAD_INPUT');
        expect(text).toContain(key);
        expect(text).toContain('bar 577');
        expect(text).toContain(`found ${value}`);
      }
    }
  });

  test('inputs that are missing or differ in length', () => {
    for (const key of Object.keys(inputs)) {
      const { [key]: column, ...rest } = inputs;
      const isNeeded = spec.inputs.some((one) => one === key && spec.absent?.[one] === undefined);
      const missing = isNeeded ? refusal(() => compute(name, rest)) : undefined;
      expect(missing?.code).toBe(isNeeded ? 'BAD_INPUT' : undefined);
      expect(missing?.text ?? '').toContain(isNeeded ? `expected ${spec.inputs.join(', ')}` : '');
      if (Object.keys(rest).length === 0) continue;
      const short = { ...inputs, [key]: (column ?? new Float64Array()).subarray(1) };
      const unequal = refusal(() => compute(name, short));
      expect(unequal.code).toBe('BAD_INPUT');
      expect(unequal.text).toMatch(/differ in length.* (599|600) of/);
    }
  });

  test('parameters beside their range, all at once', () => {
    for (const param of spec.params) {
      const faulty = [param.min - 1, param.max * 2 + 1, Number.NaN, Number.POSITIVE_INFINITY];
      for (const value of param.integer === true ? [...faulty, param.min + 0.5] : faulty) {
        const { code, text } = refusal(() => create(name, { [param.name]: value }));
        expect(code).toBe('BAD_PARAMETER');
        expect(text).toContain(`${param.name}: `);
        expect(text).toContain(`${value}`);
      }
    }
    const all = Object.fromEntries(spec.params.map((param) => [param.name, param.min - 1]));
    const { text } = refusal(() => create(name, { ...all, nonsense: 1 }));
    for (const param of spec.params) expect(text).toContain(`${param.name}: `);
    expect(text).toContain('nonsense: no such parameter');
  });

  test('fewer bars than its first value needs', () => {
    const begin = Math.min(...beginsOf(spec, resolveParams(spec, {})));
    const { code, text } = refusal(() => compute(name, inputsFor(spec, begin)));
    expect(code).toBe('BAD_INPUT');
    expect(text).toContain(`at least ${begin + 1} bars`);
    const outputs = Object.values(compute(name, inputsFor(spec, begin + 1)));
    expect(outputs.every((column) => column.length === begin + 1)).toBe(true);
  });
});

describe('results into columns of the caller', () => {
  const names = ['upper', 'middle', 'lower'];
  const params = { period: 20 };

  test('are those of a call without, in the same columns', () => {
    const want = compute('bbands', { close }, params);
    expect(Object.keys(want)).toEqual(names);
    const into = compute('bbands', { close }, { period: 7 });
    const columns = { ...into };
    const given = compute('bbands', { close }, params, { into });
    for (const name of names) {
      expect(given[name]).toBe(columns[name]);
      expect(given[name]).toEqual(want[name]);
    }
  });

  test('may be some of them, under TA-Lib names, in a part of a larger memory', () => {
    const memory = new Float64Array(2 * close.length).fill(-1);
    const upper = memory.subarray(1, 1 + close.length);
    const given = compute('BBANDS', { close }, {}, { into: { outRealUpperBand: upper } });
    expect(given['outRealUpperBand']).toBe(upper);
    expect(given).toEqual(compute('BBANDS', { close }));
    expect([memory[0], memory[1 + close.length]]).toEqual([-1, -1]);
  });

  const taken = new Float64Array(3 * close.length);
  test.each([
    ['no output', { other: new Float64Array(5000) }, 'other'],
    ['another length', { upper: new Float64Array(4999) }, 'a Float64Array of 5000'],
    ['the input', { upper: close }, 'upper shares memory'],
    [
      'one memory twice',
      { upper: taken.subarray(0, 5000), lower: taken.subarray(4999, 9999) },
      'lower shares memory',
    ],
  ])('%s is refused', (_, into, text) => {
    const found = refusal(() => compute('bbands', { close }, params, { into }));
    expect(found).toEqual({ code: 'BAD_INPUT', text: expect.stringContaining(text) as string });
  });

  test('columns that touch in one memory are apart', () => {
    const into = { min: taken.subarray(0, 5000), max: taken.subarray(5000, 10000) };
    expect(compute('minMax', { close }, {}, { into })).toEqual(compute('minMax', { close }));
  });
});

test('outputs can be read after other streams made the memory grow', async () => {
  const indicators = await createIndicators();
  using bands = indicators.create('bbands', { period: 2 });
  bands.update(10);
  bands.update(12);
  bands.peek(14);
  const streams = Array.from({ length: 4 }, () => indicators.create('sma', { period: 1_000_000 }));
  expect([bands.value(0), bands.value(1), bands.value(2)]).toEqual([13, 11, 9]);
  expect([bands.peeked(0), bands.peeked(1), bands.peeked(2)]).toEqual([15, 13, 11]);
  expect(bands.value(3)).toBeNaN();
  bands.update(16);
  expect([bands.value(0), bands.value(1), bands.value(2)]).toEqual([18, 14, 10]);
  for (const stream of streams) stream[Symbol.dispose]();
});
