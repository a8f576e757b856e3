// The L2 book against a naive oracle: a Map per side, compared level by level after every batch.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Core, createCore } from './core.ts';
import type { CoreBuild } from './load.ts';

const EMPTY_BID = -(1n << 63n);
const EMPTY_ASK = (1n << 63n) - 1n;
const CHUNKS = 4096;

interface Level {
  side: number;
  price: bigint;
  qty: bigint;
}

/** The book that cannot be wrong: two Maps. */
class Oracle {
  readonly sides = [new Map<bigint, bigint>(), new Map<bigint, bigint>()] as const;
  set({ side, price, qty }: Level): void {
    const levels = this.sides[side === 0 ? 0 : 1];
    if (qty === 0n) levels.delete(price);
    else levels.set(price, qty);
  }
  levels(side: number): [bigint, bigint][] {
    const sorted = [...this.sides[side === 0 ? 0 : 1]].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    return side === 0 ? sorted.reverse() : sorted;
  }
}

/** A book in core memory, small windows so that every run crosses their edges. */
class Subject {
  readonly core: Core;
  readonly book: number;
  private readonly rows: number;
  private readonly scratch: number;
  constructor(core: Core, windowBits: number, tickSize: bigint, pool: number, at: number) {
    this.core = core;
    core.bytes.fill(0, at, at + core.exports.bookSize(windowBits, CHUNKS));
    this.book = core.exports.bookInit(at, windowBits, CHUNKS, pool, tickSize);
    this.scratch = core.alloc(64, 'scratch');
    this.rows = core.alloc(1 << 20, 'rows');
  }
  apply(levels: readonly Level[]): void {
    const ordered = [...levels.filter((l) => l.side === 0), ...levels.filter((l) => l.side === 1)];
    ordered.forEach((level, i) => {
      this.core.view.setBigInt64(this.rows + 16 * i, level.price, true);
      this.core.view.setBigInt64(this.rows + 16 * i + 8, level.qty, true);
    });
    const bids = levels.filter((l) => l.side === 0).length;
    const status = this.core.exports.bookApplyRows(this.book, this.rows, bids, levels.length);
    expect(status).toBe(0);
  }
  levels(side: number): [bigint, bigint][] {
    const { exports, view } = this.core;
    const count = exports.bookLevels(this.book, side, 60000, this.rows, this.scratch);
    expect(count).toBe(exports.bookLevelCount(this.book, side));
    return Array.from({ length: count }, (_, i) => [
      view.getBigInt64(this.rows + 16 * i, true),
      view.getBigInt64(this.rows + 16 * i + 8, true),
    ]);
  }
}

function compare(subject: Subject, oracle: Oracle): void {
  const { exports } = subject.core;
  for (const side of [0, 1]) {
    const expected = oracle.levels(side);
    expect(subject.levels(side)).toEqual(expected);
    const best = expected[0]?.[0] ?? (side === 0 ? EMPTY_BID : EMPTY_ASK);
    expect(exports.bookBest(subject.book, side)).toBe(best);
  }
}

const level = (price: fc.Arbitrary<bigint>): fc.Arbitrary<Level> =>
  fc.record({
    side: fc.integer({ min: 0, max: 1 }),
    price,
    qty: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 1n << 62n })),
  });

