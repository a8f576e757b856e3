/* C twin of core-wasm/book: the same window, marks, far store and recentring, step for step, so
 * that what is left between the two is the compiler and WASM, not the algorithm. Change both or
 * neither. One book owns its chunk pool. Sizes are fixed at start; nothing is allocated after. */
#ifndef OUTCRY_PEER_BOOK_H
#define OUTCRY_PEER_BOOK_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BID = 0, ASK = 1 };
enum { OK = 0, LEVELS_FULL = -6, NEGATIVE = -14 };
enum { CHUNK_LEVELS = 128, MERGE_BELOW = 64 };
enum { GROUP = 16, GROUP_BITS = 4, BLOCK = 16 };

typedef struct {
  int64_t key[CHUNK_LEVELS];
  int64_t qty[CHUNK_LEVELS];
} Chunk;

typedef struct {
  Chunk *region;
  uint32_t capacity, used;
  Chunk *free;
} Pool;

typedef struct {
  Pool *pool;
  int64_t *first;
  Chunk **chunks;
  uint32_t *counts;
  uint32_t size, capacity, levels;
  uint32_t hint; /* chunk found last: rows of a frame come in price order */
  int64_t lowest, highest; /* INT64_MAX and INT64_MIN when empty */
} Far;

typedef struct {
  int64_t best;
  int64_t *qty;
  uint8_t *marks; /* one a group of slots: there may be a level */
  uint32_t mask;
} Window;

typedef struct {
  int64_t base_price, tick_size;
  uint64_t span;
  uint64_t inverse_tick; /* 2^42 / tick_size rounded up; 0 for ticks above 2^22 */
  Window window[2];
  Far far[2];
  Pool pool;
  uint32_t base_slot, window_bits, placed, recenters;
  uint64_t far_updates, updates;
  size_t bytes;
} Book;

typedef struct {
  int64_t price, qty;
} Row;

/* ---- far store ------------------------------------------------------------------------------ */

static Chunk *take_chunk(Pool *pool) {
  Chunk *free = pool->free;
  if (free) {
    memcpy(&pool->free, free, sizeof(Chunk *));
    return free;
  }
  return pool->used == pool->capacity ? NULL : &pool->region[pool->used++];
}

static void give_chunk(Pool *pool, Chunk *chunk) {
  memcpy(chunk, &pool->free, sizeof(Chunk *));
  pool->free = chunk;
}

static inline uint32_t far_find_chunk(Far *far, int64_t price) {
  const int64_t *first = far->first;
  uint32_t hint = far->hint;
  if (hint + 1 < far->size && first[hint] <= price && price < first[hint + 1]) return hint;
  uint32_t low = 0, span = far->size;
  while (span > 1) {
    uint32_t half = span >> 1;
    low += first[low + half] <= price ? half : 0;
    span -= half;
  }
  far->hint = low;
  return low;
}

/* Places behind the last key hold the highest number, so that the search needs no count. */
static inline uint32_t far_find_key(const Chunk *chunk, int64_t price) {
  uint32_t block = 0, below = 0;
  for (uint32_t i = 0; i < 7; i++) block += chunk->key[i * 16 + 15] < price;
  const int64_t *keys = chunk->key + block * 16;
  for (uint32_t i = 0; i < 16; i++) below += keys[i] < price;
  return block * 16 + below;
}

static void pad_keys(Chunk *chunk, uint32_t count) {
  for (uint32_t i = count; i < CHUNK_LEVELS; i++) chunk->key[i] = INT64_MAX;
}

static void open_directory(Far *far, uint32_t index) {
  size_t rest = far->size - index;
  memmove(far->first + index + 1, far->first + index, rest * sizeof *far->first);
  memmove(far->chunks + index + 1, far->chunks + index, rest * sizeof *far->chunks);
  memmove(far->counts + index + 1, far->counts + index, rest * sizeof *far->counts);
  far->size++;
}

static void close_directory(Far *far, uint32_t index) {
  size_t rest = far->size - index - 1;
  memmove(far->first + index, far->first + index + 1, rest * sizeof *far->first);
  memmove(far->chunks + index, far->chunks + index + 1, rest * sizeof *far->chunks);
  memmove(far->counts + index, far->counts + index + 1, rest * sizeof *far->counts);
  far->size--;
}

