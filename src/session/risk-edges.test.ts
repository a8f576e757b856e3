// Every rule at its limit and one beyond, in quanta: prices have two decimals, quantities three,
// cash eight.
import { beforeAll, describe, expect, it } from 'vitest';
import { OrderFlag, OrderKind, OrderReason } from '../abi/orders.ts';
import { KillMode, RiskRule } from '../abi/risk.ts';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { type LimitFields, RiskDesk, type RuleFields } from '../testing/risk-desk.ts';
import { Account } from './account.ts';
import type { AccountInstrumentOptions } from './account-options.ts';

let core: Core;
beforeAll(async () => {
  core = await createCore({ build: 'checked', memoryBytes: 1 << 26 });
});

const USD = 100_000_000n;
const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;
/** 100.00 */
const PRICE = 10_000n;
const LINEAR = {
  kind: 'linear',
  priceScale: 2,
  qtyScale: 3,
  quote: 'USD',
  makerRate: 0,
  takerRate: 0,
} as const;

interface Setup {
  readonly limits?: LimitFields;
  readonly rules?: RuleFields;
  readonly terms?: AccountInstrumentOptions;
  readonly deposit?: number;
}

/** Instruments 1 and 2 at 100.00. */
function setup({ limits = {}, rules = {}, terms = LINEAR, deposit = 1_000 }: Setup = {}): RiskDesk {
  const account = new Account(core, {
    currencies: ['USD', 'BTC'],
    instrumentsMax: 4,
    deposits: { USD: deposit, BTC: deposit },
  });
  for (const id of [1, 2]) account.define(id, terms);
  const desk = new RiskDesk(core, account);
  const currency = account.settlementIndex(1);
  expect(desk.configure({ currency, ...limits })).toBe(Status.Ok);
  for (const id of [1, 2]) {
    expect(desk.define(id, rules)).toBe(Status.Ok);
    desk.mark(PRICE, id);
  }
  return desk;
}

const buy = (qty: bigint, price = PRICE) => ({ buys: true, price, qty });
const sell = (qty: bigint, price = PRICE) => ({ buys: false, price, qty });

