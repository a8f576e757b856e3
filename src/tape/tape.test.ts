// Tape files: write, read, seek, append, and every way in which a file can be cut or damaged.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { TapeBlockView } from '../abi/tape.ts';
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { loadCompression } from '../fs/compression.ts';
import { MemoryFile, memoryFile } from '../fs/memory.ts';
import { anyRecord, recordBytes, recordStarts, withoutSlow } from '../testing/tape-records.ts';
import { createTapeHost, TapeDecodeBuffers, TapeEncodeBuffers } from './buffers.ts';
import { BLOCK_BYTES, HEAD_BYTES, isBlock, sealBlock, TRAILER_BYTES } from './format.ts';
import { TapeReader } from './reader.ts';
import { TapeWriter, type TapeWriterOptions } from './writer.ts';

const MAX = 1 << 18;
let core: Core;
let encode: TapeEncodeBuffers;
let decode: TapeDecodeBuffers;
let area: number;

beforeAll(async () => {
  core = await createCore({ memoryBytes: 32 << 20 });
  const host = await createTapeHost(core);
  encode = new TapeEncodeBuffers(host, MAX);
  decode = new TapeDecodeBuffers(host, MAX);
  area = core.alloc(4 << 20, 'test records');
});

/** Records of a seed, as bytes. */
function sample(count: number, seed: number): Uint8Array {
  return withoutSlow(recordBytes(fc.sample(anyRecord(false), { numRuns: count, seed })));
}

async function put(writer: TapeWriter, bytes: Uint8Array): Promise<void> {
  core.bytes.set(bytes, area);
  await writer.write(area, area + bytes.length);
}

/** The file of a closed tape of `bytes`. */
async function tapeOf(bytes: Uint8Array, options: TapeWriterOptions = {}): Promise<Uint8Array> {
  const file = new MemoryFile('x.tape');
  const writer = await TapeWriter.create(file, encode, options);
  await put(writer, bytes);
  await writer.close();
  return file.content.slice();
}

async function recordsOf(reader: TapeReader): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const { start, end } of reader.records()) parts.push(core.bytes.slice(start, end));
  return new Uint8Array(Buffer.concat(parts));
}

const open = (bytes: Uint8Array): Promise<TapeReader> =>
  TapeReader.open(memoryFile(bytes, 'x.tape'), decode);

async function errorOf(promise: Promise<unknown>): Promise<OutcryError> {
  const error: unknown = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(OutcryError);
  return error as OutcryError;
}

/** Like toEqual, for large arrays. */
function expectSame(actual: Uint8Array, expected: Uint8Array): void {
  expect(actual.length).toBe(expected.length);
  expect(Buffer.compare(actual, expected)).toBe(0);
}

/** Blocks of a file, found without the reader. */
function blocksOf(bytes: Uint8Array): { offset: number; end: number; view: TapeBlockView }[] {
  const blocks = [];
  for (let offset = HEAD_BYTES; offset + BLOCK_BYTES <= bytes.length; ) {
    const view = new TapeBlockView(new DataView(bytes.buffer, bytes.byteOffset), offset);
    if (view.magic !== 0x4250_544f) break;
    const end = offset + BLOCK_BYTES + view.storedLength;
    blocks.push({ offset, end, view });
    offset = end;
  }
  return blocks;
}

