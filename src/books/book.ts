// One order book as its user sees it. Answers are undefined or empty unless the book is
// live: a book with a gap in its sequence has no best bid.
import { BOOK_PLACE, type BookPlace, type HasBook } from '../core/book-place.ts';
import type { BookStateName, Engine } from '../core/engine.ts';
import { bookStateName } from '../core/engine.ts';
import { badArgument, checkInteger } from '../errors/arguments.ts';
import type { Instrument } from '../model/instrument.ts';
import { fromQuanta } from '../model/market-event.ts';

/**
 * Prices and quantities are the nearest doubles of the exact decimals below 2^53 quanta; larger
 * ones are off by at most 2^-52 of their value.
 */
export interface TopOfBook {
  /** NaN and 0 when the side is empty. */
  readonly bidPrice: number;
  readonly bidQty: number;
  readonly askPrice: number;
  readonly askQty: number;
  /** The best bid stands at or above the best ask, as venues show for moments. */
  readonly crossed: boolean;
  /** Last applied update id; -1n for feeds without ids. */
  readonly seq: bigint;
  /** Receive and exchange time of the last record, ns since 1970. */
  readonly recvTsNs: bigint;
  readonly exchangeTsNs: bigint;
}

export interface Level {
  readonly price: number;
  readonly qty: number;
}

export interface Depth {
  /** Best first. */
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

const HAS_BID = 1;
const HAS_ASK = 2;
const CROSSED = 4;
const LEVELS_MAX = 4096;

export class Book implements HasBook {
  private readonly engine: Engine;
  private readonly id: number;
  private readonly foretold: Instrument | undefined;

  /**
   * Made by `Books` and `TapeReplay`; not by users.
   * @param foretold what is known of an instrument that the engine has not met yet
   */
  constructor(engine: Engine, id: number, foretold?: Instrument) {
    this.engine = engine;
    this.id = id;
    this.foretold = foretold;
  }

  [BOOK_PLACE](): BookPlace {
    const { priceScale, qtyScale } = this.instrument;
    return { engine: this.engine, id: this.id, priceScale, qtyScale };
  }

  /** False until the engine has met the instrument: the book is empty then. */
  private get isMet(): boolean {
    const { engine, id } = this;
    return id < engine.instrumentCount && engine.instrumentState(id).defined !== 0;
  }

  /** Venue, symbol, scales and steps; scales can grow while the stream runs. */
  get instrument(): Instrument {
    return this.foretold !== undefined && !this.isMet
      ? this.foretold
      : this.engine.instrument(this.id);
  }

  /** `live` is the only state in which the book can be read. */
  get state(): BookStateName {
    return this.isMet ? bookStateName(this.engine.topState(this.id).state) : 'empty';
  }

  /** Breaks in the update ids, and snapshots that healed one. */
  get gaps(): number {
    return this.isMet ? Number(this.engine.instrumentState(this.id).gaps) : 0;
  }
  get resyncs(): number {
    return this.isMet ? Number(this.engine.instrumentState(this.id).resyncs) : 0;
  }

  /**
   * Prices between which the last snapshot told all levels; undefined before the first. Beyond
   * them a level is known only once it has changed.
   */
  get trustedRange(): { readonly low: number; readonly high: number } | undefined {
    if (!this.isMet) return undefined;
    const inst = this.engine.instrumentState(this.id);
    if (inst.trustedHigh < inst.trustedLow || inst.trustedLow === -(1n << 63n)) return undefined;
    return {
      low: fromQuanta(Number(inst.trustedLow), inst.priceScale),
      high: fromQuanta(Number(inst.trustedHigh), inst.priceScale),
    };
  }

