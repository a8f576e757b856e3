// The engine: takes records in their one total order, keeps every instrument's book and the
// counters, and hashes what it saw. Single-threaded, never allocates except for a new instrument.

import { BookState } from '../abi/book';
import {
  EngineState,
  InstrumentState,
  SIZEOF_ENGINE_STATE,
  SIZEOF_INSTRUMENT_STATE,
} from '../abi/engine';
import {
  BookModel,
  BookRestore,
  Definition,
  DEFINITION_WINDOW_BITS,
  Depth,
  Header,
  MarketEvent,
  OrderEvent,
  RecordFlag,
  RecordKind,
  SequenceRule,
} from '../abi/records';
import { Status } from '../abi/status';
import { chunkPoolBytes, chunkPoolInit } from '../book/far';
import { ASK, BID, bookBest, bookQty, bookSet } from '../book/l2';
import { bookRecenter } from '../book/recenter';
import { l3Apply } from '../book/l3_apply';
import { invariant } from '../mem/control';
import { mix, mixPair, mixRange } from './hash';
import {
  applyDefinition,
  bookOf,
  configOf,
  DEFINITION_AT,
  ENGINE_CONFIG_AT,
  EngineConfig,
  INSTRUMENT_STRIDE,
  instrumentAt,
  loseBook,
  SIZEOF_ENGINE_CONFIG,
} from './instrument';
import { restoreRecord } from './keyframe';
import { dueTime, fit, isRepeated, pickCursor } from './merge';
import { applyDelta, applySnapshot, clearDepth } from './sequence';

/** Of the eight bytes at offset 32 of a definition. */
@inline const WINDOW_BITS_MASK: u64 = (<u64>0xff) << ((DEFINITION_WINDOW_BITS - 32) * 8);
/** Of bars.fbs: a bar changes no book. */
@inline const BAR_KIND: u32 = 48;
@inline const ENGINE_HEAD: u32 = <u32>ENGINE_CONFIG_AT + SIZEOF_ENGINE_CONFIG;

/** Bytes of an engine without the books, which take theirs from the arena when defined. */
export function engineSize(instrumentsMax: u32, poolChunks: u32): u32 {
  return ENGINE_HEAD + instrumentsMax * INSTRUMENT_STRIDE + chunkPoolBytes(poolChunks) + 128;
}

/**
 * Lays an engine out at `at` (zeroed, engineSize bytes, 64-aligned).
 *
 * @param windowBits log2 of the dense windows' slots, 8..20
 * @param farChunks bound of each far store, chunks of 64 to 128 levels
 * @param poolChunks bound of all far stores together
 * @param pendingBytes bytes of deltas that each instrument keeps while it waits for a snapshot
 * @param orderCapacity live orders of each L3 instrument
 */
export function engineInit(
  at: u32,
  instrumentsMax: u32,
  windowBits: u32,
  farChunks: u32,
  poolChunks: u32,
  pendingBytes: u32,
  orderCapacity: u32,
): i32 {
  if (windowBits < 8 || windowBits > 20 || instrumentsMax == 0 || instrumentsMax > 65535)
    return Status.BadArgument;
  // What is placed by hand must lie behind what the schema lays out: checked once, at no cost.
  invariant(SIZEOF_ENGINE_STATE <= ENGINE_CONFIG_AT, Status.Invariant);
  invariant(SIZEOF_INSTRUMENT_STATE <= DEFINITION_AT, Status.Invariant);
  const engine = changetype<EngineState>(<usize>at);
  const config = configOf(engine);
  engine.instruments = at + ENGINE_HEAD;
  const pool = (engine.instruments + instrumentsMax * INSTRUMENT_STRIDE + 63) & ~63;
  config.pool = chunkPoolInit(pool, poolChunks);
  config.instrumentsMax = instrumentsMax;
  config.windowBits = windowBits;
  config.farChunks = farChunks;
  config.pendingBytes = pendingBytes;
  config.orderCapacity = orderCapacity;
  engine.untilTsNs = i64.MAX_VALUE;
  engine.kindMask = ~0;
  return Status.Ok;
}

/** Top of the book into the hash: nothing of a book that is not live. */
@inline
function hashTop(hash: u64, inst: InstrumentState): u64 {
  if (inst.state != BookState.Live) return mix(hash, <u64>inst.state);
  const book = bookOf(inst);
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  const top = mixPair(hash, <u64>bid, <u64>ask);
  return mixPair(top, <u64>bookQty(book, BID, bid), <u64>bookQty(book, ASK, ask));
}

