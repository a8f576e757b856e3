/* C twin of core-wasm/matching: the same slots, ids, window, bitmaps, checks and records, step for
 * step, so that what is left between the two is the compiler and WASM, not the algorithm. Change
 * both or neither. It has the part that plain orders need: limit, market, immediate-or-cancel,
 * cancel, replace, positions, tests for what would be special. Stops, icebergs, expiries,
 * fill-or-kill and the far store are not there; what would need them ends the program.
 *   matching COMMANDS   (layout: bench/inputs/commands.ts) */
#define _GNU_SOURCE
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WINDOW_BITS = 14, WINDOW = 1 << WINDOW_BITS, MASK = WINDOW - 1 };
enum { ORDERS_MAX = 8192, OWNERS_MAX = 1024, IDS = 4 * ORDERS_MAX };
enum { BUY = 0, SELL = 1 };
enum { SUBMIT = 32, CANCEL = 33, REPLACE = 34, UPDATE = 36, MATCH = 38 };
enum { LIMIT = 0, MARKET = 1, GTC = 0, IOC = 1 };
enum { WORKING = 2, PARTIALLY_FILLED = 3, FILLED = 4, CANCELLED = 5, REJECTED = 6 };
enum { REQUESTED = 1, NOTHING_LEFT = 4, BAD_PRICE = 8, BAD_QTY = 9, BAD_ORDER = 10, UNKNOWN = 11 };
enum { DUPLICATE = 12, ORDERS_FULL = 16 };
enum { EXPIRES = 2 };
#define NO_BID INT64_MIN
#define NO_ASK INT64_MAX
#define VALUE_MAX (INT64_C(1) << 62)

typedef struct {
  uint32_t size;
  uint8_t kind, flags;
  uint16_t instrument;
  int64_t recv_ts, exchange_ts, order_id, price, qty;
  uint8_t side, order_kind, time_in_force, order_flags, self_trade, pad;
  uint16_t owner;
  int64_t tail;
} Command;

typedef struct {
  int64_t word[8];
} Record;

typedef struct {
  int64_t id, tick, leaves, qty;
  uint32_t next, prev;
  uint8_t side, kind, time_in_force, flags, self_trade, marks;
  uint16_t owner;
  uint32_t link, chain;
  int64_t visible;
} Order;

typedef struct {
  uint32_t head, tail;
  int64_t total;
} Level;

typedef struct {
  int64_t best[2], base, time, last_price, first_tick, last_tick, trades;
  int64_t limit_tick, tick_size, lot_size;
  uint64_t tick_inverse, tick_bound, lot_inverse, lot_bound, match_head, update_head;
  uint32_t tick_shift, lot_shift, free_order, fresh_order, order_count, active, active_reason;
  Record *out, *out_last;
  uint64_t words[WINDOW >> 6], summary[(WINDOW >> 12) + 1];
  Level levels[WINDOW];
  int64_t positions[OWNERS_MAX];
  uint32_t ids[IDS];
  Order orders[ORDERS_MAX + 1];
} Engine;

static void fail(const char *why) {
  fprintf(stderr, "%s\n", why);
  exit(1);
}

/* ---- ids ------------------------------------------------------------------------------------ */

static inline uint32_t chain_of(int64_t id) {
  const int bits = __builtin_ctz(IDS);
  const uint64_t start = ((uint64_t)id >> bits) * UINT64_C(0x9e3779b97f4a7c15);
  return ((uint32_t)id + (uint32_t)(start >> (64 - bits))) & (IDS - 1);
}

static inline uint32_t find_in(const Engine *e, uint32_t chain, int64_t id) {
  uint32_t slot = e->ids[chain];
  while (slot && e->orders[slot].id != id) slot = e->orders[slot].link;
  return slot;
}

static inline void put_id(Engine *e, uint32_t chain, uint32_t slot) {
  e->orders[slot].link = e->ids[chain];
  e->orders[slot].chain = chain;
  e->ids[chain] = slot;
}

static inline void drop_id(Engine *e, uint32_t slot) {
  uint32_t *at = &e->ids[e->orders[slot].chain];
  while (*at != slot) at = &e->orders[*at].link;
  *at = e->orders[slot].link;
}

/* ---- ladder --------------------------------------------------------------------------------- */

