// Tape files: write, read, seek, append, and what the writer refuses.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCore } from '../core/core.ts';
import { loadCompression } from '../fs/compression.ts';
import { MemoryFile, memoryFile } from '../fs/memory.ts';
import {
  blocksOf,
  createTapeFixture,
  errorOf,
  expectSame,
  RECORD_MAX,
  sampleRecords,
  type TapeFixture,
} from '../testing/tape-files.ts';
import { anyRecord, recordBytes, recordStarts, withoutSlow } from '../testing/tape-records.ts';
import { createTapeHost, TapeDecodeBuffers, TapeEncodeBuffers } from './buffers.ts';
import { HEAD_BYTES } from './format.ts';
import { TapeReader } from './reader.ts';
import { TapeWriter } from './writer.ts';

let tapes: TapeFixture;
beforeAll(async () => {
  tapes = await createTapeFixture();
});

describe('write and read', () => {
  test.each([
    [128, 'none'],
    [1000, 'zstd'],
    [RECORD_MAX, 'zstd'],
    [RECORD_MAX, 'none'],
  ] as const)('gives back all records, blocks of %s bytes, codec %s', async (blockBytes, codec) => {
    const bytes = sampleRecords(400, 1);
    const reader = await tapes.open(await tapes.tapeOf(bytes, { blockBytes, codec }));
    expect(reader.recovered).toBeUndefined();
    expect(reader.indexRebuilt).toBe(false);
    expectSame(await tapes.recordsOf(reader), bytes);
    if (blockBytes === 128) expect(reader.blockCount).toBeGreaterThan(200);
  });

  test('however the records are handed over', async () => {
    const bytes = sampleRecords(200, 2);
    const whole = await tapes.tapeOf(bytes, { blockBytes: 5000 });
    const file = new MemoryFile('x.tape');
    const writer = await TapeWriter.create(file, tapes.encode, { blockBytes: 5000 });
    const starts = recordStarts(bytes);
    for (const [i, start] of starts.entries())
      await tapes.put(writer, bytes.subarray(start, starts[i + 1] ?? bytes.length));
    await writer.close();
    expectSame(file.content, whole);
  });

  test('short reads of the file do not matter', async () => {
    const bytes = sampleRecords(100, 3);
    const file = new MemoryFile('x.tape', await tapes.tapeOf(bytes, { blockBytes: 3000 }));
    file.faults.readBytesMax = 7;
    expectSame(await tapes.recordsOf(await TapeReader.open(file, tapes.decode)), bytes);
  });

  test('an empty tape', async () => {
    const reader = await tapes.open(await tapes.tapeOf(new Uint8Array(0)));
    expect(reader.blockCount).toBe(0);
    const summary = await reader.summary();
    expect([summary.events, summary.bytesPerEvent, summary.fromNs]).toEqual([0, 0, undefined]);
    expect(reader.seek(5n)).toEqual({ keyframe: undefined, keyframeBlocks: 0, firstBlock: 0 });
    expect((await errorOf(reader.readBlock(0))).code).toBe('BAD_ARGUMENT');
  });

  test('the summary counts what is there', async () => {
    const bytes = sampleRecords(300, 4);
    const reader = await tapes.open(await tapes.tapeOf(bytes, { blockBytes: 2000 }));
    const view = new DataView(bytes.buffer);
    const want = { depth: 0, snapshot: 0, trade: 0, bbo: 0, other: 0 };
    const ids = new Set<number>();
    const starts = recordStarts(bytes);
    for (const at of starts) {
      const kind = view.getUint8(at + 4);
      if (kind === 1) ids.add(view.getUint16(at + 6, true));
      else if (kind === 2) want.depth += view.getUint32(at + 48, true);
      else if (kind === 3) want.snapshot += view.getUint32(at + 48, true);
      else if (kind === 5) want.trade++;
      else if (kind === 6) want.bbo++;
      else want.other++;
    }
    const summary = await reader.summary();
    expect(summary.byKind).toEqual(want);
    expect(summary.records).toBe(starts.length);
    expect([...summary.instruments.keys()].sort()).toEqual([...ids].sort());
    expect(summary.fromNs).toBe(view.getBigInt64(8, true));
    expect(summary.toNs).toBe(view.getBigInt64((starts.at(-1) ?? 0) + 8, true));
    const blocks = [...reader.blocks()];
    expect(blocks.reduce((sum, block) => sum + block.recordCount, 0)).toBe(starts.length);
    for (const [i, block] of blocks.entries())
      expect(block.firstRecord).toBe(
        BigInt(blocks.slice(0, i).reduce((n, b) => n + b.recordCount, 0)),
      );
  });

  test('browsers read it without zlib', async () => {
    const bytes = sampleRecords(500, 5);
    const file = await tapes.tapeOf(bytes);
    const portable = await loadCompression('portable');
    expect(portable.crc32).toBeUndefined();
    const own = await createCore({ build: 'unshared', memoryBytes: 8 << 20 });
    const host = await createTapeHost(own, portable);
    const reader = await TapeReader.open(memoryFile(file), new TapeDecodeBuffers(host, RECORD_MAX));
    let at = 0;
    for await (const { start, end } of reader.records()) {
      expect(own.bytes.slice(start, end)).toEqual(bytes.subarray(at, at + end - start));
      at += end - start;
    }
    expect(at).toBe(bytes.length);
    // What they write, they and Node read.
    const target = new MemoryFile();
    const writer = await TapeWriter.create(target, new TapeEncodeBuffers(host, RECORD_MAX));
    const source = own.alloc(bytes.length, 'records');
    own.bytes.set(bytes, source);
    await writer.write(source, source + bytes.length);
    await writer.close();
    expectSame(await tapes.recordsOf(await tapes.open(target.content)), bytes);
  });
});

