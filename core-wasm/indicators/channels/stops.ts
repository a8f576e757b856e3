// Trailing stops at a multiple of the average true range.
import { barsBefore, column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { from, get, inner, Parts, place, put, seenAfter, SIZEOF_PARTS } from '../averages/parts';
import { extremeSizeOf, extremeStart, largestNext, smallestNext } from '../maths/extremes';
import { rangeLayout, rangeNext, rangeStart } from './ranges';
import { atrNext, atrStart, SIZEOF_ATR } from '../volatility/range';

export function atrStopSize(_params: usize): u32 {
  return SIZEOF_PARTS + SIZEOF_ATR + 16;
}

export function atrStopInit(s: usize, params: usize): void {
  place(s, 0, SIZEOF_PARTS, SIZEOF_ATR);
  const state = changetype<Parts>(s);
  state.p = count(params, 0);
  state.u = factor(params, 1);
  atrStart(inner(s, 0), state.p);
}

@inline const LONG: u32 = 1;

/**
 * Bands about `middle` that follow the trend only: the upper one falls unless the close before was
 * above it, the lower one rises unless it was below. p: first bar; r: long or not; u: multiple;
 * v, w: the bands; x: close before.
 * @param isSuper first direction and band by the bar's middle, not by the close before
 */
@inline
function trail(s: usize, inputs: usize, outputs: usize, n: u32, isSuper: bool): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const line = column(outputs, 0);
  const above = column(outputs, 1);
  const below = column(outputs, 2);
  const extra = column(outputs, 3);
  const mark = workMark();
  const ranges = workColumn();
  atrNext(inner(s, 0), high, low, close, ranges, n);
  let seen = state.seen;
  let side = state.r;
  let upper = state.v;
  let lower = state.w;
  let last = state.x;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(close, i);
    if (seen < state.p) {
      put(line, i, NOT_YET);
      put(above, i, NOT_YET);
      put(below, i, NOT_YET);
      put(extra, i, NOT_YET);
      seen++;
      last = now;
      continue;
    }
    const reach = state.u * get(ranges, i);
    const middle = isSuper ? (get(high, i) + get(low, i)) * 0.5 : now;
    const newUpper = middle + reach;
    const newLower = middle - reach;
    if (seen == state.p) {
      side = now >= (isSuper ? middle : last) ? LONG : 0;
      upper = newUpper;
      lower = newLower;
      seen++;
    } else {
      // What compares with a NaN stays: that is not to be.
      if (newUpper != newUpper) upper = lower = newUpper;
      if (newUpper < upper || last > upper) upper = newUpper;
      if (newLower > lower || last < lower) lower = newLower;
    }
    side = now <= (side == LONG ? lower : upper) ? 0 : LONG;
    put(line, i, side == LONG ? lower : upper);
    put(above, i, side == LONG ? NOT_YET : upper);
    put(below, i, side == LONG ? lower : NOT_YET);
    const way: f64 = upper != upper ? NaN : side == LONG ? 1 : -1;
    put(extra, i, isSuper ? way : get(ranges, i));
    last = now;
  }
  state.seen = seen;
  state.r = side;
  state.v = upper;
  state.w = lower;
  state.x = last;
  workRelease(mark);
}

export function superTrendRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  trail(s, inputs, outputs, n, true);
}

export function atrStopRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  trail(s, inputs, outputs, n, false);
}

// Wilder's volatility stop: a multiple of the range of the bar before behind the best close.
// p: period; r: long or not; q: stops so far, up to 1; u: multiple; v: best close; w: range of the
// bar before. The side is long at first when close n - 1 is above close 0.
export function volatilityStopRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 2);
  const line = column(outputs, 0);
  const turn = column(outputs, 1);
  const mark = workMark();
  const ranges = workColumn();
  atrNext(inner(s, 0), column(inputs, 0), column(inputs, 1), close, ranges, n);
  for (let i: u32 = 0; i < n; i++) {
    const now = get(close, i);
    put(line, i, NOT_YET);
    put(turn, i, NOT_YET);
    if (state.seen < state.p) {
      // Both extremes and the first close, until the side is known.
      if (state.seen == 0) state.v = state.x = state.y = now;
      state.x = max(state.x, now);
      state.y = min(state.y, now);
      state.seen++;
      if (state.seen == state.p) {
        state.r = now > state.v ? LONG : 0;
        state.v = state.r == LONG ? state.x : state.y;
      }
    } else if (isNaN(state.w)) {
      // The range of bar n - 1 is not known: the first stop cannot be passed.
      state.v = state.r == LONG ? max(state.v, now) : min(state.v, now);
    } else {
      const isLong = state.r == LONG;
      const reach = state.u * state.w;
      const stop = isLong ? state.v - reach : state.v + reach;
      const isHit = isLong ? now < stop : now > stop;
      if (state.q == 1) {
        put(line, i, stop);
        put(turn, i, isHit ? 1 : 0);
      }
      if (isHit) {
        state.q = 1;
        state.r = isLong ? 0 : LONG;
        state.v = now;
      } else state.v = isLong ? max(state.v, now) : min(state.v, now);
    }
    state.w = get(ranges, i);
  }
  workRelease(mark);
}

