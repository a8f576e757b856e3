// The fast path: frames as Binance sends them, in one pass, with one cursor. No white space, no
// escapes, plain ASCII, `stream` before `data`, the symbol before the first price, bids before
// asks; keys may stand in any other order, unknown keys with simple values are skipped. Whatever
// else it meets, it gives up (returns 0) and the slow path decides: nothing is refused here, and
// nothing is visible to the host before the record is complete.
//
// Bounds: a step starts at p < end and reads at most DECODE_PADDING bytes behind `end`; a frame
// that closes behind `end` is none.
import { Decoder } from '../abi/decode';
import { SIZEOF_DEPTH, SIZEOF_ROW } from '../abi/records';
import { fastLevels } from './levels';
import { fastDecimal, fastUint } from './number';
import { keyOf } from './object';
import { exchangeTimeNs } from './record';
import {
  AT_CONSTANTS,
  AT_KEYS,
  bit,
  Class,
  Fields,
  fieldsOf,
  Key,
  Message,
  valueAt,
} from './state';
import { defaultEntry, Entry, findSymbol, startsWithSymbol } from './symbols';

@inline const QUOTE: u32 = 0x22;
@inline const COMMA: u32 = 0x2c;
@inline const OPEN_ARRAY: u32 = 0x5b;
@inline const OPEN_OBJECT: u32 = 0x7b;
@inline const CLOSE_OBJECT: u32 = 0x7d;
@inline const AT_SIGN: u32 = 0x40;

@inline
function constantsOf(dec: Decoder): usize {
  return changetype<usize>(dec) + AT_CONSTANTS;
}

/** The closing quote of the plain ASCII text at `p`, below `end`, or 0. */
@inline
function plainText(p: usize, end: usize): usize {
  while (p < end) {
    const v = v128.load(p);
    // As signed bytes, control characters and everything that is not ASCII lie below space.
    const unusual = v128.or(i8x16.lt_s(v, i8x16.splat(0x20)), i8x16.eq(v, i8x16.splat(0x5c)));
    const quotes = i8x16.bitmask(i8x16.eq(v, i8x16.splat(<i8>QUOTE)));
    const before = (quotes & -quotes) - 1; // all ones when there is no quote
    if ((i8x16.bitmask(unusual) & before) != 0) return 0;
    if (quotes != 0) {
      p += ctz(quotes);
      return p < end ? p : 0;
    }
    p += 16;
  }
  return 0;
}

/** Behind the value of `e`, or 0; sets the message. */
@inline
function event(fields: Fields, p: usize): usize {
  const word = load<u64>(p);
  if (word == 0x7055687470656422 && load<u32>(p + 8) == 0x65746164 && load<u8>(p + 12) == QUOTE) {
    fields.message = Message.Depth; // "depthUpdate"
    return p + 13;
  }
  if ((word & 0x00ffffffffffffff) == 0x0022656461727422) {
    fields.message = Message.Trade; // "trade"
    return p + 7;
  }
  if (word == 0x6369546b6f6f6222 && load<u32>(p + 8) == 0x2272656b) {
    fields.message = Message.Bbo; // "bookTicker"
    return p + 12;
  }
  if (word == 0x6461725467676122 && load<u16>(p + 8) == 0x2265) {
    fields.message = Message.AggTrade; // "aggTrade"
    return p + 10;
  }
  return 0;
}

/** Behind the symbol at `p`, or 0; sets the entry. Tries the last one first. */
@inline
function symbol(dec: Decoder, fields: Fields, p: usize, end: usize): usize {
  if (load<u8>(p) != QUOTE) return 0;
  const last = <usize>fields.lastEntry;
  if (last != 0 && startsWithSymbol(last, p + 1)) {
    fields.entry = <u32>last;
    return p + changetype<Entry>(last).length + 2;
  }
  const quote = plainText(p + 1, end);
  if (quote == 0) return 0;
  fields.entry = <u32>findSymbol(dec, p + 1, <u32>(quote - p - 1), false);
  fields.lastEntry = fields.entry;
  return fields.entry != 0 ? quote + 1 : 0;
}

/** The entry of a snapshot that has not named its symbol when its rows begin. */
function snapshotEntry(dec: Decoder, fields: Fields): void {
  if (fields.streamAt == 0) {
    fields.entry = <u32>defaultEntry(dec);
    return;
  }
  let length: u32 = 0;
  while (length < fields.streamLength && load<u8>(<usize>fields.streamAt + length) != AT_SIGN)
    length++;
  fields.entry = <u32>findSymbol(dec, <usize>fields.streamAt, length, true);
}

/** Behind the price or quantity in quotes at `p`, or 0. */
@inline
function quoted(dec: Decoder, fields: Fields, p: usize, end: usize, key: u32, qty: bool): usize {
  if (load<u8>(p) != QUOTE || fields.entry == 0) return 0;
  const entry = changetype<Entry>(<usize>fields.entry);
  const base = changetype<usize>(dec);
  const scale = qty ? entry.qtyScale : entry.priceScale;
  p = fastDecimal(p + 1, end, scale, valueAt(fields, key), base + AT_CONSTANTS);
  return p == 0 ? 0 : p + 1;
}