static inline int is_inside(const Engine *e, int64_t tick) {
  return (uint64_t)(tick - e->base) <= MASK;
}

static inline Level *level_of(Engine *e, int64_t tick) {
  if (!is_inside(e, tick)) fail("a price left the window");
  return &e->levels[tick & MASK];
}

static inline void mark(Engine *e, uint32_t slot) {
  uint64_t bits = e->words[slot >> 6];
  e->words[slot >> 6] = bits | UINT64_C(1) << (slot & 63);
  if (!bits) e->summary[slot >> 12] |= UINT64_C(1) << ((slot >> 6) & 63);
}

static inline void unmark(Engine *e, uint32_t slot, uint64_t is_empty) {
  uint64_t bits = e->words[slot >> 6] &= ~(is_empty << (slot & 63));
  if (!bits) e->summary[slot >> 12] &= ~(UINT64_C(1) << ((slot >> 6) & 63));
}

static uint32_t step_up(const Engine *e, uint32_t slot) {
  uint64_t here = e->words[slot >> 6] & (~UINT64_C(1) << (slot & 63));
  if (here) return (uint32_t)__builtin_ctzll(here) - (slot & 63);
  const uint32_t lines = MASK >> 12;
  uint32_t word = slot >> 6, line = word >> 6;
  uint64_t bits = e->summary[line] & (~UINT64_C(1) << (word & 63));
  for (uint32_t turns = 0; turns <= lines + 1; turns++) {
    if (bits) {
      uint32_t next = (line << 6) + (uint32_t)__builtin_ctzll(bits);
      return ((next << 6) + (uint32_t)__builtin_ctzll(e->words[next]) - slot) & MASK;
    }
    line = line >= lines ? 0 : line + 1;
    bits = e->summary[line];
  }
  return 0;
}

static uint32_t step_down(const Engine *e, uint32_t slot) {
  uint64_t here = e->words[slot >> 6] & ((UINT64_C(1) << (slot & 63)) - 1);
  if (here) return (slot & 63) - (63 - (uint32_t)__builtin_clzll(here));
  const uint32_t lines = MASK >> 12;
  uint32_t word = slot >> 6, line = word >> 6;
  uint64_t bits = e->summary[line] & ((UINT64_C(1) << (word & 63)) - 1);
  for (uint32_t turns = 0; turns <= lines + 1; turns++) {
    if (bits) {
      uint32_t next = (line << 6) + 63 - (uint32_t)__builtin_clzll(bits);
      return (slot - ((next << 6) + 63 - (uint32_t)__builtin_clzll(e->words[next]))) & MASK;
    }
    line = line == 0 ? lines : line - 1;
    bits = e->summary[line];
  }
  return 0;
}

static int64_t next_above(const Engine *e, int64_t tick) {
  if (tick < e->base && e->levels[e->base & MASK].head) return e->base;
  int64_t from = tick > e->base ? tick : e->base;
  if (from - e->base >= MASK) return NO_ASK;
  uint32_t step = step_up(e, from & MASK);
  return !step || from - e->base + step > MASK ? NO_ASK : from + step;
}

static int64_t next_below(const Engine *e, int64_t tick) {
  int64_t end = e->base + MASK;
  if (tick > end && e->levels[end & MASK].head) return end;
  int64_t from = tick < end ? tick : end;
  if (from <= e->base) return NO_BID;
  uint32_t step = step_down(e, from & MASK);
  return !step || from - step < e->base ? NO_BID : from - step;
}

static inline int is_above(int side, int64_t tick, int64_t other) {
  int64_t turn = -(int64_t)side;
  return (tick ^ turn) > (other ^ turn);
}

static int64_t seek_behind(const Engine *e, int side, int64_t tick) {
  return side == BUY ? next_below(e, tick) : next_above(e, tick);
}

/* The next tick behind one in the window: in one word of the bitmap without a branch on the side. */
static inline int64_t next_behind(const Engine *e, int side, int64_t tick) {
  const uint32_t slot = tick & MASK, bit = slot & 63;
  const uint64_t word = e->words[slot >> 6];
  const uint64_t up = word & (~UINT64_C(1) << bit), down = word & ((UINT64_C(1) << bit) - 1);
  const uint64_t found = side == BUY ? down : up;
  /* The bit that is added is not looked at where there is one. */
  const int place = side == BUY ? 63 - __builtin_clzll(down | 1) : __builtin_ctzll(up | INT64_MIN);
  const int64_t next = tick + place - bit;
  return found && is_inside(e, tick) && is_inside(e, next) ? next : seek_behind(e, side, tick);
}

