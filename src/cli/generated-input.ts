// The market that `outcry replay` makes when it is given no file: venue frames, byte for byte,
// which then take the same way through the decoder as recorded ones.
import { createCore } from '../core/core.ts';
import { Engine, type EngineOptions } from '../core/engine.ts';
import type { ByteSource } from '../fs/types.ts';
import { generateFrames } from '../generate/frames.ts';
import type { MarketOptions } from '../generate/options.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import { openRecording } from '../import/recording.ts';
import { createLargeCore } from '../inputs/large-core.ts';
import { parseEvents, parseSeed } from './generated-options.ts';
import type { Session } from './inputs.ts';

/** A frame of the recording's form takes about this many bytes an event. */
const BYTES_PER_EVENT = 34;

/** The frames as a file would give them. */
export async function generatedSource(options: MarketOptions): Promise<ByteSource> {
  const core = await createCore({ memoryBytes: 64 << 20 });
  let consumedBytes = 0;
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of generateFrames(core, options)) {
      consumedBytes += chunk.length;
      yield chunk;
    }
  }
  return {
    name: `generated market, seed ${options.seed}`,
    sizeBytes: (options.events ?? 1e6) * BYTES_PER_EVENT,
    get consumedBytes() {
      return consumedBytes;
    },
    chunks,
    close: () => Promise.resolve(),
  };
}

/** A session over a generated market. */
export async function openGenerated(
  seed: string,
  events: string,
  engineOptions: EngineOptions,
): Promise<Session> {
  const source = await generatedSource({ seed: parseSeed(seed), events: parseEvents(events) });
  const core = await createLargeCore(1 << 30);
  const engine = new Engine(core, engineOptions);
  const registry = new InstrumentRegistry();
  const { assignId, describe } = registry;
  const recording = await openRecording(source, { core, assignId, describe });
  return { core, engine, registry, sources: [recording], close: () => recording.close() };
}
