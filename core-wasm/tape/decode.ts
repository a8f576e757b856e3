// Payload to records: the inverse of encode.ts. Safe on any bytes: lengths are checked in
// openPayload, and each stream's end after every `CHECK_EVERY` records or rows, which cannot have
// run over it by more than `PAYLOAD_SLACK`; the caller keeps that many bytes readable behind the
// payload. Allocates nothing.
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
import {
  DEC_ENDS,
  DEC_LAST_RECV,
  DEC_MASKS,
  DEC_NEXT,
  DEC_ROWS,
  DEC_TAGS,
  SIZEOF_TAG,
  openPayload,
  streamsDone,
  streamsHold,
} from './decoder';
import {
  CHECK_EVERY,
  CLASS_RAW,
  Class,
  PAYLOAD_DECODED,
  PAYLOAD_EXCHANGE_UNIT,
  PAYLOAD_RECORDS,
  PAYLOAD_RECV_UNIT,
  PAYLOAD_SLACK,
  PAYLOAD_STEP,
  PAYLOAD_TAGS,
  SLOT_DELTA_SEQ,
  SLOT_SNAPSHOT_SEQ,
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
  codeBytes,
  nextId,
  nextSeq,
} from './layout';

/** Takes a value of this nibble from the stream whose next byte `next` holds. */
@inline
function take(dec: usize, next: usize, nibble: u32): i64 {
  const code = nibble & 7;
  const at = usize(load<u32>(next));
  const magnitude = i64(load<u64>(at) & load<u64>(dec + (code << 3), DEC_MASKS));
  store<u32>(next, u32(at) + codeBytes(code));
  const sign = -i64((nibble >> 3) & 1);
  return (magnitude ^ sign) - sign;
}

@inline
function takeByte(next: usize): u32 {
  const at = usize(load<u32>(next));
  store<u32>(next, u32(at) + 1);
  return load<u8>(at);
}

@inline
function nextOf(dec: usize, stream: u32): usize {
  return dec + DEC_NEXT + (stream << 2);
}

@inline
function fieldsOf(dec: usize, cls: u32): usize {
  return nextOf(dec, STREAM_CLASSES + cls * STREAMS_PER_CLASS + 3);
}

/** The nibbles of fields 0 to 5. */
@inline
function takeControl(fields: usize): u32 {
  return takeByte(fields - 12) | (takeByte(fields - 8) << 8) | (takeByte(fields - 4) << 16);
}

@inline
function takeTimes(dec: usize, payload: usize, slot: Slot, out: usize): void {
  const nibbles = takeByte(nextOf(dec, STREAM_TIMES));
  let after = take(dec, nextOf(dec, STREAM_RECV), nibbles);
  const step = load<u32>(payload, PAYLOAD_STEP);
  if (step != 1) after = after * i64(step) + i64(i8(takeByte(nextOf(dec, STREAM_REST))));
  const recv = load<i64>(dec, DEC_LAST_RECV) + after;
  store<i64>(dec, recv, DEC_LAST_RECV);
  store<i64>(out, recv * load<i64>(payload, PAYLOAD_RECV_UNIT), HEADER_RECV_TS_NS);
  if (nibbles >> 4 == 8) {
    store<i64>(out, 0, HEADER_EXCHANGE_TS_NS);
    return;
  }
  const exchange = slot.exchange + take(dec, nextOf(dec, STREAM_EXCHANGE), nibbles >> 4);
  slot.exchange = exchange;
  store<i64>(out, exchange * load<i64>(payload, PAYLOAD_EXCHANGE_UNIT), HEADER_EXCHANGE_TS_NS);
}

