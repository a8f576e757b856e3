// The TypeScript host: when handlers are called, what orders become, and in which order of time.
import { describe, expect, test } from 'vitest';
import type { Context, Handlers } from '../strategy/contract.ts';
import { defineStrategy } from '../strategy/define.ts';
import type { ParamSpecs, ParamsOf } from '../strategy/params.ts';
import { runScript, type Script } from '../testing/strategy-kit.ts';

const S = 1_000_000_000n;
type Ctx = Context<ParamsOf<ParamSpecs>>;

/** A strategy on one market that hears everything. */
const strategy = (create: (context: Ctx) => Handlers, more: { bars?: string[] } = {}) =>
  defineStrategy({
    name: 'probe',
    markets: { main: { book: true, topOfBook: true, trades: true, status: true, ...more } },
    create,
  });

/** A book of 100.00 / 100.10 at 1 s, then trades at whole seconds. */
const market: Script = (write) => {
  write.snapshot({
    recv: S,
    exchange: S,
    last: 1n,
    bids: [[10000n, 5000n]],
    asks: [[10010n, 5000n]],
  });
  for (let i = 2n; i <= 6n; i++)
    write.trade({ recv: i * S, exchange: i * S, price: 10000n + i, qty: 1000n, tradeId: i });
};

const FREE = { latency: { model: 'constant', entryNs: 0, responseNs: 0 } } as const;

describe('lifecycle', () => {
  test('create, start, events in order of time, stop', async () => {
    const seen: string[] = [];
    const { faults } = await runScript(
      strategy((c) => {
        seen.push('create');
        return {
          onStart: () => void seen.push(`start ${c.timeNs === Number(S % 86_400_000_000_000n)}`),
          onBook: (m) => void seen.push(`book ${m.bid} ${m.ask}`),
          onTopOfBook: (m) => void seen.push(`top ${m.mid}`),
          onTrade: (p) => void seen.push(`trade ${p.price} ${p.qty}`),
          onStop: () => void seen.push('stop'),
        };
      }),
      market,
    );
    expect(faults).toEqual([]);
    expect(seen.slice(0, 5)).toEqual([
      'create',
      'start true',
      'book 100 100.1',
      'top 100.05',
      'trade 100.02 1',
    ]);
    expect(seen.at(-1)).toBe('stop');
    expect(seen.filter((one) => one.startsWith('trade'))).toHaveLength(5);
  });

  test('timers come after all events of their time', async () => {
    const seen: string[] = [];
    await runScript(
      strategy((c) => ({
        onStart() {
          c.setTimer(7, Number(2n * S));
          c.setInterval(8, Number(S));
        },
        onTrade: (p) => void seen.push(`trade ${p.tradeId}`),
        onTimer(id) {
          seen.push(`timer ${id} ${(c.timeNs - Number(S)) / 1e9}`);
          if (id === 8 && c.timeNs >= Number(4n * S)) c.clearTimer(8);
        },
      })),
      market,
    );
    expect(seen).toEqual([
      'trade 2',
      'timer 8 1',
      'trade 3',
      'timer 7 2',
      'timer 8 2',
      'trade 4',
      'timer 8 3',
      'trade 5',
      'trade 6',
    ]);
  });

  test('how records are cut into batches changes nothing', async () => {
    const run = async (perBatch: number) => {
      const seen: string[] = [];
      const { run: done } = await runScript(
        strategy((c) => ({
          onTrade(p) {
            seen.push(`${p.tradeId} ${c.timeNs}`);
            c.markets['main']?.buy('0.5');
          },
          onFill: (f) => void seen.push(`fill ${f.price} ${f.exchangeTsNs}`),
        })),
        market,
        { perBatch, execution: { cash: { USDT: '10000' } } },
      );
      return { seen, hash: done.decisionHash };
    };
    const whole = await run(Number.POSITIVE_INFINITY);
    expect(whole.seen.some((one) => one.startsWith('fill'))).toBe(true);
    expect(await run(1)).toEqual(whole);
    expect(await run(2)).toEqual(whole);
  });
});

