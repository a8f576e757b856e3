// The L3 book against a naive oracle (Map and arrays): status, queues and totals equal after every
// event, refused ones included; then its bounds, its keyframe, and the hash tables under strain.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { OrderEventView, RecordFlag, RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { type NaiveEvent, NaiveL3 } from '../testing/naive-l3.ts';
import { type BookSide, L3Book, type L3BookOptions } from './book-l3.ts';
import { type Core, createCore } from './core.ts';
import type { CoreBuild } from './load.ts';

const SIDES: readonly BookSide[] = ['bid', 'ask'];
const I64_MAX = (1n << 63n) - 1n;

/** A book and room for records. */
class Subject {
  readonly core: Core;
  readonly book: L3Book;
  readonly records: number;
  private readonly event: OrderEventView;
  constructor(core: Core, options: L3BookOptions, records = 64) {
    this.core = core;
    this.book = new L3Book(core, options);
    this.records = core.alloc(records * OrderEventView.size, 'records');
    this.event = new OrderEventView(core.view, this.records);
  }
  write(index: number, kind: number, id: bigint, side: number, price: bigint, qty: bigint): number {
    const { event } = this;
    event.offset = this.records + index * OrderEventView.size;
    event.size = OrderEventView.size;
    event.kind = kind;
    event.flags = 3 | (side === 0 ? RecordFlag.Buy : RecordFlag.Sell);
    event.instrumentId = 7;
    event.recvTsNs = 11n;
    event.exchangeTsNs = 12n;
    event.orderId = id;
    event.price = price;
    event.qty = qty;
    return event.offset;
  }
  add(id: bigint, side: number, price: bigint, qty: bigint): number {
    return this.book.apply(this.write(0, RecordKind.OrderAdd, id, side, price, qty));
  }
  apply({ kind, id, side, price, qty, hidden }: NaiveEvent): number {
    const at = this.write(0, kind, BigInt(id), side, BigInt(price), BigInt(qty));
    if (hidden === true) this.event.flags |= RecordFlag.Hidden;
    return this.book.apply(at);
  }
  /** The whole state as plain values. */
  state(): unknown {
    return SIDES.map((side) =>
      this.book.levels(side, 256).map((level) => ({
        price: Number(level.price),
        total: Number(level.qty),
        orders: this.book
          .levelOrders(side, level.price)
          .map(({ orderId, qty }) => [Number(orderId), Number(qty)]),
      })),
    );
  }
}

function oracleState(oracle: NaiveL3): unknown {
  return [0, 1].map((side) =>
    oracle.prices(side).map((price) => {
      const queue = oracle.queue(side, price);
      const total = queue.reduce((sum, order) => sum + order.qty, 0);
      return { price, total, orders: queue.map((order) => [order.id, order.qty]) };
    }),
  );
}

const KINDS = [
  RecordKind.OrderAdd,
  RecordKind.OrderAdd,
  RecordKind.OrderAdd,
  RecordKind.OrderReduce,
  RecordKind.OrderDelete,
  RecordKind.OrderModify,
  RecordKind.OrderModify,
  RecordKind.OrderExecute,
];

/** Few ids and prices, so that duplicates, unknown ids, full pools and shared levels are common. */
const events: fc.Arbitrary<NaiveEvent[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    id: fc.integer({ min: -3, max: 11 }),
    side: fc.integer({ min: 0, max: 1 }),
    price: fc.integer({ min: 98, max: 102 }),
    qty: fc.integer({ min: -1, max: 5 }),
    hidden: fc.boolean(),
  }),
  { maxLength: 120, size: 'max' },
);

