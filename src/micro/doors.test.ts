// What programs without types may hand in: all of it is refused with an OutcryError, and changes
// nothing.
import { describe, expect, test } from 'vitest';
import { MicroConfigView, MicroValuesView } from '../abi/micro.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { createMicrostructure } from './default.ts';
import { followBook } from './microstructure.ts';

const SCALES = { priceScale: 2, qtyScale: 1 };
const ODD: readonly unknown[] = [
  undefined,
  null,
  true,
  -1,
  Number.NaN,
  5n,
  'x',
  '7',
  Symbol('s'),
  [],
  {},
  () => 1,
];

/** The code of the OutcryError that `call` throws; any other error goes on. */
function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof OutcryError) return error.code;
    throw error;
  }
  return 'none';
}

describe('the side of a trade', () => {
  test.each(['BUY', 'Sell', 1, -1, null, '', true, {}])('%o is refused', (side) => {
    using micro = createMicrostructure(SCALES);
    const trade = { timeNs: 5n, price: 1, qty: 5, side: side as 'buy' };
    expect(codeOf(() => micro.trade(trade))).toBe('BAD_ARGUMENT');
    const print = { exchangeTsNs: 5n, price: 1, qty: 5, aggressorSide: side as 'buy' };
    expect(codeOf(() => micro.print(print))).toBe('BAD_ARGUMENT');
    expect(micro.values()).toMatchObject({ trades: 0, cvd: 0 });
  });

  test('is a buyer, a seller, or not known', () => {
    using micro = createMicrostructure(SCALES);
    micro.trade({ timeNs: 5n, price: 1, qty: 5, side: 'buy' });
    micro.trade({ timeNs: 5n, price: 1, qty: 2, side: 'sell' });
    expect(micro.values()).toMatchObject({ cvd: 3, venueSide: -1 });
    micro.trade({ timeNs: 5n, price: 1, qty: 2, side: undefined });
    expect(micro.values()).toMatchObject({ cvd: 5, venueSide: 0 });
  });
});

test('scales, options and their parts', () => {
  const parts = ['ofi', 'kyle', 'walls', 'vpin', 'realised', 'samples', 'stuffing'];
  for (const odd of ODD) {
    expect(codeOf(() => createMicrostructure(odd as never))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => followBook(odd as never))).toBe('BAD_ARGUMENT');
    if (odd === undefined || (typeof odd === 'object' && odd !== null)) continue;
    expect(codeOf(() => createMicrostructure(SCALES, odd as never))).toBe('BAD_ARGUMENT');
    for (const part of parts)
      expect(codeOf(() => createMicrostructure(SCALES, { [part]: odd }))).toBe('BAD_ARGUMENT');
    const vpin = { bucketQty: odd } as never;
    expect(codeOf(() => createMicrostructure(SCALES, { vpin }))).toBe('BAD_ARGUMENT');
  }
});

test('events and their fields', () => {
  using micro = createMicrostructure(SCALES);
  const level = { price: 10, qty: 1 };
  const before = micro.save();
  const refused = (call: (value: never) => unknown, values = ODD): void => {
    for (const odd of values) expect(codeOf(() => call(odd as never))).toBe('BAD_ARGUMENT');
  };
  const noTime = ODD.filter((odd) => odd !== 5n);
  const noNumber = ODD.filter((odd) => odd !== -1);
  const noArray = ODD.filter((odd) => !Array.isArray(odd));
  refused((odd) => micro.trade(odd));
  refused((odd) => micro.print(odd));
  refused((odd) => micro.depth(odd));
  refused((timeNs) => micro.trade({ timeNs, price: 1, qty: 1 }), noTime);
  refused((price) => micro.trade({ timeNs: 1n, price, qty: 1 }), noNumber);
  refused((qty) => micro.trade({ timeNs: 1n, price: 1, qty }), noNumber);
  refused((timeNs) => micro.depth({ timeNs, bids: [], asks: [] }), noTime);
  refused((bids) => micro.depth({ timeNs: 1n, bids, asks: [] }), noArray);
  refused((asks) => micro.depth({ timeNs: 1n, bids: [], asks }), noArray);
  refused((odd) => micro.depth({ timeNs: 1n, bids: [odd], asks: [] }));
  refused((price) => micro.depth({ timeNs: 1n, bids: [{ ...level, price }], asks: [] }), noNumber);
  refused((qty) => micro.depth({ timeNs: 1n, bids: [{ ...level, qty }], asks: [] }));
  refused((changes) => micro.depth({ timeNs: 1n, bids: [], asks: [], changes }), ODD.slice(2));
  refused((odd) => micro.restore(odd));
  refused((odd) => micro.bar(odd, 1));
  refused((odd) => micro.bar(1, odd));
  expect(micro.save()).toEqual(before);
});

test('bars of VPIN that are no numbers', () => {
  using micro = createMicrostructure(SCALES, { vpin: { bucketQty: 5, sigma: 1 } });
  for (const odd of ODD) {
    if (odd !== -1) expect(codeOf(() => micro.bar(odd as never, 1))).toBe('BAD_ARGUMENT');
    expect(codeOf(() => micro.bar(1, odd as never))).toBe('BAD_ARGUMENT');
  }
});

test('a state of another layout', () => {
  using micro = createMicrostructure(SCALES);
  const state = micro.save();
  micro.restore(state);
  new MicroConfigView(new DataView(state.buffer), MicroValuesView.size).layout--;
  expect(codeOf(() => micro.restore(state))).toBe('BAD_ARGUMENT');
});
