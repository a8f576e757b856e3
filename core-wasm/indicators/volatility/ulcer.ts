// Ulcer index: root of the mean squared loss, in percent, from the highest close so far in the
// window. The window's first bars decide which closes count as peaks; so as not to go through all
// of it, bars are taken in blocks of n. Of a closed block it is known from each bar to its end what
// the losses are; of this block what they are from its start on. Where both meet, the peak of the
// former stands until this block's first higher close, which a search finds: O(log n) a bar.
//
// Losses from a lower peak are turned into those from a higher one by sums of terms that are all
// positive (with k closes, a the sum and b the squares of the distances, d the rise of the peak):
//   a' = a + k d,   b' = b + 2 d a + k d^2
// so that nothing cancels.
import { barsBefore, column, count, fillNotYet } from '../kernel';
import { place, seenAfter } from '../statistics/window';

@unmanaged
class Ulcer {
  seen: u32;
  period: u32;
  slot: u32;
  pad: u32;
}
/** Seven rows of n values. */
@inline const ROWS: usize = 16;
@inline const CLOSES: u32 = 0;
/** This block's highest close so far; while a block closes, the next higher place. */
@inline const PEAKS: u32 = 1;
/** Sum and squares of the distances from that peak. */
@inline const DISTANCES: u32 = 2;
@inline const SQUARES: u32 = 3;
/** Squared losses from the block's start on. */
@inline const LOSSES: u32 = 4;
/** Of the closed block, from each bar to its end: squared losses, highest close. */
@inline const REST: u32 = 5;
@inline const REST_PEAKS: u32 = 6;

export function ulcerSize(params: usize): u32 {
  return <u32>ROWS + 7 * (count(params, 0) << 3);
}

export function ulcerInit(s: usize, params: usize): void {
  changetype<Ulcer>(s).period = count(params, 0);
}

@inline
function row(s: usize, k: u32): usize {
  return place(s + ROWS, k * changetype<Ulcer>(s).period);
}

/** Takes the close into this block at place t. */
function takeClose(s: usize, t: u32, close: f64): void {
  const peaks = row(s, PEAKS);
  let peak = close;
  let a: f64 = 0;
  let b: f64 = 0;
  let losses: f64 = 0;
  if (t > 0) {
    peak = load<f64>(place(peaks, t - 1));
    a = load<f64>(place(row(s, DISTANCES), t - 1));
    b = load<f64>(place(row(s, SQUARES), t - 1));
    losses = load<f64>(place(row(s, LOSSES), t - 1));
  }
  const away = peak - close;
  if (away >= 0) {
    a += away;
    b += away * away;
    // Below 0 there are no losses; who starts there is set apart.
    if (peak > 0) losses += (away * away) / (peak * peak);
  } else {
    b += away * (away * <f64>t - 2.0 * a);
    a -= away * <f64>t;
    peak = close;
  }
  store<f64>(place(row(s, CLOSES), t), close);
  store<f64>(place(peaks, t), peak);
  store<f64>(place(row(s, DISTANCES), t), a);
  store<f64>(place(row(s, SQUARES), t), b);
  store<f64>(place(row(s, LOSSES), t), losses);
}

/** From the block's end: each close stands until the next higher one. */
function closeBlock(s: usize): void {
  const period = changetype<Ulcer>(s).period;
  const closes = row(s, CLOSES);
  const next = row(s, PEAKS);
  for (let t = <i32>period - 1; t >= 0; t--) {
    const close = load<f64>(place(closes, t));
    let a: f64 = 0;
    let b: f64 = 0;
    let j: u32 = t + 1;
    while (j < period && load<f64>(place(closes, j)) <= close) {
      const d = close - load<f64>(place(closes, j));
      const after = <u32>load<f64>(place(next, j));
      const k = <f64>(after - j);
      const distances = load<f64>(place(row(s, DISTANCES), j));
      a += distances + k * d;
      b += load<f64>(place(row(s, SQUARES), j)) + d * (2.0 * distances + k * d);
      j = after;
    }
    const isLast = j == period;
    const rest = isLast ? 0 : load<f64>(place(row(s, REST), j));
    store<f64>(place(next, t), <f64>j);
    store<f64>(place(row(s, DISTANCES), t), a);
    store<f64>(place(row(s, SQUARES), t), b);
    store<f64>(place(row(s, REST), t), close > 0 ? b / (close * close) + rest : NaN);
    const peak = isLast ? close : load<f64>(place(row(s, REST_PEAKS), j));
    store<f64>(place(row(s, REST_PEAKS), t), peak);
  }
}

/** First place of this block, up to t, above the peak; t + 1: none. */
@inline
function firstAbove(peaks: usize, t: u32, peak: f64): u32 {
  let low: u32 = 0;
  let high = t + 1;
  while (low < high) {
    const half = (low + high) >> 1;
    if (load<f64>(place(peaks, half)) > peak) high = half;
    else low = half + 1;
  }
  return low;
}

/** Squared losses of the window that ends with place t of this block. */
function lossesTo(s: usize, t: u32): f64 {
  const all = load<f64>(place(row(s, LOSSES), t));
  if (t + 1 == changetype<Ulcer>(s).period) return load<f64>(row(s, CLOSES)) > 0 ? all : NaN;
  const rest = load<f64>(place(row(s, REST), t + 1));
  const peak = load<f64>(place(row(s, REST_PEAKS), t + 1));
  const k = firstAbove(row(s, PEAKS), t, peak);
  if (k == 0) return rest + all;
  const d = peak - load<f64>(place(row(s, PEAKS), k - 1));
  const a = load<f64>(place(row(s, DISTANCES), k - 1));
  const b = load<f64>(place(row(s, SQUARES), k - 1)) + d * (2.0 * a + <f64>k * d);
  const own = all - load<f64>(place(row(s, LOSSES), k - 1));
  return rest + b / (peak * peak) + own;
}

export function ulcerRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Ulcer>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const period = state.period;
  const begin = barsBefore(period - 1, state.seen, n);
  let slot = state.slot;
  for (let i: u32 = 0; i < n; i++) {
    takeClose(s, slot, load<f64>(place(x, i)));
    if (i >= begin) store<f64>(place(out, i), 100.0 * sqrt(lossesTo(s, slot) / <f64>period));
    slot++;
    if (slot == period) {
      slot = 0;
      closeBlock(s);
    }
  }
  fillNotYet(out, begin);
  state.slot = slot;
  state.seen = seenAfter(state.seen, n);
}
