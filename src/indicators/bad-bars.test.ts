// Bars that are wrong leave no trace: single ticks of any size, falls and rises of the price level,
// values that are no numbers. And parameters at their limits never break the module.
import { describe, expect, test } from 'vitest';
import { OutcryError } from '../errors/outcry-error.ts';
import { createIndicators } from './indicators.ts';
import { beginsOf, INDICATORS, type IndicatorParams, resolveParams } from './registry.ts';
import type { IndicatorSpec, InputName } from './spec.ts';

const indicators = await createIndicators();

/** A generator of our own: the same bars on every machine. */
function fractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

type Bars = Record<InputName, Float64Array<ArrayBuffer>>;

const BARS = 1400;
/** The bar of the tick, or the last one of the first level. */
const TICK = 700;

/** Bars about 100, each of them times its factor; quantities too. */
function barsOf(factor: (bar: number) => number): Bars {
  const next = fractions(3);
  const names: InputName[] = [
    ...(['open', 'high', 'low', 'close', 'volume', 'real', 'real0', 'real1', 'periods'] as const),
    ...(['bidPrice', 'askPrice', 'bidQty', 'askQty', 'signedQty', 'anchor'] as const),
  ];
  const bars = Object.fromEntries(names.map((name) => [name, new Float64Array(BARS)])) as Bars;
  for (let i = 0; i < BARS; i++) {
    const times = factor(i);
    const close = 100 + 2 * Math.sin(i / 9) + next();
    const open = close + next() - 0.5;
    const high = Math.max(open, close) + next();
    const low = Math.min(open, close) - next();
    const values: Partial<Record<InputName, number>> = {
      open,
      high,
      low,
      close,
      real: close,
      real0: close,
      real1: close + 2 * next(),
      volume: 1 + Math.floor(next() * 900),
      bidPrice: low,
      askPrice: high,
      bidQty: 1 + Math.floor(next() * 90),
      askQty: 1 + Math.floor(next() * 90),
      signedQty: Math.floor(next() * 90) - 45,
    };
    for (const [name, value] of Object.entries(values)) bars[name as InputName][i] = value * times;
    bars.periods[i] = 2 + (i % 17);
    bars.anchor[i] = +(i % 50 === 0);
  }
  return bars;
}

const SCENES: readonly (readonly [string, Bars])[] = [
  ['a tick of 1e9', barsOf((i) => (i === TICK ? 1e9 : 1))],
  ['a tick of 1e6', barsOf((i) => (i === TICK ? 1e6 : 1))],
  ['a tick of 1e-6', barsOf((i) => (i === TICK ? 1e-6 : 1))],
  ['ticks', barsOf((i) => ([0, 3, 40].includes(TICK - i) ? 1e7 * (i - TICK + 51) : 1))],
  ['a fall by 1e12', barsOf((i) => (i <= TICK ? 1e9 : 1e-3))],
  ['a rise by 1e12', barsOf((i) => (i <= TICK ? 1e-3 : 1e9))],
  ['a slide by 1e10', barsOf((i) => 10 ** (Math.min(0, Math.max(-40, TICK - 40 - i)) / 4))],
];

const PLAIN = barsOf(() => 1);

/** Bars after all windows have left the tick behind. */
const AFTER = [0, 1, 2, 3, 5, 7, 8, 13, 18, 19, 20, 21, 29, 40];

function compute(spec: IndicatorSpec, bars: Bars, params: IndicatorParams, from = 0, to = BARS) {
  const inputs = spec.inputs.map((name) => [name, bars[name].subarray(from, to)] as const);
  return indicators.compute(spec.name, Object.fromEntries(inputs), params);
}

function isNear(have: number, want: number, usual: number): boolean {
  if (!Number.isFinite(want)) return Object.is(have, want);
  return Math.abs(have - want) <= 1e-6 * Math.max(Math.abs(want), usual);
}

