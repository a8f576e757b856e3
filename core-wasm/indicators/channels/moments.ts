// Rolling mean and population variance over the sums of ../statistics/about.ts.
import { barsBefore, fillNotYet } from '../kernel';
import { from, get, put, seenAfter } from '../averages/parts';
import { Ring, ringBar, ringFill, ringSizeOf, ringStart } from '../statistics/about';

export function momentsSizeOf(period: u32): u32 {
  return ringSizeOf(period);
}

export function momentsStart(s: usize, period: u32): void {
  ringStart(s, period);
}

/** Means to `mean` and population variances to `variance`; `x` may be either of them. */
export function momentsNext(s: usize, x: usize, mean: usize, variance: usize, n: u32): void {
  const state = changetype<Ring>(s);
  const inverse = state.inverse;
  const skip = barsBefore(state.period - 1, state.seen, n);
  for (let i: u32 = 0; i < skip; i++) ringFill(s, get(x, i));
  fillNotYet(mean, skip);
  fillNotYet(variance, skip);
  for (let i = skip; i < n; i++) {
    put(variance, i, ringBar(s, get(x, i), from(mean, i)) * inverse);
  }
  state.seen = seenAfter(state.seen, n);
}
