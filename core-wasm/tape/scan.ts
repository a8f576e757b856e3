// Second pass of the encoder: collects tags, counts and times, and gives every stream room for its
// worst case. Allocates nothing; writes the encoder.
import {
  BBO_ASK_PRICE,
  BBO_ASK_QTY,
  DEPTH_BID_COUNT,
  DEPTH_ROW_COUNT,
  HEADER_EXCHANGE_TS_NS,
  HEADER_INSTRUMENT_ID,
  HEADER_KIND,
  HEADER_RECV_TS_NS,
  RecordKind,
  SIZEOF_DEPTH,
  SIZEOF_HEADER,
  TRADE_PRICE,
  TRADE_QTY,
} from '../abi/records';
import { SIZEOF_TAPE_INFO, TapeInfo } from '../abi/tape';
import {
  ENC_EXCHANGE_INVERSE,
  ENC_EXCHANGE_SHIFT,
  ENC_EXCHANGE_UNIT,
  ENC_NEXT,
  ENC_RECV_INVERSE,
  ENC_RECV_SHIFT,
  ENC_RECV_UNIT,
  ENC_STARTS,
  ENC_STEP,
  STREAM_SLACK,
  commonUnit,
  divides,
  findTag,
  inverseOf,
  roundDiv,
  slotOf,
} from './encoder';
import { isLocal } from './fit';
import {
  Class,
  STREAMS_PER_CLASS,
  STREAM_BODIES,
  STREAM_CLASSES,
  STREAM_ESCAPES,
  STREAM_EXCHANGE,
  STREAM_RECV,
  STREAM_REST,
  STREAM_ROWS,
  STREAM_TAGS,
  STREAM_TIMES,
  Slot,
  TAG_RAW,
  classOf,
} from './layout';

/** What the scan counts, besides TapeInfo. Stands at the start of the scratch while it runs. */
@unmanaged
export class Counts {
  tags: u32;
  instruments: u32;
  rows: u32;
  bodyBytes: u32;
  // Records by class.
  records0: u32;
  records1: u32;
  records2: u32;
  records3: u32;
  records4: u32;
  records5: u32;
  // Records whose receive time is near a multiple of the step after the one before.
  nearStep: u32;
  farApart: u32;
  lastRecv: i64;
  // Behind the last record that has a slot.
  end: u32;
}
@inline const COUNTS_RECORDS: usize = 16;
@inline export const SIZEOF_COUNTS: usize = 64;
/** The step that is tried, ns, and the differences that it may be tried on. */
@inline const CLOCK_STEP: i64 = 100;
@inline const STEP_RANGE: i64 = 1 << 62;

/** Tag of a record: bytes 4..7 with the raw mark in place of the flag `Slow`. */
@inline
export function tagOf(enc: usize, record: usize, size: u32): u32 {
  const tag = load<u32>(record, HEADER_KIND) & ~TAG_RAW;
  if (!isPlain(record, size)) return tag | TAG_RAW;
  const slot = slotOf(enc, load<u16>(record, HEADER_INSTRUMENT_ID));
  return slot.isOdd != 0 && !isEven(record, slot) ? tag | TAG_RAW : tag;
}

/** Whether price and quantity of a record without rows are multiples of the units. */
function isEven(record: usize, slot: Slot): bool {
  const cls = classOf(load<u8>(record, HEADER_KIND));
  if (cls <= Class.Snapshot || cls == Class.Other) return true;
  const price = i64(slot.priceUnit);
  const qty = i64(slot.qtyUnit);
  // Trades, order events and the bid of a book ticker have price and quantity in the same place.
  if (!divides(price, load<i64>(record, TRADE_PRICE))) return false;
  if (!divides(qty, load<i64>(record, TRADE_QTY))) return false;
  if (cls != Class.Bbo) return true;
  if (!divides(price, load<i64>(record, BBO_ASK_PRICE))) return false;
  return divides(qty, load<i64>(record, BBO_ASK_QTY));
}

