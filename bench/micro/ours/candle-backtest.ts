// One backtest over candles, ours: a strategy in AssemblyScript through the session, with venue,
// account and record of the run. The candles are read before the clock, as the peers have them.
import { join } from 'node:path';
import { compileStrategy } from '../../../src/assembly/compile.ts';
import { openByteSource } from '../../../src/fs/node-files.ts';
import { STRATEGY_HEAP_BYTES } from '../../../src/host/assembly-driver.ts';
import { setUp } from '../../../src/host/setup.ts';
import { StrategyRun } from '../../../src/host/strategy-run.ts';
import { CandleSource } from '../../../src/import/candle-source.ts';
import { readCandles } from '../../../src/import/candles.ts';
import { InstrumentRegistry } from '../../../src/import/instrument-registry.ts';
import { createLargeCore } from '../../../src/inputs/large-core.ts';
import type { FillColumns } from '../../../src/stats/record.ts';
import { defineStrategy, isStrategy } from '../../../src/strategy/define.ts';
import { int } from '../../../src/strategy/params.ts';
import type { Contender } from '../../harness/types.ts';
import { hex, mix, nowNs } from '../../jobs/lib/checksum.ts';
import { collectGarbage } from '../../jobs/lib/collect.ts';

const EXECUTION = { cash: { USDT: '1000000' }, terms: { takerRate: '0.001' } };
const DAY_MS = 86_400_000;
const BAR_NS = 60_000_000_000n;

/** One set of the sweep's crossing averages. */
const crossing: unknown = defineStrategy({
  name: 'crossing',
  params: { fast: int(20, { min: 1 }), slow: int(100, { min: 1 }) },
  markets: { main: { bars: ['auto'] } },
  assembly: new URL('./crossing.as.ts', import.meta.url),
});

function hashOf(fills: FillColumns, startNs: bigint): number {
  let hash = 0;
  for (let i = 0; i < fills.length; i++) {
    const bar = Number(((fills.timeNs[i] ?? 0n) - startNs) / BAR_NS);
    const columns = [fills.price[i], fills.qty[i], fills.fee[i]].map(Number);
    for (const value of [0, bar, fills.side[i] === 0 ? 0 : 1, ...columns]) hash = mix(hash, value);
  }
  return hash;
}

export async function createOursBacktest(inputs: string): Promise<Contender> {
  const file = join(inputs, 'BENCHUSDT.csv');
  const bytes = await openByteSource(file);
  const candles = await readCandles(file, bytes.chunks(), {});
  if (!isStrategy(crossing)) throw new Error('no strategy');
  const strategy = crossing;
  const { assembly } = strategy;
  if (assembly === undefined) throw new Error('no AssemblyScript');
  const wasm = await compileStrategy(assembly.href);
  const prepare = async (): Promise<StrategyRun> => {
    const own = { module: wasm, heapBytes: STRATEGY_HEAP_BYTES };
    const core = await createLargeCore(2 ** 29, own);
    const registry = new InstrumentRegistry(new Map(), {});
    const { assignId, describe } = registry;
    const named = { core, assignId, describe, symbol: 'BENCHUSDT' };
    const setup = await setUp({
      core,
      registry,
      sources: [new CandleSource(bytes, candles, named)],
      name: strategy.name,
      params: { fast: 20, slow: 100 },
      needs: { main: { bars: ['auto'] } },
      roles: {},
      execution: EXECUTION,
      log: () => undefined,
    });
    return new StrategyRun(strategy, strategy.name, setup, {}, { sampleMs: DAY_MS });
  };
  const run = async () => {
    const prepared = await prepare();
    collectGarbage();
    const start = nowNs();
    const { columns, faults, startNs } = await prepared.run();
    const ns = nowNs() - start;
    const [fills] = columns.fills;
    if (fills === undefined || faults.length > 0) throw new Error(faults[0]?.message ?? 'no fills');
    return { ns, fills, startNs };
  };
  return {
    version: `node ${process.versions.node}, V8 ${process.versions.v8}`,
    units: candles.length,
    async check() {
      const { fills, startNs } = await run();
      return { checks: { trades: hex(hashOf(fills, startNs)) }, facts: { fills: fills.length } };
    },
    async round(repetitions) {
      let ns = 0;
      let count = 0;
      for (let i = 0; i < repetitions; i++) {
        const done = await run();
        ns += done.ns;
        count = done.fills.length;
      }
      return { ns, checksum: hex(count) };
    },
  };
}
