// Every invariant of the engine, for tests: 0 when all hold, otherwise the number of the one that
// broke. Cost: the whole memory of the engine.
import { MatchingPhase, MatchingState } from '../abi/matching';
import { OrderFlag, OrderKind } from '../abi/orders';
import { farAbove, farAt, farFind } from './far';
import { EXPIRIES, heapSize, heapSlot, isBefore, SELL_STOPS, STOPS } from './heap';
import { findId } from './ids';
import { isInside, levelOf, nextAbove, nextBelow } from './ladder';
import {
  BUY,
  EXPIRES,
  extraAt,
  Level,
  NO_ASK,
  NO_BID,
  Order,
  orderAt,
  SIZEOF_FAR_LEVEL,
  SIZEOF_ORDER,
  SPECIAL,
  stateAt,
  WAITING,
} from './state';

@inline const BAD_LINKS: i32 = 1;
@inline const BAD_TOTAL: i32 = 2;
@inline const BAD_ORDER: i32 = 3;
@inline const BAD_BITMAP: i32 = 4;
@inline const BAD_BEST: i32 = 5;
@inline const BAD_COUNT: i32 = 6;
@inline const BAD_FAR: i32 = 7;
@inline const BAD_HEAP: i32 = 8;
@inline const BAD_IDS: i32 = 9;
@inline const BAD_POOL: i32 = 10;
@inline const BAD_STOPS: i32 = 11;
@inline const BAD_PHASE: i32 = 12;

function checkOrder(s: MatchingState, slot: u32, order: Order, tick: i64, side: u32): i32 {
  if (order.tick != tick || <u32>order.side != side) return BAD_ORDER;
  if (order.leaves <= 0 || order.leaves > order.qty) return BAD_ORDER;
  if ((order.marks & WAITING) != 0) return BAD_ORDER;
  if (findId(s, order.orderId) != slot) return BAD_IDS;
  const isIceberg = order.kind == OrderKind.Iceberg;
  const isSpecial = isIceberg || (order.flags & OrderFlag.ReduceOnly) != 0;
  if (isSpecial != ((order.marks & SPECIAL) != 0)) return BAD_ORDER;
  if (!isIceberg) return 0;
  const visible = order.visible;
  if (visible <= 0 || visible > order.leaves) return BAD_ORDER;
  return visible <= extraAt(changetype<usize>(s), slot).display ? 0 : BAD_ORDER;
}

/** Orders of a level, or a fault < 0. */
function checkLevel(s: MatchingState, level: Level, tick: i64, side: u32): i32 {
  const e = changetype<usize>(s);
  let total: i64 = 0;
  let prev: u32 = 0;
  let count: i32 = 0;
  for (let slot = level.head; slot != 0; slot = orderAt(e, slot).next) {
    const order = orderAt(e, slot);
    const fault = checkOrder(s, slot, order, tick, side);
    if (fault != 0) return -fault;
    if (order.prev != prev || <u32>++count > s.ordersMax) return -BAD_LINKS;
    total += order.leaves;
    prev = slot;
  }
  if (level.tail != prev || count == 0) return -BAD_LINKS;
  return total == level.total ? count : -BAD_TOTAL;
}

/** Orders of one side, from the best price on, or a fault < 0. */
function checkSide(s: MatchingState, side: u32): i32 {
  const isBid = side == BUY;
  let count: i32 = 0;
  let tick = isBid ? s.bestBid : s.bestAsk;
  while (tick != (isBid ? NO_BID : NO_ASK)) {
    const found = checkLevel(s, levelOf(s, tick), tick, side);
    if (found < 0) return found;
    count += found;
    if (<u32>count > s.ordersMax) return -BAD_LINKS;
    tick = isBid ? nextBelow(s, tick) : nextAbove(s, tick);
  }
  return count;
}

/** Bitmaps say what the levels say; no level outside bids and asks. Levels, or a fault < 0. */
function checkWindow(s: MatchingState): i32 {
  const e = changetype<usize>(s);
  let levels: i32 = 0;
  for (let slot: u32 = 0; slot <= s.windowMask; slot++) {
    const level = changetype<Level>(e + s.levels + ((<usize>slot) << 4));
    const word = load<u64>(e + s.words + ((<usize>slot >> 6) << 3));
    const line = load<u64>(e + s.summary + ((<usize>slot >> 12) << 3));
    const isMarked = ((word >> (slot & 63)) & 1) != 0;
    if (isMarked != (level.head != 0)) return -BAD_BITMAP;
    if (((line >> ((slot >> 6) & 63)) & 1) != (word != 0 ? 1 : 0)) return -BAD_BITMAP;
    if (isMarked) levels++;
    else if (level.total != 0) return -BAD_TOTAL;
  }
  return levels;
}

