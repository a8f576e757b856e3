// Cycles and bars against bars: sine wave, vigor, swing index, range expansion, rank correlation,
// DV's intermediate oscillator.
import { atan, cos, sin } from '../../math/transcendental';
import { column, count, factor, fillNotYet, NOT_YET } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { from, get, inner, Parts, place, put, seenAfter, SIZEOF_PARTS } from '../averages/parts';
import { nextRenewal, slotOf } from '../overlap/renewal';
import { before, changeStage, smaPlace, smaStage, sumPlace, sumStage } from '../averages/stages';
import {
  orderedHasGap,
  orderedRank,
  orderedSizeOf,
  orderedStart,
  orderedTake,
} from '../statistics/ordered';

@inline const PI: f64 = 3.14159265358979323846;
/** What is left of a real part of 0, of the value. */
@inline const UPRIGHT: f64 = 1e-9;
@inline const QUARTER_ROOT: f64 = 0.7071067811865475244;

// Sine wave: phase of the window's first harmonic, kept as one complex sum that turns with each
// bar. After the parts: the ring. p: period; q: slot; u, v: the sum; w, x: the fresh one, which
// takes over when the ring is full; y, z: the turn; r: slot before which the sum is renewed.
export function sineWaveLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  if (s != 0) {
    const state = changetype<Parts>(s);
    state.p = period;
    state.r = period;
    state.y = cos((2.0 * PI) / <f64>period);
    state.z = sin((2.0 * PI) / <f64>period);
  }
  return place(s, 0, SIZEOF_PARTS, period << 3);
}

export function sineWaveRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const sine = column(outputs, 0);
  const lead = column(outputs, 1);
  const ring = inner(s, 0);
  const turnRe = state.y;
  const turnIm = state.z;
  let re = state.u;
  let im = state.v;
  let freshRe = state.w;
  let freshIm = state.x;
  let slot = state.q;
  for (let i: u32 = 0; i < n; i++) {
    const value = get(x, i);
    const turned = turnRe * re - turnIm * im;
    im = turnIm * re + turnRe * im;
    re = turned + (value - get(ring, slot));
    const fresh = turnRe * freshRe - turnIm * freshIm;
    freshIm = turnIm * freshRe + turnRe * freshIm;
    freshRe = fresh + value;
    put(ring, slot, value);
    slot++;
    if (slot == state.r) {
      if (slot < state.p) {
        re = 0;
        im = 0;
        for (let k: u32 = 0; k < state.p; k++) {
          const place = slot + k < state.p ? slot + k : slot + k - state.p;
          const before = turnRe * re - turnIm * im;
          im = turnIm * re + turnRe * im;
          re = before + get(ring, place);
        }
      } else {
        slot = 0;
        re = freshRe;
        im = freshIm;
        freshRe = 0;
        freshIm = 0;
      }
      state.r = slotOf(ring, nextRenewal(ring, from(ring, slot), from(ring, state.p)));
    }
    // A limit in parts of the price: coins of 1e-8 have cycles too.
    let phase = abs(re) > UPRIGHT * abs(value) ? atan(im / re) : im < 0 ? -PI : PI;
    if (re < 0) phase += PI;
    if (re != re) phase = re;
    const wave = sin(phase + 0.5 * PI);
    put(sine, i, wave);
    put(lead, i, QUARTER_ROOT * (wave + cos(phase + 0.5 * PI)));
  }
  state.u = re;
  state.v = im;
  state.w = freshRe;
  state.x = freshIm;
  state.q = slot;
  const skip = before(s, state.p, n);
  fillNotYet(sine, skip);
  fillNotYet(lead, skip);
  state.seen = seenAfter(state.seen, n);
}

