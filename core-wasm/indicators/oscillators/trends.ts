// Trends against what was expected: forecast oscillator, projection, random walk index, pretty good
// oscillator, signal to noise, trend detection, squeeze, Waddah Attar's explosion, WaveTrend.
import { column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { differences, get, inner, Parts, place } from '../averages/parts';
import { put, seenAfter, SIZEOF_PARTS, typicals } from '../averages/parts';
import {
  before,
  edgesPlace,
  edgesStage,
  emaPlace,
  emaStage,
  lagPlace,
  lagStage,
  smaPlace,
  smaStage,
  sumPlace,
  sumStage,
} from '../averages/stages';
import { momentsNext, momentsSizeOf, momentsStart } from '../channels/moments';
import {
  FORECAST,
  LINE,
  regressionInit,
  regressionRun,
  regressionSize,
  SLOPE,
} from '../statistics/regression';
import { atrNext, atrStart, SIZEOF_ATR } from '../volatility/range';

/** A line of least squares as inner state k; its period is the parameter at `param`. */
function linePlace(s: usize, k: usize, top: u32, param: usize): u32 {
  const end = place(s, k, top, regressionSize(param));
  if (s != 0) regressionInit(inner(s, k), param);
  return end;
}

/** `which` of the regression over the column from bar `begin` on; `out` is not `x`. */
function lineStage(which: u32, s: usize, k: usize, begin: u32, x: usize, out: usize, n: u32): void {
  const skip = before(s, begin, n);
  if (skip < n) {
    const mark = workMark();
    const table = workColumn();
    store<u32>(table, <u32>x + (skip << 3));
    store<u32>(table, <u32>out + (skip << 3), 4);
    regressionRun(which, inner(s, k), table, table + 4, n - skip);
    workRelease(mark);
  }
  fillNotYet(out, skip);
}

function ranges(s: usize, k: usize, inputs: usize, out: usize, n: u32): void {
  atrNext(inner(s, k), column(inputs, 0), column(inputs, 1), column(inputs, 2), out, n);
}

function atrPlace(s: usize, k: usize, top: u32, period: u32): u32 {
  const end = place(s, k, top, SIZEOF_ATR);
  if (s != 0) atrStart(inner(s, k), period);
  return end;
}

/** Forecast oscillator. u: the forecast that the bar before made. */
export function forecastLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).u = NOT_YET;
  return linePlace(s, 0, SIZEOF_PARTS, params);
}

export function forecastRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  lineStage(FORECAST, s, 0, 0, x, out, n);
  let last = state.u;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(x, i);
    const next = get(out, i);
    put(out, i, now == 0 && !isNaN(last) ? 0 : (100.0 * (now - last)) / now);
    last = next;
  }
  state.u = last;
}

// Projection oscillator: O(n) a bar, as each slope orders the bars anew. Inner states 0: slope;
// then rings of highs and lows. p: period; q: slot of the oldest bar.
export function projectionLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  const top = linePlace(s, 0, SIZEOF_PARTS, params);
  if (s != 0) changetype<Parts>(s).p = period;
  return place(s, 2, place(s, 1, top, period << 3), period << 3);
}

export function projectionRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const highs = inner(s, 1);
  const lows = inner(s, 2);
  const period = state.p;
  lineStage(SLOPE, s, 0, 0, close, out, n);
  const skip = before(s, period - 1, n);
  let slot = state.q;
  for (let i: u32 = 0; i < n; i++) {
    put(highs, slot, get(column(inputs, 0), i));
    put(lows, slot, get(column(inputs, 1), i));
    slot = slot + 1 == period ? 0 : slot + 1;
    if (i < skip) continue;
    const slope = get(out, i);
    let upper = -Infinity;
    let lower = Infinity;
    let ahead = slope * <f64>(period - 1);
    for (let k: u32 = 0, at = slot; k < period; k++) {
      upper = max(upper, get(highs, at) + ahead);
      lower = min(lower, get(lows, at) + ahead);
      ahead -= slope;
      at = at + 1 == period ? 0 : at + 1;
    }
    const range = upper - lower;
    put(out, i, range <= 0 ? 50.0 : (100.0 * (get(close, i) - lower)) / range);
  }
  state.q = slot;
  state.seen = seenAfter(state.seen, n);
}

// Random walk index: O(n) a bar. After the parts n - 1 average ranges of 2 to n bars, then rings of
// highs and lows. p: period; q: slot of the oldest bar.
export function randomWalkLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  const top = place(s, 0, SIZEOF_PARTS, (period - 1) * SIZEOF_ATR);
  if (s != 0) changetype<Parts>(s).p = period;
  for (let k: u32 = 2; s != 0 && k <= period; k++) atrStart(rangeOf(s, k), k);
  return place(s, 2, place(s, 1, top, period << 3), period << 3);
}

@inline
function rangeOf(s: usize, bars: u32): usize {
  return inner(s, 0) + <usize>((bars - 2) * SIZEOF_ATR);
}

