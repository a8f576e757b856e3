// What kernels made of others share: a head with the places of the inner kernels, and the small
// kernels that many are made of (rolling sum, delay, element-wise steps).
import { barsBefore, fillNotYet } from '../kernel';
import { at as get, from, later as seenAfter, put } from '../overlap/column';
import { smaNext, smaSizeOf, totalStart } from '../overlap/sma';

export { get, from, seenAfter, put };

/** Head of a composed state. The meaning of counts and values is the kernel's own. */
@unmanaged
export class Parts {
  /** Bars taken; stops at the largest number. */
  seen: u32;
  p: u32;
  q: u32;
  r: u32;
  /** Offsets of twelve inner states from the state's beginning. */
  place0: u32;
  place1: u32;
  place2: u32;
  place3: u32;
  place4: u32;
  place5: u32;
  place6: u32;
  place7: u32;
  place8: u32;
  place9: u32;
  place10: u32;
  place11: u32;
  u: f64;
  v: f64;
  w: f64;
  x: f64;
  y: f64;
  z: f64;
}
@inline export const SIZEOF_PARTS: u32 = 112;
@inline const PLACES: usize = 16;

/**
 * Puts `bytes` for the k-th inner state at `top`, and returns the next free offset. With s = 0 it
 * only counts, so that one layout serves both the size and the start.
 */
export function place(s: usize, k: usize, top: u32, bytes: u32): u32 {
  if (s != 0) store<u32>(s + PLACES + (k << 2), top);
  return top + ((bytes + 15) & ~15);
}

/** The k-th inner state. */
@inline
export function inner(s: usize, k: usize): usize {
  return s + <usize>load<u32>(s + PLACES + (k << 2));
}

export function sumSizeOf(period: u32): u32 {
  return smaSizeOf(period);
}

export function sumStart(s: usize, period: u32): void {
  totalStart(s, period);
}

/**
 * Sums of the last `period` values of `x`; `out` may be `x`. Exactly 0 when all of the window is 0,
 * so that tests for empty windows are exact.
 */
export function sumNext(s: usize, x: usize, out: usize, n: u32): void {
  smaNext(s, x, out, n);
}

// Delay by a fixed number of bars, 0 included.
@unmanaged
class Lag {
  seen: u32;
  bars: u32;
  slot: u32;
  pad: u32;
}
@inline const LAG_RING: usize = 16;

export function lagSizeOf(bars: u32): u32 {
  return <u32>LAG_RING + (bars << 3);
}

export function lagStart(s: usize, bars: u32): void {
  changetype<Lag>(s).bars = bars;
}

/** `x` of so many bars ago; `out` may be `x`. */
export function lagNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Lag>(s);
  const bars = state.bars;
  if (bars == 0) {
    if (out != x) memory.copy(out, x, (<usize>n) << 3);
    return;
  }
  const skip = barsBefore(bars, state.seen, n);
  const ring = s + LAG_RING;
  let slot = state.slot;
  for (let i: u32 = 0; i < n; i++) {
    const cell = from(ring, slot);
    const value = get(x, i);
    put(out, i, load<f64>(cell));
    store<f64>(cell, value);
    slot++;
    if (slot == bars) slot = 0;
  }
  fillNotYet(out, skip);
  state.slot = slot;
  state.seen = seenAfter(state.seen, n);
}

/** (high + low) / 2. */
export function middles(high: usize, low: usize, out: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i++) put(out, i, (get(high, i) + get(low, i)) * 0.5);
}

/** (high + low + close) / 3. */
export function typicals(high: usize, low: usize, close: usize, out: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i++) put(out, i, (get(high, i) + get(low, i) + get(close, i)) / 3.0);
}

/** a - b. */
export function differences(a: usize, b: usize, out: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i++) put(out, i, get(a, i) - get(b, i));
}

/** a * b. */
export function products(a: usize, b: usize, out: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i++) put(out, i, get(a, i) * get(b, i));
}

/** 2 / (period + 1). */
@inline
export function alphaOf(period: u32): f64 {
  return 2.0 / <f64>(period + 1);
}
