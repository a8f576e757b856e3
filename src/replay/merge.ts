// Many sources, one order: receive time, then the order of the sources. The engine merges; this
// class feeds its cursors, starts sources when their time comes, and turns refusals into errors
// that name file and place.
import { DefinitionView, HeaderView, RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import type { Engine } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import type { RecordSource } from '../import/record-source.ts';
import { instrumentKey, readDefinition } from '../model/instrument.ts';
import { formatTime } from '../model/time.ts';
import { SourceFeed } from './source-feed.ts';

/** A break in an instrument's update ids. */
export interface Gap {
  readonly source: string;
  readonly line: number | undefined;
  readonly instrument: string;
  readonly recvTsNs: bigint;
  readonly expected: bigint;
  readonly found: bigint;
}

export interface MergeOptions {
  /** Added to every receive time, ns: a clock correction. @default 0 */
  readonly shiftNs?: bigint;
  /** The engine knows instruments already, perhaps at finer scales. @default false */
  readonly isContinued?: boolean;
  readonly onGap?: (gap: Gap) => void;
  /** Called whenever a source has been asked for more records. */
  readonly onRefill?: () => void;
}

const I64_MAX = (1n << 63n) - 1n;

export class Merge {
  readonly engine: Engine;
  readonly sources: readonly RecordSource[];
  private readonly core: Core;
  private readonly feed: SourceFeed;
  private readonly header: HeaderView;
  private readonly onGap: ((gap: Gap) => void) | undefined;

  /** @param sources in the order that breaks ties; must not depend on the order of arguments */
  constructor(engine: Engine, sources: readonly RecordSource[], options: MergeOptions = {}) {
    const { core } = engine;
    const isMixed = sources.length > 1 || options.isContinued === true;
    this.engine = engine;
    this.core = core;
    this.sources = sources;
    this.onGap = options.onGap;
    this.feed = new SourceFeed(core, sources, {
      instrumentsMax: isMixed ? engine.instrumentsMax : 0,
      ...(options.shiftNs === undefined ? {} : { shiftNs: options.shiftNs }),
      ...(options.onRefill === undefined ? {} : { onRefill: options.onRefill }),
    });
    this.header = new HeaderView(core.view);
    engine.state.stopOnGap = this.onGap === undefined ? 0 : 1;
  }

  /** Receive time of the next record of all started sources, or of the next one to start. */
  nextTsNs(): bigint | undefined {
    return this.feed.nextTsNs();
  }

  /**
   * Applies records up to `untilTsNs` (inclusive), or `maxRecords` of them, or until the engine's
   * output is full.
   *
   * @returns `end` when all sources have ended, else what stopped it
   * @throws OutcryError for a record that is refused: file, place, and what was expected
   */
  async run(untilTsNs = I64_MAX, maxRecords = 0): Promise<'end' | 'limit' | 'output'> {
    const { state } = this.engine;
    const { cursors } = this.feed;
    const target = maxRecords === 0 ? undefined : state.records + BigInt(maxRecords);
    while (true) {
      const nextStart = this.feed.nextStartNs;
      const bound = nextStart === undefined || nextStart > untilTsNs ? untilTsNs : nextStart - 1n;
      state.untilTsNs = bound;
      state.maxRecords = target === undefined ? 0 : Number(target - state.records);
      const status = this.engine.run(cursors.address, cursors.count);
      if (status === Status.NeedInput) await this.feed.refill(state.stopCursor);
      else if (status === Status.OutputFull) return 'output';
      else if (status === Status.GapSeen) this.reportGap();
      else if (status < 0) throw this.refused(status);
      else if (target !== undefined && state.records >= target) return 'limit';
      else if (bound !== untilTsNs && nextStart !== undefined)
        await this.feed.startUntil(nextStart);
      else return status === Status.Ok && this.feed.isStarted ? 'end' : 'limit';
      if (target !== undefined && state.records >= target) return 'limit';
    }
  }

  /**
   * Where the record last taken came from: its source, its number in it from 1
   * (without definitions), its address.
   */
  lastTaken(): { source: RecordSource | undefined; ordinal: number; address: number } {
    const { stopCursor, stopRecord } = this.engine.state;
    return {
      source: this.sources[stopCursor],
      ordinal: this.feed.cursors.view(stopCursor).records,
      address: stopRecord,
    };
  }

  private where(): { source: RecordSource | undefined; line: number | undefined } {
    const source = this.sources[this.engine.state.stopCursor];
    return { source, line: source?.lineOf?.(this.engine.state.stopRecord) };
  }

  private reportGap(): void {
    const { source, line } = this.where();
    const id = this.engine.state.lastInstrument;
    const inst = this.engine.instrumentState(id);
    const { venue, symbol } = this.engine.instrument(id);
    this.onGap?.({
      source: source?.name ?? '',
      line,
      instrument: `${venue}:${symbol}`,
      recvTsNs: this.engine.state.recvTsNs,
      expected: inst.gapExpected,
      found: inst.gapFound,
    });
  }

  /** The record that the engine stopped at, for people: definitions have no number. */
  private stoppedAt(): string {
    const { stopCursor, stopRecord } = this.engine.state;
    this.header.offset = stopRecord;
    const at = formatTime(this.header.recvTsNs);
    if (this.header.kind !== RecordKind.Definition)
      return `record ${this.feed.cursors.view(stopCursor).records} at ${at}`;
    const definition = readDefinition(new DefinitionView(this.core.view, stopRecord));
    return `the definition of ${instrumentKey(definition)} at ${at}`;
  }

  private refused(status: number): OutcryError {
    const { source, line } = this.where();
    const found = this.stoppedAt();
    const where = source?.name ?? 'merge';
    if (status === Status.TimeBackwards)
      return statusError(status, {
        where,
        ...(line === undefined ? {} : { line }),
        expected: `${formatTime(this.engine.state.recvTsNs)} or later`,
        found,
      });
    return statusError(status, { where, ...(line === undefined ? {} : { line }), found });
  }

  close(): Promise<void> {
    return this.feed.close();
  }
}
