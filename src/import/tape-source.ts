// A tape as a record source: block after block, with instrument ids of this run.
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { RandomAccess } from '../fs/types.ts';
import { type Instrument, instrumentKey } from '../model/instrument.ts';
import { createTapeHost, TapeDecodeBuffers, type TapeHost } from '../tape/buffers.ts';
import { type RecordRange, TapeReader, type TapeSummary } from '../tape/reader.ts';
import { CorePool } from './core-pool.ts';
import type { ImportOptions } from './imported-instrument.ts';
import type { RecordSource } from './record-source.ts';

export interface TapeSourceOptions extends ImportOptions {
  /**
   * Opens the same tape once more. With it the file is closed when its index has been read, and
   * opened again at the first record. @default the file is kept open
   */
  readonly reopen?: () => Promise<RandomAccess>;
}

const hosts = new WeakMap<Core, Promise<TapeHost>>();
const pool = new CorePool<TapeDecodeBuffers>();

function takeBuffers(core: Core): Promise<TapeDecodeBuffers> {
  return pool.take(core, async () => {
    const host = hosts.get(core) ?? createTapeHost(core);
    hosts.set(core, host);
    return new TapeDecodeBuffers(await host);
  });
}

/** What the opening has seen of a tape. */
interface Seen {
  readonly name: string;
  readonly summary: TapeSummary;
  readonly recovered: { readonly droppedBytes: number } | undefined;
  readonly indexRebuilt: boolean;
}

class TapeSource implements RecordSource {
  readonly name: string;
  readonly instruments: readonly Instrument[];
  readonly firstTsNs?: bigint;
  /** Set when the tape's end was cut by a crash: what is complete is replayed. */
  readonly recovered: { readonly droppedBytes: number } | undefined;
  readonly indexRebuilt: boolean;
  private readonly options: TapeSourceOptions;
  private readonly fileBytes: number;
  /** u16 by the tape's id, in core memory; 0 when the ids are the same. */
  private readonly remap: number;
  /** The open file, before it is read and while it is. */
  private file: RandomAccess | undefined;
  private buffers: TapeDecodeBuffers | undefined;
  private reader: TapeReader | undefined;
  private isDone = false;
  private failure: { readonly cause: unknown } | undefined;
  private position = 0;
  private consumed = 0;

  constructor(seen: Seen, file: RandomAccess | undefined, options: TapeSourceOptions) {
    const { name, summary, recovered, indexRebuilt } = seen;
    this.name = name;
    this.file = file;
    this.options = options;
    this.fileBytes = summary.fileBytes;
    this.recovered = recovered;
    this.indexRebuilt = indexRebuilt;
    if (summary.fromNs !== undefined) this.firstTsNs = summary.fromNs;
    this.instruments = [...summary.instruments.values()].sort((a, b) =>
      instrumentKey(a) < instrumentKey(b) ? -1 : 1,
    );
    this.remap = this.assign(summary.instruments);
  }

  private assign(instruments: ReadonlyMap<number, Instrument>): number {
    // In the order of the tape's ids: a run that starts with this tape keeps them.
    const ids = [...instruments]
      .sort(([a], [b]) => a - b)
      .map(([id, instrument]) => ({
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

  /** A fault stays: what lies behind a damaged block must not follow what lies before it. */
  private async guarded<T>(work: (reader: TapeReader) => Promise<T>): Promise<T> {
    if (this.failure !== undefined) throw this.failure.cause;
    try {
      return await work(this.reader ?? (await this.start()));
    } catch (cause) {
      this.failure = { cause };
      throw cause;
    }
  }

  /** Takes memory and, where it was closed, the file. */
  private async start(): Promise<TapeReader> {
    this.buffers = await takeBuffers(this.options.core);
    this.file ??= await this.options.reopen?.();
    if (this.file === undefined)
      throw new OutcryError('INVARIANT', 'internal', 'the tape is closed', { where: this.name });
    this.reader = await TapeReader.open(this.file, this.buffers);
    return this.reader;
  }

  async next(): Promise<RecordRange | undefined> {
    if (this.isDone) return undefined;
    const range = await this.guarded((reader) => this.nextData(reader));
    if (range !== undefined) return range;
    this.consumed = this.fileBytes;
    await this.close();
    return undefined;
  }

  private async nextData(reader: TapeReader): Promise<RecordRange | undefined> {
    while (this.position < reader.blockCount) {
      const block = reader.block(this.position++);
      this.consumed = block.offset + block.storedBytes;
      if (block.kind === 'data') return this.mapped(await reader.readBlock(block.index));
    }
    return undefined;
  }

  seek(timeNs: bigint): Promise<RecordRange | undefined> {
    return this.guarded(async (reader) => {
      const found = reader.seek(timeNs - 1n);
      if (found.keyframe === undefined) return undefined;
      this.position = found.firstBlock;
      return this.keyframe(reader, found.keyframe, found.keyframeBlocks);
    });
  }

  /** The blocks of a keyframe one behind the other in core memory. */
  private async keyframe(reader: TapeReader, first: number, count: number): Promise<RecordRange> {
    if (count === 1) return this.mapped(await reader.readBlock(first));
    const { core } = this.options;
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for (let i = first; i < first + count; i++) {
      const range = await reader.readBlock(i);
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

  /** Gives memory and file back; there are no more records. */
  async close(): Promise<void> {
    this.isDone = true;
    const { buffers, file } = this;
    this.reader = undefined;
    this.buffers = undefined;
    this.file = undefined;
    if (buffers !== undefined) pool.give(this.options.core, buffers);
    await file?.close();
  }
}

/** Opens a tape; takes `file` over when it succeeds. @throws OutcryError as TapeReader.open */
export async function openTapeSource(
  file: RandomAccess,
  options: TapeSourceOptions,
): Promise<RecordSource> {
  const buffers = await takeBuffers(options.core);
  try {
    const reader = await TapeReader.open(file, buffers);
    const { recovered, indexRebuilt } = reader;
    const seen = { name: file.name, summary: await reader.summary(), recovered, indexRebuilt };
    const isKept = options.reopen === undefined;
    if (!isKept) await file.close();
    return new TapeSource(seen, isKept ? file : undefined, options);
  } finally {
    pool.give(options.core, buffers);
  }
}
