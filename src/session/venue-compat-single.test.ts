// The profile compat-hftbacktest in books of single orders against its naive twin.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecordKind } from '../abi/records.ts';
import { createCore } from '../core/core.ts';
import { NaiveCompatSingle } from '../testing/naive-compat-single.ts';
import { lineOf, type VenueEvent, VenueKit } from '../testing/venue-kit.ts';

type Step = (kit: VenueKit, twin: NaiveCompatSingle) => VenueEvent[];
const step = (data: readonly unknown[], run: Step): Step =>
  Object.assign(run, { [fc.toStringMethod]: () => JSON.stringify(data) });

const sides = [fc.integer({ min: 95, max: 101 }), fc.integer({ min: 100, max: 106 })] as const;
const place = fc.oneof(
  fc.record({ side: fc.constant(0), tick: sides[0] }),
  fc.record({ side: fc.constant(1), tick: sides[1] }),
);
const lots = fc.integer({ min: 1, max: 20 });
const recorded = fc.integer({ min: 1, max: 12 });
const own = fc.integer({ min: 1, max: 6 });

const KINDS = [
  RecordKind.OrderAdd,
  RecordKind.OrderAdd,
  RecordKind.OrderAdd,
  RecordKind.OrderReduce,
  RecordKind.OrderDelete,
  RecordKind.OrderModify,
  RecordKind.OrderExecute,
  RecordKind.OrderExecute,
] as const;

const event: fc.Arbitrary<Step> = fc
  .tuple(fc.constantFrom(...KINDS), recorded, place, lots)
  .map(([kind, id, { side, tick }, qty]) =>
    step([kind, id, side, tick, qty], (kit, twin) => {
      if (kind === RecordKind.OrderAdd) twin.add(id, side, tick, qty);
      else if (kind === RecordKind.OrderReduce) twin.reduce(id, qty);
      else if (kind === RecordKind.OrderDelete) twin.remove(id);
      else if (kind === RecordKind.OrderModify) twin.modify(id, tick, qty);
      else twin.execute(id, tick, qty);
      return kit.orderEvent(kind, id, tick, qty, 3 | (side === 0 ? 4 : 8));
    }),
  );

const request: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(own, place, lots, fc.constantFrom('Gtc', 'Gtc', 'PostOnly', 'Ioc', 'Fok'))
      .map(([id, { side, tick }, qty, force]) =>
        step(['submit', id, side, tick, qty, force], (kit, twin) => {
          twin.submit(id, side, tick, qty, force);
          const isPost = force === 'PostOnly';
          return kit.submit({
            id,
            side: side === 0 ? 'buy' : 'sell',
            price: tick,
            qty,
            tif: isPost ? 'Gtc' : force,
            flags: isPost ? 1 : 0,
          });
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: own.map((id) =>
      step(['cancel', id], (kit, twin) => {
        twin.cancel(id);
        return kit.cancel(id);
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(own, place, lots).map(([id, { tick }, qty]) =>
      step(['replace', id, tick, qty], (kit, twin) => {
        twin.replace(id, tick, qty);
        return kit.replace(id, tick, qty);
      }),
    ),
  },
);

it('agrees with the naive twin in every line and every queue', async () => {
  const core = await createCore({ build: 'checked', memoryBytes: 8 << 20 });
  const start = core.exports.arenaTop() >>> 0;
  const head = core.bytes.slice(0, start);
  const steps = fc.array(
    fc.oneof({ weight: 6, arbitrary: event }, { weight: 4, arbitrary: request }),
    { minLength: 30, maxLength: 80 },
  );
  fc.assert(
    fc.property(steps, (run) => {
      core.bytes.fill(0, start, core.exports.arenaTop() >>> 0);
      core.bytes.set(head);
      const kit = new VenueKit(core, {
        engine: { windowBits: 8, farLevelsMax: 1024, farLevelsMaxTotal: 4096, ordersMax: 64 },
        instrument: { bookModel: 'L3' },
        writerBytes: 4096,
        config: (view) => {
          view.profile = 1;
        },
      });
      const twin = new NaiveCompatSingle();
      for (const [index, act] of run.entries()) {
        const lines = act(kit, twin).map(lineOf);
        expect(lines.sort(), `step ${index}`).toEqual(twin.take().sort());
        expect(kit.openOrders).toBe(twin.own.size);
        for (const id of twin.own.keys()) expect(kit.ahead(id)).toBe(twin.ahead(id));
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
