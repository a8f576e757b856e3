// A backtest: one or several strategies over the same files, each in a thread of its own.
import { availableParallelism } from 'node:os';
import { compileStrategy } from '../assembly/compile.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { Execution } from '../host/execution.ts';
import type { Pause } from '../host/strategy-run.ts';
import type { InputOptions } from '../inputs/inputs.ts';
import { formatTime } from '../model/time.ts';
import type { PlainValue, RunFault } from '../stats/record.ts';
import type { BacktestResult } from '../stats/result.ts';
import { summarise } from '../stats/summary.ts';
import { parseParams } from '../strategy/params.ts';
import { combine } from './combine.ts';
import { effectiveConfig } from './effective-config.ts';
import { type JobProgress, type JobReport, type RunJob, refuseStandardInput } from './job.ts';
import { findStrategy, loadStrategy } from './load-strategy.ts';
import { type PauseInput, parsePauses } from './pauses.ts';
import { runInWorker, type WorkerLimits, type WorkerResult } from './worker-host.ts';

export interface StrategyChoice {
  /** `FILE`, `FILE#EXPORT` or the name of a shipped strategy. */
  readonly use: string;
  /** Name in this run. @default that of the strategy, numbered where it is taken */
  readonly name?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  /** Instruments by role: `venue:symbol`, or the symbol alone. @default by order of the names */
  readonly markets?: Readonly<Record<string, string>>;
  /**
   * When the strategy is paused: after the last event up to `from`, up to the last one at `to`. It
   * hears of its orders, and sends none.
   */
  readonly pauses?: readonly PauseInput[];
  /** What the strategy's `snapshot` returned at the end of another run: `restore` gets it. */
  readonly state?: unknown;
}

export interface BacktestRun extends BacktestResult {
  /** What `snapshot` of the strategies returned at the end, by name. */
  readonly states: ReadonlyMap<string, unknown>;
}

export interface BacktestOptions {
  readonly title?: string;
  /** Recordings, tapes, CSV, npy, or candles. */
  readonly files: readonly string[];
  readonly input?: Partial<InputOptions>;
  readonly strategies: readonly StrategyChoice[];
  readonly execution?: Execution;
  /** Of receive times: `raw`, `auto` or `shift-min-latency=NS`. @default 'auto' */
  readonly clock?: string;
  /** Grid of equity and marks, ms. @default 1000, or a candle's length */
  readonly sampleMs?: number;
  /** Trading days of a year, for ratios of a year: 252 for shares. @default 365 */
  readonly daysPerYear?: number;
  /** Strategies that run at one time. @default the machine's processors */
  readonly threads?: number;
  /** A handler that takes longer is ended. @default 10000 */
  readonly handlerLimitMs?: number;
  /** Most heap of a strategy's thread, MiB. @default 512 */
  readonly heapMb?: number;
  /** Stands in the result too, beside what the run was done with. */
  readonly config?: Readonly<Record<string, PlainValue>>;
  readonly version?: string;
}

export interface BacktestHooks {
  /** Progress of all strategies together. */
  readonly onProgress?: (progress: JobProgress) => void;
  /** A strategy in AssemblyScript is compiled first; some seconds when it is new. */
  readonly onCompile?: (strategy: string) => void;
  readonly onLog?: (strategy: string, timeNs: bigint, message: string) => void;
  /** Ends the run where it is: its result holds what there was, and INTERRUPTED as an error. */
  readonly stop?: AbortSignal;
}

const HANDLER_LIMIT_MS = 10_000;
const HEAP_MB = 512;

/** Jobs of all strategies; modules are loaded once here, so that faults come before the run. */
async function planJobs(options: BacktestOptions, hooks: BacktestHooks): Promise<RunJob[]> {
  const taken = new Set<string>();
  const jobs: RunJob[] = [];
  for (const choice of options.strategies) {
    const module = await findStrategy(choice.use);
    const strategy = await loadStrategy(module);
    let name = choice.name ?? strategy.name;
    for (let i = 2; taken.has(name); i++) name = `${choice.name ?? strategy.name}-${i}`;
    taken.add(name);
    parseParams(strategy.params ?? {}, choice.params ?? {}, name);
    const { assembly } = strategy;
    if (assembly !== undefined) hooks.onCompile?.(name);
    const wasm = assembly === undefined ? {} : { wasm: await compileStrategy(assembly.href) };
    jobs.push({
      files: options.files,
      input: { hints: new Map(), common: {}, ...options.input },
      strategy: { ...module, ...wasm },
      name,
      params: choice.params ?? {},
      markets: choice.markets ?? {},
      execution: options.execution ?? {},
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      ...(choice.pauses === undefined
        ? {}
        : { pauses: parsePauses(choice.pauses, `${name}: pauses`) }),
      ...(options.sampleMs === undefined ? {} : { sampleMs: options.sampleMs }),
      ...(choice.state === undefined ? {} : { state: plainState(choice.state, name) }),
    });
  }
  return jobs;
}

/** A copy of a state. @throws OutcryError BAD_ARGUMENT where it is no plain data */
function plainState(state: unknown, name: string): unknown {
  try {
    return structuredClone(state);
  } catch (cause) {
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'the state cannot be handed on', {
      where: name,
      expected: 'plain data',
      cause,
    });
  }
}

/** Progress of several threads as one. */
class Progress {
  private readonly parts: JobProgress[] = [];
  private readonly report: ((progress: JobProgress) => void) | undefined;

  constructor(report: ((progress: JobProgress) => void) | undefined) {
    this.report = report;
  }

