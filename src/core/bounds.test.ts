// Bounds: nothing is allocated while data flows, many instruments fit into one engine, books that
// do not fit are refused and unreadable, and a broken invariant stops the release module too.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BookState } from '../abi/book.ts';
import { RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { type LocalBook, LocalBook as Oracle, TrueVenue } from '../testing/binance-oracle.ts';
import { seededRandom } from '../testing/decode-frames.ts';
import { createTestEngine, RecordWriter } from '../testing/record-writer.ts';
import { createCore } from './core.ts';
import { bookStateName } from './engine.ts';
import type { CoreBuild } from './load.ts';

interface Allocated {
  readonly events: number;
  readonly arenaBytes: number;
  readonly memoryBytes: number;
  readonly heapBytes: number;
  readonly collections: number;
}

describe('after warm-up', () => {
  it('the data plane allocates nothing, its host next to nothing', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const pinned = `${root}node_modules/node/bin/node`;
    const node = existsSync(pinned) ? pinned : process.execPath;
    const flags = ['--expose-gc', '--max-semi-space-size=256', '--min-semi-space-size=256'];
    const output = execFileSync(node, [...flags, 'src/testing/allocation-child.ts'], { cwd: root });
    const found = JSON.parse(output.toString()) as Record<
      'frames' | 'levels' | 'orders',
      Allocated
    >;
    // Promises and ranges of batches, chunks of files: so many bytes an event at most.
    const bounds = { frames: 5, levels: 0.5, orders: 0.5 } as const;
    for (const [name, bound] of Object.entries(bounds)) {
      const counted = found[name as keyof typeof bounds];
      expect(counted).toMatchObject({ arenaBytes: 0, memoryBytes: 0, collections: 0 });
      expect(counted.events).toBeGreaterThan(200_000);
      expect(counted.heapBytes / counted.events).toBeLessThan(bound);
    }
  });
});

describe('500 instruments in one engine', () => {
  it('equal their oracles', async () => {
    const count = 500;
    const test = await createTestEngine({
      memoryBytes: 2 * 1024 ** 3,
      instrumentsMax: count,
      writerBytes: 8 << 20,
    });
    const random = seededRandom(99);
    const venues: TrueVenue[] = [];
    const oracles: LocalBook[] = [];
    let recv = 1n;
    for (let id = 0; id < count; id++) {
      const market = id % 2 === 0 ? 'spot' : 'futures';
      venues.push(new TrueVenue(market, random));
      oracles.push(new Oracle(market));
      const venue = market === 'spot' ? 'binance-spot' : 'binance-usdm';
      test.write.define({ symbol: `S${id}USDT`, venue }, recv, id);
    }
    for (let turn = 0; turn < 40_000; turn++) {
      const id = Math.floor(random() * count);
      const venue = venues[id];
      const oracle = oracles[id];
      if (venue === undefined || oracle === undefined) continue;
      recv += 3n;
      const event = venue.step();
      if (random() < 0.03) {
        const snapshot = venue.snapshot(event.u);
        const { bids, asks } = snapshot;
        test.write.snapshot({ id, recv, last: snapshot.lastUpdateId, bids, asks });
        oracle.onSnapshot(snapshot);
      } else if (random() > 0.005) {
        const { U: first, u: last, pu: prev, b: bids, a: asks } = event;
        test.write.delta({ id, recv, first, last, prev, bids, asks });
        oracle.onEvent(event);
      }
    }
    expect(test.run()).toBe(Status.NeedInput);
    const states = new Map<string, number>();
    for (const [id, oracle] of oracles.entries()) {
      const { state, gaps, resyncs } = test.engine.instrumentState(id);
      expect([bookStateName(state), Number(gaps), Number(resyncs)]).toEqual([
        oracle.state,
        oracle.gaps,
        oracle.resyncs,
      ]);
      expect(test.levels('bid', id)).toEqual(oracle.levels('bid'));
      expect(test.levels('ask', id)).toEqual(oracle.levels('ask'));
      states.set(oracle.state, (states.get(oracle.state) ?? 0) + 1);
    }
    expect(states.get('live')).toBeGreaterThan(100);
    expect(states.get('gapped')).toBeGreaterThan(10);
  });

  it('one more than fits is refused', async () => {
    const test = await createTestEngine({ instrumentsMax: 2, windowBits: 8 });
    test.write.define({ symbol: 'A' }, 1n, 0).define({ symbol: 'B' }, 1n, 1);
    expect(test.run()).toBe(Status.NeedInput);
    test.write.define({ symbol: 'C' }, 1n, 2);
    expect(test.run()).toBe(Status.InstrumentsFull);
    const tight = await createTestEngine({ memoryBytes: 60 << 20, windowBits: 20 });
    for (let id = 0; id < 5; id++) tight.write.define({ symbol: `S${id}` }, 1n, id);
    expect(tight.run()).toBe(Status.OutOfMemory);
  });
});

