// `outcry ta`: which columns of a file serve which inputs, sessions of its times, and files whose
// titles are written otherwise.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compute } from '../indicators/default.ts';
import { type CliResult, callCli, expectOk, expectRefused, jsonOf } from '../testing/cli.ts';
import { BARS, close, high, low, open, rows, time, usual, volume } from '../testing/ta-files.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-ta-binding-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
const run = (...args: string[]): Promise<CliResult> => callCli(main, ['ta', ...args], cwd);
const write = (name: string, content: string): void => {
  writeFileSync(join(cwd, name), content);
};

type Column = readonly (number | string | null)[];
interface Answer {
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, Column>>;
}

/** What the command answers as JSON, and the warnings beside it. */
async function answerOf(...args: string[]): Promise<Answer & { readonly warnings: string }> {
  const result = await run(...args, '--json');
  const answer = jsonOf(expectOk({ ...result, stderr: '' })) as unknown as Answer;
  return { ...answer, warnings: result.stderr };
}

const listed = (column: Float64Array | undefined): Column =>
  Array.from(column ?? [], (value) => (Number.isNaN(value) ? null : value));

const HOUR_BARS = { high, low, close, volume };
const every = (bars: number): Float64Array =>
  Float64Array.from({ length: BARS }, (_, i) => +(i % bars === 0));
const vwapOf = (anchor: Float64Array): Column =>
  listed(compute('vwap', { ...HOUR_BARS, anchor })['vwap']);

write('hours.csv', usual);
write(
  'lean.csv',
  rows('Date,High,Low,Close,Volume', (i) => [time(i), high[i], low[i], close[i], volume[i]]),
);
write(
  'bare.csv',
  rows('High,Low,Close,Volume', (i) => [high[i], low[i], close[i], volume[i]]),
);
write(
  'lists.json',
  JSON.stringify({
    time: Array.from({ length: BARS }, (_, i) => Date.parse(time(i))),
    ...Object.fromEntries(Object.entries(HOUR_BARS).map(([name, list]) => [name, [...list]])),
  }),
);

