// Starts the thread of a strategy and watches it: a handler that never returns, memory that runs
// out, or a thread that dies end that strategy, not the others. What it had recorded is kept.
import { Worker } from 'node:worker_threads';
import { every } from '../clock/clock.ts';
import { type ErrorDetails, OutcryError } from '../errors/outcry-error.ts';
import { Heartbeat } from '../host/heartbeat.ts';
import { sourcePlace } from '../host/source-place.ts';
import { formatTime } from '../model/time.ts';
import type { JobProgress, JobReport, RunJob } from './job.ts';
import { keepCode } from './keep-code.ts';
import type { WorkerInput, WorkerMessage } from './messages.ts';
import { type LastCall, plainError, revive } from './messages.ts';

export interface WorkerHooks {
  readonly onProgress?: (progress: JobProgress) => void;
  readonly onLog?: (timeNs: bigint, message: string) => void;
  /** Ends the run where it is. */
  readonly stop?: AbortSignal | undefined;
}

export interface WorkerLimits {
  /** A handler that runs for longer is ended, ms. */
  readonly handlerMs: number;
  /** Most heap of the strategy's thread, MiB; the market's memory does not count. */
  readonly heapMb: number;
}

/** A fault ended the run: what stands in `report` was complete before. */
export interface WorkerResult {
  readonly report: JobReport | undefined;
  readonly error: OutcryError | undefined;
}

const WATCH_MS = 250;
/**
 * V8 ends the whole process where one collection or allocation goes far past a thread's limit, so
 * the limit that counts is watched from here, and V8's own lies well above. Collections of a small
 * young generation cannot go far past that one either.
 */
const HEAP_RESERVE_MB = 1024;
const YOUNG_MB = 12;
const MIB = 1024 * 1024;
const SOURCE_ARGV = ['--conditions=outcry-source', '--disable-warning=ExperimentalWarning'];
const HEARTBEAT_BYTES = 20;
/** How long a strategy that is to stop has for what it has done so far. */
const STOP_MS = 2000;

/** Errors of threads that ended without a word of their own. */
const DEATHS = new WeakSet<OutcryError>();

function death(code: string, message: string, details: ErrorDetails): OutcryError {
  const error = new OutcryError(code, 'usage', message, details);
  DEATHS.add(error);
  return error;
}

class WatchedWorker {
  private readonly job: RunJob;
  private readonly limits: WorkerLimits;
  private readonly heartbeat = new Int32Array(new SharedArrayBuffer(HEARTBEAT_BYTES));
  private readonly worker: Worker;
  private partial: JobReport | undefined;
  private seenCalls = -1;
  private quietMs = 0;

  constructor(job: RunJob, limits: WorkerLimits, until?: LastCall) {
    this.job = job;
    this.limits = limits;
    const { heartbeat } = this;
    const input: WorkerInput = { job, heartbeat, ...(until === undefined ? {} : { until }) };
    const isSource = import.meta.url.endsWith('.ts');
    const extension = isSource ? 'ts' : 'js';
    keepCode();
    this.worker = new Worker(new URL(`./worker.${extension}`, import.meta.url), {
      workerData: input,
      name: job.name,
      // What strategies print themselves does not belong to the results.
      stdout: true,
      stderr: until !== undefined,
      resourceLimits: {
        maxOldGenerationSizeMb: limits.heapMb + HEAP_RESERVE_MB,
        maxYoungGenerationSizeMb: YOUNG_MB,
      },
      // The package's own name means its sources, also where the caller resolves it otherwise.
      ...(isSource ? { execArgv: SOURCE_ARGV } : {}),
    });
    // A run that is done again says nothing twice.
    this.worker.stdout.on('data', (text: Uint8Array) => {
      if (until === undefined) process.stderr.write(text);
    });
  }

