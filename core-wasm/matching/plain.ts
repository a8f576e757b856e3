// Plain orders, straight through. What nearly all commands are about is done here: without calls,
// so that everything stays in registers, and without branches on what nobody foresees (side, kind,
// first or last of a level, level empty or not), because a guess of the processor that fails costs
// more than the calculation. Where a command needs more than that (a refusal, a price outside the
// window, an expiry), the functions say no before they have changed anything, and the general code
// carries it out from the beginning.
import { MatchingPhase, MatchingState } from '../abi/matching';
import { CancelOrder, OrderReason, OrderStatus, ReplaceOrder, SubmitOrder } from '../abi/orders';
import { hasRoom, isCrossing, joinLevel, unlink, writeUpdate } from './book';
import { activate, draft, noLimit } from './enter';
import { chainOf, dropId, findId, findIn, putId } from './ids';
import { bestAt, insideLevel, isInside, nearBehind, openInside, seekBest, unmark } from './ladder';
import {
  exactQuotient,
  giveSlot,
  NO_MARKS,
  Order,
  ORDER_ATTRIBUTES,
  orderAt,
  takeSlot,
} from './state';
import { sweep } from './sweep';

/** Set for market orders; set for ioc orders. */
@inline const KIND_BIT: u64 = 1 << 8;
@inline const TIF_BIT: u64 = 1 << 16;
/** Marks; kind, flags and marks. */
@inline const MARKS: u64 = (<u64>0xff) << 40;
@inline const UNCOMMON: u64 = MARKS | ((<u64>0xff) << 24) | ((<u64>0xff) << 8);

@inline
function attributesOf(order: Order): u64 {
  return load<u64>(changetype<usize>(order), ORDER_ATTRIBUTES);
}

/** Fills the slot of an order. */
@inline
function describe(order: Order, id: i64, tick: i64, qty: i64, attributes: u64): void {
  order.orderId = id;
  order.tick = tick;
  order.leaves = qty;
  order.qty = qty;
  store<u64>(changetype<usize>(order), attributes & NO_MARKS, ORDER_ATTRIBUTES);
  order.visible = 0;
}

/** A limit or market order, gtc or ioc, without flags. */
export function submitPlain(s: MatchingState, command: SubmitOrder, attributes: u64): bool {
  const e = changetype<usize>(s);
  const side = <u32>attributes & 1;
  const isMarket = (attributes & KIND_BIT) != 0;
  const owner = <u32>(attributes >> 48);
  const id = command.orderId;
  const price = command.price;
  const qty = command.qty;
  const chain = chainOf(s, id);
  const tick = <i64>exactQuotient(price, s.tickInverse, s.tickShift);
  // A price of 0 for market orders, a number of ticks for the others.
  const count = select<u64>(<u64>price, <u64>tick - 1, isMarket);
  if (id <= 0 || owner >= s.ownersMax || s.orderCount == s.ordersMax) return false;
  if (count >= select<u64>(1, s.tickBound, isMarket)) return false;
  if (exactQuotient(qty, s.lotInverse, s.lotShift) - 1 >= s.lotBound) return false;
  if (findIn(e, chain, id) != 0) return false;
  const limit = select<i64>(noLimit(side), tick, isMarket);
  const canRest = (attributes & (KIND_BIT | TIF_BIT)) == 0;
  if ((<i32>canRest & <i32>!isCrossing(s, side, limit)) == 0) {
    describe(orderAt(e, draft(s)), id, select<i64>(0, tick, isMarket), qty, attributes);
    activate(s, draft(s), limit);
    trade(s);
    return true;
  }
  if (!isInside(s, tick)) return false;
  const level = openInside(s, tick);
  const total = level.total + qty;
  // Only a level with orders can be that full: its bit was set before.
  if (total < 0) return false;
  const slot = takeSlot(s);
  const order = orderAt(e, slot);
  describe(order, id, tick, qty, attributes);
  putId(e, chain, order, slot);
  s.orderCount++;
  joinLevel(s, level, total, slot, order, tick, side);
  const status = OrderStatus.Working;
  writeUpdate(s, id, price, qty, 0, status, OrderReason.None, <u8>side, <u16>owner);
  return true;
}

/** The active order trades and is settled; the general code does what is left of that. */
function trade(s: MatchingState): void {
  const e = changetype<usize>(s);
  const isOver = sweep(s);
  s.phase = isOver ? MatchingPhase.Settle : MatchingPhase.Sweep;
  if (!isOver || !hasRoom(s) || s.stopCount != 0) return;
  if ((s.activeReason | s.activeStopped) != 0) return;
  const slot = s.active;
  const order = orderAt(e, slot);
  const leaves = order.leaves;
  const attributes = attributesOf(order);
  const isFilled = leaves == 0;
  if (<i32>isFilled | <i32>((attributes & (KIND_BIT | TIF_BIT)) != 0)) {
    writeUpdate(
      s,
      order.orderId,
      order.tick * s.tickSize,
      0,
      order.qty - leaves,
      select<u8>(OrderStatus.Filled, OrderStatus.Cancelled, isFilled),
      select<u8>(OrderReason.None, OrderReason.NothingLeftToTake, isFilled),
      <u8>(attributes & 1),
      <u16>(attributes >> 48),
    );
    if (slot != draft(s)) {
      dropId(e, order, slot);
      giveSlot(s, slot);
      s.orderCount--;
    }
  } else if (!restPlain(s, order, slot)) {
    return;
  }
  const first = s.firstTick;
  s.lastPrice = select<i64>(s.lastPrice, s.lastTick * s.tickSize, first == 0);
  s.firstTick = 0;
  s.phase = MatchingPhase.Idle;
}

