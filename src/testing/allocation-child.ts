// Counts what a running replay allocates, in a process of its own: node --expose-gc THIS. Prints
// JSON. The young generation must be so large that nothing is collected while the count runs.
import { PerformanceObserver } from 'node:perf_hooks';
import { Merge } from '../replay/merge.ts';
import { type MemoryInput, openMemory, recordingOf } from './replay-memory.ts';

const EVENTS = 400_000;

async function count(inputs: readonly MemoryInput[]): Promise<object> {
  const { core, engine, sources } = await openMemory(inputs);
  const merge = new Merge(engine, sources);
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  const half = { records: 0n };
  // Warm-up: functions are compiled, buffers have their sizes.
  await merge.run(undefined, 20_000);
  half.records = engine.state.records;
  globalThis.gc?.();
  observer.observe({ entryTypes: ['gc'] });
  const before = {
    events: engine.state.events,
    arena: core.exports.arenaTop(),
    memory: core.memory.buffer.byteLength,
    heap: process.memoryUsage().heapUsed,
  };
  await merge.run();
  const heapBytes = process.memoryUsage().heapUsed - before.heap;
  // Entries come a turn later.
  await new Promise((resolve) => setTimeout(resolve, 20));
  observer.disconnect();
  return {
    events: Number(engine.state.events - before.events),
    arenaBytes: core.exports.arenaTop() - before.arena,
    memoryBytes: core.memory.buffer.byteLength - before.memory,
    heapBytes,
    collections,
  };
}

const bytes = await recordingOf({ venue: 'binance-usdm', seed: 2, events: EVENTS });
process.stdout.write(
  `${JSON.stringify({
    frames: await count([{ name: 'frames', bytes }]),
    levels: await count([{ name: 'levels', market: { seed: 2, events: EVENTS } }]),
    orders: await count([{ name: 'orders', market: { model: 'L3', seed: 2, events: EVENTS } }]),
  })}\n`,
);
