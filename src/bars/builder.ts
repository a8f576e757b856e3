// Bars of a stream: events go in one by one, bars come back when they close, and the forming bar
// can be read at any time.
/// <reference lib="esnext.disposable" preserve="true" />
import { BarFlag, BarRecordKind, BarsConfigView, BarsStatsView, BarView } from '../abi/bars.ts';
import { BboView, RecordFlag, RecordKind, TradeView } from '../abi/records.ts';
import { badArgument, checkInteger, checkObject, checkTime } from '../errors/arguments.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { aggressorFlag } from '../model/aggressor.ts';
import { type Amount, checkI64, quantaOf } from './amount.ts';
import { type Bar, type Ohlc, readBar, type Units, unitsOf } from './bar.ts';
import type { BarHost, Slot } from './host.ts';
import type { BarOptions, Scales } from './options.ts';
import type { BarSpec } from './spec.ts';

export interface TradeEvent {
  /** When it happened, ns since 1970. */
  readonly timeNs: bigint;
  readonly price: Amount;
  readonly qty: Amount;
  /** Of the aggressor. Without it, imbalance bars follow the price. */
  readonly side?: 'buy' | 'sell' | undefined;
  /** Finds duplicates. */
  readonly id?: bigint;
  /** When it arrived. @default timeNs */
  readonly recvTimeNs?: bigint;
}

export interface QuoteEvent {
  readonly timeNs: bigint;
  /** Left out: that side is empty. */
  readonly bid?: Amount;
  readonly ask?: Amount;
  readonly recvTimeNs?: bigint;
}

/** A finished smaller bar. */
export interface BarEvent {
  readonly openTimeNs: bigint;
  readonly closeTimeNs: bigint;
  readonly knownTimeNs?: bigint;
  readonly open: Amount;
  readonly high: Amount;
  readonly low: Amount;
  readonly close: Amount;
  readonly volume?: Amount;
  readonly buyVolume?: Amount;
  readonly turnover?: number;
  readonly eventCount?: number;
  readonly isEmpty?: boolean;
}

/** Counts of a builder. */
export interface BarCounts {
  readonly bars: number;
  readonly events: number;
  readonly late: number;
  readonly disordered: number;
  readonly duplicates: number;
  readonly malformed: number;
  /** Events outside the session. */
  readonly outside: number;
  /** Places at which smaller bars are missing. */
  readonly gaps: number;
}

const NONE: readonly Bar[] = Object.freeze([]);
const BOTH_ORDERS = RecordFlag.Exchange | RecordFlag.Local;

export class BarBuilder {
  readonly spec: BarSpec;
  readonly scales: Scales;
  readonly #host: BarHost;
  readonly #slot: Slot;
  readonly #units: Units;
  readonly #options: BarOptions;
  readonly #hasAsk: boolean;
  #isOpen = true;
  /** What closed before a record that was refused: the next call returns it. */
  #held: Bar[] | undefined;

  constructor(host: BarHost, spec: BarSpec, scales: Scales, options: BarOptions) {
    this.spec = spec;
    this.scales = scales;
    this.#host = host;
    this.#options = options;
    this.#hasAsk = options.from === 'quotes';
    this.#slot = host.claim(spec, scales, options);
    this.#units = unitsOf(scales);
  }

  /** @throws OutcryError CLOSED: the place may be another builder's now */
  #checkOpen(): void {
    if (this.#isOpen) return;
    throw new OutcryError('CLOSED', 'usage', 'this bar builder was disposed of', {
      where: this.spec.text,
    });
  }

  /** Runs `call` and reads the bars that it closes. */
  #collect(call: (onBars: (start: number, end: number) => void) => void): readonly Bar[] {
    this.#checkOpen();
    const held = this.#held;
    this.#held = undefined;
    let bars = held;
    try {
      call((start, end) => {
        bars ??= [];
        for (let at = start; at < end; at += BarView.size) bars.push(this.#read(at, true));
      });
    } catch (error) {
      this.#held = bars;
      throw error;
    }
    return bars ?? NONE;
  }

