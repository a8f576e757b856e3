// What the ways in refuse, and that memory is given back.
import { expect, test } from 'vitest';
import { compute, create } from './default.ts';

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
