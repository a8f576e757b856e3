// The metrics of one strategy's run, by name. docs/reports.md has their formulas.
import type { Execution, MarkOut } from './execution.ts';
import type { Outcomes } from './outcomes.ts';

export type ReturnPeriod = 'minute' | 'hour' | 'day';

export interface StrategyMetrics {
  readonly startEquity: number;
  readonly endEquity: number;
  readonly profit: number;
  readonly totalReturn: number;
  /** (1 + total)^(365.25 days / time) - 1; NaN for one moment. Wild for a run of a few hours. */
  readonly annualisedReturn: number;
  /** Period of the returns that the ratios below are made of, and how many make a year. */
  readonly returnPeriod: ReturnPeriod;
  readonly periodsPerYear: number;
  readonly periods: number;
  readonly volatility: number;
  readonly sharpe: number;
  readonly sortino: number;
  readonly omega: number;
  /** Of every equity point, not of periods: 0 or negative, and the longest time below a peak. */
  readonly maxDrawdown: number;
  readonly longestDrawdownNs: bigint;
  /** Annualised return / |max drawdown|. */
  readonly calmar: number;
  /** Losses of one period at 95 %, as positive shares of the equity. */
  readonly valueAtRisk: number;
  readonly expectedShortfall: number;
  readonly valueAtRiskNormal: number;
  readonly expectedShortfallNormal: number;
  readonly valueAtRiskCornishFisher: number;
  readonly probabilisticSharpe: number;
  /** Kelly shares in full, by the trades and by the returns. Never negative. */
  readonly kellyByTrades: number;
  readonly kellyByReturns: number;
  /** Closed round trips, net of fees. */
  readonly trades: Outcomes;
  /** Round trips still open at the end, and their result at the last mark. */
  readonly openTrades: number;
  readonly openNet: number;
  /** Mean, median and longest time of a closed round trip, ms; NaN without one. */
  readonly tradeMsMean: number;
  readonly tradeMsMedian: number;
  readonly tradeMsMax: number;
  /** Share of the time with a position; NaN for one moment. */
  readonly exposure: number;
  readonly execution: Execution;
  readonly markOuts: readonly MarkOut[];
  /** Return of holding the first instrument instead, without fees; NaN without marks. */
  readonly buyAndHold: number;
}