/** Defaults, and short windows of different lengths. */
function paramsOf(spec: IndicatorSpec): IndicatorParams[] {
  const counts = spec.params.filter(
    ({ name, integer }) => integer === true && !/type$/i.test(name),
  );
  const short = counts.map(({ name, min, default: usual }, k) => [
    name,
    Math.max(min, Math.min(usual, 7 + 2 * k)),
  ]);
  return [{}, Object.fromEntries(short) as IndicatorParams];
}

/** What the last bars alone say, at each of `at`. */
function freshAt(
  spec: IndicatorSpec,
  bars: Bars,
  params: IndicatorParams,
  at: readonly number[],
  memory: number,
) {
  return at.map((i) => compute(spec, bars, params, i + 1 - memory, i + 1));
}

function faultsOf(
  spec: IndicatorSpec,
  params: IndicatorParams,
): { readonly seen: number; readonly faults: readonly string[] } {
  const memory = Math.max(...beginsOf(spec, resolveParams(spec, params))) + 1;
  const at = AFTER.map((bars) => TICK + memory + bars).filter((i) => i < BARS);
  const plain = compute(spec, PLAIN, params);
  const plainFresh = freshAt(spec, PLAIN, params, at, memory);
  // Finite memory: over usual bars the last ones alone give the same to the last digits.
  const names = spec.outputs
    .map(({ name }) => name)
    .filter((name) =>
      at.every((i, k) => {
        const want = plainFresh[k]?.[name]?.at(-1) ?? Number.NaN;
        const have = plain[name]?.[i] ?? Number.NaN;
        return Object.is(have, want) || Math.abs(have - want) <= 1e-12 * Math.abs(want);
      }),
    );
  const faults: string[] = [];
  let seen = 0;
  for (const [scene, bars] of names.length > 0 ? SCENES : []) {
    const whole = compute(spec, bars, params);
    const fresh = freshAt(spec, bars, params, at, memory);
    for (const name of names) {
      const wants = fresh.map((columns) => columns[name]?.at(-1) ?? Number.NaN);
      const sizes = wants.filter(Number.isFinite).map(Math.abs);
      const usual = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
      at.forEach((i, k) => {
        const want = wants[k] ?? Number.NaN;
        const have = whole[name]?.[i] ?? Number.NaN;
        seen++;
        if (isNear(have, want, usual)) return;
        faults.push(`${spec.name}.${name} after ${scene}, bar ${i}: ${have}, right ${want}`);
      });
    }
  }
  return { seen, faults };
}

/** Recursions that forget so fast that they look like windows over usual bars. */
const FORGETFUL = new Set(['exponentialDecay', 'linearDecay', 'gmma', 'connorsRsi']);

test('what has left the window is gone, however large it was', () => {
  const faults: string[] = [];
  let seen = 0;
  for (const spec of INDICATORS) {
    if (FORGETFUL.has(spec.name)) continue;
    for (const params of paramsOf(spec)) {
      const result = faultsOf(spec, params);
      seen += result.seen;
      faults.push(...result.faults.slice(0, 2));
    }
  }
  expect(faults).toEqual([]);
  expect(seen).toBeGreaterThan(40_000);
});

/** These and patterns look for events: a bar without a number is none. */
const EVENTS =
  /^(sar|sarExt|zigZag|swingPoints|fractal|fractalChaos|orderFlowImbalance|\w*[pP]ivot\w+)$/;
/** Their windows pass over a NaN; no value from before it is lost or kept. */
const PASS_OVER = new Set(['ulcerIndex', 'choppiness', 'rankCorrelation', 'gannHiLo']);

