// The normal law and the p-values of the statistics in significance.ts, to about 1e-14.

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

/** Density of the standard normal law. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / SQRT_TWO_PI;
}

/** Upper tail of the normal law beyond z >= 3, by the continued fraction of Mills' ratio. */
function upperTail(z: number): number {
  let fraction = 0;
  for (let k = 80; k >= 1; k--) fraction = k / (z + fraction);
  return normalDensity(z) / (z + fraction);
}

/** Probability that a standard normal value is at most z. */
export function normalProbability(z: number): number {
  if (Number.isNaN(z)) return z;
  if (z >= 3) return 1 - upperTail(z);
  if (z <= -3) return upperTail(-z);
  // phi(z) * (z + z^3/3 + z^5/(3*5) + ...), all terms of one sign.
  let term = z;
  let series = z;
  for (let k = 3; Math.abs(term) > Math.abs(series) * 1e-18 && term !== 0; k += 2) {
    term *= (z * z) / k;
    series += term;
  }
  return 0.5 + normalDensity(z) * series;
}

/** z with `normalProbability(z) === share`; -inf at 0, +inf at 1, NaN outside. */
export function normalQuantile(share: number): number {
  if (share === 0) return Number.NEGATIVE_INFINITY;
  if (share === 1) return Number.POSITIVE_INFINITY;
  if (!(share > 0 && share < 1)) return Number.NaN;
  if (share > 0.5) return -normalQuantile(1 - share);
  let low = -39;
  let high = 0;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (normalProbability(middle) < share) low = middle;
    else high = middle;
  }
  return share === 0.5 ? 0 : (low + high) / 2;
}

/** Probability that a chi-square value of an even number of degrees of freedom exceeds x. */
export function chiSquareTail(x: number, degreesEven: number): number {
  let term = 1;
  let series = 1;
  for (let k = 1; k < degreesEven / 2; k++) {
    term *= x / 2 / k;
    series += term;
  }
  return Math.exp(-x / 2) * series;
}

/** Two-sided p-value of Student's t; `degrees` is an integer of at least 1. */
export function studentTwoSided(t: number, degrees: number): number {
  // The finite series over the angle atan(t / sqrt(degrees)), of odd and of even degrees.
  const angle = Math.atan(Math.abs(t) / Math.sqrt(degrees));
  const cosine = Math.cos(angle);
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let series = 0;
  for (let k = odd ? 3 : 2; k <= degrees; k += 2) {
    series += term;
    term *= (cosine * cosine * (k - 1)) / k;
  }
  const inside = Math.sin(angle) * series;
  return 1 - (odd ? (2 / Math.PI) * (angle + inside) : inside);
}
