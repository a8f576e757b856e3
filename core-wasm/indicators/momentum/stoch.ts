// Where the close stands in the range of a window: STOCH, STOCHF, STOCHRSI, WILLR.
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
import { aligned, at, from, fromPair, later, put, workPairs } from '../overlap/column';
import { maBegin, maIsMean, maNext, maSizeOf, maStart, maStep } from '../overlap/ma';
import { rangeNext, rangeSizeOf, rangeStart, rangeStep } from '../overlap/range';
import { rsiNext, rsiStart, SIZEOF_RSI } from './rsi';

@unmanaged
class Stoch {
  seen: u32;
  /** First bar of the range, of slow K and of D. */
  raw: u32;
  smooth: u32;
  begin: u32;
  /** Offsets of the averages and of the RSI. */
  k: u32;
  d: u32;
  rsi: u32;
  /** Whether rounding of the averages can be cut to 0..100. */
  isMeanK: u32;
  isMeanD: u32;
  pad0: u32;
  pad1: u64;
}
@inline const RANGE: usize = 48;
/** Ranges of the RSI up to this are rounding: a price that stands leaves it where it was. */
@inline const RSI_STANDS: f64 = 1e-11;

/**
 * scale * (x - base) / range for each bar, 0 where the range is not above `least`; base is the
 * lowest low (lane 1 holds its negative) or the highest high (lane 0).
 */
@inline
function place(ranges: usize, x: usize, out: usize, n: u32, isHigh: bool, least: f64): void {
  let i: u32 = 0;
  for (; i + 2 <= n; i += 2) {
    const one = v128.load(fromPair(ranges, i));
    const two = v128.load(fromPair(ranges, i), 16);
    const high = v128.shuffle<f64>(one, two, 0, 2);
    const minusLow = v128.shuffle<f64>(one, two, 1, 3);
    const range = f64x2.add(high, minusLow);
    const value = v128.load(from(x, i));
    const above = isHigh ? f64x2.sub(value, high) : f64x2.add(value, minusLow);
    const part = f64x2.div(f64x2.mul(f64x2.splat(100), above), range);
    const whole = v128.andnot(part, f64x2.le(range, f64x2.splat(least)));
    // Extremes pass over a NaN: it has no place among them.
    v128.store(from(out, i), v128.or(whole, f64x2.ne(value, value)));
  }
  if (i < n) {
    const high = load<f64>(fromPair(ranges, i));
    const minusLow = load<f64>(fromPair(ranges, i), 8);
    const range = high + minusLow;
    const value = at(x, i);
    const above = isHigh ? value - high : value + minusLow;
    put(out, i, value != value ? value : range <= least ? 0 : (100.0 * above) / range);
  }
}

/** The next bar alone, as place. */
@inline
function placeStep(s: usize, high: f64, low: f64, x: f64, isHigh: bool): f64 {
  const edges = rangeStep(s + RANGE, high, low);
  const top = f64x2.extract_lane(edges, 0);
  const minusLow = f64x2.extract_lane(edges, 1);
  const range = top + minusLow;
  const above = isHigh ? x - top : x + minusLow;
  return x != x ? x : range <= 0 ? 0 : (100.0 * above) / range;
}

/** An average of K alone, as smoothed. */
@inline
function smoothedStep(s: usize, isMean: u32, x: f64): f64 {
  const value = maStep(s, x);
  if (!isMean) return value;
  const cut = f64x2.pmin(f64x2.splat(value), f64x2.splat(100));
  // A NaN stays; 0 takes the sign of -0.
  return f64x2.extract_lane(f64x2.pmax(cut, f64x2.splat(0)), 0) + 0.0;
}

/** Cuts what rounding put outside 0..100. */
function clamp(col: usize, n: u32): void {
  const top = f64x2.splat(100);
  const bottom = f64x2.splat(0);
  let i: u32 = 0;
  for (; i + 2 <= n; i += 2) {
    const value = v128.load(from(col, i));
    v128.store(from(col, i), f64x2.add(f64x2.pmax(f64x2.pmin(value, top), bottom), bottom));
  }
  if (i < n) put(col, i, min(100.0, max(0.0, at(col, i))));
}

/** An average of K from bar `skip` on. */
function smoothed(s: usize, isMean: u32, x: usize, out: usize, skip: u32, n: u32): void {
  if (skip == n) return;
  maNext(s, from(x, skip), from(out, skip), n - skip);
  if (isMean) clamp(from(out, skip), n - skip);
}

@inline
function averageStart(s: usize, type: u32, period: u32): u32 {
  maStart(s, type, period);
  return maIsMean(type) || period == 1 ? 1 : 0;
}

export function stochfSize(params: usize): u32 {
  return (
    <u32>RANGE +
    aligned(rangeSizeOf(count(params, 0))) +
    maSizeOf(count(params, 2), count(params, 1))
  );
}

function fastInit(s: usize, kPeriod: u32, dPeriod: u32, dType: u32): void {
  const state = changetype<Stoch>(s);
  state.raw = kPeriod - 1;
  state.begin = state.raw + maBegin(dType, dPeriod);
  state.d = <u32>RANGE + aligned(rangeSizeOf(kPeriod));
  rangeStart(s + RANGE, kPeriod);
  state.isMeanD = averageStart(s + state.d, dType, dPeriod);
}

export function stochfInit(s: usize, params: usize): void {
  fastInit(s, count(params, 0), count(params, 1), count(params, 2));
}

