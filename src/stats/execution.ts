// What trading cost and how good the fills were.
import { mean, sum } from './moments.ts';
import type { EquityPoint, Fill, MarkPoint, MarkSeries } from './result.ts';

export interface Execution {
  /** Sum of price times quantity. */
  readonly notional: number;
  /** Notional over the mean of the equity points. */
  readonly turnover: number;
  /** Share of the notional filled as maker; NaN without fills. */
  readonly makerShare: number;
  readonly fees: number;
  /** Fees in basis points of the notional; NaN without fills. */
  readonly feesBps: number;
  /**
   * Cost against the mid at the decision, fees included, in money and in basis points of the
   * notional at that mid; over fills whose decision mid is known, NaN where none is.
   */
  readonly shortfall: number;
  readonly shortfallBps: number;
}

const BPS = 10_000;

function sign(fill: Fill): 1 | -1 {
  return fill.side === 'buy' ? 1 : -1;
}

function notionalOf(fill: Fill): number {
  return Number(fill.price) * Number(fill.qty);
}

/** Costs of the fills. O(fills + points). */
export function executionOf(fills: readonly Fill[], points: readonly EquityPoint[]): Execution {
  const notional = sum(fills.map(notionalOf));
  const made = sum(fills.filter((fill) => fill.role === 'maker').map(notionalOf));
  const fees = sum(fills.map((fill) => Number(fill.fee)));
  const decided = fills.filter((fill) => fill.decisionMid !== undefined);
  const lost = sum(
    decided.map((fill) => {
      const worse = sign(fill) * (Number(fill.price) - (fill.decisionMid ?? 0));
      return worse * Number(fill.qty) + Number(fill.fee);
    }),
  );
  const base = sum(decided.map((fill) => (fill.decisionMid ?? 0) * Number(fill.qty)));
  return {
    notional,
    turnover: notional / mean(points.map((point) => point.equity)),
    makerShare: made / notional,
    fees,
    feesBps: (fees / notional) * BPS,
    shortfall: decided.length === 0 ? Number.NaN : lost,
    shortfallBps: (lost / base) * BPS,
  };
}

export interface MarkOut {
  readonly horizonMs: number;
  /** Fills whose horizon lies within the mark series. */
  readonly fills: number;
  /** Move in favour of the fill, basis points of its notional, weighted by it; NaN of none. */
  readonly bps: number;
}

/** Last mark at or before a time; undefined before the first and after the last one. */
function markAt(points: readonly MarkPoint[], timeNs: bigint): number | undefined {
  if ((points.at(-1)?.timeNs ?? -1n) < timeNs) return undefined;
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle]?.timeNs ?? 0n) <= timeNs) low = middle + 1;
    else high = middle;
  }
  return points[low - 1]?.price;
}

/**
 * Mark-outs: where the mark stood `horizonMs` after each fill, against its price. Negative means
 * that fills were followed by a move against them. Give the marks in full, not thinned for a chart.
 * O(fills * log marks) for each horizon.
 */
export function markOuts(
  fills: readonly Fill[],
  marks: readonly MarkSeries[],
  horizonsMs: readonly number[] = [1000, 5000, 30_000],
): MarkOut[] {
  const series = new Map(marks.map((one) => [one.instrument, one.points]));
  return horizonsMs.map((horizonMs) => {
    const moves: number[] = [];
    const weights: number[] = [];
    for (const fill of fills) {
      const time = fill.timeNs + BigInt(Math.round(horizonMs * 1e6));
      const mark = markAt(series.get(fill.instrument) ?? [], time);
      if (mark === undefined) continue;
      moves.push(sign(fill) * (mark - Number(fill.price)) * Number(fill.qty));
      weights.push(notionalOf(fill));
    }
    return { horizonMs, fills: moves.length, bps: (sum(moves) / sum(weights)) * BPS };
  });
}