describe.each<CoreBuild>(['checked', 'release'])('what does not fit, %s build', (build) => {
  const tiny = {
    build,
    memoryBytes: 32 << 20,
    windowBits: 8,
    farLevelsMax: 64,
    farLevelsMaxTotal: 256,
    ordersMax: 16,
  };
  const far = (count: number, from = 10_000n) =>
    Array.from({ length: count }, (_, i) => [from + BigInt(i) * 1000n, 1n] as const);

  it.each(['unknown', 'binance-spot'] as const)('levels of %s books', async (venue) => {
    const test = await createTestEngine(tiny);
    test.write.define({ venue }, 1n);
    test.write.snapshot({ recv: 2n, last: 1n, bids: [[50n, 1n]], asks: [[60n, 2n]] });
    expect(test.run()).toBe(Status.NeedInput);
    test.write.delta({ recv: 3n, first: 2n, last: 2n, asks: far(2000) });
    expect(test.run()).toBe(Status.LevelsFull);
    expect(test.engine.instrumentState(0).state).toBe(BookState.Gapped);
    expect(test.engine.topOfBook(0)).toBeUndefined();
    // Not even the next delta makes a book of what is left.
    test.write.delta({ recv: 4n, first: 3n, last: 3n, bids: [[51n, 1n]] });
    expect(test.run()).toBe(Status.NeedInput);
    expect(test.engine.topOfBook(0)).toBeUndefined();
    test.write.snapshot({ recv: 5n, last: 3n, bids: [[51n, 1n]], asks: [[60n, 2n]] });
    test.run();
    expect(test.levels('bid')).toEqual([[51n, 1n]]);
  });

  it('levels that a moving window leaves behind', async () => {
    const test = await createTestEngine(tiny);
    // Two books take all four chunks of the pool.
    for (const id of [1, 2]) {
      test.write.define({ venue: 'unknown', symbol: `S${id}` }, 1n, id);
      const bids = [
        [5000n, 1n],
        [10n, 1n],
      ] as const;
      const asks = [
        [5001n, 1n],
        [90_000n, 1n],
      ] as const;
      test.write.delta({ id, recv: 1n, last: 1n, bids, asks });
    }
    test.write.define({ venue: 'unknown' }, 1n);
    const dense = Array.from({ length: 120 }, (_, i) => [BigInt(i), 1n] as const);
    test.write.delta({ recv: 2n, last: 1n, bids: dense, asks: [[121n, 1n]] });
    expect(test.run()).toBe(Status.NeedInput);
    expect(test.engine.topOfBook(0)?.bidPrice).toBe(119n);
    // Both rows lie inside the window; it moves with them, and has no place for what it leaves.
    test.write.delta({
      recv: 3n,
      last: 2n,
      bids: [[230n, 1n]],
      asks: [
        [121n, 0n],
        [240n, 1n],
      ],
    });
    expect(test.run()).toBe(Status.LevelsFull);
    expect(test.engine.instrumentState(0).state).toBe(BookState.Gapped);
    expect(test.engine.topOfBook(0)).toBeUndefined();
    expect(test.levels('bid', 1)).toEqual([
      [5000n, 1n],
      [10n, 1n],
    ]);
  });

  it('orders', async () => {
    const test = await createTestEngine(tiny);
    test.write.define({ venue: 'nasdaq', bookModel: 'L3' }, 1n);
    const add = (orderId: bigint): void => {
      const order = { recv: orderId, orderId, price: 100n - orderId, qty: 1n, flags: 7 };
      test.write.order(RecordKind.OrderAdd, order);
    };
    for (let id = 2n; id < 18n; id++) add(id);
    expect(test.run()).toBe(Status.NeedInput);
    expect(test.engine.topOfBook(0)?.bidPrice).toBe(98n);
    add(18n);
    expect(test.run()).toBe(Status.OrdersFull);
    expect(test.engine.topOfBook(0)).toBeUndefined();
    add(19n);
    expect(test.run()).toBe(Status.NeedInput);
    expect(test.engine.topOfBook(0)).toBeUndefined();
    // Emptied as a whole, it is known again.
    test.write.event(RecordKind.DepthClear, { recv: 20n });
    add(21n);
    expect(test.run()).toBe(Status.NeedInput);
    expect(test.levels('bid')).toEqual([[79n, 1n]]);
  });

  it('an L3 book is its orders alone, and stays L3', async () => {
    const test = await createTestEngine(tiny);
    test.write.define({ venue: 'nasdaq', bookModel: 'L3' }, 1n);
    const order = { recv: 2n, orderId: 1n, price: 100n, qty: 5n, flags: 7 };
    test.write.order(RecordKind.OrderAdd, order);
    test.write.snapshot({ recv: 3n, last: 1n, bids: [[7n, 7n]] });
    test.write.delta({ recv: 4n, last: 1n, bids: [[100n, 0n]] });
    test.write.order(RecordKind.DepthSingle, { recv: 5n, price: 100n, qty: 0n, flags: 7 });
    expect(test.run()).toBe(Status.NeedInput);
    expect(test.levels('bid')).toEqual([[100n, 5n]]);
    test.write.define({ venue: 'nasdaq', bookModel: 'L2', version: 2 }, 6n);
    expect(test.run()).toBe(Status.BadArgument);
    const l2 = await createTestEngine(tiny);
    l2.write.define({ venue: 'nasdaq' }, 1n).define({ venue: 'nasdaq', bookModel: 'L3' }, 2n);
    expect(l2.run()).toBe(Status.BadArgument);
    l2.write.order(RecordKind.OrderAdd, { ...order, recv: 3n });
    expect(l2.run()).toBe(Status.NeedInput);
    expect(l2.engine.state.oddOrders).toBe(1n);
    expect(l2.engine.topOfBook(0)).toBeUndefined();
  });

  it.each([
    ['bids', 7, 0n, [], [101n, 102n]],
    ['asks', 11, 0n, [100n, 99n], []],
    ['both', 15, 0n, [], []],
    ['neither named', 3, 0n, [], []],
    ['bids down to 100', 7, 100n, [99n], [101n, 102n]],
    ['asks up to 101', 11, 101n, [100n, 99n], [102n]],
  ] as const)('clears %s', async (_, flags, price, bids, asks) => {
    const test = await createTestEngine(tiny);
    test.write.define({ venue: 'unknown' }, 1n);
    const rows = {
      bids: [
        [100n, 1n],
        [99n, 1n],
      ],
      asks: [
        [101n, 1n],
        [102n, 1n],
      ],
    } as const;
    test.write.delta({ recv: 2n, last: 1n, ...rows });
    test.write.event(RecordKind.DepthClear, { recv: 3n, flags, price });
    expect(test.run()).toBe(Status.NeedInput);
    expect(test.levels('bid').map(([p]) => p)).toEqual(bids);
    expect(test.levels('ask').map(([p]) => p)).toEqual(asks);
  });

  it('a refused record leaves no trace in times or definitions', async () => {
    const test = await createTestEngine(tiny);
    test.write
      .define({}, 10n)
      .snapshot({ recv: 11n, last: 5n, bids: [[5n, 1n]], asks: [[6n, 1n]] });
    test.run();
    const { dataHash } = test.engine.state;
    test.write.define({ version: 2, priceScale: 9 }, 9n);
    expect(test.run()).toBe(Status.TimeBackwards);
    test.write.snapshot({ recv: 99n, last: 9n, bids: [[7n, 1n]], asks: [[6n, 1n]] });
    expect(test.run()).toBe(Status.BookCrossed);
    expect(test.engine.instrument(0)).toMatchObject({ version: 1, priceScale: 2 });
    expect(test.engine.state.recvTsNs).toBe(11n);
    expect(test.engine.state.dataHash).toBe(dataHash);
  });
});

