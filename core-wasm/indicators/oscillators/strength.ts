// Strength of rises against falls: Chande's momentum on plain sums, Connors RSI, relative momentum
// and volatility, derivative oscillator, QQE, Laguerre RSI, DeMarker, psychological line.
import { barsBefore, column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { fromPair, pair, workPairs } from '../overlap/column';
import { sumsNext, sumsSizeOf, sumsStart } from '../overlap/sums';
import { decayNext, decayStart, SIZEOF_DECAY } from '../momentum/decay';
import { rsiNext, rsiStart, SIZEOF_RSI } from '../momentum/rsi';
import { orderedHasGap, orderedRank, orderedSizeOf } from '../statistics/ordered';
import { orderedStart, orderedTake } from '../statistics/ordered';
import { differences, get, inner, lagNext, Parts } from '../averages/parts';
import { place, put, seenAfter, SIZEOF_PARTS } from '../averages/parts';
import {
  before,
  changeStage,
  emaPlace,
  emaStage,
  lagPlace,
  smaPlace,
  smaStage,
} from '../averages/stages';
import { momentsNext, momentsSizeOf, momentsStart } from '../channels/moments';

/** Sums of pairs over n bars from bar 1 on. p: period. */
function pairSumsLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  const end = place(s, 0, SIZEOF_PARTS, sumsSizeOf(period));
  if (s != 0) {
    changetype<Parts>(s).p = period;
    sumsStart(inner(s, 0), period);
  }
  return end;
}

export function cmoSumsLayout(s: usize, params: usize): u32 {
  return pairSumsLayout(s, params);
}

export function cmoSumsRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const pairs = workPairs();
  changeStage(s, s + offsetof<Parts>('u'), column(inputs, 0), out, n);
  for (let i: u32 = 0; i < n; i++) {
    const change = get(out, i);
    v128.store(fromPair(pairs, i), pair(change, abs(change)));
  }
  const first = before(s, 1, n);
  sumsNext(inner(s, 0), fromPair(pairs, first), fromPair(pairs, first), n - first);
  for (let i = first; i < n; i++) {
    const size = load<f64>(fromPair(pairs, i), 8);
    put(out, i, size <= 0 ? 0 : (100.0 * load<f64>(fromPair(pairs, i))) / size);
  }
  fillNotYet(out, before(s, state.p, n));
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

export function deMarkerLayout(s: usize, params: usize): u32 {
  return pairSumsLayout(s, params);
}

// u, v: high and low of the bar before.
export function deMarkerRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const out = column(outputs, 0);
  const mark = workMark();
  const pairs = workPairs();
  let lastHigh = state.u;
  let lastLow = state.v;
  for (let i: u32 = 0; i < n; i++) {
    const up = max(get(high, i) - lastHigh, 0);
    v128.store(fromPair(pairs, i), pair(up, max(lastLow - get(low, i), 0)));
    lastHigh = get(high, i);
    lastLow = get(low, i);
  }
  state.u = lastHigh;
  state.v = lastLow;
  const first = before(s, 1, n);
  sumsNext(inner(s, 0), fromPair(pairs, first), fromPair(pairs, first), n - first);
  for (let i = first; i < n; i++) {
    const up = load<f64>(fromPair(pairs, i));
    const all = up + load<f64>(fromPair(pairs, i), 8);
    put(out, i, all <= 0 ? 0.5 : up / all);
  }
  fillNotYet(out, before(s, state.p, n));
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

/** Psychological line: share of rising bars. */
export function psychologyLayout(s: usize, params: usize): u32 {
  return smaPlace(s, 0, SIZEOF_PARTS, count(params, 0));
}

export function psychologyRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  changeStage(s, s + offsetof<Parts>('u'), column(inputs, 0), out, n);
  for (let i: u32 = 0; i < n; i++) {
    const change = get(out, i);
    put(out, i, change > 0 ? 100.0 : change <= 0 ? 0 : change);
  }
  smaStage(s, 0, 1, out, out, n);
  state.seen = seenAfter(state.seen, n);
}

// Connors RSI. Inner states 0: RSI of the price; 1: RSI of the streak; 2: the last returns in
// order. p: first bar; q: returns in order; u: price before; v: streak.
export function connorsLayout(s: usize, params: usize): u32 {
  const ranked = count(params, 2);
  let top = place(s, 0, SIZEOF_PARTS, SIZEOF_RSI);
  top = place(s, 1, top, SIZEOF_RSI);
  if (s != 0) {
    const state = changetype<Parts>(s);
    state.p = max(max(count(params, 0), count(params, 1)), ranked + 1);
    state.q = ranked;
    rsiStart(inner(s, 0), count(params, 0));
    rsiStart(inner(s, 1), count(params, 1));
  }
  const end = place(s, 2, top, orderedSizeOf(ranked));
  if (s != 0) orderedStart(inner(s, 2), ranked, 0);
  return end;
}

