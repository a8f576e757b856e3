// Oscillators over ranges of a window: vortex, choppiness, vertical filter, smoothed stochastic of
// the RSI, premier stochastic, Fisher transform, Schaff's cycle, GAPO, internal bar strength.
import { exp, log, log10 } from '../../math/transcendental';
import { column, count, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { get, inner, middles, Parts, place, put, seenAfter, SIZEOF_PARTS } from '../averages/parts';
import {
  alphaPlace,
  before,
  changeStage,
  edgesPlace,
  edgesStage,
  emaPlace,
  emaStage,
  smaPlace,
  smaStage,
  standing,
  sumPlace,
  sumStage,
} from '../averages/stages';
import { rsiNext, rsiStart, SIZEOF_RSI } from '../momentum/rsi';
import { SIZEOF_TRUE_RANGE, trueRangeNext } from '../volatility/range';

function trueRanges(s: usize, k: usize, inputs: usize, out: usize, n: u32): void {
  const high = column(inputs, 0);
  trueRangeNext(inner(s, k), high, column(inputs, 1), column(inputs, 2), out, n);
}

// Vortex. Inner states 0 to 2: sums; 3: true range. u, v: high and low of the bar before.
export function vortexLayout(s: usize, params: usize): u32 {
  let top = SIZEOF_PARTS;
  for (let k: u32 = 0; k < 3; k++) top = sumPlace(s, k, top, count(params, 0));
  return place(s, 3, top, SIZEOF_TRUE_RANGE);
}

export function vortexRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const plus = column(outputs, 0);
  const minus = column(outputs, 1);
  const mark = workMark();
  const ranges = workColumn();
  let lastHigh = state.u;
  let lastLow = state.v;
  for (let i: u32 = 0; i < n; i++) {
    const top = get(high, i);
    const bottom = get(low, i);
    put(plus, i, abs(top - lastLow));
    put(minus, i, abs(bottom - lastHigh));
    lastHigh = top;
    lastLow = bottom;
  }
  state.u = lastHigh;
  state.v = lastLow;
  trueRanges(s, 3, inputs, ranges, n);
  sumStage(s, 0, 1, plus, plus, n);
  sumStage(s, 1, 1, minus, minus, n);
  sumStage(s, 2, 1, ranges, ranges, n);
  for (let i: u32 = 0; i < n; i++) {
    const whole = get(ranges, i);
    put(plus, i, whole > 0 ? get(plus, i) / whole : NOT_YET);
    put(minus, i, whole > 0 ? get(minus, i) / whole : NOT_YET);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Choppiness. Inner states 0: sum; 1, 2: extremes; 3: true range. u: close before; v: 100 / log n.
export function chopLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  if (s != 0) changetype<Parts>(s).v = 100.0 / log10(<f64>period);
  const top = edgesPlace(s, 1, sumPlace(s, 0, SIZEOF_PARTS, period), period);
  return place(s, 3, top, SIZEOF_TRUE_RANGE);
}

export function chopRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const mark = workMark();
  const top = workColumn();
  const bottom = workColumn();
  let last = state.u;
  for (let i: u32 = 0; i < n; i++) {
    put(top, i, max(get(high, i), last));
    put(bottom, i, min(get(low, i), last));
    last = get(close, i);
  }
  state.u = last;
  trueRanges(s, 3, inputs, out, n);
  sumStage(s, 0, 1, out, out, n);
  edgesStage(s, 1, 1, top, bottom, top, bottom, n);
  for (let i: u32 = 0; i < n; i++) {
    const range = get(top, i) - get(bottom, i);
    const way = get(out, i);
    put(out, i, range > 0 && way > 0 ? state.v * log10(way / range) : NOT_YET);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Vertical horizontal filter. Inner states 0: sum of sizes; 1, 2: extremes of the closes.
export function vhfLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  return edgesPlace(s, 1, sumPlace(s, 0, SIZEOF_PARTS, period), period);
}

export function vhfRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const top = workColumn();
  const bottom = workColumn();
  changeStage(s, s + offsetof<Parts>('u'), x, out, n);
  for (let i: u32 = 0; i < n; i++) put(out, i, abs(get(out, i)));
  sumStage(s, 0, 1, out, out, n);
  edgesStage(s, 1, 0, x, x, top, bottom, n);
  for (let i: u32 = 0; i < n; i++) {
    const way = get(out, i);
    put(out, i, way == 0 ? 0 : (get(top, i) - get(bottom, i)) / way);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Stochastic RSI with smoothed K. Inner states 0: RSI; 1, 2: extremes; 3, 4: means of K and D.
// p: first bar of the RSI; q: of raw K; r: of smoothed K.
export function stochRsiLayout(s: usize, params: usize): u32 {
  const rsi = count(params, 0);
  let top = place(s, 0, SIZEOF_PARTS, SIZEOF_RSI);
  if (s != 0) {
    const state = changetype<Parts>(s);
    rsiStart(inner(s, 0), rsi);
    state.p = rsi;
    state.q = rsi + count(params, 1) - 1;
    state.r = state.q + count(params, 2) - 1;
  }
  top = edgesPlace(s, 1, top, count(params, 1));
  return smaPlace(s, 4, smaPlace(s, 3, top, count(params, 2)), count(params, 3));
}

/** Ranges of the RSI up to this are rounding: a price that stands leaves it where it was. */
@inline const RSI_STANDS: f64 = 1e-11;

export function stochRsiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const k = column(outputs, 0);
  const mark = workMark();
  const rsi = workColumn();
  const top = workColumn();
  const bottom = workColumn();
  rsiNext(inner(s, 0), column(inputs, 0), rsi, n);
  edgesStage(s, 1, state.p, rsi, rsi, top, bottom, n);
  for (let i: u32 = 0; i < n; i++) {
    const low = get(bottom, i);
    const range = get(top, i) - low;
    const now = get(rsi, i);
    // Extremes pass over a NaN: it has no place among them.
    put(k, i, now != now ? now : range > RSI_STANDS ? (100.0 * (now - low)) / range : 0);
  }
  smaStage(s, 3, state.q, k, k, n);
  smaStage(s, 4, state.r, k, column(outputs, 1), n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Premier stochastic. Inner states 0, 1: extremes; 2, 3: averages. p, q: first bars of K and of
// its first average.
export function premierLayout(s: usize, params: usize): u32 {
  const smooth = count(params, 1);
  if (s != 0) {
    changetype<Parts>(s).p = count(params, 0) - 1;
    changetype<Parts>(s).q = count(params, 0) + smooth - 2;
  }
  const top = edgesPlace(s, 0, SIZEOF_PARTS, count(params, 0));
  return emaPlace(s, 3, emaPlace(s, 2, top, smooth), smooth);
}

export function premierRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const top = workColumn();
  const bottom = workColumn();
  edgesStage(s, 0, 0, column(inputs, 0), column(inputs, 1), top, bottom, n);
  standing(column(inputs, 2), top, bottom, out, n, 50.0);
  for (let i: u32 = 0; i < n; i++) put(out, i, 0.1 * (get(out, i) - 50.0));
  emaStage(s, 2, state.p, out, out, n);
  emaStage(s, 3, state.q, out, out, n);
  const skip = before(s, state.q + state.q - state.p, n);
  for (let i = skip; i < n; i++) {
    const stretched = exp(get(out, i));
    put(out, i, (stretched - 1.0) / (stretched + 1.0));
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Fisher transform. Inner states 0, 1: extremes. p: first bar; u: smoothed place; v: transform.
export function fisherLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).p = count(params, 0) - 1;
  return edgesPlace(s, 0, SIZEOF_PARTS, count(params, 0));
}

export function fisherRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const signal = column(outputs, 1);
  const mark = workMark();
  const middle = workColumn();
  const top = workColumn();
  middles(column(inputs, 0), column(inputs, 1), middle, n);
  edgesStage(s, 0, 0, middle, middle, top, out, n);
  const skip = before(s, state.p, n);
  let where = state.u;
  let fisher = state.v;
  for (let i = skip; i < n; i++) {
    const low = get(out, i);
    const range = get(top, i) - low;
    const part = range == 0 ? 0 : (get(middle, i) - low) / range;
    where = 0.66 * (part - 0.5) + 0.67 * where;
    if (where > 0.99) where = 0.999;
    else if (where < -0.99) where = -0.999;
    put(signal, i, fisher);
    fisher = 0.5 * log((1.0 + where) / (1.0 - where)) + 0.5 * fisher;
    put(out, i, fisher);
  }
  fillNotYet(signal, skip);
  state.u = where;
  state.v = fisher;
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Schaff's trend cycle. Inner states 0, 1: averages; 2, 3 and 4, 5: extremes of the difference and
// of its smoothed place; 6, 7: smoothings, which start as their first value. p: first bar of the
// difference; q: period of the cycle.
export function schaffLayout(s: usize, params: usize): u32 {
  const cycle = count(params, 0);
  if (s != 0) {
    changetype<Parts>(s).p = max(count(params, 1), count(params, 2)) - 1;
    changetype<Parts>(s).q = cycle;
  }
  let top = emaPlace(s, 1, emaPlace(s, 0, SIZEOF_PARTS, count(params, 1)), count(params, 2));
  top = edgesPlace(s, 4, edgesPlace(s, 2, top, cycle), cycle);
  return alphaPlace(s, 7, alphaPlace(s, 6, top, 1, 0.5), 1, 0.5);
}

export function schaffRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const top = workColumn();
  const bottom = workColumn();
  emaStage(s, 0, 0, x, out, n);
  emaStage(s, 1, 0, x, top, n);
  for (let i: u32 = 0; i < n; i++) put(out, i, get(out, i) - get(top, i));
  let begin = state.p;
  for (let k: u32 = 0; k < 2; k++) {
    edgesStage(s, 2 + 2 * k, begin, out, out, top, bottom, n);
    standing(out, top, bottom, out, n, 50.0);
    begin += state.q - 1;
    emaStage(s, 6 + k, begin, out, out, n);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

/** Gopalakrishnan range index: log(range) / log n. u: 1 / log n. */
export function gapoLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).u = 1.0 / log(<f64>count(params, 0));
  return edgesPlace(s, 0, SIZEOF_PARTS, count(params, 0));
}

export function gapoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const bottom = workColumn();
  edgesStage(s, 0, 0, column(inputs, 0), column(inputs, 1), out, bottom, n);
  for (let i: u32 = 0; i < n; i++) {
    const range = get(out, i) - get(bottom, i);
    put(out, i, range == 0 ? 0 : log(range) * state.u);
  }
  workRelease(mark);
}

/** Internal bar strength: where the close stands in its bar. */
export function strengthLayout(_s: usize, _params: usize): u32 {
  return SIZEOF_PARTS;
}

export function strengthRun(_s: usize, inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++) {
    const range = get(high, i) - get(low, i);
    put(out, i, range <= 0 ? 0.5 : (get(close, i) - get(low, i)) / range);
  }
}
