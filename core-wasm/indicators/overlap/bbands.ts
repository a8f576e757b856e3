// Bollinger bands: an average and the population deviation of the window about its plain mean.
//
// Sums are of distances from a near value, so that no digits go when they are squared; the value
// and the sums are renewed every n bars.
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
import { at, from, later, pair, put } from './column';
import { maBegin, maNext, maSizeOf, maStart } from './ma';

@unmanaged
class Bands {
  seen: u32;
  period: u32;
  slot: u32;
  begin: u32;
  type: u32;
  /** Equal values in a row. */
  equal: u32;
  up: f64;
  down: f64;
  last: f64;
  /** What distances are taken from, and sums of them and of their squares. */
  origin: f64;
  sum: f64;
  squares: f64;
  /** The same over the bars since slot 0 was taken last. */
  freshOrigin: f64;
  freshSum: f64;
  freshSquares: f64;
  /** 1 / period. */
  inverse: f64;
  pad: f64;
}
@inline const RING: usize = 112;

@inline
function ringBytes(period: u32): u32 {
  return ((period << 3) + 15) & ~15;
}

export function bbandsSize(params: usize): u32 {
  const period = count(params, 0);
  const type = count(params, 3);
  return <u32>RING + ringBytes(period) + (type == 0 ? 0 : maSizeOf(type, period));
}

export function bbandsInit(s: usize, params: usize): void {
  const state = changetype<Bands>(s);
  state.period = count(params, 0);
  state.inverse = 1.0 / <f64>state.period;
  state.up = factor(params, 1);
  state.down = factor(params, 2);
  state.type = count(params, 3);
  state.begin = maBegin(state.type, state.period);
  if (state.type != 0) maStart(s + RING + <usize>ringBytes(state.period), state.type, state.period);
}

@inline
function deviationOf(variance: v128): v128 {
  return f64x2.sqrt(f64x2.pmax(f64x2.splat(0), variance));
}

/** Mean and squares as lanes: what one value changes in the sums. */
@inline
function lanes(first: v128, second: v128, isSecond: bool): v128 {
  return isSecond ? v128.shuffle<f64>(first, second, 1, 3) : v128.shuffle<f64>(first, second, 0, 2);
}

/**
 * The bands of the next bars up to the end of the block of n: two at a time, the last bar of a
 * block, where the sums are renewed, left out. Gives how many bars were taken. `isMean`: the middle
 * is the plain mean, otherwise it stands in `middle` already.
 */
@inline
function twos(
  s: usize,
  x: usize,
  upper: usize,
  middle: usize,
  lower: usize,
  n: u32,
  isMean: bool,
): u32 {
  const state = changetype<Bands>(s);
  const period = state.period;
  const most = min(n, period - state.slot - 1) & ~1;
  if (most == 0) return 0;
  const origin = f64x2.splat(state.origin);
  const freshOrigin = f64x2.splat(state.slot == 0 ? load<f64>(x) : state.freshOrigin);
  const inverse = f64x2.splat(state.inverse);
  const up = f64x2.splat(state.up);
  const down = f64x2.splat(state.down);
  let sums = pair(state.sum, state.squares);
  let fresh = state.slot == 0 ? f64x2.splat(0) : pair(state.freshSum, state.freshSquares);
  let last = f64x2.splat(state.last);
  let equal = state.equal;
  const ring = s + RING + ((<usize>state.slot) << 3);
  const bytes = (<usize>most) << 3;
  for (let i: usize = 0; i < bytes; i += 16) {
    const value = v128.load(x + i);
    const old = v128.load(ring + i);
    v128.store(ring + i, value);
    const near = f64x2.sub(value, origin);
    const far = f64x2.sub(old, origin);
    const moved = f64x2.sub(value, old);
    const squared = f64x2.sub(f64x2.mul(near, near), f64x2.mul(far, far));
    const first = f64x2.add(sums, lanes(moved, squared, false));
    sums = f64x2.add(first, lanes(moved, squared, true));
    const away = f64x2.sub(value, freshOrigin);
    const awaySquared = f64x2.mul(away, away);
    fresh = f64x2.add(fresh, lanes(away, awaySquared, false));
    fresh = f64x2.add(fresh, lanes(away, awaySquared, true));
    const same = i64x2.bitmask(f64x2.eq(value, v128.shuffle<f64>(last, value, 1, 2)));
    const before = same & 1 ? equal + 1 : 1;
    equal = same & 2 ? before + 1 : 1;
    last = value;
    const mean = f64x2.mul(v128.shuffle<f64>(first, sums, 0, 2), inverse);
    const square = f64x2.mul(v128.shuffle<f64>(first, sums, 1, 3), inverse);
    let deviation = deviationOf(f64x2.sub(square, f64x2.mul(mean, mean)));
    let center = isMean ? f64x2.add(origin, mean) : v128.load(middle + i);
    if (max(before, equal) >= period) {
      const isFlat = i64x2.replace_lane(
        i64x2.splat(before >= period ? -1 : 0),
        1,
        equal >= period ? -1 : 0,
      );
      deviation = v128.andnot(deviation, isFlat);
      if (isMean) center = v128.bitselect(value, center, isFlat);
    }
    v128.store(upper + i, f64x2.add(center, f64x2.mul(up, deviation)));
    if (isMean) v128.store(middle + i, center);
    v128.store(lower + i, f64x2.sub(center, f64x2.mul(down, deviation)));
  }
  state.slot += most;
  state.freshOrigin = f64x2.extract_lane(freshOrigin, 0);
  state.sum = f64x2.extract_lane(sums, 0);
  state.squares = f64x2.extract_lane(sums, 1);
  state.freshSum = f64x2.extract_lane(fresh, 0);
  state.freshSquares = f64x2.extract_lane(fresh, 1);
  state.last = f64x2.extract_lane(last, 1);
  state.equal = min(equal, period);
  return most;
}