export function stochfRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Stoch>(s);
  const k = column(outputs, 0);
  const d = column(outputs, 1);
  const mark = workMark();
  const ranges = workPairs();
  rangeNext(s + RANGE, column(inputs, 0), column(inputs, 1), ranges, n);
  place(ranges, column(inputs, 2), k, n, false, 0);
  smoothed(s + state.d, state.isMeanD, k, d, barsBefore(state.raw, state.seen, n), n);
  finish(state, k, d, n);
  workRelease(mark);
}

function finish(state: Stoch, k: usize, d: usize, n: u32): void {
  const skip = barsBefore(state.begin, state.seen, n);
  fillNotYet(k, skip);
  fillNotYet(d, skip);
  state.seen = later(state.seen, n);
}

export function stochSize(params: usize): u32 {
  return (
    <u32>RANGE +
    aligned(rangeSizeOf(count(params, 0))) +
    aligned(maSizeOf(count(params, 2), count(params, 1))) +
    maSizeOf(count(params, 4), count(params, 3))
  );
}

export function stochInit(s: usize, params: usize): void {
  const state = changetype<Stoch>(s);
  const period = count(params, 0);
  const kPeriod = count(params, 1);
  const kType = count(params, 2);
  const dPeriod = count(params, 3);
  const dType = count(params, 4);
  state.raw = period - 1;
  state.smooth = state.raw + maBegin(kType, kPeriod);
  state.begin = state.smooth + maBegin(dType, dPeriod);
  state.k = <u32>RANGE + aligned(rangeSizeOf(period));
  state.d = state.k + aligned(maSizeOf(kType, kPeriod));
  rangeStart(s + RANGE, period);
  state.isMeanK = averageStart(s + state.k, kType, kPeriod);
  state.isMeanD = averageStart(s + state.d, dType, dPeriod);
}

export function stochRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Stoch>(s);
  const k = column(outputs, 0);
  const d = column(outputs, 1);
  const mark = workMark();
  const ranges = workPairs();
  const raw = workColumn();
  rangeNext(s + RANGE, column(inputs, 0), column(inputs, 1), ranges, n);
  place(ranges, column(inputs, 2), raw, n, false, 0);
  smoothed(s + state.k, state.isMeanK, raw, k, barsBefore(state.raw, state.seen, n), n);
  smoothed(s + state.d, state.isMeanD, k, d, barsBefore(state.smooth, state.seen, n), n);
  finish(state, k, d, n);
  workRelease(mark);
}

/** The next bar alone, as stochRun: K and D to `out`; gives K. */
@inline
export function stochStep(s: usize, out: usize, high: f64, low: f64, close: f64): f64 {
  const state = changetype<Stoch>(s);
  const seen = state.seen;
  const raw = placeStep(s, high, low, close, false);
  let k = NOT_YET;
  let d = NOT_YET;
  if (seen >= state.raw) {
    k = smoothedStep(s + state.k, state.isMeanK, raw);
    if (seen >= state.smooth) d = smoothedStep(s + state.d, state.isMeanD, k);
  }
  if (seen < state.begin) {
    state.seen = seen + 1;
    k = NOT_YET;
    d = NOT_YET;
  }
  store<f64>(out, k);
  store<f64>(out, d, 8);
  return k;
}

export function stochrsiSize(params: usize): u32 {
  return (
    <u32>RANGE +
    aligned(rangeSizeOf(count(params, 1))) +
    aligned(maSizeOf(count(params, 3), count(params, 2))) +
    SIZEOF_RSI
  );
}

export function stochrsiInit(s: usize, params: usize): void {
  const state = changetype<Stoch>(s);
  const period = count(params, 0);
  fastInit(s, count(params, 1), count(params, 2), count(params, 3));
  state.rsi = state.d + aligned(maSizeOf(count(params, 3), count(params, 2)));
  state.smooth = period;
  state.raw += period;
  state.begin += period;
  rsiStart(s + state.rsi, period);
}

export function stochrsiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Stoch>(s);
  const k = column(outputs, 0);
  const d = column(outputs, 1);
  const mark = workMark();
  const ranges = workPairs();
  const rsi = workColumn();
  rsiNext(s + state.rsi, column(inputs, 0), rsi, n);
  const first = barsBefore(state.smooth, state.seen, n);
  const x = from(rsi, first);
  rangeNext(s + RANGE, x, x, ranges, n - first);
  place(ranges, x, from(k, first), n - first, false, RSI_STANDS);
  smoothed(s + state.d, state.isMeanD, k, d, barsBefore(state.raw, state.seen, n), n);
  finish(state, k, d, n);
  workRelease(mark);
}

export function willrSize(params: usize): u32 {
  return <u32>RANGE + rangeSizeOf(count(params, 0));
}

export function willrInit(s: usize, params: usize): void {
  changetype<Stoch>(s).begin = count(params, 0) - 1;
  rangeStart(s + RANGE, count(params, 0));
}

export function willrRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Stoch>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const ranges = workPairs();
  rangeNext(s + RANGE, column(inputs, 0), column(inputs, 1), ranges, n);
  place(ranges, column(inputs, 2), out, n, true, 0);
  fillNotYet(out, barsBefore(state.begin, state.seen, n));
  state.seen = later(state.seen, n);
  workRelease(mark);
}

/** The next bar alone, as willrRun. */
@inline
export function willRStep(s: usize, high: f64, low: f64, close: f64): f64 {
  const state = changetype<Stoch>(s);
  const value = placeStep(s, high, low, close, true);
  const seen = state.seen;
  if (seen >= state.begin) return value;
  state.seen = seen + 1;
  return NOT_YET;
}
