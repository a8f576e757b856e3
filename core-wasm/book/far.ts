// Far store: price levels outside the dense window or off the tick grid, one store per book side.
// Sorted chunks under a sorted directory: two binary searches find a level, a short move inside
// one 2 KiB chunk inserts or removes it. 10^5 levels are about 1,200 chunks. Nothing is ever lost;
// when chunks run out the store is packed, and refuses with LevelsFull only when that frees none.
// Chunks come from a pool that all books of a core share.
//
//   directory   firstKey[capacity] i64 | chunk[capacity] u32 | count[capacity] u32
//   chunk       key[128] i64 | qty[128] i64

import { Status } from '../abi/status';

@inline const CHUNK_LEVELS: u32 = 128;
@inline const CHUNK_BYTES: u32 = 2048;
@inline const QTY_OFFSET: usize = 1024;
/** Neighbours are joined when both together fill no more than this. */
@inline const MERGE_BELOW: u32 = 64;

/** Chunks shared by all far stores of a core: a fixed region, a bump index, a free list. */
@unmanaged
export class ChunkPool {
  region: u32;
  capacity: u32;
  used: u32;
  freeHead: u32;
}
@inline export const SIZEOF_CHUNK_POOL: u32 = 16;

@unmanaged
export class FarStore {
  pool: ChunkPool;
  firstKey: u32;
  chunks: u32;
  counts: u32;
  /** Chunks in the directory, and how many it can hold. */
  size: u32;
  capacity: u32;
  /** Price levels in the store. */
  levels: u32;
  /** Chunk found last: rows of a frame come in price order. */
  hint: u32;
  /** Lowest and highest price; i64.MAX_VALUE and i64.MIN_VALUE when empty. */
  lowest: i64;
  highest: i64;
}
@inline export const SIZEOF_FAR_STORE: u32 = 48;

export function chunkPoolBytes(chunks: u32): u32 {
  return SIZEOF_CHUNK_POOL + 48 + chunks * CHUNK_BYTES;
}

export function chunkPoolInit(at: u32, chunks: u32): ChunkPool {
  const pool = changetype<ChunkPool>(<usize>at);
  pool.region = (at + SIZEOF_CHUNK_POOL + 63) & ~63;
  pool.capacity = chunks;
  pool.used = 0;
  pool.freeHead = 0;
  return pool;
}

function takeChunk(pool: ChunkPool): u32 {
  const free = pool.freeHead;
  if (free != 0) {
    pool.freeHead = load<u32>(free);
    return free;
  }
  if (pool.used == pool.capacity) return 0;
  return pool.region + pool.used++ * CHUNK_BYTES;
}

function giveChunk(pool: ChunkPool, chunk: u32): void {
  store<u32>(chunk, pool.freeHead);
  pool.freeHead = chunk;
}

/** Bytes of the directory of a store of at most `chunks` chunks. */
@inline
export function farDirectoryBytes(chunks: u32): u32 {
  return chunks * 16;
}

export function farInit(far: FarStore, pool: ChunkPool, directory: u32, chunks: u32): void {
  far.pool = pool;
  far.firstKey = directory;
  far.chunks = directory + chunks * 8;
  far.counts = directory + chunks * 12;
  far.capacity = chunks;
  far.size = 0;
  far.levels = 0;
  findEdges(far);
}

@inline
export function farChunk(far: FarStore, index: u32): usize {
  return <usize>load<u32>(<usize>far.chunks + ((<usize>index) << 2));
}

@inline
export function farCount(far: FarStore, index: u32): u32 {
  return load<u32>(<usize>far.counts + ((<usize>index) << 2));
}

@inline
function setCount(far: FarStore, index: u32, count: u32): void {
  store<u32>(<usize>far.counts + ((<usize>index) << 2), count);
}

@inline
function firstKey(far: FarStore, index: u32): i64 {
  return load<i64>(<usize>far.firstKey + ((<usize>index) << 3));
}

