// `outcry ta`: every way to name an indicator, its parameters and its file; what is refused.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it, test } from 'vitest';
import { ZipFile } from 'yazl';
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

const BARS = 60;
const start = Date.UTC(2024, 0, 1);
const time = (i: number): string => new Date(start + 3_600_000 * i).toISOString();
const column = (of: (i: number) => number): Float64Array => Float64Array.from({ length: BARS }, (_, i) => of(i));
const close = column((i) => 100 + ((i * 37) % 23) / 4);
const open = column((i) => 100 + ((i * 31) % 19) / 4);
const high = close.map((value, i) => Math.max(value, open[i] ?? 0) + ((i * 5) % 3) / 4);
const low = close.map((value, i) => Math.min(value, open[i] ?? 0) - ((i * 7) % 4) / 4);
const volume = column((i) => (i * 13) % 7);
const candles = { open, high, low, close, volume };

const rows = (title: string, row: (i: number) => readonly unknown[]): string =>
  [title, ...Array.from({ length: BARS }, (_, i) => row(i).join(','))].filter((line) => line !== '').join('\n') + '\n';
const candleRow = (i: number): unknown[] => [
  time(i),
  ...Object.values(candles).map((values) => values[i]),
];
const usual = rows('time,open,high,low,close,volume', candleRow);
write('c.csv', usual);

/** What the command must print as CSV. */
function printed(columns: Record<string, Float64Array>, label: string, of: (i: number) => string): string {
  const text = (value = Number.NaN): string => (Number.isNaN(value) ? '' : `${value}`);
  const lines = Array.from({ length: BARS }, (_, i) =>
    [of(i), ...Object.values(columns).map((values) => text(values[i]))].join(','),
  );
  return [[label, ...Object.keys(columns)].join(','), ...lines].join('\n') + '\n';
}
const hour = (i: number): string => time(i).replace('.000Z', 'Z');
const rsi = printed(compute('rsi', { close }), 'time', hour);

/** The one member of a zip archive. */
async function zipped(content: string): Promise<Uint8Array> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(content), 'whatever.csv');
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

