// Least squares line through the last n values over x = 0 .. n - 1, in one pass: the sums of the
// values and of place times value, about a shift, renewed every n bars as in moments.ts.
import { atan } from '../../math/transcendental';
import { barsBefore, column, count, factor, fillNotYet } from '../kernel';
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
}
@inline const RING: usize = 96;

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
  changetype<Regression>(s).period = count(params, 0);
}

export function channelInit(s: usize, params: usize): void {
  changetype<Regression>(s).period = count(params, 0);
  changetype<Regression>(s).scale = factor(params, 1);
}

@inline
function emit(
  which: u32,
  outputs: usize,
  i: u32,
  slope: f64,
  mean: f64,
  half: f64,
  spread: f64,
  explained: f64,
  period: f64,
  scale: f64,
): void {
  const at = place(column(outputs, 0), i);
  if (which == LINE) store<f64>(at, mean + slope * half);
  else if (which == ANGLE) store<f64>(at, atan(slope) * DEGREES);
  else if (which == INTERCEPT) store<f64>(at, mean - slope * half);
  else if (which == SLOPE) store<f64>(at, slope);
  else if (which == FORECAST) store<f64>(at, mean + slope * (half + 1.0));
  else if (which == QUALITY) {
    store<f64>(at, slope);
    store<f64>(place(column(outputs, 1), i), mean - slope * half);
    store<f64>(place(column(outputs, 2), i), sqrt(spread / period));
    store<f64>(place(column(outputs, 3), i), spread > 0 ? min(explained / spread, 1.0) : NaN);
  } else {
    const line = mean + slope * half;
    const width =
      which == CHANNEL ? sqrt(spread / period) : sqrt(max(0, spread - explained) / (period - 2.0));
    store<f64>(at, line);
    store<f64>(place(column(outputs, 1), i), line + scale * width);
    store<f64>(place(column(outputs, 2), i), line - scale * width);
  }
}

@inline
function regressionLoop(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Regression>(s);
  const x = column(inputs, 0);
  const ring = s + RING;
  const period = state.period;
  const size = <f64>period;
  const top = size - 1.0;
  const half = 0.5 * top;
  const inverse = 1.0 / size;
  const spreadOfPlaces = (size * (size * size - 1.0)) / 12.0;
  const slopeFactor = 1.0 / spreadOfPlaces;
  const isSquared = which >= QUALITY;
  const scale = state.scale;
  if (state.seen == 0) {
    state.shift = load<f64>(x);
    state.freshShift = load<f64>(x);
  }
  const begin = barsBefore(period - 1, state.seen, n);
  let slot = state.slot;
  let equal = state.equal;
  let last = state.last;
  let shift = state.shift;
  let sum = state.sum;
  let moment = state.moment;
  let squares = state.squares;
  let freshShift = state.freshShift;
  let freshSum = state.freshSum;
  let freshMoment = state.freshMoment;
  let freshSquares = state.freshSquares;
  let i: u32 = 0;
  for (; i < begin; i++) {
    const value = load<f64>(place(x, i));
    const d = value - shift;
    store<f64>(place(ring, slot), value);
    sum += d;
    moment += <f64>slot * d;
    squares += d * d;
    slot++;
    equal = value == last ? equal + 1 : 1;
    last = value;
  }
  if (begin > 0) {
    freshSum = sum;
    freshMoment = moment;
    freshSquares = squares;
  }
  for (; i < n; i++) {
    const value = load<f64>(place(x, i));
    const d = value - shift;
    const e = value - freshShift;
    store<f64>(place(ring, slot), value);
    sum += d;
    moment += top * d;
    freshSum += e;
    freshMoment += <f64>slot * e;
    if (isSquared) {
      squares += d * d;
      freshSquares += e * e;
      equal = value == last ? equal + 1 : 1;
      last = value;
    }
    slot++;
    if (slot == period) {
      slot = 0;
      shift = freshShift;
      sum = freshSum;
      moment = freshMoment;
      squares = freshSquares;
      freshShift = shift + sum * inverse;
      freshSum = 0;
      freshMoment = 0;
      freshSquares = 0;
    }
    const mean = sum * inverse;
    const across = moment - half * sum;
    const slope = across * slopeFactor;
    const spread = isSquared && equal < period ? max(0, squares - sum * mean) : 0;
    emit(which, outputs, i, slope, mean + shift, half, spread, across * slope, size, scale);
    const o = load<f64>(place(ring, slot)) - shift;
    sum -= o;
    if (isSquared) squares -= o * o;
    moment -= sum;
  }
  state.slot = slot;
  state.equal = min(equal, period);
  state.last = last;
  state.shift = shift;
  state.sum = sum;
  state.moment = moment;
  state.squares = squares;
  state.freshShift = freshShift;
  state.freshSum = freshSum;
  state.freshMoment = freshMoment;
  state.freshSquares = freshSquares;
  state.seen = seenAfter(state.seen, n);
  fillNotYet(column(outputs, 0), begin);
  if (!isSquared) return;
  fillNotYet(column(outputs, 1), begin);
  fillNotYet(column(outputs, 2), begin);
  if (which == QUALITY) fillNotYet(column(outputs, 3), begin);
}

export function regressionRun(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  switch (which) {
    case LINE:
      return regressionLoop(LINE, s, inputs, outputs, n);
    case ANGLE:
      return regressionLoop(ANGLE, s, inputs, outputs, n);
    case INTERCEPT:
      return regressionLoop(INTERCEPT, s, inputs, outputs, n);
    case SLOPE:
      return regressionLoop(SLOPE, s, inputs, outputs, n);
    case FORECAST:
      return regressionLoop(FORECAST, s, inputs, outputs, n);
    case QUALITY:
      return regressionLoop(QUALITY, s, inputs, outputs, n);
    case CHANNEL:
      return regressionLoop(CHANNEL, s, inputs, outputs, n);
    default:
      return regressionLoop(ERROR_CHANNEL, s, inputs, outputs, n);
  }
}
