// What an equity curve says: returns per UTC period, falls below the peak. A point holds until the
// next one.
import { OutcryError } from '../errors/outcry-error.ts';

export type Period = 'minute' | 'hour' | 'day' | 'month';

export const PERIOD_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const NS_PER_MS = 1_000_000n;

/** Levels over time, in order of time. Columns may be longer than `length`. */
export interface Curve {
  readonly length: number;
  /** ns since 1970 UTC. */
  readonly timeNs: BigInt64Array;
  readonly level: ArrayLike<number>;
}

export interface PeriodReturn {
  /** Start of the period, ms since 1970 UTC. */
  readonly startMs: number;
  /** Last equity of the period over that of the period before, minus 1. */
  readonly value: number;
  /** The same as a difference of levels. */
  readonly change: number;
}

/** Number since 1970 of the UTC period that holds a time, or begins at it. */
function periodFrom(timeNs: bigint, period: Period): number {
  const ms = Number(timeNs / NS_PER_MS);
  if (period !== 'month') return Math.floor(ms / PERIOD_MS[period]);
  const date = new Date(ms);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The same with (start, end]: what is known at midnight was earned by the day that ends there. */
function periodTo(timeNs: bigint, period: Period): number {
  return periodFrom(timeNs - 1n, period);
}

function startOf(index: number, period: Period): number {
  return period === 'month'
    ? Date.UTC(Math.floor(index / 12), index % 12)
    : index * PERIOD_MS[period];
}

function timeAt(curve: Curve, i: number): bigint {
  return curve.timeNs[i] ?? 0n;
}

/** @throws OutcryError BAD_ARGUMENT unless there are points and their times never go back */
export function checkCurve(curve: Curve): void {
  if (curve.length === 0)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'an equity curve has no point', {
      expected: 'at least one point',
    });
  for (let i = 1; i < curve.length; i++)
    if (timeAt(curve, i) < timeAt(curve, i - 1))
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'an equity curve goes back in time', {
        expected: `a time from ${timeAt(curve, i - 1)} on`,
        found: `${timeAt(curve, i)}`,
      });
}

function growth(from: number, to: number): number {
  return from > 0 ? Math.max(to, 0) / from - 1 : Number.NaN;
}

/**
 * Returns of every UTC period from the first point's to the last one's. A point at exactly the end
 * of a period belongs to the period that ends there, as the close of a candle does; the first
 * point to that which begins at it. The first period counts from the first point; a period without
 * a point keeps the equity before it, so its return is 0. After the equity reached 0 there is no
 * return: the list ends with that -1.
 *
 * @throws OutcryError BAD_ARGUMENT without points or when their times go back
 */
export function periodReturns(curve: Curve, period: Period): PeriodReturn[] {
  checkCurve(curve);
  const result: PeriodReturn[] = [];
  let before = curve.level[0] ?? 0;
  let last = before;
  let current = periodFrom(timeAt(curve, 0), period);
  const close = (): void => {
    const startMs = startOf(current, period);
    if (before > 0) result.push({ startMs, value: growth(before, last), change: last - before });
    before = last;
    current++;
  };
  for (let i = 0; i < curve.length; i++) {
    const index = periodTo(timeAt(curve, i), period);
    while (current < index) close();
    last = curve.level[i] ?? 0;
  }
  close();
  return result;
}

export interface CurveFall {
  /** Deepest fall below the peak so far as a share of it: 0 or negative, at least -1. */
  readonly depth: number;
  /** Longest time from a peak until it was reached again, or until the end. */
  readonly longestNs: bigint;
  /** Peak and bottom of the deepest fall. */
  readonly peakNs: bigint;
  readonly bottomNs: bigint;
}

/** Fall of a level below a peak: 0 or negative, at least -1; 0 while the peak is not positive. */
export function fallBelow(peak: number, level: number): number {
  return peak > 0 ? Math.max(level, 0) / peak - 1 : 0;
}
