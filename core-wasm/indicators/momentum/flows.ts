// Shares of sums over a window: MFI, ULTOSC, IMI; and of a bar alone: BOP.
import { barsBefore, column, count, fillNotYet, NOT_YET, workMark, workRelease } from '../kernel';
import { aligned, at, from, fromPair, later, pair, put, workPairs } from '../overlap/column';
import { sumsNext, sumsSizeOf, sumsStart, sumsStep } from '../overlap/sums';

@unmanaged
class Flow {
  seen: u32;
  begin: u32;
  /** Typical price or close of the bar before. */
  last: f64;
  /** Offsets of the second and third sums. */
  second: u32;
  third: u32;
  pad: u64;
}
@inline const FIRST: usize = 32;

export function mfiSize(params: usize): u32 {
  return <u32>FIRST + sumsSizeOf(count(params, 0));
}

export function mfiInit(s: usize, params: usize): void {
  changetype<Flow>(s).begin = count(params, 0);
  sumsStart(s + FIRST, count(params, 0));
}

/** 100 * first / second lane, `empty` where the second is not above 0. */
@inline
function share(sums: usize, out: usize, n: u32, empty: f64): void {
  let i: u32 = 0;
  for (; i + 2 <= n; i += 2) {
    const one = v128.load(fromPair(sums, i));
    const two = v128.load(fromPair(sums, i), 16);
    const whole = v128.shuffle<f64>(one, two, 1, 3);
    const part = f64x2.mul(f64x2.splat(100), v128.shuffle<f64>(one, two, 0, 2));
    const isNothing = f64x2.le(whole, f64x2.splat(0));
    v128.store(from(out, i), v128.bitselect(f64x2.splat(empty), f64x2.div(part, whole), isNothing));
  }
  if (i < n) {
    const whole = load<f64>(fromPair(sums, i), 8);
    put(out, i, whole <= 0 ? empty : (100.0 * load<f64>(fromPair(sums, i))) / whole);
  }
}

export function mfiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Flow>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const volume = column(inputs, 3);
  const out = column(outputs, 0);
  const mark = workMark();
  const flows = workPairs();
  let last = state.seen == 0 ? typical(at(high, 0), at(low, 0), at(close, 0)) : state.last;
  for (let i: u32 = 0; i < n; i++) {
    const price = typical(at(high, i), at(low, i), at(close, i));
    const flow = f64x2.splat(price * at(volume, i));
    // Lanes: price rose; price moved at all.
    const change = pair(price - last, abs(price - last));
    v128.store(fromPair(flows, i), ofMoves(flow, change));
    last = price;
  }
  state.last = last;
  sumsNext(s + FIRST, flows, flows, n);
  share(flows, out, n, 0);
  fillNotYet(out, barsBefore(state.begin, state.seen, n));
  state.seen = later(state.seen, n);
  workRelease(mark);
}

/** The next bar alone, as mfiRun. */
@inline
export function mfiStep(s: usize, high: f64, low: f64, close: f64, volume: f64): f64 {
  const state = changetype<Flow>(s);
  const price = typical(high, low, close);
  const seen = state.seen;
  const away = price - (seen == 0 ? price : state.last);
  state.last = price;
  const flow = ofMoves(f64x2.splat(price * volume), pair(away, abs(away)));
  const sums = sumsStep(s + FIRST, flow);
  if (seen < state.begin) {
    state.seen = seen + 1;
    return NOT_YET;
  }
  const whole = f64x2.extract_lane(sums, 1);
  return whole <= 0 ? 0 : (100.0 * f64x2.extract_lane(sums, 0)) / whole;
}

/** The lanes of the flow whose change is above 0; NaN with it. */
@inline
function ofMoves(flow: v128, change: v128): v128 {
  const isKnown = v128.or(flow, f64x2.ne(change, change));
  return v128.andnot(isKnown, f64x2.le(change, f64x2.splat(0)));
}

@inline
function typical(high: f64, low: f64, close: f64): f64 {
  return (high + low + close) / 3.0;
}

