// The rules of the matching engine one by one, as answers to commands.
import { beforeEach, describe, expect, it } from 'vitest';
import { eventLine as line } from '../testing/matching-records.ts';
import type { NewOrder } from './commands.ts';
import { createMatchingEngine, type MatchingEngine } from './matching-engine.ts';

const DAY = 86_400_000_000_000n;

let engine: MatchingEngine;

beforeEach(async () => {
  engine = await createMatchingEngine({
    ordersMax: 64,
    ownersMax: 8,
    windowBits: 8,
    outputBytes: 64,
    memoryBytes: 1 << 20,
  });
});

function submit(order: NewOrder): string[] {
  const events = engine.submit(order).map(line);
  engine.verify();
  return events;
}

function buy(orderId: number, qty: number, price: number, more: Partial<NewOrder> = {}): string[] {
  const [id, size, limit] = [BigInt(orderId), BigInt(qty), BigInt(price)];
  return submit({ orderId: id, side: 'buy', qty: size, price: limit, ...more });
}

function sell(orderId: number, qty: number, price: number, more: Partial<NewOrder> = {}): string[] {
  return buy(orderId, qty, price, { side: 'sell', ...more });
}

function market(
  orderId: number,
  side: 'buy' | 'sell',
  qty: number,
  more: Partial<NewOrder> = {},
): string[] {
  return submit({ orderId: BigInt(orderId), side, kind: 'market', qty: BigInt(qty), ...more });
}

describe('priority', () => {
  it('is price, then time', () => {
    expect(sell(1, 5, 101)).toEqual(['1 Working 101 5/0']);
    sell(2, 5, 100);
    sell(3, 5, 100);
    expect(buy(4, 12, 101)).toEqual([
      '4 x 2 5@100',
      '4 x 3 5@100',
      '4 x 1 2@101',
      '4 Filled 101 0/12',
    ]);
    expect(engine.order(1n)).toEqual({
      side: 'sell',
      price: 101n,
      leavesQty: 3n,
      ordersAhead: 0,
      qtyAhead: 0n,
      levelOrders: 1,
    });
    expect([engine.bestBid, engine.bestAsk, engine.lastPrice]).toEqual([undefined, 101n, 101n]);
  });

  it('stays with a smaller quantity at the same price, and is lost otherwise', () => {
    for (const id of [1, 2, 3, 4]) buy(id, 10, 100);
    const replace = (orderId: bigint, price: bigint, qty: bigint): string[] =>
      engine.replace({ orderId, price, qty }).map(line);
    expect(replace(1n, 100n, 10n)).toEqual(['1 Working 100 10/0']);
    expect(replace(1n, 100n, 4n)).toEqual(['1 Working 100 4/0']);
    expect(replace(2n, 100n, 11n)).toEqual(['2 Working 100 11/0']);
    expect(replace(3n, 99n, 10n)).toEqual(['3 Working 99 10/0']);
    expect(replace(3n, 100n, 10n)).toEqual(['3 Working 100 10/0']);
    expect(market(5, 'sell', 30)).toEqual([
      '5 x 1 4@100',
      '5 x 4 10@100',
      '5 x 2 11@100',
      '5 x 3 5@100',
      '5 Filled 0 0/30',
    ]);
  });

  it('of an order that is replaced into the other side: it trades', () => {
    sell(1, 5, 105);
    buy(2, 8, 100);
    expect(engine.replace({ orderId: 2n, price: 105n, qty: 8n }).map(line)).toEqual([
      '2 x 1 5@105',
      '2 PartiallyFilled 105 3/5',
    ]);
    expect(engine.replace({ orderId: 2n, price: 105n, qty: 5n }).map(line)).toEqual([
      '2 Cancelled Requested 105 0/5',
    ]);
  });

  it('loses races: who cancels or replaces what has traded is told so', () => {
    sell(1, 5, 100);
    buy(2, 5, 100);
    expect(engine.cancel({ orderId: 1n }).map(line)).toEqual(['1 Rejected UnknownOrder 0 0/0']);
    const late = engine.replace({ orderId: 1n, price: 101n, qty: 6n });
    expect(late.map(line)).toEqual(['1 Rejected UnknownOrder 0 0/0']);
    buy(3, 1, 90, { ownerId: 1 });
    expect(engine.cancel({ orderId: 3n, ownerId: 2 }).map(line)).toEqual([
      '3 Rejected UnknownOrder 0 0/0',
    ]);
  });
});

