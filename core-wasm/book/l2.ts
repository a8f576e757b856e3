// L2 order book: two dense windows over one price range, two far stores for everything else.
// Prices are quanta; a price inside the window and on the tick grid lives in the window, any other
// in the far store, never in both. `bookRecenter` runs between frames and keeps the window around
// the middle of the market. Written by the engine, read by queries. Never allocates after bookInit.
// Rows of a record are applied in rows.ts, the window is moved in recenter.ts.

import { Status } from '../abi/status';
import {
  ChunkPool,
  FarStore,
  farClear,
  farDirectoryBytes,
  farGet,
  farInit,
  farSet,
  SIZEOF_FAR_STORE,
} from './far';
import {
  setSlot,
  SIZEOF_WINDOW,
  slotAbove,
  slotBelow,
  Window,
  windowBytes,
  windowClear,
  windowInit,
  windowQty,
} from './window';

@inline export const BID: u32 = 0;
@inline export const ASK: u32 = 1;

@unmanaged
export class Book {
  /** Price of the window's lowest slot; meaningful while `placed`. */
  basePrice: i64;
  tickSize: i64;
  /** Window width in quanta: slots * tickSize. */
  span: u64;
  /** 2^42 / tickSize rounded up: divides by one multiplication. 0 for ticks above 2^22. */
  inverseTick: u64;
  bids: Window;
  asks: Window;
  farBids: FarStore;
  farAsks: FarStore;
  /** Slot of basePrice. */
  baseSlot: u32;
  windowBits: u32;
  /** 0 until the first level fixes where the window lies. */
  placed: u32;
  recenters: u32;
  /** Updates that went to the far stores, and all updates. */
  farUpdates: u64;
  updates: u64;
  /** Of the record that is being applied: Ok, or what was refused last. */
  status: i32;
  pad: u32;
}

const BOOK_HEAD: u32 = 104;
/** Larger ticks divide. */
@inline const TICK_BY_INVERSE_MAX: i64 = 1 << 22;

/** Bytes of a book: head, windows, far directories. The chunks come from the shared pool. */
export function bookSize(windowBits: u32, farChunks: u32): u32 {
  const parts = 2 * (SIZEOF_WINDOW + SIZEOF_FAR_STORE + 16);
  return BOOK_HEAD + 64 + parts + 2 * (windowBytes(windowBits) + farDirectoryBytes(farChunks));
}

/** Lays a book out at `at` (zeroed, bookSize bytes, 64-aligned). `tickSize` in quanta, >= 1. */
export function bookInit(
  at: u32,
  windowBits: u32,
  farChunks: u32,
  pool: ChunkPool,
  tickSize: i64,
): Book {
  const book = changetype<Book>(<usize>at);
  let next = at + BOOK_HEAD;
  book.bids = changetype<Window>(<usize>next);
  book.asks = changetype<Window>(<usize>(next + SIZEOF_WINDOW));
  next += 2 * SIZEOF_WINDOW;
  book.farBids = changetype<FarStore>(<usize>next);
  book.farAsks = changetype<FarStore>(<usize>(next + SIZEOF_FAR_STORE));
  next = (next + 2 * SIZEOF_FAR_STORE + 63) & ~63;
  const bytes = windowBytes(windowBits);
  windowInit(book.bids, next, windowBits, i64.MIN_VALUE);
  windowInit(book.asks, next + bytes, windowBits, i64.MAX_VALUE);
  next += 2 * bytes;
  farInit(book.farBids, pool, next, farChunks);
  farInit(book.farAsks, pool, next + farDirectoryBytes(farChunks), farChunks);
  book.windowBits = windowBits;
  setTick(book, tickSize);
  return book;
}

export function setTick(book: Book, tickSize: i64): void {
  book.tickSize = tickSize;
  book.inverseTick = tickSize <= TICK_BY_INVERSE_MAX ? ((<u64>1) << 42) / <u64>tickSize + 1 : 0;
  book.span = (<u64>tickSize) << book.windowBits;
}

@inline
export function windowOf(book: Book, side: u32): Window {
  return side == BID ? book.bids : book.asks;
}

