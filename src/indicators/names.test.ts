// Names of indicators: readable, TA-Lib's, those of other libraries, and what a wrong one is met
// with.
import { expect, test } from 'vitest';
import { readGolden } from '../testing/golden.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { ALIASES } from './catalogue/aliases.ts';
import { createIndicators } from './indicators.ts';
import { defineIndicator } from './own-step.ts';
import { findIndicator, getIndicator, INDICATORS } from './registry.ts';

const NAMES = INDICATORS.flatMap(({ name, talib }) =>
  talib === undefined ? [name] : [name, talib],
);
const close = Float64Array.from({ length: 200 }, (_, i) => 100 + ((i * 37) % 23) / 4);

function refusal(name: string): string {
  try {
    getIndicator(name);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${name} stands for something`);
}

test('names and aliases stand for one indicator each, in any case of letters', () => {
  const owners = new Map<string, string>();
  for (const { name, talib, aliases = [] } of INDICATORS)
    for (const one of new Set([name, talib ?? name, ...aliases].map((it) => it.toLowerCase()))) {
      expect(owners.get(one), one).toBeUndefined();
      owners.set(one, name);
    }
  for (const [name, owner] of owners) {
    expect(findIndicator(name)?.name, name).toBe(owner);
    expect(findIndicator(name.toUpperCase())?.name, name).toBe(owner);
  }
});

test('an alias is no name of any, however it is written', () => {
  const key = (name: string): string => name.toLowerCase().replaceAll('_', '');
  const names = new Set(NAMES.map(key));
  const aliases = Object.values(ALIASES).flat().map(key);
  expect(aliases.filter((alias) => names.has(alias))).toEqual([]);
  expect(new Set(aliases).size).toBe(aliases.length);
  expect(aliases.length).toBeGreaterThan(100);
  const known = new Set(INDICATORS.map(({ name }) => name));
  expect(Object.keys(ALIASES).filter((name) => !known.has(name))).toEqual([]);
});

const goldens = ['golden/talib_main.json.gz', 'golden/talib_patterns_walk.json.gz'].map(sharedFile);
test.skipIf(goldens.includes(undefined))('all of TA-Lib 0.6 stand for themselves', () => {
  const functions = goldens.flatMap((path) => {
    const { functions: some = {}, patterns = {} } = readGolden(path ?? '') as {
      functions?: Record<string, unknown>;
      patterns?: Record<string, unknown>;
    };
    return [...Object.keys(some), ...Object.keys(patterns)];
  });
  const all = new Set(functions.map((name) => name.replace(/@.*$/, '')));
  for (const name of all) expect(findIndicator(name)?.talib, name).toBe(name);
  const ours = INDICATORS.flatMap(({ talib }) => talib ?? []);
  expect(new Set(ours).size).toBe(161);
  expect(ours.filter((name) => !all.has(name))).toEqual([]);
});

test.each([
  ['TSI', 'trueStrength'],
  ['ao', 'awesome'],
  ['AC', 'accelerator'],
  ['HMA', 'hma'],
  ['KC', 'keltner'],
  ['Keltner Channels', 'keltner'],
  ['rma', 'smma'],
  ['VWMA', 'vwma'],
  ['EFI', 'forceIndex'],
  ['massi', 'massIndex'],
  ['SMI', 'stochasticMomentum'],
  ['vhf', 'verticalHorizontal'],
  ['CVI', 'chaikinVolatility'],
  ['eri', 'elderRay'],
  ['williamsR', 'willR'],
  ['williams_r', 'willR'],
  ['cdl_doji', 'doji'],
  ['linear-regression', 'linearRegression'],
])('%s is %s', async (alias, name) => {
  expect(findIndicator(alias)?.name).toBe(name);
  if (getIndicator(name).inputs[0] !== 'real') return;
  const indicators = await createIndicators();
  const inputs = { close, volume: close };
  expect(indicators.compute(alias, inputs)).toEqual(indicators.compute(name, inputs));
});

test.each([
  ['rvi', /did you mean relativeVigor, relativeVolatility\?/],
  ['MAD', /did you mean meanDeviation, medianDeviation\?/],
  ['choppines', /did you mean .*choppiness/],
  ['williamsRR', /did you mean .*williamsR\b/],
])('%s is met with others', (name, hint) => {
  expect(refusal(name)).toMatch(hint);
});

test("an alias is free for an indicator of the user's", async () => {
  const indicators = await createIndicators();
  const own = defineIndicator({
    name: 'ao',
    inputs: ['real'],
    outputs: [{ name: 'same', text: 'as the input' }],
    warmUp: () => 0,
    create: () => ({
      cells: 0,
      step(_state, bar, out) {
        out[0] = bar[0] ?? 0;
      },
    }),
  });
  expect(indicators.get('ao').name).toBe('awesome');
  indicators.register(own);
  expect(indicators.get('ao')).toBe(own.spec);
  expect(indicators.compute('ao', { close })).toEqual({ same: close });
  const taken = defineIndicator({
    ...own.spec,
    warmUp: () => 0,
    name: 'sma',
    create: () => ({ cells: 0, step() {} }),
  });
  expect(() => indicators.register(taken)).toThrow(/indicator of this name already/);
});
