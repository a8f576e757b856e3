// Channels of the highest high and lowest low: Donchian, Ichimoku; fractals.
import { barsBefore, column, count, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import {
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
  seenAfter,
  SIZEOF_PARTS,
} from '../averages/parts';
import { extremeSizeOf, extremeStart, largestNext, smallestNext } from '../maths/extremes';

/** Lays two extremes out as inner states k and k + 1. */
export function rangeLayout(s: usize, k: usize, top: u32, period: u32): u32 {
  const bytes = extremeSizeOf(period);
  return place(s, k + 1, place(s, k, top, bytes), bytes);
}

export function rangeStart(s: usize, k: usize, period: u32): void {
  extremeStart(inner(s, k), period, true);
  extremeStart(inner(s, k + 1), period, false);
}

/** Highest value of `high` and lowest of `low`. */
export function rangeNext(
  s: usize,
  k: usize,
  high: usize,
  low: usize,
  upper: usize,
  lower: usize,
  n: u32,
): void {
  largestNext(inner(s, k), high, upper, n);
  smallestNext(inner(s, k + 1), low, lower, n);
}

export function donchianSize(params: usize): u32 {
  return rangeLayout(0, 0, SIZEOF_PARTS, count(params, 0));
}

export function donchianInit(s: usize, params: usize): void {
  rangeLayout(s, 0, SIZEOF_PARTS, count(params, 0));
  rangeStart(s, 0, count(params, 0));
}

export function donchianRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const upper = column(outputs, 0);
  const lower = column(outputs, 2);
  rangeNext(s, 0, column(inputs, 0), column(inputs, 1), upper, lower, n);
  middles(upper, lower, column(outputs, 1), n);
}

// Ichimoku: inner states 0 to 5 are the three ranges, 6 and 7 the delays of the spans.
// p: first bar of span A's mean before its shift; q: that of span B's.
function ichimokuLayout(s: usize, params: usize): u32 {
  let top = SIZEOF_PARTS;
  for (let k: u32 = 0; k < 3; k++) top = rangeLayout(s, 2 * k, top, count(params, k));
  const bytes = lagSizeOf(count(params, 3));
  return place(s, 7, place(s, 6, top, bytes), bytes);
}

export function ichimokuSize(params: usize): u32 {
  return ichimokuLayout(0, params);
}

export function ichimokuInit(s: usize, params: usize): void {
  ichimokuLayout(s, params);
  for (let k: u32 = 0; k < 3; k++) rangeStart(s, 2 * k, count(params, k));
  lagStart(inner(s, 6), count(params, 3));
  lagStart(inner(s, 7), count(params, 3));
  const state = changetype<Parts>(s);
  state.p = max(count(params, 0), count(params, 1)) - 1;
  state.q = count(params, 2) - 1;
}

/** Delays the column from bar `begin` on. */
function shifted(s: usize, k: usize, begin: u32, out: usize, n: u32): void {
  const skip = barsBefore(begin, changetype<Parts>(s).seen, n);
  lagNext(inner(s, k), from(out, skip), from(out, skip), n - skip);
  fillNotYet(out, skip);
}

export function ichimokuRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const turning = column(outputs, 0);
  const standard = column(outputs, 1);
  const spanA = column(outputs, 2);
  const spanB = column(outputs, 3);
  const mark = workMark();
  const lowest = workColumn();
  rangeNext(s, 0, high, low, turning, lowest, n);
  middles(turning, lowest, turning, n);
  rangeNext(s, 2, high, low, standard, lowest, n);
  middles(standard, lowest, standard, n);
  middles(turning, standard, spanA, n);
  rangeNext(s, 4, high, low, spanB, lowest, n);
  middles(spanB, lowest, spanB, n);
  shifted(s, 6, state.p, spanA, n);
  shifted(s, 7, state.q, spanB, n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Fractals: a high above (low below) the k bars on either side, known k bars later.
// Inner states: highest and lowest of the k newest bars; the highs and lows k bars ago; the same
// extremes as they were k + 1 bars ago, which are those of the bars on the other side.
function fractalLayout(s: usize, params: usize): u32 {
  const bars = count(params, 0);
  let top = rangeLayout(s, 0, SIZEOF_PARTS, bars);
  for (let k: u32 = 2; k < 6; k++) top = place(s, k, top, lagSizeOf(k < 4 ? bars : bars + 1));
  return top;
}

export function fractalSize(params: usize): u32 {
  return fractalLayout(0, params);
}

export function fractalInit(s: usize, params: usize): void {
  const bars = count(params, 0);
  fractalLayout(s, params);
  rangeStart(s, 0, bars);
  for (let k: u32 = 2; k < 6; k++) lagStart(inner(s, k), k < 4 ? bars : bars + 1);
  changetype<Parts>(s).p = 2 * bars;
}

// p: first bar at which a fractal can be known.
export function fractalRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const bear = column(outputs, 0);
  const bull = column(outputs, 1);
  const mark = workMark();
  const newer = workColumn();
  const older = workColumn();
  const skip = barsBefore(state.p, state.seen, n);
  largestNext(inner(s, 0), high, newer, n);
  lagNext(inner(s, 4), newer, older, n);
  lagNext(inner(s, 2), high, bear, n);
  for (let i: u32 = skip; i < n; i++) {
    const value = get(bear, i);
    if (!(value > get(newer, i) && value > get(older, i))) put(bear, i, NOT_YET);
  }
  smallestNext(inner(s, 1), low, newer, n);
  lagNext(inner(s, 5), newer, older, n);
  lagNext(inner(s, 3), low, bull, n);
  for (let i: u32 = skip; i < n; i++) {
    const value = get(bull, i);
    if (!(value < get(newer, i) && value < get(older, i))) put(bull, i, NOT_YET);
  }
  fillNotYet(bear, skip);
  fillNotYet(bull, skip);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}
