// Submit: what an order must look like, and where it goes.
import { MatchingPhase, MatchingState } from '../abi/matching';
import {
  OrderFlag,
  OrderKind,
  OrderReason,
  OrderStatus,
  SelfTrade,
  SubmitOrder,
  SUBMIT_ORDER_SIDE,
  TimeInForce,
} from '../abi/orders';
import { update, writeUpdate } from './book';
import { adopt, draft, enter, hasLimit, isStop, mayRest } from './enter';
import { findId } from './ids';
import { submitPlain } from './plain';
import {
  BUY,
  exactQuotient,
  EXPIRES,
  Extra,
  extraAt,
  NO_MARKS,
  Order,
  ORDER_ATTRIBUTES,
  orderAt,
  VALUE_MAX,
} from './state';
import { addStop, isReached, trailed } from './stops';

@inline const FLAGS: u8 = OrderFlag.PostOnly | OrderFlag.Slide | OrderFlag.ReduceOnly;
@inline const DAY_NS: i64 = 86400000000000;

@inline
export function isPrice(s: MatchingState, price: i64): bool {
  return exactQuotient(price, s.tickInverse, s.tickShift) - 1 < s.tickBound;
}

@inline
export function isQty(s: MatchingState, qty: i64): bool {
  return exactQuotient(qty, s.lotInverse, s.lotShift) - 1 < s.lotBound;
}

@inline
export function ticksOf(s: MatchingState, price: i64): i64 {
  return <i64>exactQuotient(price, s.tickInverse, s.tickShift);
}

/** Whether kind, time in force and flags are known and go together. */
function isShaped(order: Order): bool {
  const kind = order.kind;
  const tif = order.timeInForce;
  const flags = order.flags;
  if (order.side > 1 || kind > OrderKind.Iceberg || tif > TimeInForce.Day) return false;
  if ((flags & ~FLAGS) != 0 || order.selfTrade > SelfTrade.Decrement) return false;
  if ((flags & OrderFlag.Slide) != 0 && (flags & OrderFlag.PostOnly) == 0) return false;
  const isInstant = tif == TimeInForce.Ioc || tif == TimeInForce.Fok;
  if ((flags & OrderFlag.PostOnly) != 0 && (!hasLimit(kind) || isInstant)) return false;
  if (kind == OrderKind.Market && (tif == TimeInForce.Gtd || tif == TimeInForce.Day)) return false;
  if (kind != OrderKind.Iceberg) return true;
  return !isInstant && (flags & OrderFlag.ReduceOnly) == 0;
}

/** Whether the fields that only some kinds have are there for those, and only for those. */
function isComplete(order: Order, price: i64, extra: Extra): bool {
  const kind = order.kind;
  if (!hasLimit(kind) && price != 0) return false;
  if (!isStop(kind) && extra.stopPrice != 0) return false;
  if (kind != OrderKind.Iceberg && extra.display != 0) return false;
  const hasTrail = extra.trailOffset > 0 && extra.trailOffset < VALUE_MAX;
  if (kind == OrderKind.TrailingStop ? !hasTrail : extra.trailOffset != 0) return false;
  return order.timeInForce == TimeInForce.Gtd ? extra.expireTsNs > 0 : extra.expireTsNs == 0;
}

/** Why the order in the draft is refused, or None. */
function judge(s: MatchingState, order: Order, price: i64, extra: Extra): u8 {
  const kind = order.kind;
  if (order.orderId <= 0 || <u32>order.ownerId >= s.ownersMax) return OrderReason.BadOrder;
  if (!isShaped(order) || !isComplete(order, price, extra)) return OrderReason.BadOrder;
  if (hasLimit(kind) && !isPrice(s, price)) return OrderReason.BadPrice;
  const mayLackStop = kind == OrderKind.TrailingStop && extra.stopPrice == 0;
  if (isStop(kind) && !mayLackStop && !isPrice(s, extra.stopPrice)) return OrderReason.BadPrice;
  if (!isQty(s, order.qty)) return OrderReason.BadQty;
  if (kind == OrderKind.Iceberg && (!isQty(s, extra.display) || extra.display > order.qty))
    return OrderReason.BadQty;
  if (findId(s, order.orderId) != 0) return OrderReason.DuplicateOrder;
  if (order.timeInForce == TimeInForce.Gtd && extra.expireTsNs <= s.timeNs)
    return OrderReason.TimeOver;
  const needsSlot = isStop(kind) || mayRest(kind, order.timeInForce);
  return needsSlot && s.orderCount == s.ordersMax ? OrderReason.OrdersFull : OrderReason.None;
}

