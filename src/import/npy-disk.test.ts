// hftbacktest tapes through real files: what numpy reads is what was written.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCore } from '../core/core.ts';
import { openAppendFile, openByteSource } from '../fs/node-files.ts';
import { writeNpy } from './npy-export.ts';
import { encodeNpyHeader } from './npy-header.ts';
import { openNpy } from './npy-source.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outcry-npy-disk-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a copy by way of records equals the file', async () => {
  const core = await createCore({ build: 'unshared', memoryBytes: 2 ** 28 });
  const count = 50_000;
  const rows = Buffer.alloc(count * 64);
  for (let i = 0; i < count; i++) {
    // Depth rows of both orders, bids and asks by turns of 7.
    const side = Math.floor(i / 7) % 2 === 0 ? 2n : 1n;
    rows.writeBigUInt64LE(1n | ((12n | side) << 28n), i * 64);
    rows.writeBigInt64LE(BigInt(Math.floor(i / 14)), i * 64 + 8);
    rows.writeBigInt64LE(BigInt(Math.floor(i / 14) + 5), i * 64 + 16);
    rows.writeDoubleLE((618_000 + (i % 50)) / 10, i * 64 + 24);
    rows.writeDoubleLE((i % 1_000) / 1_000, i * 64 + 32);
  }
  const path = join(folder, 'tape.npy');
  writeFileSync(path, Buffer.concat([encodeNpyHeader(count), rows]));
  const file = await openAppendFile(join(folder, 'copy.npy'));
  const open = async () =>
    openNpy(await openByteSource(path), { core, symbol: 'S', assignId: () => 0 });
  const report = await writeNpy(file, { core, open });
  await file.close();
  expect(report).toMatchObject({ rows: count, duplicatedRows: 0, skippedRecords: 0 });
  expect(report.records).toBe(Math.ceil(count / 14));
  expect(readFileSync(join(folder, 'copy.npy')).equals(readFileSync(path))).toBe(true);
});
