// How recordings begin and end: marks, other messages, long lines, faults that stay, memory that
// is used again.
import { describe, expect, it } from 'vitest';
import { type Core, createCore } from '../core/core.ts';
import type { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import { errorOf } from '../testing/tape-files.ts';
import { klineLine, START_MS, tradeLine } from '../testing/trade-lines.ts';
import { InstrumentRegistry } from './instrument-registry.ts';
import type { RecordSource } from './record-source.ts';
import { openRecording, type RecordingOptions } from './recording.ts';

const MIB = 1 << 20;

interface Watched extends ByteSource {
  closed: boolean;
}

/** A source of `text` in chunks of `chunkBytes`; `fault` comes behind them. */
function textSource(text: string, chunkBytes = 1 << 16, fault?: Error): Watched {
  const bytes = new TextEncoder().encode(text);
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.slice(at, at + chunkBytes);
    if (fault !== undefined) throw fault;
  }
  return {
    name: 'r.jsonl',
    sizeBytes: bytes.length,
    consumedBytes: bytes.length,
    closed: false,
    chunks,
    close() {
      this.closed = true;
      return Promise.resolve();
    },
  };
}

const newCore = (): Promise<Core> => createCore({ build: 'unshared', memoryBytes: 256 * MIB });

async function open(
  source: ByteSource,
  more: Partial<RecordingOptions> = {},
): Promise<RecordSource> {
  const { assignId, describe: known } = new InstrumentRegistry();
  const core = more.core ?? (await newCore());
  return openRecording(source, { assignId, describe: known, ...more, core });
}

/** Records without definitions, and what ended them. */
async function drain(source: RecordSource, core: Core): Promise<number> {
  let records = 0;
  for (let batch = await source.next(); batch !== undefined; batch = await source.next())
    for (let at = batch.start; at < batch.end; at += core.view.getUint32(at, true))
      if (core.view.getUint8(at + 4) !== 1) records++;
  return records;
}

async function recordsOf(source: ByteSource, more: Partial<RecordingOptions> = {}) {
  const core = await newCore();
  const opened = await open(source, { ...more, core });
  const records = await drain(opened, core);
  return { records, opened };
}

describe('the beginning of a recording', () => {
  it.each([1, 2, 3, 4, 1000])('skips a byte order mark, chunks of %i', async (chunkBytes) => {
    const text = `\uFEFF${tradeLine(0)}${tradeLine(1)}`;
    const { records, opened } = await recordsOf(textSource(text, chunkBytes));
    expect(records).toBe(2);
    expect(opened.firstTsNs).toBe(BigInt(START_MS) * 1_000_000n);
  });

  it('is read on behind MiBs of other messages', async () => {
    const klines = Array.from({ length: 24_000 }, (_, i) => klineLine(i)).join('');
    expect(klines.length).toBeGreaterThan(2 * MIB);
    const text = `${klines}${tradeLine(100)}${tradeLine(101)}`;
    const { records, opened } = await recordsOf(textSource(text));
    expect(records).toBe(2);
    expect(opened.instruments).toMatchObject([{ symbol: 'BTCUSDT', priceScale: 1, qtyScale: 2 }]);
  });

  it('needs no such line where the venue is given', async () => {
    const klines = Array.from({ length: 110_000 }, (_, i) => klineLine(i)).join('');
    const text = `${klines}${tradeLine(1000)}`;
    expect(text.length).toBeGreaterThan(8 * MIB);
    const { records } = await recordsOf(textSource(text), { venue: 'binance-spot' });
    expect(records).toBe(1);
    expect((await errorOf(open(textSource(text)))).code).toBe('NOT_BINANCE');
  });

  it('may be a snapshot of several MiB, whose symbol and venue come later', async () => {
    const rows = Array.from({ length: 90_000 }, (_, i) => `["${i + 1}.25","1.125"]`).join(',');
    const first = `${START_MS} {"lastUpdateId":1,"bids":[],"asks":[${rows}]}\n`;
    expect(first.length).toBeGreaterThan(MIB);
    const { records, opened } = await recordsOf(textSource(`${first}${tradeLine(1)}`));
    expect(records).toBe(2);
    expect(opened.instruments).toMatchObject([{ priceScale: 2, qtyScale: 3 }]);
  });

  it('of more than 8 MiB without a break is refused by its line', async () => {
    const text = `${START_MS} {"x":"${'x'.repeat(9 * MIB)}"}\n${tradeLine(1)}`;
    const sentence = /^r\.jsonl:1: .*expected at most 8388608 bytes$/;
    const refused = await errorOf(open(textSource(text)));
    expect([refused.code, refused.message]).toEqual(['TOO_LARGE', expect.stringMatching(sentence)]);
    const later = await errorOf(recordsOf(textSource(tradeLine(0) + text.replace(' ', '  '))));
    expect(later.code).toBe('TOO_LARGE');
    expect(later.message).toMatch(/^r\.jsonl:2: .*expected at most 8388608 bytes$/);
  });

  it.each([
    ['1704067200000.5', 1_704_067_200_000_500_000n],
    ['1704067200.5', 1_704_067_200_500_000_000n],
    ['1704067200000000.125', 1_704_067_200_000_000_125n],
    ['1704067200000000001', 1_704_067_200_000_000_001n],
  ])('tells the first time: %s', async (stamp, ns) => {
    const text = tradeLine(0).replace(/^\d+/, stamp);
    const opened = await open(textSource(text));
    expect(opened.firstTsNs).toBe(ns);
  });
});

