// Fibonacci's ratios of the way from a to b: of two series, or of the extremes of a window.
import {
  barsBefore,
  column,
  count,
  fillNotYet,
  workColumn,
  workMark,
  workRelease,
} from '../kernel';
import { extremeIndexNext, extremeIndexSizeOf, extremeIndexStart } from '../maths/extremeIndex';
import { extremeSizeOf, extremeStart, largestNext, smallestNext } from '../maths/extremes';
import { place, seenAfter } from '../statistics/window';

/** Kernels without a state still have an address. */
@inline export const SIZEOF_LEVELS_OF_TWO: u32 = 16;

@inline
function put(outputs: usize, k: usize, i: u32, value: f64): void {
  store<f64>(place(column(outputs, k), i), value);
}

/** b less r times the way, r from 0 to 1 and on to 2.618. */
@inline
function retrace(outputs: usize, i: u32, a: f64, b: f64): void {
  const way = b - a;
  put(outputs, 0, i, b);
  put(outputs, 1, i, b - 0.236 * way);
  put(outputs, 2, i, b - 0.382 * way);
  put(outputs, 3, i, b - 0.5 * way);
  put(outputs, 4, i, b - 0.618 * way);
  put(outputs, 5, i, b - 0.786 * way);
  put(outputs, 6, i, a);
  put(outputs, 7, i, b - 1.272 * way);
  put(outputs, 8, i, b - 1.414 * way);
  put(outputs, 9, i, b - 1.618 * way);
  put(outputs, 10, i, b - 2.0 * way);
  put(outputs, 11, i, b - 2.618 * way);
}
/** Outputs of `retrace`. */
@inline const RETRACEMENTS: u32 = 12;

export function retracementRun(inputs: usize, outputs: usize, n: u32): void {
  const from = column(inputs, 0);
  const to = column(inputs, 1);
  for (let i: u32 = 0; i < n; i++)
    retrace(outputs, i, load<f64>(place(from, i)), load<f64>(place(to, i)));
}

/** a and r times the way, r above 1: goals beyond b. */
export function extensionRun(inputs: usize, outputs: usize, n: u32): void {
  const from = column(inputs, 0);
  const to = column(inputs, 1);
  for (let i: u32 = 0; i < n; i++) {
    const a = load<f64>(place(from, i));
    const way = load<f64>(place(to, i)) - a;
    put(outputs, 0, i, a + 1.272 * way);
    put(outputs, 1, i, a + 1.414 * way);
    put(outputs, 2, i, a + 1.618 * way);
    put(outputs, 3, i, a + 2.0 * way);
    put(outputs, 4, i, a + 2.618 * way);
  }
}

// Of a window: four states, of the highs and lows and of their bars.
@inline
function valueSize(period: u32): usize {
  return (extremeSizeOf(period) + 15) & ~15;
}

@inline
function barSize(period: u32): usize {
  return (extremeIndexSizeOf(period) + 15) & ~15;
}
@inline const STATES: usize = 16;

export function windowRetracementSize(params: usize): u32 {
  const period = count(params, 0);
  return <u32>(STATES + 2 * (valueSize(period) + barSize(period)));
}

export function windowRetracementInit(s: usize, params: usize): void {
  const period = count(params, 0);
  const highs = s + STATES;
  const lows = highs + valueSize(period);
  const highBars = lows + valueSize(period);
  store<u32>(s, period, 4);
  extremeStart(highs, period, true);
  extremeStart(lows, period, false);
  extremeIndexStart(highBars, period, false);
  extremeIndexStart(highBars + barSize(period), period, true);
}

/** The way goes from the older of the window's extremes to the newer one. */
export function windowRetracementRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const seen = load<u32>(s);
  const period = load<u32>(s, 4);
  const states = s + STATES;
  const bars = states + 2 * valueSize(period);
  const mark = workMark();
  const highs = workColumn();
  const lows = workColumn();
  const highBars = workColumn();
  const lowBars = workColumn();
  largestNext(states, column(inputs, 0), highs, n);
  smallestNext(states + valueSize(period), column(inputs, 1), lows, n);
  extremeIndexNext(bars, column(inputs, 0), highBars, n);
  extremeIndexNext(bars + barSize(period), column(inputs, 1), lowBars, n);
  const begin = barsBefore(period - 1, seen, n);
  for (let i = begin; i < n; i++) {
    const top = load<f64>(place(highs, i));
    const bottom = load<f64>(place(lows, i));
    const isUp = load<f64>(place(highBars, i)) >= load<f64>(place(lowBars, i));
    retrace(outputs, i, isUp ? bottom : top, isUp ? top : bottom);
    put(outputs, RETRACEMENTS, i, isUp ? 1.0 : -1.0);
  }
  workRelease(mark);
  for (let k: u32 = 0; k <= RETRACEMENTS; k++) fillNotYet(column(outputs, k), begin);
  store<u32>(s, seenAfter(seen, n));
}
