// The blocks of a tape, packed: 120 bytes each, so that the table of a long tape stays small.
// Its bytes are the payload of the index block.
import { TapeBlockKind, TapeIndexEntryView } from '../abi/tape.ts';
import { BLOCK_BYTES } from './format.ts';

const ENTRY_BYTES = TapeIndexEntryView.size;

/** A block of a tape. Counts are exact; times in ns since 1970. */
export interface TapeBlockInfo {
  /** Position in the reader's list. */
  readonly index: number;
  /** Number that the block carries in its header; messages name it. */
  readonly blockNumber: number;
  readonly kind: 'data' | 'keyframe';
  /** Of the header in the file. */
  readonly offset: number;
  /** In the file, with the header. */
  readonly storedBytes: number;
  readonly decodedBytes: number;
  readonly recordCount: number;
  /** Records in all data blocks before this one. */
  readonly firstRecord: bigint;
  readonly depthRows: number;
  readonly snapshotRows: number;
  readonly trades: number;
  readonly bbos: number;
  readonly others: number;
  readonly definitions: number;
  readonly minRecvTsNs: bigint;
  readonly maxRecvTsNs: bigint;
  /** 0 when no record has an exchange time; so is the next. */
  readonly minExchangeTsNs: bigint;
  readonly maxExchangeTsNs: bigint;
  /** Smallest recvTsNs - exchangeTsNs; undefined when no record has an exchange time. */
  readonly minLatencyNs: bigint | undefined;
  /** Keyframes: blocks that follow and belong to the same keyframe. */
  readonly partsLeft: number;
}

const NO_LATENCY = 0x7fff_ffff_ffff_ffffn;

export class BlockTable {
  #bytes: Uint8Array;
  #view: TapeIndexEntryView;
  #length = 0;

  /** @param bytes packed entries, or none */
  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#bytes = bytes;
    this.#length = bytes.length;
    this.#view = new TapeIndexEntryView(new DataView(bytes.buffer, bytes.byteOffset));
  }

  get count(): number {
    return this.#length / ENTRY_BYTES;
  }

  /** The packed entries. A view, valid until the next `add`. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  add(header: Uint8Array, offset: number): void {
    if (this.#length + ENTRY_BYTES > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(64 * ENTRY_BYTES, this.#bytes.length * 2));
      grown.set(this.bytes);
      this.#bytes = grown;
      this.#view = new TapeIndexEntryView(new DataView(grown.buffer));
    }
    this.#bytes.set(header.subarray(0, BLOCK_BYTES), this.#length);
    const entry = this.#at(this.#length / ENTRY_BYTES);
    entry.blockOffset = BigInt(offset);
    this.#length += ENTRY_BYTES;
  }

  /** Forgets the last block. */
  removeLast(): void {
    this.#length = Math.max(0, this.#length - ENTRY_BYTES);
  }

  #at(index: number): TapeIndexEntryView {
    this.#view.offset = index * ENTRY_BYTES;
    return this.#view;
  }

  /** The header as it stands in the file. A view. */
  header(index: number): Uint8Array {
    return this.#bytes.subarray(index * ENTRY_BYTES, index * ENTRY_BYTES + BLOCK_BYTES);
  }

  isData(index: number): boolean {
    return this.#at(index).kind === TapeBlockKind.Data;
  }

  maxRecvTsNs(index: number): bigint {
    return this.#at(index).maxRecvTsNs;
  }

  partsLeft(index: number): number {
    return this.#at(index).partsLeft;
  }

  /** Of a block's header in the file, and of the byte behind the block. */
  offset(index: number): number {
    return Number(this.#at(index).blockOffset);
  }

  end(index: number): number {
    return this.offset(index) + BLOCK_BYTES + this.#at(index).storedLength;
  }

  block(index: number): TapeBlockInfo {
    const entry = this.#at(index);
    const minLatencyNs = entry.minLatencyNs;
    return {
      index,
      blockNumber: entry.blockNumber,
      kind: entry.kind === TapeBlockKind.Data ? 'data' : 'keyframe',
      offset: Number(entry.blockOffset),
      storedBytes: BLOCK_BYTES + entry.storedLength,
      decodedBytes: entry.decodedLength,
      recordCount: entry.recordCount,
      firstRecord: entry.firstRecord,
      depthRows: entry.depthRows,
      snapshotRows: entry.snapshotRows,
      trades: entry.trades,
      bbos: entry.bbos,
      others: entry.others,
      definitions: entry.definitions,
      minRecvTsNs: entry.minRecvTsNs,
      maxRecvTsNs: entry.maxRecvTsNs,
      minExchangeTsNs: entry.minExchangeTsNs,
      maxExchangeTsNs: entry.maxExchangeTsNs,
      minLatencyNs: minLatencyNs === NO_LATENCY ? undefined : minLatencyNs,
      partsLeft: entry.partsLeft,
    };
  }
}
