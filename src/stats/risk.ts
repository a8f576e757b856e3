// Value at risk and the confidence in a Sharpe ratio. A positive value at risk is a loss.
import { kurtosis, mean, minus, quantile, sampleDeviation, skewness } from './moments.ts';
import { normalDensity, normalProbability, normalQuantile } from './normal.ts';

/** Loss that a period exceeds with chance 1 - confidence, by the quantile of the past. */
export function valueAtRisk(returns: readonly number[], confidence: number): number {
  return -quantile(returns, 1 - confidence);
}

/** Mean loss of the periods at or below that quantile; NaN of no returns. */
export function expectedShortfall(returns: readonly number[], confidence: number): number {
  const border = quantile(returns, 1 - confidence);
  return -mean(returns.filter((value) => value <= border));
}

/** Value at risk of a normal law with the returns' mean and sample deviation. */
export function valueAtRiskNormal(returns: readonly number[], confidence: number): number {
  return -(mean(returns) + normalQuantile(1 - confidence) * sampleDeviation(returns));
}

/** Expected shortfall of a normal law with the returns' mean and sample deviation. */
export function expectedShortfallNormal(returns: readonly number[], confidence: number): number {
  const density = normalDensity(normalQuantile(1 - confidence)) / (1 - confidence);
  return -(mean(returns) - sampleDeviation(returns) * density);
}

/** Normal value at risk corrected for skewness and kurtosis (Cornish-Fisher). */
export function valueAtRiskCornishFisher(returns: readonly number[], confidence: number): number {
  const z = normalQuantile(1 - confidence);
  const skew = skewness(returns);
  const excess = kurtosis(returns) - 3;
  const cube = z * z * z;
  const corrected =
    z +
    ((z * z - 1) * skew) / 6 +
    ((cube - 3 * z) * excess) / 24 -
    ((2 * cube - 5 * z) * skew * skew) / 36;
  return -(mean(returns) + corrected * sampleDeviation(returns));
}

/**
 * Chance that the true Sharpe ratio exceeds `reference` (per period, not annualised), with the
 * returns' length, skewness and kurtosis. NaN below two returns and for a constant excess.
 */
export function probabilisticSharpe(
  returns: readonly number[],
  reference = 0,
  riskFree: number | readonly number[] = 0,
): number {
  const excess = minus(returns, riskFree);
  const sharpe = mean(excess) / sampleDeviation(excess);
  const spread = 1 - skewness(excess) * sharpe + ((kurtosis(excess) - 1) / 4) * sharpe * sharpe;
  const z = ((sharpe - reference) * Math.sqrt(returns.length - 1)) / Math.sqrt(spread);
  return normalProbability(z);
}