describe('names', () => {
  it('are ours or those of TA-Lib, with its outputs and parameters', async () => {
    expect(await ok('rsi', 'c.csv')).toBe(rsi);
    expect(await ok('RSI', 'c.csv')).toBe(rsi.replace('time,rsi', 'time,outReal'));
    const macd = compute('MACD', { close }, { optInFastPeriod: 3, optInSlowPeriod: 9 });
    const params = '{"optInFastPeriod": 3, "optInSlowPeriod": 9}';
    expect(await ok('MACD', 'c.csv', '--params', params)).toBe(printed(macd, 'time', hour));
    expect(await ok('MACD', 'c.csv', '--params', 'optInFastPeriod=3, slowPeriod=9')).toBe(
      printed(macd, 'time', hour),
    );
  });

  it('stand in the list, all of them', async () => {
    const list = await ok('--list');
    for (const { name, talib = name } of INDICATORS)
      expect(list).toMatch(new RegExp(`^${name} .*${talib} `, 'm'));
    const { indicators } = jsonOf(expectOk(await run('--list', '--json')));
    expect(indicators).toHaveLength(INDICATORS.length);
  });

  it('are described, every one', async () => {
    const text = await ok('rsi', '--describe');
    expect(text).toContain('rsi, TA-Lib RSI');
    expect(text).toMatch(/period = 14 +\(1 to 1000000, whole\)|period = 14 +\(2 to 1000000, whole\)/);
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
    write('c.zip', await zipped(usual));
    for (const file of ['c.csv.gz', 'c.zst', 'c.zip']) expect(await ok('rsi', file)).toBe(rsi);
    const piped = await runCli(['ta', 'rsi', '-'], { cwd, stdin: Buffer.from(usual) });
    expect(expectOk(piped).stdout).toBe(rsi);
  });

  it.each([
    ['other order and case', rows('Close,Volume,Date,High,Low,Open', (i) => {
      const [t, o, h, l, c, v] = candleRow(i);
      return [c, v, t, h, l, o];
    }), []],
    ['single letters', usual.replace(/.*/, 't,o,h,l,c,v'), []],
    ['no titles', rows('', candleRow), []],
    ['numbered', usual.replace(/.*/, 'a,b,c2,d,e,f'), ['--columns', 'time=#1,open=#2,high=#3,low=#4,close=#5']],
    ['named', usual.replace(/.*/, 'When,a,b,c2,Last Price,f'), ['--columns', 'time=When,open=a,high=b,low=c2,close=Last Price']],
    ['tabs', usual.replaceAll(',', '\t'), ['--delimiter', 'tab']],
    ['newest first', `${usual.split('\n')[0]}\n${usual.trim().split('\n').slice(1).reverse().join('\n')}\n`, ['--falling']],
  ])('candles with %s', async (_, content, options) => {
    write('other.csv', content);
    expect(await ok('rsi', 'other.csv', ...options)).toBe(rsi);
  });

  it('columns of any series, by name, in order or numbered', async () => {
    const correl = compute('correl', { real0: high, real1: low }, { period: 9 });
    const args = ['--params', 'period=9'];
    const bar = printed(correl, 'bar', (i) => `${i}`);
    const date = printed(correl, 'Date', time);
    write('two.csv', rows('btc,eth', (i) => [high[i], low[i]]));
    expect(await ok('correl', 'two.csv', ...args)).toBe(bar);
    expect(await ok('correl', 'two.csv', '--inputs', 'real1=eth,real0=btc', ...args)).toBe(bar);
    write('three.csv', rows('Date,eth,x,btc', (i) => [time(i), low[i], 'text', high[i]]));
    expect(await ok('correl', 'three.csv', '--inputs', 'btc,eth', ...args)).toBe(date);
    write('bare.csv', rows('', (i) => [high[i], low[i]]));
    expect(await ok('correl', 'bare.csv', '--as', 'columns', ...args)).toBe(bar);
    expect(await ok('correl', 'c.csv', '--inputs', 'high,low', ...args)).toBe(
      printed(correl, 'time', hour),
    );
    write('one.csv', rows('', (i) => [close[i]]));
    expect(await ok('rsi', 'one.csv')).toBe(printed(compute('rsi', { close }), 'bar', (i) => `${i}`));
    write('prices.csv', rows('Low,Close,High', (i) => [low[i], close[i], high[i]]));
    const atr = compute('willr', { high, low, close });
    expect(await ok('willr', 'prices.csv')).toBe(printed(atr, 'bar', (i) => `${i}`));
    expect(await ok('willr', 'prices.csv', '--inputs', 'high=High,low=Low,close=High')).toBe(
      printed(compute('willr', { high, low, close: high }), 'bar', (i) => `${i}`),
    );
  });

  it('JSON: lists by name, or a list of rows', async () => {
    write('lists.json', JSON.stringify({ time: Array.from({ length: BARS }, (_, i) => hour(i)), close: [...close] }));
    write('rows.json', JSON.stringify(Array.from(close, (value, i) => ({ time: hour(i), close: value }))));
    expect(await ok('rsi', 'lists.json')).toBe(rsi);
    expect(await ok('rsi', 'rows.json')).toBe(rsi);
  });

  it('leaves faulty rows out when asked', async () => {
    write('gap.csv', usual.replace(/\n/, '\nx,1,2,0,1,1\n'));
    const skipped = await run('rsi', 'gap.csv', '--skip-faults');
    expect(skipped).toEqual({ code: 0, stdout: rsi, stderr: 'outcry: warning: gap.csv: 1 fault in rows left out\n' });
    write('holes.csv', rows('close', (i) => [close[i]]).replace(/\n/, '\nnone\n'));
    const holes = await run('rsi', 'holes.csv', '--skip-faults');
    expect(holes.stdout).toBe(printed(compute('rsi', { close }), 'bar', (i) => `${i}`));
    expect(holes.stderr).toBe('outcry: warning: holes.csv: 1 faulty row left out\n');
  });

  const lean = sharedFile('data/lean/equity_usa_minute_bac_20131007_trade.csv.gz');
  test.skipIf(lean === undefined)('recorded candles: milliseconds of a day, decimals left out', async () => {
    const options = ['--day-start', '2013-10-07T04:00:00Z', '--implied-decimals', '4'];
    const text = await ok('atr', lean ?? '', ...options, '--last', '2', '--time-unit', 'ms');
    expect(text).toMatch(/^time,atr\n2013-10-07T\d\d:\d\d:00Z,0\.0\d+\n2013-10-07T\d\d:\d\d:00Z,0\.0\d+\n$/);
  });
});

