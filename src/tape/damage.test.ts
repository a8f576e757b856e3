// Tape files that are cut, damaged, or of another version.
import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TapeBlockView } from '../abi/tape.ts';
import {
  blocksOf,
  createTapeFixture,
  errorOf,
  expectSame,
  RECORD_MAX,
  sampleRecords,
  type TapeFixture,
} from '../testing/tape-files.ts';
import { BLOCK_BYTES, HEAD_BYTES, isBlock, sealBlock, TRAILER_BYTES } from './format.ts';

let tapes: TapeFixture;
beforeAll(async () => {
  tapes = await createTapeFixture();
});

describe('damage', () => {
  test('a tape cut anywhere gives its complete blocks and says what is lost', async () => {
    const bytes = sampleRecords(24, 14);
    const whole = await tapes.tapeOf(bytes, { blockBytes: 900 });
    const blocks = blocksOf(whole);
    const index = blocks.at(-1);
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.subarray(0, length);
      if (length < HEAD_BYTES) {
        expect((await errorOf(tapes.open(cut))).code).toBe('NOT_A_TAPE');
        continue;
      }
      const reader = await tapes.open(cut);
      const kept = blocks.filter((block) => block.end <= length && block !== index);
      expect(reader.blockCount).toBe(kept.length);
      const records = await tapes.recordsOf(reader);
      expectSame(records, bytes.subarray(0, records.length));
      const end = kept.at(-1)?.end ?? HEAD_BYTES;
      // Behind a whole index nothing but the trailer is missing.
      const lost = index !== undefined && length >= index.end ? 0 : length - end;
      expect(reader.recovered).toEqual(lost === 0 ? undefined : { droppedBytes: lost });
      expect(reader.indexRebuilt).toBe(true);
    }
  });

  test('a flipped bit is an error naming block and offset, or costs only the index', async () => {
    const bytes = sampleRecords(24, 15);
    const whole = await tapes.tapeOf(bytes, { blockBytes: 900 });
    const blocks = blocksOf(whole);
    const dataEnd = blocks.at(-1)?.offset ?? 0;
    for (let at = 0; at < whole.length; at++) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      if (at >= dataEnd) {
        const reader = await tapes.open(damaged);
        expectSame(await tapes.recordsOf(reader), bytes);
        expect(reader.indexRebuilt).toBe(true);
        continue;
      }
      const error = await errorOf(tapes.open(damaged).then((reader) => tapes.recordsOf(reader)));
      expect(['BAD_CHECKSUM', 'NOT_A_TAPE']).toContain(error.code);
      expect(error.category).toBe('input');
      const number = blocks.findIndex((block) => at < block.end && at >= block.offset);
      if (number === -1) continue;
      expect(error.message).toContain(`block ${number} `);
      expect(error.details).toMatchObject({ where: 'x.tape', offset: blocks[number]?.offset });
      // The other blocks stay readable.
      const reader = await tapes.open(damaged);
      for (const block of reader.blocks())
        if (block.index !== number) await reader.readBlock(block.index);
    }
  });

  test('a flipped bit in a tape that was never closed', async () => {
    const bytes = sampleRecords(24, 16);
    const closed = await tapes.tapeOf(bytes, { blockBytes: 900 });
    const blocks = blocksOf(closed);
    const dataEnd = blocks.at(-1)?.offset ?? 0;
    const whole = closed.subarray(0, dataEnd);
    const last = blocks.at(-2)?.offset ?? 0;
    for (let at = HEAD_BYTES; at < dataEnd; at++) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      if (at < last) {
        const error = await errorOf(tapes.open(damaged).then((reader) => tapes.recordsOf(reader)));
        const number = blocks.findIndex((block) => at < block.end);
        expect(error.code).toBe('BAD_CHECKSUM');
        expect(error.message).toContain(`block ${number} `);
        expect(error.details.offset).toBe(blocks[number]?.offset);
        continue;
      }
      // The last block cannot be told from one that a crash left half written.
      const reader = await tapes.open(damaged);
      expect(reader.recovered).toEqual({ droppedBytes: dataEnd - last });
      const records = await tapes.recordsOf(reader);
      expectSame(records, bytes.subarray(0, records.length));
      expect(reader.blockCount).toBe(blocks.length - 2);
    }
  });

  test('zeros or noise behind the last block are a torn tail', async () => {
    const bytes = sampleRecords(40, 17);
    const closed = await tapes.tapeOf(bytes, { blockBytes: 900 });
    const whole = closed.subarray(0, blocksOf(closed).at(-1)?.offset);
    for (const tail of [new Uint8Array(5), new Uint8Array(300_000), randomBytes(2_500_000)]) {
      const reader = await tapes.open(new Uint8Array(Buffer.concat([whole, tail])));
      expect(reader.recovered).toEqual({ droppedBytes: tail.length });
      expectSame(await tapes.recordsOf(reader), bytes);
    }
    // Damage far in front of the next sound header is found all the same.
    const noise = randomBytes(2_500_000);
    const split = blocksOf(closed)[1]?.offset ?? 0;
    const joined = Buffer.concat([whole.subarray(0, split), noise, whole.subarray(split)]);
    const error = await errorOf(tapes.open(new Uint8Array(joined)));
    expect(error.message).toContain(`next block at byte ${split + noise.length}`);
    expect(error.details.offset).toBe(split);
  });

  test('what is no tape', async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(64), randomBytes(500)])
      expect((await errorOf(tapes.open(bytes))).code).toBe('NOT_A_TAPE');
  });
});

