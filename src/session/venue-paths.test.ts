// Bars against the paths that they are made of: what the venue fills from a bar must have happened
// on the path, and never be better than it was there.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVenueKit, type SubmitFields, type VenueKit } from '../testing/venue-kit.ts';

const START = 100;
const walk = (...moves: number[]) =>
  fc.array(fc.constantFrom(...moves), { minLength: 8, maxLength: 80 });
/** Paths that go nowhere, and such as rise. */
const steps = fc.oneof(walk(-1, 1), walk(-1, 1, 1));
const length = fc.integer({ min: 2, max: 12 });

/** Prices of each bar; the first is its open, where the bar before ended. */
function cut(moves: readonly number[], perBar: number, sign: number): number[][] {
  const all: number[][] = [];
  let price = START;
  for (let at = 0; at < moves.length; at += perBar) {
    const bar = [price];
    for (const move of moves.slice(at, at + perBar)) bar.push((price += sign * move));
    all.push(bar);
  }
  return all;
}

interface Exit {
  readonly bar: number;
  readonly price: number;
}

async function venue(orders: readonly SubmitFields[]): Promise<VenueKit> {
  const kit = await createVenueKit({
    config: (view) => {
      view.fillSource = 1;
    },
  });
  for (const order of orders) kit.submit(order);
  return kit;
}

/** The fill of an exit at the venue, ids 2 and 3. */
function filled(kit: VenueKit, all: readonly (readonly number[])[]): Exit | undefined {
  for (const [bar, prices] of all.entries()) {
    const [high, low] = [Math.max(...prices), Math.min(...prices)];
    const ends = { open: prices[0] ?? 0, close: prices.at(-1) ?? 0 };
    for (const event of kit.bar({ ...ends, high, low }))
      if (event.type === 'fill' && event.id > 1) return { bar, price: event.price };
  }
  return undefined;
}

/** Looks at each price of the path until `look` returns that of an exit. */
function walked(
  all: readonly (readonly number[])[],
  look: (price: number) => number | undefined,
): Exit | undefined {
  for (const [bar, prices] of all.entries())
    for (const one of prices) {
      const price = look(one);
      if (price !== undefined) return { bar, price };
    }
  return undefined;
}

describe.each([
  ['long', 1],
  ['short', -1],
] as const)('%s', (_, sign) => {
  const [side, other] = sign > 0 ? (['buy', 'sell'] as const) : (['sell', 'buy'] as const);
  /** A long path, seen from the side. */
  const seen = (price: number): number => START + sign * (price - START);

  it('fills a trailing stop when it must have been reached, at no better price', async () => {
    await fc.assert(
      fc.asyncProperty(steps, length, fc.integer({ min: 1, max: 5 }), async (moves, per, trail) => {
        const all = cut(moves, per, sign);
        let far = START;
        const path = walked(all, (price) => {
          far = Math.max(far, seen(price));
          return seen(price) <= far - trail ? seen(far - trail) : undefined;
        });
        const kit = await venue([
          { id: 1, side, kind: 'Market', qty: 1 },
          { id: 2, side: other, kind: 'TrailingStop', trail, qty: 1, flags: 4 },
        ]);
        const exit = filled(kit, all);
        if (exit === undefined) return;
        expect(path?.bar).toBeLessThanOrEqual(exit.bar);
        if (path?.bar === exit.bar) expect(seen(exit.price)).toBeLessThanOrEqual(seen(path.price));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['market', 0],
    ['limit', -1],
    ['stop', 1],
  ] as const)(
    'gives a bracket with a %s entry no target that the path has not',
    async (_kind, way) => {
      const distance = fc.integer({ min: 1, max: 5 });
      await fc.assert(
        fc.asyncProperty(
          steps,
          length,
          distance,
          distance,
          distance,
          async (moves, per, e, s, t) => {
            const all = cut(moves, per, sign);
            const entry = START + way * e;
            const [stop, target] = [entry - s, entry + t];
            let isIn = way === 0;
            const path = walked(all, (real) => {
              const price = seen(real);
              if (!isIn) isIn = way > 0 ? price >= entry : price < entry;
              if (!isIn) return undefined;
              if (price <= stop) return seen(stop);
              return price > target ? seen(target) : undefined;
            });
            const at = seen(entry);
            const kinds = [
              { price: at },
              { kind: 'Market' as const },
              { kind: 'StopMarket' as const, stop: at },
            ];
            const leg = { side: other, qty: 1, flags: 4 } as const;
            const kit = await venue([
              { id: 1, side, qty: 1, ...kinds[way + 1] },
              { ...leg, id: 2, kind: 'StopMarket', stop: seen(stop) },
              { ...leg, id: 3, price: seen(target) },
            ]);
            const exit = filled(kit, all);
            // A target is one on the path; a stop on the path is one, then or before.
            if (exit !== undefined && seen(exit.price) === target) {
              expect(path?.price).toBe(exit.price);
              expect(path?.bar).toBeLessThanOrEqual(exit.bar);
            }
            if (path !== undefined && seen(path.price) === stop) {
              expect(exit && seen(exit.price)).toBe(stop);
              expect(exit?.bar).toBeLessThanOrEqual(path.bar);
            }
          },
        ),
        { numRuns: 40 },
      );
    },
  );
});
