// Variance of the last n values and what follows from it, in one pass. Sums are taken of the
// distances to a shift near the window's mean, so that no digits are lost at high price levels,
// and are renewed every n bars from sums that began with the window, about its newest mean.
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
import { pair } from '../overlap/column';
import { place, seenAfter } from './window';

@unmanaged
class Moments {
  seen: u32;
  period: u32;
  slot: u32;
  /** Newest values that equal each other: a flat window has exactly no variance. */
  equal: u32;
  last: f64;
  /** What multiplies the deviation. */
  scale: f64;
  shift: f64;
  sum: f64;
  squares: f64;
  /** The same of the sums that take over next. */
  freshShift: f64;
  freshSum: f64;
  freshSquares: f64;
  /** 1 / period. */
  inverse: f64;
  pad: f64;
}
@inline const RING: usize = 96;

@inline export const VARIANCE: u32 = 0;
/** Population deviation times `scale`. */
@inline export const DEVIATION: u32 = 1;
/** Divided by n - 1. */
@inline export const SAMPLE_VARIANCE: u32 = 2;
@inline export const SAMPLE_DEVIATION: u32 = 3;
/** Distance of the newest value from the mean in population deviations. */
@inline export const Z_SCORE: u32 = 4;
/** Population deviation by the root of n. */
@inline export const STANDARD_ERROR: u32 = 5;

export function momentsSizeOf(period: u32): u32 {
  return (<u32>RING + (period << 3) + 15) & ~15;
}

export function momentsStart(s: usize, period: u32, scale: f64): void {
  const state = changetype<Moments>(s);
  state.period = period;
  state.inverse = 1.0 / <f64>period;
  state.scale = scale;
}

/** @param variance of the population; `away` the newest value less the mean */
@inline
function valueOf(which: u32, variance: f64, away: f64, period: f64, scale: f64): f64 {
  if (which == VARIANCE) return variance;
  if (which == DEVIATION) return sqrt(variance) * scale;
  if (which == SAMPLE_VARIANCE) return (variance * period) / (period - 1.0);
  if (which == SAMPLE_DEVIATION) return sqrt((variance * period) / (period - 1.0));
  if (which == STANDARD_ERROR) return sqrt(variance / period);
  return variance > 0 ? away / sqrt(variance) : NaN;
}

/** As valueOf, of two bars. */
@inline
function valuesOf(which: u32, variance: v128, away: v128, period: f64, scale: f64): v128 {
  if (which == VARIANCE) return variance;
  if (which == DEVIATION) return f64x2.mul(f64x2.sqrt(variance), f64x2.splat(scale));
  if (which == STANDARD_ERROR) return f64x2.sqrt(f64x2.div(variance, f64x2.splat(period)));
  if (which == Z_SCORE) {
    const score = f64x2.div(away, f64x2.sqrt(variance));
    const isThere = f64x2.gt(variance, f64x2.splat(0));
    return v128.bitselect(score, f64x2.splat(NaN), isThere);
  }
  const whole = f64x2.mul(variance, f64x2.splat(period));
  const sample = f64x2.div(whole, f64x2.splat(period - 1.0));
  return which == SAMPLE_VARIANCE ? sample : f64x2.sqrt(sample);
}

/** A shift that is NaN would stay so after the value without a number has left the window. */
@inline
function numberOr0(value: f64): f64 {
  return value == value ? value : 0;
}

/** The bars before the first full window. */
function momentsFill(state: Moments, x: usize, n: u32): void {
  const ring = changetype<usize>(state) + RING;
  if (state.seen == 0) {
    state.shift = numberOr0(load<f64>(x));
    state.freshShift = state.shift;
  }
  for (let i: u32 = 0; i < n; i++) {
    const value = load<f64>(place(x, i));
    const d = value - state.shift;
    store<f64>(place(ring, state.slot++), value);
    state.sum += d;
    state.squares += d * d;
    state.equal = value == state.last ? state.equal + 1 : 1;
    state.last = value;
  }
  // While the window fills both sums are the same.
  state.freshSum = state.sum;
  state.freshSquares = state.squares;
}

