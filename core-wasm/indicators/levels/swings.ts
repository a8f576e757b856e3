// Turning points of the price: ZigZag legs of a least size, and highs and lows above or below their
// neighbours. Both give only what is known at the bar: no point is drawn back into the past.
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
import { extremeSizeOf, extremeStart, largestNext, smallestNext } from '../maths/extremes';
import { lagNext, lagSizeOf, lagStart } from '../overlap/lag';
import { place, seenAfter } from '../statistics/window';

@unmanaged
class ZigZag {
  seen: u32;
  /** 1: the leg rises, -1: it falls, 0: no leg yet. */
  direction: i32;
  /** Parts of an extreme that a turn must reach. */
  fallTo: f64;
  riseTo: f64;
  high: f64;
  low: f64;
  /** Bars since they came. */
  highAge: f64;
  lowAge: f64;
  swing: f64;
  swingAge: f64;
  pad: f64;
}
@inline export const SIZEOF_ZIG_ZAG: u32 = 80;

/** The parameter is the size of a turn in percent. */
export function zigZagInit(s: usize, params: usize): void {
  const state = changetype<ZigZag>(s);
  state.fallTo = 1.0 - factor(params, 0) / 100.0;
  state.riseTo = 1.0 + factor(params, 0) / 100.0;
  state.swing = NaN;
  state.swingAge = NaN;
}

/** The high is a turning point; the falling leg starts with this bar's low. */
@inline
function turnDown(state: ZigZag, low: f64): void {
  state.direction = -1;
  state.swing = state.high;
  state.swingAge = state.highAge;
  state.low = low;
  state.lowAge = 0;
}

@inline
function turnUp(state: ZigZag, high: f64): void {
  state.direction = 1;
  state.swing = state.low;
  state.swingAge = state.lowAge;
  state.high = high;
  state.highAge = 0;
}

/** A bar that makes a new extreme of the leg does not turn it. */
function zigZagTake(state: ZigZag, high: f64, low: f64): void {
  state.highAge += 1.0;
  state.lowAge += 1.0;
  state.swingAge += 1.0;
  const isHigher = high > state.high;
  const isLower = low < state.low;
  if (state.direction >= 0 && isHigher) {
    state.high = high;
    state.highAge = 0;
  }
  if (state.direction <= 0 && isLower) {
    state.low = low;
    state.lowAge = 0;
  }
  const isDown = state.highAge > 0 && low <= state.high * state.fallTo;
  const isUp = state.lowAge > 0 && high >= state.low * state.riseTo;
  if (state.direction >= 0 && isDown) turnDown(state, low);
  else if (state.direction <= 0 && isUp) turnUp(state, high);
}

export function zigZagRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<ZigZag>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  for (let i: u32 = 0; i < n; i++) {
    const h = load<f64>(place(high, i));
    const l = load<f64>(place(low, i));
    if (state.seen == 0) {
      state.seen = 1;
      state.high = h;
      state.low = l;
    } else zigZagTake(state, h, l);
    const direction = state.direction;
    const hasLeg = direction != 0;
    const isUp = direction > 0;
    store<f64>(place(column(outputs, 0), i), state.swing);
    store<f64>(place(column(outputs, 1), i), state.swingAge);
    store<f64>(place(column(outputs, 2), i), hasLeg ? <f64>direction : NaN);
    store<f64>(place(column(outputs, 3), i), hasLeg ? (isUp ? state.high : state.low) : NaN);
    store<f64>(place(column(outputs, 4), i), hasLeg ? (isUp ? state.highAge : state.lowAge) : NaN);
  }
}

@unmanaged
class Swings {
  seen: u32;
  left: u32;
  right: u32;
  pad: u32;
  /** Most bars between two points of a trend. */
  reach: f64;
  high: f64;
  low: f64;
  highAge: f64;
  lowAge: f64;
  highTrend: f64;
  lowTrend: f64;
}
/** Two sides, each: extremes of the bars to the left, to the right, and both delays. */
@inline const SIDES: usize = 80;

@inline
function extremeAt(period: u32): usize {
  return (extremeSizeOf(period) + 15) & ~15;
}

