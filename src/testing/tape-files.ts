// Tapes in memory for tests: written from bytes, read back to bytes.
import fc from 'fast-check';
import { expect } from 'vitest';
import { TapeBlockView } from '../abi/tape.ts';
import { type Core, createCore } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { MemoryFile, memoryFile } from '../fs/memory.ts';
import { createTapeHost, TapeDecodeBuffers, TapeEncodeBuffers } from '../tape/buffers.ts';
import { BLOCK_BYTES, HEAD_BYTES } from '../tape/format.ts';
import { TapeReader } from '../tape/reader.ts';
import { TapeWriter, type TapeWriterOptions } from '../tape/writer.ts';
import { anyRecord, recordBytes, withoutSlow } from './tape-records.ts';

/** Largest record of the fixtures. */
export const RECORD_MAX = 1 << 18;

/** A core with a tape writer's and a reader's memory. */
export class TapeFixture {
  readonly core: Core;
  readonly encode: TapeEncodeBuffers;
  readonly decode: TapeDecodeBuffers;
  readonly area: number;

  constructor(core: Core, encode: TapeEncodeBuffers, decode: TapeDecodeBuffers) {
    this.core = core;
    this.encode = encode;
    this.decode = decode;
    this.area = core.alloc(4 << 20, 'test records');
  }

  async put(writer: TapeWriter, bytes: Uint8Array): Promise<void> {
    this.core.bytes.set(bytes, this.area);
    await writer.write(this.area, this.area + bytes.length);
  }

  /** The file of a closed tape of `bytes`. */
  async tapeOf(bytes: Uint8Array, options: TapeWriterOptions = {}): Promise<Uint8Array> {
    const file = new MemoryFile('x.tape');
    const writer = await TapeWriter.create(file, this.encode, options);
    await this.put(writer, bytes);
    await writer.close();
    return file.content.slice();
  }

  open(bytes: Uint8Array): Promise<TapeReader> {
    return TapeReader.open(memoryFile(bytes, 'x.tape'), this.decode);
  }

  async recordsOf(reader: TapeReader): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const { start, end } of reader.records())
      parts.push(this.core.bytes.slice(start, end));
    return new Uint8Array(Buffer.concat(parts));
  }
}

export async function createTapeFixture(): Promise<TapeFixture> {
  const core = await createCore({ memoryBytes: 32 << 20 });
  const host = await createTapeHost(core);
  const encode = new TapeEncodeBuffers(host, RECORD_MAX);
  return new TapeFixture(core, encode, new TapeDecodeBuffers(host, RECORD_MAX));
}

/** Records of a seed, as bytes. */
export function sampleRecords(count: number, seed: number): Uint8Array {
  return withoutSlow(recordBytes(fc.sample(anyRecord(false), { numRuns: count, seed })));
}

/** What a promise is rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<OutcryError> {
  const error: unknown = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(OutcryError);
  return error as OutcryError;
}

/** Like toEqual, for large arrays. */
export function expectSame(actual: Uint8Array, expected: Uint8Array): void {
  expect(actual.length).toBe(expected.length);
  expect(Buffer.compare(actual, expected)).toBe(0);
}

interface RawBlock {
  readonly offset: number;
  readonly end: number;
  readonly view: TapeBlockView;
}

/** Blocks of a file, found without the reader. */
export function blocksOf(bytes: Uint8Array): RawBlock[] {
  const blocks: RawBlock[] = [];
  for (let offset = HEAD_BYTES; offset + BLOCK_BYTES <= bytes.length; ) {
    const view = new TapeBlockView(new DataView(bytes.buffer, bytes.byteOffset), offset);
    if (view.magic !== 0x4250_544f) break;
    const end = offset + BLOCK_BYTES + view.storedLength;
    blocks.push({ offset, end, view });
    offset = end;
  }
  return blocks;
}