/** The next value of a full window. */
@inline
function momentsBar(which: u32, state: Moments, value: f64): f64 {
  const period = state.period;
  const inverse = state.inverse;
  const ring = changetype<usize>(state) + RING;
  const e = value - state.freshShift;
  const d = value - state.shift;
  let slot = state.slot;
  store<f64>(place(ring, slot), value);
  slot++;
  let sum = state.sum + d;
  let squares = state.squares + d * d;
  const freshSum = state.freshSum + e;
  const freshSquares = state.freshSquares + e * e;
  const equal = value == state.last ? min(state.equal + 1, period) : 1;
  if (slot == period) {
    slot = 0;
    sum = freshSum;
    squares = freshSquares;
    state.shift = state.freshShift;
    state.freshShift = numberOr0(state.shift + sum * inverse);
    state.freshSum = 0;
    state.freshSquares = 0;
  } else {
    state.freshSum = freshSum;
    state.freshSquares = freshSquares;
  }
  const mean = sum * inverse;
  const spread = (squares - sum * mean) * inverse;
  const variance = equal >= period || spread < 0 ? 0 : spread;
  const away = value - state.shift - mean;
  const o = load<f64>(place(ring, slot)) - state.shift;
  state.sum = sum - o;
  state.squares = squares - o * o;
  state.slot = slot;
  state.equal = equal;
  state.last = value;
  return valueOf(which, variance, away, <f64>period, state.scale);
}

/**
 * The next bars of a full window, two at a time, up to the end of the block of n, where the sums
 * are renewed. Gives how many bars were taken.
 */
@inline
function twos(which: u32, s: usize, x: usize, out: usize, n: u32): u32 {
  const state = changetype<Moments>(s);
  const period = state.period;
  const slot = state.slot;
  const most = min(n, period - slot - 1) & ~1;
  if (most == 0) return 0;
  const inverse = f64x2.splat(state.inverse);
  const scale = state.scale;
  const shift = f64x2.splat(state.shift);
  const freshShift = f64x2.splat(state.freshShift);
  // Lanes: sum, squares.
  let sums = pair(state.sum, state.squares);
  let fresh = pair(state.freshSum, state.freshSquares);
  let last = f64x2.splat(state.last);
  let equal = state.equal;
  const ring = place(s + RING, slot);
  const bytes = (<usize>most) << 3;
  for (let i: usize = 0; i < bytes; i += 16) {
    const value = v128.load(x + i);
    // The two that leave the window after these bars.
    const old = f64x2.sub(v128.load(ring + i, 8), shift);
    v128.store(ring + i, value);
    const d = f64x2.sub(value, shift);
    const dd = f64x2.mul(d, d);
    const oo = f64x2.mul(old, old);
    const first = f64x2.add(sums, v128.shuffle<f64>(d, dd, 0, 2));
    sums = f64x2.sub(first, v128.shuffle<f64>(old, oo, 0, 2));
    const second = f64x2.add(sums, v128.shuffle<f64>(d, dd, 1, 3));
    sums = f64x2.sub(second, v128.shuffle<f64>(old, oo, 1, 3));
    const e = f64x2.sub(value, freshShift);
    const ee = f64x2.mul(e, e);
    fresh = f64x2.add(fresh, v128.shuffle<f64>(e, ee, 0, 2));
    fresh = f64x2.add(fresh, v128.shuffle<f64>(e, ee, 1, 3));
    const same = i64x2.bitmask(f64x2.eq(value, v128.shuffle<f64>(last, value, 1, 2)));
    const before = same & 1 ? equal + 1 : 1;
    equal = same & 2 ? before + 1 : 1;
    last = value;
    const sum = v128.shuffle<f64>(first, second, 0, 2);
    const squares = v128.shuffle<f64>(first, second, 1, 3);
    const mean = f64x2.mul(sum, inverse);
    const spread = f64x2.mul(f64x2.sub(squares, f64x2.mul(sum, mean)), inverse);
    let variance = v128.andnot(spread, f64x2.lt(spread, f64x2.splat(0)));
    if (max(before, equal) >= period) {
      if (before >= period) variance = f64x2.replace_lane(variance, 0, 0);
      if (equal >= period) variance = f64x2.replace_lane(variance, 1, 0);
    }
    const away = f64x2.sub(d, mean);
    v128.store(out + i, valuesOf(which, variance, away, <f64>period, scale));
  }
  state.slot = slot + most;
  state.sum = f64x2.extract_lane(sums, 0);
  state.squares = f64x2.extract_lane(sums, 1);
  state.freshSum = f64x2.extract_lane(fresh, 0);
  state.freshSquares = f64x2.extract_lane(fresh, 1);
  state.last = f64x2.extract_lane(last, 1);
  state.equal = min(equal, period);
  return most;
}

