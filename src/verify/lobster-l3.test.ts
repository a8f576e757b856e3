import { beforeAll, describe, expect, test } from 'vitest';
import { type Core, createCore } from '../core/core.ts';
import type { CoreBuild } from '../core/load.ts';
import { openByteSource } from '../fs/node-files.ts';
import type { ByteSource } from '../fs/types.ts';
import { bytesSource } from '../testing/collect-records.ts';
import { makeLobsterFiles } from '../testing/lobster-files.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { type LobsterL3Verdict, verifyLobsterL3 } from './lobster-l3.ts';

const BEST = 4;
const best = (row: string): string => row.split(',').slice(0, BEST).join(',');
const isNew = (row: string, i: number, rows: readonly string[]): boolean => row !== rows[i - 1];
const plusOne = (row: string, column: number): string =>
  row
    .split(',')
    .map((cell, i) => (i === column ? `${Number(cell) + 1}` : cell))
    .join(',');

const lines = (rows: readonly string[], name: string): ByteSource =>
  bytesSource(`${rows.join('\n')}\n`, name, 999);

/** @param levels of the message file's name */
const run = (
  core: Core,
  seed: string,
  messages: readonly string[],
  book: readonly string[],
  levels = 50,
) =>
  verifyLobsterL3(
    core,
    lines([seed], 'seed.csv'),
    lines(messages, `X_message_${levels}.csv`),
    lines(book, 'book.csv'),
  );

describe.each<CoreBuild>(['checked', 'release'])('made files, %s build', (build) => {
  let core: Core;
  beforeAll(async () => {
    core = await createCore({ build, memoryBytes: 1 << 30 });
  });

  test.each([1, 2, 3])('seed %i: every state agrees when nothing is out of view', async (seed) => {
    const { messages, book } = makeLobsterFiles(seed, 2000, 50);
    const tops = book.map(best);
    const states = tops.filter(isNew).length;
    const verdict = await run(core, book[0] ?? '', messages, tops);
    expect(verdict).toEqual({
      matched: states,
      total: states,
      gaps: 0,
      messages: 2000,
      refused: 0,
      consistent: true,
    });
    // A book file that leaves repetitions out is as good.
    const short = await run(core, book[0] ?? '', messages, tops.filter(isNew));
    expect(short).toEqual(verdict);
  });
});

