// The public way to tapes: from bytes, Blob, path and file, as events, as a replay with books.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryFile } from '../fs/memory.ts';
import { type MarketEvent, openTape } from '../index.ts';
import { importWithKeyframes, recordingOf, replayMemory } from '../testing/replay-memory.ts';

const MEMORY = { memoryBytes: 256 << 20 };
const folder = mkdtempSync(join(tmpdir(), 'outcry tape '));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let bytes: Uint8Array;
let path: string;
let expected: Awaited<ReturnType<typeof replayMemory>>['report'];
beforeAll(async () => {
  const frames = await recordingOf({ venue: 'binance-spot', seed: 4, events: 12_000 });
  ({ bytes } = await importWithKeyframes([{ name: 'm', bytes: frames }], 300));
  path = join(folder, 'a b#c%20.tape');
  writeFileSync(path, bytes);
  expected = (await replayMemory([{ name: 'm', bytes: frames }])).report;
});

describe('openTape', () => {
  it('takes bytes, Blob, path, URL, anything that reads; all are the same tape', async () => {
    let closed = 0;
    const own = { ...memoryFile(bytes), name: 'own', close: () => Promise.resolve(void closed++) };
    const file = memoryFile(bytes);
    const access = {
      name: own.name,
      size: () => file.size(),
      read: (offset: number, target: Uint8Array) => file.read(offset, target),
      close: own.close,
    };
    const blob = new Blob([bytes.slice()]);
    for (const input of [
      bytes,
      blob,
      path,
      pathToFileURL(path),
      pathToFileURL(path).href,
      access,
    ]) {
      const tape = await openTape(input, MEMORY);
      expect(tape.summary.events).toBe(expected.events);
      expect(tape.instruments.map((i) => [i.venue, i.symbol])).toEqual([
        ['binance-spot', 'BTCUSDT'],
      ]);
      const replay = await tape.replay(MEMORY);
      await replay.run();
      expect(replay.dataHash).toBe(expected.dataHash);
      const { eventsPerSecond: _rate, elapsedMs: _ms, ...counts } = expected;
      expect(replay.report).toEqual({ ...counts, slowPath: 0 });
      await replay.close();
    }
    // A file that somebody else opened is theirs to close.
    expect(closed).toBe(0);
  });

  it('gives the events one by one, with the book after each', async () => {
    const tape = await openTape(bytes, MEMORY);
    const replay = await tape.replay(MEMORY);
    const kinds = new Map<string, number>();
    let levels = 0;
    let tops = 0;
    let previous = 0n;
    for await (const event of replay) {
      kinds.set(event.kind, (kinds.get(event.kind) ?? 0) + 1);
      expect(event.recvTsNs).toBeGreaterThanOrEqual(previous);
      previous = event.recvTsNs;
      if (event.kind !== 'depth') continue;
      levels += event.bids.length + event.asks.length;
      const book = replay.book('BTCUSDT');
      const top = book.topOfBook();
      if (top?.seq !== event.lastSeq) continue;
      tops++;
      const best = event.bids.find((level) => level.price === top.bidPrice);
      if (best !== undefined) expect(best.qty).toBe(top.bidQty);
    }
    expect(tops).toBeGreaterThan(50);
    expect(levels).toBe(expected.byKind.depth);
    expect(kinds.get('trade')).toBe(expected.byKind.trade);
    expect(kinds.get('bbo')).toBe(expected.byKind.bbo);
    expect([kinds.get('snapshot'), kinds.get('definition')]).toEqual([1, 1]);
    expect(replay.dataHash).toBe(expected.dataHash);
    await replay.close();
  });

  it('starts and ends in the middle', async () => {
    const tape = await openTape(bytes, MEMORY);
    const all: MarketEvent[] = [];
    for await (const event of tape.events(MEMORY)) all.push(event);
    const fromNs = all[Math.floor(all.length * 0.6)]?.recvTsNs ?? 0n;
    const toNs = all[Math.floor(all.length * 0.7)]?.recvTsNs ?? 0n;
    const part: MarketEvent[] = [];
    for await (const event of tape.events({ ...MEMORY, fromNs, toNs })) part.push(event);
    expect(part).toEqual(all.filter((e) => e.recvTsNs >= fromNs && e.recvTsNs <= toNs));
    // The book at a time, whichever way one comes there.
    const whole = await tape.replay(MEMORY);
    await whole.run(toNs);
    const late = await tape.replay({ ...MEMORY, fromNs });
    expect(late.book('BTCUSDT').state).toBe('live');
    await late.run(toNs);
    expect(late.book('BTCUSDT').depth(50)).toEqual(whole.book('binance-spot:BTCUSDT').depth(50));
    expect(() => late.book('ETHUSDT')).toThrow(/BTCUSDT/);
    await whole.close();
    await late.close();
  });

  it('can be left in the middle', async () => {
    const tape = await openTape(path, MEMORY);
    let seen = 0;
    for await (const event of tape.events(MEMORY)) {
      expect(event).toBeDefined();
      if (++seen === 5) break;
    }
    expect(seen).toBe(5);
  });

  it.each([
    ['a missing file', () => join(folder, 'none.tape'), 'FILE_MISSING'],
    ['a directory', () => folder, 'IS_DIRECTORY'],
    [
      'other bytes',
      () => new TextEncoder().encode('no tape at all, but long enough'.repeat(9)),
      'NOT_A_TAPE',
    ],
    ['no bytes', () => new Uint8Array(0), 'NOT_A_TAPE'],
  ])('refuses %s', async (_, input, code) => {
    await expect(openTape(input(), MEMORY)).rejects.toMatchObject({ name: 'OutcryError', code });
  });
});
