// Two series over the last n bars: correlation, covariance, beta. Sums about shifts near the two
// means, renewed as in about.ts.
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
import { isFinite, LEAST, RENEWAL_BARS } from './about';
import { place, seenAfter } from './window';

@unmanaged
class Pairs {
  seen: u32;
  period: u32;
  slot: u32;
  /** Bars until a value that is no number has left. */
  wait: u32;
  /** Bars since the sums were made. */
  age: u32;
  pad: u32;
  cross: f64;
}
// Then pairs of x and y.
@inline const SHIFT: usize = 32;
@inline const SUM: usize = 48;
@inline const SQUARES: usize = 64;
@inline const PEAK: usize = 80;
@inline const RING: usize = 96;

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
  // No sums yet.
  v128.store(s, f64x2.splat(NaN), SUM);
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

/** From n times the variances and the covariance. */
@inline
function valueOf(which: u32, spread: v128, xy: f64, n: f64): f64 {
  if (which == COVARIANCE) return xy / n;
  if (which == SAMPLE_COVARIANCE) return xy / (n - 1.0);
  const xx = firstOf(spread);
  if (which == BETA) return xx <= 0 ? 0 : xy / xx;
  const yy = secondOf(spread);
  const product = xx * yy;
  if (xx <= 0 || yy <= 0 || product <= 0) return 0;
  return max(-1.0, min(1.0, xy / sqrt(product)));
}

/** The bars before the first full window: the one that fills it makes the sums. */
function fill(s: usize, x: usize, y: usize, n: u32): void {
  const state = changetype<Pairs>(s);
  for (let i: u32 = 0; i < n; i++) {
    const a = load<f64>(place(x, i));
    const b = load<f64>(place(y, i));
    v128.store(s + RING + ((<usize>state.slot) << 4), pairOf(a, b));
    state.slot++;
    if (!isFinite(a) || !isFinite(b)) state.wait = state.period;
    else if (state.wait > 0) state.wait--;
  }
}

/** Mean distance of the ring's pairs from `shift`. */
function meanAbout(ring: usize, end: usize, shift: v128, inverse: f64): v128 {
  let sum = f64x2.splat(0);
  for (let at = ring; at < end; at += 16) sum = f64x2.add(sum, f64x2.sub(v128.load(at), shift));
  return f64x2.mul(sum, f64x2.splat(inverse));
}

/** All sums of the ring, about its means. */
function renew(s: usize): void {
  const state = changetype<Pairs>(s);
  const ring = s + RING;
  const end = ring + ((<usize>state.period) << 4);
  // About one of them first: where all are the same, that is the mean.
  const one = v128.load(ring);
  const shift = f64x2.add(one, meanAbout(ring, end, one, 1.0 / <f64>state.period));
  let sum = f64x2.splat(0);
  let squares = f64x2.splat(0);
  let cross: f64 = 0;
  for (let at = ring; at < end; at += 16) {
    const d = f64x2.sub(v128.load(at), shift);
    sum = f64x2.add(sum, d);
    squares = f64x2.add(squares, f64x2.mul(d, d));
    cross += firstOf(d) * secondOf(d);
  }
  v128.store(s, shift, SHIFT);
  v128.store(s, sum, SUM);
  v128.store(s, squares, SQUARES);
  v128.store(s, squares, PEAK);
  state.cross = cross;
  state.age = 0;
  state.wait = 0;
  if (isFinite(firstOf(squares)) && isFinite(secondOf(squares))) return;
  state.wait = state.period;
  v128.store(s, f64x2.splat(NaN), SUM);
}

/** As ringSettle of about.ts; `value`: the newest pair. Whether there are sums. */
function settle(s: usize, value: v128): bool {
  const state = changetype<Pairs>(s);
  if (!isFinite(firstOf(value)) || !isFinite(secondOf(value))) state.wait = state.period;
  else if (state.wait > 1) state.wait--;
  else {
    renew(s);
    return state.wait == 0;
  }
  v128.store(s, f64x2.splat(NaN), SUM);
  return false;
}