/** (x + 2 x1 + 2 x2 + x3) / 6, with the three values before kept at `cells`; `out` may be `x`. */
function symmetric(cells: usize, x: usize, out: usize, n: u32): void {
  let a = load<f64>(cells);
  let b = load<f64>(cells, 8);
  let c = load<f64>(cells, 16);
  for (let i: u32 = 0; i < n; i++) {
    const value = get(x, i);
    put(out, i, (value + 2.0 * a + 2.0 * b + c) / 6.0);
    c = b;
    b = a;
    a = value;
  }
  store<f64>(cells, a);
  store<f64>(cells, b, 8);
  store<f64>(cells, c, 16);
}

// Relative vigor. Inner states 0, 1: sums; 2: nine values before. p: period.
export function vigorLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  if (s != 0) changetype<Parts>(s).p = period;
  return place(s, 2, sumPlace(s, 1, sumPlace(s, 0, SIZEOF_PARTS, period), period), 72);
}

export function vigorRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const vigor = column(outputs, 0);
  const signal = column(outputs, 1);
  const cells = inner(s, 2);
  const mark = workMark();
  const range = workColumn();
  for (let i: u32 = 0; i < n; i++) {
    put(vigor, i, get(column(inputs, 3), i) - get(column(inputs, 0), i));
    put(range, i, get(column(inputs, 1), i) - get(column(inputs, 2), i));
  }
  symmetric(cells, vigor, vigor, n);
  symmetric(cells + 24, range, range, n);
  sumStage(s, 0, 3, vigor, vigor, n);
  sumStage(s, 1, 3, range, range, n);
  const begin = state.p + 2;
  const skip = before(s, begin, n);
  for (let i = skip; i < n; i++) {
    // 0 / 0 is the NaN that is meant, and all that a signal can be of it for three bars.
    put(vigor, i, get(vigor, i) / get(range, i));
  }
  const at = (<usize>skip) << 3;
  symmetric(cells + 48, vigor + at, signal + at, n - skip);
  fillNotYet(signal, before(s, begin + 3, n));
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Wilder's swing index and its sum. u: limit move; v, w: open and close before; x: sum.
export function swingLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).u = factor(params, 0);
  return SIZEOF_PARTS;
}

export function swingRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const swing = column(outputs, 0);
  const total = column(outputs, 1);
  const skip = before(s, 1, n);
  let lastOpen = state.v;
  let lastClose = state.w;
  let sum = state.x;
  for (let i: u32 = 0; i < n; i++) {
    const open = get(column(inputs, 0), i);
    const high = get(column(inputs, 1), i);
    const low = get(column(inputs, 2), i);
    const close = get(column(inputs, 3), i);
    if (i >= skip) {
      const up = abs(high - lastClose);
      const down = abs(low - lastClose);
      const range = abs(high - low);
      const body = lastClose - lastOpen;
      let whole = 0.25 * abs(body);
      if (up >= down && up >= range) whole += up - 0.5 * down;
      else if (down >= range) whole += down - 0.5 * up;
      else whole += range;
      const move = close - lastClose + 0.5 * (close - open) + 0.25 * body;
      const value = whole == 0 ? 0 : 50.0 * (move / whole) * (max(up, down) / state.u);
      sum += value;
      put(swing, i, value);
      put(total, i, sum);
    }
    lastOpen = open;
    lastClose = close;
  }
  fillNotYet(swing, skip);
  fillNotYet(total, skip);
  state.v = lastOpen;
  state.w = lastClose;
  state.x = sum;
  state.seen = seenAfter(state.seen, n);
}

// Range expansion. Inner states 0, 1: sums; 2: rings of eight highs, lows and closes. p: period;
// q: slot of the next bar.
export function rangeExpansionLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  if (s != 0) changetype<Parts>(s).p = period;
  return place(s, 2, sumPlace(s, 1, sumPlace(s, 0, SIZEOF_PARTS, period), period), 3 * 64);
}

/** The value of `bars` bars before slot `slot` of a ring of eight, 1 to 8. */
@inline
function past(ring: usize, slot: u32, bars: u32): f64 {
  return get(ring, (slot - bars) & 7);
}

