// Candle files as people have them, and what is refused.
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { openByteSource } from '../fs/node-files.ts';
import { formatTime } from '../model/time.ts';
import { bytesSource } from '../testing/collect-records.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { quantaOf } from './candle-scales.ts';
import { type CandleOptions, type Candles, readCandles } from './candles.ts';

const read = (text: string, options: CandleOptions = {}): Promise<Candles> =>
  readCandles('c.csv', bytesSource(text).chunks(), options);

/** Code and sentence of a refusal. */
async function refusal(text: string, options: CandleOptions = {}): Promise<string> {
  const error: unknown = await read(text, options).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  const { code, message } = error as { code: string; message: string };
  return `${code} ${message}`;
}

const HEAD = 'time,open,high,low,close,volume\n';
const T = 1_704_067_200; // 2024-01-01T00:00:00Z
const row = (i: number, values = '10,12,9,11,5'): string => `${T + 60 * i},${values}\n`;

describe('columns', () => {
  const wanted = { open: 1, high: 4, low: 0.5, close: 3, volume: 7 };
  const first = ({ open, high, low, close, volume }: Candles): object => ({
    open: open[0],
    high: high[0],
    low: low[0],
    close: close[0],
    volume: volume[0],
  });

  it.each([
    ['usual names', `${HEAD}${T},1,4,0.5,3,7\n`, {}],
    ['other order, other case', `Volume,Low,HIGH,Date,Close,Open\n7,0.5,4,${T},3,1\n`, {}],
    ['single letters', `t,o,h,l,c,v\n${T},1,4,0.5,3,7\n`, {}],
    ['no header', `${T},1,4,0.5,3,7\n`, {}],
    ['no line break at the end', `${T},1,4,0.5,3,7`, {}],
    ['CRLF and a byte order mark', `\uFEFF${HEAD.trim()}\r\n${T},1,4,0.5,3,7\r\n`, {}],
    ['quotes', `"time","open","high","low","close","volume"\n"${T}","1","4","0.5","3","7"\n`, {}],
    ['spaces', `time, open, high, low, close, volume\n${T}, 1, 4, 0.5, 3, 7\n`, {}],
    ['semicolons', `${HEAD.replaceAll(',', ';')}${T};1;4;0.5;3;7\n`, { delimiter: ';' }],
    ['tabs', `${HEAD.replaceAll(',', '\t')}${T}\t1\t4\t0.5\t3\t7\n`, { delimiter: '\t' }],
    ['empty lines', `\n${HEAD}\n\n${T},1,4,0.5,3,7\n\n`, {}],
    ['other columns between', `id,${HEAD.trim()},trades\n9,${T},1,4,0.5,3,7,88\n`, {}],
    ['exponents', `${HEAD}${T},1e0,+4,5e-1,30e-1,7\n`, {}],
    ['bare points', `${HEAD}${T},1.,4.0,.5,3.00,7.\n`, {}],
  ] as const)('%s', async (_, text, options) => {
    const candles = await read(text, options);
    expect(first(candles)).toEqual(wanted);
    expect(candles).toMatchObject({ length: 1, priceScale: 1, qtyScale: 0, hasVolume: true });
    expect(candles.timeNs).toEqual(BigInt64Array.of(BigInt(T) * 1_000_000_000n));
  });

  it('are named, or numbered', async () => {
    const text = `when,a,b,c,d,e\n${T},1,4,0.5,3,7\n`;
    const named = { time: 'When', open: 'a', high: 'b', low: 'c', close: 'd', volume: 'e' };
    expect(first(await read(text, { columns: named }))).toEqual(wanted);
    const numbered = { time: '#1', open: '#2', high: '#3', low: '#4', close: '#5', volume: '#6' };
    expect(first(await read(text, { columns: numbered }))).toEqual(wanted);
    const moved = `7,1,4,0.5,3,${T}\n`;
    expect(first(await read(moved, { columns: { time: '#6', volume: '#1' } }))).toEqual(wanted);
  });

  it('may lack the volume, unless it is named', async () => {
    const text = `time,open,high,low,close\n${T},1,4,0.5,3\n`;
    const candles = await read(text);
    expect(first(candles)).toEqual({ ...wanted, volume: 0 });
    expect(candles.hasVolume).toBe(false);
    expect(await refusal(text, { columns: { volume: 'amount' } })).toMatch(
      /^MISSING_COLUMN c\.csv:1: .*expected columns amount, found time,open/,
    );
  });

  it.each([
    ['a missing one', 'time,open,high,close\n1,2,3,4\n', {}, /MISSING_COLUMN .*columns low/],
    ['too few without a header', `${T},1,2\n`, {}, /MISSING_COLUMN .*columns low, close/],
    ['a number behind the last', `${T},1,2,3,4,5\n`, { columns: { close: '#9' } }, /columns #9/],
    ['number 0', `${T},1,2,3,4,5\n`, { columns: { close: '#0' } }, /columns #0/],
    [
      'two times',
      `date,${HEAD}2024-01-01,${row(0)}`,
      {},
      /AMBIGUOUS_COLUMN .*'date' \(#1\), 'time' \(#2\).*time=#N/,
    ],
    ['times of two names', `date,ts,${HEAD.slice(5)}`, {}, /AMBIGUOUS_COLUMN .*'date' .*'ts'/],
    [
      'a day and a number of ms',
      `date,${HEAD}2024-01-01,09:00,1,2,0,1,1\n`,
      { timeUnit: 'ms' },
      /AMBIGUOUS_COLUMN .*'date' \(#1\), 'time' \(#2\).*time=#N/,
    ],
    ['another kind of file', 'hello\nworld\n', {}, /MISSING_COLUMN .*found hello/],
  ] as const)('%s is refused', async (_, text, options, sentence) => {
    expect(await refusal(text, options)).toMatch(sentence);
  });

  it('of a delimiter that cannot be one are refused', async () => {
    for (const delimiter of ['', ';;', '.', '7', '-', 'é'])
      expect(await refusal(HEAD, { delimiter })).toMatch(/^BAD_ARGUMENT no delimiter/);
    expect(await refusal(HEAD, { impliedDecimals: 1.5 })).toMatch(/^BAD_ARGUMENT impliedDecimals/);
  });
});

describe('times', () => {
  it.each([
    ['<DATE>,<TIME>', '20240102', '093000', '2024-01-02T09:30:00.000000000Z'],
    ['<DATE>,<TIME>', '2024.01.02', '09:30:05', '2024-01-02T09:30:05.000000000Z'],
    ['Date,Time', '2024-01-02', '9:30', '2024-01-02T09:30:00.000000000Z'],
    ['Time,Date', '0930', '2024/01/02', '2024-01-02T09:30:00.000000000Z'],
    ['date,time', '1998-12-31', '23:59:59.25', '1998-12-31T23:59:59.250000000Z'],
  ])('in two columns %s: %s %s', async (titles, first, second, want) => {
    const text = `${titles},<OPEN>,high,<low>,Close\n${first},${second},1,4,0.5,3\n`;
    const { timeNs, close } = await read(text);
    expect([formatTime(timeNs[0] ?? 0n), close[0]]).toEqual([want, 3]);
  });

  it('in two columns are refused by row where they make none', async () => {
    const good = '2024-01-02,09:30,1,4,0.5,3\n';
    for (const [day, clock] of [
      ['2024-02-30', '10:00'],
      ['2024-01-02', '24:00'],
      ['2024-01-02', ''],
      ['02.01.2024', '10:00'],
    ])
      expect(await refusal(`date,time,open,high,low,close\n${good}${day},${clock},1,4,1,3\n`)).toBe(
        'BAD_CANDLE c.csv:3: not all rows are candles: expected YYYY-MM-DD[ hh:mm[:ss]][zone], ' +
          `found '${day} ${clock}' (onFault 'skip' leaves such rows out)`,
      );
  });

  it.each([
    ['s', '1704067260', '2024-01-01T00:01:00.000000000Z'],
    ['ms', '1704067260123', '2024-01-01T00:01:00.123000000Z'],
    ['us', '1704067260123456', '2024-01-01T00:01:00.123456000Z'],
    ['ns', '1704067260123456789', '2024-01-01T00:01:00.123456789Z'],
    ['s with decimals', '1704067260.5', '2024-01-01T00:01:00.500000000Z'],
    ['a day', '2024-01-01', '2024-01-01T00:00:00.000000000Z'],
    ['a day before 1970', '1969-12-31', '1969-12-31T00:00:00.000000000Z'],
    ['a day without dashes', '19991231', '1999-12-31T00:00:00.000000000Z'],
    ['day and minute', '20131001 09:31', '2013-10-01T09:31:00.000000000Z'],
    ['a time', '2024-02-29 23:59:59', '2024-02-29T23:59:59.000000000Z'],
    ['ISO', '2024-01-01T00:01:00.25Z', '2024-01-01T00:01:00.250000000Z'],
    ['ISO of another zone', '2024-01-01T00:01:00+05:30', '2023-12-31T18:31:00.000000000Z'],
    ['ISO of another zone', '1999-01-01T00:01:00-0500', '1999-01-01T05:01:00.000000000Z'],
  ])('%s: %s', async (_, text, time) => {
    const { timeNs } = await read(`${HEAD}${text},1,1,1,1,1\n`);
    expect(formatTime(timeNs[0] ?? 0n)).toBe(time);
  });

  it.each([
    ['s', '946684800', 946_684_800_000_000_000n],
    ['s', '-1.5', -1_500_000_000n],
    ['ms', '0', 0n],
    ['us', '12.345', 12_345n],
    ['ns', '-5', -5n],
  ] as const)('in %s that are told: %s', async (timeUnit, text, ns) => {
    const { timeNs } = await read(`${text},1,1,1,1,1\n`, { timeUnit });
    expect(timeNs[0]).toBe(ns);
  });

  it('of a day start', async () => {
    const dayStartNs = 1_381_118_400_000_000_000n;
    const { timeNs } = await read('0,1,1,1,1,1\n86340000,1,1,1,1,1\n', { dayStartNs });
    expect([...timeNs]).toEqual([dayStartNs, dayStartNs + 86_340_000_000_000n]);
    expect(await refusal('90000000,1,1,1,1,1\n', { dayStartNs })).toContain(
      "expected milliseconds since the start of the day, found '90000000'",
    );
  });

  it.each([
    ['2023-02-29', {}, 'YYYY-MM-DD'],
    ['2024-13-01', {}, 'YYYY-MM-DD'],
    ['2024-01-01 24:00', {}, 'YYYY-MM-DD'],
    ['01/02/2024', {}, 'YYYY-MM-DD'],
    ['', {}, 'YYYY-MM-DD'],
    ['17040672', {}, 'YYYY-MM-DD'],
    ['2024-01-01', { timeUnit: 's' }, 'a number of s since 1970'],
    ['1.0000000001', { timeUnit: 's' }, 'a number of s since 1970'],
    ['9999999999999999999', { timeUnit: 'ns' }, 'a number of ns since 1970'],
    ['1704067260', { timeUnit: 'iso' }, 'YYYY-MM-DD'],
    ['2300-01-01', {}, 'YYYY-MM-DD'],
  ] as const)('%s is refused', async (text, options, expected) => {
    const sentence = await refusal(`${HEAD}${text},1,1,1,1,1\n`, options);
    expect(sentence).toMatch(/^BAD_CANDLE c\.csv:2: not all rows are candles: /);
    expect(sentence).toContain(`expected ${expected}`);
    expect(sentence).toContain(`found '${text}'`);
  });

  it('of two kinds in one file are refused', async () => {
    const stamps = `${HEAD}${row(0)}2025-01-01,1,1,1,1,1\n`;
    expect(await refusal(stamps)).toContain('10 digits: a time from 2001 on in s');
    const days = `${HEAD}2020-01-01,1,1,1,1,1\n${row(0)}`;
    expect(await refusal(days)).toContain(`c.csv:3: not all rows are candles: expected YYYY-MM-DD`);
  });

  it('that do not rise are refused, and turned when told', async () => {
    const falling = [2, 1, 0].map((i) => row(i, `1,1,1,1,${i}`)).join('');
    expect(await refusal(falling)).toMatch(
      /found an earlier one; and 1 more.*see the option order/,
    );
    const { timeNs, volume } = await read(falling, { order: 'falling' });
    expect([...volume]).toEqual([0, 1, 2]);
    expect(timeNs[0]).toBe(BigInt(T) * 1_000_000_000n);
    expect(await refusal(row(0) + row(1), { order: 'falling' })).toContain('found a later one');
    const twice = await refusal(row(0) + row(1) + row(1));
    expect(twice).toContain('c.csv:3: not all rows are candles: expected a time after the candle');
    expect(twice).toContain('found the same');
  });
});

describe('values', () => {
  it.each([
    ['a high below the close', '10,10.5,9,11,5', 'low <= open, close <= high, found o 10 h 10.5'],
    ['a low above the open', '10,12,10.5,11,5', 'low <= open, close <= high'],
    ['high and low turned', '10,9,12,11,5', 'low <= open, close <= high'],
    ['NaN', '10,NaN,9,11,5', "a number as high, found 'NaN'"],
    ['nothing', '10,12,9,,5', "a number as close, found ''"],
    ['hex', '0x10,12,9,11,5', "a number as open, found '0x10'"],
    ['infinity', '10,Infinity,9,11,5', "a number as high, found 'Infinity'"],
    ['too large', '10,1e999,9,11,5', "a number as high, found '1e999'"],
    ['a negative volume', '10,12,9,11,-5', 'a volume of 0 or more, found -5'],
    ['a decimal comma', '10,5,12,9,11,5', '6 columns as in the first line, found 7'],
    ['a short row', '10,12,9,11', '6 columns as in the first line, found 5'],
  ])('%s is refused', async (_, values, sentence) => {
    const text = await refusal(HEAD + row(0) + row(1, values));
    expect(text).toMatch(/^BAD_CANDLE c\.csv:3: /);
    expect(text).toContain(`expected ${sentence}`);
  });

  it('that are all faulty are told at once, and left out when asked', async () => {
    const text = HEAD + row(0) + row(1, 'x,y,9,11,5') + row(2) + row(3, '1,1,1,1.125,1') + row(4);
    const sentence = await refusal(text);
    for (const part of ["c.csv:3: not all rows are candles: expected a number as open, found 'x'"])
      expect(sentence).toContain(part);
    expect(sentence).toContain("line 3: expected a number as high, found 'y'");
    expect(sentence).toContain('line 5: expected low <= open, close <= high');
    const candles = await read(text, { onFault: 'skip' });
    expect(candles).toMatchObject({ length: 3, faultCount: 3, gaps: 0, priceScale: 0 });
    expect(candles.faults.map(({ line }) => line)).toEqual([3, 3, 5]);
  });

  it('many faults are counted', async () => {
    const text = HEAD + Array.from({ length: 3000 }, (_, i) => row(i, '1,1,1,x,1')).join('');
    expect(await refusal(text)).toMatch(/line 11: .*; and 2990 more/);
    expect(await refusal(text, { onFault: 'skip' })).toMatch(/^NO_EVENTS c\.csv: there are no/);
  });

  it('that are none are refused', async () => {
    for (const text of ['', HEAD, '\n\n', '\uFEFF'])
      expect(await refusal(text)).toMatch(/^NO_EVENTS c\.csv: there are no candles/);
    expect(await refusal(`${HEAD}"${T}`)).toMatch(/^BAD_CSV .*quote/);
  });

  it('with decimals left out', async () => {
    const text = row(0, '139400,139500,139300,139450,1000') + row(1, '139400,139400,0,139400,1.5');
    const candles = await read(text, { impliedDecimals: 4 });
    expect([...candles.open, ...candles.close, candles.low[1]]).toEqual([
      13.94, 13.94, 13.945, 13.94, 0,
    ]);
    expect(candles).toMatchObject({ priceScale: 3, qtyScale: 1 });
  });

  test('are the nearest doubles, with their decimals, and become exact integers', async () => {
    const decimal = fc.tuple(fc.nat({ max: 999_999_999 }), fc.nat({ max: 8 }));
    const textOf = ([n, scale]: readonly [number, number]): string => {
      const digits = `${n}`.padStart(scale + 1, '0');
      const cut = digits.length - scale;
      return scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
    };
    await fc.assert(
      fc.asyncProperty(fc.array(decimal, { minLength: 1, maxLength: 20 }), async (numbers) => {
        const texts = numbers.map(textOf);
        const text = texts.map((p, i) => row(i, `${p},${p},${p},${p},${p}`)).join('');
        const { open, volume, priceScale, qtyScale } = await read(text);
        expect([...open]).toEqual(texts.map(Number));
        expect(volume).toEqual(open);
        const scales = texts.map((one) => /\.(\d*?)0*$/.exec(one)?.[1]?.length ?? 0);
        expect(priceScale).toBe(Math.max(...scales));
        expect(qtyScale).toBe(priceScale);
        const exact = numbers.map(([n, scale]) => (BigInt(n) * 10n ** 8n) / 10n ** BigInt(scale));
        if (priceScale <= 6)
          expect([...quantaOf(open, 6)]).toEqual(exact.map((quanta) => quanta / 100n));
      }),
    );
  });

  it('beyond exact integers are refused as such', async () => {
    const { close, volume } = await read(row(0, '1,1,1,1,12345678901.123456789'));
    expect(quantaOf(close, 15)[0]).toBe(10n ** 15n);
    expect(() => quantaOf(volume, 9)).toThrow('a value has too many digits');
    expect(() => quantaOf(close, 16)).toThrow('a value has too many digits');
  });
});

describe('spacing', () => {
  const at = (...minutes: number[]): Promise<Candles> => read(minutes.map((i) => row(i)).join(''));

  it('is the least distance; longer ones are gaps', async () => {
    expect(await at(0, 1, 2, 5, 6, 7, 9)).toMatchObject({
      intervalNs: 60_000_000_000n,
      gaps: 2,
      missing: 3n,
    });
    expect(await at(0)).toMatchObject({ intervalNs: 0n, gaps: 0, missing: 0n });
  });

  it('is not what a single day of 23 hours says', async () => {
    const hours = Array.from({ length: 200 }, (_, day) => 24 * day - (day > 80 ? 1 : 0));
    const text = hours.map((hour) => row(60 * hour)).join('');
    expect(await read(text)).toMatchObject({ gaps: 0, intervalNs: 86_400_000_000_000n });
  });

  it('of months has no gaps', async () => {
    const months = Array.from({ length: 12 }, (_, i) => `${i + 1}`.padStart(2, '0'));
    const text = months.map((month) => `2023-${month}-01,1,1,1,1,1\n`).join('');
    expect(await read(text)).toMatchObject({ gaps: 0, intervalNs: 28n * 86_400_000_000_000n });
  });
});

describe('recorded candles', () => {
  const folder = sharedFile('data/lean');
  const files =
    folder === undefined
      ? []
      : readdirSync(folder).filter((name) => /_(minute|second)_.*_trade\.csv\.gz$/.test(name));

  it.skipIf(folder === undefined)('there are many', () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)('%s', async (name) => {
    const day = /_(\d{4})(\d\d)(\d\d)_/.exec(name);
    const dayStartNs = BigInt(Date.parse(`${day?.slice(1).join('-')}T00:00:00Z`)) * 1_000_000n;
    const isEquity = name.startsWith('equity_usa');
    const source = await openByteSource(`${folder}/${name}`);
    const candles = await readCandles(source.name, source.chunks(), {
      dayStartNs,
      impliedDecimals: isEquity ? 4 : 0,
    });
    await source.close();
    const minute = name.includes('_minute_');
    expect(candles.intervalNs).toBe(minute ? 60_000_000_000n : 1_000_000_000n);
    expect(candles.length).toBeGreaterThan(50);
    expect((candles.timeNs[0] ?? 0n) >= dayStartNs).toBe(true);
    // Integers of quanta and back are the same doubles.
    const unit = Number(`1e${candles.priceScale}`);
    const back = Float64Array.from(
      quantaOf(candles.close, candles.priceScale),
      (q) => Number(q) / unit,
    );
    expect(back).toEqual(candles.close);
  });

  it.skipIf(folder === undefined)('seconds roll up to the minutes of the same day', async () => {
    const load = async (step: string): Promise<Candles> => {
      const file = `${folder}/crypto_coinbase_${step}_btcusd_20161007_trade.csv.gz`;
      const source = await openByteSource(file);
      return readCandles(file, source.chunks(), { dayStartNs: 1_475_798_400_000_000_000n });
    };
    const [seconds, minutes] = await Promise.all([load('second'), load('minute')]);
    const highs = new Map<bigint, number>();
    seconds.timeNs.forEach((time, i) => {
      const start = time - (time % 60_000_000_000n);
      highs.set(start, Math.max(highs.get(start) ?? 0, seconds.high[i] ?? 0));
    });
    expect([...highs.keys()]).toEqual([...minutes.timeNs]);
    expect([...highs.values()]).toEqual([...minutes.high]);
  });
});
