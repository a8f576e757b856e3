import { expect, test } from 'vitest';
import type { SweepCandles } from './candles.ts';
import { samplePlan } from './metrics.ts';

test('equity is looked at on the bar that closes at midnight, not on the next', () => {
  const hours = 24 * 12;
  const start = BigInt(Date.UTC(2024, 0, 31)) * 1_000_000n;
  const closeTsNs = BigInt64Array.from(
    { length: hours },
    (_, bar) => start + BigInt(bar + 1) * 3_600_000_000_000n,
  );
  const plan = samplePlan({ closeTsNs, length: hours } as SweepCandles);
  expect(plan.period).toBe('day');
  expect([...plan.samples]).toEqual(Array.from({ length: 12 }, (_, day) => 24 * day + 23));
});
