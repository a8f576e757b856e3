// Averages that adapt to the market: zero-lag, VIDYA over Chande's momentum, McGinley's dynamic.
import { barsBefore, column, count, NOT_YET, workColumn, workMark, workRelease } from '../kernel';
import {
  alphaOf,
  get,
  inner,
  lagNext,
  lagSizeOf,
  lagStart,
  Parts,
  place,
  put,
  SIZEOF_PARTS,
  sumNext,
  sumSizeOf,
  sumStart,
} from './parts';

@inline
function zlemaLag(params: usize): u32 {
  return (count(params, 0) - 1) / 2;
}

function zlemaLayout(s: usize, params: usize): u32 {
  return place(s, 0, SIZEOF_PARTS, lagSizeOf(zlemaLag(params)));
}

export function zlemaSize(params: usize): u32 {
  return zlemaLayout(0, params);
}

export function zlemaInit(s: usize, params: usize): void {
  zlemaLayout(s, params);
  const state = changetype<Parts>(s);
  const lag = zlemaLag(params);
  lagStart(inner(s, 0), lag);
  state.p = lag == 0 ? 0 : lag - 1;
  state.u = alphaOf(count(params, 0));
}

// p: first bar with a value; u: alpha; v: the average.
export function zlemaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const old = workColumn();
  lagNext(inner(s, 0), x, old, n);
  const alpha = state.u;
  let value = state.v;
  let i: u32 = 0;
  const skip = barsBefore(state.p, state.seen, n);
  for (; i < skip; i++) put(out, i, NOT_YET);
  if (i < n && state.seen + i == state.p) {
    value = get(x, i);
    put(out, i, value);
    i++;
  }
  for (; i < n; i++) {
    const now = get(x, i);
    value += alpha * (now + (now - get(old, i)) - value);
    put(out, i, value);
  }
  state.v = value;
  state.seen = min(state.seen + n, state.p + 1);
  workRelease(mark);
}

function vidyaLayout(s: usize, params: usize): u32 {
  const bytes = sumSizeOf(count(params, 0));
  return place(s, 1, place(s, 0, SIZEOF_PARTS, bytes), bytes);
}

export function vidyaCmoSize(params: usize): u32 {
  return vidyaLayout(0, params);
}

export function vidyaCmoInit(s: usize, params: usize): void {
  vidyaLayout(s, params);
  const state = changetype<Parts>(s);
  state.p = count(params, 0);
  state.u = alphaOf(state.p);
  sumStart(inner(s, 0), state.p);
  sumStart(inner(s, 1), state.p);
}

// u: alpha; v: the average, which starts as the first value; w: the value before.
export function vidyaCmoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const gains = workColumn();
  const losses = workColumn();
  let i: u32 = 0;
  if (state.seen == 0) {
    state.v = state.w = get(x, 0);
    put(out, 0, NOT_YET);
    i = 1;
  }
  const first = i;
  let last = state.w;
  for (; i < n; i++) {
    const change = get(x, i) - last;
    last = get(x, i);
    put(gains, i - first, max(change, 0));
    put(losses, i - first, max(-change, 0));
  }
  state.w = last;
  sumNext(inner(s, 0), gains, gains, n - first);
  sumNext(inner(s, 1), losses, losses, n - first);
  const skip = barsBefore(state.p, state.seen, n);
  let value = state.v;
  for (i = 0; i < skip; i++) put(out, i, NOT_YET);
  for (; i < n; i++) {
    const up = get(gains, i - first);
    const down = get(losses, i - first);
    const all = up + down;
    if (!(all <= 0)) value += ((state.u * abs(up - down)) / all) * (get(x, i) - value);
    put(out, i, value);
  }
  state.v = value;
  state.seen = min(state.seen + n, state.p);
  workRelease(mark);
}

export function mcginleySize(_params: usize): u32 {
  return SIZEOF_PARTS;
}

export function mcginleyInit(s: usize, params: usize): void {
  changetype<Parts>(s).u = 0.6 * <f64>count(params, 0);
}

// u: 0.6 n; v: the average.
export function mcginleyRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const slowness = state.u;
  let value = state.v;
  let i: u32 = 0;
  if (state.seen == 0) {
    state.seen = 1;
    value = get(x, 0);
    put(out, 0, NOT_YET);
    i = 1;
  }
  for (; i < n; i++) {
    const now = get(x, i);
    const ratio = now / value;
    const square = ratio * ratio;
    // A price of 0 would divide by 0: it moves the average by nothing that can be named.
    if (!(square <= 0)) value += (now - value) / (slowness * square * square);
    put(out, i, value);
  }
  state.v = value;
}
