import { expect, test } from 'vitest';
import { type Compression, loadCompression } from './compression.ts';

const content = Uint8Array.from({ length: 20_000 }, (_, i) => (Math.imul(i, i + 7) >>> 3) % 61);

async function frameOf(): Promise<Uint8Array> {
  const { compress } = await loadCompression();
  if (compress === undefined) throw new Error('Node has zstd');
  return compress(content, 1);
}

test.each(['platform', 'portable'] as const)(
  '%s decodes frames, and refuses others',
  async (kind) => {
    const compression: Compression = await loadCompression(kind);
    const frame = await frameOf();
    expect(frame.length).toBeLessThan(content.length);
    expect(new Uint8Array(compression.decompress(frame, content.length))).toEqual(content);
    for (const length of [0, 100, content.length - 1])
      expect(() => compression.decompress(frame, length)).toThrow('a zstd frame cannot be decoded');
    for (const broken of [
      new Uint8Array(0),
      new Uint8Array(40),
      frame.subarray(0, frame.length - 9),
    ])
      expect(() => compression.decompress(broken, content.length)).toThrow(
        expect.objectContaining({ code: 'CORRUPT_FRAME' }),
      );
  },
);

test('the platform refuses a frame shorter than said', async () => {
  const compression = await loadCompression();
  const frame = await frameOf();
  expect(() => compression.decompress(frame, content.length + 1)).toThrow('found 20000');
});

test('the CRC-32 of Node', async () => {
  const { crc32 } = await loadCompression();
  expect(crc32?.(new TextEncoder().encode('123456789'), 0)).toBe(0xcbf43926);
});