  run(hooks: WorkerHooks): Promise<WorkerResult> {
    return new Promise((resolve) => {
      const stopWatching = every(WATCH_MS, () => {
        if (this.isHung()) finish(undefined, this.hung());
        void this.isTooLarge().then((isTooLarge) =>
          isTooLarge ? finish(undefined, this.died(outOfMemory())) : undefined,
        );
      });
      const { stop } = hooks;
      let stopWaiting = (): void => undefined;
      const interrupt = (): void => {
        Atomics.store(this.heartbeat, Heartbeat.Stop, 1);
        stopWaiting = every(STOP_MS, () => finish(undefined, this.interrupted()));
      };
      const finish = (report: JobReport | undefined, error: OutcryError | undefined) => {
        stopWatching();
        stopWaiting();
        stop?.removeEventListener('abort', interrupt);
        void this.worker.terminate();
        resolve({ report: report ?? this.partial, error });
      };
      this.worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'progress') hooks.onProgress?.(message.progress);
        else if (message.kind === 'log') hooks.onLog?.(message.timeNs, message.message);
        else if (message.kind === 'partial') {
          this.partial = message.report;
          if (stop?.aborted === true) finish(undefined, this.interrupted());
        } else if (message.kind === 'done') finish(message.report, undefined);
        else finish(undefined, revive(message.error));
      });
      this.worker.on('error', (error) => finish(undefined, this.died(error)));
      stop?.addEventListener('abort', interrupt);
      this.worker.on('exit', (code) => finish(undefined, this.died(new Error(`exit ${code}`))));
    });
  }

  /** The call in which the strategy was, where `error` says that it died in one. */
  lastCall({ report, error }: WorkerResult): LastCall | undefined {
    if (report === undefined || error === undefined || !DEATHS.has(error)) return undefined;
    return {
      calls: Atomics.load(this.heartbeat, Heartbeat.Calls),
      timeLow: Atomics.load(this.heartbeat, Heartbeat.TimeLow),
      timeHigh: Atomics.load(this.heartbeat, Heartbeat.TimeHigh),
      error: plainError(error),
    };
  }

  /** Whether the heap is past its limit. Answers while a handler runs, too. */
  private async isTooLarge(): Promise<boolean> {
    try {
      const { used_heap_size: bytes } = await this.worker.getHeapStatistics();
      return bytes > this.limits.heapMb * MIB;
    } catch {
      // The thread is no longer there.
      return false;
    }
  }

  private isHung(): boolean {
    const calls = Atomics.load(this.heartbeat, Heartbeat.Calls);
    const isRunning = Atomics.load(this.heartbeat, Heartbeat.Running) === 1;
    this.quietMs = isRunning && calls === this.seenCalls ? this.quietMs + WATCH_MS : 0;
    this.seenCalls = calls;
    return this.quietMs >= this.limits.handlerMs;
  }

  /** Where the strategy stood. */
  private where(): string {
    const low = Atomics.load(this.heartbeat, Heartbeat.TimeLow) >>> 0;
    const high = Atomics.load(this.heartbeat, Heartbeat.TimeHigh);
    const timeNs = (BigInt(high) << 32n) | BigInt(low);
    return timeNs === 0n ? this.job.name : `${this.job.name} at ${formatTime(timeNs)}`;
  }

  private interrupted(): OutcryError {
    return new OutcryError('INTERRUPTED', 'environment', 'the run was stopped', {
      where: this.where(),
    });
  }

  private hung(): OutcryError {
    return death('STRATEGY_HUNG', 'a handler does not return', {
      where: this.where(),
      expected: `an answer within ${this.limits.handlerMs / 1000} s`,
      hint: 'raise --handler-limit where a handler may take so long',
    });
  }

  private died(cause: Error): OutcryError {
    const isMemory = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const place = sourcePlace(cause);
    return death(
      isMemory ? 'STRATEGY_MEMORY' : 'STRATEGY_FAILED',
      isMemory
        ? 'the strategy used up its memory'
        : `its thread died: ${cause.message}${place === undefined ? '' : ` (${place})`}`,
      {
        where: this.where(),
        cause,
        ...(isMemory ? { expected: `at most ${this.limits.heapMb} MiB of heap` } : {}),
      },
    );
  }
}

function outOfMemory(): Error {
  return Object.assign(new Error('heap limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
}

/**
 * Runs a job in a thread of its own. Never throws: what went wrong stands in the result. Where the
 * strategy hung or its thread died the run is done again up to there, for its record.
 */
export async function runInWorker(
  job: RunJob,
  limits: WorkerLimits,
  hooks: WorkerHooks = {},
): Promise<WorkerResult> {
  const worker = new WatchedWorker(job, limits);
  const result = await worker.run(hooks);
  const until = worker.lastCall(result);
  if (until === undefined || hooks.stop?.aborted === true) return result;
  // The heap was full a moment later; what was logged is logged.
  const room = { ...limits, heapMb: 2 * limits.heapMb };
  const { stop } = hooks;
  const again = await new WatchedWorker(job, room, until).run({ stop });
  const isWhole = again.error === undefined && again.report !== undefined;
  return isWhole ? { report: again.report, error: undefined } : result;
}
