// Pivot points: supports and resistances of a bar from the prices of the period before it, which is
// either the last session (between two anchors) or the last n bars.
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { extremeSizeOf, extremeStart, largestNext, smallestNext } from '../maths/extremes';
import { place, seenAfter } from '../statistics/window';

@inline export const CLASSIC: u32 = 0;
@inline export const WOODIE: u32 = 1;
@inline export const CAMARILLA: u32 = 2;
@inline export const FIBONACCI: u32 = 3;
@inline export const DE_MARK: u32 = 4;

/** In the order of the outputs: the pivot, then resistance and support by turns. */
@unmanaged
class Levels {
  pivot: f64;
  r1: f64;
  s1: f64;
  r2: f64;
  s2: f64;
  r3: f64;
  s3: f64;
  r4: f64;
  s4: f64;
  pad: f64;
}
@inline const SIZEOF_LEVELS: usize = 80;

/** Whether the kind takes the open, as its first input. */
@inline
function hasOpen(kind: u32): bool {
  return kind == WOODIE || kind == DE_MARK;
}

@inline
function levelCount(kind: u32): u32 {
  return kind == DE_MARK ? 3 : kind == CAMARILLA ? 9 : 7;
}

@inline
function pairAt(at: usize, k: usize, centre: f64, distance: f64): void {
  store<f64>(at + (k << 4), centre + distance, 8);
  store<f64>(at + (k << 4), centre - distance, 16);
}

/** Three pairs by the rules of floor traders about pivot `p`. */
function floorLevels(at: usize, p: f64, high: f64, low: f64): void {
  const levels = changetype<Levels>(at);
  levels.pivot = p;
  levels.r1 = 2.0 * p - low;
  levels.s1 = 2.0 * p - high;
  levels.r2 = p + (high - low);
  levels.s2 = p - (high - low);
  levels.r3 = high + 2.0 * (p - low);
  levels.s3 = low - 2.0 * (high - p);
}

/** @param now the open of the new period */
function pivotLevels(
  kind: u32,
  at: usize,
  open: f64,
  high: f64,
  low: f64,
  close: f64,
  now: f64,
): void {
  const levels = changetype<Levels>(at);
  const range = high - low;
  if (kind == WOODIE) return floorLevels(at, (high + low + 2.0 * now) / 4.0, high, low);
  if (kind == DE_MARK) {
    const x =
      close < open
        ? high + 2.0 * low + close
        : close > open
          ? 2.0 * high + low + close
          : high + low + 2.0 * close;
    levels.pivot = x / 4.0;
    levels.r1 = x / 2.0 - low;
    levels.s1 = x / 2.0 - high;
    return;
  }
  const pivot = (high + low + close) / 3.0;
  if (kind == CLASSIC) return floorLevels(at, pivot, high, low);
  levels.pivot = pivot;
  if (kind == FIBONACCI) {
    pairAt(at, 0, pivot, 0.382 * range);
    pairAt(at, 1, pivot, 0.618 * range);
    pairAt(at, 2, pivot, range);
  } else {
    pairAt(at, 0, close, (1.1 * range) / 12.0);
    pairAt(at, 1, close, (1.1 * range) / 6.0);
    pairAt(at, 2, close, (1.1 * range) / 4.0);
    pairAt(at, 3, close, (1.1 * range) / 2.0);
  }
}

@inline
function emit(kind: u32, levels: usize, outputs: usize, i: u32): void {
  for (let k: usize = 0; k < <usize>levelCount(kind); k++)
    store<f64>(place(column(outputs, k), i), load<f64>(levels + (k << 3)));
}

@inline
function emitNone(kind: u32, outputs: usize, i: u32): void {
  for (let k: usize = 0; k < <usize>levelCount(kind); k++)
    store<f64>(place(column(outputs, k), i), NaN);
}