describe('sessions', () => {
  it.each(['hours.csv', 'lean.csv', 'lists.json'])('are days of UTC: %s', async (file) => {
    const { inputs, outputs, warnings } = await answerOf('vwap', file);
    expect(outputs['vwap']).toEqual(vwapOf(every(24)));
    expect(inputs['anchor']).toBe('days of UTC');
    expect(warnings).toBe('');
  });

  it('are what is asked for', async () => {
    // 2024 begins on a Monday; the sixty hours are of one week and one month.
    for (const session of ['week', 'month', 'none']) {
      const { outputs } = await answerOf('vwap', 'hours.csv', '--session', session);
      expect(outputs['vwap']).toEqual(vwapOf(every(BARS)));
    }
    const days = (of: (day: number) => unknown): string =>
      rows('time,open,high,low,close,volume', (i) => [
        new Date(Date.UTC(1969, 11, 20) + 86_400_000 * i).toISOString(),
        open[i],
        high[i],
        low[i],
        close[i],
        of(i),
      ]);
    write(
      'days.csv',
      days((i) => volume[i]),
    );
    const begins = async (session: string): Promise<number[]> => {
      const { outputs } = await answerOf('pivotClassic', 'days.csv', '--session', session);
      const pivots = outputs['pivot'] ?? [];
      return pivots.flatMap((value, i) => (i > 0 && value !== pivots[i - 1] ? [i] : []));
    };
    // From Saturday, 20 December 1969: Mondays, and the first days of January and February.
    expect(await begins('week')).toEqual([2, 9, 16, 23, 30, 37, 44, 51, 58]);
    expect(await begins('month')).toEqual([12, 43]);
    expect(await begins('none')).toEqual([]);
  });

  it('serve pivots: those of the day before', async () => {
    const { outputs } = await answerOf('pivotClassic', 'hours.csv');
    const want = compute('pivotClassic', { high, low, close, anchor: every(24) });
    for (const [name, column] of Object.entries(want))
      expect(outputs[name]).toEqual(listed(column));
  });

  it('come with a warning where each bar is one', async () => {
    write(
      'daily.csv',
      'time,open,high,low,close,volume\n2024-01-02,1,3,1,2,5\n2024-01-03,2,4,1,4,5\n',
    );
    const { outputs, warnings } = await answerOf('vwap', 'daily.csv');
    expect(outputs['vwap']).toEqual([2, 3]);
    expect(warnings).toMatch(/daily\.csv: each bar is a session of its own: see --session/);
    const whole = await answerOf('vwap', 'daily.csv', '--session', 'none');
    expect(whole).toMatchObject({ outputs: { vwap: [2, 2.5] }, warnings: '' });
  });

  it('are a column of the file where one is named', async () => {
    write(
      'anchored.csv',
      rows('when,high,low,close,volume,anchor,eight', (i) => [
        'x',
        high[i],
        low[i],
        close[i],
        volume[i],
        +(i % 12 === 0),
        +(i % 8 === 0),
      ]),
    );
    expect((await answerOf('vwap', 'anchored.csv')).outputs['vwap']).toEqual(vwapOf(every(12)));
    const chosen = await answerOf('vwap', 'anchored.csv', '--inputs', 'anchor=eight');
    expect(chosen.outputs['vwap']).toEqual(vwapOf(every(8)));
    expectRefused(
      await run('vwap', 'anchored.csv', '--session', 'day'),
      2,
      /--session: there are no sessions to make: expected an indicator whose input anchor/,
    );
  });

  it('are one for all rows without times, or refused', async () => {
    const { outputs, warnings } = await answerOf('vwap', 'bare.csv');
    expect(outputs['vwap']).toEqual(vwapOf(every(BARS)));
    expect(warnings).toMatch(/rows have no times: all bars are one session/);
    expectRefused(
      await run('pivotClassic', 'bare.csv'),
      1,
      /bare\.csv: pivotClassic needs other columns: .*anchor is 1 at the first bar of each session/,
    );
    expectRefused(
      await run('vwap', 'bare.csv', '--session', 'week'),
      2,
      /expected rows with times/,
    );
    expectRefused(await run('rsi', 'hours.csv', '--session', 'day'), 2, /no sessions to make/);
  });

  it('need times that can be read', async () => {
    write('odd.csv', 'Date,High,Low,Close,Volume\nMonday,3,1,2,5\nTuesday,3,1,2,5\n');
    expectRefused(
      await run('vwap', 'odd.csv'),
      1,
      /odd\.csv, bar 0: sessions need the times of rows: .*found 'Monday'.*--inputs anchor=/,
    );
  });
});

describe('inputs of a meaning of their own', () => {
  it.each([
    ['mavp', /mavp needs other columns: expected real, periods, .*periods holds the period/],
    ['kyleLambda', /kyleLambda needs other columns: .*signedQty is above 0 where the aggressor/],
    ['quotedSpread', /quotedSpread needs other columns: expected bidPrice, askPrice, found open/],
    ['correlation', /cannot tell which columns it takes: expected 2 series, found open, high/],
  ])('are not taken from candles: %s', async (name, sentence) => {
    expectRefused(await run(name, 'hours.csv'), 1, sentence);
  });

  it('are taken by name', async () => {
    write(
      'signed.csv',
      rows('time,open,high,low,close,signedQty', (i) => [
        time(i),
        open[i],
        high[i],
        low[i],
        close[i],
        (volume[i] ?? 0) - 3,
      ]),
    );
    const { inputs, outputs } = await answerOf('kyleLambda', 'signed.csv', '--as', 'columns');
    expect(inputs).toEqual({ real: 'close', signedQty: 'signedQty' });
    const signedQty = volume.map((value) => value - 3);
    expect(outputs['lambda']).toEqual(
      listed(compute('kyleLambda', { close, signedQty })['lambda']),
    );
  });
});

