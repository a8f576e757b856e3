// Which column serves which input, what columns may hold, and that whatever else is handed over is
// refused by a code.
import { describe, expect, test } from 'vitest';
import type { IndicatorInputs } from './columns.ts';
import { compute, create } from './default.ts';
import { defineIndicator } from './own-step.ts';

const BARS = 90;
const column = (of: (i: number) => number): number[] =>
  Array.from({ length: BARS }, (_, i) => of(i));
const close = column((i) => 100 + ((i * 37) % 23) / 4);
const open = column((i) => 100 + ((i * 31) % 19) / 4);
const high = close.map((value, i) => Math.max(value, open[i] ?? 0) + 1);
const low = close.map((value, i) => Math.min(value, open[i] ?? 0) - 1);
const volume = column((i) => 1 + ((i * 13) % 7));
const candles = { open, high, low, close, volume };

/** Code and sentence of a refusal of ours; other errors fail the test. */
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    const { name, code, message } = error as { name: string; code: string; message: string };
    if (name === 'OutcryError') return `${code} ${message}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('an input of any series', () => {
  test('takes the close of candles', () => {
    for (const name of ['rsi', 'SMA', 'macd', 'bbands'])
      expect(compute(name, candles)).toEqual(compute(name, { close }));
    const periods = column((i) => 2 + (i % 9));
    expect(compute('mavp', { ...candles, periods })).toEqual(compute('mavp', { close, periods }));
    expect(compute('vwma', candles)).toEqual(compute('vwma', { close, volume }));
  });

  test('takes whatever is there alone, or is called as it is', () => {
    const { sma } = compute('sma', { real: open });
    expect(compute('sma', { anything: open })['sma']).toEqual(sma);
    expect(compute('sma', { close, real: open })['sma']).toEqual(sma);
    expect(compute('sma', { high: open, close: undefined } as unknown as IndicatorInputs)).toEqual({
      sma,
    });
  });

  test('is refused where several could be meant', () => {
    expect(refusal(() => compute('rsi', { open, high, low }))).toBe(
      'BAD_INPUT rsi cannot tell which series it takes: ' +
        'expected one series, or real by name, found open, high, low',
    );
    expect(refusal(() => compute('correlation', candles))).toMatch(
      /expected 2 series, or real0, real1 by name, found open, high, low, close, volume/,
    );
  });

  test('binds in the order of the keys where several take any', () => {
    const quotient = (name: string, inputs: IndicatorInputs) =>
      Object.values(compute(name, inputs))[0];
    const want = Float64Array.from(high, (value, i) => value / (low[i] ?? 0));
    expect(quotient('div', { high, low })).toEqual(want);
    expect(quotient('DIV', { zebra: high, apple: low })).toEqual(want);
    expect(quotient('div', { real1: low, real0: high })).toEqual(want);
    expect(quotient('div', { real1: low, high })).toEqual(want);
    expect(quotient('div', { low, real0: high })).toEqual(want);
    expect(quotient('div', { low, high })).not.toEqual(want);
  });
});

describe('an input of a meaning of its own', () => {
  test.each<[string, IndicatorInputs, string]>([
    ['pivotClassic', candles, 'anchor'],
    ['pivotWoodie', candles, 'anchor'],
    ['mavp', candles, 'periods'],
    ['mavp', { close, lengths: volume }, 'periods'],
    ['kyleLambda', { close, volume }, 'signedQty'],
    ['quotedSpread', { low, high }, 'bidPrice, askPrice'],
    ['bookImbalance', { bidQty: volume, volume }, 'askQty'],
    ['microprice', { bidPrice: low, bidQty: volume, ask: high, askQty: volume }, 'askPrice'],
    ['atr', { high, low, price: close }, 'close'],
    ['onBalanceVolume', { close, turnover: volume }, 'volume'],
  ])('is taken by its name alone: %s', (name, inputs, missing) => {
    const text = refusal(() => compute(name, inputs));
    expect(text).toMatch(/^BAD_INPUT /);
    expect(text).toContain(`found ${Object.keys(inputs).join(', ')}`);
    // Some take a series beside it, which the keys could be.
    if (!text.includes('cannot tell')) expect(text).toContain(missing);
  });

  test('is explained where its name does not say it all', () => {
    const text = refusal(() => compute('pivotClassic', candles));
    expect(text).toMatch(/anchor is missing: .*\(anchor is 1 at the first bar of each session/);
    expect(refusal(() => compute('mavp', { close }))).toMatch(/periods holds the period of each/);
    expect(refusal(() => compute('kyleLambda', { close }))).toMatch(/above 0 where the aggressor/);
  });

  test('serves own indicators by the same rule', () => {
    const own = defineIndicator({
      name: 'restart',
      inputs: ['real', 'anchor'],
      outputs: [{ name: 'first', text: 'of the session' }],
      warmUp: () => 0,
      create: () => ({
        cells: 1,
        step(state, bar, out) {
          if (bar[1] !== 0) state[0] = bar[0] ?? 0;
          out[0] = state[0] ?? 0;
        },
      }),
    });
    expect(refusal(() => own.compute({ close, volume }))).toMatch(/^BAD_INPUT/);
    const anchor = column((i) => +(i % 10 === 0));
    expect(own.compute({ ...candles, anchor })['first']?.[19]).toBe(close[10]);
  });
});

describe('the average price by volume', () => {
  /** By its definition: sums since the last bar of an anchor. */
  function naive(anchor: readonly number[]): number[] {
    let [value, weight] = [0, 0];
    return close.map((last, i) => {
      if ((anchor[i] ?? 0) !== 0) [value, weight] = [0, 0];
      value += ((volume[i] ?? 0) * ((high[i] ?? 0) + (low[i] ?? 0) + last)) / 3;
      weight += volume[i] ?? 0;
      return value / weight;
    });
  }

  test.each<[string, IndicatorInputs]>([
    ['goes through all bars without an anchor', candles],
    ['begins anew at anchors', { ...candles, anchor: column((i) => +(i % 24 === 0)) }],
  ])('%s', (_, inputs) => {
    const { vwap } = compute('vwap', inputs);
    const want = naive(Array.from(inputs['anchor'] ?? []));
    for (const [i, value] of want.entries()) expect(vwap?.[i]).toBeCloseTo(value, 9);
  });
});

describe('a column', () => {
  test('of floats or whole numbers is taken', () => {
    const { sma } = compute('sma', { close: Float64Array.from(volume) }, { period: 5 });
    for (const taken of [volume, Float32Array.from(volume), Int16Array.from(volume)])
      expect(compute('sma', { close: taken as number[] }, { period: 5 })['sma']).toEqual(sma);
  });

  test.each([
    ['null', null],
    ['an empty text', ''],
    ['a text', '5'],
    ['true', true],
    ['false', false],
    ['undefined', undefined],
    ['a bigint', 5n],
    ['an object', {}],
  ])('with %s is refused with its name and bar', (_, value) => {
    const prices = close.with(7, value as number);
    const own = defineIndicator({
      name: 'same',
      inputs: ['close'],
      outputs: [{ name: 'same', text: 'as the input' }],
      warmUp: () => 0,
      create: () => ({
        cells: 0,
        step(_state, bar, out) {
          out[0] = bar[0] ?? 0;
        },
      }),
    });
    for (const run of [
      () => compute('sma', { prices }, { period: 2 }),
      () => compute('correlation', { close, prices }, { period: 9 }),
      () => compute('atr', { high, low, close: prices }),
      () => own.compute({ close: prices }),
    ])
      expect(refusal(run)).toMatch(/^BAD_INPUT bar 7: (prices|close) holds a value that is no num/);
  });

  test('with a hole is refused', () => {
    const prices = [1];
    prices[2] = 3;
    expect(refusal(() => compute('sma', { prices }, { period: 2 }))).toMatch(/bar 1: .*undefined/);
  });
});

describe('what is handed over', () => {
  const given = (value: unknown): never => value as never;
  test.each<[string, () => unknown, RegExp]>([
    ['a list as inputs', () => compute('sma', given([1, 2])), /^BAD_INPUT inputs are columns by/],
    ['a column as inputs', () => compute('sma', given(new Float64Array(3))), /a Float64Array of 3/],
    ['no inputs', () => compute('sma', given(undefined)), /expected \{ close \}, found undefined/],
    ['null as inputs', () => compute('atr', given(null)), /\{ high, low, close \}, found null/],
    ['candles in a list', () => compute('sma', given([{ close: 1 }])), /found an array of 1/],
    [
      'bigints as a column',
      () => compute('sma', { close: given(BigInt64Array.of(1n)) }),
      /^BAD_INPUT close is no column of numbers: .*found a BigInt64Array of 1/,
    ],
    ['a number as a column', () => compute('sma', { close: given(5) }), /found 5/],
    ['a text as a column', () => compute('sma', { close: given('123') }), /found '123'/],
    ['null as a column', () => compute('sma', { close: given(null) }), /found null/],
    ['no name', () => compute(given(undefined), { close }), /^UNKNOWN_INDICATOR .*found undefined/],
    ['a number as a name', () => create(given(5)), /^UNKNOWN_INDICATOR .*found 5/],
    ['null as parameters', () => create('sma', given(null)), /^BAD_PARAMETER .*found null/],
    ['a number as parameters', () => create('sma', given(14)), /^BAD_PARAMETER .*found 14/],
    ['a bigint as a period', () => create('sma', { period: given(14n) }), /not 14n, found \{ per/],
    ['a text as a period', () => create('sma', { period: given('14') }), /not '14', found/],
    ['null as a period', () => create('sma', { period: given(null) }), /not null, found/],
    [
      'null as options',
      () => compute('sma', { close }, {}, given(null)),
      /^BAD_INPUT .*found null/,
    ],
    [
      'null as columns of results',
      () => compute('sma', { close }, {}, { into: given(null) }),
      /^BAD_INPUT .*columns by name of the output, found null/,
    ],
    [
      'null as a column of results',
      () => compute('sma', { close }, {}, { into: { sma: given(null) } }),
      /^BAD_INPUT .*a Float64Array of 90 for sma, found null/,
    ],
    [
      'a parameter under two names',
      () => create('sma', { period: 5, optInTimePeriod: 7 }),
      /^BAD_PARAMETER .*expected given twice: period and optInTimePeriod, found/,
    ],
  ])('%s is refused', (_, run, sentence) => {
    expect(refusal(run)).toMatch(sentence);
  });

  test('undefined as a parameter is its default', () => {
    const params = given({ period: undefined, optInTimePeriod: 5 });
    expect(compute('sma', { close }, params)).toEqual(compute('sma', { close }, { period: 5 }));
  });
});
