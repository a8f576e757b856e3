// What is known ahead. Records are merged into one inbound buffer in the order in which the
// strategy will see them; those that a venue's side needs are referred to in exchange order beside
// it, so that the venue acts at the exchange's time although the records arrive later.
//
//   reference   i64 exchange time | u32 address | u32 0
import { EngineState } from '../abi/engine';
import { Definition, Header, RecordFlag, RecordKind, SIZEOF_DEFINITION } from '../abi/records';
import { SessionState } from '../abi/session';
import { Status } from '../abi/status';
import { engineApply } from '../engine/engine';
import { definitionOf, instrumentAt, keyHash } from '../engine/instrument';
import { dueTime, fit, isRepeated, pickCursor } from '../engine/merge';
import { copyWords } from '../mem/words';
import { exchangeOf, feedOf, instrumentOf, localOf, partsOf, SessionParts } from './state';

@inline export const REF_BYTES: u32 = 16;
/** Less is not worth moving. */
@inline const MOVE_MIN: u32 = 64 << 10;
/** `stopCursor` when the sources that are not started yet are next. */
@inline const WAITING_SOURCES: u32 = 0xffffffff;

@inline
export function refAt(parts: SessionParts, index: u32): usize {
  return <usize>(parts.refs + (((parts.refsFirst + index) & parts.refsMask) << 4));
}

/** Notes a definition so that later records of the instrument fit it: the feed keeps no books. */
function noteDefinition(feed: EngineState, def: Definition): void {
  const inst = instrumentAt(feed, def.instrumentId);
  memory.copy(changetype<usize>(definitionOf(inst)), changetype<usize>(def), SIZEOF_DEFINITION);
  inst.priceScale = def.priceScale;
  inst.qtyScale = def.qtyScale;
  inst.tickSize = def.tickSize;
  inst.lotSize = def.lotSize;
  inst.keyHash = keyHash(def);
  inst.defined = 1;
  if (<u32>def.instrumentId >= feed.instrumentCount)
    feed.instrumentCount = <u32>def.instrumentId + 1;
}

/** Orders, account and risk hold quanta: what is traded keeps its scale for the whole run. */
function changesScale(s: SessionState, feed: EngineState, def: Definition): bool {
  const id = <u32>def.instrumentId;
  const inst = instrumentAt(feed, id);
  if (instrumentOf(s, id).venue == 0 || inst.defined == 0) return false;
  return inst.priceScale != def.priceScale || inst.qtyScale != def.qtyScale;
}

/**
 * Defines an instrument before the first run, so that its strategy can read it at once.
 * Ok, or the engines' negative status.
 */
export function define(s: SessionState, def: Definition): i32 {
  const record = changetype<Header>(def);
  if (<u32>record.instrumentId >= partsOf(s).instrumentsMax) return Status.InstrumentsFull;
  noteDefinition(feedOf(s), def);
  instrumentOf(s, record.instrumentId).isGiven = 1;
  const status = engineApply(localOf(s), record);
  const isTraded = instrumentOf(s, record.instrumentId).venue != 0;
  return status < 0 || !isTraded ? status : engineApply(exchangeOf(s), record);
}

/**
 * Of an instrument that was given beforehand the stream's own definition still counts: dataHash.
 */
function isFirstOfGiven(s: SessionState, id: u32): bool {
  const inst = instrumentOf(s, id);
  const isFirst = inst.isGiven != 0;
  inst.isGiven = 0;
  return isFirst;
}

/** Moves what is still needed to the front of the buffer. */
function moveTogether(parts: SessionParts): void {
  let from = parts.local;
  for (let i: u32 = 0; i < parts.refsCount; i++) from = min(from, load<u32>(refAt(parts, i), 8));
  const by = from - parts.buffer;
  if (by == 0) return;
  memory.copy(<usize>parts.buffer, <usize>from, <usize>(parts.fed - from));
  parts.local -= by;
  parts.fed -= by;
  for (let i: u32 = 0; i < parts.refsCount; i++) {
    const ref = refAt(parts, i);
    store<u32>(ref, load<u32>(ref, 8) - by, 8);
  }
}

/**
 * What has been used up is given free once it is as much as what is still needed: moving then costs
 * less than a copy of every record, and the live part of the buffer stays in the caches.
 */
function hasRoom(parts: SessionParts, size: u32): bool {
  if (parts.refsCount > parts.refsMask) return false;
  const used = parts.local - parts.buffer;
  if (used >= MOVE_MIN && used >= parts.fed - parts.local) moveTogether(parts);
  return parts.fed + size <= parts.bufferEnd;
}

@inline
function isDepth(kind: u32): bool {
  return kind != RecordKind.Trade && kind != RecordKind.Bbo;
}

/**
 * Where in exchange order the record belongs. Depth of one instrument keeps the order of its ids,
 * whatever its stamps say; a stamp too far ahead is not believed.
 */
function exchangeKey(s: SessionState, record: Header): i64 {
  const inst = instrumentOf(s, record.instrumentId);
  let key = record.exchangeTsNs == 0 ? record.recvTsNs : record.exchangeTsNs;
  const latest = record.recvTsNs + s.lookAheadNs;
  if (key > latest) {
    key = latest;
    s.clampedRecords++;
  }
  if (isDepth(record.kind)) {
    key = max(key, inst.depthKeyNs);
    inst.depthKeyNs = key;
  }
  return key;
}

