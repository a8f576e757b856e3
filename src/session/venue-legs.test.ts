// Stop and target that come with their entry: they wait for it, and one ends with the other.
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

const leg = { side: 'sell', qty: 5, flags: 4 } as const;
const stopLeg = { ...leg, id: 2, kind: 'StopMarket', stop: 95 } as const;
const targetLeg = { ...leg, id: 3, price: 105 } as const;

/** An entry with its legs, all at once. */
function bracket(kit: VenueKit, entry: Parameters<VenueKit['submit']>[0]): string[] {
  return [entry, stopLeg, targetLeg].flatMap((order) => lines(kit.submit(order)));
}

const SENT = ['1 Working', '2 Untriggered', '3 Working'];

describe('a bracket over bars', () => {
  it('with an entry at market has its target or its stop in the same bar', async () => {
    for (const [bar, exit] of [
      [{ open: 100, high: 106, low: 99, close: 101 }, ['3 sell 5@105 maker']],
      [{ open: 100, high: 106, low: 94, close: 101 }, ['2 Working', '2 sell 5@95 taker']],
    ] as const) {
      const kit = await bars();
      expect(bracket(kit, { id: 1, kind: 'Market', qty: 5 })).toEqual(SENT);
      const other = exit.length === 1 ? 2 : 3;
      expect(lines(kit.bar(bar))).toEqual([
        '1 buy 5@100 taker',
        ...exit,
        `${other} Cancelled NothingToReduce`,
      ]);
      expect(kit.openOrders).toBe(0);
    }
  });

  it('has its stop behind an entry inside the bar, and no target from before it', async () => {
    const kit = await bars();
    expect(bracket(kit, { id: 1, price: 98, qty: 5 })).toEqual(SENT);
    // Before the entry nothing is lost by a price that a leg looks at.
    expect(kit.bar({ open: 100, high: 106, low: 99, close: 101 })).toEqual([]);
    expect(lines(kit.bar({ open: 101, high: 106, low: 97, close: 101 }))).toEqual([
      '1 buy 5@98 maker',
    ]);
    expect(lines(kit.bar({ open: 101, high: 106, low: 97, close: 101 }))).toEqual([
      '3 sell 5@105 maker',
      '2 Cancelled NothingToReduce',
    ]);
  });

  it('has the stop, the worse, where entry and both legs lie in one bar', async () => {
    for (const entry of [
      { id: 1, price: 98, qty: 5 },
      { id: 1, kind: 'StopMarket', stop: 102, qty: 5 },
    ] as const) {
      const kit = await bars();
      // Sent ahead of its entry the stop waits as well.
      for (const order of [stopLeg, entry, targetLeg]) kit.submit(order);
      expect(lines(kit.bar({ open: 100, high: 106, low: 94, close: 101 })).slice(-3)).toEqual([
        '2 Working',
        '2 sell 5@95 taker',
        '3 Cancelled NothingToReduce',
      ]);
    }
  });

  it('has the target in the bar of the entry where the close says so', async () => {
    const kit = await bars();
    bracket(kit, { id: 1, price: 98, qty: 5 });
    expect(lines(kit.bar({ open: 100, high: 107, low: 97, close: 106 }))).toEqual([
      '1 buy 5@98 maker',
      '3 sell 5@105 maker',
      '2 Cancelled NothingToReduce',
    ]);
  });

  it('mirrors all that for a short entry', async () => {
    const kit = await bars();
    const short = { side: 'buy', qty: 5, flags: 4 } as const;
    kit.submit({ id: 1, side: 'sell', price: 102, qty: 5 });
    kit.submit({ id: 2, ...short, kind: 'StopMarket', stop: 105 });
    kit.submit({ id: 3, ...short, price: 95 });
    expect(lines(kit.bar({ open: 100, high: 106, low: 94, close: 101 }))).toEqual([
      '1 sell 5@102 maker',
      '2 Working',
      '2 buy 5@105 taker',
      '3 Cancelled NothingToReduce',
    ]);
  });

  it('gives a stop that stands beyond its entry no better price than the entry', async () => {
    for (const [entry, price] of [
      [{ id: 1, kind: 'Market', qty: 5 }, 100],
      [{ id: 1, price: 98, qty: 5 }, 98],
      [{ id: 1, kind: 'StopMarket', stop: 102, qty: 5 }, 102],
    ] as const) {
      const kit = await bars();
      kit.submit(entry);
      kit.submit({ ...stopLeg, stop: 103 });
      const fills = lines(kit.bar({ open: 100, high: 106, low: 94, close: 101 }));
      expect(fills.at(-1)).toBe(`2 sell 5@${price} taker`);
    }
  });

  it('begins a trailing stop with the entry that it waited for', async () => {
    const kit = await bars();
    kit.submit({ id: 1, price: 98, qty: 5 });
    kit.submit({ ...leg, id: 2, kind: 'TrailingStop', trail: 5 });
    expect(kit.bar({ open: 100, high: 110, low: 99, close: 105 })).toEqual([]);
    expect(Number(kit.order(2)?.stopPrice)).toBe(0);
    expect(lines(kit.bar({ open: 100, high: 110, low: 94, close: 99 }))).toEqual([
      '1 buy 5@98 maker',
    ]);
    // 93, whatever the high; from the next open on it follows.
    expect(Number(kit.order(2)?.stopPrice)).toBe(93);
    expect(lines(kit.bar({ open: 99, high: 101, low: 94, close: 97 }))).toEqual([
      '2 Working',
      '2 sell 5@94 taker',
    ]);
  });

  it('has orders that the market meets on its way to a stop before the stop', async () => {
    const kit = await bars();
    kit.submit({ id: 1, kind: 'Market', qty: 5 });
    kit.bar({ open: 100, high: 101, low: 99, close: 100 });
    kit.submit({ ...stopLeg, qty: 9 });
    kit.submit({ id: 4, price: 98, qty: 4 });
    expect(lines(kit.bar({ open: 100, high: 101, low: 94, close: 97 }))).toEqual([
      '4 buy 4@98 maker',
      '2 Working',
      '2 sell 9@95 taker',
    ]);
  });

  it('lets no leg of an earlier position close the next one', async () => {
    const kit = await bars();
    kit.submit({ id: 1, kind: 'Market', qty: 5 });
    kit.bar({ open: 100, high: 101, low: 99, close: 100 });
    kit.submit(stopLeg);
    kit.submit(targetLeg);
    // The stop at the open, an entry anew at the same open.
    kit.bar({ open: 100, high: 101, low: 99, close: 100 });
    kit.submit({ id: 4, kind: 'Market', qty: 5 });
    expect(lines(kit.bar({ open: 94, high: 106, low: 93, close: 100 }))).toEqual([
      '2 Working',
      '2 sell 5@94 taker',
      '4 buy 5@94 taker',
      '3 Cancelled NothingToReduce',
    ]);
  });

  it('ends a target that waits when its entry goes; a stop when it is reached', async () => {
    const kit = await bars();
    bracket(kit, { id: 1, price: 98, qty: 5 });
    kit.bar({ open: 100, high: 101, low: 99, close: 100 });
    expect(lines(kit.cancel(1))).toEqual(['1 Cancelled Requested', '3 Cancelled NothingToReduce']);
    expect(lines(kit.submit(targetLeg))).toEqual(['3 Rejected NothingToReduce']);
    expect(lines(kit.bar({ open: 100, high: 101, low: 94, close: 100 }))).toEqual([
      '2 Cancelled NothingToReduce',
    ]);
  });

  it('does not wait for the entry of another owner, nor with an immediate order', async () => {
    const kit = await bars();
    kit.submit({ id: 1, price: 98, qty: 5, owner: 2 });
    expect(lines(kit.submit(targetLeg))).toEqual(['3 Rejected NothingToReduce']);
    kit.submit({ id: 4, price: 97, qty: 5 });
    expect(lines(kit.submit({ ...targetLeg, id: 5, tif: 'Ioc' }))).toEqual([
      '5 Rejected NothingToReduce',
    ]);
    expect(lines(kit.submit({ ...leg, id: 6, kind: 'Market' }))).toEqual([
      '6 Rejected NothingToReduce',
    ]);
  });
});