export function rangeExpansionRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const out = column(outputs, 0);
  const highs = inner(s, 2);
  const lows = highs + 64;
  const closes = highs + 128;
  const mark = workMark();
  const size = workColumn();
  let slot = state.q;
  for (let i: u32 = 0; i < n; i++) {
    const high = get(column(inputs, 0), i);
    const low = get(column(inputs, 1), i);
    const highMove = high - past(highs, slot, 2);
    const lowMove = low - past(lows, slot, 2);
    const older = past(closes, slot, 7);
    const oldest = past(closes, slot, 8);
    const isWeak =
      past(highs, slot, 2) < min(older, oldest) &&
      high < min(past(highs, slot, 5), past(highs, slot, 6));
    const isStrong =
      past(lows, slot, 2) > max(older, oldest) &&
      low > max(past(lows, slot, 5), past(lows, slot, 6));
    put(out, i, isWeak || isStrong ? 0 : highMove + lowMove);
    put(size, i, abs(highMove) + abs(lowMove));
    put(highs, slot, high);
    put(lows, slot, low);
    put(closes, slot, get(column(inputs, 2), i));
    slot = (slot + 1) & 7;
  }
  state.q = slot;
  sumStage(s, 0, 8, out, out, n);
  sumStage(s, 1, 8, size, size, n);
  for (let i: u32 = 0; i < n; i++) {
    const whole = get(size, i);
    put(out, i, whole == 0 ? 0 : (100.0 * get(out, i)) / whole);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Rank correlation: O(n) a bar. After the parts: values, then for each how many others are higher
// and how many equal, as u32 pairs. p: period; q: slot of the oldest.
export function rankCorrelationLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  if (s != 0) changetype<Parts>(s).p = period;
  return place(s, 1, place(s, 0, SIZEOF_PARTS, period << 3), period << 3);
}

/** Adds `by` to the counts of those in slots [0, bars) that `value` is above or equal to. */
function recount(values: usize, counts: usize, bars: u32, value: f64, by: u32): void {
  for (let k: u32 = 0; k < bars; k++) {
    const cell = counts + ((<usize>k) << 3);
    const other = get(values, k);
    if (value > other) store<u32>(cell, load<u32>(cell) + by);
    else if (value == other) store<u32>(cell, load<u32>(cell, 4) + by, 4);
  }
}

export function rankCorrelationRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const values = inner(s, 0);
  const counts = inner(s, 1);
  const period = state.p;
  const size = <f64>period;
  const scale = 600.0 / (size * (size * size - 1.0));
  const skip = before(s, period - 1, n);
  let bars = min(state.seen, period);
  let slot = state.q;
  for (let i: u32 = 0; i < n; i++) {
    const value = get(x, i);
    if (bars == period) recount(values, counts, bars, get(values, slot), -1);
    else bars++;
    // The newest is counted anew against all others, and they against it.
    const cell = counts + ((<usize>slot) << 3);
    let higher: u32 = 0;
    let equal: u32 = 0;
    for (let k: u32 = 0; k < bars; k++) {
      if (k == slot) continue;
      const other = get(values, k);
      if (other > value) higher++;
      else if (other == value) equal++;
    }
    put(values, slot, value);
    recount(values, counts, bars, value, 1);
    store<u32>(cell, higher);
    store<u32>(cell, equal + 1, 4);
    slot = slot + 1 == period ? 0 : slot + 1;
    if (i < skip) continue;
    let distance: f64 = 0;
    for (let k: u32 = 0, at = slot; k < period; k++) {
      const count = counts + ((<usize>at) << 3);
      const rank = <f64>load<u32>(count) + 0.5 * <f64>(load<u32>(count, 4) + 1);
      const far = size - <f64>k - rank;
      distance += far * far;
      at = at + 1 == period ? 0 : at + 1;
    }
    put(out, i, 100.0 - scale * distance);
  }
  fillNotYet(out, skip);
  state.q = slot;
  state.seen = seenAfter(state.seen, n);
}

