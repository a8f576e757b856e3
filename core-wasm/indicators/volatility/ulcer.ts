// Ulcer index: root of the mean squared loss, in percent, from the highest close so far in the
// window. The window's beginning decides which closes count as peaks, so that the whole window is
// gone through for each bar.
import { barsBefore, column, count, fillNotYet } from '../kernel';
import { place, seenAfter } from '../statistics/window';

@unmanaged
class Ulcer {
  seen: u32;
  period: u32;
  slot: u32;
  pad: u32;
}
/** Closes twice over, so that each window lies in one piece. */
@inline const RING: usize = 16;

export function ulcerSize(params: usize): u32 {
  return <u32>RING + (count(params, 0) << 4);
}

export function ulcerInit(s: usize, params: usize): void {
  changetype<Ulcer>(s).period = count(params, 0);
}

@inline
function ulcerOf(at: usize, period: u32): f64 {
  const end = place(at, period);
  let peak = load<f64>(at);
  let inverse = peak > 0 ? 1.0 / peak : NaN;
  let sum: f64 = 0;
  for (let p = at; p < end; p += 8) {
    const close = load<f64>(p);
    if (close > peak) {
      peak = close;
      inverse = close > 0 ? 1.0 / close : NaN;
    }
    const loss = (close - peak) * inverse;
    sum += loss * loss;
  }
  return 100.0 * sqrt(sum / <f64>period);
}

export function ulcerRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Ulcer>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const period = state.period;
  const begin = barsBefore(period - 1, state.seen, n);
  let slot = state.slot;
  for (let i: u32 = 0; i < n; i++) {
    const at = place(s + RING, slot);
    const close = load<f64>(place(x, i));
    store<f64>(at, close);
    store<f64>(place(at, period), close);
    slot = slot + 1 == period ? 0 : slot + 1;
    if (i >= begin) store<f64>(place(out, i), ulcerOf(at + 8, period));
  }
  fillNotYet(out, begin);
  state.slot = slot;
  state.seen = seenAfter(state.seen, n);
}
