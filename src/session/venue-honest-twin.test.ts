// The honest profile against its naive twin: wild little markets by price and by single orders,
// requests of every kind. Every line of every call must agree, and every place in every queue.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordKind } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import type { NaiveRequest } from '../testing/naive-own.ts';
import { naiveRecord } from '../testing/naive-records.ts';
import { NaiveVenue } from '../testing/naive-venue.ts';
import { lineOf, type VenueEvent, VenueKit } from '../testing/venue-kit.ts';

const prices = [fc.integer({ min: 97, max: 101 }), fc.integer({ min: 100, max: 104 })] as const;
const anyPrice = fc.oneof(...prices);
const qty = fc.integer({ min: 1, max: 20 });
const id = fc.integer({ min: 1, max: 9 });
const owner = fc.constantFrom(1, 1, 1, 2);
const recorded = fc.integer({ min: 1, max: 12 });
const place = fc.oneof(
  fc.record({ side: fc.constant(0), price: prices[0] }),
  fc.record({ side: fc.constant(1), price: prices[1] }),
);
const rowsOf = (price: fc.Arbitrary<number>) =>
  fc.uniqueArray(fc.tuple(price, fc.integer({ min: 0, max: 20 })), {
    maxLength: 3,
    selector: ([at]) => at,
  });
const bids = rowsOf(prices[0]);
const asks = rowsOf(prices[1]);

type Step = (kit: VenueKit, twin: NaiveVenue) => VenueEvent[];

/** A step that a counterexample shows by its data. */
const step = (data: readonly unknown[], run: Step): Step =>
  Object.assign(run, { [fc.toStringMethod]: () => JSON.stringify(data) });

const NO_ORDER = { stop: 0, display: 0, trail: 0, expire: 0, flags: 0 };

/** A request that passes every check of its fields. */
function requestOf(
  at: { side: number; price: number },
  of: { id: number; qty: number; owner: number; kind: number; flags: number; more: number },
  selfTrade: NaiveRequest['selfTrade'],
): NaiveRequest {
  const { more } = of;
  const base = { ...NO_ORDER, ...at, id: of.id, qty: of.qty, owner: of.owner, selfTrade };
  const reduces = (of.flags & 4) !== 0 ? 4 : 0;
  if (of.kind === 0) return { ...base, kind: 'Market', price: 0, force: 'Gtc', flags: reduces };
  if (of.kind === 1) {
    const stop = at.side === 0 ? 99 + (more % 5) : 98 + (more % 5);
    return { ...base, kind: 'StopMarket', price: 0, force: 'Gtc', stop, flags: reduces };
  }
  if (of.kind === 2) {
    const stop = 98 + (more % 6);
    return { ...base, kind: 'StopLimit', force: 'Gtc', stop, flags: reduces };
  }
  if (of.kind === 3)
    return { ...base, kind: 'TrailingStop', price: 0, force: 'Gtc', trail: 1 + (more % 4) };
  if (of.kind === 4) {
    const display = 1 + (more % of.qty);
    return { ...base, kind: 'Iceberg', force: 'Gtc', display, flags: of.flags & 3 };
  }
  if (of.kind === 5) return { ...base, kind: 'Limit', force: 'Ioc', flags: reduces };
  if (of.kind === 6) return { ...base, kind: 'Limit', force: 'Fok', flags: reduces };
  const expire = more % 3 === 0 ? 100_000 + more : 0;
  return { ...base, kind: 'Limit', force: expire === 0 ? 'Gtc' : 'Gtd', expire, flags: of.flags };
}

const submit: fc.Arbitrary<Step> = fc
  .tuple(
    place,
    fc.record({
      id,
      qty,
      owner,
      kind: fc.integer({ min: 0, max: 11 }),
      // Slide alone is no order.
      flags: fc.constantFrom(0, 0, 0, 1, 3, 4, 5),
      more: fc.nat(60),
    }),
    fc.constantFrom('Allow', 'CancelTaker', 'CancelMaker', 'CancelBoth', 'Decrement'),
  )
  .map(([at, of, mode]) => {
    const r = requestOf(at, of, mode);
    return step([r], (kit, twin) => {
      twin.submit(r, Number(kit.now));
      twin.sweep();
      return kit.submit({ ...r, side: r.side === 0 ? 'buy' : 'sell', tif: r.force });
    });
  });

