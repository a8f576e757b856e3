// Options that no order has: refused, not left out.
import { expect, test } from 'vitest';
import type { Context } from '../strategy/contract.ts';
import { defineStrategy } from '../strategy/define.ts';
import { runScript, type Script } from '../testing/strategy-kit.ts';

const S = 1_000_000_000n;
const market: Script = (write) => {
  const bids: [bigint, bigint][] = [[10000n, 5000n]];
  const asks: [bigint, bigint][] = [[10010n, 5000n]];
  write.snapshot({ recv: S, exchange: S, last: 1n, bids, asks });
  for (let i = 2n; i <= 4n; i++)
    write.trade({ recv: i * S, exchange: i * S, price: 10010n, qty: 1000n, tradeId: i });
};

async function errorOf(send: (c: Context<object, 'main'>) => void): Promise<unknown> {
  let caught: unknown;
  const probe = defineStrategy({
    name: 'probe',
    markets: { main: { trades: true } },
    create: (c) => ({
      onTrade() {
        try {
          send(c as Context<object, 'main'>);
        } catch (error) {
          caught = error;
        }
      },
    }),
  });
  await runScript(probe, market);
  return caught;
}

test.each([
  [{ stop: '99999' }, /no 'stop': expected .*postOnly.* \(did you mean .*stopPrice/],
  [{ prise: '50000' }, /no 'prise': .*did you mean price/],
  [{ toString: 1 }, /no 'toString': expected price/],
] as const)('%j is no option of buy', async (options, text) => {
  const error = await errorOf((c) => void c.markets.main.buy('1', options as object));
  expect(error).toMatchObject({ code: 'BAD_ORDER', message: expect.stringMatching(text) });
});

test('an order in quanta has no price', async () => {
  const order = { side: 'buy', qtyQuanta: 1000, price: 100 } as const;
  const error = await errorOf((c) => void c.submit({ market: c.markets.main, ...order }));
  const message = expect.stringMatching(/no 'price': .*did you mean .*priceQuanta/);
  expect(error).toMatchObject({ code: 'BAD_ORDER', message });
});

test('options that orders have are taken', async () => {
  const options = { price: '90', timeInForce: 'gtc', postOnly: true, tag: 3 } as const;
  expect(await errorOf((c) => void c.markets.main.buy('1', options))).toBeUndefined();
});

test('a misspelt handler is refused at once', async () => {
  const probe = defineStrategy({
    name: 'probe',
    markets: { main: { topOfBook: true } },
    create: () => ({ onTopofBook: () => undefined }) as object,
  });
  const message = expect.stringMatching(/no 'onTopofBook': .*did you mean onTopOfBook/);
  await expect(runScript(probe, market)).rejects.toMatchObject({ code: 'BAD_STRATEGY', message });
});

test('a change has no other keys than price and quantity', async () => {
  const replaced = await errorOf((c) => void c.replace(1, { price: 100 } as object));
  expect(String(replaced)).toMatch(/a replacement has no 'price': expected priceQuanta, qtyQuanta/);
  const modified = await errorOf((c) => void c.modify(1, { quantity: '1' } as object));
  expect(String(modified)).toMatch(/a modification has no 'quantity': expected price, qty/);
});

test.each([undefined, null, 7, Promise.resolve({})])(
  'create gives %s: no handlers',
  async (given) => {
    const probe = defineStrategy({
      name: 'probe',
      markets: { main: { topOfBook: true } },
      create: () => given as object,
    });
    const found = given instanceof Promise ? 'a promise' : given === 7 ? 'number' : 'nothing';
    const message = expect.stringContaining(found);
    await expect(runScript(probe, market)).rejects.toMatchObject({
      code: 'BAD_STRATEGY',
      message,
    });
  },
);
