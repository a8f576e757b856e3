// Third pass of the encoder: records to streams to payload. Mirrored by decode.ts; layout in
// layout.ts. Allocates nothing; reads the records, writes the encoder's scratch and the output.
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
  HEADER_EXCHANGE_TS_NS,
  HEADER_FLAGS,
  HEADER_INSTRUMENT_ID,
  HEADER_KIND,
  HEADER_RECV_TS_NS,
  ORDER_EVENT_AUX,
  ORDER_EVENT_ORDER_ID,
  ORDER_EVENT_PRICE,
  ORDER_EVENT_QTY,
  ORDER_EVENT_SEQ,
  RecordFlag,
  RecordKind,
  SIZEOF_DEPTH,
  SIZEOF_HEADER,
  TRADE_FIRST_TRADE_ID,
  TRADE_LAST_TRADE_ID,
  TRADE_PRICE,
  TRADE_QTY,
  TRADE_TRADE_ID,
} from '../abi/records';
import { Status } from '../abi/status';
import { TapeInfo } from '../abi/tape';
import {
  ENC_EXCHANGE_INVERSE,
  ENC_EXCHANGE_SHIFT,
  ENC_LAST_RECV,
  ENC_MAX_BYTES,
  ENC_RECV_INVERSE,
  ENC_RECV_SHIFT,
  ENC_SCRATCH,
  ENC_STEP,
  divides,
  exactly,
  nextOf,
  resetBlock,
  roundDiv,
  slotOf,
} from './encoder';
import {
  Class,
  SLOT_DELTA_SEQ,
  SLOT_SNAPSHOT_SEQ,
  STREAMS_PER_CLASS,
  STREAM_BODIES,
  STREAM_CLASSES,
  STREAM_EXCHANGE,
  STREAM_RECV,
  STREAM_REST,
  STREAM_ROWS,
  STREAM_TIMES,
  Slot,
  TAG_RAW,
  classOf,
  codeBytes,
  nextId,
  nextSeq,
} from './layout';
import { assemble } from './assemble';
import { Counts, SIZEOF_COUNTS, fixTimes, scan, tagOf } from './scan';
import { survey } from './survey';

/** Appends the magnitude of `value` to the stream whose next byte `next` holds; its nibble. */
@inline
function put(next: usize, value: i64): u32 {
  const negative = u32(value < 0);
  const magnitude = value < 0 ? u64(-value) : u64(value);
  const code = min((71 - u32(clz(magnitude))) >> 3, 7);
  const at = usize(load<u32>(next));
  store<u64>(at, magnitude);
  store<u32>(next, u32(at) + codeBytes(code));
  return code | (negative << 3);
}

@inline
function putByte(next: usize, value: u32): void {
  const at = usize(load<u32>(next));
  store<u8>(at, u8(value));
  store<u32>(next, u32(at) + 1);
}

/** Next bytes of the fields of a class; its control streams are the three before. */
@inline
function fieldsOf(enc: usize, cls: u32): usize {
  return nextOf(enc, STREAM_CLASSES + cls * STREAMS_PER_CLASS + 3);
}

@inline
function putControl(fields: usize, nibbles: u32): void {
  putByte(fields - 12, nibbles & 0xff);
  putByte(fields - 8, (nibbles >> 8) & 0xff);
  putByte(fields - 4, nibbles >> 16);
}

@inline
function priceOf(slot: Slot, at: usize): i64 {
  return exactly(load<i64>(at), slot.priceShift, slot.priceInverse);
}

@inline
function qtyOf(slot: Slot, at: usize): i64 {
  return exactly(load<i64>(at), slot.qtyShift, slot.qtyInverse);
}