export function randomWalkRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const up = column(outputs, 0);
  const down = column(outputs, 1);
  const highs = inner(s, 1);
  const lows = inner(s, 2);
  const period = state.p;
  const mark = workMark();
  const range = workColumn();
  const skip = before(s, period, n);
  const first = state.q;
  memory.fill(up, 0, (<usize>n) << 3);
  memory.fill(down, 0, (<usize>n) << 3);
  for (let k: u32 = 2; k <= period; k++) {
    atrNext(rangeOf(s, k), high, low, column(inputs, 2), range, n);
    const scale = sqrt(<f64>k);
    for (let i = skip; i < n; i++) {
      const width = get(range, i) * scale;
      if (width <= 0) continue;
      // The bar k - 1 before this one: in this block, or in the rings.
      const isHere = i >= k - 1;
      const at = isHere ? i - (k - 1) : (first + period + i - (k - 1)) % period;
      const pastLow = get(isHere ? low : lows, at);
      const pastHigh = get(isHere ? high : highs, at);
      const rise = (get(high, i) - pastLow) / width;
      const fall = (pastHigh - get(low, i)) / width;
      put(up, i, k == 2 ? rise : max(get(up, i), rise));
      put(down, i, k == 2 ? fall : max(get(down, i), fall));
    }
  }
  let slot = first;
  for (let i: u32 = 0; i < n; i++) {
    put(highs, slot, get(high, i));
    put(lows, slot, get(low, i));
    slot = slot + 1 == period ? 0 : slot + 1;
  }
  fillNotYet(up, skip);
  fillNotYet(down, skip);
  state.q = slot;
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

/** Pretty good oscillator. Inner states 0: mean; 1: range; 2: its average. p: period. */
export function prettyGoodLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  if (s != 0) changetype<Parts>(s).p = period;
  return emaPlace(s, 2, atrPlace(s, 1, smaPlace(s, 0, SIZEOF_PARTS, period), period), period);
}

export function prettyGoodRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const mark = workMark();
  const range = workColumn();
  smaStage(s, 0, 0, close, out, n);
  ranges(s, 1, inputs, range, n);
  emaStage(s, 2, state.p, range, range, n);
  for (let i: u32 = 0; i < n; i++) {
    const width = get(range, i);
    put(out, i, width == 0 ? 0 : (get(close, i) - get(out, i)) / width);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

/** Signal to noise: move of n bars in average ranges. */
export function signalNoiseLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  return atrPlace(s, 1, lagPlace(s, 0, SIZEOF_PARTS, period), period);
}

export function signalNoiseRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const mark = workMark();
  const range = workColumn();
  lagStage(s, 0, 0, close, out, n);
  ranges(s, 1, inputs, range, n);
  for (let i: u32 = 0; i < n; i++) {
    const width = get(range, i);
    put(out, i, width == 0 ? 0 : abs(get(close, i) - get(out, i)) / width);
  }
  workRelease(mark);
}

/** Longest window that is the product of two parameters. */
@inline const MOST_BARS: u64 = 1000000;

// Trend detection. Inner states 0: delay; 1: sum of momenta; 2, 3: sums of their sizes over one
// and `multiple` windows. Momenta of bars without a past count 0.
export function trendDetectionLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  const window = <u64>period * count(params, 1);
  // No memory holds it: the size would wrap around.
  if (window > MOST_BARS) unreachable();
  if (s != 0) changetype<Parts>(s).p = period;
  const top = sumPlace(s, 1, lagPlace(s, 0, SIZEOF_PARTS, period), period);
  return sumPlace(s, 3, sumPlace(s, 2, top, period), <u32>window);
}

export function trendDetectionRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const trend = column(outputs, 0);
  const direction = column(outputs, 1);
  const mark = workMark();
  const short = workColumn();
  const past = before(s, state.p, n);
  lagStage(s, 0, 0, x, direction, n);
  for (let i: u32 = 0; i < n; i++) {
    const momentum = i < past ? 0 : get(x, i) - get(direction, i);
    put(direction, i, momentum);
    put(short, i, abs(momentum));
  }
  sumStage(s, 3, 0, short, trend, n);
  sumStage(s, 2, 0, short, short, n);
  sumStage(s, 1, 0, direction, direction, n);
  for (let i: u32 = 0; i < n; i++)
    put(trend, i, abs(get(direction, i)) - (get(trend, i) - get(short, i)));
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Squeeze. Inner states 0: moments; 1: average; 2: range; 3, 4: extremes; 5: mean; 6: line.
// p: first bar of the distances; u, v: multiples of deviation and range.
export function squeezeLayout(s: usize, params: usize): u32 {
  const period = count(params, 2);
  if (s != 0) {
    changetype<Parts>(s).p = period - 1;
    changetype<Parts>(s).q = max(count(params, 0) - 1, 2 * period - 2);
    changetype<Parts>(s).u = factor(params, 1);
    changetype<Parts>(s).v = factor(params, 3);
  }
  let top = place(s, 0, SIZEOF_PARTS, momentsSizeOf(count(params, 0)));
  if (s != 0) momentsStart(inner(s, 0), count(params, 0));
  top = atrPlace(s, 2, emaPlace(s, 1, top, period), period);
  top = smaPlace(s, 5, edgesPlace(s, 3, top, period), period);
  return linePlace(s, 6, top, params + 16);
}

