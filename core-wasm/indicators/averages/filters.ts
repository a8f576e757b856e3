// Filters: Hull's and Legoux' averages, VIDYA over deviations, fractal average, Ehlers' smoother,
// recursive trend, decays of a peak, delay.
import { cos, exp, log } from '../../math/transcendental';
import { column, count, factor, fillNotYet } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { momentsNext, momentsSizeOf, momentsStart } from '../channels/moments';
import {
  alphaOf,
  from,
  get,
  inner,
  lagNext,
  Parts,
  place,
  put,
  seenAfter,
  SIZEOF_PARTS,
} from './parts';
import { before, edgesPlace, edgesStage, lagPlace, wmaPlace, wmaStage } from './stages';

// Hull: WMA of sqrt n bars over 2 WMA(n / 2) - WMA(n). p: first bar of the longer average.
export function hmaLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  const top = wmaPlace(s, 1, wmaPlace(s, 0, SIZEOF_PARTS, max(1, period / 2)), period);
  if (s != 0) changetype<Parts>(s).p = period - 1;
  return wmaPlace(s, 2, top, <u32>sqrt(<f64>period));
}

export function hmaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const long = workColumn();
  wmaStage(s, 0, 0, x, out, n);
  wmaStage(s, 1, 0, x, long, n);
  for (let i: u32 = 0; i < n; i++) put(out, i, 2.0 * get(out, i) - get(long, i));
  wmaStage(s, 2, state.p, out, out, n);
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Legoux: a bell of weights, O(n) a bar. Inner states 0: weights; 1: the ring, twice in a row, so
// that each window lies in one piece. p: period; q: slot.
export function almaLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  const end = place(s, 1, place(s, 0, SIZEOF_PARTS, period << 3), period << 4);
  if (s != 0) {
    changetype<Parts>(s).p = period;
    const peak = factor(params, 1) * <f64>(period - 1);
    const spread = <f64>period / factor(params, 2);
    let whole: f64 = 0;
    for (let k: u32 = 0; k < period; k++) {
      const far = (<f64>k - peak) / spread;
      const weight = exp(-0.5 * far * far);
      whole += weight;
      put(inner(s, 0), k, weight);
    }
    for (let k: u32 = 0; k < period; k++) put(inner(s, 0), k, get(inner(s, 0), k) / whole);
  }
  return end;
}

export function almaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const weights = inner(s, 0);
  const ring = inner(s, 1);
  const period = state.p;
  let slot = state.q;
  for (let i: u32 = 0; i < n; i++) {
    const value = get(x, i);
    put(ring, slot, value);
    put(ring, slot + period, value);
    slot = slot + 1 == period ? 0 : slot + 1;
    const window = from(ring, slot);
    let even = f64x2.splat(0);
    let k: u32 = 0;
    for (; k + 2 <= period; k += 2)
      even = f64x2.add(even, f64x2.mul(v128.load(from(weights, k)), v128.load(from(window, k))));
    let sum = f64x2.extract_lane(even, 0) + f64x2.extract_lane(even, 1);
    if (k < period) sum += get(weights, k) * get(window, k);
    put(out, i, sum);
  }
  fillNotYet(out, before(s, period - 1, n));
  state.q = slot;
  state.seen = seenAfter(state.seen, n);
}

// VIDYA: as fast as the short deviation is large against the long one. Inner states 0, 1: moments.
// p: first bar; u: alpha; v: the average.
export function vidyaLayout(s: usize, params: usize): u32 {
  const end = place(
    s,
    1,
    place(s, 0, SIZEOF_PARTS, momentsSizeOf(count(params, 0))),
    momentsSizeOf(count(params, 1)),
  );
  if (s != 0) {
    momentsStart(inner(s, 0), count(params, 0));
    momentsStart(inner(s, 1), count(params, 1));
    changetype<Parts>(s).p = count(params, 1) - 2;
    changetype<Parts>(s).u = factor(params, 2);
  }
  return end;
}

export function vidyaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const short = workColumn();
  const long = workColumn();
  const mean = workColumn();
  momentsNext(inner(s, 0), x, mean, short, n);
  momentsNext(inner(s, 1), x, mean, long, n);
  const skip = before(s, state.p, n);
  let value = state.v;
  for (let i = skip; i < n; i++) {
    const now = get(x, i);
    const wide = get(long, i);
    if (state.seen + i == state.p) value = now;
    else if (!(wide <= 0)) value += state.u * sqrt(get(short, i) / wide) * (now - value);
    put(out, i, value);
  }
  fillNotYet(out, skip);
  state.v = value;
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Fractal average. Inner states 0, 1: extremes of half the window; 2, 3: of all; 4, 5: those of
// the older half. p: period; v: the average.
@inline const LN2: f64 = 0.69314718055994530942;

