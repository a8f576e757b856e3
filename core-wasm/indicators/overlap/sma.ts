// Simple moving average over a ring of n + 1 slots. The sum is renewed every n bars from a second
// sum that began with the window, so that rounding never accumulates beyond one window.
import { barsBefore, column, count, fillNotYet } from '../kernel';

@unmanaged
class Sma {
  seen: u32;
  period: u32;
  /** Slot that the next value takes. */
  slot: u32;
  pad: u32;
  /** Of the window without its newest bar. */
  sum: f64;
  /** Of the bars since slot 0 was taken last. */
  fresh: f64;
}
@inline const RING: usize = 32;

export function smaSizeOf(period: u32): u32 {
  return <u32>RING + (period << 3);
}

export function smaStart(s: usize, period: u32): void {
  changetype<Sma>(s).period = period;
}

/** Next n values of `x` to `out`. */
export function smaNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Sma>(s);
  const period = state.period;
  const inverse = 1.0 / <f64>period;
  const begin = period - 1;
  const skip = barsBefore(begin, state.seen, n);
  let slot = state.slot;
  let sum = state.sum;
  let fresh = state.fresh;
  const ring = s + RING;
  let i: u32 = 0;
  for (; i < skip; i++) {
    const value = load<f64>(x + ((<usize>i) << 3));
    store<f64>(ring + ((<usize>slot) << 3), value);
    slot++;
    sum += value;
    fresh += value;
    if (slot == period) slot = 0;
  }
  fillNotYet(out, skip);
  for (; i < n; i++) {
    const value = load<f64>(x + ((<usize>i) << 3));
    const at = ring + ((<usize>slot) << 3);
    fresh += value;
    sum += value;
    store<f64>(at, value);
    slot++;
    if (slot == period) {
      slot = 0;
      sum = fresh;
      fresh = 0;
    }
    store<f64>(out + ((<usize>i) << 3), sum * inverse);
    sum -= load<f64>(ring + ((<usize>slot) << 3));
  }
  state.slot = slot;
  state.sum = sum;
  state.fresh = fresh;
  state.seen = state.seen + n >= state.seen ? state.seen + n : u32.MAX_VALUE;
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
