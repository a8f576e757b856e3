// Measures the main paths on frames held in memory: rounds interleaved, results compared first.
import type { Clock } from '../clock/clock.ts';
import { createCore } from '../core/core.ts';
import { Engine } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { MemoryFile } from '../fs/memory.ts';
import type { ByteSource } from '../fs/types.ts';
import type { ImportOptions } from '../import/imported-instrument.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import type { RecordSource } from '../import/record-source.ts';
import { openRecording } from '../import/recording.ts';
import { openTapeSource } from '../import/tape-source.ts';
import { importRecords } from '../replay/import.ts';
import { Merge } from '../replay/merge.ts';
import { topOfBooks } from '../replay/report.ts';
import { createTapeHost, TapeEncodeBuffers } from '../tape/buffers.ts';
import { TapeWriter } from '../tape/writer.ts';
import { NaiveBook } from './naive-book.ts';

export interface BenchOptions {
  readonly clock: Clock;
  /** @default 7 */
  readonly rounds?: number;
}

export interface BenchResult {
  readonly name: string;
  readonly events: number;
  readonly rounds: number;
  readonly tapeBytesPerEvent: number;
  readonly contenders: readonly {
    readonly name: string;
    /** Median over the rounds. */
    readonly nsPerEvent: number;
    /** Median of the rounds' ratios to JSON.parse + Map; where both do the same work. */
    readonly ratio?: number;
  }[];
}

const CHUNK = 1 << 20;

/** Bytes in memory as a source: chunks without copies. */
function memorySource(name: string, bytes: Uint8Array): ByteSource {
  let consumedBytes = 0;
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const chunk = bytes.subarray(at, at + CHUNK);
      consumedBytes += chunk.length;
      yield chunk;
    }
  }
  return {
    name,
    sizeBytes: bytes.length,
    get consumedBytes() {
      return consumedBytes;
    },
    chunks,
    close: () => Promise.resolve(),
  };
}

type Open = (options: ImportOptions) => Promise<RecordSource>;

/** What a contender has done: events where it counts them, and the book at the end. */
interface Outcome {
  readonly events: number;
  readonly top: string;
}

/** A fresh engine with an opened source; what is returned runs it through: the timed part. */
async function prepare(open: Open): Promise<() => Promise<Outcome>> {
  const core = await createCore({ memoryBytes: 512 << 20 });
  const { assignId, describe } = new InstrumentRegistry();
  const engine = new Engine(core, { hashing: false });
  const merge = new Merge(engine, [await open({ core, assignId, describe })]);
  const number = (text: string | null | undefined): number => Number(text ?? Number.NaN);
  return async () => {
    await merge.run();
    const [top] = topOfBooks(engine);
    return {
      events: Number(engine.state.events),
      top:
        `${number(top?.bidPrice)} x ${number(top?.bidQty)} / ` +
        `${number(top?.askPrice)} x ${number(top?.askQty)}`,
    };
  };
}

async function makeTape(name: string, bytes: Uint8Array): Promise<MemoryFile> {
  const core = await createCore({ memoryBytes: 512 << 20 });
  const { assignId, describe } = new InstrumentRegistry();
  const source = await openRecording(memorySource(name, bytes), { core, assignId, describe });
  const file = new MemoryFile();
  const writer = await TapeWriter.create(file, new TapeEncodeBuffers(await createTapeHost(core)));
  await importRecords(new Engine(core), [source], writer);
  await writer.close();
  return file;
}

function naive(bytes: Uint8Array): string {
  const book = new NaiveBook();
  const decoder = new TextDecoder();
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const stop = end < 0 ? bytes.length : end;
    const line = decoder.decode(bytes.subarray(at, stop));
    book.apply(line.slice(line.indexOf(' ') + 1));
    at = stop + 1;
  }
  return book.top();
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
};

/**
 * @param bytes a recording of one instrument's frames
 * @throws OutcryError OUTPUTS_DIFFER when the contenders do not end with the same book
 */
export async function benchFrames(
  name: string,
  bytes: Uint8Array,
  options: BenchOptions,
): Promise<BenchResult> {
  const rounds = options.rounds ?? 7;
  const tape = await makeTape(name, bytes);
  const frames: Open = (into) => openRecording(memorySource(name, bytes), into);
  const paths: readonly (readonly [string, () => Promise<() => Promise<Outcome>>])[] = [
    ['JSON.parse + Map', async () => async () => ({ events: 0, top: naive(bytes) })],
    ['frames -> books', () => prepare(frames)],
    ['tape -> books', () => prepare((into) => openTapeSource(tape, into))],
  ];
  const { events, top } = await (await prepare(frames))();
  const times = paths.map((): number[] => []);
  for (let round = 0; round < rounds + 1; round++)
    for (const [i, [path, setUp]] of paths.entries()) {
      const run = await setUp();
      const startedNs = options.clock.monotonicNs();
      const result = await run();
      const ns = options.clock.monotonicNs() - startedNs;
      if (result.top !== top)
        throw new OutcryError('OUTPUTS_DIFFER', 'internal', `${path} ends with another book`, {
          where: name,
          expected: top,
          found: result.top,
        });
      // The first round warms up.
      if (round > 0) times[i]?.push(ns);
    }
  const baseline = times[0] ?? [];
  return {
    name,
    events,
    rounds,
    tapeBytesPerEvent: (await tape.size()) / events,
    contenders: paths.map(([path], i) => ({
      name: path,
      nsPerEvent: median(times[i] ?? []) / events,
      ratio: median((times[i] ?? []).map((ns, round) => (baseline[round] ?? 0) / ns)),
    })),
  };
}