export function squeezeRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 2);
  const momentum = column(outputs, 0);
  const isIn = column(outputs, 1);
  const mark = workMark();
  const mean = workColumn();
  const variance = workColumn();
  const average = workColumn();
  const range = workColumn();
  momentsNext(inner(s, 0), close, mean, variance, n);
  emaStage(s, 1, 0, close, average, n);
  ranges(s, 2, inputs, range, n);
  for (let i: u32 = 0; i < n; i++) {
    const far = abs(get(mean, i) - get(average, i));
    const width = state.u * sqrt(get(variance, i)) + far;
    const reach = state.v * get(range, i);
    put(isIn, i, width < reach ? 1.0 : width >= reach ? 0 : NOT_YET);
  }
  edgesStage(s, 3, 0, column(inputs, 0), column(inputs, 1), mean, variance, n);
  smaStage(s, 5, 0, close, average, n);
  for (let i: u32 = 0; i < n; i++) {
    const middle = (get(mean, i) + get(variance, i)) * 0.5;
    put(mean, i, get(close, i) - (middle + get(average, i)) * 0.5);
  }
  lineStage(LINE, s, 6, state.p, mean, momentum, n);
  fillNotYet(momentum, before(s, state.q, n));
  fillNotYet(isIn, before(s, state.q, n));
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Waddah Attar's explosion. Inner states 0: moments; 1, 2: averages; 3: range. p: first bar with a
// change of the difference; u: multiple of the deviation; v: sensitivity; w: multiple of the range;
// x: difference of the bar before.
export function explosionLayout(s: usize, params: usize): u32 {
  const top = place(s, 0, SIZEOF_PARTS, momentsSizeOf(count(params, 2)));
  if (s != 0) {
    const state = changetype<Parts>(s);
    momentsStart(inner(s, 0), count(params, 2));
    const slowest = max(count(params, 0), count(params, 1));
    state.p = max(max(slowest, count(params, 2) - 1), count(params, 5));
    state.u = factor(params, 3);
    state.v = factor(params, 4);
    state.w = factor(params, 6);
  }
  const next = emaPlace(s, 2, emaPlace(s, 1, top, count(params, 0)), count(params, 1));
  return atrPlace(s, 3, next, count(params, 5));
}

export function explosionRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 2);
  const trend = column(outputs, 0);
  const explosion = column(outputs, 1);
  const dead = column(outputs, 2);
  emaStage(s, 1, 0, close, trend, n);
  emaStage(s, 2, 0, close, explosion, n);
  differences(trend, explosion, explosion, n);
  let last = state.x;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(explosion, i);
    put(trend, i, state.v * (now - last));
    last = now;
  }
  state.x = last;
  momentsNext(inner(s, 0), close, dead, explosion, n);
  ranges(s, 3, inputs, dead, n);
  for (let i: u32 = 0; i < n; i++) {
    put(explosion, i, 2.0 * state.u * sqrt(get(explosion, i)));
    put(dead, i, state.w * get(dead, i));
  }
  const skip = before(s, state.p, n);
  fillNotYet(trend, skip);
  fillNotYet(explosion, skip);
  fillNotYet(dead, skip);
  state.seen = seenAfter(state.seen, n);
}

// WaveTrend. Inner states 0: channel; 1: its deviation; 2: wave; 3: its mean. p: first bar of the
// channel; q: of the deviation; r: of the wave.
export function waveTrendLayout(s: usize, params: usize): u32 {
  const channel = count(params, 0);
  if (s != 0) {
    const state = changetype<Parts>(s);
    state.p = channel - 1;
    state.q = 2 * (channel - 1);
    state.r = state.q + count(params, 1) - 1;
  }
  const top = emaPlace(s, 1, emaPlace(s, 0, SIZEOF_PARTS, channel), channel);
  return smaPlace(s, 3, emaPlace(s, 2, top, count(params, 1)), count(params, 2));
}

export function waveTrendRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const wave = column(outputs, 0);
  const mean = column(outputs, 1);
  const mark = workMark();
  const deviation = workColumn();
  typicals(column(inputs, 0), column(inputs, 1), column(inputs, 2), wave, n);
  emaStage(s, 0, 0, wave, mean, n);
  for (let i: u32 = 0; i < n; i++) {
    put(wave, i, get(wave, i) - get(mean, i));
    put(deviation, i, abs(get(wave, i)));
  }
  emaStage(s, 1, state.p, deviation, deviation, n);
  for (let i: u32 = 0; i < n; i++) {
    const width = get(deviation, i);
    put(wave, i, width == 0 ? 0 : get(wave, i) / (0.015 * width));
  }
  emaStage(s, 2, state.q, wave, wave, n);
  smaStage(s, 3, state.r, wave, mean, n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}
