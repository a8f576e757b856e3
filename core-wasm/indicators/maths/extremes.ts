// Largest and smallest of the last n values, by van Herk's and Gil and Werman's method: bars are
// taken in blocks of n. The window is the end of the last block, whose maxima from each place to
// its end were laid down when it closed, and the beginning of this one, whose maximum runs along.
// Three comparisons a bar whatever the series; the pass over a closed block is one bar in n.
import { barsBefore, column, count, fillNotYet, NOT_YET } from '../kernel';
import { seenAfter } from '../statistics/window';

@unmanaged
class Extreme {
  seen: u32;
  period: u32;
  /** Place of the next value in its block. */
  slot: u32;
  pad: u32;
  /** Of this block so far. */
  running: f64;
  pad2: f64;
}
/** n places and a sentinel. */
@inline const RING: usize = 32;

@inline
function worst(isMax: bool): f64 {
  return isMax ? -Infinity : Infinity;
}

@inline
function better(isMax: bool, a: v128, b: v128): v128 {
  return isMax ? f64x2.pmax(a, b) : f64x2.pmin(a, b);
}

export function extremeSizeOf(period: u32): u32 {
  return <u32>RING + ((period + 1) << 3);
}

export function extremeStart(s: usize, period: u32, isMax: bool): void {
  const state = changetype<Extreme>(s);
  state.period = period;
  state.running = worst(isMax);
  store<f64>(s + RING + ((<usize>period) << 3), worst(isMax));
}

/** The block is full: the extreme from each place to its end. */
@inline
function close(ring: usize, end: usize, isMax: bool): void {
  let rest = f64x2.splat(worst(isMax));
  for (let at = end - 8; at > ring; at -= 8) {
    rest = better(isMax, rest, v128.load64_splat(at));
    v128.store64_lane(at, rest, 0);
  }
}

@inline
function extremeLoop(s: usize, isMax: bool, x: usize, out: usize, n: u32): void {
  const state = changetype<Extreme>(s);
  const period = state.period;
  const skip = barsBefore(period - 1, state.seen, n);
  let slot = state.slot;
  let running = f64x2.splat(state.running);
  let left = n;
  let p = out;
  while (left > 0) {
    const run = min(left, period - slot);
    let at = s + RING + ((<usize>slot) << 3);
    const end = at + ((<usize>run) << 3);
    for (; at < end; at += 8) {
      const value = v128.load64_splat(x);
      running = better(isMax, running, value);
      v128.store64_lane(at, value, 0);
      v128.store64_lane(p, better(isMax, running, v128.load64_splat(at + 8)), 0);
      x += 8;
      p += 8;
    }
    left -= run;
    slot += run;
    if (slot == period) {
      slot = 0;
      close(s + RING, end, isMax);
      running = f64x2.splat(worst(isMax));
    }
  }
  fillNotYet(out, skip);
  state.slot = slot;
  state.running = f64x2.extract_lane(running, 0);
  state.seen = seenAfter(state.seen, n);
}

/** Next n values of `x`: the largest of each window to `out`. */
export function largestNext(s: usize, x: usize, out: usize, n: u32): void {
  extremeLoop(s, true, x, out, n);
}

/** Next n values of `x`: the smallest of each window to `out`. */
export function smallestNext(s: usize, x: usize, out: usize, n: u32): void {
  extremeLoop(s, false, x, out, n);
}

/** The next value alone, as largestNext. */
@inline
export function maxStep(s: usize, x: f64): f64 {
  const state = changetype<Extreme>(s);
  const period = state.period;
  const slot = state.slot + 1;
  const next = s + RING + ((<usize>slot) << 3);
  store<f64>(next - 8, x);
  const running = better(true, f64x2.splat(state.running), f64x2.splat(x));
  const largest = better(true, running, v128.load64_splat(next));
  if (slot == period) {
    close(s + RING, next, true);
    state.slot = 0;
    state.running = worst(true);
  } else {
    state.slot = slot;
    state.running = f64x2.extract_lane(running, 0);
  }
  const seen = state.seen;
  if (seen < period) {
    state.seen = seen + 1;
    if (seen + 1 < period) return NOT_YET;
  }
  return f64x2.extract_lane(largest, 0);
}

export function extremeSize(params: usize): u32 {
  return extremeSizeOf(count(params, 0));
}

export function maxInit(s: usize, params: usize): void {
  extremeStart(s, count(params, 0), true);
}

export function maxRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  largestNext(s, column(inputs, 0), column(outputs, 0), n);
}

export function minInit(s: usize, params: usize): void {
  extremeStart(s, count(params, 0), false);
}

export function minRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  smallestNext(s, column(inputs, 0), column(outputs, 0), n);
}

/** Where the second of two states begins. */
@inline
function secondOf(period: u32): u32 {
  return (extremeSizeOf(period) + 15) & ~15;
}

export function minMaxSize(params: usize): u32 {
  return 2 * secondOf(count(params, 0));
}

export function minMaxInit(s: usize, params: usize): void {
  const period = count(params, 0);
  extremeStart(s, period, false);
  extremeStart(s + secondOf(period), period, true);
}

export function minMaxRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const second = s + secondOf(changetype<Extreme>(s).period);
  smallestNext(s, column(inputs, 0), column(outputs, 0), n);
  largestNext(second, column(inputs, 0), column(outputs, 1), n);
}
