// How each kind of columns becomes records of the core.
import { checkObject } from '../errors/arguments.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import {
  BAR_BYTES,
  BAR_KIND,
  type CandleColumns,
  checkTable,
  type EventColumns,
  type EventPlan,
  type PlanOptions,
  QUOTE_BYTES,
  QUOTE_KIND,
  type QuoteColumns,
  scaleOf,
  TRADE_BYTES,
  TRADE_KIND,
  type TradeColumns,
} from './columns.ts';
import type { BarSourceName } from './options.ts';

/** Offsets of fields of the records, bytes. */
const RECV = 8;
const EXCHANGE = 16;
const FIRST = 24;

function tradePlan(trades: TradeColumns, options: PlanOptions): EventPlan {
  const { timeNs, price, qty, side, id } = trades;
  checkTable({ timeNs, required: { price, qty }, optional: { side }, integers: { id } });
  const priceScale = options.priceScale ?? scaleOf({ price }, 'priceScale');
  const qtyScale = options.qtyScale ?? scaleOf({ qty }, 'qtyScale');
  const size = TRADE_BYTES;
  return {
    length: timeNs.length,
    knownTimeNs: timeNs,
    recordBytes: size,
    priceScale,
    qtyScale,
    fill(filler, at, row, n) {
      filler.headers(at, n, size, TRADE_KIND, options.instrumentId);
      filler.int64(at + RECV, size, n, timeNs, row);
      filler.int64(at + EXCHANGE, size, n, timeNs, row);
      filler.quanta(at + FIRST, size, n, { name: 'price', column: price, scale: priceScale }, row);
      filler.quanta(at + FIRST + 8, size, n, { name: 'qty', column: qty, scale: qtyScale }, row);
      if (id === undefined) filler.constant(at + FIRST + 16, size, n, -1);
      else filler.int64(at + FIRST + 16, size, n, id, row);
      if (side !== undefined) filler.sides(at, size, n, side, row);
    },
  };
}

function quotePlan(quotes: QuoteColumns, options: PlanOptions): EventPlan {
  const { timeNs, bid, ask } = quotes;
  checkTable({ timeNs, required: { bid, ask } });
  const scale = options.priceScale ?? scaleOf({ bid, ask }, 'priceScale');
  const size = QUOTE_BYTES;
  const side = (name: string, column: QuoteColumns['bid']) =>
    ({ name, column, scale, isOptional: true }) as const;
  return {
    length: timeNs.length,
    knownTimeNs: timeNs,
    recordBytes: size,
    priceScale: scale,
    qtyScale: options.qtyScale ?? 0,
    fill(filler, at, row, n) {
      filler.headers(at, n, size, QUOTE_KIND, options.instrumentId);
      filler.int64(at + RECV, size, n, timeNs, row);
      filler.int64(at + EXCHANGE, size, n, timeNs, row);
      filler.quanta(at + FIRST, size, n, side('bid', bid), row);
      filler.present(at + FIRST + 8, size, n, bid, row);
      filler.quanta(at + FIRST + 16, size, n, side('ask', ask), row);
      filler.present(at + FIRST + 24, size, n, ask, row);
    },
  };
}

/** The ends of bars that state their starts only. */
function endsOf(timeNs: BigInt64Array): BigInt64Array {
  let step = 0n;
  for (let i = 1; i < timeNs.length; i++) {
    const distance = (timeNs[i] ?? 0n) - (timeNs[i - 1] ?? 0n);
    if (distance > 0n && (step === 0n || distance < step)) step = distance;
  }
  return timeNs.map((start) => start + step);
}

function candlePlan(candles: CandleColumns, options: PlanOptions): EventPlan {
  const { timeNs, open, high, low, close, volume, closeTimeNs } = candles;
  const required = { open, high, low, close };
  checkTable({ timeNs, required, optional: { volume }, integers: { closeTimeNs } });
  const priceScale = options.priceScale ?? scaleOf(required, 'priceScale');
  const volumes = volume === undefined ? {} : { volume };
  const qtyScale = options.qtyScale ?? scaleOf(volumes, 'qtyScale');
  const ends = closeTimeNs ?? endsOf(timeNs);
  const prices = [open, high, low, close];
  const names = ['open', 'high', 'low', 'close'];
  const size = BAR_BYTES;
  const power = 10 ** (priceScale + qtyScale);
  return {
    length: timeNs.length,
    knownTimeNs: ends,
    recordBytes: size,
    priceScale,
    qtyScale,
    fill(filler, at, row, n) {
      filler.headers(at, n, size, BAR_KIND, options.instrumentId);
      filler.int64(at + RECV, size, n, ends, row);
      filler.int64(at + EXCHANGE, size, n, ends, row);
      filler.int64(at + FIRST, size, n, timeNs, row);
      prices.forEach((column, k) => {
        const field = { name: names[k] ?? '', column, scale: priceScale };
        filler.quanta(at + FIRST + 8 + 8 * k, size, n, field, row);
      });
      const qty = { name: 'volume', column: volume ?? [], scale: qtyScale };
      if (volume !== undefined) filler.quanta(at + 64, size, n, qty, row);
      filler.turnover(at + 80, size, n, candles, row, power);
      filler.constant(at + 88, size, n, 1);
    },
  };
}

/**
 * Which kind of events the columns hold, by their names.
 *
 * @throws OutcryError BAD_ARGUMENT, BAD_INPUT
 */
export function sourceOf(columns: EventColumns): BarSourceName {
  checkObject(columns, 'the table of events');
  if ('price' in columns) return 'trades';
  if ('bid' in columns) return 'quotes';
  if ('open' in columns) return 'bars';
  throw new OutcryError('BAD_INPUT', 'input', 'these columns are no events', {
    expected: 'timeNs with price and qty, with bid and ask, or with open, high, low and close',
    found: Object.keys(columns).join(', '),
  });
}

export function planColumns(columns: EventColumns, options: PlanOptions): EventPlan {
  if ('price' in columns) return tradePlan(columns, options);
  if ('bid' in columns) return quotePlan(columns, options);
  return candlePlan(columns, options);
}
