// The sources of a run and the cursors that stand in them: starts a source when its time comes,
// refills its cursor, knows what comes next. The core merges; this brings what it merges.
import { HeaderView } from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import { Cursors } from '../core/engine.ts';
import { closeAll } from '../import/close-all.ts';
import type { RecordSource } from '../import/record-source.ts';

export interface SourceFeedOptions {
  /** Added to every receive time, ns: a clock correction. @default 0 */
  readonly shiftNs?: bigint;
  /** Instruments of the run where the sources may disagree about scales; 0: they cannot. */
  readonly instrumentsMax: number;
  /** Called whenever a source has been asked for more records. */
  readonly onRefill?: () => void;
}

const I64_MAX = (1n << 63n) - 1n;

export class SourceFeed {
  readonly sources: readonly RecordSource[];
  readonly cursors: Cursors;
  private readonly core: Core;
  private readonly header: HeaderView;
  private readonly shiftNs: bigint;
  private readonly shiftAt: number;
  private readonly onRefill: (() => void) | undefined;
  /** Sources not yet started, with the time at which they must be. */
  private waiting: { index: number; startNs: bigint }[];

  /** @param sources in the order that breaks ties; must not depend on the order of arguments */
  constructor(core: Core, sources: readonly RecordSource[], options: SourceFeedOptions) {
    this.core = core;
    this.sources = sources;
    this.shiftNs = options.shiftNs ?? 0n;
    this.onRefill = options.onRefill;
    this.cursors = new Cursors(core, sources.length, options.instrumentsMax);
    this.header = new HeaderView(core.view);
    this.shiftAt = core.alloc(8, 'clock shift');
    core.view.setBigInt64(this.shiftAt, this.shiftNs, true);
    this.waiting = sources.map((source, index) => ({
      index,
      startNs: source.firstTsNs === undefined ? -I64_MAX : source.firstTsNs + this.shiftNs,
    }));
  }

  /** Whether every source has been started. */
  get isStarted(): boolean {
    return this.waiting.length === 0;
  }

  /** When the next source that is not started yet must be; undefined: all are. */
  get nextStartNs(): bigint | undefined {
    let least: bigint | undefined;
    for (const { startNs } of this.waiting)
      if (least === undefined || startNs < least) least = startNs;
    return least;
  }

  /** Starts every source that may have records at or before `timeNs`. */
  async startUntil(timeNs: bigint): Promise<void> {
    const due = this.waiting.filter((w) => w.startNs <= timeNs);
    if (due.length === 0) return;
    this.waiting = this.waiting.filter((w) => w.startNs > timeNs);
    for (const { index } of due) await this.refill(index);
  }

  /** Brings the next records of a source to its cursor; none: it has ended. */
  async refill(index: number): Promise<void> {
    const source = this.sources[index];
    this.onRefill?.();
    let batch = await source?.next();
    while (batch !== undefined && batch.start === batch.end) batch = await source?.next();
    if (batch === undefined) {
      this.cursors.set(index, 0, 0);
      return;
    }
    if (this.shiftNs !== 0n) this.core.exports.recordsShift(batch.start, batch.end, this.shiftAt);
    this.cursors.set(index, batch.start, batch.end);
  }

  /** Receive time of the next record of all started sources, or of the next one to start. */
  nextTsNs(): bigint | undefined {
    let next = this.nextStartNs;
    for (let i = 0; i < this.cursors.count; i++) {
      const cursor = this.cursors.view(i);
      if (cursor.end === 0 || cursor.position >= cursor.end) continue;
      this.header.offset = cursor.position;
      const time = this.header.recvTsNs;
      if (next === undefined || time < next) next = time;
    }
    return next;
  }

  close(): Promise<void> {
    return closeAll(this.sources);
  }
}
