// Replay: all records of some sources through the engine, as fast as possible or at the pace of
// the recording, from a time to a time. The same records give the same dataHash at any speed.
import type { Clock } from '../clock/clock.ts';
import type { Engine } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { RecordSource } from '../import/record-source.ts';
import { formatTime } from '../model/time.ts';
import { type Gap, Merge } from './merge.ts';
import { type ReplayReport, reportOf } from './report.ts';
import { restoreBefore } from './restore.ts';

export interface ReplayOptions {
  readonly clock: Clock;
  /** First and last receive time that count, ns. State before `fromNs` is built silently. */
  readonly fromNs?: bigint;
  readonly toNs?: bigint;
  /** Recorded seconds per second; Infinity: as fast as possible. @default Infinity */
  readonly speed?: number;
  /** Added to receive times, ns. @default 0 */
  readonly shiftNs?: bigint;
  readonly onGap?: (gap: Gap) => void;
  readonly onProgress?: (progress: ReplayProgress) => void;
}

export interface ReplayProgress {
  readonly consumedBytes: number;
  /** Undefined when a source does not know its size. */
  readonly totalBytes: number | undefined;
  readonly events: number;
  readonly recvTsNs: bigint;
}

const I64_MAX = (1n << 63n) - 1n;
const SLEEP_MS_MAX = 50;

/** Bytes consumed and to be consumed by all sources. */
function bytesOf(sources: readonly RecordSource[]): Omit<ReplayProgress, 'events' | 'recvTsNs'> {
  let consumedBytes = 0;
  let totalBytes: number | undefined = 0;
  for (const source of sources) {
    const progress = source.progress();
    consumedBytes += progress.consumedBytes;
    totalBytes =
      totalBytes === undefined || progress.totalBytes === undefined
        ? undefined
        : totalBytes + progress.totalBytes;
  }
  return { consumedBytes, totalBytes };
}

/** How far a run is. */
export function progressOf(engine: Engine, sources: readonly RecordSource[]): ReplayProgress {
  return {
    ...bytesOf(sources),
    events: Number(engine.state.events),
    recvTsNs: engine.state.recvTsNs,
  };
}

/** Sets the counters to zero; books and sequence states stay. */
export function resetCounters(engine: Engine): void {
  const { state } = engine;
  state.dataHash = 0n;
  state.events = 0n;
  state.records = 0n;
  state.depthLevels = 0n;
  state.snapshotLevels = 0n;
  state.trades = 0n;
  state.bbos = 0n;
  state.orderEvents = 0n;
  state.otherRecords = 0n;
  state.gaps = 0n;
  state.resyncs = 0n;
  state.staleDeltas = 0n;
  state.unusedSnapshots = 0n;
  state.refused = 0n;
  state.crossed = 0n;
  state.oddOrders = 0n;
  for (const id of engine.definedIds) {
    const inst = engine.instrumentState(id);
    inst.gaps = 0n;
    inst.resyncs = 0n;
    inst.pendingLost = 0;
  }
}

/**
 * Builds the state before `fromNs` (on the shifted clock), from a keyframe where the one source has
 * it, or by running. The counters are zero afterwards.
 */
export async function runUpTo(
  engine: Engine,
  merge: Merge,
  fromNs: bigint,
  shiftNs: bigint,
): Promise<void> {
  const hashing = engine.state.hashing;
  engine.state.hashing = 0;
  const only = merge.sources.length === 1 ? merge.sources[0] : undefined;
  if (only !== undefined) await restoreBefore(engine, only, fromNs, shiftNs);
  await merge.run(fromNs - 1n);
  resetCounters(engine);
  engine.state.hashing = hashing;
}

/** Runs at `speed` recorded seconds per second until `toNs`. */
async function runPaced(merge: Merge, clock: Clock, speed: number, toNs: bigint): Promise<void> {
  await merge.run(-I64_MAX);
  const start = merge.nextTsNs();
  if (start === undefined) return;
  const startedNs = clock.monotonicNs();
  while (true) {
    const elapsed = clock.monotonicNs() - startedNs;
    const now = start + BigInt(Math.floor(elapsed * speed));
    const stop = await merge.run(now < toNs ? now : toNs);
    const next = merge.nextTsNs();
    if (stop === 'end' || next === undefined || next > toNs) return;
    const waitMs = (Number(next - start) / speed - elapsed) / 1e6;
    await clock.sleep(Math.max(0, Math.min(SLEEP_MS_MAX, waitMs)));
  }
}

/**
 * Replays `sources` through `engine` (fresh, hashing on if the hash matters).
 *
 * @throws OutcryError NO_EVENTS when nothing was replayed; what a source or record is refused for
 */
export async function replay(
  engine: Engine,
  sources: readonly RecordSource[],
  options: ReplayOptions,
): Promise<ReplayReport> {
  const { clock, onProgress } = options;
  const toNs = options.toNs ?? I64_MAX;
  if (options.fromNs !== undefined && options.fromNs > toNs)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'the end lies before the beginning', {
      expected: `--to at or after ${formatTime(options.fromNs)}`,
      found: formatTime(toNs),
    });
  const merge = new Merge(engine, sources, {
    shiftNs: options.shiftNs ?? 0n,
    ...(options.onGap === undefined ? {} : { onGap: options.onGap }),
    onRefill: () => onProgress?.(progressOf(engine, sources)),
  });
  if (options.fromNs !== undefined)
    await runUpTo(engine, merge, options.fromNs, options.shiftNs ?? 0n);
  const startedNs = clock.monotonicNs();
  const speed = options.speed ?? Number.POSITIVE_INFINITY;
  if (speed === Number.POSITIVE_INFINITY) await merge.run(toNs);
  else await runPaced(merge, clock, speed, toNs);
  const elapsedNs = clock.monotonicNs() - startedNs;
  if (engine.state.events === 0n)
    throw new OutcryError('NO_EVENTS', 'input', 'no market-data events', {
      where: sources.map((source) => source.name).join(', '),
      hint: 'are --from, --to and --kinds right?',
    });
  return reportOf(engine, sources, elapsedNs);
}
