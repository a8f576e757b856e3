// Risk of the core against a plain twin over BigInt: every verdict, breaker and sum.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { OrderFlag, OrderKind, OrderReason, Side } from '../abi/orders.ts';
import { KillMode, RiskRule } from '../abi/risk.ts';
import { Status } from '../abi/status.ts';
import { type Core, createCore } from '../core/core.ts';
import { NaiveAccount, type NaiveInstrument } from '../testing/naive-account.ts';
import {
  type NaiveLimits,
  NaiveRisk,
  type NaiveRiskOrder,
  type NaiveRules,
  type NaiveVerdict,
  type NaiveWorking,
} from '../testing/naive-risk.ts';
import { RiskDesk, type Verdict, type Working } from '../testing/risk-desk.ts';
import { Account } from './account.ts';

let core: Core;
beforeAll(async () => {
  core = await createCore({ build: 'checked', memoryBytes: 1 << 27 });
});

const RULE_NAMES: Readonly<Record<number, string>> = {
  [OrderReason.None]: '',
  [OrderReason.RiskPrice]: 'price',
  [OrderReason.RiskQty]: 'qty',
  [OrderReason.RiskNotional]: 'notional',
  [OrderReason.RiskPosition]: 'position',
  [OrderReason.RiskExposure]: 'exposure',
  [OrderReason.RiskLeverage]: 'leverage',
  [OrderReason.RiskCollar]: 'collar',
  [OrderReason.RiskRate]: 'rate',
  [OrderReason.RiskDailyLoss]: 'daily-loss',
  [OrderReason.RiskDrawdown]: 'drawdown',
  [OrderReason.RiskLosses]: 'losses',
  [OrderReason.RiskJump]: 'jump',
  [OrderReason.RiskKill]: 'kill',
  [OrderReason.RiskOpenOrders]: 'open-orders',
  [OrderReason.BookNotLive]: 'no-market',
};
const CUTS = { notional: 1, position: 2, 'position-value': 4, exposure: 8, leverage: 16 } as const;
const KILLS = { off: KillMode.Off, 'close-only': KillMode.CloseOnly, all: KillMode.All } as const;
const RESUMES = {
  'daily-loss': RiskRule.DailyLoss,
  drawdown: RiskRule.Drawdown,
  losses: RiskRule.Losses,
  jump: RiskRule.Jump,
  kill: RiskRule.Kill,
} as const;

const COUNT = 2;
const SECOND = 1_000_000_000n;
const USD = 100_000_000n;
const big = (min: bigint, max: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min, max });
/** A limit that is off half of the time. */
const limit = (min: bigint, max: bigint): fc.Arbitrary<bigint> =>
  fc.oneof(fc.constant(0n), big(min, max));
const pause = fc.constantFrom(0n, -1n, SECOND, 90n * SECOND, 4_000n * SECOND);

const limits: fc.Arbitrary<NaiveLimits> = fc.record({
  cuts: fc.subarray(Object.keys(CUTS)).map((names) => new Set(names)),
  exposureMax: limit(50n * USD, 3_000n * USD),
  leverageMax: limit(100_000_000n, 4_000_000_000n),
  dailyLossMax: limit(1n, 300n * USD),
  drawdownMax: limit(1n, 300_000_000n),
  lossesMax: fc.integer({ min: 0, max: 3 }),
  openOrdersMax: fc.integer({ min: 0, max: 12 }),
  rates: fc
    .tuple(limit(1n, 8n), limit(4n, 30n), limit(20n, 60n))
    .map(
      (list) =>
        new Map(
          ([1n, 60n, 3600n] as const)
            .map((s, i) => [s * SECOND, list[i] ?? 0n] as const)
            .filter(([, n]) => n > 0n),
        ),
    ),
  pauses: fc.record({ 'daily-loss': pause, drawdown: pause, losses: pause, jump: pause }),
  dayStart: fc.constantFrom(0n, 1n, 80_000n * SECOND),
});

