// Long runs: rolling kernels do not drift, and an update costs the same after any history.
// OUTCRY_LONG_RUN sets the bars of the drift test (by hand: 100000000); with OUTCRY_TIMING set, the
// cost of updates at bars 1,000 and 1,000,000 is timed and printed.
import { describe, expect, test } from 'vitest';
import { createIndicators } from './indicators.ts';
import { type IndicatorModule, loadIndicators } from './module.ts';
import { getIndicator, INDICATORS, type IndicatorParams, resolveParams } from './registry.ts';
import type { IndicatorSpec } from './spec.ts';

const BARS = Number(process.env['OUTCRY_LONG_RUN'] ?? '2000000');
const BLOCK = 4096;
/** Blocks that the fresh computation sees. */
const KEPT = 6;

const COLUMNS = ['open', 'high', 'low', 'close', 'volume'] as const;
type Column = (typeof COLUMNS)[number];

/** Which column an input takes. */
const STAND: Readonly<Record<string, Column>> = {
  real: 'close',
  real0: 'high',
  real1: 'close',
  bidPrice: 'low',
  askPrice: 'high',
  bidQty: 'volume',
  askQty: 'volume',
  signedQty: 'volume',
};

/** A generator of our own: the same bars on every machine. */
function bits(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 16;
  };
}

/**
 * Bars around 100,000 ticks of 0.01. Every 400,000 bars 40 of them are 10^8 times as high:
 * what a running sum does not get rid of stays in it.
 */
class Bars {
  private readonly next = bits(20250101);
  private level = 100_000;
  private bar = 0;

  fill(f64: Float64Array, at: Readonly<Record<Column, number>>, last: number): void {
    for (let i = 0; i < BLOCK; i++) {
      const isSpell = this.bar % 400_000 < 40 && this.bar < last - KEPT * BLOCK;
      const tick = isSpell ? 1e6 : 0.01;
      const open = this.level;
      const drift = this.level > 150_000 ? -1 : this.level < 50_000 ? 1 : 0;
      this.level += (this.next() % 41) - 20 + drift;
      f64[at.open + i] = open * tick;
      f64[at.close + i] = this.level * tick;
      f64[at.high + i] = (Math.max(open, this.level) + (this.next() % 9)) * tick;
      f64[at.low + i] = (Math.min(open, this.level) - (this.next() % 9)) * tick;
      f64[at.volume + i] = this.next() % 1000;
      this.bar++;
    }
  }
}

/** A kernel and its state over columns of one block. */
class Runner {
  readonly spec: IndicatorSpec;
  readonly params: readonly number[];
  readonly state: number;
  readonly size: number;
  readonly out: readonly number[];
  private readonly module: IndicatorModule;
  private readonly tables: number;

  constructor(
    module: IndicatorModule,
    name: string,
    params: IndicatorParams,
    columns: Readonly<Record<Column, number>>,
  ) {
    this.module = module;
    this.spec = getIndicator(name);
    this.params = resolveParams(this.spec, params);
    const { inputs, outputs, id } = this.spec;
    this.tables = module.alloc(8 * (this.params.length + 2 * (inputs.length + outputs.length)));
    module.f64.set(this.params, this.tables >> 3);
    this.size = module.exports.indicatorSize(id, this.tables) >>> 0;
    this.state = module.alloc(this.size);
    module.exports.indicatorInit(id, this.state, this.tables);
    this.out = outputs.map(() => module.alloc(8 * BLOCK));
    const addresses = [
      ...inputs.map((input) => columns[STAND[input] ?? (input as Column)] ?? columns.close),
      ...this.out,
    ];
    addresses.forEach((address, k) => {
      module.u32[(this.tables >> 2) + k] = address;
    });
  }

  run(n = BLOCK): void {
    const { inputs, outputs, id } = this.spec;
    const ins = inputs.length;
    const work = this.tables + 4 * (ins + outputs.length);
    this.module.exports.indicatorRun(
      id,
      this.state,
      this.tables,
      ins,
      this.tables + 4 * ins,
      outputs.length,
      n,
      work,
    );
  }

  /** One value, that of the block's i-th bar. */
  update(i: number): void {
    const { inputs, outputs, id } = this.spec;
    const { u32, exports } = this.module;
    const count = inputs.length + outputs.length;
    const from = this.tables >> 2;
    for (let k = 0; k < count; k++)
      u32[from + count + k] = (u32[from + k] ?? 0) + (k < inputs.length ? 8 * i : 0);
    const moved = this.tables + 4 * count;
    const outTable = moved + 4 * inputs.length;
    exports.indicatorRun(id, this.state, moved, inputs.length, outTable, outputs.length, 1, 0);
  }
}