describe('refusals of the writer', () => {
  test('receive times that run backwards; what came before is kept', async () => {
    const bytes = recordBytes(fc.sample(anyRecord(false), { numRuns: 10, seed: 6 }));
    const third = recordStarts(bytes)[2] ?? 0;
    new DataView(bytes.buffer).setBigInt64(third + 8, 5n, true);
    const file = new MemoryFile('x.tape');
    const writer = await TapeWriter.create(file, tapes.encode);
    const error = await errorOf(tapes.put(writer, bytes));
    expect(error.code).toBe('TIME_BACKWARDS');
    expect(error.message).toContain('found 5 ns');
    await writer.close();
    expectSame(await tapes.recordsOf(await tapes.open(file.content)), bytes.subarray(0, third));
  });

  test('no records, records too large, files that are not empty, use after close', async () => {
    const file = new MemoryFile('x.tape');
    const writer = await TapeWriter.create(file, tapes.encode);
    expect((await errorOf(tapes.put(writer, new Uint8Array(64)))).code).toBe('BAD_ARGUMENT');
    const large = new Uint8Array(RECORD_MAX + 64);
    const view = new DataView(large.buffer);
    view.setUint32(0, large.length, true);
    view.setUint8(4, 2);
    view.setUint32(48, RECORD_MAX / 16, true);
    const error = await errorOf(tapes.put(writer, large));
    expect([error.code, error.details.found]).toEqual(['TOO_LARGE', `${RECORD_MAX + 64}`]);
    expect((await errorOf(TapeWriter.create(file, tapes.encode))).code).toBe('FILE_NOT_EMPTY');
    const options = { blockBytes: 10 };
    expect((await errorOf(TapeWriter.create(new MemoryFile(), tapes.encode, options))).code).toBe(
      'BAD_ARGUMENT',
    );
    await writer.close();
    await writer.close();
    expect((await errorOf(writer.flush())).code).toBe('WRITER_CLOSED');
    // A record larger than blocks, but not than the buffers, has a block of its own.
    view.setUint32(0, RECORD_MAX, true);
    view.setUint32(48, RECORD_MAX / 16 - 4, true);
    const alone = large.subarray(0, RECORD_MAX);
    expectSame(
      await tapes.recordsOf(await tapes.open(await tapes.tapeOf(alone, { blockBytes: 1000 }))),
      alone,
    );
  });

  test('a full disk: the tape ends behind its last complete block and can go on', async () => {
    const bytes = sampleRecords(40, 7);
    const whole = await tapes.tapeOf(bytes, { blockBytes: 2000 });
    const ends = blocksOf(whole).map((block) => block.end);
    for (const isDead of [false, true]) {
      for (let diskBytes = HEAD_BYTES; diskBytes < whole.length; diskBytes += 41) {
        const file = new MemoryFile('x.tape');
        Object.assign(file.faults, { diskBytes, isDead });
        const writer = await TapeWriter.create(file, tapes.encode, { blockBytes: 2000 });
        const error = await errorOf(tapes.put(writer, bytes).then(() => writer.close()));
        expect(error.code).toBe('DISK_FULL');
        expect((await errorOf(writer.flush())).code).toBe('WRITER_CLOSED');
        await writer.close();
        const complete = ends.filter((end) => end <= diskBytes && end !== ends.at(-1));
        const kept = complete.at(-1) ?? HEAD_BYTES;
        expect(file.content.subarray(0, kept)).toEqual(whole.subarray(0, kept));
        if (!isDead) expect(file.content.length).toBe(kept);
        const records = await tapes.recordsOf(await tapes.open(file.content));
        expectSame(records, bytes.subarray(0, records.length));
        Object.assign(file.faults, { diskBytes: 1 << 20, isDead: false });
        const again = await TapeWriter.append(file, tapes.encode, { blockBytes: 2000 });
        await tapes.put(again, bytes.subarray(records.length));
        await again.close();
        expectSame(await tapes.recordsOf(await tapes.open(file.content)), bytes);
      }
    }
  });
});

