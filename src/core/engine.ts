// The engine in core memory as an object: run records through it, ask its books. Books that are not
// live answer nothing: `topOfBook` is undefined, depth is empty.
import { BookState, TopOfBookView } from '../abi/book.ts';
import { CursorView, EngineStateView, InstrumentStateView } from '../abi/engine.ts';
import { DefinitionView } from '../abi/records.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { type Instrument, readDefinition } from '../model/instrument.ts';
import type { Core } from './core.ts';

export interface EngineOptions {
  /** Most instruments. @default 64 */
  readonly instrumentsMax?: number;
  /** log2 of the dense windows' slots, 8..20. 16 bytes of address space a slot. @default 17 */
  readonly windowBits?: number;
  /** Most levels outside the window a side, rounded up to chunks. @default 131072 */
  readonly farLevelsMax?: number;
  /** Most levels outside the windows of all books together. @default 1048576 */
  readonly farLevelsMaxTotal?: number;
  /** Bytes of deltas that an instrument keeps while it waits for a snapshot. @default 1 MiB */
  readonly pendingBytes?: number;
  /** Most live orders of an L3 instrument. @default 131072 */
  readonly ordersMax?: number;
  /** Keep dataHash. @default false */
  readonly hashing?: boolean;
  /** A book not heard of for longer is stale, on record time, ns. @default never */
  readonly staleAfterNs?: bigint;
}

/** A half-filled chunk holds 64 levels; merging keeps neighbours above 32 on average. */
const LEVELS_PER_CHUNK = 32;
/** Default window: 2^17 ticks hold 97 to 99 % of real updates (docs/adr/0002). */
export const WINDOW_BITS = 17;
const INSTRUMENTS_MAX = 64;
const INSTRUMENT_STRIDE = 320;
const DEFINITION_AT = 144;
const LEVELS_MAX = 4096;

const BOOK_STATE_NAMES = ['empty', 'syncing', 'live', 'gapped', 'stale'] as const;
export type BookStateName = (typeof BOOK_STATE_NAMES)[number];

/** Name of a BookState value. */
export function bookStateName(state: number): BookStateName {
  return BOOK_STATE_NAMES[state] ?? 'empty';
}

/** Bounds of an engine in the core's units. */
export function engineBounds(options: EngineOptions) {
  return {
    instrumentsMax: options.instrumentsMax ?? INSTRUMENTS_MAX,
    windowBits: options.windowBits ?? WINDOW_BITS,
    farChunks: Math.ceil((options.farLevelsMax ?? 131072) / LEVELS_PER_CHUNK),
    poolChunks: Math.ceil((options.farLevelsMaxTotal ?? 1048576) / (2 * LEVELS_PER_CHUNK)),
    pendingBytes: options.pendingBytes ?? 1 << 20,
    orderCapacity: options.ordersMax ?? 131072,
  };
}

function createEngine(core: Core, options: EngineOptions): number {
  const bounds = engineBounds(options);
  const { instrumentsMax, poolChunks } = bounds;
  const bytes = core.exports.engineSize(instrumentsMax, poolChunks) >>> 0;
  const at = core.alloc(bytes, `an engine of ${instrumentsMax} instruments`);
  const status = core.exports.engineInit(
    at,
    instrumentsMax,
    bounds.windowBits,
    bounds.farChunks,
    poolChunks,
    bounds.pendingBytes,
    bounds.orderCapacity,
  );
  core.check(status, 'engine options');
  return at;
}

export class Engine {
  readonly core: Core;
  readonly address: number;
  /** Host-visible state: limits of the next run, counters. Live view. */
  readonly state: EngineStateView;
  readonly instrumentsMax: number;
  private readonly topView: TopOfBookView;
  private readonly rows: number;

