// dataHash: any one changed field changes it; batches, cursors, ids and builds do not.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { TrueVenue } from '../testing/binance-oracle.ts';
import { seededRandom } from '../testing/decode-frames.ts';
import { createTestEngine, type RecordWriter, type TestEngine } from '../testing/record-writer.ts';
import { recordStarts } from '../testing/tape-records.ts';
import { Cursors } from './engine.ts';
import type { CoreBuild } from './load.ts';

const SMALL = {
  memoryBytes: 16 << 20,
  writerBytes: 1 << 18,
  instrumentsMax: 4,
  windowBits: 8,
  farLevelsMax: 1024,
  farLevelsMaxTotal: 8192,
  pendingBytes: 1 << 14,
  ordersMax: 256,
  hashing: true,
} as const;

/** Every kind of record that a stream can hold; instruments 0 (L2, spot) and 1 (L3). */
function writeAll(write: RecordWriter): void {
  let recv = 1_723_161_255_030_000_000n;
  const next = (): bigint => {
    recv += 100_000n;
    return recv;
  };
  const common = () => ({ recv: next(), exchange: recv - 5_000_000n });
  write.define({ symbol: 'BTCUSDT' }, next(), 0);
  write.define({ symbol: 'AMZN', venue: 'nasdaq', bookModel: 'L3', qtyScale: 0 }, next(), 1);
  const side = (from: bigint, step: bigint) =>
    Array.from({ length: 5 }, (_, i) => [from + step * BigInt(i), BigInt(i) + 3n] as const);
  write.delta({ ...common(), first: 90n, last: 95n, bids: side(1000n, -1n) });
  write.snapshot({ ...common(), last: 100n, bids: side(1000n, -2n), asks: side(1002n, 2n) });
  write.delta({ ...common(), first: 101n, last: 104n, bids: side(999n, -1n), asks: [[1002n, 0n]] });
  write.trade({ ...common(), price: 1003n, qty: 2n, tradeId: 7n });
  write.bbo({ ...common(), bid: [999n, 3n], ask: [1004n, 4n], seq: 104n });
  write.define({ symbol: 'BTCUSDT', version: 2, priceScale: 3, tickSize: 10n }, next(), 0);
  write.delta({ ...common(), first: 105n, last: 105n, bids: [], asks: [[10_011n, 1n]] });
  const order = { id: 1, orderId: 50n, price: 2_000_000n, qty: 100n };
  write.order(RecordKind.OrderAdd, { ...common(), ...order, flags: 7 });
  write.order(RecordKind.OrderAdd, { ...common(), ...order, orderId: 51n, flags: 7 });
  write.order(RecordKind.OrderAdd, {
    ...common(),
    ...order,
    orderId: 52n,
    price: 2_000_100n,
    flags: 11,
  });
  write.order(RecordKind.OrderReduce, { ...common(), ...order, qty: 10n, flags: 7 });
  write.order(RecordKind.OrderExecute, { ...common(), ...order, qty: 20n, flags: 7 });
  write.order(RecordKind.OrderModify, {
    ...common(),
    ...order,
    orderId: 51n,
    price: 1_999_900n,
    flags: 7,
  });
  write.order(RecordKind.OrderDelete, { ...common(), ...order, orderId: 51n, flags: 7 });
  write.event(RecordKind.Status, { ...common(), id: 1, status: 1 });
  write.order(RecordKind.DepthSingle, { ...common(), price: 9_995n, qty: 4n, seq: 3n, flags: 7 });
  write.event(RecordKind.DepthClear, { ...common(), price: 9_995n, flags: 7 });
  write.trade({ ...common(), price: 10_003n, qty: 2n, tradeId: 8n });
}

/** Bytes of a record that no run can change without breaking the stream itself. */
function isStructure(kind: number, offset: number): boolean {
  if (offset < 5) return true; // size, kind
  if (offset === 6 || offset === 7) return true; // instrument id: of the run only
  const isDepth = kind === RecordKind.DepthDelta || kind === RecordKind.DepthSnapshot;
  return isDepth && offset >= 48 && offset < 56; // row and bid counts
}

