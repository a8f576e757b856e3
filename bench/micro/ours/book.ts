// Job b, ours: the core's bookApplyRows over depth rows in linear memory, frame by frame.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from '../../harness/types.ts';
import { ROW_ASK, ROW_FRAME_END, type Rows, readRows } from '../../inputs/format.ts';
import { hex } from '../../jobs/lib/checksum.ts';
import { repeat } from '../../jobs/lib/repeat.ts';
import {
  type BenchModule,
  coreVersion,
  FAR_CHUNKS,
  loadBenchModule,
  WINDOW_BITS,
} from './module.ts';

/** Writes rows and the frame table; returns the table's address. */
function placeFrames(core: BenchModule, rows: Rows): number {
  const { header, price, qty, flags } = rows;
  const table = core.alloc(header.frames * 12);
  const data = core.alloc(header.count * 16);
  let frame = table;
  let first = 0;
  let bids = 0;
  for (let i = 0; i < header.count; i++) {
    core.view.setBigInt64(data + i * 16, BigInt(price[i] ?? 0), true);
    core.view.setBigInt64(data + i * 16 + 8, BigInt(qty[i] ?? 0), true);
    const flag = flags[i] ?? 0;
    if ((flag & ROW_ASK) === 0) bids++;
    if ((flag & ROW_FRAME_END) === 0) continue;
    core.view.setUint32(frame, data + first * 16, true);
    core.view.setUint32(frame + 4, i + 1 - first, true);
    core.view.setUint32(frame + 8, bids, true);
    frame += 12;
    first = i + 1;
    bids = 0;
  }
  return table;
}

export async function createOursBook(inputs: string): Promise<Contender> {
  const rows = readRows(readFileSync(join(inputs, 'rows.bin')));
  const core = await loadBenchModule(128 << 20);
  const { exports } = core;
  const frames = placeFrames(core, rows);
  const count = rows.header.frames;
  const book = exports.benchBook(WINDOW_BITS, FAR_CHUNKS, 2 * FAR_CHUNKS, rows.header.tickSize);
  const reset = (): void => exports.benchClear(book);
  const work = (): number => exports.benchFrames(book, frames, count);
  return {
    version: coreVersion(),
    units: rows.header.count,
    check() {
      reset();
      const updates = exports.benchUpdates(book, frames, count);
      reset();
      const before = [0, 1, 2].map((which) => exports.benchFact(book, which));
      const hash = work();
      const used = [0, 1, 2].map((which, i) => exports.benchFact(book, which) - (before[i] ?? 0));
      return {
        checks: { frames: hex(hash), updates: hex(updates) },
        facts: {
          farRate: (used[1] ?? 0) / (used[0] ?? 1),
          bytesPerBook:
            exports.benchBookBytes(WINDOW_BITS, FAR_CHUNKS) + 2048 * exports.benchFact(book, 4),
          recenters: used[2] ?? 0,
          farLevels: exports.benchFact(book, 3),
          windowBits: WINDOW_BITS,
        },
      };
    },
    round: (repetitions) => repeat(repetitions, reset, work),
  };
}
