// Files that hold the same records are refused; those that a recorder splits are not.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { main } from '../cli/program.ts';
import { callCli, expectOk, expectRefused } from '../testing/cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-same-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});
const outcry = (...args: string[]) => callCli(main, args, cwd);

const CSV = 'exchange,symbol,timestamp,local_timestamp';
const TRADES = [1, 2, 3].map(
  (i) => `binance,X,${1_700_000_000_000_000 + i},${1_700_000_000_000_000 + i}`,
);

beforeAll(async () => {
  for (const venue of ['spot', 'usdm']) {
    const file = `${venue}.jsonl`;
    const shape = ['--events', '4k', '--venue', `binance-${venue}`];
    expectOk(await outcry('generate', '--out', file, ...shape));
    expectOk(await outcry('import', file, '--out', `${venue}.tape`));
    const text = readFileSync(join(cwd, file), 'utf8');
    writeFileSync(join(cwd, `${file}.gz`), gzipSync(text));
    writeFileSync(join(cwd, `copy-of-${file}`), text);
    const lines = text.trimEnd().split('\n');
    const half = lines.length >> 1;
    writeFileSync(join(cwd, `${venue}-1.jsonl`), `${lines.slice(0, half).join('\n')}\n`);
    writeFileSync(join(cwd, `${venue}-2.jsonl`), `${lines.slice(half).join('\n')}\n`);
  }
  const trades = TRADES.map((row, i) => `${row},${i},buy,10.${i},1`);
  const book = TRADES.map((row, i) => `${row},${i === 0},bid,10.${i},1`);
  const titles = { trades: 'id,side,price,amount', book: 'is_snapshot,side,price,amount' };
  writeFileSync(join(cwd, 'trades.csv'), `${CSV},${titles.trades}\n${trades.join('\n')}\n`);
  writeFileSync(join(cwd, 'book.csv'), `${CSV},${titles.book}\n${book.join('\n')}\n`);
  expectOk(await outcry('import', 'trades.csv', '--out', 'trades.tape'));
});

describe('are refused', () => {
  it.each([
    ['one file twice', 'spot.jsonl', 'spot.jsonl'],
    ['a copy', 'spot.jsonl', 'copy-of-spot.jsonl'],
    ['a recording and its tape', 'spot.jsonl', 'spot.tape'],
    ['a tape and the compressed recording', 'usdm.tape', 'usdm.jsonl.gz'],
    ['the first half, and the tape of both', 'usdm-1.jsonl', 'usdm.tape'],
    ['rows of CSV and their tape', 'trades.csv', 'trades.tape'],
  ])('%s', async (_, one, other) => {
    const sentence = new RegExp(
      `${other}: two files hold the same records: .*what ${one} holds too`,
    );
    for (const files of [
      [one, other],
      [one, other, 'book.csv'],
    ])
      expectRefused(await outcry('replay', ...files), 2, sentence);
  });
});

describe('are taken', () => {
  it.each([
    ['two halves', 'spot-1.jsonl', 'spot-2.jsonl'],
    ['two venues at one time', 'spot.jsonl', 'usdm.tape'],
    ['two channels from one nanosecond on', 'trades.csv', 'book.csv'],
  ])('%s', async (_, one, other) => {
    expectOk(await outcry('replay', one, other));
    expectOk(await outcry('replay', other, one));
  });
});