/* Finds lowest and highest anew: after every level that came or went. */
static void find_edges(Far *far) {
  uint32_t last = far->size - 1;
  far->lowest = far->size ? far->first[0] : INT64_MAX;
  far->highest = far->size ? far->chunks[last]->key[far->counts[last] - 1] : INT64_MIN;
}

static Chunk *add_chunk(Far *far, uint32_t index, int64_t key) {
  Chunk *chunk;
  if (far->size == far->capacity || !(chunk = take_chunk(far->pool))) return NULL;
  open_directory(far, index);
  far->first[index] = key;
  far->chunks[index] = chunk;
  far->counts[index] = 0;
  pad_keys(chunk, 0);
  return chunk;
}

static int split_chunk(Far *far, uint32_t index) {
  enum { HALF = CHUNK_LEVELS / 2 };
  Chunk *from = far->chunks[index];
  Chunk *to = add_chunk(far, index + 1, from->key[HALF]);
  if (!to) return 0;
  memcpy(to->key, from->key + HALF, HALF * sizeof(int64_t));
  memcpy(to->qty, from->qty + HALF, HALF * sizeof(int64_t));
  far->counts[index] = HALF;
  far->counts[index + 1] = HALF;
  pad_keys(from, HALF);
  return 1;
}

static void merge_with_next(Far *far, uint32_t index) {
  if (index + 1 >= far->size) return;
  uint32_t count = far->counts[index], next = far->counts[index + 1];
  if (count + next > MERGE_BELOW) return;
  Chunk *to = far->chunks[index], *from = far->chunks[index + 1];
  memcpy(to->key + count, from->key, next * sizeof(int64_t));
  memcpy(to->qty + count, from->qty, next * sizeof(int64_t));
  far->counts[index] = count + next;
  close_directory(far, index + 1);
  give_chunk(far->pool, from);
}

/* Moves all levels into as few chunks as hold them. Returns whether a chunk came free. */
static int pack_chunks(Far *far) {
  uint32_t size = far->size, packed = (far->levels + CHUNK_LEVELS - 1) / CHUNK_LEVELS, to = 0;
  if (packed == size) return 0;
  for (uint32_t i = 0; i < size; i++) {
    const Chunk *chunk = far->chunks[i];
    for (uint32_t j = 0; j < far->counts[i]; j++, to++) {
      Chunk *target = far->chunks[to / CHUNK_LEVELS];
      target->key[to % CHUNK_LEVELS] = chunk->key[j];
      target->qty[to % CHUNK_LEVELS] = chunk->qty[j];
    }
  }
  for (uint32_t i = packed; i < size; i++) give_chunk(far->pool, far->chunks[i]);
  far->size = packed;
  for (uint32_t i = 0; i < packed; i++) {
    uint32_t left = to - i * CHUNK_LEVELS, count = left < CHUNK_LEVELS ? left : CHUNK_LEVELS;
    far->counts[i] = count;
    pad_keys(far->chunks[i], count);
    far->first[i] = far->chunks[i]->key[0];
  }
  return 1;
}

static int far_set(Far *far, int64_t price, int64_t qty);

static void far_remove_at(Far *far, uint32_t index, uint32_t position) {
  Chunk *chunk = far->chunks[index];
  uint32_t count = far->counts[index] - 1;
  size_t rest = (count - position) * sizeof(int64_t);
  memmove(chunk->key + position, chunk->key + position + 1, rest);
  memmove(chunk->qty + position, chunk->qty + position + 1, rest);
  chunk->key[count] = INT64_MAX;
  far->counts[index] = count;
  far->levels--;
  if (count == 0) {
    close_directory(far, index);
    give_chunk(far->pool, chunk);
  } else {
    if (position == 0) far->first[index] = chunk->key[0];
    if (count < MERGE_BELOW >> 1) merge_with_next(far, index > 0 ? index - 1 : index);
  }
  find_edges(far);
}

