// What users get wrong, what disks and networks break: one sentence that names file and place, no
// stack, a non-zero exit code, one JSON document where JSON was asked for, and everything that was
// complete before the fault stays usable.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CliResult,
  callCli,
  expectOk,
  expectRefused,
  jsonOf,
  runCli,
} from '../testing/cli.ts';
import { recordingOf, replayMemory } from '../testing/replay-memory.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-bad-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

/** In this process; faults that processes show otherwise go through `runCli`. */
const call = (...args: string[]): Promise<CliResult> => callCli(main, args, cwd);

type Lines = readonly string[];
let usdm: Lines;
let spot: Lines;
const linesOf = (bytes: Uint8Array): Lines => new TextDecoder().decode(bytes).trimEnd().split('\n');
const bytesOf = (lines: Lines): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);
beforeAll(async () => {
  usdm = linesOf(await recordingOf({ venue: 'binance-usdm', seed: 21, events: 12_000 }));
  spot = linesOf(await recordingOf({ venue: 'binance-spot', seed: 22, events: 12_000 }));
});

const withLine = (lines: Lines, at: number, change: (line: string) => string): Lines =>
  lines.map((line, i) => (i === at ? change(line) : line));
const isDepth = (line: string): boolean => line.includes('depthUpdate');
/** Index of the `n`-th depth update from the end. */
const lastDepth = (lines: Lines, n: number): number =>
  lines.flatMap((line, i) => (isDepth(line) ? [i] : [])).at(-n) ?? 0;
const nextDepth = (lines: Lines, from: number): number =>
  lines.findIndex((line, i) => i >= from && isDepth(line));
const snapshotAt = (lines: Lines): number => lines.findIndex((l) => l.includes('lastUpdateId'));

interface Bad {
  readonly what: string;
  readonly make: () => Uint8Array;
  readonly code: string;
  /** The sentence, behind `outcry: NAME`. */
  readonly says: () => RegExp;
  /** Complete lines before the fault, where the fault is in the middle. */
  readonly before?: () => Lines;
  /** The fault does not stop the run: the report comes with it. */
  readonly reported?: boolean;
}

const at = 700;
const brokenAt = (change: (line: string) => string): Pick<Bad, 'make' | 'before'> => ({
  make: () => bytesOf(withLine(usdm, nextDepth(usdm, at), change)),
  before: () => usdm.slice(0, nextDepth(usdm, at)),
});
const depthLine = (text: string) => (): RegExp =>
  new RegExp(`^:${nextDepth(usdm, at) + 1}: ${text}`);

