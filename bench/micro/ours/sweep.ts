// The sweep job, ours: all sets of the grid in one pass over the candles, every fill kept.
import { join } from 'node:path';
import { CandleSource } from '../../../src/import/candle-source.ts';
import { InstrumentRegistry } from '../../../src/import/instrument-registry.ts';
import { loadIndicators } from '../../../src/indicators/module.ts';
import { openInput } from '../../../src/inputs/inputs.ts';
import { createLargeCore } from '../../../src/inputs/large-core.ts';
import { defineSignals, planOf } from '../../../src/signals/define-signals.ts';
import { int, number, type ParamValue } from '../../../src/strategy/params.ts';
import { type SweepCandles, sweepCandles } from '../../../src/sweep/candles.ts';
import { gridSets } from '../../../src/sweep/grid.ts';
import { SweepKernel } from '../../../src/sweep/kernel.ts';
import { accountOf } from '../../../src/sweep/kernel-fit.ts';
import { samplePlan } from '../../../src/sweep/metrics.ts';
import type { Contender } from '../../harness/types.ts';
import { hex, mix } from '../../jobs/lib/checksum.ts';
import { repeat } from '../../jobs/lib/repeat.ts';

const EXECUTION = { cash: { USDT: '1000000' }, terms: { takerRate: '0.001' } };

const crossing = defineSignals({
  name: 'crossing',
  params: { fast: int(5, { min: 1 }), slow: int(110, { min: 1 }) },
  indicators: { quick: ['sma', { period: 'fast' }], calm: ['sma', { period: 'slow' }] },
  enter: ['crossAbove', 'quick', 'calm'],
  exit: ['crossBelow', 'quick', 'calm'],
  qty: '1',
});

const levels = defineSignals({
  name: 'levels',
  params: { period: int(14, { min: 2 }), level: number(30) },
  indicators: { strength: ['rsi', { period: 'period' }] },
  enter: ['crossBelow', 'strength', 'level'],
  exit: ['above', 'strength', 70.01],
  qty: '1',
});

/** Room for the fills of all sets. */
const FILLS_MAX = 3_000_000;

/** Sets that peers run which take them one by one. */
const FEW = [0, 4321, 9999];

/** The grids of 100 by 100; bench/peers/python/sweep.py has the same. */
const RULES = {
  crossing: {
    plan: planOf(crossing),
    sets: () => {
      const grid = { fast: { from: 5, to: 104 }, slow: { from: 110, to: 605, step: 5 } };
      return gridSets(crossing.params ?? {}, { grid }, 'crossing');
    },
  },
  levels: {
    plan: planOf(levels),
    sets: () => {
      const grid = {
        period: { from: 2, to: 101 },
        level: { from: '20.03', to: '69.53', step: '0.5' },
      };
      return gridSets(levels.params ?? {}, { grid }, 'levels');
    },
  },
} as const;

async function read(file: string): Promise<SweepCandles> {
  const input = { hints: new Map(), common: {} };
  const core = await createLargeCore(2 ** 29);
  const registry = new InstrumentRegistry(input.hints, input.common);
  const source = await openInput(core, registry, file, input);
  if (!(source instanceof CandleSource)) throw new Error(`${file} holds no candles`);
  await source.close();
  return sweepCandles(source);
}

export async function createOursSweep(inputs: string): Promise<Contender> {
  const name = inputs.endsWith('levels') ? 'levels' : 'crossing';
  const { plan, sets } = RULES[name];
  if (plan === undefined) throw new Error('no plan');
  const candles = await read(join(inputs, 'BENCHUSDT.csv'));
  const module = await loadIndicators('release');
  const params: readonly Record<string, ParamValue>[] = sets();
  const account = accountOf(candles.instrument, EXECUTION);
  const { samples } = samplePlan(candles);
  const sweep = (): SweepKernel => {
    const kernel = new SweepKernel(module, candles, account, plan, {
      samples,
      fillsMax: FILLS_MAX,
    });
    for (const set of params) kernel.add(set);
    return kernel;
  };
  const work = (): number => {
    const kernel = sweep();
    const results = kernel.run();
    const hash = results.reduce((sum, result) => mix(sum, result?.fills ?? 0), 0);
    kernel.release();
    return hash;
  };
  return {
    version: `node ${process.versions.node}, V8 ${process.versions.v8}`,
    units: params.length * candles.length,
    check() {
      const kernel = sweep();
      const results = kernel.run();
      let trades = 0;
      let few = 0;
      let count = 0;
      for (let place = 0; place < results.length; place++)
        for (const { bar, side, price, qty, fee } of kernel.trades(place)) {
          for (const value of [place, bar, side === 'buy' ? 0 : 1, price, qty, fee])
            trades = mix(trades, Number(value));
          count++;
          if (!FEW.includes(place)) continue;
          for (const value of [place, bar, side === 'buy' ? 0 : 1, price, qty, fee])
            few = mix(few, Number(value));
        }
      kernel.release();
      const checks = { trades: hex(trades), few: hex(few) };
      return { checks, facts: { fills: count, sets: params.length } };
    },
    round: (repetitions) => repeat(repetitions, () => undefined, work),
  };
}
