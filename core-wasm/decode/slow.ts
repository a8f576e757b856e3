// The strict slow path: any JSON, same records. It takes every frame that the fast path did not
// expect, and alone decides what is refused. Rules:
//
// 1. A frame is UTF-8 (else BadUtf8), one JSON object or array with nothing but white space around
//    it, at most 64 containers deep (else BadJson). An array is a well-formed message of another
//    kind: ignored.
// 2. A known key (state.ts) twice in the top object, or in an object under `data`, is refused
//    (DuplicateKey), whatever the message; keys count with their escapes resolved. Unknown keys
//    may repeat, and deeper objects are not looked into.
// 3. `stream` (a string) and `data` together make an envelope: the object under `data` is the
//    message; if it is no object the frame is ignored. Otherwise the top object is the message.
// 4. `e`: depthUpdate, trade, aggTrade, bookTicker; other values are ignored. Without `e`:
//    lastUpdateId, bids or asks make a snapshot; else U, u, pu, b, B, a, A, t, p or q a book
//    ticker; else ignored. A message so named must have all its keys in the right types, else
//    BadMessage.
// 5. Ids and times are JSON numbers of integer value in any notation, exact to 63 bits, >= 0;
//    `pu`, `f` and `l` may be -1 (none). Prices and quantities are strings or numbers, exact at
//    the instrument's scales, >= 0.
// 6. A level is an array whose first two elements are price and quantity; more are ignored.
// 7. The symbol is `s`; of a snapshot `symbol`, else the stream name up to `@` in any letter
//    case, else the default instrument.
import { Decoder, DECODER_SYMBOL } from '../abi/decode';
import { SIZEOF_DEPTH, SIZEOF_ROW } from '../abi/records';
import { Status } from '../abi/status';
import { DecimalParts, decimalNeeded, decimalQuanta, decimalScan } from '../math/decimal';
import { parseFrame, SLOTS_OF_DATA, SLOTS_OF_TOP, slotEnd, slotStart } from './object';
import { refuse, skipSeparator, skipSpace, skipValue, unescape } from './json';
import { exchangeTimeNs, writeRecord } from './record';
import {
  AT_PARTS,
  AT_SLOTS,
  AT_TEXT,
  bit,
  Fields,
  fieldsOf,
  Key,
  Message,
  TEXT_MAX,
  valueAt,
} from './state';
import { defaultEntry, Entry, findSymbol, SYMBOL_MAX } from './symbols';

@inline const QUOTE: u32 = 0x22;
@inline const AT_SIGN: u32 = 0x40;
@inline const CLOSE_ARRAY: u32 = 0x5d;

/** The keys that make a message without `e` a book ticker. */
@inline
function quoteKeys(): u32 {
  return (
    bit(Key.First) |
    bit(Key.Last) |
    bit(Key.Previous) |
    bit(Key.Bids) |
    bit(Key.Asks) |
    bit(Key.BidQty) |
    bit(Key.AskQty) |
    bit(Key.TradeId) |
    bit(Key.Price) |
    bit(Key.Qty)
  );
}

/**
 * Text of a string slot: address to `fields.textAt`; returns its length, -1 when the slot is no
 * string or its text has no short UTF-8 form.
 */
function text(dec: Decoder, fields: Fields, slots: usize, key: u32): i32 {
  const start = slotStart(slots, key);
  const end = slotEnd(slots, key);
  if (start == 0 || load<u8>(start) != QUOTE) return -1;
  const at = changetype<usize>(dec) + AT_TEXT;
  fields.textAt = <u32>at;
  return unescape(start + 1, end - 1, at, TEXT_MAX);
}

/** Which message the text of `e` names. */
function messageOf(at: usize, length: i32): u32 {
  if (length == 5 && load<u32>(at) == 0x64617274 && load<u8>(at + 4) == 0x65) return Message.Trade;
  if (length == 8 && load<u64>(at) == 0x6564617254676761) return Message.AggTrade; // "aggTrade"
  if (length == 10 && load<u64>(at) == 0x6b6369546b6f6f62 && load<u16>(at + 8) == 0x7265)
    return Message.Bbo; // "bookTicker"
  if (length == 11 && load<u64>(at) == 0x6470556874706564 && load<u32>(at + 7) == 0x65746164)
    return Message.Depth; // "depthUpdate"
  return Message.Other;
}

/** Rule 4. The message, or a negative status. */
function classify(dec: Decoder, fields: Fields, slots: usize, at: usize): i32 {
  if (fields.seen & bit(Key.Event)) {
    if (load<u8>(slotStart(slots, Key.Event)) != QUOTE)
      return refuse(dec, Status.BadMessage, slotStart(slots, Key.Event));
    const length = text(dec, fields, slots, Key.Event);
    return <i32>(length < 0 ? Message.Other : messageOf(fields.textAt, length));
  }
  const rest = bit(Key.UpdateId) | bit(Key.RestBids) | bit(Key.RestAsks);
  if (fields.seen & rest) return <i32>Message.Snapshot;
  return <i32>(fields.seen & quoteKeys() ? Message.Bbo : Message.Other);
}

