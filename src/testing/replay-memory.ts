// Recordings and tapes in memory, as sessions: what the command line does with files, without it.
import { type Core, createCore } from '../core/core.ts';
import { Engine, type EngineOptions } from '../core/engine.ts';
import type { CoreBuild } from '../core/load.ts';
import { MemoryFile, memoryFile } from '../fs/memory.ts';
import type { ByteSource } from '../fs/types.ts';
import { generateFrames } from '../generate/frames.ts';
import { createMarket } from '../generate/market.ts';
import type { MarketOptions } from '../generate/options.ts';
import { type InstrumentHint, InstrumentRegistry } from '../import/instrument-registry.ts';
import type { RecordSource } from '../import/record-source.ts';
import { openRecording } from '../import/recording.ts';
import { sniffBinary } from '../import/sniff.ts';
import { openTapeSource } from '../import/tape-source.ts';
import { importRecords, keyframeOf } from '../replay/import.ts';
import { Merge, type MergeOptions } from '../replay/merge.ts';
import { type ReplayOptions, replay } from '../replay/replay.ts';
import type { ReplayReport } from '../replay/report.ts';
import { createTapeHost, TapeEncodeBuffers } from '../tape/buffers.ts';
import { TapeWriter, type TapeWriterOptions } from '../tape/writer.ts';

/** A file: its bytes, or a market that is generated in the session itself. */
export interface MemoryInput {
  readonly name: string;
  readonly bytes?: Uint8Array;
  readonly market?: MarketOptions;
  readonly chunkBytes?: number;
}

export interface SessionOptions extends EngineOptions {
  readonly build?: CoreBuild;
  readonly memoryBytes?: number;
  readonly hints?: ReadonlyMap<string, InstrumentHint>;
}

export interface MemorySession {
  readonly core: Core;
  readonly engine: Engine;
  readonly sources: readonly RecordSource[];
}

/** Chunks that are views of `bytes`: a source that allocates nothing of its own. */
function uncopied(bytes: Uint8Array, name: string, chunkBytes = 65_536): ByteSource {
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const close = (): Promise<void> => Promise.resolve();
  return { name, sizeBytes: bytes.length, consumedBytes: 0, chunks, close };
}

/** Opens the inputs in their order, which breaks ties of receive time. */
export async function openMemory(
  inputs: readonly MemoryInput[],
  options: SessionOptions = {},
): Promise<MemorySession> {
  const { build = 'release', memoryBytes = 1 << 30, hints } = options;
  const core = await createCore({ build, memoryBytes });
  const engine = new Engine(core, { hashing: true, ...options });
  const registry = new InstrumentRegistry(hints);
  const { assignId, describe } = registry;
  const sources: RecordSource[] = [];
  for (const { name, bytes, market, chunkBytes } of inputs) {
    const common = { core, assignId, describe };
    if (market !== undefined) {
      const source = createMarket(core, market);
      for (const instrument of source.instruments) assignId(instrument);
      sources.push(source);
    } else if (bytes === undefined) throw new Error(`${name} has no content`);
    else if (sniffBinary(bytes.subarray(0, 64)) === 'tape')
      sources.push(await openTapeSource(memoryFile(bytes, name), common));
    else sources.push(await openRecording(uncopied(bytes, name, chunkBytes), common));
  }
  return { core, engine, sources };
}

const OUTPUT_BYTES = 4 << 20;

/** As fast as possible. */
const NO_CLOCK = { monotonicNs: () => 0, sleep: () => Promise.resolve() };

export interface MemoryReplay {
  readonly report: ReplayReport;
  readonly session: MemorySession;
  /** The whole state of all books, as a keyframe. */
  readonly state: Uint8Array;
}

export async function replayMemory(
  inputs: readonly MemoryInput[],
  replayOptions: Partial<ReplayOptions> = {},
  options: SessionOptions = {},
): Promise<MemoryReplay> {
  const session = await openMemory(inputs, options);
  const report = await replay(session.engine, session.sources, {
    clock: NO_CLOCK,
    ...replayOptions,
  });
  return { report, session, state: stateOf(session) };
}

/** Books, queues and kept deltas of all instruments as bytes. */
export function stateOf({ core, engine }: Pick<MemorySession, 'core' | 'engine'>): Uint8Array {
  const bytes = 16 << 20;
  const area = core.alloc(bytes, 'the state');
  const length = core.exports.engineKeyframe(engine.address, area, area + bytes);
  core.check(length, 'the state');
  return core.bytes.slice(area, area + length);
}

/** The inputs, merged, as the bytes of a tape. */
export async function importMemory(
  inputs: readonly MemoryInput[],
  writerOptions: TapeWriterOptions = {},
  mergeOptions: MergeOptions = {},
  options: SessionOptions = {},
): Promise<Uint8Array> {
  const { core, engine, sources } = await openMemory(inputs, options);
  const buffers = new TapeEncodeBuffers(await createTapeHost(core));
  const file = new MemoryFile('test.tape');
  const keyframe = keyframeOf(engine);
  const writer = await TapeWriter.create(file, buffers, { keyframe, ...writerOptions });
  await importRecords(engine, sources, writer, mergeOptions);
  await writer.close();
  return file.content.slice();
}

/** As importMemory, but with a keyframe after every `recordsApart` records. */
export async function importWithKeyframes(
  inputs: readonly MemoryInput[],
  recordsApart: number,
  options: SessionOptions = {},
): Promise<{ readonly bytes: Uint8Array; readonly keyframes: number }> {
  const { core, engine, sources } = await openMemory(inputs, options);
  const buffers = new TapeEncodeBuffers(await createTapeHost(core));
  const file = new MemoryFile('test.tape');
  let keyframes = 0;
  const keyframe = keyframeOf(engine);
  const writer = await TapeWriter.create(file, buffers, {
    keyframe: () => {
      keyframes++;
      return keyframe();
    },
    keyframeBytes: 0,
  });
  const merge = new Merge(engine, sources);
  const area = core.alloc(OUTPUT_BYTES, 'records on their way');
  for (let stop = 'limit'; stop !== 'end'; ) {
    engine.state.outPosition = area;
    engine.state.outEnd = area + OUTPUT_BYTES;
    stop = await merge.run(undefined, recordsApart);
    await writer.write(area, engine.state.outPosition);
  }
  await writer.close();
  return { bytes: file.content.slice(), keyframes };
}

/** A generated market as the bytes of a recording. */
export async function recordingOf(options: MarketOptions): Promise<Uint8Array> {
  const core = await createCore({ build: 'unshared', memoryBytes: 64 << 20 });
  const parts: Uint8Array[] = [];
  for await (const chunk of generateFrames(core, options)) parts.push(chunk.slice());
  return new Uint8Array(Buffer.concat(parts));
}
