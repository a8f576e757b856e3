// True range, its Wilder average, and that average as a percentage of the close.
import { barsBefore, column, count, fillNotYet, NOT_YET } from '../kernel';
import { place, seenAfter } from '../statistics/window';

/** The bar's range, widened to the close before it. */
@inline
export function trueRange(high: f64, low: f64, before: f64): f64 {
  // pmax: one instruction; there are no NaNs to care for.
  const top = f64x2.pmax(f64x2.splat(high), f64x2.splat(before));
  const bottom = f64x2.pmin(f64x2.splat(low), f64x2.splat(before));
  return f64x2.extract_lane(f64x2.sub(top, bottom), 0);
}

@unmanaged
class TrueRange {
  seen: u32;
  pad: u32;
  close: f64;
}
@inline export const SIZEOF_TRUE_RANGE: u32 = 16;

/** True ranges of the next n bars to `out`: NaN for the first bar of all. */
export function trueRangeNext(
  s: usize,
  high: usize,
  low: usize,
  close: usize,
  out: usize,
  n: u32,
): void {
  const state = changetype<TrueRange>(s);
  const end = (<usize>n) << 3;
  // NaN as the close before the first bar would be taken for no bound: that bar is set apart.
  let before = state.seen == 0 ? load<f64>(close) : state.close;
  for (let p: usize = 0; p < end; p += 8) {
    store<f64>(out + p, trueRange(load<f64>(high + p), load<f64>(low + p), before));
    before = load<f64>(close + p);
  }
  if (state.seen == 0) store<f64>(out, NOT_YET);
  state.close = before;
  state.seen = 1;
}

export function trueRangeRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  trueRangeNext(s, column(inputs, 0), column(inputs, 1), column(inputs, 2), column(outputs, 0), n);
}

@unmanaged
class Atr {
  seen: u32;
  period: u32;
  close: f64;
  /** The average; while it is seeded, the sum. */
  value: f64;
  /** 1 / period, and 1 less that. */
  part: f64;
  rest: f64;
}
@inline export const SIZEOF_ATR: u32 = 48;

export function atrStart(s: usize, period: u32): void {
  const state = changetype<Atr>(s);
  state.period = period;
  state.part = 1.0 / <f64>period;
  state.rest = <f64>(period - 1) / <f64>period;
}

@inline
function atrLoop(
  s: usize,
  high: usize,
  low: usize,
  close: usize,
  out: usize,
  n: u32,
  isPercent: bool,
): void {
  const state = changetype<Atr>(s);
  const period = state.period;
  const part = state.part;
  const rest = state.rest;
  const begin = barsBefore(period + 1, state.seen, n);
  let before = state.close;
  let value = state.value;
  let i: u32 = 0;
  if (begin > 0) {
    let seen = state.seen;
    for (; i < begin; i++) {
      if (seen > 0) value += trueRange(load<f64>(place(high, i)), load<f64>(place(low, i)), before);
      before = load<f64>(place(close, i));
      seen++;
    }
    fillNotYet(out, begin);
    if (seen == period + 1) {
      value /= <f64>period;
      const percent = before == 0 ? 0 : (100.0 * value) / before;
      store<f64>(place(out, i - 1), isPercent ? percent : value);
    }
  }
  for (; i < n; i++) {
    const range = trueRange(load<f64>(place(high, i)), load<f64>(place(low, i)), before);
    before = load<f64>(place(close, i));
    value = value * rest + range * part;
    if (isPercent) store<f64>(place(out, i), before == 0 ? 0 : (100.0 * value) / before);
    else store<f64>(place(out, i), value);
  }
  state.close = before;
  state.value = value;
  state.seen = seenAfter(state.seen, n);
}

/** Wilder's average true range of the next n bars to `out`. */
export function atrNext(s: usize, high: usize, low: usize, close: usize, out: usize, n: u32): void {
  atrLoop(s, high, low, close, out, n, false);
}

export function atrInit(s: usize, params: usize): void {
  atrStart(s, count(params, 0));
}

export function atrRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  atrLoop(s, high, column(inputs, 1), column(inputs, 2), column(outputs, 0), n, false);
}

export function natrRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  atrLoop(s, high, column(inputs, 1), column(inputs, 2), column(outputs, 0), n, true);
}

/** A bar of the seed. */
function atrSeed(state: Atr, range: f64): f64 {
  const seen = state.seen;
  state.seen = seen + 1;
  if (seen == 0) return NOT_YET;
  const sum = state.value + range;
  const isWhole = seen == state.period;
  state.value = isWhole ? sum / <f64>state.period : sum;
  return isWhole ? state.value : NOT_YET;
}

/** The next bar alone, as atrRun. */
@inline
export function atrStep(s: usize, high: f64, low: f64, close: f64): f64 {
  const state = changetype<Atr>(s);
  const range = trueRange(high, low, state.close);
  state.close = close;
  if (state.seen <= state.period) return atrSeed(state, range);
  const value = state.value * state.rest + range * state.part;
  state.value = value;
  return value;
}
