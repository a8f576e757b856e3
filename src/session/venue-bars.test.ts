// Fills from bars alone, one rule a test.
import { describe, expect, it } from 'vitest';
import type { VenueConfigView } from '../abi/venue.ts';
import { createVenueKit, lineOf, type VenueEvent, type VenueKit } from '../testing/venue-kit.ts';

const lines = (events: readonly VenueEvent[]): string[] => events.map(lineOf);

async function bars(config?: (view: VenueConfigView) => void): Promise<VenueKit> {
  return createVenueKit({
    config: (view) => {
      view.fillSource = 1;
      config?.(view);
    },
  });
}

const FLAT = { open: 100, high: 105, low: 95, close: 102 };
/** Bits of SubmitFields.flags. */
const POST_ONLY = 1;
const SLIDE = 2;
const REDUCE_ONLY = 4;

describe('at the open', () => {
  it('fills a market order at the next open', async () => {
    const kit = await bars();
    expect(lines(kit.submit({ id: 1, kind: 'Market', qty: 5 }))).toEqual(['1 Working']);
    expect(lines(kit.bar(FLAT))).toEqual(['1 buy 5@100 taker']);
  });

  it('does not fill from a bar that opened before the order arrived', async () => {
    const kit = await bars();
    kit.submit({ id: 1, kind: 'Market', side: 'sell', qty: 5 });
    expect(kit.bar({ ...FLAT, openTs: 900 })).toEqual([]);
    expect(lines(kit.bar({ ...FLAT, open: 101 }))).toEqual(['1 sell 5@101 taker']);
  });

  it('counts a bar that opened within the grace before the arrival', async () => {
    const kit = await bars((view) => {
      view.barGraceNs = 200n;
    });
    kit.submit({ id: 1, kind: 'Market', side: 'sell', qty: 5 });
    expect(lines(kit.bar({ ...FLAT, openTs: 900 }))).toEqual(['1 sell 5@100 taker']);
  });

  it('counts none that opened before the order was sent, or the bar before ended', async () => {
    const kit = await bars((view) => {
      view.barGraceNs = 200n;
    });
    const sent = Number(kit.now);
    kit.submit({ id: 1, kind: 'Market', qty: 5, sent });
    expect(kit.bar({ ...FLAT, openTs: sent - 1 })).toEqual([]);
    // Stamps that overlap by less than the grace: heard at the end of a bar, there for the next.
    const end = Number(kit.now) - 1;
    kit.submit({ id: 2, kind: 'Market', qty: 4, sent: end });
    kit.submit({ id: 3, kind: 'Market', qty: 3, sent: end + 1 });
    expect(lines(kit.bar({ ...FLAT, openTs: end - 1 }))).toEqual([
      '1 buy 5@100 taker',
      '2 buy 4@100 taker',
    ]);
  });

  it('lets no orders of one owner rest at one price', async () => {
    const kit = await bars();
    const resting = { id: 1, price: 100, qty: 5 } as const;
    kit.submit(resting);
    kit.bar({ open: 100, high: 101, low: 100, close: 101 });
    kit.submit({ id: 2, side: 'sell', price: 100, qty: 5, selfTrade: 'CancelMaker' });
    expect(lines(kit.bar({ open: 100, high: 100, low: 100, close: 100 }))).toEqual([
      '1 Cancelled SelfTrade',
    ]);
    kit.submit({ ...resting, id: 3, selfTrade: 'CancelTaker' });
    expect(lines(kit.bar({ open: 100, high: 100, low: 100, close: 100 }))).toEqual([
      '3 Cancelled SelfTrade',
    ]);
    kit.submit({ ...resting, id: 4, selfTrade: 'Allow' });
    expect(lines(kit.bar({ open: 100, high: 100, low: 100, close: 100 }))).toEqual([
      '2 sell 5@100 maker',
      '4 buy 5@100 taker',
    ]);
    expect(kit.openOrders).toBe(0);
  });

  it('takes for a new limit order that the open is better than', async () => {
    const kit = await bars();
    kit.submit({ id: 1, price: 103, qty: 5 });
    kit.submit({ id: 2, side: 'sell', price: 98, qty: 4 });
    expect(lines(kit.bar(FLAT))).toEqual(['1 buy 5@100 taker', '2 sell 4@100 taker']);
  });

  it('gives a resting order its own price when the market opens beyond it', async () => {
    const kit = await bars();
    kit.submit({ id: 1, price: 94, qty: 5 });
    expect(kit.bar(FLAT)).toEqual([]);
    const gap = { open: 90, high: 92, low: 89, close: 91 };
    expect(lines(kit.bar(gap))).toEqual(['1 buy 5@94 maker']);
  });

  it('ends immediate orders that the open does not fill', async () => {
    const kit = await bars((view) => {
      view.barSharePerMille = 10;
    });
    kit.submit({ id: 1, price: 99, qty: 5, tif: 'Ioc' });
    kit.submit({ id: 2, price: 104, qty: 12, tif: 'Fok' });
    kit.submit({ id: 3, price: 104, qty: 12, tif: 'Ioc' });
    expect(lines(kit.bar(FLAT))).toEqual([
      '1 Cancelled NothingLeftToTake',
      '2 Cancelled NotFillable',
      '3 buy 10@100 taker, 2 left',
      '3 Cancelled NothingLeftToTake',
    ]);
  });

  it('ends or moves a post-only order that would take', async () => {
    const kit = await bars();
    kit.submit({ id: 1, price: 103, qty: 5, flags: POST_ONLY });
    kit.submit({ id: 2, price: 103, qty: 5, flags: POST_ONLY | SLIDE });
    expect(lines(kit.bar(FLAT))).toEqual([
      '1 Cancelled WouldTake',
      '2 Working WouldTake',
      '2 buy 5@99 maker',
    ]);
  });
});

