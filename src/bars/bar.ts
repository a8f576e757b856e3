// A bar as programs read it, and the records of the core that it is read from.
import { BarFlag, BarView } from '../abi/bars.ts';
import { RecordFlag } from '../abi/records.ts';
import type { Scales } from './options.ts';

export interface Ohlc {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** Prices and quantities in the instrument's units; times in ns since 1970 UTC. */
export interface Bar extends Ohlc {
  /** Start of the interval; of the first event for bars that time does not cut. */
  readonly openTimeNs: bigint;
  /** End of the interval; of the last event for bars that time does not cut. */
  readonly closeTimeNs: bigint;
  /** When it became known: receive time of what closed it; of the last event while it forms. */
  readonly knownTimeNs: bigint;
  readonly volume: number;
  /** Part of the volume whose aggressor bought. */
  readonly buyVolume: number;
  /** Sum of price times quantity. */
  readonly turnover: number;
  readonly eventCount: number;
  /** Still open: its values may change. */
  readonly isForming: boolean;
  /** Nothing happened: the prices are the close before it. */
  readonly isEmpty: boolean;
  /** 1 for rising bricks and columns of X, -1 for falling ones and O, otherwise 0. */
  readonly direction: -1 | 0 | 1;
  /**
   * Bars of quotes: prices of the ask, while `open` to `close` are those of the bid. NaN: that side
   * was never there yet.
   */
  readonly ask?: Ohlc;
}

/** Divides quanta into units: the double nearest to the decimal, up to 2^53 quanta. */
export class UnitReader {
  private readonly divisor: number;
  private readonly factor: number;

  constructor(scale: number) {
    this.divisor = 10 ** Math.max(scale, 0);
    this.factor = 10 ** Math.max(-scale, 0);
  }

  of(quanta: number): number {
    return (quanta * this.factor) / this.divisor;
  }
}

export interface Units {
  readonly price: UnitReader;
  readonly qty: UnitReader;
  readonly turnover: UnitReader;
}

export function unitsOf(scales: Scales): Units {
  return {
    price: new UnitReader(scales.priceScale),
    qty: new UnitReader(scales.qtyScale),
    turnover: new UnitReader(scales.priceScale + scales.qtyScale),
  };
}

export function directionOf(flags: number): -1 | 0 | 1 {
  if ((flags & RecordFlag.Buy) !== 0) return 1;
  return (flags & RecordFlag.Sell) === 0 ? 0 : -1;
}

const NO_PRICES: Ohlc = { open: Number.NaN, high: Number.NaN, low: Number.NaN, close: Number.NaN };

/** Open to close of the record, or `prices` in their place, in units. */
function mainOf(record: BarView, unit: UnitReader, prices: Ohlc | undefined): Ohlc {
  if ((record.barFlags & BarFlag.NoBid) !== 0) return NO_PRICES;
  const { open, high, low, close } = prices ?? record;
  return {
    open: unit.of(Number(open)),
    high: unit.of(Number(high)),
    low: unit.of(Number(low)),
    close: unit.of(Number(close)),
  };
}

function askOf(record: BarView, unit: UnitReader): Ohlc {
  if ((record.barFlags & BarFlag.NoAsk) !== 0) return NO_PRICES;
  return {
    open: unit.of(Number(record.askOpen)),
    high: unit.of(Number(record.askHigh)),
    low: unit.of(Number(record.askLow)),
    close: unit.of(Number(record.askClose)),
  };
}

/** Reads the record at `at`. `prices`: other prices than the record's, in quanta. */
export function readBar(
  view: DataView,
  at: number,
  units: Units,
  isQuote: boolean,
  prices?: Ohlc,
): Bar {
  const record = new BarView(view, at);
  return {
    openTimeNs: record.openTsNs,
    closeTimeNs: record.exchangeTsNs,
    knownTimeNs: record.recvTsNs,
    ...mainOf(record, units.price, prices),
    volume: units.qty.of(Number(record.qty)),
    buyVolume: units.qty.of(Number(record.buyQty)),
    turnover: units.turnover.of(record.turnover),
    eventCount: record.eventCount,
    isForming: (record.barFlags & BarFlag.Forming) !== 0,
    isEmpty: (record.barFlags & BarFlag.Empty) !== 0,
    direction: directionOf(record.flags),
    ...(isQuote ? { ask: askOf(record, units.price) } : {}),
  };
}
