// Puts groups of rows into the two orders that an hftbacktest tape must have: rows flagged "local"
// in receive order, rows flagged "exchange" in the order of exchange times. Where the two disagree
// a group is written twice, once per flag. The result is that of hftbacktest's correct_event_order.
//
// Groups come in receive order. One may leave when no later group can have an earlier exchange
// time: that is taken for granted once `windowNs` of receive time have passed or the ring is full.
// A group that comes even later is refused, since its place has been written already.
import { OutcryError } from '../errors/outcry-error.ts';
import { Int64 } from './int64.ts';
import { ROW_BYTES } from './npy-header.ts';

const LOCAL = 0x40;
const EXCHANGE = 0x80;

interface Group {
  readonly recv: Int64;
  readonly exchange: Int64;
  /** Counts groups, for a stable order. */
  index: number;
  row: number;
  rows: number;
  /** Rows left unused before it, where it did not fit at the end of the ring. */
  gap: number;
  /** Its flags are final: it is written as it is, when its turn comes. */
  isFixed: boolean;
  isExchangeDone: boolean;
}

/** First in, first out, in a ring that doubles when it is full. */
class Queue<T> {
  #items: (T | undefined)[] = Array.from({ length: 64 });
  #head = 0;
  #count = 0;

  get first(): T | undefined {
    return this.#count === 0 ? undefined : this.#items[this.#head];
  }

