// Commands of the strategy: checked, passed by risk, noted as an order, hashed, sent on their way.
// A command that is refused here answers like one that the venue refuses: by an update.
import { BookState } from '../abi/book';
import { InstrumentState } from '../abi/engine';
import {
  CancelOrder,
  OrderHeader,
  OrderFlag,
  OrderKind,
  OrderReason,
  OrderRecordKind,
  OrderStatus,
  OrderUpdate,
  ReplaceOrder,
  SelfTrade,
  Side,
  SIZEOF_SUBMIT_ORDER,
  SubmitOrder,
  TimeInForce,
} from '../abi/orders';
import { OrderState, SessionInstrument, SessionState } from '../abi/session';
import { Status } from '../abi/status';
import { mix, mixPair, mixRange } from '../engine/hash';
import { instrumentAt } from '../engine/instrument';
import { admit, admitReplace } from './admission';
import { valuation } from './booking';
import { delayHasRoom, delayPut } from './delay';
import { entryLatency } from './latency';
import { orderEnd, orderFind, orderOpen } from './orders';
import { instrumentOf, localOf, partsOf } from './state';

/** Commands at one time: more are a strategy that answers its own answers. */
@inline const COMMANDS_MAX: u32 = 100_000;
/** Behind the command: room for an answer made here. */
@inline const ANSWER_AT: usize = 128;

/** What risk and the venue said; the instrument's id is of this run only, its hash is not. */
function hashCommand(s: SessionState, record: OrderHeader): void {
  const local = localOf(s);
  const id = <u32>record.instrumentId;
  const key: u64 = id < local.instrumentCount ? instrumentAt(local, id).keyHash : 0;
  let hash = mixPair(s.decisionHash, s.inputSeq, <u64>record.kind);
  hash = mixPair(hash, key, <u64>s.nowNs);
  const at = changetype<usize>(record);
  hash = mix(hash, load<u64>(at, 24));
  s.decisionHash = mixRange(hash, at + 32, at + record.size);
  s.commands++;
}

/** An update that the session gives itself, due at `dueNs`. None: the order is as it was. */
function answer(s: SessionState, order: OrderState, dueNs: i64, status: u8, reason: u32): void {
  const parts = partsOf(s);
  const update = changetype<OrderUpdate>(<usize>s.command + ANSWER_AT);
  const header = changetype<OrderHeader>(update);
  memory.fill(changetype<usize>(update), 0, 64);
  header.size = 64;
  header.kind = OrderRecordKind.Update;
  header.instrumentId = order.instrumentId;
  header.recvTsNs = dueNs;
  header.exchangeTsNs = dueNs;
  update.orderId = order.orderId;
  update.price = order.price;
  update.leavesQty = status == OrderStatus.Rejected ? 0 : order.leavesQty;
  update.cumQty = order.cumQty;
  update.status = status;
  update.reason = <u8>reason;
  update.side = order.side;
  delayPut(<usize>parts.responses, dueNs, changetype<usize>(update));
}

/** Sends a command to the venue, or has it answered as lost where the latency says so. */
function send(s: SessionState, inst: SessionInstrument, record: OrderHeader): void {
  const latency = entryLatency(s, inst);
  const arrival = max(s.nowNs + (latency < 0 ? -latency : latency), inst.lastArrivalNs);
  inst.lastArrivalNs = arrival;
  record.recvTsNs = s.nowNs;
  record.exchangeTsNs = arrival;
  s.requests++;
  const order = orderFind(s, changetype<CancelOrder>(record).orderId);
  if (latency < 0 && order != 0) {
    // A change that is lost says nothing of the order itself.
    const isNew = record.kind == OrderRecordKind.Submit;
    const status: u8 = isNew ? OrderStatus.Rejected : OrderStatus.None;
    answer(s, changetype<OrderState>(order), arrival, status, OrderReason.NotTrading);
    return;
  }
  delayPut(<usize>partsOf(s).requests, arrival, changetype<usize>(record));
}

@inline
function onGrid(value: i64, step: i64): bool {
  return value > 0 && value % step == 0;
}

