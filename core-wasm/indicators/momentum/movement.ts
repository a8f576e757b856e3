// Wilder's directional movement: DM, DI, DX, ADX, ADXR. Each sums two of: upward movement, downward
// movement, true range.
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
import { at, from, fromPair, later, pair, put, workPairs } from '../overlap/column';
import { emaNext, emaStart, emaStep, SIZEOF_EMA } from '../overlap/ema';
import { lagNext, lagSizeOf, lagStart } from '../overlap/lag';
import { decayNext, decayStart, decayStep, SIZEOF_DECAY } from './decay';

@unmanaged
class Movement {
  seen: u32;
  period: u32;
  /** The bar before. */
  high: f64;
  low: f64;
  close: f64;
  /** DX of the bar before. */
  index: f64;
  pad: f64;
}
@inline const DECAY: usize = 48;
@inline const ADX: usize = DECAY + <usize>SIZEOF_DECAY;
@inline const LAG: usize = ADX + <usize>SIZEOF_EMA;

export function movementSize(): u32 {
  return <u32>ADX;
}

export function movementInit(s: usize, params: usize): void {
  const period = count(params, 0);
  changetype<Movement>(s).period = period;
  decayStart(s + DECAY, period, period - 1);
}

/** Upward and downward movement as lanes: the larger one, if it is above 0; NaN with either. */
@inline
function moved(up: f64, down: f64): v128 {
  const both = pair(up, down);
  const other = f64x2.pmax(pair(down, up), f64x2.splat(0));
  const isKnown = v128.or(both, f64x2.ne(other, other));
  return v128.andnot(isKnown, f64x2.le(both, other));
}

@inline
function trueRange(high: f64, low: f64, close: f64): f64 {
  const range = f64x2.pmax(pair(high, -low), pair(close, -close));
  return f64x2.extract_lane(range, 0) + f64x2.extract_lane(range, 1);
}

/** Sums of both movements to `sums`, from the second bar on. */
function bothSums(s: usize, highs: usize, lows: usize, sums: usize, n: u32): void {
  const state = changetype<Movement>(s);
  const first = barsBefore(1, state.seen, n);
  let high = first ? load<f64>(highs) : state.high;
  let low = first ? load<f64>(lows) : state.low;
  for (let i = first; i < n; i++) {
    const newHigh = at(highs, i);
    const newLow = at(lows, i);
    v128.store(fromPair(sums, i), moved(newHigh - high, low - newLow));
    high = newHigh;
    low = newLow;
  }
  state.high = high;
  state.low = low;
  const rest = fromPair(sums, first);
  decayNext(s + DECAY, rest, rest, n - first);
}

/** Sums of one movement and of the true range to `sums`, from the second bar on. */
function sideSums(s: usize, inputs: usize, sums: usize, n: u32, isDown: bool): void {
  const state = changetype<Movement>(s);
  const highs = column(inputs, 0);
  const lows = column(inputs, 1);
  const closes = column(inputs, 2);
  const first = barsBefore(1, state.seen, n);
  let high = first ? load<f64>(highs) : state.high;
  let low = first ? load<f64>(lows) : state.low;
  let close = first ? load<f64>(closes) : state.close;
  for (let i = first; i < n; i++) {
    const newHigh = at(highs, i);
    const newLow = at(lows, i);
    const both = moved(newHigh - high, low - newLow);
    const side = isDown ? f64x2.extract_lane(both, 1) : f64x2.extract_lane(both, 0);
    v128.store(fromPair(sums, i), pair(side, trueRange(newHigh, newLow, close)));
    high = newHigh;
    low = newLow;
    close = at(closes, i);
  }
  state.high = high;
  state.low = low;
  state.close = close;
  const rest = fromPair(sums, first);
  decayNext(s + DECAY, rest, rest, n - first);
}

function movement(s: usize, inputs: usize, outputs: usize, n: u32, lane: usize): void {
  const state = changetype<Movement>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const sums = workPairs();
  bothSums(s, column(inputs, 0), column(inputs, 1), sums, n);
  for (let i: u32 = 0; i < n; i++) put(out, i, load<f64>(fromPair(sums, i) + (lane << 3)));
  fillNotYet(out, barsBefore(max(1, state.period - 1), state.seen, n));
  state.seen = later(state.seen, n);
  workRelease(mark);
}

