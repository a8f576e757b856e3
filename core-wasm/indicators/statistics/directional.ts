// Beta of returns, apart for the bars in which the market rose and for those in which it fell. A
// rising and a falling set of sums run over the same window.
import { barsBefore, column, count, fillNotYet } from '../kernel';
import { nextRenewal } from '../overlap/renewal';
import { betaInit, betaRun, betaSize } from './pairs';
import { place, seenAfter } from './window';

/** Sums over the bars of one direction. Returns are near 0, so that they need no shift. */
@unmanaged
class Sums {
  n: f64;
  x: f64;
  y: f64;
  xx: f64;
  xy: f64;
  pad: f64;
}
@inline const SIZEOF_SUMS: usize = 48;

@unmanaged
class Directional {
  seen: u32;
  period: u32;
  slot: u32;
  /** Slot before which the sums are renewed. */
  stop: u32;
  market: f64;
  price: f64;
}
@inline const UP: usize = 32;
@inline const DOWN: usize = UP + SIZEOF_SUMS;
@inline const FRESH_UP: usize = DOWN + SIZEOF_SUMS;
@inline const FRESH_DOWN: usize = FRESH_UP + SIZEOF_SUMS;
/** Of pairs of returns. */
@inline const RING: usize = FRESH_DOWN + SIZEOF_SUMS;

@inline
function ringSize(period: u32): u32 {
  return <u32>RING + (period << 4);
}

export function directionalSize(params: usize): u32 {
  return ringSize(count(params, 0)) + betaSize(params);
}

export function directionalInit(s: usize, params: usize): void {
  changetype<Directional>(s).period = count(params, 0);
  changetype<Directional>(s).stop = count(params, 0);
  betaInit(s + ringSize(count(params, 0)), params);
}

/** @param sign 1 takes the bar in, -1 out */
@inline
function take(at: usize, x: f64, y: f64, sign: f64): void {
  const sums = changetype<Sums>(at);
  sums.n += sign;
  sums.x += sign * x;
  sums.y += sign * y;
  sums.xx += sign * (x * x);
  sums.xy += sign * (x * y);
}

/** Takes a bar into the sums of its direction: of rises at `at`, then those of falls. */
@inline
function takeIn(at: usize, x: f64, y: f64): void {
  if (x > 0) take(at, x, y, 1.0);
  else if (x < 0) take(at + SIZEOF_SUMS, x, y, 1.0);
  else if (x != x) {
    // Of either direction.
    take(at, x, y, 1.0);
    take(at + SIZEOF_SUMS, x, y, 1.0);
  }
}

/** At the slot of `stop`: the sums, and which slot is the next such (../overlap/renewal.ts). */
function renew(s: usize): void {
  const state = changetype<Directional>(s);
  const ring = s + RING;
  const end = ring + ((<usize>state.period) << 4);
  if (state.slot < state.period) {
    memory.fill(s + UP, 0, 2 * SIZEOF_SUMS);
    for (let at = ring; at < end; at += 16) {
      const a = load<f64>(at);
      takeIn(s + UP, a, load<f64>(at, 8));
    }
  } else {
    state.slot = 0;
    memory.copy(s + UP, s + FRESH_UP, 2 * SIZEOF_SUMS);
    memory.fill(s + FRESH_UP, 0, 2 * SIZEOF_SUMS);
  }
  const next = nextRenewal(ring, ring + ((<usize>state.slot) << 4), end);
  state.stop = <u32>((next - ring + 8) >> 4);
}

@inline
function slope(at: usize): f64 {
  const sums = changetype<Sums>(at);
  if (sums.n < 2.0) return NaN;
  const spread = sums.xx - (sums.x * sums.x) / sums.n;
  // What is left of equal returns is rounding.
  if (spread <= sums.xx * 1e-14) return NaN;
  return (sums.xy - (sums.x * sums.y) / sums.n) / spread;
}

@inline
function change(price: f64, before: f64): f64 {
  return before == 0 ? 0 : price / before - 1.0;
}

export function directionalRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Directional>(s);
  const period = state.period;
  const x = column(inputs, 0);
  const y = column(inputs, 1);
  const up = column(outputs, 1);
  const down = column(outputs, 2);
  const ratio = column(outputs, 3);
  const convexity = column(outputs, 4);
  betaRun(s + ringSize(period), inputs, outputs, n);
  const begin = barsBefore(period, state.seen, n);
  let seen = state.seen;
  for (let i: u32 = 0; i < n; i++) {
    const market = load<f64>(place(x, i));
    const price = load<f64>(place(y, i));
    if (seen > 0) {
      const a = change(market, state.market);
      const b = change(price, state.price);
      const at = s + RING + ((<usize>state.slot) << 4);
      if (seen > period) {
        const old = load<f64>(at);
        if (old > 0) take(s + UP, old, load<f64>(at, 8), -1.0);
        else if (old < 0) take(s + DOWN, old, load<f64>(at, 8), -1.0);
      }
      store<f64>(at, a);
      store<f64>(at, b, 8);
      takeIn(s + UP, a, b);
      takeIn(s + FRESH_UP, a, b);
      state.slot++;
      if (state.slot == state.stop) renew(s);
    }
    seen = seenAfter(seen, 1);
    state.market = market;
    state.price = price;
    const rising = slope(s + UP);
    const falling = slope(s + DOWN);
    store<f64>(place(up, i), rising);
    store<f64>(place(down, i), falling);
    store<f64>(place(ratio, i), falling == 0 ? NaN : rising / falling);
    store<f64>(place(convexity, i), (rising - falling) * (rising - falling));
  }
  state.seen = seen;
  fillNotYet(up, begin);
  fillNotYet(down, begin);
  fillNotYet(ratio, begin);
  fillNotYet(convexity, begin);
}