  /** Best bid and ask; undefined unless the book is live. Cost: below 1 us. */
  topOfBook(): TopOfBook | undefined {
    if (this.id >= this.engine.instrumentCount) return undefined;
    const top = this.engine.topOfBook(this.id);
    if (top === undefined) return undefined;
    const { flags, priceScale, qtyScale } = top;
    const bid = (flags & HAS_BID) !== 0;
    const ask = (flags & HAS_ASK) !== 0;
    return {
      bidPrice: bid ? fromQuanta(Number(top.bidPrice), priceScale) : Number.NaN,
      bidQty: bid ? fromQuanta(Number(top.bidQty), qtyScale) : 0,
      askPrice: ask ? fromQuanta(Number(top.askPrice), priceScale) : Number.NaN,
      askQty: ask ? fromQuanta(Number(top.askQty), qtyScale) : 0,
      crossed: (flags & CROSSED) !== 0,
      seq: top.seq,
      recvTsNs: top.recvTsNs,
      exchangeTsNs: top.exchangeTsNs,
    };
  }

  /**
   * The best `levels` of each side; empty unless live.
   * @param levels 1 to 4096
   * @throws OutcryError BAD_ARGUMENT
   */
  depth(levels: number): Depth {
    checkInteger(levels, 'levels', 1, LEVELS_MAX);
    return { bids: this.side('bid', levels), asks: this.side('ask', levels) };
  }

  private side(side: 'bid' | 'ask', levels: number): Level[] {
    const { address, count } = this.engine.levels(this.id, side, levels);
    if (count === 0) return [];
    const { view } = this.engine.core;
    const { priceScale, qtyScale } = this.engine.instrumentState(this.id);
    return Array.from({ length: count }, (_, i) => ({
      price: fromQuanta(Number(view.getBigInt64(address + 16 * i, true)), priceScale),
      qty: fromQuanta(Number(view.getBigInt64(address + 16 * i + 8, true)), qtyScale),
    }));
  }

  /**
   * (bid - ask) / (bid + ask) quantity over the best `levels`, -1 to 1; level i weighs decay^i.
   * NaN unless live; 0 when both sides are empty; a crossed book is answered like any other.
   *
   * @param levels 1 to 4096
   * @param decay 0 to 1; 1 weighs all levels alike, 0 takes the best alone
   * @throws OutcryError BAD_ARGUMENT
   */
  imbalance(levels = 1, decay = 1): number {
    checkInteger(levels, 'levels', 1, LEVELS_MAX);
    if (!(typeof decay === 'number' && decay >= 0 && decay <= 1))
      throw badArgument('decay is out of range', 'a number from 0 to 1', decay);
    const { core, address } = this.engine;
    return core.exports.engineImbalance(address, this.id, levels, decay);
  }

  /**
   * Best prices weighted by the opposite quantity; NaN unless live with both sides. Of a crossed
   * book it lies between ask and bid as well, and says little.
   */
  microprice(): number {
    const { core, address } = this.engine;
    const quanta = core.exports.engineMicroprice(address, this.id);
    if (Number.isNaN(quanta)) return quanta;
    return fromQuanta(quanta, this.engine.instrumentState(this.id).priceScale);
  }

  /**
   * Average price of taking `qty` now: a buy takes asks, a sell takes bids. NaN unless live and
   * deep enough.
   *
   * @param qty above 0, in units of the instrument
   * @throws OutcryError BAD_ARGUMENT
   */
  vwap(side: 'buy' | 'sell', qty: number): number {
    if (side !== 'buy' && side !== 'sell')
      throw badArgument('side is none', "'buy' or 'sell'", side);
    if (!(Number.isFinite(qty) && qty > 0))
      throw badArgument('qty is out of range', 'a finite number above 0', qty);
    const { core, address, instrumentCount } = this.engine;
    if (this.id >= instrumentCount) return Number.NaN;
    const { priceScale, qtyScale } = this.engine.instrumentState(this.id);
    const quanta = qtyScale >= 0 ? qty * 10 ** qtyScale : qty / 10 ** -qtyScale;
    const side01 = side === 'buy' ? 1 : 0;
    return fromQuanta(core.exports.engineVwap(address, this.id, side01, quanta), priceScale);
  }
}
