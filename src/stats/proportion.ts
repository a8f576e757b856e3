// What a share of successes tells: interval and exact test.
import { normalQuantile } from './normal.ts';

/** Wilson's interval of a share of `successes` in `count`; [0, 1] of nothing. */
export function wilsonInterval(
  successes: number,
  count: number,
  confidence: number,
): readonly [number, number] {
  if (count === 0) return [0, 1];
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const share = successes / count;
  const scale = 1 + (z * z) / count;
  const centre = share + (z * z) / (2 * count);
  const width = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return [Math.max((centre - width) / scale, 0), Math.min((centre + width) / scale, 1)];
}