function hashOf(test: TestEngine, bytes: Uint8Array): bigint | string {
  test.rewind();
  test.write.paste(bytes);
  const status = test.run();
  return status < 0 ? `refused ${status}` : test.engine.state.dataHash;
}

describe('dataHash', () => {
  let test: TestEngine;
  let bytes: Uint8Array;
  let hash: bigint | string;
  beforeAll(async () => {
    test = await createTestEngine({ build: 'release', ...SMALL });
    writeAll(test.write);
    bytes = test.write.copy();
    hash = hashOf(test, bytes);
  });

  it('is reached, and the same again', () => {
    expect(hash).toBeTypeOf('bigint');
    expect(hash).not.toBe(0n);
    expect(test.engine.state.records).toBe(BigInt(recordStarts(bytes).length));
    expect(hashOf(test, bytes)).toBe(hash);
  });

  it('changes with every byte of every record', () => {
    const seen = new Set([hash]);
    // A flip can also be refused (times backwards, overflow, crossed): then another of that word.
    const words = new Set<string>();
    const taken = new Set<string>();
    let flips = 0;
    const starts = [...recordStarts(bytes), bytes.length];
    for (const [r, start] of starts.slice(0, -1).entries()) {
      const kind = bytes[start + 4] ?? 0;
      for (let at = start + 5; at < (starts[r + 1] ?? 0); at++) {
        if (isStructure(kind, at - start)) continue;
        const word = `kind ${kind} word ${(at - start) >> 3}`;
        words.add(word);
        for (const bit of [1, 4, 32, 128]) {
          const changed = bytes.slice();
          changed[at] = (changed[at] ?? 0) ^ bit;
          const found = hashOf(test, changed);
          if (typeof found === 'string') continue;
          taken.add(word);
          flips++;
          if (seen.has(found))
            expect.fail(`record ${r} kind ${kind} byte ${at - start} bit ${bit}`);
          seen.add(found);
        }
      }
    }
    expect(flips).toBeGreaterThan(3000);
    expect(taken).toEqual(words);
  });

  it('changes when records change places, are lost or doubled', () => {
    const starts = recordStarts(bytes);
    const part = (i: number): Uint8Array => bytes.slice(starts[i], starts[i + 1] ?? bytes.length);
    const trade = starts.length - 1;
    expect(hashOf(test, bytes.slice(0, starts[trade]))).not.toBe(hash);
    expect(hashOf(test, Uint8Array.from([...bytes, ...part(trade)]))).not.toBe(hash);
    const equalTimes = bytes.slice();
    const view = new DataView(equalTimes.buffer);
    const [a, b] = [starts[5] ?? 0, starts[6] ?? 0];
    view.setBigInt64(b + 8, view.getBigInt64(a + 8, true), true);
    const swapped = equalTimes.slice();
    swapped.set(equalTimes.subarray(b, b + 64), a);
    swapped.set(equalTimes.subarray(a, b), a + 64);
    expect(hashOf(test, swapped)).toBeTypeOf('bigint');
    expect(hashOf(test, swapped)).not.toBe(hashOf(test, equalTimes));
  });

  it('covers whose record it is', () => {
    const tradeOf = (id: number): bigint => {
      test.rewind();
      test.write.define({ symbol: 'A', venue: 'unknown' }, 1n, 0);
      test.write.define({ symbol: 'B', venue: 'unknown' }, 1n, 1);
      test.write.trade({ id, recv: 3n, price: 10n, qty: 1n });
      test.run();
      return test.engine.state.dataHash;
    };
    expect(tradeOf(0)).not.toBe(tradeOf(1));
  });

  it('covers the book, not only the records', () => {
    // The same records from a state that differs in one quantity: a book restored otherwise.
    const keep = (qty: bigint): bigint => {
      test.rewind();
      test.engine.state.hashing = 0;
      test.write.define({ symbol: 'X', venue: 'unknown' }, 1n);
      test.write.delta({ recv: 2n, last: 1n, bids: [[10n, qty]], asks: [[11n, 1n]] });
      test.run();
      test.engine.state.hashing = 1;
      test.write.trade({ recv: 3n, price: 10n, qty: 1n });
      test.run();
      return test.engine.state.dataHash;
    };
    expect(keep(5n)).toBe(keep(5n));
    expect(keep(5n)).not.toBe(keep(6n));
  });
});

