// The sweep job: 100 by 100 parameter sets of a rule over 20,000 candles, every fill kept; and one
// backtest of one set over a year of minutes. Inputs: BENCHUSDT.csv and candles.bin. backtesting.py
// runs three of the sets: its time is per bar of these.

import type { JobContext, JobSpec } from '../harness/types.ts';
import { SWEEP_RULES } from '../inputs/make-candles.ts';
import { createOursBacktest } from '../micro/ours/candle-backtest.ts';
import { createOursSweep } from '../micro/ours/sweep.ts';

function peer(name: 'vectorbt' | 'backtesting') {
  return {
    name,
    role: 'peer',
    needs: 'python',
    command: ({ python, peers, inputs }: JobContext) => [
      python,
      `${peers}/python/sweep.py`,
      name,
      inputs.split('/').at(-1) ?? '',
      inputs,
    ],
  } as const;
}

export const sweepJob: JobSpec = {
  id: 'sweep',
  title: 'f: sweep of 100 x 100 parameter sets, all fills kept',
  unit: 'bar of a set',
  profiles: SWEEP_RULES,
  contenders: [
    { name: 'ours', role: 'ours', needs: 'npm' },
    peer('vectorbt'),
    { ...peer('backtesting'), note: 'three of the sets, one after the other' },
  ],
  factories: { ours: createOursSweep },
  goals: [
    { kind: 'speedup', against: 'vectorbt', atLeast: 20 },
    { kind: 'speedup', against: 'backtesting', atLeast: 1000 },
    { kind: 'rate', atLeast: 100e6 },
  ],
};

export const candlesJob: JobSpec = {
  id: 'candles',
  title: 'f: one backtest over a year of minutes, in AssemblyScript',
  unit: 'bar',
  profiles: ['single'],
  contenders: [{ name: 'ours', role: 'ours', needs: 'npm' }, peer('vectorbt'), peer('backtesting')],
  factories: { ours: createOursBacktest },
  goals: [{ kind: 'speedup', against: 'backtesting', atLeast: 100 }],
};
