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
