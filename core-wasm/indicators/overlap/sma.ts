// Simple moving average over a ring of n slots. The sum is renewed every n bars from a second sum
// that began with the window, so that rounding never accumulates beyond one window.
import { barsBefore, column, count, fillNotYet, NOT_YET } from '../kernel';
import { at, later, put } from './column';

@unmanaged
class Sma {
  seen: u32;
  period: u32;
  /** Slot that the next value takes: the oldest of the window. */
  slot: u32;
  pad: u32;
  sum: f64;
  /** Of the bars since slot 0 was taken last. */
  fresh: f64;
  /** 1 / period: a division is dearer than all else that a bar needs. */
  inverse: f64;
  pad2: f64;
}
@inline const RING: usize = 48;

export function smaSizeOf(period: u32): u32 {
  return <u32>RING + (period << 3);
}

export function smaStart(s: usize, period: u32): void {
  changetype<Sma>(s).period = period;
  changetype<Sma>(s).inverse = 1.0 / <f64>period;
}

/** Next n values of `x` to `out`. */
export function smaNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Sma>(s);
  const inverse = state.inverse;
  const skip = barsBefore(state.period - 1, state.seen, n);
  let sum = state.sum;
  let fresh = state.fresh;
  const ring = s + RING;
  const end = ring + ((<usize>state.period) << 3);
  let slot = ring + ((<usize>state.slot) << 3);
  for (let i: u32 = 0; i < n; i++) {
    const value = at(x, i);
    fresh += value;
    sum += value - load<f64>(slot);
    store<f64>(slot, value);
    slot += 8;
    if (slot == end) {
      slot = ring;
      sum = fresh;
      fresh = 0;
    }
    put(out, i, sum * inverse);
  }
  fillNotYet(out, skip);
  state.slot = <u32>((slot - ring) >> 3);
  state.sum = sum;
  state.fresh = fresh;
  state.seen = later(state.seen, n);
}

/** The next value alone: what smaNext gives of it, without columns. */
@inline
export function smaStep(s: usize, value: f64): f64 {
  const state = changetype<Sma>(s);
  const slot = state.slot;
  const period = state.period;
  const cell = s + RING + ((<usize>slot) << 3);
  const fresh = state.fresh + value;
  let sum = state.sum + (value - load<f64>(cell));
  store<f64>(cell, value);
  // A branch that is foretold: a choice of values would make the sums wait for the slot.
  if (slot + 1 == period) {
    sum = fresh;
    state.slot = 0;
    state.fresh = 0;
  } else {
    state.slot = slot + 1;
    state.fresh = fresh;
  }
  state.sum = sum;
  const seen = state.seen;
  if (seen < period - 1) {
    state.seen = seen + 1;
    return NOT_YET;
  }
  return sum * state.inverse;
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
