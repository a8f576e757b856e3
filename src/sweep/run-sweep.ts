// A parameter sweep: one strategy, many parameter sets, the same files. Signal strategies over
// candles run in the kernel, all others as backtests of their own, in threads.
import { availableParallelism } from 'node:os';
import { compileStrategy } from '../assembly/compile.ts';
import { type RunJob, refuseStandardInput } from '../backtest/job.ts';
import { findStrategy, loadStrategy } from '../backtest/load-strategy.ts';
import { type PlainError, plainError, revive } from '../backtest/messages.ts';
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { Execution } from '../host/execution.ts';
import type { InputOptions } from '../inputs/inputs.ts';
import {
  FIGURES,
  type Figure,
  rankedRuns,
  type SweepResult,
  type SweepRun,
} from '../report/sweep-data.ts';
import type { PlainValue } from '../stats/record.ts';
import { type Grid, gridSets } from './grid.ts';
import { openPool, type SweepPool } from './pool.ts';
import {
  type KernelCheck,
  type KernelTask,
  kernelInput,
  type ParamSet,
  type RunFacts,
  runKernelSets,
  runSingle,
  type SetOutcome,
  type SingleOutcome,
} from './task.ts';

export interface RunSweepOptions {
  /** Candles, or whatever a backtest of the strategy takes. */
  readonly files: readonly string[];
  /** `FILE`, `FILE#EXPORT` or the name of a shipped strategy. */
  readonly strategy: string;
  /** Values of the parameters that vary. */
  readonly grid: Grid;
  /** Only sets that meet all of these: `fast<slow`. */
  readonly where?: readonly string[];
  /** Values of the other parameters. @default those of the strategy */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly input?: Partial<InputOptions>;
  /** Instruments by role. */
  readonly markets?: Readonly<Record<string, string>>;
  readonly execution?: Execution;
  /** Figure that the runs are ranked by: `sharpe`, `totalReturn`, `profitFactor`, ... */
  readonly rankBy?: string;
  /** `kernel` refuses what the kernel cannot run, `runs` never uses it. @default 'auto' */
  readonly mode?: 'auto' | 'kernel' | 'runs';
  /** Trading days of a year, for ratios of a year: 252 for shares. @default 365 */
  readonly daysPerYear?: number;
  /** @default the machine's processors */
  readonly threads?: number;
  /** A run of its own that takes longer is ended, ms. @default 600000 */
  readonly runLimitMs?: number;
  /** Most heap of a thread, MiB. @default 1024 */
  readonly heapMb?: number;
  readonly title?: string;
  readonly version?: string;
}

export interface SweepHooks {
  /** Sets that are done, of how many. */
  readonly onProgress?: (done: number, of: number) => void;
  /**
   * Asked when sets begin to run one by one: what ends them early. The result holds those that are
   * done, and says so in its notes. One pass for all sets is not ended.
   */
  readonly stopRuns?: () => AbortSignal;
}

/** Runs in order of rank. */
export interface RankedSweep extends SweepResult {
  readonly rankBy: string;
  /** How the sets ran. */
  readonly mode: 'kernel' | 'runs';
  readonly runs: readonly (SweepRun & { readonly tradeHash: string })[];
}

const RUN_LIMIT_MS = 600_000;
const HEAP_MB = 1024;
/** Bars times sets from which threads are worth their start. */
const THREADED_FROM = 2e9;

/** @throws OutcryError BAD_ARGUMENT */
export function figureNamed(key: string): Figure {
  const found = FIGURES.find((figure) => figure.key === key);
  if (found !== undefined) return found;
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'a sweep cannot be ranked by this', {
    expected: FIGURES.map((figure) => figure.key).join(', '),
    found: `'${key}'`,
    ...nearHint(
      key,
      FIGURES.map((figure) => figure.key),
    ),
  });
}

class Sweep {
  private readonly options: RunSweepOptions;
  private readonly hooks: SweepHooks;
  private readonly job: RunJob;
  private readonly sets: readonly ParamSet[];
  private readonly threads: number;
  facts: RunFacts | undefined;
  /** Of the first run of its own that failed. */
  fault: PlainError | undefined;
  private done = 0;
  /** Sets that were done when the sweep was ended early. */
  cutAt: number | undefined;

  constructor(options: RunSweepOptions, hooks: SweepHooks, job: RunJob, sets: readonly ParamSet[]) {
    this.options = options;
    this.hooks = hooks;
    this.job = job;
    this.sets = sets;
    this.threads = Math.min(options.threads ?? availableParallelism(), sets.length);
  }