/** Keys that a message must have. */
function required(message: u32): u32 {
  const print = bit(Key.Symbol) | bit(Key.Price) | bit(Key.Qty) | bit(Key.Maker);
  switch (message) {
    case Message.Depth:
      return bit(Key.Symbol) | bit(Key.First) | bit(Key.Last) | bit(Key.Bids) | bit(Key.Asks);
    case Message.Trade:
      return print | bit(Key.TradeId);
    case Message.AggTrade:
      return print | bit(Key.Asks) | bit(Key.FirstTrade) | bit(Key.LastTrade);
    case Message.Bbo:
      return (
        bit(Key.Last) |
        bit(Key.Symbol) |
        bit(Key.Bids) |
        bit(Key.BidQty) |
        bit(Key.Asks) |
        bit(Key.AskQty)
      );
    default:
      return bit(Key.UpdateId) | bit(Key.RestBids) | bit(Key.RestAsks);
  }
}

/** Notes an unknown symbol with its text for the host. */
function unknownSymbol(dec: Decoder, at: usize, length: i32, folded: u32, where: usize): i32 {
  if (length <= 0 || <u32>length > SYMBOL_MAX) return refuse(dec, Status.BadMessage, where);
  const symbol = changetype<usize>(dec) + DECODER_SYMBOL;
  memory.fill(symbol, 0, SYMBOL_MAX);
  memory.copy(symbol, at, length);
  dec.symbolLength = length;
  dec.symbolFolded = <u8>folded;
  return refuse(dec, Status.UnknownSymbol, where);
}

/** Rule 7: sets `fields.entry`. */
function resolveSymbol(dec: Decoder, fields: Fields, slots: usize, at: usize): i32 {
  const snapshot = fields.message == Message.Snapshot;
  const key = snapshot ? Key.RestSymbol : Key.Symbol;
  const top = changetype<usize>(dec) + AT_SLOTS + SLOTS_OF_TOP;
  let length = 0;
  let where = at;
  let folded: u32 = 0;
  if (fields.seen & bit(key)) {
    where = slotStart(slots, key);
    length = text(dec, fields, slots, key);
  } else if (slots != top) {
    folded = 1;
    where = slotStart(top, Key.Stream);
    length = text(dec, fields, top, Key.Stream);
    for (let i = 0; i < length; i++) if (load<u8>(<usize>fields.textAt + i) == AT_SIGN) length = i;
  } else {
    fields.entry = <u32>defaultEntry(dec);
    if (fields.entry != 0) return Status.Ok;
    dec.symbolLength = 0;
    const several = dec.instrumentCount > 1;
    return refuse(dec, several ? Status.AmbiguousSymbol : Status.UnknownSymbol, at);
  }
  if (length <= 0) return refuse(dec, Status.BadMessage, where);
  fields.entry = <u32>findSymbol(dec, fields.textAt, length, folded != 0);
  return fields.entry != 0 ? Status.Ok : unknownSymbol(dec, fields.textAt, length, folded, where);
}

/** Rule 5: the integer in the slot of `key`, if there is one. */
function integer(dec: Decoder, fields: Fields, slots: usize, key: u32, least: i64): i32 {
  const start = slotStart(slots, key);
  if (start == 0) return Status.Ok;
  const c = <u32>load<u8>(start);
  if (c != 0x2d && c - 0x30 > 9) return refuse(dec, Status.BadMessage, start);
  const parts = changetype<DecimalParts>(changetype<usize>(dec) + AT_PARTS);
  const dest = valueAt(fields, key);
  let status = decimalScan(start, slotEnd(slots, key), parts);
  if (status == Status.Ok) status = decimalQuanta(parts, 0, dest);
  if (status == Status.ScaleTooFine) status = Status.BadMessage;
  if (status == Status.Ok && load<i64>(dest) < least) status = Status.Negative;
  return status < 0 ? refuse(dec, status, start) : status;
}

/**
 * Rule 5: the price or quantity [start, end) to `dest`. What the scale cannot hold is noted in
 * `needed...Scale` and is no refusal yet, so that the host hears of all of a frame's at once.
 */
