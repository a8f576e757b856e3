// Simple moving average, or plain sum, over a ring of n slots. The sum is renewed as in renewal.ts.
import { column, count } from '../kernel';
import { at, from, put } from './column';
import { boundOf, isEven, nextRenewal, ringBound, ringSum, slotOf } from './renewal';

@unmanaged
class Sma {
  period: u32;
  /** Slot that the next value takes: the oldest of the window. */
  slot: u32;
  /** Slot before which the sum is renewed. */
  stop: u32;
  pad: u32;
  sum: f64;
  /** Of the bars since slot 0 was taken last. */
  fresh: f64;
  /** Of the sizes of the window's values. */
  bound: f64;
  /** What multiplies the sum: NaN before the ring is full for the first time. */
  scale: f64;
  /** And then. */
  full: f64;
}
@inline const RING: usize = 56;

export function smaSizeOf(period: u32): u32 {
  return <u32>RING + (period << 3);
}

function start(s: usize, period: u32, scale: f64): void {
  const state = changetype<Sma>(s);
  state.period = period;
  state.stop = period;
  state.scale = NaN;
  state.full = scale;
}

export function smaStart(s: usize, period: u32): void {
  // A division is dearer than all else that a bar needs.
  start(s, period, 1.0 / <f64>period);
}

/** As smaStart, for the sums of the windows. */
export function totalStart(s: usize, period: u32): void {
  start(s, period, 1.0);
}

/** The sum anew, before the slot of `stop`, which is not the end of the ring. */
function renewed(s: usize): f64 {
  const state = changetype<Sma>(s);
  const ring = s + RING;
  const end = from(ring, state.period);
  state.stop = slotOf(ring, nextRenewal(ring, from(ring, state.stop), end));
  return ringSum(ring, end);
}

/** At the end of the ring, of values that are not of one size. */
function plan(s: usize): void {
  const state = changetype<Sma>(s);
  const ring = s + RING;
  const end = from(ring, state.period);
  state.bound = ringBound(ring, end);
  state.stop = slotOf(ring, nextRenewal(ring, ring, end));
}

/**
 * Up to n values of `x` to `out`: no more than up to one beyond the bound, or to a renewal other
 * than that at the end of the ring with values of one size; how many. Nothing is called in here:
 * for that all would leave its registers.
 */
@inline
function evenNext(s: usize, x: usize, out: usize, n: u32): u32 {
  const state = changetype<Sma>(s);
  const ring = s + RING;
  const end = from(ring, state.period);
  const stop = from(ring, state.stop);
  let slot = from(ring, state.slot);
  let sum = state.sum;
  let fresh = state.fresh;
  const bound = state.bound;
  let scale = state.scale;
  let i: u32 = 0;
  while (i < n) {
    const value = at(x, i);
    if (abs(value) > bound) break;
    fresh += value;
    sum += value - load<f64>(slot);
    store<f64>(slot, value);
    slot += 8;
    if (slot == stop) {
      if (slot != end || !isEven(value, bound, fresh)) break;
      slot = ring;
      sum = fresh;
      fresh = 0;
      scale = state.full;
    }
    put(out, i, sum * scale);
    i++;
  }
  state.slot = slotOf(ring, slot);
  state.sum = sum;
  state.fresh = fresh;
  state.scale = scale;
  return i;
}

/** Next n values of `x` to `out`. */
export function smaNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Sma>(s);
  if (n == 1) return put(out, 0, smaStep(s, at(x, 0)));
  let i: u32 = 0;
  while (true) {
    i += evenNext(s, from(x, i), from(out, i), n - i);
    if (i == n) return;
    if (state.slot < state.stop) {
      state.bound = boundOf(state.bound, at(x, i));
      continue;
    }
    if (state.slot < state.period) state.sum = renewed(s);
    else {
      state.slot = 0;
      state.sum = state.fresh;
      state.fresh = 0;
      state.scale = state.full;
      plan(s);
    }
    put(out, i, state.sum * state.scale);
    i++;
  }
}

/** The next value alone: what smaNext gives of it, without columns. */
@inline
export function smaStep(s: usize, value: f64): f64 {
  const state = changetype<Sma>(s);
  const slot = state.slot;
  const cell = s + RING + ((<usize>slot) << 3);
  let sum = state.sum + (value - load<f64>(cell));
  store<f64>(cell, value);
  const fresh = state.fresh + value;
  if (abs(value) > state.bound) state.bound = boundOf(state.bound, value);
  let next = slot + 1;
  // A branch that is foretold: a choice of values would make the sums wait for the slot.
  if (next < state.stop) state.fresh = fresh;
  else if (next < state.period) {
    sum = renewed(s);
    state.fresh = fresh;
  } else {
    next = 0;
    sum = fresh;
    state.fresh = 0;
    state.scale = state.full;
    if (isEven(value, state.bound, fresh)) state.stop = state.period;
    else plan(s);
  }
  state.slot = next;
  state.sum = sum;
  return sum * state.scale;
}

export function smaSize(params: usize): u32 {
  return smaSizeOf(count(params, 0));
}

export function smaInit(s: usize, params: usize): void {
  smaStart(s, count(params, 0));
}

export function smaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  smaNext(s, column(inputs, 0), column(outputs, 0), n);
}
