// Exponential moving average: alpha 2 / (n + 1), seeded with the mean of the first n values.
//
// Values come in groups of four that are all taken from the last value before the group:
//   E[k] = (1 - alpha)^k * base + partial[k],   partial[k] = (1 - alpha) * partial[k-1] + alpha * x
// so that a block waits for one multiplication and addition in four bars, and a single update does
// exactly the same operations.
import { barsBefore, column, count, NOT_YET } from '../kernel';
import { at, put } from './column';

@unmanaged
class Ema {
  /** Bars taken, up to the period. */
  seen: u32;
  period: u32;
  /** Bars of the current group. */
  phase: u32;
  pad: u32;
  alpha: f64;
  /** The average before the group; while it is seeded, the sum. */
  base: f64;
  /** What the bars of the group add. */
  partial: f64;
  /** What an older value keeps with each bar, and with two, three and four. */
  keep: f64;
  keep2: f64;
  keep3: f64;
  keep4: f64;
}
@inline export const SIZEOF_EMA: u32 = 80;

/** @param alpha 2 / (period + 1) for the usual one, 1 / period for Wilder's */
export function emaStart(s: usize, period: u32, alpha: f64): void {
  const state = changetype<Ema>(s);
  state.period = period;
  state.alpha = alpha;
  const keep = 1.0 - alpha;
  state.keep = keep;
  state.keep2 = keep * keep;
  state.keep3 = keep * keep * keep;
  state.keep4 = keep * keep * keep * keep;
}

/** Bars of the seed; gives how many were taken. */
function seed(state: Ema, x: usize, out: usize, n: u32): u32 {
  const period = state.period;
  const seeding = barsBefore(period, state.seen, n);
  let sum = state.base;
  for (let i: u32 = 0; i < seeding; i++) {
    sum += at(x, i);
    put(out, i, NOT_YET);
  }
  state.seen += seeding;
  if (state.seen == period) {
    sum /= <f64>period;
    put(out, seeding - 1, sum);
  }
  state.base = sum;
  return seeding;
}

/** What the value before the group keeps at its bar `phase`. */
@inline
function kept(state: Ema, phase: u32): f64 {
  return load<f64>(changetype<usize>(state) + ((<usize>phase) << 3), offsetof<Ema>('keep'));
}

/** Next n values of `x` to `out`. */
export function emaNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Ema>(s);
  let i: u32 = state.seen < state.period ? seed(state, x, out, n) : 0;
  const alpha = state.alpha;
  const keep = state.keep;
  let phase = state.phase;
  let base = state.base;
  let partial = state.partial;
  while (i < n) {
    if (phase == 0 && i + 4 <= n) {
      const keep2 = state.keep2;
      const keep3 = state.keep3;
      const keep4 = state.keep4;
      for (; i + 4 <= n; i += 4) {
        // A single update adds to a partial sum of 0, which turns -0 into 0.
        const p1 = alpha * at(x, i) + 0.0;
        const p2 = keep * p1 + alpha * at(x, i + 1);
        const p3 = keep * p2 + alpha * at(x, i + 2);
        const p4 = keep * p3 + alpha * at(x, i + 3);
        put(out, i, keep * base + p1);
        put(out, i + 1, keep2 * base + p2);
        put(out, i + 2, keep3 * base + p3);
        base = keep4 * base + p4;
        put(out, i + 3, base);
      }
      continue;
    }
    partial = keep * partial + alpha * at(x, i);
    const value = kept(state, phase) * base + partial;
    put(out, i, value);
    i++;
    phase++;
    if (phase == 4) {
      base = value;
      partial = 0;
      phase = 0;
    }
  }
  state.phase = phase;
  state.base = base;
  state.partial = partial;
}

/** One value of the seed. */
function seedStep(state: Ema, value: f64): f64 {
  const sum = state.base + value;
  state.seen++;
  const isWhole = state.seen == state.period;
  state.base = isWhole ? sum / <f64>state.period : sum;
  return isWhole ? state.base : NOT_YET;
}

/** The next value alone, as emaNext. */
@inline
export function emaStep(s: usize, x: f64): f64 {
  const state = changetype<Ema>(s);
  if (state.seen < state.period) return seedStep(state, x);
  const partial = state.keep * state.partial + state.alpha * x;
  const phase = state.phase;
  const value = kept(state, phase) * state.base + partial;
  if (phase == 3) {
    state.base = value;
    state.partial = 0;
    state.phase = 0;
  } else {
    state.partial = partial;
    state.phase = phase + 1;
  }
  return value;
}

export function emaSize(_params: usize): u32 {
  return SIZEOF_EMA;
}

export function emaInit(s: usize, params: usize): void {
  const period = count(params, 0);
  emaStart(s, period, 2.0 / <f64>(period + 1));
}

export function emaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  emaNext(s, column(inputs, 0), column(outputs, 0), n);
}
