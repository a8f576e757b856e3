// What runs a strategy between two visits of its host: in TypeScript event by event, in
// AssemblyScript whole stretches inside the module.
import { OutcryError } from '../errors/outcry-error.ts';
import { formatTime } from '../model/time.ts';
import type { Session } from '../session/session.ts';
import type { Pulse } from './heartbeat.ts';
import { sourcePlace } from './source-place.ts';

export interface Driver {
  /** @throws OutcryError STRATEGY_FAILED */
  start(): void;
  stop(): void;
  pause(): void;
  resume(): void;
  /** Gives the strategy back what `snapshot` returned. Before `start`. */
  restore(state: unknown): void;
  /** What the strategy must remember; undefined: nothing. After `stop`. */
  snapshot(): unknown;
  /**
   * Goes on to the next place at which the host is needed: a Status of `sessionRun` other than
   * EventReady. Beats before each call of a handler, or each stretch of them.
   * @throws OutcryError STRATEGY_FAILED
   */
  run(pulse: Pulse): number;
}

/** The error of a strategy's own fault: strategy, handler, event time, place in its source. */
export function strategyFailure(
  name: string,
  handler: string,
  session: Session,
  error: unknown,
): OutcryError {
  const where = `${name} ${handler} at ${formatTime(session.state.nowNs)}`;
  const isTrap = error instanceof WebAssembly.RuntimeError;
  const words = error instanceof Error ? error.message : String(error);
  const place = sourcePlace(error);
  const told = isTrap ? `it trapped: ${words}` : words;
  const reason = place === undefined ? told : `${told} (${place})`;
  return new OutcryError('STRATEGY_FAILED', 'usage', reason, { where, cause: error });
}
