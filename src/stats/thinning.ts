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

/** Keeps at most four points for each of `bucketsMax` buckets, whatever is offered. */
export class Thinned<T> {
  offered = 0;
  readonly #bucketsMax: number;
  #step = 0;
  #full: Bucket<T>[] = [];
  #open: Bucket<T> | undefined;

  constructor(bucketsMax: number) {
    this.#bucketsMax = bucketsMax;
  }

  get bucketMs(): number {
    return BUCKETS_MS[this.#step] ?? Number.POSITIVE_INFINITY;
  }

  /** Takes a point; times never go back. Amortised O(1). */
  offer(timeNs: bigint, level: number, value: T): void {
    this.offered++;
    this.#put({ order: this.offered, timeNs, level, value });
    while (this.#full.length >= this.#bucketsMax && this.#step < BUCKETS_MS.length - 1) {
      const kept = this.points();
      this.#step++;
      this.#full = [];
      this.#open = undefined;
      for (const point of kept) this.#put(point);
    }
  }

  #put(point: Point<T>): void {
    const index = Math.floor(Number(point.timeNs / NS_PER_MS) / this.bucketMs);
    if (this.#open?.index === index) this.#open.add(point);
    else {
      if (this.#open !== undefined) this.#full.push(this.#open);
      this.#open = new Bucket(index, point);
    }
  }

  /** What is kept, in order of time. */
  points(): readonly Point<T>[] {
    const all = this.#full.flatMap((bucket) => bucket.points());
    return this.#open === undefined ? all : [...all, ...this.#open.points()];
  }
}
