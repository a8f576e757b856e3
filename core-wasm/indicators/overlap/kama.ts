// Kaufman's adaptive moving average: fast on straight ways, slow on noise.
import { barsBefore, column, count, fillNotYet, workMark, workRelease } from '../kernel';
import { at, fromPair, later, pair, put, workPairs } from './column';
import { sumsNext, sumsSizeOf, sumsStart } from './sums';

@unmanaged
class Kama {
  seen: u32;
  period: u32;
  last: f64;
  value: f64;
  pad: f64;
}
@inline const SUMS: usize = 32;
@inline const FAST: f64 = 2.0 / 3.0;
@inline const SLOW: f64 = 2.0 / 31.0;

export function kamaSizeOf(period: u32): u32 {
  return <u32>SUMS + sumsSizeOf(period);
}

export function kamaStart(s: usize, period: u32): void {
  changetype<Kama>(s).period = period;
  sumsStart(s + SUMS, period);
}

/** Next n values of `x` to `out`; none before bar `period`. */
export function kamaNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Kama>(s);
  const mark = workMark();
  const changes = workPairs();
  let last = state.seen == 0 ? load<f64>(x) : state.last;
  // (change, way) sum to how far the price came and how long its way was.
  for (let i: u32 = 0; i < n; i++) {
    const value = at(x, i);
    const change = value - last;
    v128.store(fromPair(changes, i), pair(change, abs(change)));
    last = value;
  }
  state.last = last;
  sumsNext(s + SUMS, changes, changes, n);
  const skip = barsBefore(state.period, state.seen, n);
  let value = skip > 0 ? at(x, skip - 1) : state.value;
  for (let i = skip; i < n; i++) {
    const sums = v128.load(fromPair(changes, i));
    const way = f64x2.extract_lane(sums, 1);
    const straight = abs(f64x2.extract_lane(sums, 0));
    const ratio = way > straight ? straight / way : 1.0;
    const root = ratio * (FAST - SLOW) + SLOW;
    const alpha = root * root;
    value = (1.0 - alpha) * value + alpha * at(x, i);
    put(out, i, value);
  }
  fillNotYet(out, skip);
  state.value = value;
  state.seen = later(state.seen, n);
  workRelease(mark);
}

export function kamaSize(params: usize): u32 {
  return kamaSizeOf(count(params, 0));
}

export function kamaInit(s: usize, params: usize): void {
  kamaStart(s, count(params, 0));
}

export function kamaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  kamaNext(s, column(inputs, 0), column(outputs, 0), n);
}