const BAD: readonly Bad[] = [
  {
    what: 'a garbage line',
    ...brokenAt(() => 'garbage'),
    code: 'BAD_TIME',
    says: depthLine(".*found 'garbage'"),
  },
  {
    what: 'a line of zeros, as a crash leaves them',
    ...brokenAt(() => '\0'.repeat(300)),
    code: 'BAD_TIME',
    says: depthLine('.*time stamp'),
  },
  {
    what: 'a frame cut in the middle of the file',
    ...brokenAt((line) => line.slice(0, 200)),
    code: 'BAD_JSON',
    says: depthLine('bytes that are not JSON'),
  },
  {
    what: 'a half frame at the end',
    make: () => bytesOf(usdm).slice(0, -100),
    before: () => usdm.slice(0, -1),
    code: 'BAD_JSON',
    says: () => new RegExp(`^:${usdm.length}: bytes that are not JSON: found .*[a-z"]`),
  },
  {
    what: 'a time in another unit',
    ...brokenAt((line) => line.replace(/^(\d{13})\d{6}/, '$1')),
    code: 'BAD_TIME',
    says: depthLine('.*time stamp'),
  },
  {
    what: 'a time that runs backwards',
    ...brokenAt((line) => line.replace(/^\d+/, (ns) => `${BigInt(ns) - 3_600_000_000_000n}`)),
    code: 'TIME_BACKWARDS',
    says: depthLine('a receive time before .*expected 20\\d\\d-.*Z or later, found'),
  },
  {
    what: 'a number too large',
    ...brokenAt((line) => line.replace(/\["([\d.]+)","[\d.]+"\]/, '["$1","99999999999999999999"]')),
    code: 'OVERFLOW',
    says: depthLine('a number outside 63 bits'),
  },
  {
    what: 'a negative quantity',
    ...brokenAt((line) => line.replace(/\["([\d.]+)","([\d.]+)"\]/, '["$1","-$2"]')),
    code: 'NEGATIVE',
    says: depthLine('a negative quantity'),
  },
  {
    what: 'a key missing',
    ...brokenAt((line) => line.replace(/"u":\d+,/, '')),
    code: 'BAD_MESSAGE',
    says: depthLine('.*a key is missing'),
  },
  {
    what: 'more decimals than any scale',
    ...brokenAt((line) => line.replace(/\["([\d.]+)"/, `["$1${'0'.repeat(20)}1"`)),
    code: 'SCALE_TOO_FINE',
    says: depthLine('more decimals'),
  },
  {
    what: 'a crossed snapshot',
    make: () =>
      bytesOf(
        withLine(usdm, snapshotAt(usdm), (l) =>
          l.replace(/"bids":\[\["[\d.]+"/, '"bids":[["99999.9"'),
        ),
      ),
    before: () => usdm.slice(0, snapshotAt(usdm)),
    code: 'BOOK_CROSSED',
    says: () => new RegExp(`^:${snapshotAt(usdm) + 1}: a snapshot .*at or above its best ask`),
  },
  {
    what: 'a gap that nothing heals',
    make: () => bytesOf(usdm.filter((_, i) => i !== lastDepth(usdm, 9))),
    code: 'SEQUENCE_GAP',
    reported: true,
    says: () =>
      new RegExp(
        `^:${lastDepth(usdm, 8)}: binance-usdm:BTCUSDT ends without a book: ` +
          'expected update id \\d+, found \\d+ at 20',
      ),
  },
  {
    what: 'futures ids that run backwards',
    make: () => bytesOf(usdm.toSpliced(lastDepth(usdm, 5) + 1, 0, usdm[lastDepth(usdm, 5)] ?? '')),
    code: 'SEQUENCE_GAP',
    reported: true,
    says: () => new RegExp(`^:${lastDepth(usdm, 5) + 2}: .*expected update id`),
  },
  {
    what: 'a spot gap',
    make: () => bytesOf(spot.filter((_, i) => i !== lastDepth(spot, 4))),
    code: 'SEQUENCE_GAP',
    reported: true,
    says: () => new RegExp(`^:${lastDepth(spot, 3)}: binance-spot:BTCUSDT ends without a book`),
  },
  {
    what: 'frames of two symbols and a snapshot of neither',
    make: () =>
      bytesOf(
        spot.flatMap((l, i) =>
          i === 3 ? [l, l.replaceAll('BTCUSDT', 'ETHUSDT').replaceAll('btcusdt', 'ethusdt')] : [l],
        ),
      ),
    code: 'AMBIGUOUS_SYMBOL',
    says: () => new RegExp(`^:${snapshotAt(spot) + 2}: a snapshot that names no symbol`),
  },
  {
    what: 'no market data at all',
    make: () =>
      bytesOf(['1700000000000000000 {"stream":"x@kline_1m","data":{"e":"kline","s":"X"}}']),
    code: 'NOT_BINANCE',
    says: () => /^: no market data of Binance/,
  },
  {
    what: 'an empty file',
    make: () => new Uint8Array(0),
    code: 'EMPTY_FILE',
    says: () => /^: the file is empty/,
  },
  {
    what: 'an empty gz',
    make: () => gzipSync(''),
    code: 'EMPTY_FILE',
    says: () => /^: the file is empty/,
  },
  {
    what: 'another format',
    make: () => bytesOf(['hello', 'world']),
    code: 'UNKNOWN_FORMAT',
    says: () => /^: .*Binance recording.*found "hello"/,
  },
  {
    what: 'a truncated gz',
    make: () => gzipSync(bytesOf(usdm)).subarray(0, 60_000),
    code: 'TRUNCATED_FILE',
    says: () => /^ at byte \d+: the gzip data ends too early/,
  },
  {
    what: 'a damaged gz',
    make: () => {
      // One bit of the checksum at its end: all text is there, but not sure to be right.
      const bytes = gzipSync(bytesOf(usdm));
      bytes[bytes.length - 8] = (bytes.at(-8) ?? 0) ^ 1;
      return bytes;
    },
    code: 'CORRUPT_FILE',
    says: () => /^ at byte \d+: the gzip data is damaged/,
  },
];

const slug = (what: string): string => what.replace(/\W+/g, '-');

describe('a recording with', () => {
  it.each(BAD)('$what', async ({ what, make, code, says, before, reported }) => {
    const name = `${slug(what)}.jsonl`;
    const tape = `${slug(what)}.tape`;
    writeFileSync(join(cwd, name), make());
    const sentence = new RegExp(`^outcry: ${name}${says().source.slice(1)}`);
    const replayed = await call('replay', name, '--json');
    const imported = await runCli(['import', name, '--out', tape], { cwd });
    expectRefused(replayed, 1, sentence);
    expectRefused(imported, 1, sentence);
    expect(jsonOf(replayed)).toMatchObject({ error: { code, message: expect.any(String) } });
    if (before === undefined && reported !== true) return;
    // What was complete is on the tape, sound, and replays as if the rest had never been.
    const lines = before?.() ?? linesOf(make());
    const { report } = await replayMemory([{ name, bytes: bytesOf(lines) }]);
    expectOk(await call('inspect', tape, '--check'));
    const back = jsonOf(await call('replay', tape, '--json'));
    expect(back['dataHash']).toBe(report.dataHash);
    expect(back['records']).toBe(report.records);
    // And the report that came with the fault is of that part.
    expect(jsonOf(replayed)).toMatchObject({ records: report.records, dataHash: report.dataHash });
  });

  it.each(['a truncated gz', 'a damaged gz'])(
    '%s keeps all frames before the fault',
    async (what) => {
      const name = `${slug(what)}-again.gz`;
      writeFileSync(join(cwd, name), BAD.find((bad) => bad.what === what)?.make() ?? '');
      const result = await call('import', name, '--out', `${name}.tape`);
      // The offset counts uncompressed bytes.
      const offset = Number(/at byte (\d+)/.exec(result.stderr)?.[1]);
      const text = new TextDecoder().decode(bytesOf(usdm).subarray(0, offset));
      const whole = text.slice(0, text.lastIndexOf('\n')).split('\n');
      const { report } = await replayMemory([{ name: 'x', bytes: bytesOf(whole) }]);
      const back = jsonOf(await call('replay', `${name}.tape`, '--json'));
      expect([back['records'], back['dataHash']]).toEqual([report.records, report.dataHash]);
      expect(report.records).toBeGreaterThan(1000);
    },
  );

  it('spot deltas twice: the rule says to ignore them', async () => {
    const twice = spot.toSpliced(lastDepth(spot, 5) + 1, 0, spot[lastDepth(spot, 5)] ?? '');
    writeFileSync(join(cwd, 'twice.jsonl'), bytesOf(twice));
    const report = jsonOf(expectOk(await call('replay', 'twice.jsonl', '--json')));
    expect(report).toMatchObject({ gaps: 0 });
    expect(report['staleDeltas']).toBeGreaterThan(0);
  });
});

describe('files that are not there', () => {
  it.each([
    ['missing.jsonl', 'missing', /missing\.jsonl: there is no such file/],
    ['.', 'folder', /\.: this is a directory/],
  ])('%s', async (name, out, sentence) => {
    for (const args of [
      ['replay', name],
      ['import', name, '--out', `${out}.tape`],
      ['inspect', name],
      ['verify', '--against', 'book-ticker', name],
      ['export', name, '--out', `${out}.npy`],
      ['bench', name],
    ]) {
      const result = await call(...args, '--json');
      expectRefused(result, 1, sentence);
      expect(jsonOf(result)).toHaveProperty('error.code');
    }
    expect(existsSync(join(cwd, `${out}.tape`)) || existsSync(join(cwd, `${out}.npy`))).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0)('no permission (skipped for root, who has all)', async () => {
    writeFileSync(join(cwd, 'locked.jsonl'), 'x');
    chmodSync(join(cwd, 'locked.jsonl'), 0);
    expectRefused(await call('replay', 'locked.jsonl'), 1, /locked\.jsonl: permission/);
  });

  it('a file that is no tape', async () => {
    writeFileSync(join(cwd, 'no.tape'), bytesOf(usdm));
    expectRefused(await call('inspect', 'no.tape'), 1, /no\.tape.*: this is no tape/);
  });
});

describe('a disk that is full', () => {
  it.skipIf(!existsSync('/dev/full'))('at once', async () => {
    writeFileSync(join(cwd, 'm.jsonl'), bytesOf(usdm));
    for (const args of [
      ['import', 'm.jsonl'],
      ['generate', '--events', '5k'],
    ])
      for (const force of [[], ['--force']]) {
        const result = await call(...args, '--out', '/dev/full', '--json', ...force);
        expectRefused(result, 1, /\/dev\/full: no space is left/);
        expect(jsonOf(result)).toMatchObject({ error: { code: 'DISK_FULL' } });
      }
    expect(existsSync('/dev/full')).toBe(true);
  });

  it('in the middle: the tape ends behind its last whole block', async () => {
    const args = ['generate', '--out', 'full.tape', '--events', '600k'];
    const result = await runCli(args, { cwd, fileKib: 700 });
    expectRefused(result, 1, /full\.tape: no space is left .*\d+ bytes written, which stay usable/);
    const told = jsonOf(expectOk(await call('inspect', 'full.tape', '--check', '--json')));
    expect(told['events']).toBeGreaterThan(50_000);
    const replayed = await call('replay', 'full.tape', '--json');
    expect(replayed).toMatchObject({ code: 0, stderr: expect.stringMatching(/: not closed; /) });
    expect(jsonOf(replayed)['events']).toBe(told['events']);
    const frames = ['generate', '--out', 'full.jsonl', '--events', '100k'];
    const cut = await runCli(frames, { cwd, fileKib: 700 });
    expectRefused(cut, 1, /full\.jsonl: no space is left/);
    const text = readFileSync(join(cwd, 'full.jsonl'), 'utf8');
    expect(text === '' || text.endsWith('}\n')).toBe(true);
  });
});

describe('wrong usage', () => {
  it('as a process', async () => {
    const result = await runCli(['replay', '--frm', '1', '--json'], { cwd });
    expectRefused(result, 2, /unknown option '--frm'/);
    expect(Object.keys(jsonOf(result))).toEqual(['error']);
  });

  it.each([
    [['replay', '--frm', '1'], /unknown option '--frm'/],
    [['bogus'], /unknown command 'bogus'/],
    [['import', 'x.jsonl'], /required option '--out/],
    [['import', '--out', 'x.tape'], /missing required argument/],
    [['inspect'], /missing required argument/],
    [['inspect', 'a', 'b'], /too many arguments/],
    [['verify', 'x'], /--against/],
    [['verify', '--against', 'nothing', 'x'], /Allowed choices/],
    [['replay', 'x', '--speed', 'fast'], /--speed.*1x/],
    [['replay', 'x', '--speed', '0'], /--speed/],
    [['replay', 'x', '--speed', '-1x'], /--speed/],
    [['replay', 'x', '--price-scale', '19'], /--price-scale.*-6 to 18/],
    [['replay', 'x', '--window-bits', '7.5'], /--window-bits.*8 to 20/],
    [['replay', 'x', '--venue', 'nyse'], /--venue/],
    [['replay', 'm.jsonl', '--from', 'noon'], /--from cannot be read/],
    [['replay', 'm.jsonl', '--to', '12'], /--to cannot be read/],
    [['replay', 'm.jsonl', '--clock', 'wall'], /--clock: unknown clock/],
    [['replay', 'm.jsonl', '--kinds', 'depth,all'], /--kinds: .*found 'all'/],
    [['replay', 'm.jsonl', '--from', '2025-01-01', '--to', '2024-01-01'], /the end lies before/],
    [['replay', '-', '--clock', 'shift-min-latency=1'], /standard input cannot be read twice/],
    [['replay', '--seed', '1e3'], /--seed: not a seed/],
    [['replay', '--events', '0'], /--events: not a number of events/],
    [['generate', '--out', 'x.tape', '--events', '-5'], /--events/],
    [['generate', '--out', 'x.tape', '--start-price', 'dear'], /startPrice/],
    [
      ['replay', 'm.jsonl', '--tick-size', '0.5'],
      /--tick-size: expected --price-scale beside it, found '0.5'/,
    ],
  ])('%j', async (args, sentence) => {
    writeFileSync(join(cwd, 'm.jsonl'), bytesOf(usdm));
    const result = await call(...args, '--json');
    expectRefused(result, 2, sentence);
    expect(Object.keys(jsonOf(result))).toEqual(['error']);
  });

  it('an empty result is a fault', async () => {
    writeFileSync(join(cwd, 'm.jsonl'), bytesOf(usdm));
    for (const args of [
      ['replay', 'm.jsonl', '--from', '2031-01-01'],
      ['replay', 'm.jsonl', '--kinds', 'order'],
      ['import', 'm.jsonl', '--kinds', 'order', '--out', 'nothing.tape'],
    ])
      expectRefused(await call(...args), 1, /m\.jsonl: no market-data events/);
  });

  it('an instruments file with every fault at once', async () => {
    writeFileSync(join(cwd, 'i.json'), '{"A":{"priceScale":99},"B":{"tick":1},"C":7}');
    const result = await call('replay', 'm.jsonl', '--instruments', 'i.json');
    expectRefused(result, 1, /i\.json: A\.priceScale.*B\.tick.*C: expected an object/);
    writeFileSync(join(cwd, 'j.json'), '{');
    const broken = await call('replay', 'm.jsonl', '--instruments', 'j.json');
    expectRefused(broken, 1, /j\.json: not JSON/);
  });
});
