// What tests of sweeps share: random candles, signal strategies, and a set run as a backtest of its
// own.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobReport, RunJob } from '../backtest/job.ts';
import { runJob } from '../backtest/run-job.ts';
import type { Execution } from '../host/execution.ts';
import { CandleSource } from '../import/candle-source.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import { openInput } from '../inputs/inputs.ts';
import { createLargeCore } from '../inputs/large-core.ts';
import { defineSignals } from '../signals/define-signals.ts';
import type { AnyStrategy } from '../strategy/contract.ts';
import { isStrategy } from '../strategy/define.ts';
import { decimal, int, number } from '../strategy/params.ts';
import { type SweepCandles, sweepCandles } from '../sweep/candles.ts';

/** Uniform numbers in [0, 1), the same for a seed (an LCG: quality does not matter here). */
export function numbers(seed: number): () => number {
  let state = BigInt(seed) * 2_862_933_555_777_941_757n + 3_037_000_493n;
  return () => {
    state = BigInt.asUintN(64, state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n);
    return Number(state >> 11n) / 2 ** 53;
  };
}

export interface CandlePlan {
  readonly seed: number;
  readonly bars: number;
  /** Share of candles in which nothing traded. @default 0.03 */
  readonly empty?: number;
  /** Share of candles whose prices moved without a volume. @default 0.02 */
  readonly quoted?: number;
  /** Share of candles that are missing. @default 0.01 */
  readonly missing?: number;
}

/** CSV of one-minute candles that wander. */
export function candleText(plan: CandlePlan): string {
  const { seed, bars, empty = 0.03, quoted = 0.02, missing = 0.01 } = plan;
  const next = numbers(seed);
  let price = 100 + 50 * next();
  let time = Date.UTC(2024, 0, 1);
  const lines = ['time,open,high,low,close,volume'];
  for (let i = 0; i < bars; i++) {
    time += 60_000;
    if (next() < missing) continue;
    const open = price * (1 + (next() - 0.5) * 0.004);
    const close = Math.max(open * (1 + (next() - 0.5) * 0.02), 1);
    const isEmpty = next() < empty;
    const [o, c] = isEmpty ? [price, price] : [open, close];
    const high = Math.max(o, c) * (isEmpty ? 1 : 1 + next() * 0.003);
    const low = Math.min(o, c) / (isEmpty ? 1 : 1 + next() * 0.003);
    const traded = isEmpty ? 0 : next();
    const volume = traded < quoted ? '0' : (traded * 10 + 0.01).toFixed(2);
    lines.push([time, ...[o, high, low, c].map((p) => p.toFixed(2)), volume].join(','));
    price = c;
  }
  return `${lines.join('\n')}\n`;
}

/** A file of random candles. */
export function candleFile(plan: CandlePlan): string {
  const file = join(mkdtempSync(join(tmpdir(), 'outcry-sweep-')), 'RNDUSDT.csv');
  writeFileSync(file, candleText(plan));
  return file;
}

const INPUT = { hints: new Map(), common: {} };

/** The candles of a file, as a sweep sees them. */
export async function readSweepCandles(file: string): Promise<SweepCandles> {
  const core = await createLargeCore(2 ** 29);
  const registry = new InstrumentRegistry(INPUT.hints, INPUT.common);
  const source = await openInput(core, registry, file, INPUT);
  if (!(source instanceof CandleSource)) throw new TypeError(`${file} has no candles`);
  await source.close();
  return sweepCandles(source);
}

/** One parameter set as a backtest of its own. */
export function runAlone(
  strategy: AnyStrategy,
  file: string,
  params: Readonly<Record<string, unknown>>,
  execution: Execution,
): Promise<JobReport> {
  const job: RunJob = {
    files: [file],
    input: INPUT,
    strategy: { url: 'file:///none' },
    name: strategy.name,
    params,
    markets: {},
    execution,
  };
  return runJob(job, strategy);
}

/** A strategy without its types, as hosts take it. */
export function untyped(strategy: unknown): AnyStrategy {
  if (isStrategy(strategy)) return strategy;
  throw new TypeError('no strategy');
}

/** Long while one average is above another. */
export const crossing = defineSignals({
  name: 'crossing',
  params: {
    quick: int(5, { min: 1, max: 500 }),
    calm: int(20, { min: 1, max: 500 }),
    lots: decimal('1.5'),
  },
  indicators: { fast: ['sma', { period: 'quick' }], slow: ['ema', { period: 'calm' }] },
  enter: ['crossAbove', 'fast', 'slow'],
  exit: ['crossBelow', 'fast', 'slow'],
  qty: 'lots',
});

/** Long below one level of the RSI, short above another; a part of the equity each. */
export const levels = defineSignals({
  name: 'levels',
  params: {
    period: int(14, { min: 2, max: 200 }),
    bottom: number(30, { min: 0, max: 100 }),
    top: number(70, { min: 0, max: 100 }),
    share: number(0.5, { min: 0.01, max: 3 }),
  },
  indicators: { strength: ['rsi', { period: 'period' }] },
  enter: ['below', 'strength', 'bottom'],
  exit: ['crossAbove', 'strength', 50],
  enterShort: ['above', 'strength', 'top'],
  exitShort: ['below', 'strength', 50],
  equityShare: 'share',
});

/** Turns with the MACD where the market is on the right side of its bands. */
export const turning = defineSignals({
  name: 'turning',
  params: {
    quick: int(6, { min: 2, max: 100 }),
    calm: int(13, { min: 2, max: 100 }),
    span: int(20, { min: 2, max: 200 }),
  },
  indicators: {
    macd: ['macd', { fastPeriod: 'quick', slowPeriod: 'calm', signalPeriod: 4 }],
    mean: ['sma', { period: 'span' }],
  },
  enter: ['and', ['crossAbove', 'macd', 'macd.signal'], ['above', 'close', 'mean']],
  exit: ['or', ['crossBelow', 'macd', 'macd.signal'], ['below', 'low', 'mean']],
  enterShort: ['and', ['crossBelow', 'macd', 'macd.signal'], ['below', 'close', 'mean']],
  exitShort: ['crossAbove', 'macd', 'macd.signal'],
  qty: '2.25',
});
