// Streams share one memory: what is disposed of, refused or beyond two gibibytes touches no other.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutcryError } from '../errors/outcry-error.ts';
import { Indicators } from './indicators.ts';
import { loadIndicators } from './module.ts';
import { defineIndicator } from './own-step.ts';
import { INDICATORS } from './registry.ts';
import type { IndicatorSpec } from './spec.ts';
import type { IndicatorStream } from './stream.ts';

const module = await loadIndicators();
const indicators = new Indicators(module);

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof OutcryError ? error.code : String(error);
  }
  return 'none';
}

type Bar = readonly [number, number, number, number, number];

/** A bar for the inputs of an indicator. */
function barOf({ inputs }: IndicatorSpec, i: number): Bar {
  const value = (input: string | undefined): number => {
    const price = 100 + ((i * 37) % 23) / 4;
    if (input === 'high' || input === 'askPrice') return price + 2;
    if (input === 'low' || input === 'bidPrice') return price - 2;
    if (input === 'periods') return 2 + (i % 9);
    if (input === 'anchor') return Number(i % 7 === 0);
    return input === 'volume' || input?.endsWith('Qty') === true ? 1 + (i % 5) : price;
  };
  const [a, b, c, d, e] = inputs;
  return [value(a), value(b), value(c), value(d), value(e)];
}

/** Everything that a stream has answered. */
function answers(stream: IndicatorStream, from: number, to: number): number[] {
  const found: number[] = [];
  for (let i = from; i < to; i++) {
    found.push(stream.peek(...barOf(stream.spec, i + 1)), stream.update(...barOf(stream.spec, i)));
    for (let k = 0; k < stream.spec.outputs.length; k++)
      found.push(stream.value(k), stream.peeked(k));
  }
  return found;
}

// A step of its own with one input and with several, and one without.
const KINDS = ['rsi', 'atr', 'median', 'vwma', 'macd'];

describe('a stream that was disposed of', () => {
  test.each(KINDS)('%s refuses every call and touches no other', (name) => {
    const gone = indicators.create(name);
    answers(gone, 0, 60);
    const boundUpdate = gone.update.bind(gone);
    const boundPeek = gone.peek.bind(gone);
    gone[Symbol.dispose]();
    using other = indicators.create(name);
    using alone = indicators.create(name);
    const want = answers(alone, 0, 40);
    const have = answers(other, 0, 40);
    const bar = barOf(gone.spec, 7);
    for (const call of [
      () => gone.update(...bar),
      () => gone.peek(...bar),
      () => boundUpdate(...bar),
      () => boundPeek(...bar),
      () => gone.value(),
      () => gone.peeked(),
      () => gone.isReady,
    ])
      expect(codeOf(call)).toBe('CLOSED');
    // Once only: else two streams would get one block.
    gone[Symbol.dispose]();
    using third = indicators.create(name);
    answers(third, 50, 60);
    expect([...have, ...answers(other, 40, 90)]).toEqual([...want, ...answers(alone, 40, 90)]);
  });

  test('any order of making, using and disposing leaves the rest as it was', () => {
    const names = ['sma', 'atr', 'median', 'bbands', 'vwma'];
    const step = fc.record({
      act: fc.constantFrom('make', 'make', 'use', 'use', 'dispose', 'compute'),
      name: fc.constantFrom(...names),
      period: fc.integer({ min: 2, max: 90 }),
      pick: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 30, maxLength: 80, size: 'max' }), (made) => {
        const live: { stream: IndicatorStream; done: number; found: number[] }[] = [];
        for (const { act, name, period, pick } of made) {
          const one = live[pick % Math.max(live.length, 1)];
          if (act === 'make')
            live.push({ stream: indicators.create(name, { period }), done: 0, found: [] });
          else if (act === 'compute')
            indicators.compute('wma', { close: new Float64Array(100) }, { period });
          else if (act === 'dispose' && one !== undefined) {
            one.stream[Symbol.dispose]();
            live.splice(live.indexOf(one), 1);
          } else if (one !== undefined) {
            one.found.push(...answers(one.stream, one.done, one.done + period));
            one.done += period;
          }
        }
        for (const { stream, done, found } of live) {
          using alone = indicators.create(stream.spec.name, { period: stream.params[0] ?? 0 });
          expect(found).toEqual(answers(alone, 0, done));
          stream[Symbol.dispose]();
        }
      }),
      { numRuns: 40 },
    );
    expect(module.span).toBe(0);
  });
});

