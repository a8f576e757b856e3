// Recordings of venue frames, one per line: `<receive time> <json>`. The source copies bytes into
// core memory and lets the decoder run over them; it looks at a frame itself only to meet an
// instrument or a finer number for the first time.
import { DefinitionView, RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import { inspectRecording } from '../decode/binance-peek.ts';
import { FeedDecoder } from '../decode/feed-decoder.ts';
import type { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import type { ByteSource } from '../fs/types.ts';
import { type Instrument, type VenueName, widened, writeDefinition } from '../model/instrument.ts';
import { parseTime } from '../model/time.ts';
import type { ImportOptions } from './imported-instrument.ts';
import type { RecordSource } from './record-source.ts';
import { ReplayableChunks } from './replayable-chunks.ts';

export interface RecordingOptions extends ImportOptions {
  /** The venue, when the user knows better than the first frames. */
  readonly venue?: VenueName;
  /** Unit of the receive stamps. @default seen from the first one */
  readonly timeUnit?: 's' | 'ms' | 'us' | 'ns';
}

/** A line longer than this is refused; the largest real one, a 5000-level snapshot, has 350 KB. */
const LINE_BYTES_MAX = 8 << 20;
const OUTPUT_BYTES = 4 << 20;
const INSTRUMENTS_MAX = 4096;
const SCALE_MAX = 18;
/** Scales and symbols are first taken from so many bytes; what comes later is met when it comes. */
const PEEK_BYTES = 1 << 20;

interface Known {
  instrument: Instrument;
  readonly id: number;
}

class RecordingSource implements RecordSource {
  readonly name: string;
  readonly instruments: Instrument[];
  readonly firstTsNs: bigint;
  private readonly options: RecordingOptions;
  private readonly core: Core;
  private readonly source: ByteSource;
  private readonly chunks: AsyncIterator<Uint8Array>;
  private readonly known = new Map<string, Known>();
  private readonly decoder: FeedDecoder;
  private chunk: Uint8Array = new Uint8Array();
  private fed = 0;
  private started = false;
  private ended = false;
  private failure: unknown;
  /** End of the records of the present batch, and where the decoding of them began. */
  private end: number;
  private batchFrom = 0;
  private batchLines = 0;
  private scratch = 0;

  constructor(
    source: ByteSource,
    chunks: AsyncIterator<Uint8Array>,
    instruments: readonly Instrument[],
    firstTsNs: bigint,
    options: RecordingOptions,
  ) {
    this.name = source.name;
    this.source = source;
    this.chunks = chunks;
    this.instruments = [...instruments];
    this.firstTsNs = firstTsNs;
    this.options = options;
    this.core = options.core;
    this.decoder = new FeedDecoder(options.core, {
      instrumentsMax: INSTRUMENTS_MAX,
      sourceBytes: LINE_BYTES_MAX,
      outputBytes: OUTPUT_BYTES,
      timeUnit: options.timeUnit ?? 'detect',
    });
    this.end = this.decoder.output;
  }

  progress(): { consumedBytes: number; totalBytes: number | undefined } {
    return { consumedBytes: this.source.consumedBytes, totalBytes: this.source.sizeBytes };
  }

  close(): Promise<void> {
    return this.source.close();
  }

  get slowPath(): number {
    return this.decoder.counters.slowPath;
  }

  async next(): Promise<{ start: number; end: number } | undefined> {
    const start = this.decoder.output;
    this.end = start;
    try {
      if (this.failure !== undefined) throw this.failure;
      if (!this.started) this.start();
      await this.fill();
    } catch (failure) {
      // What was complete before the fault goes out first.
      if (this.end === start) throw failure;
      this.failure = failure;
    }
    return this.end === start ? undefined : { start, end: this.end };
  }

  /** Definitions of the instruments seen beforehand, at the time of the first line. */
  private start(): void {
    this.started = true;
    for (const seen of this.instruments.splice(0)) this.define(seen, this.firstTsNs);
  }

  /** Decodes until there are records and more cannot be had without reading, or no room. */
  private async fill(): Promise<void> {
    const { decoder } = this;
    while (true) {
      this.batchFrom = decoder.position;
      this.batchLines = decoder.counters.frames;
      while (true) {
        const stop = decoder.decodeLines(this.ended, this.end);
        this.end = decoder.outputEnd;
        if (stop === 'unknownSymbol') this.meet();
        else if (stop === 'scaleTooFine') this.widen();
        else if (stop === 'refused') throw this.refused();
        else break;
      }
      if (this.end > decoder.output || (this.ended && !decoder.pending)) return;
      await this.feed();
    }
  }

  private async feed(): Promise<void> {
    if (this.fed === this.chunk.length) {
      const next = await this.chunks.next();
      if (next.done === true) {
        this.ended = true;
        return;
      }
      this.chunk = next.value;
      this.fed = 0;
    }
    this.fed += this.decoder.feed(this.chunk, this.fed);
  }

  /** Writes a definition into the stream and tells the decoder. */
  private define(instrument: Instrument, recvTsNs: bigint): void {
    const given = {
      ...instrument,
      ...this.options.describe?.(instrument.venue, instrument.symbol),
    };
    const id = this.options.assignId(given);
    this.known.set(given.symbol, { instrument: given, id });
    this.instruments.push(given);
    this.write(given, id, recvTsNs);
  }

  private write(instrument: Instrument, id: number, recvTsNs: bigint): void {
    if (this.end + DefinitionView.size > this.decoder.output + OUTPUT_BYTES)
      throw statusError(Status.TooLarge, { where: this.name });
    writeDefinition(new DefinitionView(this.core.view, this.end), instrument, id, recvTsNs);
    this.end += DefinitionView.size;
    this.decoder.define(instrument, id);
  }

  /** A symbol that the first frames did not show: its line says what it needs. */
  private meet(): void {
    const { symbol } = this.decoder.unknownSymbol;
    const line = this.decoder.waitingLine;
    const seen = inspectRecording(line, this.name).instruments.find((i) => i.symbol === symbol);
    if (seen === undefined || this.known.has(seen.symbol)) throw this.refused();
    this.define({ ...seen, venue: this.options.venue ?? seen.venue }, this.decoder.recvTsNs);
  }

  /** A number with more decimals than the scale holds: a new version of the definition. */
  private widen(): void {
    const { instrumentId, priceScale, qtyScale } = this.decoder.neededScale;
    const known = [...this.known.values()].find((k) => k.id === instrumentId);
    if (known === undefined || Math.max(priceScale, qtyScale) > SCALE_MAX) throw this.refused();
    known.instrument = widened(known.instrument, priceScale, qtyScale);
    this.options.assignId(known.instrument);
    this.write(known.instrument, known.id, this.decoder.recvTsNs);
  }

  private refused(): OutcryError {
    return this.decoder.error(this.name);
  }

  lineOf(address: number): number | undefined {
    if (address < this.decoder.output || address >= this.end) return undefined;
    const { view } = this.core;
    if (this.scratch === 0) this.scratch = this.core.alloc(OUTPUT_BYTES, 'finding a line');
    let records = 0;
    for (let at = this.decoder.output; at <= address; at += view.getUint32(at, true))
      if (view.getUint8(at + 4) !== RecordKind.Definition) records++;
    if (records === 0) return undefined;
    return this.decoder.lineOfRecord(this.batchFrom, this.batchLines, records, this.scratch);
  }
}

/** The first bytes, the same number of them however the source is cut into chunks. */
async function head(chunks: ReplayableChunks): Promise<Uint8Array> {
  const bytes = new Uint8Array(PEEK_BYTES);
  let length = 0;
  for await (const chunk of chunks.prefix()) {
    const part = chunk.subarray(0, PEEK_BYTES - length);
    bytes.set(part, length);
    length += part.length;
  }
  return bytes.subarray(0, length);
}

/** Receive time of the first line, ns. */
function firstTime(bytes: Uint8Array, where: string): bigint {
  const text = new TextDecoder().decode(bytes.subarray(0, 64));
  const match = /^\s*(\d+)(?:\.(\d{1,9})\d*)?[:\s]/.exec(text);
  try {
    if (match === null) throw undefined;
    const fraction = BigInt((match[2] ?? '').padEnd(9, '0'));
    return parseTime(match[1] ?? '') + fraction;
  } catch {
    throw statusError(Status.BadTime, {
      where,
      line: 1,
      expected: 's, ms, us or ns since 1970',
      found: JSON.stringify(text.slice(0, 30)),
    });
  }
}

/**
 * Opens a recording of Binance frames.
 * @throws OutcryError NOT_BINANCE, MIXED_VENUES, BAD_TIME of the first lines
 */
export async function openRecording(
  source: ByteSource,
  options: RecordingOptions,
): Promise<RecordSource> {
  const chunks = new ReplayableChunks(source);
  const first = await head(chunks);
  const { instruments, venue } = inspectRecording(first, source.name);
  const seen = instruments.map((one) => ({ ...one, venue: options.venue ?? venue }));
  return new RecordingSource(source, chunks.all(), seen, firstTime(first, source.name), options);
}
