// Sessions against their naive twin: small wild markets of two instruments, files cut anywhere,
// both clocks, every way of latency that is not drawn by lot, strategies that do anything at any
// event. Every word that the strategy is told must agree, and after it every open order and the
// account.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { EngineStateView } from '../abi/engine.ts';
import { type Core, createCore } from '../core/core.ts';
import { NaiveSession } from '../testing/naive-session.ts';
import { feedOrder, type Tick } from '../testing/naive-session-market.ts';
import type { Asked, Decide, SessionTerms } from '../testing/naive-session-orders.ts';
import { CASH_SCALE, SessionKit } from '../testing/session-kit.ts';
import { type Way, wayFrom } from '../testing/session-ways.ts';

const START = 1000;
const HALF_EVEN = 2;
const UP = 1;

// The market

const prices = [fc.integer({ min: 97, max: 101 }), fc.integer({ min: 100, max: 104 })] as const;
const size = fc.integer({ min: 1, max: 20 });
const rows = (price: fc.Arbitrary<number>, least: number) =>
  fc.uniqueArray(fc.tuple(price, fc.integer({ min: least, max: 20 })), {
    maxLength: 3,
    selector: ([at]) => at,
  });

interface Raw {
  readonly instrument: number;
  readonly gap: number;
  readonly lag: number;
  readonly clock: 'good' | 'none' | 'ahead';
  readonly kind: Tick['kind'];
  readonly orders: number;
  readonly bids: [number, number][];
  readonly asks: [number, number][];
  readonly side: number;
  readonly price: number;
  readonly qty: number;
}

const raw: fc.Arbitrary<Raw> = fc.record({
  instrument: fc.constantFrom(0, 0, 1),
  gap: fc.constantFrom(0, 0, 1, 1, 2, 5),
  lag: fc.nat(9),
  clock: fc.constantFrom('good', 'good', 'good', 'good', 'good', 'good', 'good', 'none', 'ahead'),
  kind: fc.constantFrom('trade', 'trade', 'trade', 'delta', 'delta', 'delta', 'snapshot'),
  orders: fc.constantFrom(3, 3, 3, 3, 3, 3, 3, 1, 2),
  bids: rows(prices[0], 0),
  asks: rows(prices[1], 0),
  side: fc.integer({ min: 0, max: 1 }),
  price: fc.integer({ min: 97, max: 104 }),
  qty: size,
});

/** Rows with times; each instrument begins with a book. */
function ticksOf(list: readonly Raw[], lookAhead: number): Tick[] {
  let now = START;
  const first = (instrument: number): Tick => ({
    instrument,
    recv: START,
    exchange: START,
    kind: 'snapshot',
    isLocal: true,
    isExchange: true,
    bids: [[98, 5]],
    asks: [[103, 5]],
    side: 0,
    price: 0,
    qty: 0,
  });
  const rest = list.map((one): Tick => {
    now += one.gap;
    const lag = one.lag % (lookAhead + 1);
    const stamp = one.clock === 'good' ? now - lag : now + one.lag * 3;
    const isSnapshot = one.kind === 'snapshot';
    // A snapshot that crosses itself is no book.
    return {
      ...one,
      recv: now,
      exchange: one.clock === 'none' ? 0 : stamp,
      isLocal: (one.orders & 2) !== 0,
      isExchange: (one.orders & 1) !== 0,
      bids: isSnapshot ? one.bids.filter(([price, qty]) => price < 101 && qty > 0) : one.bids,
      asks: isSnapshot ? one.asks.filter(([price, qty]) => price > 100 && qty > 0) : one.asks,
    };
  });
  return [first(0), first(1), ...rest];
}

// The strategy

const NO_ORDER = { stop: 0, display: 0, trail: 0, expire: 0, flags: 0 };

const orderOf = fc
  .record({
    instrument: fc.constantFrom(0, 0, 1),
    side: fc.integer({ min: 0, max: 1 }),
    form: fc.nat(18),
    price: fc.integer({ min: 97, max: 104 }),
    qty: size,
    flags: fc.constantFrom(0, 0, 0, 1, 3, 4, 5),
    more: fc.nat(60),
    /** Off the grid by so much. */
    off: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1),
  })
  .map((one) => ({ type: 'submit' as const, ...one }));