describe('memory', () => {
  test('stays near what is in use, whatever sizes came before', async () => {
    const fresh = await loadIndicators();
    const own = new Indicators(fresh);
    const bytesAtStart = fresh.f64.byteLength;
    const close = Float64Array.from({ length: 2000 }, (_, i) => i % 17);
    for (let period = 2; period <= 2000; period++) {
      own.create('median', { period })[Symbol.dispose]();
      if (period % 50 === 0) own.compute('median', { close }, { period });
    }
    expect(fresh.span).toBe(0);
    // A few that live, and others of all sizes that come and go between them.
    const live = [3, 400, 1200].map((period) => own.create('median', { period }));
    for (let period = 2; period <= 2000; period++) {
      const two = [period, 2002 - period].map((bars) => own.create('sma', { period: bars }));
      live.push(own.create('ema', { period }));
      for (const stream of two) stream[Symbol.dispose]();
      live.pop()?.[Symbol.dispose]();
    }
    for (const stream of live) stream[Symbol.dispose]();
    expect(fresh.span).toBe(0);
    // 4 MiB; the largest state with its twin takes 128 KiB, all of them one after another 128 MiB.
    expect(fresh.f64.byteLength).toBe(bytesAtStart);
  });

  test('given back with holes between serves larger streams', async () => {
    const fresh = await loadIndicators();
    const own = new Indicators(fresh);
    const small = Array.from({ length: 2000 }, () => own.create('sma', { period: 100 }));
    const top = own.create('sma', { period: 2 });
    const before = fresh.span;
    for (const [i, stream] of small.entries()) if (i % 2 === 0) stream[Symbol.dispose]();
    for (const [i, stream] of small.entries()) if (i % 2 === 1) stream[Symbol.dispose]();
    const large = [50_000, 30_000, 10_000].map((period) => own.create('sma', { period }));
    expect(fresh.span).toBe(before);
    for (const stream of [top, ...large]) stream[Symbol.dispose]();
    expect(fresh.span).toBe(0);
  });

  test('that is used again is zero where a kernel begins', () => {
    for (const spec of INDICATORS) {
      const fill = module.allocRaw(1 << 20);
      module.f64.fill(1e300, fill >>> 3, (fill + (1 << 20)) >>> 3);
      using low = indicators.create('sma', { period: 2 });
      module.release(fill, 1 << 20);
      using used = indicators.create(spec.name);
      module.f64.fill(0, (fill + (1 << 19)) >>> 3, (fill + (1 << 20)) >>> 3);
      low[Symbol.dispose]();
      using clean = indicators.create(spec.name);
      expect(answers(used, 0, 120), spec.name).toEqual(answers(clean, 0, 120));
    }
  });

  test('that is full is refused, and what lives goes on', async () => {
    const own = new Indicators(await loadIndicators('release', 70));
    const plain = own.create('sma', { period: 30 });
    using alone = indicators.create('sma', { period: 30 });
    const live: IndicatorStream[] = [];
    const fill = (): void => {
      for (;;) live.push(own.create('sma', { period: 1000 }));
    };
    expect(codeOf(fill)).toBe('OUT_OF_MEMORY');
    const count = live.length;
    // 70 pages of 64 KiB, less the fixed places, at two states of 8 KB and some each.
    expect(count).toBeGreaterThan(200);
    expect(answers(plain, 0, 100)).toEqual(answers(alone, 0, 100));
    expect(codeOf(fill)).toBe('OUT_OF_MEMORY');
    expect(codeOf(() => own.create('median', { period: 1_000_000 }))).toBe('OUT_OF_MEMORY');
    const close = Float64Array.from({ length: 5000 }, (_, i) => i % 17);
    expect(codeOf(() => own.compute('median', { close }, { period: 4000 }))).toBe('OUT_OF_MEMORY');
    for (const stream of live.splice(0)) stream[Symbol.dispose]();
    const large = own.create('sma', { period: 200_000 });
    expect(own.compute('sma', { close }, { period: 17 })['sma']?.[4000]).toBe(8);
    large[Symbol.dispose]();
    expect(codeOf(fill)).toBe('OUT_OF_MEMORY');
    expect(live.length).toBe(count);
    expect(answers(plain, 100, 200)).toEqual(answers(alone, 100, 200));
  });

  test('a size that no memory has is refused', () => {
    for (const bytes of [2 ** 32, 2 ** 33 + 64, 1e15])
      expect(codeOf(() => module.alloc(bytes))).toBe('OUT_OF_MEMORY');
    expect(module.span).toBe(0);
  });

  test('beyond two gibibytes holds streams and columns as elsewhere', async ({ skip }) => {
    const far = await loadIndicators();
    const own = new Indicators(far);
    const below = own.create('rsi');
    try {
      far.allocRaw(2 ** 31);
    } catch {
      skip('this machine has no such memory');
    }
    const close = Float64Array.from({ length: 6000 }, (_, i) => 100 + ((i * 37) % 101) / 8);
    using low = indicators.create('rsi');
    expect(answers(below, 0, 50)).toEqual(answers(low, 0, 50));
    for (const name of KINDS) {
      using near = indicators.create(name);
      using there = own.create(name);
      expect(answers(there, 0, 90)).toEqual(answers(near, 0, 90));
    }
    for (let round = 0; round < 3; round++)
      expect(own.compute('median', { close }, { period: 500 })).toEqual(
        indicators.compute('median', { close }, { period: 500 }),
      );
    expect(answers(below, 50, 90)).toEqual(answers(low, 50, 90));
  });

  test('grows under streams: their values stay', async () => {
    const own = new Indicators(await loadIndicators());
    using stream = own.create('bbands', { period: 3 });
    using alone = indicators.create('bbands', { period: 3 });
    expect(answers(stream, 0, 10)).toEqual(answers(alone, 0, 10));
    using _ = own.create('sma', { period: 1_000_000 });
    expect([0, 1, 2].map((k) => stream.value(k))).toEqual([0, 1, 2].map((k) => alone.value(k)));
    expect([0, 1, 2].map((k) => stream.peeked(k))).toEqual([0, 1, 2].map((k) => alone.peeked(k)));
    expect(stream.isReady).toBe(true);
    expect(answers(stream, 10, 20)).toEqual(answers(alone, 10, 20));
  });
});

