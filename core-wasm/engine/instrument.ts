// An instrument inside the engine: its definition, its book, its sequence state.

import { BookModel, Definition, SIZEOF_DEFINITION } from '../abi/records';
import { BookState } from '../abi/book';
import { EngineState, InstrumentState } from '../abi/engine';
import { L3State } from '../abi/l3';
import { Status } from '../abi/status';
import { ASK, BID, Book, bookClear, bookInit, bookSize } from '../book/l2';
import { bookRegrid } from '../book/recenter';
import { l3ClearSide, l3Init, l3Size } from '../book/l3';
import { l3Regrid } from '../book/l3_regrid';
import { ChunkPool } from '../book/far';
import { bookWithin, within } from '../book/scale';
import { arenaAlloc } from '../mem/control';
import { mix, mixRange } from './hash';
import { pow10 } from './power';

/** InstrumentState (136 bytes), then the definition in force at 144. */
@inline export const INSTRUMENT_STRIDE: u32 = 320;
@inline export const DEFINITION_AT: usize = 144;
/** Prices that an L3 book holds at once, by the orders that it holds. */
@inline const LEVELS_MIN: u32 = 16384;
@inline const ORDERS_PER_LEVEL: u32 = 4;

/** Sizes that hold for all instruments of an engine; they stand behind EngineState. */
@unmanaged
export class EngineConfig {
  pool: ChunkPool;
  instrumentsMax: u32;
  windowBits: u32;
  farChunks: u32;
  pendingBytes: u32;
  orderCapacity: u32;
  pad0: u32;
  pad: u32;
  scratch: u64;
  scratch1: u64;
  scratch2: u64;
  scratch3: u64;
}
@inline export const SIZEOF_ENGINE_CONFIG: u32 = 64;
@inline export const ENGINE_CONFIG_AT: usize = 256;

@inline
export function configOf(engine: EngineState): EngineConfig {
  return changetype<EngineConfig>(changetype<usize>(engine) + ENGINE_CONFIG_AT);
}

@inline
export function instrumentAt(engine: EngineState, id: u32): InstrumentState {
  return changetype<InstrumentState>(<usize>engine.instruments + <usize>(id * INSTRUMENT_STRIDE));
}

@inline
export function definitionOf(inst: InstrumentState): Definition {
  return changetype<Definition>(changetype<usize>(inst) + DEFINITION_AT);
}

@inline
export function bookOf(inst: InstrumentState): Book {
  return changetype<Book>(<usize>inst.book);
}

export function keyHash(def: Definition): u64 {
  const seeded = mix(0x6f7574637279, <u64>def.venue);
  const symbol = changetype<usize>(def) + offsetof<Definition>('symbol0');
  return mixRange(seeded, symbol, symbol + 32);
}

@inline
function validScale(scale: i8): bool {
  return scale >= -6 && scale <= 18;
}

function valid(def: Definition): bool {
  const bits = def.windowBits;
  return (
    validScale(def.priceScale) &&
    validScale(def.qtyScale) &&
    def.tickSize > 0 &&
    def.tickSize < (<i64>1) << 40 &&
    def.lotSize > 0 &&
    def.symbolLength > 0 &&
    def.symbolLength <= 32 &&
    (bits == 0 || (bits >= 8 && bits <= 20))
  );
}

function create(engine: EngineState, inst: InstrumentState, def: Definition): i32 {
  const config = configOf(engine);
  const bits = def.windowBits == 0 ? config.windowBits : <u32>def.windowBits;
  const at = arenaAlloc(bookSize(bits, config.farChunks));
  const pending = arenaAlloc(config.pendingBytes);
  if (at == 0 || pending == 0) return Status.OutOfMemory;
  const book = bookInit(at, bits, config.farChunks, config.pool, def.tickSize);
  inst.book = <u32>changetype<usize>(book);
  inst.pending = pending;
  inst.pendingLimit = config.pendingBytes;
  if (def.bookModel == BookModel.L3) {
    const levelCapacity = max(LEVELS_MIN, config.orderCapacity / ORDERS_PER_LEVEL);
    const orders = arenaAlloc(l3Size(config.orderCapacity, levelCapacity));
    if (orders == 0) return Status.OutOfMemory;
    const status = l3Init(orders, inst.book, config.orderCapacity, levelCapacity);
    if (status < 0) return status;
    inst.orders = orders;
  }
  inst.state = BookState.Empty;
  inst.lastSeq = -1;
  inst.trustedLow = i64.MIN_VALUE;
  inst.trustedHigh = i64.MAX_VALUE;
  inst.keyHash = keyHash(def);
  inst.defined = 1;
  if (<u32>def.instrumentId >= engine.instrumentCount)
    engine.instrumentCount = <u32>def.instrumentId + 1;
  return Status.Ok;
}

