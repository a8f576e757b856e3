// What arrives at the venue: new orders, changes and cancels.
import { BookState } from '../abi/book';
import {
  CancelOrder,
  OrderFlag,
  OrderKind,
  OrderReason,
  OrderRecordKind,
  OrderStatus,
  ReplaceOrder,
  Side,
  SIZEOF_SUBMIT_ORDER,
  SubmitOrder,
  TimeInForce,
} from '../abi/orders';
import { Header, MarketStatus } from '../abi/records';
import { Status } from '../abi/status';
import { FillSource, OwnOrder, VenueState } from '../abi/venue';
import { bookBest, bookQty } from '../book/l2';
import { faultOf, hasPrice, isPrice, isQty, isStopKind } from './check';
import { compatEnter } from './compat';
import { begin, emitUnknown, emitUpdate, written } from './emit';
import { joinLevel } from './join';
import { cancel, close, endUseless, openStatus, putToRest, putToWait, takeOut } from './orders';
import { isReduceOnly, reducible, waitsForEntry } from './reduce';
import {
  countOf,
  findOrder,
  freeSlot,
  instrumentOf,
  isCompat,
  listed,
  listOf,
  orderOf,
  rememberId,
  slotOf,
  takeSlot,
  unitOf,
  venueBook,
} from './state';
import { checkStops } from './stops';
import { enter, isFillable, marketLimit, noPrice, wouldTake } from './take';

@inline const DAY_NS: i64 = 86_400_000_000_000;

/** Into a fresh slot what a Submit says; of a short one the rest is 0. */
function readSubmit(v: VenueState, submit: SubmitOrder): OwnOrder {
  const order = takeSlot(v);
  order.orderId = submit.orderId;
  order.price = submit.price;
  order.qty = submit.qty;
  order.leavesQty = submit.qty;
  order.side = submit.side;
  order.orderKind = submit.orderKind;
  order.timeInForce = submit.timeInForce;
  order.orderFlags = submit.orderFlags;
  order.selfTrade = submit.selfTrade;
  order.ownerId = submit.ownerId;
  order.arrivalTsNs = v.nowNs;
  order.sentTsNs = changetype<Header>(submit).recvTsNs;
  if (submit.size < <u32>SIZEOF_SUBMIT_ORDER) return order;
  order.stopPrice = submit.stopPrice;
  order.displayQty = submit.displayQty;
  order.trailOffset = submit.trailOffset;
  order.expireTsNs = submit.expireTsNs;
  return order;
}

/** Next end of the venue's day. */
function dayEnd(v: VenueState): i64 {
  const since = (v.nowNs - v.dayEndNs) % DAY_NS;
  return v.nowNs + DAY_NS - (since < 0 ? since + DAY_NS : since);
}

@inline
function isImmediate(order: OwnOrder): bool {
  if (order.orderKind == OrderKind.Market) return true;
  return order.timeInForce == TimeInForce.Ioc || order.timeInForce == TimeInForce.Fok;
}

/** Why the market does not let an order in; None: it does. */
function obstacleOf(v: VenueState, order: OwnOrder): u8 {
  if (isCompat(v)) return OrderReason.None;
  const status = v.marketStatus;
  if (status == MarketStatus.Halted || status == MarketStatus.Closed) return OrderReason.NotTrading;
  const isStop = isStopKind(order.orderKind);
  // A stop is judged when it is reached: it may even come before its entry.
  const isIdle = !isStop && isReduceOnly(order) && reducible(v, order.side) == 0;
  if (isIdle && !waitsForEntry(v, order)) return OrderReason.NothingToReduce;
  if (v.fillSource == FillSource.Bars || isStop) return OrderReason.None;
  if (instrumentOf(v).state != BookState.Live) return OrderReason.BookNotLive;
  if (status != MarketStatus.QuoteOnly) return OrderReason.None;
  const takes = isImmediate(order) || wouldTake(v, order.side, order.price);
  return takes ? OrderReason.NotTrading : OrderReason.None;
}

/** Nearest price that takes nothing, or 0. */
function slid(v: VenueState, side: u32): i64 {
  const other = side ^ 1;
  const tick = instrumentOf(v).tickSize;
  let best = bookBest(venueBook(v), other);
  if (countOf(v, other) > 0) {
    const own = listed(listOf(v, other), 0).price;
    if (best == noPrice(other) || (other == Side.Buy ? own > best : own < best)) best = own;
  }
  return side == Side.Buy ? best - tick : best + tick;
}

