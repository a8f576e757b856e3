// Metrics of a series of simple returns per period: x[i] = E[i] / E[i-1] - 1. `periodsPerYear` is
// 252 for days of shares, 365 (or 365.25) for days of crypto. An answer that has no meaning is NaN,
// one that grows without bound is infinite; neither is replaced by a number that looks real.
import { mean, minus, quantile, sampleDeviation, sum } from './moments.ts';

/** Growth of 1 over all periods, at least 0: a loss of everything cannot be earned back. */
function growth(returns: readonly number[]): number {
  let product = 1;
  for (const value of returns) product = Math.max(product * (1 + value), 0);
  return product;
}

/** prod(1 + x) - 1; 0 of no returns, -1 once the equity reached 0. */
export function totalReturn(returns: readonly number[]): number {
  return growth(returns) - 1;
}

/** prod(1 + x)^(P / n) - 1; NaN of no returns, -1 once the equity reached 0. */
export function annualisedReturn(returns: readonly number[], periodsPerYear: number): number {
  if (returns.length === 0) return Number.NaN;
  return growth(returns) ** (periodsPerYear / returns.length) - 1;
}

/** Sample deviation of the returns times sqrt(P); NaN below two returns. */
export function volatility(returns: readonly number[], periodsPerYear: number): number {
  return sampleDeviation(returns) * Math.sqrt(periodsPerYear);
}

/**
 * mean(e) / sd(e) * sqrt(P) of the excess e = x - riskFree (per period, one or one for each).
 * NaN below two returns and for a constant excess.
 */
export function sharpeRatio(
  returns: readonly number[],
  periodsPerYear: number,
  riskFree: number | readonly number[] = 0,
): number {
  const excess = minus(returns, riskFree);
  const deviation = sampleDeviation(excess);
  return deviation > 0 ? (mean(excess) / deviation) * Math.sqrt(periodsPerYear) : Number.NaN;
}

/** sqrt(mean(min(x - target, 0)^2)) * sqrt(P), mean over all returns; NaN of none. */
export function downsideDeviation(
  returns: readonly number[],
  periodsPerYear: number,
  target: number | readonly number[] = 0,
): number {
  const below = minus(returns, target).map((value) => Math.min(value, 0) ** 2);
  return Math.sqrt(mean(below)) * Math.sqrt(periodsPerYear);
}

/** mean(e) * P / downside deviation; NaN below two returns; no downside: +inf if mean(e) > 0. */
export function sortinoRatio(
  returns: readonly number[],
  periodsPerYear: number,
  target: number | readonly number[] = 0,
): number {
  if (returns.length < 2) return Number.NaN;
  const top = mean(minus(returns, target)) * periodsPerYear;
  return top / downsideDeviation(returns, periodsPerYear, target);
}

export interface Drawdown {
  /** Deepest fall below a peak as a share of it: 0 or negative; NaN of no returns. */
  readonly depth: number;
  /** Periods of the longest unbroken stay below a peak. */
  readonly longestPeriods: number;
  /** sqrt(mean(fall^2)) over all periods. */
  readonly ulcerIndex: number;
}

/** Falls of the equity below its peak so far; the start counts as a peak. */
export function drawdownOf(returns: readonly number[]): Drawdown {
  let equity = 1;
  let peak = 1;
  let depth = 0;
  let run = 0;
  let longestPeriods = 0;
  const squares: number[] = [];
  for (const value of returns) {
    equity = Math.max(equity * (1 + value), 0);
    peak = Math.max(peak, equity);
    const fall = equity / peak - 1;
    run = fall < 0 ? run + 1 : 0;
    longestPeriods = Math.max(longestPeriods, run);
    depth = Math.min(depth, fall);
    squares.push(fall * fall);
  }
  if (returns.length === 0) depth = Number.NaN;
  return { depth, longestPeriods, ulcerIndex: Math.sqrt(mean(squares)) };
}

/** Annualised return / |max drawdown|; NaN without a drawdown. */
export function calmarRatio(returns: readonly number[], periodsPerYear: number): number {
  const { depth } = drawdownOf(returns);
  return depth < 0 ? annualisedReturn(returns, periodsPerYear) / -depth : Number.NaN;
}

/** Gains over `threshold` / losses below it, summed; NaN below two returns or with no loss. */
export function omegaRatio(
  returns: readonly number[],
  threshold: number | readonly number[] = 0,
): number {
  const over = minus(returns, threshold);
  const loss = sum(over.map((value) => Math.max(-value, 0)));
  if (returns.length < 2 || !(loss > 0)) return Number.NaN;
  return sum(over.map((value) => Math.max(value, 0))) / loss;
}

/** |95 % quantile| / |5 % quantile|; NaN of no returns. */
export function tailRatio(returns: readonly number[]): number {
  return Math.abs(quantile(returns, 0.95)) / Math.abs(quantile(returns, 0.05));
}

/** R^2 of a straight line through the cumulated log returns; NaN below two returns. */
export function stability(returns: readonly number[]): number {
  if (returns.length < 2) return Number.NaN;
  let level = 0;
  const path = returns.map((value) => {
    level += Math.log1p(value);
    return level;
  });
  const centreX = (path.length - 1) / 2;
  const centreY = mean(path);
  const covariance = sum(path.map((value, i) => (i - centreX) * (value - centreY)));
  const spreadX = sum(path.map((_, i) => (i - centreX) ** 2));
  const spreadY = sum(path.map((value) => (value - centreY) ** 2));
  return (covariance * covariance) / (spreadX * spreadY);
}
