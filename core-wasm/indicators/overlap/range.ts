// Highest high and lowest low of a window, as the pair (high, -low): one maximum gives both.
// Blocks as in sums.ts: two maxima a bar, whatever the window.
import { barsBefore, column, count, fillNotYet, workMark, workRelease } from '../kernel';
import { at, fromPair, later, pair, put, workPairs } from './column';

@unmanaged
class Range {
  period: u32;
  /** Bars of this block. */
  slot: u32;
  pad: u64;
  block: v128;
}
@inline const RING: usize = 32;

export function rangeSizeOf(period: u32): u32 {
  return <u32>RING + ((period + 1) << 4);
}

export function rangeStart(s: usize, period: u32): void {
  const state = changetype<Range>(s);
  state.period = period;
  state.block = f64x2.splat(-Infinity);
  v128.store(s + RING + ((<usize>period) << 4), f64x2.splat(-Infinity));
}

/** The block is full: from each bar on to its end. */
function close(ring: usize, end: usize): void {
  let top = f64x2.splat(-Infinity);
  for (let slot = end - 16; slot >= ring; slot -= 16) {
    top = f64x2.pmax(top, v128.load(slot));
    v128.store(slot, top);
  }
}

/** Next n bars to pairs (highest high, -lowest low); no values before bar period - 1. */
export function rangeNext(s: usize, high: usize, low: usize, out: usize, n: u32): void {
  const state = changetype<Range>(s);
  const ring = s + RING;
  const end = ring + ((<usize>state.period) << 4);
  let slot = ring + ((<usize>state.slot) << 4);
  let block = state.block;
  for (let i: u32 = 0; i < n; i++) {
    const value = pair(at(high, i), -at(low, i));
    block = f64x2.pmax(block, value);
    v128.store(slot, value);
    slot += 16;
    v128.store(fromPair(out, i), f64x2.pmax(v128.load(slot), block));
    if (slot == end) {
      close(ring, end);
      slot = ring;
      block = f64x2.splat(-Infinity);
    }
  }
  state.slot = <u32>((slot - ring) >> 4);
  state.block = block;
}

/** The next bar alone, as rangeNext. */
@inline
export function rangeStep(s: usize, high: f64, low: f64): v128 {
  const state = changetype<Range>(s);
  const slot = state.slot + 1;
  const next = s + RING + ((<usize>slot) << 4);
  const value = pair(high, -low);
  const block = f64x2.pmax(state.block, value);
  v128.store(next - 16, value);
  const range = f64x2.pmax(v128.load(next), block);
  if (slot == state.period) {
    close(s + RING, next);
    state.slot = 0;
    state.block = f64x2.splat(-Infinity);
  } else {
    state.slot = slot;
    state.block = block;
  }
  return range;
}

/** MIDPOINT and MIDPRICE: bars seen, then the range. */
@inline const INNER: usize = 16;

export function middleSize(params: usize): u32 {
  return <u32>INNER + rangeSizeOf(count(params, 0));
}

export function middleInit(s: usize, params: usize): void {
  rangeStart(s + INNER, count(params, 0));
}

function middle(s: usize, high: usize, low: usize, out: usize, n: u32): void {
  const mark = workMark();
  const pairs = workPairs();
  rangeNext(s + INNER, high, low, pairs, n);
  for (let i: u32 = 0; i < n; i++) {
    const range = v128.load(fromPair(pairs, i));
    put(out, i, (f64x2.extract_lane(range, 0) - f64x2.extract_lane(range, 1)) * 0.5);
  }
  const seen = load<u32>(s);
  fillNotYet(out, barsBefore(changetype<Range>(s + INNER).period - 1, seen, n));
  store<u32>(s, later(seen, n));
  workRelease(mark);
}

export function midpointRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  middle(s, x, x, column(outputs, 0), n);
}

export function midpriceRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  middle(s, column(inputs, 0), column(inputs, 1), column(outputs, 0), n);
}