function putTimes(enc: usize, record: usize, slot: Slot): void {
  const recv = exactly(
    load<i64>(record, HEADER_RECV_TS_NS),
    load<u64>(enc, ENC_RECV_SHIFT),
    load<u64>(enc, ENC_RECV_INVERSE),
  );
  const step = load<i64>(enc, ENC_STEP);
  let after = recv - load<i64>(enc, ENC_LAST_RECV);
  if (step != 1) {
    const steps = roundDiv(after, step);
    putByte(nextOf(enc, STREAM_REST), u32(after - steps * step));
    after = steps;
  }
  let nibbles = put(nextOf(enc, STREAM_RECV), after);
  store<i64>(enc, recv, ENC_LAST_RECV);
  const time = load<i64>(record, HEADER_EXCHANGE_TS_NS);
  if (time == 0) {
    nibbles |= 0x80;
  } else {
    const exchange = exactly(
      time,
      load<u64>(enc, ENC_EXCHANGE_SHIFT),
      load<u64>(enc, ENC_EXCHANGE_INVERSE),
    );
    nibbles |= put(nextOf(enc, STREAM_EXCHANGE), exchange - slot.exchange) << 4;
    slot.exchange = exchange;
  }
  putByte(nextOf(enc, STREAM_TIMES), nibbles);
}

/** Whether a row can be coded in units. */
function isRowEven(slot: Slot, difference: i64, qty: i64): bool {
  return divides(i64(slot.priceUnit), difference) && divides(i64(slot.qtyUnit), qty);
}

/**
 * Rows [row, end) of one side, the first against price `base`. `isOdd` in the slot says that not
 * all are multiples of the units.
 */
function putRows(enc: usize, slot: Slot, row: usize, end: usize, base: i64): void {
  const isOdd = slot.isOdd != 0;
  const next = nextOf(enc, STREAM_ROWS);
  let control = usize(load<u32>(next));
  let priceLow = usize(load<u32>(next, 4));
  let priceHigh = usize(load<u32>(next, 8));
  let qtyLow = usize(load<u32>(next, 12));
  let qtyHigh = usize(load<u32>(next, 16));
  let last = isOdd ? base : exactly(base, slot.priceShift, slot.priceInverse);
  for (; row < end; row += 16) {
    const price = isOdd ? load<i64>(row) : priceOf(slot, row);
    let difference = price - last;
    last = price;
    let qty = load<u64>(row, 8);
    const inQuanta = isOdd && !isRowEven(slot, difference, i64(qty));
    if (!inQuanta) {
      qty = u64(exactly(i64(qty), slot.qtyShift, slot.qtyInverse));
      if (isOdd) difference = exactly(difference, slot.priceShift, slot.priceInverse);
    }
    const down = u32(difference < 0);
    const magnitude = difference < 0 ? u64(-difference) : u64(difference);
    const priceCode = min((71 - u32(clz(magnitude))) >> 3, 7);
    const qtyCode = min((71 - u32(clz(qty))) >> 3, 7);
    store<u8>(control++, u8(priceCode | (qtyCode << 3) | (down << 6) | (u32(inQuanta) << 7)));
    const priceSome = u32(priceCode != 0);
    store<u8>(priceLow, u8(magnitude));
    store<u64>(priceHigh, magnitude >> 8);
    priceLow += priceSome;
    priceHigh += codeBytes(priceCode) - priceSome;
    const qtySome = u32(qtyCode != 0);
    store<u8>(qtyLow, u8(qty));
    store<u64>(qtyHigh, qty >> 8);
    qtyLow += qtySome;
    qtyHigh += codeBytes(qtyCode) - qtySome;
  }
  store<u32>(next, u32(control));
  store<u32>(next, u32(priceLow), 4);
  store<u32>(next, u32(priceHigh), 8);
  store<u32>(next, u32(qtyLow), 12);
  store<u32>(next, u32(qtyHigh), 16);
}

