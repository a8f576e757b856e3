// Writes a generated market as a recording, for machines without real ones:
// node bench/micro/ours/generate-recording.ts FILE
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createCore } from '../../../src/core/core.ts';
import { generateFrames } from '../../../src/generate/frames.ts';

/** About as many events as the USD-M recording has. */
const EVENTS = 500_000;

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: generate-recording.ts FILE');
  process.exit(2);
}
mkdirSync(dirname(file), { recursive: true });

async function* copies(): AsyncGenerator<Uint8Array> {
  const core = await createCore({ memoryBytes: 256 << 20 });
  // A chunk belongs to us until the next one; a stream may hold it longer.
  for await (const chunk of generateFrames(core, { seed: 1, events: EVENTS })) yield chunk.slice();
}

await pipeline(Readable.from(copies()), createWriteStream(file));
