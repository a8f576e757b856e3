// Worked examples, what orders hold back, liquidation prices and fee tiers of accounts.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { OrderReason, Side } from '../abi/orders.ts';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { AccountRecords, START_NS, type Trade } from '../testing/account-records.ts';
import { NaiveAccount, type NaiveInstrument, roundFraction } from '../testing/naive-account.ts';
import { Account } from './account.ts';
import type { AccountInstrumentOptions } from './account-options.ts';

let core: Core;
let records: AccountRecords;
beforeAll(async () => {
  core = await createCore({ build: 'checked', memoryBytes: 1 << 26 });
  records = new AccountRecords(core);
});

const trade = (account: Account, t: Trade): void =>
  expect(account.fill(records.writeFill(t))).toBe(Status.Ok);

const PERPETUAL: AccountInstrumentOptions = {
  kind: 'linear',
  priceScale: 2,
  qtyScale: 3,
  quote: 'USDT',
  leverage: 10,
  makerRate: '-0.0001',
  takerRate: '0.0005',
  marginTiers: [{ floor: 0, rate: '0.004' }],
};

function perpetual(options: Partial<AccountInstrumentOptions> = {}, deposit = 1_000): Account {
  const account = new Account(core, {
    currencies: ['USDT', 'BTC'],
    deposits: { USDT: deposit },
  });
  account.define(1, { ...PERPETUAL, ...options });
  return account;
}

const texts = (account: Account, quanta: readonly bigint[]): string[] =>
  quanta.map((n) => account.format(n).replace(/0+$/, '').replace(/\.$/, ''));

describe('worked examples', () => {
  it('linear: fee, mark, funding, a turn with a rebate, liquidation price', () => {
    const account = perpetual();
    trade(account, { buys: true, price: 5_000_000n, qty: 100n });
    expect(texts(account, [records.fill.fee, records.fill.realizedPnl])).toEqual(['2.5', '0']);
    account.mark(1, '51000');
    const margin = account.margin(1);
    // 1000 - 2.5 + 0.1 * 1000; 5100 / 10; 5100 * 0.4 %
    expect(texts(account, [margin.equity, margin.initial, margin.maintenance])).toEqual([
      '1097.5',
      '510',
      '20.4',
    ]);
    expect(texts(account, [margin.available, margin.unrealized])).toEqual(['587.5', '100']);
    // 997.5 + 0.1 p - 5000 = 0.1 p * 0.004: p = 4002.5 / 0.0996 = 40185.742...
    expect(margin.liquidationPrice).toBe(4_018_575n);
    expect(texts(account, [account.funding(1, '0.0001', '51000')])).toEqual(['-0.51']);
    trade(account, { buys: false, price: 5_200_000n, qty: 150n, isMaker: true });
    // Closes 0.1 with 200; the rebate is 0.01 % of 7800; 0.05 short at 52000 stays.
    expect(texts(account, [records.fill.fee, records.fill.realizedPnl])).toEqual(['-0.78', '200']);
    expect(records.fill.position).toBe(-50n);
    expect(account.margin(1).averagePrice).toBe(5_200_000n);
    expect(texts(account, [account.balance('USDT').cash])).toEqual(['1197.77']);
    account.check();
  });

  it('inverse: 100 contracts of 100 from 10000 to 12500 earn 0.2 of the base', () => {
    const account = perpetual({ kind: 'inverse', base: 'BTC', contractValue: 100, qtyScale: 0 });
    account.define(2, { ...PERPETUAL, kind: 'inverse', base: 'BTC', qtyScale: 0 });
    account.deposit('BTC', 1);
    trade(account, { buys: true, price: 1_000_000n, qty: 100n });
    expect(texts(account, [records.fill.fee])).toEqual(['0.0005']);
    expect(account.margin(1).averagePrice).toBe(1_000_000n);
    account.mark(1, '12500');
    expect(texts(account, [account.equity('BTC'), account.margin(1).unrealized])).toEqual([
      '1.1995',
      '0.2',
    ]);
    trade(account, { buys: false, price: 1_250_000n, qty: 100n });
    expect(texts(account, [records.fill.realizedPnl, records.fill.fee])).toEqual(['0.2', '0.0004']);
    expect(texts(account, [account.balance('BTC').cash])).toEqual(['1.1991']);
  });

  it('inverse: liquidation prices of a long and a short', () => {
    // Long 10000 contracts of 1 at 10000 = 1 BTC with 0.1: 0.1 + 1 - v = 0.005 v, v = 1.0945...
    const terms = { kind: 'inverse', base: 'BTC', qtyScale: 0, takerRate: 0 } as const;
    const tiers = { marginTiers: [{ floor: 0, rate: '0.005' }] };
    for (const [buys, price] of [
      [true, 913_637n],
      // Short: 0.1 - 1 + v = 0.005 v, v = 0.90452...: 11055.555...
      [false, 1_105_555n],
    ] as const) {
      const account = perpetual({ ...terms, ...tiers });
      account.deposit('BTC', '0.1');
      trade(account, { buys, price: 1_000_000n, qty: 10_000n });
      expect(account.margin(1).liquidationPrice).toBe(price);
    }
  });

  it('spot: the residual of rounding is booked', () => {
    const account = new Account(core, {
      currencies: ['USD', 'XAU'],
      cashScale: 2,
      deposits: { USD: '100' },
    });
    const scales = { priceScale: 3, qtyScale: 0 };
    account.define(1, { ...scales, kind: 'spot', quote: 'USD', base: 'XAU', takerRate: 0 });
    // 3 * 0.335 = 1.005: booked as 1.00, half a cash quantum is left over.
    trade(account, { buys: true, price: 335n, qty: 3n });
    expect(account.position(1).valueResidual).toBe(500_000_000n);
    for (const [qty, realized] of [
      [1n, '0'],
      [1n, '-0.01'],
      [1n, '0'],
    ] as const) {
      // A third of the cost leaves with each: 0.33, then 0.34 (half to even: 0.335), then 0.33.
      trade(account, { buys: false, price: 330n, qty });
      expect(texts(account, [records.fill.realizedPnl])).toEqual([realized]);
    }
    expect([account.position(1).qty, account.position(1).basis]).toEqual([0n, 0n]);
    expect(account.head.losingTrips).toBe(1n);
  });

  it('a position that no price or every price liquidates', () => {
    const safe = perpetual({}, 10_000);
    trade(safe, { buys: true, price: 5_000_000n, qty: 100n });
    expect(safe.margin(1).liquidationPrice).toBe('none');
    const lost = perpetual({}, 0);
    trade(lost, { buys: false, price: 5_000_000n, qty: 100n });
    trade(lost, { buys: true, price: 11_000_000n, qty: 99n });
    expect(lost.margin(1).liquidationPrice).toBe('every');
    expect([safe.isLiquidatable('USDT'), lost.isLiquidatable('USDT')]).toEqual([false, true]);
  });
});

