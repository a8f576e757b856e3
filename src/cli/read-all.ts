// A whole input in memory, for work that is done on it many times.
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';

const BYTES_MAX = 1 << 30;

/** @throws OutcryError TOO_LARGE above 1 GiB; what the source throws. Closes the source. */
export async function readAll(source: ByteSource): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of source.chunks()) {
      length += chunk.length;
      if (length > BYTES_MAX)
        throw new OutcryError('TOO_LARGE', 'input', 'too large to be held in memory', {
          where: source.name,
          expected: `at most ${BYTES_MAX} bytes`,
        });
      parts.push(chunk.slice());
    }
  } finally {
    await source.close();
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
