// A strategy in AssemblyScript sees and does what its twin in TypeScript sees and does, and what it
// remembers goes on in another run.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RecordFlag, RecordKind } from '../abi/records.ts';
import type { AnyStrategy } from '../strategy/contract.ts';
import { parity, parityWasm } from '../testing/strategies/parity.ts';
import {
  COIN,
  type KitOptions,
  type KitRun,
  runScript,
  type Script,
} from '../testing/strategy-kit.ts';

const S = 1_000_000_000n;
const gold = { ...COIN, symbol: 'GOLDUSDT', priceScale: 3, qtyScale: 4 };
const options: KitOptions = {
  instruments: [COIN, gold],
  roles: { main: 'generated:COINUSDT', other: 'generated:GOLDUSDT' },
  execution: {
    latency: { model: 'constant', entryNs: 3e7, responseNs: 2e7 },
    cash: { USDT: '100000' },
    terms: { makerRate: '-0.0001', takerRate: '0.0005' },
  },
  perBatch: 7,
};

/** Seconds `from` to `to` of a market that goes to and fro, with gaps for empty bars. */
const market =
  (from: number, to: number): Script =>
  (write) => {
    for (const id of [0, 1]) {
      const touch = id === 0 ? 10_000n : 1_000_000n;
      const at = { recv: BigInt(from) * S, exchange: BigInt(from) * S, id };
      const rows = (sign: bigint) =>
        Array.from({ length: 5 }, (_, i) => [touch + sign * BigInt(2 * i + 1), 50_000n] as const);
      write.snapshot({ ...at, last: 1n, bids: rows(-1n), asks: rows(1n) });
    }
    for (let i = from * 4 + 4; i < to * 4; i++) {
      const recv = (BigInt(i) * S) / 4n;
      if (i === 90) write.event(RecordKind.Status, { recv, exchange: recv, id: 1, status: 2 });
      if (i === 94) write.event(RecordKind.Status, { recv, exchange: recv, id: 1, status: 0 });
      if (i % 40 > 24) continue;
      const id = i % 3 === 0 ? 1 : 0;
      const touch = id === 0 ? 10_000n : 1_000_000n;
      const head = { recv, exchange: recv - 1_000_000n, id };
      const drift = BigInt((i % 9) - 4);
      const last = BigInt(i);
      const bids = [[touch - 1n, BigInt(1 + (i % 5)) * 1000n]] as const;
      write.delta({ ...head, last, bids, asks: [[touch + 3n, BigInt(i % 4) * 700n]] });
      const flags = RecordFlag.Exchange | RecordFlag.Local;
      const side = i % 2 === 0 ? RecordFlag.Buy : RecordFlag.Sell;
      const trade = { ...head, flags: flags | (i % 5 === 0 ? 0 : side), tradeId: last };
      write.trade({ ...trade, price: touch + drift, qty: BigInt(100 + i) });
    }
  };

const record = ({ columns, run, log, faults }: KitRun) => ({
  hash: run.decisionHash,
  fills: columns.fills,
  equity: columns.equity,
  log,
  faults,
});

it('says and does the same', async () => {
  const pauses = [{ fromNs: 41n * S, toNs: 44n * S }];
  const twin = await runScript(parity, market(2, 60), { ...options, pauses });
  const wasm = await runScript(parityWasm, market(2, 60), { ...options, pauses });
  expect(twin.faults).toEqual([]);
  // All that both can say is said.
  const source = readFileSync(
    new URL('../testing/strategies/parity.as.ts', import.meta.url),
    'utf8',
  );
  const words = [...source.matchAll(/log\('(\w+)'/g)].map(([, word]) => word);
  const said = new Set(twin.log.map((line) => line.split(' ')[1]));
  expect(words.filter((word) => !said.has(word))).toEqual(['flood', 'restored']);
  expect(twin.columns.fills[0]?.length).toBeGreaterThan(20);
  expect(record(wasm)).toEqual(record(twin));
});

it('goes on with what it remembers', async () => {
  const goOn = async (strategy: AnyStrategy) => {
    const first = await runScript(strategy, market(2, 21), options);
    const { state } = first;
    return [first, await runScript(strategy, market(21, 40), { ...options, state })] as const;
  };
  const [twinFirst, twin] = await goOn(parity);
  const [wasmFirst, wasm] = await goOn(parityWasm);
  expect(record(wasmFirst)).toEqual(record(twinFirst));
  expect(record(wasm)).toEqual(record(twin));
  const { prints, mean, big } = twin.state as { prints: number; mean: number; big: bigint };
  const state = wasm.state as Float64Array;
  expect(state).toBeInstanceOf(Float64Array);
  expect([state.length, state[0], state[1]]).toEqual([3, prints, mean]);
  // As a number this integer would be a NaN.
  expect(new BigInt64Array(state.buffer)[2]).toBe(big);
  expect(prints).toBeGreaterThan((twinFirst.state as { prints: number }).prints);
  // Another beginning gives another end.
  const without = await runScript(parityWasm, market(21, 40), options);
  expect(without.run.decisionHash).not.toBe(wasm.run.decisionHash);
});

it('takes lists of numbers as a state, and nothing else', async () => {
  const faultsOf = async (state: unknown) =>
    (await runScript(parityWasm, market(2, 4), { ...options, state })).faults;
  expect(await faultsOf([4, 100.5, 0])).toEqual([]);
  for (const state of ['text', { prints: 1 }, [1, '2'], new Int32Array(3), null, 7]) {
    const [fault] = await faultsOf(state);
    expect([state, fault?.code]).toEqual([state, 'BAD_STRATEGY']);
    expect(fault?.message).toMatch(/^parity-wasm restore at .*a Float64Array or a list of numbers/);
  }
  const [fault] = await faultsOf(new Float64Array(9_000_000));
  expect(fault?.code).toBe('STRATEGY_MEMORY');
});

it('keeps what was logged before it failed, and says where it cut', async () => {
  const logOf = async (what: string) => {
    const run = await runScript(parityWasm, market(2, 4), { ...options, params: { what } });
    return { ...run, log: run.log.map((line) => line.replace(/^\d+ /, '')) };
  };
  const thrown = await logOf('throw');
  expect(thrown.faults.map(({ code }) => code)).toEqual(['STRATEGY_FAILED']);
  expect(thrown.log.slice(-2)).toEqual(['last words: é 😀 1', '']);
  const { log, faults } = await logOf('flood');
  expect(faults).toEqual([]);
  const cuts = log.filter((line) => line.startsWith('...'));
  expect(new Set(cuts)).toEqual(new Set(['... 9 more lines of this event are cut']));
  const from = log.indexOf('flood 0');
  const first = log.slice(from, log.indexOf(cuts[0] ?? ''));
  expect(first).toEqual(Array.from({ length: 1024 }, (_, i) => `flood ${i}`));
});
