// What an equity curve says: returns per UTC period, falls below the peak, time in a position.
// A point holds until the next one.
import { OutcryError } from '../errors/outcry-error.ts';
import type { EquityPoint } from './result.ts';

export type Period = 'minute' | 'hour' | 'day' | 'month';

const PERIOD_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;
const NS_PER_MS = 1_000_000n;

export interface PeriodReturn {
  /** Start of the period, ms since 1970 UTC. */
  readonly startMs: number;
  /** Last equity of the period over that of the period before, minus 1. */
  readonly value: number;
}

/** Number of a UTC period since 1970. */
function periodOf(timeNs: bigint, period: Period): number {
  const ms = Number(timeNs / NS_PER_MS);
  if (period !== 'month') return Math.floor(ms / PERIOD_MS[period]);
  const date = new Date(ms);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function startOf(index: number, period: Period): number {
  return period === 'month'
    ? Date.UTC(Math.floor(index / 12), index % 12)
    : index * PERIOD_MS[period];
}

/** @throws OutcryError BAD_ARGUMENT unless there are points and their times never go back */
export function checkCurve(points: readonly EquityPoint[]): void {
  if (points.length === 0)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'an equity curve has no point', {
      expected: 'at least one point',
    });
  let before = points[0]?.timeNs ?? 0n;
  for (const { timeNs } of points) {
    if (timeNs < before)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'an equity curve goes back in time', {
        expected: `a time from ${before} on`,
        found: `${timeNs}`,
      });
    before = timeNs;
  }
}

function growth(from: number, to: number): number {
  return from > 0 ? Math.max(to, 0) / from - 1 : Number.NaN;
}

/**
 * Returns of every UTC period from the first point's to the last one's. The first counts from the
 * first point; a period without a point keeps the equity before it, so its return is 0. After the
 * equity reached 0 there is no return: the list ends with that -1.
 *
 * @throws OutcryError BAD_ARGUMENT without points or when their times go back
 */
export function periodReturns(points: readonly EquityPoint[], period: Period): PeriodReturn[] {
  checkCurve(points);
  const result: PeriodReturn[] = [];
  let before = points[0]?.equity ?? 0;
  let last = before;
  let current = periodOf(points[0]?.timeNs ?? 0n, period);
  const close = (): void => {
    if (before > 0) result.push({ startMs: startOf(current, period), value: growth(before, last) });
    before = last;
    current++;
  };
  for (const point of points) {
    const index = periodOf(point.timeNs, period);
    while (current < index) close();
    last = point.equity;
  }
  close();
  return result;
}

export interface CurveFall {
  /** Deepest fall below the peak so far as a share of it: 0 or negative. */
  readonly depth: number;
  /** Longest time from a peak until it was reached again, or until the end. */
  readonly longestNs: bigint;
  /** Peak and bottom of the deepest fall. */
  readonly peakNs: bigint;
  readonly bottomNs: bigint;
}

/** Fall of each point below the highest equity up to it: 0 or negative, at least -1. */
export function drawdowns(points: readonly EquityPoint[]): Float64Array {
  const falls = new Float64Array(points.length);
  let peak = Number.NEGATIVE_INFINITY;
  for (const [i, { equity }] of points.entries()) {
    peak = Math.max(peak, equity);
    falls[i] = peak > 0 ? Math.max(equity, 0) / peak - 1 : 0;
  }
  return falls;
}

/** Depth and length of the falls of a curve over every point of it. */
export function curveFall(points: readonly EquityPoint[]): CurveFall {
  checkCurve(points);
  const falls = drawdowns(points);
  let peakNs = points[0]?.timeNs ?? 0n;
  let deepest = { depth: 0, peakNs, bottomNs: peakNs };
  let longestNs = 0n;
  let below = false;
  for (const [i, point] of points.entries()) {
    const fall = falls[i] ?? 0;
    if (below && point.timeNs - peakNs > longestNs) longestNs = point.timeNs - peakNs;
    below = fall < 0;
    if (!below) peakNs = point.timeNs;
    if (fall < deepest.depth) deepest = { depth: fall, peakNs, bottomNs: point.timeNs };
  }
  return { ...deepest, longestNs };
}

/** Share of the time between first and last point with a position; NaN for one moment. */
export function exposureShare(points: readonly EquityPoint[]): number {
  checkCurve(points);
  let held = 0n;
  let before = points[0];
  for (const point of points) {
    if (before !== undefined && before.position !== 0) held += point.timeNs - before.timeNs;
    before = point;
  }
  const total = (before?.timeNs ?? 0n) - (points[0]?.timeNs ?? 0n);
  return Number(held) / Number(total);
}