describe('a symbol of more than 32 bytes', () => {
  const long = 'X'.repeat(33);
  it.each([0, 1, 20_000])('is refused at its line, behind %i others', async (before) => {
    const text = Array.from({ length: before }, (_, i) => tradeLine(i)).join('');
    const refused = await errorOf(recordsOf(textSource(text + tradeLine(before, long))));
    expect(refused).toMatchObject({ code: 'BAD_MESSAGE', category: 'input' });
    expect(refused.message).toMatch(new RegExp(`^r\\.jsonl:${before + 1}: .*XXXX`));
  });
});

describe('faults stay', () => {
  const two = tradeLine(0) + tradeLine(1);
  it.each([
    ['of a line', textSource(`${two}garbage\n${tradeLine(2)}`), 'BAD_TIME'],
    [
      'of the bytes',
      textSource(two, 64, Object.assign(new Error('x'), { code: 'BROKEN' })),
      'BROKEN',
    ],
  ])('%s', async (_what, source, code) => {
    const core = await newCore();
    const opened = await open(source, { core });
    const batches: unknown[] = [];
    const codes: unknown[] = [];
    for (let i = 0; i < 9; i++)
      await opened.next().then(
        (batch) => batches.push(batch),
        (fault: OutcryError) => codes.push(fault.code),
      );
    expect(codes).toEqual(Array.from({ length: 9 - batches.length }, () => code));
    expect(codes.length).toBeGreaterThan(2);
    expect(batches).not.toContain(undefined);
  });
});

it('lineOf: a definition in the stream is of the line that needs it', async () => {
  const core = await newCore();
  const lines = Array.from({ length: 3000 }, (_, i) => tradeLine(i));
  const text = [...lines, tradeLine(3000, 'ETHUSDT'), tradeLine(3001)].join('');
  const opened = await open(textSource(text), { core });
  const found: [boolean, number | undefined][] = [];
  for (let batch = await opened.next(); batch !== undefined; batch = await opened.next())
    for (let at = batch.start; at < batch.end; at += core.view.getUint32(at, true))
      found.push([core.view.getUint8(at + 4) === 1, opened.lineOf?.(at)]);
  const records = Array.from({ length: 3002 }, (_, i) => [false, i + 1]);
  const expected = [[true, undefined], ...records.toSpliced(3000, 0, [true, 3001])];
  expect([found.length, ...found.slice(2990)]).toEqual([3004, ...expected.slice(2990)]);
  expect(found.slice(0, 3)).toEqual(expected.slice(0, 3));
});

describe('many recordings one after the other', () => {
  it('hold no file and share one memory', async () => {
    const core = await newCore();
    const sources: Watched[] = [];
    const texts = Array.from({ length: 50 }, (_, i) => tradeLine(2 * i) + tradeLine(2 * i + 1));
    const opened: RecordSource[] = [];
    for (const text of texts) {
      const make = (): Promise<ByteSource> => {
        const source = textSource(text);
        sources.push(source);
        return Promise.resolve(source);
      };
      opened.push(await open(await make(), { core, reopen: make }));
    }
    expect(sources.map((s) => s.closed)).toEqual(texts.map(() => true));
    expect(opened.map((o) => o.progress().consumedBytes)).toEqual(texts.map(() => 0));
    const before = core.exports.arenaTop() >>> 0;
    let records = 0;
    for (const one of opened) {
      records += await drain(one, core);
      const { consumedBytes, totalBytes } = one.progress();
      expect(consumedBytes).toBe(totalBytes);
      // The count of slow frames outlives the decoder.
      expect(one.slowPath).toBeTypeOf('number');
    }
    expect(records).toBe(100);
    expect(sources.filter((s) => !s.closed)).toEqual([]);
    expect((core.exports.arenaTop() >>> 0) - before).toBeLessThan(16 * MIB);
  });

  it('keep their counts of slow frames', async () => {
    // Letters that are escaped need the slow path.
    const text = tradeLine(0) + tradeLine(1).replace('BTCUSDT', 'BTCUSD\\u0054');
    const { opened } = await recordsOf(textSource(text));
    expect(opened.slowPath).toBe(1);
  });
});
