// Whatever the queue model: in the honest profile the quantity ahead never rises and never exceeds
// the level, and an order that a print passed by has nothing ahead.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { QueueModel } from '../abi/venue.ts';
import { createCore } from '../core/core.ts';
import { VenueKit } from '../testing/venue-kit.ts';

const MODELS = Object.entries(QueueModel);

it.each(MODELS)('%s keeps its bounds', async (_name, model) => {
  const core = await createCore({ build: 'checked', memoryBytes: 8 << 20 });
  const start = core.exports.arenaTop() >>> 0;
  const head = core.bytes.slice(0, start);
  const price = fc.integer({ min: 98, max: 100 });
  const step = fc.oneof(
    fc.record({ type: fc.constant('level'), price, qty: fc.nat(40) }),
    fc.record({ type: fc.constant('trade'), price, qty: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ type: fc.constant('submit'), price, qty: fc.integer({ min: 1, max: 30 }) }),
  );
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 10, maxLength: 50 }),
      fc.double({ min: 0.25, max: 4, noNaN: true }),
      (steps, power) => {
        core.bytes.fill(0, start, core.exports.arenaTop() >>> 0);
        core.bytes.set(head);
        const kit = new VenueKit(core, {
          engine: { windowBits: 8, farLevelsMax: 1024, farLevelsMaxTotal: 4096, ordersMax: 64 },
          writerBytes: 4096,
          config: (view) => {
            view.queueModel = model;
            view.power = power;
          },
        });
        kit.book([[97, 5]], [[110, 5]]);
        const ahead = new Map<number, number>();
        const shown = new Map<number, number>();
        const prices = new Map<number, number>();
        for (const [id, { type, price: at, qty }] of steps.entries()) {
          if (type === 'level') {
            kit.levels([[at, qty]]);
            shown.set(at, qty);
          } else if (type === 'trade') kit.trade('sell', at, qty);
          else {
            kit.submit({ id: id + 1, price: at, qty });
            ahead.set(id + 1, shown.get(at) ?? 0);
            prices.set(id + 1, at);
          }
          for (const [order, before] of ahead) {
            const now = kit.ahead(order);
            const own = prices.get(order) ?? 0;
            expect(now).toBeLessThanOrEqual(before);
            expect(now).toBeLessThanOrEqual(Math.max(0, shown.get(own) ?? 0));
            if (type === 'trade' && own > at && now > 0) throw new Error('passed by, yet behind');
            ahead.set(order, now);
          }
        }
      },
    ),
    { numRuns: 30 },
  );
});
