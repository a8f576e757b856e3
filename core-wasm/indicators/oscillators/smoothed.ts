// Oscillators of smoothed changes: TSI, KST, Coppock, PMO, SMI, detrended price, Awesome and
// Accelerator. A layout with s = 0 only counts the bytes.
import { barsBefore, column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { differences, get, middles, Parts, put, seenAfter, SIZEOF_PARTS } from '../averages/parts';
import {
  alphaPlace,
  before,
  changeStage,
  edgesPlace,
  edgesStage,
  emaPlace,
  emaStage,
  lagPlace,
  lagStage,
  smaPlace,
  smaStage,
  wmaPlace,
  wmaStage,
} from '../averages/stages';

/** scale * a / b, and 0 where b is 0. */
function ratios(a: usize, b: usize, out: usize, n: u32, scale: f64): void {
  for (let i: u32 = 0; i < n; i++) {
    const whole = get(b, i);
    put(out, i, whole == 0 ? 0 : (scale * get(a, i)) / whole);
  }
}

function sizes(x: usize, out: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i++) put(out, i, abs(get(x, i)));
}

// True strength index. p, q: periods of the first and second average.
export function tsiLayout(s: usize, params: usize): u32 {
  const p = count(params, 0);
  const q = count(params, 1);
  if (s != 0) {
    changetype<Parts>(s).p = p;
    changetype<Parts>(s).q = q;
  }
  let top = emaPlace(s, 0, SIZEOF_PARTS, p);
  top = emaPlace(s, 1, top, p);
  top = emaPlace(s, 2, top, q);
  top = emaPlace(s, 3, top, q);
  return emaPlace(s, 4, top, count(params, 2));
}

export function tsiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const signal = column(outputs, 1);
  const mark = workMark();
  const change = workColumn();
  const size = workColumn();
  changeStage(s, s + offsetof<Parts>('u'), column(inputs, 0), change, n);
  sizes(change, size, n);
  emaStage(s, 0, 1, change, change, n);
  emaStage(s, 1, 1, size, size, n);
  emaStage(s, 2, state.p, change, change, n);
  emaStage(s, 3, state.p, size, size, n);
  ratios(change, size, out, n, 100.0);
  emaStage(s, 4, state.p + state.q - 1, out, signal, n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

/** 100 (x / old - 1) from bar `begin` on, 0 where old is 0; `out` may be `old`. */
function rates(s: usize, begin: u32, x: usize, old: usize, out: usize, n: u32): void {
  const skip = before(s, begin, n);
  for (let i = skip; i < n; i++) {
    const past = get(old, i);
    put(out, i, past == 0 ? 0 : 100.0 * (get(x, i) / past - 1.0));
  }
  fillNotYet(out, skip);
}

/** Where KST keeps the bars of its k-th delay: u to x. */
@inline
function barsAt(s: usize, k: u32): usize {
  return s + offsetof<Parts>('u') + ((<usize>k) << 3);
}

// Know sure thing. Inner states 0 to 3: delays; 4 to 7: their means; 8: signal.
export function kstLayout(s: usize, params: usize): u32 {
  let top = SIZEOF_PARTS;
  let begin: u32 = 0;
  for (let k: u32 = 0; k < 4; k++) {
    top = lagPlace(s, k, top, count(params, k));
    top = smaPlace(s, 4 + k, top, count(params, 4 + k));
    begin = max(begin, count(params, k) + count(params, 4 + k) - 1);
    if (s != 0) store<f64>(barsAt(s, k), factor(params, k));
  }
  if (s != 0) changetype<Parts>(s).p = begin;
  return smaPlace(s, 8, top, count(params, 8));
}

export function kstRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const rate = workColumn();
  for (let k: u32 = 0; k < 4; k++) {
    const bars = <u32>load<f64>(barsAt(s, k));
    lagStage(s, k, 0, x, rate, n);
    rates(s, bars, x, rate, rate, n);
    smaStage(s, 4 + k, bars, rate, rate, n);
    const weight = <f64>(k + 1);
    for (let i: u32 = 0; i < n; i++)
      put(out, i, (k == 0 ? 0 : get(out, i)) + weight * get(rate, i));
  }
  smaStage(s, 8, state.p, out, column(outputs, 1), n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Coppock curve. p: first bar with both rates.
export function coppockLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).p = max(count(params, 0), count(params, 1));
  const top = lagPlace(s, 1, lagPlace(s, 0, SIZEOF_PARTS, count(params, 0)), count(params, 1));
  return wmaPlace(s, 2, top, count(params, 2));
}