@inline
function setFirstKey(far: FarStore, index: u32, key: i64): void {
  store<i64>(<usize>far.firstKey + ((<usize>index) << 3), key);
}

@inline
export function farKey(chunk: usize, position: u32): i64 {
  return load<i64>(chunk + ((<usize>position) << 3));
}

@inline
export function farQty(chunk: usize, position: u32): i64 {
  return load<i64>(chunk + ((<usize>position) << 3), QTY_OFFSET);
}

/** Index of the last chunk whose first key is <= price; 0 when there is none. */
export function farFindChunk(far: FarStore, price: i64): u32 {
  const hint = far.hint;
  if (hint + 1 < far.size && firstKey(far, hint) <= price && price < firstKey(far, hint + 1))
    return hint;
  let low: u32 = 0;
  let span = far.size;
  while (span > 1) {
    const half = span >> 1;
    low += firstKey(far, low + half) <= price ? half : 0;
    span -= half;
  }
  far.hint = low;
  return low;
}

/** Position of the first key >= price in a chunk; its count, or more, when there is none. */
export function farFindKey(chunk: usize, price: i64): u32 {
  // Places behind the last key hold the highest number, so that the search needs no count.
  let block: u32 = 0;
  for (let i: u32 = 0; i < 7; i++)
    block += <u32>(load<i64>(chunk + ((<usize>i) << 7), 120) < price);
  const at = chunk + ((<usize>block) << 7);
  const wanted = i64x2.splat(price);
  let below = i64x2.lt_s(v128.load(at), wanted);
  below = i64x2.add(below, i64x2.lt_s(v128.load(at, 16), wanted));
  below = i64x2.add(below, i64x2.lt_s(v128.load(at, 32), wanted));
  below = i64x2.add(below, i64x2.lt_s(v128.load(at, 48), wanted));
  below = i64x2.add(below, i64x2.lt_s(v128.load(at, 64), wanted));
  below = i64x2.add(below, i64x2.lt_s(v128.load(at, 80), wanted));
  below = i64x2.add(below, i64x2.lt_s(v128.load(at, 96), wanted));
  below = i64x2.add(below, i64x2.lt_s(v128.load(at, 112), wanted));
  return (block << 4) - <u32>(i64x2.extract_lane(below, 0) + i64x2.extract_lane(below, 1));
}

/** Finds lowest and highest anew: after every level that came or went. */
function findEdges(far: FarStore): void {
  const size = far.size;
  far.lowest = size == 0 ? i64.MAX_VALUE : firstKey(far, 0);
  far.highest =
    size == 0 ? i64.MIN_VALUE : farKey(farChunk(far, size - 1), farCount(far, size - 1) - 1);
}

/** Fills the key places from `count` on. */
function padKeys(chunk: usize, count: u32): void {
  for (let i = count; i < CHUNK_LEVELS; i++) store<i64>(chunk + ((<usize>i) << 3), i64.MAX_VALUE);
}

/** Opens a place for one directory entry before `index`. */
function openDirectory(far: FarStore, index: u32): void {
  const rest = <usize>(far.size - index);
  const keys = <usize>far.firstKey + ((<usize>index) << 3);
  memory.copy(keys + 8, keys, rest << 3);
  const chunks = <usize>far.chunks + ((<usize>index) << 2);
  memory.copy(chunks + 4, chunks, rest << 2);
  const counts = <usize>far.counts + ((<usize>index) << 2);
  memory.copy(counts + 4, counts, rest << 2);
  far.size++;
}

function closeDirectory(far: FarStore, index: u32): void {
  const rest = <usize>(far.size - index - 1);
  const keys = <usize>far.firstKey + ((<usize>index) << 3);
  memory.copy(keys, keys + 8, rest << 3);
  const chunks = <usize>far.chunks + ((<usize>index) << 2);
  memory.copy(chunks, chunks + 4, rest << 2);
  const counts = <usize>far.counts + ((<usize>index) << 2);
  memory.copy(counts, counts + 4, rest << 2);
  far.size--;
}

