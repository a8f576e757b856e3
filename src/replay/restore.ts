// Starting in the middle of a source: the state that its nearest keyframe holds.
import { BookRestoreView, HeaderView, RecordKind } from '../abi/records.ts';
import type { Engine } from '../core/engine.ts';
import type { RecordSource } from '../import/record-source.ts';

/**
 * Restores the engine from the last keyframe before `fromNs`, where the source has one; the source
 * goes on behind it. `fromNs` is on the shifted clock, keyframes are on the raw one.
 *
 * @throws OutcryError when the keyframe does not fit the engine
 */
export async function restoreBefore(
  engine: Engine,
  source: RecordSource,
  fromNs: bigint,
  shiftNs: bigint,
): Promise<void> {
  const keyframe = await source.seek?.(fromNs - shiftNs);
  if (keyframe === undefined) return;
  const { core } = engine;
  if (shiftNs !== 0n) shiftKeyframe(core.view, keyframe.start, keyframe.end, shiftNs);
  core.check(
    core.exports.engineRestore(engine.address, keyframe.start, keyframe.end),
    `${source.name}: keyframe`,
  );
}

function shiftKeyframe(view: DataView, start: number, end: number, shiftNs: bigint): void {
  const header = new HeaderView(view);
  for (let at = start; at < end; at += header.size) {
    header.offset = at;
    header.recvTsNs += shiftNs;
    if (header.kind !== RecordKind.BookRestore) continue;
    // Its exchange time is the receive time of the instrument's last record.
    const restore = new BookRestoreView(view, at);
    if (restore.exchangeTsNs !== 0n) restore.exchangeTsNs += shiftNs;
  }
}