  /** @param existing address of one that the core has laid out itself */
  constructor(core: Core, options: EngineOptions = {}, existing = 0) {
    this.core = core;
    this.instrumentsMax = options.instrumentsMax ?? INSTRUMENTS_MAX;
    this.address = existing === 0 ? createEngine(core, options) : existing;
    this.state = new EngineStateView(core.view, this.address);
    this.state.hashing = options.hashing === true ? 1 : 0;
    this.state.staleAfterNs = options.staleAfterNs ?? 0n;
    this.topView = new TopOfBookView(core.view, core.alloc(TopOfBookView.size, 'top of book'));
    this.rows = core.alloc(LEVELS_MAX * 16, 'depth rows');
  }

  /** Instruments defined so far; ids run from 0. */
  get instrumentCount(): number {
    return this.state.instrumentCount;
  }

  /** Ids in use, ascending; there may be holes. */
  get definedIds(): number[] {
    const ids: number[] = [];
    for (let id = 0; id < this.instrumentCount; id++)
      if (this.instrumentState(id).defined !== 0) ids.push(id);
    return ids;
  }

  /** Live view of an instrument's sequence state and counters. */
  instrumentState(id: number): InstrumentStateView {
    if (!(id >= 0 && id < this.instrumentCount))
      throw new OutcryError('UNKNOWN_INSTRUMENT', 'usage', 'no instrument has this id', {
        expected: `0 to ${this.instrumentCount - 1}`,
        found: `${id}`,
      });
    return new InstrumentStateView(this.core.view, this.state.instruments + id * INSTRUMENT_STRIDE);
  }

  /** The definition in force. */
  instrument(id: number): Instrument {
    const at = this.instrumentState(id).offset + DEFINITION_AT;
    return readDefinition(new DefinitionView(this.core.view, at));
  }

  /** Runs merged records; see `engineRun`. Returns a Status. */
  run(cursors: number, count: number): number {
    return this.core.exports.engineRun(this.address, cursors, count);
  }

  /**
   * Top of the book, or undefined unless the book is live. The view is reused by the next call.
   * Cost: about 50 ns.
   */
  topOfBook(id: number): TopOfBookView | undefined {
    const top = this.topState(id);
    return top.state === BookState.Live ? top : undefined;
  }

  /** As topOfBook, but with the state and times of a book that cannot be read. */
  topState(id: number): TopOfBookView {
    this.core.check(
      this.core.exports.engineTop(this.address, id, this.topView.offset),
      `instrument ${id}`,
    );
    return this.topView;
  }

  /**
   * Writes up to `maxLevels` (at most 4096) levels of a side into core memory as {price, qty} rows
   * of two i64; returns their address and number. None unless the book is live.
   */
  levels(id: number, side: 'bid' | 'ask', maxLevels: number): { address: number; count: number } {
    const count = this.core.exports.engineLevels(
      this.address,
      id,
      side === 'bid' ? 0 : 1,
      Math.min(maxLevels, LEVELS_MAX),
      this.rows,
    );
    return { address: this.rows, count };
  }
}

/** Cursors of a merge: one per source, in the order that breaks ties of receive time. */
export class Cursors {
  readonly address: number;
  readonly count: number;
  private readonly views: readonly CursorView[];

  /** @param instrumentsMax where the sources may disagree about scales; 0: there is one source */
  constructor(core: Core, count: number, instrumentsMax = 0) {
    this.count = count;
    this.address = core.alloc(Math.max(1, count) * CursorView.size, `${count} cursors`);
    this.views = Array.from(
      { length: count },
      (_, i) => new CursorView(core.view, this.address + i * CursorView.size),
    );
    if (instrumentsMax > 0)
      for (const view of this.views) view.scales = core.alloc(4 * instrumentsMax, 'scales');
  }

  view(index: number): CursorView {
    const view = this.views[index];
    if (view === undefined)
      throw new OutcryError('INVARIANT', 'internal', `no cursor ${index} of ${this.count}`);
    return view;
  }

  /** Gives a source's next records; (0, 0) says that it has ended. */
  set(index: number, start: number, end: number): void {
    const view = this.view(index);
    view.position = start;
    view.end = end;
  }
}
