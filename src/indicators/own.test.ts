// Indicators of the user's: what a definition must be, the ways in, and what the check notices.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compute, register } from './default.ts';
import { createIndicators } from './indicators.ts';
import { checkIndicator, type OwnIndicator } from './own.ts';
import { loadKernel } from './own-kernel.ts';
import { defineIndicator, type IndicatorDefinition, type IndicatorStep } from './own-step.ts';
import type { ParamSpec } from './spec.ts';

const PERIOD: ParamSpec = {
  name: 'period',
  default: 5,
  min: 1,
  max: 500,
  integer: true,
  text: 'bars',
};

/** The mean of the last n values, as a ring, and the distance from it. */
const MEAN: IndicatorDefinition = {
  name: 'plainMean',
  title: 'Mean and distance',
  inputs: ['real'],
  params: [PERIOD],
  outputs: [
    { name: 'mean', text: 'the mean' },
    { name: 'distance', text: 'value less mean one bar before' },
  ],
  warmUp: ([n = 0]) => [n - 1, n],
  create: ([n = 0]) => ({
    // Bars taken up to n, slot, last mean, ring.
    cells: 3 + n,
    step(state, bar, out) {
      const [seen = 0, slot = 0, last = 0] = state;
      const value = bar[0] ?? 0;
      state[3 + slot] = value;
      state[1] = (slot + 1) % n;
      if (seen >= n) out[1] = value - last;
      if (seen < n) state[0] = seen + 1;
      if (seen < n - 1) return;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += state[3 + ((slot + 1 + i) % n)] ?? 0;
      state[2] = sum / n;
      out[0] = sum / n;
    },
  }),
};

const refusal = (run: () => unknown): { code: string; message: string } => {
  try {
    run();
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
  throw new Error('nothing was refused');
};

describe('an indicator of the user', () => {
  const mean = defineIndicator(MEAN);
  const close = Float64Array.from({ length: 300 }, (_, i) => 100 + ((i * 37) % 23) / 4);

  test('computes what it says', () => {
    const own = mean.compute({ close }, { period: 7 });
    const sma = compute('sma', { close }, { period: 7 })['sma'] ?? [];
    own['mean']?.forEach((value, i) => {
      if (i < 6) expect(value).toBeNaN();
      else expect(value).toBeCloseTo(sma[i] ?? 0, 10);
    });
    expect(own['distance']?.findIndex((value) => !Number.isNaN(value))).toBe(7);
  });

  test('streams, and looks at forming bars', () => {
    using stream = mean.create({ period: 2 });
    expect(stream.update(1)).toBeNaN();
    expect(stream.isReady).toBe(false);
    expect(stream.peek(3)).toBe(2);
    expect(stream.peek(5)).toBe(3);
    expect(stream.value()).toBeNaN();
    expect(stream.update(3)).toBe(2);
    expect(stream.isReady).toBe(true);
    expect(stream.peek(9)).toBe(6);
    expect(stream.peeked(1)).toBe(7);
    expect(stream.update(5)).toBe(4);
    expect(stream.value(1)).toBe(3);
    expect(stream.spec.name).toBe('plainMean');
    expect(stream.params).toEqual([2]);
  });

  test('passes the check at any period and over any bars', () => {
    checkIndicator(mean);
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 31,
      maxLength: 80,
    });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 30 }), (real, period) => {
        checkIndicator(mean, { inputs: { real }, params: { period } });
      }),
      { numRuns: 50 },
    );
  });

  test('answers to its name once registered', async () => {
    const indicators = await createIndicators();
    expect(refusal(() => indicators.compute('plainMean', { close })).code).toBe(
      'UNKNOWN_INDICATOR',
    );
    indicators.register(mean);
    expect(indicators.compute('plainMean', { close })).toEqual(mean.compute({ close }));
    using stream = indicators.create('plainMean', { period: 1 });
    expect(stream.update(4)).toBe(4);
    expect(indicators.get('plainMean')).toBe(mean.spec);
    expect(indicators.get('rsi').talib).toBe('RSI');
    expect(refusal(() => indicators.compute('plainMaen', { close })).message).toContain(
      'did you mean plainMean?',
    );
    for (const name of ['plainMean', 'rsi', 'RSI', 'Rsi'])
      if (name === 'plainMean')
        expect(refusal(() => indicators.register(mean)).code).toBe('NAME_TAKEN');
      else expect(indicators.get(name).name).toBe('rsi');
    const taken = defineIndicator({ ...MEAN, name: 'rsi' });
    expect(refusal(() => indicators.register(taken)).code).toBe('NAME_TAKEN');
  });

  test.each([
    ['an unknown parameter', () => mean.compute({ close }, { perod: 3 }), 'BAD_PARAMETER'],
    ['a parameter out of range', () => mean.create({ period: 501 }), 'BAD_PARAMETER'],
    ['too few bars', () => mean.compute({ close: [1, 2] }), 'BAD_INPUT'],
    ['no number', () => mean.compute({ close: close.with(9, Number.NaN) }), 'BAD_INPUT'],
    ['no input', () => mean.compute({}), 'BAD_INPUT'],
  ])('refuses %s as the built-in ones do', (_, call, code) => {
    expect(refusal(call).code).toBe(code);
  });

  test('quantities below zero are refused with their bar', () => {
    const volume = defineIndicator({ ...MEAN, inputs: ['volume'] });
    const { code, message } = refusal(() => volume.compute({ volume: [1, 2, -3, 4, 5, 6, 7] }));
    expect(code).toBe('BAD_INPUT');
    expect(message).toContain('bar 2: volume holds');
  });
});

