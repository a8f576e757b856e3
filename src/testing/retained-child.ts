// What a backtest keeps on the JavaScript heap as it goes on, in a process of its own:
// node --expose-gc THIS. Prints JSON: bytes after a million events and after ten, by language.
import { compileStrategy } from '../assembly/compile.ts';
import { createCore } from '../core/core.ts';
import { createMarket } from '../generate/market.ts';
import { STRATEGY_HEAP_BYTES } from '../host/assembly-driver.ts';
import { setUp } from '../host/setup.ts';
import { StrategyRun } from '../host/strategy-run.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import type { AnyStrategy } from '../strategy/contract.ts';
import { needsOf, warmupOf } from '../strategy/define.ts';
import { parseParams } from '../strategy/params.ts';

const MARKS = [1_000_000, 10_000_000] as const;
const FILE = new URL('../../examples/strategies/market-maker.ts', import.meta.url);
const { marketMaker, marketMakerWasm } = (await import(FILE.href)) as Record<string, AnyStrategy>;

function retainedBytes(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function measure(strategy: AnyStrategy): Promise<object> {
  const { assembly } = strategy;
  const own =
    assembly === undefined
      ? {}
      : { module: await compileStrategy(assembly.href), heapBytes: STRATEGY_HEAP_BYTES };
  const core = await createCore({ memoryBytes: 1 << 30, ...own });
  const source = createMarket(core, { seed: 6, events: MARKS[1] + 100_000 });
  const params = parseParams(strategy.params ?? {}, {}, strategy.name);
  const setup = await setUp({
    core,
    registry: new InstrumentRegistry(),
    sources: [source],
    name: strategy.name,
    params,
    needs: needsOf(strategy, params),
    roles: {},
    // Fees without which the account would be used up long before the end.
    execution: { terms: { makerRate: 0, takerRate: 0 } },
    log: () => undefined,
  });
  const warmup = warmupOf(strategy, params);
  const run = new StrategyRun(strategy, strategy.name, setup, warmup);
  const { state } = setup.session.engine;
  const retained: number[] = [];
  const outcome = await run.run({
    onProgress: () => {
      if (Number(state.events) >= (MARKS[retained.length] ?? Number.POSITIVE_INFINITY))
        retained.push(retainedBytes());
    },
  });
  return {
    events: Number(state.events),
    retained,
    fills: outcome.columns.fills[0]?.length,
    faults: outcome.faults,
    decisionHash: run.decisionHash,
  };
}

if (marketMaker === undefined || marketMakerWasm === undefined) throw new Error('no market maker');
process.stdout.write(
  JSON.stringify({ typescript: await measure(marketMaker), wasm: await measure(marketMakerWasm) }),
);
