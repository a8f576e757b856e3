// A year of small files in one run: memory and open files do not grow with their number.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCore } from '../core/core.ts';
import { MemoryFile } from '../fs/memory.ts';
import { openByteSource } from '../fs/node-files.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import { openRecording } from '../import/recording.ts';
import { createTapeHost, TapeEncodeBuffers } from '../tape/buffers.ts';
import { TapeWriter } from '../tape/writer.ts';
import { COMMAND } from '../testing/cli.ts';
import { tradeLine } from '../testing/trade-lines.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-many-'));
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const RECORDINGS = 600;
const TAPES = 300;
const LINES = 20;
const MIB = 1 << 20;
/** Of the process at work on one file, 110 MiB; the buffers of one recording and one tape, 30. */
const RSS_MAX = 320 * MIB;

const text = (file: number): string =>
  Array.from({ length: LINES }, (_, i) => tradeLine(file * LINES + i)).join('');

beforeAll(async () => {
  const core = await createCore({ build: 'unshared', memoryBytes: 64 * MIB });
  const buffers = new TapeEncodeBuffers(await createTapeHost(core));
  for (let i = 0; i < RECORDINGS; i++) writeFileSync(join(cwd, `${i}.jsonl`), text(i));
  for (let i = RECORDINGS; i < RECORDINGS + TAPES; i++) {
    const { assignId, describe: known } = new InstrumentRegistry();
    const path = join(cwd, 'now.jsonl');
    writeFileSync(path, text(i));
    const options = { core, assignId, describe: known };
    const recording = await openRecording(await openByteSource(path), options);
    const file = new MemoryFile();
    const writer = await TapeWriter.create(file, buffers);
    for (let part = await recording.next(); part !== undefined; part = await recording.next())
      await writer.write(part.start, part.end);
    await writer.close();
    writeFileSync(join(cwd, `${i}.tape`), file.content);
  }
});

describe('600 recordings and 300 tapes', () => {
  it('run with 100 open files and the memory of a few', () => {
    const names = Array.from({ length: RECORDINGS + TAPES }, (_, i) =>
      i < RECORDINGS ? `${i}.jsonl` : `${i}.tape`,
    );
    const args = [
      '-c',
      'ulimit -n 100; exec "$@"',
      'bash',
      ...COMMAND,
      'replay',
      '--json',
      ...names,
    ];
    const { stdout, stderr, status } = spawnSync('bash', args, { cwd, encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const report: unknown = JSON.parse(stdout);
    const events = (RECORDINGS + TAPES) * LINES;
    expect(report).toMatchObject({ events, byKind: { trade: events }, gaps: 0, slowPath: 0 });
    expect(report).toHaveProperty(
      'peakMemoryBytes',
      expect.toSatisfy((n: number) => n < RSS_MAX),
    );
  });
});
