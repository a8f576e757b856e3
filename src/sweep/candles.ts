// The candles of a sweep, as its kernel reads them: prices in quanta, and at which bar an order
// fills.
import type { CandleSource } from '../import/candle-source.ts';
import type { Instrument } from '../model/instrument.ts';
import type { PriceName } from '../signals/rule.ts';

export interface SweepCandles {
  readonly instrument: Instrument;
  readonly length: number;
  /** End of each candle, ns since 1970. */
  readonly closeTsNs: BigInt64Array;
  readonly openQuanta: BigInt64Array;
  readonly highQuanta: BigInt64Array;
  readonly lowQuanta: BigInt64Array;
  readonly closeQuanta: BigInt64Array;
  /** What indicators see: as a strategy reads its bars. */
  readonly prices: Readonly<Record<PriceName, Float64Array>>;
  /** First bar at which an order that was sent at the end of a bar fills; `length`: none. */
  readonly fillBar: Uint32Array;
}

function inUnits(quanta: BigInt64Array, scale: number): Float64Array {
  const power = 10 ** scale;
  return Float64Array.from(quanta, (value) => Number(value) / power);
}

/** An order takes part in bars that opened at most so long before it came. */
const GRACE_NS = 1_000_000_000n;

/** Candles as columns. Empty ones fill nothing. */
export function sweepCandles(source: CandleSource): SweepCandles {
  const { candles, columns, instrument, candleNs } = source;
  const { length, timeNs } = candles;
  const { priceScale, qtyScale } = instrument;
  const fillBar = new Uint32Array(length);
  const opens = (bar: number, afterNs: bigint): boolean =>
    !source.isEmpty(bar) && (timeNs[bar] ?? 0n) >= afterNs - GRACE_NS;
  let next = 0;
  for (let bar = 0; bar < length; bar++) {
    const closeNs = (timeNs[bar] ?? 0n) + candleNs;
    if (next <= bar) next = bar + 1;
    while (next < length && !opens(next, closeNs)) next++;
    fillBar[bar] = next;
  }
  return {
    instrument,
    length,
    closeTsNs: timeNs.map((time) => time + candleNs),
    openQuanta: columns.open,
    highQuanta: columns.high,
    lowQuanta: columns.low,
    closeQuanta: columns.close,
    prices: {
      open: inUnits(columns.open, priceScale),
      high: inUnits(columns.high, priceScale),
      low: inUnits(columns.low, priceScale),
      close: inUnits(columns.close, priceScale),
      volume: inUnits(columns.qty, qtyScale),
    },
    fillBar,
  };
}
