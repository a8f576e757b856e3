// Records as the venue's text: the inverse of the decoder. What a message looks like is a template
// that the host writes into memory once (src/generate/templates.ts): literal texts and fields in
// the venue's order. This file knows the fields only. Digits come from integers; never allocates.
import { FrameConfig, FrameField } from '../abi/market';
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
  DEPTH_ROW_COUNT,
  HEADER_EXCHANGE_TS_NS,
  HEADER_FLAGS,
  HEADER_KIND,
  HEADER_RECV_TS_NS,
  HEADER_SIZE,
  RecordFlag,
  RecordKind,
  TRADE_PRICE,
  TRADE_QTY,
  TRADE_TRADE_ID,
} from '../abi/records';
import { Status } from '../abi/status';

@inline const MS: i64 = 1_000_000;
/** Most bytes of a message without rows; templates are shorter (the host checks). */
@inline const MESSAGE_MAX: usize = 1024;
/** Most bytes of a row: two numbers of 20 digits and a point, and 8 for brackets and quotes. */
@inline const ROW_MAX: usize = 64;

/** Eight ASCII digits of `v` < 10^8, most significant first in memory. */
@inline function eightDigits(v: u64): u64 {
  // Split by halves: 4+4, then 2+2 in each, then 1+1; every lane divides by multiplication.
  const high = v / 10000;
  const fours = high | ((v - high * 10000) << 32);
  const hundreds = ((fours * 10486) >> 20) & 0x0000007f0000007f;
  const twos = hundreds | ((fours - hundreds * 100) << 16);
  const tens = ((twos * 103) >> 10) & 0x000f000f000f000f;
  return tens | ((twos - tens * 10) << 8) | 0x3030303030303030;
}

/** Writes `v` without leading zeros; 8 bytes past the end may be overwritten. */
function putNumber(at: usize, v: u64): usize {
  if (v < 100000000) {
    const text = eightDigits(v);
    // Zeros in front: low bytes that are '0'; the last digit always stays.
    const zeros = <u64>ctz<u64>((text ^ 0x3030303030303030) | 0x0100000000000000) >> 3;
    store<u64>(at, text >> (zeros << 3));
    return at + 8 - <usize>zeros;
  }
  const high = v / 100000000;
  const end = putNumber(at, high);
  store<u64>(end, eightDigits(v - high * 100000000));
  return end + 8;
}

/** Writes `digits` as a decimal with exactly `decimals` places, `divisor` = 10^decimals. */
@inline function putDecimal(at: usize, digits: u64, divisor: u64, decimals: u32): usize {
  if (decimals == 0) return putNumber(at, digits);
  const whole = digits / divisor;
  let rest = digits - whole * divisor;
  let end = putNumber(at, whole);
  store<u8>(end++, 0x2e);
  if (decimals > 8) {
    const cut = divisor / 100000000;
    const high = rest / cut;
    store<u64>(end, eightDigits(high));
    rest = (rest - high * cut) * (10000000000000000 / divisor);
    store<u64>(end, eightDigits(rest), 8);
    return end + decimals;
  }
  store<u64>(end, eightDigits(rest * (100000000 / divisor)));
  return end + decimals;
}

@inline function putPrice(c: FrameConfig, at: usize, quanta: i64): usize {
  return putDecimal(at, quanta * c.priceMultiplier, c.priceDivisor, c.priceDecimals);
}

@inline function putQty(c: FrameConfig, at: usize, quanta: i64): usize {
  return putDecimal(at, quanta * c.qtyMultiplier, c.qtyDivisor, c.qtyDecimals);
}

/** Rows as `["price","qty"],["price","qty"]`. */
function putRows(c: FrameConfig, at: usize, rows: usize, count: u32): usize {
  let end = at;
  for (let i: u32 = 0; i < count; i++) {
    const row = rows + ((<usize>i) << 4);
    store<u16>(end, 0x225b); // ["
    end = putPrice(c, end + 2, load<i64>(row));
    store<u32>(end, 0x00222c22); // ","
    end = putQty(c, end + 3, load<i64>(row, 8));
    store<u32>(end, 0x002c5d22); // "],
    end += 3;
  }
  // The last comma goes.
  return count == 0 ? end : end - 1;
}

/** When the venue sent it: a fourth of the way from transaction to receipt, in whole ms. */
function eventMs(record: usize): u64 {
  const exchange = load<i64>(record, HEADER_EXCHANGE_TS_NS);
  const travel = load<i64>(record, HEADER_RECV_TS_NS) - exchange;
  return <u64>(exchange / MS + (travel > 0 ? travel / (4 * MS) : 0));
}