/** `count` rows of one side to `out`, the first against `base`. False when a stream ran out. */
function takeRows(dec: usize, slot: Slot, base: i64, count: u32, out: usize): bool {
  const next = nextOf(dec, STREAM_ROWS);
  let control = usize(load<u32>(next));
  let priceLow = usize(load<u32>(next, 4));
  let priceHigh = usize(load<u32>(next, 8));
  let qtyLow = usize(load<u32>(next, 12));
  let qtyHigh = usize(load<u32>(next, 16));
  const ends = dec + DEC_ENDS + (STREAM_ROWS << 2);
  const priceUnit = i64(slot.priceUnit);
  const qtyUnit = i64(slot.qtyUnit);
  let price = base;
  const end = out + (usize(count) << 4);
  while (out < end) {
    const stop = min(end, out + (CHECK_EVERY << 4));
    for (; out < stop; out += 16) {
      const meaning = u32(load<u8>(control++));
      const means = dec + DEC_ROWS + (usize(meaning) << 5);
      const up = u64(load<u8>(priceLow)) | (load<u64>(priceHigh) << 8);
      const sign = load<i64>(means, 16);
      let move = (i64(up & load<u64>(means)) ^ sign) - sign;
      let qty = i64((u64(load<u8>(qtyLow)) | (load<u64>(qtyHigh) << 8)) & load<u64>(means, 8));
      if (meaning < 128) {
        move *= priceUnit;
        qty *= qtyUnit;
      }
      price += move;
      store<i64>(out, price);
      store<i64>(out, qty, 8);
      priceLow += load<u8>(means, 24);
      priceHigh += load<u8>(means, 25);
      qtyLow += load<u8>(means, 26);
      qtyHigh += load<u8>(means, 27);
    }
    if (priceLow > load<u32>(ends, 4) || priceHigh > load<u32>(ends, 8)) return false;
    if (qtyLow > load<u32>(ends, 12) || qtyHigh > load<u32>(ends, 16)) return false;
  }
  store<u32>(next, u32(control));
  store<u32>(next, u32(priceLow), 4);
  store<u32>(next, u32(priceHigh), 8);
  store<u32>(next, u32(qtyLow), 12);
  store<u32>(next, u32(qtyHigh), 16);
  return true;
}

/** Delta or snapshot after its header. Returns its size, 0 when it cannot be. */
function takeDepth(dec: usize, cls: u32, slot: Slot, out: usize, outEnd: usize): u32 {
  const known = changetype<usize>(slot) + (cls == Class.Delta ? SLOT_DELTA_SEQ : SLOT_SNAPSHOT_SEQ);
  const fields = fieldsOf(dec, cls);
  const nibbles = takeControl(fields);
  const lastSeq = load<i64>(known);
  const first = nextSeq(lastSeq) + take(dec, fields, nibbles);
  const last = first + take(dec, fields + 4, nibbles >> 4);
  const unchained = load<i64>(known, 8) != 0;
  const previous = (unchained ? -1 : lastSeq) + take(dec, fields + 8, nibbles >> 8);
  const bids = take(dec, fields + 12, nibbles >> 12);
  const asks = take(dec, fields + 16, nibbles >> 16);
  store<i64>(out, first, DEPTH_FIRST_SEQ);
  store<i64>(out, last, DEPTH_LAST_SEQ);
  store<i64>(out, previous, DEPTH_PREV_SEQ);
  store<i64>(out, take(dec, fields + 20, nibbles >> 20), DEPTH_RESERVED);
  const left =
    i64(load<u32>(dec, DEC_ENDS + (STREAM_ROWS << 2))) - i64(load<u32>(nextOf(dec, STREAM_ROWS)));
  if (u64(bids) > u64(left) || u64(asks) > u64(left - bids)) return 0;
  const rows = u32(bids + asks);
  if (u64(SIZEOF_DEPTH) + (u64(rows) << 4) > u64(outEnd - out)) return 0;
  store<u32>(out, rows, DEPTH_ROW_COUNT);
  store<u32>(out, u32(bids), DEPTH_BID_COUNT);
  store<i64>(known, last);
  store<i64>(known, i64(previous == -1), 8);
  const bidRows = out + SIZEOF_DEPTH;
  const askRows = bidRows + (usize(bids) << 4);
  if (bids != 0) {
    if (!takeRows(dec, slot, load<i64>(known, 16), u32(bids), bidRows)) return 0;
    store<i64>(known, load<i64>(bidRows), 16);
  }
  if (asks != 0) {
    if (!takeRows(dec, slot, load<i64>(known, 24), u32(asks), askRows)) return 0;
    store<i64>(known, load<i64>(askRows), 24);
  }
  return u32(SIZEOF_DEPTH) + (rows << 4);
}

