// The honest profile, rule by rule; venue-honest-twin.test.ts has them all at once.
import { describe, expect, it } from 'vitest';
import { RecordKind } from '../abi/records.ts';
import type { VenueConfigView } from '../abi/venue.ts';
import { createVenueKit, lineOf, type VenueEvent, type VenueKit } from '../testing/venue-kit.ts';

const lines = (events: readonly VenueEvent[]): string[] => events.map(lineOf);
const POST_ONLY = 1;
const SLIDE = 2;
const REDUCE_ONLY = 4;

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

  it('gives back what was taken only as far as the recorded level was smaller', async () => {
    const kit = await market();
    kit.submit({ id: 1, price: 102, qty: 8 });
    kit.levels([], [[102, 3]]);
    kit.levels([], [[102, 8]]);
    expect(lines(kit.submit({ id: 2, price: 102, qty: 8, tif: 'Ioc' }))).toEqual([
      '2 Working',
      '2 buy 5@102 taker, 3 left',
      '2 Cancelled NothingLeftToTake',
    ]);
  });

  it('gives it back after a time where that is set', async () => {
    const kit = await market((view) => {
      view.consumedTtlNs = 100n;
    });
    kit.submit({ id: 1, price: 102, qty: 8 });
    expect(lines(kit.submit({ id: 2, price: 102, qty: 1, tif: 'Fok' }))).toEqual([
      '2 Cancelled NotFillable',
    ]);
    kit.time(2_000);
    expect(lines(kit.submit({ id: 3, price: 102, qty: 8, tif: 'Fok' }))).toEqual([
      '3 Working',
      '3 buy 8@102 taker',
    ]);
  });

  it('keeps market orders within their protection', async () => {
    const kit = await market((view) => {
      view.protectionTicks = 1;
    });
    kit.levels([], [[104, 50]]);
    expect(lines(kit.submit({ id: 1, kind: 'Market', qty: 40 }))).toEqual([
      '1 Working',
      '1 buy 8@102 taker, 32 left',
      '1 buy 30@103 taker, 2 left',
      '1 Cancelled NothingLeftToTake',
    ]);
  });

  it('worsens the price by the impact of what was taken, never beyond the limit', async () => {
    const kit = await market((view) => {
      view.impact = 2;
      view.impactTicks = 2;
      view.impactQty = 8n;
    });
    expect(lines(kit.submit({ id: 1, kind: 'Market', qty: 10 }))).toEqual([
      '1 Working',
      '1 buy 8@104 taker, 2 left',
      '1 buy 2@105 taker',
    ]);
    expect(lines(kit.submit({ id: 2, side: 'sell', price: 99, qty: 10 }))).toEqual([
      '2 Working',
      '2 sell 10@99 taker',
    ]);
  });

  it('does with own orders in the way what the taker says', async () => {
    const kit = await market();
    const maker = { side: 'sell', price: 101, qty: 5 } as const;
    kit.submit({ id: 1, ...maker });
    expect(lines(kit.submit({ id: 2, price: 101, qty: 3, selfTrade: 'CancelTaker' }))).toEqual([
      '2 Working',
      '2 Cancelled SelfTrade',
    ]);
    expect(lines(kit.submit({ id: 3, price: 101, qty: 3, selfTrade: 'Decrement' }))).toEqual([
      '3 Working',
      '1 Working SelfTrade',
      '3 Cancelled SelfTrade',
    ]);
    expect(lines(kit.submit({ id: 4, price: 101, qty: 1, selfTrade: 'Allow' }))).toEqual([
      '4 Working',
      '1 sell 1@101 maker, 1 left',
      '4 buy 1@101 taker',
    ]);
    expect(lines(kit.submit({ id: 5, price: 102, qty: 1, selfTrade: 'CancelMaker' }))).toEqual([
      '5 Working',
      '1 Cancelled SelfTrade',
      '5 buy 1@102 taker',
    ]);
    kit.submit({ id: 6, ...maker });
    const both = { id: 7, price: 102, qty: 1, selfTrade: 'CancelBoth' } as const;
    expect(lines(kit.submit(both))).toEqual([
      '7 Working',
      '6 Cancelled SelfTrade',
      '7 Cancelled SelfTrade',
    ]);
    kit.submit({ id: 8, ...maker });
    expect(lines(kit.submit({ ...both, id: 9, owner: 2 }))).toEqual([
      '9 Working',
      '8 sell 1@101 maker, 4 left',
      '9 buy 1@101 taker',
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
    expect(kit.levels([], [[100, 7]])).toEqual([]);
    expect(lines(kit.levels([], [[99, 7]]))).toEqual(['1 buy 1@100 maker']);
    expect(kit.openOrders).toBe(0);
  });

  it('shares one print among own orders, and no displayed quantity between two', async () => {
    const kit = await market();
    kit.submit({ id: 1, price: 100, qty: 5 });
    kit.submit({ id: 2, price: 100, qty: 5 });
    kit.submit({ id: 3, price: 101, qty: 2 });
    expect(lines(kit.trade('sell', 100, 18))).toEqual([
      '3 buy 2@101 maker',
      '1 buy 5@100 maker',
      '2 buy 1@100 maker, 4 left',
    ]);
    kit.submit({ id: 4, price: 100, qty: 5 });
    expect(lines(kit.levels([], [[98, 6]]))).toEqual([
      '2 buy 4@100 maker',
      '4 buy 2@100 maker, 3 left',
    ]);
    expect(kit.levels([], [[98, 6]])).toEqual([]);
  });

  it('takes a part of the level as hidden ahead where that is set', async () => {
    const kit = await market((view) => {
      view.hiddenPerMille = 500;
    });
    kit.submit({ id: 1, price: 100, qty: 5 });
    expect(kit.ahead(1)).toBe(15);
    kit.levels([[100, 4]]);
    expect(kit.ahead(1)).toBe(6);
  });

  it('shares decreases by the place in the queue where that is set', async () => {
    const kit = await market((view) => {
      view.queueModel = 3;
      view.power = 1;
    });
    kit.submit({ id: 1, price: 100, qty: 5 });
    kit.levels([[100, 30]]);
    // A third is ahead: so is a third of what goes.
    kit.levels([[100, 24]]);
    expect(kit.ahead(1)).toBe(8);
    kit.levels([[100, 100]]);
    expect(kit.ahead(1)).toBe(8);
    kit.levels([[100, 2]]);
    expect(kit.ahead(1)).toBeLessThanOrEqual(2);
  });

  it('shows an iceberg part by part, each at the end of the queue', async () => {
    const kit = await market();
    kit.submit({ id: 1, kind: 'Iceberg', price: 100, qty: 6, display: 2 });
    expect(lines(kit.trade('sell', 100, 20))).toEqual(['1 buy 2@100 maker, 4 left']);
    expect(kit.ahead(1)).toBe(10);
  });

  it('believes a snapshot between its ends only', async () => {
    const kit = await market();
    kit.submit({ id: 1, price: 99, qty: 5 });
    kit.submit({ id: 2, price: 90, qty: 5 });
    kit.levels([[90, 7]]);
    kit.book([[100, 4]], [[102, 4]]);
    expect([kit.ahead(1), kit.ahead(2)]).toEqual([20, 0]);
    kit.book(
      [
        [100, 4],
        [98, 1],
      ],
      [[102, 4]],
    );
    expect(kit.ahead(1)).toBe(0);
  });
});