const action = fc.oneof(
  { weight: 8, arbitrary: orderOf },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('cancel' as const), back: fc.nat(4) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('replace' as const),
      back: fc.nat(4),
      instrument: fc.constantFrom(0, 0, 1),
      price: fc.integer({ min: 97, max: 104 }),
      /** 0: without a price, as stops are changed. */
      has: fc.constantFrom(1, 1, 1, 0),
      qty: size,
      off: fc.constantFrom(0, 0, 0, 0, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('timer' as const),
      id: fc.nat(3),
      delay: fc.nat(12),
      interval: fc.constantFrom(0, 0, 3, 7),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('clear' as const), id: fc.nat(3) }) },
);

type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;
type Order = Extract<Action, { type: 'submit' }>;

type Grid = Pick<SessionTerms, 'tick' | 'lot'>;

/** An order of the chosen form, in quanta. */
function askedOf(one: Order, { tick, lot }: Grid, now: number): Asked {
  const { form, more, qty, off, instrument, side } = one;
  const base = { ...NO_ORDER, instrument, side, price: one.price * tick + off, qty: qty * lot };
  const reduces = one.flags & 4;
  if (form === 0) return { ...base, kind: 'Market', price: 0, force: 'Gtc', flags: reduces };
  const stop = (98 + (more % 6)) * tick;
  if (form === 1) return { ...base, kind: 'StopMarket', price: 0, force: 'Gtc', stop };
  if (form === 2) return { ...base, kind: 'StopLimit', force: 'Gtc', stop, flags: reduces };
  if (form === 3)
    return {
      ...base,
      kind: 'TrailingStop',
      price: 0,
      force: 'Gtc',
      trail: (1 + (more % 4)) * tick,
    };
  if (form === 4) {
    const display = (1 + (more % qty)) * lot;
    return { ...base, kind: 'Iceberg', force: 'Gtc', display, flags: one.flags & 3 };
  }
  if (form === 5) return { ...base, kind: 'Limit', force: 'Ioc', flags: reduces };
  if (form === 6) return { ...base, kind: 'Limit', force: 'Fok', flags: one.flags & 5 };
  if (form === 7) return { ...base, qty: base.qty + off, kind: 'Limit', force: 'Gtc' };
  // The clock of the strategy is about as many ns on as it has heard events.
  const isGtd = form >= 8 && form <= 10;
  const expire = isGtd ? now + (more % 30) - 3 : 0;
  return { ...base, kind: 'Limit', force: isGtd ? 'Gtd' : 'Gtc', expire, flags: one.flags };
}

/** Does at each event what was planned for it; `back`: of the orders sent, from the last one. */
function planned(
  plan: readonly (readonly [number, Action])[],
  terms: readonly SessionTerms[],
): Decide {
  let sent = 0;
  return (desk, events) => {
    for (const [at, one] of plan) {
      if (at !== events) continue;
      if (one.type === 'cancel') desk.cancel(sent - one.back);
      else if (one.type === 'timer') desk.setTimer(one.id, one.delay, one.interval);
      else if (one.type === 'clear') desk.clearTimer(one.id);
      else {
        const { tick, lot } = terms[one.instrument] ?? { tick: 1, lot: 1 };
        if (one.type === 'replace')
          desk.replace(
            sent - one.back,
            one.has * (one.price * tick + one.off),
            one.qty * lot + one.off,
          );
        else {
          sent++;
          desk.submit(askedOf(one, { tick, lot }, START + events));
        }
      }
    }
  };
}

// The account

const terms: fc.Arbitrary<SessionTerms> = fc
  .record({
    kind: fc.constantFrom('spot', 'linear'),
    priceScale: fc.constantFrom(2, 4),
    qtyScale: fc.constantFrom(1, 3),
    cashScale: fc.constant(CASH_SCALE),
    contract: fc.constant({ n: 1n, d: 1n }),
    makerRate: fc.constantFrom(-100_000n, 0n, 200_000n),
    takerRate: fc.constantFrom(-50_000n, 0n, 500_000n, 1_000_001n),
    rounding: fc.constant(HALF_EVEN),
    feeRounding: fc.constant(UP),
    leverage: fc.constantFrom(1n, 3n, 100n),
    tick: fc.constantFrom(1, 5),
    lot: fc.constantFrom(1, 10),
  })
  .map((one) => (one.kind === 'spot' ? { ...one, leverage: 1n } : one));

const quanta = (text: string): bigint => BigInt(Math.round(Number(text) * 10 ** CASH_SCALE));

const scenario = fc.record({
  terms: fc.tuple(terms, terms),
  market: fc.array(raw, { minLength: 10, maxLength: 60 }),
  isSplit: fc.boolean(),
  lookAhead: fc.constantFrom(0, 3, 9, 9, 1000),
  tradeFrom: fc.constantFrom(0, 0, 0, START + 3, START + 15),
  perBatch: fc.constantFrom(1, 2, 5, 1000),
  plan: fc.array(fc.tuple(fc.nat(60), action), { minLength: 10, maxLength: 80 }),
  way: wayFrom(START),
  cash: fc.constantFrom('1000000', '20', '2', '0.5', '0.05'),
  base: fc.constantFrom('1000', '10', '0.5'),
});

