// Two series over the last n bars: correlation, covariance, beta. Sums about shifts near the two
// means, renewed every n bars as in moments.ts.
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  NOT_YET,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { place, seenAfter } from './window';

@unmanaged
class Pairs {
  seen: u32;
  period: u32;
  slot: u32;
  pad: u32;
  /** Newest values that equal each other. */
  equalX: u32;
  equalY: u32;
  cross: f64;
  freshCross: f64;
  pad2: f64;
}
// Then pairs of x and y.
@inline const LAST: usize = 48;
@inline const SHIFT: usize = 64;
@inline const SUM: usize = 80;
@inline const SQUARES: usize = 96;
/** The same of the sums that take over next. */
@inline const FRESH_SHIFT: usize = 112;
@inline const FRESH_SUM: usize = 128;
@inline const FRESH_SQUARES: usize = 144;
@inline const RING: usize = 160;

@inline export const CORRELATION: u32 = 0;
@inline export const COVARIANCE: u32 = 1;
@inline export const SAMPLE_COVARIANCE: u32 = 2;
/** Slope of the second series on the first. */
@inline export const BETA: u32 = 3;

export function pairsSizeOf(period: u32): u32 {
  return <u32>RING + (period << 4);
}

export function pairsStart(s: usize, period: u32): void {
  changetype<Pairs>(s).period = period;
}

@inline
function firstOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0);
}

@inline
function secondOf(pair: v128): f64 {
  return f64x2.extract_lane(pair, 1);
}

@inline
function pairOf(a: f64, b: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(a), 1, b);
}

/** From n times the variances and the covariance; `isFlat`: a series is the same all along. */
@inline
function valueOf(which: u32, spread: v128, xy: f64, isFlat: bool, n: f64): f64 {
  if (isFlat) return 0;
  if (which == COVARIANCE) return xy / n;
  if (which == SAMPLE_COVARIANCE) return xy / (n - 1.0);
  const xx = firstOf(spread);
  if (which == BETA) return xx <= 0 ? 0 : xy / xx;
  const yy = secondOf(spread);
  const product = xx * yy;
  if (xx <= 0 || yy <= 0 || product <= 0) return 0;
  return max(-1.0, min(1.0, xy / sqrt(product)));
}

/** The first bar is where both shifts start. */
function pairsBegin(s: usize, x: usize, y: usize): void {
  const first = pairOf(load<f64>(x), load<f64>(y));
  v128.store(s, first, SHIFT);
  v128.store(s, first, FRESH_SHIFT);
}

