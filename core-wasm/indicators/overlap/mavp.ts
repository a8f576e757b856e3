// Moving average whose period is given for each bar.
//
// Simple averages come from running sums of blocks of the longest period: a window is the
// difference of two of them, or lies over the end of the block before. Of the other types, the
// averages of all periods run beside each other.
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { aligned, at, from, fromPair, later, pair, put } from './column';
import { maBegin, maNext, maSizeOf, maStart } from './ma';

@unmanaged
class Mavp {
  seen: u32;
  shortest: u32;
  longest: u32;
  type: u32;
  begin: u32;
  /** Simple averages: bars of this block. */
  slot: u32;
  /** Sum of this block so far, and of the whole block before; what rounding took from both. */
  sum: f64;
  before: f64;
  rest: f64;
  restBefore: f64;
}
/** Pairs of sum and rest. */
@inline const RING: usize = 64;

export function mavpSize(params: usize): u32 {
  const shortest = count(params, 0);
  const longest = count(params, 1);
  const type = count(params, 2);
  if (type == 0) return <u32>RING + (longest << 4);
  let bytes = <u32>RING;
  for (let p = shortest; p <= longest; p++) bytes += aligned(maSizeOf(type, p));
  return bytes;
}

export function mavpInit(s: usize, params: usize): void {
  const state = changetype<Mavp>(s);
  state.shortest = count(params, 0);
  state.longest = count(params, 1);
  state.type = count(params, 2);
  state.begin = maBegin(state.type, state.longest);
  if (state.type == 0) return;
  let inner = s + RING;
  for (let p = state.shortest; p <= state.longest; p++) {
    maStart(inner, state.type, p);
    inner += aligned(maSizeOf(state.type, p));
  }
}

/** The period of a bar, within the limits. */
@inline
function periodOf(state: Mavp, periods: usize, i: u32): u32 {
  const wanted = at(periods, i);
  if (!(wanted > <f64>state.shortest)) return state.shortest;
  return wanted >= <f64>state.longest ? state.longest : <u32>wanted;
}

function simple(s: usize, x: usize, periods: usize, out: usize, n: u32): void {
  const state = changetype<Mavp>(s);
  const ring = s + RING;
  const longest = state.longest;
  let slot = state.slot;
  let sum = state.sum;
  let before = state.before;
  let rest = state.rest;
  let restBefore = state.restBefore;
  for (let i: u32 = 0; i < n; i++) {
    const period = periodOf(state, periods, i);
    const value = at(x, i);
    const more = sum + value;
    // The rounding of this addition (D. Knuth): small windows are differences of large sums.
    const part = more - sum;
    rest += sum - (more - part) + (value - part);
    sum = more;
    const taken = slot + 1;
    let window = sum;
    let small = rest;
    if (period < taken) {
      const old = fromPair(ring, slot - period);
      window -= load<f64>(old);
      small -= load<f64>(old, 8);
    } else if (period > taken) {
      const old = fromPair(ring, longest - 1 - (period - taken));
      window += before - load<f64>(old);
      small += restBefore - load<f64>(old, 8);
    }
    v128.store(fromPair(ring, slot), pair(sum, rest));
    put(out, i, (window + small) / <f64>period);
    slot = taken;
    if (slot == longest) {
      slot = 0;
      before = sum;
      restBefore = rest;
      sum = 0;
      rest = 0;
    }
  }
  state.slot = slot;
  state.sum = sum;
  state.before = before;
  state.rest = rest;
  state.restBefore = restBefore;
}

function each(s: usize, x: usize, periods: usize, out: usize, n: u32): void {
  const state = changetype<Mavp>(s);
  const mark = workMark();
  const values = workColumn();
  let inner = s + RING;
  for (let p = state.shortest; p <= state.longest; p++) {
    // Each begins so late that its first value is the first of all.
    const skip = barsBefore(state.begin - maBegin(state.type, p), state.seen, n);
    fillNotYet(values, skip);
    if (skip < n) maNext(inner, from(x, skip), from(values, skip), n - skip);
    for (let i: u32 = 0; i < n; i++)
      if (periodOf(state, periods, i) == p) put(out, i, at(values, i));
    inner += aligned(maSizeOf(state.type, p));
  }
  workRelease(mark);
}

export function mavpRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Mavp>(s);
  const out = column(outputs, 0);
  if (state.type == 0) simple(s, column(inputs, 0), column(inputs, 1), out, n);
  else each(s, column(inputs, 0), column(inputs, 1), out, n);
  fillNotYet(out, barsBefore(state.begin, state.seen, n));
  state.seen = later(state.seen, n);
}