/**
 * The next bars of a full window, up to one whose sums must be looked at or renewed: that bar is in
 * the ring and the sums, but has no value. How many bars have.
 */
@inline
function evenNext(which: u32, s: usize, x: usize, y: usize, out: usize, n: u32): u32 {
  const state = changetype<Pairs>(s);
  const period = state.period;
  const inverse = f64x2.splat(1.0 / <f64>period);
  const ring = s + RING;
  const shift = v128.load(s, SHIFT);
  let slot = state.slot;
  let cross = state.cross;
  let sum = v128.load(s, SUM);
  let squares = v128.load(s, SQUARES);
  let peak = v128.load(s, PEAK);
  let i: u32 = 0;
  for (; i < n; i++) {
    const value = pairOf(load<f64>(place(x, i)), load<f64>(place(y, i)));
    v128.store(ring + ((<usize>slot) << 4), value);
    const d = f64x2.sub(value, shift);
    sum = f64x2.add(sum, d);
    squares = f64x2.add(squares, f64x2.mul(d, d));
    cross += firstOf(d) * secondOf(d);
    peak = f64x2.pmax(peak, squares);
    slot++;
    if (slot == period) {
      slot = 0;
      state.age += period;
      if (state.age >= RENEWAL_BARS) break;
    }
    const mean = f64x2.mul(sum, inverse);
    const spread = f64x2.sub(squares, f64x2.mul(sum, mean));
    if (!i64x2.all_true(f64x2.ge(spread, f64x2.mul(peak, f64x2.splat(LEAST))))) break;
    const xy = cross - firstOf(sum) * secondOf(mean);
    store<f64>(place(out, i), valueOf(which, spread, xy, <f64>period));
    const old = f64x2.sub(v128.load(ring + ((<usize>slot) << 4)), shift);
    sum = f64x2.sub(sum, old);
    squares = f64x2.sub(squares, f64x2.mul(old, old));
    cross -= firstOf(old) * secondOf(old);
  }
  state.slot = slot;
  state.cross = cross;
  v128.store(s, sum, SUM);
  v128.store(s, squares, SQUARES);
  v128.store(s, peak, PEAK);
  return i;
}

/** Value of the newest bar, whose sums must be looked at; then its oldest is taken out. */
@inline
function settled(which: u32, s: usize, value: v128): f64 {
  const state = changetype<Pairs>(s);
  const isThere = settle(s, value);
  const sum = v128.load(s, SUM);
  const squares = v128.load(s, SQUARES);
  const mean = f64x2.mul(sum, f64x2.splat(1.0 / <f64>state.period));
  const spread = f64x2.sub(squares, f64x2.mul(sum, mean));
  const xy = state.cross - firstOf(sum) * secondOf(mean);
  const old = v128.load(s + RING + ((<usize>state.slot) << 4));
  const o = f64x2.sub(old, v128.load(s, SHIFT));
  v128.store(s, f64x2.sub(sum, o), SUM);
  v128.store(s, f64x2.sub(squares, f64x2.mul(o, o)), SQUARES);
  state.cross -= firstOf(o) * secondOf(o);
  return isThere ? valueOf(which, spread, xy, <f64>state.period) : NaN;
}

@inline
function pairsLoop(which: u32, s: usize, x: usize, y: usize, out: usize, n: u32): void {
  const state = changetype<Pairs>(s);
  const begin = barsBefore(state.period - 1, state.seen, n);
  fill(s, x, y, begin);
  fillNotYet(out, begin);
  state.seen = seenAfter(state.seen, n);
  let i = begin;
  while (i < n) {
    i += evenNext(which, s, place(x, i), place(y, i), place(out, i), n - i);
    if (i == n) return;
    const value = pairOf(load<f64>(place(x, i)), load<f64>(place(y, i)));
    store<f64>(place(out, i), settled(which, s, value));
    i++;
  }
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
