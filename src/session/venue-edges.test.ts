// Ties and last moments of the honest profile, which random markets seldom meet.
import { describe, expect, it } from 'vitest';
import { createVenueKit, lineOf, type VenueKit } from '../testing/venue-kit.ts';

/** A print that says nothing of who took. */
const print = (kit: VenueKit, price: number, qty: number): string[] => {
  kit.write.trade({ recv: 0n, price: BigInt(price), qty: BigInt(qty), flags: 3 });
  return kit.market().map(lineOf);
};

describe('a print without an aggressor', () => {
  it.each([
    [101, 'buy', ['1 buy 5@101 maker']],
    [103, 'sell', ['1 sell 5@103 maker']],
    // In the middle it hit the bids.
    [102, 'buy', ['1 buy 5@102 maker']],
    [102, 'sell', []],
  ] as const)('at %i, with an own %s order there', async (price, side, lines) => {
    const kit = await createVenueKit();
    kit.book([[100, 5]], [[104, 5]]);
    kit.submit({ id: 1, side, price, qty: 5 });
    expect(print(kit, price, 9)).toEqual(lines);
  });
});

describe('what own orders took', () => {
  it('is there again after its time, to the nanosecond', async () => {
    const TTL = 50n;
    const take = async (after: bigint): Promise<string[]> => {
      const kit = await createVenueKit({
        config(view) {
          view.consumedTtlNs = TTL;
        },
      });
      kit.book([[100, 5]], [[104, 5]]);
      const taken = kit.now;
      expect(kit.submit({ id: 1, kind: 'Market', qty: 5 }).map(lineOf)).toEqual([
        '1 Working',
        '1 buy 5@104 taker',
      ]);
      kit.now = taken + after;
      return kit.submit({ id: 2, kind: 'Market', qty: 5 }).map(lineOf);
    };
    const nothing = ['2 Working', '2 Cancelled NothingLeftToTake'];
    expect(await take(TTL - 1n)).toEqual(nothing);
    expect(await take(TTL)).toEqual(['2 Working', '2 buy 5@104 taker']);
  });
});
