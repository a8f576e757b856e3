// What interrupts a strategy: a pause, in which it only hears of its orders, and the end of its
// margin.
import { describe, expect, test } from 'vitest';
import { defineStrategy } from '../strategy/define.ts';
import { type KitOptions, runScript, type Script } from '../testing/strategy-kit.ts';

const S = 1_000_000_000n;
const FREE = { latency: { model: 'constant', entryNs: 0, responseNs: 0 } } as const;

/** A book of 100.00 / 100.10 at 1 s, then trades and new asks at whole seconds. */
const market: Script = (write) => {
  const bids: [bigint, bigint][] = [[10000n, 5000n]];
  const asks: [bigint, bigint][] = [[10010n, 5000n]];
  write.snapshot({ recv: S, exchange: S, last: 1n, bids, asks });
  for (let i = 2n; i <= 9n; i++) {
    write.trade({ recv: i * S, exchange: i * S, price: 10000n + i, qty: 1000n, tradeId: i });
    const at = { recv: i * S, exchange: i * S, first: i, last: i, prev: i - 1n };
    write.delta({ ...at, asks: [[10010n, 5000n + i]] });
  }
};

async function seenOf(pauses: KitOptions['pauses'] & {}, options: KitOptions = {}) {
  const seen: string[] = [];
  const done = await runScript(
    defineStrategy({
      name: 'probe',
      markets: { main: { topOfBook: true, trades: true, bars: ['2s'] } },
      create(c) {
        const { main } = c.markets;
        const at = () => (c.timeNs - Number(S) * Math.floor(c.timeNs / 86_400e9)) / 1e9;
        const say = (what: string) => void seen.push(`${at()} ${what}`);
        return {
          onStart: () => c.setInterval(1, 1e9),
          onTopOfBook: () => void (main.askQtyQuanta % 2 === 0 || say(`top ${main.askQtyQuanta}`)),
          onTrade(print) {
            say(`trade ${print.tradeId}`);
            if (print.tradeId === 3n) main.buy('1', { price: '100' });
          },
          onTimer: () => say('timer'),
          onBar: (bar) => say(`bar ${bar.close}`),
          onOrder(order) {
            say(`order ${order.status}`);
            if (order.status === 'cancelled') say(`sent ${main.buy('1')}`);
          },
          onPause() {
            say(`pause, ${c.cancelAll()} taken back`);
          },
          onResume: () => say(`resume at ${main.askQtyQuanta}`),
        };
      },
    }),
    market,
    { execution: FREE, ...options, pauses },
  );
  return { seen, ...done };
}

describe('a pause', () => {
  const from = (7n * S) / 2n;
  const pause = { fromNs: from, toNs: from + 3n * S };

  test('leaves nothing to hear but own orders, and sends nothing', async () => {
    const { seen, faults, run } = await seenOf([pause]);
    expect(faults).toEqual([]);
    const begun = seen.findIndex((one) => one.includes('pause'));
    const over = seen.findIndex((one) => one.includes('resume'));
    expect(seen.slice(0, begun).filter((one) => one.includes('trade 3'))).toHaveLength(1);
    expect(seen.slice(begun, over + 1)).toEqual([
      '3.5 pause, 1 taken back',
      '3.5 order cancelled',
      '3.5 sent 2',
      '3.5 order rejected',
      '6.5 resume at 5006',
    ]);
    expect(run.orders.refused).toEqual({ notRunning: 1 });
  });

  test('goes on with what came after, books and bars up to date', async () => {
    const { seen } = await seenOf([pause]);
    const after = seen.slice(seen.findIndex((one) => one.includes('resume')) + 1);
    expect(after[0]).toBe('7 trade 7');
    expect(after).toContain('8 bar 100.07');
    expect(after.filter((one) => one.endsWith('timer'))).toEqual(['7 timer', '8 timer']);
  });

  test('decides the same however the records are cut', async () => {
    const whole = await seenOf([pause]);
    const cut = await seenOf([pause], { perBatch: 1 });
    expect(cut.seen).toEqual(whole.seen);
    expect(cut.run.decisionHash).toBe(whole.run.decisionHash);
  });

  test('may follow another, hold nothing, or outlast the data', async () => {
    const { seen } = await seenOf([
      { fromNs: 2n * S, toNs: 3n * S },
      { fromNs: 3n * S, toNs: 4n * S },
      { fromNs: 4n * S + 1n, toNs: 4n * S + 2n },
      { fromNs: 8n * S, toNs: 99n * S },
    ]);
    const turns = seen.filter((one) => /pause|resume/.test(one)).map((one) => one.slice(0, 9));
    expect(turns).toHaveLength(7);
    expect(seen.filter((one) => one.includes('trade'))).toEqual([
      '2 trade 2',
      '5 trade 5',
      '6 trade 6',
      '7 trade 7',
      '8 trade 8',
    ]);
  });
});

describe('a position without margin', () => {
  /** 100.00 / 100.10, then one less each second. */
  const crash: Script = (write) => {
    for (let i = 1n; i <= 15n; i++) {
      const bids: [bigint, bigint][] = [[10100n - i * 100n, 5000n]];
      const asks: [bigint, bigint][] = [[10110n - i * 100n, 5000n]];
      write.snapshot({ recv: i * S, exchange: i * S, last: i, bids, asks });
    }
  };
  const liquidated = (terms: object) => {
    const seen: number[] = [];
    const strategy = defineStrategy({
      name: 'probe',
      markets: { main: { book: true } },
      create: (c) => ({
        onBook() {
          const { main } = c.markets;
          seen.push(main.bid);
          if (seen.length === 1) main.buy('4');
        },
      }),
    });
    const execution = { ...FREE, cash: { USDT: '41' }, terms: { leverage: 20, ...terms } };
    return runScript(strategy, crash, { execution }).then((done) => ({ ...done, seen }));
  };

  // 4 bought at 100.10: cash and result are 0.80 at a mid of 90.05, -3.20 at 89.05.
  test.each([
    ['0.005 of the value must be kept', { marginTiers: [{ floor: 0, rate: '0.005' }] }, 91],
    ['nothing must be kept', {}, 90],
  ])('ends the strategy where the venue would close it: %s', async (_, terms, last) => {
    const { faults, seen, columns } = await liquidated({ makerRate: 0, takerRate: 0, ...terms });
    expect(seen.at(-1)).toBe(last);
    expect(faults.map(({ code }) => code)).toEqual(['LIQUIDATED']);
    expect(faults[0]?.message).toContain('generated:COINUSDT at 1970-01-01');
    expect(columns.fills[0]?.length).toBe(1);
  });
});
