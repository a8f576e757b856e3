// Candles as people have them: the same flags in every command that takes candles, and hints that
// name them.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { callCli, expectOk, expectRefused, jsonOf } from '../testing/cli.ts';
import { candleText } from '../testing/sweep-kit.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-candle-flags-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
const outcry = (...args: string[]) => callCli(main, args, cwd);
const write = (name: string, lines: readonly string[]) =>
  writeFileSync(join(cwd, name), `${lines.join('\n')}\n`);

const plain = candleText({ seed: 5, bars: 120 }).trimEnd().split('\n');
const [titles = '', ...rows] = plain;
const ohlc = (row: string, change: (price: string) => string): string =>
  row
    .split(',')
    .map((field, i) => (i >= 1 && i <= 4 ? change(field) : field))
    .join(',');

write('X.csv', plain);
write('falling-X.csv', [titles, ...rows.toReversed()]);
write(
  'semicolons.csv',
  plain.map((line) => line.replaceAll(',', ';')),
);
write(
  'tabs.csv',
  plain.map((line) => line.replaceAll(',', '\t')),
);
write(
  'bars.csv',
  plain.map((line) => line.replaceAll(',', '|')),
);
write('metatrader.csv', [
  '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<VOL>',
  ...rows.map((row) => dayAndClock(row).replaceAll(',', '\t')),
]);
write('named.csv', ['Datum,Erster,Hoch,Tief,Letzter,Menge', ...rows]);
write('faulty.csv', [titles, 'x,1,1,1,1,1', ...rows.slice(0, 60), 'junk', ...rows.slice(60)]);
write('implied.csv', [titles, ...rows.map((row) => ohlc(row, (price) => cents(price)))]);
write('prints.csv', ['time,price,qty', '1700000040000,1,1']);

/** A price without its point: two decimals are implied. */
function cents(price: string): string {
  const [whole = '', decimals = ''] = price.split('.');
  return `${whole}${decimals.padEnd(2, '0')}`;
}

/** A row whose time stands in two columns, as `2024.01.02,09:30:00`. */
function dayAndClock(row: string): string {
  const [time = '', ...values] = row.split(',');
  const [day = '', clock = ''] = new Date(Number(time)).toISOString().split(/[TZ]/);
  return [day.replaceAll('-', '.'), clock, ...values].join(',');
}

const WAYS: readonly (readonly [string, readonly string[]])[] = [
  ['falling-X.csv', ['--falling']],
  ['semicolons.csv', ['--delimiter', ';']],
  ['tabs.csv', ['--delimiter', 'tab']],
  // Titles without a comma show what stands between them.
  ['semicolons.csv', []],
  ['tabs.csv', []],
  ['bars.csv', []],
  ['metatrader.csv', []],
  ['named.csv', ['--columns', 'time=Datum,open=Erster,high=Hoch,low=Tief,close=#5,volume=Menge']],
  ['faulty.csv', ['--skip-faults']],
  ['implied.csv', ['--implied-decimals', '2']],
];
const STRATEGY = ['--param', 'fast=3', '--param', 'slow=8'];

/** What a backtest made, apart from names of files. */
async function resultOf(...args: string[]): Promise<readonly unknown[]> {
  const document = jsonOf(
    await outcry('backtest', 'sma-cross', ...args, '--symbol', 'X', ...STRATEGY, '--json'),
  );
  const strategies = document['strategies'] as { decisionHash: string; metrics: object }[];
  const { decisionHash, metrics } = strategies[0] ?? { metrics: {} };
  return [document['dataHash'], decisionHash, metrics];
}

let found: Promise<readonly unknown[]> | undefined;
/** Of the file that is written as usual. */
function plainResult(): Promise<readonly unknown[]> {
  found ??= resultOf('X.csv');
  return found;
}

describe('candles that are written otherwise', () => {
  it.each(WAYS.filter(([file]) => /falling|named|faulty|tabs|metatrader/.test(file)))(
    'are the same to backtests: %s %j',
    async (file, flags) => {
      expect(await resultOf(file, ...flags)).toEqual(await plainResult());
    },
  );

  it.each(WAYS)('are the same to sweeps: %s %j', async (file, flags) => {
    const sweep = async (...args: string[]) => {
      const grid = ['--grid', 'fast=2,3', '--grid', 'slow=5,8', '--symbol', 'X', '--json'];
      const { dataHash, runs } = jsonOf(await outcry('sweep', 'sma-signals', ...args, ...grid));
      return [dataHash, runs];
    };
    expect(await sweep(file, ...flags)).toEqual(await sweep('X.csv'));
  });

  it.each(WAYS)('are the same to indicators: %s %j', async (file, flags) => {
    const valuesOf = async (...args: string[]) =>
      expectRsi(await outcry('ta', 'rsi', ...args, '--last', '50')).stdout;
    expect(await valuesOf(file, ...flags)).toBe(await valuesOf('X.csv'));
  });

  it('and stand as keys in a settings file', async () => {
    const keys = ['delimiter = ";"', 'symbol = "X"', 'columns = { time = "time", close = "#5" }'];
    write('run.toml', ['files = ["semicolons.csv"]', '[input]', ...keys]);
    const args = ['backtest', 'sma-cross', '--config', 'run.toml', ...STRATEGY, '--json'];
    const [hash] = await plainResult();
    expect(jsonOf(await outcry(...args))['dataHash']).toBe(hash);
  });
});

