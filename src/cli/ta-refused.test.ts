// What `outcry ta` refuses: one sentence with file and line, the right exit code, nothing written.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type CliResult, callCli, expectRefused, jsonOf, runCli } from '../testing/cli.ts';
import { time, usual, zipped } from '../testing/ta-files.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-ta-bad-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
const run = (...args: string[]): Promise<CliResult> => callCli(main, ['ta', ...args], cwd);
const write = (name: string, content: string | Uint8Array): void => {
  writeFileSync(join(cwd, name), content);
};
write('c.csv', usual);

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
    [
      ['rsi', 'c.csv', '--inputs', 'clse'],
      /--inputs.*expected one of open, .* found 'clse' \(did you mean close\?\)/,
    ],
    [['rsi', 'c.csv', '--inputs', 'high,low'], /--inputs.*expected real, found high,low/],
    [
      ['rsi', 'c.csv', '--inputs', 'reel=high'],
      /--inputs.*real=\.\.\. once each, found 'reel=high'/,
    ],
    [
      ['correlation', 'c.csv', '--inputs', 'real0=high,low'],
      /--inputs.*all of them named, or none/,
    ],
    [['rsi', 'c.csv', '--last', '0'], /--last/],
    [['rsi', 'c.csv', '--output', 'xml'], /--output.*Allowed choices are csv, json/],
    [
      ['rsi', 'c.csv', '--columns', 'price=x'],
      /--columns: expected columns of time, open, .*found 'price'/,
    ],
    [['rsi', 'c.csv', '--delimiter', '::'], /--delimiter: expected .*'::'/],
    [['rsi', 'c.csv', '--day-start', 'noon'], /--day-start/],
  ])('usage: %j', async (args, sentence) => {
    const result = await run(...args, '--json');
    expectRefused(result, 2, sentence);
    expect(Object.keys(jsonOf(result))).toEqual(['error']);
  });

  const line = (n: number, text: string): string =>
    usual
      .split('\n')
      .with(n - 1, text)
      .join('\n');
  it.each([
    [
      'a bad price',
      ['rsi'],
      line(7, `${time(5)},1,x,1,1,1`),
      /^outcry: bad\.csv:7: .*a number as high, found 'x'.*--skip-faults/,
    ],
    [
      'a low above the close',
      ['rsi'],
      line(3, `${time(1)},5,6,5.5,5,1`),
      /bad\.csv:3: .*low <= open/,
    ],
    [
      'times called as data vendors do',
      ['rsi'],
      'Gmt time,open,high,low,close\n2024-01-03,1,1,1,1\n2024-01-02,1,1,1,1\n',
      /bad\.csv:3: .*the newest comes first/,
    ],
    [
      'a data frame of candles',
      ['rsi'],
      ',open,high,low,close\n2024-01-02,9,8,7,9\n',
      /bad\.csv:2: .*low <= open/,
    ],
    [
      'columns backwards',
      ['rsi', '--params', 'period=2'],
      'Date,Close\n2024-01-04,3\n2024-01-03,2\n2024-01-02,1\n',
      /the rows go back in time.*2024-01-04 to 2024-01-02.*--falling/,
    ],
    [
      'two faulty rows',
      ['rsi'],
      line(4, 'a,b').replace('00:00.000Z,100,', 'noon,100,'),
      /bad\.csv:\d+: .*; line \d+: /,
    ],
    [
      'rows backwards',
      ['rsi'],
      `${usual.split('\n')[0]}\n${usual.trim().split('\n').slice(1).reverse().join('\n')}\n`,
      /\(the newest comes first\? --falling\)/,
    ],
    [
      'no prices',
      ['atr'],
      'a,b\n1,2\n',
      /bad\.csv: atr needs other columns: expected high, low, close, found a, b \(.*--inputs high=/,
    ],
    [
      'no titles, few columns',
      ['rsi'],
      '1,2\n3,4\n',
      /bad\.csv:1: these are no candles.*--columns time=.*--as columns/,
    ],
    [
      'a word among numbers',
      ['ema'],
      'close\n1\nx\n3\n',
      /bad\.csv:3: not all rows hold numbers: expected a number as close, found 'x'/,
    ],
    [
      'a row too long',
      ['ema'],
      'close,b\n1,2\n1\n',
      /bad\.csv:3: .*expected 2 columns as in the first line, found 1/,
    ],
    ['two equal titles', ['ema'], 'x,x\n1,2\n', /bad\.csv:1: two columns have one name: found 'x'/],
    [
      'two times',
      ['ema'],
      usual.replace('volume', 'timestamp'),
      /bad\.csv:1: several columns may be the time.*--columns time=#N/,
    ],
    ['no rows', ['ema'], 'close\n', /bad\.csv: there are no rows/],
    ['no candles', ['ema'], 'time,open,high,low,close\n', /bad\.csv: there are no candles/],
    ['nothing', ['ema'], '', /bad\.csv: /],
    [
      'too few bars',
      ['ema', '--params', 'period=61'],
      usual,
      /bad\.csv: ema has no value over so few bars: expected at least 61 bars.*found 60/,
    ],
    [
      'half a JSON',
      ['ema'],
      '{"close": [1, 2',
      /bad\.csv: these are no columns: expected \{"close"/,
    ],
    ['JSON without lists', ['ema'], '{"close": 1}', /an object without lists/],
    ['JSON of other things', ['ema'], '[1, 2]', /found 1 in place 0/],
    [
      'JSON with a hole',
      ['ema', '--params', 'period=1'],
      '{"close": [1, null, 3]}',
      /close is no column of numbers: expected a number, found null in place 1/,
    ],
    [
      'JSON of two lengths',
      ['correlation', '--params', 'period=1'],
      '{"a": [1, 2], "b": [1]}',
      /b is no column of numbers: expected 2 numbers, found 1/,
    ],
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
    expectRefused(
      await run('onBalanceVolume', 'v.csv'),
      1,
      /v\.csv, bar 1: volume holds a value.*0 or more, found -1/,
    );
  });

  it('files that are not there, or broken', async () => {
    expectRefused(await run('rsi', 'absent.csv'), 1, /absent\.csv/);
    write('cut.gz', gzipSync(usual).subarray(0, 200));
    expectRefused(await run('rsi', 'cut.gz'), 1, /cut\.gz/);
    write('two.zip', await zipped({ 'a.csv': 'a', 'b.csv': 'b' }));
    expectRefused(await run('rsi', 'two.zip'), 1, /two\.zip: .*expected a single one, found/);
  });

  it('as a process', async () => {
    const result = await runCli(['ta', 'rsii', 'c.csv'], { cwd });
    expectRefused(result, 2, /did you mean rsi/);
    expect(result.stdout).toBe('');
  });
});