/** The instrument id is of this run only: the instrument's own hash stands for it. */
function hashRecord(engine: EngineState, inst: InstrumentState, record: Header): void {
  const at = changetype<usize>(record);
  const head = load<u64>(at) & 0x0000ffffffffffff;
  let hash = mixPair(engine.dataHash, head, <u64>record.recvTsNs);
  hash = mix(hash, inst.keyHash);
  hash = mixPair(hash, load<u64>(at, 16), load<u64>(at, 24));
  // How wide a window the book has is no fact of the market.
  const rest =
    record.kind == RecordKind.Definition
      ? load<u64>(at, 32) & ~WINDOW_BITS_MASK
      : load<u64>(at, 32);
  hash = mixPair(hash, rest, load<u64>(at, 40));
  hash = mixRange(hash, at + 48, at + record.size);
  engine.dataHash = hashTop(hash, inst);
}

function noteCrossed(engine: EngineState, inst: InstrumentState): void {
  if (inst.state != BookState.Live) return;
  const book = bookOf(inst);
  if (bookBest(book, BID) >= bookBest(book, ASK)) engine.crossed++;
}

function applyOrder(engine: EngineState, inst: InstrumentState, record: Header): i32 {
  engine.orderEvents++;
  engine.events++;
  // A book by price, or one that was lost, cannot follow single orders.
  if (inst.bookModel != BookModel.L3 || inst.state == BookState.Gapped) {
    engine.oddOrders++;
    return Status.Ok;
  }
  let status = l3Apply(inst.orders, changetype<usize>(record));
  if (status == Status.Ok) status = bookRecenter(bookOf(inst));
  if (status == Status.LevelsFull || status == Status.OrdersFull) {
    loseBook(inst);
    return status;
  }
  // Anything else that does not fit is what recordings hold: an order from before their beginning,
  // an execution for more than is left. Nothing has changed; it is worth counting.
  if (status < 0) engine.oddOrders++;
  else inst.state = BookState.Live;
  noteCrossed(engine, inst);
  return Status.Ok;
}

function applyLevel(engine: EngineState, inst: InstrumentState, event: OrderEvent): i32 {
  engine.depthLevels++;
  engine.events++;
  if (event.qty < 0) return Status.Negative;
  if (inst.bookModel == BookModel.L3) return Status.Ok;
  // Rows of foreign tapes that are no level: a one-sided book ticker, or a clear with ids.
  if (event.flags & RecordFlag.Hidden)
    return event.flags & RecordFlag.Aggregate
      ? applyClear(inst, changetype<MarketEvent>(event))
      : Status.Ok;
  if (inst.state == BookState.Gapped) {
    engine.staleDeltas++;
    return Status.Ok;
  }
  inst.state = BookState.Live;
  const flags = event.flags;
  let status: i32 = Status.Ok;
  if (flags & RecordFlag.Buy) status = bookSet(bookOf(inst), BID, event.price, event.qty);
  if (status == Status.Ok && flags & RecordFlag.Sell)
    status = bookSet(bookOf(inst), ASK, event.price, event.qty);
  if (status == Status.Ok) status = bookRecenter(bookOf(inst));
  if (status < 0) loseBook(inst);
  return status;
}

function applyClear(inst: InstrumentState, event: MarketEvent): i32 {
  const bids = (event.flags & RecordFlag.Buy) != 0;
  const asks = (event.flags & RecordFlag.Sell) != 0;
  // Emptied as a whole, a book that was lost is known again.
  const whole = bids == asks && event.price == 0 && inst.sequenceRule == SequenceRule.None;
  if (whole && inst.state == BookState.Gapped) inst.state = BookState.Live;
  if (inst.bookModel == BookModel.L3) return l3Apply(inst.orders, changetype<usize>(event));
  clearDepth(inst, bids, asks, event.price);
  return Status.Ok;
}

/** Depth records of one kind; the book is checked for a cross afterwards. */
function applyDepth(engine: EngineState, inst: InstrumentState, depth: Depth): i32 {
  if (depth.bidCount > depth.rowCount || depth.size != 64 + depth.rowCount * 16)
    return Status.BadArgument;
  const rows = <u64>depth.rowCount;
  // The totals of an L3 book are those of its orders alone.
  const orders = inst.bookModel == BookModel.L3;
  engine.events += rows;
  let status: i32;
  if (depth.kind == RecordKind.DepthDelta) {
    engine.depthLevels += rows;
    status = orders ? Status.Ok : applyDelta(engine, inst, depth);
  } else {
    engine.snapshotLevels += rows;
    status = orders ? Status.Ok : applySnapshot(engine, inst, depth);
  }
  if (status < 0) return status;
  noteCrossed(engine, inst);
  return Status.Ok;
}

