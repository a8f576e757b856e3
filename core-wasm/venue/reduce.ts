// Reduce-only orders: what they may still close, whether they wait for an entry, and when there is
// nothing left for them to do.
import { OrderFlag, OrderKind, OrderStatus, Side, TimeInForce } from '../abi/orders';
import { OwnOrder, VenueState } from '../abi/venue';
import { countOf, listed, listOf } from './state';

@inline
export function isReduceOnly(order: OwnOrder): bool {
  return (order.orderFlags & OrderFlag.ReduceOnly) != 0;
}

/** How much of the position an order of this side would close. */
@inline
export function reducible(v: VenueState, side: u32): i64 {
  return max(0, side == Side.Buy ? -v.position : v.position);
}

/** What the order may execute now. */
@inline
export function openQty(v: VenueState, order: OwnOrder): i64 {
  const leaves = order.leavesQty;
  if (!isReduceOnly(order)) return leaves;
  return order.isUseless != 0 ? 0 : min(leaves, reducible(v, order.side));
}

/** Whether a list has an order before `until` of the same owner that may open what `leg` closes. */
function opensIn(list: usize, count: u32, leg: OwnOrder, until: i64): bool {
  for (let i: u32 = 0; i < count; i++) {
    const order = listed(list, i);
    if (order.side == leg.side || order.ownerId != leg.ownerId) continue;
    if (order.orderId < until && !isReduceOnly(order)) return true;
  }
  return false;
}

@inline
function hasEntry(v: VenueState, leg: OwnOrder, until: i64): bool {
  const other = <u32>leg.side ^ 1;
  return (
    opensIn(listOf(v, other), countOf(v, other), leg, until) ||
    opensIn(<usize>v.waiting, v.waitingCount, leg, until)
  );
}

@inline
function isLimit(order: OwnOrder): bool {
  return order.orderKind == OrderKind.Limit || order.orderKind == OrderKind.Iceberg;
}

/** Stops and orders that rest may stand there before their entry; others act at once. */
@inline
function mayWait(order: OwnOrder): bool {
  if (order.status == OrderStatus.Untriggered) return true;
  const force = order.timeInForce;
  return isLimit(order) && force != TimeInForce.Ioc && force != TimeInForce.Fok;
}

/** Whether the order has nothing to close yet, but an order that may open it is there. */
export function waitsForEntry(v: VenueState, order: OwnOrder): bool {
  return waitsFor(v, order, i64.MAX_VALUE);
}

function waitsFor(v: VenueState, order: OwnOrder, until: i64): bool {
  if (!isReduceOnly(order) || order.isUseless != 0 || order.cumQty != 0) return false;
  if (reducible(v, order.side) > 0 || !mayWait(order)) return false;
  return hasEntry(v, order, until);
}

/** `isLeft`: for want of an entry, which concerns limit orders alone; else the position closed. */
function markIn(v: VenueState, list: usize, count: u32, side: u32, isLeft: bool): void {
  for (let i: u32 = 0; i < count; i++) {
    const order = listed(list, i);
    if (<u32>order.side != side || !isReduceOnly(order) || reducible(v, side) > 0) continue;
    if (isLeft && !isLimit(order)) continue;
    // What was there for the old position may be for an entry that was sent before it, no other.
    if (waitsFor(v, order, isLeft ? i64.MAX_VALUE : order.orderId)) continue;
    order.isUseless = 1;
    v.hasUseless = 1;
  }
}

/** What `side` was to close is closed: its orders that wait for nothing else are of no use. */
export function markClosed(v: VenueState, side: u32): void {
  if (v.reduceCount == 0) return;
  markIn(v, listOf(v, side), countOf(v, side), side, false);
  markIn(v, <usize>v.waiting, v.waitingCount, side, false);
}

/** An order that might have opened a position is gone: limit orders that waited for it end too. */
export function markLeft(v: VenueState, entry: OwnOrder): void {
  if (v.reduceCount == 0 || isReduceOnly(entry)) return;
  const side = <u32>entry.side ^ 1;
  markIn(v, listOf(v, side), countOf(v, side), side, true);
  markIn(v, <usize>v.waiting, v.waitingCount, side, true);
}
