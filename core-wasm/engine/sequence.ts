// When may a delta be applied, and what does a snapshot start? The venues' own procedures.
//
// Spot (binance-spot-api-docs, web-socket-streams, "manage a local order book"):
//   S1 keep deltas until a snapshot comes         S4 drop kept deltas with u <= lastUpdateId
//   S3 lastUpdateId before the first kept delta:  S6 u <= last: ignore; U > last + 1: gap;
//      the snapshot is too old                       else apply, last = u
//   Ours: REWIND_AFTER ignored deltas in a row are a gap too. The procedure would ignore for ever.
// USD-M and COIN-M:
//   F1 keep deltas   F3 drop u < lastUpdateId   F4 first applied: U <= lastUpdateId <= u
//   F5 from then on pu == last, otherwise a gap
// In both a delta that follows the snapshot without a break (U == last + 1, pu == last) is taken.
// A gap makes the book unreadable at once; deltas are kept from the one that showed it.

import { BookState } from '../abi/book';
import { EngineState, InstrumentState } from '../abi/engine';
import { Bbo, Depth, SequenceRule, SIZEOF_BBO, SIZEOF_DEPTH } from '../abi/records';
import { Status } from '../abi/status';
import { ASK, BID, bookBest, bookClear, bookQty, bookSet } from '../book/l2';
import { bookApplyRows } from '../book/rows';
import { bookOf } from './instrument';

@inline const APPLY: u32 = 0;
@inline const OLD: u32 = 1;
@inline const GAP: u32 = 2;
/** Old deltas in a row, and nothing else, after which a live book counts as left behind. */
@inline const REWIND_AFTER: u32 = 64;
/** As many are enough when a snapshot of the old ids comes as well. */
@inline const ANEW_AFTER: u32 = 16;

function verdict(inst: InstrumentState, delta: Depth): u32 {
  const last = inst.lastSeq;
  if (inst.sequenceRule == SequenceRule.BinanceSpot) {
    if (delta.lastSeq <= last) return OLD; // S4, S6
    return delta.firstSeq > last + 1 ? GAP : APPLY; // S6
  }
  if (inst.awaitFirst != 0) {
    if (delta.lastSeq < last) return OLD; // F3
    return delta.firstSeq <= last || delta.prevSeq == last ? APPLY : GAP; // F4
  }
  return delta.prevSeq == last ? APPLY : GAP; // F5
}

@inline
function rowsOf(depth: Depth): usize {
  return changetype<usize>(depth) + SIZEOF_DEPTH;
}

function applyRows(engine: EngineState, inst: InstrumentState, depth: Depth): i32 {
  const book = bookOf(inst);
  const status = bookApplyRows(book, rowsOf(depth), depth.bidCount, depth.rowCount);
  if (status < 0) {
    bookClear(book);
    inst.state = BookState.Gapped;
    inst.pendingUsed = 0;
    return status;
  }
  inst.lastSeq = depth.lastSeq;
  inst.awaitFirst = 0;
  return Status.Ok;
}

/** Keeps a delta for the next snapshot. A full buffer starts anew: the snapshot must be newer. */
function keep(inst: InstrumentState, delta: Depth): void {
  if (inst.pendingUsed + delta.size > inst.pendingLimit) {
    inst.pendingUsed = 0;
    inst.pendingLost++;
    if (delta.size > inst.pendingLimit) return;
  }
  memory.copy(<usize>(inst.pending + inst.pendingUsed), changetype<usize>(delta), delta.size);
  inst.pendingUsed += delta.size;
}

function noteGap(engine: EngineState, inst: InstrumentState, delta: Depth): void {
  const futures = inst.sequenceRule == SequenceRule.BinanceFutures && inst.awaitFirst == 0;
  inst.gapExpected = futures ? inst.lastSeq : inst.lastSeq + 1;
  inst.gapFound = futures ? delta.prevSeq : delta.firstSeq;
  inst.state = BookState.Gapped;
  inst.oldInARow = 0;
  inst.gaps++;
  engine.gaps++;
}