/* ---- book ----------------------------------------------------------------------------------- */

static inline void write_update(Engine *e, int64_t id, int64_t price, int64_t leaves, int64_t cum,
                                uint8_t status, uint8_t reason, uint8_t side, uint16_t owner) {
  int64_t *w = e->out++->word;
  w[0] = (int64_t)e->update_head;
  w[1] = w[2] = e->time;
  w[3] = id;
  w[4] = price;
  w[5] = leaves;
  w[6] = cum;
  w[7] = status | reason << 8 | side << 16 | (int64_t)owner << 32;
}

static inline void update(Engine *e, const Order *o, uint8_t status, uint8_t reason) {
  int is_over = status == FILLED || status == CANCELLED;
  write_update(e, o->id, o->tick * e->tick_size, is_over ? 0 : o->leaves, o->qty - o->leaves,
               status, reason, o->side, o->owner);
}

static inline uint8_t resting_status(const Order *o) {
  return o->qty == o->leaves ? WORKING : PARTIALLY_FILLED;
}

static inline int join_level(Engine *e, uint32_t slot, int64_t tick, int64_t leaves, int side) {
  Order *o = &e->orders[slot];
  if (!is_inside(e, tick)) {
    if (e->best[BUY] != NO_BID || e->best[SELL] != NO_ASK) fail("a price left the window");
    e->base = tick - (WINDOW >> 1);
  }
  mark(e, tick & MASK);
  Level *level = &e->levels[tick & MASK];
  int64_t total;
  if (__builtin_add_overflow(level->total, leaves, &total)) return 0;
  const int is_first = !level->head;
  const uint32_t tail = level->tail;
  level->total = total;
  level->tail = slot;
  o->next = 0;
  o->prev = is_first ? 0 : tail;
  *(is_first ? &level->head : &e->orders[tail].next) = slot;
  int64_t *best = &e->best[side];
  *best = is_above(side, tick, *best) ? tick : *best;
  return 1;
}

static inline int add_to_book(Engine *e, uint32_t slot) {
  const Order *o = &e->orders[slot];
  return join_level(e, slot, o->tick, o->leaves, o->side);
}

static inline void end_level(Engine *e, int64_t tick, int side, int is_empty) {
  unmark(e, tick & MASK, (uint64_t)is_empty);
  if (is_empty & (tick == e->best[side])) e->best[side] = next_behind(e, side, tick);
}

static inline void remove_from_book(Engine *e, uint32_t slot) {
  Order *o = &e->orders[slot];
  Level *level = level_of(e, o->tick);
  const uint32_t next = o->next, prev = o->prev;
  *(prev ? &e->orders[prev].next : &level->head) = next;
  *(next ? &e->orders[next].prev : &level->tail) = prev;
  level->total -= o->leaves;
  end_level(e, o->tick, o->side, !level->head);
}

static inline void give_slot(Engine *e, uint32_t slot) {
  e->orders[slot].next = e->free_order;
  e->free_order = slot;
  e->order_count--;
}

static inline void release(Engine *e, uint32_t slot) {
  Order *o = &e->orders[slot];
  if (o->marks & EXPIRES) fail("no expiries");
  drop_id(e, slot);
  give_slot(e, slot);
}

static inline int is_crossing(const Engine *e, int side, int64_t tick) {
  return !is_above(side ^ 1, tick, e->best[side ^ 1]);
}

static inline void end_alone(Engine *e, uint32_t slot) {
  update(e, &e->orders[slot], CANCELLED, BAD_QTY);
  release(e, slot);
}

static inline void rest_or_end(Engine *e, uint32_t slot, uint8_t reason) {
  Order *o = &e->orders[slot];
  if (add_to_book(e, slot)) {
    update(e, o, resting_status(o), reason);
    return;
  }
  end_alone(e, slot);
}

/* ---- trading -------------------------------------------------------------------------------- */

#define FAR_FROM_ENDS (UINT64_C(1) << 61)