/** The next value alone: its deviation; the mean goes to `middle`. */
@inline
function spreadStep(s: usize, value: f64, middle: usize): f64 {
  const state = changetype<Bands>(s);
  const period = state.period;
  const inverse = state.inverse;
  const slot = state.slot;
  const cell = s + RING + ((<usize>slot) << 3);
  const old = load<f64>(cell);
  store<f64>(cell, value);
  let freshSum: f64 = 0;
  let freshSquares: f64 = 0;
  if (slot == 0) state.freshOrigin = value;
  else {
    const fresh = value - state.freshOrigin;
    freshSum = state.freshSum + fresh;
    freshSquares = state.freshSquares + fresh * fresh;
  }
  let origin = state.origin;
  const near = value - origin;
  const far = old - origin;
  let sum = state.sum + (value - old);
  let squares = state.squares + (near * near - far * far);
  if (slot + 1 == period) {
    origin = state.freshOrigin;
    state.origin = origin;
    sum = freshSum;
    squares = freshSquares;
    state.slot = 0;
  } else {
    state.slot = slot + 1;
    state.freshSum = freshSum;
    state.freshSquares = freshSquares;
  }
  state.sum = sum;
  state.squares = squares;
  const equal = value == state.last ? min(state.equal + 1, period) : 1;
  state.equal = equal;
  state.last = value;
  const mean = sum * inverse;
  const variance = squares * inverse - mean * mean;
  if (equal >= period) {
    store<f64>(middle, value);
    return 0;
  }
  store<f64>(middle, origin + mean);
  return f64x2.extract_lane(deviationOf(f64x2.splat(variance)), 0);
}

/** The next value alone, as bbandsRun: the three bands to `out`; gives the first. */
@inline
export function bbandsStep(s: usize, out: usize, value: f64): f64 {
  const state = changetype<Bands>(s);
  const deviation = spreadStep(s, value, out + 8);
  if (state.type != 0) {
    store<f64>(out, value);
    maNext(s + RING + <usize>ringBytes(state.period), out, out + 8, 1);
  }
  const seen = state.seen;
  if (seen < state.begin) {
    state.seen = seen + 1;
    store<f64>(out, NOT_YET);
    store<f64>(out, NOT_YET, 8);
    store<f64>(out, NOT_YET, 16);
    return NOT_YET;
  }
  const mean = load<f64>(out, 8);
  const upper = mean + state.up * deviation;
  store<f64>(out, upper);
  store<f64>(out, mean - state.down * deviation, 16);
  return upper;
}

@inline
function run(s: usize, x: usize, outputs: usize, n: u32, isMean: bool): void {
  const state = changetype<Bands>(s);
  const upper = column(outputs, 0);
  const middle = column(outputs, 1);
  const lower = column(outputs, 2);
  const mark = workMark();
  const cell = workColumn();
  let i: u32 = 0;
  while (i < n) {
    i += twos(s, from(x, i), from(upper, i), from(middle, i), from(lower, i), n - i, isMean);
    if (i == n) break;
    const deviation = spreadStep(s, at(x, i), cell);
    const center = isMean ? load<f64>(cell) : at(middle, i);
    put(upper, i, center + state.up * deviation);
    put(middle, i, center);
    put(lower, i, center - state.down * deviation);
    i++;
  }
  const skip = barsBefore(state.begin, state.seen, n);
  fillNotYet(upper, skip);
  fillNotYet(middle, skip);
  fillNotYet(lower, skip);
  state.seen = later(state.seen, n);
  workRelease(mark);
}

export function bbandsRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Bands>(s);
  const x = column(inputs, 0);
  if (state.type == 0) return run(s, x, outputs, n, true);
  maNext(s + RING + <usize>ringBytes(state.period), x, column(outputs, 1), n);
  run(s, x, outputs, n, false);
}