describe('write and read', () => {
  test.each([
    [128, 'none'],
    [1000, 'zstd'],
    [MAX, 'zstd'],
    [MAX, 'none'],
  ] as const)('gives back all records, blocks of %s bytes, codec %s', async (blockBytes, codec) => {
    const bytes = sample(400, 1);
    const reader = await open(await tapeOf(bytes, { blockBytes, codec }));
    expect(reader.recovered).toBeUndefined();
    expect(reader.indexRebuilt).toBe(false);
    expectSame(await recordsOf(reader), bytes);
    if (blockBytes === 128) expect(reader.blockCount).toBeGreaterThan(200);
  });

  test('however the records are handed over', async () => {
    const bytes = sample(200, 2);
    const whole = await tapeOf(bytes, { blockBytes: 5000 });
    const file = new MemoryFile('x.tape');
    const writer = await TapeWriter.create(file, encode, { blockBytes: 5000 });
    const starts = recordStarts(bytes);
    for (const [i, start] of starts.entries())
      await put(writer, bytes.subarray(start, starts[i + 1] ?? bytes.length));
    await writer.close();
    expectSame(file.content, whole);
  });

  test('short reads of the file do not matter', async () => {
    const bytes = sample(100, 3);
    const file = new MemoryFile('x.tape', await tapeOf(bytes, { blockBytes: 3000 }));
    file.faults.readBytesMax = 7;
    expectSame(await recordsOf(await TapeReader.open(file, decode)), bytes);
  });

  test('an empty tape', async () => {
    const reader = await open(await tapeOf(new Uint8Array(0)));
    expect(reader.blockCount).toBe(0);
    const summary = await reader.summary();
    expect([summary.events, summary.bytesPerEvent, summary.fromNs]).toEqual([0, 0, undefined]);
    expect(reader.seek(5n)).toEqual({ keyframe: undefined, keyframeBlocks: 0, firstBlock: 0 });
    expect((await errorOf(reader.readBlock(0))).code).toBe('BAD_ARGUMENT');
  });

  test('the summary counts what is there', async () => {
    const bytes = sample(300, 4);
    const reader = await open(await tapeOf(bytes, { blockBytes: 2000 }));
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
    const bytes = sample(500, 5);
    const file = await tapeOf(bytes);
    const portable = await loadCompression('portable');
    expect(portable.crc32).toBeUndefined();
    const own = await createCore({ build: 'unshared', memoryBytes: 8 << 20 });
    const host = await createTapeHost(own, portable);
    const reader = await TapeReader.open(memoryFile(file), new TapeDecodeBuffers(host, MAX));
    let at = 0;
    for await (const { start, end } of reader.records()) {
      expect(own.bytes.slice(start, end)).toEqual(bytes.subarray(at, at + end - start));
      at += end - start;
    }
    expect(at).toBe(bytes.length);
    // What they write, they and Node read.
    const target = new MemoryFile();
    const writer = await TapeWriter.create(target, new TapeEncodeBuffers(host, MAX));
    const source = own.alloc(bytes.length, 'records');
    own.bytes.set(bytes, source);
    await writer.write(source, source + bytes.length);
    await writer.close();
    expectSame(await recordsOf(await open(target.content)), bytes);
  });
});