export function imiSize(params: usize): u32 {
  return <u32>FIRST + sumsSizeOf(count(params, 0));
}

export function imiInit(s: usize, params: usize): void {
  changetype<Flow>(s).begin = count(params, 0) - 1;
  sumsStart(s + FIRST, count(params, 0));
}

export function imiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Flow>(s);
  const open = column(inputs, 0);
  const close = column(inputs, 1);
  const out = column(outputs, 0);
  const mark = workMark();
  const sums = workPairs();
  const zero = f64x2.splat(0);
  for (let i: u32 = 0; i < n; i++) {
    const body = at(close, i) - at(open, i);
    v128.store(fromPair(sums, i), f64x2.add(f64x2.pmax(pair(body, abs(body)), zero), zero));
  }
  sumsNext(s + FIRST, sums, sums, n);
  share(sums, out, n, 50);
  fillNotYet(out, barsBefore(state.begin, state.seen, n));
  state.seen = later(state.seen, n);
  workRelease(mark);
}

export function ultoscSize(params: usize): u32 {
  return (
    <u32>FIRST +
    aligned(sumsSizeOf(count(params, 0))) +
    aligned(sumsSizeOf(count(params, 1))) +
    sumsSizeOf(count(params, 2))
  );
}

export function ultoscInit(s: usize, params: usize): void {
  const state = changetype<Flow>(s);
  const a = count(params, 0);
  const b = count(params, 1);
  const c = count(params, 2);
  const shortest = min(a, min(b, c));
  const longest = max(a, max(b, c));
  const middle = a + b + c - shortest - longest;
  state.begin = longest;
  state.second = <u32>FIRST + aligned(sumsSizeOf(shortest));
  state.third = state.second + aligned(sumsSizeOf(middle));
  sumsStart(s + FIRST, shortest);
  sumsStart(s + state.second, middle);
  sumsStart(s + state.third, longest);
}

/** Buying pressure over true range; nothing where there is no range. */
@inline
function pressure(sums: usize, i: u32): f64 {
  const range = load<f64>(fromPair(sums, i), 8);
  return range <= 0 ? 0 : load<f64>(fromPair(sums, i)) / range;
}

export function ultoscRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Flow>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const mark = workMark();
  const first = workPairs();
  const second = workPairs();
  const third = workPairs();
  let last = state.last;
  // The first bar has no true range.
  const skip = barsBefore(1, state.seen, n);
  if (skip) last = load<f64>(close);
  for (let i = skip; i < n; i++) {
    const value = at(close, i);
    const edges = f64x2.pmax(pair(at(high, i), -at(low, i)), pair(last, -last));
    const minusLow = f64x2.extract_lane(edges, 1);
    v128.store(
      fromPair(first, i),
      f64x2.add(pair(value, f64x2.extract_lane(edges, 0)), f64x2.splat(minusLow)),
    );
    last = value;
  }
  state.last = last;
  const rest = n - skip;
  sumsNext(s + state.third, fromPair(first, skip), fromPair(third, skip), rest);
  sumsNext(s + state.second, fromPair(first, skip), fromPair(second, skip), rest);
  sumsNext(s + FIRST, fromPair(first, skip), fromPair(first, skip), rest);
  for (let i = skip; i < n; i++) {
    const sum = 4.0 * pressure(first, i) + 2.0 * pressure(second, i) + pressure(third, i);
    put(out, i, sum * (100.0 / 7.0));
  }
  fillNotYet(out, barsBefore(state.begin, state.seen, n));
  state.seen = later(state.seen, n);
  workRelease(mark);
}

/** A bar alone: no state. */
export function bopInit(_s: usize): void {}

export function bopRun(_s: usize, inputs: usize, outputs: usize, n: u32): void {
  const open = column(inputs, 0);
  const high = column(inputs, 1);
  const low = column(inputs, 2);
  const close = column(inputs, 3);
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++) {
    const range = at(high, i) - at(low, i);
    put(out, i, range <= 0 ? 0 : (at(close, i) - at(open, i)) / range);
  }
}
