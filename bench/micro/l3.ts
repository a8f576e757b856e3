// The L3 book: `node bench/micro/l3.ts [--live 1000,100000,1000000] [--rounds 9]`. Nanoseconds a
// message of 70 % add, 20 % cancel, 5 % modify, 5 % execute around so many live orders, against
// a Map and arrays in plain JavaScript (src/testing/naive-l3.ts). Both must end with the same
// orders in the same queues before anything is timed; rounds interleave. Prints JSON.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { OrderEventView } from '../../src/abi/records.ts';
import { L3Book } from '../../src/core/book-l3.ts';
import { type Core, createCore } from '../../src/core/core.ts';
import { NaiveL3 } from '../../src/testing/naive-l3.ts';
import { type L3Tape, makeTape, writeTape } from './l3-tape.ts';

const { values } = parseArgs({
  options: {
    live: { type: 'string', default: '1000,100000,1000000' },
    rounds: { type: 'string', default: '9' },
    messages: { type: 'string', default: '500000' },
    seed: { type: 'string', default: '7' },
  },
});

const RECORD = OrderEventView.size;
const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN;

class Ours {
  readonly book: L3Book;
  private readonly core: Core;
  private readonly tape: L3Tape;
  private readonly records: number;
  private readonly status: number;
  constructor(core: Core, tape: L3Tape, orderCapacity: number) {
    this.core = core;
    this.tape = tape;
    this.book = new L3Book(core, { orderCapacity, levelCapacity: 1 << 14 });
    this.records = core.alloc(tape.count * RECORD, 'the tape');
    this.status = core.alloc(16, 'a status');
    writeTape(tape, core.view, this.records);
  }
  /** Plays the tape; returns ns of the measured segments. */
  play(): number {
    this.book.reset();
    const { exports, view } = this.core;
    let ms = 0;
    for (const { start, end, measured } of this.tape.segments) {
      const from = this.records + start * RECORD;
      const before = performance.now();
      const done = exports.l3ApplyAll(
        this.book.address,
        from,
        this.records + end * RECORD,
        this.status,
      );
      if (measured) ms += performance.now() - before;
      if (done !== (end - start) * RECORD)
        throw new Error(`refused: status ${view.getInt32(this.status, true)}`);
    }
    return ms * 1e6;
  }
  /** All orders, queue by queue. */
  *orders(): Generator<string> {
    const template = this.core.alloc(RECORD, 'a template');
    const out = this.core.alloc(this.book.orderCount * RECORD, 'a keyframe');
    const end = this.book.keyframe(template, out);
    const event = new OrderEventView(this.core.view);
    for (event.offset = out; event.offset < end; event.offset += RECORD)
      yield `${event.orderId} ${event.price} ${event.qty}`;
  }
}

class Twin {
  book: NaiveL3;
  private readonly tape: L3Tape;
  private readonly capacity: number;
  constructor(tape: L3Tape, capacity: number) {
    this.tape = tape;
    this.capacity = capacity;
    this.book = new NaiveL3(capacity);
  }
  play(): number {
    this.book = new NaiveL3(this.capacity);
    const { kind, id, side, price, qty } = this.tape;
    let ms = 0;
    for (const segment of this.tape.segments) {
      const before = performance.now();
      for (let i = segment.start; i < segment.end; i++) {
        const status = this.book.apply({
          kind: kind[i] ?? 0,
          id: id[i] ?? 0,
          side: side[i] ?? 0,
          price: price[i] ?? 0,
          qty: qty[i] ?? 0,
        });
        if (status !== 0) throw new Error(`the twin refuses message ${i}: ${status}`);
      }
      if (segment.measured) ms += performance.now() - before;
    }
    return ms * 1e6;
  }
  *orders(): Generator<string> {
    for (const order of this.book.inOrder()) yield `${order.id} ${order.price} ${order.qty}`;
  }
}

function demandEqual(ours: Ours, twin: Twin): number {
  let count = 0;
  const theirs = twin.orders();
  for (const order of ours.orders()) {
    const other = theirs.next().value;
    if (order !== other) throw new Error(`order ${count}: ours ${order}, the twin's ${other}`);
    count++;
  }
  if (theirs.next().done !== true) throw new Error('the twin has more orders');
  return count;
}

async function bench(live: number): Promise<object> {
  const rounds = Number(values.rounds);
  const tape = makeTape(live, Math.max(Number(values.messages), live / 2), Number(values.seed));
  const capacity = Math.ceil(live * 1.25) + 1000;
  const core = await createCore({ memoryBytes: tape.count * RECORD + capacity * 256 + (64 << 20) });
  const ours = new Ours(core, tape, capacity);
  const twin = new Twin(tape, capacity);
  ours.play();
  twin.play();
  const orders = demandEqual(ours, twin);
  const mine: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    mine.push(ours.play() / tape.measured);
    theirs.push(twin.play() / tape.measured);
  }
  const ratios = mine.map((ns, i) => (theirs[i] ?? 0) / ns);
  const two = (x: number): number => Math.round(x * 100) / 100;
  return {
    live,
    messages: tape.measured,
    ordersAtEnd: orders,
    bidLevels: ours.book.levelCount('bid'),
    askLevels: ours.book.levelCount('ask'),
    bookBytes: core.exports.l3Size(capacity, 1 << 14) >>> 0,
    nsPerMessage: { min: two(Math.min(...mine)), median: two(median(mine)) },
    twinNsPerMessage: { min: two(Math.min(...theirs)), median: two(median(theirs)) },
    timesFasterMedian: two(median(ratios)),
  };
}

const results: object[] = [];
for (const live of values.live.split(',').map(Number)) results.push(await bench(live));
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0] };
process.stdout.write(`${JSON.stringify({ machine, node: process.version, results }, null, 2)}\n`);