describe('orders by themselves', () => {
  it('price and stop price within the sane range, both ends included', () => {
    const desk = setup({ rules: { priceMin: 9_000n, priceMax: 11_000n } });
    const asks = [9_000n, 11_000n, 8_999n, 11_001n, 0n, -1n].map((price) =>
      desk.ask({ ...buy(1n, price), kind: OrderKind.Limit }),
    );
    expect(asks).toEqual(['ok', 'ok', 'RiskPrice', 'RiskPrice', 'RiskPrice', 'RiskPrice']);
    const stop = (stopPrice: bigint): string =>
      desk.ask({ ...buy(1n, 0n), kind: OrderKind.StopMarket, stopPrice });
    expect([stop(11_000n), stop(11_001n), stop(8_999n), stop(-1n)]).toEqual([
      'ok',
      'RiskPrice',
      'RiskPrice',
      'RiskPrice',
    ]);
    // A market order has no price.
    expect(desk.ask(buy(1n, 0n))).toBe('ok');
  });

  it('quantity within the sane range, both ends included', () => {
    const desk = setup({ rules: { qtyMin: 10n, qtyMax: 20n } });
    expect([10n, 20n, 9n, 21n, 0n, -10n].map((qty) => desk.ask(buy(qty)))).toEqual([
      'ok',
      'ok',
      'RiskQty',
      'RiskQty',
      'RiskQty',
      'RiskQty',
    ]);
    expect(setup().ask(buy(0n))).toBe('RiskQty');
  });

  it('value of an order, at the dearest price it can be filled at', () => {
    const desk = setup({ rules: { notionalMax: 100n * USD } });
    expect(desk.ask(buy(1_000n))).toBe('ok');
    expect(desk.ask(buy(1_001n))).toBe('RiskNotional');
    // A sell far below the market is filled at the market, a buy far above it at worst there.
    expect(desk.ask(sell(1_001n, 1n))).toBe('RiskNotional');
    expect(desk.ask(sell(1_000n, 1n))).toBe('ok');
    expect(desk.ask(buy(1_000n, 10_001n))).toBe('RiskNotional');
    expect(desk.ask(buy(1_001n, 9_990n))).toBe('ok');
    expect([desk.ask(buy(1_000n, 0n)), desk.ask(buy(1_001n, 0n))]).toEqual(['ok', 'RiskNotional']);
    // A stop is filled from its stop price on.
    const stop = { kind: OrderKind.StopMarket, stopPrice: 20_000n };
    expect([
      desk.ask({ ...buy(500n, 0n), ...stop }),
      desk.ask({ ...buy(501n, 0n), ...stop }),
    ]).toEqual(['ok', 'RiskNotional']);
    // Closing orders too: a slip of the finger has no side.
    desk.trade(true, PRICE, 2_000n);
    expect(desk.ask(sell(1_001n))).toBe('RiskNotional');
    expect(desk.check(buy(1n << 61n)).reason).toBe(OrderReason.RiskNotional);
  });

  it('inverse: a value falls with the price', () => {
    const terms = { ...LINEAR, kind: 'inverse', base: 'BTC', contractValue: 1 } as const;
    // 1.000 contracts at 100.00: 0.01 of the base.
    const desk = setup({ terms, rules: { notionalMax: 1_000_000n } });
    expect([desk.ask(buy(1_000n)), desk.ask(buy(1_001n))]).toEqual(['ok', 'RiskNotional']);
    expect([desk.ask(buy(1_000n, 20_000n)), desk.ask(buy(1_000n, 9_999n))]).toEqual([
      'ok',
      'RiskNotional',
    ]);
    expect([desk.ask(buy(1_001n, 20_000n)), desk.ask(sell(2_000n, 20_000n))]).toEqual([
      'RiskNotional',
      'ok',
    ]);
    expect(desk.ask(sell(1_000n, 9_999n))).toBe('RiskNotional');
  });

  it('collar on both sides of the market, of the stop price for stops', () => {
    // 1.23 % of 100.00 = 1.23.
    const desk = setup({ rules: { collar: 12_300_000n } });
    expect([10_123n, 10_124n, 9_877n, 9_876n, 0n].map((p) => desk.ask(buy(1n, p)))).toEqual([
      'ok',
      'RiskCollar',
      'ok',
      'RiskCollar',
      'ok',
    ]);
    // 1.23 % of 99.99 = 1.229877: rounded down to 1.22.
    desk.mark(9_999n);
    expect([desk.ask(buy(1n, 10_121n)), desk.ask(buy(1n, 10_122n))]).toEqual(['ok', 'RiskCollar']);
    const stop = (price: bigint): string =>
      desk.ask({ ...buy(1n, price), kind: OrderKind.StopLimit, stopPrice: 20_000n });
    expect([stop(20_246n), stop(20_247n)]).toEqual(['ok', 'RiskCollar']);
  });

  it('nothing passes before the market is known, nor for an unknown instrument', () => {
    const account = new Account(core, { currencies: ['USD'], instrumentsMax: 4 });
    for (const id of [1, 3]) account.define(id, LINEAR);
    const desk = new RiskDesk(core, account);
    expect(desk.define(1, {})).toBe(Status.Ok);
    expect(desk.ask(buy(1n))).toBe('BookNotLive');
    expect(desk.trade(true, PRICE, 5n)).toBe(Status.Ok);
    expect(desk.ask(buy(1n))).toBe('ok');
    expect([3, 2, 9].map((id) => desk.ask({ ...buy(1n), id }))).toEqual(
      Array.from({ length: 3 }, () => 'UnknownInstrument'),
    );
    desk.records.writeOrder(buy(1n));
    desk.records.submit.side = 2;
    const { submit } = desk.records;
    expect(core.exports.riskCheck(desk.at, submit.offset, desk.now)).toBe(OrderReason.BadOrder);
  });
});