static inline void move_position(int64_t *at, int64_t by) {
  int64_t after;
  if ((uint64_t)*at + FAR_FROM_ENDS < 2 * FAR_FROM_ENDS) *at += by;
  else if (!__builtin_add_overflow(*at, by, &after) && after != INT64_MIN) *at = after;
  else *at = by > 0 ? INT64_MAX : -INT64_MAX;
}

static inline void note_trade(Engine *e, int64_t tick) {
  e->last_tick = tick;
  e->first_tick = e->first_tick ? e->first_tick : tick;
}

static inline void leave(Engine *e, Level *level, uint32_t gone, uint32_t slot, int64_t tick,
                         int side) {
  e->orders[gone].next = e->free_order;
  e->free_order = level->head;
  level->head = slot;
  if (slot) e->orders[slot].prev = 0;
  else end_level(e, tick, side, 1);
}

static int sweep(Engine *e) {
  Order *taker = &e->orders[e->active];
  const int side = taker->side;
  const int64_t turn = -(int64_t)side, limit = e->limit_tick ^ turn, id = taker->id, now = e->time;
  const int64_t *best = &e->best[side ^ 1];
  const int64_t head = (int64_t)(e->match_head ^ (UINT64_C(12) << 40 & (uint64_t)turn));
  const uint32_t owner = taker->owner;
  Record *out = e->out, *const last = e->out_last;
  int64_t leaves = taker->leaves;
  while (leaves) {
    int64_t tick = *best;
    if ((tick ^ turn) > limit) break;
    Level *level = level_of(e, tick);
    const int64_t price = tick * e->tick_size, before = leaves;
    Record *from = out;
    int64_t own = 0, left = 0;
    uint32_t slot = level->head, gone = 0;
    int is_full = 0;
    do {
      if (out > last) {
        is_full = 1;
        break;
      }
      Order *maker = &e->orders[slot];
      const uint32_t other = maker->owner;
      if (maker->marks) fail("no special makers");
      int64_t has = maker->leaves, take = leaves < has ? leaves : has;
      left = has - take;
      leaves -= take;
      int64_t *w = out++->word;
      w[0] = head;
      w[1] = w[2] = now;
      w[3] = id;
      w[4] = maker->id;
      w[5] = price;
      w[6] = take;
      w[7] = left;
      /* What the core leaves to its general code. */
      if (other == owner) own += take;
      else move_position(&e->positions[other], turn - (take ^ turn));
      if (left) {
        maker->leaves = left;
        break;
      }
      drop_id(e, slot);
      gone = slot;
      slot = maker->next;
    } while (slot && leaves);
    if (out != from) {
      const int64_t taken = before - leaves;
      e->trades += out - from;
      e->order_count -= (uint32_t)(out - from) - (left != 0);
      note_trade(e, tick);
      level->total -= taken;
      move_position(&e->positions[owner], ((taken - own) ^ turn) - turn);
      if (gone) leave(e, level, gone, slot, tick, side ^ 1);
    }
    if (is_full) fail("the output is full");
  }
  e->out = out;
  taker->leaves = leaves;
  return 1;
}

static inline uint32_t take_slot(Engine *e) {
  uint32_t slot = e->free_order;
  if (!slot) return e->fresh_order++;
  e->free_order = e->orders[slot].next;
  return slot;
}

static inline uint32_t adopt(Engine *e) {
  uint32_t slot = take_slot(e);
  e->orders[slot] = e->orders[0];
  put_id(e, chain_of(e->orders[slot].id), slot);
  e->order_count++;
  return slot;
}

static void settle(Engine *e) {
  Order *o = &e->orders[e->active];
  if (e->first_tick) e->last_price = e->last_tick * e->tick_size;
  e->first_tick = 0;
  uint8_t reason = (uint8_t)e->active_reason, status = FILLED;
  if (o->leaves) {
    if (o->kind == LIMIT && o->time_in_force != IOC) {
      rest_or_end(e, e->active ? e->active : adopt(e), reason);
      return;
    }
    status = CANCELLED;
    reason = NOTHING_LEFT;
  }
  update(e, o, status, reason);
  if (e->active) release(e, e->active);
}

static inline void trade(Engine *e, uint32_t slot, int64_t limit_tick) {
  e->active = slot;
  e->active_reason = 0;
  e->limit_tick = limit_tick;
  sweep(e);
  settle(e);
}

