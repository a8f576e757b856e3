import { beforeAll, describe, expect, test } from 'vitest';
import { type Core, createCore } from '../core/core.ts';
import type { CoreBuild } from '../core/load.ts';
import { openByteSource } from '../fs/node-files.ts';
import type { ByteSource } from '../fs/types.ts';
import { bytesSource } from '../testing/collect-records.ts';
import { makeLobsterFiles } from '../testing/lobster-files.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { type LobsterVerdict, verifyLobster } from './lobster.ts';

const run = (core: Core, messages: readonly string[], book: readonly string[]) =>
  verifyLobster(
    core,
    bytesSource(`${messages.join('\n')}\n`, 'messages.csv', 1000),
    bytesSource(`${book.join('\n')}\n`, 'book.csv', 777),
  );

/** The row with `column` changed. */
function changed(row: string, column: number, change: (cell: string) => string): string {
  return row
    .split(',')
    .map((cell, i) => (i === column ? change(cell) : cell))
    .join(',');
}
const plusOne = (cell: string): string => `${Number(cell) + 1}`;

describe.each<CoreBuild>(['checked', 'release'])('made files, %s build', (build) => {
  let core: Core;
  beforeAll(async () => {
    core = await createCore({ build, memoryBytes: 1 << 30 });
  });

  test.each([
    [1, 1],
    [2, 2],
    [3, 5],
    [4, 50],
  ])('seed %i, %i levels: every transition agrees', async (seed, levels) => {
    const { messages, book } = makeLobsterFiles(seed, 1500, levels);
    expect(await run(core, messages, book)).toEqual({ matched: 1499, total: 1499, gaps: 0 });
  });
});

describe('faults', () => {
  let core: Core;
  beforeAll(async () => {
    core = await createCore({ build: 'unshared', memoryBytes: 3 * 2 ** 30 });
  });
  const { messages, book } = makeLobsterFiles(5, 600, 3);

  test('a wrong size in a book row spoils the way in and out', async () => {
    for (const column of [1, 3, 5, 7]) {
      const rows = book.with(300, changed(book[300] ?? '', column, plusOne));
      const verdict = await run(core, messages, rows);
      expect(verdict).toMatchObject({ total: 599, gaps: 0 });
      // The way out needs not show where the next message takes the level away.
      expect(verdict.total - verdict.matched).toBeGreaterThanOrEqual(1);
      expect(verdict.total - verdict.matched).toBeLessThanOrEqual(2);
      const side = column % 4 === 1 ? 'ask' : 'bid';
      const level = Math.floor(column / 4);
      const cells = rows[300]?.split(',') ?? [];
      const right = book[300]?.split(',') ?? [];
      expect(verdict.firstMismatch).toEqual({
        file: 'book.csv',
        line: 301,
        expected: `${side} ${level + 1}: ${cells[column - 1]} x ${cells[column]}`,
        found: `${side} ${level + 1}: ${right[column - 1]} x ${right[column]}`,
      });
    }
  });

  test('a wrong price in a book row', async () => {
    const rows = book.with(200, changed(book[200] ?? '', 2, plusOne));
    const verdict = await run(core, messages, rows);
    expect(verdict.matched).toBeLessThan(599);
    expect(verdict.firstMismatch).toMatchObject({ file: 'book.csv', line: 201 });
  });

  test('a wrong size in a message', async () => {
    const index = messages.findIndex((row, i) => i > 100 && row.split(',')[1] === '1');
    const wrong = messages.with(index, changed(messages[index] ?? '', 3, plusOne));
    const verdict = await run(core, wrong, book);
    expect(verdict.matched).toBeLessThan(599);
    expect(verdict.firstMismatch).toMatchObject({ file: 'book.csv', line: index + 1 });
  });

  test('an execution of more than there is', async () => {
    const index = messages.findIndex((row, i) => i > 100 && row.split(',')[1] === '4');
    const wrong = messages.with(
      index,
      changed(messages[index] ?? '', 3, (cell) => `${cell}000`),
    );
    const verdict = await run(core, wrong, book);
    expect(verdict.matched).toBeLessThan(599);
    expect(verdict.firstMismatch).toMatchObject({
      file: 'messages.csv',
      line: index + 1,
      reason: 'a reduction or execution larger than what is left of the order',
    });
  });

  test('a missing message shifts everything behind it', async () => {
    const verdict = await run(core, messages.toSpliced(300, 1), book);
    expect(verdict.gaps).toBe(1);
    expect(verdict.total).toBe(599);
    expect(verdict.matched).toBeLessThan(599);
  });

  test.each([
    ['messages', 'messages.csv', 590, 600],
    ['book rows', 'book.csv', 600, 580],
  ])('%s that end early are gaps', async (_, file, messageCount, rowCount) => {
    const verdict = await run(core, messages.slice(0, messageCount), book.slice(0, rowCount));
    const short = Math.min(messageCount, rowCount);
    expect(verdict).toMatchObject({ matched: short - 1, total: 599, gaps: 600 - short });
    expect(verdict.firstMismatch).toMatchObject({ file, line: short + 1, found: 'end of file' });
  });

  test.each([
    [
      'a column is missing',
      changed(book[5] ?? '', 0, () => '').slice(1),
      /expected 12 columns, found 11/,
    ],
    ['no number', changed(book[5] ?? '', 1, () => 'x'), /found 'x'/],
    ['no size', changed(book[5] ?? '', 1, () => '0'), /a size above 0, found 0/],
  ])('a book row is refused: %s', async (_, row, pattern) => {
    await expect(run(core, messages, book.with(5, row))).rejects.toThrow(pattern);
    await expect(run(core, messages, book.with(5, row))).rejects.toThrow(/^book.csv:6: /);
  });

  test('an empty file', async () => {
    await expect(run(core, messages, [])).rejects.toThrow(/book.csv/);
    await expect(run(core, [], book)).rejects.toThrow(/messages.csv/);
  });
});

