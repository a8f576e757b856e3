// Recordings of venue frames, one per line: `<receive time> <json>`. The source copies bytes into
// core memory and lets the decoder run over them; it looks at a frame itself only to meet an
// instrument or a finer number for the first time.
import { DefinitionView, RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import { inspectRecording } from '../decode/binance-peek.ts';
import { FeedDecoder } from '../decode/feed-decoder.ts';
import { statusError } from '../errors/status-error.ts';
import type { ByteSource } from '../fs/types.ts';
import { type Instrument, type VenueName, widened, writeDefinition } from '../model/instrument.ts';
import { CorePool } from './core-pool.ts';
import type { ImportOptions } from './imported-instrument.ts';
import type { RecordSource } from './record-source.ts';
import { LINE_BYTES_MAX, peekRecording, type RecordingBeginning } from './recording-peek.ts';
import { ReplayableChunks } from './replayable-chunks.ts';

export interface RecordingOptions extends ImportOptions {
  /** The venue, when the user knows better than the first frames. */
  readonly venue?: VenueName;
  /** Unit of the receive stamps. @default seen from the first one */
  readonly timeUnit?: 's' | 'ms' | 'us' | 'ns';
  /**
   * Opens the same bytes once more. With it the source is closed when its beginning has been seen,
   * and holds neither file nor memory until its turn comes. @default the source is kept open
   */
  readonly reopen?: () => Promise<ByteSource>;
}

const OUTPUT_BYTES = 4 << 20;
const INSTRUMENTS_MAX = 4096;
const SCALE_MAX = 18;
const SYMBOL_BYTES_MAX = 32;

interface Known {
  instrument: Instrument;
  readonly id: number;
}

/** What a running source needs of the core's memory. */
class Workspace {
  readonly decoder: FeedDecoder;
  #scratch = 0;

  constructor(core: Core) {
    this.decoder = new FeedDecoder(core, {
      instrumentsMax: INSTRUMENTS_MAX,
      sourceBytes: LINE_BYTES_MAX,
      outputBytes: OUTPUT_BYTES,
    });
  }

  /** An output for decoding once more; 0 where there is no memory left. */
  get scratch(): number {
    this.#scratch ||= this.decoder.core.exports.arenaAlloc(OUTPUT_BYTES) >>> 0;
    return this.#scratch;
  }
}

const workspaces = new CorePool<Workspace>();

const isTooLong = (symbol: string): boolean =>
  new TextEncoder().encode(symbol).length > SYMBOL_BYTES_MAX;

/** The bytes of a recording: a stream that goes on, or a file that is opened when it is needed. */
interface Input {
  source: ByteSource | undefined;
  chunks: AsyncIterator<Uint8Array> | undefined;
  readonly sizeBytes: number | undefined;
  /** Bytes on disk consumed by a source that is closed by now. */
  consumedBytes: number;
}

class RecordingSource implements RecordSource {
  readonly name: string;
  readonly instruments: Instrument[];
  readonly firstTsNs: bigint;
  private readonly options: RecordingOptions;
  private readonly core: Core;
  private readonly input: Input;
  private readonly known = new Map<string, Known>();
  private workspace: Workspace | undefined;
  private chunk: Uint8Array = new Uint8Array();
  private fed = 0;
  /** Bytes of the byte order mark that are still to come. */
  private markBytes: number;
  private slow = 0;
  private inputEnded = false;
  private isDone = false;
  private failure: { readonly cause: unknown } | undefined;
  /** End of the records of the present batch, and where the decoding of them began. */
  private end = 0;
  private batchFrom = 0;
  private batchLines = 0;

  constructor(
    name: string,
    input: Input,
    beginning: RecordingBeginning,
    options: RecordingOptions,
  ) {
    this.name = name;
    this.input = input;
    // A symbol that no definition holds is refused by the decoder, at its line.
    this.instruments = beginning.instruments
      .filter(({ symbol }) => !isTooLong(symbol))
      // Whoever looks before the start sees what the stream will define.
      .map((seen) => ({ ...seen, ...options.describe?.(seen.venue, seen.symbol) }));
    this.firstTsNs = beginning.firstTsNs;
    this.markBytes = beginning.markBytes;
    this.options = options;
    this.core = options.core;
  }

  progress(): { consumedBytes: number; totalBytes: number | undefined } {
    const { source, consumedBytes, sizeBytes } = this.input;
    return { consumedBytes: source?.consumedBytes ?? consumedBytes, totalBytes: sizeBytes };
  }

  get slowPath(): number {
    return this.workspace?.decoder.counters.slowPath ?? this.slow;
  }

  async next(): Promise<{ start: number; end: number } | undefined> {
    if (this.failure !== undefined) throw this.failure.cause;
    if (this.isDone) return undefined;
    this.end = 0;
    try {
      await this.fill(this.workspace?.decoder ?? (await this.start()));
    } catch (cause) {
      this.failure = { cause };
      // What was complete before the fault goes out first.
      if (!this.hasRecords) throw cause;
    }
    const start = this.workspace?.decoder.output ?? 0;
    if (this.hasRecords) return { start, end: this.end };
    await this.close();
    return undefined;
  }

  private get hasRecords(): boolean {
    return this.workspace !== undefined && this.end > this.workspace.decoder.output;
  }

  /** Takes memory and input; defines the instruments seen beforehand, at the first line's time. */
  private async start(): Promise<FeedDecoder> {
    const { input, options } = this;
    this.workspace = await workspaces.take(this.core, () => new Workspace(this.core));
    const { decoder } = this.workspace;
    decoder.reset({ timeUnit: options.timeUnit ?? 'detect', name: this.name });
    this.end = decoder.output;
    input.source ??= await options.reopen?.();
    input.chunks ??= input.source?.chunks()[Symbol.asyncIterator]();
    for (const seen of this.instruments.splice(0)) this.define(decoder, seen, this.firstTsNs);
    return decoder;
  }

  /** Gives memory and input back; there are no more records. */
  async close(): Promise<void> {
    this.isDone = true;
    const { workspace, input } = this;
    if (workspace !== undefined) {
      this.slow = workspace.decoder.counters.slowPath;
      this.workspace = undefined;
      workspaces.give(this.core, workspace);
    }
    this.chunk = new Uint8Array();
    this.fed = 0;
    const { source } = input;
    input.chunks = undefined;
    input.source = undefined;
    if (source === undefined) return;
    input.consumedBytes = source.consumedBytes;
    await source.close();
  }

  /** Decodes until there are records and more cannot be had without reading, or no room. */
  private async fill(decoder: FeedDecoder): Promise<void> {
    if (this.end === 0) this.end = decoder.output;
    while (true) {
      this.batchFrom = decoder.position;
      this.batchLines = decoder.counters.frames;
      while (true) {
        const stop = decoder.decodeLines(this.inputEnded, this.end);
        this.end = decoder.outputEnd;
        if (stop === 'unknownSymbol') this.meet(decoder);
        else if (stop === 'scaleTooFine') this.widen(decoder);
        else if (stop === 'refused') throw decoder.error();
        else break;
      }
      if (this.end > decoder.output || (this.inputEnded && !decoder.pending)) return;
      await this.feed(decoder);
      // Closed meanwhile: the memory may be somebody else's by now.
      if (this.isDone) return;
    }
  }

  private async feed(decoder: FeedDecoder): Promise<void> {
    if (this.fed === this.chunk.length) {
      const next = await this.input.chunks?.next();
      if (this.isDone || next === undefined || next.done === true) {
        this.inputEnded = true;
        return;
      }
      this.chunk = next.value;
      this.fed = Math.min(this.markBytes, this.chunk.length);
      this.markBytes -= this.fed;
    }
    this.fed += decoder.feed(this.chunk, this.fed);
  }

  /** Writes a definition into the stream and tells the decoder. */
  private define(decoder: FeedDecoder, instrument: Instrument, recvTsNs: bigint): void {
    const given = {
      ...instrument,
      ...this.options.describe?.(instrument.venue, instrument.symbol),
    };
    const id = this.options.assignId(given);
    this.known.set(given.symbol, { instrument: given, id });
    this.instruments.push(given);
    this.write(decoder, given, id, recvTsNs);
  }

  private write(decoder: FeedDecoder, instrument: Instrument, id: number, recvTsNs: bigint): void {
    if (this.end + DefinitionView.size > decoder.output + OUTPUT_BYTES)
      throw statusError(Status.TooLarge, { where: this.name });
    writeDefinition(new DefinitionView(this.core.view, this.end), instrument, id, recvTsNs);
    this.end += DefinitionView.size;
    decoder.define(instrument, id);
  }

  /** A symbol that the first frames did not show: its line says what it needs. */
  private meet(decoder: FeedDecoder): void {
    const { symbol } = decoder.unknownSymbol;
    const { instruments } = inspectRecording(decoder.waitingLine, this.name);
    const seen = instruments.find((i) => i.symbol === symbol);
    if (seen === undefined || this.known.has(seen.symbol)) throw decoder.error();
    const venue = this.options.venue ?? seen.venue;
    this.define(decoder, { ...seen, venue }, decoder.recvTsNs);
  }

  /** A number with more decimals than the scale holds: a new version of the definition. */
  private widen(decoder: FeedDecoder): void {
    const { instrumentId, priceScale, qtyScale } = decoder.neededScale;
    const known = [...this.known.values()].find((k) => k.id === instrumentId);
    if (known === undefined || Math.max(priceScale, qtyScale) > SCALE_MAX) throw decoder.error();
    known.instrument = widened(known.instrument, priceScale, qtyScale);
    this.options.assignId(known.instrument);
    this.write(decoder, known.instrument, known.id, decoder.recvTsNs);
  }

  lineOf(address: number): number | undefined {
    const { workspace } = this;
    if (workspace === undefined) return undefined;
    const { decoder, scratch } = workspace;
    if (address < decoder.output || address >= this.end) return undefined;
    const { view } = this.core;
    const isDefinition = (at: number): boolean => view.getUint8(at + 4) === RecordKind.Definition;
    let records = 0;
    for (let at = decoder.output; at <= address; at += view.getUint32(at, true))
      if (!isDefinition(at)) records++;
    // A definition stands before the record of the line that needed it; those at the beginning
    // are of no line.
    if (isDefinition(address) && (records > 0 || this.batchLines > 0)) records++;
    // Without memory the fault is told without its line: it may be that there is none left.
    if (records === 0 || scratch === 0) return undefined;
    return decoder.lineOfRecord(this.batchFrom, this.batchLines, records, scratch);
  }
}

/**
 * Opens a recording of Binance frames. Takes `source` over when it succeeds.
 * @throws OutcryError NOT_BINANCE, MIXED_VENUES, BAD_TIME of the first lines; TOO_LARGE
 */
export async function openRecording(
  source: ByteSource,
  options: RecordingOptions,
): Promise<RecordSource> {
  const { name, sizeBytes } = source;
  const chunks = new ReplayableChunks(source);
  const beginning = await peekRecording(chunks, name, options);
  const isKept = options.reopen === undefined;
  if (!isKept) {
    await chunks.close();
    await source.close();
  }
  const input = {
    source: isKept ? source : undefined,
    chunks: isKept ? chunks.all() : undefined,
    sizeBytes,
    consumedBytes: 0,
  };
  return new RecordingSource(name, input, beginning, options);
}