describe('refusals of the writer', () => {
  test('receive times that run backwards; what came before is kept', async () => {
    const bytes = recordBytes(fc.sample(anyRecord(false), { numRuns: 10, seed: 6 }));
    const third = recordStarts(bytes)[2] ?? 0;
    new DataView(bytes.buffer).setBigInt64(third + 8, 5n, true);
    const file = new MemoryFile('x.tape');
    const writer = await TapeWriter.create(file, encode);
    const error = await errorOf(put(writer, bytes));
    expect(error.code).toBe('TIME_BACKWARDS');
    expect(error.message).toContain('found 5 ns');
    await writer.close();
    expectSame(await recordsOf(await open(file.content)), bytes.subarray(0, third));
  });

  test('bytes that are no records, records too large, files that are not empty, use after close', async () => {
    const file = new MemoryFile('x.tape');
    const writer = await TapeWriter.create(file, encode);
    expect((await errorOf(put(writer, new Uint8Array(64)))).code).toBe('BAD_ARGUMENT');
    const large = new Uint8Array(MAX + 64);
    const view = new DataView(large.buffer);
    view.setUint32(0, large.length, true);
    view.setUint8(4, 2);
    view.setUint32(48, MAX / 16, true);
    const error = await errorOf(put(writer, large));
    expect([error.code, error.details.found]).toEqual(['TOO_LARGE', `${MAX + 64}`]);
    expect((await errorOf(TapeWriter.create(file, encode))).code).toBe('FILE_NOT_EMPTY');
    const options = { blockBytes: 10 };
    expect((await errorOf(TapeWriter.create(new MemoryFile(), encode, options))).code).toBe(
      'BAD_ARGUMENT',
    );
    await writer.close();
    await writer.close();
    expect((await errorOf(writer.flush())).code).toBe('WRITER_CLOSED');
    // A record larger than blocks, but not than the buffers, has a block of its own.
    view.setUint32(0, MAX, true);
    view.setUint32(48, MAX / 16 - 4, true);
    const alone = large.subarray(0, MAX);
    expectSame(await recordsOf(await open(await tapeOf(alone, { blockBytes: 1000 }))), alone);
  });

  test('a full disk: the tape ends behind its last complete block and can go on', async () => {
    const bytes = sample(40, 7);
    const whole = await tapeOf(bytes, { blockBytes: 2000 });
    const ends = blocksOf(whole).map((block) => block.end);
    for (const isDead of [false, true]) {
      for (let diskBytes = HEAD_BYTES; diskBytes < whole.length; diskBytes += 41) {
        const file = new MemoryFile('x.tape');
        Object.assign(file.faults, { diskBytes, isDead });
        const writer = await TapeWriter.create(file, encode, { blockBytes: 2000 });
        const error = await errorOf(put(writer, bytes).then(() => writer.close()));
        expect(error.code).toBe('DISK_FULL');
        expect((await errorOf(writer.flush())).code).toBe('WRITER_CLOSED');
        await writer.close();
        const complete = ends.filter((end) => end <= diskBytes && end !== ends.at(-1));
        const kept = complete.at(-1) ?? HEAD_BYTES;
        expect(file.content.subarray(0, kept)).toEqual(whole.subarray(0, kept));
        if (!isDead) expect(file.content.length).toBe(kept);
        const records = await recordsOf(await open(file.content));
        expectSame(records, bytes.subarray(0, records.length));
        Object.assign(file.faults, { diskBytes: 1 << 20, isDead: false });
        const again = await TapeWriter.append(file, encode, { blockBytes: 2000 });
        await put(again, bytes.subarray(records.length));
        await again.close();
        expectSame(await recordsOf(await open(file.content)), bytes);
      }
    }
  });
});

describe('append', () => {
  test('goes on behind a closed tape as if it had never stopped', async () => {
    const bytes = sample(300, 8);
    const starts = recordStarts(bytes);
    for (const count of [0, 1, 100, 299, 300]) {
      const cut = starts[count] ?? bytes.length;
      const file = new MemoryFile(
        'x.tape',
        await tapeOf(bytes.subarray(0, cut), { blockBytes: 2000 }),
      );
      const writer = await TapeWriter.append(file, encode, { blockBytes: 2000 });
      expect(writer.recovered).toBeUndefined();
      expect(writer.recordCount).toBe(BigInt(Math.min(count, 300)));
      await put(writer, bytes.subarray(cut));
      await writer.close();
      const reader = await open(file.content);
      expectSame(await recordsOf(reader), bytes);
      expect((await reader.summary()).records).toBe(300);
      expect([...reader.blocks()].map((block) => block.blockNumber)).toEqual(
        Array.from({ length: reader.blockCount }, (_, i) => i),
      );
    }
  });

  test('refuses times before the last one', async () => {
    const bytes = sample(20, 9);
    const file = new MemoryFile('x.tape', await tapeOf(bytes));
    const writer = await TapeWriter.append(file, encode);
    expect((await errorOf(put(writer, bytes))).code).toBe('TIME_BACKWARDS');
    await writer.close();
    expectSame(await recordsOf(await open(file.content)), bytes);
  });

  test('cuts a torn tail of any length', async () => {
    const bytes = sample(24, 10);
    const whole = await tapeOf(bytes, { blockBytes: 900 });
    const blocks = blocksOf(whole);
    const dataEnd = blocks.at(-1)?.offset ?? 0;
    for (let length = HEAD_BYTES; length < whole.length; length++) {
      const file = new MemoryFile('x.tape', whole.slice(0, length));
      const writer = await TapeWriter.append(file, encode, { blockBytes: 900 });
      const kept = blocks.filter(({ end }) => end <= length && end <= dataEnd).at(-1)?.end;
      expect(writer.fileBytes).toBe(kept ?? HEAD_BYTES);
      const records = Number(writer.recordCount);
      await put(writer, bytes.subarray(recordStarts(bytes)[records] ?? bytes.length));
      await writer.close();
      expectSame(await recordsOf(await open(file.content)), bytes);
    }
  });
});