describe('other versions', () => {
  /** The tape with block 1 changed by `change`, sealed again. */
  async function changed(change: (block: TapeBlockView) => void): Promise<Uint8Array> {
    const bytes = await tapes.tapeOf(sampleRecords(60, 18), { blockBytes: 900 });
    const blocks = blocksOf(bytes);
    const { checksum } = tapes.encode.host;
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
    const bytes = sampleRecords(60, 18);
    const reader = await tapes.open(
      await changed((block) => {
        block.kind = 0x80 | 9;
        block.version = 7;
      }),
    );
    const all = await tapes.open(await tapes.tapeOf(bytes, { blockBytes: 900 }));
    expect(reader.blockCount).toBe(all.blockCount - 1);
    expect([...reader.blocks()].map((block) => block.blockNumber).slice(0, 2)).toEqual([0, 2]);
  });

  test('a block of an unknown kind, codec or version that may not is refused', async () => {
    const kind = await errorOf(tapes.open(await changed((block) => void (block.kind = 9))));
    expect([kind.code, kind.details.found]).toEqual(['UNSUPPORTED_BLOCK', 'kind 9']);
    const version = await errorOf(tapes.open(await changed((block) => void (block.version = 2))));
    expect([version.code, version.details.found]).toEqual(['UNSUPPORTED_VERSION', '2']);
    const codec = await tapes.open(await changed((block) => void (block.codec = 5)));
    expect((await errorOf(tapes.recordsOf(codec))).code).toBe('UNSUPPORTED_BLOCK');
    const large = await tapes.open(
      await changed((block) => void (block.decodedLength = RECORD_MAX * 2)),
    );
    expect((await errorOf(tapes.recordsOf(large))).code).toBe('TOO_LARGE');
    const raw = await tapes.open(await changed((block) => void (block.rawLength -= 1)));
    expect((await errorOf(tapes.recordsOf(raw))).code).toBe('BAD_BLOCK');
    const decoded = await tapes.open(await changed((block) => void (block.decodedLength -= 16)));
    const error = await errorOf(tapes.recordsOf(decoded));
    expect(error.code).toBe('BAD_BLOCK');
    expect(error.message).toContain('block 1 ');
  });

  test('a head of a newer version is refused', async () => {
    const bytes = await tapes.tapeOf(sampleRecords(5, 19));
    const view = new DataView(bytes.buffer);
    view.setUint32(8, 2, true);
    view.setUint32(28, tapes.encode.host.checksum(bytes.subarray(0, 28)), true);
    const error = await errorOf(tapes.open(bytes));
    expect([error.code, error.details.found]).toEqual(['UNSUPPORTED_VERSION', '2']);
    expect(TRAILER_BYTES).toBe(32);
  });
});
