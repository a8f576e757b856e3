// DEMA and TEMA: two or three exponential averages, each over the one before, in one pass. Bars go
// in groups of four as in ema.ts, and the groups of all averages begin at the same bars: an average
// whose seed ends within a group has a shorter first one.
import { column, count, NOT_YET } from '../kernel';
import { at, put } from './column';

@unmanaged
class Nested {
  /** Bars taken, up to `settled`. */
  seen: u32;
  period: u32;
  /** Bars of the current group. */
  phase: u32;
  /** Bars until a group begins with all averages seeded. */
  settled: u32;
  alpha: f64;
  pad: f64;
  /** What an older value keeps with each bar, and with two, three and four. */
  keep: f64;
  keep2: f64;
  keep3: f64;
  keep4: f64;
  /** The averages before the group; while one is seeded, its sum. */
  base0: f64;
  base1: f64;
  base2: f64;
  /** What the bars of the group add to each. */
  partial0: f64;
  partial1: f64;
  partial2: f64;
  /** What a base keeps, for each average, until all are settled. */
  kept0: f64;
  kept1: f64;
  kept2: f64;
  pad2: f64;
}
@inline export const SIZEOF_NESTED: u32 = 144;

function start(s: usize, links: u32, period: u32): void {
  const state = changetype<Nested>(s);
  const alpha = 2.0 / <f64>(period + 1);
  const keep = 1.0 - alpha;
  state.period = period;
  state.settled = period + (((links - 1) * (period - 1) + 3) & ~3);
  state.alpha = alpha;
  state.keep = keep;
  state.keep2 = keep * keep;
  state.keep3 = keep * keep * keep;
  state.keep4 = keep * keep * keep * keep;
}

/** One value of the k-th average before all are settled; NaN until it is seeded. */
function unsettled(s: usize, k: u32, seen: u32, x: f64): f64 {
  const state = changetype<Nested>(s);
  const cell = s + ((<usize>k) << 3);
  const base = load<f64>(cell, offsetof<Nested>('base0'));
  const seeded = (k + 1) * (state.period - 1);
  if (seen <= seeded) {
    const sum = base + x;
    const isWhole = seen == seeded;
    const average = isWhole ? sum / <f64>state.period : sum;
    store<f64>(cell, average, offsetof<Nested>('base0'));
    store<f64>(cell, 1.0, offsetof<Nested>('kept0'));
    return isWhole ? average : NOT_YET;
  }
  const keep = state.keep;
  const partial = keep * load<f64>(cell, offsetof<Nested>('partial0')) + state.alpha * x;
  const kept = load<f64>(cell, offsetof<Nested>('kept0')) * keep;
  const value = kept * base + partial;
  const isLast = ((seen - state.period) & 3) == 3;
  if (isLast) store<f64>(cell, value, offsetof<Nested>('base0'));
  store<f64>(cell, isLast ? 0 : partial, offsetof<Nested>('partial0'));
  store<f64>(cell, isLast ? 1.0 : kept, offsetof<Nested>('kept0'));
  return value;
}

function unsettledStep(s: usize, links: u32, x: f64): f64 {
  const state = changetype<Nested>(s);
  const seen = state.seen;
  state.seen = seen + 1;
  const first = unsettled(s, 0, seen, x);
  if (first != first) return NOT_YET;
  const second = unsettled(s, 1, seen, first);
  if (second != second) return NOT_YET;
  if (links == 2) return 2.0 * first - second;
  const third = unsettled(s, 2, seen, second);
  return third != third ? NOT_YET : 3.0 * (first - second) + third;
}

@inline
function step(s: usize, links: u32, x: f64): f64 {
  const state = changetype<Nested>(s);
  if (state.seen < state.settled) return unsettledStep(s, links, x);
  const phase = state.phase;
  const kept = load<f64>(s + ((<usize>phase) << 3), offsetof<Nested>('keep'));
  const keep = state.keep;
  const alpha = state.alpha;
  const partial0 = keep * state.partial0 + alpha * x;
  const first = kept * state.base0 + partial0;
  const partial1 = keep * state.partial1 + alpha * first;
  const second = kept * state.base1 + partial1;
  const partial2 = links == 2 ? 0 : keep * state.partial2 + alpha * second;
  const third = links == 2 ? 0 : kept * state.base2 + partial2;
  if (phase == 3) {
    state.base0 = first;
    state.base1 = second;
    if (links == 3) state.base2 = third;
    state.partial0 = 0;
    state.partial1 = 0;
    if (links == 3) state.partial2 = 0;
    state.phase = 0;
  } else {
    state.partial0 = partial0;
    state.partial1 = partial1;
    if (links == 3) state.partial2 = partial2;
    state.phase = phase + 1;
  }
  return links == 2 ? 2.0 * first - second : 3.0 * (first - second) + third;
}

