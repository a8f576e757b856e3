// The functions of transcendental.ts over columns, so that tests can hold them against others.
import {
  acos,
  asin,
  atan,
  atan2,
  cbrt,
  cos,
  cosh,
  exp,
  expm1,
  log,
  log10,
  log2,
  pow,
  sin,
  sinh,
  tan,
  tanh,
} from './transcendental';

function valueOf(which: u32, x: f64, y: f64): f64 {
  switch (which) {
    case 0:
      return exp(x);
    case 1:
      return expm1(x);
    case 2:
      return log(x);
    case 3:
      return log2(x);
    case 4:
      return log10(x);
    case 5:
      return pow(x, y);
    case 6:
      return cbrt(x);
    case 7:
      return sin(x);
    case 8:
      return cos(x);
    case 9:
      return tan(x);
    case 10:
      return asin(x);
    case 11:
      return acos(x);
    case 12:
      return atan(x);
    case 13:
      return atan2(x, y);
    case 14:
      return sinh(x);
    case 15:
      return cosh(x);
    case 16:
      return tanh(x);
    default:
      return NaN;
  }
}

/** Function `which` of n values at `x` (and `y`, where it takes two) to `out`. */
export function mathColumn(which: u32, x: usize, y: usize, out: usize, n: u32): void {
  for (let i: usize = 0; i < (<usize>n) << 3; i += 8)
    store<f64>(out + i, valueOf(which, load<f64>(x + i), load<f64>(y + i)));
}
