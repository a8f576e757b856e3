// Writes tapes: gathers records to blocks, puts keyframes between them, closes with an index. Every
// block goes to the file in one append, so that a crash loses at most the block being written.
import { Status } from '../abi/status.ts';
import { TapeBlockKind, TapeBlockView, TapeCodec } from '../abi/tape.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import type { AppendFile } from '../fs/types.ts';
import { BlockTable } from './block-table.ts';
import { BLOCK_RECORD_BYTES, type TapeEncodeBuffers } from './buffers.ts';
import { BLOCK_BYTES, makeHead, makeTrailer, sealBlock, viewOf } from './format.ts';
import { openTable } from './open.ts';
import type { RecordRange } from './reader.ts';
import { packSections, sectionEnds } from './sections.ts';

export interface TapeWriterOptions {
  /** Bytes of records per block. @default 2 MiB */
  readonly blockBytes?: number;
  /** `zstd` where the platform writes it. @default 'zstd' */
  readonly codec?: 'zstd' | 'none';
  /** zstd level, 1 to 19. Higher ones hardly pay: the bytes are nearly random. @default 1 */
  readonly level?: number;
  /**
   * Gives the records that rebuild the whole state after all records written so far. Called at
   * the end of a `write` when a keyframe is due. Without it there are none.
   */
  readonly keyframe?: () => RecordRange;
  /** Stored bytes between keyframes. @default 4 MiB */
  readonly keyframeBytes?: number;
}

interface Encoded {
  readonly header: Uint8Array;
  readonly stored: Uint8Array;
}

const NO_TIME = -0x8000_0000_0000_0000n;

export class TapeWriter {
  readonly file: AppendFile;
  /** Set when `append` cut an incomplete block from the end of the file. */
  readonly recovered: { readonly droppedBytes: number } | undefined;
  readonly #buffers: TapeEncodeBuffers;
  readonly #options: TapeWriterOptions;
  readonly #blockBytes: number;
  readonly #table: BlockTable;
  #staged = 0;
  #fileBytes: number;
  #records = 0n;
  #sinceKeyframe = 0;
  #state: 'open' | 'failed' | 'closed' = 'open';

  private constructor(
    file: AppendFile,
    buffers: TapeEncodeBuffers,
    options: TapeWriterOptions,
    start: { table: BlockTable; fileBytes: number; droppedBytes: number },
  ) {
    this.file = file;
    this.#buffers = buffers;
    this.#options = options;
    this.#blockBytes = Math.min(options.blockBytes ?? BLOCK_RECORD_BYTES, buffers.recordBytesMax);
    this.#table = start.table;
    this.#fileBytes = start.fileBytes;
    this.recovered = start.droppedBytes === 0 ? undefined : { droppedBytes: start.droppedBytes };
    if (!(this.#blockBytes >= 128))
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'blockBytes is out of range', {
        expected: `128 to ${buffers.recordBytesMax}`,
        found: `${options.blockBytes}`,
      });
    this.#setLastTime(NO_TIME);
  }

  /**
   * Starts a tape in an empty file.
   * @throws OutcryError FILE_NOT_EMPTY, and what the file throws
   */
  static async create(
    file: AppendFile,
    buffers: TapeEncodeBuffers,
    options: TapeWriterOptions = {},
  ): Promise<TapeWriter> {
    const size = await file.size();
    if (size !== 0)
      throw new OutcryError('FILE_NOT_EMPTY', 'usage', 'a new tape needs an empty file', {
        where: file.name,
        found: `${size} bytes`,
      });
    const head = makeHead(buffers.host.checksum);
    await file.append(head);
    const start = { table: new BlockTable(), fileBytes: head.length, droppedBytes: 0 };
    return new TapeWriter(file, buffers, options, start);
  }

  /**
   * Goes on behind the last complete block of a tape; `recovered` says what was cut.
   * @throws OutcryError as TapeReader.open
   */
  static async append(
    file: AppendFile,
    buffers: TapeEncodeBuffers,
    options: TapeWriterOptions = {},
  ): Promise<TapeWriter> {
    const { table, end, droppedBytes } = await openTable(file, buffers.host);
    await file.truncate(end);
    const writer = new TapeWriter(file, buffers, options, { table, fileBytes: end, droppedBytes });
    writer.#continue();
    return writer;
  }

  /** Takes counts and time over from the blocks that are there; a keyframe comes first. */
  #continue(): void {
    for (let last = this.#table.count - 1; last >= 0; last--) {
      if (!this.#table.isData(last)) continue;
      const block = this.#table.block(last);
      this.#records = block.firstRecord + BigInt(block.recordCount);
      this.#setLastTime(block.maxRecvTsNs);
      break;
    }
    this.#sinceKeyframe = Number.POSITIVE_INFINITY;
  }

  #setLastTime(timeNs: bigint): void {
    this.#buffers.host.core.view.setBigInt64(this.#buffers.lastTime, timeNs, true);
  }