export function connorsRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const streaks = column(outputs, 2);
  const ranks = column(outputs, 3);
  const skip = before(s, 1, n);
  const begin = before(s, state.q + 1, n);
  const per = 100.0 / <f64>state.q;
  let last = state.u;
  let streak = state.v;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(x, i);
    if (i >= skip) {
      if (now > last) streak = streak > 0 ? streak + 1.0 : 1.0;
      else if (now < last) streak = streak < 0 ? streak - 1.0 : -1.0;
      else streak = now == last ? 0 : NOT_YET;
      const change = last == 0 ? 0 : (now - last) / last;
      const rank = per * <f64>orderedRank(inner(s, 2), change, false);
      const isKnown = change == change && !orderedHasGap(inner(s, 2));
      if (i >= begin) put(ranks, i, isKnown ? rank : NOT_YET);
      orderedTake(inner(s, 2), change);
    }
    put(streaks, i, streak);
    last = now;
  }
  state.u = last;
  state.v = streak;
  fillNotYet(ranks, begin);
  const first = column(outputs, 1);
  rsiNext(inner(s, 0), x, first, n);
  rsiNext(inner(s, 1), streaks, streaks, n);
  for (let i: u32 = 0; i < n; i++)
    put(out, i, (get(first, i) + get(streaks, i) + get(ranks, i)) / 3.0);
  fillNotYet(out, before(s, state.p, n));
  state.seen = seenAfter(state.seen, n);
}

// Wilder's averages of rises and falls. Inner state 0: the averages; 1: delay or deviation.
function wilderPlace(s: usize, top: u32, period: u32): u32 {
  const end = place(s, 0, top, SIZEOF_DECAY);
  if (s != 0) decayStart(inner(s, 0), period, period);
  return end;
}

/** 100 rises / both from bar `begin` on, whose pairs (rise, fall) begin at bar `first`. */
function shares(
  s: usize,
  pairs: usize,
  out: usize,
  first: u32,
  begin: u32,
  n: u32,
  flat: f64,
): void {
  const skip = before(s, first, n);
  decayNext(inner(s, 0), fromPair(pairs, skip), fromPair(pairs, skip), n - skip);
  for (let i = skip; i < n; i++) {
    const up = load<f64>(fromPair(pairs, i));
    const all = up + load<f64>(fromPair(pairs, i), 8);
    put(out, i, all <= 0 ? flat : (100.0 * up) / all);
  }
  fillNotYet(out, before(s, begin, n));
}

/** Relative momentum. p: averages' period; q: momentum. */
export function relativeMomentumLayout(s: usize, params: usize): u32 {
  if (s != 0) {
    changetype<Parts>(s).p = count(params, 0);
    changetype<Parts>(s).q = count(params, 1);
  }
  return lagPlace(s, 1, wilderPlace(s, SIZEOF_PARTS, count(params, 0)), count(params, 1));
}

export function relativeMomentumRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const pairs = workPairs();
  lagNext(inner(s, 1), x, out, n);
  for (let i: u32 = 0; i < n; i++) {
    const change = get(x, i) - get(out, i);
    v128.store(fromPair(pairs, i), pair(max(change, 0), max(-change, 0)));
  }
  shares(s, pairs, out, state.q, state.p + state.q - 1, n, 0);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

/** Relative volatility: deviations of rising bars against all. p: averages' period; q: window. */
export function relativeVolatilityLayout(s: usize, params: usize): u32 {
  const window = count(params, 1);
  const top = wilderPlace(s, SIZEOF_PARTS, count(params, 0));
  const end = place(s, 1, top, momentsSizeOf(window));
  if (s != 0) {
    changetype<Parts>(s).p = count(params, 0);
    changetype<Parts>(s).q = window;
    momentsStart(inner(s, 1), window);
  }
  return end;
}

export function relativeVolatilityRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const pairs = workPairs();
  const variance = workColumn();
  momentsNext(inner(s, 1), x, out, variance, n);
  changeStage(s, s + offsetof<Parts>('u'), x, out, n);
  for (let i: u32 = 0; i < n; i++) {
    const change = get(out, i);
    const deviation = sqrt(get(variance, i));
    const same = change == change ? 0 : change;
    const value = pair(change > 0 ? deviation : same, change < 0 ? deviation : same);
    v128.store(fromPair(pairs, i), value);
  }
  shares(s, pairs, out, state.q - 1, state.q + state.p - 2, n, 50.0);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Derivative oscillator. Inner states 0: RSI; 1, 2: averages; 3: mean. p, q, r: first bars of the
// RSI and of its averages.
export function derivativeLayout(s: usize, params: usize): u32 {
  const top = place(s, 0, SIZEOF_PARTS, SIZEOF_RSI);
  if (s != 0) {
    const state = changetype<Parts>(s);
    rsiStart(inner(s, 0), count(params, 0));
    state.p = count(params, 0);
    state.q = state.p + count(params, 1) - 1;
    state.r = state.q + count(params, 2) - 1;
  }
  const end = emaPlace(s, 2, emaPlace(s, 1, top, count(params, 1)), count(params, 2));
  return smaPlace(s, 3, end, count(params, 3));
}

