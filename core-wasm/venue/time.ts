// Expiries, and what can be asked about the open orders.
import { OrderReason, OrderStatus } from '../abi/orders';
import { Status } from '../abi/status';
import { OwnOrder, OwnOrderState, SIZEOF_OWN_ORDER_STATE, VenueState } from '../abi/venue';
import { invariant } from '../mem/control';
import { begin, written } from './emit';
import { close, endUseless } from './orders';
import { queueAhead } from './queue';
import { findOrder, listed, orderOf } from './state';

/** Of a list, the first order in time that expires at `time`; `found` where there is none. */
function firstExpiring(
  list: usize,
  count: u32,
  time: i64,
  found: OwnOrder | null,
): OwnOrder | null {
  let first = found;
  for (let i: u32 = 0; i < count; i++) {
    const order = listed(list, i);
    if (order.expireTsNs != time) continue;
    if (first === null || order.sequence < first.sequence) first = order;
  }
  return first;
}

/** Ends the orders whose time is over at `nowNs`, each at its own time. */
export function venueTime(at: usize, nowNs: i64, out: usize, outEnd: usize): i32 {
  const v = changetype<VenueState>(at);
  begin(v, out, outEnd);
  while (v.nextExpiryNs <= nowNs) {
    const time = v.nextExpiryNs;
    let order = firstExpiring(<usize>v.buys, v.buyCount, time, null);
    order = firstExpiring(<usize>v.sells, v.sellCount, time, order);
    order = firstExpiring(<usize>v.waiting, v.waitingCount, time, order);
    v.nowNs = max(v.nowNs, time);
    invariant(order !== null, Status.Invariant);
    close(v, order!, OrderStatus.Expired, OrderReason.TimeOver);
    endUseless(v);
  }
  v.nowNs = max(v.nowNs, nowNs);
  return written(v, out);
}

/** Earliest expiry of an open order, ns; i64.MAX_VALUE: none. */
export function venueNextTime(at: usize): i64 {
  return changetype<VenueState>(at).nextExpiryNs;
}

export function venueOpenOrders(at: usize): u32 {
  return changetype<VenueState>(at).openCount;
}

/** Fills the OwnOrderState at `out` for the order whose id stands in it. Ok or UnknownOrder. */
export function venueOrderState(at: usize, out: usize): i32 {
  const v = changetype<VenueState>(at);
  const state = changetype<OwnOrderState>(out);
  const id = state.orderId;
  const slot = findOrder(v, id);
  if (slot == 0) return Status.UnknownOrder;
  const order = orderOf(slot);
  memory.fill(out, 0, SIZEOF_OWN_ORDER_STATE);
  state.orderId = id;
  state.price = order.price;
  state.leavesQty = order.leavesQty;
  state.cumQty = order.cumQty;
  state.aheadQty = queueAhead(v, order);
  state.levelQty = order.levelQty;
  state.shownQty = order.displayQty > 0 ? order.shownQty : order.leavesQty;
  state.stopPrice = order.stopPrice;
  state.expireTsNs = order.expireTsNs;
  state.front = order.front;
  state.aheadOrders = order.aheadOrders;
  state.side = order.side;
  state.orderKind = order.orderKind;
  state.status = order.status;
  state.sequence = order.sequence;
  return Status.Ok;
}
