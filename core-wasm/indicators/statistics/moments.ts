// Variance of the last n values and what follows from it, in one pass over the sums of about.ts.
import { barsBefore, column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { pair } from '../overlap/column';
import {
  LEAST,
  Ring,
  ringFill,
  ringRenew,
  ringSettle,
  ringSizeOf,
  ringStart,
  RENEWAL_BARS,
  SIZEOF_RING,
  spreadOf,
} from './about';
import { place, seenAfter } from './window';

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
  return ringSizeOf(period);
}

/** `scale` multiplies the deviation. */
export function momentsStart(s: usize, period: u32, scale: f64): void {
  ringStart(s, period);
  changetype<Ring>(s).a = scale;
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

/** The next value of a full window. */
@inline
function momentsBar(which: u32, s: usize, value: f64): f64 {
  const state = changetype<Ring>(s);
  const period = state.period;
  const inverse = state.inverse;
  const ring = s + SIZEOF_RING;
  const d = value - state.shift;
  let slot = state.slot;
  store<f64>(place(ring, slot), value);
  slot++;
  let sum = state.sum + d;
  let squares = state.squares + d * d;
  let peak = f64x2.extract_lane(f64x2.pmax(f64x2.splat(state.peak), f64x2.splat(squares)), 0);
  if (slot == period) {
    slot = 0;
    state.age += period;
    if (state.age >= RENEWAL_BARS) {
      state.sum = sum;
      ringRenew(s);
      sum = state.sum;
      squares = state.squares;
      peak = state.peak;
    }
  }
  let spread = spreadOf(sum, squares, inverse);
  if (!(spread >= LEAST * peak)) {
    spread = ringSettle(s, value);
    sum = state.sum;
    squares = state.squares;
    peak = state.peak;
  }
  const shift = state.shift;
  const away = value - shift - sum * inverse;
  const o = load<f64>(place(ring, slot)) - shift;
  state.sum = sum - o;
  state.squares = squares - o * o;
  state.peak = peak;
  state.slot = slot;
  return valueOf(which, spread * inverse, away, <f64>period, state.a);
}

/**
 * The next bars of a full window, two at a time, up to the end of the ring or to where the sums
 * must be looked at. Gives how many bars were taken.
 */
@inline
function twos(which: u32, s: usize, x: usize, out: usize, n: u32): u32 {
  const state = changetype<Ring>(s);
  const period = state.period;
  const slot = state.slot;
  const most = min(n, period - slot - 1) & ~1;
  if (most == 0) return 0;
  const inverse = f64x2.splat(state.inverse);
  const scale = state.a;
  const shift = f64x2.splat(state.shift);
  // Lanes: sum, squares.
  let sums = pair(state.sum, state.squares);
  let peak = f64x2.splat(state.peak);
  const ring = place(s + SIZEOF_RING, slot);
  const bytes = (<usize>most) << 3;
  let i: usize = 0;
  for (; i < bytes; i += 16) {
    const value = v128.load(x + i);
    // The two that leave the window after these bars.
    const old = f64x2.sub(v128.load(ring + i, 8), shift);
    const d = f64x2.sub(value, shift);
    const dd = f64x2.mul(d, d);
    const oo = f64x2.mul(old, old);
    const first = f64x2.add(sums, v128.shuffle<f64>(d, dd, 0, 2));
    const between = f64x2.sub(first, v128.shuffle<f64>(old, oo, 0, 2));
    const second = f64x2.add(between, v128.shuffle<f64>(d, dd, 1, 3));
    const sum = v128.shuffle<f64>(first, second, 0, 2);
    const squares = v128.shuffle<f64>(first, second, 1, 3);
    const mean = f64x2.mul(sum, inverse);
    const spread = f64x2.sub(squares, f64x2.mul(sum, mean));
    const top = f64x2.pmax(peak, squares);
    const least = f64x2.mul(f64x2.pmax(top, v128.shuffle<f64>(top, top, 1, 0)), f64x2.splat(LEAST));
    if (!i64x2.all_true(f64x2.ge(spread, least))) break;
    v128.store(ring + i, value);
    sums = f64x2.sub(second, v128.shuffle<f64>(old, oo, 1, 3));
    peak = top;
    const variance = f64x2.mul(spread, inverse);
    const away = f64x2.sub(d, mean);
    v128.store(out + i, valuesOf(which, variance, away, <f64>period, scale));
  }
  const taken = <u32>(i >> 3);
  state.slot = slot + taken;
  state.sum = f64x2.extract_lane(sums, 0);
  state.squares = f64x2.extract_lane(sums, 1);
  state.peak = max(f64x2.extract_lane(peak, 0), f64x2.extract_lane(peak, 1));
  return taken;
}

@inline
function momentsLoop(which: u32, s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Ring>(s);
  const begin = barsBefore(state.period - 1, state.seen, n);
  for (let i: u32 = 0; i < begin; i++) ringFill(s, load<f64>(place(x, i)));
  fillNotYet(out, begin);
  let i = begin;
  while (i < n) {
    i += twos(which, s, place(x, i), place(out, i), n - i);
    if (i == n) break;
    store<f64>(place(out, i), momentsBar(which, s, load<f64>(place(x, i))));
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

/** The next value alone, as deviationNext. */
@inline
export function standardDeviationStep(s: usize, value: f64): f64 {
  const state = changetype<Ring>(s);
  if (state.seen < state.period - 1) {
    state.seen++;
    ringFill(s, value);
    return NOT_YET;
  }
  return momentsBar(DEVIATION, s, value);
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