describe('time in force', () => {
  it('ioc takes what is there, fok all or nothing, market never rests', () => {
    sell(1, 5, 100);
    expect(buy(2, 6, 100, { timeInForce: 'fok' })).toEqual(['2 Cancelled NotFillable 100 0/0']);
    expect(buy(3, 3, 100, { timeInForce: 'fok' })).toEqual(['3 x 1 3@100', '3 Filled 100 0/3']);
    expect(buy(4, 6, 100, { timeInForce: 'ioc' })).toEqual([
      '4 x 1 2@100',
      '4 Cancelled NothingLeftToTake 100 0/2',
    ]);
    expect(market(5, 'buy', 1)).toEqual(['5 Cancelled NothingLeftToTake 0 0/0']);
  });

  it('gtd ends at its time, day at the end of the day, earliest first', () => {
    const timeNs = 10n * DAY + 5n;
    buy(1, 1, 98, { timeInForce: 'day', timeNs });
    buy(2, 1, 97, { timeInForce: 'gtd', expireTsNs: 11n * DAY - 1n, timeNs });
    buy(3, 1, 96, { timeNs });
    expect(engine.advance(11n * DAY - 2n)).toEqual([]);
    expect(engine.advance(20n * DAY).map(line)).toEqual([
      '2 Expired TimeOver 97 0/0',
      '1 Expired TimeOver 98 0/0',
    ]);
    expect(buy(4, 1, 95, { timeInForce: 'gtd', expireTsNs: 20n * DAY })).toEqual([
      '4 Rejected TimeOver 95 0/0',
    ]);
  });

  it('the day ends where the configuration says so', async () => {
    const dayEndNs = DAY / 4n;
    engine = await createMatchingEngine({ dayEndNs, windowBits: 8, ordersMax: 8 });
    buy(1, 1, 98, { timeInForce: 'day', timeNs: 10n * DAY + dayEndNs });
    buy(2, 1, 97, { timeInForce: 'day', timeNs: 10n * DAY + dayEndNs + 1n });
    expect(engine.advance(11n * DAY + dayEndNs - 1n)).toEqual([]);
    expect(engine.advance(11n * DAY + dayEndNs)).toHaveLength(2);
    engine.reset();
    buy(3, 1, 98, { timeInForce: 'day', timeNs: 1n });
    expect(engine.advance(dayEndNs - 1n)).toEqual([]);
    expect(engine.advance(dayEndNs)).toHaveLength(1);
  });
});

describe('post-only and reduce-only', () => {
  it('post-only is rejected where it would take, or slides in front of it', () => {
    sell(1, 5, 100);
    expect(buy(2, 1, 100, { postOnly: true })).toEqual(['2 Rejected WouldTake 100 0/0']);
    expect(buy(3, 1, 105, { postOnly: 'slide' })).toEqual(['3 Working 99 1/0']);
    expect(sell(4, 1, 99, { postOnly: 'slide' })).toEqual(['4 Working 100 1/0']);
    expect(engine.replace({ orderId: 4n, price: 98n, qty: 1n }).map(line)).toEqual([
      '4 Working 100 1/0',
    ]);
    buy(5, 1, 1);
    expect(sell(6, 1, 1, { postOnly: 'slide' })).toEqual(['6 Working 100 1/0']);
  });

  it('reduce-only is cut to the position, then and when its turn comes', () => {
    sell(1, 5, 100, { ownerId: 1 });
    expect(buy(2, 3, 100, { ownerId: 2 })).toContain('2 Filled 100 0/3');
    expect([engine.position(1), engine.position(2)]).toEqual([-3n, 3n]);
    expect(buy(3, 1, 90, { ownerId: 3, reduceOnly: true })).toEqual([
      '3 Rejected NothingToReduce 90 0/0',
    ]);
    expect(sell(4, 9, 100, { ownerId: 2, reduceOnly: true })).toEqual([
      '4 Working Reduced 100 3/0',
    ]);
    engine.setPosition(2, 1n);
    expect(market(5, 'buy', 9, { ownerId: 4 })).toEqual([
      '5 x 1 2@100',
      '4 Working Reduced 100 1/0',
      '5 x 4 1@100',
      '5 Cancelled NothingLeftToTake 0 0/3',
    ]);
    expect(engine.position(2)).toBe(0n);
  });
});

