// What a backtest leaves behind: the record of the run and what was computed from it. The input of
// the result files and the reports.
import type { PeriodReturn } from './equity.ts';
import type { StrategyMetrics } from './metrics.ts';
import type { RunRecord, StrategyRecord } from './record.ts';

/** Closed round trips in order of closing, as columns. */
export interface TripColumns {
  readonly length: number;
  /** Time of the fill that closed it. */
  readonly closeNs: BigInt64Array;
  readonly durationMs: Float64Array;
  /** Net of fees. */
  readonly net: Float64Array;
}

/** A position held at the end of the run. */
export interface OpenPosition {
  readonly symbol: string;
  /** Decimals of its prices. */
  readonly priceScale: number;
  /** Signed size. */
  readonly qty: number;
  readonly openNs: bigint;
  /** What it was valued at: the last mid, or its last fill where no mid is known. */
  readonly price: number;
  /** Result of its trip so far, net of fees paid, at that price. */
  readonly net: number;
}

export interface StrategyResult extends StrategyRecord {
  readonly metrics: StrategyMetrics;
  readonly trips: TripColumns;
  readonly openPositions: readonly OpenPosition[];
  readonly hourly: readonly PeriodReturn[];
  readonly daily: readonly PeriodReturn[];
  readonly monthly: readonly PeriodReturn[];
}

export interface BacktestResult extends Omit<RunRecord, 'strategies'> {
  readonly strategies: readonly StrategyResult[];
}
