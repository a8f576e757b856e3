// Which columns of a candle file are its time, and of what its rows are.
import { describe, expect, it } from 'vitest';
import { formatTime } from '../model/time.ts';
import { bytesSource } from '../testing/collect-records.ts';
import { type Candles, readCandles } from './candles.ts';

const read = (text: string): Promise<Candles> =>
  readCandles('c.csv', bytesSource(text).chunks(), {});
const ROWS = '1704067200,10,12,9,11,5\n1704067260,10,12,9,11,5\n';

describe('titles', () => {
  const times = [
    'Gmt time',
    'Date/Time',
    'Unix',
    'Time (UTC)',
    'start_time',
    'Local time',
    'dt',
    '',
  ];
  it.each(times)("a time called '%s'", async (title) => {
    const { timeNs } = await read(`${title},Open,High,Low,Close,Volume\n${ROWS}`);
    expect(formatTime(timeNs[0] ?? 0n)).toBe('2024-01-01T00:00:00.000000000Z');
  });

  it('takes a usual name before others', async () => {
    const head = 'unix,date,symbol,open,high,low,close,volume\n';
    const { timeNs } = await read(`${head}5,2024-01-02,X,1,1,1,1,1\n6,2024-01-03,X,1,1,1,1,1\n`);
    expect(formatTime(timeNs[1] ?? 0n)).toBe('2024-01-03T00:00:00.000000000Z');
  });

  it('refuses candles of several instruments', async () => {
    const head = 'date,ticker,open,high,low,close\n';
    const rows = '2024-01-02,AAPL,1,1,1,1\n2024-01-03,AAPL,1,1,1,1\n2024-01-04,MSFT,9,9,9,9\n';
    await expect(read(head + rows)).rejects.toThrow(
      /^c.csv:4: candles of several instruments.*'AAPL'.*'MSFT'/,
    );
  });
});
