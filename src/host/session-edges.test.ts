// Edges of sessions that small random markets seldom meet: books before they live, definitions that
// come again, changes that go nowhere.
import { describe, expect, it } from 'vitest';
import { Status } from '../abi/status.ts';
import { createCore } from '../core/core.ts';
import type { Handlers } from '../strategy/contract.ts';
import { at, BOOK, type Ctx, hear } from '../testing/hear.ts';
import { BTC, TestEngine } from '../testing/record-writer.ts';
import { COIN, type Script } from '../testing/strategy-kit.ts';

const S = 1_000_000_000n;
const ALL = { book: true, topOfBook: true, trades: true } as const;

describe('a book', () => {
  it('that does not live yet has no top, and takes no order', async () => {
    const { lines, faults } = await hear(
      (write) => {
        write.delta({ ...at(2), first: 8n, last: 9n, bids: [[9980n, 1n]] });
        write.snapshot({ ...at(3), last: 10n, ...BOOK });
        write.delta({ ...at(4), first: 11n, last: 11n, bids: [[9995n, 7n]] });
        // A gap: nothing more of it until the next snapshot.
        write.delta({ ...at(5), first: 15n, last: 15n, bids: [[9996n, 7n]] });
        write.snapshot({ ...at(6), last: 20n, ...BOOK });
      },
      (c, say) => ({
        onBook(m) {
          say(`book ${m.isLive}`);
          if (!m.isLive) c.submit({ market: m, side: 'buy', qtyQuanta: 1 });
        },
        onTopOfBook: (m) => say(`top ${m.isLive} ${m.bidQuanta}`),
      }),
      { instruments: [BTC] },
    );
    expect(faults).toEqual([]);
    expect(lines).toEqual([
      'book false',
      '#1 rejected bookNotLive 0',
      'book true',
      'top true 9990',
      'book true',
      'top true 9995',
      'book false',
      '#2 rejected bookNotLive 0',
      'book true',
      'top true 9990',
    ]);
  });
});

describe('a definition', () => {
  it('of what is known already holds no print back', async () => {
    // At the exchange the print at 101 came before that at 99, and both before the file began.
    const later = { ...COIN, symbol: 'LATERUSDT' };
    const { lines } = await hear(
      (write) => {
        write.snapshot({ ...at(2), id: 1, last: 1n, ...BOOK });
        write.trade({ id: 1, recv: 2n * S, exchange: S / 2n, price: 9900n, qty: 1n });
        write.trade({ id: 1, recv: 2n * S, exchange: S / 4n, price: 10_100n, qty: 1n });
        write.trade({ id: 1, ...at(3), price: 9950n, qty: 1n });
      },
      (c) => {
        let isSent = false;
        return {
          onTrade() {
            if (isSent) return;
            isSent = true;
            const market = c.markets['main'];
            if (market !== undefined)
              c.submit({ market, side: 'buy', qtyQuanta: 5, stopQuanta: 10_050 });
          },
        };
      },
      {
        instruments: [COIN, later],
        roles: { main: 'generated:LATERUSDT', other: 'generated:COINUSDT' },
        other: {},
      },
    );
    expect(lines).toEqual(['#1 untriggered none 5']);
  });

  it('counts in the hash of the market as it does in a replay', async () => {
    const script: Script = (write) => {
      write.snapshot({ ...at(2), last: 1n, ...BOOK });
      write.trade({ ...at(3), price: 9900n, qty: 1n });
      // Said again: nothing new.
      write.define(COIN, 4n * S);
      write.delta({ ...at(5), last: 2n, bids: [[9970n, 1n]] });
    };
    const replay = new TestEngine(await createCore({ memoryBytes: 64 << 20 }), { hashing: true });
    replay.write.define(COIN, S);
    script(replay.write);
    expect(replay.run()).toBe(Status.NeedInput);
    const { run } = await hear(script, () => ({}));
    expect(run.setup.session.engine.state.dataHash).toBe(replay.engine.state.dataHash);
  });

  it('with another tick comes after all that was fed before it', async () => {
    const { lines } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        write.delta({ recv: 3n * S, exchange: (7n * S) / 2n, last: 2n, bids: [[9970n, 1n]] });
        write.define({ ...COIN, tickSize: 5n, version: 2 }, 3n * S);
        // Told before that delta happened, yet after the new definition.
        write.trade({
          recv: (7n * S) / 2n,
          exchange: (13n * S) / 4n,
          price: 9980n,
          qty: 9n,
          flags: 3 | 8,
        });
      },
      (c) => ({
        onTopOfBook(m) {
          if (c.openOrderCount === 0) m.buy('0.004', { price: '99.95' });
        },
      }),
    );
    expect(lines).toEqual(['#1 working none 4', '#1 fill 4@9995 3500000000', '#1 filled none 0']);
  });

  it('with a finer scale ends a run that trades it, but none that looks', async () => {
    const script: Script = (write) => {
      write.snapshot({ ...at(2), last: 1n, ...BOOK });
      write.define({ ...COIN, priceScale: 3, tickSize: 1n, version: 2 }, 3n * S);
      write.trade({ ...at(4), price: 100_001n, qty: 9n });
    };
    const prices = (_: Ctx, say: (line: string) => void): Handlers => ({
      onTrade: (p) => say(`${p.priceQuanta}`),
    });
    await expect(hear(script, prices)).rejects.toMatchObject({
      code: 'SCALE_CHANGED',
      priceScale: 3,
      qtyScale: 3,
    });
    const looks = await hear(script, prices, { needs: { ...ALL, readOnly: true } });
    expect(looks.lines).toEqual(['100001']);
    expect(looks.faults).toEqual([]);
  });
});

