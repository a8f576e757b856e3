// Import: all records of some sources, merged, onto a tape. The engine runs along, so that
// keyframes know the books and gaps are seen.
import type { Engine } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { RecordSource } from '../import/record-source.ts';
import type { TapeWriter } from '../tape/writer.ts';
import { Merge, type MergeOptions } from './merge.ts';

const OUTPUT_BYTES = 4 << 20;
const KEYFRAME_BYTES = 32 << 20;

/** Makes the keyframe callback of a tape writer: the engine's state as records. */
export function keyframeOf(engine: Engine): () => { start: number; end: number } {
  let area = 0;
  return () => {
    const { core } = engine;
    if (area === 0) area = core.alloc(KEYFRAME_BYTES, 'keyframes');
    const bytes = core.exports.engineKeyframe(engine.address, area, area + KEYFRAME_BYTES);
    // A state too large for one keyframe is no fault: seeking then starts further back.
    return { start: area, end: area + Math.max(0, bytes) };
  };
}

export interface ImportRunOptions extends MergeOptions {
  /** Ends the import with its reason: what was read until then goes to the tape. */
  readonly stop?: AbortSignal;
}

/** A source that does not wait for records any more when `stop` is aborted. */
function stoppable(source: RecordSource, stop: AbortSignal): RecordSource {
  const stopped = new Promise<never>((_, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason), { once: true });
  });
  // Seen where records are waited for.
  stopped.catch(() => undefined);
  return {
    name: source.name,
    instruments: source.instruments,
    ...(source.firstTsNs === undefined ? {} : { firstTsNs: source.firstTsNs }),
    next: async () => {
      stop.throwIfAborted();
      return Promise.race([source.next(), stopped]);
    },
    lineOf: (address) => source.lineOf?.(address),
    progress: () => source.progress(),
    close: () => source.close(),
  };
}

/**
 * Writes the merged records of `sources` to `writer`. Closing the writer is the caller's, also
 * after an error: what was complete before it is on the tape.
 *
 * @throws OutcryError NO_EVENTS; what a source, a record or the file is refused for; the reason of
 *   `stop`
 */
export async function importRecords(
  engine: Engine,
  sources: readonly RecordSource[],
  writer: TapeWriter,
  options: ImportRunOptions = {},
): Promise<void> {
  const { stop } = options;
  const all = stop === undefined ? sources : sources.map((source) => stoppable(source, stop));
  const merge = new Merge(engine, all, options);
  const { core, state } = engine;
  const area = core.alloc(OUTPUT_BYTES, 'records on their way to the tape');
  state.outPosition = area;
  state.outEnd = area + OUTPUT_BYTES;
  const drain = async (): Promise<void> => {
    if (state.outPosition > area) await writer.write(area, state.outPosition);
    state.outPosition = area;
  };
  try {
    while ((await merge.run()) !== 'end') await drain();
  } catch (fault) {
    // What was complete goes to the tape, if that can be written; the fault is what is told.
    await drain().catch(() => undefined);
    throw fault;
  }
  await drain();
  if (state.events === 0n)
    throw new OutcryError('NO_EVENTS', 'input', 'no market-data events', {
      where: sources.map((source) => source.name).join(', '),
      hint: 'is --kinds right?',
    });
}
