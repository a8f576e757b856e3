// Bars of recorded days against bars that others made from the same ticks: all equal.
import { describe, expect, test } from 'vitest';
import {
  type LeanRow,
  leanCandles,
  leanRows,
  leanTicks,
  leanTimes,
} from '../testing/lean-files.ts';
import { sharedFile } from '../testing/shared-data.ts';
import type { BarColumns, OhlcColumns } from './batch.ts';
import { barsOf } from './default.ts';

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;
const dayNs = (date: string): bigint =>
  BigInt(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6)))) *
  1_000_000n;

const lean = (name: string): string | undefined => sharedFile(`data/lean/${name}.csv.gz`);

function isSame(bars: OhlcColumns, k: number, row: LeanRow, from: number): boolean {
  return (
    bars.open[k] === row[from] &&
    bars.high[k] === row[from + 1] &&
    bars.low[k] === row[from + 2] &&
    bars.close[k] === row[from + 3]
  );
}

/** How many rows of a quote file the bars equal: start, bid and ask. */
function equalQuotes(bars: BarColumns, rows: readonly LeanRow[], day: bigint): number {
  const times = leanTimes(rows, day);
  let equal = 0;
  for (const [k, row] of rows.entries()) {
    const ask = bars.ask as OhlcColumns;
    if (bars.openTimeNs[k] === times[k] && isSame(bars, k, row, 1) && isSame(ask, k, row, 6))
      equal++;
  }
  return equal;
}

describe.each([
  ['20140501', 15202, 1398],
  ['20140502', 17730, 1246],
  ['20140505', 13655, 1399],
])('OANDA NZDUSD %s', (date, seconds, minutes) => {
  const file = (step: string): string | undefined =>
    lean(`forex_oanda_${step}_nzdusd_${date}_quote`);
  const [ticks, second, minute] = [file('tick'), file('second'), file('minute')];
  const day = dayNs(date);
  const isAbsent = ticks === undefined || second === undefined || minute === undefined;

  test.skipIf(isAbsent)(`seconds ${seconds}, minutes ${minutes}`, () => {
    const columns = leanTicks(leanRows(ticks ?? ''), day);
    for (const [spec, path, count] of [
      ['1s', second, seconds],
      ['1m', minute, minutes],
    ] as const) {
      const rows = leanRows(path ?? '');
      const bars = barsOf(columns, spec, { untilNs: day + DAY });
      expect(bars.forming).toBeUndefined();
      expect([bars.length, rows.length]).toEqual([count, count]);
      expect(equalQuotes(bars, rows, day)).toBe(count);
    }
  });

  test.skipIf(isAbsent)('one changed digit is found', () => {
    const bars = barsOf(leanTicks(leanRows(ticks ?? ''), day), '1s', { untilNs: day + DAY });
    const rows = leanRows(second ?? '').map((row) => [...row]);
    for (const [k, place] of [
      [0, 1],
      [4711, 2],
      [9000, 8],
      [rows.length - 1, 9],
      [77, 0],
    ] as const) {
      const row = rows[k] as number[];
      const right = row[place] ?? 0;
      row[place] = place === 0 ? right + 1000 : Math.round((right + 1e-5) * 1e5) / 1e5;
      expect(equalQuotes(bars, rows, day)).toBe(seconds - 1);
      row[place] = right;
    }
    expect(equalQuotes(bars, rows, day)).toBe(seconds);
  });
});

describe.each([
  ['20161007', 1419],
  ['20161008', 1400],
])('Coinbase BTCUSD %s', (date, minutes) => {
  const second = lean(`crypto_coinbase_second_btcusd_${date}_trade`);
  const minute = lean(`crypto_coinbase_minute_btcusd_${date}_trade`);
  const day = dayNs(date);

  test.skipIf(second === undefined || minute === undefined)(`minutes ${minutes}`, () => {
    const rows = leanRows(minute ?? '');
    const seconds = leanCandles(leanRows(second ?? ''), day, SECOND);
    const bars = barsOf(seconds, '1m', { untilNs: day + DAY });
    const times = leanTimes(rows, day);
    const equal = rows.filter(
      (row, k) =>
        bars.openTimeNs[k] === times[k] && isSame(bars, k, row, 1) && bars.volume[k] === row[5],
    );
    expect([bars.length, equal.length]).toEqual([minutes, minutes]);
    expect(bars.counts.gaps).toBeGreaterThan(0);
  });
});
