// The generated market: seeded, endless order flow as canonical records, L3 or L2. The same seed
// makes the same bytes on every machine: integers, IEEE basic operations and square roots only.
// Works in memory that the host gives it; never allocates.
import { MarketConfig, MarketRegime } from '../abi/market';
import { RecordFlag, Venue } from '../abi/records';
import { Status } from '../abi/status';
import { invariant } from '../mem/control';
import { randomNext, randomSeed } from '../math/random';
import { flushDepth, sendSnapshot, takeSnapshot } from './depth';
import { bboEvent, drawLatency } from './emit';
import { act, closeSpread, follow, seedStep } from './flow';
import {
  FLOW_RANDOM,
  FRAME_ROWS,
  MarketState,
  STEP_RECORDS_MAX,
  WINDOW_RADIUS,
  WIRE_RANDOM,
  baseOf,
  stateBytes,
} from './layout';
import { ordersInit } from './orders';
import { drawArrival, excite, nextRegime, pulse } from './regime';
import { tablesInit } from './tables';

export { randomNext, randomSeed } from '../math/random';
export { frameEncode, frameEncodeMany } from './frames';

/** Book changes a group brings about in the end, over all regimes; measured on long runs. */
@inline const CHANGES_PER_GROUP: f64 = 5.8;

@inline function isL2Venue(venue: u16): bool {
  return venue == Venue.BinanceSpot || venue == Venue.BinanceUsdm || venue == Venue.BinanceCoinm;
}

function isValid(c: MarketConfig): bool {
  if (c.tickSize < 1 || c.lotSize < 1 || c.startPrice % c.tickSize != 0) return false;
  const ticks = c.startPrice / c.tickSize;
  if (ticks < 8192 || ticks > 1 << 29 || c.tickSize > 1 << 32 || c.lotSize > 1 << 30) return false;
  if (c.meanGapNs < 100 || c.meanGapNs > 3_600_000_000_000) return false;
  if (c.depthIntervalNs < 0 || c.depthIntervalNs > 3_600_000_000_000) return false;
  if (c.latencyJitterNs < 0 || c.latencyJitterNs > 60_000_000_000) return false;
  if (c.latencyMeanNs < -60_000_000_000 || c.latencyMeanNs > 60_000_000_000) return false;
  if (c.snapshotDelayNs < 0 || c.snapshotAfterNs < 0) return false;
  if (c.startTimeNs < 0 || c.startTimeNs > 4_000_000_000_000_000_000) return false;
  if (c.snapshotLevels > 5000 || c.typicalLots < 1 || c.typicalLots > 1000) return false;
  if (c.mode > 1 || c.regime > MarketRegime.Reversal || c.events < 1) return false;
  return c.mode == 1 || isL2Venue(c.venue);
}

/** Bytes of state for `config`, or `BadArgument`. */
export function marketSize(config: usize): i32 {
  const c = changetype<MarketConfig>(config);
  return isValid(c) ? <i32>stateBytes(c) : Status.BadArgument;
}

/** Bytes of output that every call of `marketNext` must have: the largest step fits in. */
export function marketOutputMin(config: usize): i32 {
  const c = changetype<MarketConfig>(config);
  if (!isValid(c)) return Status.BadArgument;
  return <i32>stepBytes(c.mode == 1, c.snapshotLevels);
}

@inline function stepBytes(l3: bool, snapshotLevels: u32): usize {
  const own = STEP_RECORDS_MAX * 64;
  if (l3) return own;
  const depth: usize = 64 + (<usize>FRAME_ROWS + STEP_RECORDS_MAX * 2) * 16;
  return own + depth + 64 + <usize>snapshotLevels * 32;
}

/** Makes a market of `config` at `ptr` (`marketSize` bytes, 16-aligned). */
export function marketInit(ptr: usize, config: usize): i32 {
  const c = changetype<MarketConfig>(config);
  if (!isValid(c)) return Status.BadArgument;
  memory.fill(ptr, 0, stateBytes(c));
  const s = changetype<MarketState>(ptr);
  randomSeed(ptr + FLOW_RANDOM, c.seed);
  randomSeed(ptr + WIRE_RANDOM, c.seed ^ 0x6f7574637279);
  s.l3 = c.mode;
  s.futures = <u32>(c.mode == 0 && c.venue != Venue.BinanceSpot);
  s.regimeSetting = c.regime;
  s.eventsMax = c.events;
  s.tickSize = c.tickSize;
  s.lotSize = c.lotSize;
  s.depthIntervalNs = c.depthIntervalNs;
  s.latencyMeanNs = c.latencyMeanNs;
  s.latencyJitterNs = <f64>c.latencyJitterNs;
  s.snapshotLevels = c.snapshotLevels;
  s.snapshotDelayNs = c.snapshotDelayNs;
  const flags = <u32>RecordFlag.Exchange | <u32>RecordFlag.Local;
  s.recordTag = (flags << 8) | ((<u32>c.instrumentId) << 16);
  s.startTick = <i32>(c.startPrice / c.tickSize);
  startBook(s);
  startClock(s, c);
  tablesInit(s, c.typicalLots);
  ordersInit(s);
  nextRegime(s, c.startTimeNs);
  return Status.Ok;
}

