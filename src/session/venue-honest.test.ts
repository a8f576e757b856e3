// The honest profile, rule by rule.
import { describe, expect, it } from 'vitest';
import type { VenueConfigView } from '../abi/venue.ts';
import { createVenueKit, lineOf, type VenueEvent, type VenueKit } from '../testing/venue-kit.ts';

const lines = (events: readonly VenueEvent[]): string[] => events.map(lineOf);

/** A market of 100 x 10, 99 x 20 against 102 x 8, 103 x 30. */
async function market(config?: (view: VenueConfigView) => void): Promise<VenueKit> {
  const kit = await createVenueKit(config === undefined ? {} : { config });
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

describe('taking', () => {
  it('walks the levels, and takes no displayed quantity twice', async () => {
    const kit = await market();
    expect(lines(kit.submit({ id: 1, price: 103, qty: 10 }))).toEqual([
      '1 Working',
      '1 buy 8@102 taker, 2 left',
      '1 buy 2@103 taker',
    ]);
    expect(lines(kit.submit({ id: 2, kind: 'Market', qty: 29 }))).toEqual([
      '2 Working',
      '2 buy 28@103 taker, 1 left',
      '2 Cancelled NothingLeftToTake',
    ]);
  });
});

describe('resting', () => {
  it('waits behind what is displayed, then has its part of each print', async () => {
    const kit = await market();
    expect(lines(kit.submit({ id: 1, price: 100, qty: 5 }))).toEqual(['1 Working']);
    expect(kit.ahead(1)).toBe(10);
    expect(kit.trade('sell', 100, 4)).toEqual([]);
    expect(kit.ahead(1)).toBe(6);
    kit.levels([[100, 30]]);
    expect(kit.ahead(1)).toBe(6);
    kit.levels([[100, 3]]);
    expect(kit.ahead(1)).toBe(3);
    expect(lines(kit.trade('sell', 100, 5))).toEqual(['1 buy 2@100 maker, 3 left']);
    expect(lines(kit.trade('sell', 99, 2))).toEqual(['1 buy 2@100 maker, 1 left']);
    expect(lines(kit.levels([], [[99, 7]]))).toEqual(['1 buy 1@100 maker']);
    expect(kit.openOrders).toBe(0);
  });
});
