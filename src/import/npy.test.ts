import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordFlag, RecordKind } from '../abi/records.ts';
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { openZipMember } from '../fs/node-zip.ts';
import { createZip } from '../fs/node-zip-writer.ts';
import { bytesSource, collectRecords, type PlainRecord } from '../testing/collect-records.ts';
import { writeNpy, writeNpz } from './npy-export.ts';
import { encodeNpyHeader, parseNpyHeader } from './npy-header.ts';
import { type NpyOptions, openNpy } from './npy-source.ts';

let core: Core;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-npy-'));
  core = await createCore({ build: 'unshared', memoryBytes: 2 ** 31 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Row {
  readonly kind: number;
  /** ev's four flags, 0..15: 8 exchange, 4 local, 2 buy, 1 sell. */
  readonly flags: number;
  readonly exchange: bigint;
  readonly local: bigint;
  readonly px: number;
  readonly qty: number;
  readonly orderId: bigint;
  readonly ival: bigint;
  readonly fval: number;
}

const EXCHANGE_LOCAL = 12;
const ROW: Row = {
  kind: 1,
  flags: EXCHANGE_LOCAL | 2,
  exchange: 1_000n,
  local: 2_000n,
  px: 100.5,
  qty: 1,
  orderId: 0n,
  ival: 0n,
  fval: 0,
};

function rowBytes(rows: readonly Row[]): Buffer {
  const bytes = Buffer.alloc(rows.length * 64);
  rows.forEach((row, i) => {
    const at = i * 64;
    bytes.writeBigUInt64LE(BigInt(row.kind) | (BigInt(row.flags) << 28n), at);
    bytes.writeBigInt64LE(row.exchange, at + 8);
    bytes.writeBigInt64LE(row.local, at + 16);
    bytes.writeDoubleLE(row.px, at + 24);
    bytes.writeDoubleLE(row.qty, at + 32);
    bytes.writeBigUInt64LE(row.orderId, at + 40);
    bytes.writeBigInt64LE(row.ival, at + 48);
    bytes.writeDoubleLE(row.fval, at + 56);
  });
  return bytes;
}

function npy(rows: readonly Row[]): Buffer {
  return Buffer.concat([encodeNpyHeader(rows.length), rowBytes(rows)]);
}

/** A file in memory that the exporter writes to. */
class MemoryFile {
  bytes = Buffer.alloc(0);
  readonly #limit: number;
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }
  async append(part: Uint8Array): Promise<void> {
    if (this.bytes.length + part.length > this.#limit)
      throw new OutcryError('DISK_FULL', 'environment', 'full', {});
    this.bytes = Buffer.concat([this.bytes, part]);
  }
  async overwrite(offset: number, part: Uint8Array): Promise<void> {
    this.bytes.set(part, offset);
  }
}

function options(more: Partial<NpyOptions> = {}): NpyOptions {
  return { core, symbol: 'BTCUSDT', assignId: () => 3, ...more };
}

async function load(
  bytes: Uint8Array,
  chunkBytes = 65536,
  more: Partial<NpyOptions> = {},
): Promise<{ records: PlainRecord[]; error: unknown }> {
  try {
    const source = await openNpy(bytesSource(bytes, 'test.npy', chunkBytes), options(more));
    return await collectRecords(source, core);
  } catch (error) {
    return { records: [], error };
  }
}

/** An arena does not shrink: each test has its own, which holds the sources of that test. */
async function freshCore(): Promise<void> {
  core = await createCore({ build: 'unshared', memoryBytes: 2 ** 28 });
}

const anyRow = fc.record({
  kind: fc.constantFrom(1, 1, 1, 1, 2, 2, 3, 4, 4, 5, 5, 10, 11, 12, 13),
  flags: fc.oneof(fc.constantFrom(14, 13, 12, 10, 9, 6, 5), fc.integer({ min: 0, max: 15 })),
  exchange: fc.constantFrom(0n, 1_000n, 2_000n, 1723161240123456789n, -5n),
  local: fc.constantFrom(1_500n, 2_500n, 1723161241123456789n),
  px: fc.oneof(
    fc.constantFrom(0, 100.5, 61800.1, 61800.100000000006, 1e-7, -37.63),
    fc.integer({ min: 0, max: 10 ** 9 }).map((n) => n / 1000),
  ),
  qty: fc.oneof(
    fc.constantFrom(0, 0, 1, 0.001, 1e6),
    fc.integer({ min: 0, max: 10 ** 9 }).map((n) => n / 100),
  ),
  orderId: fc.constantFrom(0n, 0n, 0n, 7n, 2n ** 64n - 1n),
  ival: fc.constantFrom(0n, 0n, 0n, 1n, 5n, -1n, 2n ** 62n),
  fval: fc.constantFrom(0, 0, 0, 17, -0, 0.5, Number.NaN, 2 ** 60),
});

describe('npy to records to npy', () => {
  test('is equal to the byte for rows of all kinds and flags', async () => {
    await freshCore();
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        // Repeats make groups; they also make pairs that must not be grouped.
        fc.array(fc.tuple(anyRow, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 5000 }),
        async (drafts, chunk) => {
          const rows = drafts.flatMap(([row, repeat]) =>
            Array.from({ length: repeat }, (_, i) =>
              i === 0 ? row : { ...row, flags: row.flags ^ (i === 2 ? 3 : 0) },
            ),
          );
          const bytes = npy(rows);
          const file = new MemoryFile();
          if (seen++ % 30 === 29) await freshCore();
          await writeNpy(file, {
            core,
            open: () => openNpy(bytesSource(bytes, 'test.npy', chunk), options()),
          });
          expect(file.bytes.equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('known kinds become the records that they are', async () => {
    await freshCore();
    const bid = { ...ROW, flags: EXCHANGE_LOCAL | 2 };
    const ask = { ...ROW, flags: EXCHANGE_LOCAL | 1, px: 101 };
    const later = { exchange: 3_000n, local: 4_000n };
    const { records, error } = await load(
      npy([
        { ...ROW, kind: 3, flags: EXCHANGE_LOCAL, px: 0, qty: 0 },
        { ...bid, kind: 4 },
        { ...ask, kind: 4 },
        bid,
        ask,
        bid,
        { ...ROW, kind: 2, orderId: 9n },
        { ...ROW, kind: 2, orderId: 9n, ival: 3n, fval: 40 },
        { ...bid, kind: 5, ...later, ival: 12n },
        { ...ask, kind: 5, ...later, ival: 12n },
        { ...bid, kind: 3, px: 90, qty: 0 },
        { ...bid, kind: 4, flags: 8 | 2 },
        { ...ROW, kind: 10, orderId: 5n },
        { ...ROW, kind: 13, orderId: 5n, flags: 4 | 1 },
        { ...bid, orderId: 4n },
      ]),
    );
    expect(error).toBeUndefined();
    expect(records[0]).toMatchObject({ kind: 1, flags: 0, id: 3, bookModel: 'L3', priceScale: 1 });
    expect(records.slice(1)).toMatchObject([
      { kind: RecordKind.DepthSnapshot, flags: 3, bids: [[1005n, 1n]], asks: [[1010n, 1n]] },
      { kind: RecordKind.DepthDelta, flags: 3, bids: [[1005n, 1n]], asks: [[1010n, 1n]] },
      { kind: RecordKind.DepthDelta, flags: 3, bids: [[1005n, 1n]], asks: [] },
      { kind: RecordKind.Trade, flags: 7, tradeId: 9n, firstTradeId: -1n, lastTradeId: -1n },
      {
        kind: RecordKind.Trade,
        flags: 7 | RecordFlag.Aggregate,
        firstTradeId: 40n,
        lastTradeId: 42n,
      },
      {
        kind: RecordKind.Bbo,
        flags: 3,
        recv: 4_000n,
        exchange: 3_000n,
        bidPrice: 1005n,
        askPrice: 1010n,
        seq: 12n,
      },
      { kind: RecordKind.DepthClear, flags: 7, price: 900n, qty: 0n },
      { kind: RecordKind.DepthDelta, flags: 1 | RecordFlag.Aggregate, bids: [[1005n, 1n]] },
      { kind: RecordKind.OrderAdd, flags: 7, orderId: 5n, price: 1005n },
      { kind: RecordKind.OrderExecute, flags: 10, orderId: 5n },
      { kind: RecordKind.DepthSingle, flags: 7, orderId: 4n },
    ]);
  });

  test('a finer number later widens the scale, and nothing is lost', async () => {
    await freshCore();
    const many = Array.from({ length: 30_000 }, (_, i) => ({ ...ROW, local: BigInt(i) }));
    const bytes = npy([...many, { ...ROW, px: 100.125, qty: 0.5, local: 30_000n }, ROW]);
    const { records } = await load(bytes);
    const definitions = records.filter((r) => r.kind === RecordKind.Definition);
    expect(definitions.at(-1)).toMatchObject({ priceScale: 3, qtyScale: 1 });
    expect(records.at(-1)).toMatchObject({ bids: [[100500n, 10n]] });
    const file = new MemoryFile();
    await writeNpy(file, { core, open: () => openNpy(bytesSource(bytes), options()) });
    expect(file.bytes.equals(bytes)).toBe(true);
  });
});

describe('bad rows', () => {
  test.each([
    ['NaN', { px: Number.NaN }, /row 1: px.*found NaN/],
    ['infinity', { qty: Number.POSITIVE_INFINITY }, /row 1: qty.*Infinity/],
    ['minus zero', { px: -0 }, /row 1: px.*found -0/],
    ['minus zero quantity', { qty: -0 }, /row 1: qty.*found -0/],
    ['too large', { px: 1e19 }, /row 1: px/],
    ['too fine', { px: 1.5e-19 }, /row 1: px/],
    ['too many digits together', { px: 0.1 + 0.2, qty: 1 }, /row \d: px.*at scale 17/],
    ['negative quantity', { qty: -1 }, /row 1: qty: a negative/],
    ['unknown kind', { kind: 6 }, /row 1: unknown kind.*found 6/],
    ['kind 0', { kind: 0 }, /row 1: unknown kind/],
    ['unknown flag', { kind: 1 | (1 << 27) }, /row 1: unknown flags/],
  ])('%s', async (_, change, message) => {
    await freshCore();
    const { records, error } = await load(npy([ROW, { ...ROW, ...change }, ROW]), 100);
    expect(error).toBeInstanceOf(OutcryError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toMatch(/^test\.npy at byte \d/);
    // The row before is there, unless it is the one that the other leaves no room for.
    if (String(error).includes('row 1'))
      expect(records).toMatchObject([{ kind: 1 }, { bids: [[1005n, 1n]] }]);
  });

  test('high half of ev, truncated rows, rows too many, no rows, cut header', async () => {
    await freshCore();
    const bad = npy([ROW]);
    bad[256 + 6] = 1;
    expect(String((await load(bad)).error)).toMatch(/unknown flags/);
    const two = npy([ROW, ROW]);
    const cut = await load(two.subarray(0, two.length - 1));
    expect(cut.error).toMatchObject({ code: 'TRUNCATED_FILE' });
    expect(cut.records).toHaveLength(2);
    expect((await load(Buffer.concat([two, rowBytes([ROW])]))).error).toMatchObject({
      code: 'CORRUPT_FILE',
    });
    expect((await load(Buffer.concat([two, Buffer.alloc(3)]))).error).toMatchObject({
      code: 'CORRUPT_FILE',
    });
    expect((await load(npy([]))).error).toMatchObject({ code: 'NO_RECORDS' });
    expect((await load(two.subarray(0, 100))).error).toMatchObject({ code: 'TRUNCATED_FILE' });
    expect((await load(Buffer.from('PK'))).error).toMatchObject({ code: 'TRUNCATED_FILE' });
  });
});

describe('files', () => {
  const rows = Array.from({ length: 5_000 }, (_, i) => ({
    ...ROW,
    px: 100 + (i % 50) / 10,
    local: BigInt(i),
  }));

  test('npz both ways, and what is no such archive', async () => {
    await freshCore();
    const path = join(folder, 'tape.npz');
    const bytes = npy(rows);
    const zip = createZip(path, 'data.npy');
    await writeNpz(zip, { core, open: () => openNpy(bytesSource(bytes), options()) });
    await zip.finish();
    const member = await openZipMember(path, 'data.npy');
    const parts: Uint8Array[] = [];
    for await (const chunk of member.chunks()) parts.push(chunk.slice());
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    await member.close();
    const code = async (name: string, content: Uint8Array, which = 'data.npy') => {
      writeFileSync(join(folder, name), content);
      return openZipMember(join(folder, name), which).then(
        () => 'opened',
        (error: OutcryError) => error.code,
      );
    };
    const archive = readFileSync(path);
    expect(await code('cut.npz', archive.subarray(0, archive.length - 30))).toBe('BAD_ZIP');
    expect(await code('other.npz', archive, 'array.npy')).toBe('BAD_ZIP');
    expect(await code('none.npz', Buffer.from('not a zip archive at all'))).toBe('BAD_ZIP');
    expect(await code('empty.npz', Buffer.alloc(0))).toBe('EMPTY_FILE');
    await expect(openZipMember(join(folder, 'missing'), 'x')).rejects.toMatchObject({
      code: 'FILE_MISSING',
    });
    await expect(openZipMember(folder, 'x')).rejects.toMatchObject({ code: 'IS_DIRECTORY' });
    // A flipped bit inside the member is found by decoder or checksum.
    const flipped = Buffer.from(archive);
    flipped[200] = (flipped[200] ?? 0) ^ 8;
    writeFileSync(join(folder, 'flip.npz'), flipped);
    const broken = await openZipMember(join(folder, 'flip.npz'), 'data.npy');
    const read = async () => {
      for await (const chunk of broken.chunks()) expect(chunk.length).toBeGreaterThan(0);
    };
    await expect(read()).rejects.toMatchObject({ code: 'CORRUPT_FILE' });
  });

  test('an archive that cannot be written is one clear error, and no half file stays', async () => {
    await freshCore();
    const bytes = npy(rows);
    const write = async (path: string) => {
      const zip = createZip(path, 'data.npy');
      try {
        await writeNpz(zip, { core, open: () => openNpy(bytesSource(bytes), options()) });
        await zip.finish();
        return 'written';
      } catch (error) {
        await zip.abort();
        if (!(error instanceof OutcryError)) throw error;
        expect(error.details.where).toBe(path);
        return error.code;
      }
    };
    expect(await write(join(folder, 'no', 'such', 'folder.npz'))).toBe('FILE_MISSING');
    expect(await write(folder)).toBe('IS_DIRECTORY');
    const broken = createZip(join(folder, 'half.npz'), 'data.npy');
    const cut = bytes.subarray(0, 100_000);
    await expect(
      writeNpz(broken, { core, open: () => openNpy(bytesSource(cut), options()) }),
    ).rejects.toMatchObject({ code: 'TRUNCATED_FILE' });
    await broken.abort();
    expect(existsSync(join(folder, 'half.npz'))).toBe(false);
  });

  test.skipIf(process.platform !== 'linux')('a full disk under an archive', async () => {
    await freshCore();
    const noise = Array.from({ length: 60_000 }, (_, i) => ({
      ...ROW,
      px: ((i * 7919) % 99_991) / 10,
      qty: ((i * 104_729) % 99_991) / 10,
      local: BigInt(i),
    }));
    const target = join(folder, 'full.npz');
    symlinkSync('/dev/full', target);
    const zip = createZip(target, 'data.npy');
    const write = async () => {
      await writeNpz(zip, { core, open: () => openNpy(bytesSource(npy(noise)), options()) });
      await zip.finish();
    };
    await expect(write()).rejects.toMatchObject({ code: 'DISK_FULL', details: { where: target } });
    await zip.abort();
    // What is no file of ours is not removed.
    expect(lstatSync(target).isSymbolicLink()).toBe(true);
    expect(existsSync('/dev/full')).toBe(true);
  });

  test('a full disk leaves a valid tape of what was written', async () => {
    await freshCore();
    const many = Array.from({ length: 40_000 }, (_, i) => ({ ...ROW, kind: 2, local: BigInt(i) }));
    const bytes = npy(many);
    const file = new MemoryFile(1_000_000);
    const write = writeNpy(file, { core, open: () => openNpy(bytesSource(bytes), options()) });
    await expect(write).rejects.toMatchObject({ code: 'DISK_FULL' });
    const header = parseNpyHeader(file.bytes, 'x');
    expect(header?.rows).toBeGreaterThan(1_000);
    expect(file.bytes.length).toBe(256 + (header?.rows ?? 0) * 64);
    expect(file.bytes.subarray(256).equals(bytes.subarray(256, file.bytes.length))).toBe(true);
    // A source that fails half way does the same.
    const cut = new MemoryFile();
    const short = bytes.subarray(0, 500_000);
    await expect(
      writeNpy(cut, { core, open: () => openNpy(bytesSource(short), options()) }),
    ).rejects.toMatchObject({ code: 'TRUNCATED_FILE' });
    expect(cut.bytes.subarray(256).equals(bytes.subarray(256, cut.bytes.length))).toBe(true);
    expect(cut.bytes.length).toBe(256 + Math.floor((500_000 - 256) / 64) * 64);
  });
});
