// The functions that the core module exports, one interface per area. Pointers and sizes are
// unsigned 32-bit values that JavaScript sees as signed: use `>>> 0` on those that come back.

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
}

export interface CoreExports extends MemoryExports, BookExports, EngineExports {}