@unmanaged
class Session {
  /** Sessions that have begun: 0, 1, or more. */
  begun: u32;
  pad: u32;
  open: f64;
  high: f64;
  low: f64;
  close: f64;
  pad2: f64;
}
@inline const SESSION_LEVELS: usize = 48;
@inline export const SIZEOF_SESSION_PIVOTS: u32 = 128;

/** Inputs: the open where the kind takes it, high, low, close, anchor. */
export function sessionPivotsRun(kind: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Session>(s);
  const first: usize = hasOpen(kind) ? 1 : 0;
  const open = column(inputs, 0);
  const high = column(inputs, first);
  const low = column(inputs, first + 1);
  const close = column(inputs, first + 2);
  const anchor = column(inputs, first + 3);
  for (let i: u32 = 0; i < n; i++) {
    const o = load<f64>(place(open, i));
    const h = load<f64>(place(high, i));
    const l = load<f64>(place(low, i));
    if (state.begun == 0 || load<f64>(place(anchor, i)) != 0) {
      if (state.begun > 0)
        pivotLevels(kind, s + SESSION_LEVELS, state.open, state.high, state.low, state.close, o);
      state.begun = min(state.begun + 1, 2);
      state.open = o;
      state.high = h;
      state.low = l;
    } else {
      state.high = max(state.high, h);
      state.low = min(state.low, l);
    }
    state.close = load<f64>(place(close, i));
    if (state.begun > 1) emit(kind, s + SESSION_LEVELS, outputs, i);
    else emitNone(kind, outputs, i);
  }
}

@unmanaged
class Rolling {
  seen: u32;
  period: u32;
  slot: u32;
  pad: u32;
  /** Of the window that ended with the bar before. */
  high: f64;
  low: f64;
  close: f64;
  pad2: f64;
}
@inline const ROLLING_LEVELS: usize = 48;
@inline const ROLLING_HIGHS: usize = ROLLING_LEVELS + SIZEOF_LEVELS;

@inline
function extremesSize(period: u32): usize {
  return (extremeSizeOf(period) + 15) & ~15;
}

export function rollingPivotsSize(params: usize): u32 {
  const period = count(params, 0);
  return <u32>(ROLLING_HIGHS + 2 * extremesSize(period)) + (period << 3);
}

export function rollingPivotsInit(s: usize, params: usize): void {
  const period = count(params, 0);
  changetype<Rolling>(s).period = period;
  extremeStart(s + ROLLING_HIGHS, period, true);
  extremeStart(s + ROLLING_HIGHS + extremesSize(period), period, false);
}

/** Inputs as those of sessions, without the anchor. */
export function rollingPivotsRun(kind: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Rolling>(s);
  const period = state.period;
  const size = extremesSize(period);
  const opens = s + ROLLING_HIGHS + 2 * size;
  const first: usize = hasOpen(kind) ? 1 : 0;
  const open = column(inputs, 0);
  const close = column(inputs, first + 2);
  const mark = workMark();
  const highs = workColumn();
  const lows = workColumn();
  largestNext(s + ROLLING_HIGHS, column(inputs, first), highs, n);
  smallestNext(s + ROLLING_HIGHS + size, column(inputs, first + 1), lows, n);
  const begin = barsBefore(period, state.seen, n);
  let slot = state.slot;
  for (let i: u32 = 0; i < n; i++) {
    const o = load<f64>(place(open, i));
    const oldest = place(opens, slot);
    if (i >= begin) {
      const from = load<f64>(oldest);
      pivotLevels(kind, s + ROLLING_LEVELS, from, state.high, state.low, state.close, o);
      emit(kind, s + ROLLING_LEVELS, outputs, i);
    }
    store<f64>(oldest, o);
    slot = slot + 1 == period ? 0 : slot + 1;
    state.high = load<f64>(place(highs, i));
    state.low = load<f64>(place(lows, i));
    state.close = load<f64>(place(close, i));
  }
  for (let k: u32 = 0; k < levelCount(kind); k++) fillNotYet(column(outputs, k), begin);
  workRelease(mark);
  state.slot = slot;
  state.seen = seenAfter(state.seen, n);
}
