// What an instrument is: venue, symbol, scales and steps. Definitions are records in the stream;
// this is their form for people and programs.
import { BookModel, DefinitionView, RecordKind, SequenceRule, Venue } from '../abi/records.ts';
import { OutcryError } from '../errors/outcry-error.ts';

export const VENUE_NAMES = {
  'binance-spot': Venue.BinanceSpot,
  'binance-usdm': Venue.BinanceUsdm,
  'binance-coinm': Venue.BinanceCoinm,
  nasdaq: Venue.Nasdaq,
  generated: Venue.Generated,
  unknown: Venue.Unknown,
} as const;
export type VenueName = keyof typeof VENUE_NAMES;

export interface Instrument {
  readonly venue: VenueName;
  /** As the venue writes it; at most 32 bytes of UTF-8. */
  readonly symbol: string;
  /** Decimals of a price quantum, -6..18. */
  readonly priceScale: number;
  /** Decimals of a quantity quantum, -6..18. */
  readonly qtyScale: number;
  /** Ladder step in price quanta, >= 1. */
  readonly tickSize: bigint;
  /** Order step in quantity quanta, >= 1. */
  readonly lotSize: bigint;
  readonly bookModel: 'L2' | 'L3';
  /** log2 of the dense window's slots, 8..20; 0 takes the engine's default. */
  readonly windowBits: number;
  /** Counts the definitions of this instrument from 1. */
  readonly version: number;
  /** Where it is not the venue's own: foreign tapes carry no update ids. @default the venue's */
  readonly sequenceRule?: SequenceRule;
}

/** The sequence rule that a venue's depth stream follows. */
export function sequenceRuleOf(venue: VenueName): SequenceRule {
  if (venue === 'binance-spot') return SequenceRule.BinanceSpot;
  if (venue === 'binance-usdm' || venue === 'binance-coinm') return SequenceRule.BinanceFutures;
  return SequenceRule.None;
}

/** `binance-usdm:BTCUSDT`: names an instrument in messages and reports. */
export function instrumentKey(instrument: Pick<Instrument, 'venue' | 'symbol'>): string {
  return `${instrument.venue}:${instrument.symbol}`;
}

/** Writes `instrument` as a definition record of 128 bytes at `view.offset`. */
export function writeDefinition(
  view: DefinitionView,
  instrument: Instrument,
  instrumentId: number,
  recvTsNs: bigint,
): void {
  const symbol = new TextEncoder().encode(instrument.symbol);
  if (symbol.length === 0 || symbol.length > 32)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'a symbol has 1 to 32 bytes', {
      found: `'${instrument.symbol}'`,
    });
  new Uint8Array(view.view.buffer, view.view.byteOffset + view.offset, DefinitionView.size).fill(0);
  view.size = DefinitionView.size;
  view.kind = RecordKind.Definition;
  view.flags = 3;
  view.instrumentId = instrumentId;
  view.recvTsNs = recvTsNs;
  view.version = instrument.version;
  view.venue = VENUE_NAMES[instrument.venue];
  view.priceScale = instrument.priceScale;
  view.qtyScale = instrument.qtyScale;
  view.sequenceRule = instrument.sequenceRule ?? sequenceRuleOf(instrument.venue);
  view.bookModel = BookModel[instrument.bookModel];
  view.windowBits = instrument.windowBits;
  view.symbolLength = symbol.length;
  view.tickSize = instrument.tickSize;
  view.lotSize = instrument.lotSize;
  for (let i = 0; i < symbol.length; i++)
    view.view.setUint8(view.offset + SYMBOL_OFFSET + i, symbol[i] ?? 0);
}

const SYMBOL_OFFSET = 56;

/** Reads a definition record back. */
export function readDefinition(view: DefinitionView): Instrument {
  const venue = (Object.keys(VENUE_NAMES) as VenueName[]).find(
    (name) => VENUE_NAMES[name] === view.venue,
  );
  const symbol = view.symbol.slice(0, view.symbolLength);
  const ownRule = sequenceRuleOf(venue ?? 'unknown');
  return {
    venue: venue ?? 'unknown',
    symbol: new TextDecoder().decode(symbol),
    priceScale: view.priceScale,
    qtyScale: view.qtyScale,
    tickSize: view.tickSize,
    lotSize: view.lotSize,
    bookModel: view.bookModel === BookModel.L3 ? 'L3' : 'L2',
    windowBits: view.windowBits,
    version: view.version,
    ...(view.sequenceRule === ownRule ? {} : { sequenceRule: view.sequenceRule as SequenceRule }),
  };
}

/** The next version of an instrument, with scales that hold finer numbers. */
export function widened(old: Instrument, priceScale: number, qtyScale: number): Instrument {
  const price = Math.max(old.priceScale, priceScale);
  const qty = Math.max(old.qtyScale, qtyScale);
  return {
    ...old,
    priceScale: price,
    qtyScale: qty,
    // A finer price shows a finer grid; a finer quantity alone does not.
    tickSize: price > old.priceScale ? 1n : old.tickSize,
    lotSize: qty > old.qtyScale ? 1n : old.lotSize,
    version: old.version + 1,
  };
}
