// Each breaker just below its bound, at it, while it blocks and after it is released.
import { beforeAll, describe, expect, it } from 'vitest';
import { OrderFlag } from '../abi/orders.ts';
import { KillMode, RiskRule } from '../abi/risk.ts';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { type LimitFields, RiskDesk, type RuleFields } from '../testing/risk-desk.ts';
import { Account } from './account.ts';

let core: Core;
beforeAll(async () => {
  core = await createCore({ build: 'checked', memoryBytes: 1 << 26 });
});

const USD = 100_000_000n;
const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;
const PRICE = 10_000n;
const buy = { buys: true, price: PRICE, qty: 1n };
const sell = { ...buy, buys: false };

/** 1.000 at 100.00 long with 1000 deposited: a cent is 0.01, a price quantum. */
function setup(limits: LimitFields, rules: RuleFields = {}): RiskDesk {
  const account = new Account(core, {
    currencies: ['USD'],
    instrumentsMax: 3,
    deposits: { USD: 1_000 },
  });
  const scales = { priceScale: 2, qtyScale: 3 };
  const terms = { ...scales, kind: 'linear', quote: 'USD', makerRate: 0, takerRate: 0 } as const;
  for (const id of [1, 2]) account.define(id, terms);
  const desk = new RiskDesk(core, account);
  expect(desk.configure(limits)).toBe(Status.Ok);
  for (const id of [1, 2]) {
    expect(desk.define(id, rules)).toBe(Status.Ok);
    desk.mark(PRICE, id);
  }
  expect(desk.trade(true, PRICE, 1_000n)).toBe(Status.Ok);
  return desk;
}

describe('loss of the day', () => {
  const limits = { dailyLossMax: 5n * USD };

  it('trips at its bound; closing goes on', () => {
    const desk = setup(limits);
    desk.mark(9_501n);
    expect(desk.ask(buy)).toBe('ok');
    desk.mark(9_500n);
    expect([desk.ask(buy), desk.ask({ ...sell, qty: 1_000n })]).toEqual(['RiskDailyLoss', 'ok']);
    // One too many would turn the position; a reduce-only order cannot.
    const turning = { ...sell, qty: 1_001n };
    expect(desk.ask(turning)).toBe('RiskDailyLoss');
    expect(desk.ask({ ...turning, flags: OrderFlag.ReduceOnly })).toBe('ok');
    // What already works to close counts.
    desk.open({ ...sell, qty: 400n });
    expect([desk.ask({ ...sell, qty: 600n }), desk.ask({ ...sell, qty: 601n })]).toEqual([
      'ok',
      'RiskDailyLoss',
    ]);
    expect(desk.ask({ ...sell, id: 2 })).toBe('RiskDailyLoss');
    // It stays tripped when the loss is made up for, and over the day.
    desk.mark(11_000n);
    desk.now += 2n * DAY;
    expect(desk.ask(buy)).toBe('RiskDailyLoss');
  });

  it('counts anew when it is resumed, and each day', () => {
    const desk = setup(limits);
    desk.mark(9_500n);
    desk.resume(RiskRule.DailyLoss);
    expect(desk.ask(buy)).toBe('ok');
    desk.mark(9_001n);
    expect(desk.ask(buy)).toBe('ok');
    desk.mark(9_000n);
    expect(desk.ask(buy)).toBe('RiskDailyLoss');
    const next = setup(limits);
    next.mark(9_501n);
    next.now += DAY;
    next.mark(9_500n);
    expect(next.ask(buy)).toBe('ok');
    next.mark(9_001n);
    expect(next.ask(buy)).toBe('ok');
    next.mark(9_000n);
    expect(next.ask(buy)).toBe('RiskDailyLoss');
  });

  it('blocks for a while, or until the day ends', () => {
    const timed = setup({ ...limits, dailyLossPauseNs: 90n * SECOND });
    timed.mark(9_500n);
    timed.now += 90n * SECOND - 1n;
    expect(timed.ask(buy)).toBe('RiskDailyLoss');
    timed.now += 1n;
    expect(timed.ask(buy)).toBe('ok');
    // 22:13:20 UTC; days start at 22:14.
    const until = setup({ ...limits, dailyLossPauseNs: -1n, dayStartNs: 80_040n * SECOND });
    until.mark(9_500n);
    until.now += 40n * SECOND - 1n;
    expect(until.ask(buy)).toBe('RiskDailyLoss');
    until.now += 1n;
    expect(until.ask(buy)).toBe('ok');
  });

  it('fees, funding and withdrawals: results count, deposits do not', () => {
    const desk = setup(limits);
    const { account } = desk;
    core.check(core.exports.accountDeposit(account.address, 0, -(800n * USD)));
    expect(desk.ask(buy)).toBe('ok');
    // 4.99999999 of 5: half a percent of 100 less a quantum, then one more.
    core.check(core.exports.accountFunding(account.address, 1, 49_999_999n, PRICE));
    expect([account.head.lastFunding, desk.ask(buy)]).toEqual([-499_999_990n, 'ok']);
    core.check(core.exports.accountFunding(account.address, 1, 1n, PRICE));
    expect([account.head.lastFunding, desk.ask(buy)]).toEqual([-10n, 'RiskDailyLoss']);
  });
});