/** Work memory is taken before the views are, so that they stay. */
function columnsIn(module: IndicatorModule): {
  bytes: Record<Column, number>;
  cells: Record<Column, number>;
} {
  const entries = COLUMNS.map((name) => [name, module.alloc(8 * BLOCK)] as const);
  return {
    bytes: Object.fromEntries(entries) as Record<Column, number>,
    cells: Object.fromEntries(entries.map(([name, at]) => [name, at >> 3])) as Record<
      Column,
      number
    >,
  };
}

const LOOSE = { tolerance: 1e-6 };

/** What rolls: sums, variances, regressions, orders and extremes of windows, and averages. */
const ROLLING: readonly (readonly [string, IndicatorParams?, { tolerance: number }?])[] = [
  ['sum'],
  ['sma'],
  ['sma', { period: 5000 }],
  ['wma'],
  ['wma', { period: 5000 }],
  ['trima'],
  ['ema'],
  ['bbands', {}, LOOSE],
  ['standardDeviation', { period: 20 }, LOOSE],
  ['variance', { period: 20 }, LOOSE],
  ['variance', { period: 5000 }, LOOSE],
  ['sampleVariance', {}, LOOSE],
  ['zScore', {}, LOOSE],
  ['standardError', {}, LOOSE],
  ['meanDeviation'],
  ['meanDeviation', { period: 500 }],
  ['linearRegression'],
  ['linearRegressionSlope'],
  ['linearRegressionSlope', { period: 5000 }],
  ['regressionQuality', {}, LOOSE],
  ['deviationChannel', {}, LOOSE],
  ['regressionChannel', {}, LOOSE],
  ['correlation', {}, LOOSE],
  ['covariance', {}, LOOSE],
  ['beta', {}, LOOSE],
  ['directionalBeta', {}, LOOSE],
  ['historicalVolatility', {}, LOOSE],
  ['yangZhangVolatility', {}, LOOSE],
  ['parkinsonVolatility'],
  ['garmanKlassVolatility'],
  ['atr'],
  ['massIndex'],
  ['choppiness'],
  ['ulcerIndex'],
  ['median'],
  ['max'],
  ['midprice'],
  ['cci'],
  ['mfi'],
  ['imi'],
  ['ultOsc'],
  ['kama'],
  ['vwma'],
  ['cmf'],
  ['rollingPivotClassic'],
];

function isNear(have: number, want: number, tolerance: number): boolean {
  if (Number.isNaN(want)) return Number.isNaN(have);
  return Math.abs(have - want) <= tolerance * Math.max(1, Math.abs(want));
}

describe(`after ${BARS} bars`, () => {
  test('rolling kernels are where a fresh computation is', { timeout: 3_600_000 }, async () => {
    const module = await loadIndicators();
    const { bytes, cells } = columnsIn(module);
    const runners = ROLLING.map(([name, params = {}]) => new Runner(module, name, params, bytes));
    const source = new Bars();
    const kept = Object.fromEntries(
      COLUMNS.map((name) => [name, new Float64Array(KEPT * BLOCK)]),
    ) as Record<Column, Float64Array>;
    const blocks = Math.ceil(BARS / BLOCK);
    // A running sum of 30, as simple as can be: the series would show drift.
    const plain = new Float64Array(30);
    let drifting = 0;
    for (let block = 0; block < blocks; block++) {
      source.fill(module.f64, cells, blocks * BLOCK);
      for (const runner of runners) runner.run();
      for (let i = 0; i < BLOCK; i++) {
        const slot = (block * BLOCK + i) % 30;
        const value = module.f64[cells.close + i] ?? 0;
        drifting += value - (plain[slot] ?? 0);
        plain[slot] = value;
      }
      const place = block - (blocks - KEPT);
      if (place >= 0)
        for (const name of COLUMNS)
          kept[name].set(module.f64.subarray(cells[name], cells[name] + BLOCK), place * BLOCK);
    }
    const exact = plain.reduce((sum, value) => sum + value, 0);
    expect(isNear(drifting, exact, 1e-9), 'a plain sum drifts over this series').toBe(false);

    const indicators = await createIndicators();
    const faults: string[] = [];
    let finite = 0;
    ROLLING.forEach(([name, params = {}, { tolerance } = { tolerance: 1e-9 }], k) => {
      const { inputs, outputs } = getIndicator(name);
      const given = inputs.map((input) => [input, kept[STAND[input] ?? (input as Column)]]);
      const fresh = indicators.compute(
        name,
        Object.fromEntries(given) as Record<string, Float64Array>,
        params,
      );
      outputs.forEach((output, j) => {
        const at = ((runners[k]?.out[j] ?? 0) >> 3) + BLOCK;
        const column = fresh[output.name] ?? new Float64Array();
        for (let back = 1; back <= 1000; back++) {
          const have = module.f64[at - back] ?? Number.NaN;
          const want = column[column.length - back] ?? Number.NaN;
          if (!Number.isNaN(want)) finite++;
          if (isNear(have, want, tolerance)) continue;
          faults.push(`${name} ${JSON.stringify(params)} ${output.name}: ${have}, fresh ${want}`);
          break;
        }
      });
    });
    expect(faults).toEqual([]);
    expect(finite).toBeGreaterThan(ROLLING.length * 1000);
  });
});

