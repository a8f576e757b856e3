// Least squares line through the last n values over x = 0 .. n - 1, in one pass: the sums of the
// values and of place times value, about a shift, renewed every n bars as in moments.ts.
import { atan } from '../../math/transcendental';
import {
  barsBefore,
  column,
  count,
  factor,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { place, seenAfter } from './window';

@unmanaged
class Regression {
  seen: u32;
  period: u32;
  slot: u32;
  equal: u32;
  last: f64;
  /** What multiplies the width of a channel. */
  scale: f64;
  shift: f64;
  sum: f64;
  /** Of place times value. */
  moment: f64;
  squares: f64;
  freshShift: f64;
  freshSum: f64;
  freshMoment: f64;
  freshSquares: f64;
  /** 1 / period, and 1 over the sum of the squared distances of the places from their mean. */
  inverse: f64;
  slopeFactor: f64;
}
@inline const RING: usize = 112;

/** At the newest bar. */
@inline export const LINE: u32 = 0;
@inline export const ANGLE: u32 = 1;
@inline export const INTERCEPT: u32 = 2;
@inline export const SLOPE: u32 = 3;
/** One bar ahead. */
@inline export const FORECAST: u32 = 4;
/** Slope, intercept in the window, deviation, share of the variance explained. */
@inline export const QUALITY: u32 = 5;
/** Line, and it plus and less `scale` population deviations. */
@inline export const CHANNEL: u32 = 6;
/** The same with the deviation of the residuals, divided by n - 2. */
@inline export const ERROR_CHANNEL: u32 = 7;

@inline const DEGREES: f64 = 57.295779513082320877;

export function regressionSize(params: usize): u32 {
  return (<u32>RING + (count(params, 0) << 3) + 15) & ~15;
}

export function regressionInit(s: usize, params: usize): void {
  const state = changetype<Regression>(s);
  const period = count(params, 0);
  state.period = period;
  state.inverse = 1.0 / <f64>period;
  state.slopeFactor = inverseSpread(<f64>period);
}

export function channelInit(s: usize, params: usize): void {
  regressionInit(s, params);
  changetype<Regression>(s).scale = factor(params, 1);
}

/** The bars before the first full window. */
function fill(state: Regression, x: usize, n: u32): void {
  const ring = changetype<usize>(state) + RING;
  if (state.seen == 0) {
    state.shift = load<f64>(x);
    state.freshShift = load<f64>(x);
  }
  for (let i: u32 = 0; i < n; i++) {
    const value = load<f64>(place(x, i));
    const d = value - state.shift;
    store<f64>(place(ring, state.slot), value);
    state.sum += d;
    state.moment += <f64>state.slot * d;
    state.squares += d * d;
    state.slot++;
    state.equal = value == state.last ? state.equal + 1 : 1;
    state.last = value;
  }
  // While the window fills both sums are the same.
  state.freshSum = state.sum;
  state.freshMoment = state.moment;
  state.freshSquares = state.squares;
}

@inline
function lineOf(which: u32, slope: f64, mean: f64, half: f64): f64 {
  if (which == LINE) return mean + slope * half;
  if (which == ANGLE) return atan(slope) * DEGREES;
  if (which == INTERCEPT) return mean - slope * half;
  if (which == SLOPE) return slope;
  return mean + slope * (half + 1.0);
}

/** 1 over the sum of the squared distances of n places from their mean. */
@inline
function inverseSpread(n: f64): f64 {
  return 12.0 / (n * (n * n - 1.0));
}

@inline
function lineLoop(which: u32, s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Regression>(s);
  const ring = s + RING;
  const period = state.period;
  const top = <f64>period - 1.0;
  const half = 0.5 * top;
  const inverse = state.inverse;
  const slopeFactor = state.slopeFactor;
  const begin = barsBefore(period - 1, state.seen, n);
  if (begin > 0 || state.seen == 0) fill(state, x, begin);
  fillNotYet(out, begin);
  let slot = state.slot;
  let shift = state.shift;
  let sum = state.sum;
  let moment = state.moment;
  let freshShift = state.freshShift;
  let freshSum = state.freshSum;
  let freshMoment = state.freshMoment;
  for (let i = begin; i < n; i++) {
    const value = load<f64>(place(x, i));
    const d = value - shift;
    const e = value - freshShift;
    store<f64>(place(ring, slot), value);
    sum += d;
    moment += top * d;
    freshSum += e;
    freshMoment += <f64>slot * e;
    slot++;
    if (slot == period) {
      slot = 0;
      shift = freshShift;
      sum = freshSum;
      moment = freshMoment;
      freshShift = shift + sum * inverse;
      freshSum = 0;
      freshMoment = 0;
    }
    const slope = (moment - half * sum) * slopeFactor;
    store<f64>(place(out, i), lineOf(which, slope, sum * inverse + shift, half));
    sum -= load<f64>(place(ring, slot)) - shift;
    moment -= sum;
  }
  state.slot = slot;
  state.shift = shift;
  state.sum = sum;
  state.moment = moment;
  state.freshShift = freshShift;
  state.freshSum = freshSum;
  state.freshMoment = freshMoment;
  state.seen = seenAfter(state.seen, n);
}

/** Lines at the newest bars of the next n values. */
export function lineNext(s: usize, x: usize, out: usize, n: u32): void {
  lineLoop(LINE, s, x, out, n);
}

/** A value before the first full window. */
function lineFill(s: usize, value: f64): f64 {
  const mark = workMark();
  const cell = workColumn();
  store<f64>(cell, value);
  lineNext(s, cell, cell, 1);
  const line = load<f64>(cell);
  workRelease(mark);
  return line;
}

/** The next value alone, as lineNext. */
@inline
export function linearRegressionStep(s: usize, value: f64): f64 {
  const state = changetype<Regression>(s);
  const period = state.period;
  if (state.seen < period - 1 || state.seen == 0) return lineFill(s, value);
  const ring = s + RING;
  const top = <f64>period - 1.0;
  const half = 0.5 * top;
  const inverse = state.inverse;
  const d = value - state.shift;
  const e = value - state.freshShift;
  let slot = state.slot;
  store<f64>(place(ring, slot), value);
  let sum = state.sum + d;
  let moment = state.moment + top * d;
  const freshSum = state.freshSum + e;
  const freshMoment = state.freshMoment + <f64>slot * e;
  slot++;
  if (slot == period) {
    slot = 0;
    sum = freshSum;
    moment = freshMoment;
    state.shift = state.freshShift;
    state.freshShift = state.shift + sum * inverse;
    state.freshSum = 0;
    state.freshMoment = 0;
  } else {
    state.freshSum = freshSum;
    state.freshMoment = freshMoment;
  }
  const slope = (moment - half * sum) * state.slopeFactor;
  const line = lineOf(LINE, slope, sum * inverse + state.shift, half);
  sum -= load<f64>(place(ring, slot)) - state.shift;
  state.sum = sum;
  state.moment = moment - sum;
  state.slot = slot;
  return line;
}

@inline
function emit(
  which: u32,
  outputs: usize,
  i: u32,
  slope: f64,
  mean: f64,
  spread: f64,
  explained: f64,
  state: Regression,
): void {
  const period = <f64>state.period;
  const half = 0.5 * (period - 1.0);
  const at = place(column(outputs, 0), i);
  if (which == QUALITY) {
    store<f64>(at, slope);
    store<f64>(place(column(outputs, 1), i), mean - slope * half);
    store<f64>(place(column(outputs, 2), i), sqrt(spread / period));
    store<f64>(place(column(outputs, 3), i), spread > 0 ? min(explained / spread, 1.0) : NaN);
    return;
  }
  const line = mean + slope * half;
  const width =
    which == CHANNEL ? sqrt(spread / period) : sqrt(max(0, spread - explained) / (period - 2.0));
  store<f64>(at, line);
  store<f64>(place(column(outputs, 1), i), line + state.scale * width);
  store<f64>(place(column(outputs, 2), i), line - state.scale * width);
}

/** The fresh sums take over. */
@inline
function renew(state: Regression, inverse: f64): void {
  state.slot = 0;
  state.shift = state.freshShift;
  state.sum = state.freshSum;
  state.moment = state.freshMoment;
  state.squares = state.freshSquares;
  state.freshShift = state.shift + state.sum * inverse;
  state.freshSum = 0;
  state.freshMoment = 0;
  state.freshSquares = 0;
}

/** With the squares, for what says how well the line fits. */
function qualityLoop(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Regression>(s);
  const x = column(inputs, 0);
  const ring = s + RING;
  const period = state.period;
  const top = <f64>period - 1.0;
  const inverse = state.inverse;
  const slopeFactor = state.slopeFactor;
  const begin = barsBefore(period - 1, state.seen, n);
  if (begin > 0 || state.seen == 0) fill(state, x, begin);
  for (let k: usize = 0; k < (which == QUALITY ? 4 : 3); k++) fillNotYet(column(outputs, k), begin);
  for (let i = begin; i < n; i++) {
    const value = load<f64>(place(x, i));
    const d = value - state.shift;
    const e = value - state.freshShift;
    store<f64>(place(ring, state.slot), value);
    state.sum += d;
    state.moment += top * d;
    state.squares += d * d;
    state.freshSum += e;
    state.freshMoment += <f64>state.slot * e;
    state.freshSquares += e * e;
    state.equal = value == state.last ? min(state.equal + 1, period) : 1;
    state.last = value;
    state.slot++;
    if (state.slot == period) renew(state, inverse);
    const mean = state.sum * inverse;
    const across = state.moment - 0.5 * top * state.sum;
    const slope = across * slopeFactor;
    const spread = state.equal < period ? max(0, state.squares - state.sum * mean) : 0;
    emit(which, outputs, i, slope, mean + state.shift, spread, across * slope, state);
    const o = load<f64>(place(ring, state.slot)) - state.shift;
    state.sum -= o;
    state.squares -= o * o;
    state.moment -= state.sum;
  }
  state.seen = seenAfter(state.seen, n);
}

export function regressionRun(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  switch (which) {
    case LINE:
      return lineNext(s, x, out, n);
    case ANGLE:
      return lineLoop(ANGLE, s, x, out, n);
    case INTERCEPT:
      return lineLoop(INTERCEPT, s, x, out, n);
    case SLOPE:
      return lineLoop(SLOPE, s, x, out, n);
    case FORECAST:
      return lineLoop(FORECAST, s, x, out, n);
    default:
      return qualityLoop(which, s, inputs, outputs, n);
  }
}