describe('inside the bar', () => {
  it('fills a resting order only when traded through', async () => {
    const kit = await bars();
    kit.submit({ id: 1, price: 95, qty: 5 });
    kit.submit({ id: 2, side: 'sell', price: 105, qty: 5 });
    expect(kit.bar(FLAT)).toEqual([]);
    expect(lines(kit.bar({ ...FLAT, high: 106, low: 94 }))).toEqual([
      '1 buy 5@95 maker',
      '2 sell 5@105 maker',
    ]);
  });

  it('fills at a touch where that is set', async () => {
    const kit = await bars((view) => {
      view.barTouch = 1;
    });
    kit.submit({ id: 1, price: 95, qty: 5 });
    expect(lines(kit.bar(FLAT))).toEqual(['1 buy 5@95 maker']);
  });

  it('fills a stop at its price, and at the open beyond it', async () => {
    const kit = await bars();
    kit.submit({ id: 1, side: 'sell', kind: 'StopMarket', stop: 96, qty: 5 });
    kit.submit({ id: 2, side: 'sell', kind: 'StopMarket', stop: 90, qty: 4 });
    expect(lines(kit.bar(FLAT))).toEqual(['1 Working', '1 sell 5@96 taker']);
    const gap = { open: 80, high: 85, low: 75, close: 78 };
    expect(lines(kit.bar(gap))).toEqual(['2 Working', '2 sell 4@80 taker']);
  });

  it('takes the stop before the target, and ends the target with the position', async () => {
    const kit = await bars();
    kit.submit({ id: 1, kind: 'Market', qty: 5 });
    kit.bar({ open: 100, high: 101, low: 99, close: 100 });
    const exit = { side: 'sell', qty: 5, flags: REDUCE_ONLY } as const;
    kit.submit({ id: 2, price: 104, ...exit });
    kit.submit({ id: 3, kind: 'StopMarket', stop: 96, ...exit });
    expect(lines(kit.bar(FLAT))).toEqual([
      '3 Working',
      '3 sell 5@96 taker',
      '2 Cancelled NothingToReduce',
    ]);
  });

  it('keeps a stop that only reduces until it is reached: it may come with its entry', async () => {
    const kit = await bars();
    const stop = { side: 'sell', kind: 'StopMarket', flags: REDUCE_ONLY } as const;
    kit.submit({ id: 1, kind: 'Market', qty: 5 });
    expect(lines(kit.submit({ id: 2, ...stop, stop: 96, qty: 9 }))).toEqual(['2 Untriggered']);
    expect(lines(kit.submit({ id: 3, ...stop, stop: 92, qty: 5 }))).toEqual(['3 Untriggered']);
    // The entry at the open, the stop inside the same bar.
    expect(lines(kit.bar(FLAT))).toEqual([
      '1 buy 5@100 taker',
      '2 Working',
      '2 sell 5@96 taker, 4 left',
      '2 Cancelled NothingToReduce',
      // What it was to close is closed.
      '3 Cancelled NothingToReduce',
    ]);
    // Without an entry it is judged when it is reached.
    kit.submit({ id: 4, ...stop, stop: 92, qty: 5 });
    const fall = { open: 94, high: 95, low: 90, close: 91 };
    expect(lines(kit.bar(fall))).toEqual(['4 Cancelled NothingToReduce']);
  });

  it('takes the target first where that is set', async () => {
    const kit = await bars((view) => {
      view.barOrder = 1;
    });
    kit.submit({ id: 1, kind: 'Market', qty: 5 });
    kit.bar({ open: 100, high: 101, low: 99, close: 100 });
    const exit = { side: 'sell', qty: 5, flags: REDUCE_ONLY } as const;
    kit.submit({ id: 2, price: 104, ...exit });
    kit.submit({ id: 3, kind: 'StopMarket', stop: 96, ...exit });
    expect(lines(kit.bar(FLAT))).toEqual(['2 sell 5@104 maker', '3 Cancelled NothingToReduce']);
  });

  it('lets a triggered stop-limit rest from the next bar on', async () => {
    const kit = await bars();
    kit.submit({ id: 1, kind: 'StopLimit', stop: 104, price: 101, qty: 5 });
    kit.submit({ id: 2, kind: 'StopLimit', stop: 103, price: 106, qty: 4 });
    expect(lines(kit.bar(FLAT))).toEqual(['1 Working', '2 Working', '2 buy 4@103 taker']);
    expect(lines(kit.bar(FLAT))).toEqual(['1 buy 5@101 maker']);
  });

  it('moves a trailing stop by the far end; a close beyond it filled it at the worst', async () => {
    const kit = await bars();
    kit.submit({ id: 1, side: 'sell', kind: 'TrailingStop', trail: 4, qty: 5 });
    expect(kit.bar({ open: 100, high: 103, low: 97, close: 101 })).toEqual([]);
    expect(Number(kit.order(1)?.stopPrice)).toBe(99);
    expect(kit.bar({ open: 101, high: 110, low: 100, close: 108 })).toEqual([]);
    // It stood at 106, and at 108 behind the high: somewhere down to 107 it was reached.
    const fall = { open: 108, high: 112, low: 107, close: 108 };
    expect(lines(kit.bar(fall))).toEqual(['1 Working', '1 sell 5@107 taker']);
  });

  it('has the same for a trailing stop that buys, and moves it by the open first', async () => {
    const kit = await bars();
    kit.submit({ id: 1, kind: 'TrailingStop', trail: 4, qty: 5 });
    kit.submit({ id: 2, kind: 'TrailingStop', trail: 9, stop: 103, qty: 5 });
    expect(kit.bar({ open: 100, high: 102, low: 95, close: 97 })).toEqual([]);
    expect([1, 2].map((id) => Number(kit.order(id)?.stopPrice))).toEqual([99, 103]);
    // The open is certain to come first: from 90 on the stops stand at 94 and at 99.
    const rise = { open: 90, high: 96, low: 89, close: 91 };
    expect(lines(kit.bar(rise))).toEqual(['1 Working', '1 buy 5@94 taker']);
    expect(lines(kit.bar({ open: 90, high: 97, low: 86, close: 95 }))).toEqual([
      '2 Working',
      '2 buy 5@97 taker',
    ]);
  });
});