function startBook(s: MarketState): void {
  s.bestBid = s.startTick - 1;
  s.bestAsk = s.startTick + 2;
  s.fair = <f64>s.startTick + 0.5;
  s.centre = (s.startTick >> 6) << 6;
  s.dirtyLow = s.centre - WINDOW_RADIUS - 1024;
  s.nextOrderId = 1;
  if (s.l3) return;
  // Ids of a venue that has been running for long.
  const bits = randomNext(baseOf(s) + WIRE_RANDOM);
  s.seq = (s.futures ? 5_000_000_000_000 : 50_000_000_000) + <i64>(bits & 0xffffffff);
  s.tradeId = 3_000_000_000 + <i64>(bits >> 34);
  s.framePrevSeq = s.seq;
}

function startClock(s: MarketState, c: MarketConfig): void {
  s.timeNs = c.startTimeNs;
  s.nextNs = c.startTimeNs;
  s.pulseNs = c.startTimeNs;
  s.recvTsNs = i64.MIN_VALUE;
  s.flushAtNs = i64.MAX_VALUE;
  s.snapshotSendNs = i64.MAX_VALUE;
  const after = s.l3 || c.snapshotLevels == 0 ? i64.MAX_VALUE : c.startTimeNs + c.snapshotAfterNs;
  s.snapshotAfterNs = after;
  s.baseRate = 1.0 / (<f64>c.meanGapNs * CHANGES_PER_GROUP);
  // Excitement lasts for some 20 groups.
  s.decay = s.baseRate / 20.0;
  // 0.9 basis points in a square-root second: about 50 % a year.
  const sigma = <f64>s.startTick * 0.00009;
  s.sigma0 = sigma < 2 ? 2.0 : sigma > 60 ? 60.0 : sigma;
}

/** Makes the next thing happen: at most `stepBytes` of output. */
function step(s: MarketState): void {
  drawLatency(s);
  if (!s.seeded) seedStep(s);
  else if (s.snapshotSendNs <= s.nextNs && s.snapshotSendNs <= s.flushAtNs) sendSnapshot(s);
  else if (s.flushAtNs <= s.nextNs) flushDepth(s, s.flushAtNs);
  else trade(s);
}

/** A group of actions at one time. */
function trade(s: MarketState): void {
  s.timeNs = s.nextNs;
  s.frameTimeNs = s.timeNs;
  pulse(s, s.timeNs);
  follow(s);
  const bits = randomNext(baseOf(s) + FLOW_RANDOM);
  // One trader, or several at once: half of the groups are of one.
  for (let n = <i32>ctz<u64>(bits | 16); n >= 0; n--) act(s);
  closeSpread(s);
  excite(s, 1.0);
  drawArrival(s);
  if (s.l3) return;
  bboEvent(s);
  if (s.timeNs >= s.snapshotAfterNs && s.frames >= 2 && s.dirtyCount != 0) takeSnapshot(s);
  const shift = s.dirtyLow - (s.centre - WINDOW_RADIUS - 1024);
  if (s.dirtyCount >= FRAME_ROWS || shift >= 512 || shift <= -512) s.flushAtNs = s.timeNs;
}

/** Sends what is left over and ends the stream. The space of one step is enough for it. */
function finish(s: MarketState): void {
  if (s.dirtyCount != 0) {
    if (s.snapshotAfterNs != i64.MAX_VALUE) takeSnapshot(s);
    flushDepth(s, s.timeNs);
  }
  if (s.snapshotSendNs != i64.MAX_VALUE) sendSnapshot(s);
  s.done = 1;
}

/**
 * Writes the next records to [out, outEnd) (at least `marketOutputMin` bytes; `out` 16-aligned),
 * until there is no more space for a whole step, `maxRecords` are reached (a step is never cut:
 * some more may come) or the market has made its events. Returns the bytes written; 0 only at the
 * end. Where calls cut the stream makes no difference to its bytes.
 */
export function marketNext(ptr: usize, out: usize, outEnd: usize, maxRecords: i32): i32 {
  const s = changetype<MarketState>(ptr);
  const need = stepBytes(s.l3 != 0, s.snapshotLevels);
  if (outEnd < out || outEnd - out < need || maxRecords < 1) return Status.BadArgument;
  const last = outEnd - need;
  const recordsEnd = s.records + <i64>maxRecords;
  s.out = out;
  while (s.out <= last && s.records < recordsEnd && !s.done) {
    step(s);
    invariant(s.out <= outEnd && s.bestBid < s.bestAsk, Status.Invariant);
    if (s.events >= s.eventsMax) finish(s);
  }
  return <i32>(s.out - out);
}
