// Averages weighted by volume: VWMA and the elastic EVWMA.
import { barsBefore, column, count, NOT_YET, workColumn, workMark, workRelease } from '../kernel';
import {
  get,
  inner,
  Parts,
  place,
  products,
  put,
  SIZEOF_PARTS,
  sumNext,
  sumSizeOf,
  sumStart,
} from './parts';

function vwmaLayout(s: usize, params: usize): u32 {
  const bytes = sumSizeOf(count(params, 0));
  return place(s, 1, place(s, 0, SIZEOF_PARTS, bytes), bytes);
}

export function vwmaSize(params: usize): u32 {
  return vwmaLayout(0, params);
}

export function vwmaInit(s: usize, params: usize): void {
  vwmaLayout(s, params);
  sumStart(inner(s, 0), count(params, 0));
  sumStart(inner(s, 1), count(params, 0));
}

/** Volume-weighted mean of `price`; NaN where the window has no volume. */
export function vwmaNext(s: usize, price: usize, volume: usize, out: usize, n: u32): void {
  const mark = workMark();
  const weights = workColumn();
  products(price, volume, out, n);
  sumNext(inner(s, 0), out, out, n);
  sumNext(inner(s, 1), volume, weights, n);
  for (let i: u32 = 0; i < n; i++) {
    const weight = get(weights, i);
    put(out, i, weight > 0 ? get(out, i) / weight : NOT_YET);
  }
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
    if (weight > 0) value = ((weight - v) * value + v * get(price, i)) / weight;
    put(out, i, value);
  }
  state.u = value;
  state.seen = min(state.seen + n, state.p);
  workRelease(mark);
}
