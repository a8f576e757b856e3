// The price ladder: a dense window of levels indexed by tick (circularly, so that a level never
// moves while its tick is inside), two bitmaps that say which are occupied, and the far store for
// all other ticks. Bids and asks share it: a book that never crosses has all bids below all asks.
import { MATCHING_STATE_BEST_BID, MatchingState } from '../abi/matching';
import { farAbove, farAdd, farAt, farBelow, farFind, farRemove } from './far';
import { BUY, Level, NO_ASK, NO_BID } from './state';

@inline
export function isInside(s: MatchingState, tick: i64): bool {
  return <u64>(tick - s.baseTick) <= <u64>s.windowMask;
}

/** The level of a tick in the window. */
@inline
export function insideLevel(s: MatchingState, tick: i64): Level {
  return windowLevel(s, <u32>tick & s.windowMask);
}

@inline
function windowLevel(s: MatchingState, slot: u32): Level {
  return changetype<Level>(changetype<usize>(s) + s.levels + ((<usize>slot) << 4));
}

@inline
function wordAt(s: MatchingState, word: u32): usize {
  return changetype<usize>(s) + s.words + ((<usize>word) << 3);
}

@inline
function summaryAt(s: MatchingState, word: u32): usize {
  return changetype<usize>(s) + s.summary + ((<usize>word) << 3);
}

// Whether a level was empty or is so now is anybody's guess, and a guess of the processor that
// fails costs more than all that is done here: so it is done without asking.

/** Sets the bit of a window slot, whether it is set or not. */
@inline
function mark(s: MatchingState, slot: u32): void {
  const at = wordAt(s, slot >> 6);
  const bits = load<u64>(at);
  store<u64>(at, bits | ((<u64>1) << (slot & 63)));
  if (bits != 0) return;
  const above = summaryAt(s, slot >> 12);
  store<u64>(above, load<u64>(above) | ((<u64>1) << ((slot >> 6) & 63)));
}

/** Clears the bit of a window slot where `isEmpty` is 1, the one above where it was the last. */
@inline
export function unmark(s: MatchingState, slot: u32, isEmpty: u64): void {
  const at = wordAt(s, slot >> 6);
  const bits = load<u64>(at) & ~(isEmpty << (slot & 63));
  store<u64>(at, bits);
  if (bits != 0) return;
  const above = summaryAt(s, slot >> 12);
  store<u64>(above, load<u64>(above) & ~((<u64>1) << ((slot >> 6) & 63)));
}

/** The level of a tick that has one. */
@inline
export function levelOf(s: MatchingState, tick: i64): Level {
  if (isInside(s, tick)) return windowLevel(s, <u32>tick & s.windowMask);
  return farAt(changetype<usize>(s), farFind(s, tick));
}

/** The same as `openLevel` for a tick in the window. */
@inline
export function openInside(s: MatchingState, tick: i64): Level {
  const slot = <u32>tick & s.windowMask;
  mark(s, slot);
  return windowLevel(s, slot);
}

/** The level of a tick, made if it is not there, and then empty: the caller adds an order. */
@inline
export function openLevel(s: MatchingState, tick: i64): Level {
  return isInside(s, tick) ? openInside(s, tick) : openOutside(s, tick);
}

/** The same for a tick outside the window, which may move before that. */
function openOutside(s: MatchingState, tick: i64): Level {
  makeRoom(s, tick);
  if (isInside(s, tick)) return openInside(s, tick);
  const known = farFind(s, tick);
  return farAt(changetype<usize>(s), known != 0 ? known : farAdd(s, tick));
}

/** Takes an empty level out of the ladder. */
@inline
export function closeLevel(s: MatchingState, tick: i64): void {
  if (isInside(s, tick)) unmark(s, <u32>tick & s.windowMask, 1);
  else farRemove(s, tick);
}

/** Circular distance up from `slot` to the next occupied slot, at least 1; 0: there is none. */
function stepUp(s: MatchingState, slot: u32): u32 {
  const mask = s.windowMask;
  const here = load<u64>(wordAt(s, slot >> 6)) & (~(<u64>1) << (slot & 63));
  if (here != 0) return <u32>ctz(here) - (slot & 63);
  const words = mask >> 6;
  const lines = words >> 6;
  const word = slot >> 6;
  let line = word >> 6;
  let bits = load<u64>(summaryAt(s, line)) & (~(<u64>1) << (word & 63));
  for (let turns: u32 = 0; turns <= lines + 1; turns++) {
    if (bits != 0) {
      const next = (line << 6) + <u32>ctz(bits);
      return ((next << 6) + <u32>ctz(load<u64>(wordAt(s, next))) - slot) & mask;
    }
    line = line >= lines ? 0 : line + 1;
    bits = load<u64>(summaryAt(s, line));
  }
  return 0;
}

/** Circular distance down from `slot` to the next occupied slot, at least 1; 0: there is none. */
function stepDown(s: MatchingState, slot: u32): u32 {
  const mask = s.windowMask;
  const here = load<u64>(wordAt(s, slot >> 6)) & (((<u64>1) << (slot & 63)) - 1);
  if (here != 0) return (slot & 63) - (63 - <u32>clz(here));
  const lines = mask >> 12;
  const word = slot >> 6;
  let line = word >> 6;
  let bits = load<u64>(summaryAt(s, line)) & (((<u64>1) << (word & 63)) - 1);
  for (let turns: u32 = 0; turns <= lines + 1; turns++) {
    if (bits != 0) {
      const next = (line << 6) + 63 - <u32>clz(bits);
      return (slot - ((next << 6) + 63 - <u32>clz(load<u64>(wordAt(s, next))))) & mask;
    }
    line = line == 0 ? lines : line - 1;
    bits = load<u64>(summaryAt(s, line));
  }
  return 0;
}