/** Rows that are left out are told on stderr. */
function expectRsi(result: Awaited<ReturnType<typeof outcry>>) {
  expect(result.stderr.replace(/^outcry: warning: .*left out\n$/, '')).toBe('');
  return expectOk({ ...result, stderr: '' });
}

describe('what was left out or is missing', () => {
  it('stands in the notes of a result', async () => {
    write('holes.csv', [titles, ...rows.slice(0, 40), ...rows.slice(47, 90), ...rows.slice(91)]);
    const args = ['backtest', 'sma-cross', 'holes.csv', ...STRATEGY];
    const { stdout } = expectOk(await outcry(...args));
    expect(stdout).toContain('note: holes.csv: 8 candles missing, at 2 places\n');
    const skipped = expectOk(await outcry('backtest', 'sma-cross', 'faulty.csv', '--skip-faults'));
    expect(skipped.stdout).toContain('note: faulty.csv: 2 faults in rows left out\n');
    const sweep = ['sweep', 'sma-signals', 'holes.csv', '--grid', 'fast=3'];
    expect(expectOk(await outcry(...sweep)).stdout).toContain('note: holes.csv: 8 candles');
  });
});

describe('several files of one instrument', () => {
  it('go on one after the other, in any order of the arguments', async () => {
    write('first.csv', [titles, ...rows.slice(0, 70)]);
    write('second.csv', [titles, ...rows.slice(70)]);
    const whole = await plainResult();
    expect((await resultOf('second.csv', 'first.csv'))[1]).toEqual(whole[1]);
  });

  it('are refused where they overlap', async () => {
    write('more.csv', [titles, ...rows.slice(60)]);
    const args = ['--symbol', 'X'];
    for (const command of [
      ['backtest', 'sma-cross', 'first.csv', 'more.csv'],
      ['backtest', 'sma-cross', 'X.csv', 'X.csv'],
      ['sweep', 'sma-signals', 'more.csv', 'first.csv', '--grid', 'fast=3'],
    ])
      expectRefused(
        await outcry(...command, ...args),
        2,
        /(X|more)\.csv: two files hold candles of the same time: expected unknown:X from 20/,
      );
  });
});

describe('hints name flags', () => {
  const COMMANDS = [
    ['backtest', 'sma-cross'],
    ['ta', 'rsi'],
    ['sweep', 'sma-signals', '--grid', 'fast=3'],
  ];
  const CASES: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['faulty.csv', [], /faulty\.csv:2: .*\(--skip-faults leaves such rows out\)/],
    ['falling-X.csv', [], /falling-X\.csv:3: .*\(the newest comes first\? --falling\)/],
    [
      'named.csv',
      ['--columns', 'time=Datum,open=Anfang'],
      /named\.csv:1: .*columns Anfang.*name them: --columns time=/,
    ],
  ];
  it.each(
    COMMANDS.flatMap((command, i) =>
      CASES.slice(0, i + 1).map((one) => [command, ...one] as const),
    ),
  )('%j %s %j', async (command, file, flags, sentence) => {
    expectRefused(await outcry(...command, file, ...flags), 1, sentence);
  });
});

describe('flags that do not fit', () => {
  it.each([
    [['--delimiter', '1'], /--delimiter: expected .*found '1'/],
    [['--day-start', 'noon'], /--day-start: expected a time .*found 'noon'/],
    [['--implied-decimals', '19'], /--implied-decimals.*0 to 18/],
    [['--csv-kind', 'candle'], /--csv-kind.*Allowed choices are trades, depth, bbo, candles/],
    [['--columns', 'open=o,price=p'], /--columns: expected columns of time, open, .*'price'/],
  ])('%j', async (flags, sentence) => {
    for (const command of [
      ['backtest', 'sma-cross', 'X.csv'],
      ['sweep', 'sma-signals', 'X.csv', '--grid', 'fast=3'],
    ])
      expectRefused(await outcry(...command, ...flags), 2, sentence);
  });

  it('stand in the help of those commands alone', async () => {
    const helpOf = async (command: string): Promise<string> =>
      expectOk(await outcry(command, '--help')).stdout;
    for (const command of ['backtest', 'sweep'])
      expect(await helpOf(command)).toMatch(/"candles"\)[\s\S]*--falling[\s\S]*--skip-faults/);
    expect(await helpOf('ta')).toMatch(/--falling[\s\S]*--skip-faults/);
    for (const command of ['replay', 'import', 'verify', 'export'])
      expect(await helpOf(command)).not.toMatch(/"candles"|--falling/);
  });

  it('are refused where no file holds candles', async () => {
    const columns = ['--columns', 'time=time,price=price,qty=qty', '--symbol', 'X'];
    const args = ['backtest', 'imbalance', 'prints.csv', ...columns, '--falling'];
    const sentence = /these options are of candles: .*found prints\.csv \(given: --falling\)/;
    expectRefused(await outcry(...args), 2, sentence);
  });

  it('may say that a file holds candles', async () => {
    write('odd.csv', ['1700000040000,5.5,4,6,5,1', ...rows]);
    const args = ['backtest', 'sma-cross', 'odd.csv'];
    expectRefused(await outcry(...args), 1, /no known format/);
    expectRefused(await outcry(...args, '--csv-kind', 'candles'), 1, /odd\.csv:1: .*low <= open/);
    expectOk(await outcry(...args, '--skip-faults'));
  });
});