describe('results', () => {
  it('the last bars only', async () => {
    const lines = rsi.trimEnd().split('\n');
    expect(await ok('rsi', 'c.csv', '--last', '3')).toBe([lines[0], ...lines.slice(-3), ''].join('\n'));
    expect(await ok('rsi', 'c.csv', '--last', '1000')).toBe(rsi);
  });

  it('one JSON document', async () => {
    const document = jsonOf(expectOk(await run('macd', 'c.csv', '--output', 'json', '--params', 'fastPeriod=3,slowPeriod=9')));
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
      Object.fromEntries(Object.entries(macd).map(([name, values]) => [name, Array.from(values, (v) => (Number.isNaN(v) ? null : v))])),
    );
    expect(await run('macd', 'c.csv', '--json', '--params', 'fastPeriod=3,slowPeriod=9')).toMatchObject({ stdout: `${JSON.stringify(document, null, 2)}\n` });
  });

  it('a file, which is not replaced unasked', async () => {
    expect(await ok('rsi', 'c.csv', '--out', 'out.csv')).toBe(`out.csv: ${BARS} rows of rsi\n`);
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toBe(rsi);
    expectRefused(await run('ema', 'c.csv', '--out', 'out.csv'), 2, /out\.csv: the file exists already/);
    expect(readFileSync(join(cwd, 'out.csv'), 'utf8')).toBe(rsi);
    const said = jsonOf(expectOk(await run('rsi', 'c.csv', '--out', 'out.csv', '--force', '--json', '--output', 'json', '--last', '2')));
    expect(said).toEqual({ indicator: 'rsi', out: 'out.csv', rows: 2 });
    expect(JSON.parse(readFileSync(join(cwd, 'out.csv'), 'utf8'))).toMatchObject({ firstBar: BARS - 2 });
    await ok('rsi', 'c.csv', '--out', 'out.json');
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject({ bars: BARS });
  });

  it('patterns are whole numbers', async () => {
    const doji = compute('CDLDOJI', { open, high, low, close });
    expect(await ok('CDLDOJI', 'c.csv')).toBe(printed(doji, 'time', hour));
  });
});

