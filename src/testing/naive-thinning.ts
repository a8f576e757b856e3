// Thinning of a curve while it is recorded. Time is cut into buckets aligned to 1970 UTC; a bucket
// keeps its first, lowest, highest and last point, in order of time. When there are more buckets
// than the bound, the next coarser length is taken and what is kept is thinned again, which gives
// the same as if it had been that length from the start. Every length divides the next, so the end
// of a day is always the end of a bucket and returns per period lose nothing.

const BUCKETS_MS = [
  1000,
  5000,
  10_000,
  30_000,
  60_000,
  300_000,
  900_000,
  1_800_000,
  3_600_000,
  14_400_000,
  86_400_000,
  7 * 86_400_000,
  70 * 86_400_000,
  700 * 86_400_000,
] as const;
const NS_PER_MS = 1_000_000n;

interface Point<T> {
  /** Counts what was offered: the order of points of one time. */
  readonly order: number;
  readonly timeNs: bigint;
  readonly level: number;
  readonly value: T;
}

/** Points of a bucket that are kept: no more than four. */
class Bucket<T> {
  readonly index: number;
  readonly #first: Point<T>;
  #low: Point<T>;
  #high: Point<T>;
  #last: Point<T>;

  constructor(index: number, point: Point<T>) {
    this.index = index;
    this.#first = this.#low = this.#high = this.#last = point;
  }

  add(point: Point<T>): void {
    if (point.level < this.#low.level) this.#low = point;
    if (point.level > this.#high.level) this.#high = point;
    this.#last = point;
  }

  points(): Point<T>[] {
    const swapped = this.#high.order < this.#low.order;
    const inner = swapped ? [this.#high, this.#low] : [this.#low, this.#high];
    return [...new Set([this.#first, ...inner, this.#last])];
  }
}

/** Where the points that are kept lie: columns, as a rule. */
export interface PointStore<T> {
  readonly length: number;
  push(timeNs: bigint, value: T): void;
  timeAt(place: number): bigint;
  valueAt(place: number): T;
}

/** Keeps at most four points for each of `bucketsMax` buckets, whatever is offered. */
export class Thinned<T, S extends PointStore<T>> {
  offered = 0;
  readonly #bucketsMax: number;
  readonly #makeStore: () => S;
  readonly #levelOf: (value: T) => number;
  #step = 0;
  #full: S;
  #fullBuckets = 0;
  #open: Bucket<T> | undefined;

  /** @param levelOf what lowest and highest are of */
  constructor(bucketsMax: number, makeStore: () => S, levelOf: (value: T) => number) {
    this.#bucketsMax = bucketsMax;
    this.#makeStore = makeStore;
    this.#levelOf = levelOf;
    this.#full = makeStore();
  }

  get bucketMs(): number {
    return BUCKETS_MS[this.#step] ?? Number.POSITIVE_INFINITY;
  }

  /** Takes a point; times never go back. Amortised O(1). */
  offer(timeNs: bigint, value: T): void {
    this.offered++;
    this.#put(timeNs, value, this.offered);
    while (this.#fullBuckets >= this.#bucketsMax && this.#step < BUCKETS_MS.length - 1) {
      const kept = this.kept();
      this.#step++;
      this.#full = this.#makeStore();
      this.#fullBuckets = 0;
      this.#open = undefined;
      for (let i = 0; i < kept.length; i++) this.#put(kept.timeAt(i), kept.valueAt(i), i);
    }
  }

  #put(timeNs: bigint, value: T, order: number): void {
    const index = Math.floor(Number(timeNs / NS_PER_MS) / this.bucketMs);
    const point = { order, timeNs, level: this.#levelOf(value), value };
    if (this.#open?.index === index) {
      this.#open.add(point);
      return;
    }
    if (this.#open !== undefined) {
      for (const one of this.#open.points()) this.#full.push(one.timeNs, one.value);
      this.#fullBuckets++;
    }
    this.#open = new Bucket(index, point);
  }

  /** What is kept, in order of time: a store of its own. */
  kept(): S {
    const all = this.#makeStore();
    const { length } = this.#full;
    for (let i = 0; i < length; i++) all.push(this.#full.timeAt(i), this.#full.valueAt(i));
    for (const { timeNs, value } of this.#open?.points() ?? []) all.push(timeNs, value);
    return all;
  }
}
