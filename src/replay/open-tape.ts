// Tapes for programs: what is on them, their events one by one, and replays with books.
import { Book } from '../books/book.ts';
import { type Core, type CoreOptions, createCore } from '../core/core.ts';
import { Engine, type EngineOptions } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { memoryFile } from '../fs/memory.ts';
import { handOver } from '../fs/owned.ts';
import type { RandomAccess } from '../fs/types.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import type { RecordSource } from '../import/record-source.ts';
import { openTapeSource } from '../import/tape-source.ts';
import { type Instrument, instrumentKey } from '../model/instrument.ts';
import { EventReader, type MarketEvent } from '../model/market-event.ts';
import { fetchBytes } from '../net/fetch-bytes.ts';
import { createTapeHost, TapeDecodeBuffers } from '../tape/buffers.ts';
import { TapeReader, type TapeSummary } from '../tape/reader.ts';
import { Merge } from './merge.ts';
import { resetCounters } from './replay.ts';
import { type ReplayReport, reportOf } from './report.ts';
import { restoreBefore } from './restore.ts';

/** A path or file URL (Node), an http URL, bytes, a Blob, or anything that reads at any place. */
export type TapeInput = string | URL | Uint8Array | Blob | RandomAccess;

export interface TapeReplayOptions extends CoreOptions, Omit<EngineOptions, 'hashing'> {
  /** First and last receive time, ns since 1970, inclusive. @default the whole tape */
  readonly fromNs?: bigint;
  readonly toNs?: bigint;
}

const MEMORY_BYTES = 256 << 20;
const I64_MAX = (1n << 63n) - 1n;

/** A Blob (a file that a user picked) as bytes at any place. */
function blobFile(blob: Blob, name: string): RandomAccess {
  return {
    name,
    size: () => Promise.resolve(blob.size),
    async read(offset, target) {
      const part = blob.slice(offset, offset + target.length);
      target.set(new Uint8Array(await part.arrayBuffer()));
      return part.size;
    },
    close: () => Promise.resolve(),
  };
}

/** A file that its owner closes. */
function unowned(file: RandomAccess): RandomAccess {
  return {
    name: file.name,
    size: () => file.size(),
    read: (offset, target) => file.read(offset, target),
    close: () => Promise.resolve(),
  };
}

/** Opens what the user gave; called anew for each replay. */
async function openInput(input: TapeInput): Promise<RandomAccess> {
  if (input instanceof Uint8Array) return memoryFile(input, 'tape');
  if (input instanceof Blob) return blobFile(input, 'name' in input ? String(input.name) : 'tape');
  if (typeof input === 'object' && 'read' in input) return unowned(input);
  const text = input.toString();
  if (/^https?:/.test(text)) return memoryFile(await fetchBytes(text), text);
  const { openRandomAccess } = await import('../fs/node-files.ts');
  return openRandomAccess(
    text.startsWith('file:') ? decodeURIComponent(new URL(text).pathname) : text,
  );
}

export class Tape {
  /** Counts, span, size and instruments. */
  readonly summary: TapeSummary;
  private readonly input: TapeInput;

  /** Use `openTape`. */
  constructor(input: TapeInput, summary: TapeSummary) {
    this.input = input;
    this.summary = summary;
  }

  get instruments(): readonly Instrument[] {
    return [...this.summary.instruments.values()];
  }

  /** Starts a replay: books that follow the events. Close it, or run it to its end. */
  async replay(options: TapeReplayOptions = {}): Promise<TapeReplay> {
    const core = await createCore({ memoryBytes: MEMORY_BYTES, ...options });
    const registry = new InstrumentRegistry();
    const { assignId, describe } = registry;
    const file = await openInput(this.input);
    return handOver(file, async () => {
      const source = await openTapeSource(file, { core, assignId, describe });
      const engine = new Engine(core, { ...options, hashing: true });
      const replay = new TapeReplay(core, engine, source, options.toNs ?? I64_MAX);
      if (options.fromNs !== undefined) await replay.skipTo(options.fromNs);
      return replay;
    });
  }

