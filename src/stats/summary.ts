// All metrics of one strategy's run.
import { type Curve, PERIOD_MS, periodReturns } from './equity.ts';
import { executionOf, markOuts } from './execution.ts';
import type { ReturnPeriod, StrategyMetrics } from './metrics.ts';
import { mean, quantile } from './moments.ts';
import { kellyBinary, kellyContinuous, outcomesOf } from './outcomes.ts';
import { type RunRecord, type StrategyRecord, unitsOf } from './record.ts';
import type { BacktestResult, OpenPosition, StrategyResult, TripColumns } from './result.ts';
import * as returns from './returns.ts';
import * as risk from './risk.ts';
import { type RoundTrip, tripsOf } from './trips.ts';

const NS_PER_DAY = 86_400e9;
const DAYS_PER_YEAR = 365.25;

export interface SummaryOptions {
  /**
   * Period of the returns; by default day from 10 days on, hour from 10 hours on, else minute.
   * A coarser one is taken, and noted, where the equity was recorded coarser.
   */
  readonly returnPeriod?: ReturnPeriod;
  /** Trading days of a year, 365 by default (252 for shares). */
  readonly daysPerYear?: number;
}

function choosePeriod(lengthDays: number): ReturnPeriod {
  if (lengthDays >= 10) return 'day';
  return lengthDays * 24 >= 10 ? 'hour' : 'minute';
}

const PERIODS = ['minute', 'hour', 'day'] as const;
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

interface Trips {
  readonly closed: TripColumns;
  readonly open: readonly RoundTrip[];
}

function columnsOf(run: RunRecord, strategy: StrategyRecord): Trips {
  const closeNs: bigint[] = [];
  const durationMs: number[] = [];
  const net: number[] = [];
  const open: RoundTrip[] = [];
  tripsOf(run, strategy.fills, (trip) => {
    if (trip.open) {
      open.push(trip);
      return;
    }
    closeNs.push(trip.closeNs);
    durationMs.push(Number(trip.closeNs - trip.openNs) / 1e6);
    net.push(trip.net);
  });
  const closed = {
    length: net.length,
    closeNs: BigInt64Array.from(closeNs),
    durationMs: Float64Array.from(durationMs),
    net: Float64Array.from(net),
  };
  return { closed, open };
}

function tradeMetrics({ closed, open }: Trips) {
  const lengths = [...closed.durationMs];
  const trades = outcomesOf([...closed.net]);
  return {
    trades,
    kellyByTrades: kellyBinary(trades.winRate, trades.payoff),
    openTrades: open.length,
    openNet: open.reduce((total, trip) => total + trip.net, 0),
    tradeMsMean: mean(lengths),
    tradeMsMedian: quantile(lengths, 0.5),
    tradeMsMax: lengths.length === 0 ? Number.NaN : lengths.reduce((a, b) => Math.max(a, b)),
  };
}

/** Equity of a strategy in money. */
export function equityCurve(run: Pick<RunRecord, 'cashScale'>, { equity }: StrategyRecord): Curve {
  const level = new Float64Array(equity.length);
  for (let i = 0; i < level.length; i++) level[i] = unitsOf(equity.equity[i] ?? 0n, run.cashScale);
  return { length: equity.length, timeNs: equity.timeNs, level };
}

/** The period wished for, or the next one that the recorded buckets are fine enough for. */
export function returnPeriodOf(
  days: number,
  bucketMs: number,
  options: SummaryOptions,
): ReturnPeriod {
  const wished = PERIODS.indexOf(options.returnPeriod ?? choosePeriod(days));
  return PERIODS.find((period, i) => i >= wished && PERIOD_MS[period] >= bucketMs) ?? 'day';
}

function buyAndHold(run: RunRecord): number {
  const marks = run.marks[0];
  const first = marks?.price[0] ?? Number.NaN;
  return (marks?.price[marks.length - 1] ?? Number.NaN) / first - 1;
}

