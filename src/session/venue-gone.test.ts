// What prints and quotes say of levels that are still displayed: takers do not get them.
import { describe, expect, it } from 'vitest';
import { RecordKind } from '../abi/records.ts';
import { createVenueKit, lineOf, type VenueEvent, type VenueKit } from '../testing/venue-kit.ts';

const lines = (events: readonly VenueEvent[]): string[] => events.map(lineOf);

/** 100 x 10, 99 x 20, 97 x 50 against 102 x 8, 103 x 30, 105 x 50. */
async function market(): Promise<VenueKit> {
  const kit = await createVenueKit({});
  const bids = [
    [100, 10],
    [99, 20],
    [97, 50],
  ] as const;
  const asks = [
    [102, 8],
    [103, 30],
    [105, 50],
  ] as const;
  kit.book(bids, asks);
  return kit;
}

let id = 0;
/** What a taker of so much gets, in one line a price. */
function taken(kit: VenueKit, side: 'buy' | 'sell', qty: number): string[] {
  const limit = side === 'buy' ? 105 : 97;
  id++;
  const said = lines(kit.submit({ id, side, price: limit, qty, tif: 'Ioc' }));
  return said.flatMap((line) => / (\d+@\d+) /.exec(line)?.[1] ?? []);
}

describe('a print', () => {
  it('leaves nothing better than its price, and at its price what it did not take', async () => {
    const kit = await market();
    kit.trade('buy', 103, 12);
    expect(taken(kit, 'buy', 20)).toEqual(['18@103', '2@105']);
    // The other side is as it was.
    expect(taken(kit, 'sell', 12)).toEqual(['10@100', '2@99']);
  });

  it('adds to others of its price; one that went less far changes nothing', async () => {
    const kit = await market();
    kit.trade('sell', 99, 5);
    kit.trade('sell', 99, 6);
    kit.trade('sell', 100, 3);
    expect(taken(kit, 'sell', 11)).toEqual(['9@99', '2@97']);
  });

  it('fills no stop better than the print that woke it', async () => {
    const kit = await market();
    kit.submit({ id: 900, kind: 'StopMarket', side: 'buy', stop: 105, qty: 4 });
    const said = lines(kit.trade('buy', 105, 1));
    expect(said).toEqual(['900 Working', '900 buy 4@105 taker']);
  });

  it('holds until the depth is told anew, for fill-or-kill orders too', async () => {
    const kit = await market();
    kit.trade('buy', 103, 30);
    id++;
    const [said] = lines(kit.submit({ id, price: 103, qty: 1, tif: 'Fok' })).slice(-1);
    expect(said).toMatch(/NotFillable/);
    kit.levels([], [[103, 25]]);
    expect(taken(kit, 'buy', 20)).toEqual(['8@102', '12@103']);
  });

  it('holds for the levels of which a row that stands alone says nothing', async () => {
    const kit = await market();
    kit.trade('buy', 105, 1);
    kit.single(1, 103, 7);
    expect(taken(kit, 'buy', 9)).toEqual(['7@103', '2@105']);
    kit.single(1, 102, 0);
    kit.single(1, 101, 3);
    expect(taken(kit, 'buy', 4)).toEqual(['3@101', '1@105']);
  });

  it('is no news in a book of single orders', async () => {
    const kit = await createVenueKit({ instrument: { bookModel: 'L3' } });
    kit.orderEvent(RecordKind.OrderAdd, 1, 102, 8, 11);
    kit.trade('buy', 105, 1);
    expect(taken(kit, 'buy', 4)).toEqual(['4@102']);
  });
});

describe('the best quotes', () => {
  it('say what is gone, and what has come back', async () => {
    const kit = await market();
    kit.trade('buy', 105, 50);
    kit.quotes([99, 4], [103, 30]);
    expect(taken(kit, 'buy', 31)).toEqual(['30@103', '1@105']);
    expect(taken(kit, 'sell', 6)).toEqual(['4@99', '2@97']);
  });
});
