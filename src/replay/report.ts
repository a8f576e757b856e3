// What a replay found, as plain data: the JSON of `outcry replay --json`.
import type { TopOfBookView } from '../abi/book.ts';
import { type BookStateName, bookStateName, type Engine } from '../core/engine.ts';
import type { RecordSource } from '../import/record-source.ts';
import { formatDecimal } from '../model/decimal.ts';
import { formatTime } from '../model/time.ts';

export interface TopOfBookReport {
  readonly venue: string;
  readonly symbol: string;
  readonly state: BookStateName;
  /** Decimal text; null when the book is not live or the side is empty. */
  readonly bidPrice: string | null;
  readonly bidQty: string | null;
  readonly askPrice: string | null;
  readonly askQty: string | null;
  /** Last applied update id, as text: it may exceed 2^53. */
  readonly seq: string;
  /** Best bid at or above best ask: the recording contradicts itself. */
  readonly crossed: boolean;
  readonly gaps: number;
  readonly resyncs: number;
  /** How often deltas were thrown away that waited for a snapshot, for want of room. */
  readonly pendingLost: number;
  /** Prices between which the snapshot told all levels; null when there was none. */
  readonly trustedLow: string | null;
  readonly trustedHigh: string | null;
}

export interface ReplayReport {
  /** Level changes + trades + book tickers + snapshot levels + order events. */
  readonly events: number;
  readonly byKind: {
    readonly depth: number;
    readonly snapshot: number;
    readonly trade: number;
    readonly bbo: number;
    readonly order: number;
    readonly other: number;
  };
  readonly records: number;
  readonly eventsPerSecond: number;
  readonly elapsedMs: number;
  readonly gaps: number;
  readonly resyncs: number;
  /** Deltas and snapshots that the venue's rules say to drop. */
  readonly staleDeltas: number;
  readonly unusedSnapshots: number;
  /** Depth records after which the book was crossed or locked. */
  readonly crossed: number;
  readonly oddOrders: number;
  /** Frames that needed the strict slow decoding path. */
  readonly slowPath: number;
  readonly lastTime: string;
  readonly topOfBook: readonly TopOfBookReport[];
  /** 16 hexadecimal digits. */
  readonly dataHash: string;
}

const HAS_BID = 1;
const HAS_ASK = 2;
const CROSSED = 4;
const I64_MIN = -(1n << 63n);

function topOf(engine: Engine, id: number): TopOfBookReport {
  const { venue, symbol, priceScale, qtyScale } = engine.instrument(id);
  const inst = engine.instrumentState(id);
  const top: TopOfBookView = engine.topState(id);
  const price = (flag: number, quanta: bigint): string | null =>
    (top.flags & flag) === 0 ? null : formatDecimal(quanta, priceScale);
  const qty = (flag: number, quanta: bigint): string | null =>
    (top.flags & flag) === 0 ? null : formatDecimal(quanta, qtyScale);
  const trusted = inst.trustedLow !== I64_MIN;
  return {
    venue,
    symbol,
    state: bookStateName(top.state),
    bidPrice: price(HAS_BID, top.bidPrice),
    bidQty: qty(HAS_BID, top.bidQty),
    askPrice: price(HAS_ASK, top.askPrice),
    askQty: qty(HAS_ASK, top.askQty),
    seq: top.seq.toString(),
    crossed: (top.flags & CROSSED) !== 0,
    gaps: Number(inst.gaps),
    resyncs: Number(inst.resyncs),
    pendingLost: inst.pendingLost,
    trustedLow: trusted ? formatDecimal(inst.trustedLow, priceScale) : null,
    trustedHigh: trusted ? formatDecimal(inst.trustedHigh, priceScale) : null,
  };
}

/** Instruments in the order of their names: ids depend on the order of the sources. */
export function topOfBooks(engine: Engine): TopOfBookReport[] {
  const tops = engine.definedIds.map((id) => topOf(engine, id));
  return tops.sort((a, b) => (`${a.venue}:${a.symbol}` < `${b.venue}:${b.symbol}` ? -1 : 1));
}

/** How many events of each kind an engine has taken. */
export function eventsByKind({ state }: Engine): ReplayReport['byKind'] {
  return {
    depth: Number(state.depthLevels),
    snapshot: Number(state.snapshotLevels),
    trade: Number(state.trades),
    bbo: Number(state.bbos),
    order: Number(state.orderEvents),
    other: Number(state.otherRecords),
  };
}

/** The report of a run that has ended. */
export function reportOf(
  engine: Engine,
  sources: readonly RecordSource[],
  elapsedNs: number,
): ReplayReport {
  const { state } = engine;
  const events = Number(state.events);
  return {
    events,
    byKind: eventsByKind(engine),
    records: Number(state.records),
    eventsPerSecond: Math.round(events / (elapsedNs / 1e9)),
    elapsedMs: Math.round(elapsedNs / 1e4) / 100,
    gaps: Number(state.gaps),
    resyncs: Number(state.resyncs),
    staleDeltas: Number(state.staleDeltas),
    unusedSnapshots: Number(state.unusedSnapshots),
    crossed: Number(state.crossed),
    oddOrders: Number(state.oddOrders),
    slowPath: sources.reduce((sum, source) => sum + (source.slowPath ?? 0), 0),
    lastTime: formatTime(state.recvTsNs),
    topOfBook: topOfBooks(engine),
    dataHash: state.dataHash.toString(16).padStart(16, '0'),
  };
}