describe('a broken invariant', () => {
  it.each<CoreBuild>(['release', 'unshared', 'checked'])('stops the %s module', async (build) => {
    const core = await createCore({ build, memoryBytes: 8 << 20 });
    const { exports } = core;
    const pool = core.alloc(exports.chunkPoolBytes(1), 'pool');
    exports.chunkPoolInit(pool, 1);
    const book = exports.bookInit(core.alloc(exports.bookSize(8, 4), 'book'), 8, 4, pool, 1n);
    const orders = core.alloc(exports.l3Size(8, 0), 'orders');
    expect(exports.l3Init(orders, book, 8, 0)).toBe(Status.Ok);
    const write = new RecordWriter(core, 4096);
    const apply = (kind: RecordKind, orderId: bigint, price: bigint, qty: bigint): number => {
      write.reset().order(kind, { recv: 1n, orderId, price, qty, flags: 7 });
      return exports.l3Apply(orders, write.start);
    };
    expect(apply(RecordKind.OrderAdd, 1n, 1000n, 5n)).toBe(Status.Ok);
    expect(apply(RecordKind.OrderAdd, 2n, 10n, 5n)).toBe(Status.Ok);
    // The planted fault: the L2 book loses a level behind the L3 book's back, and has no room left.
    expect(exports.bookSet(book, 0, 10n, 0n)).toBe(Status.Ok);
    expect(exports.bookSet(book, 1, 90_000n, 1n)).toBe(Status.Ok);
    expect(exports.faultCode()).toBe(0);
    expect(() => apply(RecordKind.OrderReduce, 2n, 10n, 1n)).toThrow(WebAssembly.RuntimeError);
    expect(exports.faultCode()).toBe(Status.Invariant);
  });
});
