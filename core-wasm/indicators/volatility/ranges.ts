// What becomes of bars' ranges: Chaikin's volatility, the mass index, choppiness.
import { log10 } from '../../math/transcendental';
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  NOT_YET,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { extremeSizeOf, extremeStart, largestNext, smallestNext } from '../maths/extremes';
import { sumNext, sumSizeOf, sumStart } from '../maths/sum';
import { place, seenAfter } from '../statistics/window';

@unmanaged
class ChaikinVolatility {
  seen: u32;
  period: u32;
  slot: u32;
  pad: u32;
  value: f64;
  alpha: f64;
}
/** Of the averages of the last `period` bars. */
@inline const RING: usize = 32;

export function chaikinVolatilitySize(params: usize): u32 {
  return <u32>RING + (count(params, 0) << 3);
}

export function chaikinVolatilityInit(s: usize, params: usize): void {
  const state = changetype<ChaikinVolatility>(s);
  state.period = count(params, 0);
  state.alpha = 2.0 / <f64>(state.period + 1);
}

export function chaikinVolatilityRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<ChaikinVolatility>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const out = column(outputs, 0);
  const period = state.period;
  const alpha = state.alpha;
  const begin = barsBefore(2 * period - 1, state.seen, n);
  let slot = state.slot;
  let value = state.seen == 0 ? load<f64>(high) - load<f64>(low) : state.value;
  for (let i: u32 = 0; i < n; i++) {
    value += alpha * (load<f64>(place(high, i)) - load<f64>(place(low, i)) - value);
    const at = place(s + RING, slot);
    const old = load<f64>(at);
    store<f64>(at, value);
    slot = slot + 1 == period ? 0 : slot + 1;
    store<f64>(place(out, i), old == 0 ? 0 : (100.0 * (value - old)) / old);
  }
  fillNotYet(out, begin);
  state.slot = slot;
  state.value = value;
  state.seen = seenAfter(state.seen, n);
}

@unmanaged
class MassIndex {
  seen: u32;
  period: u32;
  pad: u64;
  once: f64;
  twice: f64;
}
@inline const MASS_SUM: usize = 32;
/** Bars of the two averages, by definition, and of their warm-up. */
@inline const MASS_ALPHA: f64 = 0.2;
@inline const MASS_SKIP: u32 = 8;

export function massIndexSize(params: usize): u32 {
  return <u32>MASS_SUM + sumSizeOf(count(params, 0));
}

export function massIndexInit(s: usize, params: usize): void {
  changetype<MassIndex>(s).period = count(params, 0);
  sumStart(s + MASS_SUM, count(params, 0));
}

export function massIndexRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<MassIndex>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const out = column(outputs, 0);
  const mark = workMark();
  const ratios = workColumn();
  const seen = state.seen;
  let once = state.once;
  let twice = state.twice;
  const second = barsBefore(MASS_SKIP, seen, n);
  const begin = barsBefore(2 * MASS_SKIP, seen, n);
  for (let i: u32 = 0; i < n; i++) {
    const range = load<f64>(place(high, i)) - load<f64>(place(low, i));
    if (seen + i == 0) once = range;
    else once += MASS_ALPHA * (range - once);
    if (i >= second) {
      // The second average starts with the first one's value, eight bars in.
      if (seen + i == MASS_SKIP) twice = once;
      else twice += MASS_ALPHA * (once - twice);
    }
    store<f64>(place(ratios, i), twice == 0 ? 1.0 : once / twice);
  }
  fillNotYet(out, begin);
  if (n > begin) sumNext(s + MASS_SUM, place(ratios, begin), place(out, begin), n - begin);
  workRelease(mark);
  state.once = once;
  state.twice = twice;
  state.seen = seenAfter(seen, n);
}

@unmanaged
class Choppiness {
  seen: u32;
  period: u32;
  close: f64;
  /** 100 / log10(period). */
  scale: f64;
  pad: f64;
}
@inline const PARTS: usize = 32;

@inline
function partSize(period: u32): usize {
  return (extremeSizeOf(period) + 15) & ~15;
}

export function choppinessSize(params: usize): u32 {
  const period = count(params, 0);
  return <u32>(PARTS + 2 * partSize(period)) + sumSizeOf(period);
}

export function choppinessInit(s: usize, params: usize): void {
  const state = changetype<Choppiness>(s);
  const period = count(params, 0);
  state.period = period;
  state.scale = 100.0 / log10(<f64>period);
  extremeStart(s + PARTS, period, true);
  extremeStart(s + PARTS + partSize(period), period, false);
  sumStart(s + PARTS + 2 * partSize(period), period);
}

export function choppinessRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Choppiness>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const mark = workMark();
  const tops = workColumn();
  const bottoms = workColumn();
  const sums = workColumn();
  const skip: u32 = state.seen == 0 ? 1 : 0;
  let before = skip == 1 ? load<f64>(close) : state.close;
  for (let i = skip; i < n; i++) {
    const top = max(load<f64>(place(high, i)), before);
    const bottom = min(load<f64>(place(low, i)), before);
    store<f64>(place(tops, i), top);
    store<f64>(place(bottoms, i), bottom);
    store<f64>(place(sums, i), top - bottom);
    before = load<f64>(place(close, i));
  }
  if (skip == 1) store<f64>(out, NOT_YET);
  if (n > skip) {
    const size = partSize(state.period);
    const from = (<usize>skip) << 3;
    largestNext(s + PARTS, tops + from, tops + from, n - skip);
    smallestNext(s + PARTS + size, bottoms + from, bottoms + from, n - skip);
    sumNext(s + PARTS + 2 * size, sums + from, sums + from, n - skip);
  }
  const scale = state.scale;
  const begin = barsBefore(state.period, state.seen, n);
  for (let i = begin; i < n; i++) {
    const range = load<f64>(place(tops, i)) - load<f64>(place(bottoms, i));
    store<f64>(place(out, i), range > 0 ? scale * log10(load<f64>(place(sums, i)) / range) : NaN);
  }
  fillNotYet(out, begin);
  workRelease(mark);
  state.close = before;
  state.seen = seenAfter(state.seen, n);
}