describe('drawdown', () => {
  it('trips at a share of the highest equity', () => {
    const desk = setup({ drawdownMax: 100_000_000n });
    desk.mark(20_000n);
    // The peak is 1100: 110 below it is 990.
    desk.mark(9_001n);
    expect(desk.ask(buy)).toBe('ok');
    desk.mark(9_000n);
    expect([desk.ask(buy), desk.ask(sell)]).toEqual(['RiskDrawdown', 'ok']);
    desk.mark(20_000n);
    expect(desk.ask(buy)).toBe('RiskDrawdown');
    desk.mark(9_000n);
    desk.resume(RiskRule.Drawdown);
    // The peak is 990 now: 99 below it is 891, which is below a price of zero.
    desk.mark(1n);
    expect(desk.ask(buy)).toBe('ok');
    desk.trade(true, 10_000n, 2_000n);
    desk.mark(1n);
    expect(desk.ask(buy)).toBe('RiskDrawdown');
  });

  it('a deposit moves the peak with the equity', () => {
    const desk = setup({ drawdownMax: 100_000_000n });
    core.check(core.exports.accountDeposit(desk.account.address, 0, -(500n * USD)));
    // The peak is 500: 50 below it is 450.
    desk.mark(5_001n);
    expect(desk.ask(buy)).toBe('ok');
    desk.mark(5_000n);
    expect(desk.ask(buy)).toBe('RiskDrawdown');
  });

  it('is rounded so that the share is really reached', () => {
    // A tenth of 1000.00000001: 100 is less, by a tenth of a quantum.
    const desk = setup({ drawdownMax: 100_000_000n });
    const { address } = desk.account;
    core.check(core.exports.accountDeposit(address, 0, 1n));
    core.check(core.exports.accountFunding(address, 1, 1_000_000_000n, PRICE));
    expect(desk.account.balance('USD').cash).toBe(900n * USD + 1n);
    expect(desk.ask(buy)).toBe('ok');
    core.check(core.exports.accountFunding(address, 1, 1_000n, 1n));
    expect(desk.account.balance('USD').cash).toBe(900n * USD);
    expect(desk.ask(buy)).toBe('RiskDrawdown');
  });
});

describe('losses in a row', () => {
  const lose = (desk: RiskDesk): void => {
    expect(desk.trade(true, PRICE, 10n, 2)).toBe(Status.Ok);
    expect(desk.trade(false, PRICE - 1n, 10n, 2)).toBe(Status.Ok);
  };
  const win = (desk: RiskDesk): void => {
    expect(desk.trade(true, PRICE, 10n, 2)).toBe(Status.Ok);
    expect(desk.trade(false, PRICE + 1n, 10n, 2)).toBe(Status.Ok);
  };

  it('trip at so many; a win ends the row', () => {
    const desk = setup({ lossesMax: 3 });
    lose(desk);
    lose(desk);
    win(desk);
    lose(desk);
    lose(desk);
    expect(desk.ask(buy)).toBe('ok');
    lose(desk);
    expect([desk.ask(buy), desk.ask(sell)]).toEqual(['RiskLosses', 'ok']);
    win(desk);
    expect(desk.ask(buy)).toBe('RiskLosses');
  });

  it('a release forgives the row so far', () => {
    const desk = setup({ lossesMax: 2, lossesPauseNs: 300n * SECOND });
    lose(desk);
    lose(desk);
    desk.now += 300n * SECOND - 1n;
    expect(desk.ask(buy)).toBe('RiskLosses');
    desk.now += 1n;
    expect(desk.ask(buy)).toBe('ok');
    lose(desk);
    expect(desk.ask(buy)).toBe('ok');
    lose(desk);
    expect(desk.ask(buy)).toBe('RiskLosses');
    desk.resume(RiskRule.Losses);
    win(desk);
    lose(desk);
    expect(desk.ask(buy)).toBe('ok');
    lose(desk);
    expect(desk.ask(buy)).toBe('RiskLosses');
  });
});