describe('single orders', () => {
  const BID = 7;
  async function queue(): Promise<VenueKit> {
    const kit = await createVenueKit({ instrument: { bookModel: 'L3' } });
    kit.orderEvent(RecordKind.OrderAdd, 11, 100, 5, BID);
    kit.orderEvent(RecordKind.OrderAdd, 12, 100, 5, BID);
    return kit;
  }

  it('stands behind the orders that were there, and before those that came', async () => {
    const kit = await queue();
    kit.submit({ id: 1, price: 100, qty: 6 });
    kit.orderEvent(RecordKind.OrderAdd, 13, 100, 9, BID);
    kit.orderEvent(RecordKind.OrderReduce, 12, 100, 2, BID);
    expect([kit.ahead(1), kit.order(1)?.aheadOrders]).toEqual([8, 2]);
    // Larger than before, it goes to the end.
    kit.orderEvent(RecordKind.OrderModify, 11, 100, 6, BID);
    expect([kit.ahead(1), kit.order(1)?.aheadOrders]).toEqual([3, 1]);
    expect(kit.orderEvent(RecordKind.OrderExecute, 12, 100, 3, BID)).toEqual([]);
    expect(lines(kit.orderEvent(RecordKind.OrderExecute, 13, 100, 4, BID))).toEqual([
      '1 buy 4@100 maker, 2 left',
    ]);
    expect(lines(kit.orderEvent(RecordKind.OrderExecute, 99, 99, 4, BID))).toEqual([
      '1 buy 2@100 maker',
    ]);
  });

  it('does not count a printed execution twice', async () => {
    const kit = await queue();
    kit.submit({ id: 1, price: 101, qty: 9 });
    expect(lines(kit.orderEvent(RecordKind.OrderExecute, 11, 100, 5, BID))).toEqual([
      '1 buy 5@101 maker, 4 left',
    ]);
    expect(kit.trade('sell', 100, 5)).toEqual([]);
  });
});