// Slots hold full prices and quantities here, not multiples of the unit: differences are the same.

@inline
function takeTrade(dec: usize, slot: Slot, out: usize): void {
  const fields = fieldsOf(dec, Class.Trade);
  const nibbles = takeControl(fields);
  const price = slot.tradePrice + take(dec, fields, nibbles) * i64(slot.priceUnit);
  const id = nextId(slot.tradeId) + take(dec, fields + 8, nibbles >> 8);
  const first = nextId(slot.tradeLast) + take(dec, fields + 12, nibbles >> 12);
  const last = first + take(dec, fields + 16, nibbles >> 16);
  store<i64>(out, price, TRADE_PRICE);
  store<i64>(out, take(dec, fields + 4, nibbles >> 4) * i64(slot.qtyUnit), TRADE_QTY);
  store<i64>(out, id, TRADE_TRADE_ID);
  store<i64>(out, first, TRADE_FIRST_TRADE_ID);
  store<i64>(out, last, TRADE_LAST_TRADE_ID);
  slot.tradePrice = price;
  slot.tradeId = id;
  slot.tradeLast = last;
}

@inline
function takeBbo(dec: usize, slot: Slot, out: usize): void {
  const fields = fieldsOf(dec, Class.Bbo);
  const nibbles = takeControl(fields);
  const priceUnit = i64(slot.priceUnit);
  const qtyUnit = i64(slot.qtyUnit);
  const move = take(dec, fields, nibbles) * priceUnit;
  slot.bid += move;
  slot.bidQty += take(dec, fields + 4, nibbles >> 4) * qtyUnit;
  slot.ask += move + take(dec, fields + 8, nibbles >> 8) * priceUnit;
  slot.askQty += take(dec, fields + 12, nibbles >> 12) * qtyUnit;
  slot.bboSeq += take(dec, fields + 16, nibbles >> 16);
  store<i64>(out, slot.bid, BBO_BID_PRICE);
  store<i64>(out, slot.bidQty, BBO_BID_QTY);
  store<i64>(out, slot.ask, BBO_ASK_PRICE);
  store<i64>(out, slot.askQty, BBO_ASK_QTY);
  store<i64>(out, slot.bboSeq, BBO_SEQ);
}

@inline
function takeOrder(dec: usize, slot: Slot, out: usize): void {
  const fields = fieldsOf(dec, Class.Order);
  const nibbles = takeControl(fields);
  const sell = (load<u8>(out, HEADER_FLAGS) & RecordFlag.Sell) != 0;
  const move = take(dec, fields, nibbles) * i64(slot.priceUnit);
  const price = (sell ? slot.sellPrice : slot.buyPrice) + move;
  const id = slot.orderId + take(dec, fields + 8, nibbles >> 8);
  slot.orderSeq = nextSeq(slot.orderSeq) + take(dec, fields + 12, nibbles >> 12);
  slot.orderAux += take(dec, fields + 16, nibbles >> 16);
  store<i64>(out, price, ORDER_EVENT_PRICE);
  store<i64>(out, take(dec, fields + 4, nibbles >> 4) * i64(slot.qtyUnit), ORDER_EVENT_QTY);
  store<i64>(out, id, ORDER_EVENT_ORDER_ID);
  store<i64>(out, slot.orderSeq, ORDER_EVENT_SEQ);
  store<i64>(out, slot.orderAux, ORDER_EVENT_AUX);
  if (sell) slot.sellPrice = price;
  else slot.buyPrice = price;
  if (load<u8>(out, HEADER_KIND) == RecordKind.OrderAdd) slot.orderId = id;
}

function takeOther(dec: usize, slot: Slot, out: usize): void {
  const fields = fieldsOf(dec, Class.Other);
  const words = changetype<usize>(slot) + offsetof<Slot>('word0');
  const nibbles = takeControl(fields);
  for (let i: u32 = 0; i < 5; i++) {
    const at = words + (i << 3);
    const word = load<i64>(at) + take(dec, fields + (i << 2), nibbles >> (i << 2));
    store<i64>(at, word);
    store<i64>(out + SIZEOF_HEADER + (i << 3), word);
  }
}

