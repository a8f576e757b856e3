// VPIN by bulk classification, the rate of quotes, and the price that Amihud's changes are in parts
// of: against plain sums over the whole history, written from the papers and from the guide.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMicrostructure } from './default.ts';

const SCALES = { priceScale: 0, qtyScale: 0 };

/** Of the normal distribution: the middle of 4000 strips. */
function phi(z: number): number {
  const n = 4000;
  const width = Math.abs(z) / n;
  let area = 0;
  for (let k = 0; k < n; k++) area += Math.exp(-(((k + 0.5) * width) ** 2) / 2) * width;
  return 0.5 + (Math.sign(z) * area) / Math.sqrt(2 * Math.PI);
}

const average = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;

interface Trade {
  readonly price: number;
  readonly qty: number;
}

/**
 * Easley, López de Prado, O'Hara (2012): of a bar's quantity the share Φ(Δp / σ) was bought; VPIN
 * is the mean of |bought - sold| over the last n buckets, over V. Each unit of quantity is put into
 * its bucket by its place in the whole.
 */
function bulkVpin(
  trades: readonly Trade[],
  per: number,
  sigmaOf: (changes: readonly number[]) => number,
  V: number,
  n: number,
): number {
  const ends = trades.filter((_, i) => (i + 1) % per === 0);
  const changes = ends.map(({ price }, k) => price - (ends[k - 1] ?? trades[0] ?? { price }).price);
  const share = changes.map((change, k) => {
    const sigma = sigmaOf(changes.slice(0, k + 1));
    return sigma > 0 ? phi(change / sigma) : 0.5;
  });
  const units = trades
    .slice(0, ends.length * per)
    .flatMap(({ qty }, i) => Array.from({ length: qty }, () => share[Math.floor(i / per)] ?? 0));
  const full = Math.floor(units.length / V);
  if (full < n) return Number.NaN;
  const buckets = Array.from({ length: n }, (_, k) => {
    const from = (full - n + k) * V;
    const bought = units.slice(from, from + V).reduce((a, b) => a + b, 0);
    return Math.abs(bought - (V - bought));
  });
  return average(buckets) / V;
}

function deviationOfLast(count: number): (changes: readonly number[]) => number {
  return (changes) => {
    const last = changes.slice(-count);
    const mean = average(last);
    return Math.sqrt(last.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (last.length - 1));
  };
}

const trades = fc
  .array(fc.record({ step: fc.integer({ min: -4, max: 4 }), qty: fc.nat(12) }), {
    minLength: 20,
    maxLength: 120,
  })
  .map((rows) => {
    let price = 500;
    return rows.map(({ step, qty }): Trade => ({ price: (price += step), qty }));
  });

describe('VPIN of bars of trades', () => {
  test.each([
    { barTrades: 1, sigmaBars: 5 },
    { barTrades: 4, sigmaBars: 3 },
    { barTrades: 3, sigmaBars: 50 },
    { barTrades: 5, sigma: 2.5 },
  ])('%o', (bulk) => {
    fc.assert(
      fc.property(trades, fc.integer({ min: 1, max: 30 }), (list, V) => {
        const vpin = { bucketQty: V, buckets: 3, ...bulk };
        using micro = createMicrostructure(SCALES, { vpin });
        const { sigma } = bulk;
        const sigmaOf =
          sigma === undefined ? deviationOfLast(bulk.sigmaBars ?? 50) : (): number => sigma;
        list.forEach(({ price, qty }, i) => {
          micro.trade({ timeNs: BigInt(i), price, qty });
          if (i % 9 !== 0 && i !== list.length - 1) return;
          const expected = bulkVpin(list.slice(0, i + 1), bulk.barTrades, sigmaOf, V, 3);
          const { vpin: found } = micro.values();
          if (Number.isNaN(expected)) expect(found).toBeNaN();
          // The strips above are good for seven digits.
          else expect(Math.abs(found - expected)).toBeLessThan(1e-6);
        });
      }),
      { numRuns: 12 },
    );
  });
});

