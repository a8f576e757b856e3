// Collects rows of an hftbacktest tape into records; hft-rows.ts has the mapping. Rows are grouped
// only where writing the group back gives the same rows in the same order.
import { RecordFlag, RecordKind } from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import {
  flagsOfEv,
  ORDER_FLAGS,
  RAW_TRADE,
  RowKind,
  SIDE_FLAGS,
  SNAPSHOT_PART,
  singleMark,
} from './hft-rows.ts';
import type { ImportedInstrument } from './imported-instrument.ts';
import { Int64 } from './int64.ts';
import { RecordBuffer, ROWS_MAX, RowCollector } from './record-buffer.ts';

/** What is being collected. */
const Group = { None: 0, Delta: 1, Part: 2, Cleared: 3, BestBid: 4 } as const;
type Group = (typeof Group)[keyof typeof Group];

const TWO_52 = 2 ** 52;
const ORDER_KINDS: Readonly<Record<number, RecordKind>> = {
  [RowKind.Add]: RecordKind.OrderAdd,
  [RowKind.Cancel]: RecordKind.OrderDelete,
  [RowKind.Modify]: RecordKind.OrderModify,
  [RowKind.Fill]: RecordKind.OrderExecute,
};

export class NpyRecords {
  readonly buffer: RecordBuffer;
  /** Quanta of the row that `add` takes next. */
  readonly price = new Int64();
  readonly qty = new Int64();
  readonly #target: ImportedInstrument;
  readonly #rows = new RowCollector();
  readonly #exchange = new Int64();
  readonly #recv = new Int64();
  readonly #orderId = new Int64();
  readonly #ival = new Int64();
  readonly #fval = new Int64();
  readonly #floatBits = new DataView(new ArrayBuffer(8));
  #group: Group = Group.None;
  #groupFlags = 0;
  readonly #groupExchange = new Int64();
  readonly #groupRecv = new Int64();
  readonly #bidPrice = new Int64();
  readonly #bidQty = new Int64();
  readonly #bidIval = new Int64();

  constructor(core: Core, name: string, target: ImportedInstrument) {
    this.buffer = new RecordBuffer(core, name);
    this.#target = target;
  }

