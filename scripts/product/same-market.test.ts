// One market gives one result wherever the installed package runs: tapes (zstd blocks, which
// browsers decode by other code, and plain ones), events, replays with books, and live books.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENVIRONMENTS, type EnvironmentName, openEnvironment } from './environments.ts';
import { packedPackage } from './packed-package.ts';

/** Numbers of a book: what its readers give, as text that keeps every digit. */
const NUMBERS = `
  const exact = (_, value) => typeof value === 'bigint' ? value + 'n'
    : Number.isNaN(value) ? 'NaN' : value;
  const numbers = (book) => JSON.stringify([book.state, book.topOfBook(), book.depth(5),
    book.imbalance(5, 0.5), book.microprice(), book.vwap('buy', 3), book.vwap('sell', 3),
    book.gaps, book.trustedRange], exact);
  const { createBooks, openTape } = await import('outcry');
`;

/** Everything that a tape says: summary, events, replay with a look at the book now and then. */
const READ_TAPE = `
  const tape = await openTape(await read(argument.file));
  const { events, byKind, records, fromNs, toNs, minLatencyNs } = tape.summary;
  let digest = 0;
  for await (const event of tape.events()) {
    const text = JSON.stringify(event, exact);
    for (let i = 0; i < text.length; i++) digest = (Math.imul(digest, 31) + text.charCodeAt(i)) | 0;
  }
  const replay = await tape.replay();
  const looks = [];
  let count = 0;
  for await (const { kind } of replay)
    if (kind !== 'definition' && ++count % argument.every === 0)
      looks.push(numbers(replay.book(argument.symbol)));
  const { dataHash, report } = replay;
  await replay.close();
  const later = await tape.replay({ fromNs: (fromNs + toNs) / 2n });
  await later.run();
  const half = { dataHash: later.dataHash, end: numbers(later.book(argument.symbol)) };
  await later.close();
  return { dataHash, digest, looks, report, count, half, end: numbers(replay.book(argument.symbol)),
    summary: JSON.stringify([events, byKind, records, fromNs, toNs, minLatencyNs], exact) };
`;

/** The same market as its frames come in. */
const FEED_FRAMES = `
  const books = await createBooks({ venue: argument.venue, memoryBytes: 64 << 20 });
  const lines = new TextDecoder().decode(await read(argument.file)).trimEnd().split('\\n');
  const looks = [];
  const results = {};
  lines.forEach((line, i) => {
    const space = line.indexOf(' ');
    const frame = new TextEncoder().encode(line.slice(space + 1));
    const result = books.applyFrame(frame, BigInt(line.slice(0, space)));
    results[result] = (results[result] ?? 0) + 1;
    if ((i + 1) % argument.every === 0) looks.push(numbers(books.book(argument.symbol)));
  });
  return { looks, results };
`;

/** What is wrong with a damaged tape. */
const REFUSE_TAPE = `
  const bytes = await read(argument.file);
  bytes[argument.at] ^= 4;
  const { code, message } = await openTape(bytes).catch((error) => error);
  return { code, message };
`;

interface TapeResult {
  readonly dataHash: string;
  readonly looks: readonly string[];
  readonly report: { readonly events: number; readonly gaps: number; readonly crossed: number };
  readonly count: number;
  /** Of a replay of the second half of the time. */
  readonly half: { readonly dataHash: string; readonly end: string };
  readonly end: string;
}
interface FramesResult {
  readonly looks: readonly string[];
  readonly results: Readonly<Record<string, number>>;
}
interface Findings {
  readonly zstd: TapeResult;
  readonly plain: TapeResult;
  readonly frames: FramesResult;
  readonly refused: { readonly code?: string; readonly message?: string };
}

const MARKET = { symbol: 'BTCUSDT', venue: 'binance-usdm', every: 61 };
/** A byte of the first block's payload. */
const DAMAGED_BYTE = 4000;

let project: string;
let folder: string;
/** By the command line of the installed package, over the recording. */
let commandHash: string;

function outcry(...args: string[]): { dataHash?: string; bytes?: number } {
  const bin = join(project, 'node_modules/.bin/outcry');
  const options = { cwd: folder, encoding: 'utf8' } as const;
  return JSON.parse(execFileSync(process.execPath, [bin, ...args, '--json'], options)) as object;
}

beforeAll(async () => {
  ({ project } = await packedPackage());
  folder = mkdtempSync(join(project, 'market-'));
  outcry('generate', '--out', 'frames.jsonl', '--events', '60k', '--seed', '11');
  outcry('import', 'frames.jsonl', '--out', 'zstd.tape');
  outcry('import', 'frames.jsonl', '--out', 'plain.tape', '--no-compress');
  commandHash = outcry('replay', 'frames.jsonl').dataHash ?? '';
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs everything in one environment; undefined where that is absent. */
async function find(name: EnvironmentName): Promise<Findings | undefined> {
  const environment = await openEnvironment(name, project);
  if (environment === undefined) return undefined;
  const run = (body: string, file: string): Promise<unknown> =>
    environment.run(NUMBERS + body, {
      ...MARKET,
      at: DAMAGED_BYTE,
      file: `${basename(folder)}/${file}`,
    });
  try {
    return {
      zstd: (await run(READ_TAPE, 'zstd.tape')) as TapeResult,
      plain: (await run(READ_TAPE, 'plain.tape')) as TapeResult,
      frames: (await run(FEED_FRAMES, 'frames.jsonl')) as FramesResult,
      refused: (await run(REFUSE_TAPE, 'zstd.tape')) as Findings['refused'],
    };
  } finally {
    await environment.close();
  }
}

describe('one market', () => {
  let reference: Findings;

  beforeAll(async () => {
    const found = await find('pinned Node');
    if (found === undefined) throw new Error('the Node that runs this does not run');
    reference = found;
  });

  test('is stored in both ways', () => {
    const size = (name: string): number => statSync(join(folder, name)).size;
    expect(size('zstd.tape')).toBeLessThan(size('plain.tape'));
  });

  test('is the same on the command line, on tapes of both kinds and frame by frame', () => {
    const { zstd, plain, frames } = reference;
    expect(zstd.dataHash).toBe(commandHash);
    expect(plain).toEqual(zstd);
    expect(zstd.report.events).toBeGreaterThan(60_000);
    expect(zstd.report).toMatchObject({ gaps: 0, crossed: 0 });
    expect(Object.values(frames.results).reduce((sum, n) => sum + n)).toBe(zstd.count);
    expect(frames.results).not.toHaveProperty('ignored');
    expect(frames.looks).toEqual(zstd.looks);
    expect(zstd.half.dataHash).not.toBe(zstd.dataHash);
    expect(zstd.half.end).toBe(zstd.end);
    expect(frames.looks.filter((look) => look.startsWith('["live",{')).length).toBeGreaterThan(100);
  });

  test('is another one with another seed', () => {
    outcry('generate', '--out', 'other.jsonl', '--events', '60k', '--seed', '12');
    expect(outcry('replay', 'other.jsonl').dataHash).not.toBe(commandHash);
  });

  test('shows a flipped bit by block and byte', () => {
    expect(reference.refused.code).toBe('BAD_CHECKSUM');
    expect(reference.refused.message).toMatch(/^tape at byte 32: block 0 /);
  });

  test.each(ENVIRONMENTS.slice(1))('gives the same numbers on %s', async (name) => {
    const found = await find(name);
    if (found === undefined) return;
    expect(found).toEqual(reference);
  });
});