/** Price fields by kind of order. */
function pricesFit(r: SubmitOrder, tick: i64): u32 {
  const kind = r.orderKind;
  const isMarket = kind == OrderKind.Market || kind == OrderKind.StopMarket;
  const trails = kind == OrderKind.TrailingStop;
  if (isMarket || trails ? r.price != 0 : !onGrid(r.price, tick)) return OrderReason.BadPrice;
  const stops = kind == OrderKind.StopMarket || kind == OrderKind.StopLimit;
  if (stops && !onGrid(r.stopPrice, tick)) return OrderReason.BadPrice;
  if (!stops && !trails && r.stopPrice != 0) return OrderReason.BadOrder;
  if (trails ? !onGrid(r.trailOffset, tick) : r.trailOffset != 0) return OrderReason.BadOrder;
  return OrderReason.None;
}

/** What no venue would take; reasons as the venue gives them. */
function validate(s: SessionState, r: SubmitOrder, inst: InstrumentState): u32 {
  if (r.side > Side.Sell || r.orderKind > OrderKind.Iceberg) return OrderReason.BadOrder;
  if (r.timeInForce > TimeInForce.Day || r.selfTrade > SelfTrade.Decrement)
    return OrderReason.BadOrder;
  if (!onGrid(r.qty, inst.lotSize)) return OrderReason.BadQty;
  const reason = pricesFit(r, inst.tickSize);
  if (reason != OrderReason.None) return reason;
  if (r.orderKind == OrderKind.Iceberg) {
    if (!onGrid(r.displayQty, inst.lotSize) || r.displayQty > r.qty) return OrderReason.BadQty;
  } else if (r.displayQty != 0) return OrderReason.BadOrder;
  const isGtd = r.timeInForce == TimeInForce.Gtd;
  if (isGtd ? r.expireTsNs <= s.nowNs : r.expireTsNs != 0) return OrderReason.BadOrder;
  if (r.orderFlags & OrderFlag.PostOnly) {
    const isLimit = r.orderKind == OrderKind.Limit || r.orderKind == OrderKind.Iceberg;
    const rests = r.timeInForce != TimeInForce.Ioc && r.timeInForce != TimeInForce.Fok;
    if (!isLimit || !rests) return OrderReason.BadOrder;
  } else if (r.orderFlags & OrderFlag.Slide) return OrderReason.BadOrder;
  return OrderReason.None;
}

@inline
function isTrading(s: SessionState): bool {
  return s.isRunning != 0 && s.nowNs >= s.tradeFromNs;
}

/** Why the order cannot leave, or None; risk may have cut its quantity. */
function refusal(s: SessionState, order: OrderState, r: SubmitOrder): u32 {
  if (!isTrading(s)) return OrderReason.NotRunning;
  const local = localOf(s);
  const id = <u32>r.instrumentId;
  const inst = instrumentAt(local, id);
  const reason = validate(s, r, inst);
  if (reason != OrderReason.None) return reason;
  if (inst.state != BookState.Live && instrumentOf(s, id).needsBook != 0)
    return OrderReason.BookNotLive;
  return admit(s, order, r);
}

/** Whether time stands still while commands go on: without latency an answer comes at once. */
function isFlood(s: SessionState): bool {
  const parts = partsOf(s);
  if (parts.commandsNs != s.nowNs) {
    parts.commandsNs = s.nowNs;
    parts.commandCount = 0;
  }
  return ++parts.commandCount > COMMANDS_MAX;
}

/**
 * Submits the SubmitOrder at the session's `command`: kind, size, order id and times are set here.
 * Returns Ok — the order has `lastOrderId`; whether it lives comes as updates — or, with nothing
 * done, UnknownInstrument (none that can be traded here), OrdersFull (open orders or messages),
 * Flooded.
 */
export function submit(s: SessionState): i32 {
  const r = changetype<SubmitOrder>(<usize>s.command);
  const header = changetype<OrderHeader>(r);
  const parts = partsOf(s);
  const id = <u32>header.instrumentId;
  if (id >= localOf(s).instrumentCount || instrumentOf(s, id).venue == 0)
    return Status.UnknownInstrument;
  if (isFlood(s)) return Status.Flooded;
  if (!delayHasRoom(<usize>parts.requests, 1) || !delayHasRoom(<usize>parts.responses, 2))
    return Status.OrdersFull;
  const at = orderOpen(s, s.lastOrderId + 1);
  if (at == 0) return Status.OrdersFull;
  header.size = <u32>SIZEOF_SUBMIT_ORDER;
  header.kind = OrderRecordKind.Submit;
  header.flags = 0;
  header.recvTsNs = s.nowNs;
  header.exchangeTsNs = 0;
  r.orderId = ++s.lastOrderId;
  hashCommand(s, header);
  const order = changetype<OrderState>(at);
  note(s, order, r);
  const asked = r.qty;
  const reason = refusal(s, order, r);
  if (reason != OrderReason.None) {
    answer(s, order, s.nowNs, OrderStatus.Rejected, reason);
    return Status.Ok;
  }
  if (r.qty != asked) {
    order.qty = r.qty;
    order.leavesQty = r.qty;
    answer(s, order, s.nowNs, OrderStatus.PendingNew, OrderReason.Reduced);
  }
  send(s, instrumentOf(s, id), header);
  return Status.Ok;
}