describe('volume', () => {
  it('shares a part of it among all own orders; the rest of a market order goes on', async () => {
    const kit = await bars((view) => {
      view.barSharePerMille = 10;
    });
    kit.submit({ id: 1, kind: 'Market', qty: 15 });
    kit.submit({ id: 2, price: 97, qty: 5 });
    expect(lines(kit.bar(FLAT))).toEqual(['1 buy 10@100 taker, 5 left']);
    expect(lines(kit.bar({ ...FLAT, open: 99 }))).toEqual(['1 buy 5@99 taker', '2 buy 5@97 maker']);
  });

  it('fills nothing from a forming or an empty bar', async () => {
    const kit = await bars();
    kit.submit({ id: 1, kind: 'Market', qty: 5 });
    expect(kit.bar({ ...FLAT, flags: 1 })).toEqual([]);
    expect(kit.bar({ ...FLAT, flags: 2 })).toEqual([]);
    expect(lines(kit.bar(FLAT))).toEqual(['1 buy 5@100 taker']);
  });

  it('worsens the price of a taker by its slippage, up to whole ticks', async () => {
    const kit = await bars((view) => {
      view.slippagePpm = 10_001;
    });
    kit.submit({ id: 1, kind: 'Market', qty: 5 });
    kit.submit({ id: 2, kind: 'Market', side: 'sell', qty: 5 });
    kit.submit({ id: 3, price: 101, qty: 5 });
    // 1.0001 % of 100 is two ticks of 1; a limit is never passed, a maker pays its own price.
    const fills = lines(kit.bar(FLAT));
    expect(fills).toContain('1 buy 5@102 taker');
    expect(fills).toContain('2 sell 5@98 taker');
    expect(fills).toContain('3 buy 5@101 taker');
  });

  it('worsens the price of a taker by its impact', async () => {
    const kit = await bars((view) => {
      view.impact = 1;
      view.impactTicks = 2;
      view.impactQty = 10n;
    });
    kit.submit({ id: 1, kind: 'Market', qty: 10 });
    expect(lines(kit.bar(FLAT))).toEqual(['1 buy 10@102 taker']);
  });
});

describe('changes', () => {
  it('takes a replaced order for a new one', async () => {
    const kit = await bars();
    kit.submit({ id: 1, price: 90, qty: 5 });
    kit.bar(FLAT);
    expect(lines(kit.replace(1, 103, 6))).toEqual(['1 Working Requested']);
    expect(lines(kit.bar(FLAT))).toEqual(['1 buy 6@100 taker']);
  });

  it('ends what expires, at its own time', async () => {
    const kit = await bars();
    kit.submit({ id: 1, price: 90, qty: 5, tif: 'Gtd', expire: 1_500 });
    kit.bar(FLAT);
    expect(kit.nextTime).toBe(1_500n);
    const [event] = kit.time(2_000);
    expect(event).toMatchObject({ id: 1, timeNs: 1_500n });
    expect(kit.openOrders).toBe(0);
  });
});