  get last(): T | undefined {
    if (this.#count === 0) return undefined;
    return this.#items[(this.#head + this.#count - 1) & (this.#items.length - 1)];
  }

  push(item: T): void {
    const size = this.#items.length;
    if (this.#count === size) {
      const larger: (T | undefined)[] = Array.from({ length: size * 2 });
      for (let i = 0; i < size; i++) larger[i] = this.#items[(this.#head + i) & (size - 1)];
      this.#items = larger;
      this.#head = 0;
    }
    this.#items[(this.#head + this.#count++) & (this.#items.length - 1)] = item;
  }

  shift(): T | undefined {
    if (this.#count === 0) return undefined;
    const item = this.#items[this.#head];
    this.#head = (this.#head + 1) & (this.#items.length - 1);
    this.#count--;
    return item;
  }
}

export interface OrderLimits {
  /** How much receive time exchange times may lie out of order, ns. */
  readonly windowNs: bigint;
  /** Rows that wait at most. */
  readonly rows: number;
}

/** Grows as rows come; its user empties it. */
export class RowOutput {
  bytes = new Uint8Array(1 << 20);
  length = 0;

  append(rows: Uint8Array, orderFlags: number): void {
    const end = this.length + rows.length;
    if (end > this.bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(rows, this.length);
    if (orderFlags !== 0)
      for (let at = this.length + 3; at < end; at += ROW_BYTES)
        this.bytes[at] = ((this.bytes[at] as number) & 0x3f) | orderFlags;
    this.length = end;
  }
}

export class RowOrder {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly floats: Float64Array;
  /** Rows that were written twice. */
  duplicatedRows = 0;
  readonly #limits: OrderLimits;
  readonly #output: RowOutput;
  readonly #window = new Int64();
  /** Waiting groups in receive order. */
  readonly #queue = new Queue<Group>();
  /**
   * Waiting groups whose exchange rows are not yet written: those that came in the order of
   * exchange times in a queue, the few others in a binary heap.
   */
  readonly #sorted = new Queue<Group>();
  readonly #late: Group[] = [];
  readonly #spare: Group[] = [];
  #pendingGap = 0;
  #index = 0;
  #rowAt = 0;
  #rowsUsed = 0;
  readonly #lastExchange = new Int64();
  readonly #due = new Int64();

  constructor(limits: OrderLimits, output: RowOutput) {
    const buffer = new ArrayBuffer(limits.rows * ROW_BYTES);
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
    this.floats = new Float64Array(buffer);
    this.#limits = limits;
    this.#output = output;
    this.#window.setBigInt(limits.windowNs);
    this.#lastExchange.hi = -0x80000000;
  }

  /**
   * Room for `rows` rows of a group; returns its first row. Older groups leave for it if they must.
   * @throws OutcryError TOO_LARGE
   */
  reserve(rows: number): number {
    if (rows * 2 > this.#limits.rows)
      throw new OutcryError('TOO_LARGE', 'input', 'a record with too many rows', {
        expected: `at most ${this.#limits.rows >> 1}`,
        found: `${rows}`,
      });
    const isWrapped = this.#rowAt + rows > this.#limits.rows;
    const gap = isWrapped ? this.#limits.rows - this.#rowAt : 0;
    while (this.#rowsUsed + gap + rows > this.#limits.rows) this.#leave();
    this.#rowsUsed += gap + rows;
    this.#pendingGap = gap;
    return isWrapped ? 0 : this.#rowAt;
  }

  /** Adds the group that stands at the reserved rows. @throws OutcryError REORDER_BOUND */
  add(row: number, rows: number, recv: Int64, exchange: Int64, isFixed: boolean): void {
    if (!isFixed && exchange.isLess(this.#lastExchange)) throw this.#tooLate(recv, exchange);
    const group = this.#spare.pop() ?? {
      recv: new Int64(),
      exchange: new Int64(),
      index: 0,
      row: 0,
      rows: 0,
      gap: 0,
      isFixed: false,
      isExchangeDone: false,
    };
    group.recv.copy(recv);
    group.exchange.copy(exchange);
    group.index = this.#index++;
    group.row = row;
    group.rows = rows;
    group.gap = this.#pendingGap;
    group.isFixed = isFixed;
    group.isExchangeDone = false;
    this.#rowAt = row + rows;
    this.#queue.push(group);
    if (!isFixed) this.#await(group);
    this.#due.setDifference(recv, this.#window);
    for (let first = this.#queue.first; first !== undefined; first = this.#queue.first) {
      // A fixed group waits for nothing but its turn.
      if (!first.isFixed && !first.recv.isLess(this.#due)) break;
      this.#leave();
    }
  }

  /** Everything that waits leaves. */
  finish(): void {
    while (this.#queue.first !== undefined) this.#leave();
  }

  /** Writes the oldest group, and before it the groups whose exchange times come first. */
  #leave(): void {
    const first = this.#queue.shift();
    if (first === undefined) return;
    if (first.isFixed) this.#output.append(this.#rowsOf(first), 0);
    else if (first.isExchangeDone) this.#output.append(this.#rowsOf(first), LOCAL);
    else {
      for (let next = this.#pop(); next !== first; next = this.#pop()) {
        if (next === undefined) break;
        next.isExchangeDone = true;
        this.duplicatedRows += next.rows;
        this.#output.append(this.#rowsOf(next), EXCHANGE);
      }
      this.#lastExchange.copy(first.exchange);
      this.#output.append(this.#rowsOf(first), LOCAL | EXCHANGE);
    }
    this.#rowsUsed -= first.rows + first.gap;
    this.#spare.push(first);
  }

  #rowsOf(group: Group): Uint8Array {
    return this.bytes.subarray(group.row * ROW_BYTES, (group.row + group.rows) * ROW_BYTES);
  }

  #tooLate(recv: Int64, exchange: Int64): OutcryError {
    return new OutcryError('REORDER_BOUND', 'input', 'exchange times are too far out of order', {
      expected: `at most ${this.#limits.windowNs} ns of receive time and ${this.#limits.rows} rows`,
      found:
        `exchange time ${exchange.toBigInt()} received at ${recv.toBigInt()}, ` +
        `after exchange time ${this.#lastExchange.toBigInt()} was written`,
      hint: 'raise the reorder window',
    });
  }

  #await(group: Group): void {
    const last = this.#sorted.last;
    if (last === undefined || !group.exchange.isLess(last.exchange)) this.#sorted.push(group);
    else this.#push(group);
  }

  /** Takes the group with the least exchange time. */
  #pop(): Group | undefined {
    const sorted = this.#sorted.first;
    const late = this.#late[0];
    if (late !== undefined && (sorted === undefined || isBefore(late, sorted)))
      return this.#popLate();
    return this.#sorted.shift();
  }

  #push(group: Group): void {
    const heap = this.#late;
    let at = heap.length;
    heap.push(group);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Group;
      if (!isBefore(group, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = group;
  }

  #popLate(): Group | undefined {
    const heap = this.#late;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || last === top) return top;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Group, heap[child] as Group))
        child++;
      if (!isBefore(heap[child] as Group, last)) break;
      heap[at] = heap[child] as Group;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function isBefore(a: Group, b: Group): boolean {
  return a.exchange.equals(b.exchange) ? a.index < b.index : a.exchange.isLess(b.exchange);
}
