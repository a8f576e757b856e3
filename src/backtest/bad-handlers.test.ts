// A callback that throws, at each entry point: the run ends with a typed error that says which it
// was and when, and keeps what was done before.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { MarketStatus, RecordKind } from '../abi/records.ts';
import type { Handlers } from '../strategy/contract.ts';
import { defineStrategy } from '../strategy/define.ts';
import { recordingOf } from '../testing/replay-memory.ts';
import { PLACES } from '../testing/strategies/hostile-everywhere-wasm.ts';
import { runScript, type Script } from '../testing/strategy-kit.ts';
import { runBacktest } from './backtest.ts';

const S = 1_000_000_000n;

describe('in TypeScript', () => {
  const script: Script = (write) => {
    const bids = [[10_000n, 5000n]] as const;
    write.snapshot({ recv: 2n * S, exchange: 2n * S, last: 1n, bids, asks: [[10_010n, 5000n]] });
    for (let i = 3n; i <= 8n; i++)
      write.trade({ recv: i * S, exchange: i * S, price: 10_000n + i, qty: 1000n, tradeId: i });
    write.event(RecordKind.Status, { recv: 9n * S, exchange: 9n * S, status: MarketStatus.Halted });
  };
  const places = [
    'onStart',
    'onBook',
    'onTopOfBook',
    'onTrade',
    'onBar',
    'onTimer',
    'onOrder',
    'onFill',
    'onMarketStatus',
    'onStop',
    'snapshot',
    'restore',
  ] as const satisfies readonly (keyof Handlers)[];

  /** Buys at the first timer; what throws is named. */
  const attempt = async (where: string, state?: unknown) => {
    const called: string[] = [];
    const at = (name: string): undefined => {
      called.push(name);
      if (name === where) throw new RangeError('as it was told');
    };
    const needs = { book: true, topOfBook: true, trades: true, status: true, bars: ['2s'] };
    const strategy = defineStrategy({
      name: 'thrower',
      markets: { main: needs },
      create(c): Handlers {
        at('create');
        const all = places.map((name) => [name, () => at(name)] as const);
        return {
          ...(Object.fromEntries(all) as Handlers),
          onStart() {
            c.setTimer(1, 3.5e9);
            at('onStart');
          },
          onTimer() {
            c.markets.main.buy('0.1');
            c.setTimer(2, 2e9);
            at('onTimer');
          },
        };
      },
    });
    return { ...(await runScript(strategy, script, { state })), called };
  };

  it('nothing throws where nothing is told to', async () => {
    const { faults, called } = await attempt('nowhere', {});
    expect(faults).toEqual([]);
    expect(new Set(called)).toEqual(new Set(['create', ...places]));
  });

  it.each(places)('%s', async (where) => {
    const { faults, called, columns, run } = await attempt(where, {});
    expect(faults).toHaveLength(1);
    const [fault] = faults;
    expect(fault?.code).toBe('STRATEGY_FAILED');
    const time = String.raw`1970-01-01T00:00:0\d(\.\d+)?Z`;
    expect(fault?.message).toMatch(new RegExp(`^thrower ${where} at ${time}: as it was told$`));
    expect(fault?.timeNs).toBe(run.setup.session.state.nowNs);
    // It is not called again, by no handler.
    expect(called.at(-1)).toBe(where);
    expect(called.filter((name) => name === where)).toHaveLength(1);
    // Fills of before stay, and the account with them.
    const filled = columns.fills[0]?.length ?? 0;
    const before = ['onFill', 'onMarketStatus', 'onStop', 'snapshot'].includes(where);
    if (before) expect(filled).toBeGreaterThan(0);
    expect(run.setup.account.position(0).qty).toBe(BigInt(filled * 100));
  });

  it('create, before anything else', async () => {
    await expect(attempt('create')).rejects.toMatchObject({
      code: 'STRATEGY_FAILED',
      message: expect.stringMatching(/^thrower create at .*: as it was told$/) as string,
    });
  });
});

describe('in AssemblyScript', () => {
  const folder = mkdtempSync(join(tmpdir(), 'outcry-throws-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('an abort in any handler says its words', async () => {
    const market = join(folder, 'market.jsonl');
    writeFileSync(market, await recordingOf({ venue: 'binance-usdm', seed: 3, events: 5000 }));
    const file = new URL('../testing/strategies/hostile-everywhere-wasm.ts', import.meta.url);
    const use = `${fileURLToPath(file)}#everywhereWasm`;
    const result = await runBacktest({
      files: [market],
      threads: 2,
      strategies: PLACES.map((where) => ({ use, name: where, params: { where } })),
    });
    // One that never began has no result, only its error.
    expect(result.errors.map(({ code, message }) => [code, message.split(' at ')[0]])).toEqual([
      ['STRATEGY_FAILED', 'create create'],
    ]);
    for (const { name, errors, fills } of result.strategies) {
      if (name === 'nowhere') {
        expect(errors).toEqual([]);
        expect(fills.length).toBeGreaterThan(5);
        continue;
      }
      const said = ['onStart', 'onStop'].includes(name) ? name : 'handler';
      expect(errors.map(({ code }) => code)).toEqual(['STRATEGY_FAILED']);
      expect(errors[0]?.message).toMatch(new RegExp(`^${name} ${said} at .*: as it was told`));
      if (name === 'onStop') expect(fills.length).toBeGreaterThan(5);
    }
    expect(result.strategies.map(({ name }) => name)).toEqual(PLACES.slice(1));
  });
});
