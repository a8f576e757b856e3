import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Side } from '../abi/orders.ts';
import { CASH_SCALE, fillLog, instrument, type PlainFill, SECOND } from '../testing/run-records.ts';
import { executionOf, markOuts } from './execution.ts';
import { outcomesOf } from './outcomes.ts';
import { type RoundTrip, walkTrips } from './trips.ts';

const X = instrument('X');
const instruments = [X, instrument('Y')];

function trips(
  rows: readonly PlainFill[],
  price: () => number = () => Number.NaN,
  of = instruments,
): RoundTrip[] {
  const found: RoundTrip[] = [];
  const end = { timeNs: 99n * SECOND, price };
  const input = { fills: fillLog(rows), instruments: of, cashScale: CASH_SCALE, end };
  walkTrips(input, (trip) => found.push(trip));
  return found;
}

function fill(
  second: number,
  side: 'buy' | 'sell',
  price: number,
  qty: number,
  fee = 0,
): PlainFill {
  return { second, side, price, qty, fee };
}

test('a trip runs from flat to flat, whatever happens in between', () => {
  const found = trips([
    fill(1, 'buy', 100, 0.1, 1),
    fill(2, 'buy', 110, 0.2, 1),
    fill(3, 'sell', 120, 0.3, 1),
    fill(4, 'sell', 120, 1, 1),
  ]);
  expect(found).toHaveLength(2);
  expect(found[0]).toMatchObject({ side: Side.Buy, open: false, fills: 3, fees: 3, rest: 0 });
  expect(found[0]?.net).toBeCloseTo(36 - 32 - 3, 12);
  expect(found[1]).toMatchObject({ side: Side.Sell, open: true, fills: 1, net: -1, rest: -1 });
});

test('a fill that crosses zero is split with its fee', () => {
  const found = trips([fill(1, 'buy', 100, 1, 2), fill(2, 'sell', 90, 4, 4)], () => 80);
  expect(found.map(({ net, fees, open }) => ({ net, fees, open }))).toEqual([
    { net: -13, fees: 3, open: false },
    { net: 27, fees: 3, open: true },
  ]);
  expect(found[1]).toMatchObject({ closeNs: 99n * SECOND, lastPrice: 80, rest: -3, sizeMax: 3 });
});

test('entry and exit are means of what was added and taken off', () => {
  const [trip, next] = trips([
    fill(1, 'sell', 100, 1),
    fill(2, 'sell', 130, 2),
    fill(3, 'buy', 90, 1),
    fill(4, 'buy', 60, 5),
  ]);
  expect(trip?.entryPrice).toBeCloseTo(360 / 3, 12);
  expect(trip?.exitPrice).toBeCloseTo((90 + 2 * 60) / 3, 12);
  expect(next).toMatchObject({ side: Side.Buy, entryPrice: 60, exitPrice: Number.NaN, rest: 3 });
  // Of inverse contracts the mean is the price at which the whole was worth the same.
  const contract = [instrument('BTCUSD_PERP', { kind: 'inverse', multiplier: 100 })];
  const [inverse] = trips([fill(1, 'buy', 100, 1), fill(2, 'buy', 50, 1)], undefined, contract);
  expect(inverse?.entryPrice).toBeCloseTo(2 / (1 / 100 + 1 / 50), 12);
});

test('inverse contracts gain in the base', () => {
  const contract = [instrument('BTCUSD_PERP', { kind: 'inverse', multiplier: 100 })];
  const rows = [fill(1, 'buy', 50_000, 10), fill(2, 'sell', 40_000, 10)];
  const [trip] = trips(rows, undefined, contract);
  expect(trip?.net).toBeCloseTo(1000 * (1 / 50_000 - 1 / 40_000), 12);
  const input = { fills: fillLog(rows), instruments: contract, cashScale: CASH_SCALE };
  const costs = executionOf({ ...input, meanEquity: 1 });
  expect(costs.notional).toBeCloseTo(1000 / 50_000 + 1000 / 40_000, 12);
});

const anyFills = fc.array(
  fc.record({
    side: fc.constantFrom('buy', 'sell'),
    price: fc.integer({ min: 1, max: 50 }),
    qty: fc.integer({ min: 1, max: 4 }),
    fee: fc.integer({ min: -2, max: 2 }),
    instrument: fc.constantFrom(0, 1),
  }),
  { maxLength: 40 },
);

test('trips add up to the account: cash, value of the rest and fees', () => {
  fc.assert(
    fc.property(anyFills, fc.integer({ min: 1, max: 50 }), (rows, mark) => {
      const found = trips(
        rows.map((row, second) => ({ ...row, second })),
        () => mark,
      );
      let value = 0;
      for (const row of rows)
        value += (row.side === 'buy' ? 1 : -1) * row.qty * (mark - row.price) - row.fee;
      const total = found.reduce((sum, trip) => sum + trip.net, 0);
      expect(total).toBeCloseTo(value, 6);
      for (const id of [0, 1]) {
        const rest = rows
          .filter((row) => row.instrument === id)
          .reduce((sum, row) => sum + (row.side === 'buy' ? row.qty : -row.qty), 0);
        const open = found.filter((trip) => trip.open && trip.instrument === id);
        expect(open.map((trip) => trip.rest)).toEqual(rest === 0 ? [] : [rest]);
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

test('costs and mark-outs take the side of the fill', () => {
  const rows: PlainFill[] = [
    { ...fill(1, 'buy', 101, 2, 1), decisionMid: 100, midAfter: [102, 100] },
    { ...fill(2, 'sell', 100, 1, 0), role: 'maker', decisionMid: 102, midAfter: [103] },
    fill(3, 'buy', 98, 1, 0),
  ];
  const input = { fills: fillLog(rows), instruments, cashScale: CASH_SCALE, meanEquity: 200 };
  const costs = executionOf(input);
  expect(costs).toMatchObject({ notional: 400, fees: 1, shortfall: 5, makerShare: 0.25 });
  expect(costs).toMatchObject({ turnover: 2, decided: 2, feesBps: 25 });
  expect(costs.shortfallBps).toBeCloseTo((5 / 302) * 10_000, 9);
  const [one, five, thirty] = markOuts(input, [1000, 5000, 30_000]);
  expect(one).toMatchObject({ fills: 2, bps: ((1 * 2 - 3) / 302) * 10_000 });
  expect(one).toMatchObject({ makerBps: -300, takerBps: (2 / 202) * 10_000 });
  expect(five).toMatchObject({ fills: 1, bps: (-2 / 202) * 10_000, makerBps: Number.NaN });
  expect(thirty).toMatchObject({ horizonMs: 30_000, fills: 0, bps: Number.NaN });
});

test('an open trip is valued as the account does: half a quantum goes to the worse side', () => {
  const coarse = [{ ...X, priceScale: 0 }];
  const last = (side: 'buy' | 'sell', mid: number): number | undefined =>
    trips([fill(1, side, 100, 1)], () => mid, coarse)[0]?.lastPrice;
  expect([last('buy', 100.5), last('sell', 100.5)]).toEqual([100, 101]);
  expect([last('buy', 101), last('sell', 101)]).toEqual([101, 101]);
  const fine = [{ ...X, priceScale: 5 }];
  for (const [side, expected] of [
    ['buy', 1.12345],
    ['sell', 1.12346],
  ] as const) {
    const [trip] = trips([fill(1, side, 1.1, 1)], () => (1.12345 + 1.12346) / 2, fine);
    expect(trip?.lastPrice).toBe(expected);
  }
});