  private async withPool<T>(threads: number, work: (pool: SweepPool) => Promise<T>): Promise<T> {
    const pool = await openPool(threads, this.options.heapMb ?? HEAP_MB);
    try {
      return await work(pool);
    } finally {
      await pool.close();
    }
  }

  private report(done: number): void {
    this.hooks.onProgress?.(done, this.sets.length);
  }

  /**
   * All sets in the kernel. Its first set that has trades also runs as a backtest of its own: the
   * facts of the run are that one's, and equal trades show that nothing differs.
   */
  async kernel(input: KernelCheck): Promise<SetOutcome[]> {
    const { job, sets } = this;
    const found = await this.kernelOutcomes(input);
    const outcomes: SetOutcome[] = [];
    for (const [i, outcome] of found.entries())
      outcomes.push(outcome ?? (await runSingle({ ...job, params: sets[i] ?? {} })));
    const place = Math.max(
      outcomes.findIndex(({ metrics }) => (metrics?.trades.count ?? 0) > 0),
      0,
    );
    const alone = await runSingle({ ...job, params: sets[place] ?? {} });
    this.take(alone);
    const inKernel = outcomes[place];
    if (inKernel?.tradeHash !== alone.tradeHash && alone.error === undefined)
      throw new OutcryError('INVARIANT', 'internal', 'the kernel trades unlike a backtest', {
        where: JSON.stringify(sets[place]),
        expected: alone.tradeHash ?? '',
        found: inKernel?.tradeHash ?? '',
      });
    return outcomes;
  }

  private kernelOutcomes(input: KernelCheck): Promise<(SetOutcome | undefined)[]> {
    const { job, sets, threads } = this;
    const work = input.candles.length * sets.length;
    if (threads === 1 || work < THREADED_FROM)
      return runKernelSets(input, { job, sets }, (share) => this.report(share * sets.length));
    const size = Math.ceil(sets.length / threads);
    const parts = Array.from({ length: threads }, (_, i) => sets.slice(i * size, (i + 1) * size));
    return this.withPool(threads, async (pool) => {
      const results = await Promise.all(
        parts.map(async (part) => {
          const task: KernelTask = { job, sets: part };
          const outcomes = await pool.run<(SetOutcome | undefined)[]>('kernel', task);
          this.done += part.length;
          this.report(this.done);
          return outcomes;
        }),
      );
      return results.flat();
    });
  }