/** A post-only order that would take: moved, or not. Returns whether it may stay. */
function stepBack(v: VenueState, order: OwnOrder): bool {
  if ((order.orderFlags & OrderFlag.PostOnly) == 0) return true;
  if (!wouldTake(v, order.side, order.price)) return true;
  if ((order.orderFlags & OrderFlag.Slide) == 0) return false;
  const price = slid(v, order.side);
  if (price <= 0) return false;
  order.price = price;
  return true;
}

function isKilled(v: VenueState, order: OwnOrder): bool {
  if (order.timeInForce != TimeInForce.Fok) return false;
  const isMarket = order.orderKind == OrderKind.Market;
  return !isFillable(v, order, isMarket ? marketLimit(v, order.side) : order.price);
}

/** A new order that nothing speaks against. */
function accept(v: VenueState, order: OwnOrder): void {
  rememberId(v, order);
  if (order.timeInForce == TimeInForce.Day) order.expireTsNs = dayEnd(v);
  if (isCompat(v)) {
    compatEnter(v, order, OrderReason.None);
    return;
  }
  const stops = isStopKind(order.orderKind);
  order.status = stops ? OrderStatus.Untriggered : OrderStatus.Working;
  if (v.fillSource == FillSource.Bars || stops) {
    emitUpdate(v, order, order.status, OrderReason.None);
    putToWait(v, order);
    checkStops(v);
    return;
  }
  const price = order.price;
  if (!stepBack(v, order)) {
    close(v, order, OrderStatus.Rejected, OrderReason.WouldTake);
    return;
  }
  if (isKilled(v, order)) {
    cancel(v, order, OrderReason.NotFillable);
    return;
  }
  const reason: u8 = order.price == price ? OrderReason.None : OrderReason.WouldTake;
  emitUpdate(v, order, order.status, reason);
  enter(v, order);
  // What it took from, or the rest of it, may be what a stop waits for.
  checkStops(v);
}

function submitOrder(v: VenueState, submit: SubmitOrder): void {
  const order = readSubmit(v, submit);
  const inst = instrumentOf(v);
  let reason: u8 = OrderReason.None;
  if (inst.defined == 0) reason = OrderReason.UnknownInstrument;
  else {
    v.qtyUnit = unitOf(inst.qtyScale);
    if (findOrder(v, order.orderId) != 0) reason = OrderReason.DuplicateOrder;
    else if (v.openCount >= v.ordersMax) reason = OrderReason.OrdersFull;
    else reason = faultOf(v, order);
    if (reason == OrderReason.None) reason = obstacleOf(v, order);
  }
  if (reason == OrderReason.None) {
    accept(v, order);
    return;
  }
  emitUpdate(v, order, OrderStatus.Rejected, reason);
  freeSlot(v, slotOf(order));
}

/** The open order that a request names, if it is the owner's; otherwise says so. */
function named(v: VenueState, id: i64, ownerId: u16): u32 {
  const slot = findOrder(v, id);
  if (slot != 0 && orderOf(slot).ownerId == ownerId) return slot;
  emitUnknown(v, id, ownerId, OrderReason.UnknownOrder);
  return 0;
}

function cancelAll(v: VenueState, list: usize, count: u32, ownerId: u16): void {
  // From the end: what goes moves only what was looked at.
  for (let i = count; i > 0; i--) {
    const order = listed(list, i - 1);
    if (order.ownerId == ownerId) cancel(v, order, OrderReason.Requested);
  }
}

/** Why a change cannot be; None: it can. */
function changeFault(v: VenueState, order: OwnOrder, replace: ReplaceOrder): u8 {
  if (!isQty(v, replace.qty)) return OrderReason.BadQty;
  if (hasPrice(order.orderKind))
    return isPrice(v, replace.price) ? OrderReason.None : OrderReason.BadPrice;
  return replace.price == 0 ? OrderReason.None : OrderReason.BadPrice;
}

