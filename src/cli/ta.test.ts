// `outcry ta`: every way to name an indicator, its parameters and its file.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it, test } from 'vitest';
import { compute } from '../indicators/default.ts';
import { INDICATORS } from '../indicators/registry.ts';
import {
  type CliResult,
  callCli,
  expectOk,
  expectRefused,
  jsonOf,
  runCli,
} from '../testing/cli.ts';
import { sharedFile } from '../testing/shared-data.ts';
import {
  BARS,
  candleRow,
  close,
  high,
  low,
  open,
  rows,
  time,
  usual,
  zipped,
} from '../testing/ta-files.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-ta-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
const run = (...args: string[]): Promise<CliResult> => callCli(main, ['ta', ...args], cwd);
const ok = async (...args: string[]): Promise<string> => expectOk(await run(...args)).stdout;
const write = (name: string, content: string | Uint8Array): void => {
  writeFileSync(join(cwd, name), content);
};

write('c.csv', usual);

/** What the command must print as CSV. */
function printed(
  columns: Record<string, Float64Array>,
  label: string,
  of: (i: number) => string,
): string {
  const text = (value = Number.NaN): string => (Number.isNaN(value) ? '' : `${value}`);
  const lines = Array.from({ length: BARS }, (_, i) =>
    [of(i), ...Object.values(columns).map((values) => text(values[i]))].join(','),
  );
  return [[label, ...Object.keys(columns)].join(','), ...lines].join('\n') + '\n';
}
const hour = (i: number): string => time(i).replace('.000Z', 'Z');
const rsi = printed(compute('rsi', { close }), 'time', hour);

describe('names', () => {
  it('are ours or those of TA-Lib, with its outputs and parameters', async () => {
    expect(await ok('rsi', 'c.csv')).toBe(rsi);
    expect(await ok('RSI', 'c.csv')).toBe(rsi.replace('time,rsi', 'time,outReal'));
    expect(await ok('Rsi', 'c.csv')).toBe(rsi);
    expect(await ok('obv', 'c.csv')).toMatch(/^time,obv\n/);
    const macd = compute('MACD', { close }, { optInFastPeriod: 3, optInSlowPeriod: 9 });
    const params = '{"optInFastPeriod": 3, "optInSlowPeriod": 9}';
    expect(await ok('MACD', 'c.csv', '--params', params)).toBe(printed(macd, 'time', hour));
    expect(await ok('MACD', 'c.csv', '--params', 'optInFastPeriod=3, slowPeriod=9')).toBe(
      printed(macd, 'time', hour),
    );
  });

  it('stand in the list, all of them', async () => {
    const list = await ok('--list');
    for (const { name, talib = '' } of INDICATORS)
      expect(list).toMatch(new RegExp(`^${name} +${talib} `, 'm'));
    const { indicators } = jsonOf(expectOk(await run('--list', '--json')));
    expect(indicators).toHaveLength(INDICATORS.length);
  });

  it('are described, every one', async () => {
    const text = await ok('rsi', '--describe');
    expect(text).toContain('rsi, TA-Lib RSI');
    expect(text).toMatch(
      /period = 14 +\(1 to 1000000, whole\)|period = 14 +\(2 to 1000000, whole\)/,
    );
    expect(text).toContain('first value at bar 14');
    for (const { name, formula, source, outputs } of INDICATORS) {
      const document = jsonOf(expectOk(await run(name, '--describe', '--json')));
      expect(document).toMatchObject({ name, formula, source });
      expect(document['outputs']).toHaveLength(outputs.length);
      expect(document['firstBar']).toHaveLength(outputs.length);
    }
  });
});

