// Microstructure of one instrument: over a live book where it lies, or over levels that are given.
/// <reference lib="esnext.disposable" preserve="true" />
import { MicroConfigView, MicroValuesView } from '../abi/micro.ts';
import { RecordKind, TradeView } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { BOOK_PLACE, type HasBook } from '../core/book-place.ts';
import type { Core } from '../core/core.ts';
import { badArgument, checkInteger, checkObject, checkTime } from '../errors/arguments.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { aggressorFlag } from '../model/aggressor.ts';
import { DEPTH_MAX, hostOf, type MicroHost, ROW } from './host.ts';
import { type MicroOptions, type MicroScales, writeMicroConfig } from './options.ts';
import { type MicroValues, readMicroValues } from './values.ts';

export interface MicroTrade {
  /** Ns since 1970. */
  readonly timeNs: bigint;
  readonly price: number;
  readonly qty: number;
  /** Of the aggressor, where the venue says it. */
  readonly side?: 'buy' | 'sell' | undefined;
}

/** What `trade` needs of a print. */
export interface MicroPrint {
  readonly exchangeTsNs: bigint;
  readonly price: number;
  readonly qty: number;
  readonly aggressorSide: 'buy' | 'sell' | undefined;
}

export interface MicroDepth {
  readonly timeNs: bigint;
  /** Best first. */
  readonly bids: readonly { readonly price: number; readonly qty: number }[];
  readonly asks: readonly { readonly price: number; readonly qty: number }[];
  /** Levels that changed since the last one. @default 1 */
  readonly changes?: number;
}

/** A book in the core of its engine. */
interface Place {
  readonly engine: number;
  readonly id: number;
}

function quantaOf(value: number, scale: number, name: string): bigint {
  // Texts and null would become numbers in silence.
  const quanta = typeof value === 'number' ? Math.round(value * 10 ** scale) : Number.NaN;
  if (Number.isSafeInteger(quanta)) return BigInt(quanta);
  const expected = `a finite number below 2^53 quanta of ${scale} decimals`;
  throw badArgument(`${name} is out of range`, expected, value);
}

export class Microstructure {
  /** Address and bytes of the state in the core, for sessions that feed it there. */
  readonly address: number;
  readonly stateBytes: number;
  readonly #core: Core;
  readonly #host: MicroHost;
  readonly #place: Place | undefined;
  readonly #view: MicroValuesView;
  readonly #ofiLevels: number;
  #isOpen = true;

  /** Use `createMicrostructure` or `followBook`. */
  constructor(core: Core, scales: MicroScales, options: MicroOptions, id = 0, engine?: number) {
    this.#core = core;
    this.#host = hostOf(core);
    const view = this.#host.config;
    core.bytes.fill(0, view.offset, view.offset + MicroConfigView.size);
    writeMicroConfig(view, scales, options);
    view.instrumentId = id;
    this.#ofiLevels = view.ofiLevels;
    this.stateBytes = core.exports.microSize(view.offset) >>> 0;
    this.address = this.#host.claim(this.stateBytes);
    core.check(core.exports.microInit(this.address, view.offset), 'microstructure');
    this.#view = new MicroValuesView(core.view, this.address);
    this.#place = engine === undefined ? undefined : { engine, id };
  }

  #open(): void {
    if (!this.#isOpen)
      throw new OutcryError('CLOSED', 'usage', 'this microstructure was disposed of');
  }

  /**
   * Takes the book as it is now; call it after each event of the book that is to count. False: the
   * book is not live, nothing of it is known. Cost: that of reading the levels, O(levels).
   *
   * @param changes levels that the event changed: what the rate of quotes counts
   * @throws OutcryError BAD_ARGUMENT; NO_BOOK unless this follows a book
   */
  update(changes = 1): boolean {
    checkInteger(changes, 'changes', 0, 0xffff_ffff);
    const { engine, id } = this.#placeOf();
    const status = this.#core.exports.microBook(this.address, engine, id, changes);
    if (status === Status.UnknownInstrument || status === Status.NeedInput) return false;
    this.#core.check(status, 'microstructure');
    return true;
  }

  #placeOf(): Place {
    this.#open();
    if (this.#place !== undefined) return this.#place;
    throw new OutcryError('NO_BOOK', 'usage', 'this follows no book', {
      hint: 'use followBook(book), or give levels with depth()',
    });
  }

  /**
   * Takes levels, best first; up to 1000 a side count.
   * @throws OutcryError BAD_ARGUMENT; NO_BOOK where a book is followed
   */
  depth(depth: MicroDepth): void {
    this.#open();
    if (this.#place !== undefined)
      throw new OutcryError('NO_BOOK', 'usage', 'levels come from the book that this follows', {
        hint: 'call update()',
      });
    checkObject(depth, 'the event');
    checkTime(depth.timeNs, 'timeNs');
    const changes = depth.changes ?? 1;
    checkInteger(changes, 'changes', 0, 0xffff_ffff);
    const { bids, asks, time } = this.#host;
    const bidCount = this.#writeSide(bids, depth.bids, -1);
    const askCount = this.#writeSide(asks, depth.asks, 1);
    const { view, exports } = this.#core;
    view.setBigInt64(time, depth.timeNs, true);
    exports.microLevels(this.address, bids, bidCount, asks, askCount, time, changes);
  }

  #writeSide(at: number, levels: MicroDepth['bids'], way: 1 | -1): number {
    const { view } = this.#core;
    const { priceScale, qtyScale } = this.#view;
    if (!Array.isArray(levels)) throw badArgument('levels are missing', 'an array', levels);
    const count = Math.min(levels.length, DEPTH_MAX);
    let last: bigint | undefined;
    for (const [k, level] of levels.slice(0, count).entries()) {
      checkObject(level, 'a level');
      const { price, qty } = level;
      const quanta = quantaOf(price, priceScale, 'price');
      const size = quantaOf(qty, qtyScale, 'qty');
      if (size <= 0n) throw badArgument('qty is out of range', 'above 0', qty);
      if (last !== undefined && (way > 0 ? quanta <= last : quanta >= last))
        throw badArgument('the levels are not in order', 'the best first, no price twice', price);
      view.setBigInt64(at + ROW * k, quanta, true);
      view.setBigInt64(at + ROW * k + 8, size, true);
      last = quanta;
    }
    return count;
  }