function addChunk(far: FarStore, index: u32, key: i64): usize {
  if (far.size == far.capacity) return 0;
  const chunk = takeChunk(far.pool);
  if (chunk == 0) return 0;
  openDirectory(far, index);
  setFirstKey(far, index, key);
  store<u32>(<usize>far.chunks + ((<usize>index) << 2), chunk);
  setCount(far, index, 0);
  padKeys(chunk, 0);
  return <usize>chunk;
}

/** Moves the upper half of a full chunk into a new one behind it. */
function splitChunk(far: FarStore, index: u32): bool {
  const half: u32 = CHUNK_LEVELS >> 1;
  const from = farChunk(far, index);
  const to = addChunk(far, index + 1, farKey(from, half));
  if (to == 0) return false;
  const bytes = (<usize>half) << 3;
  memory.copy(to, from + bytes, bytes);
  memory.copy(to + QTY_OFFSET, from + QTY_OFFSET + bytes, bytes);
  setCount(far, index, half);
  setCount(far, index + 1, half);
  padKeys(from, half);
  return true;
}

/** Joins chunk `index + 1` to chunk `index` when both are small. */
function mergeWithNext(far: FarStore, index: u32): void {
  if (index + 1 >= far.size) return;
  const count = farCount(far, index);
  const nextCount = farCount(far, index + 1);
  if (count + nextCount > MERGE_BELOW) return;
  const to = farChunk(far, index);
  const from = farChunk(far, index + 1);
  const at = (<usize>count) << 3;
  memory.copy(to + at, from, (<usize>nextCount) << 3);
  memory.copy(to + at + QTY_OFFSET, from + QTY_OFFSET, (<usize>nextCount) << 3);
  setCount(far, index, count + nextCount);
  closeDirectory(far, index + 1);
  giveChunk(far.pool, <u32>from);
}

/** Moves all levels into as few chunks as hold them. Returns whether a chunk came free. */
function packChunks(far: FarStore): bool {
  const size = far.size;
  const packed = (far.levels + CHUNK_LEVELS - 1) / CHUNK_LEVELS;
  if (packed == size) return false;
  let to: u32 = 0;
  for (let i: u32 = 0; i < size; i++) {
    const chunk = farChunk(far, i);
    const count = farCount(far, i);
    // No level moves to a later place: none is overwritten before it is read.
    for (let j: u32 = 0; j < count; j++, to++)
      farMove(
        farChunk(far, to / CHUNK_LEVELS),
        to % CHUNK_LEVELS,
        farKey(chunk, j),
        farQty(chunk, j),
      );
  }
  for (let i: u32 = packed; i < size; i++) giveChunk(far.pool, <u32>farChunk(far, i));
  far.size = packed;
  for (let i: u32 = 0; i < packed; i++) {
    const count = min(CHUNK_LEVELS, to - i * CHUNK_LEVELS);
    setCount(far, i, count);
    padKeys(farChunk(far, i), count);
    setFirstKey(far, i, farKey(farChunk(far, i), 0));
  }
  return true;
}

function removeAt(far: FarStore, index: u32, position: u32): void {
  const chunk = farChunk(far, index);
  const count = farCount(far, index) - 1;
  const at = chunk + ((<usize>position) << 3);
  const rest = (<usize>(count - position)) << 3;
  memory.copy(at, at + 8, rest);
  memory.copy(at + QTY_OFFSET, at + QTY_OFFSET + 8, rest);
  store<i64>(chunk + ((<usize>count) << 3), i64.MAX_VALUE);
  setCount(far, index, count);
  far.levels--;
  if (count == 0) {
    closeDirectory(far, index);
    giveChunk(far.pool, <u32>chunk);
  } else {
    if (position == 0) setFirstKey(far, index, farKey(chunk, 0));
    if (count < MERGE_BELOW >> 1) mergeWithNext(far, index > 0 ? index - 1 : index);
  }
  findEdges(far);
}