describe('orders', () => {
  /** Does `act` at the first top of the book and collects what comes back. */
  const attempt = async (
    act: (c: Ctx) => unknown,
    execution: Parameters<typeof runScript>[2] = { execution: FREE },
  ) => {
    const updates: string[] = [];
    let answer: unknown;
    let isDone = false;
    const done = await runScript(
      strategy((c) => ({
        onTopOfBook() {
          if (isDone) return;
          isDone = true;
          answer = act(c);
        },
        onOrder: (o) => void updates.push(`${o.orderId} ${o.status} ${o.reason}`),
        onFill: (f) => void updates.push(`${f.orderId} fill ${f.qty} @ ${f.price} ${f.role}`),
      })),
      market,
      execution,
    );
    return { ...done, updates, answer };
  };
  const main = (c: Ctx) => {
    const market = c.markets['main'];
    if (market === undefined) throw new Error('no market');
    return market;
  };

  test('a market order takes the other side', async () => {
    const { updates, answer } = await attempt((c) => main(c).buy('0.25'));
    expect(answer).toBe(1);
    expect(updates).toEqual(['1 working none', '1 fill 0.25 @ 100.1 taker', '1 filled none']);
  });

  test('a post-only order that would take is refused by the venue', async () => {
    const { updates } = await attempt((c) => main(c).buy('1', { price: '100.10', postOnly: true }));
    expect(updates).toEqual(['1 rejected wouldTake']);
  });

  test.each([
    [Number.NaN, /qtyQuanta is refused/],
    [0, /qtyQuanta is refused/],
    [-5, /qtyQuanta is refused/],
    [1.5, /qtyQuanta is refused/],
    [2 ** 60, /qtyQuanta is refused/],
  ])('%s quanta are no order', async (qtyQuanta, message) => {
    const { faults, run } = await attempt((c) =>
      c.submit({ market: main(c), side: 'buy', qtyQuanta }),
    );
    expect(faults).toHaveLength(1);
    expect(faults[0]?.code).toBe('STRATEGY_FAILED');
    expect(faults[0]?.message).toMatch(message);
    expect(faults[0]?.message).toMatch(/probe onTopOfBook at 1970-01-01T00:00:01/);
    expect(run.orders.submitted).toBe(0);
  });

  test('text that is finer than the instrument, or no number, is refused at the call', async () => {
    const fine = await attempt((c) => main(c).buy('0.00001'));
    expect(fine.faults[0]?.message).toMatch(/0\.00001/);
    const word = await attempt((c) => main(c).buy('much'));
    expect(word.faults).toHaveLength(1);
    const infinite = await attempt((c) => main(c).buy(Number.POSITIVE_INFINITY));
    expect(infinite.faults[0]?.message).toMatch(/finite/);
  });

  test('an order off the tick comes back as an update', async () => {
    const coarse = { instruments: [{ ...COARSE }], execution: FREE };
    const { updates, faults, run } = await attempt(
      (c) => c.submit({ market: main(c), side: 'buy', qtyQuanta: 100, priceQuanta: 10003 }),
      coarse,
    );
    expect(faults).toEqual([]);
    expect(updates).toEqual(['1 rejected badPrice']);
    expect(run.orders.refused).toEqual({ badPrice: 1 });
  });

  test('unknown ids can be neither cancelled nor replaced', async () => {
    const { answer } = await attempt((c) => [
      c.cancel(77),
      c.replace(77, { priceQuanta: 1 }),
      c.order(77),
      c.cancelAll(),
    ]);
    expect(answer).toEqual([false, false, undefined, 0]);
  });

  test('open orders are known by their ids, oldest first, until they end', async () => {
    const states: unknown[] = [];
    const { updates } = await attempt((c) => {
      const ids = [99, 98, 97].map((price) => main(c).buy('0.1', { price: `${price}` }));
      states.push(ids, c.openOrders(), c.openOrderCount, c.cancel(2), c.openOrders());
    });
    expect(states).toEqual([[1, 2, 3], [1, 2, 3], 3, true, [1, 2, 3]]);
    expect(updates).toEqual([
      '1 working none',
      '2 pendingCancel none',
      '3 working none',
      '2 cancelled requested',
    ]);
  });

  test('more than the account can pay is refused', async () => {
    const { updates } = await attempt((c) => main(c).buy('50'), {
      execution: { ...FREE, cash: { USDT: '1000' } },
    });
    expect(updates).toEqual(['1 rejected margin']);
  });

  test('risk refuses, or cuts where it may', async () => {
    const limits = { notionalMax: '20', positionValueMax: 'off' } as const;
    const refused = await attempt((c) => main(c).buy('1'), {
      execution: { ...FREE, risk: { instrument: limits } },
    });
    expect(refused.updates).toEqual(['1 rejected riskNotional']);
    const cut = await attempt((c) => main(c).buy('1'), {
      execution: { ...FREE, risk: { instrument: limits, reduces: ['notional'] } },
    });
    expect(cut.updates[0]).toBe('1 pendingNew reduced');
    expect(cut.updates[2]).toMatch(/^1 fill 0\.1\d* @ 100.1 taker$/);
  });

  test('closing takes back what is open and sends what flattens', async () => {
    const position: number[] = [];
    let step = 0;
    const { faults } = await runScript(
      strategy((c) => ({
        onTrade() {
          const market = main(c);
          position.push(market.position);
          if (step === 0) market.buy('0.5');
          if (step === 1) market.buy('0.5', { price: '90' });
          if (step === 2) market.close();
          step++;
        },
      })),
      market,
      { execution: FREE },
    );
    expect(faults).toEqual([]);
    expect(position).toEqual([0, 0.5, 0.5, 0, 0]);
  });
});

