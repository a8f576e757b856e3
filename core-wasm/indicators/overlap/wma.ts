// Linearly weighted moving average: weights 1 to n, the newest the heaviest. Both sums are renewed
// every n bars, as in sma.ts.
import { barsBefore, column, count, fillNotYet, NOT_YET } from '../kernel';
import { at, later, put } from './column';

@unmanaged
class Wma {
  seen: u32;
  period: u32;
  slot: u32;
  pad: u32;
  sum: f64;
  weighted: f64;
  /** The two sums over the bars since slot 0 was taken last. */
  freshSum: f64;
  freshWeighted: f64;
  /** 1 / sum of the weights. */
  inverse: f64;
  pad2: f64;
}
@inline const RING: usize = 64;

export function wmaSizeOf(period: u32): u32 {
  return <u32>RING + (period << 3);
}

export function wmaStart(s: usize, period: u32): void {
  changetype<Wma>(s).period = period;
  changetype<Wma>(s).inverse = 2.0 / (<f64>period * (<f64>period + 1.0));
}

/** Next n values of `x` to `out`. */
export function wmaNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Wma>(s);
  const period = state.period;
  const heaviest = <f64>period;
  const inverse = state.inverse;
  let sum = state.sum;
  let weighted = state.weighted;
  let freshSum = state.freshSum;
  let freshWeighted = state.freshWeighted;
  let weight = <f64>(state.slot + 1);
  const ring = s + RING;
  const end = ring + ((<usize>period) << 3);
  let slot = ring + ((<usize>state.slot) << 3);
  for (let i: u32 = 0; i < n; i++) {
    const value = at(x, i);
    // With every bar each older value weighs one less: the sum before this bar goes.
    weighted += heaviest * value - sum;
    sum += value - load<f64>(slot);
    store<f64>(slot, value);
    freshSum += value;
    freshWeighted += weight * value;
    weight += 1.0;
    slot += 8;
    if (slot == end) {
      slot = ring;
      sum = freshSum;
      weighted = freshWeighted;
      freshSum = 0;
      freshWeighted = 0;
      weight = 1.0;
    }
    put(out, i, weighted * inverse);
  }
  fillNotYet(out, barsBefore(period - 1, state.seen, n));
  state.slot = <u32>((slot - ring) >> 3);
  state.sum = sum;
  state.weighted = weighted;
  state.freshSum = freshSum;
  state.freshWeighted = freshWeighted;
  state.seen = later(state.seen, n);
}

/** The next value alone, as wmaNext. */
@inline
export function wmaStep(s: usize, value: f64): f64 {
  const state = changetype<Wma>(s);
  const slot = state.slot;
  const period = state.period;
  const cell = s + RING + ((<usize>slot) << 3);
  let sum = state.sum;
  let weighted = state.weighted + (<f64>period * value - sum);
  sum += value - load<f64>(cell);
  store<f64>(cell, value);
  const freshSum = state.freshSum + value;
  const freshWeighted = state.freshWeighted + <f64>(slot + 1) * value;
  if (slot + 1 == period) {
    sum = freshSum;
    weighted = freshWeighted;
    state.slot = 0;
    state.freshSum = 0;
    state.freshWeighted = 0;
  } else {
    state.slot = slot + 1;
    state.freshSum = freshSum;
    state.freshWeighted = freshWeighted;
  }
  state.sum = sum;
  state.weighted = weighted;
  const seen = state.seen;
  if (seen < period - 1) {
    state.seen = seen + 1;
    return NOT_YET;
  }
  return weighted * state.inverse;
}

export function wmaSize(params: usize): u32 {
  return wmaSizeOf(count(params, 0));
}

export function wmaInit(s: usize, params: usize): void {
  wmaStart(s, count(params, 0));
}

export function wmaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  wmaNext(s, column(inputs, 0), column(outputs, 0), n);
}
