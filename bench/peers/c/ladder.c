/* Replays rows.bin (layout: bench/inputs/format.ts) into the C twin of our L2 book. A child process
 * with the line protocol of docs/benchmarks.md.
 *   gcc -O3 -march=native ladder.c -o ladder && ./ladder rows.bin [windowBits] */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "book.h"

typedef struct {
  uint32_t row_count, bid_count;
  uint64_t first;
} Frame;

static Row *rows;
static Frame *frames;
static uint64_t row_total, frame_total;
static int64_t tick_size;

static void fail(const char *what) {
  fprintf(stderr, "ladder: %s\n", what);
  exit(1);
}

/* Prices and quantities side by side, frames as (first row, rows, bids): like a depth record. */
static void read_rows(const char *path) {
  FILE *file = fopen(path, "rb");
  unsigned char head[64], raw[24];
  int64_t count, frame_count;
  if (!file) fail("cannot open the rows file");
  if (fread(head, 64, 1, file) != 1 || memcmp(head, "OCROWS01", 8)) fail("not a rows file");
  memcpy(&count, head + 8, 8);
  memcpy(&tick_size, head + 16, 8);
  memcpy(&frame_count, head + 48, 8);
  row_total = (uint64_t)count;
  frame_total = (uint64_t)frame_count;
  rows = malloc(row_total * sizeof *rows);
  frames = calloc(frame_total, sizeof *frames);
  uint64_t frame = 0;
  for (uint64_t i = 0; i < row_total; i++) {
    uint32_t flags;
    if (fread(raw, 24, 1, file) != 1) fail("the rows file is cut short");
    memcpy(&rows[i], raw, 16);
    memcpy(&flags, raw + 16, 4);
    if (frames[frame].row_count == 0) frames[frame].first = i;
    frames[frame].row_count++;
    if (!(flags & 1)) frames[frame].bid_count++;
    if (flags & 2) frame++;
  }
  if (frame != frame_total) fail("frame count and frame ends disagree");
  fclose(file);
}

static inline uint32_t rotate(uint32_t v, int by) { return v << by | v >> (32 - by); }

static inline uint32_t mix(uint32_t h, int64_t v) {
  h = rotate(h ^ (uint32_t)v, 15) * 0x9e3779b1u;
  return rotate(h ^ (uint32_t)((uint64_t)v >> 32), 13) * 0x85ebca6bu;
}

static inline uint32_t mix_top(uint32_t h, Book *book) {
  int64_t bid = book_best(book, BID), ask = book_best(book, ASK);
  int has_bid = bid != INT64_MIN, has_ask = ask != INT64_MAX;
  h = mix(h, has_bid ? bid : 0);
  h = mix(h, has_bid ? book_qty(book, BID, bid) : 0);
  h = mix(h, has_ask ? ask : 0);
  return mix(h, has_ask ? book_qty(book, ASK, ask) : 0);
}

static uint32_t replay_frames(Book *book) {
  uint32_t h = 0;
  for (uint64_t i = 0; i < frame_total; i++) {
    const Frame *f = &frames[i];
    if (book_apply_rows(book, rows + f->first, f->bid_count, f->row_count) < 0) fail("refused");
    h = mix_top(h, book);
  }
  return h;
}

static uint32_t replay_updates(Book *book) {
  uint32_t h = 0;
  for (uint64_t i = 0; i < frame_total; i++) {
    const Frame *f = &frames[i];
    for (uint32_t r = 0; r < f->row_count; r++) {
      const Row *row = rows + f->first + r;
      if (book_set(book, r < f->bid_count ? BID : ASK, row->price, row->qty) < 0) fail("refused");
      h = mix_top(h, book);
    }
    book_recenter(book);
  }
  return h;
}

static uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void check(Book *book) {
  book_clear(book);
  uint32_t updates = replay_updates(book);
  book_clear(book);
  uint64_t far_before = book->far_updates, before = book->updates, recenters = book->recenters;
  uint32_t h = replay_frames(book);
  printf("{\"checks\":{\"frames\":\"%08x\",\"updates\":\"%08x\"},\"facts\":{\"farRate\":%.6f,"
         "\"bytesPerBook\":%zu,\"recenters\":%" PRIu64 ",\"farLevels\":%u,\"windowBits\":%u}}\n",
         h, updates,
         (double)(book->far_updates - far_before) / (double)(book->updates - before),
         book->bytes + sizeof *book + book->pool.used * sizeof(Chunk), book->recenters - recenters,
         book->far[BID].levels + book->far[ASK].levels, book->window_bits);
}

int main(int argc, char **argv) {
  if (argc < 2) fail("usage: ladder ROWS [WINDOW_BITS]");
  read_rows(argv[1]);
  Book *book = malloc(sizeof *book);
  book_init(book, argc > 2 ? (uint32_t)atoi(argv[2]) : 17, 1024, tick_size);
  printf("{\"ready\":true,\"version\":\"gcc %s\",\"units\":%" PRIu64 "}\n", __VERSION__, row_total);
  fflush(stdout);
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    if (!strncmp(line, "CHECK", 5)) {
      check(book);
    } else if (!strncmp(line, "ROUND", 5)) {
      uint64_t ns = 0;
      uint32_t h = 0;
      for (int k = atoi(line + 5); k > 0; k--) {
        book_clear(book);
        uint64_t start = now_ns();
        h = replay_frames(book);
        ns += now_ns() - start;
      }
      printf("{\"ns\":%" PRIu64 ",\"checksum\":\"%08x\"}\n", ns, h);
    } else {
      break;
    }
    fflush(stdout);
  }
  return 0;
}