/**
 * A delta that the book is past already (S6). Some come when connections overlap; when nothing else
 * comes any more, the venue's ids have begun anew and the book is frozen: that is a gap. They are
 * kept, so that a snapshot of the new ids finds what follows it.
 */
function noteOld(engine: EngineState, inst: InstrumentState, delta: Depth): void {
  engine.staleDeltas++;
  // Behind a snapshot that is newer than the stream, old deltas are what is expected.
  if (inst.awaitFirst != 0) return;
  if (inst.oldInARow == 0) inst.pendingUsed = 0;
  inst.oldInARow++;
  keep(inst, delta);
  if (inst.oldInARow == REWIND_AFTER) noteGap(engine, inst, delta);
}

/** Whether the book would take this delta at once. */
export function takesDelta(inst: InstrumentState, delta: Depth): bool {
  if (inst.sequenceRule == SequenceRule.None) return inst.state != BookState.Gapped;
  return inst.state == BookState.Live && verdict(inst, delta) == APPLY;
}

/** Applies, keeps or drops a delta. Returns Ok, Negative or LevelsFull. */
export function applyDelta(engine: EngineState, inst: InstrumentState, delta: Depth): i32 {
  if (inst.sequenceRule == SequenceRule.None) {
    // A lost book needs a snapshot: deltas alone do not tell the levels that it had.
    if (inst.state == BookState.Gapped) {
      engine.staleDeltas++;
      return Status.Ok;
    }
    inst.state = BookState.Live;
    return applyRows(engine, inst, delta);
  }
  if (inst.state != BookState.Live) {
    if (inst.state == BookState.Empty) inst.state = BookState.Syncing;
    keep(inst, delta);
    return Status.Ok;
  }
  const decision = verdict(inst, delta);
  if (decision == OLD) {
    noteOld(engine, inst, delta);
    return Status.Ok;
  }
  if (inst.oldInARow != 0) {
    inst.oldInARow = 0;
    inst.pendingUsed = 0;
  }
  if (decision == APPLY) return applyRows(engine, inst, delta);
  noteGap(engine, inst, delta);
  inst.pendingUsed = 0;
  keep(inst, delta);
  return Status.Ok;
}

/** Whether deltas are missing between the snapshot and the first kept delta (S3). */
function tooOld(inst: InstrumentState, snapshot: Depth): bool {
  if (inst.pendingUsed == 0) return false;
  const first = changetype<Depth>(<usize>inst.pending);
  if (inst.sequenceRule == SequenceRule.BinanceSpot) return snapshot.lastSeq + 1 < first.firstSeq;
  return snapshot.lastSeq < first.firstSeq && first.prevSeq != snapshot.lastSeq;
}

/** Best bid below best ask among the rows of a snapshot. */
function uncrossed(snapshot: Depth): bool {
  let bid = i64.MIN_VALUE;
  let ask = i64.MAX_VALUE;
  let row = rowsOf(snapshot);
  const asks = row + ((<usize>snapshot.bidCount) << 4);
  const end = row + ((<usize>snapshot.rowCount) << 4);
  for (; row < asks; row += 16) if (load<i64>(row, 8) != 0) bid = max(bid, load<i64>(row));
  for (; row < end; row += 16) if (load<i64>(row, 8) != 0) ask = min(ask, load<i64>(row));
  return bid < ask;
}

/** Lowest to highest price of the snapshot, whichever side; without rows nothing is known. */
function noteTrusted(inst: InstrumentState, snapshot: Depth): void {
  let low = i64.MAX_VALUE;
  let high = i64.MIN_VALUE;
  let row = rowsOf(snapshot);
  const end = row + ((<usize>snapshot.rowCount) << 4);
  for (; row < end; row += 16) {
    low = min(low, load<i64>(row));
    high = max(high, load<i64>(row));
  }
  inst.trustedLow = low > high ? i64.MIN_VALUE : low;
  inst.trustedHigh = low > high ? i64.MAX_VALUE : high;
}

