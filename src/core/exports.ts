// The functions that the core module exports, one interface per area. Pointers and sizes are
// unsigned 32-bit values that JavaScript sees as signed: use `>>> 0` on those that come back.
import type { AccountExports } from './account-exports.ts';
import type { BarsExports } from './bars-exports.ts';
import type { MatchingExports } from './matching-exports.ts';
import type { MicroExports } from './micro-exports.ts';
import type { RiskExports } from './risk-exports.ts';
import type { SessionExports } from './session-exports.ts';
import type { VenueExports } from './venue-exports.ts';

export interface MemoryExports {
  heapBase(): number;
  arenaInit(start: number, limit: number): void;
  arenaAlloc(bytes: number): number;
  arenaTop(): number;
  faultCode(): number;
}

/** Books by address. 64-bit arguments are BigInt here: for tests and cold paths. */
export interface BookExports {
  chunkPoolBytes(chunks: number): number;
  chunkPoolInit(at: number, chunks: number): number;
  bookSize(windowBits: number, farChunks: number): number;
  bookInit(
    at: number,
    windowBits: number,
    farChunks: number,
    pool: number,
    tickSize: bigint,
  ): number;
  bookApplyRows(book: number, rows: number, bidCount: number, rowCount: number): number;
  bookSet(book: number, side: number, price: bigint, qty: bigint): number;
  bookQty(book: number, side: number, price: bigint): bigint;
  bookBest(book: number, side: number): bigint;
  bookClear(book: number): void;
  bookRecenter(book: number): number;
  bookRegrid(book: number, tickSize: bigint, priceFactor: bigint, qtyFactor: bigint): number;
  bookLevels(book: number, side: number, maxLevels: number, out: number, scratch: number): number;
  bookLevelCount(book: number, side: number): number;
  bookImbalance(book: number, levels: number, decay: number, scratch: number): number;
  bookMicroprice(book: number): number;
  bookVwap(book: number, side: number, qty: number, scratch: number): number;
}

/** L3 books by address. Ids and prices go through memory. */
export interface L3Exports {
  l3Size(orderCapacity: number, levelCapacity: number): number;
  l3Init(l3: number, l2: number, orderCapacity: number, levelCapacity: number): number;
  l3Apply(l3: number, record: number): number;
  l3ApplyAll(l3: number, start: number, end: number, statusOut: number): number;
  l3OrderInfo(l3: number, out: number): number;
  l3LevelOrderCount(l3: number, side: number, pricePtr: number): number;
  l3LevelOrders(
    l3: number,
    side: number,
    pricePtr: number,
    skip: number,
    out: number,
    max: number,
  ): number;
  l3KeyframeBegin(l3: number): number;
  l3KeyframeNext(l3: number, template: number, out: number, max: number): number;
}

export interface EngineExports {
  engineSize(instrumentsMax: number, poolChunks: number): number;
  engineInit(
    at: number,
    instrumentsMax: number,
    windowBits: number,
    farChunks: number,
    poolChunks: number,
    pendingBytes: number,
    orderCapacity: number,
  ): number;
  engineRun(engine: number, cursors: number, count: number): number;
  engineRestore(engine: number, start: number, end: number): number;
  engineKeyframe(engine: number, out: number, outEnd: number): number;
  engineTop(engine: number, id: number, out: number): number;
  engineLevels(engine: number, id: number, side: number, maxLevels: number, out: number): number;
  engineLevelCount(engine: number, id: number, side: number): number;
  engineImbalance(engine: number, id: number, levels: number, decay: number): number;
  engineMicroprice(engine: number, id: number): number;
  engineVwap(engine: number, id: number, side: number, qty: number): number;
  recordsShift(start: number, end: number, offsetPtr: number): void;
  recordsRemap(start: number, end: number, table: number): void;
  recordsMinLatency(start: number, end: number, minimumPtr: number): void;
}

/** The Binance decoder by address. `src` needs DECODE_PADDING readable bytes behind its end. */
export interface DecodeExports {
  decodeSize(instrumentsMax: number): number;
  decodeInit(dec: number, instrumentsMax: number): number;
  decodeDefine(dec: number, definition: number): number;
  decodeFrame(dec: number, src: number, srcEnd: number, out: number, outEnd: number): number;
  decodeLines(
    dec: number,
    src: number,
    srcEnd: number,
    out: number,
    outEnd: number,
    maxRecords: number,
  ): number;
  decodeSkipLine(dec: number, src: number, srcEnd: number): number;
  decimalParse(src: number, end: number, scale: number, dest: number, scratch: number): number;
}

/** The tape codec by address; times go through memory. */
export interface TapeExports {
  tapeEncoderSize(maxBytes: number): number;
  tapeEncoderInit(enc: number, maxBytes: number): void;
  tapeEncode(enc: number, recs: number, recsEnd: number, out: number, outEnd: number): number;
  tapeFit(last: number, start: number, end: number, room: number): number;
  tapeDecoderSize(): number;
  tapeDecoderInit(dec: number): void;
  tapeDecodeSlack(): number;
  tapeDecode(dec: number, payload: number, payloadEnd: number, out: number, outEnd: number): number;
  tapeCrcSize(): number;
  tapeCrcInit(tables: number): void;
  tapeCrc(tables: number, start: number, end: number, crc: number): number;
}

/** The generated market and its venue text, by address. */
export interface MarketExports {
  /** xoshiro256**; 64-bit values are BigInt here: for tests and cold paths. */
  randomSeed(at: number, seed: bigint): void;
  randomNext(at: number): bigint;
  marketSize(config: number): number;
  marketOutputMin(config: number): number;
  marketInit(ptr: number, config: number): number;
  marketNext(ptr: number, out: number, outEnd: number, maxRecords: number): number;
  frameEncode(record: number, config: number, out: number, outEnd: number): number;
  frameEncodeMany(start: number, end: number, config: number, out: number, outEnd: number): number;
}

export interface CoreExports
  extends MemoryExports,
    BookExports,
    L3Exports,
    EngineExports,
    DecodeExports,
    TapeExports,
    MarketExports,
    AccountExports,
    BarsExports,
    SessionExports,
    VenueExports,
    RiskExports,
    MicroExports,
    MatchingExports {}