export function framaLayout(s: usize, params: usize): u32 {
  const period = count(params, 0);
  const half = period / 2;
  if (s != 0) changetype<Parts>(s).p = period;
  const top = edgesPlace(s, 2, edgesPlace(s, 0, SIZEOF_PARTS, half), period);
  return lagPlace(s, 5, lagPlace(s, 4, top, half), half);
}

export function framaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const mark = workMark();
  const high = workColumn();
  const low = workColumn();
  const allHigh = workColumn();
  const allLow = workColumn();
  const oldHigh = workColumn();
  const oldLow = workColumn();
  edgesStage(s, 0, 0, x, x, high, low, n);
  edgesStage(s, 2, 0, x, x, allHigh, allLow, n);
  lagNext(inner(s, 4), high, oldHigh, n);
  lagNext(inner(s, 5), low, oldLow, n);
  const half = <f64>(state.p / 2);
  const skip = before(s, state.p - 1, n);
  let value = state.v;
  for (let i = skip; i < n; i++) {
    const now = get(x, i);
    if (state.seen + i == state.p - 1) value = now;
    else {
      const newer = (get(high, i) - get(low, i)) / half;
      const older = (get(oldHigh, i) - get(oldLow, i)) / half;
      const all = (get(allHigh, i) - get(allLow, i)) / (2.0 * half);
      const isFlat = newer == 0 || older == 0;
      const dimension = isFlat ? 1.0 : (log(newer + older) - log(all)) / LN2;
      const alpha = min(max(exp(-4.6 * (dimension - 1.0)), 0.01), 1.0);
      value += alpha * (now - value);
    }
    put(out, i, value);
  }
  fillNotYet(out, skip);
  state.v = value;
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}

// Ehlers' smoother: two poles. p: period; u, v: weights; w: value before; x, y: outputs before.
@inline const SQRT2_PI: f64 = 4.44288293815836624702;

export function smootherLayout(s: usize, params: usize): u32 {
  if (s != 0) {
    const state = changetype<Parts>(s);
    state.p = count(params, 0);
    const angle = SQRT2_PI / <f64>state.p;
    const decay = exp(-angle);
    state.u = 2.0 * decay * cos(angle);
    state.v = -decay * decay;
  }
  return SIZEOF_PARTS;
}

export function smootherRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const one = state.u;
  const two = state.v;
  const part = 0.5 * (1.0 - one - two);
  let last = state.w;
  let a = state.x;
  let b = state.y;
  const first = before(s, 2, n);
  for (let i: u32 = 0; i < n; i++) {
    const now = get(x, i);
    const value = i < first ? now : part * (now + last) + one * a + two * b;
    b = a;
    a = value;
    last = now;
    put(out, i, value);
  }
  state.w = last;
  state.x = a;
  state.y = b;
  fillNotYet(out, before(s, state.p - 1, n));
  state.seen = seenAfter(state.seen, n);
}

// Recursive moving trend average. p: period; u: keep; v: bottom; w: the average.
export function recursiveTrendLayout(s: usize, params: usize): u32 {
  if (s != 0) {
    changetype<Parts>(s).p = count(params, 0);
    changetype<Parts>(s).u = 1.0 - alphaOf(count(params, 0));
  }
  return SIZEOF_PARTS;
}

export function recursiveTrendRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const keep = state.u;
  let bottom = state.v;
  let value = state.w;
  for (let i: u32 = 0; i < n; i++) {
    const now = get(x, i);
    if (state.seen + i == 0) {
      bottom = now;
      value = now;
    } else {
      const next = keep * bottom + now;
      value = keep * value + (1.0 - keep) * (now + next - bottom);
      bottom = next;
    }
    put(out, i, value);
  }
  state.v = bottom;
  state.w = value;
  state.seen = seenAfter(state.seen, n);
}

// Decays of a peak: by a constant step or a constant part, to not below the input. u: step; v: the
// value; p: whether by a part.
export function linearDecayLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).u = 1.0 / factor(params, 0);
  return SIZEOF_PARTS;
}

export function exponentialDecayLayout(s: usize, params: usize): u32 {
  if (s != 0) changetype<Parts>(s).u = 1.0 - 1.0 / factor(params, 0);
  return SIZEOF_PARTS;
}

@inline
function decays(s: usize, inputs: usize, outputs: usize, n: u32, isPart: bool): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const step = state.u;
  let value = state.seen == 0 ? get(x, 0) : state.v;
  for (let i: u32 = 0; i < n; i++) {
    value = max(get(x, i), isPart ? value * step : value - step);
    put(out, i, value);
  }
  state.v = value;
  state.seen = 1;
}

export function linearDecayRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  decays(s, inputs, outputs, n, false);
}

export function exponentialDecayRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  decays(s, inputs, outputs, n, true);
}

export function delayLayout(s: usize, params: usize): u32 {
  return lagPlace(s, 0, SIZEOF_PARTS, count(params, 0));
}

export function delayRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  lagNext(inner(s, 0), column(inputs, 0), column(outputs, 0), n);
}