describe('sizes', () => {
  it('position in the worst case of working orders', () => {
    const desk = setup({ rules: { positionMax: 100n } });
    expect([desk.ask(buy(100n)), desk.ask(buy(101n))]).toEqual(['ok', 'RiskPosition']);
    const first = desk.open(buy(60n));
    expect([desk.ask(buy(40n)), desk.ask(buy(41n))]).toEqual(['ok', 'RiskPosition']);
    // Sells count by themselves: the buys may be filled last.
    expect([desk.ask(sell(100n)), desk.ask(sell(101n))]).toEqual(['ok', 'RiskPosition']);
    desk.fill(first, PRICE, 20n);
    expect([desk.ask(buy(40n)), desk.ask(buy(41n))]).toEqual(['ok', 'RiskPosition']);
    expect([desk.ask(sell(120n)), desk.ask(sell(121n))]).toEqual(['ok', 'RiskPosition']);
    desk.close(first);
    expect([desk.ask(buy(80n)), desk.ask(buy(81n))]).toEqual(['ok', 'RiskPosition']);
    // Reduce-only orders never enlarge a position: neither asked nor counted.
    const reducing = { ...sell(500n), flags: OrderFlag.ReduceOnly };
    expect(desk.ask(reducing)).toBe('ok');
    desk.open(reducing);
    expect([desk.ask(sell(120n)), desk.ask(sell(121n))]).toEqual(['ok', 'RiskPosition']);
  });

  it('value of the position, rounded up', () => {
    const desk = setup({ rules: { positionValueMax: 10n * USD } });
    expect([desk.ask(buy(100n)), desk.ask(buy(101n))]).toEqual(['ok', 'RiskPosition']);
    desk.mark(10_001n);
    expect([desk.ask(buy(99n)), desk.ask(buy(100n))]).toEqual(['ok', 'RiskPosition']);
    // A third of a cash quantum too much is too much.
    const terms = { ...LINEAR, qtyScale: 8 } as const;
    const fine = setup({ terms, rules: { positionValueMax: 33n } });
    fine.mark(33n);
    expect([fine.ask(buy(100n)), fine.ask(buy(101n))]).toEqual(['ok', 'RiskPosition']);
  });

  it('exposure over all instruments', () => {
    const desk = setup({ limits: { exposureMax: 20n * USD } });
    desk.open({ ...sell(50n), id: 2 });
    desk.trade(true, PRICE, 50n, 2);
    // Instrument 2: 50 long, its sells only close: 5 in the worst case.
    expect(desk.head.exposure).toBe(5n * USD);
    expect([desk.ask(buy(150n)), desk.ask(buy(151n))]).toEqual(['ok', 'RiskExposure']);
    desk.mark(10_010n, 2);
    expect([desk.ask(buy(149n)), desk.ask(buy(150n))]).toEqual(['ok', 'RiskExposure']);
    // What does not enlarge the worst case passes beyond the limit.
    desk.mark(50_000n, 2);
    expect(desk.head.exposure).toBe(25n * USD);
    expect([desk.ask(buy(1n)), desk.ask({ ...sell(50n), id: 2 })]).toEqual(['RiskExposure', 'ok']);
    expect(desk.ask({ ...sell(51n), id: 2 })).toBe('RiskExposure');
  });

  it('leverage of the equity', () => {
    const desk = setup({ limits: { leverageMax: 2_500_000_000n }, deposit: 10 });
    expect([desk.ask(buy(250n)), desk.ask(buy(251n))]).toEqual(['ok', 'RiskLeverage']);
    desk.trade(true, PRICE, 100n);
    // 10 at 98.00: the equity is 9.80.
    desk.mark(9_800n);
    expect([desk.ask(buy(150n)), desk.ask(buy(151n))]).toEqual(['ok', 'RiskLeverage']);
    // Without equity nothing opens, everything closes.
    desk.trade(true, PRICE, 10n);
    desk.mark(1n);
    expect(desk.account.equity('USD')).toBeLessThan(0n);
    expect([desk.ask({ ...buy(1n, 1n), id: 2 }), desk.ask(sell(110n, 1n))]).toEqual([
      'RiskLeverage',
      'ok',
    ]);
  });

  it('cuts to whole lots instead of refusing where it is told to', () => {
    const all = RiskRule.Notional | RiskRule.Position | RiskRule.PositionValue | RiskRule.Exposure;
    const limits = { reduces: all | RiskRule.Leverage };
    const cut = (rules: RuleFields, more: LimitFields, qty = 1_000n): string => {
      const desk = setup({ limits: { ...limits, ...more }, rules, deposit: 100 });
      return desk.ask(buy(qty));
    };
    expect(cut({ notionalMax: 50n * USD }, {})).toBe('cut to 500');
    expect(cut({ notionalMax: 50n * USD + 9_999_999n }, {})).toBe('cut to 500');
    expect(cut({ notionalMax: 50n * USD, lotSize: 300n }, {})).toBe('cut to 300');
    expect(cut({ notionalMax: 50n * USD, lotSize: 501n }, {})).toBe('RiskNotional');
    expect(cut({ notionalMax: 50n * USD, qtyMin: 501n }, {})).toBe('RiskNotional');
    expect(cut({ positionMax: 123n }, {})).toBe('cut to 123');
    expect(cut({ positionValueMax: 77n * USD }, {})).toBe('cut to 770');
    expect(cut({}, { exposureMax: 66n * USD })).toBe('cut to 660');
    expect(cut({}, { leverageMax: 550_000_000n })).toBe('cut to 550');
    expect(cut({ notionalMax: 50n * USD, positionMax: 123n }, { exposureMax: 7n * USD })).toBe(
      'cut to 70',
    );
    expect(cut({ positionMax: 123n }, { reduces: all & ~RiskRule.Position })).toBe('RiskPosition');
    // What the verdict names is the last rule that cut it.
    const desk = setup({ limits, rules: { positionMax: 123n } });
    expect(desk.check(buy(200n))).toEqual({
      reason: OrderReason.Reduced,
      qty: 123n,
      rule: OrderReason.RiskPosition,
    });
    desk.open(buy(123n));
    expect(desk.ask(buy(1n))).toBe('RiskPosition');
  });

  it('open orders, those that only close included', () => {
    const desk = setup({ limits: { openOrdersMax: 2 } });
    const first = desk.open(buy(1n));
    expect(desk.ask(buy(1n))).toBe('ok');
    desk.open({ ...sell(1n), id: 2, flags: OrderFlag.ReduceOnly });
    expect(desk.ask(buy(1n))).toBe('RiskOpenOrders');
    desk.change(first, 3n);
    expect(desk.head.openOrders).toBe(2);
    desk.close(first);
    first.leaves = 1n;
    expect(() => desk.close(first)).toThrow(/argument/);
    expect(desk.ask(buy(1n))).toBe('ok');
  });
});