/** End of the day that `now` lies in. */
function dayEnd(s: MatchingState, now: i64): i64 {
  const since = (now - s.dayEndNs) % DAY_NS;
  return now + DAY_NS - (since < 0 ? since + DAY_NS : since);
}

@inline const SHORT: u32 = 64;
/** Bits of the attributes that are 0 for limit and market orders, gtc or ioc, without flags. */
@inline const NOT_PLAIN: u64 = 0xfffffefefe;

/** Copies the command into the draft. */
function fill(s: MatchingState, command: SubmitOrder, order: Order, extra: Extra): void {
  order.orderId = command.orderId;
  order.leaves = command.qty;
  order.qty = command.qty;
  const attributes = load<u64>(changetype<usize>(command), SUBMIT_ORDER_SIDE);
  store<u64>(changetype<usize>(order), attributes & NO_MARKS, ORDER_ATTRIBUTES);
  order.visible = 0;
  const isLong = command.size > 64;
  extra.display = isLong ? command.displayQty : 0;
  extra.stopPrice = isLong ? command.stopPrice : 0;
  extra.trailOffset = isLong ? command.trailOffset : 0;
  extra.expireTsNs = isLong ? command.expireTsNs : 0;
}

/** Lets the stop in the draft wait, unless the market is there already; then true. */
function isTriggered(s: MatchingState, order: Order, extra: Extra): bool {
  const side = <u32>order.side;
  const last = s.lastPrice;
  let stop = extra.stopPrice;
  if (stop == 0) stop = side == BUY ? i64.MAX_VALUE : i64.MIN_VALUE;
  if (last != 0 && isReached(side, stop, last)) return true;
  if (order.kind == OrderKind.TrailingStop && last != 0)
    stop = trailed(side, stop, extra.trailOffset, last);
  extra.stopPrice = stop;
  return false;
}

/** There is room for one record. Leaves the engine in the phase that follows. */
@inline
export function submit(s: MatchingState, command: SubmitOrder): void {
  const attributes = load<u64>(changetype<usize>(command), SUBMIT_ORDER_SIDE);
  const isPlain = command.size == SHORT && (attributes & NOT_PLAIN) == 0;
  if (!isPlain || !submitPlain(s, command, attributes)) submitAny(s, command);
}

function submitAny(s: MatchingState, command: SubmitOrder): void {
  const e = changetype<usize>(s);
  const slot = draft(s);
  const order = orderAt(e, slot);
  const extra = extraAt(e, slot);
  fill(s, command, order, extra);
  let reason = judge(s, order, command.price, extra);
  if (reason == OrderReason.None) {
    order.tick = hasLimit(order.kind) ? ticksOf(s, command.price) : 0;
    const tif = order.timeInForce;
    if (tif == TimeInForce.Day) extra.expireTsNs = dayEnd(s, s.timeNs);
    if (tif == TimeInForce.Day || tif == TimeInForce.Gtd) order.marks |= EXPIRES;
    extra.arrival = ++s.arrival;
    if (isStop(order.kind) && !isTriggered(s, order, extra)) {
      const own = adopt(s);
      addStop(s, own);
      update(s, orderAt(e, own), OrderStatus.Untriggered, OrderReason.None);
      return;
    }
    reason = enter(s, slot);
    if (reason == OrderReason.None) {
      s.phase = MatchingPhase.Sweep;
      return;
    }
  }
  const status = reason == OrderReason.NotFillable ? OrderStatus.Cancelled : OrderStatus.Rejected;
  refuse(s, command, status, reason);
}

export function refuse(s: MatchingState, command: SubmitOrder, status: u8, reason: u8): void {
  writeUpdate(
    s,
    command.orderId,
    command.price,
    0,
    0,
    status,
    reason,
    command.side,
    command.ownerId,
  );
}
