// Sums, moments and quantiles. Every sum runs from the first value to the last and carries its
// rounding error along (Neumaier), so that a result depends on the values and their order only.

/** A sum that grows value by value. */
export class RunningSum {
  #total = 0;
  #lost = 0;

  add(value: number): void {
    const total = this.#total;
    const next = total + value;
    this.#lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    this.#total = next;
  }

  get value(): number {
    // Once infinite, the carried error is NaN and would hide the answer.
    return Number.isFinite(this.#total) ? this.#total + this.#lost : this.#total;
  }
}

/** Sum from the first value to the last; 0 of nothing. O(n). */
export function sum(values: Iterable<number>): number {
  const total = new RunningSum();
  for (const value of values) total.add(value);
  return total.value;
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : sum(values) / values.length;
}

function isConstant(values: readonly number[]): boolean {
  const first = values[0];
  return values.every((value) => value === first);
}

/** Sum of (x - mean)^power. Exactly 0 for equal values, whatever their mean rounds to. */
function centralSum(values: readonly number[], power: 2 | 3 | 4): number {
  if (isConstant(values)) return 0;
  const middle = mean(values);
  return sum(
    values.map((value) => {
      const off = value - middle;
      return power === 2 ? off * off : power === 3 ? off * off * off : off * off * off * off;
    }),
  );
}

/** Sample variance (n - 1); NaN below two values, exactly 0 for equal ones. */
export function sampleVariance(values: readonly number[]): number {
  return values.length < 2 ? Number.NaN : centralSum(values, 2) / (values.length - 1);
}

/** Sample standard deviation (n - 1); NaN below two values, exactly 0 for equal ones. */
export function sampleDeviation(values: readonly number[]): number {
  return Math.sqrt(sampleVariance(values));
}

/** Population skewness m3 / m2^1.5; NaN for constant or no values. */
export function skewness(values: readonly number[]): number {
  const variance = centralSum(values, 2) / values.length;
  return centralSum(values, 3) / values.length / (variance * Math.sqrt(variance));
}

/** Population kurtosis m4 / m2^2 (Pearson: 3 for a normal law); NaN for constant or no values. */
export function kurtosis(values: readonly number[]): number {
  const variance = centralSum(values, 2) / values.length;
  return centralSum(values, 4) / values.length / (variance * variance);
}

/** Quantile with linear interpolation (type 7), `share` from 0 to 1; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  const below = sorted[low] ?? Number.NaN;
  const above = sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN;
  return below + (above - below) * (place - low);
}

/** `values[i] - other[i]`, or minus one number. */
export function minus(values: readonly number[], other: number | readonly number[]): number[] {
  return values.map((value, i) =>
    typeof other === 'number' ? value - other : value - (other[i] ?? Number.NaN),
  );
}