describe.each<CoreBuild>(['checked', 'release', 'unshared'])('L3 book, %s build', (build) => {
  let core: Core;
  beforeAll(async () => {
    core = await createCore({ build });
  });

  it.each([
    { orderCapacity: 10, levelCapacity: 4, tickSize: 1n },
    { orderCapacity: 16, levelCapacity: 16, tickSize: 2n },
    { orderCapacity: 1, levelCapacity: 1, tickSize: 1n },
  ])('equals the oracle after every event: %o', (bounds) => {
    const subject = new Subject(core, { ...bounds, windowBits: 8, farChunks: 16 });
    fc.assert(
      fc.property(events, (stream) => {
        subject.book.reset();
        const oracle = new NaiveL3(bounds.orderCapacity, bounds.levelCapacity);
        for (const event of stream) {
          expect(subject.apply(event)).toBe(oracle.apply(event));
          expect(subject.state()).toEqual(oracleState(oracle));
          expect(subject.book.orderCount).toBe(oracle.orders.size);
          expect(subject.book.levelCount('bid')).toBe(oracle.levels[0].size);
          expect(subject.book.levelCount('ask')).toBe(oracle.levels[1].size);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('knows the place of every order in its queue', () => {
    const subject = new Subject(core, { orderCapacity: 16, windowBits: 8, farChunks: 16 });
    fc.assert(
      fc.property(events, (stream) => {
        subject.book.reset();
        const oracle = new NaiveL3(16);
        for (const event of stream) {
          subject.apply(event);
          oracle.apply(event);
        }
        for (const order of oracle.orders.values()) {
          const queue = oracle.queue(order.side, order.price);
          const ahead = queue.slice(0, queue.indexOf(order));
          expect(subject.book.order(BigInt(order.id))).toEqual({
            orderId: BigInt(order.id),
            side: SIDES[order.side],
            price: BigInt(order.price),
            qty: BigInt(order.qty),
            queuePosition: ahead.length,
            queueAhead: BigInt(ahead.reduce((sum, other) => sum + other.qty, 0)),
            levelOrderCount: queue.length,
          });
        }
        expect(subject.book.order(99n)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it('rebuilds from its keyframe', () => {
    const subject = new Subject(core, { orderCapacity: 16, windowBits: 8, farChunks: 16 }, 32);
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 5 }), (stream, step) => {
        subject.book.reset();
        const oracle = new NaiveL3(16);
        for (const event of stream) {
          subject.apply(event);
          oracle.apply(event);
        }
        const before = subject.state();
        const { exports } = core;
        const template = subject.write(0, RecordKind.Trade, 1n, 1, 1n, 1n);
        const out = subject.records + OrderEventView.size;
        expect(exports.l3KeyframeBegin(subject.book.address)).toBe(oracle.orders.size);
        // In steps, as a caller with a small buffer does.
        let at = out;
        for (;;) {
          const count = exports.l3KeyframeNext(subject.book.address, template, at, step);
          at += count * OrderEventView.size;
          if (count === 0) break;
        }
        expect(subject.book.keyframe(template, out)).toBe(at);
        const written: unknown[] = [];
        const event = new OrderEventView(core.view);
        for (event.offset = out; event.offset < at; event.offset += OrderEventView.size) {
          expect([event.kind, event.instrumentId]).toEqual([RecordKind.OrderAdd, 7]);
          expect([event.recvTsNs, event.exchangeTsNs]).toEqual([11n, 12n]);
          written.push(Number(event.orderId));
        }
        expect(written).toEqual(oracle.inOrder().map((order) => order.id));
        subject.book.reset();
        const status = core.alloc(16, 'status');
        expect(exports.l3ApplyAll(subject.book.address, out, at, status)).toBe(at - out);
        expect(subject.state()).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses at its bounds and stays as it was', () => {
    const bounds = { orderCapacity: 4, levelCapacity: 2, windowBits: 8, farChunks: 16 };
    const subject = new Subject(core, bounds);
    expect(subject.add(1n, 0, 100n, 5n)).toBe(Status.Ok);
    expect(subject.add(1n, 0, 100n, 5n)).toBe(Status.DuplicateOrder);
    expect(subject.add(2n, 1, 101n, 5n)).toBe(Status.Ok);
    expect(subject.add(3n, 1, 102n, 5n)).toBe(Status.LevelsFull);
    expect(subject.add(3n, 1, 101n, 0n)).toBe(Status.Negative);
    expect(subject.add(3n, 1, 101n, -1n)).toBe(Status.Negative);
    expect(subject.add(3n, 1, 101n, I64_MAX)).toBe(Status.Overflow);
    expect(subject.add(3n, 1, 101n, I64_MAX - 5n)).toBe(Status.Ok);
    expect(subject.book.qtyAt('ask', 101n)).toBe(I64_MAX);
    expect(subject.add(4n, 0, 100n, 1n)).toBe(Status.Ok);
    expect(subject.add(5n, 0, 100n, 1n)).toBe(Status.OrdersFull);
    const over = subject.write(0, RecordKind.OrderExecute, 1n, 0, 100n, 6n);
    expect(subject.book.apply(over)).toBe(Status.OverFill);
    const grow = subject.write(0, RecordKind.OrderModify, 2n, 1, 101n, 6n);
    expect(subject.book.apply(grow)).toBe(Status.Overflow);
    const move = subject.write(0, RecordKind.OrderModify, 1n, 0, 99n, 6n);
    expect(subject.book.apply(move)).toBe(Status.LevelsFull);
    expect(subject.book.state.orderCountMax).toBe(4);
    expect(subject.book.order(1n)?.qty).toBe(5n);
    expect(subject.book.levels('bid', 9)).toEqual([{ price: 100n, qty: 6n }]);
    expect(subject.book.levels('ask', 9)).toEqual([{ price: 101n, qty: I64_MAX }]);
  });

  it('refuses records that are no orders, and orders without one side', () => {
    const subject = new Subject(core, { orderCapacity: 4, windowBits: 8, farChunks: 16 });
    const event = new OrderEventView(
      core.view,
      subject.write(0, RecordKind.OrderAdd, 1n, 0, 1n, 1n),
    );
    event.flags = 3;
    expect(subject.book.apply(event.offset)).toBe(Status.BadArgument);
    event.flags = 3 | RecordFlag.Buy | RecordFlag.Sell;
    expect(subject.book.apply(event.offset)).toBe(Status.BadArgument);
    event.kind = RecordKind.Trade;
    expect(subject.book.apply(event.offset)).toBe(Status.UnknownKind);
    expect(subject.book.orderCount).toBe(0);
  });

  it('stops a batch at the record that is refused', () => {
    const subject = new Subject(core, { orderCapacity: 4, windowBits: 8, farChunks: 16 });
    subject.write(0, RecordKind.OrderAdd, 1n, 0, 10n, 1n);
    subject.write(1, RecordKind.OrderDelete, 2n, 0, 10n, 1n);
    subject.write(2, RecordKind.OrderDelete, 1n, 0, 10n, 1n);
    const status = core.alloc(16, 'status');
    const { exports } = core;
    const end = subject.records + 3 * OrderEventView.size;
    expect(exports.l3ApplyAll(subject.book.address, subject.records, end, status)).toBe(64);
    expect(core.view.getInt32(status, true)).toBe(Status.UnknownOrder);
    expect(subject.book.orderCount).toBe(1);
  });

  it('clears all, one side, or up to a price', () => {
    const subject = new Subject(core, { orderCapacity: 64, windowBits: 8, farChunks: 16 });
    const fill = (): void => {
      subject.book.reset();
      for (let i = 0n; i < 5n; i++) {
        subject.add(4n * i, 0, 100n - i, 1n);
        subject.add(4n * i + 1n, 0, 100n - i, 1n);
        subject.add(4n * i + 2n, 1, 101n + i, 1n);
      }
    };
    const clear = (sides: number, price: bigint): void => {
      const at = subject.write(0, RecordKind.DepthClear, 0n, 0, price, 0n);
      core.view.setUint8(at + 5, 3 | sides);
      expect(subject.book.apply(at)).toBe(Status.Ok);
    };
    fill();
    clear(RecordFlag.Buy | RecordFlag.Sell, 0n);
    expect([subject.book.orderCount, subject.state()]).toEqual([0, [[], []]]);
    fill();
    clear(RecordFlag.Buy, 98n);
    expect(subject.book.levels('bid', 9).map((level) => level.price)).toEqual([97n, 96n]);
    expect(subject.book.levelCount('ask')).toBe(5);
    clear(RecordFlag.Sell, 0n);
    expect(subject.book.levelCount('ask')).toBe(0);
    expect(subject.book.orderCount).toBe(4);
  });

  it('finds ids whatever their pattern', () => {
    const patterns: readonly ((i: bigint) => bigint)[] = [
      (i) => i,
      (i) => i << 12n,
      (i) => i << 32n,
      (i) => i << 44n,
      (i) => -i,
      (i) => (i << 32n) | i,
      (i) => BigInt.asIntN(64, i * 0xf1357aea2e62a9c5n),
    ];
    const count = 4000;
    const subject = new Subject(core, { orderCapacity: count, windowBits: 8, farChunks: 16 });
    for (const pattern of patterns) {
      subject.book.reset();
      for (let i = 0; i < count; i++) expect(subject.add(pattern(BigInt(i)), 0, 7n, 1n)).toBe(0);
      expect(subject.add(1n << 62n, 0, 7n, 1n)).toBe(Status.OrdersFull);
      for (let i = 0; i < count; i += 2) {
        const at = subject.write(0, RecordKind.OrderDelete, pattern(BigInt(i)), 0, 0n, 0n);
        expect(subject.book.apply(at)).toBe(Status.Ok);
      }
      for (let i = 0; i < count; i += 97)
        expect(subject.book.order(pattern(BigInt(i)))?.qty).toBe(i % 2 === 0 ? undefined : 1n);
      expect(subject.book.orderCount).toBe(count / 2);
    }
  });

  it('can be copied with its memory', () => {
    const subject = new Subject(core, { orderCapacity: 8, windowBits: 8, farChunks: 16 });
    for (let i = 1n; i <= 8n; i++) subject.add(i, Number(i % 2n), 50n + (i % 3n), i);
    const before = subject.state();
    const end = core.exports.arenaTop() >>> 0;
    const copy = core.bytes.slice(0, end);
    for (let i = 1n; i <= 8n; i++)
      subject.book.apply(subject.write(0, RecordKind.OrderDelete, i, 0, 0n, 0n));
    expect(subject.state()).toEqual([[], []]);
    core.bytes.set(copy);
    expect(subject.state()).toEqual(before);
  });

  it.each([0, -1, 2 ** 26 + 1])('refuses a capacity of %i', (orderCapacity) => {
    expect(() => new L3Book(core, { orderCapacity })).toThrow(/orderCapacity/);
  });

  it('shows a fault planted in its memory', () => {
    const subject = new Subject(core, { orderCapacity: 8, windowBits: 8, farChunks: 16 });
    const oracle = new NaiveL3(8);
    for (let id = 1; id <= 6; id++) {
      const event = { kind: RecordKind.OrderAdd, id, side: 0, price: 50, qty: id };
      expect(subject.apply(event)).toBe(oracle.apply(event));
    }
    expect(subject.state()).toEqual(oracleState(oracle));
    // One bit of the quantity of the first slot, which stands right behind the state.
    core.bytes[subject.book.address + 96 + 8] =
      (core.bytes[subject.book.address + 96 + 8] ?? 0) ^ 1;
    expect(subject.state()).not.toEqual(oracleState(oracle));
  });
});