function putField(c: FrameConfig, at: usize, field: u32, record: usize): usize {
  switch (field) {
    case <u32>FrameField.RecvTsNs:
      return putNumber(at, load<i64>(record, HEADER_RECV_TS_NS));
    case <u32>FrameField.EventMs:
      return putNumber(at, eventMs(record));
    case <u32>FrameField.ExchangeMs:
      return putNumber(at, load<i64>(record, HEADER_EXCHANGE_TS_NS) / MS);
    case <u32>FrameField.FirstSeq:
      return putNumber(at, load<i64>(record, DEPTH_FIRST_SEQ));
    case <u32>FrameField.LastSeq:
      return putNumber(at, load<i64>(record, DEPTH_LAST_SEQ));
    case <u32>FrameField.PrevSeq:
      return putNumber(at, load<i64>(record, DEPTH_PREV_SEQ));
    case <u32>FrameField.Bids:
      return putRows(c, at, record + 64, load<u32>(record, DEPTH_BID_COUNT));
    case <u32>FrameField.Asks: {
      const bids = load<u32>(record, DEPTH_BID_COUNT);
      const asks = load<u32>(record, DEPTH_ROW_COUNT) - bids;
      return putRows(c, at, record + 64 + ((<usize>bids) << 4), asks);
    }
    case <u32>FrameField.TradeId:
      return putNumber(at, load<i64>(record, TRADE_TRADE_ID));
    case <u32>FrameField.TradePrice:
      return putPrice(c, at, load<i64>(record, TRADE_PRICE));
    case <u32>FrameField.TradeQty:
      return putQty(c, at, load<i64>(record, TRADE_QTY));
    case <u32>FrameField.BuyerIsMaker: {
      const seller = (load<u8>(record, HEADER_FLAGS) & RecordFlag.Sell) != 0;
      store<u64>(at, seller ? 0x65757274 : 0x65736c6166); // true, false
      return at + (seller ? 4 : 5);
    }
    case <u32>FrameField.BidPrice:
      return putPrice(c, at, load<i64>(record, BBO_BID_PRICE));
    case <u32>FrameField.BidQty:
      return putQty(c, at, load<i64>(record, BBO_BID_QTY));
    case <u32>FrameField.AskPrice:
      return putPrice(c, at, load<i64>(record, BBO_ASK_PRICE));
    case <u32>FrameField.AskQty:
      return putQty(c, at, load<i64>(record, BBO_ASK_QTY));
    default:
      return putNumber(at, load<i64>(record, BBO_SEQ));
  }
}

@inline function templateOf(c: FrameConfig, kind: u8): usize {
  if (kind == RecordKind.DepthDelta) return c.deltaTemplate;
  if (kind == RecordKind.Trade) return c.tradeTemplate;
  if (kind == RecordKind.Bbo) return c.bboTemplate;
  return kind == RecordKind.DepthSnapshot ? <usize>c.snapshotTemplate : 0;
}

/** Bytes that the message of a record cannot exceed. */
@inline function messageBound(record: usize, kind: u8): usize {
  const depth = kind == RecordKind.DepthDelta || kind == RecordKind.DepthSnapshot;
  return MESSAGE_MAX + (depth ? <usize>load<u32>(record, DEPTH_ROW_COUNT) * ROW_MAX : 0);
}

/**
 * Writes the line of one record to [out, outEnd). Returns its bytes, 0 for records of kinds that
 * the venue has no message for, or `TooLarge` when there may be too little room.
 * Prices, quantities and ids must not be negative, and fit 63 bits at the text's scale.
 */
export function frameEncode(record: usize, config: usize, out: usize, outEnd: usize): i32 {
  const c = changetype<FrameConfig>(config);
  const kind = load<u8>(record, HEADER_KIND);
  let entry = templateOf(c, kind);
  if (entry == 0) return 0;
  if (outEnd < out || outEnd - out < messageBound(record, kind)) return Status.TooLarge;
  let at = out;
  while (true) {
    const field = <u32>load<u8>(entry);
    if (field == <u32>FrameField.End) return <i32>(at - out);
    const length = <usize>load<u16>(entry, 2);
    entry += 4;
    if (field == <u32>FrameField.Literal) {
      for (let i: usize = 0; i < length; i += 8) store<u64>(at + i, load<u64>(entry + i));
      at += length;
      entry += (length + 7) & ~7;
    } else at = putField(c, at, field, record);
  }
}

/**
 * Writes the lines of the records in [start, end) until they are used up or the room is.
 * Returns the bytes written and sets `consumedBytes`; `TooLarge` when not even one fits.
 */
export function frameEncodeMany(
  start: usize,
  end: usize,
  config: usize,
  out: usize,
  outEnd: usize,
): i32 {
  const c = changetype<FrameConfig>(config);
  let record = start;
  let at = out;
  while (record < end) {
    const written = frameEncode(record, config, at, outEnd);
    if (written < 0) {
      if (record == start) return written;
      break;
    }
    at += <usize>written;
    record += <usize>load<u32>(record, HEADER_SIZE);
  }
  c.consumedBytes = <u32>(record - start);
  return <i32>(at - out);
}
