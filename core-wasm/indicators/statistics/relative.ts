// One price against another: their ratio, and the lead of its change over n bars.
import { barsBefore, column, count, fillNotYet } from '../kernel';
import { place, seenAfter } from './window';

@unmanaged
class Relative {
  seen: u32;
  period: u32;
  slot: u32;
  pad: u32;
}
/** Of pairs of prices. */
@inline const RING: usize = 16;

export function relativeSize(params: usize): u32 {
  return <u32>RING + (count(params, 0) << 4);
}

export function relativeInit(s: usize, params: usize): void {
  changetype<Relative>(s).period = count(params, 0);
}

@inline
function ratioOf(a: f64, b: f64): f64 {
  return b == 0 ? NaN : a / b;
}

export function relativeRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Relative>(s);
  const base = column(inputs, 0);
  const price = column(inputs, 1);
  const ratio = column(outputs, 0);
  const lead = column(outputs, 1);
  const begin = barsBefore(state.period, state.seen, n);
  let slot = state.slot;
  for (let i: u32 = 0; i < n; i++) {
    const a = load<f64>(place(base, i));
    const b = load<f64>(place(price, i));
    const at = s + RING + ((<usize>slot) << 4);
    store<f64>(place(ratio, i), ratioOf(b, a));
    store<f64>(place(lead, i), ratioOf(b, load<f64>(at, 8)) - ratioOf(a, load<f64>(at)));
    store<f64>(at, a);
    store<f64>(at, b, 8);
    slot = slot + 1 == state.period ? 0 : slot + 1;
  }
  fillNotYet(lead, begin);
  state.slot = slot;
  state.seen = seenAfter(state.seen, n);
}
