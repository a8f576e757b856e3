// Least squares line through the last n values over x = 0 .. n - 1, in one pass: the sums of the
// values and of place times value, about a shift, renewed as in about.ts.
import { atan } from '../../math/transcendental';
import { barsBefore, column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { About, aboutRenew, isFinite, LEAST, RENEWAL_BARS, spreadOf } from './about';
import { pair } from '../overlap/column';
import { place, seenAfter } from './window';

@unmanaged
class Regression {
  seen: u32;
  period: u32;
  slot: u32;
  /** Bars until a value that is no number has left. */
  wait: u32;
  /** Bars since the sums were made. */
  age: u32;
  pad: u32;
  /** What multiplies the width of a channel. */
  scale: f64;
  /** Of place times value. */
  moment: f64;
  /** As About. */
  shift: f64;
  sum: f64;
  squares: f64;
  /** Largest squares since the sums were made. */
  peak: f64;
  /** 1 / period, and 1 over the sum of the squared distances of the places from their mean. */
  inverse: f64;
  slopeFactor: f64;
}
@inline const ABOUT: usize = 40;
@inline const RING: usize = 88;

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
  // No sums yet.
  state.sum = NaN;
}

export function channelInit(s: usize, params: usize): void {
  regressionInit(s, params);
  changetype<Regression>(s).scale = factor(params, 1);
}

/** A bar before the first full window: the one that fills it makes the sums. */
function fill(state: Regression, value: f64): void {
  store<f64>(place(changetype<usize>(state) + RING, state.slot), value);
  state.slot++;
  if (!isFinite(value)) state.wait = state.period;
  else if (state.wait > 0) state.wait--;
}

/** Sum of place times distance from `shift` in [at, end), whose places begin at `first`. */
function momentOf(at: usize, end: usize, first: f64, shift: f64): f64 {
  const from = f64x2.splat(shift);
  let places = pair(first, first + 1.0);
  let sums = f64x2.splat(0);
  for (; at + 16 <= end; at += 16) {
    sums = f64x2.add(sums, f64x2.mul(places, f64x2.sub(v128.load(at), from)));
    places = f64x2.add(places, f64x2.splat(2));
  }
  const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  return at < end ? sum + f64x2.extract_lane(places, 0) * (load<f64>(at) - shift) : sum;
}

/** All sums of the ring, about its mean. */
function renew(state: Regression): void {
  const period = state.period;
  const ring = changetype<usize>(state) + RING;
  const end = place(ring, period);
  aboutRenew(changetype<About>(changetype<usize>(state) + ABOUT), ring, end, state.inverse);
  const oldest = place(ring, state.slot);
  const older = momentOf(oldest, end, 0, state.shift);
  state.moment = older + momentOf(ring, oldest, <f64>(period - state.slot), state.shift);
  state.age = 0;
  state.wait = 0;
  if (isFinite(state.squares)) return;
  state.wait = period;
  state.sum = NaN;
}

/** As ringSettle of about.ts. */
function settle(state: Regression, value: f64): void {
  if (!isFinite(value)) state.wait = state.period;
  else if (state.wait > 1) state.wait--;
  else return renew(state);
  state.sum = NaN;
}

/** Takes the next value of a full window into its ring and sums, and makes those good. */
@inline
function take(state: Regression, value: f64): void {
  const period = state.period;
  const slot = state.slot;
  const d = value - state.shift;
  store<f64>(place(changetype<usize>(state) + RING, slot), value);
  const sum = state.sum + d;
  const squares = state.squares + d * d;
  const peak = f64x2.extract_lane(f64x2.pmax(f64x2.splat(state.peak), f64x2.splat(squares)), 0);
  state.sum = sum;
  state.moment += (<f64>period - 1.0) * d;
  state.squares = squares;
  state.peak = peak;
  let isDue = !(spreadOf(sum, squares, state.inverse) >= LEAST * peak);
  if (slot + 1 == period) {
    state.slot = 0;
    state.age += period;
    isDue = isDue || state.age >= RENEWAL_BARS;
  } else state.slot = slot + 1;
  if (isDue) settle(state, value);
}

