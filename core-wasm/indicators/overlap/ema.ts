// Exponential moving average: alpha 2 / (n + 1), seeded with the mean of the first n values.
import { barsBefore, column, count, NOT_YET } from '../kernel';

@unmanaged
class Ema {
  /** Bars taken, up to the period. */
  seen: u32;
  period: u32;
  alpha: f64;
  /** The average; while it is seeded, the sum. */
  value: f64;
}
@inline export const SIZEOF_EMA: u32 = 24;

/** @param alpha 2 / (period + 1) for the usual one, 1 / period for Wilder's */
export function emaStart(s: usize, period: u32, alpha: f64): void {
  const state = changetype<Ema>(s);
  state.period = period;
  state.alpha = alpha;
}

/** Next n values of `x` to `out`. */
export function emaNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Ema>(s);
  const period = state.period;
  const alpha = state.alpha;
  let value = state.value;
  let i: u32 = 0;
  if (state.seen < period) {
    const seeding = barsBefore(period, state.seen, n);
    for (; i < seeding; i++) {
      value += load<f64>(x + ((<usize>i) << 3));
      store<f64>(out + ((<usize>i) << 3), NOT_YET);
    }
    state.seen += seeding;
    if (state.seen == period) {
      value /= <f64>period;
      store<f64>(out + ((<usize>(i - 1)) << 3), value);
    }
  }
  for (; i < n; i++) {
    value += alpha * (load<f64>(x + ((<usize>i) << 3)) - value);
    store<f64>(out + ((<usize>i) << 3), value);
  }
  state.value = value;
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