static int far_insert_at(Far *far, uint32_t index, uint32_t position, int64_t price, int64_t qty) {
  Chunk *chunk = far->chunks[index];
  uint32_t count = far->counts[index];
  if (count == CHUNK_LEVELS) {
    if (!split_chunk(far, index))
      return pack_chunks(far) ? far_set(far, price, qty) : LEVELS_FULL;
    count = CHUNK_LEVELS >> 1;
    if (position > count) {
      index++;
      position -= count;
      chunk = far->chunks[index];
    }
  }
  size_t rest = (count - position) * sizeof(int64_t);
  memmove(chunk->key + position + 1, chunk->key + position, rest);
  memmove(chunk->qty + position + 1, chunk->qty + position, rest);
  chunk->key[position] = price;
  chunk->qty[position] = qty;
  far->counts[index] = count + 1;
  if (position == 0) far->first[index] = price;
  far->levels++;
  find_edges(far);
  return OK;
}

static __attribute__((noinline)) int far_set(Far *far, int64_t price, int64_t qty) {
  if (far->size == 0) {
    if (qty == 0) return OK;
    if (!add_chunk(far, 0, price)) return LEVELS_FULL;
    return far_insert_at(far, 0, 0, price, qty);
  }
  uint32_t index = far_find_chunk(far, price);
  Chunk *chunk = far->chunks[index];
  uint32_t count = far->counts[index];
  uint32_t position = far_find_key(chunk, price);
  if (position < count && chunk->key[position] == price) {
    if (qty == 0) far_remove_at(far, index, position);
    else chunk->qty[position] = qty;
    return OK;
  }
  return qty == 0 ? OK : far_insert_at(far, index, position, price, qty);
}

static int64_t far_get(Far *far, int64_t price) {
  if (far->size == 0) return 0;
  uint32_t index = far_find_chunk(far, price);
  const Chunk *chunk = far->chunks[index];
  uint32_t count = far->counts[index];
  uint32_t position = far_find_key(chunk, price);
  return position < count && chunk->key[position] == price ? chunk->qty[position] : 0;
}

static void far_clear(Far *far) {
  for (uint32_t i = 0; i < far->size; i++) give_chunk(far->pool, far->chunks[i]);
  far->size = 0;
  far->levels = 0;
  find_edges(far);
}

/* ---- window --------------------------------------------------------------------------------- */

static inline void set_slot(Window *w, uint32_t slot, int64_t qty) {
  w->qty[slot] = qty;
  w->marks[slot >> GROUP_BITS] = 1;
}

/* The occupied slots of a group, lowest first, one bit each. */
static inline uint32_t occupied(const Window *w, uint32_t group) {
  const int64_t *qty = w->qty + (group << GROUP_BITS);
  uint32_t bits = 0;
  for (uint32_t i = 0; i < GROUP; i++) bits |= (uint32_t)(qty[i] != 0) << i;
  return bits;
}

static inline uint32_t mark_bits(const Window *w, uint32_t block) {
  const uint8_t *marks = w->marks + block * BLOCK;
  uint32_t bits = 0;
  for (uint32_t i = 0; i < BLOCK; i++) bits |= (uint32_t)(marks[i] != 0) << i;
  return bits;
}

static int32_t slot_below(const Window *w, uint32_t slot) {
  uint32_t start = slot >> GROUP_BITS, last = w->mask >> 8, block = start >> 4;
  uint32_t here = occupied(w, start) & ((1u << (slot & 15)) - 1);
  if (here) return (int32_t)((start << GROUP_BITS) + 31 - (uint32_t)__builtin_clz(here));
  uint32_t candidates = mark_bits(w, block) & ((1u << (start & 15)) - 1);
  for (uint32_t turns = 0; turns <= last + 1; turns++) {
    while (candidates) {
      uint32_t top = 31 - (uint32_t)__builtin_clz(candidates), group = block * BLOCK + top;
      uint32_t inside = occupied(w, group);
      if (inside) return (int32_t)((group << GROUP_BITS) + 31 - (uint32_t)__builtin_clz(inside));
      candidates ^= 1u << top;
      w->marks[group] = 0;
    }
    block = block == 0 ? last : block - 1;
    candidates = mark_bits(w, block);
  }
  return -1;
}

