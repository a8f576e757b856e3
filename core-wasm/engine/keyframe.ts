// Keyframes: the state of all instruments as records, from which an engine starts in mid-stream.
// For each instrument: Definition, BookRestore, its levels (DepthSnapshot) or orders (OrderAdd),
// then the deltas it keeps. Hash and counters are not part of it.

import { EngineState, InstrumentState } from '../abi/engine';
import {
  BookModel,
  BookRestore,
  Definition,
  Depth,
  Header,
  RecordFlag,
  RecordKind,
  SIZEOF_BOOK_RESTORE,
  SIZEOF_DEFINITION,
  SIZEOF_DEPTH,
  SIZEOF_ORDER_EVENT,
} from '../abi/records';
import { Status } from '../abi/status';
import { ASK, BID, bookClear } from '../book/l2';
import { bookRecenter } from '../book/recenter';
import { bookApplyRows } from '../book/rows';
import { l3Apply } from '../book/l3_apply';
import { l3KeyframeBegin, l3KeyframeNext } from '../book/l3_query';
import { bookLevelCount, bookLevels } from '../book/query';
import {
  applyDefinition,
  bookOf,
  configOf,
  definitionOf,
  EngineConfig,
  instrumentAt,
} from './instrument';

function writeHeader(engine: EngineState, at: usize, size: u32, kind: u8, instrumentId: u32): void {
  memory.fill(at, 0, <usize>min(size, 64));
  const header = changetype<Header>(at);
  header.size = size;
  header.kind = kind;
  header.flags = RecordFlag.Exchange | RecordFlag.Local;
  header.instrumentId = <u16>instrumentId;
  header.recvTsNs = engine.recvTsNs;
}

function writeState(engine: EngineState, inst: InstrumentState, id: u32, at: usize): void {
  writeHeader(engine, at, <u32>SIZEOF_BOOK_RESTORE, RecordKind.BookRestore, id);
  const restore = changetype<BookRestore>(at);
  restore.recvTsNs = engine.recvTsNs;
  restore.exchangeTsNs = inst.recvTsNs;
  restore.lastSeq = inst.lastSeq;
  restore.trustedLow = inst.trustedLow;
  restore.trustedHigh = inst.trustedHigh;
  restore.lastExchangeTsNs = inst.exchangeTsNs;
  restore.state = inst.state;
  restore.awaitFirst = inst.awaitFirst;
  restore.oldInARow = inst.oldInARow;
}

/** Writes the levels as one DepthSnapshot record; 0 when it does not fit. */
function writeLevels(
  engine: EngineState,
  inst: InstrumentState,
  id: u32,
  at: usize,
  end: usize,
): usize {
  const book = bookOf(inst);
  const bids = bookLevelCount(book, BID);
  const asks = bookLevelCount(book, ASK);
  const size = <usize>SIZEOF_DEPTH + ((<usize>(bids + asks)) << 4);
  if (at + size > end) return 0;
  writeHeader(engine, at, <u32>size, RecordKind.DepthSnapshot, id);
  const depth = changetype<Depth>(at);
  depth.firstSeq = inst.lastSeq;
  depth.lastSeq = inst.lastSeq;
  depth.prevSeq = -1;
  depth.rowCount = bids + asks;
  depth.bidCount = bids;
  const scratch = changetype<usize>(configOf(engine)) + offsetof<EngineConfig>('scratch');
  const rows = at + SIZEOF_DEPTH;
  bookLevels(book, BID, bids, rows, scratch);
  bookLevels(book, ASK, asks, rows + ((<usize>bids) << 4), scratch);
  return at + size;
}

/** Writes the resting orders as OrderAdd records, oldest first at each price; 0: does not fit. */
function writeOrders(
  engine: EngineState,
  inst: InstrumentState,
  id: u32,
  at: usize,
  end: usize,
): usize {
  const count = l3KeyframeBegin(inst.orders);
  if (at + (<usize>count + 1) * SIZEOF_ORDER_EVENT > end) return 0;
  // The template stands in the last slot, which the orders then overwrite.
  const template = at + <usize>count * SIZEOF_ORDER_EVENT;
  writeHeader(engine, template, <u32>SIZEOF_ORDER_EVENT, RecordKind.OrderAdd, id);
  let written: u32 = 0;
  while (written < count) {
    const out = at + <usize>written * SIZEOF_ORDER_EVENT;
    const more = l3KeyframeNext(inst.orders, template, out, count - written);
    if (more == 0) break;
    written += more;
  }
  return at + <usize>written * SIZEOF_ORDER_EVENT;
}

