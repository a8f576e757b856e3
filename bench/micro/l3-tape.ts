// Order flow for the L3 bench: 70 % add, 20 % cancel, 5 % modify, 5 % execute, over a market whose
// middle walks. Since that mix makes the book grow by almost half an order a message, measured
// segments alternate with unmeasured ones in which random orders are cancelled until as many live
// as before. Ids count up, as venues' do; which order a message hits is uniform over all that
// live, which is harder on the caches than a real market, where most cancels hit young orders.
import { OrderEventView, RecordFlag, RecordKind } from '../../src/abi/records.ts';

export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly measured: boolean;
}

export interface L3Tape {
  /** Parallel columns. */
  readonly kind: Uint8Array;
  readonly side: Uint8Array;
  readonly id: Float64Array;
  readonly price: Float64Array;
  readonly qty: Float64Array;
  readonly count: number;
  readonly segments: readonly Segment[];
  readonly measured: number;
}

/** xorshift32: the bench needs the same stream on every machine, not a good generator. */
function random(seed: number): () => number {
  let x = seed >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x >>>= 0;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x / 4294967296;
  };
}

interface Live {
  readonly id: number;
  readonly side: number;
  price: number;
  qty: number;
}

class TapeWriter {
  readonly kind: Uint8Array;
  readonly side: Uint8Array;
  readonly id: Float64Array;
  readonly price: Float64Array;
  readonly qty: Float64Array;
  readonly live: Live[] = [];
  readonly next: () => number;
  count = 0;
  middle = 50_000;
  lastId = 1_000_000;

  constructor(capacity: number, seed: number) {
    this.kind = new Uint8Array(capacity);
    this.side = new Uint8Array(capacity);
    this.id = new Float64Array(capacity);
    this.price = new Float64Array(capacity);
    this.qty = new Float64Array(capacity);
    this.next = random(seed);
  }

  put(kind: number, order: Live, price: number, qty: number): void {
    const i = this.count++;
    this.kind[i] = kind;
    this.side[i] = order.side;
    this.id[i] = order.id;
    this.price[i] = price;
    this.qty[i] = qty;
  }

  /** Exponential distance from the middle, mean 40 ticks, at most 4000. */
  freshPrice(side: number): number {
    const distance = 1 + Math.min(3999, Math.floor(-40 * Math.log(1 - this.next())));
    return side === 0 ? this.middle - distance : this.middle + distance;
  }

  add(): void {
    if (this.next() < 0.02) this.middle += this.next() < 0.5 ? -1 : 1;
    this.lastId += 1 + Math.floor(this.next() * 3);
    const side = this.next() < 0.5 ? 0 : 1;
    const qty = 1 + Math.floor(this.next() * 500);
    const order = { id: this.lastId, side, price: this.freshPrice(side), qty };
    this.live.push(order);
    this.put(RecordKind.OrderAdd, order, order.price, qty);
  }

  take(): number {
    return Math.floor(this.next() * this.live.length);
  }

  drop(index: number): void {
    const last = this.live.pop();
    if (last !== undefined && index < this.live.length) this.live[index] = last;
  }

  cancel(): void {
    const index = this.take();
    const order = this.live[index];
    if (order === undefined) return;
    this.put(RecordKind.OrderDelete, order, order.price, order.qty);
    this.drop(index);
  }

  modify(): void {
    const order = this.live[this.take()];
    if (order === undefined) return;
    order.qty = 1 + Math.floor(this.next() * 500);
    if (this.next() < 0.7) order.price = this.freshPrice(order.side);
    this.put(RecordKind.OrderModify, order, order.price, order.qty);
  }

  execute(): void {
    const index = this.take();
    const order = this.live[index];
    if (order === undefined) return;
    const qty = this.next() < 0.6 ? order.qty : 1 + Math.floor(this.next() * order.qty);
    this.put(RecordKind.OrderExecute, order, order.price, qty);
    order.qty -= qty;
    if (order.qty === 0) this.drop(index);
  }

  message(): void {
    const kind = this.next();
    if (kind < 0.7) this.add();
    else if (kind < 0.9) this.cancel();
    else if (kind < 0.95) this.modify();
    else this.execute();
  }
}

/** A tape of at least `messages` measured messages around `live` resting orders. */
export function makeTape(live: number, messages: number, seed: number): L3Tape {
  const length = Math.max(500, Math.min(Math.ceil(live / 4), messages));
  const rounds = Math.ceil(messages / length);
  const writer = new TapeWriter(live + rounds * length * 2, seed);
  const segments: Segment[] = [];
  for (let i = 0; i < live; i++) writer.add();
  segments.push({ start: 0, end: writer.count, measured: false });
  for (let round = 0; round < rounds; round++) {
    const start = writer.count;
    while (writer.count < start + length) writer.message();
    const end = writer.count;
    segments.push({ start, end, measured: true });
    while (writer.live.length > live) writer.cancel();
    segments.push({ start: end, end: writer.count, measured: false });
  }
  const { kind, side, id, price, qty, count } = writer;
  return { kind, side, id, price, qty, count, segments, measured: rounds * length };
}

/** Writes the tape as records at `at`; returns the end. */
export function writeTape(tape: L3Tape, view: DataView, at: number): number {
  const event = new OrderEventView(view, at);
  for (let i = 0; i < tape.count; i++) {
    event.offset = at + i * OrderEventView.size;
    event.size = OrderEventView.size;
    event.kind = tape.kind[i] ?? 0;
    event.flags = 3 | (tape.side[i] === 0 ? RecordFlag.Buy : RecordFlag.Sell);
    event.price = BigInt(tape.price[i] ?? 0);
    event.qty = BigInt(tape.qty[i] ?? 0);
    event.orderId = BigInt(tape.id[i] ?? 0);
  }
  return at + tape.count * OrderEventView.size;
}
