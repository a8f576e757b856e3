// A curve that is thinned while it is recorded. Time is cut into buckets aligned to 1970 UTC; a
// bucket keeps its first, lowest, highest and last point, in order of time. Where there are more
// buckets than the bound, the next coarser length is taken and what is kept is thinned again, which
// gives the same as if it had been that length from the start. Every length divides the next, so
// that the end of a day is always the end of a bucket and returns per period lose nothing.
import { CurveState, SIZEOF_CURVE_STATE } from '../abi/recorder';

@inline const NS_PER_MS: i64 = 1_000_000;
@inline const DAY_MS: i64 = 86_400_000;
@inline const COARSEST_MS: i64 = 700 * DAY_MS;
@inline const NO_BUCKET: i64 = i64.MIN_VALUE;

/** A point of the open bucket. */
@unmanaged
class Point {
  /** Counts what was offered: the order of points of one time. */
  order: u64;
  timeNs: i64;
  /** What lowest and highest are of. */
  level: f64;
  word0: i64;
  word1: i64;
  word2: i64;
}
@inline const SIZEOF_POINT: usize = 48;
@inline const FIRST: usize = 0;
@inline const LOW: usize = 1;
@inline const HIGH: usize = 2;
@inline const LAST: usize = 3;
/** A point on its way from the columns into a bucket. */
@inline const MOVED: usize = 4;

/** Bytes of a curve without its columns. */
@inline export const CURVE_BYTES: u32 = <u32>(SIZEOF_CURVE_STATE + 5 * SIZEOF_POINT);

@inline
function capacityOf(bucketsMax: u32): u32 {
  return bucketsMax * 4 + 8;
}

/** Bytes of the columns: times, and `words` of 8 bytes a point. */
export function curveColumnBytes(bucketsMax: u32, words: u32): u32 {
  return capacityOf(bucketsMax) * (1 + words) * 8;
}

/** `words`: 1 for a price (a double), 3 for money (an integer, whose level it is, and two more). */
export function curveInit(c: CurveState, columns: u32, bucketsMax: u32, words: u32): void {
  c.bucket = NO_BUCKET;
  c.bucketMs = 1000;
  c.bucketsMax = bucketsMax;
  c.capacity = capacityOf(bucketsMax);
  c.columns = columns;
  c.words = words;
}

@inline
function pointOf(c: CurveState, place: usize): Point {
  return changetype<Point>(changetype<usize>(c) + SIZEOF_CURVE_STATE + place * SIZEOF_POINT);
}

@inline
function cell(c: CurveState, column: u32, row: u32): usize {
  return <usize>c.columns + ((<usize>column * c.capacity + row) << 3);
}

function nextLength(ms: i64): i64 {
  if (ms < 10_000) return ms == 1000 ? 5000 : 10_000;
  if (ms < 60_000) return ms == 10_000 ? 30_000 : 60_000;
  if (ms < 900_000) return ms == 60_000 ? 300_000 : 900_000;
  if (ms < 3_600_000) return ms == 900_000 ? 1_800_000 : 3_600_000;
  if (ms < DAY_MS) return ms == 3_600_000 ? 14_400_000 : DAY_MS;
  if (ms < 70 * DAY_MS) return ms == DAY_MS ? 7 * DAY_MS : 70 * DAY_MS;
  return COARSEST_MS;
}

@inline
function bucketOf(c: CurveState, timeNs: i64): i64 {
  const ms = timeNs / NS_PER_MS;
  const index = ms / c.bucketMs;
  return ms < 0 && index * c.bucketMs != ms ? index - 1 : index;
}

@inline
function copyPoint(to: Point, from: Point): void {
  to.order = from.order;
  to.timeNs = from.timeNs;
  to.level = from.level;
  to.word0 = from.word0;
  to.word1 = from.word1;
  to.word2 = from.word2;
}

function writeRow(c: CurveState, row: u32, point: Point): void {
  store<i64>(cell(c, 0, row), point.timeNs);
  store<i64>(cell(c, 1, row), point.word0);
  if (c.words == 1) return;
  store<i64>(cell(c, 2, row), point.word1);
  store<i64>(cell(c, 3, row), point.word2);
}

function readRow(c: CurveState, row: u32, point: Point): void {
  const word = load<i64>(cell(c, 1, row));
  point.order = row;
  point.timeNs = load<i64>(cell(c, 0, row));
  point.word0 = word;
  point.level = c.words == 1 ? reinterpret<f64>(word) : <f64>word;
  if (c.words == 1) return;
  point.word1 = load<i64>(cell(c, 2, row));
  point.word2 = load<i64>(cell(c, 3, row));
}

/** Writes a point of the open bucket, unless it is the one written before it. */
@inline
function writeNext(c: CurveState, row: u32, place: usize, before: Point): u32 {
  const point = pointOf(c, place);
  if (point.order <= before.order) return row;
  writeRow(c, row, point);
  return row + 1;
}

/**
 * Writes the points of the open bucket behind those of the closed ones, where they will stand when
 * it closes. Returns how many points there are in all.
 */
export function curveShow(c: CurveState): u32 {
  if (c.bucket == NO_BUCKET) return c.length;
  const first = pointOf(c, FIRST);
  writeRow(c, c.length, first);
  let row = c.length + 1;
  const isFall = pointOf(c, HIGH).order < pointOf(c, LOW).order;
  const early = isFall ? HIGH : LOW;
  const late = isFall ? LOW : HIGH;
  let before = first;
  row = writeNext(c, row, early, before);
  if (pointOf(c, early).order > before.order) before = pointOf(c, early);
  row = writeNext(c, row, late, before);
  if (pointOf(c, late).order > before.order) before = pointOf(c, late);
  return writeNext(c, row, LAST, before);
}

function put(c: CurveState, point: Point): void {
  const index = bucketOf(c, point.timeNs);
  if (index == c.bucket) {
    if (point.level < pointOf(c, LOW).level) copyPoint(pointOf(c, LOW), point);
    if (point.level > pointOf(c, HIGH).level) copyPoint(pointOf(c, HIGH), point);
    copyPoint(pointOf(c, LAST), point);
    return;
  }
  if (c.bucket != NO_BUCKET) {
    c.length = curveShow(c);
    c.fullBuckets++;
  }
  c.bucket = index;
  for (let place = FIRST; place <= LAST; place++) copyPoint(pointOf(c, place), point);
}

/** Thins all points again. In place: a bucket never writes more rows than it was read from. */
function coarsen(c: CurveState): void {
  const count = curveShow(c);
  c.bucketMs = nextLength(c.bucketMs);
  c.length = 0;
  c.fullBuckets = 0;
  c.bucket = NO_BUCKET;
  const point = pointOf(c, MOVED);
  for (let row: u32 = 0; row < count; row++) {
    readRow(c, row, point);
    put(c, point);
  }
}

/** Takes a point; times never go back. Amortised O(1). */
export function curveOffer(
  c: CurveState,
  timeNs: i64,
  level: f64,
  word0: i64,
  word1: i64,
  word2: i64,
): void {
  c.offered++;
  const point = pointOf(c, MOVED);
  point.order = c.offered;
  point.timeNs = timeNs;
  point.level = level;
  point.word0 = word0;
  point.word1 = word1;
  point.word2 = word2;
  put(c, point);
  while (c.fullBuckets >= c.bucketsMax && c.bucketMs < COARSEST_MS) coarsen(c);
}