/** What a run has lost that once had nothing left cannot be earned back: -1 whatever came then. */
export function totalOf(start: number, end: number, depth: number): number {
  if (!(start > 0)) return Number.NaN;
  return depth <= -1 ? -1 : end / start - 1;
}

function metricsOf(
  run: RunRecord,
  strategy: StrategyRecord,
  curve: Curve,
  trips: Trips,
  options: SummaryOptions,
): StrategyMetrics {
  const { equity, fills, funding } = strategy;
  const ns = Number((curve.timeNs[curve.length - 1] ?? 0n) - (curve.timeNs[0] ?? 0n));
  const days = ns / NS_PER_DAY;
  const startEquity = curve.level[0] ?? Number.NaN;
  const endEquity = curve.level[curve.length - 1] ?? Number.NaN;
  const period = returnPeriodOf(days, equity.bucketMs, options);
  const periodsPerYear = PERIODS_A_DAY[period] * (options.daysPerYear ?? 365);
  const values = periodReturns(curve, period).map((one) => one.value);
  const total = totalOf(startEquity, endEquity, equity.fall.depth);
  const yearly = days > 0 ? Math.max(1 + total, 0) ** (DAYS_PER_YEAR / days) - 1 : Number.NaN;
  const { cashScale, instruments } = run;
  const meanEquity = ns > 0 ? equity.equitySeconds / 10 ** cashScale / (ns / 1e9) : startEquity;
  const execution = { fills, instruments, cashScale, meanEquity, funding };
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
    maxDrawdown: equity.fall.depth,
    longestDrawdownNs: equity.fall.longestNs,
    calmar: equity.fall.depth < 0 ? yearly / -equity.fall.depth : Number.NaN,
    ...tradeMetrics(trips),
    exposure: Number(equity.heldNs) / ns,
    execution: executionOf(execution),
    markOuts: markOuts(execution, run.horizonsMs),
    buyAndHold: buyAndHold(run),
  };
}

function openPositions(run: RunRecord, open: readonly RoundTrip[]): OpenPosition[] {
  return open.map((trip) => ({
    symbol: run.instruments[trip.instrument]?.symbol ?? '',
    priceScale: run.instruments[trip.instrument]?.priceScale ?? 0,
    qty: trip.rest,
    openNs: trip.openNs,
    price: trip.lastPrice,
    net: trip.net,
  }));
}

function notesOf(run: RunRecord, options: SummaryOptions): string[] {
  const notes = [...run.notes];
  const { returnPeriod } = options;
  if (returnPeriod === undefined) return notes;
  for (const { name, equity } of run.strategies)
    if (PERIOD_MS[returnPeriod] < equity.bucketMs)
      notes.push(
        `Returns of ${name} are not taken per ${returnPeriod} as asked: ` +
          `its equity was recorded in buckets of ${equity.bucketMs / 1000} s.`,
      );
  return notes;
}

/**
 * The result of a run: its record with all metrics, round trips and returns per period. Pure.
 * O(fills + points) time, and memory for the closed round trips.
 *
 * @throws OutcryError BAD_ARGUMENT for a strategy without an equity point
 */
export function summarise(run: RunRecord, options: SummaryOptions = {}): BacktestResult {
  const strategies = run.strategies.map((strategy): StrategyResult => {
    const curve = equityCurve(run, strategy);
    const trips = columnsOf(run, strategy);
    const isFine = strategy.equity.bucketMs <= PERIOD_MS.hour;
    return {
      ...strategy,
      metrics: metricsOf(run, strategy, curve, trips, options),
      trips: trips.closed,
      openPositions: openPositions(run, trips.open),
      hourly: isFine ? periodReturns(curve, 'hour') : [],
      daily: periodReturns(curve, 'day'),
      monthly: periodReturns(curve, 'month'),
    };
  });
  return { ...run, notes: notesOf(run, options), strategies };
}
