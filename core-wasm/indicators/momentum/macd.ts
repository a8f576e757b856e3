// MACD and MACDFIX: the fast and the slow average are two lanes, the signal goes over their
// difference in the same pass. Bars go in groups of four as in overlap/ema.ts, and the groups of
// all three begin at the same bars, the signal's first one being shorter where its seed ends
// within one.
import { column, count, NOT_YET, workColumn, workMark, workRelease } from '../kernel';
import { at, from, pair, put } from '../overlap/column';

@unmanaged
class Macd {
  /** Bars taken, up to `settled`. */
  seen: u32;
  /** Bars of the current group. */
  phase: u32;
  fast: u32;
  slow: u32;
  signal: u32;
  /** First bar of the signal, and the bars until a group begins after it. */
  begin: u32;
  settled: u32;
  pad: u32;
  /** Lanes: fast, slow. What a new value counts, and what an older one keeps in 1 to 4 bars. */
  alpha: v128;
  keep: v128;
  keep2: v128;
  keep3: v128;
  keep4: v128;
  /** The averages before the group; while they are seeded, sums. */
  base: v128;
  /** What the bars of the group add. */
  partial: v128;
  /** The same of the signal. */
  signalAlpha: f64;
  signalBase: f64;
  signalPartial: f64;
  /** What the signal's base keeps, until it is settled. */
  signalKept: f64;
  signalKeep: f64;
  signalKeep2: f64;
  signalKeep3: f64;
  signalKeep4: f64;
}
@inline const SIZEOF_MACD: u32 = 208;

function start(s: usize, fast: u32, slow: u32, signal: u32, alpha: v128): void {
  const state = changetype<Macd>(s);
  state.fast = fast;
  state.slow = slow;
  state.signal = signal;
  state.begin = slow + signal - 2;
  state.settled = slow + ((signal + 2) & ~3);
  const keep = f64x2.sub(f64x2.splat(1), alpha);
  state.alpha = alpha;
  state.keep = keep;
  state.keep2 = f64x2.mul(keep, keep);
  state.keep3 = f64x2.mul(state.keep2, keep);
  state.keep4 = f64x2.mul(state.keep3, keep);
  state.signalAlpha = alphaOf(signal);
  const signalKeep = 1.0 - state.signalAlpha;
  state.signalKeep = signalKeep;
  state.signalKeep2 = signalKeep * signalKeep;
  state.signalKeep3 = state.signalKeep2 * signalKeep;
  state.signalKeep4 = state.signalKeep3 * signalKeep;
}

@inline
function alphaOf(period: u32): f64 {
  return 2.0 / <f64>(period + 1);
}

export function macdSize(_params: usize): u32 {
  return SIZEOF_MACD;
}

export function macdInit(s: usize, params: usize): void {
  const fast = min(count(params, 0), count(params, 1));
  const slow = max(count(params, 0), count(params, 1));
  start(s, fast, slow, count(params, 2), pair(alphaOf(fast), alphaOf(slow)));
}

export function macdfixInit(s: usize, params: usize): void {
  start(s, 12, 26, count(params, 0), pair(0.15, 0.075));
}

/** Fast less slow average. */
@inline
function difference(averages: v128): f64 {
  return f64x2.extract_lane(averages, 0) - f64x2.extract_lane(averages, 1);
}

/** Both averages after one more value; moves on in the group. */
@inline
function averagesStep(s: usize, phase: u32, x: f64): v128 {
  const state = changetype<Macd>(s);
  const kept = v128.load(s + ((<usize>phase) << 4), offsetof<Macd>('keep'));
  const added = f64x2.mul(state.alpha, f64x2.splat(x));
  const partial = f64x2.add(f64x2.mul(state.keep, state.partial), added);
  const value = f64x2.add(f64x2.mul(kept, state.base), partial);
  if (phase == 3) {
    state.base = value;
    state.partial = f64x2.splat(0);
    state.phase = 0;
  } else {
    state.partial = partial;
    state.phase = phase + 1;
  }
  return value;
}

@inline
function emit(out: usize, line: f64, signal: f64): f64 {
  store<f64>(out, line);
  store<f64>(out, signal, 8);
  store<f64>(out, line - signal, 16);
  return line;
}

/** The signal after one more value, before it is settled. */
function unsettledSignal(state: Macd, seen: u32, phase: u32, line: f64): f64 {
  if (seen <= state.begin) {
    const sum = state.signalBase + line;
    const isWhole = seen == state.begin;
    state.signalBase = isWhole ? sum / <f64>state.signal : sum;
    state.signalKept = 1.0;
    return isWhole ? state.signalBase : NOT_YET;
  }
  const partial = state.signalKeep * state.signalPartial + state.signalAlpha * line;
  const kept = state.signalKept * state.signalKeep;
  const value = kept * state.signalBase + partial;
  const isLast = phase == 3;
  if (isLast) state.signalBase = value;
  state.signalPartial = isLast ? 0 : partial;
  state.signalKept = isLast ? 1.0 : kept;
  return value;
}

