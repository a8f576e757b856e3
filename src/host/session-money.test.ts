// Account and risk as a session keeps them: debts, fees by volume, limits that follow the market.
import { describe, expect, it } from 'vitest';
import { at, BOOK, FREE, hear } from '../testing/hear.ts';
import { COIN } from '../testing/strategy-kit.ts';

const DAY = 86_400;

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

it('a change under way keeps what it may need', async () => {
  const { lines } = await hear(
    (write) => {
      write.snapshot({ ...at(2), last: 1n, ...BOOK });
      write.trade({ ...at(9), price: 10_000n, qty: 1n });
    },
    (c, say) => {
      const send = (qty: string) => c.markets['main']?.buy(qty, { price: '99.95' });
      return {
        onTopOfBook() {
          send('0.5');
          c.replace(1, { qtyQuanta: 900 });
        },
        onOrder(o) {
          say(`#${o.orderId} ${o.status} ${o.reason}`);
          if (o.orderId === 1 && o.status === 'pendingReplace') send('0.4');
        },
      };
    },
    { execution: { ...FREE, cash: { USDT: '100' } } },
  );
  expect(lines).toEqual(['#1 pendingReplace none', '#2 rejected margin', '#1 working requested']);
});

it.each([
  // Of the last one of a day the strategy hears on the next, in which those before it count.
  ['of the days before', [3, DAY - 2, DAY - 1, DAY + 9], [2.002, 2.002, 1.001, 1.001]],
  ['of thirty days', [3, 30 * DAY + 9, 31 * DAY + 9, 62 * DAY + 9], [2.002, 1.5015, 1.5015, 2.002]],
])('fees go by the volume %s', async (_, times, expected) => {
  const fees: number[] = [];
  const feeTiers = [
    { volumeMin: '0', makerRate: '0.001', takerRate: '0.002' },
    { volumeMin: '1001', makerRate: '0.001', takerRate: '0.0015' },
    { volumeMin: '2002', makerRate: '0.001', takerRate: '0.001' },
  ];
  await hear(
    (write) => {
      const asks = [[10_010n, 500_000n]] as const;
      write.snapshot({ ...at(2), last: 1n, bids: BOOK.bids, asks });
      for (const time of times) write.trade({ ...at(time), price: 10_000n, qty: 1n });
    },
    (c) => ({
      // 1001 each.
      onTrade: () => void c.markets['main']?.buy('10'),
      onFill: (f) => void fees.push(f.fee),
      onOrder: () => undefined,
    }),
    {
      execution: {
        latency: { model: 'constant', entryNs: 0, responseNs: 1_500_000_000 },
        cash: { USDT: '1000000' },
        terms: { usesFeeTiers: true },
        feeTiers,
      },
    },
  );
  expect(fees).toEqual(expected);
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

  it('learns of losses by the fills that make them', async () => {
    const { lines } = await hear(
      (write) => {
        write.snapshot({ ...at(2), last: 1n, ...BOOK });
        for (let i = 3; i < 9; i++) write.trade({ ...at(i), price: 10_000n, qty: 1n });
      },
      (c) => {
        let turn = 0;
        return {
          // Buys at the ask, sells at the bid: each round trip loses.
          onTrade() {
            const side = turn++ % 2 === 0 ? ('buy' as const) : ('sell' as const);
            const market = c.markets['main'];
            if (market !== undefined) c.submit({ market, side, qtyQuanta: 10 });
          },
          onOrder: () => undefined,
        };
      },
      limits({}, { lossesMax: 2, pauses: { losses: '1h' } }),
    );
    expect(lines.map((line) => line.replace(/ fill 10@/, ' ').replace(/ \d{10}$/, ''))).toEqual([
      '#1 10010',
      '#2 9990',
      '#3 10010',
      '#4 9990',
    ]);
  });

  it('looks at the equity at each fill, though it recovers with the next price', async () => {
    const { lines } = await hear(
      (write) => {
        const asks = [[11_000n, 5000n]] as const;
        write.snapshot({ ...at(2), last: 1n, bids: BOOK.bids, asks });
        write.delta({ ...at(3), last: 2n, bids: [[10_990n, 5000n]] });
      },
      (c) => ({ onTopOfBook: (m) => void c.submit({ market: m, side: 'buy', qtyQuanta: 5000 }) }),
      {
        execution: {
          ...limits({}, { drawdownMax: '0.02' }).execution,
          cash: { USDT: '1200' },
          terms: { takerRate: '0' },
        },
      },
    );
    // Bought at 110.00 what was worth 104.95, and is worth 109.95 at the next word of the market.
    expect(lines).toEqual([
      '#1 working none 5000',
      '#1 fill 5000@11000 2000000000',
      '#1 filled none 0',
      '#2 rejected riskDrawdown 0',
    ]);
  });
});