@inline
export function farOf(book: Book, side: u32): FarStore {
  return side == BID ? book.farBids : book.farAsks;
}

/**
 * Index in the window of a price `rel` quanta above its base; -1 off the grid. For rel = k * tick
 * the product is k * 2^42 + k * d with d <= tick, and k * d < 2^42 as k < 2^20, tick <= 2^22.
 */
@inline
export function gridIndex(rel: u64, tickSize: i64, inverseTick: u64): i32 {
  if (tickSize == 1) return <i32>rel;
  const index = inverseTick != 0 ? (rel * inverseTick) >> 42 : rel / <u64>tickSize;
  return index * <u64>tickSize == rel ? <i32>index : -1;
}

/** Puts the window so that `price` stands in its middle. The windows must be empty. */
export function place(book: Book, price: i64): void {
  const half = <i64>(book.span >> 1);
  let ticks = price / book.tickSize;
  if (ticks * book.tickSize > price) ticks--;
  book.basePrice = ticks * book.tickSize - half;
  book.baseSlot = <u32>(book.basePrice / book.tickSize) & book.bids.mask;
  book.placed = 1;
}

/** Price of an occupied slot. */
@inline
export function slotPrice(book: Book, slot: u32): i64 {
  const index = (slot - book.baseSlot) & book.bids.mask;
  return book.basePrice + <i64>index * book.tickSize;
}

/** The window's best after the level at `slot` is gone. */
export function nextBest(book: Book, side: u32, w: Window, slot: u32): i64 {
  const found = side == BID ? slotBelow(w, slot) : slotAbove(w, slot);
  if (found < 0) return side == BID ? i64.MIN_VALUE : i64.MAX_VALUE;
  return slotPrice(book, <u32>found);
}

/** Makes `best` exact when no level of the window is better. */
@inline
export function settleBest(book: Book, side: u32): void {
  const w = windowOf(book, side);
  const best = w.best;
  if (best == (side == BID ? i64.MIN_VALUE : i64.MAX_VALUE)) return;
  const index = gridIndex(<u64>(best - book.basePrice), book.tickSize, book.inverseTick);
  const slot = (book.baseSlot + <u32>index) & w.mask;
  if (windowQty(w, slot) == 0) w.best = nextBest(book, side, w, slot);
}

@inline
export function better(side: u32, price: i64, than: i64): bool {
  return side == BID ? price > than : price < than;
}

/** Sets one level without moving the window. Callers call bookRecenter between events. */
export function bookSet(book: Book, side: u32, price: i64, qty: i64): i32 {
  if (book.placed == 0) place(book, price);
  book.updates++;
  const w = windowOf(book, side);
  const rel = <u64>(price - book.basePrice);
  const index = rel < book.span ? gridIndex(rel, book.tickSize, book.inverseTick) : -1;
  if (index < 0) {
    book.farUpdates++;
    return farSet(farOf(book, side), price, qty);
  }
  setSlot(w.qty, w.marks, (book.baseSlot + <u32>index) & w.mask, qty);
  if (!better(side, price, w.best)) settleBest(book, side);
  else if (qty != 0) w.best = price;
  return Status.Ok;
}

/** Quantity at a price, 0 when there is no level. */
@inline
export function bookQty(book: Book, side: u32, price: i64): i64 {
  const rel = <u64>(price - book.basePrice);
  const index = rel < book.span ? gridIndex(rel, book.tickSize, book.inverseTick) : -1;
  if (index < 0) return farGet(farOf(book, side), price);
  const w = windowOf(book, side);
  return windowQty(w, (book.baseSlot + <u32>index) & w.mask);
}

/** Price of the best level; i64.MIN_VALUE (bid) or i64.MAX_VALUE (ask) when the side is empty. */
export function bookBest(book: Book, side: u32): i64 {
  if (side == BID) return max(book.bids.best, book.farBids.highest);
  return min(book.asks.best, book.farAsks.lowest);
}

/** Removes all levels and forgets where the window lay. */
export function bookClear(book: Book): void {
  windowClear(book.bids, i64.MIN_VALUE);
  windowClear(book.asks, i64.MAX_VALUE);
  farClear(book.farBids);
  farClear(book.farAsks);
  book.placed = 0;
}