describe('append', () => {
  test('goes on behind a closed tape as if it had never stopped', async () => {
    const bytes = sampleRecords(300, 8);
    const starts = recordStarts(bytes);
    for (const count of [0, 1, 100, 299, 300]) {
      const cut = starts[count] ?? bytes.length;
      const file = new MemoryFile(
        'x.tape',
        await tapes.tapeOf(bytes.subarray(0, cut), { blockBytes: 2000 }),
      );
      const writer = await TapeWriter.append(file, tapes.encode, { blockBytes: 2000 });
      expect(writer.recovered).toBeUndefined();
      expect(writer.recordCount).toBe(BigInt(Math.min(count, 300)));
      await tapes.put(writer, bytes.subarray(cut));
      await writer.close();
      const reader = await tapes.open(file.content);
      expectSame(await tapes.recordsOf(reader), bytes);
      expect((await reader.summary()).records).toBe(300);
      expect([...reader.blocks()].map((block) => block.blockNumber)).toEqual(
        Array.from({ length: reader.blockCount }, (_, i) => i),
      );
    }
  });

  test('refuses times before the last one', async () => {
    const bytes = sampleRecords(20, 9);
    const file = new MemoryFile('x.tape', await tapes.tapeOf(bytes));
    const writer = await TapeWriter.append(file, tapes.encode);
    expect((await errorOf(tapes.put(writer, bytes))).code).toBe('TIME_BACKWARDS');
    await writer.close();
    expectSame(await tapes.recordsOf(await tapes.open(file.content)), bytes);
  });

  test('cuts a torn tail of any length', async () => {
    const bytes = sampleRecords(24, 10);
    const whole = await tapes.tapeOf(bytes, { blockBytes: 900 });
    const blocks = blocksOf(whole);
    const dataEnd = blocks.at(-1)?.offset ?? 0;
    for (let length = HEAD_BYTES; length < whole.length; length++) {
      const file = new MemoryFile('x.tape', whole.slice(0, length));
      const writer = await TapeWriter.append(file, tapes.encode, { blockBytes: 900 });
      const kept = blocks.filter(({ end }) => end <= length && end <= dataEnd).at(-1)?.end;
      expect(writer.fileBytes).toBe(kept ?? HEAD_BYTES);
      const records = Number(writer.recordCount);
      await tapes.put(writer, bytes.subarray(recordStarts(bytes)[records] ?? bytes.length));
      await writer.close();
      expectSame(await tapes.recordsOf(await tapes.open(file.content)), bytes);
    }
  });
});