describe('differences', () => {
  let core: Core;
  beforeAll(async () => {
    core = await createCore({ build: 'unshared', memoryBytes: 3 * 2 ** 30 });
  });
  const { messages, book } = makeLobsterFiles(7, 1500, 50);
  const tops = book.map(best);

  test.each([0, 1, 2, 3])('a digit changed in column %i is found and no excuse', async (column) => {
    const at = tops.findIndex((row, i) => i > 700 && isNew(row, i, tops));
    const wrong = tops.with(at, plusOne(tops[at] ?? '', column));
    const verdict = await run(core, book[0] ?? '', messages, wrong);
    expect(verdict.matched).toBe(tops.slice(0, at).filter(isNew).length);
    expect(verdict.total).toBe(tops.filter(isNew).length);
    expect(verdict.consistent).toBe(false);
    const [askPrice, askSize, bidPrice, bidSize] = (wrong[at] ?? '').split(',');
    expect(verdict.firstMismatch).toMatchObject({
      file: 'book.csv',
      line: at + 1,
      expected: `bid ${bidPrice} x ${bidSize}, ask ${askPrice} x ${askSize}`,
      reason: `the book after message ${at + 1} differs`,
    });
  });

  test('a message left out is found', async () => {
    const at = messages.findIndex((row, i) => i > 500 && row.split(',')[1] === '4');
    const verdict = await run(core, book[0] ?? '', messages.toSpliced(at, 1), tops);
    expect(verdict.matched).toBeLessThan(tops.filter(isNew).length);
    expect(verdict.consistent).toBe(false);
    expect(verdict.firstMismatch?.file).toBe('book.csv');
  });

  test('an execution of more than there is, is no excuse', async () => {
    const at = messages.findIndex((row, i) => i > 500 && row.split(',')[1] === '4');
    const row = messages[at]?.split(',').with(3, '1000000').join(',') ?? '';
    const verdict = await run(core, book[0] ?? '', messages.with(at, row), tops);
    expect(verdict.firstRefusal).toMatch(new RegExp(`^X_message_50.csv:${at + 1}: .*larger`));
    expect(verdict).toMatchObject({ refused: expect.any(Number), consistent: false });
  });

  test('a book file that ends early', async () => {
    const verdict = await run(core, book[0] ?? '', messages, tops.slice(0, 900));
    expect(verdict.matched).toBe(tops.slice(0, 900).filter(isNew).length);
    expect(verdict).toMatchObject({ gaps: 1, consistent: false });
    expect(verdict.firstMismatch).toMatchObject({ line: 901, expected: 'end of file' });
  });

  test.each([11, 12, 13, 14])('orders out of view end the comparison, seed %i', async (seed) => {
    const shallow = makeLobsterFiles(seed, 3000, 3);
    const states = shallow.book.map(best);
    const verdict = await run(core, shallow.book[0] ?? '', shallow.messages, states, 3);
    expect(verdict.matched).toBeGreaterThan(1);
    expect(verdict.matched).toBeLessThan(states.filter(isNew).length);
    expect(verdict.consistent).toBe(true);
    expect(verdict.firstMismatch?.reason).toMatch(/out of view/);
  });

  test('empty files', async () => {
    await expect(run(core, '', messages, tops)).rejects.toThrow(/seed.csv/);
    await expect(run(core, book[0] ?? '', messages, [])).rejects.toThrow(/book.csv/);
    await expect(run(core, book[0] ?? '', [], tops)).rejects.toThrow(/X_message_50.csv/);
  });
});

describe('recorded files', () => {
  const path = (name: string): string | undefined =>
    sharedFile(`data/lobster/AAPL_2012-06-21_34200000_${name}.csv.gz`);
  const seed = path('57600000_orderbook_10_first999');
  const messages = path('37800000_message_50');
  const book = path('57600000_orderbook_1');
  const isAbsent = seed === undefined || messages === undefined || book === undefined;
  const verify = async (bookSource: ByteSource): Promise<LobsterL3Verdict> => {
    const core = await createCore({ build: 'unshared' });
    const sources = [
      await openByteSource(seed ?? ''),
      await openByteSource(messages ?? ''),
      bookSource,
    ] as const;
    try {
      return await verifyLobsterL3(core, ...sources);
    } finally {
      for (const source of sources) await source.close();
    }
  };

  test.skipIf(isAbsent)('15999 states, until an order comes from out of view', async () => {
    const verdict = await verify(await openByteSource(book ?? ''));
    expect(verdict).toMatchObject({ matched: 15999, gaps: 0, messages: 91997, consistent: true });
    expect(verdict.firstMismatch).toMatchObject({
      file: book,
      line: 17483,
      expected: 'bid 5842000 x 203, ask 5843900 x 100',
    });
    expect(verdict.firstMismatch?.reason).toMatch(/after message 54607/);
  });

  test.skipIf(isAbsent)('one digit is found', async () => {
    const source = await openByteSource(book ?? '');
    const parts: Uint8Array[] = [];
    for await (const chunk of source.chunks()) parts.push(chunk.slice());
    await source.close();
    const rows = Buffer.concat(parts).toString().trimEnd().split('\n');
    const at = rows.findIndex((row, i) => i > 9000 && isNew(row, i, rows));
    const wrong = rows.with(at, plusOne(rows[at] ?? '', 1));
    const verdict = await verify(bytesSource(wrong.join('\n'), 'changed.csv'));
    expect(verdict.matched).toBe(rows.slice(0, at).filter(isNew).length);
    expect(verdict.consistent).toBe(false);
    expect(verdict.firstMismatch).toMatchObject({ file: 'changed.csv', line: at + 1 });
  });
});
