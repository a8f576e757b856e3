// Going on where a tape ends: its state back into an engine, so that what is appended continues
// the same books.
import type { Engine } from '../core/engine.ts';
import type { RecordSource } from '../import/record-source.ts';
import { Merge } from './merge.ts';
import { runUpTo } from './replay.ts';

/** Behind every time that a record can have. */
const END_NS = (1n << 63n) - 1n;

/** Brings a fresh engine to the state at the end of `tape`; its counters are zero afterwards. */
export function resumeFrom(engine: Engine, tape: RecordSource): Promise<void> {
  return runUpTo(engine, new Merge(engine, [tape]), END_NS, 0n);
}