/** Tells the verifier what the best prices were after a kept delta. */
function noteKept(engine: EngineState, inst: InstrumentState): void {
  const at = <usize>engine.keptOut;
  if (at == 0 || at + SIZEOF_BBO > <usize>engine.keptOutEnd) return;
  const book = bookOf(inst);
  const bbo = changetype<Bbo>(at);
  bbo.bidPrice = bookBest(book, BID);
  bbo.askPrice = bookBest(book, ASK);
  bbo.bidQty = bookQty(book, BID, bbo.bidPrice);
  bbo.askQty = bookQty(book, ASK, bbo.askPrice);
  bbo.seq = inst.lastSeq;
  engine.keptOut = <u32>(at + SIZEOF_BBO);
}

/** Applies the kept deltas that follow the snapshot; stops at a gap and keeps from there on. */
function applyKept(engine: EngineState, inst: InstrumentState): i32 {
  let at = <usize>inst.pending;
  const end = at + <usize>inst.pendingUsed;
  while (at < end) {
    const delta = changetype<Depth>(at);
    const decision = verdict(inst, delta);
    if (decision == GAP) {
      noteGap(engine, inst, delta);
      memory.copy(<usize>inst.pending, at, end - at);
      inst.pendingUsed = <u32>(end - at);
      return Status.Ok;
    }
    if (decision == APPLY) {
      const status = applyRows(engine, inst, delta);
      if (status < 0) return status;
      noteKept(engine, inst);
    } else engine.staleDeltas++;
    at += <usize>delta.size;
  }
  inst.pendingUsed = 0;
  return Status.Ok;
}

/**
 * Starts the book from a snapshot, unless it is older than what the book or the kept deltas need
 * (counted in unusedSnapshots). Returns Ok, BookCrossed (refused, nothing changed), Negative or
 * LevelsFull.
 */
export function applySnapshot(engine: EngineState, inst: InstrumentState, snapshot: Depth): i32 {
  if (!uncrossed(snapshot)) return Status.BookCrossed;
  const chained = inst.sequenceRule != SequenceRule.None;
  const live = inst.state == BookState.Live;
  const past = live && snapshot.lastSeq <= inst.lastSeq;
  // Old deltas that the snapshot fits: the ids have begun anew.
  const anew = past && inst.oldInARow >= ANEW_AFTER && !tooOld(inst, snapshot);
  if (chained && !anew && (live ? past : tooOld(inst, snapshot))) {
    engine.unusedSnapshots++;
    return Status.Ok;
  }
  if (anew) noteGap(engine, inst, changetype<Depth>(<usize>inst.pending));
  else if (live) inst.pendingUsed = 0;
  inst.oldInARow = 0;
  const healing = inst.state == BookState.Gapped;
  const gapsBefore = inst.gaps;
  bookClear(bookOf(inst));
  inst.state = BookState.Live;
  const status = applyRows(engine, inst, snapshot);
  if (status < 0) return status;
  noteTrusted(inst, snapshot);
  inst.awaitFirst = 1;
  if (!chained) return Status.Ok;
  const kept = live && !anew ? Status.Ok : applyKept(engine, inst);
  if (healing && kept == Status.Ok && inst.gaps == gapsBefore) {
    inst.resyncs++;
    engine.resyncs++;
  }
  return kept;
}

/**
 * Removes the levels from the best up to `price`, or all when it is 0, of the sides that are
 * named; neither means both. As in an L3 book.
 */
export function clearDepth(inst: InstrumentState, bids: bool, asks: bool, price: i64): void {
  if (bids == asks && price == 0) {
    bookClear(bookOf(inst));
    return;
  }
  if (bids || !asks) clearSide(inst, BID, price == 0 ? i64.MIN_VALUE : price);
  if (asks || !bids) clearSide(inst, ASK, price == 0 ? i64.MAX_VALUE : price);
}

function clearSide(inst: InstrumentState, side: u32, price: i64): void {
  const book = bookOf(inst);
  const none = side == BID ? i64.MIN_VALUE : i64.MAX_VALUE;
  let best = bookBest(book, side);
  while (best != none && (side == BID ? best >= price : best <= price)) {
    bookSet(book, side, best, 0);
    best = bookBest(book, side);
  }
}