function dispatch(engine: EngineState, inst: InstrumentState, record: Header): i32 {
  const kind = record.kind;
  // Books follow the receive order; rows valid in exchange order alone are not theirs.
  if ((record.flags & RecordFlag.Local) == 0) {
    engine.otherRecords++;
    return Status.Ok;
  }
  if (kind == RecordKind.Trade) {
    engine.trades++;
    engine.events++;
    return Status.Ok;
  }
  if (kind == RecordKind.Bbo) {
    engine.bbos++;
    engine.events++;
    return Status.Ok;
  }
  if (kind == RecordKind.DepthDelta || kind == RecordKind.DepthSnapshot)
    return applyDepth(engine, inst, changetype<Depth>(record));
  if (kind >= RecordKind.OrderAdd && kind <= RecordKind.OrderExecute)
    return applyOrder(engine, inst, record);
  if (kind == RecordKind.DepthSingle)
    return applyLevel(engine, inst, changetype<OrderEvent>(record));
  engine.otherRecords++;
  if (<u32>kind == BAR_KIND) return Status.Ok;
  if (kind == RecordKind.DepthClear) return applyClear(inst, changetype<MarketEvent>(record));
  return kind == RecordKind.Status ? Status.Ok : Status.UnknownKind;
}

/**
 * Applies one record. Negative: refused, counted, the state is as before unless the status says
 * that the book is lost (Negative, LevelsFull, OrdersFull); nothing of a lost book can be read.
 */
export function engineApply(engine: EngineState, record: Header): i32 {
  const id = <u32>record.instrumentId;
  const local = (record.flags & RecordFlag.Local) != 0;
  if (local && record.recvTsNs < engine.recvTsNs) return Status.TimeBackwards;
  if (record.kind == RecordKind.Definition) {
    const status = applyDefinition(engine, changetype<Definition>(record));
    if (status < 0) return status;
  }
  if (id >= engine.instrumentCount) return Status.UnknownInstrument;
  const inst = instrumentAt(engine, id);
  if (inst.defined == 0) return Status.UnknownInstrument;
  if (record.kind != RecordKind.Definition) {
    const status = dispatch(engine, inst, record);
    if (status < 0) return status;
  }
  if (local) {
    engine.recvTsNs = record.recvTsNs;
    inst.recvTsNs = record.recvTsNs;
    inst.exchangeTsNs = record.exchangeTsNs;
  }
  engine.records++;
  engine.lastInstrument = id;
  if (engine.hashing != 0) hashRecord(engine, inst, record);
  return Status.Ok;
}

/**
 * Merges the cursors by receive time and applies the records. Ties: the order of the instruments'
 * hashes, then of the cursors.
 *
 * Stops with NeedInput (`stopCursor` is used up: refill it, or set its `end` to 0 at its end),
 * LimitReached (untilTsNs or maxRecords), OutputFull, GapSeen, Ok (all ended), or the negative
 * status of a refused record (`stopCursor`, `stopRecord`), which is then behind the cursor.
 */
export function engineRun(at: usize, cursors: usize, count: u32): i32 {
  const engine = changetype<EngineState>(at);
  const limit: u32 = engine.maxRecords == 0 ? u32.MAX_VALUE : engine.maxRecords;
  const mask = engine.kindMask | (1 << RecordKind.Definition);
  const until = engine.untilTsNs;
  let taken: u32 = 0;
  while (true) {
    // Before a cursor may ask to be refilled: the host looks at the record taken last.
    if (taken == limit) return Status.LimitReached;
    const picked = pickCursor(engine, cursors, count);
    if (picked < 0) return picked == -1 ? Status.NeedInput : Status.Ok;
    const cursor = cursors + ((<usize>picked) << 4);
    const position = load<u32>(cursor);
    const record = changetype<Header>(<usize>position);
    if (dueTime(record) > until) return Status.LimitReached;
    const size = record.size;
    const wanted = ((mask >> record.kind) & 1) != 0;
    if (wanted && engine.outEnd != 0 && engine.outPosition + size > engine.outEnd)
      return Status.OutputFull;
    store<u32>(cursor, position + size);
    // Definitions depend on what else runs: they are not counted.
    if (record.kind != RecordKind.Definition) store<u32>(cursor, load<u32>(cursor, 8) + 1, 8);
    if (!wanted) continue;
    const gaps = engine.gaps;
    engine.stopCursor = picked;
    engine.stopRecord = position;
    let status = fit(engine, load<u32>(cursor, 12), record);
    if (status == Status.Ok && record.kind == RecordKind.Definition && isRepeated(engine, record))
      continue;
    taken++;
    if (status == Status.Ok) status = engineApply(engine, record);
    if (status < 0) {
      engine.refused++;
      return status;
    }
    if (engine.outEnd != 0) {
      memory.copy(<usize>engine.outPosition, <usize>position, size);
      engine.outPosition += size;
    }
    if (engine.gaps != gaps && engine.stopOnGap != 0) return Status.GapSeen;
  }
}

/** Rebuilds instruments from the keyframe records in [start, end). Ok, or what was refused. */
export function engineRestore(at: usize, start: usize, end: usize): i32 {
  const engine = changetype<EngineState>(at);
  while (start < end) {
    const record = changetype<Header>(start);
    const status = restoreRecord(engine, record);
    if (status < 0) return status;
    engine.recvTsNs = max(engine.recvTsNs, record.recvTsNs);
    start += <usize>record.size;
  }
  return Status.Ok;
}