/** Puts what is left of the active order into the book. */
function restPlain(s: MatchingState, trial: Order, own: u32): bool {
  const e = changetype<usize>(s);
  const tick = trial.tick;
  if (!isInside(s, tick)) return false;
  const leaves = trial.leaves;
  const level = openInside(s, tick);
  const total = level.total + leaves;
  if (total < 0) return false;
  const attributes = attributesOf(trial);
  const id = trial.orderId;
  const qty = trial.qty;
  let slot = own;
  if (slot == draft(s)) {
    slot = takeSlot(s);
    const order = orderAt(e, slot);
    describe(order, id, tick, qty, attributes);
    order.leaves = leaves;
    putId(e, chainOf(s, id), order, slot);
    s.orderCount++;
  }
  joinLevel(s, level, total, slot, orderAt(e, slot), tick, <u32>attributes & 1);
  const status = select<u8>(OrderStatus.Working, OrderStatus.PartiallyFilled, qty == leaves);
  writeUpdate(
    s,
    id,
    tick * s.tickSize,
    leaves,
    qty - leaves,
    status,
    OrderReason.None,
    <u8>(attributes & 1),
    <u16>(attributes >> 48),
  );
  return true;
}

/** The cancel of an order that rests in the window and does not expire. */
export function cancelPlain(s: MatchingState, command: CancelOrder): bool {
  const e = changetype<usize>(s);
  const id = command.orderId;
  const slot = findId(s, id);
  if (slot == 0) return false;
  const order = orderAt(e, slot);
  const attributes = attributesOf(order);
  const owner = <u32>(attributes >> 48);
  const tick = order.tick;
  if ((attributes & MARKS) != 0 || owner != <u32>command.ownerId) return false;
  if (!isInside(s, tick)) return false;
  const side = <u32>attributes & 1;
  const leaves = order.leaves;
  writeUpdate(
    s,
    id,
    tick * s.tickSize,
    0,
    order.qty - leaves,
    OrderStatus.Cancelled,
    OrderReason.Requested,
    <u8>side,
    <u16>owner,
  );
  const level = insideLevel(s, tick);
  unlink(e, level, order);
  level.total -= leaves;
  dropId(e, order, slot);
  giveSlot(s, slot);
  s.orderCount--;
  const isEmpty = level.head == 0;
  unmark(s, <u32>tick & s.windowMask, <u64>isEmpty);
  const best = bestAt(s, side);
  if ((<i32>isEmpty & <i32>(tick == load<i64>(best))) == 0) return true;
  const step = nearBehind(s, side, tick);
  if (step != 0) store<i64>(best, tick + step);
  else seekBest(s, side, tick);
  return true;
}

/** A replacement of a plain order in the window that loses its place, and trades or rests there. */
export function movePlain(s: MatchingState, command: ReplaceOrder): bool {
  const e = changetype<usize>(s);
  const id = command.orderId;
  const price = command.price;
  const qty = command.qty;
  const slot = findId(s, id);
  if (slot == 0) return false;
  const order = orderAt(e, slot);
  const attributes = attributesOf(order);
  const owner = <u32>(attributes >> 48);
  const side = <u32>attributes & 1;
  if ((attributes & UNCOMMON) != 0 || owner != <u32>command.ownerId) return false;
  const tick = <i64>exactQuotient(price, s.tickInverse, s.tickShift);
  if (<u64>tick - 1 >= s.tickBound) return false;
  if (exactQuotient(qty, s.lotInverse, s.lotShift) - 1 >= s.lotBound) return false;
  const from = order.tick;
  const before = order.leaves;
  const traded = order.qty - before;
  if (qty <= traded || (tick == from && qty <= order.qty)) return false;
  if (!isInside(s, tick) || !isInside(s, from)) return false;
  const leaves = qty - traded;
  if (insideLevel(s, tick).total + leaves < 0) return false;
  const old = insideLevel(s, from);
  const isEmpty = old.head == old.tail;
  if ((<i32>isEmpty & <i32>(from == load<i64>(bestAt(s, side)))) != 0) {
    const step = nearBehind(s, side, from);
    if (step == 0) return false;
    store<i64>(bestAt(s, side), from + step);
  }
  unlink(e, old, order);
  old.total -= before;
  unmark(s, <u32>from & s.windowMask, <u64>isEmpty);
  order.tick = tick;
  order.leaves = leaves;
  order.qty = qty;
  if (isCrossing(s, side, tick)) {
    activate(s, slot, tick);
    trade(s);
    return true;
  }
  const level = openInside(s, tick);
  joinLevel(s, level, level.total + leaves, slot, order, tick, side);
  const status = select<u8>(OrderStatus.Working, OrderStatus.PartiallyFilled, traded == 0);
  writeUpdate(s, id, price, leaves, traded, status, OrderReason.None, <u8>side, <u16>owner);
  return true;
}
