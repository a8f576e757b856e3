// Where the volume goes: money flow, force, ease of movement, price-volume trend and indices.
import { barsBefore, column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import {
  alphaOf,
  from,
  get,
  inner,
  Parts,
  place,
  put,
  seenAfter,
  SIZEOF_PARTS,
} from '../averages/parts';
import { emaNext, emaStart, SIZEOF_EMA } from '../overlap/ema';
import { fromPair, pair, workPairs } from '../overlap/column';
import { smaNext, smaSizeOf, smaStart } from '../overlap/sma';
import { sumsNext, sumsSizeOf, sumsStart } from '../overlap/sums';

export function partsSize(_params: usize): u32 {
  return SIZEOF_PARTS;
}

// Force index. u: close before; seen: up to 1.
export function forceIndexSize(_params: usize): u32 {
  return SIZEOF_PARTS + SIZEOF_EMA + 8;
}

export function forceIndexInit(s: usize, params: usize): void {
  place(s, 0, SIZEOF_PARTS, SIZEOF_EMA);
  emaStart(inner(s, 0), count(params, 0), alphaOf(count(params, 0)));
}

export function forceIndexRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 0);
  const volume = column(inputs, 1);
  const out = column(outputs, 0);
  const skip = barsBefore(1, state.seen, n);
  let last = state.u;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(close, i);
    put(out, i, (now - last) * get(volume, i));
    last = now;
  }
  emaNext(inner(s, 0), from(out, skip), from(out, skip), n - skip);
  fillNotYet(out, skip);
  state.u = last;
  state.seen = 1;
}

// Price-volume trend and its average. u: trend; v: close before; seen: up to 1.
export function pvtInit(s: usize, params: usize): void {
  forceIndexInit(s, params);
}

export function pvtRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 0);
  const volume = column(inputs, 1);
  const out = column(outputs, 0);
  let trend = state.u;
  let last = state.seen == 0 ? get(close, 0) : state.v;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(close, i);
    if (last != 0) trend += (get(volume, i) * (now - last)) / last;
    put(out, i, trend);
    last = now;
  }
  emaNext(inner(s, 0), out, column(outputs, 1), n);
  state.u = trend;
  state.v = last;
  state.seen = 1;
}

/** Place of the close in its bar: 1 at the high, -1 at the low, 0 in a flat bar. */
@inline
export function closeLocation(high: f64, low: f64, close: f64): f64 {
  const range = high - low;
  return range <= 0 ? 0 : (close - low - (high - close)) / range;
}

export function clvRun(_s: usize, inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++)
    put(out, i, closeLocation(get(high, i), get(low, i), get(close, i)));
}

export function cmfSize(params: usize): u32 {
  return SIZEOF_PARTS + sumsSizeOf(count(params, 0));
}

export function cmfInit(s: usize, params: usize): void {
  changetype<Parts>(s).p = count(params, 0) - 1;
  sumsStart(s + SIZEOF_PARTS, count(params, 0));
}

// p: first bar with a value.
export function cmfRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const volume = column(inputs, 3);
  const out = column(outputs, 0);
  const mark = workMark();
  const pairs = workPairs();
  for (let i: u32 = 0; i < n; i++) {
    const much = get(volume, i);
    const place = closeLocation(get(high, i), get(low, i), get(close, i));
    v128.store(fromPair(pairs, i), pair(place * much, much));
  }
  sumsNext(s + SIZEOF_PARTS, pairs, pairs, n);
  for (let i: u32 = 0; i < n; i++) {
    const much = load<f64>(fromPair(pairs, i), 8);
    put(out, i, much <= 0 ? 0 : load<f64>(fromPair(pairs, i)) / much);
  }
  fillNotYet(out, barsBefore(state.p, state.seen, n));
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Ease of movement. u: middle of the bar before; v: divisor; seen: up to 1.
function emvLayout(s: usize, params: usize): u32 {
  return place(s, 0, SIZEOF_PARTS, smaSizeOf(count(params, 0)));
}

export function emvSize(params: usize): u32 {
  return emvLayout(0, params);
}

export function emvInit(s: usize, params: usize): void {
  emvLayout(s, params);
  smaStart(inner(s, 0), count(params, 0));
  changetype<Parts>(s).v = factor(params, 1);
}

export function emvRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const volume = column(inputs, 2);
  const out = column(outputs, 0);
  const mean = column(outputs, 1);
  const divisor = state.v;
  const skip = barsBefore(1, state.seen, n);
  let last = state.u;
  for (let i: u32 = 0; i < n; i++) {
    const range = get(high, i) - get(low, i);
    const middle = (get(high, i) + get(low, i)) * 0.5;
    const much = get(volume, i);
    put(out, i, much <= 0 ? 0 : ((middle - last) * range * divisor) / much);
    last = middle;
  }
  fillNotYet(out, skip);
  smaNext(inner(s, 0), from(out, skip), from(mean, skip), n - skip);
  fillNotYet(mean, skip);
  state.u = last;
  state.seen = 1;
}

// Volume indices. u: index; v: close before; w: volume before; seen: up to 1.
export function volumeIndexInit(s: usize, _params: usize): void {
  changetype<Parts>(s).u = 1000.0;
}

