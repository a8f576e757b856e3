// Volume-weighted average prices, and Klinger's oscillator of the volume's force.
import { column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { barsBefore, workColumn, workMark, workRelease } from '../kernel';
import { alphaOf, get, Parts, put, typicals } from '../averages/parts';
import { vwmaNext } from '../averages/weighted';

export function vwapInit(s: usize, params: usize): void {
  changetype<Parts>(s).u = factor(params, 0);
}

// Since the anchor: v: volume; w: price times volume; x: sum of volume times squared distance from
// the mean, added so that it needs no difference of large sums. u: width in deviations.
export function vwapRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const volume = column(inputs, 3);
  const anchor = column(inputs, 4);
  const out = column(outputs, 0);
  const upper = column(outputs, 1);
  const lower = column(outputs, 2);
  let all = state.v;
  let paid = state.w;
  let squares = state.x;
  for (let i: u32 = 0; i < n; i++) {
    if (get(anchor, i) != 0) all = paid = squares = 0;
    const price = (get(high, i) + get(low, i) + get(close, i)) / 3.0;
    const much = get(volume, i);
    const before = all > 0 ? paid / all : price;
    all += much;
    paid += price * much;
    const mean = all > 0 ? paid / all : NOT_YET;
    if (much > 0) squares += max(much * (price - before) * (price - mean), 0);
    const reach = state.u * sqrt(squares / all);
    put(out, i, mean);
    put(upper, i, mean + reach);
    put(lower, i, mean - reach);
  }
  state.v = all;
  state.w = paid;
  state.x = squares;
}

export function rollingVwapRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const mark = workMark();
  const price = workColumn();
  typicals(column(inputs, 0), column(inputs, 1), column(inputs, 2), price, n);
  vwmaNext(s, price, column(inputs, 3), column(outputs, 0), n);
  workRelease(mark);
}

@unmanaged
class Klinger {
  /** Bars taken, up to 2. */
  seen: u32;
  /** 0 at first and upwards, 1 downwards; bit 1: the side is known. */
  side: u32;
  price: f64;
  range: f64;
  total: f64;
  fast: f64;
  slow: f64;
  fastAlpha: f64;
  slowAlpha: f64;
}
@inline const DOWN: u32 = 1;
@inline const IS_KNOWN: u32 = 2;

export function kvoSize(_params: usize): u32 {
  return offsetof<Klinger>();
}

export function kvoInit(s: usize, params: usize): void {
  const state = changetype<Klinger>(s);
  state.fastAlpha = alphaOf(count(params, 0));
  state.slowAlpha = alphaOf(count(params, 1));
}

export function kvoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Klinger>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const volume = column(inputs, 3);
  const out = column(outputs, 0);
  const skip = barsBefore(1, state.seen, n);
  let side = state.side;
  let last = state.price;
  let lastRange = state.range;
  let total = state.total;
  let fast = state.fast;
  let slow = state.slow;
  for (let i: u32 = 0; i < n; i++) {
    const price = get(high, i) + get(low, i) + get(close, i);
    const range = get(high, i) - get(low, i);
    if (i >= skip) {
      const turn = price > last ? IS_KNOWN : price < last ? IS_KNOWN | DOWN : side;
      if (turn != side) total = lastRange;
      side = turn;
      total += range;
      // A run of bars without any range has no force.
      const part = total == 0 ? 0 : abs((range / total) * 2.0 - 1.0);
      const force = get(volume, i) * part * ((side & DOWN) != 0 ? -100.0 : 100.0);
      if (state.seen == 1) {
        fast = slow = force;
        state.seen = 2;
      } else {
        fast += (force - fast) * state.fastAlpha;
        slow += (force - slow) * state.slowAlpha;
      }
      put(out, i, fast - slow);
    } else state.seen = 1;
    last = price;
    lastRange = range;
  }
  fillNotYet(out, skip);
  state.side = side;
  state.price = last;
  state.range = lastRange;
  state.total = total;
  state.fast = fast;
  state.slow = slow;
}