export function derivativeRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const mean = workColumn();
  rsiNext(inner(s, 0), column(inputs, 0), out, n);
  emaStage(s, 1, state.p, out, out, n);
  emaStage(s, 2, state.q, out, out, n);
  smaStage(s, 3, state.r, out, mean, n);
  differences(out, mean, out, n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// QQE: the smoothed RSI and a stop behind it. Inner states 0: RSI; 1: its average; 2, 3: averages
// of its moves. p: first bar of the smoothed RSI; q: of its averaged moves; r: side.
// u: smoothed RSI before; v, w: bands; x, y: bands before them; z: multiple.
export function qqeLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  const wilder = 2 * period - 1;
  const top = place(s, 0, SIZEOF_PARTS, SIZEOF_RSI);
  if (s != 0) {
    const state = changetype<Parts>(s);
    rsiStart(inner(s, 0), period);
    state.p = period + count(params, 1) - 1;
    state.q = state.p + wilder;
    state.z = factor(params, 2);
    state.v = NOT_YET;
    state.x = NOT_YET;
  }
  return emaPlace(s, 3, emaPlace(s, 2, emaPlace(s, 1, top, count(params, 1)), wilder), wilder);
}

@inline const UP: u32 = 1;

/** Whether the line passed the band since the bar before. */
@inline
function hasPassed(now: f64, last: f64, band: f64, bandBefore: f64): bool {
  return (now > band && last <= bandBefore) || (now < band && last >= bandBefore);
}

export function qqeRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const line = column(outputs, 0);
  const stop = column(outputs, 1);
  rsiNext(inner(s, 0), column(inputs, 0), line, n);
  emaStage(s, 1, barsOfRsi(s), line, line, n);
  let last = state.u;
  const moved = before(s, state.p + 1, n);
  const start = before(s, state.p, n);
  for (let i = start; i < n; i++) {
    put(stop, i, abs(get(line, i) - last));
    last = get(line, i);
  }
  fillNotYet(stop, moved);
  emaStage(s, 2, state.p + 1, stop, stop, n);
  emaStage(s, 3, state.q, stop, stop, n);
  const begin = before(s, state.q + (state.q - state.p - 1), n);
  last = begin > start ? get(line, begin - 1) : state.u;
  for (let i = begin; i < n; i++) {
    const now = get(line, i);
    const reach = get(stop, i) * state.z;
    const long = state.v;
    const short = state.w;
    let newLong = now - reach;
    let newShort = now + reach;
    if (isNaN(long)) state.r = UP;
    else {
      if (last > long && now > long) newLong = max(long, newLong);
      if (last < short && now < short) newShort = min(short, newShort);
      if (!isNaN(state.x)) {
        if (hasPassed(now, last, short, state.y)) state.r = UP;
        else if (hasPassed(now, last, long, state.x)) state.r = 0;
      }
    }
    state.x = long;
    state.y = short;
    state.v = newLong;
    state.w = newShort;
    put(stop, i, state.r == UP ? newLong : newShort);
    last = now;
  }
  state.u = n > start ? get(line, n - 1) : state.u;
  fillNotYet(line, begin);
  fillNotYet(stop, begin);
  state.seen = seenAfter(state.seen, n);
}

/** First bar of QQE's inner RSI. */
@inline
function barsOfRsi(s: usize): u32 {
  // p is the RSI's period and the smoothing less 1; q - p is twice the RSI's period less 1.
  const state = changetype<Parts>(s);
  return (state.q - state.p + 1) / 2;
}

// Laguerre RSI: rises against falls along four lagging filters. u: gamma; v to y: the filters.
export function laguerreLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).u = factor(params, 0);
  return SIZEOF_PARTS;
}

export function laguerreRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const keep = state.u;
  let l0 = state.v;
  let l1 = state.w;
  let l2 = state.x;
  let l3 = state.y;
  for (let i: u32 = 0; i < n; i++) {
    const k0 = (1.0 - keep) * get(x, i) + keep * l0;
    const k1 = l0 - keep * k0 + keep * l1;
    const k2 = l1 - keep * k1 + keep * l2;
    l3 = l2 - keep * k2 + keep * l3;
    l0 = k0;
    l1 = k1;
    l2 = k2;
    const signed = l0 - l3;
    const size = abs(l0 - l1) + abs(l1 - l2) + abs(l2 - l3);
    put(out, i, size == 0 ? 0 : 0.5 + (0.5 * signed) / size);
  }
  state.v = l0;
  state.w = l1;
  state.x = l2;
  state.y = l3;
  fillNotYet(out, barsBefore(3, state.seen, n));
  state.seen = min(state.seen + n, 3);
}
