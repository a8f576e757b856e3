// What both LOBSTER verifiers need: rows of a book file, and an L3 book into which a row can be
// seeded and messages applied. A LOBSTER book row is `ask price, ask size, bid price, bid size` for
// each level, best first; an absent level has price 9999999999 or -9999999999.
//
// Orders that lie in the book before the messages begin have no id in the files. They are one
// anonymous order a level, with an id made of side and price; an event for an unknown order goes
// to the anonymous order of its level, as a reduction by its size.
import { OrderEventView, RecordFlag, RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { L3Book } from '../core/book-l3.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import { CsvReader } from '../import/csv-reader.ts';
import { Int64 } from '../import/int64.ts';
import { openLobsterMessages } from '../import/lobster.ts';
import type { RecordSource } from '../import/record-source.ts';
import { Parsed, parseQuanta } from '../import/text-fields.ts';

export const BID = 0;
export const ASK = 1;
export const SIDE_NAMES = ['bid', 'ask'] as const;

const NO_LEVEL = 9_999_999_999;
/** Most levels a side of a book file. */
export const LEVELS_MAX = 200;
const ROW_BYTES = 16;
const TWO_32 = 4294967296;
const TICK_SIZE = 100n;
const LEVEL_CAPACITY = 1 << 17;

/** Levels of one side, best first. Prices and sizes are whole numbers below 2^53. */
export class Side {
  readonly prices: Float64Array;
  readonly sizes: Float64Array;
  count = 0;
  constructor(capacity: number) {
    this.prices = new Float64Array(capacity);
    this.sizes = new Float64Array(capacity);
  }

  copy(other: Side): void {
    this.prices.set(other.prices.subarray(0, other.count));
    this.sizes.set(other.sizes.subarray(0, other.count));
    this.count = other.count;
  }

  /** `5853300 x 18`, or `none`. */
  text(index: number): string {
    return index < this.count ? `${this.prices[index]} x ${this.sizes[index]}` : 'none';
  }

  sameAt(index: number, other: Side): boolean {
    const isHere = index < this.count;
    if (isHere !== index < other.count) return false;
    if (!isHere) return true;
    return this.prices[index] === other.prices[index] && this.sizes[index] === other.sizes[index];
  }
}

export type Sides = readonly [bid: Side, ask: Side];

export function makeSides(capacity: number): Sides {
  return [new Side(capacity), new Side(capacity)];
}

/** Rows of a LOBSTER book file, one after the other, into one pair of sides. */
export class BookRows {
  readonly name: string;
  /** The present row. */
  readonly sides = makeSides(LEVELS_MAX);
  /** Levels a side; 0 before the first row. */
  depth = 0;
  line = 0;
  readonly #reader: CsvReader;
  readonly #value = new Int64();

  constructor(source: ByteSource) {
    this.name = source.name;
    this.#reader = new CsvReader(source.name, source.chunks());
  }

  /** Reads the next row; false at the end. @throws OutcryError BAD_ROW */
  async next(): Promise<boolean> {
    for (;;) {
      if (this.#reader.next()) break;
      if (await this.#reader.fill()) continue;
      if (!this.#reader.next()) return false;
      break;
    }
    this.#parse();
    return true;
  }

  #parse(): void {
    const { fieldCount } = this.#reader;
    this.line = this.#reader.line;
    if (this.depth === 0 && fieldCount % 4 === 0) this.depth = fieldCount / 4;
    if (this.depth === 0 || this.depth > LEVELS_MAX || fieldCount !== this.depth * 4) {
      const expected = this.depth === 0 ? 'a multiple of 4 columns' : `${this.depth * 4} columns`;
      throw this.#fault(expected, `${fieldCount}`);
    }
    this.#parseSide(ASK, 0);
    this.#parseSide(BID, 2);
  }

  #parseSide(side: number, column: number): void {
    const levels = side === BID ? this.sides[0] : this.sides[1];
    levels.count = 0;
    for (let level = 0; level < this.depth; level++) {
      const price = this.#integer(level * 4 + column);
      const size = this.#integer(level * 4 + column + 1);
      if (price === NO_LEVEL || price === -NO_LEVEL) continue;
      if (size <= 0) throw this.#fault('a size above 0', `${size}`);
      levels.prices[levels.count] = price;
      levels.sizes[levels.count] = size;
      levels.count++;
    }
  }

  #integer(column: number): number {
    const reader = this.#reader;
    const start = reader.starts[column] ?? 0;
    const parsed = parseQuanta(reader.bytes, start, reader.ends[column] ?? 0, 0, this.#value);
    const value = this.#value.hi * TWO_32 + this.#value.lo;
    if (parsed !== Parsed.Ok || !Number.isSafeInteger(value))
      throw this.#fault('an integer below 2^53', `'${reader.text(column)}'`);
    return value;
  }

  #fault(expected: string, found: string): OutcryError {
    return new OutcryError('BAD_ROW', 'input', 'a row of a LOBSTER book is wrong', {
      where: this.name,
      line: this.line,
      expected,
      found,
    });
  }
}

/** The messages of a file one by one, as addresses of records in core memory. */
export class Messages {
  readonly source: RecordSource;
  readonly #core: Core;
  #at = 0;
  #end = 0;

  /** Day and symbol are of no matter to a verifier: renamed files are read too. */
  constructor(core: Core, source: ByteSource) {
    this.#core = core;
    this.source = openLobsterMessages(source, {
      core,
      assignId: () => 0,
      symbol: 'LOBSTER',
      date: '2000-01-03',
    });
  }

  get name(): string {
    return this.source.name;
  }

  /** Address of the next message's record, valid until the next call; undefined at the end. */
  async next(): Promise<number | undefined> {
    for (;;) {
      if (this.#at < this.#end) {
        const at = this.#at;
        this.#at += this.#core.view.getUint32(at, true);
        if (this.#core.view.getUint8(at + 4) !== RecordKind.Definition) return at;
        continue;
      }
      const batch = await this.source.next();
      if (batch === undefined) return undefined;
      this.#at = batch.start;
      this.#end = batch.end;
    }
  }

  lineOf(address: number): number {
    return this.source.lineOf?.(address) ?? 0;
  }
}

/** Never the id of a real order, which is positive. One for each price and side. */
const anonymousId = (side: number, price: number): bigint =>
  -2n * BigInt(price) - BigInt(side) - 1n;

const isOrderKind = (kind: number): boolean =>
  kind >= RecordKind.OrderAdd && kind <= RecordKind.OrderExecute;

/** The L3 book under test. */
export class LobsterBook {
  readonly book: L3Book;
  readonly #core: Core;
  /** The event that seeds and clears, and the one that replaces that of an unknown order. */
  readonly #event: OrderEventView;
  readonly #message: OrderEventView;
  readonly #rows: number;
  readonly #scratch: number;
  readonly #words: Int32Array;

  /** Takes about 60 bytes an order. */
  constructor(core: Core, orderCapacity: number) {
    this.#core = core;
    this.book = new L3Book(core, {
      orderCapacity,
      levelCapacity: LEVEL_CAPACITY,
      tickSize: TICK_SIZE,
    });
    this.#event = new OrderEventView(core.view, core.alloc(OrderEventView.size, 'an event'));
    this.#message = new OrderEventView(core.view);
    this.#rows = core.alloc((LEVELS_MAX + 2) * ROW_BYTES, 'levels');
    this.#scratch = core.alloc(64, 'scratch');
    this.#words = new Int32Array(core.memory.buffer);
  }

  /**
   * Applies a message. Statuses < 0: refused; UnknownOrder: nor an anonymous order at its price.
   */
  apply(address: number): number {
    const message = this.#message;
    message.offset = address;
    if (!isOrderKind(message.kind)) return Status.Ok;
    const status = this.book.apply(address);
    if (status !== Status.UnknownOrder) return status;
    const side = (message.flags & RecordFlag.Sell) === 0 ? BID : ASK;
    const price = Number(message.price);
    return this.#send(RecordKind.OrderReduce, anonymousId(side, price), side, price, message.qty);
  }

  #send(kind: number, id: bigint, side: number, price: number, qty: bigint): number {
    const event = this.#event;
    event.size = OrderEventView.size;
    event.kind = kind;
    event.flags = 3 | (side === BID ? RecordFlag.Buy : RecordFlag.Sell);
    event.orderId = id;
    event.price = BigInt(price);
    event.qty = qty;
    return this.book.apply(event.offset);
  }

  /** Puts an anonymous order at a price that has none. */
  seed(side: number, price: number, size: number): void {
    const id = anonymousId(side, price);
    this.#core.check(this.#send(RecordKind.OrderAdd, id, side, price, BigInt(size)));
  }

  /** Deletes every order at a price. */
  clear(side: number, price: number): void {
    for (const { orderId } of this.book.levelOrders(SIDE_NAMES[side] ?? 'bid', BigInt(price)))
      this.#core.check(this.#send(RecordKind.OrderDelete, orderId, side, price, 1n));
  }

  /** Reads the best `max` levels of a side out of the core. */
  read(side: number, max: number, into: Side): void {
    const { exports } = this.#core;
    into.count = exports.bookLevels(this.book.l2, side, max, this.#rows, this.#scratch);
    for (let i = 0, at = this.#rows >>> 2; i < into.count; i++, at += 4) {
      into.prices[i] = this.#number(at);
      into.sizes[i] = this.#number(at + 2);
    }
  }

  #number(word: number): number {
    return (this.#words[word + 1] ?? 0) * TWO_32 + ((this.#words[word] ?? 0) >>> 0);
  }
}
