// The clock transforms: `raw`, or one constant added to all receive times so that the smallest
// feed latency is what the user says. Real recorders' clocks run before the exchange's.

import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { RecordSource } from '../import/record-source.ts';

const I64_MAX = (1n << 63n) - 1n;
/** The transform with its latency, ns. */
export const SHIFT = /^shift-min-latency=(\d{1,18})$/;

/** Smallest receive minus exchange time over all records of the sources, ns. Reads them whole. */
export async function minLatencyNs(
  core: Core,
  sources: readonly RecordSource[],
): Promise<bigint | undefined> {
  const at = core.alloc(8, 'the smallest latency');
  core.view.setBigInt64(at, I64_MAX, true);
  for (const source of sources) {
    for (let batch = await source.next(); batch !== undefined; batch = await source.next())
      core.exports.recordsMinLatency(batch.start, batch.end, at);
  }
  const least = core.view.getBigInt64(at, true);
  return least === I64_MAX ? undefined : least;
}

/**
 * Nanoseconds to add to receive times for the transform that `text` names. `open` gives the sources
 * once more, since finding the smallest latency uses them up.
 * @throws OutcryError BAD_ARGUMENT, NO_EXCHANGE_TIME
 */
export async function clockShift(
  text: string,
  open: () => Promise<{
    readonly core: Core;
    readonly sources: readonly RecordSource[];
    close(): Promise<void>;
  }>,
): Promise<bigint> {
  if (text === 'raw') return 0n;
  const match = SHIFT.exec(text);
  if (match === null)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'unknown clock transform', {
      where: '--clock',
      expected: 'raw or shift-min-latency=NS',
      found: `'${text}'`,
    });
  const session = await open();
  try {
    const least = await minLatencyNs(session.core, session.sources);
    if (least === undefined)
      throw new OutcryError('NO_EXCHANGE_TIME', 'input', 'no record has an exchange time', {
        where: session.sources.map((source) => source.name).join(', '),
        hint: 'use --clock raw',
      });
    return BigInt(match[1] ?? '0') - least;
  } finally {
    await session.close();
  }
}