export function plusDmRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  movement(s, inputs, outputs, n, 0);
}

export function minusDmRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  movement(s, inputs, outputs, n, 1);
}

function indicator(s: usize, inputs: usize, outputs: usize, n: u32, isDown: bool): void {
  const state = changetype<Movement>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const sums = workPairs();
  sideSums(s, inputs, sums, n, isDown);
  for (let i: u32 = 0; i < n; i++) {
    const range = load<f64>(fromPair(sums, i), 8);
    put(out, i, range <= 0 ? 0 : (100.0 * load<f64>(fromPair(sums, i))) / range);
  }
  fillNotYet(out, barsBefore(state.period, state.seen, n));
  state.seen = later(state.seen, n);
  workRelease(mark);
}

export function plusDiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  indicator(s, inputs, outputs, n, false);
}

export function minusDiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  indicator(s, inputs, outputs, n, true);
}

/** DX of the next n bars from bar `period` on; gives how many come before it. */
function dxNext(s: usize, inputs: usize, out: usize, n: u32): u32 {
  const state = changetype<Movement>(s);
  const mark = workMark();
  const sums = workPairs();
  bothSums(s, column(inputs, 0), column(inputs, 1), sums, n);
  const skip = barsBefore(state.period, state.seen, n);
  let index = state.index;
  for (let i = skip; i < n; i++) {
    const up = load<f64>(fromPair(sums, i));
    const down = load<f64>(fromPair(sums, i), 8);
    const both = up + down;
    if (!(both <= 0)) index = (100.0 * abs(up - down)) / both;
    put(out, i, index);
  }
  state.index = index;
  workRelease(mark);
  return skip;
}

export function dxRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Movement>(s);
  const out = column(outputs, 0);
  fillNotYet(out, dxNext(s, inputs, out, n));
  state.seen = later(state.seen, n);
}

export function adxSize(): u32 {
  return <u32>LAG;
}

export function adxInit(s: usize, params: usize): void {
  const period = count(params, 0);
  movementInit(s, params);
  emaStart(s + ADX, period, 1.0 / <f64>period);
}

function adxNext(s: usize, inputs: usize, out: usize, n: u32): void {
  const mark = workMark();
  const index = workColumn();
  const skip = dxNext(s, inputs, index, n);
  emaNext(s + ADX, from(index, skip), from(out, skip), n - skip);
  fillNotYet(out, skip);
  workRelease(mark);
}

export function adxRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Movement>(s);
  adxNext(s, inputs, column(outputs, 0), n);
  state.seen = later(state.seen, n);
}

/** The next bar alone, as adxRun. */
@inline
export function adxStep(s: usize, high: f64, low: f64, _close: f64): f64 {
  const state = changetype<Movement>(s);
  const moves = moved(high - state.high, state.low - low);
  state.high = high;
  state.low = low;
  const seen = state.seen;
  if (seen < state.period) {
    state.seen = seen + 1;
    if (seen > 0) decayStep(s + DECAY, moves);
    return NOT_YET;
  }
  const sums = decayStep(s + DECAY, moves);
  const up = f64x2.extract_lane(sums, 0);
  const down = f64x2.extract_lane(sums, 1);
  const both = up + down;
  const index = both <= 0 ? state.index : (100.0 * abs(up - down)) / both;
  state.index = index;
  return emaStep(s + ADX, index);
}

export function adxrSize(params: usize): u32 {
  return <u32>LAG + lagSizeOf(count(params, 0) - 1);
}

export function adxrInit(s: usize, params: usize): void {
  adxInit(s, params);
  lagStart(s + LAG, count(params, 0) - 1);
}

export function adxrRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Movement>(s);
  const out = column(outputs, 0);
  const period = state.period;
  adxNext(s, inputs, out, n);
  if (period > 1) {
    const mark = workMark();
    const before = workColumn();
    lagNext(s + LAG, out, before, n);
    const skip = barsBefore(3 * period - 2, state.seen, n);
    for (let i = skip; i < n; i++) put(out, i, 0.5 * (at(out, i) + at(before, i)));
    fillNotYet(out, skip);
    workRelease(mark);
  }
  state.seen = later(state.seen, n);
}