/* ---- commands ------------------------------------------------------------------------------- */

static inline uint64_t quotient(int64_t value, uint64_t inverse, uint32_t shift) {
  uint64_t x = (uint64_t)value * inverse;
  return x >> shift | x << (-shift & 63);
}

static inline int is_price(const Engine *e, int64_t price) {
  return quotient(price, e->tick_inverse, e->tick_shift) - 1 < e->tick_bound;
}

static inline int is_qty(const Engine *e, int64_t qty) {
  return quotient(qty, e->lot_inverse, e->lot_shift) - 1 < e->lot_bound;
}

#define NOT_PLAIN UINT64_C(0xfffffefefe)
#define NO_MARKS (~(UINT64_C(0xff) << 40))

static int judge(const Engine *e, const Command *c, int may_rest) {
  const int is_market = c->order_kind == MARKET;
  if (c->order_id <= 0 || c->owner >= OWNERS_MAX) return BAD_ORDER;
  if (is_market && c->price) return BAD_ORDER;
  if (!is_market && !is_price(e, c->price)) return BAD_PRICE;
  if (!is_qty(e, c->qty)) return BAD_QTY;
  if (find_in(e, chain_of(c->order_id), c->order_id)) return DUPLICATE;
  return may_rest && e->order_count == ORDERS_MAX ? ORDERS_FULL : 0;
}

static inline void describe(Order *o, int64_t id, int64_t tick, int64_t qty, uint64_t attributes) {
  o->id = id;
  o->tick = tick;
  o->leaves = o->qty = qty;
  attributes &= NO_MARKS;
  memcpy(&o->side, &attributes, 8);
  o->visible = 0;
}

static inline void submit(Engine *e, const Command *c) {
  uint64_t attributes;
  memcpy(&attributes, &c->side, 8);
  if (attributes & NOT_PLAIN) fail("no special orders");
  const int side = (int)(attributes & 1), is_market = (attributes >> 8 & 1) != 0;
  const int may_rest = !(attributes & 0x10100);
  const uint32_t chain = chain_of(c->order_id);
  const int64_t id = c->order_id, price = c->price, qty = c->qty;
  const int64_t tick = (int64_t)quotient(price, e->tick_inverse, e->tick_shift);
  const int is_price_good = (is_market ? (uint64_t)price : (uint64_t)tick - 1) <
                            (is_market ? 1 : e->tick_bound);
  if (id <= 0 || c->owner >= OWNERS_MAX || !is_price_good || !is_qty(e, qty) ||
      e->order_count == ORDERS_MAX || find_in(e, chain, id)) {
    const int reason = judge(e, c, may_rest);
    if (reason) {
      write_update(e, id, price, 0, 0, REJECTED, (uint8_t)reason, c->side, c->owner);
      return;
    }
  }
  const int64_t limit = is_market ? (NO_ASK - 1) ^ -(int64_t)side : tick;
  if (may_rest & !is_crossing(e, side, limit)) {
    const uint32_t slot = take_slot(e);
    describe(&e->orders[slot], id, tick, qty, attributes);
    put_id(e, chain, slot);
    e->order_count++;
    if (join_level(e, slot, tick, qty, side))
      write_update(e, id, price, qty, 0, WORKING, 0, (uint8_t)side, c->owner);
    else end_alone(e, slot);
    return;
  }
  describe(&e->orders[0], id, is_market ? 0 : tick, qty, attributes);
  trade(e, 0, limit);
}

/* Slot of an order, where it is the owner's; 0 and the answer that it is not, otherwise. */
static inline uint32_t find_own(Engine *e, int64_t id, uint16_t owner) {
  uint32_t slot = find_in(e, chain_of(id), id);
  if (slot && e->orders[slot].owner == owner) return slot;
  write_update(e, id, 0, 0, 0, REJECTED, UNKNOWN, 0, owner);
  return 0;
}

static inline void cancel(Engine *e, const Command *c) {
  uint16_t owner;
  memcpy(&owner, (const char *)c + 32, 2);
  uint32_t slot = find_own(e, c->order_id, owner);
  if (!slot) return;
  if (e->orders[slot].marks) fail("no special orders");
  update(e, &e->orders[slot], CANCELLED, REQUESTED);
  remove_from_book(e, slot);
  drop_id(e, slot);
  give_slot(e, slot);
}

