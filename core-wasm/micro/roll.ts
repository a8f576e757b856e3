// Sum of the last n numbers, in O(1) and without drift. What leaves is taken off the sum, whose
// rounding errors would pile up; so a second sum of the newcomers alone takes its place whenever
// it holds all n of the window. Whole numbers below 2^53 are exact throughout.

@unmanaged
export class Roll {
  size: u32;
  count: u32;
  /** Where the next one goes. */
  at: u32;
  /** How many the second sum holds. */
  age: u32;
  sum: f64;
  fresh: f64;
}
@inline export const SIZEOF_ROLL: usize = 32;

@inline export function rollBytes(size: u32): u32 {
  return <u32>SIZEOF_ROLL + 8 * size;
}

@inline function cell(r: Roll, i: u32): usize {
  return changetype<usize>(r) + SIZEOF_ROLL + ((<usize>i) << 3);
}

@inline export function rollIsFull(r: Roll): bool {
  return r.count == r.size && r.size != 0;
}

export function rollAdd(r: Roll, x: f64): void {
  if (r.size == 0) return;
  const p = cell(r, r.at);
  if (r.count == r.size) r.sum -= load<f64>(p);
  else r.count++;
  r.sum += x;
  store<f64>(p, x);
  r.at = r.at + 1 == r.size ? 0 : r.at + 1;
  r.fresh += x;
  r.age++;
  if (r.age != r.size) return;
  r.sum = r.fresh;
  r.fresh = 0;
  r.age = 0;
}

/** The one that came `back` before the newest; `back` < count. */
@inline export function rollBack(r: Roll, back: u32): f64 {
  const i = r.at + r.size - 1 - back;
  return load<f64>(cell(r, i >= r.size ? i - r.size : i));
}

@inline export function rollOldest(r: Roll): f64 {
  return rollBack(r, r.count - 1);
}

@inline export function rollMean(r: Roll): f64 {
  return r.sum / <f64>r.count;
}

/** Empties it. */
export function rollClear(r: Roll): void {
  r.count = 0;
  r.at = 0;
  r.age = 0;
  r.sum = 0;
  r.fresh = 0;
}

/**
 * Deviation of the window, divided by n - 1, whose squares `squares` adds up; NaN below two values,
 * 0 where rounding is all that is left.
 */
export function rollDeviationSoFar(values: Roll, squares: Roll): f64 {
  if (values.count < 2) return NaN;
  const n = <f64>values.count;
  const spread = squares.sum - (values.sum * values.sum) / n;
  return spread > squares.sum * 1e-14 ? sqrt(spread / (n - 1)) : 0;
}

/** As `rollDeviationSoFar`; NaN until the window is full. */
@inline export function rollDeviation(values: Roll, squares: Roll): f64 {
  return rollIsFull(values) ? rollDeviationSoFar(values, squares) : NaN;
}
