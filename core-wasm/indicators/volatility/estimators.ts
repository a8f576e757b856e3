// Volatility of log returns from a bar's four prices: the square root of a scaled sum, over n
// bars, of one term a bar. Parkinson (1980), Garman and Klass (1980), Rogers and Satchell (1991),
// and Garman and Klass's with the gap to the close before (Yang and Zhang's extension).
import { log } from '../../math/transcendental';
import {
  barsBefore,
  column,
  count,
  factor,
  fillNotYet,
  NOT_YET,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { sumNext, sumSizeOf, sumStart } from '../maths/sum';
import {
  deviationNext,
  momentsSizeOf,
  momentsStart,
  sampleDeviationNext,
  sampleVarianceNext,
} from '../statistics/moments';
import { place, seenAfter } from '../statistics/window';

@inline export const PARKINSON: u32 = 0;
@inline export const GARMAN_KLASS: u32 = 1;
@inline export const ROGERS_SATCHELL: u32 = 2;
@inline export const GAP_GARMAN_KLASS: u32 = 3;

@inline const LN_2: f64 = 0.69314718055994530942;

/** Logarithm of a / b; prices at or below 0 have none, so that the windows over them are NaN. */
@inline
function logOf(a: f64, b: f64): f64 {
  return a > 0 && b > 0 ? log(a / b) : NaN;
}

@unmanaged
class Estimator {
  seen: u32;
  period: u32;
  /** The last bar's. */
  close: f64;
  /** What multiplies the sum. */
  scale: f64;
  pad: f64;
}
/** The state of the sum. */
@inline const SUM: usize = 32;

export function estimatorSize(params: usize): u32 {
  return <u32>SUM + sumSizeOf(count(params, 0));
}

export function estimatorInit(which: u32, s: usize, params: usize): void {
  const state = changetype<Estimator>(s);
  const period = count(params, 0);
  const divisor = which == PARKINSON ? 4.0 * LN_2 * <f64>period : <f64>period;
  state.period = period;
  state.scale = factor(params, 1) / divisor;
  sumStart(s + SUM, period);
}

@inline
function garmanKlass(open: f64, high: f64, low: f64, close: f64): f64 {
  const range = logOf(high, low);
  const body = logOf(close, open);
  return 0.5 * range * range - (2.0 * LN_2 - 1.0) * body * body;
}

@inline
function rogersSatchell(open: f64, high: f64, low: f64, close: f64): f64 {
  const up = logOf(high, open);
  const down = logOf(low, open);
  const body = logOf(close, open);
  return up * (up - body) + down * (down - body);
}

@inline
function estimatorLoop(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Estimator>(s);
  const out = column(outputs, 0);
  const open = column(inputs, 0);
  const high = which == PARKINSON ? open : column(inputs, 1);
  const low = which == PARKINSON ? column(inputs, 1) : column(inputs, 2);
  const close = which == PARKINSON ? open : column(inputs, 3);
  const mark = workMark();
  const terms = workColumn();
  const begin: u32 = which == GAP_GARMAN_KLASS && state.seen == 0 ? 1 : 0;
  let before = begin == 1 ? load<f64>(close) : state.close;
  for (let i = begin; i < n; i++) {
    const h = load<f64>(place(high, i));
    const l = load<f64>(place(low, i));
    const o = load<f64>(place(open, i));
    const c = load<f64>(place(close, i));
    let term: f64;
    if (which == PARKINSON) {
      const range = logOf(h, l);
      term = range * range;
    } else if (which == ROGERS_SATCHELL) term = rogersSatchell(o, h, l, c);
    else {
      term = garmanKlass(o, h, l, c);
      if (which == GAP_GARMAN_KLASS) {
        const gap = logOf(o, before);
        term += gap * gap;
        before = c;
      }
    }
    store<f64>(place(terms, i), term);
  }
  state.close = before;
  if (begin == 1) store<f64>(out, NOT_YET);
  if (n > begin) sumNext(s + SUM, place(terms, begin), place(out, begin), n - begin);
  workRelease(mark);
  const scale = state.scale;
  const skip = barsBefore(
    which == GAP_GARMAN_KLASS ? state.period : state.period - 1,
    state.seen,
    n,
  );
  for (let i = skip; i < n; i++)
    store<f64>(place(out, i), sqrt(max(0, load<f64>(place(out, i)) * scale)));
  state.seen = seenAfter(state.seen, n);
}

export function estimatorRun(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  if (which == PARKINSON) estimatorLoop(PARKINSON, s, inputs, outputs, n);
  else if (which == GARMAN_KLASS) estimatorLoop(GARMAN_KLASS, s, inputs, outputs, n);
  else if (which == ROGERS_SATCHELL) estimatorLoop(ROGERS_SATCHELL, s, inputs, outputs, n);
  else estimatorLoop(GAP_GARMAN_KLASS, s, inputs, outputs, n);
}

// Of closes: the deviation of the returns.
@unmanaged
class Close {
  seen: u32;
  period: u32;
  close: f64;
  scale: f64;
  pad: f64;
}
@inline const MOMENTS: usize = 32;

/** Sample deviation of period - 1 log returns. */
export function closeVolatilitySize(params: usize): u32 {
  return <u32>MOMENTS + momentsSizeOf(count(params, 0) - 1);
}

export function closeVolatilityInit(s: usize, params: usize): void {
  const state = changetype<Close>(s);
  state.period = count(params, 0) - 1;
  state.scale = sqrt(factor(params, 1));
  momentsStart(s + MOMENTS, state.period, 1.0);
}

/** Population deviation of `period` simple returns. */
export function returnVolatilitySize(params: usize): u32 {
  return <u32>MOMENTS + momentsSizeOf(count(params, 0));
}

export function returnVolatilityInit(s: usize, params: usize): void {
  changetype<Close>(s).period = count(params, 0);
  momentsStart(s + MOMENTS, count(params, 0), sqrt(factor(params, 1)));
}

export function closeRun(isLog: bool, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Close>(s);
  const close = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const returns = workColumn();
  const begin: u32 = state.seen == 0 ? 1 : 0;
  let before = begin == 1 ? load<f64>(close) : state.close;
  for (let i = begin; i < n; i++) {
    const price = load<f64>(place(close, i));
    const change = isLog ? logOf(price, before) : before == 0 ? 0 : price / before - 1.0;
    store<f64>(place(returns, i), change);
    before = price;
  }
  state.close = before;
  if (begin == 1) store<f64>(out, NOT_YET);
  if (n > begin) {
    const from = place(returns, begin);
    if (isLog) sampleDeviationNext(s + MOMENTS, from, place(out, begin), n - begin);
    else deviationNext(s + MOMENTS, from, place(out, begin), n - begin);
  }
  workRelease(mark);
  const skip = barsBefore(state.period, state.seen, n);
  const scale = state.scale;
  if (isLog)
    for (let i = skip; i < n; i++) store<f64>(place(out, i), load<f64>(place(out, i)) * scale);
  state.seen = seenAfter(state.seen, n);
}

// Yang and Zhang (2000): variance of the gaps over night, of open to close, and Rogers and
// Satchell's, in the shares that have the least error.
@unmanaged
class YangZhang {
  seen: u32;
  period: u32;
  close: f64;
  perYear: f64;
  /** Share of the variance of open to close. */
  share: f64;
}
@inline const PARTS: usize = 32;

export function yangZhangSize(params: usize): u32 {
  const period = count(params, 0);
  return <u32>PARTS + 2 * momentsSizeOf(period) + sumSizeOf(period);
}

export function yangZhangInit(s: usize, params: usize): void {
  const state = changetype<YangZhang>(s);
  const period = count(params, 0);
  const moments = <usize>momentsSizeOf(period);
  state.period = period;
  state.perYear = factor(params, 1);
  state.share = 0.34 / (1.34 + <f64>(period + 1) / <f64>(period - 1));
  momentsStart(s + PARTS, period, 1.0);
  momentsStart(s + PARTS + moments, period, 1.0);
  sumStart(s + PARTS + 2 * moments, period);
}

export function yangZhangRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<YangZhang>(s);
  const period = state.period;
  const moments = <usize>momentsSizeOf(period);
  const open = column(inputs, 0);
  const high = column(inputs, 1);
  const low = column(inputs, 2);
  const close = column(inputs, 3);
  const out = column(outputs, 0);
  const mark = workMark();
  const gaps = workColumn();
  const bodies = workColumn();
  const terms = workColumn();
  const skip: u32 = state.seen == 0 ? 1 : 0;
  let before = skip == 1 ? load<f64>(close) : state.close;
  for (let i = skip; i < n; i++) {
    const o = load<f64>(place(open, i));
    const c = load<f64>(place(close, i));
    const up = logOf(load<f64>(place(high, i)), o);
    const down = logOf(load<f64>(place(low, i)), o);
    const body = logOf(c, o);
    store<f64>(place(gaps, i), logOf(o, before));
    store<f64>(place(bodies, i), body);
    store<f64>(place(terms, i), up * (up - body) + down * (down - body));
    before = c;
  }
  state.close = before;
  if (n > skip) {
    const from = (<usize>skip) << 3;
    const left = n - skip;
    sampleVarianceNext(s + PARTS, gaps + from, gaps + from, left);
    sampleVarianceNext(s + PARTS + moments, bodies + from, bodies + from, left);
    sumNext(s + PARTS + 2 * moments, terms + from, terms + from, left);
  }
  const begin = barsBefore(period, state.seen, n);
  const share = state.share;
  const perYear = state.perYear;
  const inverse = 1.0 / <f64>period;
  for (let i = begin; i < n; i++) {
    const inside = max(0, load<f64>(place(terms, i)) * inverse);
    const variance =
      load<f64>(place(gaps, i)) + share * load<f64>(place(bodies, i)) + (1.0 - share) * inside;
    store<f64>(place(out, i), sqrt(variance * perYear));
  }
  fillNotYet(out, begin);
  workRelease(mark);
  state.seen = seenAfter(state.seen, n);
}