const change: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(id, owner).map(([which, who]) =>
    step(['cancel', which, who], (kit, twin) => {
      twin.cancel(which, who);
      twin.sweep();
      return kit.cancel(which, who);
    }),
  ),
  fc.tuple(id, anyPrice, qty, owner).map(([which, price, total, who]) =>
    step(['replace', which, price, total, who], (kit, twin) => {
      twin.replace(which, price, total, who);
      twin.sweep();
      return kit.replace(which, price, total, who);
    }),
  ),
  owner.map((who) =>
    step(['cancel all', who], (kit, twin) => {
      twin.cancelAll(who);
      twin.sweep();
      return kit.cancel(0, who);
    }),
  ),
  fc.nat(60).map((more) =>
    step(['time', more], (kit, twin) => {
      const to = Math.max(Number(kit.now), 100_000 + more);
      twin.expire(to);
      return kit.time(to);
    }),
  ),
);

const byPrice: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(bids, asks)
      .map(([b, a]) => step(['levels', b, a], (kit) => kit.levels(b, a))),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(bids, asks).map((rows) => {
      const b = rows[0].filter(([price]) => price < 101);
      const a = rows[1].filter(([price]) => price > 100);
      return step(['book', b, a], (kit) => kit.book(b, a));
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('buy' as const, 'sell' as const), anyPrice, qty)
      .map((print) => step(['trade', ...print], (kit) => kit.trade(...print))),
  },
);

const byOrder: fc.Arbitrary<Step> = fc
  .tuple(
    fc.constantFrom(
      RecordKind.OrderAdd,
      RecordKind.OrderAdd,
      RecordKind.OrderReduce,
      RecordKind.OrderDelete,
      RecordKind.OrderModify,
      RecordKind.OrderExecute,
      RecordKind.OrderExecute,
    ),
    place,
    recorded,
    qty,
    fc.constantFrom(0, 0, 0, 32),
  )
  .map(([kind, at, orderId, size, hidden]) => {
    const flags = 3 | (at.side === 0 ? 4 : 8) | (kind === RecordKind.OrderExecute ? hidden : 0);
    return step([{ kind, orderId, size, flags, ...at }], (kit) =>
      kit.orderEvent(kind, orderId, at.price, size, flags),
    );
  });

const steps = (market: fc.Arbitrary<Step>) =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: market },
      { weight: 4, arbitrary: submit },
      { weight: 1, arbitrary: change },
    ),
    { minLength: 30, maxLength: 80 },
  );

/** The same orders stand in the same places. */
function expectPlaces(kit: VenueKit, twin: NaiveVenue): void {
  expect(kit.openOrders).toBe(twin.own.length);
  for (const order of twin.own) {
    const state = kit.order(order.id);
    const seen = [state?.leavesQty, state?.price, state?.aheadQty].map(Number);
    const ahead = order.place === 'rests' ? order.ahead : seen[2];
    expect(seen).toEqual([order.leaves, order.price, ahead]);
    if (order.place === 'rests' && twin.book.isSingle)
      expect(state?.aheadOrders).toBe(order.before.size);
    if (order.kind === 'TrailingStop') expect(Number(state?.stopPrice)).toBe(order.stop);
  }
}

describe.each([
  { model: 'L2', market: byPrice },
  { model: 'L3', market: byOrder },
] as const)('twin, $model', ({ model, market }) => {
  it('agrees in every line and every place', async () => {
    const core: Core = await createCore({ build: 'checked', memoryBytes: 8 << 20 });
    const start = core.exports.arenaTop() >>> 0;
    const head = core.bytes.slice(0, start);
    fc.assert(
      fc.property(steps(market), (run) => {
        core.bytes.fill(0, start, core.exports.arenaTop() >>> 0);
        core.bytes.set(head);
        const kit = new VenueKit(core, {
          engine: { windowBits: 8, farLevelsMax: 1024, farLevelsMaxTotal: 4096, ordersMax: 64 },
          instrument: { bookModel: model },
          writerBytes: 4096,
        });
        const twin = new NaiveVenue();
        twin.book.isSingle = model === 'L3';
        kit.observer = (at) => naiveRecord(twin, core.view, at);
        // A book by price must be known before orders may come.
        if (model === 'L2') kit.book([[98, 5]], [[103, 5]]);
        else kit.orderEvent(RecordKind.OrderAdd, 100, 90, 1, 7);
        for (const [index, act] of run.entries()) {
          const lines = act(kit, twin).map(lineOf);
          const expected = twin.take();
          const isAll = lines.some((line) => line.endsWith('Requested'));
          if (isAll) expect(lines.sort(), `step ${index}`).toEqual(expected.sort());
          else expect(lines, `step ${index}`).toEqual(expected);
          expectPlaces(kit, twin);
        }
      }),
      {
        numRuns: 100,
        endOnFailure: true,
        interruptAfterTimeLimit: 6_000,
        markInterruptAsFailure: true,
      },
    );
  });
});