static int32_t slot_above(const Window *w, uint32_t slot) {
  uint32_t start = slot >> GROUP_BITS, last = w->mask >> 8, block = start >> 4;
  uint32_t here = occupied(w, start) & (~1u << (slot & 15));
  if (here) return (int32_t)((start << GROUP_BITS) + (uint32_t)__builtin_ctz(here));
  uint32_t candidates = mark_bits(w, block) & (~1u << (start & 15));
  for (uint32_t turns = 0; turns <= last + 1; turns++) {
    while (candidates) {
      uint32_t low = (uint32_t)__builtin_ctz(candidates), group = block * BLOCK + low;
      uint32_t inside = occupied(w, group);
      if (inside) return (int32_t)((group << GROUP_BITS) + (uint32_t)__builtin_ctz(inside));
      candidates ^= 1u << low;
      w->marks[group] = 0;
    }
    block = block == last ? 0 : block + 1;
    candidates = mark_bits(w, block);
  }
  return -1;
}

/* ---- book ----------------------------------------------------------------------------------- */

static void *book_take(Book *book, size_t bytes) {
  book->bytes += bytes;
  void *at = NULL;
  if (posix_memalign(&at, 64, (bytes + 63) & ~(size_t)63)) abort();
  return memset(at, 0, bytes);
}

static void book_init(Book *book, uint32_t window_bits, uint32_t far_chunks, int64_t tick_size) {
  memset(book, 0, sizeof *book);
  uint32_t slots = 1u << window_bits;
  book->pool.capacity = 2 * far_chunks;
  book->pool.region = book_take(book, (size_t)book->pool.capacity * sizeof(Chunk));
  book->bytes = 0; /* the pool counts by chunks in use */
  for (int side = BID; side <= ASK; side++) {
    Window *w = &book->window[side];
    w->qty = book_take(book, slots * sizeof(int64_t));
    w->marks = book_take(book, slots >> GROUP_BITS);
    w->mask = slots - 1;
    w->best = side == BID ? INT64_MIN : INT64_MAX;
    Far *far = &book->far[side];
    far->pool = &book->pool;
    far->capacity = far_chunks;
    far->first = book_take(book, far_chunks * sizeof(int64_t));
    far->chunks = book_take(book, far_chunks * sizeof(Chunk *));
    far->counts = book_take(book, far_chunks * sizeof(uint32_t));
    find_edges(far);
  }
  book->window_bits = window_bits;
  book->tick_size = tick_size;
  book->inverse_tick = tick_size <= 1 << 22 ? ((uint64_t)1 << 42) / (uint64_t)tick_size + 1 : 0;
  book->span = (uint64_t)tick_size << window_bits;
}

static inline int32_t grid_index(uint64_t rel, int64_t tick_size, uint64_t inverse_tick) {
  if (tick_size == 1) return (int32_t)rel;
  uint64_t index = inverse_tick ? (rel * inverse_tick) >> 42 : rel / (uint64_t)tick_size;
  return index * (uint64_t)tick_size == rel ? (int32_t)index : -1;
}

static void place(Book *book, int64_t price) {
  int64_t half = (int64_t)(book->span >> 1);
  int64_t ticks = price / book->tick_size;
  if (ticks * book->tick_size > price) ticks--;
  book->base_price = ticks * book->tick_size - half;
  book->base_slot = (uint32_t)(book->base_price / book->tick_size) & book->window[BID].mask;
  book->placed = 1;
}

static inline int64_t slot_price(const Book *book, uint32_t slot) {
  uint32_t index = (slot - book->base_slot) & book->window[BID].mask;
  return book->base_price + (int64_t)index * book->tick_size;
}

static int64_t next_best(const Book *book, int side, const Window *w, uint32_t slot) {
  int32_t found = side == BID ? slot_below(w, slot) : slot_above(w, slot);
  if (found < 0) return side == BID ? INT64_MIN : INT64_MAX;
  return slot_price(book, (uint32_t)found);
}

/* A row that the window cannot take: off its range or grid, or negative. */
static __attribute__((noinline)) int outside(Book *book, int side, int64_t price, int64_t qty) {
  if (qty < 0) return NEGATIVE;
  book->far_updates++;
  return far_set(&book->far[side], price, qty);
}

/* Makes `best` exact when no level of the window is better. */
static inline void settle_best(Book *book, int side) {
  Window *w = &book->window[side];
  if (w->best == (side == BID ? INT64_MIN : INT64_MAX)) return;
  uint64_t rel = (uint64_t)(w->best - book->base_price);
  int32_t index = grid_index(rel, book->tick_size, book->inverse_tick);
  uint32_t slot = (book->base_slot + (uint32_t)index) & w->mask;
  if (w->qty[slot] == 0) w->best = next_best(book, side, w, slot);
}

