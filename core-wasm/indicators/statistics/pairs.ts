// Two series over the last n bars: correlation, covariance, beta. Sums about shifts near the two
// means, renewed every n bars as in moments.ts.
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
import { place, seenAfter } from './window';

@unmanaged
class Pairs {
  seen: u32;
  period: u32;
  slot: u32;
  equalX: u32;
  equalY: u32;
  pad: u32;
  lastX: f64;
  lastY: f64;
  shiftX: f64;
  shiftY: f64;
  x: f64;
  y: f64;
  xx: f64;
  yy: f64;
  xy: f64;
  freshShiftX: f64;
  freshShiftY: f64;
  freshX: f64;
  freshY: f64;
  freshXX: f64;
  freshYY: f64;
  freshXY: f64;
}
/** Of pairs, 16 bytes each. */
@inline const RING: usize = 160;

@inline export const CORRELATION: u32 = 0;
@inline export const COVARIANCE: u32 = 1;
@inline export const SAMPLE_COVARIANCE: u32 = 2;
/** Slope of the second series on the first. */
@inline export const BETA: u32 = 3;

export function pairsSizeOf(period: u32): u32 {
  return <u32>RING + (period << 4);
}

export function pairsStart(s: usize, period: u32): void {
  changetype<Pairs>(s).period = period;
}

/** From n times the (co)variances; `isFlat`: a series has not changed in the window. */
@inline
function valueOf(which: u32, xx: f64, yy: f64, xy: f64, flatX: bool, flatY: bool, n: f64): f64 {
  if (which == COVARIANCE) return flatX || flatY ? 0 : xy / n;
  if (which == SAMPLE_COVARIANCE) return flatX || flatY ? 0 : xy / (n - 1.0);
  if (which == BETA) return flatX || xx <= 0 ? 0 : flatY ? 0 : xy / xx;
  const product = xx * yy;
  if (flatX || flatY || xx <= 0 || yy <= 0 || product <= 0) return 0;
  return max(-1.0, min(1.0, xy / sqrt(product)));
}

@inline
function pairsLoop(which: u32, s: usize, x: usize, y: usize, out: usize, n: u32): void {
  const state = changetype<Pairs>(s);
  const period = state.period;
  const size = <f64>period;
  const inverse = 1.0 / size;
  const ring = s + RING;
  if (state.seen == 0) {
    state.shiftX = load<f64>(x);
    state.freshShiftX = load<f64>(x);
    state.shiftY = load<f64>(y);
    state.freshShiftY = load<f64>(y);
  }
  const begin = barsBefore(period - 1, state.seen, n);
  let slot = state.slot;
  let equalX = state.equalX;
  let equalY = state.equalY;
  let lastX = state.lastX;
  let lastY = state.lastY;
  let shiftX = state.shiftX;
  let shiftY = state.shiftY;
  let sumX = state.x;
  let sumY = state.y;
  let xx = state.xx;
  let yy = state.yy;
  let xy = state.xy;
  let freshShiftX = state.freshShiftX;
  let freshShiftY = state.freshShiftY;
  let freshX = state.freshX;
  let freshY = state.freshY;
  let freshXX = state.freshXX;
  let freshYY = state.freshYY;
  let freshXY = state.freshXY;
  for (let i: u32 = 0; i < n; i++) {
    const a = load<f64>(place(x, i));
    const b = load<f64>(place(y, i));
    const at = ring + ((<usize>slot) << 4);
    store<f64>(at, a);
    store<f64>(at, b, 8);
    const dx = a - shiftX;
    const dy = b - shiftY;
    sumX += dx;
    sumY += dy;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
    const ex = a - freshShiftX;
    const ey = b - freshShiftY;
    freshX += ex;
    freshY += ey;
    freshXX += ex * ex;
    freshYY += ey * ey;
    freshXY += ex * ey;
    equalX = a == lastX ? equalX + 1 : 1;
    equalY = b == lastY ? equalY + 1 : 1;
    lastX = a;
    lastY = b;
    slot++;
    if (slot == period) {
      slot = 0;
      shiftX = freshShiftX;
      shiftY = freshShiftY;
      sumX = freshX;
      sumY = freshY;
      xx = freshXX;
      yy = freshYY;
      xy = freshXY;
      freshShiftX += sumX * inverse;
      freshShiftY += sumY * inverse;
      freshX = 0;
      freshY = 0;
      freshXX = 0;
      freshYY = 0;
      freshXY = 0;
    }
    if (i < begin) continue;
    const value = valueOf(
      which,
      xx - sumX * sumX * inverse,
      yy - sumY * sumY * inverse,
      xy - sumX * sumY * inverse,
      equalX >= period,
      equalY >= period,
      size,
    );
    store<f64>(place(out, i), value);
    const old = ring + ((<usize>slot) << 4);
    const ox = load<f64>(old) - shiftX;
    const oy = load<f64>(old, 8) - shiftY;
    sumX -= ox;
    sumY -= oy;
    xx -= ox * ox;
    yy -= oy * oy;
    xy -= ox * oy;
  }
  fillNotYet(out, begin);
  state.slot = slot;
  state.equalX = min(equalX, period);
  state.equalY = min(equalY, period);
  state.lastX = lastX;
  state.lastY = lastY;
  state.shiftX = shiftX;
  state.shiftY = shiftY;
  state.x = sumX;
  state.y = sumY;
  state.xx = xx;
  state.yy = yy;
  state.xy = xy;
  state.freshShiftX = freshShiftX;
  state.freshShiftY = freshShiftY;
  state.freshX = freshX;
  state.freshY = freshY;
  state.freshXX = freshXX;
  state.freshYY = freshYY;
  state.freshXY = freshXY;
  state.seen = seenAfter(state.seen, n);
}