/** An order with new terms that lost its place, in no list: it comes in anew, by its old id. */
function reenter(v: VenueState, order: OwnOrder, sentTsNs: i64): void {
  if (isCompat(v)) {
    compatEnter(v, order, OrderReason.Requested);
    return;
  }
  if (v.fillSource == FillSource.Bars) {
    order.seenBar = 0;
    order.arrivalTsNs = v.nowNs;
    order.sentTsNs = sentTsNs;
    emitUpdate(v, order, openStatus(order), OrderReason.Requested);
    putToWait(v, order);
    return;
  }
  const obstacle = obstacleOf(v, order);
  if (obstacle != OrderReason.None) {
    cancel(v, order, obstacle);
    return;
  }
  if (!stepBack(v, order)) {
    cancel(v, order, OrderReason.WouldTake);
    return;
  }
  emitUpdate(v, order, openStatus(order), OrderReason.Requested);
  enter(v, order);
  checkStops(v);
}

/** Its L3 exchange looks at the queue alone when an order changes, not at the other side. */
function requeue(v: VenueState, order: OwnOrder): void {
  emitUpdate(v, order, order.status, OrderReason.Requested);
  joinLevel(v, order, bookQty(venueBook(v), order.side, order.price));
  putToRest(v, order);
}

function replaceOrder(v: VenueState, replace: ReplaceOrder): void {
  const slot = named(v, replace.orderId, replace.ownerId);
  if (slot == 0) return;
  const order = orderOf(slot);
  const fault = changeFault(v, order, replace);
  if (fault != OrderReason.None) {
    // The order stays as it is.
    emitUpdate(v, order, order.status, fault);
    return;
  }
  const leaves = replace.qty - order.cumQty;
  if (leaves <= 0) {
    cancel(v, order, OrderReason.Requested);
    return;
  }
  const isWaiting = order.status == OrderStatus.Untriggered || !hasPrice(order.orderKind);
  const keeps = order.price == replace.price && leaves <= order.leavesQty;
  const isSingle = instrumentOf(v).orders != 0;
  // Lists and filters know it by its price.
  if (!keeps && !isWaiting) takeOut(v, order);
  order.qty = replace.qty;
  order.price = replace.price;
  // There, an order that comes in anew keeps what was left of it, whatever its new quantity.
  const stays = isCompat(v) && !isSingle && !keeps;
  if (!stays) order.leavesQty = leaves;
  if (!keeps && !isWaiting) {
    if (isCompat(v) && isSingle) requeue(v, order);
    else reenter(v, order, changetype<Header>(replace).recvTsNs);
    return;
  }
  if (order.displayQty > 0) {
    order.displayQty = min(order.displayQty, leaves);
    order.shownQty = min(order.shownQty, leaves);
  }
  emitUpdate(v, order, order.status, OrderReason.Requested);
}

function handle(v: VenueState, record: usize): i32 {
  const kind = changetype<Header>(record).kind;
  if (kind == OrderRecordKind.Submit) submitOrder(v, changetype<SubmitOrder>(record));
  else if (kind == OrderRecordKind.Replace) replaceOrder(v, changetype<ReplaceOrder>(record));
  else if (kind == OrderRecordKind.Cancel) {
    const request = changetype<CancelOrder>(record);
    const slot = named(v, request.orderId, request.ownerId);
    if (slot != 0) cancel(v, orderOf(slot), OrderReason.Requested);
  } else if (kind == OrderRecordKind.CancelAll) {
    const owner = changetype<CancelOrder>(record).ownerId;
    cancelAll(v, listOf(v, Side.Buy), countOf(v, Side.Buy), owner);
    cancelAll(v, listOf(v, Side.Sell), countOf(v, Side.Sell), owner);
    cancelAll(v, <usize>v.waiting, v.waitingCount, owner);
  } else return Status.UnknownKind;
  return Status.Ok;
}

/**
 * Handles a request at its arrival (`exchangeTsNs` of its header). Writes what comes of it to
 * [out, outEnd), which has venueOutputMax bytes; returns how many bytes, or UnknownKind.
 */
export function venueRequest(at: usize, record: usize, out: usize, outEnd: usize): i32 {
  const v = changetype<VenueState>(at);
  begin(v, out, outEnd);
  v.nowNs = max(v.nowNs, changetype<Header>(record).exchangeTsNs);
  const status = handle(v, record);
  endUseless(v);
  return status < 0 ? status : written(v, out);
}