describe('one series', () => {
  it.each([
    ['id,price,qty', ['--inputs', 'price'], 'price'],
    ['symbol,ts,px,sz', ['--inputs', 'px'], 'px'],
    ['Ticker,date,value', [], 'value'],
    ['<id>,<LAST>', [], 'LAST'],
  ])('is no label: %s', async (titles, flags, wanted) => {
    const n = titles.split(',').length;
    write('table.csv', `${titles}\n7${',5'.repeat(n - 1)}\n8${',6'.repeat(n - 1)}\n`);
    const args = ['sma', 'table.csv', '--params', 'period=1'];
    if (flags.length > 0)
      expectRefused(
        await run(...args),
        1,
        /expected one series, or a close, .*say which: --inputs/,
      );
    const { inputs, outputs } = await answerOf(...args, ...flags);
    expect([inputs['real'], outputs['sma']]).toEqual([wanted, [5, 6]]);
  });

  it('may be a label that is named', async () => {
    write('labels.csv', 'id,price\n7,5\n8,6\n');
    const args = ['sma', 'labels.csv', '--params', 'period=1', '--inputs', 'id'];
    expect((await answerOf(...args)).outputs['sma']).toEqual([7, 8]);
  });
});

describe('titles in brackets', () => {
  it('are those of candles, with a day and a time of day', async () => {
    write(
      'brackets.csv',
      rows('<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>', (i) => [
        time(i).slice(0, 10).replaceAll('-', ''),
        time(i).slice(11, 19).replaceAll(':', ''),
        open[i],
        high[i],
        low[i],
        close[i],
        volume[i],
      ]),
    );
    const usualAnswer = expectOk(await run('vwap', 'hours.csv')).stdout;
    expect(expectOk(await run('vwap', 'brackets.csv')).stdout).toBe(usualAnswer);
    const named = ['--columns', 'time=<DATE>,open=<OPEN>,high=high,low=low,close=close'];
    expectRefused(await run('sma', 'brackets.csv', ...named), 1, /a time after the candle above/);
  });

  it('name rows of other columns by both', async () => {
    write('pairs.csv', '<DATE>,<TIME>,<LAST>\n20240102,090000,5\n20240103,100000,6\n');
    const { stdout } = expectOk(await run('sma', 'pairs.csv', '--params', 'period=1'));
    expect(stdout).toBe('TIME,sma\n20240102 090000,5\n20240103 100000,6\n');
  });
});

describe('delimiters', () => {
  it.each([';', '\t', '|'])('are seen in the titles: %j', async (delimiter) => {
    const plain = expectOk(await run('atr', 'hours.csv')).stdout;
    write('other.csv', usual.replaceAll(',', delimiter));
    expect(expectOk(await run('atr', 'other.csv')).stdout).toBe(plain);
    write(
      'lean.txt',
      rows('Date,High,Low,Close', (i) => [time(i), high[i], low[i], close[i]]).replaceAll(
        ',',
        delimiter,
      ),
    );
    const { outputs } = await answerOf('atr', 'lean.txt');
    expect(outputs['atr']).toEqual(listed(compute('atr', { high, low, close })['atr']));
  });

  it.each(['time;open;high;low;close', 'time;close'])(
    'leave no comma to decimals: %s',
    async (titles) => {
      const prices = titles
        .split(';')
        .slice(1)
        .map(() => '1,5');
      write('decimals.csv', `${titles}\n${['2024-01-02', ...prices].join(';')}\n`);
      expectRefused(await run('sma', 'decimals.csv'), 1, /'1,5'.*\(decimals stand behind a point/);
    },
  );

  it('are commas where one stands in the titles', async () => {
    write('mixed.csv', 'a;b,close\n1,5\n2,6\n');
    expect((await answerOf('sma', 'mixed.csv', '--params', 'period=1')).outputs['sma']).toEqual([
      5, 6,
    ]);
  });
});

it('infinite numbers are told apart from no value', async () => {
  write('zero.csv', 'a,b\n1,0\n-1,0\n0,0\n6,3\n');
  const { outputs } = await answerOf('div', 'zero.csv');
  expect(Object.values(outputs)[0]).toEqual(['Infinity', '-Infinity', null, 2]);
});
