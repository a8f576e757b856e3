// Equity and mark prices while they are recorded: thinned by `thinning.ts`, with what must be exact
// (falls below the peak, time in a position, mean equity) kept over every point offered.
import { OutcryError } from '../errors/outcry-error.ts';
import { FallTracker } from './equity.ts';
import type { EquityColumns, MarkColumns } from './record.ts';
import { Thinned } from './thinning.ts';

/** 32,768 buckets of four points: 4 MB a strategy at most. A day keeps buckets of 5 s. */
export const BUCKETS_MAX = 32_768;

function checkTime(timeNs: bigint, before: bigint | undefined): void {
  if (before !== undefined && timeNs < before)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'a curve goes back in time', {
      expected: `a time from ${before} on`,
      found: `${timeNs}`,
    });
}

interface Money {
  readonly equity: bigint;
  readonly cash: bigint;
  readonly position: number;
}

export class EquityLog {
  readonly #points: Thinned<Money>;
  readonly #fall = new FallTracker();
  #before: { timeNs: bigint; equity: number; position: number } | undefined;
  #heldNs = 0n;
  #equitySeconds = 0;

  constructor(bucketsMax = BUCKETS_MAX) {
    this.#points = new Thinned(bucketsMax);
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
    this.#points.offer(timeNs, level, { equity, cash, position });
  }

  /** What was recorded so far. @throws OutcryError BAD_ARGUMENT without a point */
  columns(): EquityColumns {
    const points = this.#points.points();
    return {
      length: points.length,
      timeNs: BigInt64Array.from(points, (point) => point.timeNs),
      equity: BigInt64Array.from(points, (point) => point.value.equity),
      cash: BigInt64Array.from(points, (point) => point.value.cash),
      position: Float64Array.from(points, (point) => point.value.position),
      bucketMs: this.#points.bucketMs,
      offered: this.#points.offered,
      fall: this.#fall.found(),
      heldNs: this.#heldNs,
      equitySeconds: this.#equitySeconds,
    };
  }
}

export class MarkLog {
  readonly #points: Thinned<undefined>;
  #before: bigint | undefined;

  constructor(bucketsMax = BUCKETS_MAX) {
    this.#points = new Thinned(bucketsMax);
  }

  /** A mid in price units; NaN (no live book) is left out. */
  offer(timeNs: bigint, price: number): void {
    checkTime(timeNs, this.#before);
    this.#before = timeNs;
    if (!Number.isNaN(price)) this.#points.offer(timeNs, price, undefined);
  }

  columns(): MarkColumns {
    const points = this.#points.points();
    return {
      length: points.length,
      timeNs: BigInt64Array.from(points, (point) => point.timeNs),
      price: Float64Array.from(points, (point) => point.level),
      bucketMs: this.#points.bucketMs,
      offered: this.#points.offered,
    };
  }
}
