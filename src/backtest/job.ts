// One strategy's run as plain data: it crosses the border of a worker thread as it is.
import { OutcryError } from '../errors/outcry-error.ts';
import type { Execution } from '../host/execution.ts';
import type { Pause } from '../host/strategy-run.ts';
import type { InputOptions } from '../inputs/inputs.ts';
import type { MarkColumns, RunInstrument, StrategyRecord } from '../stats/record.ts';

/**
 * Refuses standard input: every strategy reads the files itself, some of them more than once.
 * @throws OutcryError BAD_ARGUMENT
 */
export function refuseStandardInput(files: readonly string[]): void {
  const found = files.find((file) => file === '-' || file === '/dev/stdin');
  if (found === undefined) return;
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'standard input can be read only once', {
    expected: 'files, which each strategy reads for itself',
    found: `'${found}'`,
    hint: 'store it in a file first',
  });
}

/** Where a strategy is. */
export interface StrategyModule {
  /** `file:` URL of a module. */
  readonly url: string;
  /** Its export; left out, the only strategy among them, or the one named as the file is. */
  readonly exportName?: string;
  /** What its AssemblyScript was compiled to. */
  readonly wasm?: WebAssembly.Module;
}

export interface RunJob {
  readonly files: readonly string[];
  readonly input: InputOptions;
  readonly strategy: StrategyModule;
  /** Name in this run. */
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Instruments by role: `venue:symbol`, or the symbol alone. */
  readonly markets: Readonly<Record<string, string>>;
  readonly execution: Execution;
  /** When the strategy is paused: in order of time, none in another. */
  readonly pauses?: readonly Pause[];
  /** `raw`, `auto` or `shift-min-latency=NS`: see `shiftOf`. @default 'auto' */
  readonly clock?: string;
  /** Grid of equity and marks, ms. @default 1000, or a candle's length */
  readonly sampleMs?: number;
  /** Trading days of a year, for ratios of a year. @default 365 */
  readonly daysPerYear?: number;
  /** What the strategy remembers of another run. */
  readonly state?: unknown;
}

/** What is left of a run. */
export interface JobReport {
  readonly record: StrategyRecord;
  readonly instruments: readonly RunInstrument[];
  readonly marks: readonly MarkColumns[];
  readonly horizonsMs: readonly number[];
  readonly currency: string;
  readonly cashScale: number;
  readonly dataHash: string;
  /** Whether the input was candles. */
  readonly isCandles: boolean;
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** What a reader of the result must know. */
  readonly notes: readonly string[];
  /** What the strategy's `snapshot` returned at the end. */
  readonly state?: unknown;
}

export interface JobProgress {
  readonly consumedBytes: number;
  readonly totalBytes: number | undefined;
  /** Time of the run, ns since 1970. */
  readonly timeNs: bigint;
}

export interface JobHooks {
  readonly onProgress?: (progress: JobProgress) => void;
  readonly onLog?: (timeNs: bigint, message: string) => void;
  /** Asked after each piece of input: whether what there is so far is wanted. */
  readonly wantsPartial?: () => boolean;
  readonly onPartial?: (report: JobReport) => void;
  /** Told once the run begins: what gives the record so far, between two pieces of input. */
  readonly onBegin?: (report: () => JobReport) => void;
  /** Told before and after each call of the strategy: see `Heartbeat`. */
  readonly heartbeat?: Int32Array;
}