/** The book is no longer what the market is: nothing of it may be read until it starts anew. */
export function loseBook(inst: InstrumentState): void {
  if (inst.orders != 0) {
    const orders = changetype<L3State>(<usize>inst.orders);
    l3ClearSide(orders, BID, 0, true);
    l3ClearSide(orders, ASK, 0, true);
  }
  bookClear(bookOf(inst));
  inst.state = BookState.Gapped;
  inst.pendingUsed = 0;
}

/** Brings prices and quantities that the instrument holds to the new definition's scale. */
function redefine(inst: InstrumentState, def: Definition): i32 {
  const old = definitionOf(inst);
  const finerPrice = <i32>def.priceScale - <i32>old.priceScale;
  const finerQty = <i32>def.qtyScale - <i32>old.qtyScale;
  if (inst.keyHash != keyHash(def) || finerPrice < 0 || finerQty < 0) return Status.BadArgument;
  if (def.bookModel != inst.bookModel) return Status.BadArgument;
  if (finerPrice > 18 || finerQty > 18) return Status.Overflow;
  const priceFactor = pow10(finerPrice);
  const qtyFactor = pow10(finerQty);
  if (priceFactor != 1 || qtyFactor != 1) {
    const priceLimit = i64.MAX_VALUE / priceFactor;
    const qtyLimit = i64.MAX_VALUE / qtyFactor;
    if (!bookWithin(bookOf(inst), priceLimit, qtyLimit)) return Status.Overflow;
    if (!pendingWithin(inst, priceLimit, qtyLimit)) return Status.Overflow;
  }
  const status =
    inst.orders != 0
      ? l3Regrid(inst.orders, def.tickSize, priceFactor, qtyFactor)
      : bookRegrid(bookOf(inst), def.tickSize, priceFactor, qtyFactor);
  if (status < 0) {
    loseBook(inst);
    return status;
  }
  inst.trustedLow = saturated(inst.trustedLow, priceFactor);
  inst.trustedHigh = saturated(inst.trustedHigh, priceFactor);
  rescalePending(inst, priceFactor, qtyFactor);
  return Status.Ok;
}

/** The product, or the end of i64 that it lies beyond; the ends stand for "nothing known". */
function saturated(price: i64, factor: i64): i64 {
  const limit = i64.MAX_VALUE / factor;
  if (price > limit) return i64.MAX_VALUE;
  return price < -limit ? i64.MIN_VALUE : price * factor;
}

function pendingWithin(inst: InstrumentState, priceLimit: i64, qtyLimit: i64): bool {
  let at = <usize>inst.pending;
  const end = at + <usize>inst.pendingUsed;
  while (at < end) {
    const next = at + <usize>load<u32>(at);
    for (let row = at + 64; row < next; row += 16)
      if (!within(load<i64>(row), priceLimit) || load<i64>(row, 8) > qtyLimit) return false;
    at = next;
  }
  return true;
}

function rescalePending(inst: InstrumentState, priceFactor: i64, qtyFactor: i64): void {
  let at = <usize>inst.pending;
  const end = at + <usize>inst.pendingUsed;
  while (at < end) {
    const next = at + <usize>load<u32>(at);
    for (let row = at + 64; row < next; row += 16) {
      store<i64>(row, load<i64>(row) * priceFactor);
      store<i64>(row, load<i64>(row, 8) * qtyFactor, 8);
    }
    at = next;
  }
}

/**
 * Applies a definition: a new instrument, or a new version of one (finer scale, other tick).
 * Returns Ok, BadArgument, InstrumentsFull, OutOfMemory, Overflow (a number that the finer scale
 * cannot hold; nothing changed) or LevelsFull (the book is lost).
 */
export function applyDefinition(engine: EngineState, def: Definition): i32 {
  if (<u32>def.instrumentId >= configOf(engine).instrumentsMax) return Status.InstrumentsFull;
  if (!valid(def)) return Status.BadArgument;
  const inst = instrumentAt(engine, def.instrumentId);
  const status = inst.defined == 0 ? create(engine, inst, def) : redefine(inst, def);
  if (status < 0) return status;
  inst.sequenceRule = def.sequenceRule;
  inst.bookModel = def.bookModel;
  inst.priceScale = def.priceScale;
  inst.qtyScale = def.qtyScale;
  inst.venue = def.venue;
  inst.version = def.version;
  inst.tickSize = def.tickSize;
  inst.lotSize = def.lotSize;
  memory.copy(changetype<usize>(definitionOf(inst)), changetype<usize>(def), SIZEOF_DEFINITION);
  return Status.Ok;
}
