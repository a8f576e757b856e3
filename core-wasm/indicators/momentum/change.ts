// Change against the bar of n bars ago: MOM, ROC, ROCP, ROCR, ROCR100.
import { barsBefore, column, count, fillNotYet, NOT_YET } from '../kernel';
import { at, from, later, put } from '../overlap/column';
import { lagNext, lagSizeOf, lagStart, lagStep } from '../overlap/lag';

@unmanaged
class Change {
  seen: u32;
  period: u32;
}
@inline const LAG: usize = 16;

export function changeSize(params: usize): u32 {
  return <u32>LAG + lagSizeOf(count(params, 0));
}

export function changeInit(s: usize, params: usize): void {
  changetype<Change>(s).period = count(params, 0);
  lagStart(s + LAG, count(params, 0));
}

/** Old values to `old`; gives how many bars have none. */
@inline
function before(s: usize, x: usize, old: usize, n: u32): u32 {
  const state = changetype<Change>(s);
  lagNext(s + LAG, x, old, n);
  const skip = barsBefore(state.period, state.seen, n);
  state.seen = later(state.seen, n);
  return skip;
}

export function momRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const skip = before(s, x, out, n);
  let i = skip;
  for (; i + 2 <= n; i += 2)
    v128.store(from(out, i), f64x2.sub(v128.load(from(x, i)), v128.load(from(out, i))));
  if (i < n) put(out, i, at(x, i) - at(out, i));
  fillNotYet(out, skip);
}

/** scale * (x / old - less), 0 where old is 0. */
@inline
function ratio(s: usize, inputs: usize, outputs: usize, n: u32, less: f64, scale: f64): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  const skip = before(s, x, out, n);
  let i = skip;
  for (; i + 2 <= n; i += 2) {
    const old = v128.load(from(out, i));
    const part = f64x2.sub(f64x2.div(v128.load(from(x, i)), old), f64x2.splat(less));
    const value = f64x2.mul(part, f64x2.splat(scale));
    v128.store(from(out, i), v128.and(value, f64x2.ne(old, f64x2.splat(0))));
  }
  if (i < n) {
    const old = at(out, i);
    put(out, i, old != 0 ? (at(x, i) / old - less) * scale : 0);
  }
  fillNotYet(out, skip);
}

export function rocRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  ratio(s, inputs, outputs, n, 1.0, 100.0);
}

/** The next value alone, as rocRun. */
@inline
export function rocStep(s: usize, value: f64): f64 {
  const state = changetype<Change>(s);
  const old = lagStep(s + LAG, value);
  const seen = state.seen;
  if (seen < state.period) {
    state.seen = seen + 1;
    return NOT_YET;
  }
  return old != 0 ? (value / old - 1.0) * 100.0 : 0;
}

export function rocpRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  ratio(s, inputs, outputs, n, 1.0, 1.0);
}

export function rocrRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  ratio(s, inputs, outputs, n, 0.0, 1.0);
}

export function rocr100Run(s: usize, inputs: usize, outputs: usize, n: u32): void {
  ratio(s, inputs, outputs, n, 0.0, 100.0);
}
