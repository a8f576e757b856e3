// Averages weighted by volume: VWMA and the elastic EVWMA.
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  NOT_YET,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { fromPair, pair, workPairs } from '../overlap/column';
import { sumsNext, sumsSizeOf, sumsStart } from '../overlap/sums';
import {
  get,
  inner,
  Parts,
  place,
  put,
  seenAfter,
  SIZEOF_PARTS,
  sumNext,
  sumSizeOf,
  sumStart,
} from './parts';

@inline const SUMS: usize = 16;

export function vwmaSize(params: usize): u32 {
  return <u32>SUMS + sumsSizeOf(count(params, 0));
}

export function vwmaInit(s: usize, params: usize): void {
  store<u32>(s, count(params, 0) - 1, 4);
  sumsStart(s + SUMS, count(params, 0));
}

/** Volume-weighted mean of `price`; NaN where the window has no volume. */
export function vwmaNext(s: usize, price: usize, volume: usize, out: usize, n: u32): void {
  const seen = load<u32>(s);
  const mark = workMark();
  const pairs = workPairs();
  for (let i: u32 = 0; i < n; i++) {
    const much = get(volume, i);
    v128.store(fromPair(pairs, i), pair(get(price, i) * much, much));
  }
  sumsNext(s + SUMS, pairs, pairs, n);
  for (let i: u32 = 0; i < n; i++) {
    // 0 / 0 is the NaN that is meant.
    put(out, i, load<f64>(fromPair(pairs, i)) / load<f64>(fromPair(pairs, i), 8));
  }
  fillNotYet(out, barsBefore(load<u32>(s, 4), seen, n));
  store<u32>(s, seenAfter(seen, n));
  workRelease(mark);
}

export function vwmaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  vwmaNext(s, column(inputs, 0), column(inputs, 1), column(outputs, 0), n);
}

function evwmaLayout(s: usize, params: usize): u32 {
  return place(s, 0, SIZEOF_PARTS, sumSizeOf(count(params, 0)));
}

export function evwmaSize(params: usize): u32 {
  return evwmaLayout(0, params);
}

export function evwmaInit(s: usize, params: usize): void {
  evwmaLayout(s, params);
  sumStart(inner(s, 0), count(params, 0));
  changetype<Parts>(s).p = count(params, 0);
}

// seen: bars taken, up to the period; u: the average.
export function evwmaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const price = column(inputs, 0);
  const volume = column(inputs, 1);
  const out = column(outputs, 0);
  const mark = workMark();
  const weights = workColumn();
  sumNext(inner(s, 0), volume, weights, n);
  const skip = barsBefore(state.p - 1, state.seen, n);
  let value = state.u;
  let i: u32 = 0;
  for (; i < skip; i++) put(out, i, NOT_YET);
  if (i < n && state.seen + i == state.p - 1) {
    value = get(price, i);
    put(out, i, value);
    i++;
  }
  for (; i < n; i++) {
    const weight = get(weights, i);
    const v = get(volume, i);
    if (!(weight <= 0)) value = ((weight - v) * value + v * get(price, i)) / weight;
    put(out, i, value);
  }
  state.u = value;
  state.seen = min(state.seen + n, state.p);
  workRelease(mark);
}
