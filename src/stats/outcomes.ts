// Metrics of a list of outcomes: net results of trades (money), or returns. An outcome of exactly
// zero is neither a win nor a loss, but counts in the number of outcomes.
import { mean, sampleVariance, sum } from './moments.ts';

export interface Outcomes {
  readonly count: number;
  readonly wins: number;
  readonly losses: number;
  /** wins / count; NaN of no outcome. */
  readonly winRate: number;
  /** Sum of wins and sum of losses, both positive. */
  readonly grossProfit: number;
  readonly grossLoss: number;
  /** grossProfit / grossLoss; +inf with wins and no loss, NaN with neither. */
  readonly profitFactor: number;
  /** Mean win and mean loss, both positive; NaN where there is none. */
  readonly averageWin: number;
  readonly averageLoss: number;
  readonly largestWin: number;
  readonly largestLoss: number;
  /** averageWin / averageLoss; NaN where one is missing. */
  readonly payoff: number;
  /** Mean outcome; NaN of none. */
  readonly expectancy: number;
  /** Most wins, and most losses, in a row; a zero ends both. */
  readonly longestWinStreak: number;
  readonly longestLossStreak: number;
}

function longestRun(values: readonly number[], sign: 1 | -1): number {
  let run = 0;
  let longest = 0;
  for (const value of values) {
    run = value * sign > 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function largest(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((a, b) => Math.max(a, b));
}

/** All counts and means at once. O(n). */
export function outcomesOf(values: readonly number[]): Outcomes {
  const gains = values.filter((value) => value > 0);
  const pains = values.filter((value) => value < 0).map((value) => -value);
  const grossProfit = sum(gains);
  const grossLoss = sum(pains);
  const averageWin = mean(gains);
  const averageLoss = mean(pains);
  return {
    count: values.length,
    wins: gains.length,
    losses: pains.length,
    winRate: values.length === 0 ? Number.NaN : gains.length / values.length,
    grossProfit,
    grossLoss,
    profitFactor: grossProfit / grossLoss,
    averageWin,
    averageLoss,
    largestWin: largest(gains),
    largestLoss: largest(pains),
    payoff: averageWin / averageLoss,
    expectancy: mean(values),
    longestWinStreak: longestRun(values, 1),
    longestLossStreak: longestRun(values, -1),
  };
}

function clamped(share: number, fraction: number): number {
  return share <= 0 ? 0 : share * fraction;
}

/** Kelly share p - (1 - p) / payoff, never below 0, times `fraction`; NaN without a payoff. */
export function kellyBinary(winRate: number, payoff: number, fraction = 1): number {
  return clamped(winRate - (1 - winRate) / payoff, fraction);
}

/** Kelly share mean / variance of returns, never below 0, times `fraction`. */
export function kellyContinuous(returns: readonly number[], fraction = 1): number {
  return clamped(mean(returns) / sampleVariance(returns), fraction);
}

/** Kelly share of a contract that pays 1 with chance `chance` at price `price`. */
export function kellyPrediction(chance: number, price: number, fraction = 1): number {
  return clamped((chance - price) / (1 - price), fraction);
}
