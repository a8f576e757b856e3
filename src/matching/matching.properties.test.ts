// What must hold whatever the commands are: quantity is conserved, the book is never crossed,
// slots come back, price-time priority holds, and equal commands make equal bytes.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { OrderStatus } from '../abi/orders.ts';
import { type Core, createCore } from '../core/core.ts';
import { type NewOrder, writeCancel, writeReplace, writeSubmit } from './commands.ts';
import { type MatchingEvent, readMatchingEvents } from './events.ts';
import { MatchingEngine } from './matching-engine.ts';

const SIZES = { ordersMax: 40, ownersMax: 4, windowBits: 8 };
const OVER: readonly string[] = ['Filled', 'Cancelled', 'Expired', 'Rejected'];

type Step =
  | { readonly do: 'submit'; readonly order: Omit<NewOrder, 'orderId'> }
  | { readonly do: 'cancel'; readonly back: number }
  | { readonly do: 'replace'; readonly back: number; readonly price: bigint; readonly qty: bigint };

const price = fc.oneof(
  { weight: 9, arbitrary: fc.bigInt(95n, 105n) },
  { weight: 1, arbitrary: fc.bigInt(1n, 9999n) },
);
const qty = fc.bigInt(1n, 20n);
const plain = fc.record({
  side: fc.constantFrom('buy', 'sell'),
  qty,
  price,
  ownerId: fc.nat(3),
  timeInForce: fc.constantFrom('gtc', 'gtc', 'ioc', 'fok'),
  selfTrade: fc.constantFrom('allow', 'cancel-taker', 'cancel-maker', 'cancel-both', 'decrement'),
});
const iceberg = fc.record({
  side: fc.constantFrom('buy', 'sell'),
  kind: fc.constant('iceberg' as const),
  qty: fc.bigInt(5n, 60n),
  displayQty: fc.bigInt(1n, 5n),
  price,
});
const stop = fc.record({
  side: fc.constantFrom('buy', 'sell'),
  kind: fc.constant('stop-market' as const),
  qty,
  stopPrice: price,
});
const back = fc.nat(30);
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: plain.map((order): Step => ({ do: 'submit', order })) },
    { weight: 1, arbitrary: iceberg.map((order): Step => ({ do: 'submit', order })) },
    { weight: 1, arbitrary: stop.map((order): Step => ({ do: 'submit', order })) },
    { weight: 2, arbitrary: back.map((n): Step => ({ do: 'cancel', back: n })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(back, price, qty)
        .map(([n, p, q]): Step => ({ do: 'replace', back: n, price: p, qty: q })),
    },
  ),
  { maxLength: 120 },
);

let core: Core;
let engine: MatchingEngine;

beforeAll(async () => {
  core = await createCore({ memoryBytes: 4 << 20 });
  engine = MatchingEngine.create(core, SIZES);
});

/** The commands' bytes; order ids count up from 1, `back` counts from the last one. */
function encode(all: readonly Step[]): Uint8Array {
  const bytes = new Uint8Array(all.length * 128);
  const view = new DataView(bytes.buffer);
  let at = 0;
  let last = 0n;
  for (const step of all) {
    if (step.do === 'submit') {
      at += writeSubmit(view, at, { orderId: ++last, ...step.order }, 0);
      continue;
    }
    const orderId = last - BigInt(step.back);
    if (step.do === 'cancel') at += writeCancel(view, at, { orderId }, 0);
    else at += writeReplace(view, at, { orderId, price: step.price, qty: step.qty }, 0);
  }
  return bytes.subarray(0, at);
}

function run(on: MatchingEngine, all: readonly Step[]): Uint8Array {
  on.reset();
  return on.run(encode(all));
}

function eventsOf(bytes: Uint8Array): MatchingEvent[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return readMatchingEvents(view, 0, bytes.length);
}

test('what an order has traded is what its matches say, and both sides traded the same', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const traded = new Map<bigint, bigint>();
      const add = (id: bigint, by: bigint): void =>
        void traded.set(id, (traded.get(id) ?? 0n) + by);
      const open = new Map<bigint, bigint>();
      for (const event of eventsOf(run(engine, all))) {
        if (event.type === 'match') {
          add(event.takerOrderId, event.qty);
          add(event.makerOrderId, event.qty);
          if (event.makerLeavesQty === 0n) open.delete(event.makerOrderId);
          else open.set(event.makerOrderId, event.makerLeavesQty);
          continue;
        }
        if (event.status === 'Rejected') continue;
        expect(event.cumQty).toBe(traded.get(event.orderId) ?? 0n);
        if (OVER.includes(event.status)) open.delete(event.orderId);
        else open.set(event.orderId, event.leavesQty);
      }
      expect(engine.orderCount).toBe(open.size);
      for (const [id, leaves] of open) {
        const place = engine.order(id);
        if (place !== undefined) expect(place.leavesQty).toBe(leaves);
      }
      // Every trade has two sides.
      const sum = [0, 1, 2, 3].reduce((total, owner) => total + engine.position(owner), 0n);
      expect(sum).toBe(0n);
    }),
  );
});

