// Highest and lowest value of a window: a deque whose values fall (or rise) from its oldest entry,
// so that the oldest entry is the answer. O(1) a bar on average, whatever the period.
import { barsBefore, fillNotYet } from '../kernel';
import { from, get, put, seenAfter } from '../averages/parts';

@unmanaged
class Extreme {
  seen: u32;
  period: u32;
  /** Slot of the oldest entry. */
  head: u32;
  /** Entries. */
  length: u32;
  /** Number of the next bar, modulo 2^32. */
  bar: u32;
  pad: u32;
  /** 1: highest; -1: lowest, over negated values. */
  sign: f64;
}
@inline const VALUES: usize = 32;

export function extremeSizeOf(period: u32): u32 {
  return <u32>VALUES + period * 12;
}

/** @param sign 1 for the highest, -1 for the lowest value */
export function extremeStart(s: usize, period: u32, sign: f64): void {
  const state = changetype<Extreme>(s);
  state.period = period;
  state.sign = sign;
}

/** Extremes of the last `period` values of `x`; `out` may be `x`. */
export function extremeNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Extreme>(s);
  const period = state.period;
  const sign = state.sign;
  const skip = barsBefore(period - 1, state.seen, n);
  const values = s + VALUES;
  const bars = values + ((<usize>period) << 3);
  let head = state.head;
  let length = state.length;
  let bar = state.bar;
  let newest = head + length;
  newest = newest == 0 ? period - 1 : newest - 1 >= period ? newest - 1 - period : newest - 1;
  for (let i: u32 = 0; i < n; i++) {
    const value = get(x, i) * sign;
    if (length > 0 && bar - load<u32>(bars + ((<usize>head) << 2)) >= period) {
      head = head + 1 == period ? 0 : head + 1;
      length--;
    }
    while (length > 0 && load<f64>(from(values, newest)) <= value) {
      newest = newest == 0 ? period - 1 : newest - 1;
      length--;
    }
    newest = newest + 1 == period ? 0 : newest + 1;
    if (length == 0) head = newest;
    store<f64>(from(values, newest), value);
    store<u32>(bars + ((<usize>newest) << 2), bar);
    length++;
    bar++;
    put(out, i, load<f64>(from(values, head)) * sign);
  }
  fillNotYet(out, skip);
  state.head = head;
  state.length = length;
  state.bar = bar;
  state.seen = seenAfter(state.seen, n);
}
