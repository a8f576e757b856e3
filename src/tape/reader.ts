// Reads tapes: blocks to records in core memory, seeking by time, what is on the tape.
import { DefinitionView, HeaderView, RecordKind } from '../abi/records.ts';
import { TapeBlockView, TapeCodec } from '../abi/tape.ts';
import { type ErrorDetails, OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import type { RandomAccess } from '../fs/types.ts';
import { type Instrument, readDefinition } from '../model/instrument.ts';
import type { BlockTable, TapeBlockInfo } from './block-table.ts';
import type { TapeDecodeBuffers } from './buffers.ts';
import { BLOCK_BYTES, isBlock, viewOf } from './format.ts';
import { type OpenedTape, openTable, readAt } from './open.ts';
import { unpackSections } from './sections.ts';

/** Records in core memory, [start, end). Valid until the next block is read. */
export interface RecordRange {
  readonly start: number;
  readonly end: number;
}

/** Where to start so as to know the state at some time. */
export interface TapeSeek {
  /** First block of the keyframe to restore; undefined: start empty. */
  readonly keyframe: number | undefined;
  /** Blocks of that keyframe, one behind the other. */
  readonly keyframeBlocks: number;
  /** First data block to replay after it; `blockCount` when there is none. */
  readonly firstBlock: number;
}

export interface TapeSummary {
  readonly events: number;
  readonly byKind: {
    readonly depth: number;
    readonly snapshot: number;
    readonly trade: number;
    readonly bbo: number;
    readonly other: number;
  };
  readonly records: number;
  readonly definitions: number;
  readonly dataBlocks: number;
  readonly keyframes: number;
  readonly fileBytes: number;
  readonly bytesPerEvent: number;
  /** Receive times of the first and last record, ns; undefined when there is none. */
  readonly fromNs: bigint | undefined;
  readonly toNs: bigint | undefined;
  /** Smallest receive minus exchange time, ns. */
  readonly minLatencyNs: bigint | undefined;
  /** Latest definition of each instrument, by its id on the tape. */
  readonly instruments: ReadonlyMap<number, Instrument>;
}

export class TapeReader {
  readonly file: RandomAccess;
  /** Set when the end of the tape was cut: what is complete can be read. */
  readonly recovered: { readonly droppedBytes: number } | undefined;
  /** The index was missing or damaged; the blocks were found without it. */
  readonly indexRebuilt: boolean;
  readonly #buffers: TapeDecodeBuffers;
  readonly #table: BlockTable;
  #stored = new Uint8Array(0);

  private constructor(file: RandomAccess, buffers: TapeDecodeBuffers, opened: OpenedTape) {
    this.file = file;
    this.#buffers = buffers;
    this.#table = opened.table;
    this.indexRebuilt = opened.indexRebuilt;
    this.recovered = opened.droppedBytes === 0 ? undefined : { droppedBytes: opened.droppedBytes };
  }

  /**
   * Opens a tape. Cost: one read of the index, or one per block where it is missing.
   *
   * @throws OutcryError NOT_A_TAPE, UNSUPPORTED_VERSION, UNSUPPORTED_BLOCK, BAD_CHECKSUM
   */
  static async open(file: RandomAccess, buffers: TapeDecodeBuffers): Promise<TapeReader> {
    return new TapeReader(file, buffers, await openTable(file, buffers.host));
  }

  get blockCount(): number {
    return this.#table.count;
  }

  /** @param index 0..blockCount - 1 */
  block(index: number): TapeBlockInfo {
    if (!(Number.isInteger(index) && index >= 0 && index < this.blockCount))
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'the tape has no such block', {
        where: this.file.name,
        expected: `0 to ${this.blockCount - 1}`,
        found: `${index}`,
      });
    return this.#table.block(index);
  }

  /** Header of a block as it stands in the file (`TapeBlockView`). A view. */
  header(index: number): Uint8Array {
    return this.#table.header(this.block(index).index);
  }

  /** All blocks in order. */
  *blocks(): Generator<TapeBlockInfo, void, undefined> {
    for (let i = 0; i < this.blockCount; i++) yield this.#table.block(i);
  }

  /**
   * Decodes a block into core memory.
   *
   * @throws OutcryError BAD_CHECKSUM or BAD_BLOCK naming block and offset, TOO_LARGE
   */
  async readBlock(index: number): Promise<RecordRange> {
    const info = this.block(index);
    const { host, payload, payloadBytes, decoder, records, recordBytesMax } = this.#buffers;
    if (this.#stored.length < info.storedBytes)
      this.#stored = new Uint8Array(Math.max(info.storedBytes, 1 << 19));
    const target = this.#stored.subarray(0, info.storedBytes);
    const bytes = await readAt(this.file, info.offset, target);
    const block = new TapeBlockView(viewOf(bytes));
    if (!isBlock(bytes, host.checksum) || !isSame(bytes, this.#table.header(index)))
      throw this.#refuse(info, 'BAD_CHECKSUM', 'its header is damaged');
    const stored = bytes.subarray(BLOCK_BYTES);
    if (stored.length !== block.storedLength || host.checksum(stored) !== block.payloadCrc)
      throw this.#refuse(info, 'BAD_CHECKSUM', 'its bytes do not match their checksum');
    if (block.rawLength > payloadBytes || block.decodedLength > recordBytesMax)
      throw this.#refuse(info, 'TOO_LARGE', 'it is larger than the buffers of this reader', {
        expected: `at most ${recordBytesMax} bytes of records`,
        found: `${block.decodedLength}`,
        hint: 'create the buffers with a larger recordBytesMax',
      });
    const { bytes: memory, exports } = host.core;
    const raw = memory.subarray(payload, payload + block.rawLength);
    this.#unpack(info, block, stored, raw);
    const end = payload + block.rawLength;
    const limit = records + block.decodedLength;
    const length = exports.tapeDecode(decoder, payload, end, records, limit);
    if (length !== block.decodedLength)
      throw this.#refuse(info, 'BAD_BLOCK', 'its content cannot be decoded', {
        expected: `${block.decodedLength} bytes of records`,
        found: length < 0 ? statusError(length).message : `${length}`,
      });
    return { start: records, end: limit };
  }

  #unpack(info: TapeBlockInfo, block: TapeBlockView, stored: Uint8Array, raw: Uint8Array): void {
    if (block.codec === TapeCodec.None) {
      if (stored.length !== raw.length)
        throw this.#refuse(info, 'BAD_BLOCK', 'its lengths do not fit together');
      raw.set(stored);
      return;
    }
    if (block.codec !== TapeCodec.Zstd)
      throw this.#refuse(info, 'UNSUPPORTED_BLOCK', 'its codec is unknown', {
        expected: 'codec 0 or 1',
        found: `${block.codec}`,
        hint: 'update outcry',
      });
    try {
      unpackSections(stored, raw, this.#buffers.host.compression);
    } catch (cause) {
      throw this.#refuse(info, 'BAD_BLOCK', 'its sections cannot be decoded', { cause });
    }
  }

  #refuse(
    info: TapeBlockInfo,
    code: string,
    text: string,
    details: ErrorDetails = {},
  ): OutcryError {
    return new OutcryError(code, 'input', `block ${info.blockNumber} is refused, ${text}`, {
      where: this.file.name,
      offset: info.offset,
      ...details,
    });
  }

  /** Records of all data blocks from block `from` on, a block at a time. */
  async *records(from = 0): AsyncGenerator<RecordRange, void, undefined> {
    for (let i = from; i < this.blockCount; i++)
      if (this.#table.isData(i)) yield await this.readBlock(i);
  }

  /** The nearest complete keyframe at or before `timeNs`, and the data after it. */
  seek(timeNs: bigint): TapeSeek {
    const table = this.#table;
    // Receive times never run backwards, so neither do the largest of each block.
    let low = 0;
    let high = table.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (table.maxRecvTsNs(middle) <= timeNs) low = middle + 1;
      else high = middle;
    }
    let last = low - 1;
    while (last >= 0 && (table.isData(last) || table.partsLeft(last) !== 0)) last--;
    let first = last;
    while (first > 0 && this.#isPartBefore(first)) first--;
    let firstBlock = last + 1;
    while (firstBlock < table.count && !table.isData(firstBlock)) firstBlock++;
    const keyframe = last < 0 ? undefined : first;
    return { keyframe, keyframeBlocks: last < 0 ? 0 : last - first + 1, firstBlock };
  }

  /** Whether the block before belongs to the same keyframe (and not to one that a crash cut). */
  #isPartBefore(index: number): boolean {
    const table = this.#table;
    if (table.isData(index - 1)) return false;
    return table.partsLeft(index - 1) === table.partsLeft(index) + 1;
  }

  /** What is on the tape. Cost: the headers, and the blocks that hold definitions. */
  async summary(): Promise<TapeSummary> {
    const sum = { depth: 0, snapshot: 0, trade: 0, bbo: 0, other: 0 };
    let [records, definitions, dataBlocks, keyframes] = [0, 0, 0, 0];
    let fromNs: bigint | undefined;
    let toNs: bigint | undefined;
    let minLatencyNs: bigint | undefined;
    const instruments = new Map<number, Instrument>();
    for (const block of this.blocks()) {
      if (block.kind === 'keyframe') {
        if (block.partsLeft === 0) keyframes++;
        continue;
      }
      sum.depth += block.depthRows;
      sum.snapshot += block.snapshotRows;
      sum.trade += block.trades;
      sum.bbo += block.bbos;
      sum.other += block.others;
      records += block.recordCount;
      definitions += block.definitions;
      dataBlocks++;
      fromNs ??= block.minRecvTsNs;
      toNs = block.maxRecvTsNs;
      const latency = block.minLatencyNs;
      if (latency !== undefined && (minLatencyNs === undefined || latency < minLatencyNs))
        minLatencyNs = latency;
      if (block.definitions > 0) await this.#addInstruments(block.index, instruments);
    }
    const events = sum.depth + sum.snapshot + sum.trade + sum.bbo + sum.other;
    const fileBytes = await this.file.size();
    const bytesPerEvent = events === 0 ? 0 : fileBytes / events;
    const counts = { events, byKind: sum, records, definitions, dataBlocks, keyframes };
    return { ...counts, fileBytes, bytesPerEvent, fromNs, toNs, minLatencyNs, instruments };
  }

  async #addInstruments(index: number, instruments: Map<number, Instrument>): Promise<void> {
    const { view } = this.#buffers.host.core;
    const { start, end } = await this.readBlock(index);
    const header = new HeaderView(view);
    for (let at = start; at < end; at += header.size) {
      header.offset = at;
      if (header.kind === RecordKind.Definition)
        instruments.set(header.instrumentId, readDefinition(new DefinitionView(view, at)));
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

function isSame(bytes: Uint8Array, header: Uint8Array): boolean {
  for (let i = 0; i < BLOCK_BYTES; i++) if (bytes[i] !== header[i]) return false;
  return true;
}