describe('keyframes', () => {
  test('stand where they are due, are no part of the stream, and are found by time', async () => {
    const bytes = sample(400, 11);
    const starts = recordStarts(bytes);
    const marks: number[] = [];
    const keyframeArea = core.alloc(1 << 16, 'keyframe');
    const state = recordBytes(fc.sample(anyRecord(false), { numRuns: 6, seed: 12 }));
    let written = 0;
    const keyframe = (): { start: number; end: number } => {
      marks.push(written + 1);
      core.bytes.set(state, keyframeArea);
      return { start: keyframeArea, end: keyframeArea + state.length };
    };
    const file = new MemoryFile('x.tape');
    const options = { blockBytes: 2000, keyframe, keyframeBytes: 3000 };
    const writer = await TapeWriter.create(file, encode, options);
    for (const [i, start] of starts.entries()) {
      written = i;
      await put(writer, bytes.subarray(start, starts[i + 1] ?? bytes.length));
    }
    await writer.close();
    const reader = await open(file.content);
    expectSame(await recordsOf(reader), bytes);
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
        expect(core.bytes.slice(range.start, range.end)).toEqual(withoutSlow(state));
      }
    }
  });

  test('larger than a block take several, and count only when all are there', async () => {
    const bytes = sample(50, 13);
    const trades = new Uint8Array(MAX + 6400);
    const view = new DataView(trades.buffer);
    for (let at = 0; at < trades.length; at += 64) {
      view.setUint32(at, 64, true);
      view.setUint8(at + 4, 7);
      view.setBigInt64(at + 8, BigInt(trades.length - at), true);
    }
    const state = area + (2 << 20);
    const keyframe = () => {
      core.bytes.set(trades, state);
      return { start: state, end: state + trades.length };
    };
    const file = new MemoryFile('x.tape', await tapeOf(bytes));
    const writer = await TapeWriter.append(file, encode, { keyframe });
    const later = bytes.slice();
    for (const at of recordStarts(later))
      new DataView(later.buffer).setBigInt64(at + 8, 2n ** 62n, true);
    await put(writer, later);
    await writer.close();
    const reader = await open(file.content);
    const found = reader.seek(2n ** 62n);
    expect(found.keyframeBlocks).toBeGreaterThan(1);
    const parts: Uint8Array[] = [];
    for (let i = 0; i < found.keyframeBlocks; i++) {
      const { start, end } = await reader.readBlock((found.keyframe ?? 0) + i);
      parts.push(core.bytes.slice(start, end));
    }
    expectSame(new Uint8Array(Buffer.concat(parts)), trades);
    // Cut inside the keyframe: it does not count; one that follows is whole.
    const lastPart = reader.block((found.keyframe ?? 0) + found.keyframeBlocks - 1);
    const torn = new MemoryFile('x.tape', file.content.slice(0, lastPart.offset));
    expect((await open(torn.content)).seek(2n ** 62n).keyframe).toBeUndefined();
    const again = await TapeWriter.append(torn, encode, { keyframe });
    await put(again, later);
    await again.close();
    const healed = await open(torn.content);
    const second = healed.seek(2n ** 62n);
    expect(second.keyframeBlocks).toBe(found.keyframeBlocks);
    // Behind the torn one, and the data block that the new one waits for.
    expect(second.keyframe).toBe((found.keyframe ?? 0) + found.keyframeBlocks);
  });
});