describe('order rates', () => {
  it.each([
    ['second', { ordersSecond: 3 }, SECOND, 3n],
    ['minute', { ordersMinute: 3 }, 60n * SECOND, 3n],
    ['hour', { ordersHour: 7 }, 3600n * SECOND, 7n],
  ] as const)('a %s: a burst, then one after each share of it', (_, limits, interval, most) => {
    const desk = setup({ limits });
    for (let i = 0n; i < most; i++) expect(desk.ask(buy(1n))).toBe('ok');
    expect(desk.ask(buy(1n))).toBe('RiskRate');
    const share = (interval + most - 1n) / most;
    desk.now += share - 1n;
    expect(desk.ask(buy(1n))).toBe('RiskRate');
    desk.now += 1n;
    expect([desk.ask(buy(1n)), desk.ask(buy(1n))]).toEqual(['ok', 'RiskRate']);
    // A clock that goes back brings nothing; a long pause fills it, and no more.
    desk.now -= interval;
    expect(desk.ask(buy(1n))).toBe('RiskRate');
    desk.now += 1_000n * interval;
    for (let i = 0n; i < most; i++) expect(desk.ask(buy(1n))).toBe('ok');
    expect(desk.ask(buy(1n))).toBe('RiskRate');
  });

  it('what is refused costs nothing, what one bucket refuses no other bucket pays', () => {
    const limits = { ordersSecond: 1, ordersMinute: 3 };
    const desk = setup({ limits, rules: { qtyMax: 5n } });
    for (let i = 0; i < 5; i++) expect(desk.ask(buy(6n))).toBe('RiskQty');
    expect(desk.ask(buy(1n))).toBe('ok');
    for (let i = 0; i < 5; i++) expect(desk.ask(buy(1n))).toBe('RiskRate');
    desk.now += SECOND;
    expect(desk.ask(buy(1n))).toBe('ok');
    desk.now += SECOND;
    expect(desk.ask(buy(1n))).toBe('ok');
    desk.now += SECOND;
    expect(desk.ask(buy(1n))).toBe('RiskRate');
  });
});