  #read(at: number, isFinal: boolean): Bar {
    const { core } = this.#host;
    if (!this.spec.heikinAshi) return readBar(core.view, at, this.#units, this.#hasAsk);
    const out = this.#host.single + BarView.size;
    core.exports.heikinAshi(this.#slot.heikinAshi, at, out, isFinal ? 1 : 0);
    const f64 = (k: number): number => core.view.getFloat64(out + 8 * k, true);
    const prices: Ohlc = { open: f64(0), high: f64(1), low: f64(2), close: f64(3) };
    return readBar(core.view, at, this.#units, this.#hasAsk, prices);
  }

  /** Checks what the events are made of, and clears the place of the record. */
  #begin(from: 'trades' | 'quotes' | 'bars', event: object): number {
    checkObject(event, 'the event');
    const wanted = this.#options.from ?? 'trades';
    if (wanted !== from)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'bars are made of one kind of event', {
        expected: wanted,
        found: from,
        where: this.spec.text,
      });
    const at = this.#host.records;
    this.#host.core.bytes.fill(0, at, at + BarView.size);
    return at;
  }

  #run(at: number, bytes: number): readonly Bar[] {
    return this.#collect((onBars) => {
      this.#slot.run(at, at + bytes, onBars);
    });
  }

  /**
   * Takes a trade; returns the bars that it closed, oldest first. Cost: below 1 us.
   *
   * @throws OutcryError LATE_EVENT, OUT_OF_ORDER, DUPLICATE_EVENT, MALFORMED_EVENT by the policies;
   * LONG_GAP, OVERFLOW; SCALE_TOO_FINE, BAD_DECIMAL, BAD_ARGUMENT
   */
  trade(event: TradeEvent): readonly Bar[] {
    const at = this.#begin('trades', event);
    checkTime(event.timeNs, 'timeNs');
    const record = new TradeView(this.#host.core.view, at);
    record.size = TradeView.size;
    record.kind = RecordKind.Trade;
    record.flags = BOTH_ORDERS | aggressorFlag(event.side);
    record.instrumentId = this.#options.instrumentId ?? 0;
    record.recvTsNs = knownAt(event.recvTimeNs, 'recvTimeNs') ?? event.timeNs;
    record.exchangeTsNs = event.timeNs;
    record.price = quantaOf(event.price, this.scales.priceScale, 'price');
    record.qty = quantaOf(event.qty, this.scales.qtyScale, 'qty');
    record.tradeId = event.id === undefined ? -1n : checkI64(event.id, 'id');
    return this.#run(at, TradeView.size);
  }

  /** Takes a quote; returns the bars that it closed. Errors as `trade`. */
  quote(event: QuoteEvent): readonly Bar[] {
    const at = this.#begin('quotes', event);
    checkTime(event.timeNs, 'timeNs');
    const record = new BboView(this.#host.core.view, at);
    record.size = BboView.size;
    record.kind = RecordKind.Bbo;
    record.flags = BOTH_ORDERS;
    record.instrumentId = this.#options.instrumentId ?? 0;
    record.recvTsNs = knownAt(event.recvTimeNs, 'recvTimeNs') ?? event.timeNs;
    record.exchangeTsNs = event.timeNs;
    const { priceScale } = this.scales;
    if (event.bid !== undefined) {
      record.bidPrice = quantaOf(event.bid, priceScale, 'bid');
      record.bidQty = 1n;
    }
    if (event.ask !== undefined) {
      record.askPrice = quantaOf(event.ask, priceScale, 'ask');
      record.askQty = 1n;
    }
    return this.#run(at, BboView.size);
  }

  /**
   * Takes a smaller bar that is finished; returns the bars that it closed. A bar that ends where
   * this one does closes it at once. Errors as `trade`, and BAR_TOO_LONG.
   */
  bar(event: BarEvent): readonly Bar[] {
    const at = this.#begin('bars', event);
    checkTime(event.openTimeNs, 'openTimeNs');
    checkTime(event.closeTimeNs, 'closeTimeNs');
    const record = new BarView(this.#host.core.view, at);
    const { priceScale, qtyScale } = this.scales;
    record.size = BarView.size;
    record.kind = BarRecordKind.Bar;
    record.flags = BOTH_ORDERS;
    record.instrumentId = this.#options.instrumentId ?? 0;
    record.recvTsNs = knownAt(event.knownTimeNs, 'knownTimeNs') ?? event.closeTimeNs;
    record.exchangeTsNs = event.closeTimeNs;
    record.openTsNs = event.openTimeNs;
    record.open = quantaOf(event.open, priceScale, 'open');
    record.high = quantaOf(event.high, priceScale, 'high');
    record.low = quantaOf(event.low, priceScale, 'low');
    record.close = quantaOf(event.close, priceScale, 'close');
    record.qty = quantaOf(event.volume ?? 0n, qtyScale, 'volume');
    record.buyQty = quantaOf(event.buyVolume ?? 0n, qtyScale, 'buyVolume');
    const turnover = event.turnover ?? 0;
    if (!Number.isFinite(turnover))
      throw badArgument('turnover is out of range', 'a finite number', turnover);
    record.turnover = Math.round(turnover * 10 ** (priceScale + qtyScale));
    const count = event.eventCount ?? 1;
    checkInteger(count, 'eventCount', 0, 0xffff_ffff);
    record.eventCount = count;
    record.barFlags = event.isEmpty === true ? BarFlag.Empty : 0;
    return this.#run(at, BarView.size);
  }

  /**
   * Takes the records [start, end) of the core's memory, those of other kinds and instruments
   * passed over; returns the bars that they closed. Errors as `trade`: the records before the
   * refused one are taken, and the next call returns the bars that they closed.
   *
   * @param closedBy gets the address of the record that closed it, for each bar that these close;
   * those that a refused call left behind come before
   */
  records(start: number, end: number, closedBy?: number[]): readonly Bar[] {
    const { byteLength } = this.#host.core.bytes;
    checkInteger(start, 'start', 0, byteLength);
    checkInteger(end, 'end', start, byteLength);
    return this.#collect((onBars) => {
      this.#slot.run(start, end, onBars, closedBy);
    });
  }

  /**
   * Says that this time has come: time bars that ended by then close, and gaps fill. Other bars
   * stay as they are. Without it, a bar closes with the first event after its end.
   *
   * @throws OutcryError LONG_GAP
   */
  time(nowNs: bigint): readonly Bar[] {
    checkTime(nowNs, 'nowNs');
    return this.#collect((onBars) => {
      this.#slot.time(nowNs, onBars);
    });
  }

  /** The bar that is still open, as it would be if it closed now; undefined: there is none. */
  forming(): Bar | undefined {
    const { core, single } = this.#host;
    if (!this.#isOpen || core.exports.barsForming(this.#slot.at, single) === 0) return undefined;
    return this.#read(single, false);
  }

  /** @throws OutcryError CLOSED */
  counts(): BarCounts {
    this.#checkOpen();
    const { stats } = this.#slot;
    return {
      bars: Number(stats.bars),
      events: Number(stats.events),
      late: Number(stats.late),
      disordered: Number(stats.disordered),
      duplicates: Number(stats.duplicates),
      malformed: Number(stats.malformed),
      outside: Number(stats.outside),
      gaps: Number(stats.gaps),
    };
  }

  /** Copies the state to `place` in the core, and back from there. For `Timeframes`. */
  keep(place: number): void {
    this.#checkOpen();
    this.#slot.keep(place);
  }
  goBack(place: number): void {
    this.#checkOpen();
    this.#slot.goBack(place);
  }

  /**
   * The state as bytes: `restore` goes on from it in a builder made the same way.
   * @throws OutcryError CLOSED
   */
  save(): Uint8Array<ArrayBuffer> {
    this.#checkOpen();
    const { core, slotBytes } = this.#host;
    const copy = new Uint8Array(slotBytes);
    copy.set(core.bytes.subarray(this.#slot.at, this.#slot.at + slotBytes));
    return copy;
  }

  /** @throws OutcryError CLOSED; BAD_ARGUMENT unless `state` comes from a builder of such bars */
  restore(state: Uint8Array): void {
    this.#checkOpen();
    const { core, slotBytes } = this.#host;
    if (!(state instanceof Uint8Array)) throw badArgument('this is no state', 'bytes', state);
    const from = CONFIG_OFFSET;
    const to = CONFIG_OFFSET + CONFIG_BYTES;
    const own = core.bytes.subarray(this.#slot.at + from, this.#slot.at + to);
    const given = state.subarray(from, to);
    const isOurs = state.length === slotBytes && own.every((byte, i) => byte === given[i]);
    if (!isOurs)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'a state of other bars', {
        expected: `${slotBytes} bytes from a builder of ${this.spec.text} with the same options`,
        found: `${state.length} bytes`,
      });
    core.bytes.set(state, this.#slot.at);
  }

  /** Gives the memory back, once. The builder cannot be used afterwards: OutcryError CLOSED. */
  [Symbol.dispose](): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#host.release(this.#slot.at);
  }
}

/** When an event became known, where it says so. @throws OutcryError BAD_ARGUMENT */
function knownAt(timeNs: bigint | undefined, name: string): bigint | undefined {
  if (timeNs !== undefined) checkTime(timeNs, name);
  return timeNs;
}

/** Number of the layout, and the configuration right behind it. */
const CONFIG_OFFSET = BarsStatsView.size - 4;
const CONFIG_BYTES = 4 + BarsConfigView.size;
