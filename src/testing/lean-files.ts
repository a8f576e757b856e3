// LEAN's data files as columns: rows without a header, times in ms since midnight.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CandleColumns, QuoteColumns } from '../bars/columns.ts';

export type LeanRow = readonly number[];

export function leanRows(path: string): LeanRow[] {
  const text = gunzipSync(readFileSync(path)).toString('utf8').trim();
  return text.split('\n').map((line) => line.split(',').map(Number));
}

const column = (rows: readonly LeanRow[], k: number): Float64Array<ArrayBuffer> =>
  Float64Array.from(rows, (row) => row[k] ?? Number.NaN);

/** Times of the rows, ns since 1970. */
export function leanTimes(rows: readonly LeanRow[], dayNs: bigint): BigInt64Array<ArrayBuffer> {
  return BigInt64Array.from(rows, (row) => dayNs + BigInt(row[0] ?? 0) * 1_000_000n);
}

/** Ticks of currencies: time, bid, ask. */
export function leanTicks(rows: readonly LeanRow[], dayNs: bigint): QuoteColumns {
  return { timeNs: leanTimes(rows, dayNs), bid: column(rows, 1), ask: column(rows, 2) };
}

/** Bars of trades: time, open, high, low, close, volume. `stepNs`: how long each lasts. */
export function leanCandles(
  rows: readonly LeanRow[],
  dayNs: bigint,
  stepNs: bigint,
): CandleColumns {
  const timeNs = leanTimes(rows, dayNs);
  return {
    timeNs,
    open: column(rows, 1),
    high: column(rows, 2),
    low: column(rows, 3),
    close: column(rows, 4),
    volume: column(rows, 5),
    closeTimeNs: timeNs.map((start) => start + stepNs),
  };
}