describe('margin of orders', () => {
  it('an order is affordable to the last quantum', () => {
    const account = perpetual();
    const afford = (buys: boolean, price: bigint, qty: bigint): OrderReason =>
      account.canAfford(records.writeOrder({ buys, price, qty }), 5_000_000n);
    // 0.199 * 50000: 995 and a fee of 4.975; 0.2 needs 1005.
    expect(afford(true, 5_000_000n, 199n)).toBe(OrderReason.None);
    expect(afford(true, 5_000_000n, 200n)).toBe(OrderReason.Margin);
    expect(afford(true, 0n, 199n)).toBe(OrderReason.None);
    expect(afford(true, 0n, 0n)).toBe(OrderReason.BadQty);
    expect(account.canAfford(records.writeOrder({ buys: true, price: 0n, qty: 1n }))).toBe(
      OrderReason.BookNotLive,
    );
    expect(account.canAfford(records.writeOrder({ id: 3, buys: true, price: 1n, qty: 1n }))).toBe(
      OrderReason.UnknownInstrument,
    );
    account.orderOpened(1, Side.Buy, 5_000_000n, 100n);
    expect(afford(true, 5_000_000n, 99n)).toBe(OrderReason.None);
    expect(afford(true, 5_000_000n, 100n)).toBe(OrderReason.Margin);
    // The other side only counts where it is the larger one.
    expect(afford(false, 5_000_000n, 199n)).toBe(OrderReason.None);
    expect(() => account.orderClosed(1, Side.Buy, 5_000_000n, 101n)).toThrow(/argument/);
    account.orderClosed(1, Side.Buy, 5_000_000n, 100n);
    expect(account.balance('USDT').initial).toBe(0n);
  });

  it('a losing position can always be closed', () => {
    const account = perpetual();
    trade(account, { buys: true, price: 5_000_000n, qty: 190n });
    account.mark(1, '40000');
    expect(account.available('USDT')).toBeLessThan(0n);
    const order = { price: 4_000_000n, qty: 190n };
    expect(account.canAfford(records.writeOrder({ ...order, buys: false }))).toBe(0);
    expect(account.canAfford(records.writeOrder({ ...order, buys: true }))).toBe(
      OrderReason.Margin,
    );
  });

  it('spot holds back the cost with its fee, and what is for sale', () => {
    const account = new Account(core, {
      currencies: ['USDT', 'BTC'],
      deposits: { USDT: 100, BTC: '0.5' },
    });
    const scales = { priceScale: 2, qtyScale: 3 };
    account.define(1, { ...scales, kind: 'spot', quote: 'USDT', base: 'BTC' });
    const afford = (buys: boolean, price: bigint, qty: bigint): OrderReason =>
      account.canAfford(records.writeOrder({ buys, price, qty }));
    expect([afford(false, 5_000n, 500n), afford(false, 5_000n, 501n)]).toEqual([
      OrderReason.None,
      OrderReason.Margin,
    ]);
    // 1.998 * 50 = 99.9 and 0.0999; 1.999 would be 100.04995.
    expect([afford(true, 5_000n, 1_998n), afford(true, 5_000n, 1_999n)]).toEqual([
      OrderReason.None,
      OrderReason.Margin,
    ]);
    account.orderOpened(1, Side.Buy, 5_000n, 1_998n);
    account.orderOpened(1, Side.Sell, 5_100n, 400n);
    expect(afford(true, 5_000n, 2n)).toBe(OrderReason.Margin);
    expect(texts(account, [account.balance('USDT').initial])).toEqual(['99.9999']);
    expect(texts(account, [account.balance('BTC').initial])).toEqual(['0.4']);
    expect(afford(false, 5_000n, 101n)).toBe(OrderReason.Margin);
    expect(() => account.deposit('USDT', -1)).toThrow(/negative/);
    // A fill in two parts, then the rest is cancelled: nothing is held back any more.
    trade(account, { buys: true, price: 5_000n, qty: 700n });
    account.orderClosed(1, Side.Buy, 5_000n, 700n);
    account.orderClosed(1, Side.Buy, 5_000n, 1_298n);
    account.orderClosed(1, Side.Sell, 5_100n, 400n);
    expect([account.balance('USDT').initial, account.balance('BTC').initial]).toEqual([0n, 0n]);
    account.check();
  });

  it('agrees with the sum over all open orders', () => {
    const step = fc.record({
      buys: fc.boolean(),
      price: fc.bigInt({ min: 1n, max: 9_000_000n }),
      qty: fc.bigInt({ min: 1n, max: 90_000n }),
      what: fc.constantFrom('open', 'open', 'close', 'fill', 'mark'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const account = perpetual({ leverage: 7 });
        const twin = new NaiveAccount(naive);
        const open: { buys: boolean; price: bigint; qty: bigint }[] = [];
        let mark = 0n;
        for (const { what, ...order } of steps) {
          const side = order.buys ? Side.Buy : Side.Sell;
          if (what === 'open') {
            account.orderOpened(1, side, order.price, order.qty);
            open.push(order);
          } else if (what === 'close') {
            const last = open.pop();
            if (last === undefined) continue;
            account.orderClosed(1, last.buys ? Side.Buy : Side.Sell, last.price, last.qty);
          } else if (what === 'fill') {
            trade(account, order);
            twin.fill(order.buys, order.price, order.qty, false);
          } else {
            account.mark(1, `${order.price}e-2`);
          }
          if (what === 'mark' || mark === 0n) mark = order.price;
          expect(account.balance('USDT').initial).toBe(twin.initial(mark, open, 142_857_143n));
          expect(account.available('USDT')).toBe(
            100_000_000_000n + twin.cash + twin.open(mark) - account.balance('USDT').initial,
          );
        }
        account.check();
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});

const naive: NaiveInstrument = {
  kind: 'linear',
  priceScale: 2,
  qtyScale: 3,
  cashScale: 8,
  contract: { n: 1n, d: 1n },
  makerRate: -100_000n,
  takerRate: 500_000n,
  rounding: 2,
  feeRounding: 1,
};

describe('liquidation', () => {
  it('happens at the price that was told', () => {
    const any = fc.record({
      kind: fc.constantFrom('linear' as const, 'inverse' as const),
      buys: fc.boolean(),
      price: fc.bigInt({ min: 100_000n, max: 900_000n }),
      qty: fc.bigInt({ min: 1_000n, max: 100_000n }),
      cash: fc.integer({ min: 1, max: 1_000 }),
      other: fc.bigInt({ min: -50n, max: 50n }),
    });
    let seen = 0;
    fc.assert(
      fc.property(any, ({ kind, buys, price, qty, cash, other }) => {
        const tiers = ['0.01', '0.05', '0.2'].map((rate, i) => ({ floor: i * 40_000, rate }));
        const inverse = { kind: 'inverse', quote: 'BTC', base: 'USDT', contractValue: 10_000 };
        const terms = {
          ...(kind === 'inverse' ? inverse : {}),
          qtyScale: kind === 'inverse' ? 0 : 3,
          marginTiers: tiers,
        } as Partial<AccountInstrumentOptions>;
        const account = perpetual(terms, cash * 100);
        account.define(2, { ...PERPETUAL, marginTiers: tiers });
        trade(account, { buys, price, qty });
        if (other !== 0n)
          trade(account, {
            id: 2,
            buys: other > 0n,
            price: 500n,
            qty: other > 0n ? other : -other,
          });
        const told = account.margin(1).liquidationPrice;
        const at = (quanta: bigint): boolean => {
          account.mark(1, `${quanta}e-2`);
          return account.isLiquidatable('USDT');
        };
        if (told === 'every') return;
        if (told === 'none') {
          if (buys) expect(at(1n)).toBe(false);
          return;
        }
        seen++;
        const away = buys ? 1n : -1n;
        // The price itself errs to the earlier side; rounded values are at most a quantum off.
        expect(at(told + 2n * away)).toBe(false);
        if (told - 2n * away > 0n) expect(at(told - 2n * away)).toBe(true);
      }),
      { numRuns: 300, seed: 9 },
    );
    expect(seen).toBeGreaterThan(150);
  });
});

describe('fee tiers', () => {
  const DAY = 86_400_000_000_000n;

  it('go by the volume of the 30 UTC days before today', () => {
    const rates = [10n, 8n, 5n].map((n) => n * 100_000n);
    const day = fc.bigInt({ min: 0n, max: 40n });
    const fills = fc.array(fc.record({ skip: day, qty: fc.bigInt({ min: 1n, max: 1_000_000n }) }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(fills, (list) => {
        const account = new Account(core, {
          currencies: ['BTC', 'USDT'],
          feeCurrency: 'USDT',
          deposits: { USDT: 1 },
          feeTiers: [0, 2_000, 9_000].map((volumeMin, i) => ({
            volumeMin,
            makerRate: 0,
            takerRate: `${rates[i]}e-9`,
          })),
        });
        account.define(1, { ...PERPETUAL, usesFeeTiers: true });
        account.define(2, { ...PERPETUAL, kind: 'inverse', base: 'BTC', qtyScale: 0 });
        const volumes = new Map<bigint, bigint>();
        let now = START_NS / DAY;
        for (const { skip, qty } of list) {
          now += skip;
          const timeNs = now * DAY + 5n;
          // Settles in another currency: does not count.
          trade(account, { id: 2, buys: true, price: 100n, qty, timeNs });
          trade(account, { buys: true, price: 100n, qty, timeNs });
          let volume = 0n;
          for (const [on, sum] of volumes) if (on < now && on >= now - 30n) volume += sum;
          const tier = volume >= 9_000_000n ? 2 : volume >= 2_000_000n ? 1 : 0;
          const value = qty * 100_000n;
          const fee = roundFraction({ n: value * (rates[tier] ?? 0n), d: 1_000_000_000n }, 1);
          expect(records.fill.fee).toBe(fee);
          volumes.set(now, (volumes.get(now) ?? 0n) + qty);
        }
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('are in one currency', () => {
    const account = perpetual();
    const other = { ...PERPETUAL, kind: 'inverse', base: 'BTC', usesFeeTiers: true } as const;
    expect(() => account.define(2, other)).toThrow(/argument/);
  });
});