  /** Bytes in the file so far, without what is still gathered. */
  get fileBytes(): number {
    return this.#fileBytes;
  }

  /** Records in written blocks. */
  get recordCount(): bigint {
    return this.#records;
  }

  /**
   * Adds the records [start, end) of core memory, which must be in order of receive time.
   *
   * @throws OutcryError TIME_BACKWARDS, BAD_ARGUMENT, TOO_LARGE naming the record (those before it
   *   are taken); what the file throws (the tape then ends behind its last complete block)
   */
  async write(start: number, end: number): Promise<void> {
    this.#needOpen();
    const { host, records, recordBytesMax, lastTime } = this.#buffers;
    const { exports, bytes } = host.core;
    let at = start;
    while (at < end) {
      let fitting = exports.tapeFit(lastTime, at, end, this.#blockBytes - this.#staged);
      if (fitting === 0 && this.#staged > 0) {
        await this.flush();
        continue;
      }
      if (fitting === 0) fitting = this.#fitLarge(at, end, recordBytesMax);
      if (fitting < 0) throw this.#refuse(fitting, at);
      bytes.copyWithin(records + this.#staged, at, at + fitting);
      this.#staged += fitting;
      at += fitting;
      if (this.#staged >= this.#blockBytes) await this.flush();
    }
    if (this.#isKeyframeDue()) await this.#writeKeyframe();
  }

  /** A record larger than a block has a block of its own. */
  #fitLarge(at: number, end: number, room: number): number {
    const { host, lastTime } = this.#buffers;
    const size = host.core.view.getUint32(at, true);
    if (size > room) throw this.#tooLarge(at);
    return host.core.exports.tapeFit(lastTime, at, Math.min(end, at + size), room);
  }

  #tooLarge(at: number): OutcryError {
    const { host, recordBytesMax } = this.#buffers;
    return new OutcryError('TOO_LARGE', 'usage', 'a record is larger than a block may be', {
      where: this.file.name,
      expected: `at most ${recordBytesMax} bytes`,
      found: `${host.core.view.getUint32(at, true)}`,
      hint: 'create the buffers with a larger recordBytesMax',
    });
  }

  #refuse(status: number, at: number): OutcryError {
    const { view } = this.#buffers.host.core;
    if (status !== Status.TimeBackwards)
      return statusError(status, { where: this.file.name, expected: 'a whole record' });
    return statusError(status, {
      where: this.file.name,
      expected: `${view.getBigInt64(this.#buffers.lastTime, true)} ns or later`,
      found: `${view.getBigInt64(at + 8, true)} ns`,
    });
  }

  #needOpen(): void {
    if (this.#state === 'open') return;
    throw new OutcryError('WRITER_CLOSED', 'usage', `the tape writer is ${this.#state}`, {
      where: this.file.name,
    });
  }

  #isKeyframeDue(): boolean {
    const { keyframe, keyframeBytes = 4 << 20 } = this.#options;
    return keyframe !== undefined && this.#sinceKeyframe >= keyframeBytes;
  }

  /** Writes what is gathered as a block. A live recorder calls it before it sleeps. */
  async flush(): Promise<void> {
    this.#needOpen();
    const { records } = this.#buffers;
    const end = records + this.#staged;
    let at = records;
    while (at < end) {
      const { encoded, consumed } = this.#encode(at, end, TapeBlockKind.Data);
      await this.#appendBlock(encoded);
      at += consumed;
    }
    this.#staged = 0;
  }

  /** Flushes, and returns when all of it is on the device. */
  async sync(): Promise<void> {
    await this.flush();
    await this.file.sync();
  }

