// Records of one instrument to rows of an hftbacktest tape; hft-rows.ts has the mapping. Writes
// into a buffer of its caller; allocates only for numbers beyond 15 digits and for L3 records.
import { DefinitionView, RecordFlag, RecordKind } from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { floatOfQuanta } from './float-quanta.ts';
import { evOfFlags, ORDER_FLAGS, RAW_TRADE, RowKind, SIDE_FLAGS, singleKind } from './hft-rows.ts';
import { ROW_BYTES } from './npy-header.ts';

const TWO_32 = 4294967296;

/** Where rows go: the same bytes as words and as doubles. */
export interface RowTarget {
  readonly words: Int32Array;
  readonly floats: Float64Array;
}

export class NpyRows {
  readonly #words: Int32Array;
  readonly #core: Core;
  #priceScale = 0;
  #qtyScale = 0;
  #hasOrders = false;
  /** The definition says that order flags are as the tape's maker set them. */
  isFinal = false;
  /** What rests of each order: hftbacktest's modify row wants it, our reduction does not say it. */
  readonly #resting = new Map<bigint, bigint>();
  #target: RowTarget = { words: new Int32Array(0), floats: new Float64Array(0) };
  #row = 0;

  constructor(core: Core) {
    this.#core = core;
    this.#words = new Int32Array(core.memory.buffer);
  }

  /** Takes the scales of a definition record. */
  define(record: number): void {
    const view = new DefinitionView(this.#core.view, record);
    this.#priceScale = view.priceScale;
    this.#qtyScale = view.qtyScale;
    this.#hasOrders = view.bookModel === 1;
    this.isFinal = (view.flags & ORDER_FLAGS) === 0;
  }

  /** Rows that the record at address `record` makes; 0 where such a tape has no row for it. */
  rowsOf(record: number): number {
    const words = this.#words;
    const at = record >>> 2;
    const kind = (words[at + 1] as number) & 0xff;
    if (kind === RecordKind.DepthDelta) return words[at + 12] as number;
    if (kind === RecordKind.DepthSnapshot) return 1 + (words[at + 12] as number);
    if (kind === RecordKind.Bbo) return 2;
    if (kind === RecordKind.Status || kind === RecordKind.BookRestore) return 0;
    // What rests of an order from before the recording is not known.
    if (kind === RecordKind.OrderReduce) return this.#resting.has(this.#orderId(at)) ? 1 : 0;
    return kind === RecordKind.Definition ? 0 : 1;
  }

  /**
   * Writes the rows of the record at `record` to `target` from row `row` on. Times are those given:
   * word pairs of a two-element array. @throws OutcryError NOT_EXACT
   */
  write(record: number, target: RowTarget, row: number, times: Int32Array): void {
    this.#target = target;
    this.#row = row;
    const at = record >>> 2;
    const head = this.#words[at + 1] as number;
    const kind = head & 0xff;
    const flags = (head >>> 8) & 0xff;
    if (kind === RecordKind.DepthDelta || kind === RecordKind.DepthSnapshot)
      this.#depth(at, kind, flags, times);
    else if (kind === RecordKind.Bbo) this.#bbo(at, flags, times);
    else if (kind === RecordKind.Trade) this.#trade(at, flags, times);
    else this.#event(at, kind, flags, times);
  }

  #depth(at: number, kind: number, flags: number, times: Int32Array): void {
    const order = flags & ORDER_FLAGS;
    const isSnapshot = kind === RecordKind.DepthSnapshot;
    const isPart = (flags & RecordFlag.Aggregate) !== 0;
    if (isSnapshot) {
      this.#begin(RowKind.Clear, order, times);
      this.#numbers(0, 0);
    }
    const rowKind = isSnapshot || isPart ? RowKind.Snapshot : RowKind.Depth;
    const rowCount = this.#words[at + 12] as number;
    const bidCount = this.#words[at + 13] as number;
    for (let i = 0; i < rowCount; i++) {
      this.#begin(rowKind, order | (i < bidCount ? RecordFlag.Buy : RecordFlag.Sell), times);
      const row = at + 16 + i * 4;
      this.#numbers(this.#price(row), this.#qty(row + 2));
    }
  }

  #bbo(at: number, flags: number, times: Int32Array): void {
    for (let side = 0; side < 2; side++) {
      const sideFlag = side === 0 ? RecordFlag.Buy : RecordFlag.Sell;
      const word = this.#begin(RowKind.Bbo, (flags & ORDER_FLAGS) | sideFlag, times);
      const level = at + 6 + side * 4;
      this.#numbers(this.#price(level), this.#qty(level + 2), word);
      if ((this.#words[at + 15] as number) >= 0) this.#copy(word + 12, at + 14);
    }
  }

  #trade(at: number, flags: number, times: Int32Array): void {
    const words = this.#words;
    const word = this.#begin(RowKind.Trade, flags & (ORDER_FLAGS | SIDE_FLAGS), times);
    this.#numbers(this.#price(at + 6), this.#qty(at + 8), word);
    const mark = flags & RAW_TRADE;
    if (mark === RAW_TRADE) {
      for (let column = 0; column < 6; column += 2)
        this.#copy(word + 10 + column, at + 10 + column);
      return;
    }
    if ((words[at + 11] as number) >= 0) this.#copy(word + 10, at + 10);
    const out = this.#target;
    if (mark === RecordFlag.Hidden) out.words.fill(-1, word + 12, word + 14);
    if (mark !== RecordFlag.Aggregate) return;
    const first = safe(words, at + 12);
    const prints = safe(words, at + 14) - first + 1;
    if (!(first >= 0 && prints >= 1 && prints < TWO_32)) return;
    out.words[word + 12] = prints;
    out.floats[(word + 14) >>> 1] = first;
  }

