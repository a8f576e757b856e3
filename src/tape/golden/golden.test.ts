// Tapes of every format version stay readable, and the writer's bytes do not change unnoticed.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createCore } from '../../core/core.ts';
import { loadCompression } from '../../fs/compression.ts';
import { memoryFile } from '../../fs/memory.ts';
import { createTapeHost, TapeDecodeBuffers } from '../buffers.ts';
import { TapeReader } from '../reader.ts';
import { dump, goldenKeyframe, goldenRecords } from './records.ts';
import { writeGolden } from './write.ts';

const load = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(name, import.meta.url)));
const textOf = (name: string): string => new TextDecoder().decode(load(name));

/** Text of the stream, and of the first keyframe. */
async function read(tape: Uint8Array, kind: 'platform' | 'portable'): Promise<string> {
  const core = await createCore({ build: 'unshared', memoryBytes: 16 << 20 });
  const host = await createTapeHost(core, await loadCompression(kind));
  const reader = await TapeReader.open(memoryFile(tape), new TapeDecodeBuffers(host, 1 << 16));
  let text = '';
  for await (const { start, end } of reader.records()) text += dump(core.bytes.slice(start, end));
  const keyframe = [...reader.blocks()].find((block) => block.kind === 'keyframe');
  expect(keyframe?.partsLeft).toBe(0);
  const { start, end } = await reader.readBlock(keyframe?.index ?? -1);
  return `${text}\n${dump(core.bytes.slice(start, end))}`;
}

test.each([
  ['v1-plain.tape', 'platform'],
  ['v1-zstd.tape', 'platform'],
  ['v1-zstd.tape', 'portable'],
] as const)('%s holds the records of v1.txt (%s)', async (name, kind) => {
  expect(await read(load(name), kind)).toBe(textOf('v1.txt'));
});

test('the records of v1.txt are those written by hand', () => {
  expect(`${dump(goldenRecords())}\n${dump(goldenKeyframe())}`).toBe(textOf('v1.txt'));
});

test('they make the bytes of v1-plain.tape again', async () => {
  expect(Buffer.compare(await writeGolden('none'), load('v1-plain.tape'))).toBe(0);
});

test('one changed digit of the text is seen', async () => {
  const changed = textOf('v1.txt').replace('6180030', '6180031');
  expect(await read(load('v1-plain.tape'), 'platform')).not.toBe(changed);
});
