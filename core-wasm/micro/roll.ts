// Sum of the last n numbers, in O(1) and without drift. Sums carry what rounding cuts off in a
// second number, so that what leaves takes off what it had brought. What errors are left do not
// pile up: a sum of the newcomers alone takes the place of the other whenever it holds all n.

@unmanaged
export class Roll {
  size: u32;
  count: u32;
  /** Where the next one goes. */
  at: u32;
  /** How many the second sum holds. */
  age: u32;
  high: f64;
  low: f64;
  freshHigh: f64;
  freshLow: f64;
}
@inline export const SIZEOF_ROLL: usize = 48;

@inline export function rollBytes(size: u32): u32 {
  return <u32>SIZEOF_ROLL + 8 * size;
}

@inline function cell(r: Roll, i: u32): usize {
  return changetype<usize>(r) + SIZEOF_ROLL + ((<usize>i) << 3);
}

@inline export function rollIsFull(r: Roll): bool {
  return r.count == r.size && r.size != 0;
}

@inline export function rollSum(r: Roll): f64 {
  return r.high + r.low;
}

/** What rounding cuts off the sum of a and b (Knuth's two-sum). */
@inline function cutOff(a: f64, b: f64): f64 {
  const sum = a + b;
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

function change(r: Roll, x: f64): void {
  r.low += cutOff(r.high, x);
  r.high += x;
}

export function rollAdd(r: Roll, x: f64): void {
  if (r.size == 0) return;
  const p = cell(r, r.at);
  if (r.count == r.size) change(r, -load<f64>(p));
  else r.count++;
  change(r, x);
  store<f64>(p, x);
  r.at = r.at + 1 == r.size ? 0 : r.at + 1;
  r.freshLow += cutOff(r.freshHigh, x);
  r.freshHigh += x;
  r.age++;
  if (r.age != r.size) return;
  r.high = r.freshHigh;
  r.low = r.freshLow;
  r.freshHigh = 0;
  r.freshLow = 0;
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
  return rollSum(r) / <f64>r.count;
}

/** Empties it. */
export function rollClear(r: Roll): void {
  r.count = 0;
  r.at = 0;
  r.age = 0;
  r.high = 0;
  r.low = 0;
  r.freshHigh = 0;
  r.freshLow = 0;
}

/**
 * Deviation of the window, divided by n - 1, whose squares `squares` adds up; NaN below two values,
 * 0 where rounding is all that is left.
 */
export function rollDeviationSoFar(values: Roll, squares: Roll): f64 {
  if (values.count < 2) return NaN;
  const n = <f64>values.count;
  const sum = rollSum(values);
  const total = rollSum(squares);
  const spread = total - (sum * sum) / n;
  return spread > total * 1e-14 ? sqrt(spread / (n - 1)) : 0;
}

/** As `rollDeviationSoFar`; NaN until the window is full. */
@inline export function rollDeviation(values: Roll, squares: Roll): f64 {
  return rollIsFull(values) ? rollDeviationSoFar(values, squares) : NaN;
}