static inline void replace(Engine *e, const Command *c) {
  uint16_t owner;
  memcpy(&owner, (const char *)c + 48, 2);
  uint32_t slot = find_own(e, c->order_id, owner);
  if (!slot) return;
  Order *o = &e->orders[slot];
  if (!is_price(e, c->price) || !is_qty(e, c->qty) || o->flags) fail("no bad replacements");
  int64_t traded = o->qty - o->leaves;
  int64_t tick = (int64_t)quotient(c->price, e->tick_inverse, e->tick_shift);
  if (c->qty <= traded || (tick == o->tick && c->qty <= o->qty)) fail("no shrinking");
  remove_from_book(e, slot);
  o->tick = tick;
  o->leaves = c->qty - traded;
  o->qty = c->qty;
  if (o->kind == LIMIT && !is_crossing(e, o->side, tick)) rest_or_end(e, slot, 0);
  else trade(e, slot, tick);
}

static void run(Engine *e, const Command *c, const Command *end, Record *out, Record *out_end) {
  e->out = out;
  e->out_last = out_end - 1;
  const uint64_t plain = (e->update_head & UINT64_C(0xffff) << 48) | (uint64_t)SUBMIT << 32 | 64;
  for (; c < end; c++) {
    uint64_t command;
    memcpy(&command, c, 8);
    /* No expiries, so that no heap of them is asked. */
    if ((command & UINT64_C(0xffff00fcffffffff)) != plain || e->out > e->out_last)
      fail("no such command, another instrument, or the output is full");
    e->time = c->recv_ts > e->time ? c->recv_ts : e->time;
    if (c->kind == SUBMIT) submit(e, c);
    else if (c->kind == CANCEL) cancel(e, c);
    else if (c->kind == REPLACE) replace(e, c);
    else fail("no command for all orders");
  }
}

static uint64_t inverse_of(uint64_t odd) {
  uint64_t x = odd;
  for (int i = 0; i < 5; i++) x *= 2 - odd * x;
  return x;
}

static void init(Engine *e) {
  memset(e, 0, offsetof(Engine, orders));
  e->best[BUY] = NO_BID;
  e->best[SELL] = NO_ASK;
  e->tick_size = e->lot_size = 1;
  e->tick_inverse = e->lot_inverse = inverse_of(1);
  e->tick_bound = e->lot_bound = VALUE_MAX;
  e->fresh_order = 1;
  e->update_head = 64 | (uint64_t)UPDATE << 32 | UINT64_C(3) << 40;
  e->match_head = 64 | (uint64_t)MATCH << 32 | UINT64_C(7) << 40;
}

/* ---- the job -------------------------------------------------------------------------------- */

enum { PASSES = 31 };

static Command *commands;
static uint64_t count;
static Record *records;
static uint64_t room;

static void put(void *at, const void *value, size_t bytes) { memcpy(at, value, bytes); }

/* A command file as records of orders.fbs. */
static void read_commands(const char *path) {
  FILE *file = fopen(path, "rb");
  unsigned char head[64], raw[32];
  if (!file) fail("cannot open the commands file");
  if (fread(head, 64, 1, file) != 1 || memcmp(head, "OCCMND01", 8)) fail("not a commands file");
  memcpy(&count, head + 8, 8);
  commands = aligned_alloc(64, count * sizeof *commands);
  memset(commands, 0, count * sizeof *commands);
  for (uint64_t i = 0; i < count; i++) {
    Command *c = &commands[i];
    if (fread(raw, 32, 1, file) != 1) fail("the commands file is cut short");
    uint8_t kind = raw[24];
    c->size = 64;
    c->recv_ts = c->exchange_ts = (int64_t)i + 1;
    memcpy(&c->order_id, raw, 8);
    uint16_t owner = (uint16_t)(c->order_id % 1000);
    if (kind == 3) {
      c->kind = CANCEL;
      put((char *)c + 32, &owner, 2);
      continue;
    }
    memcpy(&c->price, raw + 8, 16);
    c->kind = kind == 4 ? REPLACE : SUBMIT;
    if (kind == 4) {
      put((char *)c + 48, &owner, 2);
      continue;
    }
    c->side = raw[25];
    c->order_kind = kind == 2 ? MARKET : LIMIT;
    c->time_in_force = kind == 5 ? IOC : GTC;
    c->owner = owner;
  }
  fclose(file);
  room = 4 * count;
  records = aligned_alloc(64, room * sizeof *records);
  memset(records, 0, room * sizeof *records);
}

