// Which kinds of files a command takes.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { callCli, expectRefused } from '../testing/cli.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-inputs-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

it('candles are no market data', async () => {
  const rows = Array.from({ length: 5 }, (_, i) => `2024-01-01 00:0${i}:00,10,12,9,11,${i + 1}`);
  writeFileSync(join(cwd, 'c.csv'), `time,open,high,low,close,volume\n${rows.join('\n')}\n`);
  for (const args of [
    ['replay', 'c.csv'],
    ['import', 'c.csv', '--out', 'c.tape'],
    ['verify', '--against', 'book-ticker', 'c.csv'],
  ]) {
    const sentence =
      /^outcry: c\.csv: candles are no market data: expected frames.*outcry backtest/;
    expectRefused(await callCli(main, args, cwd), 1, sentence);
  }
  expect(existsSync(join(cwd, 'c.tape'))).toBe(false);
});

const HEAD = 'time,open,high,low,close,volume';
/** The first hour of a month. */
function month(name: string): string {
  const rows = Array.from({ length: 59 }, (_, i) => {
    const minute = String(i).padStart(2, '0');
    return `${name}-01 00:${minute}:00,10,12,9,${10 + (i % 3)},1`;
  });
  return `${HEAD}\n${rows.join('\n')}\n`;
}

it('files of an archive are one instrument: what follows its symbol is a span', async () => {
  const files = ['BTCUSDT-1m-2024-01.csv', 'BTCUSDT-1m-2024-02.csv', 'BTCUSDT-2024-03-01.csv'];
  for (const [i, file] of files.entries()) writeFileSync(join(cwd, file), month(`2024-0${i + 1}`));
  const fast = ['--param', 'fast=2', '--param', 'slow=3'];
  const { code, stdout } = await callCli(
    main,
    ['backtest', 'sma-cross', ...files, ...fast, '--json'],
    cwd,
  );
  expect(code).toBe(0);
  expect(stdout).toContain('"unknown:BTCUSDT"');
});

it('files with names of their own are said to be one by --symbol', async () => {
  const files = ['january.csv', 'february.csv'];
  for (const [i, file] of files.entries()) writeFileSync(join(cwd, file), month(`2024-0${i + 1}`));
  const args = ['backtest', 'sma-cross', ...files, '--param', 'fast=2', '--param', 'slow=3'];
  const sentence = /say which: --market main=VENUE:SYMBOL; files of one instrument: --symbol NAME/;
  expectRefused(await callCli(main, args, cwd), 2, sentence);
  expect((await callCli(main, [...args, '--symbol', 'X'], cwd)).code).toBe(0);
});

it('files of one instrument share their scales: the volumes of all must fit', async () => {
  const day = (name: string, price: string, volume: string) =>
    `${HEAD}\n${name},${price},${price},${price},${price},${volume}\n`;
  writeFileSync(join(cwd, 'ABC-2024-04-01.csv'), day('2024-04-01', '1.5', '10'));
  writeFileSync(join(cwd, 'ABC-2024-04-02.csv'), day('2024-04-02', '1.123456', '82488700'));
  writeFileSync(join(cwd, 'ABC-2024-04-03.csv'), day('2024-04-03', '1.25', '8248870000'));
  const files = ['ABC-2024-04-03.csv', 'ABC-2024-04-01.csv', 'ABC-2024-04-02.csv'];
  const args = ['backtest', 'sma-cross', ...files, '--param', 'fast=1', '--param', 'slow=2'];
  const { code, stdout } = await callCli(main, [...args, '--json'], cwd);
  expect(code).toBe(0);
  expect(stdout).toContain('unknown:ABC');
  const said = [...args, '--qty-scale', '8'];
  expectRefused(await callCli(main, said, cwd), 1, /04-03\.csv:2: .*\(--qty-scale 5 fits\)/);
  const fine = `${HEAD}\n2024-01-01,1,101,1,1.123456789012345678,1\n`;
  writeFileSync(join(cwd, 'fine.csv'), fine);
  const digits = /fine\.csv:2: a price has too many digits.*\(--price-scale 13 rounds all prices\)/;
  expectRefused(await callCli(main, ['backtest', 'sma-cross', 'fine.csv'], cwd), 1, digits);
});
