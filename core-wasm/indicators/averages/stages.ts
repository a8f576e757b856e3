// Links of composed kernels: the k-th inner state over a column whose values begin at bar `begin`
// of the outer kernel. Bars before the inner one's first value are NaN; `out` may be `x`.
import { barsBefore, fillNotYet } from '../kernel';
import { emaNext, emaStart, SIZEOF_EMA } from '../overlap/ema';
import { smaNext, smaSizeOf, smaStart } from '../overlap/sma';
import { wmaNext, wmaSizeOf, wmaStart } from '../overlap/wma';
import { extremeSizeOf, extremeStart, largestNext, smallestNext } from '../maths/extremes';
import {
  alphaOf,
  from,
  get,
  inner,
  lagNext,
  lagSizeOf,
  lagStart,
  Parts,
  place,
  put,
  sumNext,
  sumSizeOf,
  sumStart,
} from './parts';

/** Bars of the next n that come before `begin`. */
@inline
export function before(s: usize, begin: u32, n: u32): u32 {
  return barsBefore(begin, changetype<Parts>(s).seen, n);
}

/** With s = 0 only counts, as `place` does. */
export function emaPlace(s: usize, k: usize, top: u32, period: u32): u32 {
  const end = place(s, k, top, SIZEOF_EMA);
  if (s != 0) emaStart(inner(s, k), period, alphaOf(period));
  return end;
}

/** An exponential average of another factor; with period 1 it starts as the first value. */
export function alphaPlace(s: usize, k: usize, top: u32, period: u32, alpha: f64): u32 {
  const end = place(s, k, top, SIZEOF_EMA);
  if (s != 0) emaStart(inner(s, k), period, alpha);
  return end;
}

export function emaStage(s: usize, k: usize, begin: u32, x: usize, out: usize, n: u32): void {
  const skip = before(s, begin, n);
  emaNext(inner(s, k), from(x, skip), from(out, skip), n - skip);
  fillNotYet(out, skip);
}

export function smaPlace(s: usize, k: usize, top: u32, period: u32): u32 {
  const end = place(s, k, top, smaSizeOf(period));
  if (s != 0) smaStart(inner(s, k), period);
  return end;
}

export function smaStage(s: usize, k: usize, begin: u32, x: usize, out: usize, n: u32): void {
  const skip = before(s, begin, n);
  smaNext(inner(s, k), from(x, skip), from(out, skip), n - skip);
  fillNotYet(out, skip);
}

export function wmaPlace(s: usize, k: usize, top: u32, period: u32): u32 {
  const end = place(s, k, top, wmaSizeOf(period));
  if (s != 0) wmaStart(inner(s, k), period);
  return end;
}

export function wmaStage(s: usize, k: usize, begin: u32, x: usize, out: usize, n: u32): void {
  const skip = before(s, begin, n);
  wmaNext(inner(s, k), from(x, skip), from(out, skip), n - skip);
  fillNotYet(out, skip);
}

export function sumPlace(s: usize, k: usize, top: u32, period: u32): u32 {
  const end = place(s, k, top, sumSizeOf(period));
  if (s != 0) sumStart(inner(s, k), period);
  return end;
}

export function sumStage(s: usize, k: usize, begin: u32, x: usize, out: usize, n: u32): void {
  const skip = before(s, begin, n);
  sumNext(inner(s, k), from(x, skip), from(out, skip), n - skip);
  fillNotYet(out, skip);
}

export function lagPlace(s: usize, k: usize, top: u32, bars: u32): u32 {
  const end = place(s, k, top, lagSizeOf(bars));
  if (s != 0) lagStart(inner(s, k), bars);
  return end;
}

export function lagStage(s: usize, k: usize, begin: u32, x: usize, out: usize, n: u32): void {
  const skip = before(s, begin, n);
  lagNext(inner(s, k), from(x, skip), from(out, skip), n - skip);
  fillNotYet(out, skip);
}

/** Inner states k (largest) and k + 1 (smallest). */
export function edgesPlace(s: usize, k: usize, top: u32, period: u32): u32 {
  const bytes = extremeSizeOf(period);
  const end = place(s, k + 1, place(s, k, top, bytes), bytes);
  if (s != 0) {
    extremeStart(inner(s, k), period, true);
    extremeStart(inner(s, k + 1), period, false);
  }
  return end;
}

/** Largest of `high` and smallest of `low`; neither output may be the other's input. */
export function edgesStage(
  s: usize,
  k: usize,
  begin: u32,
  high: usize,
  low: usize,
  largest: usize,
  smallest: usize,
  n: u32,
): void {
  const skip = before(s, begin, n);
  largestNext(inner(s, k), from(high, skip), from(largest, skip), n - skip);
  smallestNext(inner(s, k + 1), from(low, skip), from(smallest, skip), n - skip);
  fillNotYet(largest, skip);
  fillNotYet(smallest, skip);
}

/** x - (x of the bar before), which is kept in `cell`; NaN at bar 0. `out` is not `x`. */
export function changeStage(s: usize, cell: usize, x: usize, out: usize, n: u32): void {
  const skip = before(s, 1, n);
  let last = load<f64>(cell);
  for (let i: u32 = 0; i < n; i++) {
    const value = get(x, i);
    put(out, i, value - last);
    last = value;
  }
  store<f64>(cell, last);
  fillNotYet(out, skip);
}

/** 100 (x - part) / (whole - part): where x stands between two columns; `flat` without range. */
export function standing(x: usize, top: usize, bottom: usize, out: usize, n: u32, flat: f64): void {
  for (let i: u32 = 0; i < n; i++) {
    const low = get(bottom, i);
    const range = get(top, i) - low;
    const away = get(x, i) - low;
    put(out, i, range > 0 ? (100.0 * away) / range : range == 0 ? flat : away - away);
  }
}
