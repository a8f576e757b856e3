// Spot and perpetuals of one currency in one account: losses count against what spot may spend,
// gains do not.
import { expect, it } from 'vitest';
import { OrderReason } from '../abi/orders.ts';
import { createCore } from '../core/core.ts';
import { AccountRecords } from '../testing/account-records.ts';
import { Account } from './account.ts';

it.each([
  // A position of 1 from 100 on, tenfold: 10 lost and 9 held back of 1000; 10 gained and 11 held.
  ['90', 9810n],
  ['110', 9890n],
])('with the perpetual at %s spot may spend to the last quantum', async (mark, most) => {
  const core = await createCore({ build: 'checked', memoryBytes: 1 << 22 });
  const records = new AccountRecords(core);
  const account = new Account(core, { currencies: ['USD', 'BTC'], deposits: { USD: '1000' } });
  const free = { priceScale: 2, qtyScale: 3, quote: 'USD', makerRate: 0, takerRate: 0 } as const;
  account.define(1, { ...free, kind: 'linear', leverage: 10 });
  account.define(2, { ...free, kind: 'spot', base: 'BTC' });
  expect(account.fill(records.writeFill({ id: 1, buys: true, price: 10_000n, qty: 1000n }))).toBe(
    0,
  );
  account.mark(1, mark);
  const afford = (qty: bigint): OrderReason =>
    account.canAfford(records.writeOrder({ id: 2, buys: true, price: 10_000n, qty }));
  expect(afford(most)).toBe(OrderReason.None);
  expect(afford(most + 1n)).toBe(OrderReason.Margin);
  account.check();
});