const DAY = 'data/lobster/AMZN_2012-06-21_34200000_57600000';
const MINUTE = 'data/lobster/AAPL_2012-06-21_34200000_57600000';
const pairs = [
  [sharedFile(`${DAY}_message_1.csv.gz`), sharedFile(`${DAY}_orderbook_1.csv.gz`), 57514],
  [
    sharedFile(`${MINUTE}_message_10_first999.csv.gz`),
    sharedFile(`${MINUTE}_orderbook_10_first999.csv.gz`),
    998,
  ],
] as const;

/** Text of a recorded file. */
async function text(path: string): Promise<string> {
  const source = await openByteSource(path);
  const parts: Uint8Array[] = [];
  for await (const chunk of source.chunks()) parts.push(chunk.slice());
  await source.close();
  return Buffer.concat(parts).toString();
}

describe.each(pairs)('recorded files %#', (messages, book, total) => {
  const verify = async (bookSource: ByteSource): Promise<LobsterVerdict> => {
    const core = await createCore({ build: 'unshared' });
    const messageSource = await openByteSource(messages ?? '');
    try {
      return await verifyLobster(core, messageSource, bookSource);
    } finally {
      await messageSource.close();
      await bookSource.close();
    }
  };

  test.skipIf(messages === undefined || book === undefined)('all agree', async () => {
    expect(await verify(await openByteSource(book ?? ''))).toEqual({
      matched: total,
      total,
      gaps: 0,
    });
  });

  test.skipIf(messages === undefined || book === undefined)('one digit is found', async () => {
    const rows = (await text(book ?? '')).trimEnd().split('\n');
    const wrong = rows.with(500, changed(rows[500] ?? '', 3, plusOne));
    const verdict = await verify(bytesSource(wrong.join('\n'), 'changed.csv'));
    expect(verdict.matched).toBeGreaterThanOrEqual(total - 2);
    expect(verdict.matched).toBeLessThan(total);
    expect(verdict.firstMismatch).toMatchObject({ file: 'changed.csv', line: 501 });
  });
});
