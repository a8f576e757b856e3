// Orders in and out of the book, and out of the engine.
import { MatchingState } from '../abi/matching';
import { OrderKind, OrderReason, OrderStatus } from '../abi/orders';
import { EXPIRIES, heapRemove } from './heap';
import { dropId } from './ids';
import { bestAt, closeLevel, isAbove, levelOf, openLevel, seekBest } from './ladder';
import {
  BUY,
  EXPIRES,
  giveSlot,
  Level,
  Order,
  ORDER_NEXT,
  ORDER_PREV,
  orderAt,
  WAITING,
} from './state';
import { removeStop } from './stops';

/** Whether another record fits. */
@inline
export function hasRoom(s: MatchingState): bool {
  return s.out <= s.outLast;
}

/** The other fields of an OrderUpdate; `side` and `owner` as they stand in SubmitOrder. */
@inline
export function writeUpdate(
  s: MatchingState,
  id: i64,
  price: i64,
  leaves: i64,
  cum: i64,
  status: u8,
  reason: u8,
  side: u8,
  owner: u16,
): void {
  const out = <usize>s.out;
  const now = s.timeNs;
  store<u64>(out, s.updateHead);
  store<i64>(out, now, 8);
  store<i64>(out, now, 16);
  store<i64>(out, id, 24);
  store<i64>(out, price, 32);
  store<i64>(out, leaves, 40);
  store<i64>(out, cum, 48);
  const last = <u64>status | ((<u64>reason) << 8) | ((<u64>side) << 16) | ((<u64>owner) << 32);
  store<u64>(out, last, 56);
  s.out = <u32>out + 64;
}

/** Writes an update of an order; there must be room. */
export function update(s: MatchingState, order: Order, status: u8, reason: u8): void {
  const isOver =
    status == OrderStatus.Filled ||
    status == OrderStatus.Cancelled ||
    status == OrderStatus.Expired;
  writeUpdate(
    s,
    order.orderId,
    order.tick * s.tickSize,
    isOver ? 0 : order.leaves,
    order.qty - order.leaves,
    status,
    reason,
    order.side,
    order.ownerId,
  );
}

/** Working or PartiallyFilled. */
@inline
export function restingStatus(order: Order): u8 {
  return order.qty == order.leaves ? OrderStatus.Working : OrderStatus.PartiallyFilled;
}

// Where the links stand that lead to an order. Which of two it is, is chosen without a branch:
// nobody foresees whether an order is the first or the last of its level.

@inline
function headOf(level: Level): usize {
  return changetype<usize>(level);
}

@inline
function tailOf(level: Level): usize {
  return changetype<usize>(level) + 4;
}

@inline
function nextOf(e: usize, slot: u32): usize {
  return e + slot + ORDER_NEXT;
}

@inline
function prevOf(e: usize, slot: u32): usize {
  return e + slot + ORDER_PREV;
}

/** Puts an order last in an open level, whose quantity is `total` with it. */
@inline
export function joinLevel(
  s: MatchingState,
  level: Level,
  total: i64,
  slot: u32,
  order: Order,
  tick: i64,
  side: u32,
): void {
  const isFirst = level.head == 0;
  const tail = level.tail;
  level.total = total;
  level.tail = slot;
  order.next = 0;
  order.prev = select<u32>(0, tail, isFirst);
  store<u32>(select<usize>(headOf(level), nextOf(changetype<usize>(s), tail), isFirst), slot);
  const at = bestAt(s, side);
  const best = load<i64>(at);
  store<i64>(at, select<i64>(tick, best, isAbove(side, tick, best)));
}

/** Puts the order last at its price; false when the level's total would pass 2^63. */
@inline
export function addToBook(s: MatchingState, slot: u32): bool {
  const order = orderAt(changetype<usize>(s), slot);
  const level = openLevel(s, order.tick);
  const total = level.total + order.leaves;
  if (total < 0) return false;
  joinLevel(s, level, total, slot, order, order.tick, order.side);
  if (order.kind == OrderKind.Iceberg) s.icebergCount++;
  return true;
}

@inline
export function unlink(e: usize, level: Level, order: Order): void {
  const next = order.next;
  const prev = order.prev;
  store<u32>(select<usize>(headOf(level), nextOf(e, prev), prev == 0), next);
  store<u32>(select<usize>(tailOf(level), prevOf(e, next), next == 0), prev);
}

/** Takes a resting order out of its level. */
@inline
export function removeFromBook(s: MatchingState, slot: u32): void {
  const e = changetype<usize>(s);
  const order = orderAt(e, slot);
  const level = levelOf(s, order.tick);
  unlink(e, level, order);
  level.total -= order.leaves;
  if (level.head == 0) {
    closeLevel(s, order.tick);
    if (order.tick == load<i64>(bestAt(s, order.side))) seekBest(s, order.side, order.tick);
  }
  if (order.kind == OrderKind.Iceberg) s.icebergCount--;
}

/** Forgets an order that stands in no queue. */
@inline
export function release(s: MatchingState, slot: u32): void {
  const order = orderAt(changetype<usize>(s), slot);
  if ((order.marks & EXPIRES) != 0) heapRemove(s, EXPIRIES, slot);
  dropId(changetype<usize>(s), order, slot);
  giveSlot(s, slot);
  s.orderCount--;
}

/** Puts an order with a slot of its own into the book, or ends it where it would not fit. */
@inline
export function restOrEnd(s: MatchingState, slot: u32, reason: u8): void {
  const order = orderAt(changetype<usize>(s), slot);
  if (addToBook(s, slot)) {
    update(s, order, restingStatus(order), reason);
    return;
  }
  update(s, order, OrderStatus.Cancelled, OrderReason.BadQty);
  release(s, slot);
}

/** Whether an order with a limit would trade at once. */
@inline
export function isCrossing(s: MatchingState, side: u32, tick: i64): bool {
  return !isAbove(side ^ 1, tick, load<i64>(bestAt(s, side ^ 1)));
}

/** Ends an open order with an update; there must be room. */
@inline
export function endOrder(s: MatchingState, slot: u32, status: u8, reason: u8): void {
  const order = orderAt(changetype<usize>(s), slot);
  update(s, order, status, reason);
  if ((order.marks & WAITING) != 0) removeStop(s, slot);
  else removeFromBook(s, slot);
  release(s, slot);
}

export function cancelMaker(s: MatchingState, slot: u32, reason: u8): void {
  endOrder(s, slot, OrderStatus.Cancelled, reason);
}

/** Lowers what is left of a resting order, and what it was, without a trade. */
export function cut(s: MatchingState, slot: u32, by: i64, reason: u8): void {
  const order = orderAt(changetype<usize>(s), slot);
  order.leaves -= by;
  order.qty -= by;
  levelOf(s, order.tick).total -= by;
  update(s, order, restingStatus(order), reason);
}
