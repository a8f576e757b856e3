// L2 order book: two dense windows over one price range, two far stores for everything else.
// Prices are quanta; a price inside the window and on the tick grid lives in the window, any other
// in the far store, never in both. `bookRecenter` runs between frames and keeps the window around
// the middle of the market. Written by the engine, read by queries. Never allocates after bookInit.

import { Status } from '../abi/status';
import {
  ChunkPool,
  FarStore,
  farChunk,
  farClear,
  farCompacted,
  farCount,
  farDirectoryBytes,
  farFindChunk,
  farGet,
  farInit,
  farKey,
  farMax,
  farMin,
  farMove,
  farQty,
  farRescale,
  farSet,
  SIZEOF_FAR_STORE,
} from './far';
import {
  clearBit,
  setBit,
  SIZEOF_WINDOW,
  slotAbove,
  slotBelow,
  Window,
  windowBytes,
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
  /** 1 / tickSize, to find a slot by one multiplication; the result is checked exactly. */
  inverseTick: f64;
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
}

const BOOK_HEAD: u32 = 96;

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

function setTick(book: Book, tickSize: i64): void {
  book.tickSize = tickSize;
  book.inverseTick = 1.0 / <f64>tickSize;
  book.span = (<u64>tickSize) << book.windowBits;
}

@inline
function windowOf(book: Book, side: u32): Window {
  return side == BID ? book.bids : book.asks;
}

@inline
function farOf(book: Book, side: u32): FarStore {
  return side == BID ? book.farBids : book.farAsks;
}

/** Index in the window of a price `rel` quanta above its base; -1 off the grid. */
@inline
function gridIndex(rel: u64, tickSize: i64, inverseTick: f64): i32 {
  if (tickSize == 1) return <i32>rel;
  const index = <i64>(<f64>(<i64>rel) * inverseTick + 0.5);
  return index * tickSize == <i64>rel ? <i32>index : -1;
}

/** Puts the window so that `price` stands in its middle. The windows must be empty. */
function place(book: Book, price: i64): void {
  const half = <i64>(book.span >> 1);
  let ticks = price / book.tickSize;
  if (ticks * book.tickSize > price) ticks--;
  book.basePrice = ticks * book.tickSize - half;
  book.baseSlot = 0;
  book.placed = 1;
}

/** Price of an occupied slot. */
@inline
function slotPrice(book: Book, slot: u32): i64 {
  const index = (slot - book.baseSlot) & book.bids.mask;
  return book.basePrice + <i64>index * book.tickSize;
}

/** The window's best after the level at `slot` is gone. */
function nextBest(book: Book, side: u32, w: Window, slot: u32): i64 {
  if (side == BID) {
    const found = slotBelow(w.bits, w.summary, w.mask, slot);
    return found < 0 ? i64.MIN_VALUE : slotPrice(book, <u32>found);
  }
  const found = slotAbove(w.bits, w.summary, w.mask, slot);
  return found < 0 ? i64.MAX_VALUE : slotPrice(book, <u32>found);
}

@inline
function better(side: u32, price: i64, than: i64): bool {
  return side == BID ? price > than : price < than;
}

/**
 * Applies rows of one side: absolute quantities, 0 removes. The loop of the hot path: the book's
 * fields are held in locals, the window's best in a register.
 */
@inline
function applySide(book: Book, side: u32, row: usize, end: usize): i32 {
  const w = windowOf(book, side);
  const base = book.basePrice;
  const span = book.span;
  const tickSize = book.tickSize;
  const inverseTick = book.inverseTick;
  const baseSlot = book.baseSlot;
  const mask = w.mask;
  const quantities = <usize>w.qty;
  const bits = <usize>w.bits;
  const summary = <usize>w.summary;
  let best = w.best;
  let far: u64 = 0;
  let negative: i64 = 0;
  let status: i32 = Status.Ok;
  for (; row < end; row += 16) {
    const price = load<i64>(row);
    const qty = load<i64>(row, 8);
    negative |= qty;
    const rel = <u64>(price - base);
    const index = rel < span ? gridIndex(rel, tickSize, inverseTick) : -1;
    if (index < 0) {
      far++;
      const result = farSet(farOf(book, side), price, qty);
      if (result < 0) status = result;
      continue;
    }
    const slot = (baseSlot + <u32>index) & mask;
    store<i64>(quantities + ((<usize>slot) << 3), qty);
    if (qty != 0) {
      setBit(bits, summary, slot);
      if (better(side, price, best)) best = price;
    } else {
      clearBit(bits, summary, slot);
      if (price == best) best = nextBest(book, side, w, slot);
    }
  }
  w.best = best;
  book.farUpdates += far;
  return negative < 0 ? Status.Negative : status;
}