test('the book is never crossed, and every invariant holds after every command', () => {
  fc.assert(
    fc.property(steps, (all) => {
      engine.reset();
      for (let i = 0; i < all.length; i++) {
        const before = encode(all.slice(0, i)).length;
        engine.run(encode(all.slice(0, i + 1)).subarray(before));
        const { bestBid, bestAsk } = engine;
        if (bestBid !== undefined && bestAsk !== undefined) expect(bestBid < bestAsk).toBe(true);
        engine.verify();
      }
    }),
    { numRuns: 30 },
  );
});

test('trades of one order never get better from one to the next', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const events = eventsOf(run(engine, all));
      for (const [i, event] of events.entries()) {
        const next = events[i + 1];
        if (event.type !== 'match' || next?.type !== 'match') continue;
        const isWorse =
          event.takerSide === 'buy' ? next.price >= event.price : next.price <= event.price;
        expect(next.takerOrderId).toBe(event.takerOrderId);
        expect(isWorse).toBe(true);
      }
    }),
  );
});

test('slots come back: an emptied engine takes as many orders again, in the same memory', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 3 }), (all, turns) => {
      run(engine, all);
      for (let turn = 0; turn < turns; turn++) {
        for (const ownerId of [0, 1, 2, 3]) engine.cancelAll({ ownerId });
        expect(engine.orderCount).toBe(0);
        for (let i = 0; i < SIZES.ordersMax; i++) {
          const orderId = BigInt(1000 + i);
          const far = BigInt(1 + i * 300);
          const [event] = engine.submit({ orderId, side: 'buy', qty: 1n, price: far });
          expect(event).toMatchObject({ status: 'Working' });
        }
        const more = engine.submit({ orderId: 2000n, side: 'buy', qty: 1n, price: 1n });
        expect(more).toMatchObject([{ status: 'Rejected', reason: 'OrdersFull' }]);
        engine.verify();
      }
    }),
    { numRuns: 30 },
  );
});

// Ids in a row, a table of ids apart, alike in their lower bits, and the highest there are.
const ids = fc.oneof(
  fc.bigInt(1n, 60n),
  fc.nat(60).map((n) => 1n + (BigInt(n) << 8n)),
  fc.nat(60).map((n) => 7n + (BigInt(n) << 40n)),
  fc.nat(60).map((n) => (1n << 63n) - 1n - (BigInt(n) << 20n)),
);

test('an id finds its own order, however ids lie to each other', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(ids, fc.boolean()), { maxLength: 200 }), (all) => {
      engine.reset();
      const open = new Map<bigint, bigint>();
      for (const [orderId, isCancel] of all) {
        const isOpen = open.has(orderId);
        if (isCancel) {
          const [event] = engine.cancel({ orderId, ownerId: 0 });
          expect(event).toMatchObject({ orderId, status: isOpen ? 'Cancelled' : 'Rejected' });
          open.delete(orderId);
        } else if (isOpen || open.size < SIZES.ordersMax) {
          const limit = 1n + (orderId % 1000n);
          const [event] = engine.submit({ orderId, side: 'buy', qty: 1n, price: limit });
          expect(event).toMatchObject({ orderId, status: isOpen ? 'Rejected' : 'Working' });
          if (!isOpen) open.set(orderId, limit);
        }
      }
      for (const [orderId, limit] of open) expect(engine.order(orderId)?.price).toBe(limit);
      expect(engine.orderCount).toBe(open.size);
      engine.verify();
    }),
  );
});

test('equal commands make equal bytes, whatever place, build, window and output size', async () => {
  const other = await createCore({ build: 'checked', memoryBytes: 4 << 20 });
  other.alloc(4096, 'another address');
  const twin = MatchingEngine.create(other, { ...SIZES, windowBits: 12, outputBytes: 192 });
  fc.assert(
    fc.property(steps, (all) => {
      expect(Buffer.compare(run(engine, all), run(twin, all))).toBe(0);
    }),
  );
});

test('memory copied elsewhere is the same engine', () => {
  const { bytes } = engine.state;
  const copy = core.alloc(bytes, 'a copy');
  fc.assert(
    fc.property(steps, steps, (first, second) => {
      run(engine, first);
      core.bytes.copyWithin(copy, engine.address, engine.address + bytes);
      const after = engine.run(encode(second));
      core.bytes.copyWithin(engine.address, copy, copy + bytes);
      expect(Buffer.compare(engine.run(encode(second)), after)).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test('the names of statuses are those of the schema', () => {
  for (const name of OVER) expect(OrderStatus).toHaveProperty(name);
});
