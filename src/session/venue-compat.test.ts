// The profile compat-hftbacktest, rule by rule.
import { describe, expect, it } from 'vitest';
import type { VenueConfigView } from '../abi/venue.ts';
import { createVenueKit, lineOf, type VenueEvent, type VenueKit } from '../testing/venue-kit.ts';

const lines = (events: readonly VenueEvent[]): string[] => events.map(lineOf);

/** A market of 100 x 10, 99 x 20 against 102 x 8, 103 x 30. */
async function market(config?: (view: VenueConfigView) => void): Promise<VenueKit> {
  const kit = await createVenueKit({
    config: (view) => {
      view.profile = 1;
      config?.(view);
    },
  });
  kit.book(
    [
      [100, 10],
      [99, 20],
    ],
    [
      [102, 8],
      [103, 30],
    ],
  );
  return kit;
}

const partial = (view: VenueConfigView): void => {
  view.compatExchange = 1;
};

describe('exchange without partial fills', () => {
  it('fills a crossing order whole at the opposite best', async () => {
    const kit = await market();
    expect(lines(kit.submit({ id: 1, price: 103, qty: 50 }))).toEqual([
      '1 Working',
      '1 buy 50@102 taker',
    ]);
  });

  it('ends crossing post-only orders and immediate ones that do not cross', async () => {
    const kit = await market();
    expect(lines(kit.submit({ id: 1, price: 102, qty: 5, flags: 1 }))).toEqual([
      '1 Expired WouldTake',
    ]);
    expect(lines(kit.submit({ id: 2, price: 101, qty: 5, tif: 'Ioc' }))).toEqual([
      '2 Expired NothingLeftToTake',
    ]);
    expect(lines(kit.submit({ id: 3, price: 101, qty: 5, tif: 'Fok' }))).toEqual([
      '3 Expired NotFillable',
    ]);
  });

  it('fills at the price once more than the queue has traded, whole', async () => {
    const kit = await market();
    kit.submit({ id: 1, price: 100, qty: 50 });
    expect(kit.trade('sell', 100, 10)).toEqual([]);
    expect(lines(kit.trade('sell', 100, 1))).toEqual(['1 buy 50@100 maker']);
  });

  it('caps the queue at the level', async () => {
    const kit = await market();
    kit.submit({ id: 1, price: 100, qty: 50 });
    kit.levels([[100, 30]]);
    expect(kit.ahead(1)).toBe(10);
    kit.levels([[100, 2]]);
    expect(kit.ahead(1)).toBe(2);
    expect(lines(kit.trade('sell', 100, 3))).toEqual(['1 buy 50@100 maker']);
  });

  it('fills below a print and at a best price that reaches the order', async () => {
    const kit = await market();
    kit.submit({ id: 1, price: 100, qty: 5 });
    kit.submit({ id: 2, price: 99, qty: 5 });
    expect(lines(kit.trade('sell', 99, 1))).toEqual(['1 buy 5@100 maker']);
    expect(lines(kit.levels([], [[99, 1]]))).toEqual(['2 buy 5@99 maker']);
  });

  it('keeps the place of an order that does not grow, and takes others for new', async () => {
    const kit = await market();
    kit.submit({ id: 1, price: 100, qty: 5 });
    kit.trade('sell', 100, 4);
    expect(lines(kit.replace(1, 100, 3))).toEqual(['1 Working Requested']);
    expect(kit.ahead(1)).toBe(6);
    kit.replace(1, 100, 4);
    expect(kit.ahead(1)).toBe(10);
    // What it executes is what was left of it before.
    expect(lines(kit.replace(1, 102, 4))).toEqual(['1 Working Requested', '1 buy 3@102 taker']);
    expect(lines(kit.replace(1, 100, 4))).toEqual(['1 Rejected UnknownOrder']);
  });

  it('has no stops', async () => {
    const kit = await market();
    expect(lines(kit.submit({ id: 1, kind: 'StopMarket', stop: 105, qty: 5 }))).toEqual([
      '1 Rejected BadOrder',
    ]);
  });
});

describe('exchange with partial fills', () => {
  it('gives a resting order what traded beyond its queue', async () => {
    const kit = await market(partial);
    kit.submit({ id: 1, price: 100, qty: 5 });
    expect(lines(kit.trade('sell', 100, 12))).toEqual(['1 buy 2@100 maker, 3 left']);
    expect(lines(kit.trade('sell', 100, 1))).toEqual(['1 buy 1@100 maker, 2 left']);
    expect(lines(kit.trade('sell', 99, 1))).toEqual(['1 buy 2@100 maker']);
  });

  it('walks the levels for a taker, which stay as they are', async () => {
    const kit = await market(partial);
    expect(lines(kit.submit({ id: 1, price: 103, qty: 10 }))).toEqual([
      '1 Working',
      '1 buy 8@102 taker, 2 left',
      '1 buy 2@103 taker',
    ]);
    expect(lines(kit.submit({ id: 2, price: 102, qty: 10, tif: 'Ioc' }))).toEqual([
      '2 Working',
      '2 buy 8@102 taker, 2 left',
      '2 Expired NothingLeftToTake',
    ]);
    expect(lines(kit.submit({ id: 3, price: 102, qty: 10, tif: 'Fok' }))).toEqual([
      '3 Expired NotFillable',
    ]);
  });
});