describe('keyframes', () => {
  test('stand where they are due, are no part of the stream, and are found by time', async () => {
    const bytes = sampleRecords(400, 11);
    const starts = recordStarts(bytes);
    const marks: number[] = [];
    const keyframeArea = tapes.core.alloc(1 << 16, 'keyframe');
    const state = recordBytes(fc.sample(anyRecord(false), { numRuns: 6, seed: 12 }));
    let written = 0;
    const keyframe = (): { start: number; end: number } => {
      marks.push(written + 1);
      tapes.core.bytes.set(state, keyframeArea);
      return { start: keyframeArea, end: keyframeArea + state.length };
    };
    const file = new MemoryFile('x.tape');
    const options = { blockBytes: 2000, keyframe, keyframeBytes: 3000 };
    const writer = await TapeWriter.create(file, tapes.encode, options);
    for (const [i, start] of starts.entries()) {
      written = i;
      await tapes.put(writer, bytes.subarray(start, starts[i + 1] ?? bytes.length));
    }
    await writer.close();
    const reader = await tapes.open(file.content);
    expectSame(await tapes.recordsOf(reader), bytes);
    expect(marks.length).toBeGreaterThan(4);
    const summary = await reader.summary();
    expect([summary.keyframes, summary.records]).toEqual([marks.length, 400]);
    const view = new DataView(bytes.buffer);
    for (const [i, start] of starts.entries()) {
      const timeNs = view.getBigInt64(start + 8, true);
      const found = reader.seek(timeNs);
      // The last mark all of whose records are at or before that time.
      const known = marks.filter((n) => view.getBigInt64((starts[n - 1] ?? 0) + 8, true) <= timeNs);
      const mark = known.at(-1);
      if (mark === undefined) {
        expect(found).toEqual({ keyframe: undefined, keyframeBlocks: 0, firstBlock: 0 });
        continue;
      }
      expect(found.keyframeBlocks).toBe(1);
      if (mark < 400) {
        const first = reader.block(found.firstBlock);
        expect([first.kind, first.firstRecord]).toEqual(['data', BigInt(mark)]);
      } else expect(found.firstBlock).toBe(reader.blockCount);
      expect(reader.block(found.keyframe ?? -1).maxRecvTsNs).toBeLessThanOrEqual(timeNs);
      if (i % 50 === 0) {
        const range = await reader.readBlock(found.keyframe ?? -1);
        expect(tapes.core.bytes.slice(range.start, range.end)).toEqual(withoutSlow(state));
      }
    }
  });

  test('larger than a block take several, and count only when all are there', async () => {
    const bytes = sampleRecords(50, 13);
    const trades = new Uint8Array(RECORD_MAX + 6400);
    const view = new DataView(trades.buffer);
    for (let at = 0; at < trades.length; at += 64) {
      view.setUint32(at, 64, true);
      view.setUint8(at + 4, 7);
      view.setBigInt64(at + 8, BigInt(trades.length - at), true);
    }
    const state = tapes.area + (2 << 20);
    const keyframe = () => {
      tapes.core.bytes.set(trades, state);
      return { start: state, end: state + trades.length };
    };
    const file = new MemoryFile('x.tape', await tapes.tapeOf(bytes));
    const writer = await TapeWriter.append(file, tapes.encode, { keyframe });
    const later = bytes.slice();
    for (const at of recordStarts(later))
      new DataView(later.buffer).setBigInt64(at + 8, 2n ** 62n, true);
    await tapes.put(writer, later);
    await writer.close();
    const reader = await tapes.open(file.content);
    const found = reader.seek(2n ** 62n);
    expect(found.keyframeBlocks).toBeGreaterThan(1);
    const parts: Uint8Array[] = [];
    for (let i = 0; i < found.keyframeBlocks; i++) {
      const { start, end } = await reader.readBlock((found.keyframe ?? 0) + i);
      parts.push(tapes.core.bytes.slice(start, end));
    }
    expectSame(new Uint8Array(Buffer.concat(parts)), trades);
    // Cut inside the keyframe: it does not count; one that follows is whole.
    const lastPart = reader.block((found.keyframe ?? 0) + found.keyframeBlocks - 1);
    const torn = new MemoryFile('x.tape', file.content.slice(0, lastPart.offset));
    expect((await tapes.open(torn.content)).seek(2n ** 62n).keyframe).toBeUndefined();
    const again = await TapeWriter.append(torn, tapes.encode, { keyframe });
    // Nothing but a keyframe, right behind the torn one.
    await again.write(tapes.area, tapes.area);
    await again.close();
    const healed = await tapes.open(torn.content);
    const second = healed.seek(2n ** 62n);
    expect(second.keyframeBlocks).toBe(found.keyframeBlocks);
    expect(second.keyframe).toBe((found.keyframe ?? 0) + found.keyframeBlocks - 1);
  });
});
