// Benchmark loops around the core's own book, compiled with the core's release flags: what the
// C twin does in C, done here with the code that the engine calls. No part of the package.
//
//   frame table   12 bytes each: rows u32, rowCount u32, bidCount u32
//   order index   one u32 each: address of a record, in the order of one clock

export { arenaAlloc, arenaInit, heapBase } from '../../../core-wasm/mem/control';
export * from './risk';
import { Depth, Header, RecordKind } from '../../../core-wasm/abi/records';
import { chunkPoolBytes, chunkPoolInit } from '../../../core-wasm/book/far';
import {
  ASK,
  BID,
  Book,
  bookBest,
  bookClear,
  bookInit,
  bookQty,
  bookSet,
  bookSize,
} from '../../../core-wasm/book/l2';
import { bookRecenter } from '../../../core-wasm/book/recenter';
import { bookApplyRows } from '../../../core-wasm/book/rows';
import { arenaAlloc } from '../../../core-wasm/mem/control';

/** A book of its own pool; 0 when the arena is full. `tickSize` in quanta, below 2^53. */
export function benchBook(windowBits: u32, farChunks: u32, poolChunks: u32, tickSize: f64): u32 {
  const pool = arenaAlloc(chunkPoolBytes(poolChunks));
  const book = arenaAlloc(bookSize(windowBits, farChunks));
  if (pool == 0 || book == 0) return 0;
  bookInit(book, windowBits, farChunks, chunkPoolInit(pool, poolChunks), <i64>tickSize);
  return book;
}

/** Bytes of a book without its far levels. */
export function benchBookBytes(windowBits: u32, farChunks: u32): u32 {
  return bookSize(windowBits, farChunks);
}

export function benchClear(book: u32): void {
  bookClear(changetype<Book>(<usize>book));
}

@inline
function mixValue(hash: u32, value: i64): u32 {
  const low = rotl<u32>(hash ^ <u32>value, 15) * 0x9e3779b1;
  return rotl<u32>(low ^ <u32>(<u64>value >> 32), 13) * 0x85ebca6b;
}

@inline
function mixTop(hash: u32, book: Book): u32 {
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  const hasBid = bid != i64.MIN_VALUE;
  const hasAsk = ask != i64.MAX_VALUE;
  let h = mixValue(hash, hasBid ? bid : 0);
  h = mixValue(h, hasBid ? bookQty(book, BID, bid) : 0);
  h = mixValue(h, hasAsk ? ask : 0);
  return mixValue(h, hasAsk ? bookQty(book, ASK, ask) : 0);
}

/** Hash of the top of one book. */
export function benchTop(book: u32): u32 {
  return mixTop(0, changetype<Book>(<usize>book));
}

/** Applies all frames; hash of the top of the book after each. Traps when a frame is refused. */
export function benchFrames(at: u32, frames: usize, count: u32): u32 {
  const book = changetype<Book>(<usize>at);
  let hash: u32 = 0;
  for (const end = frames + <usize>count * 12; frames < end; frames += 12) {
    const rows = load<u32>(frames, 4);
    const status = bookApplyRows(book, load<u32>(frames), load<u32>(frames, 8), rows);
    if (status < 0) unreachable();
    hash = mixTop(hash, book);
  }
  return hash;
}

/** The same row by row, with the hash after each. */
export function benchUpdates(at: u32, frames: usize, count: u32): u32 {
  const book = changetype<Book>(<usize>at);
  let hash: u32 = 0;
  for (const end = frames + <usize>count * 12; frames < end; frames += 12) {
    let row = <usize>load<u32>(frames);
    const rows = load<u32>(frames, 4);
    const bids = load<u32>(frames, 8);
    for (let i: u32 = 0; i < rows; i++, row += 16) {
      const status = bookSet(book, i < bids ? BID : ASK, load<i64>(row), load<i64>(row, 8));
      if (status < 0) unreachable();
      hash = mixTop(hash, book);
    }
    bookRecenter(book);
  }
  return hash;
}

@inline
function applyRecord(book: Book, record: usize): void {
  const kind = changetype<Header>(record).kind;
  // Trades change no book; a strategy's orders would be matched here.
  if (kind != RecordKind.DepthDelta && kind != RecordKind.DepthSnapshot) return;
  const depth = changetype<Depth>(record);
  if (bookApplyRows(book, record + 64, depth.bidCount, depth.rowCount) < 0) unreachable();
}

/**
 * Merges two indices over the same records: `local` by receive time into one book, `exchange` by
 * exchange time into the other, the local one first at equal times. Hash of the local book's top.
 */
export function benchReplay(
  localBook: u32,
  exchangeBook: u32,
  local: usize,
  localCount: u32,
  exchange: usize,
  exchangeCount: u32,
): u32 {
  const here = changetype<Book>(<usize>localBook);
  const there = changetype<Book>(<usize>exchangeBook);
  const localEnd = local + ((<usize>localCount) << 2);
  const exchangeEnd = exchange + ((<usize>exchangeCount) << 2);
  while (local < localEnd || exchange < exchangeEnd) {
    const recv =
      local < localEnd ? changetype<Header>(<usize>load<u32>(local)).recvTsNs : i64.MAX_VALUE;
    const exch =
      exchange < exchangeEnd
        ? changetype<Header>(<usize>load<u32>(exchange)).exchangeTsNs
        : i64.MAX_VALUE;
    if (recv <= exch) {
      applyRecord(here, <usize>load<u32>(local));
      local += 4;
    } else {
      applyRecord(there, <usize>load<u32>(exchange));
      exchange += 4;
    }
  }
  return mixTop(0, here);
}

/** 0 updates, 1 far updates, 2 recenters, 3 far levels, 4 chunks in use. */
export function benchFact(at: u32, which: u32): f64 {
  const book = changetype<Book>(<usize>at);
  if (which == 0) return <f64>book.updates;
  if (which == 1) return <f64>book.farUpdates;
  if (which == 2) return <f64>book.recenters;
  if (which == 3) return <f64>(book.farBids.levels + book.farAsks.levels);
  return <f64>(book.farBids.size + book.farAsks.size);
}