/** Whether the record has the fields of its class; others stand in the block as they are. */
@inline
export function isPlain(record: usize, size: u32): bool {
  const kind = u32(load<u8>(record, HEADER_KIND));
  if (kind == RecordKind.DepthDelta || kind == RecordKind.DepthSnapshot) {
    const rows = load<u32>(record, DEPTH_ROW_COUNT);
    if (u64(size) != u64(SIZEOF_DEPTH) + (u64(rows) << 4)) return false;
    return load<u32>(record, DEPTH_BID_COUNT) <= rows;
  }
  return kind != RecordKind.Definition && size == 64;
}

@inline
function countEvents(info: TapeInfo, kind: u32, plain: bool, rows: u32): void {
  if (kind == RecordKind.Definition) info.definitions++;
  else if (!plain) info.others++;
  else if (kind == RecordKind.DepthDelta) info.depthRows += rows;
  else if (kind == RecordKind.DepthSnapshot) info.snapshotRows += rows;
  else if (kind == RecordKind.Trade) info.trades++;
  else if (kind == RecordKind.Bbo) info.bbos++;
  else info.others++;
}

@inline
function addTimes(enc: usize, info: TapeInfo, counts: Counts, record: usize): void {
  const recv = load<i64>(record, HEADER_RECV_TS_NS);
  const exchange = load<i64>(record, HEADER_EXCHANGE_TS_NS);
  store<u64>(enc, commonUnit(load<u64>(enc, ENC_RECV_UNIT), recv), ENC_RECV_UNIT);
  const after = recv - counts.lastRecv;
  counts.lastRecv = recv;
  if (after > STEP_RANGE || after < -STEP_RANGE) counts.farApart++;
  else if (abs(after - roundDiv(after, CLOCK_STEP) * CLOCK_STEP) <= 2) counts.nearStep++;
  // The index is searched by receive time: rows outside the receive order have no say in it.
  if (isLocal(record)) {
    if (recv < info.minRecvTsNs) info.minRecvTsNs = recv;
    if (recv > info.maxRecvTsNs) info.maxRecvTsNs = recv;
  }
  if (exchange == 0) return;
  store<u64>(enc, commonUnit(load<u64>(enc, ENC_EXCHANGE_UNIT), exchange), ENC_EXCHANGE_UNIT);
  if (exchange < info.minExchangeTsNs) info.minExchangeTsNs = exchange;
  if (exchange > info.maxExchangeTsNs) info.maxExchangeTsNs = exchange;
  if (recv - exchange < info.minLatencyNs) info.minLatencyNs = recv - exchange;
}

function clearInfo(enc: usize): TapeInfo {
  memory.fill(enc, 0, SIZEOF_TAPE_INFO);
  const info = changetype<TapeInfo>(enc);
  info.minRecvTsNs = i64.MAX_VALUE;
  info.maxRecvTsNs = i64.MIN_VALUE;
  info.minExchangeTsNs = i64.MAX_VALUE;
  info.maxExchangeTsNs = i64.MIN_VALUE;
  info.minLatencyNs = i64.MAX_VALUE;
  store<u64>(enc, 0, ENC_RECV_UNIT);
  store<u64>(enc, 0, ENC_EXCHANGE_UNIT);
  return info;
}

/**
 * Reads the records [recs, recsEnd), which the survey has seen, as far as the dictionary of tags
 * goes. Streams 0 and 1 (tags) are complete afterwards.
 */
export function scan(enc: usize, recs: usize, recsEnd: usize, counts: Counts): void {
  const info = clearInfo(enc);
  const tags = changetype<usize>(counts) + SIZEOF_COUNTS;
  const escapes = tags + ((recsEnd - recs) >> 5);
  let nextTag = tags;
  let nextEscape = escapes;
  let record = recs;
  while (record < recsEnd) {
    const size = load<u32>(record);
    const kind = u32(load<u8>(record, HEADER_KIND));
    const tag = tagOf(enc, record, size);
    const index = findTag(enc, tag, counts.tags);
    if (index < 0) break;
    if (u32(index) == counts.tags) counts.tags++;
    store<u8>(nextTag++, u8(min(index, 255)));
    if (index >= 255) {
      store<u16>(nextEscape, u16(index));
      nextEscape += 2;
    }
    const raw = (tag & TAG_RAW) != 0;
    const cls = raw ? Class.Other : classOf(kind);
    if (raw) counts.bodyBytes += size - u32(SIZEOF_HEADER);
    else if (cls <= Class.Snapshot) counts.rows += (size - u32(SIZEOF_DEPTH)) >> 4;
    const counter = changetype<usize>(counts) + COUNTS_RECORDS + (cls << 2);
    store<u32>(counter, load<u32>(counter) + 1);
    countEvents(info, kind, isPlain(record, size), (size - u32(SIZEOF_DEPTH)) >> 4);
    addTimes(enc, info, counts, record);
    record += size;
  }
  info.consumed = u32(record - recs);
  info.recordCount = u32(nextTag - tags);
  if (info.maxExchangeTsNs == i64.MIN_VALUE) {
    info.minExchangeTsNs = 0;
    info.maxExchangeTsNs = 0;
  }
  layOut(enc, counts, info.recordCount, tags, nextTag, escapes, nextEscape);
}