describe('jumps of the market', () => {
  const rules = { jump: 100_000_000n, jumpWindowNs: 60n * SECOND };

  it('trip at a share of the lowest mark of one to two windows', () => {
    const desk = setup({}, rules);
    desk.mark(10_999n);
    expect(desk.ask(buy)).toBe('ok');
    desk.mark(11_000n);
    expect([desk.ask(buy), desk.ask(sell)]).toEqual(['RiskJump', 'ok']);
    // The other instrument did not jump.
    expect(desk.ask({ ...buy, id: 2 })).toBe('ok');
    desk.resume(RiskRule.Jump);
    expect(desk.ask(buy)).toBe('ok');
    // The next mark starts anew: 9.09 % below 110.00 is a tenth of the lowest.
    desk.mark(11_000n);
    desk.mark(10_001n);
    expect(desk.ask(buy)).toBe('ok');
    desk.mark(10_000n);
    expect(desk.ask(buy)).toBe('RiskJump');
  });

  it('the window before counts, older ones do not', () => {
    const desk = setup({}, rules);
    desk.now += 119n * SECOND;
    desk.mark(11_000n);
    expect(desk.ask(buy)).toBe('RiskJump');
    const slow = setup({}, rules);
    slow.now += 120n * SECOND;
    slow.mark(11_000n);
    expect(slow.ask(buy)).toBe('ok');
    // A second window that is followed closely by a third.
    slow.now += 61n * SECOND;
    slow.mark(11_500n);
    slow.now += 60n * SECOND;
    slow.mark(12_100n);
    expect(slow.ask(buy)).toBe('ok');
    slow.mark(12_650n);
    expect(slow.ask(buy)).toBe('RiskJump');
  });

  it('blocks for a while, then starts anew', () => {
    const desk = setup({ jumpPauseNs: 5n * SECOND }, rules);
    desk.mark(12_000n);
    desk.now += 5n * SECOND - 1n;
    desk.mark(15_000n);
    expect(desk.ask(buy)).toBe('RiskJump');
    desk.now += 1n;
    expect(desk.ask(buy)).toBe('ok');
    desk.mark(15_000n);
    expect(desk.ask(buy)).toBe('ok');
    desk.mark(16_500n);
    expect(desk.ask(buy)).toBe('RiskJump');
  });
});

describe('kill switch', () => {
  it('close-only lets what only closes pass, all lets nothing pass', () => {
    const desk = setup({});
    desk.kill(KillMode.CloseOnly);
    expect([desk.ask(buy), desk.ask({ ...sell, qty: 1_000n })]).toEqual(['RiskKill', 'ok']);
    expect(desk.ask({ ...sell, qty: 1_001n })).toBe('RiskKill');
    desk.kill(KillMode.All);
    expect([desk.ask(sell), desk.ask({ ...sell, flags: OrderFlag.ReduceOnly })]).toEqual([
      'RiskKill',
      'RiskKill',
    ]);
    // A breaker's release leaves it on.
    desk.resume(RiskRule.DailyLoss | RiskRule.Jump);
    expect(desk.ask(sell)).toBe('RiskKill');
    desk.resume(RiskRule.Kill);
    expect(desk.ask(buy)).toBe('ok');
  });
});

describe('replacements', () => {
  it('count the order they replace once', () => {
    const desk = setup({}, { positionMax: 1_100n, notionalMax: 20n * USD, collar: 50_000_000n });
    const order = desk.open({ ...buy, qty: 100n });
    const replace = (price: bigint, total: bigint): string => {
      const { reason, qty } = desk.checkReplace(order, price, total);
      return reason === 0 ? `ok ${qty}` : `${reason}`;
    };
    // 1000 are held: with the order's own 100 the limit is reached.
    expect([replace(PRICE, 100n), replace(PRICE + 1n, 100n), replace(PRICE, 101n)]).toEqual([
      'ok 100',
      'ok 100',
      '35',
    ]);
    const odd = [replace(10_500n, 1n), replace(10_501n, 1n), replace(PRICE, 0n), replace(0n, 1n)];
    expect(odd).toEqual(['ok 1', '38', '33', '32']);
    desk.fill(order, PRICE, 40n);
    // The filled part is in the position and in the new total.
    expect([replace(PRICE, 41n), replace(PRICE, 40n), replace(PRICE, 101n)]).toEqual([
      'ok 41',
      '33',
      '35',
    ]);
  });

  it('that only take away pass unless all is killed', () => {
    const desk = setup({ dailyLossMax: USD });
    const order = desk.open({ ...buy, qty: 100n });
    desk.mark(9_000n);
    const ask = (price: bigint, total: bigint): number =>
      desk.checkReplace(order, price, total).reason;
    expect([ask(PRICE, 99n), ask(PRICE, 101n), ask(PRICE - 1n, 100n)]).toEqual([0, 40, 40]);
    desk.kill(KillMode.CloseOnly);
    expect(ask(PRICE, 99n)).toBe(0);
    desk.kill(KillMode.All);
    expect(ask(PRICE, 99n)).toBe(44);
  });

  it('are cut to a new total', () => {
    const desk = setup({ reduces: RiskRule.Position }, { positionMax: 1_100n, lotSize: 20n });
    const order = desk.open({ ...buy, qty: 50n });
    desk.fill(order, PRICE, 30n);
    expect(desk.checkReplace(order, PRICE, 200n)).toEqual({ reason: 20, qty: 90n, rule: 35 });
  });
});