function checkFar(s: MatchingState): i32 {
  const e = changetype<usize>(s);
  let count: u32 = 0;
  for (let tick = farAbove(s, i64.MIN_VALUE); tick != NO_ASK; tick = farAbove(s, tick)) {
    if (isInside(s, tick) || farFind(s, tick) == 0) return BAD_FAR;
    if (++count > s.farCount) return BAD_FAR;
  }
  let free: u32 = 0;
  for (let node = s.freeFar; node != 0 && free <= s.ordersMax; node = farAt(e, node).left) free++;
  if (count != s.farCount) return BAD_FAR;
  return (count + free) * SIZEOF_FAR_LEVEL == s.freshFar - s.far ? 0 : BAD_POOL;
}

function checkHeap(s: MatchingState, heap: u32): i32 {
  const e = changetype<usize>(s);
  const size = heapSize(s, heap);
  for (let i: u32 = 0; i < size; i++) {
    const slot = heapSlot(s, heap, i);
    const order = orderAt(e, slot);
    const extra = extraAt(e, slot);
    if ((heap == EXPIRIES ? extra.expireAt : extra.stopAt) != i) return BAD_HEAP;
    if ((order.marks & (heap == EXPIRIES ? EXPIRES : WAITING)) == 0) return BAD_HEAP;
    if (heap != EXPIRIES && <u32>order.side != heap - STOPS) return BAD_HEAP;
    if (i != 0 && !isBefore(s, heap, heapSlot(s, heap, (i - 1) >> 1), slot)) return BAD_HEAP;
    if (findId(s, order.orderId) != slot) return BAD_IDS;
  }
  return 0;
}

/** Stops in the list from `head` on, or a fault < 0. */
function checkList(s: MatchingState, head: u32, tail: u32, isTrailing: bool): i32 {
  const e = changetype<usize>(s);
  let prev: u32 = 0;
  let count: i32 = 0;
  for (let slot = head; slot != 0; slot = orderAt(e, slot).next) {
    const order = orderAt(e, slot);
    if (order.prev != prev || (order.marks & WAITING) == 0) return -BAD_STOPS;
    if ((order.kind == OrderKind.TrailingStop) != isTrailing) return -BAD_STOPS;
    if (<u32>++count > s.stopCount) return -BAD_STOPS;
    prev = slot;
  }
  return tail == prev ? count : -BAD_STOPS;
}

function checkPools(s: MatchingState): i32 {
  const e = changetype<usize>(s);
  let entries: u32 = 0;
  let expiring: u32 = 0;
  for (let i: u32 = 0; i <= s.idsMask; i++) {
    const chain = s.ids + (i << 2);
    for (let slot = load<u32>(e + chain); slot != 0; slot = orderAt(e, slot).link) {
      const order = orderAt(e, slot);
      if (++entries > s.orderCount || order.chain != chain) return BAD_IDS;
      if (findId(s, order.orderId) != slot) return BAD_IDS;
      if ((order.marks & EXPIRES) != 0) expiring++;
    }
  }
  if (entries != s.orderCount) return BAD_IDS;
  if (expiring != heapSize(s, EXPIRIES)) return BAD_HEAP;
  let free: u32 = 0;
  for (let slot = s.freeOrder; slot != 0 && free <= s.ordersMax; slot = orderAt(e, slot).next)
    free++;
  const used = (s.freshOrder - s.orders) / SIZEOF_ORDER - 1;
  return free + s.orderCount == used && used <= s.ordersMax ? 0 : BAD_POOL;
}

/** 0 when every invariant holds. Only for an engine that is idle. */
export function matchCheck(e: usize): i32 {
  const s = stateAt(e);
  if (s.phase != MatchingPhase.Idle || s.queueHead != 0 || s.queueTail != 0) return BAD_PHASE;
  if (s.bestBid >= s.bestAsk) return BAD_BEST;
  const window = checkWindow(s);
  if (window < 0) return -window;
  const bids = checkSide(s, 0);
  const asks = checkSide(s, 1);
  if (bids < 0 || asks < 0) return bids < 0 ? -bids : -asks;
  let levels: u32 = 0;
  for (let t = nextAbove(s, i64.MIN_VALUE); t != NO_ASK; t = nextAbove(s, t)) {
    if (t > s.bestBid && t < s.bestAsk) return BAD_BEST;
    levels++;
  }
  if (levels != <u32>window + s.farCount) return BAD_COUNT;
  for (let heap = EXPIRIES; heap <= SELL_STOPS; heap++) {
    const fault = checkHeap(s, heap);
    if (fault != 0) return fault;
  }
  const stops = checkList(s, s.stopsHead, s.stopsTail, false);
  const trailing = checkList(s, s.trailingHead, s.trailingTail, true);
  if (stops < 0 || trailing < 0) return BAD_STOPS;
  if (<u32>(stops + trailing) != s.stopCount) return BAD_STOPS;
  if (heapSize(s, STOPS) + heapSize(s, SELL_STOPS) != s.stopCount) return BAD_STOPS;
  if (<u32>(bids + asks) + s.stopCount != s.orderCount) return BAD_COUNT;
  const far = checkFar(s);
  return far != 0 ? far : checkPools(s);
}