/**
 * Applies the rows of a depth record, bids first. Returns Ok, Negative (a row had a negative
 * quantity) or LevelsFull; then the book must not be read. Cost: about 5 ns a row in the window.
 */
export function bookApplyRows(book: Book, rows: usize, bidCount: u32, rowCount: u32): i32 {
  if (rowCount == 0) return Status.Ok;
  if (book.placed == 0) place(book, load<i64>(rows));
  const asks = rows + ((<usize>bidCount) << 4);
  const bidStatus = applySide(book, BID, rows, asks);
  const askStatus = applySide(book, ASK, asks, rows + ((<usize>rowCount) << 4));
  book.updates += <u64>rowCount;
  bookRecenter(book);
  return bidStatus < 0 ? bidStatus : askStatus;
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
  const slot = (book.baseSlot + <u32>index) & w.mask;
  store<i64>(<usize>w.qty + ((<usize>slot) << 3), qty);
  if (qty != 0) {
    setBit(w.bits, w.summary, slot);
    if (better(side, price, w.best)) w.best = price;
  } else {
    clearBit(w.bits, w.summary, slot);
    if (price == w.best) w.best = nextBest(book, side, w, slot);
  }
  return Status.Ok;
}

/** Quantity at a price, 0 when there is no level. */
export function bookQty(book: Book, side: u32, price: i64): i64 {
  if (book.placed == 0) return 0;
  const rel = <u64>(price - book.basePrice);
  const index = rel < book.span ? gridIndex(rel, book.tickSize, book.inverseTick) : -1;
  if (index < 0) return farGet(farOf(book, side), price);
  const w = windowOf(book, side);
  return windowQty(w, (book.baseSlot + <u32>index) & w.mask);
}

/** Price of the best level; i64.MIN_VALUE (bid) or i64.MAX_VALUE (ask) when the side is empty. */
export function bookBest(book: Book, side: u32): i64 {
  if (side == BID) return max(book.bids.best, farMax(book.farBids));
  return min(book.asks.best, farMin(book.farAsks));
}

function clearWindow(w: Window, empty: i64): void {
  const slots = w.mask + 1;
  memory.fill(w.qty, 0, slots * 8);
  memory.fill(w.bits, 0, (slots >> 6) * 8);
  memory.fill(w.summary, 0, 64 + (slots >> 12) * 8);
  w.best = empty;
}

/** Removes all levels and forgets where the window lay. */
export function bookClear(book: Book): void {
  clearWindow(book.bids, i64.MIN_VALUE);
  clearWindow(book.asks, i64.MAX_VALUE);
  farClear(book.farBids);
  farClear(book.farAsks);
  book.placed = 0;
}

/** Moves the levels at window indices [from, to) of one side to the far store. */
function evict(book: Book, side: u32, from: u32, to: u32): i32 {
  const w = windowOf(book, side);
  const far = farOf(book, side);
  for (let i = from; i < to; i++) {
    const slot = (book.baseSlot + i) & w.mask;
    // Whole empty words are skipped: most of what leaves is empty.
    if (
      (slot & 63) == 0 &&
      i + 64 <= to &&
      load<u64>(<usize>w.bits + ((<usize>slot >> 6) << 3)) == 0
    ) {
      i += 63;
      continue;
    }
    const qty = windowQty(w, slot);
    if (qty == 0) continue;
    const status = farSet(far, book.basePrice + <i64>i * book.tickSize, qty);
    if (status < 0) return status;
    store<i64>(<usize>w.qty + ((<usize>slot) << 3), 0);
    clearBit(w.bits, w.summary, slot);
  }
  return Status.Ok;
}

/** Takes the on-grid levels with prices in [low, high) out of the far store into the window. */
function pull(book: Book, side: u32, low: i64, high: i64): void {
  const far = farOf(book, side);
  const w = windowOf(book, side);
  if (far.size == 0) return;
  let index = farFindChunk(far, low);
  while (index < far.size) {
    const chunk = farChunk(far, index);
    const count = farCount(far, index);
    if (farKey(chunk, 0) >= high) return;
    let kept: u32 = 0;
    for (let i: u32 = 0; i < count; i++) {
      const price = farKey(chunk, i);
      const qty = farQty(chunk, i);
      const inside = price >= low && price < high;
      const at = inside
        ? gridIndex(<u64>(price - book.basePrice), book.tickSize, book.inverseTick)
        : -1;
      if (at < 0) {
        farMove(chunk, kept++, price, qty);
        continue;
      }
      const slot = (book.baseSlot + <u32>at) & w.mask;
      store<i64>(<usize>w.qty + ((<usize>slot) << 3), qty);
      setBit(w.bits, w.summary, slot);
    }
    if (kept != count) farCompacted(far, index, kept);
    if (kept != 0) index++;
  }
}

