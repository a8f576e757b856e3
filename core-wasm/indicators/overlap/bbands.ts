// Bollinger bands: an average and the population deviation of the window about its plain mean.
//
// Sums are of distances from a near value, so that no digits go when they are squared; the value
// and the sums are renewed every n bars.
import { barsBefore, column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { at, later, put } from './column';
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

/** Means to `middle`, deviations to `deviation`. */
function spread(s: usize, x: usize, middle: usize, deviation: usize, n: u32): void {
  const state = changetype<Bands>(s);
  const period = state.period;
  const inverse = state.inverse;
  const ring = s + RING;
  const end = ring + ((<usize>period) << 3);
  let slot = ring + ((<usize>state.slot) << 3);
  let equal = state.equal;
  let last = state.last;
  let origin = state.origin;
  let sum = state.sum;
  let squares = state.squares;
  let freshOrigin = state.freshOrigin;
  let freshSum = state.freshSum;
  let freshSquares = state.freshSquares;
  for (let i: u32 = 0; i < n; i++) {
    const value = at(x, i);
    const old = load<f64>(slot);
    store<f64>(slot, value);
    if (slot == ring) freshOrigin = value;
    const near = value - origin;
    const far = old - origin;
    sum += value - old;
    squares += near * near - far * far;
    const fresh = value - freshOrigin;
    freshSum += fresh;
    freshSquares += fresh * fresh;
    slot += 8;
    if (slot == end) {
      slot = ring;
      origin = freshOrigin;
      sum = freshSum;
      squares = freshSquares;
      freshSum = 0;
      freshSquares = 0;
    }
    equal = value == last ? min(equal + 1, period) : 1;
    last = value;
    const mean = sum * inverse;
    const variance = squares * inverse - mean * mean;
    const isFlat = equal >= period || !(variance > 0);
    put(middle, i, equal >= period ? value : origin + mean);
    put(deviation, i, isFlat ? 0 : sqrt(variance));
  }
  state.slot = <u32>((slot - ring) >> 3);
  state.equal = equal;
  state.last = last;
  state.origin = origin;
  state.sum = sum;
  state.squares = squares;
  state.freshOrigin = freshOrigin;
  state.freshSum = freshSum;
  state.freshSquares = freshSquares;
}

/** The next value alone, as spread: the deviation; the mean goes to `middle`. */
@inline
function spreadStep(s: usize, value: f64, middle: usize): f64 {
  const state = changetype<Bands>(s);
  const period = state.period;
  const inverse = state.inverse;
  const slot = state.slot;
  const cell = s + RING + ((<usize>slot) << 3);
  const old = load<f64>(cell);
  store<f64>(cell, value);
  const freshOrigin = slot == 0 ? value : state.freshOrigin;
  let origin = state.origin;
  const near = value - origin;
  const far = old - origin;
  let sum = state.sum + (value - old);
  let squares = state.squares + (near * near - far * far);
  const fresh = value - freshOrigin;
  const freshSum = state.freshSum + fresh;
  const freshSquares = state.freshSquares + fresh * fresh;
  state.freshOrigin = freshOrigin;
  if (slot + 1 == period) {
    origin = freshOrigin;
    state.origin = origin;
    sum = freshSum;
    squares = freshSquares;
    state.slot = 0;
    state.freshSum = 0;
    state.freshSquares = 0;
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
  store<f64>(middle, equal >= period ? value : origin + mean);
  return equal >= period || !(variance > 0) ? 0 : sqrt(variance);
}

/** The next value alone, as bbandsRun: the three bands to `out`; gives the first. */
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

export function bbandsRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Bands>(s);
  const x = column(inputs, 0);
  const upper = column(outputs, 0);
  const middle = column(outputs, 1);
  const lower = column(outputs, 2);
  spread(s, x, middle, lower, n);
  if (state.type != 0) maNext(s + RING + <usize>ringBytes(state.period), x, middle, n);
  const up = state.up;
  const down = state.down;
  const skip = barsBefore(state.begin, state.seen, n);
  for (let i = skip; i < n; i++) {
    const mean = at(middle, i);
    const deviation = at(lower, i);
    put(upper, i, mean + up * deviation);
    put(lower, i, mean - down * deviation);
  }
  fillNotYet(upper, skip);
  fillNotYet(middle, skip);
  fillNotYet(lower, skip);
  state.seen = later(state.seen, n);
}