// The stop that ratchets behind the close and changes sides when the close passes it.
// p: first bar; u: multiple; v: stop; x: close before.
export function volatilityTrailRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 2);
  const line = column(outputs, 0);
  atrNext(inner(s, 0), column(inputs, 0), column(inputs, 1), close, line, n);
  let stop = state.v;
  let last = state.x;
  let seen = state.seen;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(close, i);
    if (seen >= state.p) {
      const reach = state.u * get(line, i);
      const target = now - reach;
      // A NaN compares with nothing, and stays.
      if (target != target || stop != stop) stop = NaN;
      else if (seen == state.p) stop = target;
      else if (now > stop) stop = last > stop ? max(stop, now - reach) : now - reach;
      else stop = now < stop && last < stop ? min(stop, now + reach) : now + reach;
      put(line, i, stop);
    }
    if (seen <= state.p) seen++;
    last = now;
  }
  state.v = stop;
  state.x = last;
  state.seen = seen;
}

// Chandelier exits. Inner states 0: range average; 1, 2: extremes. p: period; u: multiple.
export function chandelierSize(params: usize): u32 {
  return chandelierLayout(0, params);
}

function chandelierLayout(s: usize, params: usize): u32 {
  return rangeLayout(s, 1, place(s, 0, SIZEOF_PARTS, SIZEOF_ATR), count(params, 0));
}

export function chandelierInit(s: usize, params: usize): void {
  chandelierLayout(s, params);
  const state = changetype<Parts>(s);
  state.p = count(params, 0);
  state.u = factor(params, 1);
  atrStart(inner(s, 0), state.p);
  rangeStart(s, 1, state.p);
}

/** highest - multiple of the range, lowest + the same. */
function hang(s: usize, inputs: usize, long: usize, short: usize, n: u32): void {
  const multiple = changetype<Parts>(s).u;
  const mark = workMark();
  const ranges = workColumn();
  atrNext(inner(s, 0), column(inputs, 0), column(inputs, 1), column(inputs, 2), ranges, n);
  rangeNext(s, 1, column(inputs, 0), column(inputs, 1), long, short, n);
  for (let i: u32 = 0; i < n; i++) {
    const reach = multiple * get(ranges, i);
    put(long, i, get(long, i) - reach);
    put(short, i, get(short, i) + reach);
  }
  workRelease(mark);
}

export function chandelierRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  hang(s, inputs, column(outputs, 0), column(outputs, 1), n);
}

// Chande Kroll stop: the extremes of the exits over a second window. Inner states 3, 4.
function chandeKrollLayout(s: usize, params: usize): u32 {
  const bytes = extremeSizeOf(count(params, 2));
  return place(s, 4, place(s, 3, chandelierLayout(s, params), bytes), bytes);
}

export function chandeKrollSize(params: usize): u32 {
  return chandeKrollLayout(0, params);
}

export function chandeKrollInit(s: usize, params: usize): void {
  chandelierInit(s, params);
  chandeKrollLayout(s, params);
  extremeStart(inner(s, 3), count(params, 2), true);
  extremeStart(inner(s, 4), count(params, 2), false);
}

export function chandeKrollRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const long = column(outputs, 0);
  const short = column(outputs, 1);
  hang(s, inputs, short, long, n);
  const skip = barsBefore(state.p, state.seen, n);
  // Extremes pass over a NaN, but the range average does not leave it any more.
  let known: u32 = state.q == 1 ? 0 : skip;
  while (state.q == 0 && known < n && get(short, known) == get(short, known)) known++;
  if (known < n) state.q = 1;
  largestNext(inner(s, 3), from(short, skip), from(short, skip), n - skip);
  smallestNext(inner(s, 4), from(long, skip), from(long, skip), n - skip);
  fillNotYet(long, skip);
  fillNotYet(short, skip);
  fillNotYet(from(long, known), n - known);
  fillNotYet(from(short, known), n - known);
  state.seen = seenAfter(state.seen, n);
}
