// Candlestick patterns against TA-Lib: every window with a hit, every near miss, a long walk.
import { describe, expect, test } from 'vitest';
import { readGolden } from '../testing/golden.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { createIndicators } from './indicators.ts';
import { INDICATORS } from './registry.ts';

const indicators = await createIndicators();
const TALIB = INDICATORS.flatMap(({ talib }) => (talib?.startsWith('CDL') === true ? [talib] : []));

type Hits = [bar: number, value: number][];
interface Window {
  readonly o: number[];
  readonly h: number[];
  readonly l: number[];
  readonly c: number[];
  readonly expect: Record<string, Hits>;
}
interface Windows {
  readonly lookback: Record<string, number>;
  readonly hits: Window[];
  readonly near_misses: Window[];
}
interface Walk {
  readonly patterns: Record<
    string,
    { params: Record<string, number>; begin: number; hits: Hits }[]
  >;
}
type Bars = Record<'open' | 'high' | 'low' | 'close', number[]>;

/** Answers other than 0, and the first bar with an answer. */
function found(name: string, bars: Bars, params = {}): { begin: number; hits: Hits } {
  const { outInteger = new Float64Array() } = indicators.compute(name, bars, params);
  const begin = outInteger.findIndex((value) => !Number.isNaN(value));
  const hits: Hits = [];
  outInteger.forEach((value, bar) => {
    if (value !== 0 && !Number.isNaN(value)) hits.push([bar, value]);
  });
  return { begin, hits };
}

test('all 61 of TA-Lib are there', () => {
  expect(TALIB).toHaveLength(61);
});

describe('TA-Lib goldens', () => {
  const windowsPath = sharedFile('golden/talib_pattern_windows.json.gz');
  const walkPath = sharedFile('golden/talib_patterns_walk.json.gz');
  const mainPath = sharedFile('golden/talib_main.json.gz');

  test.skipIf(windowsPath === undefined)('windows with a hit and near misses', () => {
    const golden = readGolden(windowsPath ?? '') as Windows;
    const wrong: string[] = [];
    const seen = new Set<string>();
    const windows = [...golden.hits, ...golden.near_misses];
    windows.forEach(({ o, h, l, c, expect: wanted }, i) => {
      for (const name of TALIB) {
        const { begin, hits } = found(name, { open: o, high: h, low: l, close: c });
        if (begin !== golden.lookback[name]) wrong.push(`${name} begins at ${begin}`);
        const want = wanted[name] ?? [];
        if (want.length > 0) seen.add(name);
        if (JSON.stringify(hits) !== JSON.stringify(want))
          wrong.push(`${name}, window ${i}: ${JSON.stringify(hits)}, not ${JSON.stringify(want)}`);
      }
    });
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(windows.length).toBeGreaterThan(3000);
    expect(seen.size).toBe(61);
  });

  test.skipIf(walkPath === undefined || mainPath === undefined)('5,000 bars', () => {
    const { inputs } = readGolden(mainPath ?? '') as { inputs: Bars };
    const { patterns } = readGolden(walkPath ?? '') as Walk;
    const wrong: string[] = [];
    for (const [name, runs] of Object.entries(patterns))
      for (const { params, begin, hits } of runs) {
        const have = found(name, inputs, params);
        if (have.begin !== begin) wrong.push(`${name} begins at ${have.begin}`);
        const text = new Set(hits.map(String));
        const mine = new Set(have.hits.map(String));
        const missing = [...text].filter((hit) => !mine.has(hit));
        const extra = [...mine].filter((hit) => !text.has(hit));
        if (missing.length + extra.length > 0)
          wrong.push(
            `${name} ${have.begin}: without ${missing.join(' ')}; with ${extra.join(' ')}`,
          );
      }
    expect(wrong).toEqual([]);
    expect(Object.keys(patterns).toSorted()).toEqual(TALIB.toSorted());
  });
});