// DV's intermediate oscillator. Inner states 0: mean of three; 1, 2, 3: means of the magnitude;
// 4, 5: sums of the signs; 6: their mean; 7, 8: magnitudes and stretches in order. p: bars ranked.
@inline const SMOOTH: u32 = 3;
@inline const SHORT_MAGNITUDE: u32 = 5;
@inline const LONG: u32 = 100;
@inline const SHORT_STRETCH: u32 = 10;
@inline const STRETCH_MEAN: u32 = 2;

export function dviLayout(s: usize, params: usize): u32 {
  const ranked = count(params, 0);
  let top = smaPlace(s, 1, smaPlace(s, 0, SIZEOF_PARTS, SMOOTH), SHORT_MAGNITUDE);
  top = smaPlace(s, 3, smaPlace(s, 2, top, LONG), SHORT_MAGNITUDE);
  top = sumPlace(s, 5, sumPlace(s, 4, top, SHORT_STRETCH), LONG);
  top = smaPlace(s, 6, top, STRETCH_MEAN);
  const bytes = orderedSizeOf(ranked);
  const end = place(s, 8, place(s, 7, top, bytes), bytes);
  if (s != 0) {
    changetype<Parts>(s).p = ranked;
    orderedStart(inner(s, 7), ranked, 0);
    orderedStart(inner(s, 8), ranked, 0);
  }
  return end;
}

/** Share of the last values, this one among them, that are not above it; from bar `begin` on. */
function ranks(s: usize, k: usize, begin: u32, x: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const skip = before(s, begin, n);
  const first = before(s, begin + state.p - 1, n);
  const size = <f64>state.p;
  for (let i = skip; i < n; i++) {
    const value = get(x, i);
    orderedTake(inner(s, k), value);
    const rank = <f64>orderedRank(inner(s, k), value, true) / size;
    if (i >= first) put(x, i, orderedHasGap(inner(s, k)) ? NOT_YET : rank);
  }
  fillNotYet(x, first);
}

export function dviRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const magnitude = column(outputs, 1);
  const stretch = column(outputs, 2);
  const mark = workMark();
  const long = workColumn();
  smaStage(s, 0, 0, x, magnitude, n);
  for (let i: u32 = 0; i < n; i++) {
    const mean = get(magnitude, i);
    put(magnitude, i, mean == 0 ? 0 : get(x, i) / mean - 1.0);
  }
  smaStage(s, 2, SMOOTH - 1, magnitude, long, n);
  smaStage(s, 1, SMOOTH - 1, magnitude, magnitude, n);
  for (let i: u32 = 0; i < n; i++)
    put(magnitude, i, 0.5 * (get(magnitude, i) + 0.1 * get(long, i)));
  smaStage(s, 3, SMOOTH + LONG - 2, magnitude, magnitude, n);
  ranks(s, 7, SMOOTH + LONG + SHORT_MAGNITUDE - 3, magnitude, n);
  changeStage(s, s + offsetof<Parts>('u'), x, stretch, n);
  for (let i: u32 = 0; i < n; i++) {
    const change = get(stretch, i);
    put(stretch, i, change > 0 ? 1.0 : change <= 0 ? -1.0 : change);
  }
  sumStage(s, 5, 1, stretch, long, n);
  sumStage(s, 4, 1, stretch, stretch, n);
  // Only its order counts: whole numbers keep equal ones equal.
  for (let i: u32 = 0; i < n; i++) put(stretch, i, 10.0 * get(stretch, i) + get(long, i));
  smaStage(s, 6, LONG, stretch, stretch, n);
  ranks(s, 8, LONG + STRETCH_MEAN - 1, stretch, n);
  for (let i: u32 = 0; i < n; i++) put(out, i, 0.8 * get(magnitude, i) + 0.2 * get(stretch, i));
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}
