// Tapes for programs: what is on them, their events one by one, and replays with books.
/// <reference lib="esnext.disposable" preserve="true" />
import { Book } from '../books/book.ts';
import { createBooksCore } from '../books/memory.ts';
import { type Core, type CoreOptions, createCore } from '../core/core.ts';
import { Engine, type EngineOptions } from '../core/engine.ts';
import { badArgument, checkTime } from '../errors/arguments.ts';
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

/** What is complete on a tape whose end a crash cut. */
export interface TapeRecovery {
  /** Bytes of an incomplete block at the end, which are left out. */
  readonly droppedBytes: number;
}

/** Counters, books and dataHash of a replay so far. */
export type TapeReplayReport = Omit<ReplayReport, 'eventsPerSecond' | 'elapsedMs'> & {
  /** Set when the end of the tape was cut and left out. */
  readonly recovered: TapeRecovery | undefined;
};

const INSTRUMENTS_MAX = 64;
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

function isRandomAccess(input: unknown): input is RandomAccess {
  if (typeof input !== 'object' || input === null) return false;
  const functions = ['size', 'read', 'close'];
  return functions.every((name) => typeof (input as Record<string, unknown>)[name] === 'function');
}

/** @throws OutcryError BAD_ARGUMENT */
function checkInput(input: unknown): void {
  const isName = (typeof input === 'string' && input !== '') || input instanceof URL;
  if (isName || input instanceof Uint8Array || input instanceof Blob || isRandomAccess(input))
    return;
  throw badArgument(
    'there is no tape in this',
    'a path, a URL, a Uint8Array, a Blob, or an object with size(), read() and close()',
    input,
  );
}

