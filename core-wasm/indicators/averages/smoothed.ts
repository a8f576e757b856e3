// Wilder's smoothed average, Guppy's fan of twelve averages, Alligator and Gator.
import { barsBefore, column, count, NOT_YET, workColumn, workMark, workRelease } from '../kernel';
import { emaNext, emaStart, SIZEOF_EMA } from '../overlap/ema';
import { smaNext, smaSizeOf, smaStart } from '../overlap/sma';
import {
  alphaOf,
  from,
  get,
  inner,
  lagNext,
  lagSizeOf,
  lagStart,
  middles,
  Parts,
  place,
  put,
  SIZEOF_PARTS,
} from './parts';

export function smmaSize(_params: usize): u32 {
  return SIZEOF_EMA;
}

export function smmaInit(s: usize, params: usize): void {
  const period = count(params, 0);
  emaStart(s, period, 1.0 / <f64>period);
}

export function smmaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  emaNext(s, column(inputs, 0), column(outputs, 0), n);
}

@inline const GUPPY: u32 = 12;

/** Periods 3, 5, 8, 10, 12, 15 and 30, 35, 40, 45, 50, 60. */
function guppyPeriod(k: u32): u32 {
  if (k >= 6) return k == 11 ? 60 : 30 + 5 * (k - 6);
  if (k < 2) return 3 + 2 * k;
  return k == 5 ? 15 : 8 + 2 * (k - 2);
}

export function gmmaSize(_params: usize): u32 {
  return GUPPY * SIZEOF_EMA;
}

export function gmmaInit(s: usize, _params: usize): void {
  for (let k: u32 = 0; k < GUPPY; k++) {
    const period = guppyPeriod(k);
    emaStart(s + <usize>(k * SIZEOF_EMA), period, alphaOf(period));
  }
}

export function gmmaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  for (let k: u32 = 0; k < GUPPY; k++)
    emaNext(s + <usize>(k * SIZEOF_EMA), x, column(outputs, k), n);
}

// Three lines of Wilder averages of the bars' middles, each moved forward.
@inline const LINES: u32 = 3;

function alligatorLayout(s: usize, params: usize): u32 {
  let top = SIZEOF_PARTS;
  for (let k: u32 = 0; k < LINES; k++) {
    top = place(s, 2 * k, top, SIZEOF_EMA);
    top = place(s, 2 * k + 1, top, lagSizeOf(count(params, 2 * k + 1)));
  }
  return top;
}

export function alligatorSize(params: usize): u32 {
  return alligatorLayout(0, params);
}

export function alligatorInit(s: usize, params: usize): void {
  alligatorLayout(s, params);
  const state = changetype<Parts>(s);
  for (let k: u32 = 0; k < LINES; k++) {
    const period = count(params, 2 * k);
    emaStart(inner(s, 2 * k), period, 1.0 / <f64>period);
    lagStart(inner(s, 2 * k + 1), count(params, 2 * k + 1));
  }
  state.p = count(params, 0) - 1;
  state.q = count(params, 2) - 1;
  state.r = count(params, 4) - 1;
}

/** Line k: the average from its first value on, delayed. */
function line(s: usize, k: usize, begin: u32, x: usize, out: usize, n: u32): void {
  emaNext(inner(s, 2 * k), x, out, n);
  const skip = barsBefore(begin, changetype<Parts>(s).seen, n);
  lagNext(inner(s, 2 * k + 1), from(out, skip), from(out, skip), n - skip);
}

function lines(s: usize, inputs: usize, jaw: usize, teeth: usize, lips: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const mark = workMark();
  const middle = workColumn();
  middles(column(inputs, 0), column(inputs, 1), middle, n);
  line(s, 0, state.p, middle, jaw, n);
  line(s, 1, state.q, middle, teeth, n);
  line(s, 2, state.r, middle, lips, n);
  const most = max(max(state.p, state.q), state.r);
  state.seen = min(state.seen + n, most);
  workRelease(mark);
}

export function alligatorRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  lines(s, inputs, column(outputs, 0), column(outputs, 1), column(outputs, 2), n);
}

export function gatorRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const upper = column(outputs, 0);
  const lower = column(outputs, 1);
  const mark = workMark();
  const jaw = workColumn();
  const teeth = workColumn();
  const lips = workColumn();
  lines(s, inputs, jaw, teeth, lips, n);
  for (let i: u32 = 0; i < n; i++) {
    put(upper, i, abs(get(jaw, i) - get(teeth, i)));
    put(lower, i, -abs(get(teeth, i) - get(lips, i)));
  }
  workRelease(mark);
}

// Gann HiLo: the average of the lows while closes stand above that of the highs, and the reverse.
// u: line; v, w: averages of high and low of the bar before; r: whether there is a line.
export function gannHiLoSize(params: usize): u32 {
  return hiLoLayout(0, params);
}

function hiLoLayout(s: usize, params: usize): u32 {
  const top = place(s, 0, SIZEOF_PARTS, smaSizeOf(count(params, 0)));
  return place(s, 1, top, smaSizeOf(count(params, 1)));
}

export function gannHiLoInit(s: usize, params: usize): void {
  hiLoLayout(s, params);
  const state = changetype<Parts>(s);
  state.p = count(params, 0);
  state.q = count(params, 1);
  smaStart(inner(s, 0), state.p);
  smaStart(inner(s, 1), state.q);
}

export function gannHiLoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const mark = workMark();
  const highs = workColumn();
  const lows = workColumn();
  smaNext(inner(s, 0), column(inputs, 0), highs, n);
  smaNext(inner(s, 1), column(inputs, 1), lows, n);
  const most = max(state.p, state.q);
  let seen = state.seen;
  let value = state.r == 0 ? NOT_YET : state.u;
  let lastHigh = state.v;
  let lastLow = state.w;
  for (let i: u32 = 0; i < n; i++) {
    const high = get(highs, i);
    const low = get(lows, i);
    if (seen >= state.p && get(close, i) > lastHigh) value = low;
    else if (seen >= state.q && get(close, i) < lastLow) value = high;
    lastHigh = high;
    lastLow = low;
    if (seen < most) seen++;
    put(out, i, value);
  }
  state.seen = seen;
  state.r = isNaN(value) ? 0 : 1;
  state.u = value;
  state.v = lastHigh;
  state.w = lastLow;
  workRelease(mark);
}
