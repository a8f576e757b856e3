import fc from 'fast-check';
import { expect, test } from 'vitest';
import { thinnedPlaces } from './downsample.ts';
import { clustersOf } from './page/clusters.ts';
import { aligned, firstFrom, valueAt } from './page/columns.ts';

const anyCurve = fc.array(
  fc.record({ wait: fc.constantFrom(0, 0.25, 1, 40), level: fc.integer({ min: -50, max: 50 }) }),
  { minLength: 1, maxLength: 400 },
);

function times(steps: readonly { wait: number }[]): Float64Array {
  let now = 1e9;
  return Float64Array.from(steps, ({ wait }) => {
    now += wait;
    return now;
  });
}

test('thinning keeps ends and extremes, everywhere, and stays in its bound', () => {
  fc.assert(
    fc.property(anyCurve, fc.integer({ min: 4, max: 100 }), (steps, pointsMax) => {
      const t = times(steps);
      const levels = steps.map((step) => step.level);
      const kept = [...thinnedPlaces(t, levels, pointsMax)];
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
      expect(kept.length).toBeLessThanOrEqual(Math.max(pointsMax, 4));
      expect([kept[0], kept.at(-1)]).toEqual([0, steps.length - 1]);
      const shown = kept.map((i) => levels[i] ?? 0);
      expect(Math.min(...shown)).toBe(Math.min(...levels));
      expect(Math.max(...shown)).toBe(Math.max(...levels));
    }),
  );
});

test('a spike of one point among a million survives', () => {
  const count = 1_000_000;
  const t = Float64Array.from({ length: count }, (_, i) => i);
  const level = new Float64Array(count);
  level[777_777] = -5;
  const kept = thinnedPlaces(t, level, 2000);
  expect(kept.length).toBeLessThanOrEqual(2000);
  expect(kept).toContain(777_777);
});

test('clusters account for every fill in sight', () => {
  const fills = fc.array(
    fc.record({
      wait: fc.constantFrom(0, 1, 5),
      price: fc.integer({ min: 1, max: 9 }),
      qty: fc.constantFrom(-2, -1, 1, 3),
      count: fc.constantFrom(1, -1, 4, -4),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(fills, fc.constantFrom(0, 2, 100), (rows, stretch) => {
      const t = times(rows);
      const columns = {
        t,
        price: Float64Array.from(rows, (row) => row.price),
        qty: Float32Array.from(rows, (row) => row.qty),
        count: Float32Array.from(rows, (row) => row.count),
      };
      const [from, to] = [1e9 + 3, 1e9 + 60];
      const seen = rows.filter((_, i) => (t[i] ?? 0) >= from && (t[i] ?? 0) <= to);
      const found = clustersOf(columns, from, to, stretch);
      for (const side of [1, -1]) {
        const own = found.filter((one) => one.side === side);
        const expected = seen.filter((row) => Math.sign(row.qty) === side);
        const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        expect(total(own.map((one) => one.count))).toBe(
          total(expected.map((row) => Math.abs(row.count))),
        );
        expect(total(own.map((one) => one.makers))).toBe(
          total(expected.map((row) => Math.max(0, -row.count))),
        );
        expect(total(own.map((one) => one.qty * one.price))).toBeCloseTo(
          total(expected.map((row) => Math.abs(row.qty) * row.price)),
          6,
        );
        if (stretch === 0) expect(own).toHaveLength(expected.length);
      }
    }),
  );
});

test('curves over one axis hold their values; searching finds them', () => {
  const a = { t: Float64Array.of(1, 3, 3), v: Float64Array.of(10, 30, 31) };
  const b = { t: Float64Array.of(2), v: Float64Array.of(5) };
  expect(aligned([a, b]).map((row) => [...row])).toEqual([
    [1, 2, 3],
    [10, 10, 31],
    [null, 5, 5],
  ]);
  expect([0, 1, 2.5, 9].map((at) => valueAt(a, at))).toEqual([undefined, 10, 10, 31]);
  expect(firstFrom(a.t, 3)).toBe(1);
});
