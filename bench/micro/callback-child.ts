// One measurement of bench/micro/callback.ts: `callback-child.ts KIND` prints ns a call.
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

/** So many that the time before the compiler is done does not count. */
const EVENTS = 5_000_000;
const MEMORY_BYTES = 1 << 30;
const RECORD_BYTES = 96;
const EMPTY_CALLS = 50_000_000;
const WARM_CALLS = 1_000_000;
/** Bytes of a module that exports (func $f (param i32) (result i32) BODY). */
const moduleOf = (...body: readonly number[]): Uint8Array<ArrayBuffer> =>
  // biome-ignore format: one section a line
  new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0,
    1, 6, 1, 96, 1, 127, 1, 127,
    3, 2, 1, 0,
    7, 5, 1, 1, 102, 0, 0,
    10, body.length + 4, 1, body.length + 2, 0, ...body, 11,
  ]);
/** local.get 0: the compiler of JavaScript puts it in line, and no border is left. */
const INLINE = moduleOf(0x20, 0);
/** block end local.get 0: blocks it does not put in line. */
const BORDER = moduleOf(0x02, 0x40, 0x0b, 0x20, 0);

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

async function handlerNs(isWasm: boolean): Promise<{ ns: number; check: string }> {
  const strategy = isWasm ? silentWasm : silent;
  const url = silentWasm.assembly;
  if (url === undefined) throw new Error('no AssemblyScript');
  const own = isWasm
    ? { module: await compileStrategy(url.href), heapBytes: STRATEGY_HEAP_BYTES }
    : {};
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
  const inputs = setup.session.state.inputSeq;
  // The definition of the instrument calls nobody.
  if (!isWasm && state !== Number(inputs) - 1) throw new Error(`${state} calls, ${inputs} records`);
  return { ns: ns / Number(inputs), check: `${inputs} ${run.decisionHash}` };
}

function emptyNs(bytes: Uint8Array<ArrayBuffer>): { ns: number; check: string } {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const f = instance.exports['f'] as (x: number) => number;
  const call = (times: number): void => {
    let x = 0;
    for (let i = 0; i < times; i++) x = f(x + 1);
    if (x !== times) throw new Error('the empty function does something');
  };
  call(WARM_CALLS);
  call(WARM_CALLS);
  const start = nowNs();
  call(EMPTY_CALLS);
  return { ns: (nowNs() - start) / EMPTY_CALLS, check: '' };
}

const [kind] = process.argv.slice(2);
const found =
  kind === 'border' || kind === 'inline'
    ? emptyNs(kind === 'border' ? BORDER : INLINE)
    : await handlerNs(kind === 'assembly');
process.stdout.write(JSON.stringify(found));