describe('files', () => {
  it('are plain, gzip, zstd or zip, or come through a pipe', async () => {
    write('c.csv.gz', gzipSync(usual));
    write('c.zst', zstdCompressSync(usual));
    write('c.zip', await zipped({ 'whatever.csv': usual }));
    for (const file of ['c.csv.gz', 'c.zst', 'c.zip']) expect(await ok('rsi', file)).toBe(rsi);
    const piped = await runCli(['ta', 'rsi', '-'], { cwd, stdin: Buffer.from(usual) });
    expect(expectOk(piped).stdout).toBe(rsi);
  });

  it.each([
    [
      'other order and case',
      rows('Close,Volume,Date,High,Low,Open', (i) => {
        const [t, o, h, l, c, v] = candleRow(i);
        return [c, v, t, h, l, o];
      }),
      [],
    ],
    ['single letters', usual.replace(/.*/, 't,o,h,l,c,v'), []],
    ['no titles', rows('', candleRow), []],
    [
      'numbered',
      usual.replace(/.*/, 'a,b,c2,d,e,f'),
      ['--columns', 'time=#1,open=#2,high=#3,low=#4,close=#5'],
    ],
    [
      'named',
      usual.replace(/.*/, 'When,a,b,c2,Last Price,f'),
      ['--columns', 'time=When,open=a,high=b,low=c2,close=Last Price'],
    ],
    ['tabs', usual.replaceAll(',', '\t'), ['--delimiter', 'tab']],
    [
      'newest first',
      `${usual.split('\n')[0]}\n${usual.trim().split('\n').slice(1).reverse().join('\n')}\n`,
      ['--falling'],
    ],
  ])('candles with %s', async (_, content, options) => {
    write('other.csv', content);
    expect(await ok('rsi', 'other.csv', ...options)).toBe(rsi);
  });

  it('columns of any series, by name, in order or numbered', async () => {
    const correl = compute('correlation', { real0: high, real1: low }, { period: 9 });
    const args = ['--params', 'period=9'];
    const bar = printed(correl, 'bar', (i) => `${i}`);
    const date = printed(correl, 'Date', time);
    write(
      'two.csv',
      rows('btc,eth', (i) => [high[i], low[i]]),
    );
    expect(await ok('correlation', 'two.csv', ...args)).toBe(bar);
    expect(await ok('correlation', 'two.csv', '--inputs', 'real1=eth,real0=btc', ...args)).toBe(
      bar,
    );
    write(
      'three.csv',
      rows('Date,eth,x,btc', (i) => [time(i), low[i], 'text', high[i]]),
    );
    expect(await ok('correlation', 'three.csv', '--inputs', 'btc,eth', ...args)).toBe(date);
    write(
      'bare.csv',
      rows('', (i) => [high[i], low[i]]),
    );
    expect(await ok('correlation', 'bare.csv', '--as', 'columns', ...args)).toBe(bar);
    expect(await ok('correlation', 'c.csv', '--inputs', 'high,low', ...args)).toBe(
      printed(correl, 'time', hour),
    );
    write(
      'one.csv',
      rows('', (i) => [close[i]]),
    );
    expect(await ok('rsi', 'one.csv')).toBe(
      printed(compute('rsi', { close }), 'bar', (i) => `${i}`),
    );
    write(
      'prices.csv',
      rows('Low,Close,High', (i) => [low[i], close[i], high[i]]),
    );
    const atr = compute('willR', { high, low, close });
    expect(await ok('willR', 'prices.csv')).toBe(printed(atr, 'bar', (i) => `${i}`));
    expect(await ok('willR', 'prices.csv', '--inputs', 'high=High,low=Low,close=High')).toBe(
      printed(compute('willR', { high, low, close: high }), 'bar', (i) => `${i}`),
    );
  });

  it('JSON: lists by name, or a list of rows', async () => {
    write(
      'lists.json',
      JSON.stringify({ time: Array.from({ length: BARS }, (_, i) => hour(i)), close: [...close] }),
    );
    write(
      'rows.json',
      JSON.stringify(Array.from(close, (value, i) => ({ time: hour(i), close: value }))),
    );
    expect(await ok('rsi', 'lists.json')).toBe(rsi);
    expect(await ok('rsi', 'rows.json')).toBe(rsi);
  });

  it('leaves faulty rows out when asked', async () => {
    write('gap.csv', usual.replace(/\n/, '\nx,1,2,0,1,1\n'));
    const skipped = await run('rsi', 'gap.csv', '--skip-faults');
    expect(skipped).toEqual({
      code: 0,
      stdout: rsi,
      stderr: 'outcry: warning: gap.csv: 1 fault in rows left out\n',
    });
    write('holes.csv', rows('close', (i) => [close[i]]).replace(/\n/, '\nnone\n'));
    const holes = await run('rsi', 'holes.csv', '--skip-faults');
    expect(holes.stdout).toBe(printed(compute('rsi', { close }), 'bar', (i) => `${i}`));
    expect(holes.stderr).toBe('outcry: warning: holes.csv: 1 faulty row left out\n');
  });

  const lean = sharedFile('data/lean/equity_usa_minute_bac_20131007_trade.csv.gz');
  test.skipIf(lean === undefined)(
    'recorded candles: milliseconds of a day, decimals left out',
    async () => {
      const options = ['--day-start', '2013-10-07T04:00:00Z', '--implied-decimals', '4'];
      const text = await ok('atr', lean ?? '', ...options, '--last', '2', '--time-unit', 'ms');
      expect(text).toMatch(
        /^time,atr\n2013-10-07T\d\d:\d\d:00Z,0\.0\d+\n2013-10-07T\d\d:\d\d:00Z,0\.0\d+\n$/,
      );
    },
  );
});

