// The profile compat-hftbacktest, rule by rule.
import { describe, expect, it } from 'vitest';
import { RecordKind } from '../abi/records.ts';
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

  it('passes the level over that stands next to a clear of one side', async () => {
    const kit = await market();
    kit.levels([
      [98, 5],
      [97, 5],
    ]);
    kit.write.event(RecordKind.DepthClear, { recv: 0n, price: 99n, flags: 3 | 4 });
    kit.market();
    // 98 is still there, and yet the best bid is 97.
    expect(lines(kit.submit({ id: 1, side: 'sell', price: 98, qty: 5 }))).toEqual(['1 Working']);
    expect(lines(kit.submit({ id: 2, side: 'sell', price: 97, qty: 5 }))).toEqual([
      '2 Working',
      '2 sell 5@97 taker',
    ]);
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

describe('single orders', () => {
  const BID = 7;
  const ASK = 11;
  async function queue(): Promise<VenueKit> {
    const kit = await createVenueKit({
      instrument: { bookModel: 'L3' },
      config: (view) => {
        view.profile = 1;
      },
    });
    kit.orderEvent(RecordKind.OrderAdd, 11, 100, 5, BID);
    kit.orderEvent(RecordKind.OrderAdd, 12, 100, 5, BID);
    kit.orderEvent(RecordKind.OrderAdd, 13, 103, 5, ASK);
    return kit;
  }

  it('fills an order whole once one behind it is executed', async () => {
    const kit = await queue();
    kit.submit({ id: 1, price: 100, qty: 50 });
    kit.orderEvent(RecordKind.OrderAdd, 14, 100, 5, BID);
    expect(kit.orderEvent(RecordKind.OrderExecute, 11, 100, 5, BID)).toEqual([]);
    expect(kit.orderEvent(RecordKind.OrderExecute, 12, 100, 5, BID)).toEqual([]);
    expect(lines(kit.orderEvent(RecordKind.OrderExecute, 14, 100, 1, BID))).toEqual([
      '1 buy 50@100 maker',
    ]);
  });

  it('fills at a best price that reaches the order, and ends orders with a clear', async () => {
    const kit = await queue();
    kit.submit({ id: 1, price: 100, qty: 50 });
    kit.submit({ id: 2, price: 99, qty: 50 });
    kit.submit({ id: 3, side: 'sell', price: 102, qty: 50 });
    expect(lines(kit.orderEvent(RecordKind.OrderAdd, 15, 100, 5, ASK))).toEqual([
      '1 buy 50@100 maker',
    ]);
    kit.write.event(RecordKind.DepthClear, { recv: 0n, flags: 3 | 4 });
    expect(lines(kit.market())).toEqual(['2 Expired BookNotLive']);
    kit.write.event(RecordKind.DepthClear, { recv: 0n });
    expect(lines(kit.market())).toEqual(['3 Expired BookNotLive']);
  });

  it('changes an order without a look at the other side', async () => {
    const kit = await queue();
    kit.submit({ id: 1, price: 100, qty: 5 });
    expect(lines(kit.replace(1, 104, 6))).toEqual(['1 Working Requested']);
    expect(Number(kit.order(1)?.leavesQty)).toBe(6);
  });
});
