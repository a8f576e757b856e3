// Golden values of TA-Lib: default parameters in full, other parameter sets, special series.
import { describe, expect, test } from 'vitest';
import { expectColumn, type GoldenValues, readGolden } from '../testing/golden.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { createIndicators } from './indicators.ts';
import { INDICATORS } from './registry.ts';

interface Main {
  inputs: Record<string, number[]>;
  functions: Record<
    string,
    {
      inputs: string[];
      params: Record<string, number>;
      begin: number;
      outputs: Record<string, GoldenValues>;
    }
  >;
}

interface Variants {
  cases: {
    function: string;
    inputs: string[];
    params: Record<string, number>;
    begin: number;
    head: Record<string, GoldenValues>;
    tail: Record<string, GoldenValues>;
  }[];
}

const names = new Set(INDICATORS.flatMap(({ talib }) => (talib === undefined ? [] : [talib])));
const indicators = await createIndicators();

/** Columns under the golden file's names for them. */
function columns(inputs: Record<string, number[]>, wanted: readonly string[]) {
  const { close = [] } = inputs;
  const derived: Record<string, number[]> = {
    unit: close.map((_, i) => (((i * 37) % 201) - 100) / 100),
    'close/100': close.map((value) => value / 100),
    periods: close.map((_, i) => 2 + ((i * 7 + Math.floor(i / 11)) % 29)),
  };
  return Object.fromEntries(
    wanted.map((name) => [name, Float64Array.from(inputs[name] ?? derived[name] ?? [])]),
  );
}

/** TA-Lib loses digits in sums of squares: most of all where two bars hardly differ. */
function toleranceOf(name: string, params: Record<string, number>): number {
  const isShort = params['optInTimePeriod'] === 2;
  if (name === 'CORREL' && isShort) return 1e-3;
  if (name === 'STDDEV' && isShort) return 1e-5;
  return /^(VAR|STDDEV|BBANDS|CORREL|BETA)$/.test(name) ? 1e-6 : 1e-9;
}

describe('TA-Lib goldens', () => {
  const mainPath = sharedFile('golden/talib_main.json.gz');
  const variantsPath = sharedFile('golden/talib_variants.json.gz');

  test.skipIf(mainPath === undefined)('default parameters', () => {
    const golden = readGolden(mainPath ?? '') as Main;
    let compared = 0;
    expect(Object.keys(golden.functions)).toHaveLength(100);
    expect(Object.keys(golden.functions).filter((name) => !names.has(name))).toEqual([]);
    for (const [name, entry] of Object.entries(golden.functions)) {
      const out = indicators.compute(name, columns(golden.inputs, entry.inputs), entry.params);
      for (const [key, expected] of Object.entries(entry.outputs)) {
        const column = out[key];
        if (column === undefined) throw new Error(`${name} has no output ${key}`);
        expect(column.slice(0, entry.begin).every(Number.isNaN), `${name} begins`).toBe(true);
        expectColumn(column, expected, { name, at: entry.begin });
        compared++;
      }
    }
    expect(compared).toBe(119);
  });

  test.skipIf(variantsPath === undefined || mainPath === undefined)('other parameters', () => {
    const { inputs } = readGolden(mainPath ?? '') as Main;
    const golden = readGolden(variantsPath ?? '') as Variants;
    let compared = 0;
    for (const entry of golden.cases) {
      const name = entry.function;
      const out = indicators.compute(name, columns(inputs, entry.inputs), entry.params);
      const label = `${name} ${JSON.stringify(entry.params)}`;
      for (const [key, head] of Object.entries(entry.head)) {
        const column = out[key];
        const tail = entry.tail[key] ?? [];
        if (column === undefined) throw new Error(`${name} has no output ${key}`);
        const tolerance = toleranceOf(name, entry.params);
        expectColumn(column, head, { name: label, at: entry.begin, tolerance });
        expectColumn(column, tail, { name: label, at: column.length - tail.length, tolerance });
        compared++;
      }
    }
    expect(golden.cases.length).toBe(394);
    expect(compared).toBeGreaterThan(394);
  });
});