@inline
function place(enc: usize, stream: u32, start: usize, room: usize): usize {
  store<u32>(enc + (stream << 2), u32(start), ENC_STARTS);
  store<u32>(enc + (stream << 2), u32(start), ENC_NEXT);
  return start + room + STREAM_SLACK;
}

/** Gives the streams their places. Every value needs up to 8 bytes, every row 8 and 8 and 1. */
function layOut(
  enc: usize,
  counts: Counts,
  records: u32,
  tags: usize,
  tagsEnd: usize,
  escapes: usize,
  escapesEnd: usize,
): void {
  place(enc, STREAM_TAGS, tags, 0);
  store<u32>(enc + (STREAM_TAGS << 2), u32(tagsEnd), ENC_NEXT);
  place(enc, STREAM_ESCAPES, escapes, 0);
  store<u32>(enc + (STREAM_ESCAPES << 2), u32(escapesEnd), ENC_NEXT);
  let at = escapesEnd + STREAM_SLACK;
  at = place(enc, STREAM_TIMES, at, records);
  at = place(enc, STREAM_RECV, at, records << 3);
  at = place(enc, STREAM_REST, at, records);
  at = place(enc, STREAM_EXCHANGE, at, records << 3);
  for (let cls: u32 = 0; cls < Class.COUNT; cls++) {
    const first = STREAM_CLASSES + cls * STREAMS_PER_CLASS;
    const count = load<u32>(changetype<usize>(counts) + COUNTS_RECORDS + (cls << 2));
    for (let i: u32 = 0; i < 3; i++) at = place(enc, first + i, at, count);
    for (let i: u32 = 3; i < STREAMS_PER_CLASS; i++) at = place(enc, first + i, at, count << 3);
  }
  at = place(enc, STREAM_BODIES, at, counts.bodyBytes);
  at = place(enc, STREAM_ROWS, at, counts.rows);
  at = place(enc, STREAM_ROWS + 1, at, counts.rows);
  at = place(enc, STREAM_ROWS + 2, at, counts.rows * 7);
  at = place(enc, STREAM_ROWS + 3, at, counts.rows);
  place(enc, STREAM_ROWS + 4, at, counts.rows * 7);
}

/** Turns the units of time into their form for exact division. */
export function fixTimes(enc: usize, counts: Counts): void {
  const recv = max(load<u64>(enc, ENC_RECV_UNIT), 1);
  // By chance 1 of 20 is near; a clock that ticks so has nearly all.
  const often = u64(counts.nearStep) << 1 > u64(changetype<TapeInfo>(enc).recordCount);
  store<i64>(enc, recv == 1 && often && counts.farApart == 0 ? CLOCK_STEP : 1, ENC_STEP);
  const exchange = max(load<u64>(enc, ENC_EXCHANGE_UNIT), 1);
  store<u64>(enc, recv, ENC_RECV_UNIT);
  store<u64>(enc, ctz(recv), ENC_RECV_SHIFT);
  store<u64>(enc, inverseOf(recv >> ctz(recv)), ENC_RECV_INVERSE);
  store<u64>(enc, exchange, ENC_EXCHANGE_UNIT);
  store<u64>(enc, ctz(exchange), ENC_EXCHANGE_SHIFT);
  store<u64>(enc, inverseOf(exchange >> ctz(exchange)), ENC_EXCHANGE_INVERSE);
}