describe('definitions', () => {
  test.each<[string, Partial<IndicatorDefinition>, string]>([
    ['a name', { name: 'Plain mean' }, "name: such as myAverage, not 'Plain mean'"],
    ['inputs', { inputs: [] }, 'inputs: one to 5, once each'],
    ['an input twice', { inputs: ['close', 'close'] }, 'once each'],
    ['outputs', { outputs: [] }, 'outputs: at least one'],
    [
      'an output twice',
      {
        outputs: [
          { name: 'a', text: '' },
          { name: 'a', text: '' },
        ],
      },
      'names once each',
    ],
    ['an output name', { outputs: [{ name: 'a b', text: '' }], warmUp: () => 0 }, "output 'a b'"],
    [
      'a default',
      { params: [{ ...PERIOD, default: 0 }] },
      'period: a default within 1 to 500, not 0',
    ],
    ['a whole default', { params: [{ ...PERIOD, default: 1.5 }] }, 'period: a whole default'],
    ['a parameter twice', { params: [PERIOD, PERIOD] }, 'params: names once each'],
    ['warm-up', { warmUp: () => -1 }, 'warmUp: whole numbers of bars, one per output, not -1, -1'],
    ['warm-ups', { warmUp: () => [1] }, 'warmUp: whole numbers'],
  ])('%s', (_, change, text) => {
    const { code, message } = refusal(() => defineIndicator({ ...MEAN, ...change }));
    expect(code).toBe('BAD_DEFINITION');
    expect(message).toContain(text);
  });

  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /expected \{ name, inputs, outputs, \.\.\. \}, found undefined/],
    ['a list', [MEAN], /found an array of 1/],
    ['no outputs', { ...MEAN, outputs: undefined }, /outputs: a list of .*, not undefined/],
    ['outputs by name', { ...MEAN, outputs: { a: 1 } }, /outputs: a list of .*, not an object/],
    ['an output that is a name', { ...MEAN, outputs: ['mean'] }, /outputs: .*not an array of 1/],
    ['no inputs', { ...MEAN, inputs: undefined }, /inputs: a list such as \['close'\], not und/],
    ['one input bare', { ...MEAN, inputs: 'close' }, /inputs: a list .*not 'close'/],
    ['no warm-up', { ...MEAN, warmUp: undefined }, /warmUp: a function such as .*not undefined/],
    ['a warm-up of nothing', { ...MEAN, warmUp: () => undefined }, /warmUp: whole numbers/],
    ['no step', { ...MEAN, create: undefined }, /create: a function that gives .*found undefined/],
    ['no name', { ...MEAN, name: undefined }, /name: such as myAverage, not undefined/],
    ['bare parameters', { ...MEAN, params: { period: 3 } }, /params: a list of .*not an object/],
    ['a check', { ...MEAN, check: true }, /check: a function, not true/],
    ['two faults', { ...MEAN, name: 1, inputs: 2 }, /inputs: .*; name: such as myAverage, not 1/],
  ])('%s', (_, definition, sentence) => {
    const { code, message } = refusal(() => defineIndicator(definition as IndicatorDefinition));
    expect(code).toBe('BAD_DEFINITION');
    expect(message).toMatch(sentence);
  });

  test('create gives a step', () => {
    for (const made of [undefined, { cells: 1 }]) {
      const create = (() => made) as unknown as IndicatorDefinition['create'];
      const { code, message } = refusal(() => defineIndicator({ ...MEAN, create }).create());
      expect(code).toBe('BAD_DEFINITION');
      expect(message).toMatch(/create: a function that gives \{ cells, step \}, found /);
    }
  });

  test('only indicators can be registered', () => {
    for (const given of [undefined, 'mean', MEAN])
      expect(refusal(() => register(given as unknown as OwnIndicator)).code).toBe('BAD_DEFINITION');
  });

  test.each([
    ['no bytes', undefined],
    ['other bytes', new Uint8Array([1, 2, 3])],
    ['text', 'kernel.wasm'],
    // The smallest module: nothing in it.
    ['a module without a kernel', new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
  ])('%s are no kernel', async (_, wasm) => {
    const { create: _create, ...description } = MEAN;
    const loading = loadKernel({ ...description, wasm: wasm as Uint8Array<ArrayBuffer> });
    await expect(loading).rejects.toMatchObject({ code: 'BAD_DEFINITION' });
  });

  test('the state has a size', () => {
    const step = (cells: number) =>
      defineIndicator({ ...MEAN, create: () => ({ cells, step() {} }) });
    for (const cells of [-1, 1.5, Number.NaN, 2 ** 40])
      expect(refusal(() => step(cells).create()).code).toBe('BAD_DEFINITION');
  });
});