@inline
function pairsLoop(which: u32, s: usize, x: usize, y: usize, out: usize, n: u32): void {
  const state = changetype<Pairs>(s);
  const period = state.period;
  const inverse = f64x2.splat(1.0 / <f64>period);
  const ring = s + RING;
  if (state.seen == 0) pairsBegin(s, x, y);
  const begin = barsBefore(period - 1, state.seen, n);
  let slot = state.slot;
  let equalX = state.equalX;
  let equalY = state.equalY;
  let cross = state.cross;
  let freshCross = state.freshCross;
  let last = v128.load(s, LAST);
  let shift = v128.load(s, SHIFT);
  let sum = v128.load(s, SUM);
  let squares = v128.load(s, SQUARES);
  let freshShift = v128.load(s, FRESH_SHIFT);
  let freshSum = v128.load(s, FRESH_SUM);
  let freshSquares = v128.load(s, FRESH_SQUARES);
  for (let i: u32 = 0; i < n; i++) {
    const value = pairOf(load<f64>(place(x, i)), load<f64>(place(y, i)));
    v128.store(ring + ((<usize>slot) << 4), value);
    const d = f64x2.sub(value, shift);
    sum = f64x2.add(sum, d);
    squares = f64x2.add(squares, f64x2.mul(d, d));
    cross += firstOf(d) * secondOf(d);
    const e = f64x2.sub(value, freshShift);
    freshSum = f64x2.add(freshSum, e);
    freshSquares = f64x2.add(freshSquares, f64x2.mul(e, e));
    freshCross += firstOf(e) * secondOf(e);
    equalX = firstOf(value) == firstOf(last) ? equalX + 1 : 1;
    equalY = secondOf(value) == secondOf(last) ? equalY + 1 : 1;
    last = value;
    slot++;
    if (slot == period) {
      slot = 0;
      shift = freshShift;
      sum = freshSum;
      squares = freshSquares;
      cross = freshCross;
      freshShift = f64x2.add(shift, f64x2.mul(sum, inverse));
      freshSum = freshSquares = f64x2.splat(0);
      freshCross = 0;
    }
    if (i < begin) continue;
    const mean = f64x2.mul(sum, inverse);
    const spread = f64x2.sub(squares, f64x2.mul(sum, mean));
    const xy = cross - firstOf(sum) * secondOf(mean);
    const isFlat = equalX >= period || equalY >= period;
    store<f64>(place(out, i), valueOf(which, spread, xy, isFlat, <f64>period));
    const old = f64x2.sub(v128.load(ring + ((<usize>slot) << 4)), shift);
    sum = f64x2.sub(sum, old);
    squares = f64x2.sub(squares, f64x2.mul(old, old));
    cross -= firstOf(old) * secondOf(old);
  }
  fillNotYet(out, begin);
  state.seen = seenAfter(state.seen, n);
  state.slot = slot;
  state.equalX = min(equalX, period);
  state.equalY = min(equalY, period);
  state.cross = cross;
  state.freshCross = freshCross;
  v128.store(s, last, LAST);
  v128.store(s, shift, SHIFT);
  v128.store(s, sum, SUM);
  v128.store(s, squares, SQUARES);
  v128.store(s, freshShift, FRESH_SHIFT);
  v128.store(s, freshSum, FRESH_SUM);
  v128.store(s, freshSquares, FRESH_SQUARES);
}

export function pairsSize(params: usize): u32 {
  return pairsSizeOf(count(params, 0));
}

export function pairsInit(s: usize, params: usize): void {
  pairsStart(s, count(params, 0));
}

export function pairsRun(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const y = column(inputs, 1);
  const out = column(outputs, 0);
  if (which == CORRELATION) pairsLoop(CORRELATION, s, x, y, out, n);
  else if (which == COVARIANCE) pairsLoop(COVARIANCE, s, x, y, out, n);
  else pairsLoop(SAMPLE_COVARIANCE, s, x, y, out, n);
}

// Beta is of returns from bar to bar: the two last prices stand before the state of the pairs.
@unmanaged
class Before {
  seen: u32;
  pad: u32;
  x: f64;
  y: f64;
}
@inline const PAIRS: usize = 32;

export function betaSize(params: usize): u32 {
  return <u32>PAIRS + pairsSizeOf(count(params, 0));
}

export function betaInit(s: usize, params: usize): void {
  pairsStart(s + PAIRS, count(params, 0));
}

@inline
function returnOf(price: f64, before: f64): f64 {
  return before == 0 ? 0 : (price - before) / before;
}

export function betaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Before>(s);
  const x = column(inputs, 0);
  const y = column(inputs, 1);
  const out = column(outputs, 0);
  const mark = workMark();
  const rx = workColumn();
  const ry = workColumn();
  let beforeX = state.x;
  let beforeY = state.y;
  const skip: u32 = state.seen == 0 ? 1 : 0;
  if (skip == 1) {
    store<f64>(out, NOT_YET);
    beforeX = load<f64>(x);
    beforeY = load<f64>(y);
  }
  for (let i = skip; i < n; i++) {
    const a = load<f64>(place(x, i));
    const b = load<f64>(place(y, i));
    store<f64>(place(rx, i), returnOf(a, beforeX));
    store<f64>(place(ry, i), returnOf(b, beforeY));
    beforeX = a;
    beforeY = b;
  }
  state.x = beforeX;
  state.y = beforeY;
  state.seen = 1;
  if (n > skip)
    pairsLoop(BETA, s + PAIRS, place(rx, skip), place(ry, skip), place(out, skip), n - skip);
  workRelease(mark);
}
