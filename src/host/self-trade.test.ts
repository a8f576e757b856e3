// Two orders of one strategy that would trade with each other.
import { expect, test } from 'vitest';
import { defineStrategy } from '../strategy/define.ts';
import type { SelfTradeName } from '../strategy/names.ts';
import { runScript, type Script } from '../testing/strategy-kit.ts';

const S = 1_000_000_000n;
const market: Script = (write) => {
  const bids: [bigint, bigint][] = [[10000n, 5000n]];
  const asks: [bigint, bigint][] = [[10010n, 5000n]];
  write.snapshot({ recv: S, exchange: S, last: 1n, bids, asks });
  for (let i = 2n; i <= 3n; i++)
    write.trade({ recv: i * S, exchange: i * S, price: 10000n, qty: 1n, tradeId: i });
  write.snapshot({ recv: 4n * S, exchange: 4n * S, last: 2n, bids, asks });
};

/** A sell that rests inside the spread, then a buy at its price. */
async function said(selfTrade?: SelfTradeName): Promise<string[]> {
  const lines: string[] = [];
  const probe = defineStrategy({
    name: 'probe',
    markets: { main: { trades: true } },
    create: ({ markets: { main } }) => {
      let prints = 0;
      const price = main.priceOf(10005);
      return {
        onTrade() {
          prints++;
          if (prints === 1) main.sell('0.1', { price });
          if (prints !== 2) return;
          try {
            main.buy('0.1', selfTrade === undefined ? { price } : { price, selfTrade });
          } catch (error) {
            lines.push(String(error));
          }
        },
        onFill: ({ orderId, role }) => void lines.push(`${orderId} ${role}`),
        onOrder: ({ orderId, status, reason }) => void lines.push(`${orderId} ${status} ${reason}`),
      };
    },
  });
  await runScript(probe, market);
  return lines;
}

test('the one that rests is cancelled, unless the order says otherwise', async () => {
  const before = ['1 working none', '2 working none'];
  const maker = [...before, '1 cancelled selfTrade'];
  expect(await said()).toEqual(maker);
  expect(await said('cancelMaker')).toEqual(maker);
  expect(await said('cancelTaker')).toEqual([...before, '2 cancelled selfTrade']);
  const traded = ['1 maker', '1 filled none', '2 taker', '2 filled none'];
  expect(await said('allow')).toEqual([...before, ...traded]);
  const [, refused = ''] = await said('never' as SelfTradeName);
  expect(refused).toMatch(/selfTrade is refused: expected allow, cancelTaker.*found never/);
});
