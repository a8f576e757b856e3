// The figures of a set that the kernel ran: what a backtest of its own reports.
import type { SweepMetrics } from '../report/sweep-data.ts';
import { type Curve, periodReturns } from '../stats/equity.ts';
import type { ReturnPeriod } from '../stats/metrics.ts';
import * as returns from '../stats/returns.ts';
import { returnPeriodOf, totalOf } from '../stats/summary.ts';
import type { SweepCandles } from './candles.ts';
import type { KernelResult } from './kernel.ts';

const NS_PER_DAY = 86_400e9;
const DAYS_PER_YEAR = 365.25;
const PERIODS_PER_DAY = { minute: 1440, hour: 24, day: 1 } as const;
const PERIOD_NS = {
  minute: 60_000_000_000n,
  hour: 3_600_000_000_000n,
  day: 86_400_000_000_000n,
} as const;

/** At which bars equity is looked at for returns, and how long the run is. */
export interface SamplePlan {
  readonly period: ReturnPeriod;
  /** The last bar of every period. */
  readonly samples: Uint32Array;
  readonly timeNs: BigInt64Array;
  readonly totalNs: number;
}

export function samplePlan({ closeTsNs, length }: SweepCandles): SamplePlan {
  const first = closeTsNs[0] ?? 0n;
  const totalNs = Number((closeTsNs[length - 1] ?? 0n) - first);
  const period = returnPeriodOf(totalNs / NS_PER_DAY, 0, {});
  const periodNs = PERIOD_NS[period];
  const bars: number[] = [];
  for (let bar = 0; bar < length; bar++) {
    // (start, end]: a close at midnight is the last of the day that ends there.
    const now = ((closeTsNs[bar] ?? 0n) - 1n) / periodNs;
    if (bar + 1 === length || ((closeTsNs[bar + 1] ?? 0n) - 1n) / periodNs !== now) bars.push(bar);
  }
  const samples = Uint32Array.from(bars);
  const timeNs = BigInt64Array.from([first, ...bars.map((bar) => closeTsNs[bar] ?? 0n)]);
  return { period, samples, timeNs, totalNs };
}

/** Figures in money; `cash`: what the account started with, cash quanta. */
export function kernelMetrics(
  result: KernelResult,
  plan: SamplePlan,
  cash: bigint,
  cashScale: number,
  daysPerYear = 365,
): SweepMetrics {
  const power = 10 ** cashScale;
  const start = Number(cash) / power;
  const end = result.endEquity / power;
  const level = Float64Array.from([start, ...result.equity.map((equity) => equity / power)]);
  const curve: Curve = { length: level.length, timeNs: plan.timeNs, level };
  const values = periodReturns(curve, plan.period).map(({ value }) => value);
  const perYear = PERIODS_PER_DAY[plan.period] * daysPerYear;
  const total = totalOf(start, end, result.fall);
  const days = plan.totalNs / NS_PER_DAY;
  const yearly = days > 0 ? Math.max(1 + total, 0) ** (DAYS_PER_YEAR / days) - 1 : Number.NaN;
  const seconds = plan.totalNs / 1e9;
  const meanEquity = seconds > 0 ? result.equitySeconds / power / seconds : start;
  const { trips, wins, grossProfit, grossLoss } = result;
  return {
    profit: end - start,
    totalReturn: total,
    sharpe: returns.sharpeRatio(values, perYear),
    sortino: returns.sortinoRatio(values, perYear),
    calmar: result.fall < 0 ? yearly / -result.fall : Number.NaN,
    maxDrawdown: result.fall,
    exposure: result.heldSeconds / seconds,
    trades: {
      count: trips,
      winRate: trips === 0 ? Number.NaN : wins / trips,
      profitFactor: grossProfit / grossLoss,
      expectancy: trips === 0 ? Number.NaN : (grossProfit - grossLoss) / power / trips,
    },
    execution: {
      fees: Number(result.fees) / power,
      // Sets with funding run by themselves.
      funding: 0,
      turnover: result.turnover / power / meanEquity,
    },
  };
}
