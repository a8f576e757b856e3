// The public way to tapes: from bytes, Blob, path and file, as events, as a replay with books.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { memoryFile } from '../fs/memory.ts';
import { type MarketEvent, openTape, type TapeInput, type TapeReplayOptions } from '../index.ts';
import { importWithKeyframes, recordingOf, replayMemory } from '../testing/replay-memory.ts';
import { Merge } from './merge.ts';

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

  describe('closes the file', () => {
    const CLOSED = { name: 'OutcryError', code: 'REPLAY_CLOSED', category: 'usage' };

    it('when a loop is left, and says so to whoever goes on', async () => {
      const close = vi.spyOn(Merge.prototype, 'close');
      const tape = await openTape(path, MEMORY);
      const replay = await tape.replay(MEMORY);
      let seen = 0;
      for await (const _ of replay) if (++seen === 5) break;
      expect(close).toHaveBeenCalledTimes(1);
      await expect(replay.run()).rejects.toMatchObject(CLOSED);
      await expect(replay[Symbol.asyncIterator]().next()).rejects.toMatchObject(CLOSED);
      expect(replay.book('BTCUSDT').instrument.symbol).toBe('BTCUSDT');
      expect(replay.report.records).toBe(5);
      await replay.close();
      expect(close).toHaveBeenCalledTimes(1);
    });

    it('when a loop throws', async () => {
      const close = vi.spyOn(Merge.prototype, 'close');
      const tape = await openTape(path, MEMORY);
      const replay = await tape.replay(MEMORY);
      const loop = async (events: AsyncIterable<MarketEvent>): Promise<void> => {
        for await (const event of events) throw new Error(event.kind);
      };
      await expect(loop(replay)).rejects.toThrow('definition');
      expect(close).toHaveBeenCalledTimes(1);
      await expect(loop(tape.events(MEMORY))).rejects.toThrow('definition');
      expect(close).toHaveBeenCalledTimes(2);
    });

    it('when its block is left', async () => {
      const close = vi.spyOn(Merge.prototype, 'close');
      const tape = await openTape(path, MEMORY);
      const replay = await tape.replay(MEMORY);
      {
        await using held = replay;
        await held.run(tape.summary.fromNs);
      }
      expect(close).toHaveBeenCalledTimes(1);
      await expect(replay.run()).rejects.toMatchObject(CLOSED);
    });

    it('at its end, where nothing more comes', async () => {
      const close = vi.spyOn(Merge.prototype, 'close');
      const tape = await openTape(path, MEMORY);
      const replay = await tape.replay(MEMORY);
      await replay.run(tape.summary.toNs);
      expect(close).toHaveBeenCalledTimes(1);
      await replay.run((tape.summary.toNs ?? 0n) + 1n);
      for await (const event of replay) expect(event).toBeUndefined();
      expect(replay.dataHash).toBe(expected.dataHash);
      await replay.close();
      expect(close).toHaveBeenCalledTimes(1);
      await expect(replay.run()).rejects.toMatchObject(CLOSED);
    });
  });

  it('gives the error of a source again and again', async () => {
    const damaged = bytes.slice();
    const at = Math.floor(bytes.length / 2);
    damaged[at] = (damaged[at] ?? 0) ^ 4;
    const tape = await openTape(damaged, MEMORY);
    expect([tape.recovered, tape.indexRebuilt]).toEqual([undefined, false]);
    const replay = await tape.replay(MEMORY);
    let seen = 0;
    const loop = async (): Promise<void> => {
      for await (const _ of replay) seen++;
    };
    const first: unknown = await loop().catch((error: unknown) => error);
    expect(first).toMatchObject({ code: 'BAD_CHECKSUM' });
    expect(seen).toBeGreaterThan(10);
    const before = [seen, replay.dataHash];
    for (const again of [() => replay.run(), loop, () => replay.run(0n), () => replay.run()])
      expect(await again().catch((error: unknown) => error)).toBe(first);
    await replay.close();
    expect(await replay.run().catch((error: unknown) => error)).toBe(first);
    expect([seen, replay.dataHash]).toEqual(before);
  });

  it('tells that the end was torn off', async () => {
    const torn = bytes.slice(0, Math.floor(bytes.length / 2));
    const tape = await openTape(torn, MEMORY);
    expect(tape.recovered?.droppedBytes).toBeGreaterThan(0);
    expect(tape.recovered?.droppedBytes).toBeLessThan(torn.length);
    expect(tape.indexRebuilt).toBe(true);
    const replay = await tape.replay(MEMORY);
    await replay.run();
    expect(replay.report.recovered).toEqual(tape.recovered);
    expect(replay.report.events).toBe(tape.summary.events);
    expect(replay.report.events).toBeLessThan(expected.events);
    // Cut where a block ends: nothing is lost, but nobody closed it.
    const dropped = tape.recovered?.droppedBytes ?? 0;
    const open = await openTape(torn.slice(0, torn.length - dropped), MEMORY);
    expect([open.recovered, open.indexRebuilt]).toEqual([undefined, true]);
    expect(open.summary.events).toBe(tape.summary.events);
    const whole = await openTape(bytes, MEMORY);
    expect([whole.recovered, whole.indexRebuilt]).toEqual([undefined, false]);
    const closed = await whole.replay(MEMORY);
    expect(closed.report.recovered).toBeUndefined();
    await closed.close();
  });

  it('gives books before their first event', async () => {
    const tape = await openTape(bytes, MEMORY);
    const replay = await tape.replay(MEMORY);
    const book = replay.book('BTCUSDT');
    expect(book.state).toBe('empty');
    expect(book.instrument).toEqual(tape.instruments[0]);
    expect([book.gaps, book.resyncs, book.trustedRange, book.topOfBook()]).toEqual([
      0,
      0,
      undefined,
      undefined,
    ]);
    expect(book.depth(3)).toEqual({ bids: [], asks: [] });
    expect([book.imbalance(), book.microprice(), book.vwap('buy', 1)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect(() => replay.book('ETHUSDT')).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_SYMBOL',
        message: expect.stringMatching(/BTCUSDT/),
      }),
    );
    await replay.run();
    expect(book.state).toBe('live');
    expect(book.topOfBook()).toEqual(replay.book('binance-spot:BTCUSDT').topOfBook());
  });

  it('asks for the venue where a symbol has several', async () => {
    const sources = [];
    for (const venue of ['binance-spot', 'binance-usdm'] as const) {
      const frames = await recordingOf({ venue, seed: 4, events: 2000 });
      sources.push({ name: venue, bytes: frames });
    }
    const tape = await openTape((await importWithKeyframes(sources, 300)).bytes, MEMORY);
    const replay = await tape.replay(MEMORY);
    await replay.run();
    expect(() => replay.book('BTCUSDT')).toThrow(/binance-spot:BTCUSDT or binance-usdm:BTCUSDT/);
    expect(replay.book('binance-usdm:BTCUSDT').instrument.venue).toBe('binance-usdm');
  });

  describe('refuses arguments that are none', () => {
    const wrong = (value: unknown): never => value as never;
    const BAD = {
      code: 'BAD_ARGUMENT',
      details: { expected: expect.any(String), found: expect.any(String) },
    };
    it.each<[string, TapeInput]>([
      ['nothing', wrong(undefined)],
      ['null', wrong(null)],
      ['no name', ''],
      ['a number', wrong(5)],
      ['an ArrayBuffer', wrong(new ArrayBuffer(4))],
      ['text in an array', wrong(['a.tape'])],
      ['an object that cannot be read', wrong({ read: true, size: 5 })],
    ])('openTape of %s', async (_, input) => {
      await expect(openTape(input, MEMORY).then(() => 'taken')).rejects.toMatchObject(BAD);
    });
    it.each<[string, TapeReplayOptions]>([
      ['a number for fromNs', { fromNs: wrong(5) }],
      ['text for toNs', { toNs: wrong('2024-01-01') }],
      ['a time before 1970', { fromNs: -1n }],
      ['a time above 63 bits', { toNs: 1n << 63n }],
      ['an end before the beginning', { fromNs: 6n, toNs: 5n }],
    ])('replay with %s', async (_, options) => {
      const tape = await openTape(bytes, MEMORY);
      const replay = tape.replay({ ...MEMORY, ...options }).then(() => 'taken');
      await expect(replay).rejects.toMatchObject(BAD);
      await expect(tape.events({ ...MEMORY, ...options }).next()).rejects.toMatchObject(BAD);
    });
    it('a time that run does not know, and goes on', async () => {
      const replay = await (await openTape(bytes, MEMORY)).replay(MEMORY);
      for (const value of [5, '5', null, new Date(), -1n, 1n << 64n])
        await expect(replay.run(wrong(value))).rejects.toMatchObject(BAD);
      await replay.run();
      expect(replay.dataHash).toBe(expected.dataHash);
    });
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