describe('a bracket over books', () => {
  async function market(): Promise<VenueKit> {
    const kit = await createVenueKit({ instrument: { bookModel: 'L2' } });
    const bids: [number, number][] = [
      [100, 20],
      [90, 20],
      [80, 50],
    ];
    kit.book(bids, [[102, 20]]);
    return kit;
  }

  it('waits for its entry; target and stop end each other', async () => {
    for (const price of [106, 94]) {
      const kit = await market();
      expect(bracket(kit, { id: 1, price: 101, qty: 5 })).toEqual(SENT);
      // Nothing to close yet: neither a target nor a stop is reached.
      expect(kit.trade('buy', 106, 3)).toEqual([]);
      expect(lines(kit.trade('sell', 101, 9))).toEqual(['1 buy 5@101 maker']);
      const [last] = lines(kit.trade(price === 106 ? 'buy' : 'sell', price, 30)).slice(-1);
      expect(last).toBe(`${price === 106 ? 2 : 3} Cancelled NothingToReduce`);
      expect(kit.openOrders).toBe(0);
    }
  });

  it('executes a stop that was reached before its entry, once that is filled', async () => {
    const kit = await market();
    bracket(kit, { id: 1, price: 90, qty: 5 });
    expect(kit.trade('sell', 94, 3)).toEqual([]);
    expect(lines(kit.trade('sell', 89, 9))).toEqual([
      '1 buy 5@90 maker',
      '2 Working',
      '2 sell 5@80 taker',
      '3 Cancelled NothingToReduce',
    ]);
  });

  it('ends what would close what the taker opens', async () => {
    const kit = await market();
    kit.submit({ id: 1, price: 90, qty: 5 });
    kit.submit({ ...targetLeg, price: 101 });
    expect(lines(kit.submit({ id: 4, kind: 'Market', qty: 5 }))).toEqual([
      '4 Working',
      '3 Cancelled NothingToReduce',
      '4 buy 5@102 taker',
    ]);
  });

  it('ends with the position when that turns', async () => {
    const kit = await market();
    kit.submit({ id: 1, kind: 'Market', qty: 5 });
    kit.submit(stopLeg);
    kit.submit(targetLeg);
    expect(lines(kit.submit({ id: 4, side: 'sell', kind: 'Market', qty: 8 }))).toEqual([
      '4 Working',
      '4 sell 8@100 taker',
      '3 Cancelled NothingToReduce',
      '2 Cancelled NothingToReduce',
    ]);
  });
});