describe('a session', () => {
  let core: Core;
  let head: Uint8Array;
  let start: number;
  beforeAll(async () => {
    core = await createCore({ build: 'checked', memoryBytes: 64 << 20 });
    start = core.exports.arenaTop() >>> 0;
    head = core.bytes.slice(0, start);
  });

  interface Scenario {
    readonly terms: readonly SessionTerms[];
    readonly isSplit: boolean;
    readonly lookAhead: number;
    readonly tradeFrom: number;
    readonly perBatch: number;
    readonly plan: readonly (readonly [number, Action])[];
    readonly way: Way;
    readonly cash: string;
    readonly base: string;
  }

  /** Runs both over the ticks, and demands that they tell the same. */
  const demandSame = async (s: Scenario, ticks: readonly Tick[], more = {}) => {
    core.bytes.fill(0, start, core.exports.arenaTop() >>> 0);
    core.bytes.set(head);
    const files = s.isSplit
      ? [0, 1].map((id) => ticks.filter(({ instrument }) => instrument === id))
      : [ticks];
    const { lookAhead, tradeFrom, perBatch, cash, base } = s;
    const rest = { perBatch, cash, base, latency: s.way.options, start: START };
    const sizes = { terms: s.terms, files, lookAhead, tradeFrom, ...more };
    const kit = new SessionKit(core, { ...sizes, ...rest }, planned(s.plan, s.terms));
    const rules = {
      instruments: s.terms,
      lookAhead,
      tradeFrom,
      ...s.way.open(),
      quote: quanta(cash),
      bases: s.terms.map(() => quanta(base)),
    };
    const fed = feedOrder(files, kit.ranks);
    const twin = new NaiveSession(rules, fed, START, planned(s.plan, s.terms));
    twin.run();
    await kit.run();
    expect(kit.told).toEqual(twin.told);
    const { state } = kit.session;
    if (twin.told.includes('used up')) return kit.told;
    const fills = kit.told.filter((line) => /^\d+ fill /.test(line));
    expect(kit.journal).toEqual(fills.map((line) => line.replace(/^\d+ /, '')));
    expect(Number(state.clampedRecords)).toBe(twin.clamped);
    expect(Number(state.overdrafts)).toBe(twin.overdrafts);
    expect(state.lateRecords).toBe(0n);
    expect(state.shortLookAheads).toBe(0n);
    // No row is lost on its way to the venue.
    const { events } = new EngineStateView(core.view, state.exchange);
    const rowsOf = (tick: Tick): number =>
      tick.kind === 'trade' ? 1 : tick.bids.length + tick.asks.length;
    const there = fed.filter(({ isExchange }) => isExchange);
    expect(Number(events)).toBe(there.reduce((sum, tick) => sum + rowsOf(tick), 0));
    kit.account.check();
    return kit.told;
  };

  it('tells its strategy what its naive twin tells', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (s) => {
        await demandSame(s, ticksOf(s.market, s.lookAhead));
      }),
      { numRuns: 1000, endOnFailure: true },
    );
  });

  it('does so over a market that its buffer holds only a part of', async () => {
    const seed = 11;
    const [market = []] = fc.sample(fc.array(raw, { minLength: 6000, maxLength: 6000 }), {
      seed,
      numRuns: 1,
    });
    const events = fc.nat(9000);
    const list = fc.array(fc.tuple(events, action), { minLength: 1500, maxLength: 1500 });
    const [plan = []] = fc.sample(list, { seed, numRuns: 1 });
    const [base] = fc.sample(scenario, { seed, numRuns: 1 });
    if (base === undefined) throw new RangeError('no scenario');
    const rest = { cash: '1000000', base: '1000', lookAhead: 1500, perBatch: 100 };
    const sizes = { bufferBytes: 1 << 18, ordersMax: 1024 };
    // Many that the strategy hears of before they happen: still needed where they were let go.
    const skewed = market.map((one, i) =>
      i % 3 === 0 ? { ...one, clock: 'ahead' as const } : one,
    );
    const told = await demandSame({ ...base, ...rest, plan }, ticksOf(skewed, 1500), sizes);
    expect(told.filter((line) => line.includes(' fill #')).length).toBeGreaterThan(100);
  });
});