/* `best` becomes the best price that any row or level had; settle_best asks for its level. */
static inline __attribute__((always_inline)) int apply_side(Book *book, const int side,
                                                            const Row *row, const Row *end) {
  Window *w = &book->window[side];
  const int64_t base = book->base_price, tick_size = book->tick_size;
  const uint64_t span = book->span, inverse_tick = book->inverse_tick;
  const uint32_t base_slot = book->base_slot, mask = w->mask;
  int64_t *quantities = w->qty;
  uint8_t *marks = w->marks;
  int64_t best = w->best;
  int status = OK;
  for (; row < end; row++) {
    int64_t price = row->price, qty = row->qty;
    uint64_t rel = (uint64_t)(price - base) | (uint64_t)(qty >> 63);
    int32_t index = rel < span ? grid_index(rel, tick_size, inverse_tick) : -1;
    if (index < 0) {
      int result = outside(book, side, price, qty);
      if (result < 0) status = result;
      continue;
    }
    uint32_t slot = (base_slot + (uint32_t)index) & mask;
    quantities[slot] = qty;
    marks[slot >> GROUP_BITS] = 1;
    if (side == BID ? price > best : price < best) best = qty != 0 ? price : best;
  }
  w->best = best;
  settle_best(book, side);
  return status;
}

static inline int64_t book_best(const Book *book, int side) {
  int64_t inside = book->window[side].best;
  if (side == BID) {
    int64_t outside = book->far[BID].highest;
    return inside > outside ? inside : outside;
  }
  int64_t outside = book->far[ASK].lowest;
  return inside < outside ? inside : outside;
}

static inline int64_t book_qty(Book *book, int side, int64_t price) {
  uint64_t rel = (uint64_t)(price - book->base_price);
  int32_t index = rel < book->span ? grid_index(rel, book->tick_size, book->inverse_tick) : -1;
  if (index < 0) return far_get(&book->far[side], price);
  const Window *w = &book->window[side];
  return w->qty[(book->base_slot + (uint32_t)index) & w->mask];
}

static void book_clear(Book *book) {
  for (int side = BID; side <= ASK; side++) {
    Window *w = &book->window[side];
    uint32_t slots = w->mask + 1;
    memset(w->qty, 0, slots * sizeof(int64_t));
    memset(w->marks, 0, slots >> GROUP_BITS);
    w->best = side == BID ? INT64_MIN : INT64_MAX;
    far_clear(&book->far[side]);
  }
  book->placed = 0;
}

static int evict(Book *book, int side, uint32_t from, uint32_t to) {
  Window *w = &book->window[side];
  for (uint32_t i = from; i < to; i++) {
    uint32_t slot = (book->base_slot + i) & w->mask;
    if ((slot & (GROUP - 1)) == 0 && !w->marks[slot >> GROUP_BITS]) {
      i += GROUP - 1;
      continue;
    }
    int64_t qty = w->qty[slot];
    if (qty != 0) {
      int status = far_set(&book->far[side], book->base_price + (int64_t)i * book->tick_size, qty);
      if (status < 0) return status;
      set_slot(w, slot, 0);
    }
    if ((slot & (GROUP - 1)) == GROUP - 1 && i - from >= GROUP - 1)
      w->marks[slot >> GROUP_BITS] = 0;
  }
  return OK;
}

static void far_compacted(Far *far, uint32_t index, uint32_t count) {
  far->levels -= far->counts[index] - count;
  far->counts[index] = count;
  pad_keys(far->chunks[index], count);
  if (count == 0) {
    Chunk *chunk = far->chunks[index];
    close_directory(far, index);
    give_chunk(far->pool, chunk);
  } else {
    far->first[index] = far->chunks[index]->key[0];
  }
  find_edges(far);
}

