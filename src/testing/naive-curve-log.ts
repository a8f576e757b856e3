// Equity and mark prices while they are recorded: thinned by `naive-thinning.ts`, with what must
// be exact (falls below the peak, time in a position, mean equity) kept over every point offered.
import { OutcryError } from '../errors/outcry-error.ts';
import { type CurveFall, fallBelow } from '../stats/equity.ts';
import { longer } from '../stats/growth.ts';
import type { EquityColumns, MarkColumns } from '../stats/record.ts';
import { type PointStore, Thinned } from './naive-thinning.ts';

/** 131,072 points of 32 bytes at most, twice that while they grow. A day keeps buckets of 5 s. */
export const BUCKETS_MAX = 32_768;

function checkTime(timeNs: bigint, before: bigint | undefined): void {
  if (before !== undefined && timeNs < before)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'a curve goes back in time', {
      expected: `a time from ${before} on`,
      found: `${timeNs}`,
    });
}

const FIRST_CAPACITY = 64;

interface Money {
  readonly equity: bigint;
  readonly cash: bigint;
  readonly position: number;
}

/** Depth and length of the falls of a curve, point by point. */
export class FallTracker {
  #peak = Number.NEGATIVE_INFINITY;
  #peakNs = 0n;
  #isBelow = false;
  #longestNs = 0n;
  #deepest: { depth: number; peakNs: bigint; bottomNs: bigint } | undefined;

  /** The next point in order of time. */
  add(timeNs: bigint, level: number): void {
    this.#peak = Math.max(this.#peak, level);
    const fall = fallBelow(this.#peak, level);
    this.#deepest ??= { depth: 0, peakNs: timeNs, bottomNs: timeNs };
    const belowNs = timeNs - this.#peakNs;
    if (this.#isBelow && belowNs > this.#longestNs) this.#longestNs = belowNs;
    this.#isBelow = fall < 0;
    if (!this.#isBelow) this.#peakNs = timeNs;
    if (fall < this.#deepest.depth)
      this.#deepest = { depth: fall, peakNs: this.#peakNs, bottomNs: timeNs };
  }

  /** @throws OutcryError BAD_ARGUMENT before the first point */
  found(): CurveFall {
    if (this.#deepest === undefined)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'an equity curve has no point', {
        expected: 'at least one point',
      });
    return { ...this.#deepest, longestNs: this.#longestNs };
  }
}

class MoneyStore implements PointStore<Money> {
  length = 0;
  timeNs = new BigInt64Array(FIRST_CAPACITY);
  equity = new BigInt64Array(FIRST_CAPACITY);
  cash = new BigInt64Array(FIRST_CAPACITY);
  position = new Float64Array(FIRST_CAPACITY);

  push(timeNs: bigint, { equity, cash, position }: Money): void {
    if (this.length === this.timeNs.length) {
      const capacity = this.length * 2;
      this.timeNs = longer(this.timeNs, capacity);
      this.equity = longer(this.equity, capacity);
      this.cash = longer(this.cash, capacity);
      this.position = longer(this.position, capacity);
    }
    this.timeNs[this.length] = timeNs;
    this.equity[this.length] = equity;
    this.cash[this.length] = cash;
    this.position[this.length] = position;
    this.length++;
  }

  timeAt(place: number): bigint {
    return this.timeNs[place] ?? 0n;
  }

  valueAt(place: number): Money {
    const [equity, cash] = [this.equity[place] ?? 0n, this.cash[place] ?? 0n];
    return { equity, cash, position: this.position[place] ?? 0 };
  }
}

class PriceStore implements PointStore<number> {
  length = 0;
  timeNs = new BigInt64Array(FIRST_CAPACITY);
  price = new Float64Array(FIRST_CAPACITY);

  push(timeNs: bigint, price: number): void {
    if (this.length === this.timeNs.length) {
      this.timeNs = longer(this.timeNs, this.length * 2);
      this.price = longer(this.price, this.length * 2);
    }
    this.timeNs[this.length] = timeNs;
    this.price[this.length] = price;
    this.length++;
  }

  timeAt(place: number): bigint {
    return this.timeNs[place] ?? 0n;
  }

  valueAt(place: number): number {
    return this.price[place] ?? Number.NaN;
  }
}

export class EquityLog {
  readonly #points: Thinned<Money, MoneyStore>;
  readonly #fall = new FallTracker();
  #before: { timeNs: bigint; equity: number; position: number } | undefined;
  #heldNs = 0n;
  #equitySeconds = 0;

  constructor(bucketsMax = BUCKETS_MAX) {
    this.#points = new Thinned(
      bucketsMax,
      () => new MoneyStore(),
      ({ equity }) => Number(equity),
    );
  }

  /**
   * The account at a time, which holds until the next one. Units as in `EquityColumns`.
   *
   * @throws OutcryError BAD_ARGUMENT when time goes back
   */
  offer(timeNs: bigint, equity: bigint, cash: bigint, position: number): void {
    checkTime(timeNs, this.#before?.timeNs);
    const level = Number(equity);
    if (this.#before !== undefined) {
      const passed = timeNs - this.#before.timeNs;
      if (this.#before.position !== 0) this.#heldNs += passed;
      this.#equitySeconds += this.#before.equity * (Number(passed) / 1e9);
    }
    this.#fall.add(timeNs, level);
    this.#before = { timeNs, equity: level, position };
    this.#points.offer(timeNs, { equity, cash, position });
  }

  /** What was recorded so far. @throws OutcryError BAD_ARGUMENT without a point */
  columns(): EquityColumns {
    const { length, timeNs, equity, cash, position } = this.#points.kept();
    const { bucketMs, offered } = this.#points;
    return {
      length,
      timeNs,
      equity,
      cash,
      position,
      bucketMs,
      offered,
      fall: this.#fall.found(),
      heldNs: this.#heldNs,
      equitySeconds: this.#equitySeconds,
    };
  }
}

export class MarkLog {
  readonly #points: Thinned<number, PriceStore>;
  #before: bigint | undefined;

  constructor(bucketsMax = BUCKETS_MAX) {
    this.#points = new Thinned(
      bucketsMax,
      () => new PriceStore(),
      (price) => price,
    );
  }

  /** A mid in price units; NaN (no live book) is left out. */
  offer(timeNs: bigint, price: number): void {
    checkTime(timeNs, this.#before);
    this.#before = timeNs;
    if (!Number.isNaN(price)) this.#points.offer(timeNs, price);
  }

  columns(): MarkColumns {
    const { length, timeNs, price } = this.#points.kept();
    const { bucketMs, offered } = this.#points;
    return { length, timeNs, price, bucketMs, offered };
  }
}
