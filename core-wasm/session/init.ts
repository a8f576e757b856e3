// Lays a session out: three engines (what is fed, what the strategy knows, what the exchange
// knows), the inbound buffer, the delay lines, orders and timers, all from the arena.
import { SessionConfig, SessionState, SIZEOF_SESSION_INSTRUMENT } from '../abi/session';
import { Status } from '../abi/status';
import { engineInit, engineSize } from '../engine/engine';
import { arenaAlloc } from '../mem/control';
import { randomSeed } from '../math/random';
import { venueOutputMax } from '../venue/index';
import { delayInit, delaySize } from './delay';
import { ordersInit, ordersSize } from './orders';
import { REF_BYTES } from './feed';
import { exchangeOf, instrumentOf, partsOf, randomOf, SESSION_HEAD } from './state';
import { TIMER_BYTES } from './timers';

/** References of a buffer: a record has 64 bytes at least. */
@inline const BYTES_PER_REF: u32 = 64;
/** Bars that one event closes before they are handed out in parts, and fills between two visits. */
@inline const BARS_BYTES: u32 = 512 * 128;
@inline const JOURNAL_BYTES: u32 = 4096 * 128;
@inline const COUNTS_BYTES: u32 = 80 * 4;
/** A command, and room for its answer. */
@inline const COMMAND_BYTES: u32 = 256;
@inline const SCRATCH_MIN: u32 = 4096;
/** Times before all others, far enough from the end that sums stay in range. */
@inline const BEFORE_ALL: i64 = i64.MIN_VALUE >> 1;

/** Bytes of a session's head; the rest comes from the arena. */
export function sessionSize(): u32 {
  return SESSION_HEAD;
}

@inline
function isPowerOfTwo(n: u32): bool {
  return n != 0 && (n & (n - 1)) == 0;
}

function createEngine(c: SessionConfig, poolChunks: u32): u32 {
  const at = arenaAlloc(engineSize(c.instrumentsMax, poolChunks));
  if (at == 0) return 0;
  const pending = c.pendingBytes;
  const max = c.instrumentsMax;
  const far = c.farChunks;
  const status = engineInit(at, max, c.windowBits, far, poolChunks, pending, c.orderCapacity);
  return status == Status.Ok ? at : 0;
}

function createBuffer(s: SessionState, c: SessionConfig): bool {
  const parts = partsOf(s);
  parts.buffer = arenaAlloc(c.bufferBytes);
  parts.bufferEnd = parts.buffer + c.bufferBytes;
  parts.local = parts.buffer;
  parts.fed = parts.buffer;
  const refs = c.bufferBytes / BYTES_PER_REF;
  parts.refs = arenaAlloc(refs * REF_BYTES);
  parts.refsMask = refs - 1;
  return parts.buffer != 0 && parts.refs != 0;
}

function createLines(s: SessionState, c: SessionConfig): bool {
  const parts = partsOf(s);
  parts.requests = arenaAlloc(delaySize(c.queueMax));
  parts.responses = arenaAlloc(delaySize(c.queueMax));
  parts.timers = arenaAlloc(c.timersMax * TIMER_BYTES);
  parts.timersMax = c.timersMax;
  s.command = arenaAlloc(COMMAND_BYTES);
  s.counts = arenaAlloc(COUNTS_BYTES);
  parts.bars = arenaAlloc(BARS_BYTES);
  s.journal = arenaAlloc(JOURNAL_BYTES);
  if (parts.requests == 0 || parts.responses == 0 || parts.timers == 0) return false;
  if (s.command == 0 || s.counts == 0 || parts.bars == 0 || s.journal == 0) return false;
  parts.barsLimit = parts.bars + BARS_BYTES;
  s.journalAt = s.journal;
  s.journalEnd = s.journal + JOURNAL_BYTES;
  delayInit(<usize>parts.requests, c.queueMax);
  delayInit(<usize>parts.responses, c.queueMax);
  return true;
}

/**
 * Makes a session at `at` (zeroed, sessionSize bytes, 64-aligned) of the SessionConfig at `config`.
 * Ok, BadArgument (sizes that are no powers of two or out of range), OutOfMemory.
 */
export function sessionInit(at: u32, config: u32): i32 {
  const s = changetype<SessionState>(<usize>at);
  const c = changetype<SessionConfig>(<usize>config);
  if (!isPowerOfTwo(c.ordersMax) || !isPowerOfTwo(c.queueMax) || !isPowerOfTwo(c.bufferBytes))
    return Status.BadArgument;
  if (c.instrumentsMax == 0 || c.instrumentsMax > 65535 || c.timersMax == 0 || c.lookAheadNs < 0)
    return Status.BadArgument;
  const parts = partsOf(s);
  // The feed keeps no books: its engine has room for what instruments are, and no more.
  s.feed = createEngine(c, 1);
  s.local = createEngine(c, c.poolChunks);
  s.exchange = createEngine(c, c.poolChunks);
  s.instruments = arenaAlloc(c.instrumentsMax * <u32>SIZEOF_SESSION_INSTRUMENT);
  const orders = arenaAlloc(ordersSize(c.ordersMax));
  const hasEngines = s.feed != 0 && s.local != 0 && s.exchange != 0 && s.instruments != 0;
  if (!hasEngines || orders == 0 || !createBuffer(s, c) || !createLines(s, c))
    return Status.OutOfMemory;
  exchangeOf(s).orderClock = 1;
  ordersInit(s, orders, c.ordersMax);
  parts.instrumentsMax = c.instrumentsMax;
  parts.venueFirst = c.venueFirst;
  s.lookAheadNs = c.lookAheadNs;
  s.nowNs = BEFORE_ALL;
  s.exchangeNs = BEFORE_ALL;
  s.fedNs = BEFORE_ALL;
  s.tradeFromNs = i64.MIN_VALUE;
  s.untilTsNs = i64.MAX_VALUE;
  s.feedUntilNs = i64.MAX_VALUE;
  s.nextTimerNs = i64.MAX_VALUE;
  s.nextExpiryNs = i64.MAX_VALUE;
  s.isRunning = 1;
  randomSeed(randomOf(s), c.seed);
  for (let id: u32 = 0; id < c.instrumentsMax; id++) {
    const inst = instrumentOf(s, id);
    inst.depthKeyNs = i64.MIN_VALUE;
    inst.barrierNs = i64.MIN_VALUE;
    inst.lastArrivalNs = i64.MIN_VALUE;
    inst.lastResponseNs = i64.MIN_VALUE;
  }
  return Status.Ok;
}

/** Gives an instrument its venue: before the first run. Ok, UnknownInstrument, OutOfMemory. */
export function sessionTrade(at: u32, id: u32, venue: u32): i32 {
  const s = changetype<SessionState>(<usize>at);
  const parts = partsOf(s);
  if (id >= parts.instrumentsMax) return Status.UnknownInstrument;
  instrumentOf(s, id).venue = venue;
  const room = max(SCRATCH_MIN, venueOutputMax(<usize>venue));
  if (parts.scratchEnd - parts.scratch >= room) return Status.Ok;
  parts.scratch = arenaAlloc(room);
  parts.scratchEnd = parts.scratch + room;
  return parts.scratch == 0 ? Status.OutOfMemory : Status.Ok;
}
