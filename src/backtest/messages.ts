// What a worker thread and its host tell each other.
import { type ErrorCategory, type ErrorDetails, OutcryError } from '../errors/outcry-error.ts';
import type { JobProgress, JobReport, RunJob } from './job.ts';

export interface WorkerInput {
  readonly job: RunJob;
  /** See `Heartbeat`. */
  readonly heartbeat: Int32Array;
  /** The run ends before this call of the strategy, with the error that it ended with before. */
  readonly until?: LastCall;
}

/** The call in which a strategy died, as its heartbeat tells, and of what. */
export interface LastCall {
  readonly calls: number;
  readonly timeLow: number;
  readonly timeHigh: number;
  readonly error: PlainError;
}

/** An OutcryError on its way between threads. */
export interface PlainError {
  readonly code: string;
  readonly category: ErrorCategory;
  readonly message: string;
  readonly details: ErrorDetails;
}

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'log'; readonly timeNs: bigint; readonly message: string }
  | { readonly kind: 'partial'; readonly report: JobReport }
  | { readonly kind: 'done'; readonly report: JobReport }
  | { readonly kind: 'failed'; readonly error: PlainError };

export function plainError(error: unknown): PlainError {
  if (error instanceof OutcryError) {
    const { code, category, message, details } = error;
    // The cause may be anything: it stays on its side.
    const { cause: _, ...rest } = details;
    return { code, category, message, details: rest };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'INTERNAL', category: 'internal', message, details: {} };
}

/** The error on this side; its message is complete already. */
export function revive(error: PlainError): OutcryError {
  const revived = new OutcryError(error.code, error.category, error.message);
  return Object.assign(revived, { details: error.details });
}
