// Figures of interleaved rounds. Ratios are taken per round, between measurements that lie next
// to each other in time, so that a machine that slows down for a while slows both.

/** Middle value; the mean of the two middle ones for even counts. NaN when empty. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export interface RatioSummary {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly perRound: readonly number[];
}

/** Ratio `numerator[i] / denominator[i]` of every round, and its minimum, median, maximum. */
export function ratios(numerator: readonly number[], denominator: readonly number[]): RatioSummary {
  if (numerator.length !== denominator.length || numerator.length === 0)
    throw new Error(`ratios: ${numerator.length} rounds against ${denominator.length}`);
  const perRound = numerator.map((value, i) => value / (denominator[i] ?? Number.NaN));
  return {
    min: Math.min(...perRound),
    median: median(perRound),
    max: Math.max(...perRound),
    perRound,
  };
}