/** The next value alone, as demaNext. */
@inline
export function demaStep(s: usize, x: f64): f64 {
  return step(s, 2, x);
}

/** The next value alone, as temaNext. */
@inline
export function temaStep(s: usize, x: f64): f64 {
  return step(s, 3, x);
}

/** Whole groups of bars; gives how many bars. */
@inline
function groups(s: usize, links: u32, x: usize, out: usize, n: u32): u32 {
  const state = changetype<Nested>(s);
  const alpha = state.alpha;
  const keep = state.keep;
  const keep2 = state.keep2;
  const keep3 = state.keep3;
  const keep4 = state.keep4;
  let base0 = state.base0;
  let base1 = state.base1;
  let base2 = state.base2;
  let i: u32 = 0;
  for (; i + 4 <= n; i += 4) {
    // A single update adds to a partial sum of 0, which turns -0 into 0.
    let p1 = alpha * at(x, i) + 0.0;
    let p2 = keep * p1 + alpha * at(x, i + 1);
    let p3 = keep * p2 + alpha * at(x, i + 2);
    let p4 = keep * p3 + alpha * at(x, i + 3);
    const a1 = keep * base0 + p1;
    const a2 = keep2 * base0 + p2;
    const a3 = keep3 * base0 + p3;
    base0 = keep4 * base0 + p4;
    p1 = alpha * a1 + 0.0;
    p2 = keep * p1 + alpha * a2;
    p3 = keep * p2 + alpha * a3;
    p4 = keep * p3 + alpha * base0;
    const b1 = keep * base1 + p1;
    const b2 = keep2 * base1 + p2;
    const b3 = keep3 * base1 + p3;
    base1 = keep4 * base1 + p4;
    if (links == 2) {
      put(out, i, 2.0 * a1 - b1);
      put(out, i + 1, 2.0 * a2 - b2);
      put(out, i + 2, 2.0 * a3 - b3);
      put(out, i + 3, 2.0 * base0 - base1);
      continue;
    }
    p1 = alpha * b1 + 0.0;
    p2 = keep * p1 + alpha * b2;
    p3 = keep * p2 + alpha * b3;
    p4 = keep * p3 + alpha * base1;
    put(out, i, 3.0 * (a1 - b1) + (keep * base2 + p1));
    put(out, i + 1, 3.0 * (a2 - b2) + (keep2 * base2 + p2));
    put(out, i + 2, 3.0 * (a3 - b3) + (keep3 * base2 + p3));
    base2 = keep4 * base2 + p4;
    put(out, i + 3, 3.0 * (base0 - base1) + base2);
  }
  state.base0 = base0;
  state.base1 = base1;
  state.base2 = base2;
  return i;
}

@inline
function next(s: usize, links: u32, x: usize, out: usize, n: u32): void {
  const state = changetype<Nested>(s);
  let i: u32 = 0;
  for (; i < n && (state.seen < state.settled || state.phase != 0); i++)
    put(out, i, step(s, links, at(x, i)));
  const by = (<usize>i) << 3;
  i += groups(s, links, x + by, out + by, n - i);
  for (; i < n; i++) put(out, i, step(s, links, at(x, i)));
}

export function demaStart(s: usize, period: u32): void {
  start(s, 2, period);
}

/** Next n values of `x` to `out`. */
export function demaNext(s: usize, x: usize, out: usize, n: u32): void {
  next(s, 2, x, out, n);
}

export function temaStart(s: usize, period: u32): void {
  start(s, 3, period);
}

/** Next n values of `x` to `out`. */
export function temaNext(s: usize, x: usize, out: usize, n: u32): void {
  next(s, 3, x, out, n);
}

export function demaInit(s: usize, params: usize): void {
  demaStart(s, count(params, 0));
}

export function demaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  demaNext(s, column(inputs, 0), column(outputs, 0), n);
}

export function temaInit(s: usize, params: usize): void {
  temaStart(s, count(params, 0));
}

export function temaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  temaNext(s, column(inputs, 0), column(outputs, 0), n);
}
