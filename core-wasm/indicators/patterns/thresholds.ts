// Rolling thresholds of the candle settings: factor times the mean of a measure over the `period`
// candles before a candle, or of the candle itself where the period is 0. Sums are plain sums of
// the measures; they are renewed every `period` candles, as in ../overlap/sma.ts.
import { factor } from '../kernel';
import { COLUMN, HISTORY } from './candles';

/** What is measured: see src/indicators/catalogue/pattern-spec.ts. */
@inline const BODY: u32 = 0;
@inline const RANGE: u32 = 1;

@unmanaged
class Threshold {
  measure: u32;
  period: u32;
  /** Slot that the next candle takes. */
  slot: u32;
  pad: u32;
  factor: f64;
  /** Of the last `period` measures. */
  total: f64;
  /** Of the measures since slot 0 was taken last. */
  fresh: f64;
}
@inline const TAIL: usize = 40;
@inline const RING: usize = TAIL + ((<usize>HISTORY) << 3);

/** `params` is the place of measure, period and factor. */
export function thresholdSize(params: usize): u32 {
  return <u32>RING + ((<u32>factor(params, 1)) << 3);
}

export function thresholdInit(s: usize, params: usize): void {
  const state = changetype<Threshold>(s);
  state.measure = <u32>factor(params, 0);
  state.period = <u32>factor(params, 1);
  // Two shadows make one sum: half of it is meant.
  state.factor = factor(params, 2) * (state.measure > RANGE ? 0.5 : 1);
}

@inline
function measureOf(measure: u32, w: usize): f64 {
  const first = w + ((<usize>HISTORY) << 3);
  const open = load<f64>(first);
  const high = load<f64>(first + COLUMN);
  const low = load<f64>(first + 2 * COLUMN);
  const close = load<f64>(first + 3 * COLUMN);
  if (measure == BODY) return abs(close - open);
  if (measure == RANGE) return high - low;
  return high - max(close, open) + (min(close, open) - low);
}

/** Thresholds of n candles at `w` into the setting's column. Returns where the state ends. */
export function thresholdNext(s: usize, w: usize, out: usize, n: u32): usize {
  const state = changetype<Threshold>(s);
  const measure = state.measure;
  const period = state.period;
  const by = state.factor;
  loadTail(s + TAIL, out);
  const first = out + ((<usize>HISTORY) << 3);
  if (period == 0) {
    for (let i: usize = 0; i < <usize>n; i++)
      store<f64>(first + (i << 3), by * measureOf(measure, w + (i << 3)));
  } else {
    const count = <f64>period;
    const ring = s + RING;
    let slot = state.slot;
    let total = state.total;
    let fresh = state.fresh;
    for (let i: usize = 0; i < <usize>n; i++) {
      store<f64>(first + (i << 3), by * (total / count));
      const at = ring + ((<usize>slot) << 3);
      const value = measureOf(measure, w + (i << 3));
      total += value - load<f64>(at);
      fresh += value;
      store<f64>(at, value);
      slot++;
      if (slot == period) {
        slot = 0;
        total = fresh;
        fresh = 0;
      }
    }
    state.slot = slot;
    state.total = total;
    state.fresh = fresh;
  }
  storeTail(s + TAIL, out, n);
  return s + RING + ((<usize>period) << 3);
}

/** The last candles of the block before come before this one. */
@inline
export function loadTail(tail: usize, column: usize): void {
  v128.store(column, v128.load(tail));
  v128.store(column + 16, v128.load(tail + 16));
}

@inline
export function storeTail(tail: usize, column: usize, n: u32): void {
  const from = column + ((<usize>n) << 3);
  v128.store(tail, v128.load(from));
  v128.store(tail + 16, v128.load(from + 16));
}
