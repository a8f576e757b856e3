// Microstructure over a strategy's market is that of the same levels and trades, given by hand.
import { expect, test } from 'vitest';
import type { Context, Handlers } from '../strategy/contract.ts';
import { defineStrategy } from '../strategy/define.ts';
import type { ParamSpecs, ParamsOf } from '../strategy/params.ts';
import { COIN, runScript, type Script } from '../testing/strategy-kit.ts';
import { createMicrostructure } from './default.ts';
import { followBook } from './microstructure.ts';

const S = 1_000_000_000n;
const OPTIONS = { levels: 3, ofi: { levels: 3, window: 5 }, flow: { window: 4 } } as const;

const script: Script = (write) => {
  for (let i = 1n; i <= 40n; i++) {
    const mid = 10_000n + ((i * 7n) % 5n);
    const bids = [0n, 1n, 2n].map((k) => [mid - 1n - k, 1000n + i * 13n * (k + 1n)] as const);
    const asks = [0n, 1n, 2n].map((k) => [mid + 1n + k, 2000n - i * 11n * (k + 1n)] as const);
    write.snapshot({ recv: i * S, exchange: i * S, last: i, bids, asks });
    if (i % 3n === 0n)
      write.trade({ recv: i * S, exchange: i * S, price: mid, qty: 10n * i, tradeId: i });
  }
};

test('follows the market of a strategy', async () => {
  let compared = 0;
  const strategy = defineStrategy({
    name: 'probe',
    markets: { main: { book: true, trades: true } },
    create(c: Context<ParamsOf<ParamSpecs>>): Handlers {
      const main = c.markets['main'];
      if (main === undefined) throw new Error('no market');
      const followed = followBook(main, OPTIONS);
      const given = createMicrostructure(COIN, OPTIONS);
      return {
        onBook() {
          expect(followed.update()).toBe(true);
          const timeNs = c.epochNs + BigInt(c.timeNs);
          const [bids, asks] = [main.depth('bid', 10), main.depth('ask', 10)];
          given.depth({ timeNs, bids, asks });
        },
        onTrade(print) {
          followed.print(print);
          const { exchangeTsNs: timeNs, price, qty, aggressorSide: side } = print;
          given.trade({ timeNs, price, qty, side });
          expect(followed.values()).toEqual(given.values());
          expect(followed.values().microprice).toBeCloseTo(main.mid, 1);
          compared++;
        },
      };
    },
  });
  const { faults } = await runScript(strategy, script);
  expect(faults).toEqual([]);
  expect(compared).toBe(13);
});

test('what has no book is refused', () => {
  expect(() => followBook({} as never)).toThrow(/this is no book: expected a Book, or a market/);
});