  /** Takes the row at words[at], whose price and quantity stand in `price` and `qty`. */
  add(ev: number, words: Int32Array, at: number): void {
    load(this.#exchange, words, at + 2);
    load(this.#recv, words, at + 4);
    load(this.#orderId, words, at + 10);
    load(this.#ival, words, at + 12);
    load(this.#fval, words, at + 14);
    const kind = ev & 0xff;
    const flags = flagsOfEv(ev);
    if (kind === RowKind.Depth || kind === RowKind.Snapshot) this.#depth(kind, flags);
    else if (kind === RowKind.Bbo) this.#best(flags);
    else {
      this.flush();
      if (kind === RowKind.Trade) this.#trade(flags);
      else if (kind === RowKind.Clear) this.#clear(flags);
      else this.#order(ORDER_KINDS[kind] ?? RecordKind.None, flags);
    }
  }

  get #hasIds(): boolean {
    return !(this.#orderId.isZero && this.#ival.isZero && this.#fval.isZero);
  }

  /** The row continues the group: same order flags, same times. */
  #isSame(flags: number): boolean {
    return (
      this.#groupFlags === (flags & ORDER_FLAGS) &&
      this.#groupRecv.equals(this.#recv) &&
      this.#groupExchange.equals(this.#exchange)
    );
  }

  #begin(group: Group, flags: number): void {
    this.#group = group;
    this.#groupFlags = flags & ORDER_FLAGS;
    this.#groupRecv.copy(this.#recv);
    this.#groupExchange.copy(this.#exchange);
  }

  #depth(kind: number, flags: number): void {
    const side = flags & SIDE_FLAGS;
    if (this.#hasIds || side === 0 || side === SIDE_FLAGS) {
      this.flush();
      this.#order(RecordKind.DepthSingle, flags | singleMark(kind));
      return;
    }
    const rows = this.#rows;
    const isBid = side === RecordFlag.Buy;
    const isGroup =
      kind === RowKind.Depth
        ? this.#group === Group.Delta
        : this.#group === Group.Part || this.#group === Group.Cleared;
    const fits = !(isBid && rows.askCount > 0) && rows.rowCount < ROWS_MAX;
    if (!isGroup || !fits || !this.#isSame(flags)) {
      this.flush();
      this.#begin(kind === RowKind.Depth ? Group.Delta : Group.Part, flags);
    }
    if (isBid) rows.addBid(this.price, this.qty);
    else rows.addAsk(this.price, this.qty);
  }

  #best(flags: number): void {
    const side = flags & SIDE_FLAGS;
    const isPlain = this.#orderId.isZero && this.#fval.isZero && this.#ival.hi >= 0;
    const isPair =
      this.#group === Group.BestBid &&
      isPlain &&
      side === RecordFlag.Sell &&
      this.#isSame(flags) &&
      this.#ival.equals(this.#bidIval);
    if (isPair) {
      this.#group = Group.None;
      this.#bbo();
      return;
    }
    this.flush();
    if (isPlain && side === RecordFlag.Buy) {
      this.#begin(Group.BestBid, flags);
      this.#bidPrice.copy(this.price);
      this.#bidQty.copy(this.qty);
      this.#bidIval.copy(this.#ival);
    } else this.#order(RecordKind.DepthSingle, flags | singleMark(RowKind.Bbo));
  }

  #bbo(): void {
    const word = this.#open(64, RecordKind.Bbo, this.#groupFlags);
    const buffer = this.buffer;
    buffer.store(word, 24, this.#bidPrice);
    buffer.store(word, 32, this.#bidQty);
    buffer.store(word, 40, this.price);
    buffer.store(word, 48, this.qty);
    if (this.#bidIval.isZero) buffer.storeSmall(word, 56, -1);
    else buffer.store(word, 56, this.#bidIval);
  }

  #clear(flags: number): void {
    const hasSide = (flags & SIDE_FLAGS) !== 0;
    if (!hasSide && !this.#hasIds && this.price.isZero && this.qty.isZero) {
      this.#begin(Group.Cleared, flags);
      return;
    }
    if (!this.#fval.isZero) {
      this.#order(RecordKind.DepthSingle, flags | singleMark(RowKind.Clear));
      return;
    }
    const word = this.#order(RecordKind.DepthClear, flags);
    this.buffer.storeSmall(word, 56, 0);
  }

  /** A record with the row's own columns; DepthClear has the same first four. */
  #order(kind: RecordKind, flags: number): number {
    const word = this.#open(64, kind, flags);
    const buffer = this.buffer;
    buffer.store(word, 24, this.price);
    buffer.store(word, 32, this.qty);
    buffer.store(word, 40, this.#orderId);
    buffer.store(word, 48, this.#ival);
    buffer.store(word, 56, this.#fval);
    return word;
  }

  #trade(flags: number): void {
    const buffer = this.buffer;
    const prints = this.#ival;
    const first = this.#firstId();
    const hasPlainId = this.#orderId.hi >= 0;
    const isPlain = hasPlainId && this.#fval.isZero && prints.isZero;
    const isHidden =
      hasPlainId && this.#fval.isZero && prints.hi === -1 && prints.lo === 0xffffffff;
    const isAggregate = hasPlainId && first >= 0 && prints.hi === 0 && prints.lo > 0;
    let mark = 0;
    if (isHidden) mark = RecordFlag.Hidden;
    else if (!isPlain) mark = isAggregate ? RecordFlag.Aggregate : RAW_TRADE;
    const word = this.#open(64, RecordKind.Trade, flags | mark);
    buffer.store(word, 24, this.price);
    buffer.store(word, 32, this.qty);
    if (this.#orderId.isZero && mark !== RAW_TRADE) buffer.storeSmall(word, 40, -1);
    else buffer.store(word, 40, this.#orderId);
    if (mark === RAW_TRADE) {
      buffer.store(word, 48, this.#ival);
      buffer.store(word, 56, this.#fval);
    } else if (mark === RecordFlag.Aggregate) {
      this.#fval.setSafe(first);
      buffer.store(word, 48, this.#fval);
      this.#fval.setSafe(first + prints.lo - 1);
      buffer.store(word, 56, this.#fval);
    } else {
      buffer.storeSmall(word, 48, -1);
      buffer.storeSmall(word, 56, -1);
    }
  }

  /** `fval` as an id: a whole number from 0 that arithmetic keeps exact; otherwise -1. */
  #firstId(): number {
    this.#floatBits.setUint32(0, this.#fval.lo, true);
    this.#floatBits.setInt32(4, this.#fval.hi, true);
    const value = this.#floatBits.getFloat64(0, true);
    return Number.isInteger(value) && value >= 0 && value < TWO_52 && !Object.is(value, -0)
      ? value
      : -1;
  }

  #open(size: number, kind: RecordKind, flags: number): number {
    this.#target.define(this.buffer, this.#recv, 0);
    return this.buffer.open(size, kind, flags, this.#target.id, this.#recv, this.#exchange);
  }

  /** Writes what is being collected. */
  flush(): void {
    const group = this.#group;
    this.#group = Group.None;
    if (group === Group.None) return;
    this.#target.define(this.buffer, this.#groupRecv, 0);
    if (group === Group.BestBid) this.#flushBid();
    else if (group === Group.Cleared && this.#rows.rowCount === 0) this.#flushClear();
    else this.#flushRows(group);
  }

  #openGroup(size: number, kind: RecordKind, flags: number): number {
    const { id } = this.#target;
    return this.buffer.open(size, kind, flags, id, this.#groupRecv, this.#groupExchange);
  }

  #flushBid(): void {
    const flags = this.#groupFlags | RecordFlag.Buy | singleMark(RowKind.Bbo);
    const word = this.#openGroup(64, RecordKind.DepthSingle, flags);
    this.buffer.store(word, 24, this.#bidPrice);
    this.buffer.store(word, 32, this.#bidQty);
    this.buffer.storeSmall(word, 40, 0);
    this.buffer.store(word, 48, this.#bidIval);
    this.buffer.storeSmall(word, 56, 0);
  }

  #flushClear(): void {
    const word = this.#openGroup(64, RecordKind.DepthClear, this.#groupFlags);
    for (let offset = 24; offset < 64; offset += 8) this.buffer.storeSmall(word, offset, 0);
  }

  #flushRows(group: Group): void {
    const rows = this.#rows;
    const buffer = this.buffer;
    const kind = group === Group.Cleared ? RecordKind.DepthSnapshot : RecordKind.DepthDelta;
    const flags = this.#groupFlags | (group === Group.Part ? SNAPSHOT_PART : 0);
    const word = this.#openGroup(64 + rows.rowCount * 16, kind, flags);
    for (let offset = 24; offset < 48; offset += 8) buffer.storeSmall(word, offset, -1);
    buffer.storeWord(word, 48, rows.rowCount);
    buffer.storeWord(word, 52, rows.bidCount);
    buffer.storeSmall(word, 56, 0);
    buffer.storeWords(word, 64, rows.bids);
    buffer.storeWords(word, 64 + rows.bidCount * 16, rows.asks);
    rows.clear();
  }
}

function load(target: Int64, words: Int32Array, at: number): void {
  target.lo = (words[at] as number) >>> 0;
  target.hi = words[at + 1] as number;
}
