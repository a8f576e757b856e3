// The clock of a recording: where its receive times run before the exchange's own, nothing could
// ever have been in time, and all receive times are moved by one amount.
import type { Core } from '../core/core.ts';
import { createCore } from '../core/core.ts';
import { closeAll } from '../import/close-all.ts';
import { InstrumentRegistry } from '../import/instrument-registry.ts';
import type { RecordSource } from '../import/record-source.ts';
import { type InputOptions, openInputs } from '../inputs/inputs.ts';
import { clockShift, SHIFT } from '../replay/clock-shift.ts';

/** The smallest feed latency after the correction. */
const AUTO = 'shift-min-latency=1000000';
const I64_MAX = (1n << 63n) - 1n;

/** Whether `text` names a transform of receive times. */
export function isClock(text: string): boolean {
  return text === 'auto' || text === 'raw' || SHIFT.test(text);
}

/** Smallest receive minus exchange time of the first records of each source. */
async function firstLatency(core: Core, sources: readonly RecordSource[]): Promise<bigint> {
  const at = core.alloc(8, 'the smallest latency');
  core.view.setBigInt64(at, I64_MAX, true);
  for (const source of sources) {
    // The first batch may hold definitions alone.
    for (let i = 0; i < 2; i++) {
      const batch = await source.next();
      if (batch !== undefined) core.exports.recordsMinLatency(batch.start, batch.end, at);
    }
  }
  return core.view.getBigInt64(at, true);
}

/**
 * Nanoseconds to add to all receive times.
 *
 * @param clock `raw`, `shift-min-latency=NS`, or `auto`: corrected, to a smallest feed latency of
 *   1 ms, where the first records are received before they were sent
 * @throws OutcryError BAD_ARGUMENT, NO_EXCHANGE_TIME; of the files
 */
export async function shiftOf(
  clock: string,
  files: readonly string[],
  input: InputOptions,
): Promise<bigint> {
  if (clock === 'raw') return 0n;
  const open = async () => {
    const core = await createCore();
    const registry = new InstrumentRegistry(input.hints, input.common);
    const sources = await openInputs(core, registry, files, input);
    return { core, sources, close: () => closeAll(sources) };
  };
  if (clock !== 'auto') return clockShift(clock, open);
  const { core, sources, close } = await open();
  try {
    if (sources.some(({ candleNs }) => candleNs !== undefined)) return 0n;
    if ((await firstLatency(core, sources)) >= 0n) return 0n;
  } finally {
    await close();
  }
  return clockShift(AUTO, open);
}
