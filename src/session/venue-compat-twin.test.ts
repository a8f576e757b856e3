// The profile compat-hftbacktest against its naive twin: small wild markets whose rows cross each
// other, prints of any kind, requests of any kind. Every line of every call must agree.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { QueueModel } from '../abi/venue.ts';
import { type Core, createCore } from '../core/core.ts';
import { type CompatModel, NaiveCompat } from '../testing/naive-compat.ts';
import { lineOf, VenueKit } from '../testing/venue-kit.ts';

const MODELS = [
  ['risk', QueueModel.RiskAverse],
  ['log', QueueModel.Log],
  ['log2', QueueModel.Log2],
  ['power', QueueModel.Power],
  ['power2', QueueModel.Power2],
  ['power3', QueueModel.Power3],
] as const;
const UNIT = 1000;

// The two sides reach into each other by two ticks.
const tickOf = [fc.integer({ min: 97, max: 101 }), fc.integer({ min: 100, max: 104 })] as const;
const tick = fc.oneof(...tickOf);
const lots = fc.integer({ min: 0, max: 30 });
const side = fc.constantFrom(0, 1);
const id = fc.integer({ min: 1, max: 8 });
const force = fc.constantFrom('Gtc', 'Gtc', 'PostOnly', 'Ioc', 'Fok');
const rowsOf = (of: fc.Arbitrary<number>) =>
  fc.uniqueArray(fc.tuple(of, lots), { maxLength: 3, selector: ([price]) => price });
const bids = rowsOf(tickOf[0]);
const asks = rowsOf(tickOf[1]);
/** A side, and a price on it. */
const place = fc.oneof(
  fc.record({ side: fc.constant(0), tick: tickOf[0] }),
  fc.record({ side: fc.constant(1), tick: tickOf[1] }),
);

type Step =
  | { type: 'rows'; bids: [number, number][]; asks: [number, number][] }
  | { type: 'snapshot'; bids: [number, number][]; asks: [number, number][] }
  | { type: 'single'; side: number; tick: number; lots: number }
  | { type: 'trade'; side: number; tick: number; lots: number }
  | { type: 'submit'; id: number; side: number; tick: number; lots: number; force: string }
  | { type: 'cancel'; id: number }
  | { type: 'replace'; id: number; tick: number; lots: number };

const whole = fc.integer({ min: 1, max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('rows'), bids, asks }) },
  {
    weight: 1,
    arbitrary: fc
      .record({ type: fc.constant('snapshot'), bids, asks })
      .map(({ type, bids, asks }) => ({
        type,
        bids: bids.filter(([price]) => price < 101),
        asks: asks.filter(([price]) => price > 100),
      })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(place, lots)
      .map(([at, qty]) => ({ type: 'single' as const, ...at, lots: qty })),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('trade'), side, tick, lots: whole }) },
  {
    weight: 5,
    arbitrary: fc.tuple(place, id, whole, force).map(([at, order, qty, how]) => ({
      type: 'submit' as const,
      ...at,
      id: order,
      lots: qty,
      force: how,
    })),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel'), id }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('replace'), id, tick, lots: whole }) },
) as fc.Arbitrary<Step>;

function subject(kit: VenueKit, s: Step): string[] {
  if (s.type === 'rows') return kit.levels(s.bids, s.asks).map(lineOf);
  if (s.type === 'snapshot') return kit.book(s.bids, s.asks).map(lineOf);
  if (s.type === 'single') return kit.single(s.side, s.tick, s.lots).map(lineOf);
  if (s.type === 'trade')
    return kit.trade(s.side === 0 ? 'buy' : 'sell', s.tick, s.lots).map(lineOf);
  if (s.type === 'cancel') return kit.cancel(s.id).map(lineOf);
  if (s.type === 'replace') return kit.replace(s.id, s.tick, s.lots).map(lineOf);
  const isPost = s.force === 'PostOnly';
  const events = kit.submit({
    id: s.id,
    side: s.side === 0 ? 'buy' : 'sell',
    price: s.tick,
    qty: s.lots,
    tif: isPost ? 'Gtc' : (s.force as 'Gtc' | 'Ioc' | 'Fok'),
    flags: isPost ? 1 : 0,
  });
  return events.map(lineOf);
}

function oracle(twin: NaiveCompat, s: Step): string[] {
  if (s.type === 'rows') {
    twin.rows(0, s.bids);
    twin.rows(1, s.asks);
  } else if (s.type === 'snapshot') twin.snapshot(s.bids, s.asks);
  else if (s.type === 'single') twin.rows(s.side, [[s.tick, s.lots]]);
  else if (s.type === 'trade') twin.trade(s.side === 0, s.tick, s.lots);
  else if (s.type === 'cancel') twin.cancel(s.id);
  else if (s.type === 'replace') twin.replace(s.id, s.tick, s.lots);
  else twin.submit(s.id, s.side, s.tick, s.lots, s.force as 'Gtc');
  return twin.take();
}

/** The same orders stand in the same places. */
function expectQueues(kit: VenueKit, twin: NaiveCompat, isRisk: boolean): void {
  expect(kit.openOrders).toBe(twin.orders.size);
  for (const order of twin.orders.values()) {
    const state = kit.order(order.id);
    expect([Number(state?.leavesQty), Number(state?.price)]).toEqual([order.leaves, order.tick]);
    if (isRisk) expect(Number(state?.aheadQty)).toBe(Math.max(0, Math.round(order.front * UNIT)));
    // The two logarithms may differ in their last digit.
    else expect(Math.abs((state?.front ?? NaN) - order.front)).toBeLessThan(1e-12);
  }
}

describe.each([false, true])('twin, partial fills %s', (isPartial) => {
  let core: Core;
  let pristine: Uint8Array;
  beforeAll(async () => {
    core = await createCore({ build: 'unshared', memoryBytes: 24 << 20 });
    pristine = core.bytes.slice();
  });

  it.each(MODELS)('%s', (model: CompatModel, value) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 30, maxLength: 60 }), (steps) => {
        core.bytes.set(pristine);
        const kit = new VenueKit(core, {
          engine: { windowBits: 8, farLevelsMax: 1024, farLevelsMaxTotal: 4096, ordersMax: 64 },
          config: (view) => {
            view.profile = 1;
            view.compatExchange = isPartial ? 1 : 0;
            view.queueModel = value;
            view.power = 2;
          },
        });
        const twin = new NaiveCompat(isPartial, model, UNIT);
        for (const [index, s] of steps.entries()) {
          const expected = oracle(twin, s).sort();
          expect(subject(kit, s).sort(), `step ${index}`).toEqual(expected);
          expectQueues(kit, twin, model === 'risk');
        }
      }),
      { numRuns: 15, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: true },
    );
  });
});