  #event(at: number, kind: number, flags: number, times: Int32Array): void {
    const sides = flags & SIDE_FLAGS;
    const isHidden = (flags & RecordFlag.Hidden) !== 0;
    let rowKind: number;
    let rowSides = sides;
    if (kind === RecordKind.OrderAdd) rowKind = RowKind.Add;
    else if (kind === RecordKind.OrderDelete) rowKind = RowKind.Cancel;
    else if (kind === RecordKind.OrderModify || kind === RecordKind.OrderReduce)
      rowKind = RowKind.Modify;
    else if (kind === RecordKind.OrderExecute && isHidden) {
      // No visible order: a print, whose aggressor is on the other side.
      rowKind = RowKind.Trade;
      if (sides === RecordFlag.Buy || sides === RecordFlag.Sell) rowSides = sides ^ SIDE_FLAGS;
    } else if (kind === RecordKind.OrderExecute) rowKind = RowKind.Fill;
    else if (kind === RecordKind.DepthSingle) rowKind = singleKind(flags);
    else rowKind = RowKind.Clear;
    const word = this.#begin(rowKind, (flags & ORDER_FLAGS) | rowSides, times);
    const qty = kind === RecordKind.OrderReduce ? this.#rest(at) : this.#qty(at + 8);
    this.#numbers(this.#price(at + 6), qty, word);
    if (rowKind === RowKind.Trade) {
      this.#target.words.fill(-1, word + 12, word + 14);
      return;
    }
    this.#copy(word + 10, at + 10);
    this.#copy(word + 12, at + 12);
    if (kind !== RecordKind.DepthClear) this.#copy(word + 14, at + 14);
    if (this.#hasOrders) this.#follow(at, kind);
  }

  /** Keeps what rests of each order. */
  #follow(at: number, kind: number): void {
    const view = this.#core.view;
    const id = this.#orderId(at);
    const qty = view.getBigInt64(at * 4 + 32, true);
    if (kind === RecordKind.OrderAdd || kind === RecordKind.OrderModify) this.#resting.set(id, qty);
    else if (kind === RecordKind.OrderDelete) this.#resting.delete(id);
    else if (kind === RecordKind.OrderExecute) {
      const rest = (this.#resting.get(id) ?? 0n) - qty;
      if (rest > 0n) this.#resting.set(id, rest);
      else this.#resting.delete(id);
    }
  }

  #orderId(at: number): bigint {
    return this.#core.view.getBigInt64(at * 4 + 40, true);
  }

  /** What rests of an order after a reduction, as a double. */
  #rest(at: number): number {
    const id = this.#orderId(at);
    const reduction = this.#core.view.getBigInt64(at * 4 + 32, true);
    const rest = (this.#resting.get(id) ?? 0n) - reduction;
    this.#resting.set(id, rest);
    return this.#exact(Number(rest >> 32n), Number(BigInt.asUintN(32, rest)), this.#qtyScale);
  }

  /** Starts the next row with its ev and times, everything else 0; returns its first word. */
  #begin(kind: number, flags: number, times: Int32Array): number {
    const words = this.#target.words;
    const word = this.#row++ * (ROW_BYTES / 4);
    words[word] = evOfFlags(kind, flags);
    words[word + 1] = 0;
    words[word + 2] = times[2] as number;
    words[word + 3] = times[3] as number;
    words[word + 4] = times[0] as number;
    words[word + 5] = times[1] as number;
    words.fill(0, word + 10, word + 16);
    return word;
  }

  #numbers(price: number, qty: number, word = (this.#row - 1) * (ROW_BYTES / 4)): void {
    this.#target.floats[(word >>> 1) + 3] = price;
    this.#target.floats[(word >>> 1) + 4] = qty;
  }

  #copy(to: number, from: number): void {
    this.#target.words[to] = this.#words[from] as number;
    this.#target.words[to + 1] = this.#words[from + 1] as number;
  }

  #price(at: number): number {
    return this.#exact(this.#words[at + 1] as number, this.#words[at] as number, this.#priceScale);
  }

  #qty(at: number): number {
    return this.#exact(this.#words[at + 1] as number, this.#words[at] as number, this.#qtyScale);
  }

  #exact(hi: number, lo: number, scale: number): number {
    const value = floatOfQuanta(hi, lo, scale);
    if (!Number.isNaN(value)) return value;
    throw new OutcryError('NOT_EXACT', 'input', 'a number that no double stands for', {
      found: `${(BigInt(hi) << 32n) | BigInt(lo >>> 0)} quanta of 10^-${scale}`,
      hint: 'hftbacktest tapes hold prices and quantities as doubles',
    });
  }
}

/** A 64-bit field as a number; NaN beyond 2^53. */
function safe(words: Int32Array, at: number): number {
  const value = (words[at + 1] as number) * TWO_32 + ((words[at] as number) >>> 0);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}
