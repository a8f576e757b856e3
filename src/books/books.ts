// Live books of one venue: frames in, books out. The same decoder, sequence rules and book code as
// in replay; what is missing here is only the socket.
import { DefinitionView } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { type Core, type CoreOptions, createCore } from '../core/core.ts';
import { Cursors, Engine, type EngineOptions } from '../core/engine.ts';
import { inspectRecording } from '../decode/binance-peek.ts';
import { FeedDecoder } from '../decode/feed-decoder.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import { type Instrument, type VenueName, widened, writeDefinition } from '../model/instrument.ts';
import { Book } from './book.ts';

export interface BooksOptions extends CoreOptions, Omit<EngineOptions, 'hashing'> {
  readonly venue: Extract<VenueName, 'binance-spot' | 'binance-usdm' | 'binance-coinm'>;
  /**
   * Instruments known beforehand. Others are met in their first frame, with the scales that its
   * numbers need; scales widen when a finer number comes.
   */
  readonly instruments?: readonly (Pick<Instrument, 'symbol' | 'priceScale' | 'qtyScale'> &
    Partial<Instrument>)[];
  /** Called when an instrument's update ids break: fetch a new snapshot and apply it. */
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

/** Values of the decoder's default instrument: the only one there is; none. */
const ONLY_ONE = -1;
const NOBODY = 0x7fffffff;

export class Books {
  private readonly core: Core;
  private readonly engine: Engine;
  private readonly decoder: FeedDecoder;
  private readonly cursors: Cursors;
  private readonly definition: DefinitionView;
  private readonly venue: VenueName;
  private readonly onGap: BooksOptions['onGap'];
  private readonly bySymbol = new Map<string, { instrument: Instrument; id: number; book: Book }>();

  /** Use `createBooks`. */
  constructor(core: Core, options: BooksOptions) {
    this.core = core;
    this.engine = new Engine(core, options);
    this.decoder = new FeedDecoder(core);
    this.cursors = new Cursors(core, 1);
    this.definition = new DefinitionView(
      core.view,
      core.alloc(DefinitionView.size, 'a definition'),
    );
    this.venue = options.venue;
    this.onGap = options.onGap;
    this.engine.state.stopOnGap = 1;
    for (const given of options.instruments ?? [])
      this.define({
        tickSize: 1n,
        lotSize: 1n,
        bookModel: 'L2',
        windowBits: 0,
        ...given,
        venue: this.venue,
        version: 1,
      });
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
   * 20 ns a level.
   *
   * @param recvTsNs when it was received, ns since 1970; must not run backwards
   * @param symbol of a snapshot that names none; needed when there are several instruments, or
   *   when it is the first frame of one
   * @throws OutcryError BAD_JSON, BAD_MESSAGE, TIME_BACKWARDS, BOOK_CROSSED, ...; the books are as
   *   before
   */
  applyFrame(frame: Uint8Array, recvTsNs: bigint, symbol?: string): FrameResult {
    this.decoder.defaultInstrument = this.defaultId(symbol);
    let status = this.decoder.tryFrame(frame, recvTsNs);
    // Each turn meets a symbol or widens a scale; a frame has few of either.
    for (let turns = 0; status < 0 && turns < 40; turns++) {
      if (symbol !== undefined && this.isNameless(status)) this.meetNamed(symbol, recvTsNs);
      else if (status === Status.UnknownSymbol) this.meet(frame, recvTsNs);
      else if (status === Status.ScaleTooFine) this.widen(recvTsNs);
      else throw this.decoder.error('frame');
      status = this.decoder.tryFrame(frame, recvTsNs);
    }
    if (status < 0) throw this.decoder.error('frame');
    const { output, outputEnd } = this.decoder;
    if (outputEnd === output) return 'ignored';
    this.apply(output, outputEnd);
    return RESULTS[this.core.bytes[output + 4] ?? 0] ?? 'ignored';
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

  /** The caller names the instrument of a frame that does not; its scales widen at once. */
  private meetNamed(symbol: string, recvTsNs: bigint): void {
    if (this.bySymbol.has(symbol)) throw this.decoder.error('frame');
    const scales = { priceScale: 0, qtyScale: 0, tickSize: 1n, lotSize: 1n };
    const rest = { bookModel: 'L2' as const, windowBits: 0, version: 1 };
    this.define({ symbol, venue: this.venue, ...scales, ...rest }, recvTsNs);
    this.decoder.defaultInstrument = this.defaultId(symbol);
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

  private define(instrument: Instrument, recvTsNs = 0n): void {
    const known = this.bySymbol.get(instrument.symbol);
    const id = known?.id ?? this.bySymbol.size;
    writeDefinition(this.definition, instrument, id, recvTsNs);
    this.apply(this.definition.offset, this.definition.offset + DefinitionView.size);
    this.decoder.define(instrument, id);
    const book = known?.book ?? new Book(this.engine, id);
    this.bySymbol.set(instrument.symbol, { instrument, id, book });
  }

  private meet(frame: Uint8Array, recvTsNs: bigint): void {
    const { symbol } = this.decoder.unknownSymbol;
    const seen = inspectRecording(frame, 'frame').instruments.find((i) => i.symbol === symbol);
    if (seen === undefined || this.bySymbol.has(seen.symbol)) throw this.decoder.error('frame');
    this.define({ ...seen, venue: this.venue }, recvTsNs);
  }

  private widen(recvTsNs: bigint): void {
    const needed = this.decoder.neededScale;
    const known = [...this.bySymbol.values()].find((k) => k.id === needed.instrumentId);
    if (known === undefined || Math.max(needed.priceScale, needed.qtyScale) > 18)
      throw this.decoder.error('frame');
    this.define(widened(known.instrument, needed.priceScale, needed.qtyScale), recvTsNs);
  }
}

/** Books of a venue, fed with frames. @throws OutcryError WASM_MISSING, OUT_OF_MEMORY */
export async function createBooks(options: BooksOptions): Promise<Books> {
  return new Books(await createCore(options), options);
}
