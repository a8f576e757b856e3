import { expect, test } from 'vitest';
import { MemoryFile, memoryFile } from './memory.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test('appends, reads anywhere, cuts', async () => {
  const file = new MemoryFile('m', bytes(1, 2));
  await file.append(bytes(3, 4, 5));
  expect(file.content).toEqual(bytes(1, 2, 3, 4, 5));
  const target = new Uint8Array(3);
  expect(await file.read(3, target)).toBe(2);
  expect(target).toEqual(bytes(4, 5, 0));
  expect(await file.read(9, target)).toBe(0);
  await file.truncate(1);
  await file.truncate(4);
  expect(await file.size()).toBe(1);
  await file.append(bytes(9));
  expect(file.content).toEqual(bytes(1, 9));
  await file.sync();
  expect(file.syncs).toBe(1);
  expect(await memoryFile(bytes(7, 8)).size()).toBe(2);
});

test('a full disk stores what fits; a dead one cannot be cut', async () => {
  const file = new MemoryFile('m');
  file.faults.diskBytes = 3;
  await file.append(bytes(1, 2));
  await expect(file.append(bytes(3, 4))).rejects.toThrow('m: no space is left');
  expect(file.content).toEqual(bytes(1, 2, 3));
  await expect(file.append(bytes(5))).rejects.toMatchObject({ code: 'DISK_FULL' });
  file.faults.isDead = true;
  await expect(file.truncate(0)).rejects.toMatchObject({ code: 'FILE_FAILED' });
  expect(file.content).toEqual(bytes(1, 2, 3));
});

test('reads may be short', async () => {
  const file = new MemoryFile('m', bytes(1, 2, 3));
  file.faults.readBytesMax = 2;
  expect(await file.read(0, new Uint8Array(3))).toBe(2);
});