/** Bytes of the state that updates change, over the block's bars [from, to). */
function touched(module: IndicatorModule, runner: Runner, from: number, to: number): number {
  const state = new Uint8Array(module.f64.buffer, runner.state, runner.size);
  const before = new Uint8Array(runner.size);
  let changed = 0;
  for (let i = from; i < to; i++) {
    before.set(state);
    runner.update(i);
    for (let k = 0; k < before.length; k++) if (before[k] !== state[k]) changed++;
  }
  return changed;
}

describe('the cost of an update', () => {
  /** Whole turns of windows of the default periods. */
  const WATCHED = 600;
  const EARLY_BLOCKS = 1;
  const LATE_BLOCKS = 30;

  test('neither the state nor what an update changes in it grows with history', async () => {
    const module = await loadIndicators();
    const { bytes, cells } = columnsIn(module);
    const runners = INDICATORS.map(({ name }) => new Runner(module, name, {}, bytes));
    const source = new Bars();
    const top = module.exports.arenaTop();
    const early: number[] = [];
    const grown: string[] = [];
    for (let block = 0; block < LATE_BLOCKS; block++) {
      source.fill(module.f64, cells, 0);
      runners.forEach((runner, k) => {
        if (block === EARLY_BLOCKS) {
          early[k] = touched(module, runner, 0, WATCHED);
          return;
        }
        if (block < LATE_BLOCKS - 1) {
          runner.run();
          return;
        }
        const late = touched(module, runner, 0, WATCHED);
        const allowed = (early[k] ?? 0) * 1.25 + 8 * WATCHED;
        if (late > allowed) grown.push(`${runner.spec.name}: ${early[k]} bytes, later ${late}`);
      });
    }
    expect(grown).toEqual([]);
    expect(module.exports.arenaTop()).toBe(top);
  });

  test.skipIf(process.env['OUTCRY_TIMING'] === undefined)(
    'by the clock, at bars 1,000 and 1,000,000',
    { timeout: 3_600_000 },
    async () => {
      const rows: { name: string; early: number; late: number }[] = [];
      for (const { name } of INDICATORS) {
        const module = await loadIndicators();
        const { bytes, cells } = columnsIn(module);
        const early = new Runner(module, name, {}, bytes);
        const late = new Runner(module, name, {}, bytes);
        const source = new Bars();
        source.fill(module.f64, cells, 0);
        early.run(1000);
        for (let done = 0; done < 1_000_000; done += BLOCK) late.run();
        const time = (runner: Runner): number => {
          const start = performance.now();
          for (let i = 1000; i < BLOCK; i++) runner.update(i);
          return ((performance.now() - start) * 1e6) / (BLOCK - 1000);
        };
        // The best of runs that take turns: each starts from the same two states.
        const best = { name, early: Number.POSITIVE_INFINITY, late: Number.POSITIVE_INFINITY };
        const states = [early, late].map((runner) =>
          new Uint8Array(module.f64.buffer, runner.state, runner.size).slice(),
        );
        for (let round = 0; round < 30; round++) {
          [early, late].forEach((runner, k) => {
            new Uint8Array(module.f64.buffer, runner.state, runner.size).set(
              states[k] ?? new Uint8Array(),
            );
          });
          best.early = Math.min(best.early, time(early));
          best.late = Math.min(best.late, time(late));
        }
        rows.push(best);
      }
      rows.sort((a, b) => b.late / b.early - a.late / a.early);
      const text = rows.map(
        ({ name, early, late }) =>
          `${name} ${early.toFixed(1)} ns, ${late.toFixed(1)} ns, ${(late / early).toFixed(3)}`,
      );
      process.stdout.write(`${text.slice(0, 20).join('\n')}\n`);
      expect(rows[0]?.late).toBeGreaterThan(0);
    },
  );
});