function unsettledStep(s: usize, out: usize, x: f64): f64 {
  const state = changetype<Macd>(s);
  const seen = state.seen;
  const slow = state.slow;
  const phase = state.phase;
  state.seen = seen + 1;
  let averages: v128;
  if (seen < slow) {
    // The fast average begins later, so that both have their first value together.
    averages = f64x2.add(state.base, pair(seen >= slow - state.fast ? x : 0, x));
    if (seen == slow - 1) averages = f64x2.div(averages, pair(<f64>state.fast, <f64>slow));
    state.base = averages;
    if (seen < slow - 1) return emit(out, NOT_YET, NOT_YET);
  } else averages = averagesStep(s, phase, x);
  const line = difference(averages);
  const signal = unsettledSignal(state, seen, phase, line);
  return emit(out, seen < state.begin ? NOT_YET : line, signal);
}

/** The next value alone, as macdRun: the three outputs to `out`; gives the first. */
@inline
export function macdStep(s: usize, out: usize, x: f64): f64 {
  const state = changetype<Macd>(s);
  if (state.seen < state.settled) return unsettledStep(s, out, x);
  const phase = state.phase;
  const line = difference(averagesStep(s, phase, x));
  const kept = load<f64>(s + ((<usize>phase) << 3), offsetof<Macd>('signalKeep'));
  const partial = state.signalKeep * state.signalPartial + state.signalAlpha * line;
  const signal = kept * state.signalBase + partial;
  if (phase == 3) {
    state.signalBase = signal;
    state.signalPartial = 0;
  } else state.signalPartial = partial;
  return emit(out, line, signal);
}

/** Whole groups of bars; gives how many bars. */
function groups(s: usize, x: usize, line: usize, signal: usize, hist: usize, n: u32): u32 {
  const state = changetype<Macd>(s);
  const alpha = state.alpha;
  const keep = state.keep;
  const keep2 = state.keep2;
  const keep3 = state.keep3;
  const keep4 = state.keep4;
  const alphaS = state.signalAlpha;
  const keepS = state.signalKeep;
  const keepS2 = state.signalKeep2;
  const keepS3 = state.signalKeep3;
  const keepS4 = state.signalKeep4;
  let base = state.base;
  let baseS = state.signalBase;
  let i: u32 = 0;
  for (; i + 4 <= n; i += 4) {
    // A single update adds to a partial sum of 0, which turns -0 into 0.
    const x1 = v128.load64_splat(from(x, i));
    const p1 = f64x2.add(f64x2.mul(alpha, x1), f64x2.splat(0));
    const x2 = v128.load64_splat(from(x, i), 8);
    const p2 = f64x2.add(f64x2.mul(keep, p1), f64x2.mul(alpha, x2));
    const x3 = v128.load64_splat(from(x, i), 16);
    const p3 = f64x2.add(f64x2.mul(keep, p2), f64x2.mul(alpha, x3));
    const x4 = v128.load64_splat(from(x, i), 24);
    const p4 = f64x2.add(f64x2.mul(keep, p3), f64x2.mul(alpha, x4));
    const a1 = f64x2.add(f64x2.mul(keep, base), p1);
    const a2 = f64x2.add(f64x2.mul(keep2, base), p2);
    const a3 = f64x2.add(f64x2.mul(keep3, base), p3);
    base = f64x2.add(f64x2.mul(keep4, base), p4);
    const l12 = f64x2.sub(v128.shuffle<f64>(a1, a2, 0, 2), v128.shuffle<f64>(a1, a2, 1, 3));
    const l34 = f64x2.sub(v128.shuffle<f64>(a3, base, 0, 2), v128.shuffle<f64>(a3, base, 1, 3));
    v128.store(from(line, i), l12);
    v128.store(from(line, i), l34, 16);
    const q1 = alphaS * f64x2.extract_lane(l12, 0) + 0.0;
    const q2 = keepS * q1 + alphaS * f64x2.extract_lane(l12, 1);
    const q3 = keepS * q2 + alphaS * f64x2.extract_lane(l34, 0);
    const q4 = keepS * q3 + alphaS * f64x2.extract_lane(l34, 1);
    const s12 = pair(keepS * baseS + q1, keepS2 * baseS + q2);
    const s3 = keepS3 * baseS + q3;
    baseS = keepS4 * baseS + q4;
    const s34 = pair(s3, baseS);
    v128.store(from(signal, i), s12);
    v128.store(from(signal, i), s34, 16);
    v128.store(from(hist, i), f64x2.sub(l12, s12));
    v128.store(from(hist, i), f64x2.sub(l34, s34), 16);
  }
  state.base = base;
  state.signalBase = baseS;
  return i;
}

export function macdRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Macd>(s);
  const x = column(inputs, 0);
  const line = column(outputs, 0);
  const signal = column(outputs, 1);
  const hist = column(outputs, 2);
  const mark = workMark();
  const cells = workColumn();
  let i: u32 = 0;
  while (i < n) {
    if (state.phase == 0 && state.seen >= state.settled && i + 4 <= n) {
      i += groups(s, from(x, i), from(line, i), from(signal, i), from(hist, i), n - i);
      continue;
    }
    put(line, i, macdStep(s, cells, at(x, i)));
    put(signal, i, load<f64>(cells, 8));
    put(hist, i, load<f64>(cells, 16));
    i++;
  }
  workRelease(mark);
}
