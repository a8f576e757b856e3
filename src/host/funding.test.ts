// Funding: when it is paid, by whom, on what.
import { describe, expect, test } from 'vitest';
import { defineStrategy } from '../strategy/define.ts';
import { COIN, runScript, type Script } from '../testing/strategy-kit.ts';
import type { Execution } from './execution.ts';

const HOUR = 3_600_000_000_000n;
const S = 1_000_000_000n;

/** Mids of 100.05, and 1 more with each half hour; seven of them. */
const market: Script = (write) => {
  for (let i = 0n; i < 7n; i++) {
    const at = S + (i * HOUR) / 2n;
    const bids: [bigint, bigint][] = [[10_000n + 100n * i, 5000n]];
    const asks: [bigint, bigint][] = [[10_010n + 100n * i, 5000n]];
    write.snapshot({ recv: at, exchange: at, last: i + 1n, bids, asks });
  }
};

async function cashOf(side: 'buy' | 'sell', execution: Execution) {
  const cash: number[] = [];
  const strategy = defineStrategy({
    name: 'probe',
    markets: { main: { book: true } },
    create: (c) => ({
      onBook() {
        const { main } = c.markets;
        if (cash.length === 0) main[side]('2');
        cash.push(Math.round(c.account.cash * 1e8) / 1e8);
      },
    }),
  });
  const free = { makerRate: 0, takerRate: 0 };
  const { faults, columns } = await runScript(strategy, market, {
    execution: { cash: { USDT: '1000' }, ...execution, terms: { ...free, ...execution.terms } },
  });
  expect(faults).toEqual([]);
  return { cash, equity: Number(columns.equity[0]?.equity.at(-1)) / 1e8 };
}

describe('funding', () => {
  test('longs pay a positive rate on the mark of the time, shorts receive it', async () => {
    // Paid at 1:00:00 and 2:00:00, while the mids of 0:30:01 and 1:30:01 stand, and at 3:00:00.
    const paid = [2 * 101.05 * 0.001, 2 * 103.05 * 0.001];
    const first = 1000 - (paid[0] ?? 0);
    const second = first - (paid[1] ?? 0);
    const funding = { rate: '0.001', interval: '1h' };
    const long = await cashOf('buy', { funding });
    expect(long.cash).toEqual([
      1000,
      1000,
      first,
      first,
      second,
      second,
      expect.closeTo(999.38, 1),
    ]);
    const short = await cashOf('sell', { funding });
    expect(short.cash[2]).toBe(1000 + (paid[0] ?? 0));
    expect(short.cash[4]).toBe(2000 - second);
    // Money moves between cash and nothing else: the equity lacks just what was paid.
    const free = await cashOf('buy', {});
    expect(free.equity - long.equity).toBeCloseTo(1000 - (long.cash[6] ?? 0), 8);
  });

  test('as it was recorded: at its times and rates', async () => {
    const rates = [
      [HOUR / 4n, '0.01'],
      ['1970-01-01T00:45:00Z', '-0.002'],
      ['1970-01-02T00:00:00Z', '0.5'],
    ] as const;
    const { cash } = await cashOf('buy', { fundingOf: { COINUSDT: { rates } } });
    const afterFirst = 1000 - 2 * 100.05 * 0.01;
    expect(cash.slice(0, 3)).toEqual([1000, afterFirst, afterFirst + 2 * 101.05 * 0.002]);
    expect(new Set(cash.slice(2)).size).toBe(1);
  });

  test('spot has none', async () => {
    const spot = { kind: 'spot', base: 'COIN', quote: 'USDT' } as const;
    const { cash } = await cashOf('buy', {
      terms: spot,
      funding: { rate: '0.01', interval: '1h' },
    });
    expect(new Set(cash.slice(1)).size).toBe(1);
    const wrong = { terms: spot, fundingOf: { [`${COIN.venue}:COINUSDT`]: { rate: 0.01 } } };
    await expect(cashOf('buy', wrong)).rejects.toThrow(/generated:COINUSDT: spot pays no funding/);
  });

  test.each([
    [{}, /rate: expected either rate or rates/],
    [{ rate: '2' }, /rate: expected -1 to 1/],
    [{ rate: '0.1', interval: '5m' }, /interval: expected a duration/],
    [{ rates: [['noon', '0.1']] }, /rates\.0: expected a time, found 'noon'/],
    [
      {
        rates: [
          ['2024-01-02', '0.1'],
          ['2024-01-01', '0.1'],
        ],
      },
      /rates\.1: expected a time after/,
    ],
    [{ speed: 1 }, /speed/],
  ])('%j is refused', async (funding, message) => {
    await expect(cashOf('buy', { funding: funding as never })).rejects.toThrow(message);
  });
});
