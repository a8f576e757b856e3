// The normal distribution function, from sums and divisions alone and one exponential.
import { exp } from '../math/transcendental';

@inline const SQRT_HALF: f64 = 0.7071067811865476;
@inline const TWO_OVER_SQRT_PI: f64 = 1.1283791670955126;
@inline const ONE_OVER_SQRT_PI: f64 = 0.5641895835477563;
/** Below it the series is short, above it the fraction is. */
@inline const BORDER: f64 = 2.5;

/** erf(x), 0 <= x < BORDER: all terms are positive, so that nothing is lost. */
function erfSeries(x: f64): f64 {
  const square = x * x;
  let term = x;
  let sum = x;
  for (let k: f64 = 3; term > sum * 1e-17; k += 2) {
    term *= (2 * square) / k;
    sum += term;
  }
  return TWO_OVER_SQRT_PI * exp(-square) * sum;
}

/** erfc(x), x >= BORDER: Laplace's continued fraction, from the inside. */
function erfcFraction(x: f64): f64 {
  let inner = x;
  for (let k: f64 = 60; k >= 1; k--) inner = x + (k * 0.5) / inner;
  return (ONE_OVER_SQRT_PI * exp(-x * x)) / inner;
}

/** Probability of at most z; error below 1e-15. */
export function normal(z: f64): f64 {
  const x = abs(z) * SQRT_HALF;
  const tail = x < BORDER ? 0.5 - 0.5 * erfSeries(x) : 0.5 * erfcFraction(x);
  return z < 0 ? tail : 1 - tail;
}
