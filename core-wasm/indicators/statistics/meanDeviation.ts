// Mean distance from the mean of the last n values. The mean moves with every bar, so that all
// distances change: short windows are gone through two values at a time, long ones are kept in
// order (ordered.ts), where two sums are enough.
import { barsBefore, column, count, fillNotYet } from '../kernel';
import { boundOf, isEven, nextRenewal, ringBound, ringSum, slotOf } from '../overlap/renewal';
import { MEAN_DEVIATION, orderedNext, orderedSizeOf, orderedStart } from './ordered';
import { place, seenAfter } from './window';

/** Longest window that is gone through. */
@inline const SHORT: u32 = 128;

@unmanaged
class Short {
  seen: u32;
  period: u32;
  slot: u32;
  /** Slot before which the sum is renewed. */
  stop: u32;
  sum: f64;
  /** Of the bars since slot 0 was taken last. */
  fresh: f64;
  /** Of the sizes of the window's values. */
  bound: f64;
  pad: f64;
}
@inline const RING: usize = 48;

export function meanDeviationSizeOf(period: u32): u32 {
  if (period > SHORT) return 16 + orderedSizeOf(period);
  return 16 + <u32>RING + ((period + (period & 1)) << 3);
}

export function meanDeviationStart(s: usize, period: u32): void {
  store<u32>(s, period);
  if (period > SHORT) orderedStart(s + 16, period, 0);
  else {
    changetype<Short>(s + 16).period = period;
    changetype<Short>(s + 16).stop = period;
  }
}

/** Sum of |x - mean| over the ring. */
@inline
function distances(ring: usize, period: u32, mean: f64): f64 {
  const centre = f64x2.splat(mean);
  const end = ring + ((<usize>(period & ~1)) << 3);
  let sums = f64x2.splat(0);
  for (let at = ring; at < end; at += 16)
    sums = f64x2.add(sums, f64x2.abs(f64x2.sub(v128.load(at), centre)));
  const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  return (period & 1) == 1 ? sum + abs(load<f64>(end) - mean) : sum;
}

function shortNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Short>(s);
  const period = state.period;
  const inverse = 1.0 / <f64>period;
  const begin = barsBefore(period - 1, state.seen, n);
  const ring = s + RING;
  let slot = state.slot;
  let sum = state.sum;
  let fresh = state.fresh;
  let bound = state.bound;
  let stop = state.stop;
  for (let i: u32 = 0; i < n; i++) {
    const value = load<f64>(place(x, i));
    store<f64>(place(ring, slot), value);
    slot++;
    sum += value;
    fresh += value;
    bound = boundOf(bound, value);
    if (slot == stop) {
      const end = place(ring, period);
      if (slot == period) {
        slot = 0;
        sum = fresh;
        fresh = 0;
        stop = period;
        if (!isEven(value, bound, sum)) {
          bound = ringBound(ring, end);
          stop = slotOf(ring, nextRenewal(ring, ring, end));
        }
      } else {
        sum = ringSum(ring, end);
        stop = slotOf(ring, nextRenewal(ring, place(ring, slot), end));
      }
    }
    if (i < begin) continue;
    store<f64>(place(out, i), distances(ring, period, sum * inverse) * inverse);
    sum -= load<f64>(place(ring, slot));
  }
  fillNotYet(out, begin);
  state.slot = slot;
  state.sum = sum;
  state.fresh = fresh;
  state.bound = bound;
  state.stop = stop;
  state.seen = seenAfter(state.seen, n);
}

/** Next n values of `x`: the mean deviation of each window to `out`. */
export function meanDeviationNext(s: usize, x: usize, out: usize, n: u32): void {
  if (load<u32>(s) > SHORT) orderedNext(MEAN_DEVIATION, s + 16, x, out, n);
  else shortNext(s + 16, x, out, n);
}

export function meanDeviationSize(params: usize): u32 {
  return meanDeviationSizeOf(count(params, 0));
}

export function meanDeviationInit(s: usize, params: usize): void {
  meanDeviationStart(s, count(params, 0));
}

export function meanDeviationRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  meanDeviationNext(s, column(inputs, 0), column(outputs, 0), n);
}