/** What is neither NaN nor as without the bar that is NaN. */
function afterNaN(spec: IndicatorSpec): string | undefined {
  const memory = Math.max(...beginsOf(spec, resolveParams(spec, {}))) + 1;
  using stream = indicators.create(spec.name);
  using clean = indicators.create(spec.name);
  using fresh = indicators.create(spec.name);
  const bad = 407;
  const take = (to: typeof stream, i: number, isBad = false): void => {
    const bar = i % BARS;
    const values = spec.inputs.map((name) => (isBad ? Number.NaN : (PLAIN[name][bar] ?? 0)));
    to.update(...(values as [number]));
  };
  for (let i = 0; i < bad + 2 * memory + 200; i++) {
    take(stream, i, i === bad);
    take(clean, i);
    if (i > bad) take(fresh, i);
    if (i < bad) continue;
    for (let k = 0; k < spec.outputs.length; k++) {
      const have = stream.value(k);
      if (Number.isNaN(have)) continue;
      const isAs = (want: number) => Math.abs(have - want) <= 1e-9 * Math.max(1, Math.abs(want));
      if (isAs(clean.value(k)) || isAs(fresh.value(k))) continue;
      return `${spec.name}, output ${k}, ${i - bad} bars after: ${have}, not ${clean.value(k)}`;
    }
  }
  return undefined;
}

describe('NaN in a stream', () => {
  test('gives NaN or what is right, and never garbage', () => {
    const faults = INDICATORS.filter(
      ({ name, unit }) => !unit.startsWith('score') && !EVENTS.test(name) && !PASS_OVER.has(name),
    )
      .map(afterNaN)
      .filter((fault) => fault !== undefined);
    expect(faults).toEqual([]);
  });

  test('stays in finite windows as long as it is in them', () => {
    const names = ['sma', 'standardDeviation', 'bbands', 'correlation', 'median', 'percentRank'];
    for (const name of [...names, 'linearRegression', 'wma', 'sum', 'quantile', 'variance']) {
      using stream = indicators.create(name, { period: 9 });
      const firsts: boolean[] = [];
      for (let i = 0; i < 60; i++) {
        const value = i === 30 ? Number.NaN : 100 + ((i * 7) % 11);
        firsts.push(Number.isNaN(stream.update(value, 50 + ((i * 5) % 13))));
      }
      // Fewer than nine before it, and eight bars after it.
      const from = firsts.indexOf(false);
      const unknown = firsts.map((isNaN, i) => (isNaN && i >= from ? i : -1)).filter((i) => i >= 0);
      expect(unknown.slice(0, 9), name).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38]);
      expect(unknown.at(-1), name).toBeLessThan(48);
    }
  });

  test('any order of NaN, peeks too, leaves a median whole', () => {
    const next = fractions(11);
    using stream = indicators.create('median', { period: 7 });
    for (let i = 0; i < 5000; i++) {
      const value = next() < 0.1 ? Number.NaN : next();
      stream.peek(next() < 0.5 ? Number.NaN : 1);
      stream.update(value);
    }
    for (const value of [5, 3, 9, 1, 7, 8, 2]) stream.update(value);
    expect(stream.value()).toBe(5);
  });
});

/** A module of its own for each: some take most of a memory. */
async function atLimit(spec: IndicatorSpec, params: IndicatorParams): Promise<string | undefined> {
  const own = await createIndicators();
  try {
    using stream = own.create(spec.name, params);
    for (let i = 0; i < 2; i++)
      stream.update(...(spec.inputs.map((name) => PLAIN[name][i] ?? 0) as [number]));
  } catch (fault) {
    const code = fault instanceof OutcryError ? fault.code : String(fault);
    if (code !== 'BAD_PARAMETER' && code !== 'OUT_OF_MEMORY') return `${spec.name}: ${code}`;
  }
  return undefined;
}

test('parameters at their limits together never break the module', {
  timeout: 60_000,
}, async () => {
  const faults: (string | undefined)[] = [];
  for (const spec of INDICATORS) {
    const counts = spec.params.filter(({ name }) => !/type$/i.test(name));
    // One or two rings of a million are work for the memory alone: products are what may overflow.
    if (counts.filter(({ max }) => max >= 1e6).length < 2) continue;
    faults.push(
      await atLimit(spec, Object.fromEntries(counts.map(({ name, max }) => [name, max]))),
    );
  }
  expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  const product = (): unknown =>
    indicators.create('trendDetection', { period: 1e6, multiple: 1e6 });
  expect(product).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }));
});
