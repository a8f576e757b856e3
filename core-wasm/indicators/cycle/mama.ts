// MESA adaptive moving average: as fast as the phase of the dominant cycle moves. Its follower
// (FAMA) takes half of each step.
import { atan } from '../../math/transcendental';
import {
  barsBefore,
  column,
  factor,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { at, later, put } from '../overlap/column';
import { DEGREES, Hilbert, hilbertStart, hilbertStep, SIZEOF_HILBERT } from './hilbert';

@unmanaged
class Mama {
  seen: u32;
  pad: u32;
  fast: f64;
  slow: f64;
  phase: f64;
  line: f64;
  follower: f64;
}
@inline const HILBERT: usize = 48;
@inline export const SIZEOF_MAMA: u32 = <u32>HILBERT + SIZEOF_HILBERT;
@inline const BEGIN: u32 = 32;
@inline const START: u32 = 12;

export function mamaStart(s: usize, fast: f64, slow: f64): void {
  const state = changetype<Mama>(s);
  state.fast = fast;
  state.slow = slow;
  hilbertStart(s + HILBERT, START);
}

/** Next n values of `x`: the average and its follower. */
function mamaNext(s: usize, x: usize, line: usize, follower: usize, n: u32): void {
  const state = changetype<Mama>(s);
  const h = changetype<Hilbert>(s + HILBERT);
  for (let i: u32 = 0; i < n; i++) {
    const price = at(x, i);
    if (!hilbertStep(s + HILBERT, price)) continue;
    const phase = h.inPhase == 0 ? 0 : atan(h.quadrature / h.inPhase) * DEGREES;
    const moved = state.phase - phase;
    state.phase = phase;
    const alpha = moved > 1.0 ? max(state.fast / moved, state.slow) : state.fast;
    state.line = alpha * price + (1.0 - alpha) * state.line;
    const half = 0.5 * alpha;
    state.follower = half * state.line + (1.0 - half) * state.follower;
    put(line, i, state.line);
    put(follower, i, state.follower);
  }
  const skip = barsBefore(BEGIN, state.seen, n);
  fillNotYet(line, skip);
  fillNotYet(follower, skip);
  state.seen = later(state.seen, n);
}

/** The average alone. */
export function mamaLineNext(s: usize, x: usize, out: usize, n: u32): void {
  const mark = workMark();
  mamaNext(s, x, out, workColumn(), n);
  workRelease(mark);
}

export function mamaSize(_params: usize): u32 {
  return SIZEOF_MAMA;
}

export function mamaInit(s: usize, params: usize): void {
  mamaStart(s, factor(params, 0), factor(params, 1));
}

export function mamaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  mamaNext(s, column(inputs, 0), column(outputs, 0), column(outputs, 1), n);
}