/** One instrument's part of the keyframe; 0 when it does not fit. */
function writeInstrument(engine: EngineState, id: u32, at: usize, end: usize): usize {
  const inst = instrumentAt(engine, id);
  const head = SIZEOF_DEFINITION + SIZEOF_BOOK_RESTORE;
  if (at + head + <usize>inst.pendingUsed > end) return 0;
  memory.copy(at, changetype<usize>(definitionOf(inst)), SIZEOF_DEFINITION);
  changetype<Header>(at).recvTsNs = engine.recvTsNs;
  writeState(engine, inst, id, at + SIZEOF_DEFINITION);
  at += head;
  if (inst.bookModel == BookModel.L3) at = writeOrders(engine, inst, id, at, end);
  else at = writeLevels(engine, inst, id, at, end);
  if (at == 0 || at + <usize>inst.pendingUsed > end) return 0;
  const kept = <usize>inst.pendingUsed;
  memory.copy(at, inst.pending, kept);
  for (let p = at; p < at + kept; p += <usize>changetype<Header>(p).size)
    changetype<Header>(p).recvTsNs = engine.recvTsNs;
  return at + kept;
}

/**
 * Writes the keyframe of all instruments to [out, outEnd); returns its bytes, or OutputFull as a
 * negative number of the kind TooLarge. All its records bear the engine's present time.
 */
export function engineKeyframe(at: usize, out: usize, outEnd: usize): i32 {
  const engine = changetype<EngineState>(at);
  let next = out;
  for (let id: u32 = 0; id < engine.instrumentCount; id++) {
    if (instrumentAt(engine, id).defined == 0) continue;
    next = writeInstrument(engine, id, next, outEnd);
    if (next == 0) return Status.TooLarge;
  }
  return <i32>(next - out);
}

function restoreState(inst: InstrumentState, restore: BookRestore): void {
  inst.lastSeq = restore.lastSeq;
  inst.trustedLow = restore.trustedLow;
  inst.trustedHigh = restore.trustedHigh;
  inst.recvTsNs = restore.exchangeTsNs;
  inst.exchangeTsNs = restore.lastExchangeTsNs;
  inst.state = restore.state;
  inst.awaitFirst = restore.awaitFirst;
  inst.oldInARow = restore.oldInARow;
  inst.pendingUsed = 0;
}

/** Takes one keyframe record as it is: no sequence rule looks at it. */
export function restoreRecord(engine: EngineState, record: Header): i32 {
  const kind = record.kind;
  if (kind == RecordKind.Definition) return applyDefinition(engine, changetype<Definition>(record));
  const id = <u32>record.instrumentId;
  if (id >= engine.instrumentCount || instrumentAt(engine, id).defined == 0)
    return Status.UnknownInstrument;
  const inst = instrumentAt(engine, id);
  const at = changetype<usize>(record);
  if (kind == RecordKind.BookRestore) {
    restoreState(inst, changetype<BookRestore>(record));
    return Status.Ok;
  }
  if (kind == RecordKind.OrderAdd && inst.orders != 0) {
    const status = l3Apply(inst.orders, at);
    return status < 0 ? status : bookRecenter(bookOf(inst));
  }
  const depth = changetype<Depth>(record);
  if (kind == RecordKind.DepthSnapshot && inst.orders == 0) {
    bookClear(bookOf(inst));
    return bookApplyRows(bookOf(inst), at + SIZEOF_DEPTH, depth.bidCount, depth.rowCount);
  }
  if (kind != RecordKind.DepthDelta) return Status.UnknownKind;
  if (inst.pendingUsed + depth.size > inst.pendingLimit) return Status.TooLarge;
  memory.copy(<usize>(inst.pending + inst.pendingUsed), at, depth.size);
  inst.pendingUsed += depth.size;
  return Status.Ok;
}