describe('flags, kinds and times', () => {
  it('refuses or moves post-only orders that would take', async () => {
    const kit = await market();
    const post = { price: 103, qty: 5 };
    expect(lines(kit.submit({ id: 1, ...post, flags: POST_ONLY }))).toEqual([
      '1 Rejected WouldTake',
    ]);
    const [answer] = kit.submit({ id: 2, ...post, flags: POST_ONLY | SLIDE });
    expect(answer).toMatchObject({ type: 'update', price: 101 });
    const [other] = kit.submit({ id: 3, side: 'sell', price: 99, qty: 5, flags: 3 });
    expect(other).toMatchObject({ type: 'update', price: 102 });
  });

  it('lets reduce-only orders close a position and no more', async () => {
    const kit = await market();
    const exit = { side: 'sell', qty: 9, flags: REDUCE_ONLY } as const;
    expect(lines(kit.submit({ id: 1, ...exit, price: 105 }))).toEqual([
      '1 Rejected NothingToReduce',
    ]);
    kit.submit({ id: 2, kind: 'Market', qty: 4 });
    kit.submit({ id: 3, ...exit, price: 105 });
    expect(lines(kit.submit({ id: 4, ...exit, kind: 'Market' }))).toEqual([
      '4 Working',
      '4 sell 4@100 taker, 5 left',
      '4 Cancelled NothingToReduce',
      '3 Cancelled NothingToReduce',
    ]);
  });

  it('executes stops once a trade is at their price', async () => {
    const kit = await market();
    kit.submit({ id: 1, kind: 'StopMarket', stop: 102, qty: 3 });
    kit.submit({ id: 2, kind: 'StopLimit', stop: 102, price: 101, qty: 3 });
    kit.submit({ id: 3, kind: 'TrailingStop', side: 'sell', trail: 2, qty: 3 });
    kit.trade('buy', 101, 1);
    expect(Number(kit.order(3)?.stopPrice)).toBe(99);
    expect(lines(kit.trade('buy', 102, 1))).toEqual([
      '1 Working',
      '1 buy 3@102 taker',
      '2 Working',
    ]);
    expect(lines(kit.trade('sell', 100, 30))).toEqual([
      '2 buy 3@101 maker',
      '3 Working',
      '3 sell 3@99 taker',
    ]);
  });

  it('looks at quotes for stops where that is set', async () => {
    const kit = await market((view) => {
      view.stopTrigger = 1;
    });
    kit.submit({ id: 1, kind: 'StopMarket', side: 'sell', stop: 99, qty: 3 });
    expect(kit.trade('sell', 98, 1)).toEqual([]);
    expect(lines(kit.levels([[100, 0]]))).toEqual(['1 Working', '1 sell 3@99 taker']);
  });

  it('ends orders at their time, and day orders at the end of the day', async () => {
    const kit = await market((view) => {
      view.dayEndNs = 5_000n;
    });
    kit.submit({ id: 1, price: 90, qty: 1, tif: 'Day' });
    kit.submit({ id: 2, price: 90, qty: 1, tif: 'Gtd', expire: 2_000 });
    expect(kit.nextTime).toBe(2_000n);
    expect(lines(kit.time(2_000))).toEqual(['2 Expired TimeOver']);
    expect(kit.nextTime).toBe(5_000n);
    expect(lines(kit.time(6_000))).toEqual(['1 Expired TimeOver']);
    kit.submit({ id: 3, price: 90, qty: 1, tif: 'Day' });
    expect(kit.nextTime).toBe(86_400_000_005_000n);
  });

  it('takes nothing in a halt and rests only while quoting', async () => {
    const kit = await market();
    const halted = (status: number): VenueEvent[] => {
      kit.write.event(RecordKind.Status, { recv: 0n, status });
      return kit.market();
    };
    halted(1);
    expect(lines(kit.submit({ id: 1, price: 90, qty: 1 }))).toEqual(['1 Rejected NotTrading']);
    halted(2);
    expect(lines(kit.submit({ id: 2, price: 102, qty: 1 }))).toEqual(['2 Rejected NotTrading']);
    expect(lines(kit.submit({ id: 3, price: 90, qty: 1 }))).toEqual(['3 Working']);
    halted(0);
    expect(lines(kit.submit({ id: 4, price: 102, qty: 1 }))).toEqual([
      '4 Working',
      '4 buy 1@102 taker',
    ]);
  });

  it('names what is wrong with an order', async () => {
    const kit = await createVenueKit({
      instrument: { tickSize: 5n, lotSize: 10n },
      config: (view) => {
        view.ordersMax = 1;
      },
    });
    const reasons = (fields: Parameters<VenueKit['submit']>[0]) => lines(kit.submit(fields));
    expect(reasons({ id: 1, price: 100, qty: 10 })).toEqual(['1 Rejected BookNotLive']);
    kit.book([[100, 50]], [[110, 50]]);
    expect(reasons({ id: 1, price: 101, qty: 10 })).toEqual(['1 Rejected BadPrice']);
    expect(reasons({ id: 1, price: 100, qty: 15 })).toEqual(['1 Rejected BadQty']);
    expect(reasons({ id: 1, price: 100, qty: 10 * 2 ** 58 })).toEqual(['1 Rejected BadQty']);
    expect(reasons({ id: 1, price: 100, qty: 10, flags: SLIDE })).toEqual(['1 Rejected BadOrder']);
    expect(reasons({ id: 1, price: 100, qty: 10, stop: 100 })).toEqual(['1 Rejected BadOrder']);
    expect(reasons({ id: 1, price: 100, qty: 10, tif: 'Gtd', expire: 5 })).toEqual([
      '1 Rejected TimeOver',
    ]);
    expect(reasons({ id: 1, price: 100, qty: 10 })).toEqual(['1 Working']);
    expect(reasons({ id: 1, price: 100, qty: 10 })).toEqual(['1 Rejected DuplicateOrder']);
    expect(reasons({ id: 2, price: 100, qty: 10 })).toEqual(['2 Rejected OrdersFull']);
    expect(lines(kit.cancel(1, 2))).toEqual(['1 Rejected UnknownOrder']);
    expect(lines(kit.replace(1, 101, 10))).toEqual(['1 Working BadPrice']);
  });

  it('follows the instrument to a finer scale', async () => {
    const kit = await market();
    kit.submit({ id: 1, price: 100, qty: 5 });
    kit.submit({ id: 2, price: 103, qty: 9 });
    kit.write.define({ venue: 'generated', priceScale: 3, qtyScale: 4, version: 2 }, kit.now);
    kit.market();
    const state = kit.order(1);
    const numbers = [state?.price, state?.leavesQty, state?.aheadQty].map(Number);
    expect(numbers).toEqual([1000, 50, 100]);
    expect(lines(kit.trade('sell', 1000, 120))).toEqual(['1 buy 20@1000 maker, 30 left']);
    expect(lines(kit.submit({ id: 3, price: 1030, qty: 300 }))).toEqual([
      '3 Working',
      '3 buy 290@1030 taker, 10 left',
    ]);
  });
});