/** A stream of `count` records of three instruments. */
function writeRandom(
  write: RecordWriter,
  seed: number,
  count: number,
  ids: readonly number[],
): void {
  const random = seededRandom(seed);
  const venues = ids.map(() => new TrueVenue('spot', random));
  let recv = 1_000n;
  ids.forEach((id, i) => write.define({ symbol: `S${i}` }, recv, id));
  for (let i = 0; i < count; i++) {
    recv += BigInt(Math.floor(random() * 3));
    const which = Math.floor(random() * ids.length);
    const venue = venues[which];
    const id = ids[which];
    if (venue === undefined || id === undefined) continue;
    const { U: first, u: last, b: bids, a: asks } = venue.step();
    if (random() < 0.7) write.delta({ id, recv, first, last, bids, asks });
    else if (random() < 0.5) write.trade({ id, recv, price: 5n, qty: BigInt(i) });
    else {
      const { lastUpdateId, bids: b, asks: a } = venue.snapshot(last);
      write.snapshot({ id, recv, last: lastUpdateId, bids: b, asks: a });
    }
  }
}

describe('dataHash is independent', () => {
  const engines = new Map<CoreBuild, TestEngine>();
  beforeAll(async () => {
    for (const build of ['release', 'checked', 'unshared'] as const)
      engines.set(build, await createTestEngine({ build, ...SMALL }));
  });
  const engine = (build: CoreBuild): TestEngine => {
    const found = engines.get(build);
    if (found === undefined) throw new Error(build);
    found.rewind();
    return found;
  };
  const whole = (build: CoreBuild, seed: number, ids: readonly number[]): bigint => {
    const test = engine(build);
    writeRandom(test.write, seed, 80, ids);
    expect(test.run()).toBe(Status.NeedInput);
    return test.engine.state.dataHash;
  };

  it('of build and of ids', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const hash = whole('release', seed, [0, 1, 2]);
        expect(whole('checked', seed, [0, 1, 2])).toBe(hash);
        expect(whole('unshared', seed, [0, 1, 2])).toBe(hash);
        expect(whole('release', seed, [2, 0, 1])).toBe(hash);
        expect(whole('release', seed, [1, 3, 2])).toBe(hash);
      }),
      { numRuns: 40 },
    );
  });

  it('of how runs, limits and cursors cut the stream', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer(), cuts, fc.boolean(), (seed, sizes, splitCursors) => {
        const hash = whole('release', seed, [0, 1, 2]);
        const test = engine('release');
        writeRandom(test.write, seed, 80, [0, 1, 2]);
        const starts = recordStarts(test.write.copy()).map((at) => at + test.write.start);
        if (splitCursors) runDealt(test, starts, sizes);
        else runCut(test, sizes);
        expect(test.engine.state.dataHash).toBe(hash);
      }),
      { numRuns: 60 },
    );
  });
});

/** One cursor; runs of so many records. */
function runCut(test: TestEngine, sizes: readonly number[]): void {
  const cursors = new Cursors(test.core, 1);
  cursors.set(0, test.write.start, test.write.end);
  for (let i = 0; ; i++) {
    test.engine.state.maxRecords = sizes[i % sizes.length] ?? 1;
    const status = test.engine.run(cursors.address, 1);
    if (status === Status.NeedInput) return;
    expect(status).toBe(Status.LimitReached);
  }
}

/** As many cursors as there are sizes; each next piece goes to one that is used up. */
function runDealt(test: TestEngine, starts: readonly number[], sizes: readonly number[]): void {
  const cursors = new Cursors(test.core, sizes.length);
  let record = 0;
  // Only one piece at a time: pieces of one stream must not overtake each other.
  for (let turn = 0; record < starts.length; turn++) {
    const which = turn % sizes.length;
    const start = starts[record] ?? 0;
    record += sizes[which] ?? 1;
    cursors.set(which, start, starts[record] ?? test.write.end);
    expect(test.engine.run(cursors.address, sizes.length)).toBe(Status.NeedInput);
    expect(test.engine.state.stopCursor).toBe(which);
    cursors.set(which, 0, 0);
  }
}
