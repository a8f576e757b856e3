// Sum of the last n values. It is renewed every n bars from a second sum that began with the
// window, so that rounding never accumulates beyond one window.
import { barsBefore, column, count, fillNotYet } from '../kernel';
import { place, seenAfter } from '../statistics/window';

@unmanaged
class Sum {
  seen: u32;
  period: u32;
  slot: u32;
  pad: u32;
  /** Of the window without its newest bar. */
  sum: f64;
  /** Of the bars since slot 0 was taken last. */
  fresh: f64;
}
@inline const RING: usize = 32;

export function sumSizeOf(period: u32): u32 {
  return (<u32>RING + (period << 3) + 15) & ~15;
}

export function sumStart(s: usize, period: u32): void {
  changetype<Sum>(s).period = period;
}

/** Next n values of `x`: the sum of each window to `out`. */
export function sumNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Sum>(s);
  const period = state.period;
  const skip = barsBefore(period - 1, state.seen, n);
  const ring = s + RING;
  let slot = state.slot;
  let sum = state.sum;
  let fresh = state.fresh;
  let i: u32 = 0;
  for (; i < skip; i++) {
    const value = load<f64>(place(x, i));
    store<f64>(place(ring, slot), value);
    slot++;
    sum += value;
    fresh += value;
  }
  fillNotYet(out, skip);
  for (; i < n; i++) {
    const value = load<f64>(place(x, i));
    store<f64>(place(ring, slot), value);
    fresh += value;
    sum += value;
    slot++;
    if (slot == period) {
      slot = 0;
      sum = fresh;
      fresh = 0;
    }
    store<f64>(place(out, i), sum);
    sum -= load<f64>(place(ring, slot));
  }
  state.slot = slot;
  state.sum = sum;
  state.fresh = fresh;
  state.seen = seenAfter(state.seen, n);
}

export function sumSize(params: usize): u32 {
  return sumSizeOf(count(params, 0));
}

export function sumInit(s: usize, params: usize): void {
  sumStart(s, count(params, 0));
}

export function sumRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  sumNext(s, column(inputs, 0), column(outputs, 0), n);
}
