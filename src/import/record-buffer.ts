// The stretch of core memory into which an importer writes records, one batch after the other.
// Fields are stored as 32-bit halves (little-endian, as the core's memory is); no allocation.
import type { Core } from '../core/core.ts';
import type { Int64 } from './int64.ts';

/** Rows that one depth record of an importer may have. */
export const ROWS_MAX = 1 << 18;
/** A batch is handed over when it has this size; the rest is room for the record that fills it. */
const BATCH_BYTES = 1 << 18;
const CAPACITY = BATCH_BYTES + 64 + ROWS_MAX * 16 + 4096;

export class RecordBuffer {
  readonly start: number;
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at: number;

  constructor(core: Core, what: string) {
    this.start = core.alloc(CAPACITY, what);
    this.#bytes = core.bytes;
    this.#view = core.view;
    this.#words = new Int32Array(core.memory.buffer);
    this.#at = this.start;
  }

  get end(): number {
    return this.#at;
  }

  get isEmpty(): boolean {
    return this.#at === this.start;
  }

  /** True when the batch should be handed over. */
  get isFull(): boolean {
    return this.#at - this.start >= BATCH_BYTES;
  }

  clear(): void {
    this.#at = this.start;
  }

  /** For accessors of src/abi on the cold path. */
  get view(): DataView {
    return this.#view;
  }

  /** Takes `size` zeroed bytes; returns their address. */
  take(size: number): number {
    const at = this.#at;
    this.#at += size;
    this.#bytes.fill(0, at, at + size);
    return at;
  }

  /**
   * Starts a record of `size` bytes, header and nothing else; returns the index of its first word.
   * All of the body must then be stored.
   */
  open(
    size: number,
    kind: number,
    flags: number,
    instrumentId: number,
    recv: Int64,
    exchange: Int64,
  ): number {
    const word = this.#at >>> 2;
    const words = this.#words;
    words[word] = size;
    words[word + 1] = kind | (flags << 8) | (instrumentId << 16);
    words[word + 2] = recv.lo;
    words[word + 3] = recv.hi;
    words[word + 4] = exchange.lo;
    words[word + 5] = exchange.hi;
    this.#at += size;
    return word;
  }

  /** Stores the 64-bit field at byte `offset` of the record that starts at `word`. */
  store(word: number, offset: number, value: Int64): void {
    const at = word + (offset >>> 2);
    this.#words[at] = value.lo;
    this.#words[at + 1] = value.hi;
  }

  /** Stores a small integer, -2^31 to 2^31 - 1, as 64 bits. */
  storeSmall(word: number, offset: number, value: number): void {
    const at = word + (offset >>> 2);
    this.#words[at] = value;
    this.#words[at + 1] = value < 0 ? -1 : 0;
  }

  storeWord(word: number, offset: number, value: number): void {
    this.#words[word + (offset >>> 2)] = value;
  }

  storeWords(word: number, offset: number, values: Int32Array): void {
    this.#words.set(values, word + (offset >>> 2));
  }
}

/** The rows of a depth record while it is collected: bids and asks apart, in the source's order. */
export class RowCollector {
  #bids: Int32Array = new Int32Array(256);
  #asks: Int32Array = new Int32Array(256);
  bidCount = 0;
  askCount = 0;

  get rowCount(): number {
    return this.bidCount + this.askCount;
  }

  clear(): void {
    this.bidCount = 0;
    this.askCount = 0;
  }

  addBid(price: Int64, qty: Int64): void {
    const at = this.bidCount++ * 4;
    if (at === this.#bids.length) this.#bids = grown(this.#bids);
    put(this.#bids, at, price, qty);
  }

  addAsk(price: Int64, qty: Int64): void {
    const at = this.askCount++ * 4;
    if (at === this.#asks.length) this.#asks = grown(this.#asks);
    put(this.#asks, at, price, qty);
  }

  get bids(): Int32Array {
    return this.#bids.subarray(0, this.bidCount * 4);
  }

  get asks(): Int32Array {
    return this.#asks.subarray(0, this.askCount * 4);
  }

  /** Multiplies what was collected so far; false when a value leaves 63 bits. Cold. */
  rescale(priceFactor: bigint, qtyFactor: bigint): boolean {
    return (
      rescaled(this.bids, priceFactor, qtyFactor) && rescaled(this.asks, priceFactor, qtyFactor)
    );
  }
}

function put(words: Int32Array, at: number, price: Int64, qty: Int64): void {
  words[at] = price.lo;
  words[at + 1] = price.hi;
  words[at + 2] = qty.lo;
  words[at + 3] = qty.hi;
}

function grown(words: Int32Array): Int32Array {
  const larger = new Int32Array(words.length * 2);
  larger.set(words);
  return larger;
}

function rescaled(words: Int32Array, priceFactor: bigint, qtyFactor: bigint): boolean {
  const values = new BigInt64Array(words.buffer, words.byteOffset, words.length / 2);
  for (let i = 0; i < values.length; i++) {
    const value = (values[i] ?? 0n) * (i % 2 === 0 ? priceFactor : qtyFactor);
    if (value !== BigInt.asIntN(64, value)) return false;
    values[i] = value;
  }
  return true;
}
