// Edges of sessions that small random markets seldom meet: books before they live, definitions that
// come again, money that does not suffice after all, risk beside it.
import { describe, expect, it } from 'vitest';
import type { Context, Handlers, MarketNeeds } from '../strategy/contract.ts';
import { defineStrategy } from '../strategy/define.ts';
import type { ParamSpecs, ParamsOf } from '../strategy/params.ts';
import { BTC } from '../testing/record-writer.ts';
import { COIN, type KitOptions, runScript, type Script } from '../testing/strategy-kit.ts';

const S = 1_000_000_000n;
const FREE = { latency: { model: 'constant', entryNs: 0, responseNs: 0 } } as const;
type Ctx = Context<ParamsOf<ParamSpecs>>;

const at = (seconds: number) => {
  const ns = BigInt(Math.round(seconds * 1e9));
  return { recv: ns, exchange: ns };
};

const ALL = { book: true, topOfBook: true, trades: true } as const;

/** Runs handlers over a script; lines are what they and their orders say. */
async function hear(
  script: Script,
  create: (c: Ctx, say: (line: string) => void) => Handlers,
  options: KitOptions & { readonly needs?: MarketNeeds } = {},
) {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const strategy = defineStrategy({
    name: 'edges',
    markets: { main: options.needs ?? ALL },
    create: (c: Ctx): Handlers => ({
      onOrder: (o) => say(`#${o.orderId} ${o.status} ${o.reason} ${o.leavesQuanta}`),
      onFill: (f) => say(`#${f.orderId} fill ${f.qtyQuanta}@${f.priceQuanta} ${f.exchangeTsNs}`),
      ...create(c, say),
    }),
  });
  const run = await runScript(strategy, script, { execution: FREE, ...options });
  return { ...run, lines };
}

