// The metric table: names, how each value is shown, and one sentence on what it is.
import type { StrategyMetrics } from '../stats/metrics.ts';
import { duration, fixed, integer, money, percent } from './numbers.ts';

export interface MetricRow {
  readonly label: string;
  /** What it is, for a tooltip. */
  readonly about: string;
  show(metrics: StrategyMetrics): string;
  /** A value whose sign is good or bad; undefined where neither is. */
  sign?(metrics: StrategyMetrics): number;
}

export interface MetricGroup {
  readonly title: string;
  readonly rows: readonly MetricRow[];
}

type Value = (metrics: StrategyMetrics) => number;

function row(
  label: string,
  about: string,
  value: Value,
  show: (value: number) => string,
  isSigned = false,
): MetricRow {
  const base = { label, about, show: (metrics: StrategyMetrics) => show(value(metrics)) };
  return isSigned ? { ...base, sign: value } : base;
}

const share = (value: number): string => percent(value);
const gain = (value: number): string => percent(value, undefined, true);
const earned = (value: number): string => money(value, true);
const ratio = (value: number): string => fixed(value, 2);
const bps = (value: number): string =>
  `${fixed(value, 2, true)}${Number.isNaN(value) ? '' : ' bp'}`;

const RETURN: MetricGroup = {
  title: 'Return',
  rows: [
    row('Start equity', 'First equity of the run.', (m) => m.startEquity, money),
    row('End equity', 'Last equity, open positions at their marks.', (m) => m.endEquity, money),
    row('Profit', 'End less start.', (m) => m.profit, earned, true),
    row('Total return', 'End over start, minus 1.', (m) => m.totalReturn, gain, true),
    row(
      'Annualised return',
      '(1 + total)^(365.25 days / length) − 1. Means little for short runs.',
      (m) => m.annualisedReturn,
      gain,
      true,
    ),
    row(
      'Buy and hold',
      'First instrument bought at the first mid and valued at the last, without fees.',
      (m) => m.buyAndHold,
      gain,
      true,
    ),
  ],
};

const RISK: MetricGroup = {
  title: 'Risk',
  rows: [
    row('Volatility', 'Sample deviation of the returns, annualised.', (m) => m.volatility, share),
    row('Sharpe', 'Mean over deviation of the returns, annualised.', (m) => m.sharpe, ratio, true),
    row(
      'Sortino',
      'Mean return over downside deviation, annualised.',
      (m) => m.sortino,
      ratio,
      true,
    ),
    row('Calmar', 'Annualised return over max drawdown.', (m) => m.calmar, ratio, true),
    row('Omega', 'Sum of gains over sum of losses of the returns.', (m) => m.omega, ratio),
    row(
      'P(Sharpe > 0)',
      'Probabilistic Sharpe ratio: with length, skewness and kurtosis of the returns.',
      (m) => m.probabilisticSharpe,
      share,
    ),
    row(
      'Max drawdown',
      'Deepest fall below a peak, over every equity point.',
      (m) => m.maxDrawdown,
      share,
      true,
    ),
    row(
      'Longest drawdown',
      'Longest time below a peak, or until the end.',
      (m) => Number(m.longestDrawdownNs) / 1e6,
      duration,
    ),
    row('VaR 95 %', 'Loss of one period exceeded once in twenty.', (m) => m.valueAtRisk, share),
    row(
      'CVaR 95 %',
      'Mean loss of the periods beyond the value at risk.',
      (m) => m.expectedShortfall,
      share,
    ),
  ],
};

const TRADES: MetricGroup = {
  title: 'Round trips (flat to flat, net of fees)',
  rows: [
    row('Closed', 'Round trips that came back to flat.', (m) => m.trades.count, integer),
    row(
      'Open at the end',
      'Held at the end and valued at the last mid.',
      (m) => m.openTrades,
      integer,
    ),
    row('Result of open ones', 'Net result at that valuation.', (m) => m.openNet, earned, true),
    row('Win rate', 'Winning over all closed round trips.', (m) => m.trades.winRate, share),
    row('Profit factor', 'Sum of wins over sum of losses.', (m) => m.trades.profitFactor, ratio),
    row('Expectancy', 'Mean net result.', (m) => m.trades.expectancy, earned, true),
    row('Payoff', 'Average win over average loss.', (m) => m.trades.payoff, ratio),
    row('Average win', 'Mean of the winning ones.', (m) => m.trades.averageWin, earned),
    row('Average loss', 'Mean of the losing ones.', (m) => -m.trades.averageLoss, earned),
    row('Largest win', 'Best round trip.', (m) => m.trades.largestWin, earned),
    row('Largest loss', 'Worst round trip.', (m) => -m.trades.largestLoss, earned),
    row('Winning streak', 'Most wins in a row.', (m) => m.trades.longestWinStreak, integer),
    row('Losing streak', 'Most losses in a row.', (m) => m.trades.longestLossStreak, integer),
    row('Duration, mean', 'From the first fill to flat.', (m) => m.tradeMsMean, duration),
    row('Duration, median', 'From the first fill to flat.', (m) => m.tradeMsMedian, duration),
    row('Duration, longest', 'From the first fill to flat.', (m) => m.tradeMsMax, duration),
    row('Kelly share', 'Full Kelly by win rate and payoff.', (m) => m.kellyByTrades, share),
  ],
};

const EXECUTION: MetricGroup = {
  title: 'Execution',
  rows: [
    row('Fills', 'Executions.', (m) => m.execution.fills, integer),
    row('Traded value', 'Sum of price times quantity.', (m) => m.execution.notional, money),
    row(
      'Turnover',
      'Traded value over mean equity.',
      (m) => m.execution.turnover,
      (v) => `${fixed(v)}×`,
    ),
    row('Exposure', 'Share of the time with a position.', (m) => m.exposure, share),
    row('Maker share', 'Share of the traded value as maker.', (m) => m.execution.makerShare, share),
    row('Fees', 'Paid; negative: rebates received.', (m) => m.execution.fees, money),
    row(
      'Fees per value',
      'Fees in basis points of the traded value.',
      (m) => m.execution.feesBps,
      (v) => bps(v).replace('+', ''),
    ),
    row(
      'Funding',
      'Received on perpetuals that were held; negative: paid.',
      (m) => m.execution.funding,
      earned,
    ),
    row(
      'Implementation shortfall',
      'Cost against the mid at the decision, with fees; positive is a cost.',
      (m) => m.execution.shortfall,
      money,
    ),
    row(
      'Shortfall per value',
      'The same in basis points of the value at that mid.',
      (m) => m.execution.shortfallBps,
      bps,
    ),
  ],
};

/** Mark-outs have one row for each horizon of the run. */
export function metricGroups(horizonsMs: readonly number[]): readonly MetricGroup[] {
  const rows = horizonsMs.map((ms, i) =>
    row(
      `Mark-out ${duration(ms).replace('.0', '')}`,
      'Move of the mid in favour of the fills, without fees, weighted by value.',
      (m) => m.markOuts[i]?.bps ?? Number.NaN,
      bps,
      true,
    ),
  );
  return [RETURN, RISK, TRADES, { ...EXECUTION, rows: [...EXECUTION.rows, ...rows] }];
}
