// Triangular moving average: a simple average of a simple average.
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { aligned, from, later } from './column';
import { smaNext, smaSizeOf, smaStart } from './sma';

@unmanaged
class Trima {
  seen: u32;
  /** Of the first average; the second takes as many bars or one less. */
  first: u32;
  /** Offset of the second average. */
  second: u32;
  pad: u32;
}
@inline const FIRST: usize = 16;

// Weights rise and fall again over n bars: n odd, twice the middle; n even, two in the middle.
@inline
function firstPeriod(period: u32): u32 {
  return (period >> 1) + 1;
}

@inline
function secondPeriod(period: u32): u32 {
  return (period + 1) >> 1;
}

export function trimaSizeOf(period: u32): u32 {
  return <u32>FIRST + aligned(smaSizeOf(firstPeriod(period))) + smaSizeOf(secondPeriod(period));
}

export function trimaStart(s: usize, period: u32): void {
  const state = changetype<Trima>(s);
  state.first = firstPeriod(period);
  state.second = <u32>FIRST + aligned(smaSizeOf(state.first));
  smaStart(s + FIRST, state.first);
  smaStart(s + state.second, secondPeriod(period));
}

export function trimaNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Trima>(s);
  const mark = workMark();
  const inner = workColumn();
  smaNext(s + FIRST, x, inner, n);
  const skip = barsBefore(state.first - 1, state.seen, n);
  fillNotYet(out, skip);
  smaNext(s + state.second, from(inner, skip), from(out, skip), n - skip);
  state.seen = later(state.seen, n);
  workRelease(mark);
}

export function trimaSize(params: usize): u32 {
  return trimaSizeOf(count(params, 0));
}

export function trimaInit(s: usize, params: usize): void {
  trimaStart(s, count(params, 0));
}

export function trimaRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  trimaNext(s, column(inputs, 0), column(outputs, 0), n);
}
