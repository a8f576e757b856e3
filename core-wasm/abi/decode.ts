// Generated from core-wasm/schema/decode.fbs by scripts/generate-abi.ts. Do not edit.

/** What the digits of a receive stamp count. */
export namespace TimeUnit {
  // Found from the number of digits of the first stamp, then demanded of all.
  @inline export const Detect: u8 = 0;
  @inline export const Second: u8 = 1;
  @inline export const Millisecond: u8 = 2;
  @inline export const Microsecond: u8 = 3;
  @inline export const Nanosecond: u8 = 4;
}

/** State of the Binance decoder. The symbol table and scratch space follow it in memory. */
@unmanaged
export class Decoder {
  // Address of the first byte not consumed by the last call.
  srcPos: u32;
  // Address of the first output byte not written by the last call.
  outPos: u32;
  // Receive time of the next frame, ns: input of `decodeFrame`, output of `decodeLines`.
  recvTsNs: i64;
  // Frames or lines consumed, refused and empty ones included.
  frames: u64;
  // Lines skipped by `decodeSkipLine`.
  refused: u64;
  // Well-formed messages of other kinds: no record.
  ignored: u64;
  // Records that the slow path decoded.
  slowPath: u64;
  // Records written, by kind.
  depthDeltas: u64;
  depthSnapshots: u64;
  trades: u64;
  bbos: u64;
  // Rows of the depth records written.
  rows: u64;
  // Status of the last refusal, the address of the byte that caused it, and its line from 1.
  errorStatus: i32;
  errorPos: u32;
  errorLine: u64;
  // Input: unit of the receive stamps.
  timeUnit: u8;
  // Unit found in the first stamp.
  timeUnitFound: u8;
  // Input, 1: the end of the source ends the last line as a newline would.
  atEnd: u8;
  // Input, 1: every frame takes the slow path.
  forceSlow: u8;
  // Input: instrument of snapshots that name no symbol; -1: the only one that is defined.
  defaultInstrument: i32;
  // Definitions known, and how many there may be.
  instrumentCount: u32;
  instrumentsMax: u32;
  // ScaleTooFine: the instrument, and the decimals that hold every number of the frame.
  errorInstrument: i32;
  neededPriceScale: i32;
  neededQtyScale: i32;
  // UnknownSymbol: length of `symbol`; 0 when the message names none.
  symbolLength: u32;
  // 1: `symbol` comes from a stream name, where Binance writes lower case.
  symbolFolded: u8;
  pad0: u8;
  pad1: u16;
  pad2: u32;
  symbol0: u64;
  symbol1: u64;
  symbol2: u64;
  symbol3: u64;
}
@inline export const SIZEOF_DECODER: usize = 176;
@inline export const DECODER_SRC_POS: usize = 0;
@inline export const DECODER_OUT_POS: usize = 4;
@inline export const DECODER_RECV_TS_NS: usize = 8;
@inline export const DECODER_FRAMES: usize = 16;
@inline export const DECODER_REFUSED: usize = 24;
@inline export const DECODER_IGNORED: usize = 32;
@inline export const DECODER_SLOW_PATH: usize = 40;
@inline export const DECODER_DEPTH_DELTAS: usize = 48;
@inline export const DECODER_DEPTH_SNAPSHOTS: usize = 56;
@inline export const DECODER_TRADES: usize = 64;
@inline export const DECODER_BBOS: usize = 72;
@inline export const DECODER_ROWS: usize = 80;
@inline export const DECODER_ERROR_STATUS: usize = 88;
@inline export const DECODER_ERROR_POS: usize = 92;
@inline export const DECODER_ERROR_LINE: usize = 96;
@inline export const DECODER_TIME_UNIT: usize = 104;
@inline export const DECODER_TIME_UNIT_FOUND: usize = 105;
@inline export const DECODER_AT_END: usize = 106;
@inline export const DECODER_FORCE_SLOW: usize = 107;
@inline export const DECODER_DEFAULT_INSTRUMENT: usize = 108;
@inline export const DECODER_INSTRUMENT_COUNT: usize = 112;
@inline export const DECODER_INSTRUMENTS_MAX: usize = 116;
@inline export const DECODER_ERROR_INSTRUMENT: usize = 120;
@inline export const DECODER_NEEDED_PRICE_SCALE: usize = 124;
@inline export const DECODER_NEEDED_QTY_SCALE: usize = 128;
@inline export const DECODER_SYMBOL_LENGTH: usize = 132;
@inline export const DECODER_SYMBOL_FOLDED: usize = 136;
@inline export const DECODER_PAD0: usize = 137;
@inline export const DECODER_PAD1: usize = 138;
@inline export const DECODER_PAD2: usize = 140;
@inline export const DECODER_SYMBOL: usize = 144;
