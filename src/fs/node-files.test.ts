import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OutcryError } from '../errors/outcry-error.ts';
import { decompress } from './node-decompress.ts';
import { openAppendFile, openByteSource, openRandomAccess } from './node-files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** Everything that arrives before the end or the error, and the error. */
async function drain(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ bytes: Buffer; error: OutcryError | undefined }> {
  const parts: Uint8Array[] = [];
  try {
    for await (const chunk of chunks) parts.push(chunk.slice());
  } catch (error) {
    if (!(error instanceof OutcryError)) throw error;
    return { bytes: Buffer.concat(parts), error };
  }
  return { bytes: Buffer.concat(parts), error: undefined };
}

async function readAll(path: string): Promise<{ bytes: Buffer; error: OutcryError | undefined }> {
  const source = await openByteSource(path);
  const result = await drain(source.chunks());
  await source.close();
  return result;
}

async function* split(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof OutcryError)) return `no OutcryError: ${String(error)}`;
  expect(error.message).toContain(': ');
  return error.code;
}

const TEXT = Buffer.from(
  Array.from({ length: 60_000 }, (_, i) => `row ${(i * 7919) % 10007}\n`).join(''),
);

describe('compressed input', () => {
  const forms: [string, Uint8Array, Buffer][] = [
    ['plain', TEXT, TEXT],
    ['gzip', gzipSync(TEXT), TEXT],
    ['two members', Buffer.concat([gzipSync(TEXT), gzipSync(TEXT)]), Buffer.concat([TEXT, TEXT])],
    ['zstd', zstdCompressSync(TEXT), TEXT],
    [
      'zstd frames with a skippable one between',
      Buffer.concat([
        zstdCompressSync(TEXT),
        Buffer.from([0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]),
        zstdCompressSync(TEXT),
        zstdCompressSync(Buffer.alloc(0)),
      ]),
      Buffer.concat([TEXT, TEXT]),
    ],
  ];

  test.each(forms)('%s gives the same bytes', async (name, compressed, expected) => {
    const { bytes, error } = await readAll(file(`form-${name}.any`, compressed));
    expect(error).toBeUndefined();
    expect(bytes.equals(expected)).toBe(true);
  });

  test('member and frame borders may lie anywhere in the chunks', async () => {
    const size = fc.integer({ min: 1, max: 400 });
    const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(parts, size, fc.boolean(), async (plain, chunk, isZstd) => {
        const pack = isZstd ? zstdCompressSync : gzipSync;
        const bytes = Buffer.concat(plain.map((part) => pack(part)));
        const format = isZstd ? 'zstd' : 'gzip';
        const result = await drain(decompress(split(bytes, chunk), format, 'test'));
        expect(result.error).toBeUndefined();
        expect(result.bytes.equals(Buffer.concat(plain))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a truncated gzip file delivers what it holds, then names file and offset', async () => {
    const whole = gzipSync(TEXT);
    const path = file('cut.gz', whole.subarray(0, whole.length >> 1));
    const { bytes, error } = await readAll(path);
    expect(bytes.length).toBeGreaterThan(TEXT.length / 3);
    expect(TEXT.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect(error?.code).toBe('TRUNCATED_FILE');
    expect(error?.details).toMatchObject({ where: path, offset: bytes.length });
  });

  test('a truncated zstd file delivers its whole blocks', async () => {
    const whole = zstdCompressSync(TEXT);
    for (const cut of [2, 5, whole.length >> 1, whole.length - 1]) {
      const { bytes, error } = await readAll(file('cut.zst', whole.subarray(0, cut)));
      if (cut < 4) {
        // Too short to be known as zstd: plain bytes.
        expect(error).toBeUndefined();
        continue;
      }
      expect(error?.code).toBe('TRUNCATED_FILE');
      expect(error?.details.offset).toBe(bytes.length);
      expect(TEXT.subarray(0, bytes.length).equals(bytes)).toBe(true);
    }
  });

  test('damage in the middle is found, and what came before it is delivered', async () => {
    for (const pack of [gzipSync, zstdCompressSync]) {
      const bad = Buffer.concat([pack(TEXT), pack(TEXT)]);
      bad.fill(0xff, Math.floor(bad.length * 0.8), Math.floor(bad.length * 0.8) + 40);
      const { bytes, error } = await readAll(file('bad.any', bad));
      expect(error?.code).toBe('CORRUPT_FILE');
      expect(bytes.length).toBeGreaterThanOrEqual(TEXT.length / 2);
      expect(TEXT.equals(bytes.subarray(0, TEXT.length))).toBe(bytes.length >= TEXT.length);
    }
  });

  test('a wrong checksum and bytes after the end are faults', async () => {
    const wrong = gzipSync(TEXT);
    wrong[wrong.length - 6] = (wrong[wrong.length - 6] ?? 0) ^ 1;
    expect((await readAll(file('crc.gz', wrong))).error?.code).toBe('CORRUPT_FILE');
    for (const pack of [gzipSync, zstdCompressSync]) {
      const tail = Buffer.concat([pack(TEXT), Buffer.from('more bytes that are not compressed')]);
      const { bytes, error } = await readAll(file('tail.any', tail));
      expect(error?.code).toBe('CORRUPT_FILE');
      expect(bytes.length).toBeGreaterThan(TEXT.length - 131_072);
    }
  });

  test('a reader that stops early leaves no error behind', async () => {
    const source = await openByteSource(file('stop.gz', gzipSync(TEXT)));
    for await (const chunk of source.chunks()) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await source.close();
  });

  test('consumed bytes reach the size of the file', async () => {
    const packed = gzipSync(TEXT);
    const source = await openByteSource(file('progress.gz', packed));
    expect(source.sizeBytes).toBe(packed.length);
    await drain(source.chunks());
    expect(source.consumedBytes).toBe(packed.length);
    await source.close();
  });

  test('a gzip member written by hand in stored and fixed blocks is read', async () => {
    const body = deflateRawSync(TEXT, { level: 0 });
    const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    const tail = Buffer.alloc(8);
    tail.writeUInt32LE(crc32(TEXT), 0);
    tail.writeUInt32LE(TEXT.length, 4);
    const { bytes, error } = await readAll(file('hand.gz', Buffer.concat([head, body, tail])));
    expect(error).toBeUndefined();
    expect(bytes.equals(TEXT)).toBe(true);
  });
});

describe('files that cannot be read', () => {
  test('missing, directory, empty', async () => {
    const missing = join(folder, 'nothing-here');
    expect(await codeOf(openByteSource(missing))).toBe('FILE_MISSING');
    expect(await codeOf(openRandomAccess(missing))).toBe('FILE_MISSING');
    expect(await codeOf(openByteSource(join(missing, 'deeper')))).toBe('FILE_MISSING');
    expect(await codeOf(openByteSource(folder))).toBe('IS_DIRECTORY');
    expect(await codeOf(openRandomAccess(folder))).toBe('IS_DIRECTORY');
    expect(await codeOf(openAppendFile(folder))).toBe('IS_DIRECTORY');
    expect(await codeOf(openByteSource(file('empty', '')))).toBe('EMPTY_FILE');
    expect((await readAll(file('empty.gz', gzipSync('')))).error?.code).toBe('EMPTY_FILE');
    expect((await readAll(file('empty.zst', zstdCompressSync('')))).error?.code).toBe('EMPTY_FILE');
    expect(await codeOf(openAppendFile(join(missing, 'x')))).toBe('FILE_MISSING');
  });

  const isRoot = process.getuid?.() === 0;
  test.skipIf(isRoot)('no permission (root may read everything, so not as root)', async () => {
    const path = file('secret', 'x');
    chmodSync(path, 0);
    expect(await codeOf(openByteSource(path))).toBe('NO_PERMISSION');
    expect(await codeOf(openAppendFile(path))).toBe('NO_PERMISSION');
  });
});

test('standard input: plain and gzip, byte by byte, and empty', () => {
  const module = JSON.stringify(new URL('node-files.ts', import.meta.url).href);
  const script = `
    import { openByteSource } from ${module};
    try {
      const source = await openByteSource('-');
      let n = 0;
      for await (const chunk of source.chunks()) n += chunk.length;
      console.log(source.name, n);
    } catch (error) { console.log(error.code); }`;
  const run = (input: Uint8Array) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', script], { input }).stdout.toString();
  expect(run(TEXT)).toBe(`standard input ${TEXT.length}\n`);
  expect(run(gzipSync(TEXT))).toBe(`standard input ${TEXT.length}\n`);
  expect(run(Buffer.from('ab'))).toBe('standard input 2\n');
  expect(run(Buffer.alloc(0))).toBe('EMPTY_FILE\n');
});

describe('files that grow', () => {
  test('append, read back, overwrite, truncate, append after reopening', async () => {
    const path = join(folder, 'grow');
    const first = await openAppendFile(path);
    await first.append(Buffer.from('hello '));
    await first.append(Buffer.from('world'));
    await first.overwrite(0, Buffer.from('H'));
    await first.sync();
    expect(first.length).toBe(11);
    await first.close();
    const again = await openAppendFile(path);
    expect(again.length).toBe(11);
    await again.truncate(6);
    await again.append(Buffer.from('you'));
    const target = new Uint8Array(20);
    expect(await again.read(1, target)).toBe(8);
    expect(await again.size()).toBe(9);
    await again.close();
    expect(readFileSync(path, 'utf8')).toBe('Hello you');
  });

  test.skipIf(process.platform !== 'linux')(
    'a full disk is DISK_FULL with file and bytes',
    async () => {
      const out = await openAppendFile('/dev/full');
      const error = await out.append(Buffer.from('x')).catch((cause: unknown) => cause);
      expect(error).toMatchObject({ code: 'DISK_FULL', details: { where: '/dev/full' } });
      expect((error as Error).message).toContain('0 bytes written');
      await out.close();
    },
  );

  test('a full small file system keeps every whole append', async (context) => {
    const mount = join(folder, 'small');
    await mkdir(mount);
    const made = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mount]);
    if (made.status !== 0) return context.skip('mounting a tmpfs is not allowed here');
    try {
      const path = join(mount, 'out');
      const out = await openAppendFile(path);
      const part = Buffer.alloc(10_000, 'a');
      let whole = 0;
      let error: unknown;
      while (error === undefined)
        await out.append(part).then(
          () => whole++,
          (cause: unknown) => {
            error = cause;
          },
        );
      expect(error).toMatchObject({ code: 'DISK_FULL', details: { where: path } });
      expect(whole).toBeGreaterThan(3);
      expect(out.length).toBe(whole * part.length);
      await out.close();
      expect(readFileSync(path).length).toBe(whole * part.length);
    } finally {
      spawnSync('umount', [mount]);
    }
  });
});
