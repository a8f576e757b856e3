// An order becomes the active one: what it must pass first, and what becomes of it afterwards.
import { MatchingState } from '../abi/matching';
import { OrderFlag, OrderKind, OrderReason, OrderStatus, TimeInForce } from '../abi/orders';
import { hasRoom, isCrossing, release, restOrEnd, update } from './book';
import { EXPIRIES, heapAdd } from './heap';
import { chainOf, putId } from './ids';
import { canFill } from './look';
import {
  BUY,
  closable,
  copyWords,
  EXPIRES,
  extraAt,
  NO_ASK,
  NO_BID,
  Order,
  orderAt,
  positionOf,
  SPECIAL,
  takeSlot,
  VALUE_MAX,
} from './state';

/** Whether an order of a kind has a limit price. */
@inline
export function hasLimit(kind: u8): bool {
  return kind == OrderKind.Limit || kind == OrderKind.StopLimit || kind == OrderKind.Iceberg;
}

@inline
export function isStop(kind: u8): bool {
  return (
    kind == OrderKind.StopMarket || kind == OrderKind.StopLimit || kind == OrderKind.TrailingStop
  );
}

/** Whether what is left of it rests in the book. */
@inline
export function mayRest(kind: u8, timeInForce: u8): bool {
  return hasLimit(kind) && timeInForce != TimeInForce.Ioc && timeInForce != TimeInForce.Fok;
}

/** Makes the order in `slot` the active one, whatever it is. */
@inline
export function activate(s: MatchingState, slot: u32, limitTick: i64): void {
  s.active = slot;
  s.activeReason = OrderReason.None;
  s.activeStopped = 0;
  s.limitTick = limitTick;
}

/** Limit of an order that has none: the last price of the other side. */
@inline
export function noLimit(side: u32): i64 {
  return (NO_ASK - 1) ^ -(<i64>side);
}

/**
 * Makes the order in `slot` the active one. Returns why it may not enter, or None; then the
 * caller sets the phase. Cuts a reduce-only order, slides a post-only one.
 */
export function enter(s: MatchingState, slot: u32): u8 {
  const order = orderAt(changetype<usize>(s), slot);
  const side = <u32>order.side;
  const flags = order.flags;
  activate(s, slot, hasLimit(order.kind) ? order.tick : noLimit(side));
  if ((flags & OrderFlag.ReduceOnly) != 0) {
    const most = closable(positionOf(changetype<usize>(s), order.ownerId), side);
    if (most == 0) return OrderReason.NothingToReduce;
    if (most < order.leaves) {
      order.qty -= order.leaves - most;
      order.leaves = most;
      s.activeReason = OrderReason.Reduced;
    }
  }
  if ((flags & OrderFlag.PostOnly) != 0) {
    if (isCrossing(s, side, order.tick)) {
      const tick = side == BUY ? s.bestAsk - 1 : s.bestBid + 1;
      if ((flags & OrderFlag.Slide) == 0 || tick < 1 || tick > VALUE_MAX / s.tickSize)
        return OrderReason.WouldTake;
      order.tick = tick;
      s.limitTick = tick;
    }
  }
  if (order.timeInForce == TimeInForce.Fok && !canFill(s, order, s.limitTick))
    return OrderReason.NotFillable;
  return OrderReason.None;
}

/** The slot that a new order is built in before it has one of its own. */
@inline
export function draft(s: MatchingState): u32 {
  return s.orders;
}

/** A slot of its own for the order in the draft, known by its id. */
@inline
export function adopt(s: MatchingState): u32 {
  const e = changetype<usize>(s);
  const slot = takeSlot(s);
  const order = orderAt(e, slot);
  copyWords(e + draft(s), changetype<usize>(order));
  putId(e, chainOf(s, order.orderId), order, slot);
  if (order.kind != OrderKind.Limit || (order.marks & EXPIRES) != 0) {
    const from = extraAt(e, draft(s));
    copyWords(changetype<usize>(from), changetype<usize>(extraAt(e, slot)));
    if ((order.marks & EXPIRES) != 0) heapAdd(s, EXPIRIES, slot);
  }
  s.orderCount++;
  return slot;
}

/** The active order is over. */
function finish(s: MatchingState, order: Order, status: u8, reason: u8): void {
  update(s, order, status, reason);
  if (s.active != draft(s)) release(s, s.active);
}

/** Puts the rest of the active order into the book. */
function rest(s: MatchingState, order: Order): void {
  if (order.kind == OrderKind.Iceberg) {
    const extra = extraAt(changetype<usize>(s), s.active);
    order.visible = min(extra.display, order.leaves);
    order.marks |= SPECIAL;
  } else if ((order.flags & OrderFlag.ReduceOnly) != 0) {
    order.marks |= SPECIAL;
  }
  const isNew = s.active == draft(s);
  const slot = isNew ? adopt(s) : s.active;
  restOrEnd(s, slot, <u8>s.activeReason);
}

/** The active order has traded what it could; false when there is no room to say so. */
export function settle(s: MatchingState): bool {
  if (!hasRoom(s)) return false;
  const order = orderAt(changetype<usize>(s), s.active);
  if (s.firstTick != 0) s.lastPrice = s.lastTick * s.tickSize;
  const reason = <u8>s.activeReason;
  if (order.leaves == 0) {
    const isCut = reason == OrderReason.SelfTrade;
    finish(s, order, isCut ? OrderStatus.Cancelled : OrderStatus.Filled, reason);
  } else if (s.activeStopped != 0) {
    finish(s, order, OrderStatus.Cancelled, OrderReason.SelfTrade);
  } else if (mayRest(order.kind, order.timeInForce)) {
    rest(s, order);
  } else {
    finish(s, order, OrderStatus.Cancelled, OrderReason.NothingLeftToTake);
  }
  return true;
}