  update(index: number, count: number, progress: JobProgress): void {
    this.parts[index] = progress;
    let consumedBytes = 0;
    let timeNs = progress.timeNs;
    for (const part of this.parts) {
      if (part === undefined) continue;
      consumedBytes += part.consumedBytes;
      if (part.timeNs < timeNs) timeNs = part.timeNs;
    }
    const { totalBytes } = progress;
    const total = totalBytes === undefined ? undefined : totalBytes * count;
    this.report?.({ consumedBytes, totalBytes: total, timeNs });
  }
}

async function runAll(
  jobs: readonly RunJob[],
  threads: number,
  limits: WorkerLimits,
  hooks: BacktestHooks,
): Promise<WorkerResult[]> {
  const results: WorkerResult[] = [];
  const progress = new Progress(hooks.onProgress);
  let next = 0;
  const lane = async () => {
    for (let i = next++; i < jobs.length; i = next++) {
      const job = jobs[i];
      if (job === undefined) return;
      if (hooks.stop?.aborted === true) {
        const error = new OutcryError('INTERRUPTED', 'environment', 'the run was stopped', {
          where: job.name,
        });
        results[i] = { report: undefined, error };
        continue;
      }
      results[i] = await runInWorker(job, limits, {
        onProgress: (part) => progress.update(i, jobs.length, part),
        onLog: (timeNs, message) => hooks.onLog?.(job.name, timeNs, message),
        stop: hooks.stop,
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, lane));
  return results;
}

function withFault({ report, error }: WorkerResult): JobReport | undefined {
  if (report === undefined || error === undefined) return report;
  const fault: RunFault = { code: error.code, message: error.message, timeNs: report.endNs };
  const { record } = report;
  return { ...report, record: { ...record, errors: [...record.errors, fault] } };
}

function pausesText(pauses: readonly Pause[] = []): Readonly<Record<string, PlainValue>> {
  if (pauses.length === 0) return {};
  return { pauses: pauses.map(({ fromNs, toNs }) => [formatTime(fromNs), formatTime(toNs)]) };
}

function configOf(
  options: BacktestOptions,
  jobs: readonly RunJob[],
  isCandles: boolean,
): Record<string, PlainValue> {
  return {
    files: options.files,
    clock: options.clock ?? 'auto',
    ...effectiveConfig(options.execution ?? {}, isCandles),
    ...(options.sampleMs === undefined ? {} : { sampleMs: options.sampleMs }),
    ...(options.daysPerYear === undefined ? {} : { daysPerYear: options.daysPerYear }),
    strategies: Object.fromEntries(
      jobs.map(({ name, params, markets, pauses }) => [
        name,
        { ...params, ...markets, ...pausesText(pauses) } as PlainValue,
      ]),
    ),
    ...options.config,
  };
}

/** Share of the orders from which it is worth a note that they were refused. */
const REFUSED_NOTED = 0.1;

/** What a reader must know whose orders did not come to the market. */
function refusalNotes(reports: readonly JobReport[]): string[] {
  return reports.flatMap(({ record: { name, orders } }) => {
    const reasons = Object.entries(orders.refused).toSorted(([, a], [, b]) => b - a);
    const count = reasons.reduce((sum, [, times]) => sum + times, 0);
    const [most] = reasons;
    if (most === undefined || count <= REFUSED_NOTED * orders.submitted) return [];
    const [of, refused] = [orders.submitted, count].map((n) => n.toLocaleString('en-US'));
    const why = reasons.length === 1 ? `: ${most[0]}` : `, most often: ${most[0]}`;
    return [`${name}: ${refused} of ${of} orders were refused${why}`];
  });
}

/**
 * Runs strategies over files.
 *
 * What a strategy does wrong (throws, never returns, uses up its memory) ends that strategy: it
 * stands among its `errors`, with what was complete before; the others run on.
 *
 * @throws OutcryError where no strategy could begin: files, parameters, markets, terms
 */
export async function runBacktest(
  options: BacktestOptions,
  hooks: BacktestHooks = {},
): Promise<BacktestRun> {
  if (options.strategies.length === 0)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'a backtest needs a strategy', {
      expected: 'at least one',
      found: 'none',
    });
  refuseStandardInput(options.files);
  const jobs = await planJobs(options, hooks);
  const limits: WorkerLimits = {
    handlerMs: options.handlerLimitMs ?? HANDLER_LIMIT_MS,
    heapMb: options.heapMb ?? HEAP_MB,
  };
  const results = await runAll(jobs, options.threads ?? availableParallelism(), limits, hooks);
  const reports = results.map(withFault).filter((report) => report !== undefined);
  if (reports.length === 0) throw results[0]?.error ?? new RangeError('a backtest without result');
  const errors: RunFault[] = results.flatMap(({ report, error }) =>
    report === undefined && error !== undefined
      ? [{ code: error.code, message: error.message }]
      : [],
  );
  const title = options.title ?? jobs.map(({ name }) => name).join(', ');
  const version = options.version ?? '';
  const states = new Map<string, unknown>();
  for (const { record, state } of reports) if (state !== undefined) states.set(record.name, state);
  const isCandles = reports[0]?.isCandles === true;
  const head = { title, version, config: configOf(options, jobs, isCandles), errors };
  const run = combine(reports, head);
  const notes = [...run.notes, ...refusalNotes(reports)];
  const { daysPerYear } = options;
  const summary = summarise({ ...run, notes }, daysPerYear === undefined ? {} : { daysPerYear });
  return { ...summary, states };
}