  /** Writes the rest, the index and the trailer, and closes the file. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    try {
      if (this.#state === 'open') {
        await this.flush();
        await this.#writeIndex();
        await this.file.sync();
      }
    } finally {
      this.#state = 'closed';
      await this.file.close();
    }
  }

  /** One block of the records from `at`, as many as its dictionary takes. */
  #encode(at: number, end: number, kind: TapeBlockKind): { encoded: Encoded; consumed: number } {
    const { host, encoder, payload, payloadBytes, info } = this.#buffers;
    const { core } = host;
    const length = core.check(
      core.exports.tapeEncode(encoder, at, end, payload, payload + payloadBytes),
      this.file.name,
    );
    const cuts: number[] = [];
    const cutsAt = info.cuts.byteOffset;
    for (let i = 0; i < info.cutCount; i++) cuts.push(core.view.getUint32(cutsAt + 4 * i, true));
    // A copy: zlib does not take shared memory everywhere.
    const encoded = this.#pack(core.bytes.slice(payload, payload + length), cuts, kind);
    const block = new TapeBlockView(viewOf(encoded.header));
    block.decodedLength = info.consumed;
    block.recordCount = info.recordCount;
    block.depthRows = info.depthRows;
    block.snapshotRows = info.snapshotRows;
    block.trades = info.trades;
    block.bbos = info.bbos;
    block.others = info.others;
    block.definitions = info.definitions;
    const hasTime = info.minRecvTsNs <= info.maxRecvTsNs;
    block.minRecvTsNs = hasTime ? info.minRecvTsNs : this.#timeAround(at);
    block.maxRecvTsNs = hasTime ? info.maxRecvTsNs : block.minRecvTsNs;
    block.minExchangeTsNs = info.minExchangeTsNs;
    block.maxExchangeTsNs = info.maxExchangeTsNs;
    block.minLatencyNs = info.minLatencyNs;
    return { encoded, consumed: info.consumed };
  }

  /** Time of a block without a record in receive order: that before it, or its first record's. */
  #timeAround(at: number): bigint {
    const { view } = this.#buffers.host.core;
    const last = view.getBigInt64(this.#buffers.lastTime, true);
    return last === NO_TIME ? view.getBigInt64(at + 8, true) : last;
  }

  /** Payload to its stored form, with a header that has the lengths and the payload's checksum. */
  #pack(payload: Uint8Array, cuts: readonly number[], kind: TapeBlockKind): Encoded {
    const { compression, checksum } = this.#buffers.host;
    const { codec = 'zstd', level = 1 } = this.#options;
    const compress = codec === 'zstd' ? compression.compress : undefined;
    const stored =
      compress === undefined
        ? payload
        : packSections(payload, sectionEnds(cuts, payload.length), (raw) => compress(raw, level));
    const header = new Uint8Array(BLOCK_BYTES);
    const block = new TapeBlockView(viewOf(header));
    block.kind = kind;
    block.codec = compress === undefined ? TapeCodec.None : TapeCodec.Zstd;
    block.storedLength = stored.length;
    block.rawLength = payload.length;
    block.payloadCrc = checksum(stored);
    return { header, stored };
  }

  async #appendBlock({ header, stored }: Encoded): Promise<void> {
    const block = new TapeBlockView(viewOf(header));
    block.blockNumber = this.#table.count;
    block.firstRecord = this.#records;
    sealBlock(header, this.#buffers.host.checksum);
    const bytes = new Uint8Array(header.length + stored.length);
    bytes.set(header);
    bytes.set(stored, header.length);
    await this.#appendBytes(bytes);
    this.#table.add(header, this.#fileBytes - bytes.length);
    if (block.kind !== TapeBlockKind.Data) return;
    this.#records += BigInt(block.recordCount);
    this.#sinceKeyframe += bytes.length;
  }

  async #appendBytes(bytes: Uint8Array): Promise<void> {
    try {
      await this.file.append(bytes);
    } catch (cause) {
      this.#state = 'failed';
      // Best effort: where this fails too, readers drop the torn tail.
      await this.file.truncate(this.#fileBytes).catch(() => {});
      throw cause;
    }
    this.#fileBytes += bytes.length;
  }

  async #writeKeyframe(): Promise<void> {
    await this.flush();
    const { host, lastTime } = this.#buffers;
    const timeNs = host.core.view.getBigInt64(lastTime, true);
    this.#sinceKeyframe = 0;
    const range = this.#options.keyframe?.();
    if (range === undefined || range.start === range.end) return;
    const parts = this.#encodeKeyframe(range);
    for (const [index, part] of parts.entries()) {
      const block = new TapeBlockView(viewOf(part.header));
      block.minRecvTsNs = timeNs;
      block.maxRecvTsNs = timeNs;
      block.partsLeft = parts.length - 1 - index;
      await this.#appendBlock(part);
    }
  }

  #encodeKeyframe(range: RecordRange): Encoded[] {
    const { host, recordBytesMax } = this.#buffers;
    const parts: Encoded[] = [];
    for (let at = range.start; at < range.end; ) {
      // Its records need no order of time.
      const fitting = host.core.exports.tapeFit(0, at, range.end, recordBytesMax);
      if (fitting === 0) throw this.#tooLarge(at);
      if (fitting < 0) throw this.#refuse(fitting, at);
      const { encoded, consumed } = this.#encode(at, at + fitting, TapeBlockKind.Keyframe);
      parts.push(encoded);
      at += consumed;
    }
    return parts;
  }

  async #writeIndex(): Promise<void> {
    const { checksum } = this.#buffers.host;
    const count = this.#table.count;
    const { header, stored } = this.#pack(this.#table.bytes.slice(), [], TapeBlockKind.Index);
    const block = new TapeBlockView(viewOf(header));
    block.recordCount = count;
    block.blockNumber = count;
    block.firstRecord = this.#records;
    sealBlock(header, checksum);
    const trailer = makeTrailer(this.#fileBytes, count, checksum);
    const bytes = new Uint8Array(header.length + stored.length + trailer.length);
    bytes.set(header);
    bytes.set(stored, header.length);
    bytes.set(trailer, header.length + stored.length);
    await this.#appendBytes(bytes);
  }
}
