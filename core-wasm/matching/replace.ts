// Replace, and CancelAll.
import { MatchingPhase, MatchingState } from '../abi/matching';
import { CancelOrder, OrderKind, OrderReason, OrderStatus, ReplaceOrder } from '../abi/orders';
import {
  endOrder,
  hasRoom,
  isCrossing,
  removeFromBook,
  restingStatus,
  restOrEnd,
  update,
  writeUpdate,
} from './book';
import { activate, draft, enter } from './enter';
import { findId } from './ids';
import { levelOf, nextAbove, nextBelow } from './ladder';
import { copyWords, NO_ASK, NO_BID, Order, orderAt, WAITING } from './state';
import { cancelPlain, movePlain } from './plain';
import { isPrice, isQty, ticksOf } from './submit';

/** Slot of an open order of the owner, 0 when there is none. */
@inline
export function findOwn(s: MatchingState, id: i64, owner: u16): u32 {
  const slot = findId(s, id);
  return slot != 0 && orderAt(changetype<usize>(s), slot).ownerId == owner ? slot : 0;
}

/** Says that a command about an order that is not there is refused. */
export function refuseUnknown(s: MatchingState, id: i64, owner: u16): void {
  const reason = OrderReason.UnknownOrder;
  writeUpdate(s, id, 0, 0, 0, OrderStatus.Rejected, reason, 0, owner);
}

@inline
function hasPrice(order: Order): bool {
  return order.kind != OrderKind.StopMarket && order.kind != OrderKind.TrailingStop;
}

/** There is room for one record. Leaves the engine in the phase that follows. */
@inline
export function replace(s: MatchingState, command: ReplaceOrder): void {
  if (!movePlain(s, command)) replaceAny(s, command);
}

function replaceAny(s: MatchingState, command: ReplaceOrder): void {
  const e = changetype<usize>(s);
  const slot = findOwn(s, command.orderId, command.ownerId);
  if (slot == 0) {
    refuseUnknown(s, command.orderId, command.ownerId);
    return;
  }
  const order = orderAt(e, slot);
  const price = command.price;
  const qty = command.qty;
  if (hasPrice(order) ? !isPrice(s, price) : price != 0) {
    update(s, order, OrderStatus.Rejected, OrderReason.BadPrice);
    return;
  }
  if (!isQty(s, qty)) {
    update(s, order, OrderStatus.Rejected, OrderReason.BadQty);
    return;
  }
  const cum = order.qty - order.leaves;
  if (qty <= cum) {
    endOrder(s, slot, OrderStatus.Cancelled, OrderReason.Requested);
    return;
  }
  const tick = hasPrice(order) ? ticksOf(s, price) : 0;
  if ((order.marks & WAITING) != 0) {
    order.tick = tick;
    order.leaves = qty - cum;
    order.qty = qty;
    update(s, order, OrderStatus.Untriggered, OrderReason.None);
    return;
  }
  if (tick == order.tick && qty <= order.qty) {
    shrink(s, order, qty);
    return;
  }
  reenter(s, slot, tick, qty);
}

/** Lowers the quantity; the order keeps its place. */
function shrink(s: MatchingState, order: Order, qty: i64): void {
  const by = order.qty - qty;
  order.leaves -= by;
  order.qty = qty;
  if (order.kind == OrderKind.Iceberg) order.visible = min(order.visible, order.leaves);
  levelOf(s, order.tick).total -= by;
  update(s, order, restingStatus(order), OrderReason.None);
}

/** The order leaves its place and comes again as a new one; refused, it stays where it is. */
function reenter(s: MatchingState, slot: u32, tick: i64, qty: i64): void {
  const e = changetype<usize>(s);
  const order = orderAt(e, slot);
  // Without flags nothing can refuse it.
  if (order.flags == 0) {
    const traded = order.qty - order.leaves;
    removeFromBook(s, slot);
    order.tick = tick;
    order.leaves = qty - traded;
    order.qty = qty;
    if (order.kind == OrderKind.Limit && !isCrossing(s, order.side, tick)) {
      restOrEnd(s, slot, OrderReason.None);
      return;
    }
    activate(s, slot, tick);
    s.phase = MatchingPhase.Sweep;
    return;
  }
  const trial = orderAt(e, draft(s));
  copyWords(changetype<usize>(order), changetype<usize>(trial));
  trial.tick = tick;
  trial.leaves = qty - (order.qty - order.leaves);
  trial.qty = qty;
  const reason = enter(s, draft(s));
  if (reason != OrderReason.None) {
    update(s, order, OrderStatus.Rejected, reason);
    return;
  }
  removeFromBook(s, slot);
  copyWords(changetype<usize>(trial), changetype<usize>(order));
  s.active = slot;
  s.phase = MatchingPhase.Sweep;
}

/** There is room for one record. */
@inline
export function cancel(s: MatchingState, command: CancelOrder): void {
  if (!cancelPlain(s, command)) cancelAny(s, command);
}

function cancelAny(s: MatchingState, command: CancelOrder): void {
  const slot = findOwn(s, command.orderId, command.ownerId);
  if (slot == 0) refuseUnknown(s, command.orderId, command.ownerId);
  else endOrder(s, slot, OrderStatus.Cancelled, OrderReason.Requested);
}

export function beginCancelAll(s: MatchingState, command: CancelOrder): void {
  s.cursorOwner = command.ownerId;
  s.cursorStep = 0;
  s.cursorCount = 0;
  s.cursorTick = s.bestBid;
  s.phase = MatchingPhase.CancelAll;
}

/** Cancels the owner's orders in a list that begins at `head`; false when the output is full. */
function cancelList(s: MatchingState, head: u32): bool {
  let slot = head;
  while (slot != 0) {
    const order = orderAt(changetype<usize>(s), slot);
    const next = order.next;
    if (<u32>order.ownerId == s.cursorOwner) {
      if (!hasRoom(s)) return false;
      endOrder(s, slot, OrderStatus.Cancelled, OrderReason.Requested);
      s.cursorCount++;
    }
    slot = next;
  }
  return true;
}

/**
 * Goes on cancelling all orders of an owner: bids and asks, best price first, oldest first; then
 * stops, then trailing stops, oldest first. False when the output is full.
 * Cost: a look at every open order.
 */
export function cancelAll(s: MatchingState): bool {
  for (; s.cursorStep < 2; s.cursorStep++) {
    const isBid = s.cursorStep == 0;
    while (s.cursorTick != (isBid ? NO_BID : NO_ASK)) {
      const tick = s.cursorTick;
      if (!cancelList(s, levelOf(s, tick).head)) return false;
      s.cursorTick = isBid ? nextBelow(s, tick) : nextAbove(s, tick);
    }
    s.cursorTick = s.bestAsk;
  }
  if (!cancelList(s, s.stopsHead) || !cancelList(s, s.trailingHead)) return false;
  if (s.cursorCount != 0) return true;
  if (!hasRoom(s)) return false;
  refuseUnknown(s, 0, <u16>s.cursorOwner);
  return true;
}
