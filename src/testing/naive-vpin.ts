// Parts of VPIN by their definitions.

/** Buckets of VPIN, one unit of quantity at a time: what was bought of each. */
export function bucketsOf(
  parts: readonly { readonly buys: number; readonly qty: number }[],
  size: number,
) {
  const imbalances: number[] = [];
  let [buys, held] = [0, 0];
  for (const part of parts)
    for (let k = 0; k < part.qty; k++) {
      buys += part.buys;
      held++;
      if (held < size) continue;
      imbalances.push(Math.abs(2 * buys - size));
      buys = 0;
      held = 0;
    }
  return imbalances;
}

/** Of the normal distribution, by Simpson's rule. */
export function normal(z: number): number {
  const [n, bound] = [400, Math.min(Math.abs(z), 12)];
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let area = 0;
  for (let k = 0; k <= n; k++)
    area += density((bound * k) / n) * (k === 0 || k === n ? 1 : k % 2 === 1 ? 4 : 2);
  return 0.5 + Math.sign(z) * ((area * bound) / n / 3);
}