export function coppockRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const rate = workColumn();
  lagStage(s, 0, 0, x, out, n);
  lagStage(s, 1, 0, x, rate, n);
  rates(s, state.p, x, out, out, n);
  rates(s, state.p, x, rate, rate, n);
  for (let i: u32 = 0; i < n; i++) put(out, i, get(out, i) + get(rate, i));
  wmaStage(s, 2, state.p, out, out, n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Price momentum oscillator: averages with alpha 2 / n. p, q: their periods; u: close before.
export function pmoLayout(s: usize, params: usize): u32 {
  const p = count(params, 0);
  const q = count(params, 1);
  if (s != 0) {
    changetype<Parts>(s).p = p;
    changetype<Parts>(s).q = q;
  }
  const top = alphaPlace(s, 0, SIZEOF_PARTS, p, 2.0 / <f64>p);
  return emaPlace(s, 2, alphaPlace(s, 1, top, q, 2.0 / <f64>q), count(params, 2));
}

export function pmoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  let last = state.u;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(x, i);
    put(out, i, last == 0 ? 0 : 1000.0 * (now / last - 1.0));
    last = now;
  }
  state.u = last;
  emaStage(s, 0, 1, out, out, n);
  emaStage(s, 1, state.p, out, out, n);
  emaStage(s, 2, state.p + state.q - 1, out, column(outputs, 1), n);
  state.seen = seenAfter(state.seen, n);
}

// Stochastic momentum index. p, q: first bar of the range and of its second average; r: first bar.
export function smiLayout(s: usize, params: usize): u32 {
  const first = count(params, 1);
  const second = count(params, 2);
  if (s != 0) {
    const state = changetype<Parts>(s);
    state.p = count(params, 0) - 1;
    state.q = state.p + first - 1;
    state.r = state.q + second - 1;
  }
  let top = edgesPlace(s, 0, SIZEOF_PARTS, count(params, 0));
  top = emaPlace(s, 3, emaPlace(s, 2, top, first), first);
  top = emaPlace(s, 5, emaPlace(s, 4, top, second), second);
  return emaPlace(s, 6, top, count(params, 3));
}

export function smiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const mark = workMark();
  const high = workColumn();
  const low = workColumn();
  edgesStage(s, 0, 0, column(inputs, 0), column(inputs, 1), high, low, n);
  for (let i: u32 = 0; i < n; i++) {
    const top = get(high, i);
    const bottom = get(low, i);
    put(high, i, get(close, i) - (top + bottom) * 0.5);
    put(low, i, top - bottom);
  }
  emaStage(s, 2, state.p, high, high, n);
  emaStage(s, 3, state.p, low, low, n);
  emaStage(s, 4, state.q, high, high, n);
  emaStage(s, 5, state.q, low, low, n);
  ratios(high, low, out, n, 200.0);
  emaStage(s, 6, state.r, out, column(outputs, 1), n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Detrended price: the close of n / 2 + 1 bars ago less the mean now. p: first bar.
export function dpoLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  if (s != 0) changetype<Parts>(s).p = max(period - 1, period / 2 + 1);
  return lagPlace(s, 1, smaPlace(s, 0, SIZEOF_PARTS, period), period / 2 + 1);
}

export function dpoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const mean = workColumn();
  smaStage(s, 0, 0, x, mean, n);
  lagStage(s, 1, 0, x, out, n);
  differences(out, mean, out, n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Awesome oscillator, and Accelerator: it less its mean. p: first bar of the oscillator.
export function awesomeLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).p = max(count(params, 0), count(params, 1)) - 1;
  return smaPlace(s, 1, smaPlace(s, 0, SIZEOF_PARTS, count(params, 0)), count(params, 1));
}

export function acceleratorLayout(s: usize, params: usize): u32 {
  return smaPlace(s, 2, awesomeLayout(s, params), count(params, 2));
}

function awesome(s: usize, middle: usize, out: usize, n: u32): void {
  const mark = workMark();
  const slow = workColumn();
  smaStage(s, 0, 0, middle, out, n);
  smaStage(s, 1, 0, middle, slow, n);
  differences(out, slow, out, n);
  workRelease(mark);
}

