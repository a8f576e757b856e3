// The parts of a sweep that run side by side: plain data in, plain data out.
import { combine } from '../backtest/combine.ts';
import type { RunJob } from '../backtest/job.ts';
import { loadStrategy } from '../backtest/load-strategy.ts';
import { type PlainError, plainError } from '../backtest/messages.ts';
import { runJob } from '../backtest/run-job.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { CandleSource } from '../import/candle-source.ts';
import { closeAll } from '../import/close-all.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import { type IndicatorModule, loadIndicators } from '../indicators/module.ts';
import { openInputs } from '../inputs/inputs.ts';
import { createLargeCore } from '../inputs/large-core.ts';
import type { SweepMetrics } from '../report/sweep-data.ts';
import { planOf } from '../signals/define-signals.ts';
import type { SignalPlan } from '../signals/rule.ts';
import type { FillColumns } from '../stats/record.ts';
import { summarise } from '../stats/summary.ts';
import type { AnyStrategy } from '../strategy/contract.ts';
import type { ParamValue } from '../strategy/params.ts';
import { type SweepCandles, sweepCandles } from './candles.ts';
import { type KernelAccount, type KernelResult, SweepKernel } from './kernel.ts';
import { accountOf, unfit } from './kernel-fit.ts';
import { kernelMetrics, type SamplePlan, samplePlan } from './metrics.ts';
import { hashOfFills } from './trade-hash.ts';

export type ParamSet = Readonly<Record<string, ParamValue>>;

/** What became of one set. */
export interface SetOutcome {
  readonly metrics?: SweepMetrics;
  /** Of its orders; only a run of its own has one. */
  readonly decisionHash?: string;
  /** Of its fills: equal for equal trades, whoever ran it. */
  readonly tradeHash?: string;
  /** Orders that account, risk or venue refused. */
  readonly refused?: number;
  readonly error?: PlainError;
}

/** What holds for all sets. */
export interface RunFacts {
  readonly currency: string;
  readonly dataHash: string;
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly notes: readonly string[];
}

export interface SingleOutcome extends SetOutcome {
  readonly facts?: RunFacts;
}

const HASH_BITS = 64;

function hex(value: bigint): string {
  return BigInt.asUintN(HASH_BITS, value).toString(16).padStart(16, '0');
}

/** One set as a backtest of its own. Never throws for what is wrong with the set. */
export async function runSingle(job: RunJob): Promise<SingleOutcome> {
  try {
    const report = await runJob(job, await loadStrategy(job.strategy));
    const { record, currency, dataHash, startNs, endNs, notes } = report;
    const [fault] = record.errors;
    if (fault !== undefined) throw new OutcryError(fault.code, 'usage', fault.message);
    const head = { title: '', version: '', config: {}, errors: [] };
    const { daysPerYear } = job;
    const options = daysPerYear === undefined ? {} : { daysPerYear };
    const metrics = summarise(combine([report], head), options).strategies[0]?.metrics;
    return {
      ...(metrics === undefined ? {} : { metrics: figuresOf(metrics) }),
      decisionHash: record.decisionHash,
      tradeHash: hex(hashOf(record.fills)),
      refused: Object.values(record.orders.refused).reduce((sum, count) => sum + count, 0),
      facts: { currency, dataHash, startNs, endNs, notes },
    };
  } catch (error) {
    return { error: plainError(error) };
  }
}

function hashOf(fills: FillColumns): bigint {
  return hashOfFills(
    Array.from({ length: fills.length }, (_, i) => ({
      timeNs: fills.timeNs[i] ?? 0n,
      qty: (fills.side[i] === 0 ? 1n : -1n) * (fills.qty[i] ?? 0n),
      price: fills.price[i] ?? 0n,
      fee: fills.fee[i] ?? 0n,
    })),
  );
}

function figuresOf(metrics: SweepMetrics): SweepMetrics {
  const { profit, totalReturn, sharpe, sortino, calmar, maxDrawdown, exposure } = metrics;
  const { count, winRate, profitFactor, expectancy } = metrics.trades;
  const { fees, funding, turnover } = metrics.execution;
  return {
    profit,
    totalReturn,
    sharpe,
    sortino,
    calmar,
    maxDrawdown,
    exposure,
    trades: { count, winRate, profitFactor, expectancy },
    execution: { fees, funding, turnover },
  };
}