describe('the check', () => {
  const unsound = (change: Partial<IndicatorDefinition>, of: IndicatorStep): string => {
    const { code, message } = refusal(() => {
      checkIndicator(
        defineIndicator({
          ...MEAN,
          outputs: [{ name: 'a', text: '' }],
          warmUp: () => 0,
          create: () => of,
          ...change,
        }),
      );
    });
    expect(code).toBe('UNSOUND_INDICATOR');
    return message;
  };

  test('notices a warm-up that is not so', () => {
    const step = MEAN.create([5]);
    const late = { outputs: MEAN.outputs, warmUp: () => [4, 6] };
    expect(unsound(late, step)).toMatch(/bar 6: .*first value of output 1: .*found 5/);
  });

  test('notices memory beside the state', () => {
    let sum = 0;
    const hidden: IndicatorStep = {
      cells: 0,
      step(_, bar, out) {
        sum += bar[0] ?? 0;
        out[0] = sum;
      },
    };
    expect(unsound({}, hidden)).toMatch(/plainMean: (streaming|a forming bar) differs/);
  });

  test('notices memory that the streams of one definition share', () => {
    // Every stream has its own count of calls, but a look is a call too.
    const create = (): IndicatorStep => {
      let calls = 0;
      return {
        cells: 1,
        step(_, bar, out) {
          calls++;
          out[0] = (bar[0] ?? 0) + calls;
        },
      };
    };
    expect(unsound({ create }, create())).toMatch(/differs/);
  });

  test('notices streams that disturb each other', () => {
    // The first two states of a definition are right: the batch and the stream beside it.
    let states = 0;
    const step: IndicatorStep = {
      cells: 1,
      init(state) {
        state[0] = ++states;
      },
      step(state, bar, out) {
        out[0] = (bar[0] ?? 0) + (state[0] === 3 ? 1 : 0);
      },
    };
    expect(unsound({}, step)).toMatch(/bar 0: .*two streams disturb each other/);
  });
});
