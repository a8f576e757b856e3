// Rounding and units of one series, crossings of two.
import { barsBefore, column, fillNotYet } from '../kernel';
import { place } from '../statistics/window';

@inline export const ABSOLUTE: u32 = 0;
/** To the nearest whole number, halves up. */
@inline export const ROUND: u32 = 1;
@inline export const TRUNCATE: u32 = 2;
@inline export const DEGREES: u32 = 3;
@inline export const RADIANS: u32 = 4;

@inline const DEGREES_PER_RADIAN: f64 = 57.295779513082320877;

@inline
function valueOf(which: u32, x: f64): f64 {
  if (which == ABSOLUTE) return abs(x);
  if (which == TRUNCATE) return trunc(x);
  if (which == DEGREES) return x * DEGREES_PER_RADIAN;
  if (which == RADIANS) return x / DEGREES_PER_RADIAN;
  // Not floor(x + 0.5): that sum rounds the largest number below a half up.
  const whole = floor(x);
  return x - whole >= 0.5 ? whole + 1.0 : whole;
}

export function unitRun(which: u32, inputs: usize, outputs: usize, n: u32): void {
  const x = column(inputs, 0);
  const out = column(outputs, 0);
  for (let i: u32 = 0; i < n; i++)
    store<f64>(place(out, i), valueOf(which, load<f64>(place(x, i))));
}

@unmanaged
class Cross {
  seen: u32;
  pad: u32;
  away: f64;
}
@inline export const SIZEOF_CROSS: u32 = 16;

/** 1 where the first series passes the second: upwards, or with `isAny` either way. */
export function crossRun(isAny: bool, s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Cross>(s);
  const x = column(inputs, 0);
  const y = column(inputs, 1);
  const out = column(outputs, 0);
  let before = state.away;
  const skip = barsBefore(1, state.seen, n);
  for (let i: u32 = 0; i < n; i++) {
    const away = load<f64>(place(x, i)) - load<f64>(place(y, i));
    const isUp = away > 0 && before <= 0;
    const isDown = away < 0 && before >= 0;
    store<f64>(place(out, i), isUp || (isAny && isDown) ? 1.0 : 0);
    before = away;
  }
  fillNotYet(out, skip);
  state.away = before;
  state.seen = 1;
}