export function pairsSize(params: usize): u32 {
  return pairsSizeOf(count(params, 0));
}

export function pairsInit(s: usize, params: usize): void {
  pairsStart(s, count(params, 0));
}

export function pairsRun(which: u32, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const y = column(inputs, 1);
  const out = column(outputs, 0);
  if (which == CORRELATION) pairsLoop(CORRELATION, s, x, y, out, n);
  else if (which == COVARIANCE) pairsLoop(COVARIANCE, s, x, y, out, n);
  else pairsLoop(SAMPLE_COVARIANCE, s, x, y, out, n);
}

// Beta is of returns from bar to bar: the two last prices stand before the state of the pairs.
@unmanaged
class Before {
  seen: u32;
  pad: u32;
  x: f64;
  y: f64;
}
@inline const PAIRS: usize = 32;

export function betaSize(params: usize): u32 {
  return <u32>PAIRS + pairsSizeOf(count(params, 0));
}

export function betaInit(s: usize, params: usize): void {
  pairsStart(s + PAIRS, count(params, 0));
}

@inline
function returnOf(price: f64, before: f64): f64 {
  return before == 0 ? 0 : (price - before) / before;
}

export function betaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Before>(s);
  const x = column(inputs, 0);
  const y = column(inputs, 1);
  const out = column(outputs, 0);
  const mark = workMark();
  const rx = workColumn();
  const ry = workColumn();
  let beforeX = state.x;
  let beforeY = state.y;
  const skip: u32 = state.seen == 0 ? 1 : 0;
  if (skip == 1) {
    store<f64>(out, NOT_YET);
    beforeX = load<f64>(x);
    beforeY = load<f64>(y);
  }
  for (let i = skip; i < n; i++) {
    const a = load<f64>(place(x, i));
    const b = load<f64>(place(y, i));
    store<f64>(place(rx, i), returnOf(a, beforeX));
    store<f64>(place(ry, i), returnOf(b, beforeY));
    beforeX = a;
    beforeY = b;
  }
  state.x = beforeX;
  state.y = beforeY;
  state.seen = 1;
  if (n > skip)
    pairsLoop(BETA, s + PAIRS, place(rx, skip), place(ry, skip), place(out, skip), n - skip);
  workRelease(mark);
}