  /** The events alone. Cost: about 2 us an event; a replay that does not look (`run`) takes a hundredth to a tenth. */
  async *events(options: TapeReplayOptions = {}): AsyncGenerator<MarketEvent, void, undefined> {
    const replay = await this.replay(options);
    try {
      yield* replay;
    } finally {
      await replay.close();
    }
  }
}

/** A running replay: an async iterable of events; after each its books are as the market was. */
export class TapeReplay implements AsyncIterable<MarketEvent> {
  private readonly engine: Engine;
  private readonly source: RecordSource;
  private readonly merge: Merge;
  private readonly toNs: bigint;
  private readonly reader: EventReader;
  private isClosed = false;

  /** Use `Tape.replay`. */
  constructor(core: Core, engine: Engine, source: RecordSource, toNs: bigint) {
    this.engine = engine;
    this.source = source;
    this.toNs = toNs;
    this.merge = new Merge(engine, [source]);
    this.reader = new EventReader(core.view);
  }

  /** Builds the state before `fromNs`; for `Tape.replay`. */
  async skipTo(fromNs: bigint): Promise<void> {
    const { engine } = this;
    engine.state.hashing = 0;
    await restoreBefore(engine, this.source, fromNs, 0n);
    await this.merge.run(fromNs - 1n);
    resetCounters(engine);
    engine.state.hashing = 1;
    for (const id of engine.definedIds) this.reader.define(id, engine.instrument(id));
  }

  /**
   * The book of a symbol, or of `venue:symbol`.
   * @throws OutcryError UNKNOWN_SYMBOL when no event of it has come yet
   */
  book(symbol: string): Book {
    for (const id of this.engine.definedIds) {
      const instrument = this.engine.instrument(id);
      if (instrument.symbol === symbol || instrumentKey(instrument) === symbol)
        return new Book(this.engine, id);
    }
    throw new OutcryError('UNKNOWN_SYMBOL', 'usage', 'no event of this symbol has come', {
      where: this.source.name,
      expected: this.source.instruments.map((i) => i.symbol).join(' or '),
      found: `'${symbol}'`,
    });
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<MarketEvent, void, undefined> {
    while (true) {
      const before = this.engine.state.records;
      const stop = await this.merge.run(this.toNs, 1);
      if (this.engine.state.records > before)
        yield this.reader.read(this.merge.lastTaken().address);
      else if (stop !== 'output') break;
    }
    await this.close();
  }

  /** Runs to the end, or to receive time `untilNs`, without looking at events. */
  async run(untilNs = this.toNs): Promise<void> {
    const until = untilNs < this.toNs ? untilNs : this.toNs;
    const stop = await this.merge.run(until);
    if (stop === 'end' || until === this.toNs) await this.close();
  }

  /** Counters, books and dataHash so far. */
  get report(): Omit<ReplayReport, 'eventsPerSecond' | 'elapsedMs'> {
    const {
      eventsPerSecond: _rate,
      elapsedMs: _elapsed,
      ...report
    } = reportOf(this.engine, [this.source], 1);
    return report;
  }

  /** 16 hexadecimal digits over every field of every record so far and the books after them. */
  get dataHash(): string {
    return this.report.dataHash;
  }

  /** Closes the file; books stay as they are. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.merge.close();
  }
}

/**
 * Opens a tape.
 * @throws OutcryError NOT_A_TAPE, BAD_CHECKSUM, FILE_MISSING, ...
 */
export async function openTape(input: TapeInput, options: CoreOptions = {}): Promise<Tape> {
  const core = await createCore({ memoryBytes: 64 << 20, ...options });
  const buffers = new TapeDecodeBuffers(await createTapeHost(core));
  const file = await openInput(input);
  try {
    const reader = await TapeReader.open(file, buffers);
    return new Tape(input, await reader.summary());
  } finally {
    await file.close();
  }
}
