// A tape as a record source: block after block, with instrument ids of this run.
import type { RandomAccess } from '../fs/types.ts';
import { type Instrument, instrumentKey } from '../model/instrument.ts';
import { createTapeHost, TapeDecodeBuffers } from '../tape/buffers.ts';
import { type RecordRange, TapeReader } from '../tape/reader.ts';
import type { ImportOptions } from './imported-instrument.ts';
import type { RecordSource } from './record-source.ts';

class TapeSource implements RecordSource {
  readonly name: string;
  readonly instruments: readonly Instrument[];
  readonly firstTsNs?: bigint;
  /** Set when the tape's end was cut by a crash: what is complete is replayed. */
  readonly recovered: { readonly droppedBytes: number } | undefined;
  private readonly reader: TapeReader;
  private readonly options: ImportOptions;
  private readonly fileBytes: number;
  /** u16 by the tape's id, in core memory; 0 when the ids are the same. */
  private readonly remap: number;
  private position = 0;
  private consumed = 0;

  constructor(
    reader: TapeReader,
    instruments: ReadonlyMap<number, Instrument>,
    fromNs: bigint | undefined,
    fileBytes: number,
    options: ImportOptions,
  ) {
    this.name = reader.file.name;
    this.reader = reader;
    this.options = options;
    this.fileBytes = fileBytes;
    this.recovered = reader.recovered;
    if (fromNs !== undefined) this.firstTsNs = fromNs;
    this.instruments = [...instruments.values()].sort((a, b) =>
      instrumentKey(a) < instrumentKey(b) ? -1 : 1,
    );
    this.remap = this.assign(instruments);
  }

  private assign(instruments: ReadonlyMap<number, Instrument>): number {
    // In the order of the tape's ids: a run that starts with this tape keeps them.
    const ids = [...instruments].sort(([a], [b]) => a - b).map(([id, instrument]) => ({
      id,
      own: this.options.assignId(instrument),
    }));
    if (ids.every(({ id, own }) => id === own)) return 0;
    const { core } = this.options;
    const size = 2 * (1 + Math.max(...ids.map(({ id }) => id)));
    const table = core.alloc(size, 'instrument ids of a tape');
    for (const { id, own } of ids) core.view.setUint16(table + 2 * id, own, true);
    return table;
  }

  private mapped(range: RecordRange): RecordRange {
    if (this.remap !== 0)
      this.options.core.exports.recordsRemap(range.start, range.end, this.remap);
    return range;
  }

  async next(): Promise<RecordRange | undefined> {
    while (this.position < this.reader.blockCount) {
      const block = this.reader.block(this.position++);
      this.consumed = block.offset + block.storedBytes;
      if (block.kind !== 'data') continue;
      return this.mapped(await this.reader.readBlock(block.index));
    }
    this.consumed = this.fileBytes;
    return undefined;
  }

  async seek(timeNs: bigint): Promise<RecordRange | undefined> {
    const found = this.reader.seek(timeNs - 1n);
    if (found.keyframe === undefined) return undefined;
    this.position = found.firstBlock;
    return this.keyframe(found.keyframe, found.keyframeBlocks);
  }

  /** The blocks of a keyframe one behind the other in core memory. */
  private async keyframe(first: number, count: number): Promise<RecordRange> {
    if (count === 1) return this.mapped(await this.reader.readBlock(first));
    const { core } = this.options;
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for (let i = first; i < first + count; i++) {
      const range = await this.reader.readBlock(i);
      parts.push(core.bytes.slice(range.start, range.end));
      bytes += range.end - range.start;
    }
    let at = core.alloc(bytes, 'a keyframe');
    const start = at;
    for (const part of parts) {
      core.bytes.set(part, at);
      at += part.length;
    }
    return this.mapped({ start, end: at });
  }

  progress(): { consumedBytes: number; totalBytes: number } {
    return { consumedBytes: this.consumed, totalBytes: this.fileBytes };
  }

  close(): Promise<void> {
    return this.reader.close();
  }
}

/** Opens a tape. @throws OutcryError as TapeReader.open */
export async function openTapeSource(
  file: RandomAccess,
  options: ImportOptions,
): Promise<RecordSource> {
  const buffers = new TapeDecodeBuffers(await createTapeHost(options.core));
  const reader = await TapeReader.open(file, buffers);
  const { instruments, fromNs, fileBytes } = await reader.summary();
  return new TapeSource(reader, instruments, fromNs, fileBytes, options);
}
