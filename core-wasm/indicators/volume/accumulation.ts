// Volume added up by where the close lies or which way it went.
import { barsBefore, column, count, fillNotYet } from '../kernel';
import { place, seenAfter } from '../statistics/window';

/** What a bar adds: all its volume at a close at the high, none where the bar is flat. */
@inline
function moneyFlow(high: f64, low: f64, close: f64, volume: f64): f64 {
  const range = high - low;
  return range <= 0 ? 0 : ((close - low - (high - close)) / range) * volume;
}

@inline export const SIZEOF_AD: u32 = 16;

export function adRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const volume = column(inputs, 3);
  const out = column(outputs, 0);
  const end = (<usize>n) << 3;
  let sum = load<f64>(s);
  for (let p: usize = 0; p < end; p += 8) {
    const flow = moneyFlow(
      load<f64>(high + p),
      load<f64>(low + p),
      load<f64>(close + p),
      load<f64>(volume + p),
    );
    sum += flow;
    store<f64>(out + p, sum);
  }
  store<f64>(s, sum);
}

@unmanaged
class Adosc {
  seen: u32;
  begin: u32;
  sum: f64;
  fastAlpha: f64;
  slowAlpha: f64;
  fast: f64;
  slow: f64;
}
@inline export const SIZEOF_ADOSC: u32 = 48;

export function adoscInit(s: usize, params: usize): void {
  const state = changetype<Adosc>(s);
  const fast = count(params, 0);
  const slow = count(params, 1);
  state.begin = max(fast, slow) - 1;
  state.fastAlpha = 2.0 / <f64>(fast + 1);
  state.slowAlpha = 2.0 / <f64>(slow + 1);
}

export function adoscRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Adosc>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const volume = column(inputs, 3);
  const out = column(outputs, 0);
  const fastAlpha = state.fastAlpha;
  const slowAlpha = state.slowAlpha;
  const end = (<usize>n) << 3;
  let sum = state.sum;
  let fast = state.fast;
  let slow = state.slow;
  let p: usize = 0;
  if (state.seen == 0) {
    // Both averages start with the first bar's value.
    sum = moneyFlow(load<f64>(high), load<f64>(low), load<f64>(close), load<f64>(volume));
    fast = sum;
    slow = sum;
    store<f64>(out, 0);
    p = 8;
  }
  for (; p < end; p += 8) {
    const flow = moneyFlow(
      load<f64>(high + p),
      load<f64>(low + p),
      load<f64>(close + p),
      load<f64>(volume + p),
    );
    sum += flow;
    fast += fastAlpha * (sum - fast);
    slow += slowAlpha * (sum - slow);
    store<f64>(out + p, fast - slow);
  }
  fillNotYet(out, barsBefore(state.begin, state.seen, n));
  state.sum = sum;
  state.fast = fast;
  state.slow = slow;
  state.seen = seenAfter(state.seen, n);
}

@unmanaged
class Obv {
  seen: u32;
  pad: u32;
  sum: f64;
  previous: f64;
}
@inline export const SIZEOF_OBV: u32 = 32;

export function obvRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Obv>(s);
  const close = column(inputs, 0);
  const volume = column(inputs, 1);
  const out = column(outputs, 0);
  let sum = state.sum;
  // Before the first bar: a close that any close is above, so that its volume counts.
  let previous = state.seen == 0 ? -Infinity : state.previous;
  for (let i: u32 = 0; i < n; i++) {
    const price = load<f64>(place(close, i));
    // Of 0 times NaN is NaN.
    const sign = <f64>(<i32>(price > previous) - <i32>(price < previous));
    sum += sign * load<f64>(place(volume, i)) + 0 * price;
    store<f64>(place(out, i), sum);
    previous = price;
  }
  state.sum = sum;
  state.previous = previous;
  state.seen = 1;
}

/** The next bar alone, as obvRun. */
@inline
export function onBalanceVolumeStep(s: usize, close: f64, volume: f64): f64 {
  const state = changetype<Obv>(s);
  const previous = state.seen == 0 ? -Infinity : state.previous;
  const sign = <f64>(<i32>(close > previous) - <i32>(close < previous));
  const sum = state.sum + (sign * volume + 0 * close);
  state.sum = sum;
  state.previous = close;
  state.seen = 1;
  return sum;
}
