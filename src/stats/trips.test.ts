import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curveFall, drawdowns, exposureShare, periodReturns } from './equity.ts';
import { executionOf, markOuts } from './execution.ts';
import { outcomesOf } from './outcomes.ts';
import type { EquityPoint, Fill, Side } from './result.ts';
import { drawdownOf, totalReturn } from './returns.ts';
import { summarise } from './summary.ts';
import { roundTrips } from './trips.ts';

const SECOND = 1_000_000_000n;

function fill(second: number, side: Side, price: number, qty: number, fee = 0): Fill {
  const timeNs = BigInt(second) * SECOND;
  return { timeNs, orderId: `${second}`, instrument: 'X', side, price, qty, role: 'taker', fee };
}

function point(second: number, equity: number, position = 0): EquityPoint {
  return { timeNs: BigInt(second) * SECOND, equity, position, cash: equity };
}

test('a trip runs from flat to flat, whatever happens in between', () => {
  const trips = roundTrips([
    fill(1, 'buy', 100, 0.1, 1),
    fill(2, 'buy', 110, 0.2, 1),
    fill(3, 'sell', 120, 0.3, 1),
    fill(4, 'sell', 120, 1, 1),
  ]);
  expect(trips).toHaveLength(2);
  // 0.1 + 0.2 - 0.3 is not 0 in binary: the trip must close all the same.
  expect(trips[0]).toMatchObject({ side: 'buy', open: false, fills: 3, fees: 3 });
  expect(trips[0]?.net).toBeCloseTo(36 - 32 - 3, 12);
  expect(trips[1]).toMatchObject({ side: 'sell', open: true, fills: 1, net: -1 });
});

test('a fill that crosses zero is split with its fee', () => {
  const end = { timeNs: 9n * SECOND, price: () => 80 };
  const trips = roundTrips([fill(1, 'buy', 100, 1, 2), fill(2, 'sell', 90, 4, 4)], end);
  expect(trips.map(({ net, fees, open }) => ({ net, fees, open }))).toEqual([
    { net: -13, fees: 3, open: false },
    { net: 27, fees: 3, open: true },
  ]);
  expect(trips[1]?.closeNs).toBe(9n * SECOND);
});

const anyFills = fc.array(
  fc.record({
    side: fc.constantFrom<Side>('buy', 'sell'),
    price: fc.integer({ min: 1, max: 50 }),
    qty: fc.integer({ min: 1, max: 4 }),
    fee: fc.integer({ min: -2, max: 2 }),
    instrument: fc.constantFrom('X', 'Y'),
  }),
  { maxLength: 40 },
);

test('trips add up to the account: cash, value of the rest and fees', () => {
  fc.assert(
    fc.property(anyFills, fc.integer({ min: 1, max: 50 }), (rows, mark) => {
      const fills = rows.map((row, i) => ({ ...fill(i, row.side, row.price, row.qty), ...row }));
      const trips = roundTrips(fills, { timeNs: 99n, price: () => mark });
      let value = 0;
      for (const row of rows)
        value += (row.side === 'buy' ? 1 : -1) * row.qty * (mark - row.price) - row.fee;
      const total = trips.reduce((sum, trip) => sum + trip.net, 0);
      expect(total).toBeCloseTo(value, 6);
      for (const name of ['X', 'Y']) {
        const rest = rows
          .filter((row) => row.instrument === name)
          .reduce((sum, row) => sum + (row.side === 'buy' ? row.qty : -row.qty), 0);
        const open = trips.filter((trip) => trip.open && trip.instrument === name);
        expect(open.length).toBe(rest === 0 ? 0 : 1);
      }
    }),
  );
});

test('streaks and largest results', () => {
  const found = outcomesOf([1, 2, -1, 0, -5, -1, 3]);
  expect(found).toMatchObject({ wins: 3, losses: 3, longestWinStreak: 2, longestLossStreak: 2 });
  expect(found).toMatchObject({ largestWin: 3, largestLoss: 5, profitFactor: 6 / 7 });
  expect(outcomesOf([1]).profitFactor).toBe(Number.POSITIVE_INFINITY);
  expect(outcomesOf([]).profitFactor).toBeNaN();
});