static void pull(Book *book, int side, int64_t low, int64_t high) {
  Far *far = &book->far[side];
  Window *w = &book->window[side];
  if (far->size == 0) return;
  uint32_t index = far_find_chunk(far, low);
  while (index < far->size) {
    Chunk *chunk = far->chunks[index];
    uint32_t count = far->counts[index], kept = 0;
    if (chunk->key[0] >= high) return;
    for (uint32_t i = 0; i < count; i++) {
      int64_t price = chunk->key[i], qty = chunk->qty[i];
      int32_t at = price >= low && price < high
                       ? grid_index((uint64_t)(price - book->base_price), book->tick_size,
                                    book->inverse_tick)
                       : -1;
      if (at < 0) {
        chunk->key[kept] = price;
        chunk->qty[kept++] = qty;
        continue;
      }
      set_slot(w, (book->base_slot + (uint32_t)at) & w->mask, qty);
    }
    if (kept != count) far_compacted(far, index, kept);
    if (kept != 0) index++;
  }
}

static void find_best(Book *book, int side) {
  Window *w = &book->window[side];
  uint32_t edge = side == BID ? (book->base_slot + w->mask) & w->mask : book->base_slot;
  w->best = w->qty[edge] ? slot_price(book, edge) : next_best(book, side, w, edge);
}

static int move_window(Book *book, int64_t ticks) {
  int64_t slots = (int64_t)book->window[BID].mask + 1;
  int away = ticks >= slots || ticks <= -slots;
  uint32_t leaving = (uint32_t)(away ? slots : ticks < 0 ? -ticks : ticks);
  uint32_t from = away || ticks > 0 ? 0 : (uint32_t)slots - leaving;
  for (int side = BID; side <= ASK; side++) {
    int status = evict(book, side, from, from + leaving);
    if (status < 0) return status;
  }
  int64_t old_base = book->base_price, width = (int64_t)book->span;
  book->base_price = old_base + ticks * book->tick_size;
  book->base_slot = (uint32_t)((int64_t)book->base_slot + ticks) & book->window[BID].mask;
  int64_t low = away || ticks < 0 ? book->base_price : old_base + width;
  int64_t high = away || ticks > 0 ? book->base_price + width : old_base;
  for (int side = BID; side <= ASK; side++) {
    pull(book, side, low, high);
    find_best(book, side);
  }
  book->recenters++;
  return OK;
}

static int64_t far_middle(const Book *book) {
  int64_t bid = book_best(book, BID), ask = book_best(book, ASK);
  if (bid == INT64_MIN) return ask == INT64_MAX ? INT64_MIN : ask;
  return ask == INT64_MAX ? bid : bid + ((ask - bid) >> 1);
}

static __attribute__((noinline)) int recenter(Book *book) {
  int64_t bid = book->window[BID].best, ask = book->window[ASK].best, middle;
  if (bid != INT64_MIN && ask != INT64_MAX) middle = bid + ((ask - bid) >> 1);
  else middle = far_middle(book);
  if (middle == INT64_MIN) return OK;
  int64_t quarter = (int64_t)(book->span >> 2), rel = middle - book->base_price;
  if (rel >= quarter && rel < 3 * quarter) return OK;
  int64_t ticks = (rel - 2 * quarter) / book->tick_size;
  return ticks == 0 ? OK : move_window(book, ticks);
}

static inline int book_recenter(Book *book) {
  uint64_t bid = (uint64_t)book->window[BID].best, ask = (uint64_t)book->window[ASK].best;
  uint64_t half = book->span >> 1;
  uint64_t rel = bid + (uint64_t)((int64_t)(ask - bid) >> 1) - (uint64_t)book->base_price;
  /* Without a bid and an ask the sum means nothing. */
  if (rel - (half >> 1) < half && bid != (uint64_t)INT64_MIN && ask != INT64_MAX) return OK;
  return recenter(book);
}

/* Absolute quantities, bids first; 0 removes. */
static int book_apply_rows(Book *book, const Row *rows, uint32_t bid_count, uint32_t row_count) {
  if (row_count == 0) return OK;
  if (!book->placed) place(book, rows->price);
  int bids = apply_side(book, BID, rows, rows + bid_count);
  int asks = apply_side(book, ASK, rows + bid_count, rows + row_count);
  book->updates += row_count;
  book_recenter(book);
  return bids < 0 ? bids : asks;
}

/* One level; the caller recentres between frames. */
static int book_set(Book *book, int side, int64_t price, int64_t qty) {
  Row row = {price, qty};
  if (!book->placed) place(book, price);
  book->updates++;
  const Row *end = &row + 1;
  return side == BID ? apply_side(book, BID, &row, end) : apply_side(book, ASK, &row, end);
}

#endif
