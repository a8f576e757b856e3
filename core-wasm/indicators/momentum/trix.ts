// TRIX: change of a triple exponential average in a bar, in percent.
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { at, later, put } from '../overlap/column';
import { chainSizeOf, tripleNext, tripleStart } from '../overlap/chained';

@unmanaged
class Trix {
  seen: u32;
  begin: u32;
  last: f64;
}
@inline const CHAIN: usize = 16;

export function trixSize(_params: usize): u32 {
  return <u32>CHAIN + chainSizeOf(3);
}

export function trixInit(s: usize, params: usize): void {
  changetype<Trix>(s).begin = 3 * (count(params, 0) - 1) + 1;
  tripleStart(s + CHAIN, count(params, 0));
}

export function trixRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Trix>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const average = workColumn();
  tripleNext(s + CHAIN, column(inputs, 0), average, n);
  const skip = barsBefore(state.begin, state.seen, n);
  let last = skip > 0 ? at(average, skip - 1) : state.last;
  for (let i = skip; i < n; i++) {
    const value = at(average, i);
    put(out, i, last != 0 ? (100.0 * (value - last)) / last : 0);
    last = value;
  }
  fillNotYet(out, skip);
  state.last = at(average, n - 1);
  state.seen = later(state.seen, n);
  workRelease(mark);
}
