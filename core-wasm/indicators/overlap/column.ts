// Columns of f64, columns of pairs (two lanes a bar: two work columns in a row), counts of bars.
import { workColumn } from '../kernel';

@inline
export function at(col: usize, i: u32): f64 {
  return load<f64>(col + ((<usize>i) << 3));
}

@inline
export function put(col: usize, i: u32, value: f64): void {
  store<f64>(col + ((<usize>i) << 3), value);
}

/** Address of the i-th bar of a column. */
@inline
export function from(col: usize, i: u32): usize {
  return col + ((<usize>i) << 3);
}

/** Address of the i-th bar of a column of pairs. */
@inline
export function fromPair(col: usize, i: u32): usize {
  return col + ((<usize>i) << 4);
}

@inline
export function pair(a: f64, b: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(a), 1, b);
}

/** Takes a column of BLOCK pairs. */
@inline
export function workPairs(): usize {
  const first = workColumn();
  workColumn();
  return first;
}

/** `seen` bars and n more; stays at the top, so that it never begins anew. */
@inline
export function later(seen: u32, n: u32): u32 {
  const sum = seen + n;
  return sum >= seen ? sum : u32.MAX_VALUE;
}

/** Sub-states lie one after another, 16-aligned. */
@inline
export function aligned(bytes: u32): u32 {
  return (bytes + 15) & ~15;
}