function note(s: SessionState, order: OrderState, r: SubmitOrder): void {
  order.price = r.price;
  order.qty = r.qty;
  order.leavesQty = r.qty;
  order.stopPrice = r.stopPrice;
  order.submitTsNs = s.nowNs;
  order.tag = r.tag;
  order.decisionPrice = valuation(s, changetype<OrderHeader>(r).instrumentId);
  order.instrumentId = changetype<OrderHeader>(r).instrumentId;
  order.side = r.side;
  order.orderKind = r.orderKind;
  order.timeInForce = r.timeInForce;
  order.orderFlags = r.orderFlags;
  order.status = OrderStatus.PendingNew;
  order.settled = OrderStatus.PendingNew;
}

/** Ok, OrdersFull (messages under way), Flooded. */
function begin(s: SessionState, r: OrderHeader, kind: u8, order: usize): i32 {
  const parts = partsOf(s);
  if (isFlood(s)) return Status.Flooded;
  if (!delayHasRoom(<usize>parts.requests, 1) || !delayHasRoom(<usize>parts.responses, 1))
    return Status.OrdersFull;
  r.size = 64;
  r.kind = kind;
  r.flags = 0;
  r.recvTsNs = s.nowNs;
  r.exchangeTsNs = 0;
  if (order != 0) r.instrumentId = changetype<OrderState>(order).instrumentId;
  hashCommand(s, r);
  return Status.Ok;
}

/**
 * Cancels the order of the CancelOrder at `command`. Ok, UnknownOrder (none open has this id, or
 * the input has ended: nothing is sent), OrdersFull, Flooded.
 */
export function cancel(s: SessionState): i32 {
  const r = changetype<CancelOrder>(<usize>s.command);
  const header = changetype<OrderHeader>(r);
  const at = orderFind(s, r.orderId);
  if (at == 0) return Status.UnknownOrder;
  const order = changetype<OrderState>(at);
  if (order.isOpen == 0 || partsOf(s).isOver != 0) return Status.UnknownOrder;
  const status = begin(s, header, OrderRecordKind.Cancel, at);
  if (status != Status.Ok) return status;
  order.pending++;
  order.status = OrderStatus.PendingCancel;
  send(s, instrumentOf(s, order.instrumentId), header);
  return Status.Ok;
}

/** Replaces price and total quantity of an open order. As `cancel`. */
export function replace(s: SessionState): i32 {
  const r = changetype<ReplaceOrder>(<usize>s.command);
  const header = changetype<OrderHeader>(r);
  const at = orderFind(s, r.orderId);
  if (at == 0) return Status.UnknownOrder;
  const order = changetype<OrderState>(at);
  if (order.isOpen == 0 || partsOf(s).isOver != 0) return Status.UnknownOrder;
  const status = begin(s, header, OrderRecordKind.Replace, at);
  if (status != Status.Ok) return status;
  const inst = instrumentAt(localOf(s), order.instrumentId);
  let reason: u32 = OrderReason.None;
  if (!isTrading(s)) reason = OrderReason.NotRunning;
  else if (!onGrid(r.price, inst.tickSize)) reason = OrderReason.BadPrice;
  else if (!onGrid(r.qty, inst.lotSize) || r.qty <= order.cumQty) reason = OrderReason.BadQty;
  else reason = admitReplace(s, order, r);
  order.pending++;
  if (reason != OrderReason.None) {
    // What is on its way already may still change the order: the answer has the reason alone.
    answer(s, order, s.nowNs, OrderStatus.None, reason);
    return Status.Ok;
  }
  order.status = OrderStatus.PendingReplace;
  send(s, instrumentOf(s, order.instrumentId), header);
  return Status.Ok;
}