/** Delta or snapshot; `known` holds what the instrument's last record of this class said. */
function putDepth(enc: usize, record: usize, cls: u32, slot: Slot): void {
  const known = changetype<usize>(slot) + (cls == Class.Delta ? SLOT_DELTA_SEQ : SLOT_SNAPSHOT_SEQ);
  const fields = fieldsOf(enc, cls);
  const first = load<i64>(record, DEPTH_FIRST_SEQ);
  const last = load<i64>(record, DEPTH_LAST_SEQ);
  const previous = load<i64>(record, DEPTH_PREV_SEQ);
  const bids = load<u32>(record, DEPTH_BID_COUNT);
  const asks = load<u32>(record, DEPTH_ROW_COUNT) - bids;
  const lastSeq = load<i64>(known);
  let nibbles = put(fields, first - nextSeq(lastSeq));
  nibbles |= put(fields + 4, last - first) << 4;
  nibbles |= put(fields + 8, previous - (load<i64>(known, 8) != 0 ? -1 : lastSeq)) << 8;
  nibbles |= put(fields + 12, bids) << 12;
  nibbles |= put(fields + 16, asks) << 16;
  nibbles |= put(fields + 20, load<i64>(record, DEPTH_RESERVED)) << 20;
  putControl(fields, nibbles);
  store<i64>(known, last);
  store<i64>(known, i64(previous == -1), 8);
  const rows = record + SIZEOF_DEPTH;
  const middle = rows + (usize(bids) << 4);
  if (bids != 0) {
    putRows(enc, slot, rows, middle, load<i64>(known, 16));
    store<i64>(known, load<i64>(rows), 16);
  }
  if (asks != 0) {
    putRows(enc, slot, middle, middle + (usize(asks) << 4), load<i64>(known, 24));
    store<i64>(known, load<i64>(middle), 24);
  }
}

function putTrade(enc: usize, record: usize, slot: Slot): void {
  const fields = fieldsOf(enc, Class.Trade);
  const price = priceOf(slot, record + TRADE_PRICE);
  const id = load<i64>(record, TRADE_TRADE_ID);
  const first = load<i64>(record, TRADE_FIRST_TRADE_ID);
  const last = load<i64>(record, TRADE_LAST_TRADE_ID);
  let nibbles = put(fields, price - slot.tradePrice);
  nibbles |= put(fields + 4, qtyOf(slot, record + TRADE_QTY)) << 4;
  nibbles |= put(fields + 8, id - nextId(slot.tradeId)) << 8;
  nibbles |= put(fields + 12, first - nextId(slot.tradeLast)) << 12;
  nibbles |= put(fields + 16, last - first) << 16;
  putControl(fields, nibbles);
  slot.tradePrice = price;
  slot.tradeId = id;
  slot.tradeLast = last;
}

function putBbo(enc: usize, record: usize, slot: Slot): void {
  const fields = fieldsOf(enc, Class.Bbo);
  const bid = priceOf(slot, record + BBO_BID_PRICE);
  const bidQty = qtyOf(slot, record + BBO_BID_QTY);
  const ask = priceOf(slot, record + BBO_ASK_PRICE);
  const askQty = qtyOf(slot, record + BBO_ASK_QTY);
  const seq = load<i64>(record, BBO_SEQ);
  let nibbles = put(fields, bid - slot.bid);
  nibbles |= put(fields + 4, bidQty - slot.bidQty) << 4;
  // Both sides often move together: the spread is what stays.
  nibbles |= put(fields + 8, ask - slot.ask - (bid - slot.bid)) << 8;
  nibbles |= put(fields + 12, askQty - slot.askQty) << 12;
  nibbles |= put(fields + 16, seq - slot.bboSeq) << 16;
  putControl(fields, nibbles);
  slot.bid = bid;
  slot.bidQty = bidQty;
  slot.ask = ask;
  slot.askQty = askQty;
  slot.bboSeq = seq;
}

