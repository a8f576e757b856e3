// The active order trades with the other side of the book, best price first, oldest order first.
import { MatchingState } from '../abi/matching';
import { OrderFlag, OrderKind, OrderReason, SelfTrade } from '../abi/orders';
import { RecordFlag } from '../abi/records';
import { cancelMaker, cut, hasRoom, release, removeFromBook, restingStatus, update } from './book';
import { dropId } from './ids';
import { bestAt, insideLevel, isInside, levelOf, nearBehind, seekBest, unmark } from './ladder';
import {
  BUY,
  closable,
  EXPIRES,
  extraAt,
  Level,
  movePosition,
  Order,
  ORDER_ATTRIBUTES,
  orderAt,
  positionOf,
  SPECIAL,
} from './state';

/** Marks of makers that do not trade straight through. */
@inline const UNCOMMON: u64 = (<u64>(SPECIAL | EXPIRES)) << 40;

/** From the head of a Match with a buyer as its taker to one with a seller. */
@inline const TURN_HEAD: u64 = (<u64>(RecordFlag.Buy ^ RecordFlag.Sell)) << 40;

@inline
export function matchHead(s: MatchingState, side: u32): u64 {
  return s.matchHead ^ (TURN_HEAD & -(<u64>side));
}

@inline
function writeMatch(
  out: usize,
  head: u64,
  now: i64,
  taker: i64,
  maker: i64,
  price: i64,
  qty: i64,
  left: i64,
): void {
  store<u64>(out, head);
  store<i64>(out, now, 8);
  store<i64>(out, now, 16);
  store<i64>(out, taker, 24);
  store<i64>(out, maker, 32);
  store<i64>(out, price, 40);
  store<i64>(out, qty, 48);
  store<i64>(out, left, 56);
}

/** Positions after a trade; one of an owner with itself moves none. */
@inline
function settlePositions(
  e: usize,
  positions: u32,
  side: u32,
  taker: u16,
  maker: u16,
  qty: i64,
): void {
  if (taker == maker) return;
  const signed = side == BUY ? qty : -qty;
  movePosition(e + positions + ((<usize>taker) << 3), signed);
  movePosition(e + positions + ((<usize>maker) << 3), -signed);
}

@inline
function noteTrade(s: MatchingState, tick: i64): void {
  s.lastTick = tick;
  const first = s.firstTick;
  s.firstTick = select<i64>(tick, first, first == 0);
}

@inline const DONE: u32 = 0;
/** The next maker, or the place where it stands, is not a plain one; or the output is full. */
@inline const SPECIAL_NEXT: u32 = 1;
/** The best level is used up, and the next one is not near it. */
@inline const SEEK_BEST: u32 = 2;

/** Trades until the active order can take no more; false when the output is full before that. */
export function sweep(s: MatchingState): bool {
  const taker = orderAt(changetype<usize>(s), s.active);
  const side = <u32>taker.side;
  const best = bestAt(s, side ^ 1);
  for (let what = sweepPlain(s); what != DONE; what = sweepPlain(s)) {
    const tick = load<i64>(best);
    if (what == SEEK_BEST) {
      seekBest(s, side ^ 1, tick);
      continue;
    }
    if (!hasRoom(s)) return false;
    if (!meet(s, taker, levelOf(s, tick).head, tick)) return true;
  }
  return true;
}

/**
 * The oldest orders of the best level of `side`, up to the one in `gone`, have been traded; `slot`
 * is the oldest now, 0: none is left. Their slots are free, in the order in which they stood.
 * False: the next best level is not near.
 */
@inline
function leave(s: MatchingState, level: Level, gone: u32, slot: u32, tick: i64, side: u32): bool {
  const e = changetype<usize>(s);
  orderAt(e, gone).next = s.freeOrder;
  s.freeOrder = level.head;
  level.head = slot;
  if (slot != 0) {
    orderAt(e, slot).prev = 0;
    return true;
  }
  unmark(s, <u32>tick & s.windowMask, 1);
  const step = nearBehind(s, side, tick);
  if (step == 0) return false;
  store<i64>(bestAt(s, side), tick + step);
  return true;
}

/**
 * Trades with makers that are plain, of other owners, and stand in the window: without calls, so
 * that everything stays in registers. Returns why it ended.
 */