export function awesomeRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const out = column(outputs, 0);
  const normal = column(outputs, 1);
  const mark = workMark();
  const middle = workColumn();
  middles(column(inputs, 0), column(inputs, 1), middle, n);
  awesome(s, middle, out, n);
  for (let i: u32 = 0; i < n; i++) {
    const price = get(middle, i);
    put(normal, i, price == 0 ? NOT_YET : (100.0 * get(out, i)) / price);
  }
  workRelease(mark);
}

export function acceleratorRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const middle = workColumn();
  const mean = workColumn();
  middles(column(inputs, 0), column(inputs, 1), middle, n);
  awesome(s, middle, out, n);
  smaStage(s, 2, state.p, out, mean, n);
  differences(out, mean, out, n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

/** Elder ray: inner state 0 is the average. */
export function elderRayLayout(s: usize, params: usize): u32 {
  return emaPlace(s, 0, SIZEOF_PARTS, count(params, 0));
}

export function elderRayRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const average = column(outputs, 2);
  emaStage(s, 0, 0, column(inputs, 2), average, n);
  differences(column(inputs, 0), average, column(outputs, 0), n);
  differences(column(inputs, 1), average, column(outputs, 1), n);
}

/** Disparity: distance from the mean in percent of it. */
export function disparityLayout(s: usize, params: usize): u32 {
  return smaPlace(s, 0, SIZEOF_PARTS, count(params, 0));
}

export function disparityRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const mean = workColumn();
  smaStage(s, 0, 0, x, mean, n);
  differences(x, mean, out, n);
  ratios(out, mean, out, n, 100.0);
  workRelease(mark);
}

/** Centre of gravity: (weighted mean / mean) * (n + 1) / 2. u: that factor. */
export function gravityLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).u = 0.5 * <f64>(count(params, 0) + 1);
  return smaPlace(s, 1, wmaPlace(s, 0, SIZEOF_PARTS, count(params, 0)), count(params, 0));
}

export function gravityRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const mean = workColumn();
  wmaStage(s, 0, 0, x, out, n);
  smaStage(s, 1, 0, x, mean, n);
  ratios(out, mean, out, n, changetype<Parts>(s).u);
  workRelease(mark);
}

// QStick: mean of the bodies.
export function qstickRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const out = column(outputs, 0);
  differences(column(inputs, 1), column(inputs, 0), out, n);
  smaStage(s, 0, 0, out, out, n);
}

// Trix, mass and Chaikin's volatility start their averages from the first value, as Tulip does.

/** Mass index. Inner states: averages, mean. p, q: first bars of the averages; r: period. */
export function massLayout(s: usize, params: usize): u32 {
  const inside = count(params, 1);
  if (s != 0) {
    changetype<Parts>(s).p = inside - 1;
    changetype<Parts>(s).q = 2 * (inside - 1);
    changetype<Parts>(s).r = count(params, 0);
  }
  const alpha = 2.0 / <f64>(inside + 1);
  const top = alphaPlace(s, 1, alphaPlace(s, 0, SIZEOF_PARTS, 1, alpha), 1, alpha);
  return smaPlace(s, 2, top, count(params, 0));
}

export function massRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const first = workColumn();
  differences(column(inputs, 0), column(inputs, 1), first, n);
  emaStage(s, 0, 0, first, first, n);
  emaStage(s, 1, state.p, first, out, n);
  for (let i: u32 = 0; i < n; i++) {
    const slow = get(out, i);
    put(out, i, slow == 0 ? 1.0 : get(first, i) / slow);
  }
  smaStage(s, 2, state.q, out, out, n);
  const bars = <f64>state.r;
  for (let i: u32 = 0; i < n; i++) put(out, i, get(out, i) * bars);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

/** Chaikin's volatility: change of the average range in percent. p: period. */
export function rangeChangeLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  if (s != 0) changetype<Parts>(s).p = period;
  const alpha = 2.0 / <f64>(period + 1);
  return lagPlace(s, 1, alphaPlace(s, 0, SIZEOF_PARTS, 1, alpha), period);
}

export function rangeChangeRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const average = workColumn();
  differences(column(inputs, 0), column(inputs, 1), average, n);
  emaStage(s, 0, 0, average, average, n);
  lagStage(s, 1, 0, average, out, n);
  for (let i: u32 = 0; i < n; i++) {
    const old = get(out, i);
    put(out, i, old == 0 ? 0 : (100.0 * (get(average, i) - old)) / old);
  }
  fillNotYet(out, barsBefore(2 * state.p - 1, state.seen, n));
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}