const rules: fc.Arbitrary<NaiveRules> = fc.record({
  priceMin: limit(8_000n, 9_100n),
  priceMax: limit(10_900n, 12_000n),
  qtyMin: limit(1n, 30n),
  qtyMax: limit(500n, 3_000n),
  notionalMax: limit(10n * USD, 150n * USD),
  positionMax: limit(100n, 4_000n),
  positionValueMax: limit(20n * USD, 500n * USD),
  collar: limit(10_000_000n, 200_000_000n),
  jump: limit(10_000_000n, 150_000_000n),
  jumpWindow: fc.constantFrom(SECOND, 60n * SECOND),
  lot: fc.constantFrom(1n, 1n, 7n, 100n),
});

const id = fc.nat({ max: COUNT - 1 });
const price = big(9_000n, 11_000n);
const step = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      type: fc.constant('order' as const),
      id,
      buys: fc.boolean(),
      isReduceOnly: fc.nat({ max: 9 }).map((n) => n === 0),
      price: fc.oneof({ weight: 40, arbitrary: price }, fc.constant(0n), fc.constant(-1n)),
      stopPrice: fc.oneof({ weight: 5, arbitrary: fc.constant(0n) }, price),
      isMarket: fc.nat({ max: 4 }).map((n) => n === 0),
      qty: fc.oneof({ weight: 8, arbitrary: big(1n, 1_500n) }, big(-1n, 5_000n)),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      type: fc.constant('fill' as const),
      which: fc.nat(),
      price,
      share: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('cancel' as const), which: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('replace' as const),
      which: fc.nat(),
      price: fc.oneof(price, fc.constant(0n)),
      qty: big(1n, 2_000n),
    }),
  },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('mark' as const), id, price }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('wait' as const),
      ns: fc.oneof(big(0n, 2n * SECOND), big(0n, 100n * SECOND), big(0n, 90_000n * SECOND)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('deposit' as const),
      amount: big(-50n * USD, 100n * USD),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('kill' as const),
      mode: fc.constantFrom('off' as const, 'close-only' as const, 'all' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('resume' as const),
      rules: fc.subarray(Object.keys(RESUMES) as (keyof typeof RESUMES)[]),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const kind = fc.constantFrom('linear' as const, 'inverse' as const, 'spot' as const);
type Kind = NaiveInstrument['kind'];

function openAccount(kindOf: Kind): { account: Account; currency: string } {
  const currency = kindOf === 'inverse' ? 'BTC' : 'USD';
  const account = new Account(core, {
    currencies: ['BTC', 'USD'],
    instrumentsMax: COUNT,
    deposits: { [currency]: 500 },
  });
  for (let i = 0; i < COUNT; i++)
    account.define(i, {
      kind: kindOf,
      priceScale: 2,
      qtyScale: 3,
      quote: 'USD',
      base: 'BTC',
      // Inverse: 1.000 at 100.00 is worth 100 too.
      ...(kindOf === 'inverse' ? { contractValue: 10_000 } : {}),
      ...(kindOf === 'spot' ? { allowShort: true } : {}),
    });
  return { account, currency };
}

class Twins {
  readonly desk: RiskDesk;
  readonly twin: NaiveRisk;
  readonly account: Account;
  readonly currency: string;
  readonly pairs: [Working, NaiveWorking][] = [];

  constructor(kindOf: Kind, given: NaiveLimits, ruleList: readonly NaiveRules[]) {
    const { account, currency } = openAccount(kindOf);
    this.account = account;
    this.currency = currency;
    this.desk = new RiskDesk(core, account);
    const { rates, pauses, cuts } = given;
    const rate = (seconds: bigint): number => Number(rates.get(seconds * SECOND) ?? 0n);
    const status = this.desk.configure({
      currency: account.currencyIndex(currency),
      reduces: [...cuts].reduce((bits, name) => bits | CUTS[name as keyof typeof CUTS], 0),
      exposureMax: given.exposureMax,
      leverageMax: given.leverageMax,
      dailyLossMax: given.dailyLossMax,
      drawdownMax: given.drawdownMax,
      lossesMax: given.lossesMax,
      openOrdersMax: given.openOrdersMax,
      ordersSecond: rate(1n),
      ordersMinute: rate(60n),
      ordersHour: rate(3600n),
      dailyLossPauseNs: pauses['daily-loss'],
      drawdownPauseNs: pauses.drawdown,
      lossesPauseNs: pauses.losses,
      jumpPauseNs: pauses.jump,
      dayStartNs: given.dayStart,
    });
    expect(status).toBe(Status.Ok);
    ruleList.forEach((r, i) => {
      const { lot, jumpWindow, ...fields } = r;
      const all = { ...fields, lotSize: lot, jumpWindowNs: jumpWindow };
      expect(this.desk.define(i, all)).toBe(Status.Ok);
    });
    const balance = account.balance(currency);
    const value = new NaiveAccount({
      kind: kindOf,
      priceScale: 2,
      qtyScale: 3,
      cashScale: 8,
      contract: { n: kindOf === 'inverse' ? 10_000n : 1n, d: 1n },
      makerRate: 0n,
      takerRate: 0n,
      rounding: 0,
      feeRounding: 0,
    });
    this.twin = new NaiveRisk(
      {
        equity: () => balance.cash + balance.openValue,
        deposits: () => balance.external,
        lossesInRow: () => account.head.lossesInRow,
        qty: (i) => account.position(i).qty,
        value: (p, q) => value.value(p, q),
      },
      given,
      ruleList,
    );
  }

  private demandSame(got: Verdict, want: NaiveVerdict): void {
    const type =
      got.reason === OrderReason.None
        ? 'approved'
        : got.reason === OrderReason.Reduced
          ? 'reduced'
          : 'refused';
    expect({ type, rule: RULE_NAMES[got.rule], qty: got.qty }).toEqual(want);
  }

  /** A fault of the book-keeping must not hide behind the next one: all sums, after each step. */
  demandEqual(): void {
    const { desk, twin } = this;
    const { head } = desk;
    expect(head.exposure).toBe(twin.exposure());
    const names = [...twin.tripped.keys()].reduce((bits, name) => bits | RESUMES[name], 0);
    expect(head.tripped).toBe(names);
    expect([head.kill, head.openOrders]).toEqual([KILLS[twin.kill], twin.working.length]);
    for (let i = 0; i < COUNT; i++)
      expect(desk.now < desk.slot(i).jumpUntilNs).toBe(twin.isJumpBlocked(i, desk.now));
  }

  private pick(which: number): readonly [number, [Working, NaiveWorking]] | undefined {
    const index = which % Math.max(1, this.pairs.length);
    const pair = this.pairs[index];
    return pair === undefined ? undefined : [index, pair];
  }

  private forget(index: number): void {
    this.pairs.splice(index, 1);
    this.twin.working.splice(index, 1);
  }

  private order(s: Extract<Step, { type: 'order' }>): void {
    const { desk, twin } = this;
    const hasStop = s.stopPrice !== 0n;
    const limitPrice = s.isMarket ? 0n : s.price;
    const plain = s.isMarket ? OrderKind.Market : OrderKind.Limit;
    const stopped = s.isMarket ? OrderKind.StopMarket : OrderKind.StopLimit;
    const flags = s.isReduceOnly ? OrderFlag.ReduceOnly : 0;
    const order = {
      id: s.id,
      buys: s.buys,
      price: limitPrice,
      qty: s.qty,
      kind: hasStop ? stopped : plain,
      stopPrice: s.stopPrice,
      flags,
    };
    const asked: NaiveRiskOrder = { ...s, price: limitPrice, needsPrice: !s.isMarket };
    const want = twin.check(asked, desk.now);
    this.demandSame(desk.check(order), want);
    if (want.type === 'refused') return;
    const working: NaiveWorking = { ...asked, leaves: want.qty, filled: 0n, limit: limitPrice };
    twin.working.push(working);
    this.pairs.push([desk.open(order, want.qty), working]);
  }

  private fill(s: Extract<Step, { type: 'fill' }>): void {
    const picked = this.pick(s.which);
    if (picked === undefined) return;
    const [index, [order, naive]] = picked;
    let qty = (order.leaves * BigInt(s.share)) / 4n;
    const held = this.account.position(order.id).qty;
    if ((order.flags & OrderFlag.ReduceOnly) !== 0) {
      // The venue cuts it to what closes.
      const open = order.side === Side.Buy ? -held : held;
      if (open <= 0n) return;
      qty = qty < open ? qty : open;
    }
    if (qty === 0n) return;
    this.desk.fill(order, s.price, qty);
    naive.leaves -= qty;
    naive.filled += qty;
    this.twin.fill(order.id, s.price, this.desk.now);
    if (naive.leaves === 0n) this.forget(index);
  }

  private replace(s: Extract<Step, { type: 'replace' }>): void {
    const picked = this.pick(s.which);
    if (picked === undefined) return;
    const [, [order, naive]] = picked;
    const to = s.price === 0n || order.price === 0n ? order.price : s.price;
    const want = this.twin.checkReplace(naive, to, s.qty, this.desk.now);
    this.demandSame(this.desk.checkReplace(order, to, s.qty), want);
    if (want.type === 'refused') return;
    this.desk.change(order, want.qty - order.filled);
    order.price = to;
    naive.limit = to;
    naive.leaves = order.leaves;
  }

  run(s: Step): void {
    const { desk, twin } = this;
    if (s.type === 'order') this.order(s);
    else if (s.type === 'fill') this.fill(s);
    else if (s.type === 'replace') this.replace(s);
    else if (s.type === 'cancel') {
      const picked = this.pick(s.which);
      if (picked === undefined) return;
      desk.close(picked[1][0]);
      this.forget(picked[0]);
    } else if (s.type === 'mark') {
      desk.mark(s.price, s.id);
      twin.mark(s.id, s.price, desk.now);
    } else if (s.type === 'wait') desk.now += s.ns;
    else if (s.type === 'deposit') {
      const index = this.account.currencyIndex(this.currency);
      core.exports.accountDeposit(this.account.address, index, s.amount);
      core.exports.riskUpdate(desk.at, desk.now);
      twin.update(desk.now);
    } else if (s.type === 'kill') {
      desk.kill(KILLS[s.mode]);
      twin.kill = s.mode;
    } else {
      desk.resume(s.rules.reduce((bits, name) => bits | RESUMES[name], 0));
      twin.resume(s.rules);
    }
  }
}

describe('risk', () => {
  it('agrees with the twin in every verdict and sum', () => {
    const seen = new Map<string, number>();
    const list = fc.array(step, { minLength: 60, maxLength: 150 });
    fc.assert(
      fc.property(kind, limits, fc.tuple(rules, rules), list, (kindOf, given, both, steps) => {
        const twins = new Twins(kindOf, given, both);
        twins.run({ type: 'mark', id: 0, price: 10_000n });
        for (const s of steps) {
          twins.run(s);
          twins.demandEqual();
        }
        for (const [code, name] of Object.entries(RULE_NAMES)) {
          const count = Number(twins.desk.verdicts(Number(code) as OrderReason));
          seen.set(name, (seen.get(name) ?? 0) + count);
        }
        const cut = Number(twins.desk.verdicts(OrderReason.Reduced));
        seen.set('reduced', (seen.get('reduced') ?? 0) + cut);
      }),
      { numRuns: 500, seed: 5 },
    );
    // Every rule was met.
    for (const name of [...Object.values(RULE_NAMES), 'reduced'])
      expect([name, (seen.get(name) ?? 0) > 0]).toEqual([name, true]);
  });
});
