// Linearly weighted moving average: weights 1 to n, the newest the heaviest. Both sums are renewed
// as in renewal.ts.
import { column, count } from '../kernel';
import { at, from, put } from './column';
import { boundOf, isEven, nextRenewal, ringBound, ringSum, slotOf } from './renewal';

@unmanaged
class Wma {
  period: u32;
  slot: u32;
  /** Slot before which the sums are renewed. */
  stop: u32;
  pad: u32;
  sum: f64;
  weighted: f64;
  /** Of the bars since slot 0 was taken last. */
  freshSum: f64;
  freshWeighted: f64;
  /** Of the sizes of the window's values. */
  bound: f64;
  /** What multiplies the weighted sum: NaN before the ring is full for the first time. */
  scale: f64;
  /** And then: 1 / sum of the weights. */
  inverse: f64;
}
@inline const RING: usize = 72;

export function wmaSizeOf(period: u32): u32 {
  return <u32>RING + (period << 3);
}

export function wmaStart(s: usize, period: u32): void {
  const state = changetype<Wma>(s);
  state.period = period;
  state.stop = period;
  state.scale = NaN;
  state.inverse = 2.0 / (<f64>period * (<f64>period + 1.0));
}

/** Sum of weight times value in [from, end): the weights rise by 1 from `weight` on. */
function weigh(at: usize, end: usize, weight: f64): f64 {
  let sum: f64 = 0;
  for (let slot = at; slot < end; slot += 8) {
    sum += weight * load<f64>(slot);
    weight += 1.0;
  }
  return sum;
}

/** Before the slot of `stop`, which is not the end of the ring: both sums. */
function renew(s: usize): void {
  const state = changetype<Wma>(s);
  const ring = s + RING;
  const end = from(ring, state.period);
  const slot = from(ring, state.stop);
  state.sum = ringSum(ring, end);
  state.weighted =
    weigh(slot, end, 1.0) + weigh(ring, slot, <f64>(state.period - state.stop) + 1.0);
  state.stop = slotOf(ring, nextRenewal(ring, slot, end));
}

/** At the end of the ring, of values that are not of one size. */
function plan(s: usize): void {
  const state = changetype<Wma>(s);
  const ring = s + RING;
  const end = from(ring, state.period);
  state.bound = ringBound(ring, end);
  state.stop = slotOf(ring, nextRenewal(ring, ring, end));
}

/** As evenNext of sma.ts. */
@inline
function evenNext(s: usize, x: usize, out: usize, n: u32): u32 {
  const state = changetype<Wma>(s);
  const heaviest = <f64>state.period;
  let sum = state.sum;
  let weighted = state.weighted;
  let freshSum = state.freshSum;
  let freshWeighted = state.freshWeighted;
  const bound = state.bound;
  let scale = state.scale;
  let weight = <f64>(state.slot + 1);
  const ring = s + RING;
  const end = from(ring, state.period);
  const stop = from(ring, state.stop);
  let slot = from(ring, state.slot);
  let i: u32 = 0;
  while (i < n) {
    const value = at(x, i);
    if (abs(value) > bound) break;
    // With every bar each older value weighs one less: the sum before this bar goes.
    weighted += heaviest * value - sum;
    sum += value - load<f64>(slot);
    store<f64>(slot, value);
    freshSum += value;
    freshWeighted += weight * value;
    weight += 1.0;
    slot += 8;
    if (slot == stop) {
      if (slot != end || !isEven(value, bound, freshSum)) break;
      slot = ring;
      sum = freshSum;
      weighted = freshWeighted;
      freshSum = 0;
      freshWeighted = 0;
      weight = 1.0;
      scale = state.inverse;
    }
    put(out, i, weighted * scale);
    i++;
  }
  state.slot = slotOf(ring, slot);
  state.sum = sum;
  state.weighted = weighted;
  state.freshSum = freshSum;
  state.freshWeighted = freshWeighted;
  state.scale = scale;
  return i;
}

/** Next n values of `x` to `out`. */
export function wmaNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Wma>(s);
  if (n == 1) return put(out, 0, wmaStep(s, at(x, 0)));
  let i: u32 = 0;
  while (true) {
    i += evenNext(s, from(x, i), from(out, i), n - i);
    if (i == n) return;
    if (state.slot < state.stop) {
      state.bound = boundOf(state.bound, at(x, i));
      continue;
    }
    if (state.slot < state.period) renew(s);
    else {
      state.slot = 0;
      state.sum = state.freshSum;
      state.weighted = state.freshWeighted;
      state.freshSum = 0;
      state.freshWeighted = 0;
      state.scale = state.inverse;
      plan(s);
    }
    put(out, i, state.weighted * state.scale);
    i++;
  }
}

/** The next value alone, as wmaNext. */
@inline
export function wmaStep(s: usize, value: f64): f64 {
  const state = changetype<Wma>(s);
  const slot = state.slot;
  const cell = s + RING + ((<usize>slot) << 3);
  let sum = state.sum;
  let weighted = state.weighted + (<f64>state.period * value - sum);
  sum += value - load<f64>(cell);
  store<f64>(cell, value);
  const freshSum = state.freshSum + value;
  const freshWeighted = state.freshWeighted + <f64>(slot + 1) * value;
  if (abs(value) > state.bound) state.bound = boundOf(state.bound, value);
  let next = slot + 1;
  if (next < state.period) {
    state.freshSum = freshSum;
    state.freshWeighted = freshWeighted;
    if (next == state.stop) {
      renew(s);
      sum = state.sum;
      weighted = state.weighted;
    }
  } else {
    next = 0;
    sum = freshSum;
    weighted = freshWeighted;
    state.freshSum = 0;
    state.freshWeighted = 0;
    state.scale = state.inverse;
    if (isEven(value, state.bound, sum)) state.stop = state.period;
    else plan(s);
  }
  state.slot = next;
  state.sum = sum;
  state.weighted = weighted;
  return weighted * state.scale;
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
