// Tapes as sources: a damaged block stops them for good, and many share one memory.
import { describe, expect, it } from 'vitest';
import { createCore } from '../core/core.ts';
import { memoryFile } from '../fs/memory.ts';
import { importMemory, recordingOf } from '../testing/replay-memory.ts';
import { blocksOf, errorOf } from '../testing/tape-files.ts';
import { InstrumentRegistry } from './instrument-registry.ts';
import { openTapeSource } from './tape-source.ts';

const bytes = await recordingOf({ venue: 'binance-usdm', seed: 5, events: 20_000 });
const tape = await importMemory([{ name: 'r', bytes }], {
  blockBytes: 1 << 16,
  keyframeBytes: 1 << 14,
});
const { assignId, describe: known } = new InstrumentRegistry();
const options = async () => ({
  core: await createCore({ build: 'unshared', memoryBytes: 256 << 20 }),
  assignId,
  describe: known,
});

describe('a tape source', () => {
  it('throws the fault of a damaged block again and again, and goes not on behind it', async () => {
    const damaged = tape.slice();
    const data = blocksOf(damaged).filter((b) => b.view.kind === 0);
    expect(data.length).toBeGreaterThan(5);
    const third = data[2]?.end ?? 0;
    damaged[third - 1] = (damaged[third - 1] ?? 0) ^ 1;
    const source = await openTapeSource(memoryFile(damaged, 'd.tape'), await options());
    await source.next();
    await source.next();
    const faults = [];
    for (let i = 0; i < 4; i++) faults.push(await errorOf(source.next()));
    expect(new Set(faults).size).toBe(1);
    expect(faults[0]).toMatchObject({ code: 'BAD_CHECKSUM', details: { where: 'd.tape' } });
    expect(await errorOf(source.seek?.(1n << 62n) ?? Promise.resolve())).toBe(faults[0]);
  });

  it('throws the fault of a damaged keyframe again at the next record', async () => {
    const damaged = tape.slice();
    const last = blocksOf(damaged).findLast((b) => b.view.kind === 1);
    expect(last).toBeDefined();
    const at = (last?.end ?? 0) - 1;
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    const source = await openTapeSource(memoryFile(damaged, 'k.tape'), await options());
    const fault = await errorOf(source.seek?.(1n << 62n) ?? Promise.resolve());
    expect(fault.code).toBe('BAD_CHECKSUM');
    expect(await errorOf(source.next())).toBe(fault);
  });

  it('holds neither file nor memory before its first record and behind its last', async () => {
    const shared = await options();
    let openFiles = 0;
    const file = () => {
      openFiles++;
      const one = memoryFile(tape, 't.tape');
      return {
        name: one.name,
        size: () => one.size(),
        read: (offset: number, target: Uint8Array) => one.read(offset, target),
        close: () => {
          openFiles--;
          return Promise.resolve();
        },
      };
    };
    const reopen = () => Promise.resolve(file());
    const sources = [];
    for (let i = 0; i < 40; i++) sources.push(await openTapeSource(file(), { ...shared, reopen }));
    expect(openFiles).toBe(0);
    const top = shared.core.exports.arenaTop() >>> 0;
    let batches = 0;
    for (const source of sources) while ((await source.next()) !== undefined) batches++;
    expect(batches).toBeGreaterThan(200);
    expect(openFiles).toBe(0);
    expect(shared.core.exports.arenaTop() >>> 0).toBe(top);
  });
});