/** Body of a record that stands as it is. Returns its size, 0 when it cannot be. */
function takeRaw(dec: usize, out: usize, outEnd: usize): u32 {
  const fields = fieldsOf(dec, Class.Other);
  const size = u64(take(dec, fields, takeControl(fields)));
  if (size < 32 || (size & 15) != 0 || size > u64(outEnd - out)) return 0;
  const next = nextOf(dec, STREAM_BODIES);
  const at = usize(load<u32>(next));
  const body = usize(size) - SIZEOF_HEADER;
  if (body > usize(load<u32>(dec, DEC_ENDS + (STREAM_BODIES << 2))) - at) return 0;
  memory.copy(out + SIZEOF_HEADER, at, body);
  store<u32>(next, u32(at + body));
  return u32(size);
}

/** One record to `out`; its size, 0 when it cannot be or has no room. */
@inline
function takeRecord(dec: usize, payload: usize, out: usize, outEnd: usize): u32 {
  let index = takeByte(nextOf(dec, STREAM_TAGS));
  if (index == 255) {
    const next = nextOf(dec, STREAM_ESCAPES);
    index = load<u16>(load<u32>(next));
    store<u32>(next, load<u32>(next) + 2);
  }
  if (index >= load<u32>(payload, PAYLOAD_TAGS)) return 0;
  const tag = dec + DEC_TAGS + usize(index) * SIZEOF_TAG;
  const cls = load<u32>(tag, 4);
  const slot = changetype<Slot>(usize(load<u32>(tag, 8)));
  if (outEnd - out < (cls == CLASS_RAW ? 32 : 64)) return 0;
  takeTimes(dec, payload, slot, out);
  store<u32>(out, load<u32>(tag), HEADER_KIND);
  let size: u32 = 64;
  if (cls <= Class.Snapshot) size = takeDepth(dec, cls, slot, out, outEnd);
  else if (cls == Class.Trade) takeTrade(dec, slot, out);
  else if (cls == Class.Bbo) takeBbo(dec, slot, out);
  else if (cls == Class.Order) takeOrder(dec, slot, out);
  else if (cls == Class.Other) takeOther(dec, slot, out);
  else size = takeRaw(dec, out, outEnd);
  store<u32>(out, size);
  return size;
}

/**
 * Decodes the raw payload [payload, payloadEnd) to records at `out` (16-aligned). Returns their
 * bytes; BadBlock for a payload that no encoder wrote (the output then holds garbage within its
 * bounds), TooLarge when [out, outEnd) is too small, BadArgument when fewer than
 * `tapeDecodeSlack()` bytes of memory follow the payload. Cost: about 2 ns a row.
 */
export function tapeDecode(
  dec: usize,
  payload: usize,
  payloadEnd: usize,
  out: usize,
  outEnd: usize,
): i32 {
  const memoryEnd = u64(memory.size()) << 16;
  if (payloadEnd < payload || outEnd < out || u64(outEnd) > memoryEnd) return Status.BadArgument;
  if (u64(payloadEnd) + PAYLOAD_SLACK > memoryEnd) return Status.BadArgument;
  if (!openPayload(dec, payload, payloadEnd)) return Status.BadBlock;
  const bytes = load<u32>(payload, PAYLOAD_DECODED);
  if (usize(bytes) > outEnd - out) return Status.TooLarge;
  if (bytes > 0x7fff_ffff) return Status.BadBlock;
  store<i64>(dec, 0, DEC_LAST_RECV);
  const end = out + bytes;
  let left = load<u32>(payload, PAYLOAD_RECORDS);
  while (left != 0) {
    const now = min(left, CHECK_EVERY);
    for (let i: u32 = 0; i < now; i++) {
      const size = takeRecord(dec, payload, out, end);
      if (size == 0) return Status.BadBlock;
      out += size;
    }
    if (!streamsHold(dec)) return Status.BadBlock;
    left -= now;
  }
  if (out != end || !streamsDone(dec)) return Status.BadBlock;
  return i32(bytes);
}

/** Bytes behind a payload that must be memory. */
export function tapeDecodeSlack(): u32 {
  return u32(PAYLOAD_SLACK);
}