describe('the rate of quotes', () => {
  const updates = fc.array(fc.record({ gap: fc.nat(2500), changes: fc.nat(6) }), {
    minLength: 1,
    maxLength: 80,
    size: 'max',
  });

  test('spans by the second that they are in', () => {
    fc.assert(
      fc.property(updates, fc.integer({ min: 1, max: 4 }), (list, spans) => {
        const stuffing = { spanNs: 1000, spans, times: 1.5 };
        using micro = createMicrostructure(SCALES, { stuffing });
        const counts = new Map<number, number>();
        let ts = 7_300;
        const first = Math.floor((ts + (list[0]?.gap ?? 0)) / 1000);
        for (const { gap, changes } of list) {
          ts += gap;
          const now = Math.floor(ts / 1000);
          counts.set(now, (counts.get(now) ?? 0) + changes);
          const bids = [{ price: 10, qty: 1 }];
          micro.depth({ timeNs: BigInt(ts), bids, asks: [], changes });
          const { quoteChanges, quoteChangesMean, isStuffing } = micro.values();
          expect(quoteChanges).toBe(counts.get(now));
          // The span in which it began is not a whole one.
          const before = Array.from({ length: spans }, (_, k) => now - 1 - k);
          const isKnown = before.every((span) => span > first);
          const mean = average(before.map((span) => counts.get(span) ?? 0));
          expect(quoteChangesMean).toBe(isKnown ? mean : Number.NaN);
          expect(isStuffing).toBe(isKnown && mean > 0 && quoteChanges > 1.5 * mean);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('a burst is one, and ends with its span', () => {
    using micro = createMicrostructure(SCALES, { stuffing: { spanNs: 10, spans: 3, times: 4 } });
    const seen: boolean[] = [];
    [1, 2, 2, 2, 8, 1, 2].forEach((changes, k) => {
      const level = [{ price: 10, qty: 1 }];
      micro.depth({ timeNs: BigInt(10 * Math.min(k, 4) + k), bids: level, asks: [], changes });
      seen.push(micro.values().isStuffing);
    });
    // 8 is not more than 4 times 2, 9 is.
    expect(seen).toEqual([false, false, false, false, false, true, true]);
    micro.depth({ timeNs: 60n, bids: [], asks: [], changes: 1 });
    expect(micro.values().isStuffing).toBe(false);
  });
});

test("Amihud's changes are taken in parts of the interval's first price", () => {
  const kyle = { trades: 2, window: 2 };
  using micro = createMicrostructure(SCALES, { kyle });
  for (const price of [100, 110, 50, 99]) micro.trade({ timeNs: 1n, price, qty: 5 });
  // 100 to 110 within the first interval, 110 to 99 over the second; the 50 is passed on the way.
  expect(micro.values().amihud).toBeCloseTo((10 / 100 / 10 + 11 / 50 / 10) / 2, 15);
});

test('a side that is missing', () => {
  using micro = createMicrostructure(SCALES);
  const side = [{ price: 10, qty: 3 }];
  const ratios = (): number[] => {
    const { queueImbalance, imbalance, weightedImbalance } = micro.values();
    return [queueImbalance, imbalance, weightedImbalance];
  };
  micro.depth({ timeNs: 1n, bids: side, asks: [] });
  expect(ratios()).toEqual([1, 1, 1]);
  const { spread, mid, microprice, bidQty, askQty, askPrice } = micro.values();
  expect([spread, mid, microprice, askPrice]).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
  expect([bidQty, askQty]).toEqual([3, 0]);
  micro.depth({ timeNs: 2n, bids: [], asks: side });
  expect(ratios()).toEqual([-1, -1, -1]);
  micro.depth({ timeNs: 3n, bids: [], asks: [] });
  expect(ratios()).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});
