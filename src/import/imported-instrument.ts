// The instruments of an import: which there are, their scales, and the definitions that are still
// to be written. A scale starts from what is known or seen, and widens when a finer number comes.
import { DefinitionView, SequenceRule } from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import { type Instrument, type VenueName, writeDefinition } from '../model/instrument.ts';
import type { Int64 } from './int64.ts';
import type { RecordBuffer } from './record-buffer.ts';

/** What every importer is given. */
export interface ImportOptions {
  readonly core: Core;
  /** Gives an instrument its id in this run. Called once per instrument and file. */
  assignId(instrument: Instrument): number;
  /** What is known of an instrument beforehand: scales, steps, window. */
  describe?(
    venue: VenueName,
    symbol: string,
  ): Partial<Omit<Instrument, 'venue' | 'symbol' | 'version'>> | undefined;
}

/** Scales above this are never inferred; finer numbers are refused. */
export const SCALE_MAX = 18;

export class ImportedInstrument {
  readonly id: number;
  instrument: Instrument;
  readonly #options: ImportOptions;
  /** A definition must be written before the next record. */
  isDefinitionDue = true;
  /** The last depth record was (part of) a snapshot. */
  isInSnapshot = false;

  constructor(
    options: ImportOptions,
    venue: VenueName,
    symbol: string,
    priceDecimals: number,
    qtyDecimals: number,
    bookModel: 'L2' | 'L3' = 'L2',
  ) {
    this.#options = options;
    const inferred: Instrument = {
      venue,
      symbol,
      priceScale: Math.max(0, Math.min(priceDecimals, SCALE_MAX)),
      qtyScale: Math.max(0, Math.min(qtyDecimals, SCALE_MAX)),
      tickSize: 1n,
      lotSize: 1n,
      bookModel,
      windowBits: 0,
      version: 1,
      // Foreign tapes carry no update ids, whatever their venue's own streams do.
      sequenceRule: SequenceRule.None,
    };
    this.instrument = joined(inferred, options.describe?.(venue, symbol));
    this.id = options.assignId(this.instrument);
  }

  /**
   * Called when the source starts, before any number is read: takes over finer scales that other
   * sources of the run have found in the same instrument meanwhile.
   */
  start(): void {
    const { venue, symbol } = this.instrument;
    this.instrument = joined(this.instrument, this.#options.describe?.(venue, symbol));
  }

  /**
   * Raises the scales; the definition becomes due. A finer price of a book level makes the ladder
   * step one new quantum; a finer print leaves the step's size as it is.
   */
  widen(priceScale: number, qtyScale: number, isLadderPrice: boolean): void {
    const old = this.instrument;
    const priceFactor = 10n ** BigInt(priceScale - old.priceScale);
    this.instrument = {
      ...old,
      priceScale,
      qtyScale,
      tickSize: priceFactor > 1n && isLadderPrice ? 1n : old.tickSize * priceFactor,
      lotSize: old.lotSize * 10n ** BigInt(qtyScale - old.qtyScale),
      // Not yet written: still the same definition.
      version: this.isDefinitionDue ? old.version : old.version + 1,
    };
    this.isDefinitionDue = true;
  }

  /** Writes the definition if one is due. `flags` 0 stands for tapes whose order is final. */
  define(buffer: RecordBuffer, recvTs: Int64, flags = 3): void {
    if (!this.isDefinitionDue) return;
    this.isDefinitionDue = false;
    const view = new DefinitionView(buffer.view, buffer.take(DefinitionView.size));
    writeDefinition(view, this.instrument, this.id, recvTs.toBigInt());
    view.flags = flags;
  }
}

/** `own` with what is `known` beforehand; each scale is the finer of the two. */
function joined(own: Instrument, known: Partial<Instrument> | undefined): Instrument {
  if (known === undefined) return own;
  const price = finer(own.priceScale, known.priceScale);
  const qty = finer(own.qtyScale, known.qtyScale);
  return {
    ...own,
    ...known,
    priceScale: price,
    qtyScale: qty,
    tickSize: stepAt(price, known.priceScale, known.tickSize),
    lotSize: stepAt(qty, known.qtyScale, known.lotSize),
    ...(own.sequenceRule === undefined ? {} : { sequenceRule: own.sequenceRule }),
  };
}

/** A known scale may be negative: it stands unless the data show decimals. */
function finer(own: number, known: number | undefined): number {
  if (known === undefined) return own;
  return own === 0 ? known : Math.max(own, known);
}

/** A step in quanta of `scale`, known at another scale. A step of one quantum says nothing. */
function stepAt(scale: number, knownScale: number | undefined, known: bigint | undefined): bigint {
  if (known === undefined || known === 1n) return 1n;
  return known * 10n ** BigInt(scale - (knownScale ?? scale));
}