/** Many sets of one signal strategy in the kernel. */
export interface KernelTask {
  /** Its parameters are not read. */
  readonly job: RunJob;
  readonly sets: readonly ParamSet[];
}

export interface KernelCheck {
  readonly plan: SignalPlan;
  readonly candles: SweepCandles;
}

/** The candles of a job, or why the kernel cannot run it. */
export async function kernelInput(
  job: RunJob,
  strategy: AnyStrategy,
): Promise<KernelCheck | string> {
  const plan = planOf(strategy);
  if (plan === undefined) return 'the strategy is not made of signals';
  const barText = 'text' in plan.bars ? plan.bars.text : job.params[plan.bars.param];
  if (barText !== 'auto') return `bars ${String(barText)}`;
  const core = await createLargeCore();
  const registry = new InstrumentRegistry(job.input.hints, job.input.common);
  const sources = await openInputs(core, registry, job.files, job.input);
  try {
    const [source] = sources;
    if (sources.length !== 1 || !(source instanceof CandleSource))
      return 'the input is not candles';
    const reason = unfit(source.instrument, job.execution);
    if (reason !== undefined) return reason;
    if (source.columns.low.some((price) => price <= 0n)) return 'prices that are not above 0';
    return { plan, candles: sweepCandles(source) };
  } finally {
    await closeAll(sources);
  }
}

/** Memory for the equity of sets and for their columns is taken for so many at a time. */
const SETS_AT_ONCE = 4096;
let shared: Promise<IndicatorModule> | undefined;

/** Runs sets in the kernel; undefined where a set has to be run alone. */
export async function runKernelSets(
  { plan, candles }: KernelCheck,
  { job, sets }: KernelTask,
  onProgress?: (share: number) => void,
): Promise<(SetOutcome | undefined)[]> {
  shared ??= loadIndicators();
  const module = await shared;
  const account = accountOf(candles.instrument, job.execution);
  const samples = samplePlan(candles);
  const outcomes: (SetOutcome | undefined)[] = [];
  for (let from = 0; from < sets.length; from += SETS_AT_ONCE) {
    const part = sets.slice(from, from + SETS_AT_ONCE);
    const kernel = new SweepKernel(module, candles, account, plan, { samples: samples.samples });
    try {
      const places = part.map((set) => placed(kernel, set));
      const results = kernel.run((share) =>
        onProgress?.((from + share * part.length) / sets.length),
      );
      for (const place of places) {
        const result = typeof place === 'number' ? results[place] : undefined;
        if (typeof place !== 'number') outcomes.push({ error: place });
        else if (!survived(result)) outcomes.push(undefined);
        else outcomes.push(outcomeOf(result, samples, account, job.daysPerYear));
      }
    } finally {
      kernel.release();
    }
  }
  return outcomes;
}

function placed(kernel: SweepKernel, set: ParamSet): number | PlainError {
  try {
    return kernel.add(set);
  } catch (error) {
    return plainError(error);
  }
}

/** A backtest in which nothing is left ends there: such a set is run alone. */
function survived(result: KernelResult | undefined): result is KernelResult {
  return result !== undefined && result.fall > -1;
}

function outcomeOf(
  result: KernelResult,
  samples: SamplePlan,
  account: KernelAccount,
  daysPerYear: number | undefined,
): SetOutcome {
  const { cash, cashScale } = account;
  return {
    metrics: kernelMetrics(result, samples, cash, cashScale, daysPerYear),
    tradeHash: hex(result.tradeHash),
    refused: result.refused,
  };
}

/** As `runKernelSets`, in a thread that reads the candles itself. */
export async function runKernelTask(task: KernelTask): Promise<(SetOutcome | undefined)[]> {
  const input = await kernelInput(task.job, await loadStrategy(task.job.strategy));
  if (typeof input === 'string') throw new RangeError(`the kernel was chosen in spite of ${input}`);
  return runKernelSets(input, task);
}
