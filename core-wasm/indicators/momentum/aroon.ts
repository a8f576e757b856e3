// Bars since the highest high and the lowest low of n + 1 bars: AROON, AROONOSC. Blocks as in
// overlap/sums.ts, each extreme with its place in the block; of equal ones the newest counts.
import { barsBefore, column, count, fillNotYet, NOT_YET, workMark, workRelease } from '../kernel';
import { at, fromPair, later, pair, put, workPairs } from '../overlap/column';

@unmanaged
class Aroon {
  seen: u32;
  period: u32;
  /** Bars of this block. */
  slot: u32;
  pad: u32;
  /** (high, -low) of this block and their places. */
  top: v128;
  place: v128;
  /** 100 / period. */
  scale: f64;
  pad2: f64;
}
@inline const RING: usize = 64;

/** Slots of n + 1 bars and one after them: (high, -low), places. */
export function aroonSize(params: usize): u32 {
  return <u32>RING + ((count(params, 0) + 2) << 5);
}

export function aroonInit(s: usize, params: usize): void {
  const state = changetype<Aroon>(s);
  state.period = count(params, 0);
  state.scale = 100.0 / <f64>state.period;
  state.top = f64x2.splat(-Infinity);
  v128.store(s + RING + ((<usize>state.period + 1) << 5), f64x2.splat(-Infinity));
}

/** The block is full: extremes from each bar on to its end. */
function close(ring: usize, end: usize): void {
  let top = v128.load(end - 32);
  let place = v128.load(end - 16);
  for (let slot = end - 64; slot >= ring; slot -= 32) {
    const value = v128.load(slot);
    const isOlder = f64x2.gt(value, top);
    top = f64x2.pmax(top, value);
    place = v128.bitselect(v128.load(slot, 16), place, isOlder);
    v128.store(slot, top);
    v128.store(slot, place, 16);
  }
}

/** Bars since the extremes, as pairs (high, low). */
function since(s: usize, high: usize, low: usize, out: usize, n: u32): void {
  const state = changetype<Aroon>(s);
  const bars = state.period + 1;
  const whole = f64x2.splat(<f64>bars);
  const ring = s + RING;
  const end = ring + ((<usize>bars) << 5);
  let slot = ring + ((<usize>state.slot) << 5);
  let here = <f64>state.slot;
  let top = state.top;
  let place = state.place;
  for (let i: u32 = 0; i < n; i++) {
    const value = pair(at(high, i), -at(low, i));
    const now = f64x2.splat(here);
    const isNew = f64x2.ge(value, top);
    top = f64x2.pmax(top, value);
    place = v128.bitselect(now, place, isNew);
    v128.store(slot, value);
    v128.store(slot, now, 16);
    slot += 32;
    here += 1.0;
    // Places of the block before count from its own beginning.
    const isBefore = f64x2.gt(v128.load(slot), top);
    const before = f64x2.sub(v128.load(slot, 16), whole);
    v128.store(fromPair(out, i), f64x2.sub(now, v128.bitselect(before, place, isBefore)));
    if (slot == end) {
      close(ring, end);
      slot = ring;
      here = 0;
      top = f64x2.splat(-Infinity);
    }
  }
  state.slot = <u32>here;
  state.top = top;
  state.place = place;
}

export function aroonRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Aroon>(s);
  const down = column(outputs, 0);
  const up = column(outputs, 1);
  const mark = workMark();
  const bars = workPairs();
  since(s, column(inputs, 0), column(inputs, 1), bars, n);
  const period = <f64>state.period;
  const scale = state.scale;
  for (let i: u32 = 0; i < n; i++) {
    put(up, i, scale * (period - load<f64>(fromPair(bars, i))));
    put(down, i, scale * (period - load<f64>(fromPair(bars, i), 8)));
  }
  const skip = barsBefore(state.period, state.seen, n);
  fillNotYet(up, skip);
  fillNotYet(down, skip);
  state.seen = later(state.seen, n);
  workRelease(mark);
}

/** The next bar alone, as aroonRun: down and up to `out`; gives down. */
@inline
export function aroonStep(s: usize, out: usize, high: f64, low: f64): f64 {
  const state = changetype<Aroon>(s);
  const bars = state.period + 1;
  const here = state.slot;
  const next = s + RING + ((<usize>here) << 5) + 32;
  const now = f64x2.splat(<f64>here);
  const value = pair(high, -low);
  const isNew = f64x2.ge(value, state.top);
  const top = f64x2.pmax(state.top, value);
  const place = v128.bitselect(now, state.place, isNew);
  v128.store(next - 32, value);
  v128.store(next - 32, now, 16);
  const isBefore = f64x2.gt(v128.load(next), top);
  const before = f64x2.sub(v128.load(next, 16), f64x2.splat(<f64>bars));
  const since = f64x2.sub(now, v128.bitselect(before, place, isBefore));
  const isLast = here + 1 == bars;
  if (isLast) close(s + RING, next);
  state.slot = isLast ? 0 : here + 1;
  state.top = isLast ? f64x2.splat(-Infinity) : top;
  state.place = place;
  const seen = state.seen;
  let value0 = NOT_YET;
  let value1 = NOT_YET;
  if (seen < state.period) state.seen = seen + 1;
  else {
    const period = <f64>state.period;
    const scale = state.scale;
    value0 = scale * (period - f64x2.extract_lane(since, 1));
    value1 = scale * (period - f64x2.extract_lane(since, 0));
  }
  store<f64>(out, value0);
  store<f64>(out, value1, 8);
  return value0;
}

export function aroonoscRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Aroon>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const bars = workPairs();
  since(s, column(inputs, 0), column(inputs, 1), bars, n);
  const scale = state.scale;
  for (let i: u32 = 0; i < n; i++)
    put(out, i, scale * (load<f64>(fromPair(bars, i), 8) - load<f64>(fromPair(bars, i))));
  fillNotYet(out, barsBefore(state.period, state.seen, n));
  state.seen = later(state.seen, n);
  workRelease(mark);
}