/** Windows as long as they may be together, a share of it; undefined where there are none. */
function longest({ params, check }: IndicatorSpec, share: number): number[] | undefined {
  const windows = params.map(({ name, integer, min, max, default: value }) =>
    integer === true && !/type$/i.test(name) ? Math.max(min, Math.floor(max * share)) : value,
  );
  return check?.(windows) === undefined ? windows : undefined;
}

test('the longest windows have states that 32 bits count', () => {
  let large = 0;
  for (const spec of INDICATORS) {
    const windows = longest(spec, 1);
    const half = longest(spec, 0.5);
    if (windows === undefined || half === undefined) continue;
    const size = module.sizeOf(spec.id, windows);
    if (size > 1e6) large++;
    expect(size, spec.name).toBeGreaterThanOrEqual(module.sizeOf(spec.id, half));
    expect(size, spec.name).toBeLessThan(2 ** 27);
  }
  expect(large).toBeGreaterThan(80);
  // Their product is a window too.
  const wide = { period: 65_536, multiple: 8192 };
  expect(codeOf(() => indicators.create('trendDetection', wide))).toBe('BAD_PARAMETER');
  using _ = indicators.create('trendDetection', { period: 1000, multiple: 1000 });
});

test('a kernel that stops leaves no work columns behind', () => {
  const WORK_TOP = 128 >>> 2;
  const top = module.u32[WORK_TOP];
  const stop = (): never => {
    module.u32[WORK_TOP] = (module.u32[WORK_TOP] ?? 0) + 4096;
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const exports = { ...module.exports, indicatorUpdate: stop, indicatorRun: stop };
  const faulty = Object.create(module, { exports: { value: exports } }) as typeof module;
  const own = new Indicators(faulty);
  const close = new Float64Array(50);
  expect(codeOf(() => own.compute('sma', { close }))).toBe('INVARIANT');
  expect(module.u32[WORK_TOP]).toBe(top);
  using stream = own.create('vwma');
  expect(() => stream.update(1, 2)).toThrow('unreachable');
  expect(module.u32[WORK_TOP]).not.toBe(top);
  using next = indicators.create('vwma');
  expect(module.u32[WORK_TOP]).toBe(top);
  // Streams that stop again and again, and nothing is made between.
  for (const call of [() => next.update(1, 2), () => next.peek(1, 2)]) {
    expect(() => stream.update(1, 2)).toThrow('unreachable');
    call();
    expect(module.u32[WORK_TOP]).toBe(top);
  }
});

test('a kernel that stops at its beginning takes no memory', () => {
  const stop = (): never => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const exports = { ...module.exports, indicatorInit: stop };
  const faulty = Object.create(module, { exports: { value: exports } }) as typeof module;
  const own = new Indicators(faulty);
  const before = module.span;
  expect(codeOf(() => own.create('vwma'))).toBe('INVARIANT');
  expect(codeOf(() => own.create('sma'))).toBe('INVARIANT');
  expect(codeOf(() => own.compute('sma', { close: new Float64Array(50) }))).toBe('INVARIANT');
  expect(module.span).toBe(before);
});

/** Numbers at the ends of ranges and beyond. */
const strange = fc.oneof(
  fc.constantFrom(0, -0, -1, 0.5, 5e-324, 1e-300, 1e18, 1e308, -1e308, 1e6 + 1),
  fc.constantFrom(2 ** 31, 2 ** 32, -(2 ** 31)),
);
const strangeBars = fc.array(
  fc.array(fc.oneof({ arbitrary: strange, weight: 1 }, fc.integer({ min: 90, max: 110 })), {
    minLength: 5,
    maxLength: 5,
  }),
  { minLength: 150, maxLength: 150, size: 'max' },
);

test('no finite numbers stop a kernel, or make it write beside its state', () => {
  const GUARD = 4096;
  const fences = (): number => {
    const at = module.allocRaw(GUARD);
    module.f64.fill(7.25, at >>> 3, (at + GUARD) >>> 3);
    return at;
  };
  fc.assert(
    fc.property(strangeBars, (made) => {
      for (const spec of INDICATORS) {
        const below = fences();
        const stream = indicators.create(spec.name);
        const above = fences();
        for (const bar of made) {
          stream.peek(...(bar as unknown as Bar));
          stream.update(...(bar as unknown as Bar));
        }
        for (const at of [above, below]) {
          const cells = module.f64.subarray(at >>> 3, (at + GUARD) >>> 3);
          expect(
            cells.every((cell) => cell === 7.25),
            spec.name,
          ).toBe(true);
          module.release(at, GUARD);
        }
        stream[Symbol.dispose]();
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
  expect(module.span).toBe(0);
});

test('inputs that are left out count as NaN, not as 0', () => {
  const short = ['atr', 'obv', 'mfi', 'add'];
  for (const name of short) {
    using given = indicators.create(name);
    using left = indicators.create(name);
    const update = (stream: IndicatorStream, ...bar: number[]): number =>
      stream.update(...(bar as unknown as [number]));
    const nan = given.spec.inputs.slice(1).map(() => Number.NaN);
    for (let i = 0; i < 40; i++) {
      const all = update(given, 100 + (i % 7), ...nan);
      expect(update(left, 100 + (i % 7)), name).toBe(all);
      expect(left.peek(100), name).toBe(given.peek(100, ...(nan as [number])));
    }
  }
  const sum = defineIndicator({
    name: 'sumOfTwo',
    inputs: ['high', 'low'],
    outputs: [{ name: 'sum', text: 'of both' }],
    warmUp: () => 0,
    create: () => ({
      cells: 0,
      step(_, [high = 0, low = 0], out) {
        out[0] = high + low;
      },
    }),
  }).create();
  expect([sum.update(1), sum.peek(1), sum.update(1, 2)]).toEqual([Number.NaN, Number.NaN, 3]);
  using atr = indicators.create('atr', { period: 3 });
  for (let i = 0; i < 20; i++) expect(atr.update(100 + (i % 7))).toBeNaN();
  expect(atr.isReady).toBe(false);
  using ema = indicators.create('ema', { period: 3 });
  const field: { close?: number } = {};
  for (let i = 0; i < 20; i++) ema.update(100 + (i % 7));
  expect(ema.update(field.close as number)).toBeNaN();
});