describe('results', () => {
  it('the last bars only', async () => {
    const lines = rsi.trimEnd().split('\n');
    expect(await ok('rsi', 'c.csv', '--last', '3')).toBe(
      [lines[0], ...lines.slice(-3), ''].join('\n'),
    );
    expect(await ok('rsi', 'c.csv', '--last', '1000')).toBe(rsi);
  });

  it('one JSON document', async () => {
    const document = jsonOf(
      expectOk(
        await run('macd', 'c.csv', '--output', 'json', '--params', 'fastPeriod=3,slowPeriod=9'),
      ),
    );
    const macd = compute('macd', { close }, { fastPeriod: 3, slowPeriod: 9 });
    expect(document).toMatchObject({
      indicator: 'macd',
      params: { fastPeriod: 3, slowPeriod: 9, signalPeriod: 9 },
      inputs: { real: 'close' },
      bars: BARS,
      firstBar: 0,
    });
    expect(document['time']).toEqual(Array.from({ length: BARS }, (_, i) => hour(i)));
    expect(document['outputs']).toEqual(
      Object.fromEntries(
        Object.entries(macd).map(([name, values]) => [
          name,
          Array.from(values, (v) => (Number.isNaN(v) ? null : v)),
        ]),
      ),
    );
    expect(
      await run('macd', 'c.csv', '--json', '--params', 'fastPeriod=3,slowPeriod=9'),
    ).toMatchObject({ stdout: `${JSON.stringify(document, null, 2)}\n` });
  });

  it('a file, which is not replaced unasked', async () => {
    expect(await ok('rsi', 'c.csv', '--out', 'out.csv')).toBe(`out.csv: ${BARS} rows of rsi\n`);
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toBe(rsi);
    expectRefused(
      await run('ema', 'c.csv', '--out', 'out.csv'),
      2,
      /out\.csv: the file exists already/,
    );
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toBe(rsi);
    const said = jsonOf(
      expectOk(
        await run(
          'rsi',
          'c.csv',
          '--out',
          'out.csv',
          '--force',
          '--json',
          '--output',
          'json',
          '--last',
          '2',
        ),
      ),
    );
    expect(said).toEqual({ indicator: 'rsi', out: 'out.csv', rows: 2 });
    expect(JSON.parse(readFileSync(join(cwd, 'out.csv'), 'utf8'))).toMatchObject({
      firstBar: BARS - 2,
    });
    await ok('rsi', 'c.csv', '--out', 'out.json');
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject({ bars: BARS });
  });

  it('patterns are whole numbers', async () => {
    const doji = compute('CDLDOJI', { open, high, low, close });
    expect(await ok('CDLDOJI', 'c.csv')).toBe(printed(doji, 'time', hour));
  });
});

test('help teaches', async () => {
  const help = await ok('--help');
  expect(help).toMatch(/Usage: outcry ta \[options\] \[name\] \[file\]/);
  for (const option of ['--list', '--describe', '--params', '--inputs', '--output', '--columns'])
    expect(help).toContain(option);
  const shown = [...help.matchAll(/outcry ta (\w+) /g)].map((match) => match[1] ?? '');
  const names = INDICATORS.flatMap(({ name, talib = name }) => [name, talib]);
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.filter((name) => !names.includes(name))).toEqual([]);
});