@inline
function volumeIndex(s: usize, inputs: usize, outputs: usize, n: u32, isMore: bool): void {
  const state = changetype<Parts>(s);
  const close = column(inputs, 0);
  const volume = column(inputs, 1);
  const out = column(outputs, 0);
  let index = state.u;
  let last = state.v;
  let much = state.seen == 0 ? get(volume, 0) : state.w;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(close, i);
    const come = get(volume, i);
    if ((isMore ? come > much : come < much) && last != 0) index += ((now - last) / last) * index;
    if (come != come) index = come;
    put(out, i, index);
    last = now;
    much = come;
  }
  state.u = index;
  state.v = last;
  state.w = much;
  state.seen = 1;
}

export function nviRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  volumeIndex(s, inputs, outputs, n, false);
}

export function pviRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  volumeIndex(s, inputs, outputs, n, true);
}

export function marketFiRun(_s: usize, inputs: usize, outputs: usize, n: u32): void {
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const volume = column(inputs, 2);
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++) {
    const much = get(volume, i);
    put(out, i, much > 0 ? (get(high, i) - get(low, i)) / much : NOT_YET);
  }
}

// Williams' accumulation/distribution. u: sum; v: close before; seen: up to 1.
export function wadRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const skip = barsBefore(1, state.seen, n);
  let sum = state.u;
  let last = state.seen == 0 ? get(close, 0) : state.v;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(close, i);
    const edge = now > last ? min(last, get(low, i)) : max(last, get(high, i));
    if (now != last) sum += now - edge;
    put(out, i, sum);
    last = now;
  }
  fillNotYet(out, skip);
  state.u = sum;
  state.v = last;
  state.seen = 1;
}

// Volume oscillator: two means of the volume. p: first bar with both.
function voscLayout(s: usize, params: usize): u32 {
  const top = place(s, 0, SIZEOF_PARTS, smaSizeOf(count(params, 0)));
  return place(s, 1, top, smaSizeOf(count(params, 1)));
}

export function voscSize(params: usize): u32 {
  return voscLayout(0, params);
}

export function voscInit(s: usize, params: usize): void {
  voscLayout(s, params);
  smaStart(inner(s, 0), count(params, 0));
  smaStart(inner(s, 1), count(params, 1));
}

export function voscRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const volume = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const slow = workColumn();
  smaNext(inner(s, 0), volume, out, n);
  smaNext(inner(s, 1), volume, slow, n);
  for (let i: u32 = 0; i < n; i++) {
    const mean = get(slow, i);
    put(out, i, mean == 0 ? 0 : (100.0 * (get(out, i) - mean)) / mean);
  }
  workRelease(mark);
}

// Percentage volume oscillator. Inner states: fast, slow, signal. p: first bar of the oscillator.
export function pvoSize(_params: usize): u32 {
  return SIZEOF_PARTS + 3 * (SIZEOF_EMA + 8);
}

export function pvoInit(s: usize, params: usize): void {
  let top = SIZEOF_PARTS;
  for (let k: u32 = 0; k < 3; k++) {
    top = place(s, k, top, SIZEOF_EMA);
    emaStart(inner(s, k), count(params, k), alphaOf(count(params, k)));
  }
  changetype<Parts>(s).p = max(count(params, 0), count(params, 1)) - 1;
}

export function pvoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const signal = column(outputs, 1);
  const rest = column(outputs, 2);
  const skip = barsBefore(state.p, state.seen, n);
  emaNext(inner(s, 0), column(inputs, 0), out, n);
  emaNext(inner(s, 1), column(inputs, 0), rest, n);
  for (let i: u32 = 0; i < n; i++) {
    const slow = get(rest, i);
    put(out, i, slow == 0 ? 0 : (100.0 * (get(out, i) - slow)) / slow);
  }
  fillNotYet(out, skip);
  emaNext(inner(s, 2), from(out, skip), from(signal, skip), n - skip);
  fillNotYet(signal, skip);
  for (let i: u32 = 0; i < n; i++) put(rest, i, get(out, i) - get(signal, i));
  state.seen = seenAfter(state.seen, n);
}

// Relative volume. p: period; u: mean of the bars up to the one before.
export function rvolSize(params: usize): u32 {
  return voscSingle(0, params);
}

function voscSingle(s: usize, params: usize): u32 {
  return place(s, 0, SIZEOF_PARTS, smaSizeOf(count(params, 0)));
}

export function rvolInit(s: usize, params: usize): void {
  voscSingle(s, params);
  smaStart(inner(s, 0), count(params, 0));
  changetype<Parts>(s).u = NOT_YET;
}

export function rvolRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const volume = column(inputs, 0);
  const out = column(outputs, 0);
  smaNext(inner(s, 0), volume, out, n);
  let mean = state.u;
  for (let i: u32 = 0; i < n; i++) {
    const next = get(out, i);
    put(out, i, mean > 0 ? get(volume, i) / mean : NOT_YET);
    mean = next;
  }
  state.u = mean;
}

export function volumeSmaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  smaNext(inner(s, 0), column(inputs, 0), column(outputs, 0), n);
}