const COARSE = {
  venue: 'generated',
  symbol: 'COINUSDT',
  priceScale: 2,
  qtyScale: 3,
  tickSize: 10n,
  lotSize: 100n,
  bookModel: 'L2',
  windowBits: 0,
  version: 1,
} as const;

describe('time', () => {
  test('requests and answers take their time; the market moves on meanwhile', async () => {
    const seen: string[] = [];
    await runScript(
      strategy((c) => ({
        onTrade(p) {
          seen.push(`trade ${p.tradeId}`);
          if (p.tradeId === 2n) c.markets['main']?.buy('0.1');
        },
        onFill: (f) =>
          void seen.push(`fill ${f.exchangeTsNs / 1_000_000n} ${(c.timeNs % 1e13) / 1e6}`),
      })),
      market,
      {
        execution: {
          latency: { model: 'constant', entryNs: 1_200_000_000, responseNs: 500_000_000 },
        },
      },
    );
    expect(seen).toEqual(['trade 2', 'trade 3', 'fill 3200 3700', 'trade 4', 'trade 5', 'trade 6']);
  });

  test('random latencies are the same again with the same seed, others with another', async () => {
    const times = async (seed: bigint) => {
      const seen: bigint[] = [];
      await runScript(
        strategy((c) => ({
          onTrade: () => void c.markets['main']?.buy('0.1'),
          onFill: (f) => void seen.push(f.exchangeTsNs),
        })),
        market,
        {
          execution: {
            seed,
            latency: { model: 'uniform', entryNs: [0, 400_000_000], responseNs: [0, 1000] },
          },
        },
      );
      return seen;
    };
    const first = await times(1n);
    expect(first.length).toBeGreaterThan(2);
    expect(await times(1n)).toEqual(first);
    expect(await times(2n)).not.toEqual(first);
  });

  test('a warm-up sends nothing', async () => {
    const ids: number[] = [];
    const warm = {
      ...strategy((c) => ({
        onTrade: () => void ids.push(c.markets['main']?.buy('0.1') ?? -1),
      })),
      warmup: { ns: 2.5e9 },
    };
    const { run } = await runScript(warm, market, { execution: FREE });
    expect(ids).toEqual([0, 0, 1, 2, 3]);
    expect(run.orders.submitted).toBe(3);
  });

  test('a warm-up of bars ends with the bar after them', async () => {
    const seen: string[] = [];
    const warm = {
      ...strategy(
        (c) => ({ onBar: (b) => void seen.push(`${b.close} ${c.isWarmingUp} ${b.series}`) }),
        { bars: ['1s'] },
      ),
      warmup: { bars: 2 },
    };
    await runScript(warm, market);
    expect(seen).toEqual([
      '100.02 true 1s',
      '100.03 true 1s',
      '100.04 false 1s',
      '100.05 false 1s',
    ]);
  });
});

describe('bars', () => {
  test('one print may close more bars than there is room for at once', async () => {
    let bars = 0;
    let trades = 0;
    const { faults } = await runScript(
      strategy(
        () => ({
          onBar: () => void bars++,
          onTrade: () => void trades++,
        }),
        { bars: ['renko:0.01'] },
      ),
      (write) => {
        market(write);
        write.trade({ recv: 7n * S, exchange: 7n * S, price: 12000n, qty: 1n, tradeId: 7n });
      },
    );
    expect(faults).toEqual([]);
    // 100.02 to 120.00 in bricks of 0.01.
    expect(bars).toBe(1998);
    expect(trades).toBe(6);
  });
});

test('two runs in one process decide alike; other decisions have another hash', async () => {
  const decide = async (price: string) => {
    const { run } = await runScript(
      strategy((c) => ({ onTrade: () => void c.markets['main']?.buy('0.1', { price }) })),
      market,
    );
    return run.decisionHash;
  };
  const hash = await decide('99');
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(await decide('99')).toBe(hash);
  expect(await decide('98')).not.toBe(hash);
});
