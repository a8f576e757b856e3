// Stop and target of one entry, each for all of it: what only closes holds back neither margin nor
// balance.
import { expect, test } from 'vitest';
import { defineStrategy } from '../strategy/define.ts';
import { candleFile } from '../testing/sweep-kit.ts';
import type { RunJob } from './job.ts';
import { runJob } from './run-job.ts';

const file = candleFile({ seed: 11, bars: 2000 });

/** Enters when flat, with both legs at once, or when it hears of the fill. */
function bracket(when: 'together' | 'later') {
  return defineStrategy({
    name: 'bracket',
    markets: { main: { bars: ['auto'] } },
    create(context) {
      const { main } = context.markets;
      const legs = (price: number) => {
        const stop = main.priceOf(main.tickBeside(price * 0.99, 'buy'));
        const target = main.priceOf(main.tickBeside(price * 1.01, 'sell'));
        main.sell('1', { stopPrice: stop, reduceOnly: true });
        main.sell('1', { price: target, reduceOnly: true });
      };
      return {
        onBar({ close }) {
          if (main.positionQuanta !== 0 || context.openOrderCount > 0) return;
          main.buy('1');
          if (when === 'together') legs(close);
        },
        onFill({ side, price }) {
          if (when === 'later' && side === 'buy') legs(price);
        },
      };
    },
  });
}

async function report(kind: 'spot' | 'linear', when: 'together' | 'later', cash: string) {
  const job: RunJob = {
    files: [file],
    input: { hints: new Map(), common: {} },
    strategy: { url: 'file:///none' },
    name: 'bracket',
    params: {},
    markets: {},
    execution: { cash: { USDT: cash }, terms: { kind } },
  };
  return (await runJob(job, bracket(when))).record;
}

test.each(['together', 'later'] as const)('fill alike of spot and perpetuals: %s', async (when) => {
  const [spot, linear] = [await report('spot', when, '1000'), await report('linear', when, '1000')];
  const { length, ...columns } = spot.fills;
  expect(length).toBeGreaterThan(100);
  expect(spot.orders.refused).toEqual({});
  expect(linear.orders.refused).toEqual({});
  for (const name of ['timeNs', 'side', 'price', 'qty', 'fee'] as const)
    expect(columns[name]).toEqual(linear.fills[name]);
  // A buy, then a sell of all of it.
  for (let i = 0; i < length; i++) expect(columns.side[i]).toBe(i & 1);
});

test('an order that opens is refused where they are not', async () => {
  const { orders, fills } = await report('spot', 'together', '1');
  expect(fills.length).toBe(0);
  expect(Object.keys(orders.refused)).toContain('margin');
});