describe('damage', () => {
  test('a tape cut anywhere gives its complete blocks and says what is lost', async () => {
    const bytes = sample(24, 14);
    const whole = await tapeOf(bytes, { blockBytes: 900 });
    const blocks = blocksOf(whole);
    const index = blocks.at(-1);
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.subarray(0, length);
      if (length < HEAD_BYTES) {
        expect((await errorOf(open(cut))).code).toBe('NOT_A_TAPE');
        continue;
      }
      const reader = await open(cut);
      const kept = blocks.filter((block) => block.end <= length && block !== index);
      expect(reader.blockCount).toBe(kept.length);
      const records = await recordsOf(reader);
      expectSame(records, bytes.subarray(0, records.length));
      const end = kept.at(-1)?.end ?? HEAD_BYTES;
      // Behind a whole index nothing but the trailer is missing.
      const lost = index !== undefined && length >= index.end ? 0 : length - end;
      expect(reader.recovered).toEqual(lost === 0 ? undefined : { droppedBytes: lost });
      expect(reader.indexRebuilt).toBe(true);
    }
  });

  test('a flipped bit anywhere is an error that names block and offset, or costs only the index', async () => {
    const bytes = sample(24, 15);
    const whole = await tapeOf(bytes, { blockBytes: 900 });
    const blocks = blocksOf(whole);
    const dataEnd = blocks.at(-1)?.offset ?? 0;
    for (let at = 0; at < whole.length; at++) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      if (at >= dataEnd) {
        const reader = await open(damaged);
        expectSame(await recordsOf(reader), bytes);
        expect(reader.indexRebuilt).toBe(true);
        continue;
      }
      const error = await errorOf(open(damaged).then(recordsOf));
      expect(['BAD_CHECKSUM', 'NOT_A_TAPE']).toContain(error.code);
      expect(error.category).toBe('input');
      const number = blocks.findIndex((block) => at < block.end && at >= block.offset);
      if (number === -1) continue;
      expect(error.message).toContain(`block ${number} `);
      expect(error.details).toMatchObject({ where: 'x.tape', offset: blocks[number]?.offset });
      // The other blocks stay readable.
      const reader = await open(damaged);
      for (const block of reader.blocks())
        if (block.index !== number) await reader.readBlock(block.index);
    }
  });

  test('a flipped bit in a tape that was never closed', async () => {
    const bytes = sample(24, 16);
    const closed = await tapeOf(bytes, { blockBytes: 900 });
    const blocks = blocksOf(closed);
    const dataEnd = blocks.at(-1)?.offset ?? 0;
    const whole = closed.subarray(0, dataEnd);
    const last = blocks.at(-2)?.offset ?? 0;
    for (let at = HEAD_BYTES; at < dataEnd; at++) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      if (at < last) {
        const error = await errorOf(open(damaged).then(recordsOf));
        const number = blocks.findIndex((block) => at < block.end);
        expect(error.code).toBe('BAD_CHECKSUM');
        expect(error.message).toContain(`block ${number} `);
        expect(error.details.offset).toBe(blocks[number]?.offset);
        continue;
      }
      // The last block cannot be told from one that a crash left half written.
      const reader = await open(damaged);
      expect(reader.recovered).toEqual({ droppedBytes: dataEnd - last });
      const records = await recordsOf(reader);
      expectSame(records, bytes.subarray(0, records.length));
      expect(reader.blockCount).toBe(blocks.length - 2);
    }
  });

  test('zeros or noise behind the last block are a torn tail', async () => {
    const bytes = sample(40, 17);
    const closed = await tapeOf(bytes, { blockBytes: 900 });
    const whole = closed.subarray(0, blocksOf(closed).at(-1)?.offset);
    for (const tail of [new Uint8Array(5), new Uint8Array(300_000), randomBytes(2_500_000)]) {
      const reader = await open(new Uint8Array(Buffer.concat([whole, tail])));
      expect(reader.recovered).toEqual({ droppedBytes: tail.length });
      expectSame(await recordsOf(reader), bytes);
    }
    // Damage far in front of the next sound header is found all the same.
    const noise = randomBytes(2_500_000);
    const split = blocksOf(closed)[1]?.offset ?? 0;
    const joined = Buffer.concat([whole.subarray(0, split), noise, whole.subarray(split)]);
    const error = await errorOf(open(new Uint8Array(joined)));
    expect(error.message).toContain(`next block at byte ${split + noise.length}`);
    expect(error.details.offset).toBe(split);
  });

  test('what is no tape', async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(64), randomBytes(500)])
      expect((await errorOf(open(bytes))).code).toBe('NOT_A_TAPE');
  });
});

