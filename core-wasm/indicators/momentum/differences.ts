// Differences of two averages of any type: MACDEXT, APO, PPO. MACD itself: macd.ts.
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { aligned, at, from, later, put } from '../overlap/column';
import { maBegin, maNext, maSizeOf, maStart } from '../overlap/ma';

@unmanaged
class Difference {
  seen: u32;
  /** Bars that each average lets pass, so that both have their first value together. */
  fastLate: u32;
  slowLate: u32;
  /** First bar of the difference, and of the signal. */
  line: u32;
  begin: u32;
  /** Offsets of the slow average and of the signal. */
  slow: u32;
  signal: u32;
  pad: u32;
}
@inline const FAST: usize = 32;

/** From the averages in `line` (fast) and `hist` (slow) on. */
@inline
function difference(line: usize, hist: usize, skip: u32, n: u32): void {
  for (let i = skip; i < n; i++) put(line, i, at(line, i) - at(hist, i));
}

function finish(state: Difference, line: usize, signal: usize, hist: usize, n: u32): void {
  const skip = barsBefore(state.begin, state.seen, n);
  for (let i = skip; i < n; i++) put(hist, i, at(line, i) - at(signal, i));
  fillNotYet(line, skip);
  fillNotYet(signal, skip);
  fillNotYet(hist, skip);
  state.seen = later(state.seen, n);
}

export function macdextSize(params: usize): u32 {
  return (
    <u32>FAST +
    aligned(maSizeOf(count(params, 1), count(params, 0))) +
    aligned(maSizeOf(count(params, 3), count(params, 2))) +
    maSizeOf(count(params, 5), count(params, 4))
  );
}

export function macdextInit(s: usize, params: usize): void {
  const state = changetype<Difference>(s);
  const isSwapped = count(params, 0) > count(params, 2);
  const f = isSwapped ? 2 : 0;
  const fast = count(params, f);
  const fastType = count(params, f + 1);
  const slow = count(params, 2 - f);
  const slowType = count(params, 3 - f);
  const fastBegin = maBegin(fastType, fast);
  const slowBegin = maBegin(slowType, slow);
  state.line = max(fastBegin, slowBegin);
  state.fastLate = state.line - fastBegin;
  state.slowLate = state.line - slowBegin;
  state.begin = state.line + maBegin(count(params, 5), count(params, 4));
  state.slow = <u32>FAST + aligned(maSizeOf(fastType, fast));
  state.signal = state.slow + aligned(maSizeOf(slowType, slow));
  maStart(s + FAST, fastType, fast);
  maStart(s + state.slow, slowType, slow);
  maStart(s + state.signal, count(params, 5), count(params, 4));
}

/** An average over the bars from `late` on. */
@inline
function lateNext(s: usize, late: u32, x: usize, out: usize, n: u32): void {
  if (late < n) maNext(s, from(x, late), from(out, late), n - late);
}

export function macdextRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Difference>(s);
  const x = column(inputs, 0);
  const line = column(outputs, 0);
  const signal = column(outputs, 1);
  const hist = column(outputs, 2);
  lateNext(s + FAST, barsBefore(state.fastLate, state.seen, n), x, line, n);
  lateNext(s + state.slow, barsBefore(state.slowLate, state.seen, n), x, hist, n);
  const skip = barsBefore(state.line, state.seen, n);
  difference(line, hist, skip, n);
  lateNext(s + state.signal, skip, line, signal, n);
  finish(state, line, signal, hist, n);
}

export function apoSize(params: usize): u32 {
  const type = count(params, 2);
  return <u32>FAST + aligned(maSizeOf(type, count(params, 0))) + maSizeOf(type, count(params, 1));
}

export function apoInit(s: usize, params: usize): void {
  const state = changetype<Difference>(s);
  const fast = min(count(params, 0), count(params, 1));
  const slow = max(count(params, 0), count(params, 1));
  const type = count(params, 2);
  state.line = max(maBegin(type, slow), maBegin(type, fast));
  state.slow = <u32>FAST + aligned(maSizeOf(type, fast));
  maStart(s + FAST, type, fast);
  maStart(s + state.slow, type, slow);
}

export function apoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Difference>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const slow = workColumn();
  maNext(s + FAST, column(inputs, 0), out, n);
  maNext(s + state.slow, column(inputs, 0), slow, n);
  const skip = barsBefore(state.line, state.seen, n);
  difference(out, slow, skip, n);
  fillNotYet(out, skip);
  state.seen = later(state.seen, n);
  workRelease(mark);
}

export function ppoRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Difference>(s);
  const out = column(outputs, 0);
  const mark = workMark();
  const slow = workColumn();
  maNext(s + FAST, column(inputs, 0), out, n);
  maNext(s + state.slow, column(inputs, 0), slow, n);
  const skip = barsBefore(state.line, state.seen, n);
  let i = skip;
  for (; i + 2 <= n; i += 2) {
    const old = v128.load(from(slow, i));
    const above = f64x2.mul(f64x2.splat(100), f64x2.sub(v128.load(from(out, i)), old));
    const isThere = f64x2.ne(old, f64x2.splat(0));
    v128.store(from(out, i), v128.and(f64x2.div(above, old), isThere));
  }
  if (i < n) {
    const old = at(slow, i);
    put(out, i, old != 0 ? (100.0 * (at(out, i) - old)) / old : 0);
  }
  fillNotYet(out, skip);
  state.seen = later(state.seen, n);
  workRelease(mark);
}
