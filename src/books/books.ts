// Live books of one venue: frames in, books out. The same decoder, sequence rules and book code as
// in replay; what is missing here is only the socket.
import { DefinitionView, DepthView, RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import type { Core, CoreOptions } from '../core/core.ts';
import { Cursors, Engine, type EngineOptions } from '../core/engine.ts';
import { FeedDecoder } from '../decode/feed-decoder.ts';
import { badArgument, checkTime } from '../errors/arguments.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import { type Instrument, type VenueName, widened, writeDefinition } from '../model/instrument.ts';
import { Book } from './book.ts';
import { createBooksCore } from './memory.ts';

export interface BooksOptions extends CoreOptions, Omit<EngineOptions, 'hashing'> {
  readonly venue: Extract<VenueName, 'binance-spot' | 'binance-usdm' | 'binance-coinm'>;
  /**
   * Instruments known beforehand. Others are met in their first frame, with the scales that its
   * numbers need; scales widen when a finer number comes.
   */
  readonly instruments?: readonly (Pick<Instrument, 'symbol' | 'priceScale' | 'qtyScale'> &
    Partial<Instrument>)[];
  /**
   * Called when an instrument's update ids break: fetch a new snapshot and apply it, here or later.
   * It runs inside `applyFrame`, behind the frame; what it throws comes out there.
   */
  readonly onGap?: (gap: { symbol: string; expected: bigint; found: bigint }) => void;
}

/** What a frame was. `ignored`: well-formed, but no market data that books need. */
export type FrameResult = 'depth' | 'snapshot' | 'trade' | 'bbo' | 'ignored';

const RESULTS: Readonly<Record<number, FrameResult>> = {
  2: 'depth',
  3: 'snapshot',
  5: 'trade',
  6: 'bbo',
};

const VENUES: readonly string[] = ['binance-spot', 'binance-usdm', 'binance-coinm'];
/** A frame of a new symbol is decoded once to know it and twice to know its scales. */
const TURNS_MAX = 40;
const SCALE_MAX = 18;
const ROW_BYTES = 16;

/** An instrument as it will be once the frame that tells of it has proved good. */
interface Candidate {
  readonly instrument: Instrument;
  readonly id: number;
}

/** Values of the decoder's default instrument: the only one there is; none. */
const ONLY_ONE = -1;
const NOBODY = 0x7fffffff;

export class Books {
  private readonly core: Core;
  private readonly engine: Engine;
  private readonly decoder: FeedDecoder;
  private readonly decoderBytes: number;
  private readonly cursors: Cursors;
  private readonly definition: DefinitionView;
  private readonly venue: VenueName;
  private readonly onGap: BooksOptions['onGap'];
  private readonly bySymbol = new Map<string, { instrument: Instrument; id: number; book: Book }>();

  /** Use `createBooks`. */
  constructor(core: Core, options: BooksOptions) {
    this.core = core;
    this.engine = new Engine(core, options);
    const { instrumentsMax } = this.engine;
    this.decoder = new FeedDecoder(core, { instrumentsMax });
    this.decoderBytes = core.exports.decodeSize(instrumentsMax) >>> 0;
    this.cursors = new Cursors(core, 1);
    this.definition = new DefinitionView(
      core.view,
      core.alloc(DefinitionView.size, 'a definition'),
    );
    this.venue = options.venue;
    this.onGap = options.onGap;
    this.engine.state.stopOnGap = 1;
    for (const given of options.instruments ?? []) {
      const instrument = { ...this.plain(given.symbol), ...given, venue: this.venue, version: 1 };
      const id = this.bySymbol.get(given.symbol)?.id ?? this.bySymbol.size;
      this.define({ instrument, id }, 0n);
      this.decoder.define(instrument, id);
    }
  }

  /** A symbol of which nothing is known. */
  private plain(symbol: string): Instrument {
    const scales = { priceScale: 0, qtyScale: 0, tickSize: 1n, lotSize: 1n };
    const rest = { bookModel: 'L2' as const, windowBits: 0, version: 1 };
    return { venue: this.venue, symbol, ...scales, ...rest };
  }

  /** Symbols met so far. */
  get symbols(): readonly string[] {
    return [...this.bySymbol.keys()];
  }

  /** The book of a symbol. @throws OutcryError UNKNOWN_SYMBOL before its first frame */
  book(symbol: string): Book {
    const known = this.bySymbol.get(symbol);
    if (known === undefined)
      throw new OutcryError('UNKNOWN_SYMBOL', 'usage', 'no frame of this symbol has come', {
        expected: this.symbols.length === 0 ? 'a frame first' : `one of ${this.symbols.join(', ')}`,
        found: `'${symbol}'`,
      });
    return known.book;
  }

  /**
   * Applies one frame: a raw or combined-stream message, or a REST depth snapshot. Cost: about
   * 20 ns a level. May be called inside `onGap`.
   *
   * @param recvTsNs when it was received, ns since 1970; must not run backwards
   * @param symbol of a snapshot that names none; needed when there are several instruments, or
   *   when it is the first frame of one
   * @throws OutcryError BAD_JSON, BAD_MESSAGE, TIME_BACKWARDS, BOOK_CROSSED, ...; the books are as
   *   before, and a symbol that only refused frames named stays unknown. LEVELS_FULL alone loses
   *   the book: it is `gapped` then
   */
  applyFrame(frame: Uint8Array, recvTsNs: bigint, symbol?: string): FrameResult {
    if (!(frame instanceof Uint8Array))
      throw badArgument('the frame is no bytes', 'a Uint8Array (of text: TextEncoder)', frame);
    checkTime(recvTsNs, 'recvTsNs');
    if (symbol !== undefined && typeof symbol !== 'string')
      throw badArgument('the symbol is none', 'text, or nothing', symbol);
    const { decoder } = this;
    decoder.defaultInstrument = this.defaultId(symbol);
    const status = decoder.tryFrame(frame, recvTsNs);
    if (status < 0) this.meet(status, frame, recvTsNs, symbol);
    const { output, outputEnd } = decoder;
    if (outputEnd === output) return 'ignored';
    // onGap may apply other frames, which take the place of this one.
    const result = RESULTS[this.core.bytes[output + 4] ?? 0] ?? 'ignored';
    this.apply(output, outputEnd);
    return result;
  }

  /** Id that frames without a name belong to; an id that nobody has for a symbol not met yet. */
  private defaultId(symbol: string | undefined): number {
    if (symbol === undefined) return ONLY_ONE;
    return this.bySymbol.get(symbol)?.id ?? NOBODY;
  }

  private isNameless(status: number): boolean {
    const unknown = status === Status.UnknownSymbol || status === Status.AmbiguousSymbol;
    return unknown && this.decoder.unknownSymbol.symbol === undefined;
  }

  private apply(start: number, end: number): void {
    this.cursors.set(0, start, end);
    const status = this.engine.run(this.cursors.address, 1);
    if (status < 0) throw statusError(status, { where: 'frame' });
    if (status !== Status.GapSeen) return;
    const id = this.engine.state.lastInstrument;
    const { gapExpected, gapFound } = this.engine.instrumentState(id);
    const { symbol } = this.engine.instrument(id);
    this.onGap?.({ symbol, expected: gapExpected, found: gapFound });
  }

  /**
   * A frame that the decoder refused: perhaps it names a new symbol or needs a finer scale. Both
   * are tried in the decoder alone, which forgets them when the frame turns out to be bad: only a
   * good frame takes an instrument's place in the engine. Leaves the decoded record in the output.
   */
  private meet(status: number, frame: Uint8Array, recvTsNs: bigint, symbol?: string): void {
    const { core, decoder, decoderBytes } = this;
    const table = core.bytes.slice(decoder.address, decoder.address + decoderBytes);
    try {
      const candidate = this.decodeAs(status, frame, recvTsNs, symbol);
      if (decoder.outputEnd > decoder.output) {
        this.refuseCrossed();
        this.define(candidate, recvTsNs);
        return;
      }
    } catch (fault) {
      core.bytes.set(table, decoder.address);
      throw fault;
    }
    core.bytes.set(table, decoder.address);
  }

  /** Decodes with more and more defined in the decoder, until the frame fits or is refused. */
  private decodeAs(
    refused: number,
    frame: Uint8Array,
    recvTsNs: bigint,
    symbol?: string,
  ): Candidate {
    const { decoder } = this;
    let candidate: Candidate | undefined;
    let status = refused;
    for (let turns = 0; status < 0 && turns < TURNS_MAX; turns++) {
      if (status === Status.ScaleTooFine) candidate = this.finer(candidate);
      else if (candidate !== undefined) break;
      else if (symbol !== undefined && this.isNameless(status)) {
        candidate = this.newcomer(symbol);
        decoder.defaultInstrument = candidate.id;
      } else if (status === Status.UnknownSymbol)
        candidate = this.newcomer(decoder.unknownSymbol.symbol);
      else break;
      decoder.define(candidate.instrument, candidate.id);
      status = decoder.tryFrame(frame, recvTsNs);
    }
    if (status < 0 || candidate === undefined) throw decoder.error('frame');
    return candidate;
  }

  private newcomer(symbol: string | undefined): Candidate {
    if (symbol === undefined || this.bySymbol.has(symbol)) throw this.decoder.error('frame');
    return { instrument: this.plain(symbol), id: this.bySymbol.size };
  }

  /** The candidate, or the instrument of the frame, with scales that hold the frame's numbers. */
  private finer(candidate: Candidate | undefined): Candidate {
    const { instrumentId, priceScale, qtyScale } = this.decoder.neededScale;
    const known = [...this.bySymbol.values()].find((k) => k.id === instrumentId);
    const old = candidate ?? known;
    if (old === undefined || Math.max(priceScale, qtyScale) > SCALE_MAX)
      throw this.decoder.error('frame');
    const instrument = widened(old.instrument, priceScale, qtyScale);
    const version = (known?.instrument.version ?? 0) + 1;
    return { instrument: { ...instrument, version }, id: old.id };
  }

  /** A snapshot that the engine will refuse must not leave a new instrument or scale there. */
  private refuseCrossed(): void {
    const { view } = this.core;
    const depth = new DepthView(view, this.decoder.output);
    if (depth.kind !== RecordKind.DepthSnapshot) return;
    const { bidCount, rowCount } = depth;
    let bid: bigint | undefined;
    let ask: bigint | undefined;
    for (let i = 0; i < rowCount; i++) {
      const at = depth.offset + DepthView.size + ROW_BYTES * i;
      const price = view.getBigInt64(at, true);
      if (view.getBigInt64(at + 8, true) === 0n) continue;
      if (i < bidCount) bid = bid === undefined || price > bid ? price : bid;
      else ask = ask === undefined || price < ask ? price : ask;
    }
    if (bid !== undefined && ask !== undefined && bid >= ask)
      throw statusError(Status.BookCrossed, { where: 'frame' });
  }

  private define({ instrument, id }: Candidate, recvTsNs: bigint): void {
    writeDefinition(this.definition, instrument, id, recvTsNs);
    this.apply(this.definition.offset, this.definition.offset + DefinitionView.size);
    const book = this.bySymbol.get(instrument.symbol)?.book ?? new Book(this.engine, id);
    this.bySymbol.set(instrument.symbol, { instrument, id, book });
  }
}

/**
 * Books of a venue, fed with frames. Without `memoryBytes` there is room for `instrumentsMax` books
 * of the given window, up to 4 GiB in all; untouched pages cost nothing.
 *
 * @throws OutcryError BAD_ARGUMENT, WASM_MISSING, OUT_OF_MEMORY
 */
export async function createBooks(options: BooksOptions): Promise<Books> {
  if (!VENUES.includes(options?.venue))
    throw badArgument('the venue is unknown', VENUES.join(' or '), options?.venue);
  return new Books(await createBooksCore(options, options.instruments ?? []), options);
}
