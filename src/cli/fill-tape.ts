// Writing a tape to its end, or to the fault or signal that comes before: either way the tape is
// closed, and what is told says which file holds what.
import type { Engine } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { removeFile, whatIs } from '../fs/node-paths.ts';
import type { TapeWriter } from '../tape/writer.ts';
import { interruptionOf, untilInterrupted } from './interrupt.ts';
import { withHint } from './reworded.ts';
import { commit, type Target } from './target-file.ts';

export interface TapeTarget extends Target {
  /** The tape held records before. */
  readonly isContinued?: boolean;
}

/**
 * Runs `write` and closes the tape. After a fault what is on the tape stays, unless it is nothing;
 * an older file that it should replace stays as it was.
 * @throws OutcryError INTERRUPTED; what `write` throws
 */
export function fillTape(
  engine: Engine,
  writer: TapeWriter,
  target: TapeTarget,
  write: (stop: AbortSignal) => Promise<void>,
): Promise<void> {
  return untilInterrupted(async (stop) => {
    let failure: { readonly cause: unknown } | undefined;
    try {
      await write(stop);
    } catch (cause) {
      failure = { cause };
    }
    try {
      await writer.close();
    } catch (cause) {
      failure ??= { cause };
    }
    if (failure === undefined) return commit(target);
    throw await told(failure.cause, engine, target);
  });
}

async function told(fault: unknown, engine: Engine, target: TapeTarget): Promise<unknown> {
  const { path, replaces, isContinued } = target;
  const { events, recvTsNs } = engine.state;
  const isEmpty = events === 0n;
  // A tape of nothing helps nobody; devices and older tapes are left alone.
  if (isEmpty && isContinued !== true && (await whatIs(path)) === 'file') await removeFile(path);
  const isPart = replaces !== undefined && !isEmpty;
  const holds = isPart
    ? `${path} holds everything before, ${replaces} is as it was`
    : 'the tape holds everything before';
  const interruption = interruptionOf(fault, isEmpty ? undefined : recvTsNs, holds);
  if (interruption !== undefined) return interruption;
  if (!isPart || !(fault instanceof OutcryError)) return fault;
  const kept = `${path} holds what was complete before, ${replaces} is as it was`;
  const { hint } = fault.details;
  return withHint(fault, hint === undefined ? kept : `${hint}; ${kept}`);
}