/** Finds the window's best of one side anew. */
function findBest(book: Book, side: u32): void {
  const w = windowOf(book, side);
  const edge = side == BID ? (book.baseSlot + w.mask) & w.mask : book.baseSlot;
  const occupied =
    (load<u64>(<usize>w.bits + ((<usize>edge >> 6) << 3)) & ((<u64>1) << (<u64>edge & 63))) != 0;
  w.best = occupied ? slotPrice(book, edge) : nextBest(book, side, w, edge);
}

/** Moves the window up (or down) by whole ticks. Work: what leaves and what enters. */
function moveWindow(book: Book, ticks: i64): i32 {
  const slots = <i64>book.bids.mask + 1;
  const away = ticks >= slots || ticks <= -slots;
  const leaving = <u32>(away ? slots : ticks < 0 ? -ticks : ticks);
  const from: u32 = away || ticks > 0 ? 0 : <u32>slots - leaving;
  for (let side = BID; side <= ASK; side++) {
    const status = evict(book, side, from, from + leaving);
    if (status < 0) return status;
  }
  const oldBase = book.basePrice;
  book.basePrice = oldBase + ticks * book.tickSize;
  book.baseSlot = <u32>(<i64>book.baseSlot + ticks) & book.bids.mask;
  const width = <i64>book.span;
  const low = away || ticks < 0 ? book.basePrice : oldBase + width;
  const high = away || ticks > 0 ? book.basePrice + width : oldBase;
  for (let side = BID; side <= ASK; side++) {
    pull(book, side, low, high);
    findBest(book, side);
  }
  book.recenters++;
  return Status.Ok;
}

/**
 * Moves the window when the middle of the market has left its central half. Call between frames:
 * inside a frame one side may lie where it will not stay. Returns Ok or LevelsFull.
 */
export function bookRecenter(book: Book): i32 {
  const bid = book.bids.best;
  const ask = book.asks.best;
  let middle: i64;
  if (bid != i64.MIN_VALUE && ask != i64.MAX_VALUE) middle = bid + ((ask - bid) >> 1);
  else middle = farMiddle(book);
  if (middle == i64.MIN_VALUE) return Status.Ok;
  const quarter = <i64>(book.span >> 2);
  const rel = middle - book.basePrice;
  if (rel >= quarter && rel < 3 * quarter) return Status.Ok;
  const ticks = (rel - 2 * quarter) / book.tickSize;
  return ticks == 0 ? Status.Ok : moveWindow(book, ticks);
}

/** Middle of the whole market when the window lacks a side; i64.MIN_VALUE when there is none. */
function farMiddle(book: Book): i64 {
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  if (bid == i64.MIN_VALUE) return ask == i64.MAX_VALUE ? i64.MIN_VALUE : ask;
  if (ask == i64.MAX_VALUE) return bid;
  return bid + ((ask - bid) >> 1);
}

/**
 * Changes tick size and scale of a book in place: every price times `priceFactor`, every quantity
 * times `qtyFactor`. Returns Ok or LevelsFull; then the book is empty of sense and must be cleared.
 */
export function bookRegrid(book: Book, tickSize: i64, priceFactor: i64, qtyFactor: i64): i32 {
  if (book.placed == 0) {
    setTick(book, tickSize);
    return Status.Ok;
  }
  const slots = book.bids.mask + 1;
  for (let side = BID; side <= ASK; side++) {
    const status = evict(book, side, 0, slots);
    if (status < 0) return status;
    windowOf(book, side).best = side == BID ? i64.MIN_VALUE : i64.MAX_VALUE;
    farRescale(farOf(book, side), priceFactor, qtyFactor);
  }
  setTick(book, tickSize);
  const middle = farMiddle(book);
  if (middle == i64.MIN_VALUE) {
    book.placed = 0;
    return Status.Ok;
  }
  place(book, middle);
  for (let side = BID; side <= ASK; side++) {
    pull(book, side, book.basePrice, book.basePrice + <i64>book.span);
    findBest(book, side);
  }
  return Status.Ok;
}