describe('self-trade prevention', () => {
  const self = (mode: NonNullable<NewOrder['selfTrade']>): string[] => {
    sell(1, 5, 100, { ownerId: 1 });
    sell(2, 5, 100, { ownerId: 2 });
    return buy(3, 8, 100, { ownerId: 1, selfTrade: mode });
  };

  it.each([
    ['allow', ['3 x 1 5@100', '3 x 2 3@100', '3 Filled 100 0/8']],
    ['cancel-taker', ['3 Cancelled SelfTrade 100 0/0']],
    ['cancel-maker', ['1 Cancelled SelfTrade 100 0/0', '3 x 2 5@100', '3 PartiallyFilled 100 3/5']],
    ['cancel-both', ['1 Cancelled SelfTrade 100 0/0', '3 Cancelled SelfTrade 100 0/0']],
    [
      'decrement',
      ['1 Cancelled SelfTrade 100 0/0', '3 x 2 3@100', '3 Cancelled SelfTrade 100 0/3'],
    ],
  ] as const)('%s', (mode, expected) => {
    expect(self(mode)).toEqual(expected);
  });

  it('decrement: the larger keeps the difference', () => {
    sell(1, 9, 100, { ownerId: 1 });
    expect(buy(2, 4, 100, { ownerId: 1, selfTrade: 'decrement' })).toEqual([
      '1 Working SelfTrade 100 5/0',
      '2 Cancelled SelfTrade 100 0/0',
    ]);
    expect(engine.position(1)).toBe(0n);
  });
});

describe('stops', () => {
  const trade = (orderId: number, price: number): string[] => {
    sell(orderId, 1, price, { ownerId: 7 });
    return buy(orderId + 1, 1, price, { ownerId: 6 });
  };

  it('wake from the market outwards, and wake each other', () => {
    const stop = { side: 'buy', kind: 'stop-market', qty: 1n } as const;
    expect(submit({ orderId: 1n, ...stop, stopPrice: 102n })).toEqual(['1 Untriggered 0 1/0']);
    submit({ orderId: 2n, ...stop, stopPrice: 101n });
    submit({ orderId: 3n, ...stop, stopPrice: 104n });
    sell(10, 1, 103);
    sell(11, 1, 104);
    expect(trade(20, 101)).toEqual([
      '21 x 20 1@101',
      '21 Filled 101 0/1',
      '2 x 10 1@103',
      '2 Filled 0 0/1',
      '1 x 11 1@104',
      '1 Filled 0 0/1',
      '3 Cancelled NothingLeftToTake 0 0/0',
    ]);
  });

  it('wake buys before sells where one trade reaches both', () => {
    const stop = { kind: 'stop-market', qty: 1n } as const;
    submit({ orderId: 1n, side: 'sell', ...stop, stopPrice: 101n });
    submit({ orderId: 2n, side: 'buy', ...stop, stopPrice: 99n });
    expect(trade(20, 100)).toEqual([
      '21 x 20 1@100',
      '21 Filled 100 0/1',
      '2 Cancelled NothingLeftToTake 0 0/0',
      '1 Cancelled NothingLeftToTake 0 0/0',
    ]);
  });

  it('enter at once where the last trade is beyond them already', () => {
    trade(20, 100);
    sell(30, 2, 105);
    expect(
      submit({ orderId: 1n, side: 'buy', kind: 'stop-market', qty: 1n, stopPrice: 99n }),
    ).toEqual(['1 x 30 1@105', '1 Filled 0 0/1']);
  });

  it('trail the market, never away from it', () => {
    trade(20, 100);
    const order = { side: 'sell', kind: 'trailing-stop', qty: 1n, trailOffset: 5n } as const;
    expect(submit({ orderId: 1n, ...order })).toEqual(['1 Untriggered 0 1/0']);
    trade(22, 110);
    trade(24, 106);
    expect(engine.orderCount).toBe(1);
    buy(30, 1, 50);
    expect(trade(26, 105).slice(-2)).toEqual(['1 x 30 1@50', '1 Filled 0 0/1']);
  });
});