/** Lowest tick above `tick` inside the window; NO_ASK when there is none. */
function insideAbove(s: MatchingState, tick: i64): i64 {
  const mask = s.windowMask;
  const base = s.baseTick;
  if (tick < base && windowLevel(s, <u32>base & mask).head != 0) return base;
  const from = max(tick, base);
  if (from - base >= <i64>mask) return NO_ASK;
  const step = stepUp(s, <u32>from & mask);
  // A step past the end came around to the lowest ticks.
  return step == 0 || from - base + step > <i64>mask ? NO_ASK : from + step;
}

/** Highest tick below `tick` inside the window; NO_BID when there is none. */
function insideBelow(s: MatchingState, tick: i64): i64 {
  const mask = s.windowMask;
  const base = s.baseTick;
  const end = base + mask;
  if (tick > end && windowLevel(s, <u32>end & mask).head != 0) return end;
  const from = min(tick, end);
  if (from <= base) return NO_BID;
  const step = stepDown(s, <u32>from & mask);
  return step == 0 || from - step < base ? NO_BID : from - step;
}

/** Lowest occupied tick above `tick`; NO_ASK when there is none. */
@inline
export function nextAbove(s: MatchingState, tick: i64): i64 {
  const near = insideAbove(s, tick);
  return s.farCount == 0 ? near : min(near, farAbove(s, tick));
}

/** Highest occupied tick below `tick`; NO_BID when there is none. */
@inline
export function nextBelow(s: MatchingState, tick: i64): i64 {
  const near = insideBelow(s, tick);
  return s.farCount == 0 ? near : max(near, farBelow(s, tick));
}

/** Where the best tick of a side stands. */
@inline
export function bestAt(s: MatchingState, side: u32): usize {
  return changetype<usize>(s) + MATCHING_STATE_BEST_BID + ((<usize>side) << 3);
}

/** Whether a tick of a side is better than another: higher for bids, lower for asks. */
@inline
export function isAbove(side: u32, tick: i64, other: i64): bool {
  const turn = -(<i64>side);
  return (tick ^ turn) > (other ^ turn);
}

/** The best level of a side has gone: the next one behind `tick` is the best. */
export function seekBest(s: MatchingState, side: u32, tick: i64): void {
  store<i64>(bestAt(s, side), side == BUY ? nextBelow(s, tick) : nextAbove(s, tick));
}

/**
 * How far it is from a tick in the window to the next one behind it (below it for bids, above it
 * for asks) where both stand in one word of the bitmap, which they nearly always do; otherwise 0.
 * Looks both ways: no branch on the side.
 */
@inline
export function nearBehind(s: MatchingState, side: u32, tick: i64): i64 {
  const slot = <u32>tick & s.windowMask;
  const bit = <u64>(slot & 63);
  const word = load<u64>(wordAt(s, slot >> 6));
  const up = word & (~(<u64>1) << bit);
  const down = word & (((<u64>1) << bit) - 1);
  const isBid = side == BUY;
  const found = select<u64>(down, up, isBid);
  const place = select<i64>(63 - <i64>clz<u64>(down), <i64>ctz<u64>(up), isBid);
  const step = place - <i64>bit;
  const isNear = (<i32>(found != 0) & <i32>isInside(s, tick + step) & <i32>(s.farCount == 0)) != 0;
  return select<i64>(step, 0, isNear);
}

/**
 * Called before an order is put at a tick outside the window: moves the window to the middle of
 * the market, unless it is there already or would still not reach the tick.
 */
function makeRoom(s: MatchingState, tick: i64): void {
  const bid = s.bestBid;
  const ask = s.bestAsk;
  const width = <i64>s.windowMask + 1;
  if (bid == NO_BID && ask == NO_ASK) {
    s.baseTick = tick - (width >> 1);
    return;
  }
  const middle = bid == NO_BID ? ask : ask == NO_ASK ? bid : bid + ((ask - bid) >> 1);
  const base = middle - (width >> 1);
  // One move for every quarter of the window that the market has gone: the work stays bounded.
  if (abs(base - s.baseTick) <= width >> 2) return;
  if (<u64>(tick - base) > <u64>s.windowMask) return;
  moveWindow(s, base);
}

/** Moves the window. Work: the levels that leave it and those that enter. */
function moveWindow(s: MatchingState, base: i64): void {
  const mask = <i64>s.windowMask;
  for (let tick = insideAbove(s, i64.MIN_VALUE); tick != NO_ASK; tick = insideAbove(s, tick)) {
    if (<u64>(tick - base) <= <u64>mask) {
      // The ticks that stay are in one piece: go on behind it.
      tick = min(base, s.baseTick) + mask;
      continue;
    }
    const slot = <u32>tick & <u32>mask;
    carry(windowLevel(s, slot), farAt(changetype<usize>(s), farAdd(s, tick)));
    windowLevel(s, slot).head = 0;
    windowLevel(s, slot).total = 0;
    unmark(s, slot, 1);
  }
  s.baseTick = base;
  let tick = farAbove(s, base - 1);
  while (tick - base <= mask && tick != NO_ASK) {
    const slot = <u32>tick & <u32>mask;
    carry(farAt(changetype<usize>(s), farFind(s, tick)), windowLevel(s, slot));
    mark(s, slot);
    farRemove(s, tick);
    tick = farAbove(s, tick);
  }
  s.recenters++;
}

function carry(from: Level, to: Level): void {
  to.head = from.head;
  to.tail = from.tail;
  to.total = from.total;
}
