// Going on where a tape ends: its state back into an engine, so that what is appended continues
// the same books.
import type { Engine } from '../core/engine.ts';
import type { RecordSource } from '../import/record-source.ts';
import { Merge } from './merge.ts';
import { resetCounters } from './replay.ts';

const I64_MAX = (1n << 63n) - 1n;

/** Brings a fresh engine to the state at the end of `tape`; its counters are zero afterwards. */
export async function resumeFrom(engine: Engine, tape: RecordSource): Promise<void> {
  const merge = new Merge(engine, [tape]);
  const keyframe = await tape.seek?.(I64_MAX);
  if (keyframe !== undefined) {
    const { exports } = engine.core;
    engine.core.check(
      exports.engineRestore(engine.address, keyframe.start, keyframe.end),
      `${tape.name}: keyframe`,
    );
  }
  await merge.run();
  resetCounters(engine);
}
