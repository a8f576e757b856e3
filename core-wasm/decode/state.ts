// Memory of one decoder, behind the host-visible head (decode.fbs). One block, sized by
// `decodeSize`, written by the decoder alone; no pointers to other blocks.
//
//   offset  size
//   0       176    Decoder (abi/decode.ts)
//   192     256    Fields: what the current message said
//   448     512    value slots of the slow path: two objects x 32 keys x {start, end}
//   960     128    decoded text of the slow path
//   1088    128    vector constants (number.ts)
//   1216    160    powers of ten 0..19
//   1376    32     DecimalParts
//   1408    128    key class of every one-letter key
//   1536    8192   shapes of levels (shape.ts)
//   9728    64 x   symbol table
import { Decoder } from '../abi/decode';
import { pow10 } from '../math/decimal';

@inline export const AT_FIELDS: usize = 192;
@inline export const AT_SLOTS: usize = 448;
@inline export const AT_TEXT: usize = 960;
@inline export const TEXT_MAX: u32 = 128;
@inline export const AT_CONSTANTS: usize = 1088;
@inline export const AT_POW10: usize = 1216;
@inline export const AT_PARTS: usize = 1376;
@inline export const AT_KEYS: usize = 1408;
@inline export const AT_SHAPES: usize = 1536;
@inline export const AT_TABLE: usize = 9728;

/** Keys that mean something to the decoder. None of them may stand twice in one object. */
export namespace Key {
  @inline export const Stream: u32 = 0;
  @inline export const Data: u32 = 1;
  @inline export const Event: u32 = 2; // e
  @inline export const EventTime: u32 = 3; // E
  @inline export const Time: u32 = 4; // T
  @inline export const Symbol: u32 = 5; // s
  @inline export const First: u32 = 6; // U
  @inline export const Last: u32 = 7; // u
  @inline export const Previous: u32 = 8; // pu
  @inline export const Bids: u32 = 9; // b: rows or best price
  @inline export const Asks: u32 = 10; // a: rows, best price or aggregate id
  @inline export const BidQty: u32 = 11; // B
  @inline export const AskQty: u32 = 12; // A
  @inline export const TradeId: u32 = 13; // t
  @inline export const Price: u32 = 14; // p
  @inline export const Qty: u32 = 15; // q
  @inline export const Maker: u32 = 16; // m
  @inline export const FirstTrade: u32 = 17; // f
  @inline export const LastTrade: u32 = 18; // l
  @inline export const UpdateId: u32 = 19; // lastUpdateId
  @inline export const RestBids: u32 = 20; // bids
  @inline export const RestAsks: u32 = 21; // asks
  @inline export const RestSymbol: u32 = 22; // symbol
  @inline export const None: u32 = 31;
}

/** What a message is. */
export namespace Message {
  @inline export const None: u32 = 0;
  @inline export const Depth: u32 = 1;
  @inline export const Trade: u32 = 2;
  @inline export const AggTrade: u32 = 3;
  @inline export const Bbo: u32 = 4;
  @inline export const Snapshot: u32 = 5;
  @inline export const Other: u32 = 6;
}

/** How the fast path reads the value of a one-letter key: upper three bits of its class byte. */
export namespace Class {
  @inline export const Unknown: u32 = 0;
  @inline export const Uint: u32 = 1;
  @inline export const Price: u32 = 2;
  @inline export const Qty: u32 = 3;
  @inline export const Event: u32 = 4;
  @inline export const Symbol: u32 = 5;
  @inline export const Maker: u32 = 6;
  @inline export const Rows: u32 = 7;
}

/** What the current message said. Values are indexed by key. */
@unmanaged
export class Fields {
  /** Bit per key. */
  seen: u32;
  message: u32;
  /** Symbol table entry, 0 while unknown. */
  entry: u32;
  bidCount: u32;
  askCount: u32;
  /** Stream name: address and length; 0 when there is none. */
  streamAt: u32;
  streamLength: u32;
  maker: u32;
  /** Address of the last text of the slow path. */
  textAt: u32;
  /** 1: the rows do not fit into the output. */
  full: u32;
  /** Fast path. 1: the bid rows are written; keys `b`, `a` that were arrays, or integers. */
  bidsDone: u32;
  arrays: u32;
  numbers: u32;
  rowCount: u32;
  /** Fast path: entry of the symbol before this one, tried first; kept between messages. */
  lastEntry: u32;
  /** Unit of the current line's receive stamp. */
  stampUnit: u32;
}
@inline const VALUES: usize = 72;

@inline
export function fieldsOf(dec: Decoder): Fields {
  return changetype<Fields>(changetype<usize>(dec) + AT_FIELDS);
}

/** Address of the value of `key`. */
@inline
export function valueAt(fields: Fields, key: u32): usize {
  return changetype<usize>(fields) + VALUES + ((<usize>key) << 3);
}

@inline
export function value(fields: Fields, key: u32): i64 {
  return load<i64>(valueAt(fields, key));
}

@inline
export function bit(key: u32): u32 {
  return 1 << key;
}

@inline
function define(dec: usize, letter: u32, cls: u32, key: u32): void {
  store<u8>(dec + AT_KEYS + letter, (cls << 5) | key);
}

/** Computes the lookup tables. */
export function initTables(at: usize): void {
  for (let i = 0; i < 20; i++) store<u64>(at + AT_POW10 + (i << 3), pow10(i));
  memory.fill(at + AT_KEYS, <u8>Key.None, 128);
  define(at, 0x65, Class.Event, Key.Event);
  define(at, 0x45, Class.Uint, Key.EventTime);
  define(at, 0x54, Class.Uint, Key.Time);
  define(at, 0x73, Class.Symbol, Key.Symbol);
  define(at, 0x55, Class.Uint, Key.First);
  define(at, 0x75, Class.Uint, Key.Last);
  define(at, 0x62, Class.Rows, Key.Bids);
  define(at, 0x61, Class.Rows, Key.Asks);
  define(at, 0x42, Class.Qty, Key.BidQty);
  define(at, 0x41, Class.Qty, Key.AskQty);
  define(at, 0x74, Class.Uint, Key.TradeId);
  define(at, 0x70, Class.Price, Key.Price);
  define(at, 0x71, Class.Qty, Key.Qty);
  define(at, 0x6d, Class.Maker, Key.Maker);
  define(at, 0x66, Class.Uint, Key.FirstTrade);
  define(at, 0x6c, Class.Uint, Key.LastTrade);
}