/** Rows of one side: behind them, or 0. Bids must come first. */
function side(
  dec: Decoder,
  fields: Fields,
  p: usize,
  end: usize,
  asks: u32,
  out: usize,
  outEnd: usize,
): usize {
  if (fields.entry == 0) return 0;
  let row = out + SIZEOF_DEPTH;
  if (asks) {
    if (!fields.bidsDone) return 0;
    row += <usize>fields.bidCount * SIZEOF_ROW;
  } else fields.bidsDone = 1;
  const entry = changetype<Entry>(<usize>fields.entry);
  p = fastLevels(dec, p + 1, end, row, outEnd, entry.priceScale, entry.qtyScale);
  if (asks) fields.askCount = fields.rowCount;
  else fields.bidCount = fields.rowCount;
  return p;
}

/** `b` and `a`: rows, a quoted price, or an id; the fields tell which. Behind it, or 0. */
function bidsOrAsks(
  dec: Decoder,
  fields: Fields,
  p: usize,
  end: usize,
  key: u32,
  out: usize,
  outEnd: usize,
): usize {
  const c = <u32>load<u8>(p);
  const asks: u32 = key == Key.Asks ? 1 : 0;
  if (c == OPEN_ARRAY) {
    fields.arrays |= bit(key);
    return side(dec, fields, p, end, asks, out, outEnd);
  }
  if (c == QUOTE) return quoted(dec, fields, p, end, key, false);
  fields.numbers |= bit(key);
  return fastUint(p, end, valueAt(fields, key), constantsOf(dec));
}

/** Behind the simple value of an unknown key, or 0. */
function skipSimple(dec: Decoder, fields: Fields, p: usize, end: usize): usize {
  const c = <u32>load<u8>(p);
  if (c == QUOTE) {
    const quote = plainText(p + 1, end);
    return quote == 0 ? 0 : quote + 1;
  }
  const word = load<u32>(p);
  if (word == 0x65757274 || word == 0x6c6c756e) return p + 4; // true, null
  if (word == 0x736c6166 && load<u8>(p + 4) == 0x65) return p + 5; // false
  return fastUint(p, end, valueAt(fields, Key.Stream), constantsOf(dec));
}

/** A member with a key of several letters at `p`: behind its value, or 0. */
function longMember(
  dec: Decoder,
  fields: Fields,
  p: usize,
  end: usize,
  out: usize,
  outEnd: usize,
): usize {
  if (load<u8>(p) != QUOTE) return 0;
  const quote = plainText(p + 1, end);
  if (quote == 0 || load<u8>(quote + 1) != 0x3a) return 0;
  const key = keyOf(dec, p + 1, <u32>(quote - p - 1));
  p = quote + 2;
  if (key == Key.None) return skipSimple(dec, fields, p, end);
  if (fields.seen & bit(key)) return 0;
  fields.seen |= bit(key);
  if (key == Key.Previous || key == Key.UpdateId)
    return fastUint(p, end, valueAt(fields, key), constantsOf(dec));
  if (key == Key.RestSymbol) return symbol(dec, fields, p, end);
  if (key != Key.RestBids && key != Key.RestAsks) return 0;
  if (load<u8>(p) != OPEN_ARRAY) return 0;
  if (fields.entry == 0) snapshotEntry(dec, fields);
  return side(dec, fields, p, end, key == Key.RestAsks ? 1 : 0, out, outEnd);
}

/** A member with a key of one letter: behind its value at `p`, or 0. */
@inline
function shortMember(
  dec: Decoder,
  fields: Fields,
  p: usize,
  end: usize,
  code: u32,
  out: usize,
  outEnd: usize,
): usize {
  const key = code & 31;
  switch (code >> 5) {
    case Class.Uint:
      return fastUint(p, end, valueAt(fields, key), constantsOf(dec));
    case Class.Price:
      return quoted(dec, fields, p, end, key, false);
    case Class.Qty:
      return quoted(dec, fields, p, end, key, true);
    case Class.Event:
      return event(fields, p);
    case Class.Symbol:
      return symbol(dec, fields, p, end);
    case Class.Maker: {
      const truth = load<u32>(p) == 0x65757274;
      fields.maker = truth ? 1 : 0;
      if (truth) return p + 4;
      return load<u32>(p) == 0x736c6166 && load<u8>(p + 4) == 0x65 ? p + 5 : 0;
    }
    case Class.Rows:
      return bidsOrAsks(dec, fields, p, end, key, out, outEnd);
    default:
      return skipSimple(dec, fields, p, end);
  }
}

/** The number of `pu`, which stands in every futures delta, at `p`: behind it, or 0. */
@inline
function previous(dec: Decoder, fields: Fields, p: usize, end: usize): usize {
  if (fields.seen & bit(Key.Previous)) return 0;
  fields.seen |= bit(Key.Previous);
  return fastUint(p, end, valueAt(fields, Key.Previous), constantsOf(dec));
}