test('returns of UTC days and months; an empty day keeps the equity', () => {
  const day = 86_400;
  const curve = [point(0, 100), point(day - 1, 110), point(3 * day, 99), point(32 * day, 198)];
  const daily = periodReturns(curve, 'day');
  expect(daily).toHaveLength(33);
  expect(daily.slice(0, 4).map((one) => one.value)).toEqual([110 / 100 - 1, 0, 0, 99 / 110 - 1]);
  const monthly = periodReturns(curve, 'month');
  expect(monthly).toEqual([
    { startMs: 0, value: 99 / 100 - 1 },
    { startMs: Date.UTC(1970, 1), value: 1 },
  ]);
  expect(() => periodReturns([], 'day')).toThrow(/no point/);
  expect(() => periodReturns([point(2, 1), point(1, 1)], 'day')).toThrow(/back in time/);
});

test('returns multiply to the whole, and falls agree with a naive search', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(steps, (levels) => {
      const curve = levels.map((level, i) => point(i * 40, level, i % 2));
      const whole = (levels.at(-1) ?? 0) / (levels[0] ?? 1) - 1;
      const values = periodReturns(curve, 'minute').map((one) => one.value);
      expect(totalReturn(values)).toBeCloseTo(whole, 9);
      let deepest = 0;
      for (let i = 0; i < levels.length; i++)
        for (let j = i; j < levels.length; j++)
          deepest = Math.min(deepest, (levels[j] ?? 0) / (levels[i] ?? 1) - 1);
      expect(curveFall(curve).depth).toBeCloseTo(deepest, 12);
      expect(Math.min(...drawdowns(curve))).toBe(curveFall(curve).depth);
      const steps = levels.slice(1).map((level, i) => level / (levels[i] ?? 1) - 1);
      if (steps.length > 0) expect(drawdownOf(steps).depth).toBeCloseTo(deepest, 9);
    }),
  );
});

test('length of a fall runs from the peak until it is reached again, or the end', () => {
  const curve = [point(0, 10), point(5, 12), point(7, 11), point(20, 12), point(21, 3)];
  expect(curveFall(curve)).toMatchObject({ depth: -0.75, longestNs: 15n * SECOND });
  expect(exposureShare([point(0, 1, 1), point(3, 1, 0), point(4, 1, 0)])).toBe(0.75);
});

test('costs and mark-outs take the side of the fill', () => {
  const fills = [
    { ...fill(1, 'buy', 101, 2, 1), decisionMid: 100 },
    { ...fill(2, 'sell', 100, 1, 0), role: 'maker' as const, decisionMid: 102 },
  ];
  const costs = executionOf(fills, [point(0, 100), point(1, 200)]);
  expect(costs).toMatchObject({ notional: 302, fees: 1, shortfall: 5, makerShare: 100 / 302 });
  expect(costs.turnover).toBe(302 / 150);
  const marks = [0, 1, 2, 3, 4].map((s) => ({ timeNs: BigInt(s) * SECOND, price: 100 + s }));
  const [one, five] = markOuts(fills, [{ instrument: 'X', points: marks }], [1000, 5000]);
  expect(one).toMatchObject({ fills: 2, bps: ((1 * 2 - 3) / 302) * 10_000 });
  expect(five).toEqual({ horizonMs: 5000, fills: 0, bps: Number.NaN });
});

test('a summary of a run of one moment has no ratio, and says so with NaN', () => {
  const found = summarise({ fills: [], equity: [point(0, 100)], marks: [] });
  expect(found).toMatchObject({ totalReturn: 0, periods: 1, sharpe: Number.NaN });
  expect(found).toMatchObject({ annualisedReturn: Number.NaN, exposure: Number.NaN });
});
