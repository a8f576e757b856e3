// Returns beside those of a benchmark, period by period. Both series have one length.
import { OutcryError } from '../errors/outcry-error.ts';
import { mean, minus, sampleDeviation, sum } from './moments.ts';
import { annualisedReturn } from './returns.ts';

type Values = readonly number[];

function checkPairs(a: Values, b: Values): void {
  if (a.length !== b.length)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'the two series differ in length', {
      expected: `${a.length} values`,
      found: `${b.length}`,
    });
}

function products(a: Values, b: Values): number {
  const middleA = mean(a);
  const middleB = mean(b);
  return sum(a.map((value, i) => (value - middleA) * ((b[i] ?? Number.NaN) - middleB)));
}

/** Slope and constant of the line returns - riskFree = alpha + beta (benchmark - riskFree). */
export function alphaBeta(
  returns: Values,
  benchmark: Values,
  riskFree = 0,
): { readonly alphaPerPeriod: number; readonly beta: number } {
  checkPairs(returns, benchmark);
  if (returns.length < 2 || !(sampleDeviation(benchmark) > 0))
    return { alphaPerPeriod: Number.NaN, beta: Number.NaN };
  const excess = minus(returns, riskFree);
  const market = minus(benchmark, riskFree);
  const beta = products(excess, market) / products(market, market);
  return { alphaPerPeriod: mean(excess) - beta * mean(market), beta };
}

/** Pearson's correlation; NaN for a constant series. */
export function correlation(a: Values, b: Values): number {
  checkPairs(a, b);
  if (!(sampleDeviation(a) > 0 && sampleDeviation(b) > 0)) return Number.NaN;
  return products(a, b) / Math.sqrt(products(a, a) * products(b, b));
}

/** Ranks from 1; equal values share the mean of their ranks. */
function ranks(values: Values): number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const result = values.map(() => 0);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[first] ?? 0]) end++;
    for (const place of order.slice(first, end)) result[place] = (first + 1 + end) / 2;
    first = end;
  }
  return result;
}

/** Spearman's rank correlation; NaN for a constant series. */
export function rankCorrelation(a: Values, b: Values): number {
  return correlation(ranks(a), ranks(b));
}

/** Kendall's tau-b; NaN for a constant series. O(n^2). */
export function kendallTau(a: Values, b: Values): number {
  checkPairs(a, b);
  let agreement = 0;
  let untiedA = 0;
  let untiedB = 0;
  for (let i = 1; i < a.length; i++)
    for (let j = 0; j < i; j++) {
      const signA = Math.sign((a[i] ?? 0) - (a[j] ?? 0));
      const signB = Math.sign((b[i] ?? 0) - (b[j] ?? 0));
      agreement += signA * signB;
      untiedA += signA * signA;
      untiedB += signB * signB;
    }
  return agreement / Math.sqrt(untiedA * untiedB);
}

/** mean(x - b) / sd(x - b) * sqrt(P); NaN below two returns and for a constant difference. */
export function informationRatio(returns: Values, benchmark: Values, periods: number): number {
  checkPairs(returns, benchmark);
  const active = minus(returns, benchmark);
  const deviation = sampleDeviation(active);
  return deviation > 0 ? (mean(active) / deviation) * Math.sqrt(periods) : Number.NaN;
}

/** Annualised return over the annualised risk-free one, per unit of beta. */
export function treynorRatio(
  returns: Values,
  benchmark: Values,
  periodsPerYear: number,
  riskFree = 0,
): number {
  const excess = annualisedReturn(returns, periodsPerYear) - ((1 + riskFree) ** periodsPerYear - 1);
  return excess / alphaBeta(returns, benchmark, riskFree).beta;
}

/**
 * Annualised return over that of the benchmark: in `all` periods, or only in those where the
 * benchmark rose (`up`) or fell (`down`). NaN where there is no such period.
 */
export function captureRatio(
  returns: Values,
  benchmark: Values,
  periodsPerYear: number,
  periods: 'all' | 'up' | 'down',
): number {
  checkPairs(returns, benchmark);
  const taken = (_: number, i: number): boolean => {
    const market = benchmark[i] ?? Number.NaN;
    return periods === 'all' || (periods === 'up' ? market > 0 : market < 0);
  };
  const top = annualisedReturn(returns.filter(taken), periodsPerYear);
  return top / annualisedReturn(benchmark.filter(taken), periodsPerYear);
}
