// Parabolic stop and reverse (Wilder), plain and with parameters for each side.
import { column, factor, NOT_YET } from '../kernel';
import { at, put } from './column';

@unmanaged
class Side {
  start: f64;
  step: f64;
  most: f64;
}

@unmanaged
class Sar {
  seen: u32;
  isLong: u32;
  /** 1: the short side is given as a negative number. */
  isSigned: u32;
  pad: u32;
  value: f64;
  /** Highest high of a long side, lowest low of a short one. */
  extreme: f64;
  acceleration: f64;
  high: f64;
  low: f64;
  first: f64;
  offset: f64;
  longStart: f64;
  longStep: f64;
  longMost: f64;
  shortStart: f64;
  shortStep: f64;
  shortMost: f64;
}
@inline const SIZEOF_SAR: u32 = 128;
@inline const LONG_SIDE: usize = offsetof<Sar>('longStart');
@inline const SHORT_SIDE: usize = offsetof<Sar>('shortStart');

export function sarSize(_params: usize): u32 {
  return SIZEOF_SAR;
}

@inline
function side(at: usize, start: f64, step: f64, most: f64): void {
  const it = changetype<Side>(at);
  it.start = min(start, most);
  it.step = min(step, most);
  it.most = most;
}

export function sarInit(s: usize, params: usize): void {
  const step = factor(params, 0);
  const most = factor(params, 1);
  side(s + LONG_SIDE, step, step, most);
  side(s + SHORT_SIDE, step, step, most);
}

export function sarextInit(s: usize, params: usize): void {
  const state = changetype<Sar>(s);
  state.isSigned = 1;
  state.first = factor(params, 0);
  state.offset = factor(params, 1);
  side(s + LONG_SIDE, factor(params, 2), factor(params, 3), factor(params, 4));
  side(s + SHORT_SIDE, factor(params, 5), factor(params, 6), factor(params, 7));
}

/** The second bar decides for a side. */
function begin(state: Sar, high: f64, low: f64): void {
  const up = high - state.high;
  const down = state.low - low;
  const first = state.first;
  const isLong = first != 0 ? first > 0 : !(down > 0 && down > up);
  state.isLong = isLong ? 1 : 0;
  state.extreme = isLong ? high : low;
  state.value = first != 0 ? abs(first) : isLong ? state.low : state.high;
  state.acceleration = isLong ? state.longStart : state.shortStart;
  // The bar before the first one does not limit it.
  state.high = high;
  state.low = low;
}

/** The next bar of a long side; gives its stop. */
@inline
function stepLong(state: Sar, high: f64, low: f64): f64 {
  const value = state.value;
  const floor = min(state.low, low);
  if (low > value) {
    if (high > state.extreme) {
      state.extreme = high;
      state.acceleration = min(state.acceleration + state.longStep, state.longMost);
    }
    state.value = min(value + state.acceleration * (state.extreme - value), floor);
    return value;
  }
  const ceiling = max(state.high, high);
  const turned = max(state.extreme, ceiling);
  const stop = turned + turned * state.offset;
  state.isLong = 0;
  state.acceleration = state.shortStart;
  state.extreme = low;
  state.value = max(stop + state.acceleration * (low - stop), ceiling);
  return state.isSigned ? -stop : stop;
}

@inline
function stepShort(state: Sar, high: f64, low: f64): f64 {
  const value = state.value;
  const ceiling = max(state.high, high);
  if (high < value) {
    if (low < state.extreme) {
      state.extreme = low;
      state.acceleration = min(state.acceleration + state.shortStep, state.shortMost);
    }
    state.value = max(value + state.acceleration * (state.extreme - value), ceiling);
    return state.isSigned ? -value : value;
  }
  const floor = min(state.low, low);
  const turned = min(state.extreme, floor);
  const stop = turned - turned * state.offset;
  state.isLong = 1;
  state.acceleration = state.longStart;
  state.extreme = high;
  state.value = min(stop + state.acceleration * (high - stop), floor);
  return stop;
}

export function sarRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Sar>(s);
  const highs = column(inputs, 0);
  const lows = column(inputs, 1);
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++) {
    const high = at(highs, i);
    const low = at(lows, i);
    if (state.seen < 2) {
      state.seen++;
      if (state.seen == 1) {
        put(out, i, NOT_YET);
        state.high = high;
        state.low = low;
        continue;
      }
      begin(state, high, low);
    }
    const stop = state.isLong ? stepLong(state, high, low) : stepShort(state, high, low);
    put(out, i, stop);
    state.high = high;
    state.low = low;
  }
}
