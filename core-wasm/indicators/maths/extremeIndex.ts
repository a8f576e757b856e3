// Which bar of the last n has the largest or smallest value. As in TA-Lib an equal newcomer takes
// over, but when the bar has left the window the oldest of the equals is taken. Blocks as in
// extremes.ts, so that no window is scanned again.
import { barsBefore, column, count, fillNotYet } from '../kernel';

@unmanaged
class ExtremeIndex {
  period: u32;
  slot: u32;
  /** Number of the next bar. */
  bar: u32;
  /** Bar of the extreme; all ones before the first. */
  best: u32;
  /** Bar of the largest of this block, the oldest of equals. */
  runningBar: u32;
  isMin: u32;
  value: f64;
  running: f64;
}
@inline const RING: usize = 48;

export function extremeIndexSizeOf(period: u32): u32 {
  return (<u32>RING + 12 * (period + 1) + 15) & ~15;
}

export function extremeIndexStart(s: usize, period: u32, isMin: bool): void {
  const state = changetype<ExtremeIndex>(s);
  state.period = period;
  state.best = u32.MAX_VALUE;
  state.isMin = isMin ? 1 : 0;
  state.running = -Infinity;
  store<f64>(s + RING + ((<usize>period) << 3), -Infinity);
}

/** From each place of a closed block to its end: the largest, and its oldest bar. */
function closeBlock(ring: usize, bars: usize, period: u32): void {
  for (let j = <usize>period - 1; j > 0; j--) {
    const next = load<f64>(ring + (j << 3), 8);
    if (load<f64>(ring + (j << 3)) < next) {
      store<f64>(ring + (j << 3), next);
      store<u32>(bars + (j << 2), load<u32>(bars + (j << 2), 4));
    }
  }
}

/** Next n values of `x`: the bar of the extreme of each window to `out`. */
export function extremeIndexNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<ExtremeIndex>(s);
  const period = state.period;
  const sign: f64 = state.isMin == 1 ? -1.0 : 1.0;
  const ring = s + RING;
  const bars = ring + ((<usize>(period + 1)) << 3);
  const skip = barsBefore(period - 1, state.bar, n);
  let slot = state.slot;
  let bar = state.bar;
  let best = state.best;
  let runningBar = state.runningBar;
  let value = state.value;
  let running = state.running;
  for (let i: u32 = 0; i < n; i++) {
    const now = sign * load<f64>(x + ((<usize>i) << 3));
    store<f64>(ring + ((<usize>slot) << 3), now);
    store<u32>(bars + ((<usize>slot) << 2), bar);
    if (now > running) {
      running = now;
      runningBar = bar;
    }
    if (i >= skip) {
      if (bar - best >= period) {
        const rest = load<f64>(ring + ((<usize>slot) << 3), 8);
        const isRest = rest >= running;
        value = isRest ? rest : running;
        best = isRest ? load<u32>(bars + ((<usize>slot) << 2), 4) : runningBar;
      } else if (now >= value) {
        value = now;
        best = bar;
      }
      store<f64>(out + ((<usize>i) << 3), <f64>best);
    }
    bar++;
    slot++;
    if (slot == period) {
      closeBlock(ring, bars, period);
      slot = 0;
      running = -Infinity;
    }
  }
  fillNotYet(out, skip);
  state.slot = slot;
  state.bar = bar;
  state.best = best;
  state.runningBar = runningBar;
  state.value = value;
  state.running = running;
}

export function indexSize(params: usize): u32 {
  return extremeIndexSizeOf(count(params, 0));
}

export function maxIndexInit(s: usize, params: usize): void {
  extremeIndexStart(s, count(params, 0), false);
}

export function minIndexInit(s: usize, params: usize): void {
  extremeIndexStart(s, count(params, 0), true);
}

export function indexRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  extremeIndexNext(s, column(inputs, 0), column(outputs, 0), n);
}

export function minMaxIndexSize(params: usize): u32 {
  return 2 * extremeIndexSizeOf(count(params, 0));
}

export function minMaxIndexInit(s: usize, params: usize): void {
  const period = count(params, 0);
  extremeIndexStart(s, period, true);
  extremeIndexStart(s + extremeIndexSizeOf(period), period, false);
}

export function minMaxIndexRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  extremeIndexNext(s, column(inputs, 0), column(outputs, 0), n);
  extremeIndexNext(
    s + extremeIndexSizeOf(changetype<ExtremeIndex>(s).period),
    column(inputs, 0),
    column(outputs, 1),
    n,
  );
}
