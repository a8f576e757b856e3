// Writes the tape of the golden records. Run as a program it makes the files of the present
// version: node src/tape/golden/write.ts
import { fileURLToPath } from 'node:url';
import { createCore } from '../../core/core.ts';
import { MemoryFile } from '../../fs/memory.ts';
import { openAppendFile } from '../../fs/node-files.ts';
import { createTapeHost, TapeEncodeBuffers } from '../buffers.ts';
import { TAPE_VERSION } from '../format.ts';
import { TapeWriter } from '../writer.ts';
import { dump, goldenKeyframe, goldenRecords } from './records.ts';

/** Bytes of the golden tape under `codec`. */
export async function writeGolden(codec: 'none' | 'zstd'): Promise<Uint8Array> {
  const core = await createCore({ memoryBytes: 16 << 20 });
  const buffers = new TapeEncodeBuffers(await createTapeHost(core), 1 << 16);
  const records = goldenRecords();
  const start = core.alloc(records.length, 'records');
  core.bytes.set(records, start);
  const keyframe = goldenKeyframe();
  const keyframeStart = core.alloc(keyframe.length, 'keyframe');
  core.bytes.set(keyframe, keyframeStart);
  const file = new MemoryFile('golden.tape');
  const writer = await TapeWriter.create(file, buffers, {
    codec,
    blockBytes: 1024,
    keyframe: () => ({ start: keyframeStart, end: keyframeStart + keyframe.length }),
    keyframeBytes: 250,
  });
  for (let at = 0; at < records.length; ) {
    const size = core.view.getUint32(start + at, true);
    await writer.write(start + at, start + at + size);
    at += size;
  }
  await writer.close();
  return file.content.slice();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = `${dump(goldenRecords())}\n${dump(goldenKeyframe())}`;
  for (const [name, bytes] of [
    [`v${TAPE_VERSION}-plain.tape`, await writeGolden('none')],
    [`v${TAPE_VERSION}-zstd.tape`, await writeGolden('zstd')],
    [`v${TAPE_VERSION}.txt`, new TextEncoder().encode(text)],
  ] as const) {
    const file = await openAppendFile(fileURLToPath(new URL(name, import.meta.url)));
    await file.truncate(0);
    await file.append(bytes);
    await file.close();
  }
}
