// What a call of a TypeScript handler costs over one in AssemblyScript, in calls of an empty
// function of WebAssembly: both hosts run the same changes of the best bid, interleaved.
// `node scripts/run.mjs bench/micro/callback.ts`
import { compileStrategy } from '../../src/assembly/compile.ts';
import { type Core, createCore } from '../../src/core/core.ts';
import { STRATEGY_HEAP_BYTES } from '../../src/host/assembly-driver.ts';
import { setUp } from '../../src/host/setup.ts';
import { StrategyRun } from '../../src/host/strategy-run.ts';
import { InstrumentRegistry } from '../../src/import/instrument-registry.ts';
import type { RecordSource } from '../../src/import/record-source.ts';
import { needsOf } from '../../src/strategy/define.ts';
import { RecordWriter } from '../../src/testing/record-writer.ts';
import { COIN } from '../../src/testing/strategy-kit.ts';
import { nowNs } from '../jobs/lib/checksum.ts';
import { collectGarbage } from '../jobs/lib/collect.ts';
import { silent, silentWasm } from '../strategies/silent.ts';

const EVENTS = 300_000;
const MEMORY_BYTES = 1 << 28;
const RECORD_BYTES = 96;
const ROUNDS = 15;
const EMPTY_CALLS = 20_000_000;
/** (func (param i32) (result i32) local.get 0), exported as f. */
const EMPTY = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 127, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10,
  6, 1, 4, 0, 32, 0, 11,
]);

const { assembly } = silentWasm;
if (assembly === undefined) throw new Error('no AssemblyScript');
const module = await compileStrategy(assembly.href);

/** A book, and then changes of what stands at its best bid. */
function changes(core: Core): RecordSource {
  const writer = new RecordWriter(core, RECORD_BYTES * (EVENTS + 8));
  writer.define(COIN, 1n, 0);
  const bids = (qty: bigint): readonly (readonly [bigint, bigint])[] => [[10_000n, qty]];
  writer.snapshot({ recv: 1n, exchange: 1n, last: 1n, bids: bids(1n), asks: [[10_010n, 1n]] });
  for (let i = 2n; i < EVENTS; i++)
    writer.delta({ recv: i * 1000n, exchange: i * 1000n, last: i, bids: bids(i) });
  let isDone = false;
  return {
    name: 'changes',
    instruments: [COIN],
    next: async () => {
      if (isDone) return undefined;
      isDone = true;
      return { start: writer.start, end: writer.end };
    },
    progress: () => ({ consumedBytes: 0, totalBytes: undefined }),
    close: async () => undefined,
  };
}

async function once(isWasm: boolean): Promise<{ ns: number; calls: number }> {
  const strategy = isWasm ? silentWasm : silent;
  const own = isWasm ? { module, heapBytes: STRATEGY_HEAP_BYTES } : {};
  const core = await createCore({ memoryBytes: MEMORY_BYTES, ...own });
  const setup = await setUp({
    core,
    registry: new InstrumentRegistry(),
    sources: [changes(core)],
    name: strategy.name,
    params: {},
    needs: needsOf(strategy, {}),
    roles: {},
    execution: {},
    log: () => undefined,
  });
  const run = new StrategyRun(strategy, strategy.name, setup, {});
  collectGarbage();
  const start = nowNs();
  const { state, faults } = await run.run();
  const ns = nowNs() - start;
  if (faults.length > 0) throw new Error(faults[0]?.message);
  return { ns, calls: Number(state ?? 0) };
}

function emptyCallNs(): number {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(EMPTY));
  const f = instance.exports['f'] as (x: number) => number;
  let x = 0;
  const start = nowNs();
  for (let i = 0; i < EMPTY_CALLS; i++) x = f(x + 1);
  if (x !== EMPTY_CALLS) throw new Error('the empty function does something');
  return (nowNs() - start) / EMPTY_CALLS;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const over: number[] = [];
const empty: number[] = [];
let calls = 0;
for (let round = -2; round < ROUNDS; round++) {
  const wasm = await once(true);
  const script = await once(false);
  const nothing = emptyCallNs();
  if (round < 0) continue;
  calls = script.calls;
  over.push((script.ns - wasm.ns) / calls);
  empty.push(nothing);
}
const result = {
  calls,
  nsOverAssemblyScript: Number(median(over).toFixed(2)),
  least: Number(Math.min(...over).toFixed(2)),
  emptyCallNs: Number(median(empty).toFixed(2)),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
