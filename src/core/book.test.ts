// The L2 book against a naive oracle: a Map per side, compared level by level after every batch.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Status } from '../abi/status.ts';
import { seededRandom } from '../testing/decode-frames.ts';
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
  /** Rows of one frame, in the order in which a record has them. */
  apply(levels: readonly Level[]): void {
    for (const side of [0, 1]) for (const l of levels) if (l.side === side) this.set(l);
  }
  best(side: number): bigint {
    let best = side === 0 ? EMPTY_BID : EMPTY_ASK;
    for (const price of this.sides[side === 0 ? 0 : 1].keys())
      if (side === 0 ? price > best : price < best) best = price;
    return best;
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
    expect(subject.levels(side).join(' ')).toBe(expected.join(' '));
    expect(exports.bookBest(subject.book, side)).toBe(oracle.best(side));
  }
}

/** Frames of a market that drifts for long: most rows change what is there, many the best. */
class Market {
  readonly oracle = new Oracle();
  readonly random: () => number;
  private centre = 0;
  private readonly tick: number;
  private readonly width: number;
  /** Prices far away that come and go all the time. */
  private readonly walls: readonly bigint[];
  constructor(seed: number, tick: number, width: number) {
    this.random = seededRandom(seed);
    this.tick = tick;
    this.width = width;
    this.walls = Array.from({ length: 40 }, () => BigInt(this.upTo(2000 * width) - 1000 * width));
  }
  upTo(n: number): number {
    return Math.floor(this.random() * n);
  }
  private near(span: number): bigint {
    return BigInt(this.centre + (this.upTo(2 * span + 1) - span) * this.tick);
  }
  private price(side: number): bigint {
    const kind = this.upTo(20);
    const best = this.oracle.best(side);
    const known = best !== EMPTY_BID && best !== EMPTY_ASK;
    if (kind < 6 && known) return best;
    if (kind < 9 && known) return best + BigInt((this.upTo(7) - 3) * this.tick);
    if (kind < 12) return this.walls[this.upTo(this.walls.length)] ?? 0n;
    if (kind < 14) return this.near(this.width) + BigInt(this.upTo(this.tick));
    return this.near(kind < 18 ? 20 : this.width);
  }
  frame(): Level[] {
    const step = this.upTo(50) === 0 ? 3 * this.width : 8;
    this.centre += (this.upTo(2 * step + 1) - step + 1) * this.tick;
    const rows: Level[] = [];
    for (let left = this.upTo(30); left > 0; left--) {
      const side = this.upTo(2);
      const qty = this.upTo(5) < 3 ? 0n : BigInt(1 + this.upTo(1000));
      const row = { side, price: this.price(side), qty };
      // What is asked next sees this row: removals of the best come in runs.
      this.oracle.set(row);
      rows.push(row);
    }
    return rows;
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
    const touch = fc.bigInt({ min: -9n, max: 9n }).map((n) => n * tick);
    const price = fc.oneof(near, near, touch, touch, offGrid, wide);
    const batch = fc.array(level(price), { maxLength: 60, size: 'max' });
    const drift = fc.bigInt({ min: -3000n, max: 3000n }).map((n) => n * tick);
    fc.assert(
      fc.property(fc.array(fc.tuple(drift, batch), { maxLength: 25, size: 'max' }), (batches) => {
        const subject = fresh(windowBits, tick);
        const oracle = new Oracle();
        let centre = 0n;
        for (const [move, levels] of batches) {
          centre += move;
          const moved = levels.map((l) => ({ ...l, price: l.price + centre }));
          oracle.apply(moved);
          subject.apply(moved);
          compare(subject, oracle);
        }
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [8, 1, 300],
    [8, 5, 300],
    [12, 1, 1500],
    [12, 100, 4000],
    [16, 1, 60_000],
    [9, 5_000_000, 400],
  ])('stays equal while the market drifts, window 2^%i, tick %i', (windowBits, tick, width) => {
    let bestGone = 0;
    for (let seed = 1; seed <= 4; seed++) {
      const subject = fresh(windowBits, BigInt(tick));
      const market = new Market(seed, tick, width);
      for (let frame = 0; frame < 1500; frame++) {
        const before = market.oracle.best(0);
        subject.apply(market.frame());
        for (const side of [0, 1])
          expect(core.exports.bookBest(subject.book, side)).toBe(market.oracle.best(side));
        if (market.oracle.best(0) < before) bestGone++;
        if (frame % 50 === 49) compare(subject, market.oracle);
      }
    }
    expect(bestGone).toBeGreaterThan(500);
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

  it('refuses nothing while packing frees a chunk, and only the level that does not fit', () => {
    const chunks = 6;
    const random = seededRandom(7);
    core.exports.chunkPoolInit(pool, chunks);
    const subject = new Subject(core, 8, 1n, pool, at);
    const oracle = new Oracle();
    const prices: bigint[] = [];
    const set = (price: bigint, qty: bigint): number => {
      const status = core.exports.bookSet(subject.book, 0, price, qty);
      if (status === Status.Ok) oracle.set({ side: 0, price, qty });
      return status;
    };
    const farPrice = (): bigint => BigInt(-1_000_000 - Math.floor(random() * 1_000_000));
    expect(set(0n, 1n)).toBe(Status.Ok);
    // As many levels as always leave one chunk free when packed, and 10,000 that come and go.
    while (prices.length < 128 * (chunks - 1)) {
      const price = farPrice();
      if (!oracle.sides[0].has(price)) prices.push(price);
      expect(set(price, 1n)).toBe(Status.Ok);
    }
    for (let i = 0; i < 10_000; i++) {
      const at = Math.floor(random() * prices.length);
      expect(set(prices[at] ?? 0n, 0n)).toBe(Status.Ok);
      prices[at] = farPrice();
      expect(set(prices[at] ?? 0n, BigInt(i + 1))).toBe(Status.Ok);
      if (i % 1000 === 999) compare(subject, oracle);
    }
    let status: number = Status.Ok;
    while (status === Status.Ok) status = set(farPrice(), 1n);
    expect(status).toBe(Status.LevelsFull);
    expect(oracle.sides[0].size).toBeGreaterThan(128 * (chunks - 1));
    compare(subject, oracle);
    // A level that is there can be changed and removed, and then there is room again.
    expect(set(prices[0] ?? 0n, 77n)).toBe(Status.Ok);
    for (const price of prices) expect(set(price, 0n)).toBe(Status.Ok);
    for (const price of prices.slice(128)) expect(set(price, 5n)).toBe(Status.Ok);
    compare(subject, oracle);
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
        oracle.apply(small.map((l) => ({ ...l, price: l.price * 100n, qty: l.qty * 10n })));
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