  /**
   * Takes a trade. The middle that it is compared with is that of the last book.
   * @throws OutcryError BAD_ARGUMENT, NEGATIVE, OVERFLOW (2^62 quanta in all)
   */
  trade(trade: MicroTrade): void {
    this.#open();
    checkObject(trade, 'the event');
    checkTime(trade.timeNs, 'timeNs');
    const record = this.#host.trade;
    const { priceScale, qtyScale } = this.#view;
    record.size = TradeView.size;
    record.kind = RecordKind.Trade;
    record.recvTsNs = trade.timeNs;
    record.price = quantaOf(trade.price, priceScale, 'price');
    record.qty = quantaOf(trade.qty, qtyScale, 'qty');
    record.flags = aggressorFlag(trade.side);
    this.#core.check(this.#core.exports.microTrade(this.address, record.offset), 'trade');
  }

  /**
   * Takes a print of a strategy's `onTrade`, at its exchange time.
   * @throws OutcryError as `trade`
   */
  print(print: MicroPrint): void {
    checkObject(print, 'the print');
    const { exchangeTsNs: timeNs, price, qty, aggressorSide: side } = print;
    this.trade({ timeNs, price, qty, side });
  }

  /**
   * Takes the record at `address` of the core, right after the engine took it: trades, and what
   * changes the book; others are passed over.
   *
   * @throws OutcryError NEGATIVE, OVERFLOW, BAD_ARGUMENT; NO_BOOK unless this follows a book
   */
  record(address: number): void {
    const { engine } = this.#placeOf();
    checkInteger(address, 'address', 0, this.#core.bytes.length - TradeView.size);
    const status = this.#core.exports.microRecord(this.address, engine, address);
    if (status !== Status.UnknownInstrument) this.#core.check(status, 'record');
  }

  /**
   * VPIN from bars of one's own: change of price from the bar before, and quantity.
   * @throws OutcryError BAD_ARGUMENT; also where `vpin` was not asked for
   */
  bar(priceChange: number, qty: number): void {
    this.#open();
    const { priceScale, qtyScale } = this.#view;
    // Not a number: the core refuses what is none.
    const change = Number.isFinite(priceChange) ? priceChange * 10 ** priceScale : Number.NaN;
    const size = Number.isFinite(qty) ? qty * 10 ** qtyScale : Number.NaN;
    if (this.#core.exports.microBar(this.address, change, size) >= 0) return;
    const expected = 'finite numbers, the quantity not negative, and the option vpin';
    throw badArgument(
      'this is no bar for VPIN',
      expected,
      `${String(priceChange)}, ${String(qty)}`,
    );
  }

  /** All values now. Cost: about 1 us. */
  values(): MicroValues {
    this.#open();
    return readMicroValues(this.#view);
  }

  /** Order-flow imbalance of each level: of the last update, and of the window. */
  ofiLevels(): { readonly last: readonly number[]; readonly sum: readonly number[] } {
    this.#open();
    const unit = 10 ** this.#view.qtyScale;
    const count = this.#ofiLevels;
    const at = this.address + this.#view.ofiAt;
    const read = (from: number): number[] =>
      Array.from({ length: count }, (_, k) => {
        return this.#core.view.getFloat64(at + 8 * (from + k), true) / unit;
      });
    return { last: read(0), sum: read(count) };
  }

  /** The state as bytes: `restore` goes on from it in one made the same way. */
  save(): Uint8Array<ArrayBuffer> {
    this.#open();
    return this.#core.bytes.slice(this.address, this.address + this.stateBytes);
  }

  /** @throws OutcryError BAD_ARGUMENT unless `state` comes from one with the same options */
  restore(state: Uint8Array): void {
    this.#open();
    const from = MicroValuesView.size;
    const to = from + MicroConfigView.size;
    if (!(state instanceof Uint8Array)) throw badArgument('this is no state', 'bytes', state);
    const own = this.#core.bytes.subarray(this.address + from, this.address + to);
    const given = state.subarray(from, to);
    if (state.length !== this.stateBytes || !own.every((byte, i) => byte === given[i]))
      throw badArgument(
        'a state of another kind',
        `${this.stateBytes} bytes from one with the same options and scales`,
        `${state.length} bytes`,
      );
    this.#core.bytes.set(state, this.address);
  }

  /** Gives the memory back. It cannot be used afterwards. */
  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#host.release(this.address, this.stateBytes);
  }
}

/**
 * Microstructure of a live or replayed book, or of a strategy's market (made in `create`, updated
 * in its handlers), computed where the book lies.
 *
 * @throws OutcryError BAD_ARGUMENT, OUT_OF_MEMORY: it takes some KB of the book's memory
 */
export function followBook(book: HasBook, options: MicroOptions = {}): Microstructure {
  if (typeof book !== 'object' || book === null || !(BOOK_PLACE in book))
    throw badArgument('this is no book', 'a Book, or a market of a strategy', book);
  const { engine, id, ...scales } = book[BOOK_PLACE]();
  return new Microstructure(engine.core, scales, options, id, engine.address);
}