describe('what is refused', () => {
  it.each([
    [['rsii', 'c.csv'], /no such indicator: found 'rsii' \(did you mean rsi/],
    [['CDLENGULFIN', 'c.csv'], /did you mean CDLENGULFING/],
    [['engulfing pattern', 'c.csv'], /no such indicator/],
    [['rsi'], /no file is named \(outcry ta rsi --describe/],
    [[], /no indicator is named \(outcry ta --list/],
    [['--list', 'rsi'], /--list computes nothing/],
    [['rsi', 'c.csv', '--describe'], /--describe computes nothing/],
    [['rsi', 'c.csv', 'd.csv'], /too many arguments/],
    [['rsi', 'c.csv', '--params', '{'], /--params: this cannot be read: expected a JSON object/],
    [['rsi', 'c.csv', '--params', '{"period": "14"}'], /--params.*found '\{"period": "14"\}'/],
    [['rsi', 'c.csv', '--params', '[14]'], /--params/],
    [['rsi', 'c.csv', '--params', '14'], /--params/],
    [['rsi', 'c.csv', '--params', ''], /--params/],
    [['rsi', 'c.csv', '--params', 'period=14,period=15'], /--params/],
    [['rsi', 'c.csv', '--params', 'perod=14'], /perod: no such parameter; there are period/],
    [['rsi', 'c.csv', '--params', 'period=0'], /period: \d to 1000000, not 0/],
    [['rsi', 'c.csv', '--params', 'period=2.5'], /period: a whole number, not 2.5/],
    [['rsi', 'c.csv', '--inputs', 'clse'], /--inputs.*expected one of open, .* found 'clse' \(did you mean close\?\)/],
    [['rsi', 'c.csv', '--inputs', 'high,low'], /--inputs.*expected real, found high,low/],
    [['rsi', 'c.csv', '--inputs', 'reel=high'], /--inputs.*real=\.\.\. once each, found 'reel=high'/],
    [['correl', 'c.csv', '--inputs', 'real0=high,low'], /--inputs.*all of them named, or none/],
    [['rsi', 'c.csv', '--last', '0'], /--last/],
    [['rsi', 'c.csv', '--output', 'xml'], /--output.*Allowed choices are csv, json/],
    [['rsi', 'c.csv', '--columns', 'price=x'], /--columns.*found 'price=x'/],
    [['rsi', 'c.csv', '--delimiter', '::'], /no delimiter.*'::'/],
    [['rsi', 'c.csv', '--day-start', 'noon'], /--day-start/],
  ])('usage: %j', async (args, sentence) => {
    const result = await run(...args, '--json');
    expectRefused(result, 2, sentence);
    expect(Object.keys(jsonOf(result))).toEqual(['error']);
  });

  const line = (n: number, text: string): string => usual.split('\n').with(n - 1, text).join('\n');
  it.each([
    ['a bad price', ['rsi'], line(7, `${time(5)},1,x,1,1,1`), /^outcry: bad\.csv:7: .*a number as high, found 'x'.*--skip-faults/],
    ['a low above the close', ['rsi'], line(3, `${time(1)},5,6,5.5,5,1`), /bad\.csv:3: .*low <= open/],
    ['two faulty rows', ['rsi'], line(4, 'a,b').replace('00:00.000Z,100,', 'noon,100,'), /bad\.csv:\d+: .*; line \d+: /],
    ['rows backwards', ['rsi'], `${usual.split('\n')[0]}\n${usual.trim().split('\n').slice(1).reverse().join('\n')}\n`, /\(the newest comes first\? --falling\)/],
    ['no prices', ['atr'], 'a,b\n1,2\n', /bad\.csv: atr needs other columns: expected high, low, close, found a, b \(say which: --inputs high=/],
    ['no titles, few columns', ['rsi'], '1,2\n3,4\n', /bad\.csv:1: these are no candles.*--columns time=.*--as columns/],
    ['a word among numbers', ['ema'], 'close\n1\nx\n3\n', /bad\.csv:3: not all rows hold numbers: expected a number as close, found 'x'/],
    ['a row too long', ['ema'], 'close,b\n1,2\n1\n', /bad\.csv:3: .*expected 2 columns as in the first line, found 1/],
    ['two equal titles', ['ema'], 'x,x\n1,2\n', /bad\.csv:1: two columns have one name: found 'x'/],
    ['two times', ['ema'], usual.replace('volume', 'timestamp'), /bad\.csv:1: several columns may be the time.*--columns time=#N/],
    ['no rows', ['ema'], 'close\n', /bad\.csv: there are no rows/],
    ['no candles', ['ema'], 'time,open,high,low,close\n', /bad\.csv: there are no candles/],
    ['nothing', ['ema'], '', /bad\.csv: /],
    ['too few bars', ['ema', '--params', 'period=61'], usual, /bad\.csv: ema has no value over so few bars: expected at least 61 bars.*found 60/],
    ['half a JSON', ['ema'], '{"close": [1, 2', /bad\.csv: these are no columns: expected \{"close"/],
    ['JSON without lists', ['ema'], '{"close": 1}', /an object without lists/],
    ['JSON of other things', ['ema'], '[1, 2]', /found 1 in place 0/],
    ['JSON with a hole', ['ema', '--params', 'period=1'], '{"close": [1, null, 3]}', /close is no column of numbers: expected a number, found null in place 1/],
    ['JSON of two lengths', ['correl', '--params', 'period=1'], '{"a": [1, 2], "b": [1]}', /b is no column of numbers: expected 2 numbers, found 1/],
  ])('a file with %s', async (_, args, content, sentence) => {
    write('bad.csv', content);
    const [name = '', ...options] = args;
    const result = await run(name, 'bad.csv', ...options, '--json', '--out', 'never.csv');
    expectRefused(result, 1, sentence);
    expect(Object.keys(jsonOf(result))).toEqual(['error']);
    expect(existsSync(join(cwd, 'never.csv'))).toBe(false);
  });

  it('volume below zero, with file and bar', async () => {
    write('v.csv', 'close,volume\n1,1\n2,-1\n');
    expectRefused(await run('obv', 'v.csv'), 1, /v\.csv, bar 1: volume holds a value.*0 or more, found -1/);
  });

  it('files that are not there, or broken', async () => {
    expectRefused(await run('rsi', 'absent.csv'), 1, /absent\.csv/);
    write('cut.gz', gzipSync(usual).subarray(0, 200));
    expectRefused(await run('rsi', 'cut.gz'), 1, /cut\.gz/);
    const two = new ZipFile();
    two.addBuffer(Buffer.from('a'), 'a.csv');
    two.addBuffer(Buffer.from('b'), 'b.csv');
    two.end();
    const parts: Buffer[] = [];
    for await (const part of two.outputStream) parts.push(part as Buffer);
    write('two.zip', Buffer.concat(parts));
    expectRefused(await run('rsi', 'two.zip'), 1, /two\.zip: .*expected a single one, found/);
  });

  it('as a process', async () => {
    const result = await runCli(['ta', 'rsii', 'c.csv'], { cwd });
    expectRefused(result, 2, /did you mean rsi/);
    expect(result.stdout).toBe('');
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
