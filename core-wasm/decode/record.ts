// From the fields of a message to a record: the one writer for both paths.
import { Decoder } from '../abi/decode';
import {
  BBO_ASK_PRICE,
  BBO_ASK_QTY,
  BBO_BID_PRICE,
  BBO_BID_QTY,
  BBO_SEQ,
  DEPTH_BID_COUNT,
  DEPTH_FIRST_SEQ,
  DEPTH_LAST_SEQ,
  DEPTH_PREV_SEQ,
  DEPTH_RESERVED,
  DEPTH_ROW_COUNT,
  Header,
  RecordFlag,
  RecordKind,
  SIZEOF_BBO,
  SIZEOF_DEPTH,
  SIZEOF_ROW,
  SIZEOF_TRADE,
  TRADE_FIRST_TRADE_ID,
  TRADE_LAST_TRADE_ID,
  TRADE_PRICE,
  TRADE_QTY,
  TRADE_TRADE_ID,
} from '../abi/records';
import { bit, Fields, Key, Message, value } from './state';
import { Entry } from './symbols';

@inline const MS_MAX: u64 = 9_223_372_036_854;
@inline const US_MIN: u64 = 1_000_000_000_000_000;
@inline const US_MAX: u64 = 9_223_372_036_854_775;

/**
 * A venue's time stamp in ns: milliseconds, or microseconds (`timeUnit=MICROSECOND`) from 10^15
 * on, which as milliseconds would lie beyond 63 bits. -1: neither.
 */
@inline
export function venueTimeNs(stamp: u64): i64 {
  if (stamp <= MS_MAX) return stamp * 1_000_000;
  return stamp >= US_MIN && stamp <= US_MAX ? stamp * 1_000 : -1;
}

/** Transaction time, else event time, ns; 0: none; -1: implausible. */
export function exchangeTimeNs(fields: Fields): i64 {
  let stamp: i64 = 0;
  if (fields.seen & bit(Key.Time)) stamp = value(fields, Key.Time);
  if (stamp == 0 && fields.seen & bit(Key.EventTime)) stamp = value(fields, Key.EventTime);
  return venueTimeNs(stamp);
}

function writeHeader(dec: Decoder, fields: Fields, out: usize, size: usize, timeNs: i64): void {
  const header = changetype<Header>(out);
  header.size = <u32>size;
  header.flags = RecordFlag.Exchange | RecordFlag.Local;
  header.instrumentId = <u16>changetype<Entry>(<usize>fields.entry).instrumentId;
  header.recvTsNs = dec.recvTsNs;
  header.exchangeTsNs = timeNs;
}

/** Its rows stand behind the header already. */
function writeDepth(dec: Decoder, fields: Fields, out: usize, timeNs: i64): usize {
  const rows = fields.bidCount + fields.askCount;
  const size = SIZEOF_DEPTH + <usize>rows * SIZEOF_ROW;
  writeHeader(dec, fields, out, size, timeNs);
  const snapshot = fields.message == Message.Snapshot;
  changetype<Header>(out).kind = snapshot ? RecordKind.DepthSnapshot : RecordKind.DepthDelta;
  store<i64>(out, value(fields, snapshot ? Key.UpdateId : Key.First), DEPTH_FIRST_SEQ);
  store<i64>(out, value(fields, snapshot ? Key.UpdateId : Key.Last), DEPTH_LAST_SEQ);
  const chained = !snapshot && (fields.seen & bit(Key.Previous)) != 0;
  store<i64>(out, chained ? value(fields, Key.Previous) : -1, DEPTH_PREV_SEQ);
  store<u32>(out, rows, DEPTH_ROW_COUNT);
  store<u32>(out, fields.bidCount, DEPTH_BID_COUNT);
  store<i64>(out, 0, DEPTH_RESERVED);
  if (snapshot) dec.depthSnapshots++;
  else dec.depthDeltas++;
  dec.rows += rows;
  return size;
}

function writeTrade(dec: Decoder, fields: Fields, out: usize, timeNs: i64): usize {
  writeHeader(dec, fields, out, SIZEOF_TRADE, timeNs);
  const aggregate = fields.message == Message.AggTrade;
  const header = changetype<Header>(out);
  header.kind = RecordKind.Trade;
  // The buyer is the maker: the seller was the aggressor.
  header.flags |= fields.maker ? RecordFlag.Sell : RecordFlag.Buy;
  if (aggregate) header.flags |= RecordFlag.Aggregate;
  store<i64>(out, value(fields, Key.Price), TRADE_PRICE);
  store<i64>(out, value(fields, Key.Qty), TRADE_QTY);
  store<i64>(out, value(fields, aggregate ? Key.Asks : Key.TradeId), TRADE_TRADE_ID);
  store<i64>(out, aggregate ? value(fields, Key.FirstTrade) : -1, TRADE_FIRST_TRADE_ID);
  store<i64>(out, aggregate ? value(fields, Key.LastTrade) : -1, TRADE_LAST_TRADE_ID);
  dec.trades++;
  return SIZEOF_TRADE;
}

function writeBbo(dec: Decoder, fields: Fields, out: usize, timeNs: i64): usize {
  writeHeader(dec, fields, out, SIZEOF_BBO, timeNs);
  changetype<Header>(out).kind = RecordKind.Bbo;
  store<i64>(out, value(fields, Key.Bids), BBO_BID_PRICE);
  store<i64>(out, value(fields, Key.BidQty), BBO_BID_QTY);
  store<i64>(out, value(fields, Key.Asks), BBO_ASK_PRICE);
  store<i64>(out, value(fields, Key.AskQty), BBO_ASK_QTY);
  store<i64>(out, value(fields, Key.Last), BBO_SEQ);
  dec.bbos++;
  return SIZEOF_BBO;
}

/** Writes the record of a complete message at `out`, counts it, and moves `outPos` behind it. */
export function writeRecord(dec: Decoder, fields: Fields, out: usize): void {
  const timeNs = exchangeTimeNs(fields);
  let size: usize = 0;
  switch (fields.message) {
    case Message.Depth:
    case Message.Snapshot:
      size = writeDepth(dec, fields, out, timeNs);
      break;
    case Message.Trade:
    case Message.AggTrade:
      size = writeTrade(dec, fields, out, timeNs);
      break;
    default:
      size = writeBbo(dec, fields, out, timeNs);
  }
  dec.outPos = <u32>(out + size);
}