function putOrder(enc: usize, record: usize, slot: Slot): void {
  const fields = fieldsOf(enc, Class.Order);
  const sell = (load<u8>(record, HEADER_FLAGS) & RecordFlag.Sell) != 0;
  const price = priceOf(slot, record + ORDER_EVENT_PRICE);
  const id = load<i64>(record, ORDER_EVENT_ORDER_ID);
  const seq = load<i64>(record, ORDER_EVENT_SEQ);
  const aux = load<i64>(record, ORDER_EVENT_AUX);
  let nibbles = put(fields, price - (sell ? slot.sellPrice : slot.buyPrice));
  nibbles |= put(fields + 4, qtyOf(slot, record + ORDER_EVENT_QTY)) << 4;
  nibbles |= put(fields + 8, id - slot.orderId) << 8;
  nibbles |= put(fields + 12, seq - nextSeq(slot.orderSeq)) << 12;
  nibbles |= put(fields + 16, aux - slot.orderAux) << 16;
  putControl(fields, nibbles);
  if (sell) slot.sellPrice = price;
  else slot.buyPrice = price;
  // Ids of new orders count up; the others name any order that rests.
  if (load<u8>(record, HEADER_KIND) == RecordKind.OrderAdd) slot.orderId = id;
  slot.orderSeq = seq;
  slot.orderAux = aux;
}

function putOther(enc: usize, record: usize, slot: Slot): void {
  const fields = fieldsOf(enc, Class.Other);
  const words = changetype<usize>(slot) + offsetof<Slot>('word0');
  let nibbles: u32 = 0;
  for (let i: u32 = 0; i < 5; i++) {
    const word = load<i64>(record + SIZEOF_HEADER + (i << 3));
    nibbles |= put(fields + (i << 2), word - load<i64>(words + (i << 3))) << (i << 2);
    store<i64>(words + (i << 3), word);
  }
  putControl(fields, nibbles);
}

function putRaw(enc: usize, record: usize, size: u32): void {
  const fields = fieldsOf(enc, Class.Other);
  putControl(fields, put(fields, size));
  const next = nextOf(enc, STREAM_BODIES);
  const at = usize(load<u32>(next));
  const body = size - u32(SIZEOF_HEADER);
  memory.copy(at, record + SIZEOF_HEADER, body);
  store<u32>(next, u32(at) + body);
}

function putRecord(enc: usize, record: usize): u32 {
  const size = load<u32>(record);
  const slot = slotOf(enc, load<u16>(record, HEADER_INSTRUMENT_ID));
  putTimes(enc, record, slot);
  if ((tagOf(enc, record, size) & TAG_RAW) != 0) {
    putRaw(enc, record, size);
    return size;
  }
  const cls = classOf(load<u8>(record, HEADER_KIND));
  if (cls <= Class.Snapshot) putDepth(enc, record, cls, slot);
  else if (cls == Class.Trade) putTrade(enc, record, slot);
  else if (cls == Class.Bbo) putBbo(enc, record, slot);
  else if (cls == Class.Order) putOrder(enc, record, slot);
  else putOther(enc, record, slot);
  return size;
}

/**
 * Codes the records [recs, recsEnd), as many as one block takes (`TapeInfo.consumed`), to a payload
 * at `out`. Returns its bytes; BadArgument for bytes that are no records, TooLarge for more
 * than the encoder was made for or an output too small. Cost: about 10 ns a row.
 */
export function tapeEncode(
  enc: usize,
  recs: usize,
  recsEnd: usize,
  out: usize,
  outEnd: usize,
): i32 {
  if (recsEnd <= recs || outEnd <= out) return Status.BadArgument;
  if (recsEnd - recs > usize(load<u32>(enc, ENC_MAX_BYTES))) return Status.TooLarge;
  const counts = changetype<Counts>(enc + ENC_SCRATCH);
  memory.fill(enc + ENC_SCRATCH, 0, SIZEOF_COUNTS);
  resetBlock(enc, 0);
  const status = survey(enc, recs, recsEnd, counts);
  if (status != Status.Ok) {
    resetBlock(enc, counts.instruments);
    return status;
  }
  scan(enc, recs, counts.end, counts);
  fixTimes(enc, counts);
  store<i64>(enc, 0, ENC_LAST_RECV);
  const info = changetype<TapeInfo>(enc);
  const end = recs + info.consumed;
  while (recs < end) recs += putRecord(enc, recs);
  const length = assemble(enc, info, counts, out, outEnd);
  resetBlock(enc, counts.instruments);
  return length;
}
