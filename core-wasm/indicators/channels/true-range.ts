// True range, which needs the close before it, and its Wilder average.
import { barsBefore, fillNotYet, NOT_YET } from '../kernel';
import { from, get, put } from '../averages/parts';
import { emaNext, emaStart, SIZEOF_EMA } from '../overlap/ema';

@unmanaged
class TrueRange {
  /** Bars taken, up to 1. */
  seen: u32;
  pad: u32;
  close: f64;
}
@inline export const SIZEOF_TRUE_RANGE: u32 = 16;

/** Ranges from bar 1 on. */
export function trueRangeNext(
  s: usize,
  high: usize,
  low: usize,
  close: usize,
  out: usize,
  n: u32,
): void {
  const state = changetype<TrueRange>(s);
  let last = state.close;
  let i: u32 = 0;
  if (state.seen == 0) {
    last = get(close, 0);
    put(out, 0, NOT_YET);
    i = 1;
    state.seen = 1;
  }
  for (; i < n; i++) {
    put(out, i, max(get(high, i), last) - min(get(low, i), last));
    last = get(close, i);
  }
  state.close = last;
}

@unmanaged
class Atr {
  /** Bars taken, up to 1. */
  seen: u32;
  pad: u32;
}
@inline const ATR_RANGE: usize = 16;
@inline const ATR_MEAN: usize = 32;
@inline export const SIZEOF_ATR: u32 = 32 + SIZEOF_EMA + 8;

export function atrStart(s: usize, period: u32): void {
  emaStart(s + ATR_MEAN, period, 1.0 / <f64>period);
}

/** Wilder averages of the true range: mean of bars 1 to n at bar n, then alpha 1 / n. */
export function atrNext(s: usize, high: usize, low: usize, close: usize, out: usize, n: u32): void {
  const state = changetype<Atr>(s);
  const skip = barsBefore(1, state.seen, n);
  state.seen = 1;
  trueRangeNext(s + ATR_RANGE, high, low, close, out, n);
  emaNext(s + ATR_MEAN, from(out, skip), from(out, skip), n - skip);
  fillNotYet(out, skip);
}