/** Takes the oldest value of the window out. */
@inline
function drop(state: Regression): void {
  const o = load<f64>(place(changetype<usize>(state) + RING, state.slot)) - state.shift;
  const sum = state.sum - o;
  state.sum = sum;
  state.squares -= o * o;
  state.moment -= sum;
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

/** The line at the newest bar. */
@inline
function lineNow(which: u32, state: Regression): f64 {
  const half = 0.5 * (<f64>state.period - 1.0);
  const sum = state.sum;
  const slope = (state.moment - half * sum) * state.slopeFactor;
  return lineOf(which, slope, sum * state.inverse + state.shift, half);
}

/**
 * The lines of the next bars of a full window, up to one whose sums must be looked at or renewed:
 * how many. Nothing is called in here: for that all would leave its registers.
 */
@inline
function evenLines(which: u32, s: usize, x: usize, out: usize, n: u32): u32 {
  const state = changetype<Regression>(s);
  const ring = s + RING;
  const period = state.period;
  const top = <f64>period - 1.0;
  const half = 0.5 * top;
  const inverse = state.inverse;
  const slopeFactor = state.slopeFactor;
  const shift = state.shift;
  let slot = state.slot;
  let age = state.age;
  let sum = state.sum;
  let moment = state.moment;
  let squares = state.squares;
  let peak = f64x2.splat(state.peak);
  let i: u32 = 0;
  for (; i < n; i++) {
    const value = load<f64>(place(x, i));
    const d = value - shift;
    const more = sum + d;
    const moreSquares = squares + d * d;
    const most = f64x2.pmax(peak, f64x2.splat(moreSquares));
    const spread = spreadOf(more, moreSquares, inverse);
    if (!(spread >= LEAST * f64x2.extract_lane(most, 0))) break;
    let next = slot + 1;
    if (next == period) {
      if (age + period >= RENEWAL_BARS) break;
      age += period;
      next = 0;
    }
    store<f64>(place(ring, slot), value);
    slot = next;
    peak = most;
    const slope = (moment + top * d - half * more) * slopeFactor;
    store<f64>(place(out, i), lineOf(which, slope, more * inverse + shift, half));
    // What comes less what leaves: one addition to each sum, so that the next bar waits for one.
    const o = load<f64>(place(ring, slot)) - shift;
    sum += d - o;
    squares += d * d - o * o;
    moment += top * d - sum;
  }
  state.slot = slot;
  state.age = age;
  state.sum = sum;
  state.moment = moment;
  state.squares = squares;
  state.peak = f64x2.extract_lane(peak, 0);
  return i;
}

@inline
function lineLoop(which: u32, s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Regression>(s);
  const begin = barsBefore(state.period - 1, state.seen, n);
  for (let i: u32 = 0; i < begin; i++) fill(state, load<f64>(place(x, i)));
  fillNotYet(out, begin);
  state.seen = seenAfter(state.seen, n);
  let i = begin;
  while (i < n) {
    i += evenLines(which, s, place(x, i), place(out, i), n - i);
    if (i == n) return;
    take(state, load<f64>(place(x, i)));
    store<f64>(place(out, i), lineNow(which, state));
    drop(state);
    i++;
  }
}

/** Lines at the newest bars of the next n values. */
export function lineNext(s: usize, x: usize, out: usize, n: u32): void {
  lineLoop(LINE, s, x, out, n);
}

/** The next value where the sums must be looked at or renewed. */
function lineTurn(s: usize, value: f64): f64 {
  const state = changetype<Regression>(s);
  take(state, value);
  const line = lineNow(LINE, state);
  drop(state);
  return line;
}

/** The next value alone, as lineNext. */
@inline
export function linearRegressionStep(s: usize, value: f64): f64 {
  const state = changetype<Regression>(s);
  if (state.seen < state.period - 1) {
    state.seen++;
    fill(state, value);
    return NOT_YET;
  }
  const period = state.period;
  const slot = state.slot;
  const shift = state.shift;
  const d = value - shift;
  const sum = state.sum + d;
  const squares = state.squares + d * d;
  const peak = f64x2.extract_lane(f64x2.pmax(f64x2.splat(state.peak), f64x2.splat(squares)), 0);
  if (!(spreadOf(sum, squares, state.inverse) >= LEAST * peak)) return lineTurn(s, value);
  let next = slot + 1;
  if (next == period) {
    if (state.age + period >= RENEWAL_BARS) return lineTurn(s, value);
    state.age += period;
    next = 0;
  }
  const top = <f64>period - 1.0;
  const half = 0.5 * top;
  const ring = s + RING;
  store<f64>(place(ring, slot), value);
  const slope = (state.moment + top * d - half * sum) * state.slopeFactor;
  const o = load<f64>(place(ring, next)) - shift;
  const left = state.sum + (d - o);
  state.slot = next;
  state.peak = peak;
  state.sum = left;
  state.squares += d * d - o * o;
  state.moment += top * d - left;
  return lineOf(LINE, slope, sum * state.inverse + shift, half);
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

/** With the squares, for what says how well the line fits. */
function qualityLoop(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Regression>(s);
  const x = column(inputs, 0);
  const period = state.period;
  const half = 0.5 * (<f64>period - 1.0);
  const inverse = state.inverse;
  const begin = barsBefore(period - 1, state.seen, n);
  for (let i: u32 = 0; i < begin; i++) fill(state, load<f64>(place(x, i)));
  for (let k: usize = 0; k < (which == QUALITY ? 4 : 3); k++) fillNotYet(column(outputs, k), begin);
  for (let i = begin; i < n; i++) {
    take(state, load<f64>(place(x, i)));
    const mean = state.sum * inverse;
    const across = state.moment - half * state.sum;
    const slope = across * state.slopeFactor;
    const left = spreadOf(state.sum, state.squares, inverse);
    // Rounding of nothing.
    const spread = left < 0 ? 0 : left;
    emit(which, outputs, i, slope, mean + state.shift, spread, across * slope, state);
    drop(state);
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