describe.each<CoreBuild>(['checked', 'release', 'unshared'])('L2 book, %s build', (build) => {
  let core: Core;
  let pool: number;
  let at: number;
  beforeAll(async () => {
    core = await createCore({ build, memoryBytes: 512 << 20 });
    pool = core.alloc(core.exports.chunkPoolBytes(2 * CHUNKS), 'pool');
    at = core.alloc(core.exports.bookSize(16, CHUNKS), 'book');
  });
  const fresh = (windowBits: number, tick: bigint): Subject => {
    core.exports.chunkPoolInit(pool, 2 * CHUNKS);
    return new Subject(core, windowBits, tick, pool, at);
  };

  it.each([
    [8, 1n],
    [9, 5n],
    [12, 100n],
    [8, 1_000_000n],
  ])('equals the oracle, window 2^%i, tick %s', (windowBits, tick) => {
    const near = fc.bigInt({ min: -400n, max: 400n }).map((n) => n * tick);
    const offGrid = fc.bigInt({ min: -400n * tick, max: 400n * tick });
    const wide = fc.bigInt({ min: -(1n << 61n), max: 1n << 61n });
    const batch = fc.array(level(fc.oneof(near, near, near, offGrid, wide)), { maxLength: 60 });
    const drift = fc.bigInt({ min: -3000n, max: 3000n }).map((n) => n * tick);
    fc.assert(
      fc.property(fc.array(fc.tuple(drift, batch), { maxLength: 25 }), (batches) => {
        const subject = fresh(windowBits, tick);
        const oracle = new Oracle();
        let centre = 0n;
        for (const [move, levels] of batches) {
          centre += move;
          const moved = levels.map((l) => ({ ...l, price: l.price + centre }));
          for (const l of [
            ...moved.filter((x) => x.side === 0),
            ...moved.filter((x) => x.side === 1),
          ])
            oracle.set(l);
          subject.apply(moved);
          compare(subject, oracle);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps 10^5 far levels in order through inserts, changes and removals', () => {
    const subject = fresh(8, 1n);
    const oracle = new Oracle();
    let seed = 12345;
    const next = (): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return seed;
    };
    for (let round = 0; round < 60; round++) {
      const levels: Level[] = [];
      for (let i = 0; i < 4000; i++) {
        const price = BigInt(next() % 100_000) * 1000n;
        levels.push({
          side: 0,
          price,
          qty: round > 40 || next() % 4 === 0 ? 0n : BigInt(next() + 1),
        });
      }
      for (const l of levels) oracle.set(l);
      subject.apply(levels);
      if (round % 20 === 19) compare(subject, oracle);
    }
    expect(oracle.levels(0).length).toBeGreaterThan(1000);
    compare(subject, oracle);
  });

  it('refuses what does not fit, never loses a level silently', () => {
    core.exports.chunkPoolInit(pool, 2);
    const subject = new Subject(core, 8, 1n, pool, at);
    let refused = 0;
    for (let i = 0; i < 1000; i++)
      if (core.exports.bookSet(subject.book, 0, BigInt(-1_000_000 - 1000 * i), 1n) < 0) refused++;
    expect(refused).toBeGreaterThan(0);
    expect(core.exports.bookLevelCount(subject.book, 0)).toBe(1000 - refused);
  });

  it('changes tick and scale in place', () => {
    const levels = fc.array(level(fc.bigInt({ min: -100_000n, max: 100_000n })), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(levels, fc.constantFrom(1n, 10n, 25n), (given, tick) => {
        const small = given.map((l) => ({ ...l, qty: l.qty >> 10n }));
        const subject = fresh(8, 5n);
        const oracle = new Oracle();
        const ordered = [
          ...small.filter((x) => x.side === 0),
          ...small.filter((x) => x.side === 1),
        ];
        for (const l of ordered) oracle.set({ ...l, price: l.price * 100n, qty: l.qty * 10n });
        subject.apply(small);
        expect(core.exports.bookRegrid(subject.book, tick, 100n, 10n)).toBe(0);
        compare(subject, oracle);
      }),
      { numRuns: 100 },
    );
  });

  it('answers imbalance, microprice and VWAP', () => {
    const subject = fresh(8, 1n);
    subject.apply([
      { side: 0, price: 100n, qty: 30n },
      { side: 0, price: 99n, qty: 10n },
      { side: 1, price: 102n, qty: 10n },
      { side: 1, price: 100_000n, qty: 40n },
    ]);
    const scratch = core.alloc(64, 'scratch');
    const { exports } = core;
    expect(exports.bookImbalance(subject.book, 1, 1, scratch)).toBe(0.5);
    expect(exports.bookImbalance(subject.book, 2, 0.5, scratch)).toBe(5 / 65);
    expect(exports.bookMicroprice(subject.book)).toBe(100 + (2 * 30) / 40);
    expect(exports.bookVwap(subject.book, 0, 40, scratch)).toBe(99.75);
    expect(exports.bookVwap(subject.book, 1, 20, scratch)).toBe((1020 + 1_000_000) / 20);
    expect(exports.bookVwap(subject.book, 1, 51, scratch)).toBeNaN();
    expect(exports.bookVwap(subject.book, 1, 0, scratch)).toBeNaN();
  });
});