/** The members behind `{` at `p`: behind the closing brace, or 0. */
function members(
  dec: Decoder,
  fields: Fields,
  p: usize,
  end: usize,
  out: usize,
  outEnd: usize,
): usize {
  const keys = changetype<usize>(dec) + AT_KEYS;
  while (true) {
    if (p >= end) return 0;
    const word = load<u32>(p);
    if ((word & 0xffff80ff) == 0x3a220022) {
      // "x":
      const code = <u32>load<u8>(keys + ((word >> 8) & 0x7f));
      const mark = bit(code & 31);
      if (mark == bit(Key.None)) {
        const letter = (word >> 8) & 0x7f;
        if (letter < 0x20 || letter == QUOTE || letter == 0x5c) return 0;
      } else if (fields.seen & mark) return 0;
      fields.seen |= mark;
      p += 4;
      if (p >= end) return 0;
      p = shortMember(dec, fields, p, end, code, out, outEnd);
    } else if (word == 0x22757022 && load<u8>(p + 4) == 0x3a) {
      // "pu":
      p = previous(dec, fields, p + 5, end);
    } else p = longMember(dec, fields, p, end, out, outEnd);
    if (p == 0 || p >= end) return 0;
    const c = <u32>load<u8>(p++);
    if (c != COMMA) return c == CLOSE_OBJECT ? p : 0;
  }
}

/** True when the message has the keys of its kind, in the forms of its kind, and no known other. */
function complete(fields: Fields): bool {
  const sides = bit(Key.Bids) | bit(Key.Asks);
  const seen = fields.seen & ~(bit(Key.None) | bit(Key.EventTime) | bit(Key.Time));
  const print = bit(Key.Event) | bit(Key.Symbol) | bit(Key.Price) | bit(Key.Qty) | bit(Key.Maker);
  switch (fields.message) {
    case Message.Depth: {
      const keys = bit(Key.Event) | bit(Key.Symbol) | bit(Key.First) | bit(Key.Last) | sides;
      return (seen & ~bit(Key.Previous)) == keys && fields.arrays == sides;
    }
    case Message.Trade:
      return (seen & ~sides) == (print | bit(Key.TradeId)) && fields.numbers == (seen & sides);
    case Message.AggTrade: {
      const keys = print | bit(Key.Asks) | bit(Key.FirstTrade) | bit(Key.LastTrade);
      return seen == keys && fields.numbers == bit(Key.Asks);
    }
    case Message.Bbo: {
      const keys = sides | bit(Key.BidQty) | bit(Key.AskQty) | bit(Key.Last) | bit(Key.Symbol);
      return (seen & ~bit(Key.Event)) == keys && (fields.arrays | fields.numbers) == 0;
    }
    default:
      return (
        (seen & ~bit(Key.RestSymbol)) == (bit(Key.UpdateId) | bit(Key.RestBids) | bit(Key.RestAsks))
      );
  }
}

/** The envelope up to the `{` of its data at `p`: behind that brace, or 0. */
@inline
function envelope(fields: Fields, p: usize, end: usize): usize {
  const name = p + 11;
  const quote = plainText(name, end);
  if (quote == 0 || load<u64>(quote) != 0x2261746164222c22) return 0; // ","data"
  if (load<u16>(quote + 8) != 0x7b3a) return 0; // :{
  fields.streamAt = <u32>name;
  fields.streamLength = <u32>(quote - name);
  return quote + 10;
}

/**
 * Reads the frame at `p` into the fields, its rows to where they belong: behind its last byte (at
 * most `end`), or 0. The caller checks what follows and then calls `writeRecord`.
 */
export function scanFrame(dec: Decoder, p: usize, end: usize, out: usize, outEnd: usize): usize {
  if (p >= end || out + SIZEOF_DEPTH > outEnd || load<u8>(p) != OPEN_OBJECT) return 0;
  const fields = fieldsOf(dec);
  fields.seen = 0;
  fields.message = 0;
  fields.entry = 0;
  fields.bidsDone = 0;
  fields.arrays = 0;
  fields.numbers = 0;
  fields.streamAt = 0;
  let enclosed = false;
  if (load<u64>(p) == 0x6d6165727473227b && load<u32>(p + 7) == 0x223a226d) {
    // {"stream":"
    p = envelope(fields, p, end);
    if (p == 0) return 0;
    enclosed = true;
  } else p++;
  p = members(dec, fields, p, end, out, outEnd);
  if (p == 0) return 0;
  if (enclosed) {
    if (p >= end || load<u8>(p) != CLOSE_OBJECT) return 0;
    p++;
  }
  if (fields.message == Message.None)
    fields.message = fields.seen & bit(Key.UpdateId) ? Message.Snapshot : Message.Bbo;
  if (!complete(fields)) return 0;
  return exchangeTimeNs(fields) < 0 ? 0 : p;
}
