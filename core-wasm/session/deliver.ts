// What comes back from the venue, as it reaches the strategy: the order's state, the account and
// risk move here, at receive time.
import {
  Fill,
  OrderHeader,
  OrderReason,
  OrderRecordKind,
  OrderStatus,
  OrderUpdate,
  SIZEOF_FILL,
} from '../abi/orders';
import { OrderState, SessionEvent, SessionState } from '../abi/session';
import { Status } from '../abi/status';
import { copyWords } from '../mem/words';
import { bookFill, reserve, reserveRest } from './booking';
import { orderEnd, orderFind } from './orders';
import { recordFill, recorderOf } from './recorder';
import { partsOf } from './state';

/** Statuses after which an order never changes again. */
@inline
function isFinal(status: u32): bool {
  return status >= OrderStatus.Filled && status <= OrderStatus.Expired;
}

/** Adds price * qty to the order's 128-bit sum. */
function addNotional(order: OrderState, price: i64, qty: i64): void {
  const a = <u64>price;
  const b = <u64>qty;
  const low = (a & 0xffffffff) * (b & 0xffffffff);
  const mid1 = (a >> 32) * (b & 0xffffffff) + (low >> 32);
  const mid2 = (a & 0xffffffff) * (b >> 32) + (mid1 & 0xffffffff);
  const high = (a >> 32) * (b >> 32) + (mid1 >> 32) + (mid2 >> 32);
  const product = (mid2 << 32) | (low & 0xffffffff);
  const sum = order.notionalLow + product;
  order.notionalHigh += <i64>high + (sum < product ? 1 : 0);
  order.notionalLow = sum;
}

/** With requests still on their way the order stays pending, whatever else it is. */
function settle(order: OrderState, status: u32, reason: u32): void {
  order.reason = <u8>reason;
  order.settled = <u8>status;
  const pending = order.pending != 0 && !isFinal(status);
  const waits = order.status == OrderStatus.PendingCancel;
  const replaces = order.status == OrderStatus.PendingReplace;
  if (pending && (waits || replaces)) return;
  order.status = <u8>status;
}

/** Counts how orders ended, and why they were refused. */
function count(s: SessionState, status: u32, reason: u32): void {
  const ends = <usize>(s.counts + (status << 2));
  store<u32>(ends, load<u32>(ends) + 1);
  if (status != OrderStatus.Rejected) return;
  const refused = <usize>(s.counts + ((16 + (reason & 63)) << 2));
  store<u32>(refused, load<u32>(refused) + 1);
}

function end(s: SessionState, order: OrderState, reason: u32): void {
  if (order.isOpen == 0) return;
  count(s, order.status, reason);
  orderEnd(s, order);
  reserve(s, order, 0, 0);
}

/** Whether the update answers a cancel or a replace of the strategy. */
function isAnswer(update: OrderUpdate): bool {
  const reason = <u32>update.reason;
  if (update.status == OrderStatus.None) return true;
  if (reason == OrderReason.Requested || reason == OrderReason.UnknownOrder) return true;
  const isFault = reason == OrderReason.BadPrice || reason == OrderReason.BadQty;
  return isFault && !isFinal(update.status);
}

/** A cancel or replace that was refused or lost says nothing of the order itself. */
function stay(s: SessionState, order: OrderState, reason: u32): i32 {
  order.reason = <u8>reason;
  if (order.pending != 0) return Status.Ok;
  order.status = order.settled;
  reserveRest(s, order, 0);
  return Status.Ok;
}

function applyUpdate(s: SessionState, update: OrderUpdate): i32 {
  const at = orderFind(s, update.orderId);
  // The order ended before this answer to a cancel of it arrived.
  if (at == 0) return Status.Ok;
  const order = changetype<OrderState>(at);
  const reason = <u32>update.reason;
  const answers = isAnswer(update);
  if (order.pending != 0 && answers) order.pending--;
  order.exchangeTsNs = changetype<OrderHeader>(update).exchangeTsNs;
  const isRefused =
    update.status == OrderStatus.Rejected && order.settled != OrderStatus.PendingNew;
  if (answers && (isRefused || update.status == OrderStatus.None)) return stay(s, order, reason);
  if (!isFinal(update.status)) {
    order.price = update.price;
    order.leavesQty = update.leavesQty;
    order.qty = update.leavesQty + order.cumQty;
  } else order.leavesQty = 0;
  settle(order, update.status, reason);
  reserveRest(s, order, 0);
  if (isFinal(update.status)) end(s, order, reason);
  return Status.Ok;
}

function applyFill(s: SessionState, fill: Fill): i32 {
  s.fills++;
  const status = bookFill(s, fill);
  if (status < 0) return status;
  const at = orderFind(s, fill.orderId);
  if (at != 0) {
    fill.tag = changetype<OrderState>(at).tag;
    fill.decisionPrice = changetype<OrderState>(at).decisionPrice;
  }
  copyWords(<usize>s.journalAt, changetype<usize>(fill), <u32>SIZEOF_FILL);
  s.journalAt += <u32>SIZEOF_FILL;
  const parts = partsOf(s);
  if (parts.recorder != 0) {
    recordFill(s, fill);
    parts.stopNs = min(parts.stopNs, recorderOf(s).dueNs);
  }
  if (at == 0) return Status.Ok;
  const order = changetype<OrderState>(at);
  order.cumQty = fill.cumQty;
  order.leavesQty = fill.leavesQty;
  order.exchangeTsNs = changetype<OrderHeader>(fill).exchangeTsNs;
  addNotional(order, fill.price, fill.qty);
  reserveRest(s, order, fill.qty);
  if (fill.leavesQty > 0) {
    settle(order, OrderStatus.PartiallyFilled, OrderReason.None);
    return Status.Ok;
  }
  settle(order, OrderStatus.Filled, OrderReason.None);
  end(s, order, OrderReason.None);
  return Status.Ok;
}

/** Takes an answer in and makes it the event. Ok, or the account's negative status. */
export function deliver(s: SessionState, record: usize): i32 {
  const header = changetype<OrderHeader>(record);
  const isFill = header.kind == OrderRecordKind.Fill;
  s.eventBits = isFill ? SessionEvent.Fill : SessionEvent.OrderUpdate;
  s.eventInstrument = header.instrumentId;
  s.eventRecord = <u32>record;
  return isFill
    ? applyFill(s, changetype<Fill>(record))
    : applyUpdate(s, changetype<OrderUpdate>(record));
}
