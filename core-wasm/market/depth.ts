// Depth records: collects the prices that changed since the last one, and takes the snapshot in
// the midst of them as a REST answer would show it. Chaining follows the venue's rule:
// binance.md section 4 (spot: firstSeq is the last lastSeq + 1; futures: prevSeq is the last
// lastSeq, and ids skip in between).
import {
  DEPTH_BID_COUNT,
  DEPTH_FIRST_SEQ,
  DEPTH_LAST_SEQ,
  DEPTH_PREV_SEQ,
  DEPTH_RESERVED,
  DEPTH_ROW_COUNT,
  HEADER_EXCHANGE_TS_NS,
  RecordKind,
} from '../abi/records';
import { putHeader, venueTime } from './emit';
import {
  BITS_SUMMARY,
  DIRTY_ASK,
  DIRTY_BID,
  LEVEL_LOTS,
  MarketState,
  SLOTS,
  SNAPSHOT,
  WINDOW_RADIUS,
  baseOf,
  levelOf,
} from './layout';
import { nextAbove, nextBelow } from './orders';

@inline function putRow(s: MarketState, at: usize, tick: i32, lots: u32): void {
  store<i64>(at, <i64>tick * s.tickSize);
  store<i64>(at, <i64>lots * s.lotSize, 8);
}

/** Writes and clears the changed prices of one side, ascending. Returns the end of the rows. */
function drain(s: MarketState, bits: usize, bid: bool, out: usize): usize {
  const low = s.dirtyLow;
  const first = (<u32>low & (SLOTS - 1)) >> 6;
  const summary = bits + BITS_SUMMARY;
  let at = out;
  // Nine steps: the summary word that holds the lowest tick comes first and last, in halves.
  for (let i: u32 = 0; i <= 8; i++) {
    const top = ((first >> 6) + i) & 7;
    let words = load<u64>(summary + ((<usize>top) << 3));
    const upper = (<u64>-1) << (first & 63);
    if (i == 0) words &= upper;
    if (i == 8) words &= ~upper;
    while (words != 0) {
      const word = (top << 6) + <u32>ctz<u64>(words);
      words &= words - 1;
      const place = bits + ((<usize>word) << 3);
      let mask = load<u64>(place);
      store<u64>(place, 0);
      const wordTick = low + <i32>(((word - first) & 511) << 6);
      while (mask != 0) {
        const tick = wordTick + <i32>ctz<u64>(mask);
        mask &= mask - 1;
        const own = bid ? tick <= s.bestBid : tick >= s.bestAsk;
        putRow(s, at, tick, own ? load<u32>(levelOf(s, tick), LEVEL_LOTS) : 0);
        at += 16;
      }
    }
  }
  memory.fill(summary, 0, 64);
  return at;
}

/** Turns the order of rows round. */
function reverseRows(from: usize, end: usize): void {
  let a = from;
  let b = end - 16;
  while (a < b) {
    const price = load<i64>(a);
    const qty = load<i64>(a, 8);
    store<i64>(a, load<i64>(b));
    store<i64>(a, load<i64>(b, 8), 8);
    store<i64>(b, price);
    store<i64>(b, qty, 8);
    a += 16;
    b -= 16;
  }
}

/** Sends what changed since the last depth record, at `now`. There is something. */
export function flushDepth(s: MarketState, now: i64): void {
  const out = s.out;
  const bidEnd = drain(s, baseOf(s) + DIRTY_BID, true, out + 64);
  const askEnd = drain(s, baseOf(s) + DIRTY_ASK, false, bidEnd);
  // Spot sends bids from the best down, futures venues in order of price.
  if (!s.futures) reverseRows(out + 64, bidEnd);
  const rows = <u32>((askEnd - out - 64) >> 4);
  const size = <u32>(askEnd - out);
  putHeader(s, size, RecordKind.DepthDelta, 0, now, venueTime(s, s.futures ? s.frameTimeNs : now));
  store<i64>(out, s.futures ? s.frameFirstSeq : s.framePrevSeq + 1, DEPTH_FIRST_SEQ);
  store<i64>(out, s.seq, DEPTH_LAST_SEQ);
  store<i64>(out, s.futures ? s.framePrevSeq : -1, DEPTH_PREV_SEQ);
  store<u32>(out, rows, DEPTH_ROW_COUNT);
  store<u32>(out, <u32>((bidEnd - out - 64) >> 4), DEPTH_BID_COUNT);
  store<i64>(out, 0, DEPTH_RESERVED);
  s.out = askEnd;
  s.events += <i64>rows;
  s.framePrevSeq = s.seq;
  s.frames++;
  s.dirtyCount = 0;
  s.flushAtNs = i64.MAX_VALUE;
  s.dirtyLow = s.centre - WINDOW_RADIUS - 1024;
}

/** Keeps the book as it is now, to be sent `snapshotDelayNs` later. */
export function takeSnapshot(s: MarketState): void {
  const start = baseOf(s) + SNAPSHOT;
  const levels = s.snapshotLevels;
  const lowest = s.centre - WINDOW_RADIUS - 64;
  const highest = s.centre + WINDOW_RADIUS + 64;
  let at = start + 64;
  let bids: u32 = 0;
  for (let tick = s.bestBid; bids < levels && tick >= lowest; tick = nextBelow(s, tick)) {
    putRow(s, at, tick, load<u32>(levelOf(s, tick), LEVEL_LOTS));
    at += 16;
    bids++;
  }
  let asks: u32 = 0;
  for (let tick = s.bestAsk; asks < levels && tick <= highest; tick = nextAbove(s, tick)) {
    putRow(s, at, tick, load<u32>(levelOf(s, tick), LEVEL_LOTS));
    at += 16;
    asks++;
  }
  store<i64>(start, s.futures ? venueTime(s, s.timeNs) : 0, HEADER_EXCHANGE_TS_NS);
  store<i64>(start, s.seq, DEPTH_FIRST_SEQ);
  store<i64>(start, s.seq, DEPTH_LAST_SEQ);
  store<i64>(start, -1, DEPTH_PREV_SEQ);
  store<u32>(start, bids + asks, DEPTH_ROW_COUNT);
  store<u32>(start, bids, DEPTH_BID_COUNT);
  store<i64>(start, 0, DEPTH_RESERVED);
  s.snapshotBytes = <u32>(at - start);
  s.snapshotAfterNs = i64.MAX_VALUE;
  s.snapshotSendNs = s.timeNs + s.snapshotDelayNs;
}

/** Sends the snapshot that was kept. */
export function sendSnapshot(s: MarketState): void {
  const start = baseOf(s) + SNAPSHOT;
  const out = s.out;
  const size = s.snapshotBytes;
  memory.copy(out, start, size);
  const exchange = load<i64>(start, HEADER_EXCHANGE_TS_NS);
  putHeader(s, size, RecordKind.DepthSnapshot, 0, s.snapshotSendNs, exchange);
  s.out = out + size;
  s.events += <i64>((size - 64) >> 4);
  s.snapshotSendNs = i64.MAX_VALUE;
}