describe('a change', () => {
  it('to what is filled already is refused at once, and the order stays', async () => {
    const { lines, run } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        write.trade({ ...at(3), price: 9994n, qty: 3n, flags: 3 | 8 });
        write.trade({ ...at(4), price: 10_005n, qty: 1n });
      },
      (c) => ({
        onTopOfBook: (m) => void m.buy('0.01', { price: '99.95' }),
        onTrade(p) {
          if (p.priceQuanta > 10_000) c.replace(1, { qtyQuanta: 3 });
        },
      }),
    );
    expect(lines.slice(3)).toEqual(['#1 partiallyFilled badQty 7']);
    expect(run.setup.session.state.requests).toBe(1n);
  });
});

it('an order that never arrives is known to be lost after as long', async () => {
  const heard: string[] = [];
  const { run } = await hear(
    (write) => {
      write.snapshot({ ...at(2), last: 1n, ...BOOK });
      write.trade({ ...at(9), price: 10_000n, qty: 1n });
    },
    (c) => ({
      onTopOfBook: (m) => void m.buy('0.01', { price: '99.95' }),
      onOrder: (o) => void heard.push(`${o.status} ${o.reason} ${c.timeNs / 1e9}`),
    }),
    { execution: { latency: { model: 'constant', entryNs: -1_500_000_000, responseNs: 5 } } },
  );
  expect(heard).toEqual(['rejected notTrading 3.5']);
  expect(run.setup.session.state.openOrders).toBe(0);
});

it('decisions of another time are others', async () => {
  const decide = async (time: number): Promise<string> => {
    const { run } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        write.trade({ ...at(time), price: 10_000n, qty: 1n });
      },
      (c) => ({ onTrade: () => void c.markets['main']?.buy('0.01') }),
    );
    return run.decisionHash;
  };
  expect(await decide(3)).toBe(await decide(3));
  expect(await decide(3.1)).not.toBe(await decide(3));
});

describe('the quantity of an order without a price', () => {
  const open = [
    ['a stop', { stopPrice: '101' }],
    ['a trailing stop', { trailQuanta: 100 }],
  ] as const;
  it.each(open)('%s', async (_, more) => {
    const { lines, faults, run } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        for (let i = 3; i < 6; i++) write.trade({ ...at(i), price: 10_000n, qty: 1n });
        write.snapshot({ ...at(6), last: 2n, bids: [[10_190n, 5000n]], asks: [[10_200n, 5000n]] });
        write.trade({ ...at(7), price: 10_200n, qty: 1n });
      },
      (c) => ({
        onTopOfBook(market) {
          if (c.timeNs > 2.5e9) return;
          const send = { market, side: 'buy', qtyQuanta: 1000 } as const;
          if ('trailQuanta' in more) c.submit({ ...send, kind: 'trailingStop', ...more });
          else market.buy('1', more);
        },
        onTrade() {
          if (c.timeNs < 3.5e9) c.modify(1, { qty: '2' });
          else if (c.timeNs < 4.5e9) c.replace(1, { qtyQuanta: 3000 });
          // It keeps none.
          else if (c.timeNs < 5.5e9) c.replace(1, { priceQuanta: 10_100, qtyQuanta: 4000 });
        },
      }),
    );
    expect(faults).toEqual([]);
    expect(lines).toEqual([
      '#1 untriggered none 1000',
      '#1 untriggered requested 2000',
      '#1 untriggered requested 3000',
      '#1 untriggered badPrice 3000',
      '#1 working none 3000',
      expect.stringMatching(/^#1 fill 3000@10200/),
      '#1 filled none 0',
    ]);
    expect(run.setup.account.balance('USDT').initial).toBe(
      run.setup.account.balance('USDT').exposure,
    );
  });

  it('is held back at the price that it was sent at', async () => {
    const { lines } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        write.trade({ ...at(3), price: 10_000n, qty: 1n });
      },
      (c) => ({
        onTopOfBook: (m) => void m.buy('1', { stopPrice: '101' }),
        onTrade: () => void c.modify(1, { qty: '20' }),
      }),
      {
        execution: {
          latency: { model: 'constant', entryNs: 0, responseNs: 0 },
          cash: { USDT: '1000' },
        },
      },
    );
    expect(lines).toEqual(['#1 untriggered none 1000', '#1 untriggered margin 1000']);
  });
});
