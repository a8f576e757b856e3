// How far the close went in n bars, measured in average true ranges.
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { place, seenAfter } from '../statistics/window';
import { atrNext, atrStart, SIZEOF_ATR } from './range';

@unmanaged
class Noise {
  seen: u32;
  period: u32;
  slot: u32;
  pad: u32;
}
@inline const RANGE: usize = 16;
/** The last `period` closes. */
@inline const RING: usize = RANGE + SIZEOF_ATR;

export function signalToNoiseSize(params: usize): u32 {
  return <u32>RING + (count(params, 0) << 3);
}

export function signalToNoiseInit(s: usize, params: usize): void {
  changetype<Noise>(s).period = count(params, 0);
  atrStart(s + RANGE, count(params, 0));
}

export function signalToNoiseRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Noise>(s);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const mark = workMark();
  const ranges = workColumn();
  atrNext(s + RANGE, column(inputs, 0), column(inputs, 1), close, ranges, n);
  const begin = barsBefore(state.period, state.seen, n);
  let slot = state.slot;
  for (let i: u32 = 0; i < n; i++) {
    const at = place(s + RING, slot);
    const price = load<f64>(place(close, i));
    const range = load<f64>(place(ranges, i));
    store<f64>(place(out, i), range > 0 ? abs(price - load<f64>(at)) / range : 0);
    store<f64>(at, price);
    slot = slot + 1 == state.period ? 0 : slot + 1;
  }
  fillNotYet(out, begin);
  workRelease(mark);
  state.slot = slot;
  state.seen = seenAfter(state.seen, n);
}
