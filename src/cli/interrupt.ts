// Ctrl-C and the like while a file is written: the work ends where it is, and the file is finished.
import { OutcryError } from '../errors/outcry-error.ts';
import { formatTime } from '../model/time.ts';

/** As shells count: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof EXIT_CODES;
const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM'];

const exitCodes = new WeakMap<object, number>();

/** The exit code of an interruption; undefined for all else. */
export function exitCodeOf(error: unknown): number | undefined {
  return typeof error === 'object' && error !== null ? exitCodes.get(error) : undefined;
}

/** `fault` with the exit code of the signal that `stop` was aborted by. */
export function withExitCode(fault: OutcryError, stop: AbortSignal | undefined): OutcryError {
  const reason: unknown = stop?.reason;
  if (reason instanceof Interruption) exitCodes.set(fault, EXIT_CODES[reason.signal]);
  return fault;
}

/** What a run is stopped with. */
class Interruption {
  readonly signal: Signal;
  constructor(signal: Signal) {
    this.signal = signal;
  }
}

/**
 * A signal that SIGINT and SIGTERM abort from now on, until `off`. A second one ends the process at
 * once.
 */
export function watchInterrupts(): { readonly stop: AbortSignal; readonly off: () => void } {
  const controller = new AbortController();
  const handlers = SIGNALS.map((name) => [name, () => stop(name)] as const);
  const off = (): void => {
    for (const [name, handler] of handlers) process.off(name, handler);
  };
  const stop = (name: Signal): void => {
    off();
    controller.abort(new Interruption(name));
  };
  for (const [name, handler] of handlers) process.on(name, handler);
  return { stop: controller.signal, off };
}

/**
 * Runs `work` with a signal that SIGINT and SIGTERM abort. A second one ends the process at once.
 */
export async function untilInterrupted<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const { stop, off } = watchInterrupts();
  try {
    return await work(stop);
  } finally {
    off();
  }
}

/**
 * The error to tell for `fault`: where it is an interruption, what `kept` says is on the file.
 * @param atNs receive time of the last record; undefined: there was none
 */
export function interruptionOf(
  fault: unknown,
  atNs: bigint | undefined,
  kept: string,
): OutcryError | undefined {
  if (!(fault instanceof Interruption)) return undefined;
  const told = new OutcryError(
    'INTERRUPTED',
    'environment',
    atNs === undefined
      ? 'interrupted before the first event; nothing was kept'
      : `interrupted at ${formatTime(atNs)}; ${kept}`,
  );
  exitCodes.set(told, EXIT_CODES[fault.signal]);
  return told;
}
