// Tests of a return series: is its mean other than zero, is it normal, does it depend on its past.
import { kurtosis, mean, sampleDeviation, skewness, sum } from './moments.ts';
import { chiSquareTail, studentTwoSided } from './normal.ts';

type Values = readonly number[];

export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/** Student's t of the mean against zero, two-sided. */
export function tTest(values: Values): TestResult {
  const statistic = mean(values) / (sampleDeviation(values) / Math.sqrt(values.length));
  return { statistic, pValue: studentTwoSided(statistic, values.length - 1) };
}

/** Sum of (x[t] - m)(x[t-lag] - m). */
function laggedSum(values: Values, lag: number): number {
  const middle = mean(values);
  return sum(values.slice(lag).map((value, i) => (value - middle) * ((values[i] ?? 0) - middle)));
}

/** t of the mean that allows for dependence over `lags` periods (Newey-West, Bartlett weights). */
export function neweyWestT(values: Values, lags: number): number {
  let variance = laggedSum(values, 0);
  for (let lag = 1; lag <= lags; lag++)
    variance += 2 * (1 - lag / (lags + 1)) * laggedSum(values, lag);
  return mean(values) / (Math.sqrt(variance) / values.length);
}

/** Jarque-Bera test of normality by skewness and kurtosis. */
export function jarqueBera(values: Values): TestResult {
  const excess = kurtosis(values) - 3;
  const statistic = (values.length / 6) * (skewness(values) ** 2 + excess ** 2 / 4);
  return { statistic, pValue: chiSquareTail(statistic, 2) };
}

/** Autocorrelation at a lag; NaN for a constant series. */
export function autocorrelation(values: Values, lag: number): number {
  return laggedSum(values, lag) / laggedSum(values, 0);
}

/** Ljung-Box test of independence over an even number of lags. */
export function ljungBox(values: Values, lagsEven: number): TestResult {
  const count = values.length;
  let total = 0;
  for (let lag = 1; lag <= lagsEven; lag++)
    total += autocorrelation(values, lag) ** 2 / (count - lag);
  const statistic = count * (count + 2) * total;
  return { statistic, pValue: chiSquareTail(statistic, lagsEven) };
}