describe('other versions', () => {
  /** The tape with block 1 changed by `change`, sealed again. */
  async function changed(change: (block: TapeBlockView) => void): Promise<Uint8Array> {
    const bytes = await tapeOf(sample(60, 18), { blockBytes: 900 });
    const blocks = blocksOf(bytes);
    const { checksum } = encode.host;
    const second = blocks[1];
    if (second === undefined) throw new Error('no second block');
    const header = bytes.subarray(second.offset, second.offset + BLOCK_BYTES);
    change(second.view);
    const { version } = second.view;
    sealBlock(header, checksum);
    if (version !== 1) {
      second.view.version = version;
      second.view.headerCrc = checksum(header.subarray(0, BLOCK_BYTES - 4));
    }
    expect(isBlock(header, checksum)).toBe(true);
    return bytes.slice(0, blocks.at(-1)?.offset);
  }

  test('a block of an unknown kind that may be skipped is skipped', async () => {
    const bytes = sample(60, 18);
    const reader = await open(
      await changed((block) => {
        block.kind = 0x80 | 9;
        block.version = 7;
      }),
    );
    const all = await open(await tapeOf(bytes, { blockBytes: 900 }));
    expect(reader.blockCount).toBe(all.blockCount - 1);
    expect([...reader.blocks()].map((block) => block.blockNumber).slice(0, 2)).toEqual([0, 2]);
  });

  test('a block of an unknown kind, codec or version that may not is refused', async () => {
    const kind = await errorOf(open(await changed((block) => void (block.kind = 9))));
    expect([kind.code, kind.details.found]).toEqual(['UNSUPPORTED_BLOCK', 'kind 9']);
    const version = await errorOf(open(await changed((block) => void (block.version = 2))));
    expect([version.code, version.details.found]).toEqual(['UNSUPPORTED_VERSION', '2']);
    const codec = await open(await changed((block) => void (block.codec = 5)));
    expect((await errorOf(recordsOf(codec))).code).toBe('UNSUPPORTED_BLOCK');
    const large = await open(await changed((block) => void (block.decodedLength = MAX * 2)));
    expect((await errorOf(recordsOf(large))).code).toBe('TOO_LARGE');
    const raw = await open(await changed((block) => void (block.rawLength -= 1)));
    expect((await errorOf(recordsOf(raw))).code).toBe('BAD_BLOCK');
    const decoded = await open(await changed((block) => void (block.decodedLength -= 16)));
    const error = await errorOf(recordsOf(decoded));
    expect(error.code).toBe('BAD_BLOCK');
    expect(error.message).toContain('block 1 ');
  });

  test('a head of a newer version is refused', async () => {
    const bytes = await tapeOf(sample(5, 19));
    const view = new DataView(bytes.buffer);
    view.setUint32(8, 2, true);
    view.setUint32(28, encode.host.checksum(bytes.subarray(0, 28)), true);
    const error = await errorOf(open(bytes));
    expect([error.code, error.details.found]).toEqual(['UNSUPPORTED_VERSION', '2']);
    expect(TRAILER_BYTES).toBe(32);
  });
});