/** Puts a reference where its time belongs: behind all of the same time. */
function putRef(parts: SessionParts, key: i64, record: u32): void {
  let index = parts.refsCount++;
  let to = refAt(parts, index);
  while (index > 0) {
    const before = refAt(parts, index - 1);
    if (load<i64>(before) <= key) break;
    store<i64>(to, load<i64>(before));
    store<i64>(to, load<i64>(before, 8), 8);
    to = before;
    index--;
  }
  store<i64>(to, key);
  store<i64>(to, <i64>record, 8);
}

/** A new instrument is known at once; a change of one comes after all that was fed before it. */
function putDefinition(s: SessionState, parts: SessionParts, record: u32, isNew: bool): void {
  if (isNew || parts.refsCount == 0) {
    const first = parts.refsCount == 0 ? s.nowNs : load<i64>(refAt(parts, 0));
    parts.refsFirst = (parts.refsFirst - 1) & parts.refsMask;
    parts.refsCount++;
    store<i64>(refAt(parts, 0), first);
    store<i64>(refAt(parts, 0), <i64>record, 8);
    return;
  }
  const last = load<i64>(refAt(parts, parts.refsCount - 1));
  const inst = instrumentOf(s, changetype<Header>(<usize>record).instrumentId);
  inst.depthKeyNs = max(inst.depthKeyNs, last);
  inst.barrierNs = last;
  putRef(parts, last, record);
}

function refer(s: SessionState, parts: SessionParts, at: u32, isNew: bool): void {
  const record = changetype<Header>(<usize>at);
  const inst = instrumentOf(s, record.instrumentId);
  if (inst.venue == 0) return;
  if (record.kind == RecordKind.Definition) return putDefinition(s, parts, at, isNew);
  if ((record.flags & RecordFlag.Exchange) == 0) return;
  putRef(parts, max(exchangeKey(s, record), inst.barrierNs), at);
}

/** Takes the record of the picked cursor into the buffer. Ok, or why it cannot. */
function take(s: SessionState, parts: SessionParts, cursor: usize): i32 {
  const feed = feedOf(s);
  const record = changetype<Header>(<usize>load<u32>(cursor));
  const size = record.size;
  if (size > (parts.bufferEnd - parts.buffer) >> 1) return Status.TooLarge;
  if (!hasRoom(parts, size)) return Status.OutputFull;
  feed.stopRecord = load<u32>(cursor);
  store<u32>(cursor, load<u32>(cursor) + size);
  if (<u32>record.instrumentId >= parts.instrumentsMax) return Status.InstrumentsFull;
  const isDefinition = record.kind == RecordKind.Definition;
  if (!isDefinition) store<u32>(cursor, load<u32>(cursor, 8) + 1, 8);
  const status = fit(feed, load<u32>(cursor, 12), record);
  if (status != Status.Ok) return status;
  let isNew = false;
  if (isDefinition) {
    const isSame = isRepeated(feed, record);
    if (isSame && !isFirstOfGiven(s, record.instrumentId)) return Status.Ok;
    if (changesScale(s, feed, changetype<Definition>(record))) return Status.ScaleChanged;
    isNew = isSame || instrumentAt(feed, record.instrumentId).defined == 0;
    noteDefinition(feed, changetype<Definition>(record));
  }
  copyWords(<usize>parts.fed, changetype<usize>(record), size);
  refer(s, parts, parts.fed, isNew);
  parts.fed += size;
  // A row of the exchange's side alone comes before its time: others may still be earlier.
  s.fedNs = max(s.fedNs, dueTime(record));
  return Status.Ok;
}

/**
 * Feeds records until one is later than `untilNs`. Ok: done, or all sources ended (`fedNs` is then
 * the end of time). NeedInput: `stopCursor`. OutputFull: the buffer is full. Negative: the record
 * of the feed's `stopRecord` is refused.
 */
export function feedUntil(s: SessionState, untilNs: i64): i32 {
  const parts = partsOf(s);
  const feed = feedOf(s);
  while (s.fedNs <= untilNs) {
    const picked = pickCursor(feed, <usize>parts.cursors, parts.cursorCount);
    if (picked == -1) {
      s.stopCursor = feed.stopCursor;
      return Status.NeedInput;
    }
    if (picked < 0) {
      if (s.feedUntilNs != i64.MAX_VALUE) return waitForSources(s);
      s.fedNs = i64.MAX_VALUE;
      return Status.Ok;
    }
    const cursor = <usize>parts.cursors + ((<usize>picked) << 4);
    feed.stopCursor = picked;
    if (dueTime(changetype<Header>(<usize>load<u32>(cursor))) > s.feedUntilNs)
      return waitForSources(s);
    const status = take(s, parts, cursor);
    if (status != Status.Ok) return status;
  }
  return Status.Ok;
}

function waitForSources(s: SessionState): i32 {
  s.stopCursor = WAITING_SOURCES;
  return Status.NeedInput;
}
