// Hurst's exponent by rescaled ranges: the window of n log returns is cut into 1, 2, 4, ... pieces
// of at least 8 returns, laid from its newest end; the exponent is the slope of the logarithm of
// the pieces' mean range over deviation on the logarithm of their length. The window's means change
// with every bar, so that each bar costs n log(n / 8) steps, whatever the history.
import { log } from '../../math/transcendental';
import { barsBefore, column, count, fillNotYet } from '../kernel';
import { place, seenAfter } from './window';

@inline const SHORTEST: u32 = 8;
@inline const PI: f64 = 3.14159265358979323846;

@unmanaged
class Hurst {
  seen: u32;
  period: u32;
  slot: u32;
  /** How many lengths there are. */
  lengths: u32;
  close: f64;
  pad: f64;
}
/** Per length: its logarithm, less the mean of all; what Anis and Lloyd add to the range. */
@inline const LENGTHS: usize = 32;
@inline const LENGTHS_MAX: usize = 32;
/** Returns twice over, so that each window lies in one piece. */
@inline const RING: usize = LENGTHS + LENGTHS_MAX * 16;

export function hurstSize(params: usize): u32 {
  return <u32>RING + (count(params, 0) << 4);
}

/** Range over deviation that white noise of this length has on average (A. Anis, E. Lloyd). */
function expectedRange(size: u32): f64 {
  // gamma((n - 1) / 2) / gamma(n / 2), up from n = 2 or 3 in steps of 2.
  const root = sqrt(PI);
  let gammas = (size & 1) == 0 ? root : 2.0 / root;
  for (let n: u32 = 2 + (size & 1); n < size; n += 2) gammas *= <f64>(n - 1) / <f64>n;
  let sum: f64 = 0;
  for (let i: u32 = 1; i < size; i++) sum += sqrt(<f64>(size - i) / <f64>i);
  return (gammas / root) * sum;
}

export function hurstInit(s: usize, params: usize): void {
  const state = changetype<Hurst>(s);
  const period = count(params, 0);
  state.period = period;
  let lengths: u32 = 0;
  let total: f64 = 0;
  for (let size = period; size >= SHORTEST; lengths++, size = period >> lengths) {
    const at = s + LENGTHS + ((<usize>lengths) << 4);
    const length = log(<f64>size);
    total += length;
    store<f64>(at, length);
    store<f64>(at, sqrt((PI * <f64>size) / 2.0) - expectedRange(size), 8);
  }
  state.lengths = lengths;
  const mean = total / <f64>lengths;
  for (let k: u32 = 0; k < lengths; k++) {
    const at = s + LENGTHS + ((<usize>k) << 4);
    store<f64>(at, load<f64>(at) - mean);
  }
}

/** Range of the sums of the distances from the mean, over the deviation; 0 where flat. */
function rescaledRange(at: usize, size: u32): f64 {
  const end = place(at, size);
  let sum: f64 = 0;
  let smallest = load<f64>(at);
  let largest = smallest;
  for (let p = at; p < end; p += 8) {
    const value = load<f64>(p);
    sum += value;
    smallest = min(smallest, value);
    largest = max(largest, value);
  }
  if (smallest == largest) return 0;
  const mean = sum / <f64>size;
  let walk: f64 = 0;
  let top = -Infinity;
  let bottom = Infinity;
  let squares: f64 = 0;
  for (let p = at; p < end; p += 8) {
    const away = load<f64>(p) - mean;
    walk += away;
    top = max(top, walk);
    bottom = min(bottom, walk);
    squares += away * away;
  }
  return (top - bottom) / sqrt(squares / <f64>size);
}

@inline
function logOrNone(x: f64): f64 {
  return x > 0 ? log(x) : NaN;
}

function emit(s: usize, window: usize, plain: usize, corrected: usize): void {
  const state = changetype<Hurst>(s);
  const end = place(window, state.period);
  let across: f64 = 0;
  let adjusted: f64 = 0;
  let spread: f64 = 0;
  for (let k: u32 = 0; k < state.lengths; k++) {
    const size = state.period >> k;
    const pieces: u32 = 1 << k;
    let sum: f64 = 0;
    for (let piece: u32 = 1; piece <= pieces; piece++)
      sum += rescaledRange(end - ((<usize>(piece * size)) << 3), size);
    const range = sum / <f64>pieces;
    const at = s + LENGTHS + ((<usize>k) << 4);
    const away = load<f64>(at);
    across += away * logOrNone(range);
    adjusted += away * logOrNone(range + load<f64>(at, 8));
    spread += away * away;
  }
  store<f64>(plain, across / spread);
  store<f64>(corrected, across == across ? adjusted / spread : NaN);
}

export function hurstRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Hurst>(s);
  const x = column(inputs, 0);
  const plain = column(outputs, 0);
  const corrected = column(outputs, 1);
  const period = state.period;
  const begin = barsBefore(period, state.seen, n);
  let seen = state.seen;
  let slot = state.slot;
  let before = state.close;
  for (let i: u32 = 0; i < n; i++) {
    const price = load<f64>(place(x, i));
    if (seen > 0) {
      const value = price > 0 && before > 0 ? log(price / before) : NaN;
      const at = place(s + RING, slot);
      store<f64>(at, value);
      store<f64>(place(at, period), value);
      slot = slot + 1 == period ? 0 : slot + 1;
    }
    seen = seenAfter(seen, 1);
    before = price;
    if (i >= begin) emit(s, place(s + RING, slot), place(plain, i), place(corrected, i));
  }
  fillNotYet(plain, begin);
  fillNotYet(corrected, begin);
  state.slot = slot;
  state.close = before;
  state.seen = seen;
}
