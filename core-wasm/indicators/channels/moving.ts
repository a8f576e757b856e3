// Bands that move with what happened: fractal chaos bands, rate of change with bands.
import { column, count, factor } from '../kernel';
import { workColumn, workMark, workRelease } from '../kernel';
import { get, Parts, put, seenAfter, SIZEOF_PARTS } from '../averages/parts';
import {
  before,
  emaPlace,
  emaStage,
  lagPlace,
  lagStage,
  smaPlace,
  smaStage,
} from '../averages/stages';
import { fillNotYet, NOT_YET } from '../kernel';
import { fractalInit, fractalRun, fractalSize } from './ranges';

// Fractal chaos bands: the last fractals, as they are known. u, v: the bands; then the fractals.
export function chaosLayout(s: usize, params: usize): u32 {
  if (s != 0) {
    changetype<Parts>(s).u = NOT_YET;
    changetype<Parts>(s).v = NOT_YET;
    fractalInit(s + <usize>SIZEOF_PARTS, params);
  }
  return SIZEOF_PARTS + fractalSize(params);
}

export function chaosRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  fractalRun(s + <usize>SIZEOF_PARTS, inputs, outputs, n);
  for (let i: u32 = 0; i < n; i++) {
    const upper = get(column(outputs, 0), i);
    const lower = get(column(outputs, 1), i);
    if (!isNaN(upper)) state.u = upper;
    if (!isNaN(lower)) state.v = lower;
    put(column(outputs, 0), i, state.u);
    put(column(outputs, 1), i, state.v);
  }
}

// Rate of change with bands. Inner states 0: delay; 1: average; 2: mean of squares. p: delay.
export function rateBandsLayout(s: usize, params: usize): u32 {
  if (s != 0) {
    changetype<Parts>(s).p = count(params, 0);
    changetype<Parts>(s).u = factor(params, 3);
  }
  const top = emaPlace(s, 1, lagPlace(s, 0, SIZEOF_PARTS, count(params, 0)), count(params, 1));
  return smaPlace(s, 2, top, count(params, 2));
}

export function rateBandsRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Parts>(s);
  const x = column(inputs, 0);
  const rate = column(outputs, 0);
  const upper = column(outputs, 2);
  const lower = column(outputs, 3);
  const mark = workMark();
  const square = workColumn();
  const skip = before(s, state.p, n);
  lagStage(s, 0, 0, x, rate, n);
  for (let i: u32 = 0; i < n; i++) {
    const past = get(rate, i);
    const value = past == 0 ? 0 : (100.0 * (get(x, i) - past)) / past;
    put(rate, i, value);
    put(square, i, value * value);
  }
  fillNotYet(rate, skip);
  emaStage(s, 1, state.p, rate, column(outputs, 1), n);
  smaStage(s, 2, state.p, square, square, n);
  for (let i: u32 = 0; i < n; i++) {
    // A rolling sum of squares may end a little below 0.
    const reach = state.u * sqrt(max(0, get(square, i)));
    put(upper, i, reach);
    put(lower, i, -reach);
  }
  state.seen = seenAfter(state.seen, n);
  workRelease(mark);
}