const BOOK = { bids: [[9990n, 5000n]], asks: [[10_010n, 5000n]] } as const;

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
    const { lines } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        write.trade({ recv: 2n * S, exchange: S / 2n, price: 9900n, qty: 1n });
        write.trade({ recv: 2n * S, exchange: S / 4n, price: 10_100n, qty: 1n });
        write.trade({ ...at(3), price: 9950n, qty: 1n });
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
    );
    expect(lines).toEqual(['#1 untriggered none 5']);
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

  it('with a finer scale ends a run that trades it, and no run that only looks', async () => {
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

describe('an account', () => {
  it('keeps a debt that a fill far from the market makes, and lends no more', async () => {
    const execution = {
      ...FREE,
      cash: { USDT: '100.5' },
      terms: { kind: 'spot', takerRate: '0.001' },
    } as const;
    const { lines, run } = await hear(
      (write) => {
        const asks = [
          [10_000n, 500n],
          [10_500n, 5000n],
        ] as const;
        write.snapshot({ ...at(2), last: 1n, bids: BOOK.bids, asks });
        write.trade({ ...at(3), price: 10_000n, qty: 1n });
      },
      (c) => ({
        onTopOfBook: (m) => void m.buy('1'),
        onTrade: () => void c.markets['main']?.buy('0.001'),
      }),
      { execution },
    );
    expect(lines).toEqual([
      '#1 working none 1000',
      '#1 fill 500@10000 2000000000',
      '#1 partiallyFilled none 500',
      '#1 fill 500@10500 2000000000',
      '#1 filled none 0',
      '#2 rejected margin 0',
    ]);
    const { account, session } = run.setup;
    // 100.5 - 50 - 0.05 - 52.5 - 0.0525
    expect(account.balance('USDT').cash).toBe(-210_250_000n);
    expect(session.state.overdrafts).toBe(1n);
    account.check();
  });
});

it('the mean price of an order holds where the sum leaves 64 bits', async () => {
  const [low, high] = [5_000_000_000_000_000n, 5_000_000_000_000_002n];
  const means: number[] = [];
  await hear(
    (write) => {
      const asks = [
        [low, 3000n],
        [high, 3000n],
      ] as const;
      write.snapshot({ ...at(2), last: 1n, bids: [[low - 1n, 1n]], asks });
    },
    (c) => ({
      onTopOfBook: (m) => void c.submit({ market: m, side: 'buy', qtyQuanta: 6000 }),
      onOrder: (o) => void means.push(o.avgPrice * 1e8),
    }),
    {
      instruments: [{ ...COIN, priceScale: 8 }],
      execution: { ...FREE, cash: { USDT: '1000000000' }, terms: { takerRate: '0' } },
    },
  );
  // 3000 * 5e15 is below 2^64, the sum of two such is not.
  expect(means).toEqual([Number.NaN, Number(low), Number(low) + 1]);
});

describe('risk', () => {
  const OFF = { instrument: { positionValueMax: 'off', jump: 'off' } } as const;
  const limits = (instrument: object, more: object = {}) => ({
    execution: { ...FREE, risk: { ...more, instrument: { ...OFF.instrument, ...instrument } } },
  });

  it('follows the market without a position: its collar is about the present price', async () => {
    const { lines } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        const asks = [
          [10_010n, 0n],
          [15_010n, 5000n],
        ] as const;
        write.delta({ ...at(3), last: 2n, bids: [[14_990n, 5000n]], asks });
      },
      (c) => ({
        onTopOfBook(m) {
          const priceQuanta = c.timeNs < 2.5e9 ? 9500 : 14_500;
          c.submit({ market: m, side: 'buy', qtyQuanta: 1, priceQuanta });
          c.submit({ market: m, side: 'sell', qtyQuanta: 1, priceQuanta: 10_500 });
        },
      }),
      limits({ collar: '0.06' }),
    );
    // The sell at 105 stands within 6 % of 100, not of 150.
    expect(lines).toEqual([
      '#1 working none 1',
      '#2 working none 1',
      '#4 rejected riskCollar 0',
      '#2 fill 1@10500 3000000000',
      '#2 filled none 0',
      '#3 working none 1',
    ]);
  });

  it('trips at a jump that nobody holds a position in', async () => {
    const { lines } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        const asks = [
          [10_010n, 0n],
          [13_010n, 5000n],
        ] as const;
        write.delta({ ...at(3), last: 2n, bids: [[12_990n, 5000n]], asks });
      },
      (c) => ({
        onTopOfBook(m) {
          if (c.timeNs > 2.5e9) c.submit({ market: m, side: 'buy', qtyQuanta: 1 });
        },
      }),
      limits({ jump: '0.2' }),
    );
    expect(lines).toEqual(['#1 rejected riskJump 0']);
  });

  it('counts an order as open until all of it is gone', async () => {
    const { lines } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        write.trade({ ...at(3), price: 9994n, qty: 3n, flags: 3 | 8 });
        write.trade({ ...at(4), price: 9994n, qty: 9n, flags: 3 | 8 });
        write.trade({ ...at(5), price: 9994n, qty: 1n, flags: 3 | 8 });
      },
      (c) => {
        const order = { side: 'buy', qtyQuanta: 10, priceQuanta: 9995 } as const;
        const send = () => {
          const market = c.markets['main'];
          if (market !== undefined) c.submit({ market, ...order });
        };
        return { onTopOfBook: send, onTrade: send };
      },
      limits({}, { openOrdersMax: 1 }),
    );
    expect(lines).toEqual([
      '#1 working none 10',
      '#2 rejected riskOpenOrders 0',
      '#1 fill 3@9995 3000000000',
      '#1 partiallyFilled none 7',
      '#3 rejected riskOpenOrders 0',
      '#1 fill 7@9995 4000000000',
      '#1 filled none 0',
      '#4 working none 10',
    ]);
  });

  it('cuts a change as it cuts an order', async () => {
    const { lines, run } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        write.trade({ ...at(3), price: 10_005n, qty: 1n });
      },
      (c) => ({
        onTopOfBook: (m) => void m.buy('0.1', { price: '99' }),
        onTrade: () => void c.replace(1, { qtyQuanta: 5000 }),
      }),
      limits({ notionalMax: '99' }, { reduces: ['notional'] }),
    );
    expect(lines).toEqual(['#1 working none 100', '#1 working requested 1000']);
    expect(run.setup.session.state.openOrders).toBe(1);
  });
});
