// Bollinger bands: an average and the population deviation of the window about its plain mean, from
// the sums of ../statistics/about.ts.
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
import {
  LEAST,
  Ring,
  ringBar,
  ringFill,
  ringSizeOf,
  ringStart,
  SIZEOF_RING,
} from '../statistics/about';
import { at, from, later, pair, put } from './column';
import { maBegin, maNext, maSizeOf, maStart } from './ma';

@unmanaged
class Bands {
  seen: u32;
  type: u32;
  begin: u32;
  pad: u32;
  up: f64;
  down: f64;
}
/** The ring with its sums; then the average. */
@inline const WINDOW: usize = 32;

export function bbandsSize(params: usize): u32 {
  const period = count(params, 0);
  const type = count(params, 3);
  return <u32>WINDOW + ringSizeOf(period) + (type == 0 ? 0 : maSizeOf(type, period));
}

export function bbandsInit(s: usize, params: usize): void {
  const state = changetype<Bands>(s);
  const period = count(params, 0);
  ringStart(s + WINDOW, period);
  state.up = factor(params, 1);
  state.down = factor(params, 2);
  state.type = count(params, 3);
  state.begin = maBegin(state.type, period);
  if (state.type != 0) maStart(average(s, period), state.type, period);
}

/** The state of the average. */
@inline
function average(s: usize, period: u32): usize {
  return s + WINDOW + <usize>ringSizeOf(period);
}

/** First and second of two bars as lanes. */
@inline
function lanes(first: v128, second: v128, isSecond: bool): v128 {
  return isSecond ? v128.shuffle<f64>(first, second, 1, 3) : v128.shuffle<f64>(first, second, 0, 2);
}

/**
 * The bands of the next bars of a full window, two at a time, up to the end of the ring or to where
 * the sums must be looked at. Gives how many bars were taken. `isMean`: the middle is the plain
 * mean, otherwise it stands in `middle` already.
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
  const state = changetype<Ring>(s + WINDOW);
  const most = min(n, state.period - state.slot - 1) & ~1;
  if (most == 0) return 0;
  const shift = f64x2.splat(state.shift);
  const inverse = f64x2.splat(state.inverse);
  const up = f64x2.splat(changetype<Bands>(s).up);
  const down = f64x2.splat(changetype<Bands>(s).down);
  // Lanes: sum, squares.
  let sums = pair(state.sum, state.squares);
  let peak = f64x2.splat(state.peak);
  const ring = from(s + WINDOW + SIZEOF_RING, state.slot);
  const bytes = (<usize>most) << 3;
  let i: usize = 0;
  for (; i < bytes; i += 16) {
    const value = v128.load(x + i);
    // The two that leave the window after these bars.
    const old = f64x2.sub(v128.load(ring + i, 8), shift);
    const d = f64x2.sub(value, shift);
    const dd = f64x2.mul(d, d);
    const oo = f64x2.mul(old, old);
    const first = f64x2.add(sums, lanes(d, dd, false));
    const between = f64x2.sub(first, lanes(old, oo, false));
    const second = f64x2.add(between, lanes(d, dd, true));
    const sum = lanes(first, second, false);
    const squares = lanes(first, second, true);
    const mean = f64x2.mul(sum, inverse);
    const spread = f64x2.sub(squares, f64x2.mul(sum, mean));
    const top = f64x2.pmax(peak, squares);
    const peaks = f64x2.pmax(top, v128.shuffle<f64>(top, top, 1, 0));
    if (!i64x2.all_true(f64x2.ge(spread, f64x2.mul(peaks, f64x2.splat(LEAST))))) break;
    v128.store(ring + i, value);
    sums = f64x2.sub(second, lanes(old, oo, true));
    peak = top;
    const deviation = f64x2.sqrt(f64x2.mul(spread, inverse));
    const center = isMean ? f64x2.add(shift, mean) : v128.load(middle + i);
    v128.store(upper + i, f64x2.add(center, f64x2.mul(up, deviation)));
    if (isMean) v128.store(middle + i, center);
    v128.store(lower + i, f64x2.sub(center, f64x2.mul(down, deviation)));
  }
  const taken = <u32>(i >> 3);
  state.slot += taken;
  state.sum = f64x2.extract_lane(sums, 0);
  state.squares = f64x2.extract_lane(sums, 1);
  state.peak = max(f64x2.extract_lane(peak, 0), f64x2.extract_lane(peak, 1));
  return taken;
}

/** The next value alone: its deviation; the mean goes to `middle`. */
@inline
function spreadStep(s: usize, value: f64, middle: usize): f64 {
  const window = s + WINDOW;
  return sqrt(ringBar(window, value, middle) * changetype<Ring>(window).inverse);
}

/** Whether the window is not full with the next bar yet: takes it in then. */
@inline
function isFilling(s: usize, value: f64): bool {
  if (changetype<Ring>(s + WINDOW).seen >= changetype<Ring>(s + WINDOW).period - 1) return false;
  changetype<Ring>(s + WINDOW).seen++;
  ringFill(s + WINDOW, value);
  return true;
}

/** The next value alone, as bbandsRun: the three bands to `out`; gives the first. */
@inline
export function bbandsStep(s: usize, out: usize, value: f64): f64 {
  const state = changetype<Bands>(s);
  const deviation = isFilling(s, value) ? NaN : spreadStep(s, value, out + 8);
  if (state.type != 0) {
    store<f64>(out, value);
    maNext(average(s, changetype<Ring>(s + WINDOW).period), out, out + 8, 1);
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
  while (i < n && isFilling(s, at(x, i))) i++;
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
  maNext(average(s, changetype<Ring>(s + WINDOW).period), x, column(outputs, 1), n);
  run(s, x, outputs, n, false);
}
