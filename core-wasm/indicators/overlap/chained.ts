// Averages made of chained exponential averages, each over the one before: T3 and that of TRIX.
// DEMA and TEMA: nested.ts.
import {
  barsBefore,
  column,
  count,
  factor,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { at, from, later, put } from './column';
import { emaNext, emaStart, SIZEOF_EMA } from './ema';

/** seen, period, number of averages, 4 weights of the last four; then the averages. */
@unmanaged
class Chain {
  seen: u32;
  period: u32;
  links: u32;
  pad: u32;
  /** Weights of the last average, the one before it, ... */
  w0: f64;
  w1: f64;
  w2: f64;
  w3: f64;
}
@inline const LINKS: usize = 48;

export function chainSizeOf(links: u32): u32 {
  return <u32>LINKS + links * SIZEOF_EMA;
}

function start(s: usize, links: u32, period: u32): Chain {
  const state = changetype<Chain>(s);
  state.period = period;
  state.links = links;
  for (let k: u32 = 0; k < links; k++)
    emaStart(s + LINKS + <usize>(k * SIZEOF_EMA), period, 2.0 / <f64>(period + 1));
  return state;
}

/** Next n values of the k-th average to `out`; `x` is the one before. */
@inline
function link(s: usize, k: u32, x: usize, out: usize, n: u32): void {
  const state = changetype<Chain>(s);
  const skip = barsBefore(k * (state.period - 1), state.seen, n);
  emaNext(s + LINKS + <usize>(k * SIZEOF_EMA), from(x, skip), from(out, skip), n - skip);
}

export function tripleStart(s: usize, period: u32): void {
  start(s, 3, period);
}

/** Next n values of the third of three averages. */
export function tripleNext(s: usize, x: usize, out: usize, n: u32): void {
  const mark = workMark();
  const second = workColumn();
  link(s, 0, x, out, n);
  link(s, 1, out, second, n);
  link(s, 2, second, out, n);
  const state = changetype<Chain>(s);
  state.seen = later(state.seen, n);
  workRelease(mark);
}

/** @param volume 0: the third average, 1: the most lively */
export function t3Start(s: usize, period: u32, volume: f64): void {
  const state = start(s, 6, period);
  const square = volume * volume;
  const cube = square * volume;
  state.w0 = -cube;
  state.w1 = 3.0 * (square + cube);
  state.w2 = -3.0 * (2.0 * square + volume + cube);
  state.w3 = 1.0 + 3.0 * volume + cube + 3.0 * square;
}

export function t3Next(s: usize, x: usize, out: usize, n: u32): void {
  const mark = workMark();
  const third = workColumn();
  const fourth = workColumn();
  const fifth = workColumn();
  link(s, 0, x, fourth, n);
  link(s, 1, fourth, fifth, n);
  link(s, 2, fifth, third, n);
  link(s, 3, third, fourth, n);
  link(s, 4, fourth, fifth, n);
  link(s, 5, fifth, out, n);
  const state = changetype<Chain>(s);
  const skip = barsBefore(6 * (state.period - 1), state.seen, n);
  const w0 = state.w0;
  const w1 = state.w1;
  const w2 = state.w2;
  const w3 = state.w3;
  for (let i = skip; i < n; i++)
    put(out, i, w0 * at(out, i) + w1 * at(fifth, i) + w2 * at(fourth, i) + w3 * at(third, i));
  fillNotYet(out, skip);
  state.seen = later(state.seen, n);
  workRelease(mark);
}

export function t3Size(_params: usize): u32 {
  return chainSizeOf(6);
}

export function t3Init(s: usize, params: usize): void {
  t3Start(s, count(params, 0), factor(params, 1));
}

export function t3Run(s: usize, inputs: usize, outputs: usize, n: u32): void {
  t3Next(s, column(inputs, 0), column(outputs, 0), n);
}
