// A recording as an hftbacktest tape, and such a tape as records that stay where they are: what the
// peer of bench/peers/rust/hft reads, our venue reads.
import { RecordKind } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { openByteSource } from '../fs/node-files.ts';
import { writeNpy } from '../import/npy-export.ts';
import { openNpy } from '../import/npy-source.ts';
import { openRecording } from '../import/recording.ts';
import { bytesSource } from './collect-records.ts';

export interface TapeRecords {
  /** Addresses of the records in the tape's order, the definition first. */
  readonly records: readonly number[];
  /** The earliest exchange time, ns. */
  readonly epoch: bigint;
}

/** The .npy that `outcry export --clock shift-min-latency=1000000` writes of a recording. */
export async function tapeOfRecording(path: string): Promise<Uint8Array> {
  const core = await createCore({ memoryBytes: 512 << 20 });
  const chunks: Uint8Array[] = [];
  let length = 0;
  const open = async () =>
    openRecording(await openByteSource(path), { core, assignId: () => 0, describe: () => ({}) });
  const file = {
    append: async (bytes: Uint8Array) => {
      chunks.push(bytes.slice());
      length += bytes.length;
    },
    // The header comes first, and again at the end: with the number of rows.
    overwrite: async (offset: number, bytes: Uint8Array) => {
      (chunks[0] as Uint8Array).set(bytes, offset);
    },
  };
  await writeNpy(file, { core, open, minLatencyNs: 1_000_000n });
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** Scales of one tick and one lot of the tape. */
export interface TapeScales {
  readonly priceScale: number;
  readonly qtyScale: number;
}

/** Reads a .npy into `core`. Prices and quantities come out in ticks and lots. */
export async function loadTape(
  core: Core,
  npy: Uint8Array,
  scales: TapeScales,
): Promise<TapeRecords> {
  const source = await openNpy(bytesSource(npy, 'tape.npy', 1 << 20), {
    core,
    symbol: 'TAPE',
    assignId: () => 0,
    describe: () => ({ ...scales, tickSize: 1n, lotSize: 1n }),
  });
  const room = npy.length;
  const start = core.alloc(room, 'a tape');
  const records: number[] = [];
  let end = start;
  for (let batch = await source.next(); batch !== undefined; batch = await source.next()) {
    core.bytes.copyWithin(end, batch.start, batch.end);
    const batchEnd = end + batch.end - batch.start;
    for (; end < batchEnd; end += core.view.getUint32(end, true)) records.push(end);
  }
  await source.close();
  const first = records.find((at) => core.view.getUint8(at + 4) !== RecordKind.Definition);
  return { records, epoch: core.view.getBigInt64((first ?? start) + 16, true) };
}