function sweepPlain(s: MatchingState): u32 {
  const e = changetype<usize>(s);
  const taker = orderAt(e, s.active);
  const side = <u32>taker.side;
  // Sellers count upside down: what is better for a taker is lower then, on both sides.
  const turn = -(<i64>side);
  const limit = s.limitTick ^ turn;
  const best = bestAt(s, side ^ 1);
  const head = matchHead(s, side);
  const id = taker.orderId;
  const owner = <u32>taker.ownerId;
  const now = s.timeNs;
  const last = <usize>s.outLast;
  const positions = e + s.positions;
  let out = <usize>s.out;
  let leaves = taker.leaves;
  let what = DONE;
  while (leaves != 0) {
    const tick = load<i64>(best);
    if ((tick ^ turn) > limit) break;
    if (!isInside(s, tick)) {
      what = SPECIAL_NEXT;
      break;
    }
    const level = insideLevel(s, tick);
    const price = tick * s.tickSize;
    const from = out;
    const before = leaves;
    let slot = level.head;
    let gone: u32 = 0;
    let left: i64 = 0;
    do {
      const maker = orderAt(e, slot);
      const attributes = load<u64>(changetype<usize>(maker), ORDER_ATTRIBUTES);
      const other = <u32>(attributes >> 48);
      if ((attributes & UNCOMMON) != 0 || other == owner || out > last) {
        what = SPECIAL_NEXT;
        break;
      }
      const has = maker.leaves;
      const take = min<i64>(leaves, has);
      left = has - take;
      leaves -= take;
      writeMatch(out, head, now, id, maker.orderId, price, take, left);
      out += 64;
      movePosition(positions + ((<usize>other) << 3), turn - (take ^ turn));
      if (left != 0) {
        maker.leaves = left;
        break;
      }
      dropId(e, maker, slot);
      gone = slot;
      slot = maker.next;
    } while (slot != 0 && leaves != 0);
    if (out == from) break;
    const count = <u32>(out - from) >> 6;
    const taken = before - leaves;
    s.trades += count;
    s.orderCount -= count - <u32>(left != 0);
    noteTrade(s, tick);
    level.total -= taken;
    // All trades of one side: one step to the end of the range is as good as many.
    movePosition(positions + ((<usize>owner) << 3), (taken ^ turn) - turn);
    if (gone != 0 && !leave(s, level, gone, slot, tick, side ^ 1)) what = SEEK_BEST;
    if (what != DONE) break;
  }
  s.out = <u32>out;
  taker.leaves = leaves;
  return what;
}

/**
 * The active order meets the maker in `slot`, whatever that is. There is room for one record.
 * False: the taker may take no more.
 */
function meet(s: MatchingState, taker: Order, slot: u32, tick: i64): bool {
  const e = changetype<usize>(s);
  const maker = orderAt(e, slot);
  if (taker.selfTrade != SelfTrade.Allow && maker.ownerId == taker.ownerId)
    return meetOwn(s, taker, slot);
  let qty = min(taker.leaves, maker.leaves);
  if (maker.kind == OrderKind.Iceberg) {
    qty = min(qty, maker.visible);
  } else if ((maker.flags & OrderFlag.ReduceOnly) != 0) {
    const most = closable(positionOf(e, maker.ownerId), maker.side);
    if (most == 0) {
      cancelMaker(s, slot, OrderReason.NothingToReduce);
      return true;
    }
    if (most < maker.leaves) {
      cut(s, slot, maker.leaves - most, OrderReason.Reduced);
      return true;
    }
  }
  const left = maker.leaves - qty;
  writeMatch(
    s.out,
    matchHead(s, taker.side),
    s.timeNs,
    taker.orderId,
    maker.orderId,
    tick * s.tickSize,
    qty,
    left,
  );
  s.out += 64;
  s.trades++;
  noteTrade(s, tick);
  settlePositions(e, s.positions, taker.side, taker.ownerId, maker.ownerId, qty);
  taker.leaves -= qty;
  consume(s, slot, qty, qty);
  return true;
}

/**
 * The resting order loses `qty`, of which `traded` were traded. At zero it is gone; an iceberg
 * whose part is used up shows the next one, at the end of the queue.
 */
function consume(s: MatchingState, slot: u32, qty: i64, traded: i64): void {
  const e = changetype<usize>(s);
  const maker = orderAt(e, slot);
  const isIceberg = maker.kind == OrderKind.Iceberg;
  if (maker.leaves == qty) {
    removeFromBook(s, slot);
    release(s, slot);
    return;
  }
  const level = levelOf(s, maker.tick);
  maker.leaves -= qty;
  maker.qty -= qty - traded;
  level.total -= qty;
  if (!isIceberg) return;
  maker.visible -= qty;
  if (maker.visible != 0) return;
  maker.visible = min(extraAt(e, slot).display, maker.leaves);
  if (level.tail == slot) return;
  // It is the oldest order of its level, and not the only one.
  level.head = maker.next;
  orderAt(e, maker.next).prev = 0;
  maker.prev = level.tail;
  maker.next = 0;
  orderAt(e, level.tail).next = slot;
  level.tail = slot;
}

/** The best maker belongs to the taker's owner, and they may not trade. */
function meetOwn(s: MatchingState, taker: Order, slot: u32): bool {
  const mode = taker.selfTrade;
  const maker = orderAt(changetype<usize>(s), slot);
  if (mode == SelfTrade.Decrement) {
    s.activeReason = OrderReason.SelfTrade;
    const isIceberg = maker.kind == OrderKind.Iceberg;
    const most = isIceberg ? maker.visible : maker.leaves;
    const qty = min(taker.leaves, most);
    taker.leaves -= qty;
    taker.qty -= qty;
    if (qty == maker.leaves) {
      cancelMaker(s, slot, OrderReason.SelfTrade);
      return true;
    }
    consume(s, slot, qty, 0);
    update(s, maker, restingStatus(maker), OrderReason.SelfTrade);
    return true;
  }
  if (mode != SelfTrade.CancelTaker) cancelMaker(s, slot, OrderReason.SelfTrade);
  if (mode == SelfTrade.CancelMaker) return true;
  s.activeStopped = 1;
  return false;
}
