// All metrics of one strategy's run.
import { curveFall, exposureShare, type Period, periodReturns } from './equity.ts';
import { type Execution, executionOf, type MarkOut, markOuts } from './execution.ts';
import { mean } from './moments.ts';
import { kellyBinary, kellyContinuous, type Outcomes, outcomesOf } from './outcomes.ts';
import type { EquityPoint, Fill, MarkSeries } from './result.ts';
import * as returns from './returns.ts';
import * as risk from './risk.ts';
import { roundTrips } from './trips.ts';

const NS_PER_DAY = 86_400e9;
const DAYS_PER_YEAR = 365.25;

export interface StrategyMetrics {
  readonly startEquity: number;
  readonly endEquity: number;
  readonly profit: number;
  readonly totalReturn: number;
  /** (1 + total)^(365.25 days / time) - 1; NaN for one moment. Wild for a run of a few hours. */
  readonly annualisedReturn: number;
  /** Period of the returns that the ratios below are made of, and how many make a year. */
  readonly returnPeriod: Period;
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
  /** Mean and longest time of a closed round trip, ms; NaN without one. */
  readonly tradeMsMean: number;
  readonly tradeMsMax: number;
  readonly exposure: number;
  readonly execution: Execution;
  readonly markOuts: readonly MarkOut[];
  /** Return of holding the first mark series' instrument instead; NaN without marks. */
  readonly buyAndHold: number;
}

export interface MetricInput {
  readonly fills: readonly Fill[];
  readonly equity: readonly EquityPoint[];
  /** All marks, not thinned. The first series is the one of the buy-and-hold comparison. */
  readonly marks: readonly MarkSeries[];
  /** Period of the returns; by default day from 10 days on, hour from 10 hours on, else minute. */
  readonly returnPeriod?: 'minute' | 'hour' | 'day';
  /** Trading days of a year, 365 by default (252 for shares). */
  readonly daysPerYear?: number;
}

function choosePeriod(lengthDays: number): 'minute' | 'hour' | 'day' {
  if (lengthDays >= 10) return 'day';
  return lengthDays * 24 >= 10 ? 'hour' : 'minute';
}

const PERIODS_A_DAY = { minute: 1440, hour: 24, day: 1 } as const;

function ratios(values: readonly number[], periodsPerYear: number) {
  return {
    volatility: returns.volatility(values, periodsPerYear),
    sharpe: returns.sharpeRatio(values, periodsPerYear),
    sortino: returns.sortinoRatio(values, periodsPerYear),
    omega: returns.omegaRatio(values),
    valueAtRisk: risk.valueAtRisk(values, 0.95),
    expectedShortfall: risk.expectedShortfall(values, 0.95),
    valueAtRiskNormal: risk.valueAtRiskNormal(values, 0.95),
    expectedShortfallNormal: risk.expectedShortfallNormal(values, 0.95),
    valueAtRiskCornishFisher: risk.valueAtRiskCornishFisher(values, 0.95),
    probabilisticSharpe: risk.probabilisticSharpe(values),
    kellyByReturns: kellyContinuous(values),
  };
}

function tradeMetrics(input: MetricInput) {
  const timeNs = input.equity.at(-1)?.timeNs ?? 0n;
  const last = new Map(input.marks.map((one) => [one.instrument, one.points.at(-1)?.price]));
  const trips = roundTrips(input.fills, { timeNs, price: (name) => last.get(name) });
  const done = trips.filter((trip) => !trip.open);
  const open = trips.filter((trip) => trip.open);
  const lengths = done.map((trip) => Number(trip.closeNs - trip.openNs) / 1e6);
  const trades = outcomesOf(done.map((trip) => trip.net));
  return {
    trades,
    kellyByTrades: kellyBinary(trades.winRate, trades.payoff),
    openTrades: open.length,
    openNet: open.reduce((total, trip) => total + trip.net, 0),
    tradeMsMean: mean(lengths),
    tradeMsMax: lengths.length === 0 ? Number.NaN : lengths.reduce((a, b) => Math.max(a, b)),
  };
}

/**
 * Metrics of a run from its fills and equity curve.
 *
 * @throws OutcryError BAD_ARGUMENT without an equity point or when times go back
 */
export function summarise(input: MetricInput): StrategyMetrics {
  const { equity, fills, marks } = input;
  const fall = curveFall(equity);
  const first = equity[0];
  const last = equity.at(-1);
  const startEquity = first?.equity ?? Number.NaN;
  const endEquity = last?.equity ?? Number.NaN;
  const days = Number((last?.timeNs ?? 0n) - (first?.timeNs ?? 0n)) / NS_PER_DAY;
  const period = input.returnPeriod ?? choosePeriod(days);
  const periodsPerYear = PERIODS_A_DAY[period] * (input.daysPerYear ?? 365);
  const values = periodReturns(equity, period).map((one) => one.value);
  const total = endEquity / startEquity - 1;
  const yearly = days > 0 ? Math.max(1 + total, 0) ** (DAYS_PER_YEAR / days) - 1 : Number.NaN;
  const held = marks[0]?.points ?? [];
  return {
    startEquity,
    endEquity,
    profit: endEquity - startEquity,
    totalReturn: total,
    annualisedReturn: yearly,
    returnPeriod: period,
    periodsPerYear,
    periods: values.length,
    ...ratios(values, periodsPerYear),
    maxDrawdown: fall.depth,
    longestDrawdownNs: fall.longestNs,
    calmar: fall.depth < 0 ? yearly / -fall.depth : Number.NaN,
    ...tradeMetrics(input),
    exposure: exposureShare(equity),
    execution: executionOf(fills, equity),
    markOuts: markOuts(fills, marks),
    buyAndHold: (held.at(-1)?.price ?? Number.NaN) / (held[0]?.price ?? Number.NaN) - 1,
  };
}
