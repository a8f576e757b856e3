/* One indicator of a C library over bars.bin (layout: bench/indicators/series.ts), as a child
 * process with the line protocol of docs/benchmarks.md. Built once with -DTULIP, once with -DTALIB.
 *   indicators NAME bars.bin */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OPEN, HIGH, LOW, CLOSE, VOLUME, COLUMNS };
static double *bars[COLUMNS];
static double *out[3];
static int count;
static const char *name;
/* Values and outputs of the last run. */
static int made, outputs;

static void fail(const char *what) {
  fprintf(stderr, "indicators: %s\n", what);
  exit(1);
}

static void read_bars(const char *path) {
  FILE *file = fopen(path, "rb");
  uint64_t rows;
  if (!file || fread(&rows, 8, 1, file) != 1) fail("cannot read the bars");
  count = (int)rows;
  for (int k = 0; k < COLUMNS; k++) {
    bars[k] = malloc(rows * 8);
    if (fread(bars[k], 8, rows, file) != rows) fail("the file is cut short");
  }
  for (int k = 0; k < 3; k++) out[k] = calloc(rows, 8);
  fclose(file);
}

#ifdef TULIP
#include "indicators.h"
#define VERSION "tulip " TI_VERSION

static const struct {
  const char *name, *theirs;
  int outputs, inputs[4];
  double options[3];
} table[] = {
    {"sma", "sma", 1, {CLOSE}, {20}},
    {"ema", "ema", 1, {CLOSE}, {20}},
    {"wma", "wma", 1, {CLOSE}, {20}},
    {"dema", "dema", 1, {CLOSE}, {20}},
    {"tema", "tema", 1, {CLOSE}, {20}},
    {"rsi", "rsi", 1, {CLOSE}, {14}},
    {"macd", "macd", 3, {CLOSE}, {10, 21, 9}},
    {"bbands", "bbands", 3, {CLOSE}, {20, 2}},
    {"atr", "atr", 1, {HIGH, LOW, CLOSE}, {14}},
    {"adx", "adx", 1, {HIGH, LOW, CLOSE}, {14}},
    {"cci", "cci", 1, {HIGH, LOW, CLOSE}, {20}},
    {"stoch", "stoch", 2, {HIGH, LOW, CLOSE}, {14, 3, 3}},
    {"willR", "willr", 1, {HIGH, LOW, CLOSE}, {14}},
    {"mfi", "mfi", 1, {HIGH, LOW, CLOSE, VOLUME}, {14}},
    {"onBalanceVolume", "obv", 1, {CLOSE, VOLUME}, {0}},
    {"roc", "roc", 1, {CLOSE}, {10}},
    {"aroon", "aroon", 2, {HIGH, LOW}, {25}},
    {"standardDeviation", "stddev", 1, {CLOSE}, {20}},
    {"linearRegression", "linreg", 1, {CLOSE}, {14}},
    {"max", "max", 1, {CLOSE}, {20}},
};

static void run(void) {
  static const ti_indicator_info *info;
  static size_t row;
  if (!info) {
    while (row < sizeof table / sizeof *table && strcmp(table[row].name, name)) row++;
    if (row == sizeof table / sizeof *table) fail("no such indicator");
    info = ti_find_indicator(table[row].theirs);
  }
  const double *in[4];
  for (int k = 0; k < info->inputs; k++) in[k] = bars[table[row].inputs[k]];
  double *to[3] = {out[0], out[1], out[2]};
  if (info->indicator(count, in, table[row].options, to) != TI_OKAY) fail("the library refused");
  made = count - info->start(table[row].options);
  outputs = table[row].outputs;
}
#else
#include "ta_libc.h"
#define VERSION "ta-lib 0.6.0-dev"
#define O bars[OPEN]
#define H bars[HIGH]
#define L bars[LOW]
#define C bars[CLOSE]
#define V bars[VOLUME]
#define IS(text) (strcmp(name, text) == 0)

static TA_RetCode compute(int *begin) {
  const int last = count - 1;
  double *a = out[0], *b = out[1], *c = out[2];
  outputs = 1;
  if (IS("sma")) return TA_SMA(0, last, C, 20, begin, &made, a);
  if (IS("ema")) return TA_EMA(0, last, C, 20, begin, &made, a);
  if (IS("wma")) return TA_WMA(0, last, C, 20, begin, &made, a);
  if (IS("dema")) return TA_DEMA(0, last, C, 20, begin, &made, a);
  if (IS("tema")) return TA_TEMA(0, last, C, 20, begin, &made, a);
  if (IS("rsi")) return TA_RSI(0, last, C, 14, begin, &made, a);
  if (IS("atr")) return TA_ATR(0, last, H, L, C, 14, begin, &made, a);
  if (IS("adx")) return TA_ADX(0, last, H, L, C, 14, begin, &made, a);
  if (IS("cci")) return TA_CCI(0, last, H, L, C, 20, begin, &made, a);
  if (IS("willR")) return TA_WILLR(0, last, H, L, C, 14, begin, &made, a);
  if (IS("mfi")) return TA_MFI(0, last, H, L, C, V, 14, begin, &made, a);
  if (IS("onBalanceVolume")) return TA_OBV(0, last, C, V, begin, &made, a);
  if (IS("roc")) return TA_ROC(0, last, C, 10, begin, &made, a);
  if (IS("standardDeviation")) return TA_STDDEV(0, last, C, 20, 1, begin, &made, a);
  if (IS("linearRegression")) return TA_LINEARREG(0, last, C, 14, begin, &made, a);
  if (IS("max")) return TA_MAX(0, last, C, 20, begin, &made, a);
  outputs = 2;
  if (IS("aroon")) return TA_AROON(0, last, H, L, 25, begin, &made, a, b);
  if (IS("stoch"))
    return TA_STOCH(0, last, H, L, C, 14, 3, TA_MAType_SMA, 3, TA_MAType_SMA, begin, &made, a, b);
  outputs = 3;
  if (IS("macd")) return TA_MACD(0, last, C, 10, 21, 9, begin, &made, a, b, c);
  if (IS("bbands"))
    return TA_BBANDS(0, last, C, 20, 2, 2, TA_MAType_SMA, begin, &made, a, b, c);
  return TA_BAD_PARAM;
}

static void run(void) {
  int begin;
  if (compute(&begin) != TA_SUCCESS) fail("the library refused");
}
#endif

static uint64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Values of the last bars, oldest first, of each output in turn. */
static void check(void) {
  const int tail = 64;
  printf("{\"checks\":{\"bars\":\"%d\"},\"facts\":{\"tail\":\"", count);
  for (int k = 0; k < outputs; k++)
    for (int i = made - tail; i < made; i++) printf("%.12g ", out[k][i]);
  printf("\"}}\n");
}

int main(int argc, char **argv) {
  char line[64];
  if (argc < 3) fail("usage: indicators NAME bars.bin");
  name = argv[1];
  read_bars(argv[2]);
#ifndef TULIP
  if (TA_Initialize() != TA_SUCCESS) fail("the library did not start");
#endif
  run();
  printf("{\"ready\":true,\"version\":\"%s\",\"units\":%d}\n", VERSION, count);
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    if (!strncmp(line, "CHECK", 5)) check();
    else if (!strncmp(line, "ROUND", 5)) {
      const long times = atol(line + 5);
      const uint64_t start = now();
      for (long k = 0; k < times; k++) run();
      const uint64_t ns = now() - start;
      printf("{\"ns\":%llu,\"checksum\":\"%.9g\"}\n", (unsigned long long)ns, out[0][made - 1]);
    } else
      break;
    fflush(stdout);
  }
  return 0;
}