@inline
function momentsLoop(which: u32, s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Moments>(s);
  const begin = barsBefore(state.period - 1, state.seen, n);
  if (begin > 0 || state.seen == 0) momentsFill(state, x, begin);
  fillNotYet(out, begin);
  let i = begin;
  while (i < n) {
    i += twos(which, s, place(x, i), place(out, i), n - i);
    if (i == n) break;
    store<f64>(place(out, i), momentsBar(which, state, load<f64>(place(x, i))));
    i++;
  }
  state.seen = seenAfter(state.seen, n);
}

/** Sample deviations of the windows of the next n values. */
export function sampleDeviationNext(s: usize, x: usize, out: usize, n: u32): void {
  momentsLoop(SAMPLE_DEVIATION, s, x, out, n);
}

/** Sample variances of the windows of the next n values. */
export function sampleVarianceNext(s: usize, x: usize, out: usize, n: u32): void {
  momentsLoop(SAMPLE_VARIANCE, s, x, out, n);
}

/** Population deviations times the scale of the windows of the next n values. */
export function deviationNext(s: usize, x: usize, out: usize, n: u32): void {
  momentsLoop(DEVIATION, s, x, out, n);
}

/** A value before the first full window. */
function deviationFill(s: usize, value: f64): f64 {
  const mark = workMark();
  const cell = workColumn();
  store<f64>(cell, value);
  deviationNext(s, cell, cell, 1);
  const deviation = load<f64>(cell);
  workRelease(mark);
  return deviation;
}

/** The next value alone, as deviationNext. */
@inline
export function standardDeviationStep(s: usize, value: f64): f64 {
  const state = changetype<Moments>(s);
  if (state.seen < state.period - 1 || state.seen == 0) return deviationFill(s, value);
  return momentsBar(DEVIATION, state, value);
}

export function momentsSize(params: usize): u32 {
  return momentsSizeOf(count(params, 0));
}

/** The second parameter, where there is one, is the scale. */
export function scaledMomentsInit(s: usize, params: usize): void {
  momentsStart(s, count(params, 0), factor(params, 1));
}

export function momentsInit(s: usize, params: usize): void {
  momentsStart(s, count(params, 0), 1.0);
}

export function momentsRun(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  switch (which) {
    case VARIANCE:
      return momentsLoop(VARIANCE, s, x, out, n);
    case DEVIATION:
      return deviationNext(s, x, out, n);
    case SAMPLE_VARIANCE:
      return momentsLoop(SAMPLE_VARIANCE, s, x, out, n);
    case SAMPLE_DEVIATION:
      return momentsLoop(SAMPLE_DEVIATION, s, x, out, n);
    case Z_SCORE:
      return momentsLoop(Z_SCORE, s, x, out, n);
    default:
      return momentsLoop(STANDARD_ERROR, s, x, out, n);
  }
}