@inline
function lagAt(bars: u32): usize {
  return (lagSizeOf(bars) + 15) & ~15;
}

@inline
function sideSize(left: u32, right: u32): usize {
  return extremeAt(left) + extremeAt(right) + lagAt(right) + lagAt(right + 1);
}

export function swingsSize(params: usize): u32 {
  return <u32>(SIDES + 2 * sideSize(count(params, 0), count(params, 1)));
}

function sideStart(at: usize, left: u32, right: u32, isMax: bool): void {
  extremeStart(at, left, isMax);
  extremeStart(at + extremeAt(left), right, isMax);
  lagStart(at + extremeAt(left) + extremeAt(right), right);
  lagStart(at + extremeAt(left) + extremeAt(right) + lagAt(right), right + 1);
}

export function swingsInit(s: usize, params: usize): void {
  const state = changetype<Swings>(s);
  const left = count(params, 0);
  const right = count(params, 1);
  state.left = left;
  state.right = right;
  state.reach = factor(params, 2);
  state.high = NaN;
  state.low = NaN;
  state.highTrend = NaN;
  state.lowTrend = NaN;
  sideStart(s + SIDES, left, right, true);
  sideStart(s + SIDES + sideSize(left, right), left, right, false);
}

/**
 * To `out`, for the next n of `x`: the value of `right` bars ago where it is above (below) those of
 * both sides, otherwise NaN.
 */
@inline
function pointsOf(isMax: bool, at: usize, s: usize, x: usize, out: usize, n: u32): void {
  const left = changetype<Swings>(s).left;
  const right = changetype<Swings>(s).right;
  const second = at + extremeAt(left);
  const lags = second + extremeAt(right);
  const mark = workMark();
  const older = workColumn();
  const before = workColumn();
  const after = workColumn();
  if (isMax) {
    largestNext(at, x, older, n);
    largestNext(second, x, after, n);
  } else {
    smallestNext(at, x, older, n);
    smallestNext(second, x, after, n);
  }
  lagNext(lags, x, out, n);
  lagNext(lags + lagAt(right), older, before, n);
  for (let i: u32 = 0; i < n; i++) {
    const value = load<f64>(place(out, i));
    const a = load<f64>(place(before, i));
    const b = load<f64>(place(after, i));
    const isPoint = isMax ? value > a && value > b : value < a && value < b;
    store<f64>(place(out, i), isPoint ? value : NaN);
  }
  workRelease(mark);
}

/** 1 a higher, -1 a lower, 0 the same; NaN without a point before within reach. */
@inline
function trendOf(point: f64, last: f64, age: f64, reach: f64): f64 {
  if (!(age <= reach)) return NaN;
  return point > last ? 1.0 : point < last ? -1.0 : 0.0;
}

export function swingsRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Swings>(s);
  const highs = column(outputs, 0);
  const lows = column(outputs, 1);
  const begin = barsBefore(state.left + state.right, state.seen, n);
  const lowSide = s + SIDES + sideSize(state.left, state.right);
  pointsOf(true, s + SIDES, s, column(inputs, 0), highs, n);
  pointsOf(false, lowSide, s, column(inputs, 1), lows, n);
  fillNotYet(highs, begin);
  fillNotYet(lows, begin);
  for (let i: u32 = 0; i < n; i++) {
    const high = load<f64>(place(highs, i));
    const low = load<f64>(place(lows, i));
    state.highAge += 1.0;
    state.lowAge += 1.0;
    if (high == high) {
      if (state.high == state.high)
        state.highTrend = trendOf(high, state.high, state.highAge, state.reach);
      state.high = high;
      state.highAge = 0;
    }
    if (low == low) {
      if (state.low == state.low)
        state.lowTrend = trendOf(low, state.low, state.lowAge, state.reach);
      state.low = low;
      state.lowAge = 0;
    }
    store<f64>(place(column(outputs, 2), i), state.high);
    store<f64>(place(column(outputs, 3), i), state.low);
    store<f64>(place(column(outputs, 4), i), state.highTrend);
    store<f64>(place(column(outputs, 5), i), state.lowTrend);
  }
  state.seen = seenAfter(state.seen, n);
}
