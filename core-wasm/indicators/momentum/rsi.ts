// Relative strength index and Chande's momentum on Wilder's averages. Sums are of the change and of
// its size: gains and losses are half their sum and half their difference.
import { barsBefore, column, count, fillNotYet, NOT_YET, workMark, workRelease } from '../kernel';
import { at, from, fromPair, later, pair, put, workPairs } from '../overlap/column';
import { decayNext, decayStart, decayStep, SIZEOF_DECAY } from './decay';

@unmanaged
class Rsi {
  seen: u32;
  period: u32;
  last: f64;
}
@inline const DECAY: usize = 16;
@inline export const SIZEOF_RSI: u32 = <u32>DECAY + SIZEOF_DECAY;

export function rsiStart(s: usize, period: u32): void {
  changetype<Rsi>(s).period = period;
  decayStart(s + DECAY, period, period);
}

/** middle + half * (sum of changes) / (sum of their sizes), 0 where nothing changed. */
function next(s: usize, x: usize, out: usize, n: u32, middle: f64, half: f64): void {
  const state = changetype<Rsi>(s);
  const mark = workMark();
  const sums = workPairs();
  const first = barsBefore(1, state.seen, n);
  let last = first ? load<f64>(x) : state.last;
  for (let i = first; i < n; i++) {
    const value = at(x, i);
    const change = value - last;
    v128.store(fromPair(sums, i), pair(change, abs(change)));
    last = value;
  }
  state.last = last;
  const rest = fromPair(sums, first);
  decayNext(s + DECAY, rest, rest, n - first);
  const skip = barsBefore(state.period, state.seen, n);
  let i = skip;
  for (; i + 2 <= n; i += 2) {
    const one = v128.load(fromPair(sums, i));
    const two = v128.load(fromPair(sums, i), 16);
    const signed = v128.shuffle<f64>(one, two, 0, 2);
    const size = v128.shuffle<f64>(one, two, 1, 3);
    const part = f64x2.div(f64x2.mul(f64x2.splat(half), signed), size);
    const value = f64x2.add(f64x2.splat(middle), part);
    v128.store(from(out, i), v128.andnot(value, f64x2.le(size, f64x2.splat(0))));
  }
  if (i < n) {
    const signed = load<f64>(fromPair(sums, i));
    const size = load<f64>(fromPair(sums, i), 8);
    put(out, i, size <= 0 ? 0 : middle + (half * signed) / size);
  }
  fillNotYet(out, skip);
  state.seen = later(state.seen, n);
  workRelease(mark);
}

/** Next n values of `x` to `out`. */
export function rsiNext(s: usize, x: usize, out: usize, n: u32): void {
  next(s, x, out, n, 50.0, 50.0);
}

/** The next value alone, as rsiNext. */
@inline
export function rsiStep(s: usize, value: f64): f64 {
  const state = changetype<Rsi>(s);
  const seen = state.seen;
  const change = value - state.last;
  state.last = value;
  if (seen < state.period) {
    state.seen = seen + 1;
    if (seen > 0) decayStep(s + DECAY, pair(change, abs(change)));
    return NOT_YET;
  }
  const sums = decayStep(s + DECAY, pair(change, abs(change)));
  const size = f64x2.extract_lane(sums, 1);
  return size <= 0 ? 0 : 50.0 + (50.0 * f64x2.extract_lane(sums, 0)) / size;
}

export function rsiSize(_params: usize): u32 {
  return SIZEOF_RSI;
}

export function rsiInit(s: usize, params: usize): void {
  rsiStart(s, count(params, 0));
}

export function rsiRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  rsiNext(s, column(inputs, 0), column(outputs, 0), n);
}

export function cmoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  next(s, column(inputs, 0), column(outputs, 0), n, 0.0, 100.0);
}