describe('icebergs', () => {
  it('show a part at a time; each new part is last in its queue', () => {
    const iceberg = { kind: 'iceberg', displayQty: 4n } as const;
    expect(sell(1, 10, 100, iceberg)).toEqual(['1 Working 100 10/0']);
    sell(2, 3, 100);
    expect(engine.depth('sell')).toEqual([{ price: 100n, qty: 7n }]);
    expect(buy(3, 5, 100)).toEqual(['3 x 1 4@100', '3 x 2 1@100', '3 Filled 100 0/5']);
    expect(engine.order(1n)).toMatchObject({ leavesQty: 6n, ordersAhead: 1, qtyAhead: 2n });
    expect(engine.depth('sell')).toEqual([{ price: 100n, qty: 6n }]);
    expect(buy(4, 20, 100)).toEqual([
      '4 x 2 2@100',
      '4 x 1 4@100',
      '4 x 1 2@100',
      '4 PartiallyFilled 100 12/8',
    ]);
  });
});

describe('cancel all', () => {
  it("takes an owner's orders, bids, asks, stops, and says so when there are none", () => {
    sell(1, 1, 105, { ownerId: 1 });
    buy(2, 1, 99, { ownerId: 1 });
    buy(3, 1, 100, { ownerId: 1 });
    buy(4, 1, 100, { ownerId: 2 });
    submit({ orderId: 5n, ownerId: 1, side: 'buy', kind: 'stop-market', qty: 1n, stopPrice: 120n });
    const all = engine.cancelAll({ ownerId: 1 });
    expect(all.map((event) => line(event).slice(0, 11))).toEqual([
      '3 Cancelled',
      '2 Cancelled',
      '1 Cancelled',
      '5 Cancelled',
    ]);
    expect(engine.orderCount).toBe(1);
    expect(engine.cancelAll({ ownerId: 1 }).map(line)).toEqual(['0 Rejected UnknownOrder 0 0/0']);
  });
});

describe('bad orders are answered, not carried out', () => {
  const base: NewOrder = { orderId: 9n, side: 'buy', qty: 10n, price: 100n };
  it.each<[string, NewOrder, string]>([
    ['price of zero', { ...base, price: 0n }, 'BadPrice'],
    ['negative quantity', { ...base, qty: -1n }, 'BadQty'],
    ['quantity of zero', { ...base, qty: 0n }, 'BadQty'],
    ['price on a market order', { ...base, kind: 'market' }, 'BadOrder'],
    ['id of zero', { ...base, orderId: 0n }, 'BadOrder'],
    ['owner out of range', { ...base, ownerId: 8 }, 'BadOrder'],
    ['post-only that is instant', { ...base, postOnly: true, timeInForce: 'ioc' }, 'BadOrder'],
    ['a stop price that is not for it', { ...base, stopPrice: 5n }, 'BadOrder'],
    ['display above its quantity', { ...base, kind: 'iceberg', displayQty: 11n }, 'BadQty'],
    ['gtd without an end', { ...base, timeInForce: 'gtd' }, 'BadOrder'],
  ])('%s', (_, order, reason) => {
    const [event, ...others] = engine.submit(order);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ type: 'update', status: 'Rejected', reason });
    expect(engine.orderCount).toBe(0);
    engine.verify();
  });

  it('off the tick or lot, with an id in use, or one too many', async () => {
    engine = await createMatchingEngine({
      tickSize: 5n,
      lotSize: 10n,
      ordersMax: 1,
      windowBits: 8,
    });
    expect(buy(1, 10, 101)).toEqual(['1 Rejected BadPrice 101 0/0']);
    expect(buy(1, 11, 100)).toEqual(['1 Rejected BadQty 100 0/0']);
    buy(1, 10, 100);
    expect(buy(1, 10, 100)).toEqual(['1 Rejected DuplicateOrder 100 0/0']);
    expect(buy(2, 10, 100)).toEqual(['2 Rejected OrdersFull 100 0/0']);
    // What cannot rest needs no slot.
    expect(sell(3, 10, 100, { timeInForce: 'ioc' })).toEqual(['3 x 1 10@100', '3 Filled 100 0/10']);
  });
});