  /** Each set as a backtest of its own, in threads. */
  runs(): Promise<SetOutcome[]> {
    const { sets, job, options } = this;
    const limitMs = options.runLimitMs ?? RUN_LIMIT_MS;
    const outcomes: SingleOutcome[] = [];
    const stop = this.hooks.stopRuns?.();
    const stopped = new Promise<undefined>((resolve) => {
      if (stop?.aborted === true) resolve(undefined);
      stop?.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    let next = 0;
    return this.withPool(this.threads, async (pool) => {
      // One lane a thread: the limit is of the run, not of its waiting.
      const lane = async (): Promise<void> => {
        for (let i = next++; i < sets.length; i = next++) {
          const set = this.alone(pool, { ...job, params: sets[i] ?? {} }, limitMs);
          const outcome = await Promise.race([set, stopped]);
          if (outcome === undefined) return;
          outcomes[i] = outcome;
          this.report(++this.done);
        }
      };
      await Promise.all(Array.from({ length: this.threads }, lane));
      // Sets that did not run are holes.
      outcomes.forEach((outcome) => {
        this.take(outcome);
      });
      if (this.done < sets.length) this.cutAt = this.done;
      return outcomes;
    });
  }

  private async alone(pool: SweepPool, job: RunJob, limitMs: number): Promise<SingleOutcome> {
    try {
      return await pool.run<SingleOutcome>('single', job, limitMs);
    } catch (cause) {
      const isLate = cause instanceof Error && cause.name === 'AbortError';
      const reason = cause instanceof Error ? cause.message : String(cause);
      const error = isLate
        ? new OutcryError('STRATEGY_HUNG', 'usage', 'the run does not end', {
            expected: `an end within ${limitMs / 1000} s`,
          })
        : new OutcryError('STRATEGY_FAILED', 'usage', `its thread died: ${reason}`);
      return { error: plainError(error) };
    }
  }

  private take(outcome: SingleOutcome): void {
    this.facts ??= outcome.facts;
    this.fault ??= outcome.error;
  }
}

/** What all sets share, as the report shows it. */
function configOf(
  options: RunSweepOptions,
  mode: string,
  count: number,
): Record<string, PlainValue> {
  const { files, strategy, grid, where = [], execution = {} } = options;
  return {
    strategy,
    files,
    grid: grid as Record<string, PlainValue>,
    ...(where.length === 0 ? {} : { where }),
    sets: count,
    mode,
    ...(options.daysPerYear === undefined ? {} : { daysPerYear: options.daysPerYear }),
    execution: execution as Record<string, PlainValue>,
  };
}

async function jobOf(options: RunSweepOptions): Promise<RunJob> {
  const module = await findStrategy(options.strategy);
  const strategy = await loadStrategy(module);
  const { assembly } = strategy;
  const wasm = assembly === undefined ? {} : { wasm: await compileStrategy(assembly.href) };
  return {
    files: options.files,
    input: { hints: new Map(), common: {}, ...options.input },
    strategy: { ...module, ...wasm },
    name: strategy.name,
    params: options.params ?? {},
    markets: options.markets ?? {},
    execution: options.execution ?? {},
    ...(options.daysPerYear === undefined ? {} : { daysPerYear: options.daysPerYear }),
  };
}

function unfitError(reason: string): OutcryError {
  return new OutcryError('KERNEL_UNFIT', 'usage', 'the kernel cannot run this sweep', {
    expected: 'signals over one file of candles, linear or spot, plain fills at fixed fees',
    found: reason,
    hint: "leave the mode out, or take 'runs'",
  });
}

function refusedNote(outcomes: readonly SetOutcome[]): string[] {
  const refused = outcomes.filter((outcome) => (outcome?.refused ?? 0) > 0).length;
  if (refused === 0) return [];
  return [`${refused} of ${outcomes.length} sets had orders refused: a backtest of one says why`];
}

/**
 * Runs a strategy with every set of a grid and ranks the runs.
 *
 * A set that fails stands among the runs with its error; the others go on. The order of the runs
 * depends on their figures alone, and on their place in the grid where these are equal.
 *
 * @throws OutcryError BAD_GRID, BAD_PARAMETER (a value of the grid out of its range), NO_SETS,
 *   TOO_MANY_SETS, KERNEL_UNFIT, PACKAGE_MISSING; of the files; the first error where all fail
 */
export async function runSweep(
  options: RunSweepOptions,
  hooks: SweepHooks = {},
): Promise<RankedSweep> {
  const rankBy = options.rankBy ?? 'sharpe';
  const figure = figureNamed(rankBy);
  refuseStandardInput(options.files);
  const job = await jobOf(options);
  const strategy = await loadStrategy(job.strategy);
  const sets = gridSets(strategy.params ?? {}, options, job.name);
  const asked = options.mode ?? 'auto';
  const first = { ...job, params: sets[0] ?? {} };
  const input = asked === 'runs' ? 'runs were asked for' : await kernelInput(first, strategy);
  if (typeof input === 'string' && asked === 'kernel') throw unfitError(input);
  const mode = typeof input === 'string' ? 'runs' : 'kernel';
  const sweep = new Sweep(options, hooks, job, sets);
  const outcomes = typeof input === 'string' ? await sweep.runs() : await sweep.kernel(input);
  const { facts, fault, cutAt } = sweep;
  const cut = cutAt === undefined ? [] : [`stopped after ${cutAt} of ${sets.length} sets`];
  if (cutAt === 0)
    throw new OutcryError('INTERRUPTED', 'environment', 'stopped before a set was done');
  if (facts === undefined)
    throw fault === undefined ? new RangeError('a sweep without a run') : revive(fault);
  // Holes are passed over.
  const runs = outcomes.flatMap((outcome, i) => [
    {
      params: sets[i] ?? {},
      decisionHash: outcome.decisionHash ?? '',
      tradeHash: outcome.tradeHash ?? '',
      ...(outcome.refused === undefined ? {} : { refused: outcome.refused }),
      metrics: outcome.metrics,
      ...(outcome.error === undefined ? {} : { error: outcome.error.message }),
    },
  ]);
  return {
    title: options.title ?? `${job.name}, ${sets.length} parameter sets`,
    version: options.version ?? '',
    ...facts,
    notes: [...facts.notes, ...refusedNote(outcomes), ...cut],
    config: configOf(options, mode, sets.length),
    runs: rankedRuns(runs, figure) as typeof runs,
    rankBy,
    mode,
  };
}
