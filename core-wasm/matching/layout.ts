// Sizes and places of the parts of an engine, and an empty one.
import { MatchingConfig, MatchingState, SIZEOF_MATCHING_STATE } from '../abi/matching';
import { OrderRecordKind } from '../abi/orders';
import { RecordFlag } from '../abi/records';
import { Status } from '../abi/status';
import { idEntries } from './ids';
import { NO_ASK, NO_BID, SIZEOF_FAR_LEVEL, SIZEOF_ORDER, stateAt, VALUE_MAX } from './state';

@inline const ORDERS_MAX: u32 = 1 << 23;
@inline const DAY_NS: i64 = 86400000000000;

function isValid(c: MatchingConfig): bool {
  if (c.tickSize < 1 || c.tickSize > VALUE_MAX || c.lotSize < 1 || c.lotSize > VALUE_MAX)
    return false;
  if (c.dayEndNs < 0 || c.dayEndNs >= DAY_NS) return false;
  if (c.ordersMax - 1 >= ORDERS_MAX || c.ownersMax - 1 >= 65536) return false;
  return c.windowBits >= 8 && c.windowBits <= 20;
}

/** Inverse of an odd number modulo 2^64. */
function inverseOf(odd: u64): u64 {
  let x = odd;
  for (let i = 0; i < 5; i++) x *= 2 - odd * x;
  return x;
}

@inline
function aligned(at: u32): u32 {
  return (at + 63) & ~63;
}

/** Sets the places of all parts; returns the size. At most 1.9 GiB, so that nothing wraps. */
function place(s: MatchingState, c: MatchingConfig): u32 {
  const slots: u32 = c.ordersMax + 1;
  const window: u32 = (<u32>1) << c.windowBits;
  const entries = idEntries(c.ordersMax);
  let at = aligned(<u32>SIZEOF_MATCHING_STATE);
  s.words = at;
  at = aligned(at + (window >> 3));
  s.summary = at;
  at = aligned(at + 8 * ((window >> 12) + 1));
  s.levels = at;
  at += window << 4;
  s.positions = at;
  at = aligned(at + (c.ownersMax << 3));
  s.scratch = at;
  at = aligned(at + (c.ownersMax << 4));
  s.ids = at;
  s.idsMask = entries - 1;
  at = aligned(at + (entries << 2));
  s.heap0 = at;
  s.heap1 = at + (slots << 2);
  s.heap2 = at + (slots << 3);
  at = aligned(at + 12 * slots);
  s.orders = at;
  at += slots * SIZEOF_ORDER;
  s.extras = at;
  at += slots * SIZEOF_ORDER;
  s.far = at;
  return at + slots * SIZEOF_FAR_LEVEL;
}

/** Bytes of an engine; BadArgument when the configuration is out of range. */
export function matchSize(config: usize): i32 {
  const c = changetype<MatchingConfig>(config);
  if (!isValid(c)) return Status.BadArgument;
  const window: u64 = (<u64>1) << c.windowBits;
  const each: u64 = 2 * SIZEOF_ORDER + SIZEOF_FAR_LEVEL + 12;
  const tables = <u64>idEntries(c.ordersMax) * 4 + <u64>c.ownersMax * 24 + window * 17;
  const bytes = <u64>SIZEOF_MATCHING_STATE + tables + (<u64>c.ordersMax + 1) * each + 1024;
  return bytes > 0x7fff0000 ? Status.TooLarge : <i32>bytes;
}

/**
 * Makes an empty engine in `matchSize` bytes at `e` (64-aligned). Returns Ok or BadArgument.
 * Slots of orders are not touched: they are written before they are linked.
 */
export function matchInit(e: usize, config: usize): i32 {
  const c = changetype<MatchingConfig>(config);
  const bytes = matchSize(config);
  if (bytes < 0) return bytes;
  const s = stateAt(e);
  memory.fill(e, 0, SIZEOF_MATCHING_STATE);
  place(s, c);
  memory.fill(e + s.words, 0, s.heap0 - s.words);
  s.bytes = <u32>bytes;
  s.ordersMax = c.ordersMax;
  s.ownersMax = c.ownersMax;
  s.windowMask = ((<u32>1) << c.windowBits) - 1;
  s.bestBid = NO_BID;
  s.bestAsk = NO_ASK;
  s.tickSize = c.tickSize;
  s.lotSize = c.lotSize;
  s.dayEndNs = c.dayEndNs;
  s.tickShift = <u32>ctz(c.tickSize);
  s.tickInverse = inverseOf(<u64>c.tickSize >> ctz(c.tickSize));
  s.tickBound = <u64>VALUE_MAX / <u64>c.tickSize;
  s.lotShift = <u32>ctz(c.lotSize);
  s.lotInverse = inverseOf(<u64>c.lotSize >> ctz(c.lotSize));
  s.lotBound = <u64>VALUE_MAX / <u64>c.lotSize;
  s.freshOrder = s.orders + SIZEOF_ORDER;
  s.freshFar = s.far;
  const both = <u64>RecordFlag.Exchange | <u64>RecordFlag.Local;
  const head = <u64>64 | (both << 40) | ((<u64>c.instrumentId) << 48);
  s.updateHead = head | ((<u64>OrderRecordKind.Update) << 32);
  s.matchHead = head | ((<u64>OrderRecordKind.Match) << 32) | ((<u64>RecordFlag.Buy) << 40);
  return Status.Ok;
}
