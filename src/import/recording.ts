// Recordings of venue frames, one per line: `<receive time> <json>`. The source copies bytes into
// core memory and lets the decoder run over them; it looks at a frame itself only to meet an
// instrument or a finer number for the first time.
import { DecoderView } from '../abi/decode.ts';
import { DefinitionView, RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import { inspectRecording, type RecordingFacts } from '../decode/binance-peek.ts';
import type { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import type { ByteSource } from '../fs/types.ts';
import { type Instrument, type VenueName, writeDefinition } from '../model/instrument.ts';
import { parseTime } from '../model/time.ts';
import type { ImportOptions } from './imported-instrument.ts';
import type { RecordSource } from './record-source.ts';
import { ReplayableChunks } from './replayable-chunks.ts';

export interface RecordingOptions extends ImportOptions {
  /** The venue, when the user knows better than the first frames. */
  readonly venue?: VenueName;
}

/** A line longer than this is refused; the largest real one, a 5000-level snapshot, has 350 KB. */
const INPUT_BYTES = 8 << 20;
const OUTPUT_BYTES = 4 << 20;
/** The decoder may look this far behind the end of its input. */
const PADDING = 64;
const INSTRUMENTS_MAX = 4096;
const RECORDS_MAX = 0x7fffffff;
const NEWLINE = 10;
/** Scales and symbols are first taken from so many bytes; what comes later is met when it comes. */
const PEEK_BYTES = 1 << 20;

interface Known {
  instrument: Instrument;
  readonly id: number;
}

class RecordingSource implements RecordSource {
  readonly name: string;
  readonly instruments: Instrument[] = [];
  readonly firstTsNs: bigint;
  private readonly options: RecordingOptions;
  private readonly core: Core;
  private readonly source: ByteSource;
  private readonly venue: VenueName;
  private readonly peek: RecordingFacts;
  private readonly chunks: AsyncIterator<Uint8Array>;
  private readonly known = new Map<string, Known>();
  private readonly decoder: DecoderView;
  private readonly input: number;
  private readonly output: number;
  private inputEnd: number;
  private started = false;
  private ended = false;
  private failure: unknown;
  /** Where the present batch began, to find the line of a record again. */
  private batchSource = 0;
  private batchLine = 0n;

  constructor(
    source: ByteSource,
    chunks: AsyncIterator<Uint8Array>,
    peek: RecordingFacts,
    venue: VenueName,
    firstTsNs: bigint,
    options: RecordingOptions,
  ) {
    this.name = source.name;
    this.source = source;
    this.chunks = chunks;
    this.peek = peek;
    this.venue = venue;
    this.firstTsNs = firstTsNs;
    this.options = options;
    this.core = options.core;
    const { exports } = options.core;
    const decoder = this.core.alloc(exports.decodeSize(INSTRUMENTS_MAX) >>> 0, 'a decoder');
    this.core.check(exports.decodeInit(decoder, INSTRUMENTS_MAX), this.name);
    this.decoder = new DecoderView(this.core.view, decoder);
    this.input = this.core.alloc(INPUT_BYTES + PADDING, 'the input of a recording');
    this.output = this.core.alloc(OUTPUT_BYTES, 'the records of a recording');
    this.inputEnd = this.input;
    this.decoder.srcPos = this.input;
  }

  progress(): { consumedBytes: number; totalBytes: number | undefined } {
    return { consumedBytes: this.source.consumedBytes, totalBytes: this.source.sizeBytes };
  }

  close(): Promise<void> {
    return this.source.close();
  }

  /** Frames that took the decoder's slow path so far. */
  get slowPath(): number {
    return Number(this.decoder.slowPath);
  }

  async next(): Promise<{ start: number; end: number } | undefined> {
    if (this.failure !== undefined) throw this.failure;
    let out = this.output;
    if (!this.started) {
      this.started = true;
      out = this.defineFirst(out);
    }
    try {
      const end = await this.fill(out);
      return end === this.output ? undefined : { start: this.output, end };
    } catch (failure) {
      // What was complete before the fault goes out first.
      this.failure = failure;
      const end = this.decoder.outPos;
      if (end > this.output) return { start: this.output, end };
      throw failure;
    }
  }

  /** Decodes until the output has records and no more can be had without waiting, or is full. */
  private async fill(from: number): Promise<number> {
    const { exports } = this.core;
    const { decoder } = this;
    const limit = this.output + OUTPUT_BYTES;
    decoder.outPos = from;
    this.batchSource = decoder.srcPos;
    this.batchLine = decoder.frames;
    while (true) {
      const out = decoder.outPos;
      const status = exports.decodeLines(
        decoder.offset,
        decoder.srcPos,
        this.inputEnd,
        out,
        limit,
        RECORDS_MAX,
      );
      if (status === Status.NeedInput) {
        if (decoder.outPos > from || this.ended) return decoder.outPos;
        await this.read();
        this.batchSource = decoder.srcPos;
        this.batchLine = decoder.frames;
      } else if (status === Status.OutputFull) {
        if (decoder.outPos > this.output) return decoder.outPos;
        throw this.error(Status.TooLarge);
      } else if (status === Status.UnknownSymbol || status === Status.AmbiguousSymbol) {
        this.meetSymbol(status, limit);
      } else if (status === Status.ScaleTooFine) {
        this.widen(limit);
      } else throw this.error(status);
    }
  }

  /** Moves what is left to the front and appends the next chunk; at the end, says so. */
  private async read(): Promise<void> {
    const { bytes } = this.core;
    const from = this.decoder.srcPos;
    const left = this.inputEnd - from;
    bytes.copyWithin(this.input, from, this.inputEnd);
    this.decoder.srcPos = this.input;
    this.inputEnd = this.input + left;
    const next = await this.chunks.next();
    if (next.done === true) {
      this.ended = true;
      this.decoder.atEnd = 1;
      return;
    }
    if (left + next.value.length > INPUT_BYTES) throw this.error(Status.TooLarge);
    bytes.set(next.value, this.inputEnd);
    this.inputEnd += next.value.length;
    bytes.fill(0, this.inputEnd, this.inputEnd + PADDING);
  }

  /** Definitions of the instruments seen beforehand. */
  private defineFirst(out: number): number {
    let at = out;
    for (const seen of this.peek.instruments) at = this.define(at, seen, this.firstTsNs);
    return at;
  }

  /** Writes the first definition of a symbol and tells the decoder. */
  private define(
    out: number,
    seen: { symbol: string; priceScale: number; qtyScale: number },
    recvTsNs: bigint,
  ): number {
    const { symbol, priceScale, qtyScale } = seen;
    const instrument: Instrument = {
      venue: this.venue,
      symbol,
      priceScale,
      qtyScale,
      tickSize: 1n,
      lotSize: 1n,
      bookModel: 'L2',
      windowBits: 0,
      version: 1,
      ...this.options.describe?.(this.venue, symbol),
    };
    const id = this.options.assignId(instrument);
    const known = { instrument, id };
    this.known.set(symbol, known);
    this.instruments.push(instrument);
    return this.writeKnown(out, known, recvTsNs);
  }

  private writeKnown(out: number, known: Known, recvTsNs: bigint): number {
    const view = new DefinitionView(this.core.view, out);
    writeDefinition(view, known.instrument, known.id, recvTsNs);
    this.core.check(this.core.exports.decodeDefine(this.decoder.offset, out), this.name);
    return out + DefinitionView.size;
  }

  private lineText(): string {
    const { bytes } = this.core;
    const start = this.decoder.srcPos;
    let end = bytes.indexOf(NEWLINE, start);
    if (end < 0 || end > this.inputEnd) end = this.inputEnd;
    return new TextDecoder().decode(bytes.slice(start, end));
  }

  /** A symbol that the first frames did not show: its line says what it needs. */
  private meetSymbol(status: number, limit: number): void {
    const line = new TextEncoder().encode(this.lineText());
    const seen = inspectRecording(line, this.name).instruments.find(
      (instrument) => !this.known.has(instrument.symbol),
    );
    if (seen === undefined) throw this.error(status);
    if (this.decoder.outPos + DefinitionView.size > limit) throw this.error(Status.TooLarge);
    this.decoder.outPos = this.define(this.decoder.outPos, seen, this.decoder.recvTsNs);
  }

  /** A number with more decimals than the scale holds: a new version of the definition. */
  private widen(limit: number): void {
    const { decoder } = this;
    const known = [...this.known.values()].find((k) => k.id === decoder.errorInstrument);
    if (known === undefined || decoder.outPos + DefinitionView.size > limit)
      throw this.error(Status.ScaleTooFine);
    const old = known.instrument;
    const priceScale = Math.max(old.priceScale, decoder.neededPriceScale);
    const qtyScale = Math.max(old.qtyScale, decoder.neededQtyScale);
    if (priceScale > 18 || qtyScale > 18) throw this.error(Status.ScaleTooFine);
    known.instrument = {
      ...old,
      priceScale,
      qtyScale,
      // A finer price shows a finer grid.
      tickSize: priceScale > old.priceScale ? 1n : old.tickSize,
      lotSize: old.lotSize * 10n ** BigInt(qtyScale - old.qtyScale),
      version: old.version + 1,
    };
    this.options.assignId(known.instrument);
    this.decoder.outPos = this.writeKnown(decoder.outPos, known, decoder.recvTsNs);
  }

  private error(status: number): OutcryError {
    const text = this.lineText();
    return statusError(status, {
      where: this.name,
      line: Number(this.decoder.frames) + 1,
      found: `'${text.length > 120 ? `${text.slice(0, 120)}...` : text}'`,
    });
  }

  /** Decodes the batch again up to the record: faults are rare, a line number per record is not. */
  lineOf(address: number): number | undefined {
    if (address < this.output || address >= this.decoder.outPos) return undefined;
    const { exports, bytes, view } = this.core;
    const saved = bytes.slice(this.decoder.offset, this.decoder.offset + DecoderView.size);
    const scratch = this.core.alloc(OUTPUT_BYTES, 'finding a line');
    let records = 0;
    for (let at = this.output; at <= address; at += view.getUint32(at, true))
      if (view.getUint8(at + 4) !== RecordKind.Definition) records++;
    const status = exports.decodeLines(
      this.decoder.offset,
      this.batchSource,
      this.inputEnd,
      scratch,
      scratch + OUTPUT_BYTES,
      records,
    );
    const line = Number(this.batchLine + this.decoder.frames - decoderFrames(saved));
    bytes.set(saved, this.decoder.offset);
    return status < 0 ? undefined : line;
  }
}

function decoderFrames(saved: Uint8Array): bigint {
  return new DecoderView(new DataView(saved.buffer, saved.byteOffset)).frames;
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
  const facts = inspectRecording(first, source.name);
  const venue = options.venue ?? facts.venue;
  const firstTsNs = firstTime(first, source.name);
  return new RecordingSource(source, chunks.all(), facts, venue, firstTsNs, options);
}