describe('limits', () => {
  it('are checked when they are set', () => {
    const desk = setup();
    const bad: LimitFields[] = [
      { currency: 2 },
      { currency: 1 },
      { reduces: RiskRule.DailyLoss },
      { exposureMax: -1n },
      { leverageMax: -1n },
      { dailyLossMax: -1n },
      { drawdownMax: -1n },
      { drawdownMax: 1_000_000_001n },
      { dailyLossPauseNs: -2n },
      { drawdownPauseNs: -2n },
      { lossesPauseNs: -2n },
      { jumpPauseNs: -2n },
      { dayStartNs: -1n },
      { dayStartNs: DAY },
      { ordersSecond: 1_000_001 },
      { ordersMinute: 1_000_001 },
      { ordersHour: 1_000_001 },
    ];
    for (const fields of bad) expect([fields, desk.configure(fields)]).toEqual([fields, -2]);
    const rules: RuleFields[] = [
      { priceMin: -1n },
      { priceMin: 2n, priceMax: 1n },
      { qtyMin: 2n, qtyMax: 1n },
      { notionalMax: -1n },
      { positionMax: -1n },
      { positionValueMax: -1n },
      { collar: -1n },
      { jump: -1n },
      { jump: 1n },
      { jumpWindowNs: -1n },
      { lotSize: 0n },
    ];
    for (const fields of rules) expect([fields, desk.define(1, fields)]).toEqual([fields, -2]);
    expect([desk.define(3, {}), desk.define(4, {})]).toEqual([
      Status.UnknownInstrument,
      Status.UnknownInstrument,
    ]);
    expect(core.exports.riskKill(desk.at, KillMode.All + 1)).toBe(Status.BadArgument);
    expect(core.exports.riskResume(desk.at, RiskRule.Notional)).toBe(Status.BadArgument);
    expect([0, 65_537].map((n) => core.exports.riskSize(n))).toEqual([0, 0]);
    expect(core.exports.riskInit(desk.at, desk.account.address, 0)).toBe(Status.BadArgument);
  });

  it('refused events leave no trace', () => {
    const desk = setup({ limits: { exposureMax: USD } });
    desk.open(buy(7n));
    const size = core.exports.riskSize(4);
    const image = (): Uint8Array => core.bytes.slice(desk.at, desk.at + size);
    const before = image();
    const { exports } = core;
    const huge = (1n << 63n) - 1n;
    const statuses = [
      exports.riskOrderOpened(desk.at, 3, 0, 0, 1n),
      exports.riskOrderOpened(desk.at, 1, 2, 0, 1n),
      exports.riskOrderOpened(desk.at, 1, 0, 0, 0n),
      exports.riskOrderOpened(desk.at, 1, 0, 0, huge),
      exports.riskOrderOpened(desk.at, 1, 1, 0, huge),
      exports.riskOrderChanged(desk.at, 1, 0, 0, 8n, 1n),
      exports.riskOrderChanged(desk.at, 1, 0, 0, 7n, 0n),
      exports.riskOrderClosed(desk.at, 1, 0, 0, 8n),
      exports.riskOrderClosed(desk.at, 1, 1, 0, 1n),
      exports.riskMark(desk.at, 1, 0n, desk.now),
      exports.riskMark(desk.at, 1, 1n, -1n),
      exports.riskMark(desk.at, 3, 1n, desk.now),
      exports.riskFill(desk.at, desk.records.writeOrder(buy(1n))),
    ];
    expect(statuses.every((status) => status < 0)).toBe(true);
    expect(image()).toEqual(before);
  });
});
