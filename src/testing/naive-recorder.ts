// Records a run in one pass. The host compares the time of each event with `nextDueNs` and calls
// `advance` before it applies an event that is later; that one comparison is all the hot path pays.
import { FillLog } from '../stats/fill-log.ts';
import { DEFAULT_HORIZONS_MS, type FillRow, type RecordedColumns } from '../stats/record.ts';
import { EquityLog, MarkLog } from './naive-curve-log.ts';

/** The state of the run when the recorder asks: what holds before the next event is applied. */
export interface RunState {
  /** Mid in price units; NaN while the book is not live. */
  mid(instrument: number): number;
  /** Cash quanta. */
  equity(strategy: number): bigint;
  cash(strategy: number): bigint;
  /** As `EquityColumns.position`. */
  position(strategy: number): number;
}

export interface RecorderOptions {
  readonly startNs: bigint;
  readonly strategies: number;
  readonly instruments: number;
  /** Grid of equity and marks, aligned to 1970 UTC; 1000 by default, the bar's length for bars. */
  readonly sampleMs?: number;
  /** 1, 5 and 30 s by default; ascending or not, at least 1 ms. */
  readonly horizonsMs?: readonly number[];
  /** Bounds of `FillLog` and `Thinned`. */
  readonly fillsMax?: number;
  readonly bucketsMax?: number;
}

export class Recorder {
  /** An event later than this needs `advance` first. */
  nextDueNs: bigint;
  readonly horizonsMs: readonly number[];
  readonly #state: RunState;
  readonly #sampleNs: bigint;
  readonly #horizonsNs: readonly bigint[];
  readonly #fills: readonly FillLog[];
  readonly #equity: readonly EquityLog[];
  readonly #marks: readonly MarkLog[];
  /** Per strategy and horizon: the first fill whose mid is still to come. */
  readonly #waiting: readonly number[][];
  #gridNs: bigint;

  constructor(state: RunState, options: RecorderOptions) {
    const { strategies, instruments, startNs, fillsMax, bucketsMax } = options;
    this.#state = state;
    this.horizonsMs = options.horizonsMs ?? DEFAULT_HORIZONS_MS;
    this.#horizonsNs = this.horizonsMs.map((ms) => BigInt(Math.round(ms * 1e6)));
    this.#sampleNs = BigInt(Math.round((options.sampleMs ?? 1000) * 1e6));
    const per = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
    this.#fills = per(strategies, () => new FillLog(this.horizonsMs.length, fillsMax));
    this.#equity = per(strategies, () => new EquityLog(bucketsMax));
    this.#marks = per(instruments, () => new MarkLog(bucketsMax));
    this.#waiting = per(strategies, () => this.horizonsMs.map(() => 0));
    this.#gridNs = startNs - (startNs % this.#sampleNs) + this.#sampleNs;
    this.nextDueNs = this.#gridNs;
    this.#sample(startNs);
  }

  /** Takes all samples that are due before an event at `timeNs` is applied. */
  advance(timeNs: bigint): void {
    this.#lookAfterFills(timeNs);
    if (timeNs > this.#gridNs) {
      this.#sample(this.#gridNs);
      // Nothing happened since: of the grid points in between, the last one closes the gap.
      const lastNs = timeNs - 1n - ((timeNs - 1n) % this.#sampleNs);
      if (lastNs > this.#gridNs) this.#sample(lastNs);
      this.#gridNs = lastNs + this.#sampleNs;
    }
    this.#plan();
  }

  /**
   * A fill, after the account has booked it. `advance` to the time comes first.
   * @param heardNs when the strategy heard of it: the equity changed then
   */
  fill(strategy: number, row: FillRow, heardNs: bigint = row.timeNs): void {
    this.#fills[strategy]?.push(row);
    this.#offerEquity(strategy, heardNs);
    for (const horizonNs of this.#horizonsNs)
      if (row.timeNs + horizonNs < this.nextDueNs) this.nextDueNs = row.timeNs + horizonNs;
  }

  /** The last samples. Mark-outs that the run's end cuts off stay unknown. */
  finish(endNs: bigint): RecordedColumns {
    this.advance(endNs);
    this.#sample(endNs);
    return this.columns();
  }

  /** What is recorded so far. */
  columns(): RecordedColumns {
    return {
      fills: this.#fills.map((log) => log.sorted()),
      equity: this.#equity.map((log) => log.columns()),
      marks: this.#marks.map((log) => log.columns()),
      horizonsMs: this.horizonsMs,
    };
  }

  #sample(timeNs: bigint): void {
    for (const [i, log] of this.#marks.entries()) log.offer(timeNs, this.#state.mid(i));
    for (const i of this.#equity.keys()) this.#offerEquity(i, timeNs);
  }

  #offerEquity(strategy: number, timeNs: bigint): void {
    const { equity, cash, position } = {
      equity: this.#state.equity(strategy),
      cash: this.#state.cash(strategy),
      position: this.#state.position(strategy),
    };
    this.#equity[strategy]?.offer(timeNs, equity, cash, position);
  }

  /** Writes the mid of now to every fill whose horizon ends before `timeNs`. */
  #lookAfterFills(timeNs: bigint): void {
    for (const [strategy, fills] of this.#fills.entries()) {
      const waiting = this.#waiting[strategy] ?? [];
      for (const [h, horizonNs] of this.#horizonsNs.entries()) {
        const column = fills.midAfter[h];
        let next = waiting[h] ?? 0;
        while (next < fills.length && (fills.timeNs[next] ?? 0n) + horizonNs < timeNs) {
          if (column !== undefined) column[next] = this.#state.mid(fills.instrument[next] ?? 0);
          next++;
        }
        waiting[h] = next;
      }
    }
  }

  #plan(): void {
    let due = this.#gridNs;
    for (const [strategy, fills] of this.#fills.entries())
      for (const [h, horizonNs] of this.#horizonsNs.entries()) {
        const next = this.#waiting[strategy]?.[h] ?? 0;
        if (next >= fills.length) continue;
        const end = (fills.timeNs[next] ?? 0n) + horizonNs;
        if (end < due) due = end;
      }
    this.nextDueNs = due;
  }
}
