// One wrong print makes a bounded number of bars, or an error that names it.
import { expect, it } from 'vitest';
import { barsOf } from './default.ts';

const timeNs = BigInt64Array.from([1n, 2n, 3n]);
const qty = [1, 1, 1];
const SCALES = { priceScale: 2, qtyScale: 3 };

function refused(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code} ${message}`;
  }
  return 'taken';
}

it.each([
  ['up', 600_000],
  ['down', 6],
])('refuses a print that is too many bricks away: %s', (_, wrong) => {
  const columns = { timeNs, price: [60_000, wrong, 60_001], qty };
  expect(refused(() => barsOf(columns, 'renko:0.01', SCALES))).toMatch(
    /^LONG_GAP .*event 1: more bars at once/,
  );
  expect(refused(() => barsOf(columns, 'renko:100', { ...SCALES, fillMax: 500 }))).toMatch(
    /^LONG_GAP/,
  );
  expect(barsOf(columns, 'renko:100', { ...SCALES, fillMax: 6000 }).length).toBeGreaterThan(500);
});

it('refuses a trade that is to be divided over too many bars', () => {
  const columns = { timeNs, price: [100, 100, 100], qty: [1, 50, 1] };
  const split = { ...SCALES, split: true, fillMax: 1000 };
  expect(refused(() => barsOf(columns, 'volume:0.01', split))).toMatch(/^LONG_GAP/);
  expect(barsOf(columns, 'volume:0.1', split).length).toBeGreaterThan(500);
  // Undivided it is one bar.
  expect(barsOf(columns, 'volume:0.01', { ...SCALES, fillMax: 1 }).length).toBe(3);
});