static inline uint32_t rotate(uint32_t v, int by) { return v << by | v >> (32 - by); }

static uint32_t mix(uint32_t h, int64_t v) {
  h = rotate(h ^ (uint32_t)v, 15) * 0x9e3779b1u;
  return rotate(h ^ (uint32_t)((uint64_t)v >> 32), 13) * 0x85ebca6bu;
}

static uint32_t hash_trades(const Engine *e) {
  uint32_t h = 0;
  for (const Record *r = records; r < e->out; r++)
    if ((r->word[0] >> 32 & 255) == MATCH)
      for (int i = 3; i < 7; i++) h = mix(h, r->word[i]);
  return h;
}

static uint32_t hash_records(const Engine *e) {
  uint32_t h = 0;
  for (const Record *r = records; r < e->out; r++)
    for (int i = 0; i < 8; i++) h = mix(h, r->word[i]);
  return h;
}

static uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Time of each command by itself: the median of some passes, less what the clock and an empty
 * call take. */
static void print_latencies(Engine *e) {
  double *all = malloc(count * PASSES * sizeof *all), *middle = malloc(count * sizeof *middle);
  double *empty = malloc(count * sizeof *empty);
  for (int pass = 0; pass < PASSES; pass++) {
    init(e);
    Record *out = records;
    for (uint64_t i = 0; i < count; i++) {
      uint64_t start = now_ns();
      run(e, commands + i, commands + i + 1, out, records + room);
      all[i * PASSES + pass] = (double)(now_ns() - start);
      out = e->out;
    }
  }
  for (uint64_t i = 0; i < count; i++) {
    uint64_t start = now_ns();
    run(e, commands + count, commands + count, records, records + room);
    empty[i] = (double)(now_ns() - start);
  }
  qsort(empty, count, sizeof *empty, by_value);
  for (uint64_t i = 0; i < count; i++) {
    qsort(all + i * PASSES, PASSES, sizeof *all, by_value);
    middle[i] = all[i * PASSES + PASSES / 2] - empty[count / 2];
  }
  qsort(middle, count, sizeof *middle, by_value);
  printf("\"p50Ns\":%.0f,\"p99Ns\":%.0f,\"p999Ns\":%.0f,\"emptyNs\":%.0f", middle[count / 2],
         middle[count * 99 / 100], middle[count * 999 / 1000], empty[count / 2]);
  free(all);
  free(empty);
  free(middle);
}

static void check(Engine *e) {
  init(e);
  run(e, commands, commands + count, records, records + room);
  printf("{\"checks\":{\"trades\":\"%08x\",\"records\":\"%08x\",\"open\":\"%" PRIu32 "\"},"
         "\"facts\":{\"trades\":%" PRId64 ",",
         hash_trades(e), hash_records(e), e->order_count, e->trades);
  print_latencies(e);
  printf("}}\n");
}

int main(int argc, char **argv) {
  if (argc < 2) fail("usage: matching COMMANDS");
  read_commands(argv[1]);
  Engine *e = aligned_alloc(64, (sizeof *e + 63) & ~(size_t)63);
  memset(e, 0, sizeof *e);
  printf("{\"ready\":true,\"version\":\"gcc %s\",\"units\":%" PRIu64 "}\n", __VERSION__, count);
  fflush(stdout);
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    if (!strncmp(line, "CHECK", 5)) {
      check(e);
    } else if (!strncmp(line, "ROUND", 5)) {
      uint64_t ns = 0;
      for (int k = atoi(line + 5); k > 0; k--) {
        init(e);
        uint64_t start = now_ns();
        run(e, commands, commands + count, records, records + room);
        ns += now_ns() - start;
      }
      printf("{\"ns\":%" PRIu64 ",\"checksum\":\"%08x\"}\n", ns, hash_trades(e));
    } else {
      break;
    }
    fflush(stdout);
  }
  return 0;
}
