// Runs a strategy over records written by hand: what hosts do, without files.
import { compileStrategy } from '../assembly/compile.ts';
import { type Core, createCore } from '../core/core.ts';
import { STRATEGY_HEAP_BYTES } from '../host/assembly-driver.ts';
import type { Execution } from '../host/execution.ts';
import { type Setup, setUp } from '../host/setup.ts';
import { type Pause, type RunOutcome, StrategyRun } from '../host/strategy-run.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import type { RecordSource } from '../import/record-source.ts';
import type { Instrument } from '../model/instrument.ts';
import type { AnyStrategy } from '../strategy/contract.ts';
import { needsOf, warmupOf } from '../strategy/define.ts';
import { parseParams } from '../strategy/params.ts';
import { BTC, RecordWriter } from './record-writer.ts';

/** An instrument without update ids: every record is taken. */
export const COIN: Instrument = { ...BTC, venue: 'generated', symbol: 'COINUSDT' };

export interface KitOptions {
  readonly instruments?: readonly Instrument[];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly roles?: Readonly<Record<string, string>>;
  readonly execution?: Execution;
  readonly pauses?: readonly Pause[];
  /** Records of one `next` of the source. @default all */
  readonly perBatch?: number;
  /** What `snapshot` of the strategy returned at the end of another run. */
  readonly state?: unknown;
  /** Bytes that the objects of a strategy in AssemblyScript may take. */
  readonly heapBytes?: number;
}

export interface KitRun extends RunOutcome {
  readonly run: StrategyRun;
  readonly log: readonly string[];
}

/** What a test writes: the market, after the definitions. */
export type Script = (write: RecordWriter) => void;

function sourceOf(writer: RecordWriter, instruments: readonly Instrument[], perBatch: number) {
  const { view } = writer.core;
  let at = writer.start;
  const source: RecordSource = {
    name: 'script',
    instruments,
    next: async () => {
      if (at === writer.end) return undefined;
      const start = at;
      for (let i = 0; i < perBatch && at < writer.end; i++) at += view.getUint32(at, true);
      return { start, end: at };
    },
    progress: () => ({ consumedBytes: 0, totalBytes: undefined }),
    close: async () => undefined,
  };
  return source;
}

async function coreFor({ assembly }: AnyStrategy, heapBytes = STRATEGY_HEAP_BYTES): Promise<Core> {
  const memoryBytes = 512 << 20;
  if (assembly === undefined) return createCore({ build: 'checked', memoryBytes });
  return createCore({ memoryBytes, module: await compileStrategy(assembly.href), heapBytes });
}

/** A session over what `script` writes. Times start at 1 s. */
export async function scriptSetup(
  strategy: AnyStrategy,
  script: Script,
  options: KitOptions = {},
  log: string[] = [],
): Promise<Setup> {
  const instruments = options.instruments ?? [COIN];
  const core = await coreFor(strategy, options.heapBytes);
  const writer = new RecordWriter(core);
  for (const [id, instrument] of instruments.entries())
    writer.define(instrument, 1_000_000_000n, id);
  script(writer);
  const params = parseParams(strategy.params ?? {}, options.params ?? {}, strategy.name);
  return setUp({
    core,
    registry: new InstrumentRegistry(),
    sources: [sourceOf(writer, instruments, options.perBatch ?? Number.POSITIVE_INFINITY)],
    name: strategy.name,
    params,
    needs: needsOf(strategy, params),
    roles: options.roles ?? {},
    execution: options.execution ?? {},
    log: (timeNs, message) => log.push(`${timeNs} ${message}`),
  });
}

/** Runs `strategy` over what `script` writes. Times start at 1 s. */
export async function runScript(
  strategy: AnyStrategy,
  script: Script,
  options: KitOptions = {},
): Promise<KitRun> {
  const log: string[] = [];
  const setup = await scriptSetup(strategy, script, options, log);
  const params = parseParams(strategy.params ?? {}, options.params ?? {}, strategy.name);
  const { pauses = [] } = options;
  const warmup = warmupOf(strategy, params);
  const state = options.state === undefined ? {} : { state: options.state };
  const run = new StrategyRun(strategy, strategy.name, setup, warmup, { pauses, ...state });
  return { ...(await run.run()), run, log };
}