function decimal(dec: Decoder, start: usize, end: usize, qty: bool, dest: usize): i32 {
  const entry = changetype<Entry>(<usize>fieldsOf(dec).entry);
  const c = <u32>load<u8>(start);
  let from = start;
  let to = end;
  if (c == QUOTE) {
    from++;
    to--;
    if (hasEscape(from, to)) {
      const at = changetype<usize>(dec) + AT_TEXT;
      const length = unescape(from, to, at, TEXT_MAX);
      if (length < 0) return refuse(dec, Status.BadDecimal, start);
      from = at;
      to = at + length;
    }
  } else if (c != 0x2d && c - 0x30 > 9) return refuse(dec, Status.BadMessage, start);
  const parts = changetype<DecimalParts>(changetype<usize>(dec) + AT_PARTS);
  let status = decimalScan(from, to, parts);
  if (status == Status.Ok && parts.negative && parts.count > 0) status = Status.Negative;
  if (status < 0) return refuse(dec, status, start);
  status = decimalQuanta(parts, qty ? entry.qtyScale : entry.priceScale, dest);
  if (status == Status.ScaleTooFine) {
    if (qty) dec.neededQtyScale = max(dec.neededQtyScale, decimalNeeded(parts));
    else dec.neededPriceScale = max(dec.neededPriceScale, decimalNeeded(parts));
    refuse(dec, Status.ScaleTooFine, start);
    return Status.Ok;
  }
  return status < 0 ? refuse(dec, status, start) : status;
}

function hasEscape(p: usize, end: usize): bool {
  for (; p < end; p++) if (load<u8>(p) == 0x5c) return true;
  return false;
}

function decimalSlot(dec: Decoder, fields: Fields, slots: usize, key: u32, qty: bool): i32 {
  return decimal(dec, slotStart(slots, key), slotEnd(slots, key), qty, valueAt(fields, key));
}

/** Rule 6: the level at `p` to `row`; behind it, or 0 after a refusal. */
function level(dec: Decoder, p: usize, end: usize, row: usize): usize {
  const start = p;
  if (load<u8>(p) != 0x5b) {
    refuse(dec, Status.BadMessage, p);
    return 0;
  }
  p++;
  let i: u32 = 0;
  while (true) {
    p = skipSpace(p, end);
    if (load<u8>(p) == CLOSE_ARRAY && i < 2) {
      refuse(dec, Status.BadMessage, start);
      return 0;
    }
    const after = skipValue(dec, p, end, 0);
    if (i < 2 && decimal(dec, p, after, i == 1, row + (i << 3)) < 0) return 0;
    p = skipSeparator(dec, after, end, CLOSE_ARRAY);
    if (load<u8>(p - 1) == CLOSE_ARRAY) {
      if (i >= 1) return p;
      refuse(dec, Status.BadMessage, start);
      return 0;
    }
    i++;
  }
}

/**
 * The levels of the array in the slot, from `row` on. Their number, or a negative status; sets
 * `fields.full` when they do not fit. The JSON is checked already: here it is given its meaning.
 */
function levels(dec: Decoder, slots: usize, key: u32, row: usize, outEnd: usize): i32 {
  let p = slotStart(slots, key);
  const end = slotEnd(slots, key);
  if (load<u8>(p) != 0x5b) return refuse(dec, Status.BadMessage, p);
  p = skipSpace(p + 1, end);
  let count = 0;
  if (load<u8>(p) == CLOSE_ARRAY) return 0;
  while (true) {
    if (row + SIZEOF_ROW > outEnd) {
      fieldsOf(dec).full = 1;
      return count;
    }
    p = level(dec, skipSpace(p, end), end, row);
    if (p == 0) return dec.errorStatus;
    row += SIZEOF_ROW;
    count++;
    p = skipSeparator(dec, p, end, CLOSE_ARRAY);
    if (load<u8>(p - 1) == CLOSE_ARRAY) return count;
  }
}

/** Both sides' rows behind the header that will stand at `out`. */
function depthRows(dec: Decoder, fields: Fields, slots: usize, out: usize, outEnd: usize): i32 {
  const snapshot = fields.message == Message.Snapshot;
  const row = out + SIZEOF_DEPTH;
  const bids = levels(dec, slots, snapshot ? Key.RestBids : Key.Bids, row, outEnd);
  if (bids < 0) return bids;
  fields.bidCount = bids;
  const next = row + <usize>bids * SIZEOF_ROW;
  const asks = levels(dec, slots, snapshot ? Key.RestAsks : Key.Asks, next, outEnd);
  if (asks < 0) return asks;
  fields.askCount = asks;
  return Status.Ok;
}

/** Prices and quantities of prints and book tickers. */
function decimals(dec: Decoder, fields: Fields, slots: usize): i32 {
  const bbo = fields.message == Message.Bbo;
  let status = decimalSlot(dec, fields, slots, bbo ? Key.Bids : Key.Price, false);
  if (status < 0) return status;
  status = decimalSlot(dec, fields, slots, bbo ? Key.BidQty : Key.Qty, true);
  if (status < 0 || !bbo) return status;
  status = decimalSlot(dec, fields, slots, Key.Asks, false);
  if (status < 0) return status;
  return decimalSlot(dec, fields, slots, Key.AskQty, true);
}

