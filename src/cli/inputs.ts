// What a command runs over: a core, an engine and the files that a user names, opened.
import type { Core } from '../core/core.ts';
import { Engine, type EngineOptions } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { openRandomAccess } from '../fs/node-files.ts';
import { handOver } from '../fs/owned.ts';
import { closeAll } from '../import/close-all.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import type { RecordSource } from '../import/record-source.ts';
import { openTapeSource } from '../import/tape-source.ts';
import { type InputOptions, openInputs } from '../inputs/inputs.ts';
import { createLargeCore } from '../inputs/large-core.ts';
import { resumeFrom } from '../replay/resume.ts';

/** Everything that one run needs: core, engine, sources in their tie-breaking order. */
export interface Session {
  readonly core: Core;
  readonly engine: Engine;
  readonly registry: InstrumentRegistry;
  readonly sources: readonly RecordSource[];
  close(): Promise<void>;
}

/** Most instruments of a run: each costs address space when it is met. */
const INSTRUMENTS_MAX = 1024;

/** @param onto a tape whose state and instrument ids the session takes over */
export async function openSession(
  files: readonly string[],
  input: InputOptions,
  engineOptions: EngineOptions,
  onto?: string,
): Promise<Session> {
  const core = await createLargeCore();
  const engine = new Engine(core, { instrumentsMax: INSTRUMENTS_MAX, ...engineOptions });
  const registry = new InstrumentRegistry(input.hints, input.common);
  if (onto !== undefined) await takeOver(engine, registry, onto);
  const sources = await openInputs(core, registry, files, input);
  await refuseCandles(sources);
  return { core, engine, registry, sources, close: () => closeAll(sources) };
}

/** Candles hold no events of a market: neither books nor tapes can be made of them. */
async function refuseCandles(sources: readonly RecordSource[]): Promise<void> {
  const candles = sources.find(({ candleNs }) => candleNs !== undefined);
  if (candles === undefined) return;
  await closeAll(sources);
  throw new OutcryError('UNKNOWN_FORMAT', 'input', 'candles are no market data', {
    where: candles.name,
    expected: 'frames, a tape, or rows of trades, depth or quotes',
    hint: 'outcry backtest, sweep and ta take candles; columns of other rows: --columns',
  });
}

async function takeOver(engine: Engine, registry: InstrumentRegistry, tape: string): Promise<void> {
  const { core } = engine;
  const { assignId, describe } = registry;
  const source = await handOver(await openRandomAccess(tape), (file) =>
    openTapeSource(file, { core, assignId, describe }),
  );
  try {
    await resumeFrom(engine, source);
  } finally {
    await source.close();
  }
}