function insertAt(far: FarStore, index: u32, position: u32, price: i64, qty: i64): i32 {
  let chunk = farChunk(far, index);
  let count = farCount(far, index);
  if (count == CHUNK_LEVELS) {
    if (!splitChunk(far, index)) {
      if (!packChunks(far)) return Status.LevelsFull;
      return farSet(far, price, qty);
    }
    count = CHUNK_LEVELS >> 1;
    if (position > count) {
      index++;
      position -= count;
      chunk = farChunk(far, index);
    }
  }
  const at = chunk + ((<usize>position) << 3);
  const rest = (<usize>(count - position)) << 3;
  memory.copy(at + 8, at, rest);
  memory.copy(at + QTY_OFFSET + 8, at + QTY_OFFSET, rest);
  store<i64>(at, price);
  store<i64>(at, qty, QTY_OFFSET);
  setCount(far, index, count + 1);
  if (position == 0) setFirstKey(far, index, price);
  far.levels++;
  findEdges(far);
  return Status.Ok;
}

/** Sets the absolute quantity of a level; 0 removes it. Returns Ok or LevelsFull. */
export function farSet(far: FarStore, price: i64, qty: i64): i32 {
  if (far.size == 0) {
    if (qty == 0) return Status.Ok;
    if (addChunk(far, 0, price) == 0) return Status.LevelsFull;
    return insertAt(far, 0, 0, price, qty);
  }
  const index = farFindChunk(far, price);
  const chunk = farChunk(far, index);
  const count = farCount(far, index);
  const position = farFindKey(chunk, price);
  if (position < count && farKey(chunk, position) == price) {
    if (qty == 0) removeAt(far, index, position);
    else store<i64>(chunk + ((<usize>position) << 3), qty, QTY_OFFSET);
    return Status.Ok;
  }
  return qty == 0 ? Status.Ok : insertAt(far, index, position, price, qty);
}

/** Quantity of a level, 0 when it is not there. */
export function farGet(far: FarStore, price: i64): i64 {
  if (far.size == 0) return 0;
  const index = farFindChunk(far, price);
  const chunk = farChunk(far, index);
  const count = farCount(far, index);
  const position = farFindKey(chunk, price);
  return position < count && farKey(chunk, position) == price ? farQty(chunk, position) : 0;
}

/** Removes all levels. */
export function farClear(far: FarStore): void {
  for (let i: u32 = 0; i < far.size; i++) giveChunk(far.pool, <u32>farChunk(far, i));
  far.size = 0;
  far.levels = 0;
  findEdges(far);
}

/** Multiplies every price and quantity: a change of scale. Order stays. */
export function farRescale(far: FarStore, priceFactor: i64, qtyFactor: i64): void {
  for (let i: u32 = 0; i < far.size; i++) {
    const chunk = farChunk(far, i);
    const count = farCount(far, i);
    setFirstKey(far, i, firstKey(far, i) * priceFactor);
    for (let j: u32 = 0; j < count; j++) {
      const at = chunk + ((<usize>j) << 3);
      store<i64>(at, load<i64>(at) * priceFactor);
      store<i64>(at, load<i64>(at, QTY_OFFSET) * qtyFactor, QTY_OFFSET);
    }
  }
  findEdges(far);
}

/**
 * Puts the store in order after a caller has taken levels out of chunk `index` by compacting it to
 * `count` levels: an empty chunk goes back to the pool.
 */
export function farCompacted(far: FarStore, index: u32, count: u32): void {
  far.levels -= farCount(far, index) - count;
  setCount(far, index, count);
  padKeys(farChunk(far, index), count);
  if (count == 0) {
    const chunk = farChunk(far, index);
    closeDirectory(far, index);
    giveChunk(far.pool, <u32>chunk);
  } else {
    setFirstKey(far, index, farKey(farChunk(far, index), 0));
  }
  findEdges(far);
}

/** Writes a level at a position of a chunk that the caller compacts. */
@inline
export function farMove(chunk: usize, position: u32, price: i64, qty: i64): void {
  const at = chunk + ((<usize>position) << 3);
  store<i64>(at, price);
  store<i64>(at, qty, QTY_OFFSET);
}