/** Ids, times and the maker flag of the message. */
function integers(dec: Decoder, fields: Fields, slots: usize): i32 {
  const message = fields.message;
  let status = integer(dec, fields, slots, Key.EventTime, 0);
  if (status == Status.Ok) status = integer(dec, fields, slots, Key.Time, 0);
  if (status < 0) return status;
  if (message == Message.Snapshot) return integer(dec, fields, slots, Key.UpdateId, 0);
  if (message == Message.Bbo) return integer(dec, fields, slots, Key.Last, 0);
  if (message == Message.Depth) {
    status = integer(dec, fields, slots, Key.First, 0);
    if (status == Status.Ok) status = integer(dec, fields, slots, Key.Last, 0);
    if (status == Status.Ok) status = integer(dec, fields, slots, Key.Previous, -1);
    return status;
  }
  const word = slotStart(slots, Key.Maker);
  if (load<u8>(word) != 0x74 && load<u8>(word) != 0x66) return refuse(dec, Status.BadMessage, word);
  fields.maker = load<u8>(word) == 0x74 ? 1 : 0;
  if (message == Message.Trade) return integer(dec, fields, slots, Key.TradeId, 0);
  status = integer(dec, fields, slots, Key.Asks, 0);
  if (status == Status.Ok) status = integer(dec, fields, slots, Key.FirstTrade, -1);
  if (status == Status.Ok) status = integer(dec, fields, slots, Key.LastTrade, -1);
  return status;
}

/** Rules 4 to 7 on the object in `slots`; the record to `out`. */
function interpret(
  dec: Decoder,
  fields: Fields,
  slots: usize,
  at: usize,
  out: usize,
  outEnd: usize,
): i32 {
  const message = classify(dec, fields, slots, at);
  if (message < 0) return message;
  fields.message = message;
  if (message == Message.Other) return Status.Ok;
  const needed = required(message);
  if ((fields.seen & needed) != needed) return refuse(dec, Status.BadMessage, at);
  let status = resolveSymbol(dec, fields, slots, at);
  if (status < 0) return status;
  status = integers(dec, fields, slots);
  if (status < 0) return status;
  if (out + SIZEOF_DEPTH > outEnd) return Status.OutputFull;
  const entry = changetype<Entry>(<usize>fields.entry);
  dec.errorInstrument = entry.instrumentId;
  dec.neededPriceScale = entry.priceScale;
  dec.neededQtyScale = entry.qtyScale;
  const depth = message == Message.Depth || message == Message.Snapshot;
  status = depth ? depthRows(dec, fields, slots, out, outEnd) : decimals(dec, fields, slots);
  if (status < 0) return status;
  if (fields.full) return Status.OutputFull;
  if (dec.neededPriceScale > entry.priceScale || dec.neededQtyScale > entry.qtyScale)
    return Status.ScaleTooFine;
  if (exchangeTimeNs(fields) < 0) return refuse(dec, Status.BadTime, at);
  writeRecord(dec, fields, out);
  dec.slowPath++;
  return Status.Ok;
}

/**
 * Decodes the frame [p, end). Ok: a record was written, or the message is of another kind and
 * `ignored` counts it. OutputFull: nothing happened. Negative: refused, nothing written.
 */
export function slowFrame(dec: Decoder, p: usize, end: usize, out: usize, outEnd: usize): i32 {
  const fields = fieldsOf(dec);
  const at = skipSpace(p, end);
  const top = changetype<usize>(dec) + AT_SLOTS + SLOTS_OF_TOP;
  const data = changetype<usize>(dec) + AT_SLOTS + SLOTS_OF_DATA;
  if (!parseFrame(dec, p, end)) return dec.errorStatus;
  let slots = top;
  let where = at;
  if (load<u8>(at) == 0x5b) slots = 0;
  else if (slotStart(top, Key.Stream) != 0 && slotStart(top, Key.Data) != 0) {
    if (load<u8>(slotStart(top, Key.Stream)) != QUOTE)
      return refuse(dec, Status.BadMessage, slotStart(top, Key.Stream));
    where = slotStart(top, Key.Data);
    slots = load<u8>(where) == 0x7b ? data : 0;
  }
  memory.fill(changetype<usize>(fields), 0, offsetof<Fields>('lastEntry'));
  fields.message = Message.Other;
  if (slots != 0) {
    for (let key: u32 = 0; key < Key.None; key++)
      if (slotStart(slots, key) != 0) fields.seen |= bit(key);
    const status = interpret(dec, fields, slots, where, out, outEnd);
    if (status != Status.Ok) return status;
  }
  if (fields.message == Message.Other) dec.ignored++;
  return Status.Ok;
}