/** @throws OutcryError BAD_ARGUMENT */
function checkSpan({ fromNs, toNs }: TapeReplayOptions): void {
  if (fromNs !== undefined) checkTime(fromNs, 'fromNs');
  if (toNs !== undefined) checkTime(toNs, 'toNs');
  if (fromNs !== undefined && toNs !== undefined && fromNs > toNs)
    throw badArgument('the end lies before the beginning', `toNs at or after ${fromNs}n`, toNs);
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

/** What `TapeReader` found out about a tape. */
type TapeState = Pick<TapeReader, 'recovered' | 'indexRebuilt'>;

export class Tape {
  /** Counts, span, size and instruments. */
  readonly summary: TapeSummary;
  /** Set when a crash cut the end of the tape: what is complete is there, the rest is not. */
  readonly recovered: TapeRecovery | undefined;
  /** The tape was not closed, or its index is damaged: blocks were found without it. */
  readonly indexRebuilt: boolean;
  private readonly input: TapeInput;

  /** Use `openTape`. */
  constructor(input: TapeInput, summary: TapeSummary, state: TapeState) {
    this.input = input;
    this.summary = summary;
    this.recovered = state.recovered;
    this.indexRebuilt = state.indexRebuilt;
  }

  get instruments(): readonly Instrument[] {
    return [...this.summary.instruments.values()];
  }

  /**
   * Starts a replay: books that follow the events. Close it, leave its loop, or run it to its end.
   * Without `instrumentsMax` and `memoryBytes` there is room for the instruments of the tape.
   *
   * @throws OutcryError BAD_ARGUMENT, OUT_OF_MEMORY, and as `openTape`
   */
  async replay(options: TapeReplayOptions = {}): Promise<TapeReplay> {
    checkSpan(options);
    const { instruments } = this;
    const instrumentsMax = Math.max(INSTRUMENTS_MAX, instruments.length);
    const all = { instrumentsMax, ...options };
    const core = await createBooksCore(all, instruments);
    const registry = new InstrumentRegistry();
    const { assignId, describe } = registry;
    const file = await openInput(this.input);
    return handOver(file, async () => {
      const source = await openTapeSource(file, { core, assignId, describe });
      const engine = new Engine(core, { ...all, hashing: true });
      const toNs = options.toNs ?? I64_MAX;
      const replay = new TapeReplay(core, engine, source, registry.instruments, toNs);
      if (options.fromNs !== undefined) await replay.skipTo(options.fromNs);
      return replay;
    });
  }

  /**
   * The events alone. Cost: 1 to 3 us an event, of which an update with all its levels is one; a
   * replay that does not look at them (`run`) takes a tenth to a thirtieth of that.
   */
  async *events(options: TapeReplayOptions = {}): AsyncGenerator<MarketEvent, void, undefined> {
    yield* await this.replay(options);
  }
}

/**
 * A running replay: an async iterable of events; after each its books are as the market was.
 * A loop that is left (`break`, `return`, an error) closes it, as `close` and `await using` do.
 * What the source is refused for once, it is refused for at every later call.
 */
export class TapeReplay implements AsyncIterable<MarketEvent>, AsyncDisposable {
  private readonly engine: Engine;
  private readonly source: RecordSource;
  private readonly instruments: readonly Instrument[];
  private readonly merge: Merge;
  private readonly toNs: bigint;
  private readonly reader: EventReader;
  private fileIsClosed = false;
  /** `ended`: nothing is left to be replayed. `closed`: it was left before. */
  private progress: 'running' | 'ended' | 'closed' = 'running';
  private fault: { readonly error: unknown } | undefined;

  /**
   * Use `Tape.replay`.
   * @param instruments of the source, by id
   */
  constructor(
    core: Core,
    engine: Engine,
    source: RecordSource,
    instruments: readonly Instrument[],
    toNs: bigint,
  ) {
    this.engine = engine;
    this.source = source;
    this.instruments = instruments;
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
   * The book of a symbol, or of `venue:symbol`. It is `empty` until the first event of its
   * instrument, and readable after the replay was closed.
   *
   * @throws OutcryError UNKNOWN_SYMBOL, AMBIGUOUS_SYMBOL when the tape has it from several venues
   */
  book(symbol: string): Book {
    const found = this.instruments.flatMap((instrument, id) =>
      instrument.symbol === symbol || instrumentKey(instrument) === symbol
        ? [{ instrument, id }]
        : [],
    );
    const [first, second] = found;
    if (first !== undefined && second === undefined)
      return new Book(this.engine, first.id, first.instrument);
    const choice = second === undefined ? this.instruments : found.map((one) => one.instrument);
    const name = second === undefined ? 'symbol' : 'key';
    const details = {
      where: this.source.name,
      expected: choice.map((i) => (name === 'key' ? instrumentKey(i) : i.symbol)).join(' or '),
      found: `'${symbol}'`,
    };
    throw second === undefined
      ? new OutcryError('UNKNOWN_SYMBOL', 'usage', 'the tape has no such symbol', details)
      : new OutcryError('AMBIGUOUS_SYMBOL', 'usage', 'several venues have this symbol', details);
  }

  /** @throws OutcryError REPLAY_CLOSED, and what the source is refused for */
  async *[Symbol.asyncIterator](): AsyncGenerator<MarketEvent, void, undefined> {
    try {
      while (this.isOpen()) {
        const event = await this.nextEvent();
        if (event === undefined) return;
        yield event;
      }
    } finally {
      if (this.progress === 'running') await this.close();
    }
  }

  private async nextEvent(): Promise<MarketEvent | undefined> {
    const { state } = this.engine;
    const before = state.records;
    try {
      await this.merge.run(this.toNs, 1);
      if (state.records > before) return this.reader.read(this.merge.lastTaken().address);
      await this.end();
      return undefined;
    } catch (error) {
      throw await this.failed(error);
    }
  }

  /**
   * Runs to the end, or to receive time `untilNs`, without looking at events. At the end it does
   * nothing.
   *
   * @throws OutcryError BAD_ARGUMENT, REPLAY_CLOSED, and what the source is refused for
   */
  async run(untilNs?: bigint): Promise<void> {
    if (untilNs !== undefined) checkTime(untilNs, 'untilNs');
    const until = untilNs !== undefined && untilNs < this.toNs ? untilNs : this.toNs;
    if (!this.isOpen()) return;
    try {
      const stop = await this.merge.run(until);
      if (stop === 'end' || until === this.toNs) await this.end();
    } catch (error) {
      throw await this.failed(error);
    }
  }

  /** False at the end. @throws what was thrown before; OutcryError REPLAY_CLOSED */
  private isOpen(): boolean {
    if (this.fault !== undefined) throw this.fault.error;
    if (this.progress === 'closed')
      throw new OutcryError('REPLAY_CLOSED', 'usage', 'this replay was closed', {
        where: this.source.name,
        hint: 'start another one with tape.replay(); its loop was left, or close() was called',
      });
    return this.progress === 'running';
  }

  /** Remembers an error, which is given again at every later call: records may be missing. */
  private async failed(error: unknown): Promise<unknown> {
    this.fault = { error };
    try {
      await this.closeFile();
    } catch {
      // The first fault is what is told.
    }
    return error;
  }

  /** Counters, books and dataHash so far. */
  get report(): TapeReplayReport {
    const {
      eventsPerSecond: _rate,
      elapsedMs: _elapsed,
      ...report
    } = reportOf(this.engine, [this.source], 1);
    return { ...report, recovered: this.source.recovered };
  }

  /** 16 hexadecimal digits over every field of every record so far and the books after them. */
  get dataHash(): string {
    return this.report.dataHash;
  }

  /** Closes the file, as often as one likes; books stay as they are. */
  async close(): Promise<void> {
    this.progress = 'closed';
    await this.closeFile();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  private async end(): Promise<void> {
    this.progress = 'ended';
    await this.closeFile();
  }

  private async closeFile(): Promise<void> {
    if (this.fileIsClosed) return;
    this.fileIsClosed = true;
    await this.merge.close();
  }
}

/**
 * Opens a tape. `recovered` and `indexRebuilt` of the result tell whether it was closed properly.
 * @throws OutcryError BAD_ARGUMENT, NOT_A_TAPE, BAD_CHECKSUM, FILE_MISSING, ...
 */
export async function openTape(input: TapeInput, options: CoreOptions = {}): Promise<Tape> {
  checkInput(input);
  const core = await createCore({ memoryBytes: 64 << 20, ...options });
  const buffers = new TapeDecodeBuffers(await createTapeHost(core));
  const file = await openInput(input);
  try {
    const reader = await TapeReader.open(file, buffers);
    return new Tape(input, await reader.summary(), reader);
  } finally {
    await file.close();
  }
}
