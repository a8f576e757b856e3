// What a share of a bar's volume leaves of an order, and legs whose entry fills beyond them.
import { describe, expect, it } from 'vitest';
import { createVenueKit, lineOf, type VenueEvent, type VenueKit } from '../testing/venue-kit.ts';

const lines = (events: readonly VenueEvent[]): string[] => events.map(lineOf);

/** A hundredth of a bar's volume, which is 10. */
const shared = (): Promise<VenueKit> =>
  createVenueKit({
    config: (view) => {
      view.fillSource = 1;
      view.barSharePerMille = 10;
    },
  });

type Bar = Readonly<Record<'open' | 'high' | 'low' | 'close', number>>;
const CALM: Bar = { open: 100, high: 101, low: 99, close: 100 };

describe('the rest of an order that takes', () => {
  it('goes on at the next open within its limit, as a market order does', async () => {
    const kit = await shared();
    kit.submit({ id: 1, price: 105, qty: 25 });
    expect(lines(kit.bar(CALM))).toEqual(['1 buy 10@100 taker, 15 left']);
    expect(lines(kit.bar({ ...CALM, open: 101 }))).toEqual(['1 buy 10@101 taker, 5 left']);
    expect(lines(kit.bar(CALM))).toEqual(['1 buy 5@100 taker']);
  });

  it('waits where another order has the whole share', async () => {
    const kit = await shared();
    kit.submit({ id: 1, kind: 'Market', qty: 10 });
    kit.submit({ id: 2, price: 105, qty: 5 });
    expect(lines(kit.bar(CALM))).toEqual(['1 buy 10@100 taker']);
    expect(lines(kit.bar(CALM))).toEqual(['2 buy 5@100 taker']);
  });

  it('rests where the next open is beyond its limit', async () => {
    const kit = await shared();
    kit.submit({ id: 1, price: 105, qty: 15 });
    expect(lines(kit.bar(CALM))).toEqual(['1 buy 10@100 taker, 5 left']);
    expect(kit.bar({ open: 107, high: 109, low: 106, close: 108 })).toEqual([]);
    expect(lines(kit.bar({ open: 107, high: 109, low: 104, close: 108 }))).toEqual([
      '1 buy 5@105 maker',
    ]);
  });

  it('goes on behind the stop of a stop limit', async () => {
    const kit = await shared();
    kit.submit({ id: 1, side: 'sell', kind: 'StopLimit', stop: 98, price: 80, qty: 15 });
    expect(lines(kit.bar({ open: 99, high: 100, low: 96, close: 97 }))).toEqual([
      '1 Working',
      '1 sell 10@98 taker, 5 left',
    ]);
    expect(lines(kit.bar({ open: 95, high: 96, low: 94, close: 95 }))).toEqual([
      '1 sell 5@95 taker',
    ]);
  });

  it('can be cancelled between two bars', async () => {
    const kit = await shared();
    kit.submit({ id: 1, price: 105, qty: 25 });
    kit.bar(CALM);
    expect(lines(kit.cancel(1))).toEqual(['1 Cancelled Requested']);
    expect(kit.bar(CALM)).toEqual([]);
    expect(kit.openOrders).toBe(0);
  });
});

describe('a target that its entry passes', () => {
  const REDUCE_ONLY = 4;
  const open = () =>
    createVenueKit({
      config: (view) => {
        view.fillSource = 1;
      },
    });

  /** Entry and target are there for a calm bar; then the market opens beyond both. */
  async function gapped(side: 'buy' | 'sell', stop: number, target: number, bar: Bar) {
    const kit = await open();
    const other = side === 'buy' ? 'sell' : 'buy';
    kit.submit({ id: 1, side, kind: 'StopMarket', stop, qty: 2 });
    kit.submit({ id: 2, side: other, price: target, qty: 2, flags: REDUCE_ONLY });
    expect(kit.bar(CALM)).toEqual([]);
    return lines(kit.bar(bar));
  }
  const UP = { open: 110, high: 113, low: 109, close: 110 };
  const DOWN = { open: 90, high: 91, low: 87, close: 90 };

  it.each([
    ['takes at what the entry paid, as nothing traded below it', 'buy', 105, 108, UP, '110 taker'],
    ['does so for a short', 'sell', 95, 92, DOWN, '90 taker'],
    ['is a maker at its price beyond the entry', 'buy', 105, 112, UP, '112 maker'],
    ['is one for a short', 'sell', 95, 88, DOWN, '88 maker'],
  ] as const)('%s', async (_, side, stop, target, bar, fill) => {
    const other = side === 'buy' ? 'sell' : 'buy';
    expect(await gapped(side, stop, target, bar)).toEqual([
      '1 Working',
      `1 ${side} 2@${bar.open} taker`,
      `2 ${other} 2@${fill}`,
    ]);
  });
});
