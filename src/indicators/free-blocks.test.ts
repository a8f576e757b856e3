// The blocks that are free, beside a map of every unit of a small memory.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FreeBlocks, UNIT } from './free-blocks.ts';

const UNITS = 256;

/** A step: takes so many units, or gives the k-th taken block back. */
const steps = fc.array(
  fc.oneof(
    fc.record({ take: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ give: fc.nat({ max: 63 }) }),
  ),
  { minLength: 50, maxLength: 400, size: 'max' },
);

/** The longest run of free units. */
function longestRun(isTaken: readonly boolean[]): number {
  let longest = 0;
  let run = 0;
  for (const taken of isTaken) {
    run = taken ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

test('blocks never overlap, and neighbours merge', () => {
  let refused = 0;
  fc.assert(
    fc.property(steps, (made) => {
      const free = new FreeBlocks();
      free.give(0, UNITS * UNIT);
      const isTaken = Array.from({ length: UNITS }, () => false);
      const taken: { readonly at: number; readonly units: number }[] = [];
      for (const step of made) {
        if ('give' in step) {
          const [block] = taken.splice(step.give % Math.max(taken.length, 1), 1);
          if (block === undefined) continue;
          free.give(block.at * UNIT, block.units * UNIT);
          isTaken.fill(false, block.at, block.at + block.units);
          continue;
        }
        const units = step.take;
        const found = free.take(units * UNIT);
        if (found === undefined) {
          refused++;
          // A block of the same bin may be passed over; one of a higher bin never is.
          expect(longestRun(isTaken)).toBeLessThan(units * 1.25 + 1);
          continue;
        }
        const at = found / UNIT;
        expect(isTaken.slice(at, at + units)).toEqual(Array.from({ length: units }, () => false));
        isTaken.fill(true, at, at + units);
        taken.push({ at, units });
      }
      for (const { at, units } of taken) free.give(at * UNIT, units * UNIT);
      expect(free.take(UNITS * UNIT)).toBe(0);
      expect(free.take(UNIT)).toBeUndefined();
    }),
    { numRuns: 200 },
  );
  expect(refused).toBeGreaterThan(100);
});

test('the tightest block that is near in size goes first; the end can be taken out', () => {
  const free = new FreeBlocks();
  free.give(0, 11 * UNIT);
  free.give(20 * UNIT, 10 * UNIT);
  free.give(40 * UNIT, 30 * UNIT);
  expect(free.take(10 * UNIT)).toBe(20 * UNIT);
  expect(free.take(10 * UNIT)).toBe(0);
  expect(free.take(10 * UNIT)).toBe(40 * UNIT);
  expect(free.takeBefore(70 * UNIT)).toBe(50 * UNIT);
  expect(free.takeBefore(70 * UNIT)).toBe(70 * UNIT);
  expect(free.take(2 * UNIT)).toBeUndefined();
  expect(free.take(UNIT)).toBe(10 * UNIT);
});
