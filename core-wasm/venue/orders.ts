// The life of an own order: how it ends, and what a reduce-only order may still do.
import { OrderReason, OrderStatus, Side } from '../abi/orders';
import { OwnOrder, VenueState } from '../abi/venue';
import { emitUpdate } from './emit';
import { isReduceOnly, markLeft, reducible, waitsForEntry } from './reduce';
import {
  countOf,
  forgetId,
  freeSlot,
  listed,
  listOf,
  rest,
  slotOf,
  unrest,
  unwait,
  wait,
} from './state';

@inline const RESTS: u32 = 1;
@inline const WAITS: u32 = 2;

function place(v: VenueState, order: OwnOrder, where: u32): void {
  order.sequence = ++v.sequence;
  order.place = where;
  if (order.expireTsNs != 0) v.nextExpiryNs = min(v.nextExpiryNs, order.expireTsNs);
}

/** The order becomes the last of its price. */
export function putToRest(v: VenueState, order: OwnOrder): void {
  rest(v, order);
  place(v, order, RESTS);
}

export function putToWait(v: VenueState, order: OwnOrder): void {
  wait(v, order);
  place(v, order, WAITS);
}

/** Out of the list in which it stands. */
export function takeOut(v: VenueState, order: OwnOrder): void {
  if (order.place == RESTS) unrest(v, order);
  else if (order.place == WAITS) unwait(v, order);
  order.place = 0;
}

/** The earliest expiry in a list. */
function earliest(list: usize, count: u32): i64 {
  let time = i64.MAX_VALUE;
  for (let i: u32 = 0; i < count; i++) {
    const expiry = listed(list, i).expireTsNs;
    if (expiry != 0) time = min(time, expiry);
  }
  return time;
}

/** Forgets an order that is done. */
export function drop(v: VenueState, order: OwnOrder): void {
  takeOut(v, order);
  forgetId(v, order);
  markLeft(v, order);
  const expiry = order.expireTsNs;
  freeSlot(v, slotOf(order));
  if (expiry == 0 || expiry != v.nextExpiryNs) return;
  const buys = earliest(listOf(v, Side.Buy), countOf(v, Side.Buy));
  const sells = earliest(listOf(v, Side.Sell), countOf(v, Side.Sell));
  v.nextExpiryNs = min(min(buys, sells), earliest(<usize>v.waiting, v.waitingCount));
}

/** Ends an order that is not filled. */
export function close(v: VenueState, order: OwnOrder, status: u8, reason: u8): void {
  emitUpdate(v, order, status, reason);
  drop(v, order);
}

@inline
export function cancel(v: VenueState, order: OwnOrder, reason: u8): void {
  close(v, order, OrderStatus.Cancelled, reason);
}

/** Status of an order that is open. */
@inline
export function openStatus(order: OwnOrder): u8 {
  return order.cumQty > 0 ? OrderStatus.PartiallyFilled : OrderStatus.Working;
}

/**
 * Ends a reduce-only order for which there is nothing to reduce and no entry to wait for. Returns
 * whether it did.
 */
export function endIfUseless(v: VenueState, order: OwnOrder): bool {
  if (!isReduceOnly(order)) return false;
  if (order.isUseless == 0 && (reducible(v, order.side) > 0 || waitsForEntry(v, order)))
    return false;
  cancel(v, order, OrderReason.NothingToReduce);
  return true;
}

function sweepList(v: VenueState, list: usize, side: u32): void {
  let i: u32 = 0;
  while (i < (side > Side.Sell ? v.waitingCount : countOf(v, side))) {
    const order = listed(list, i);
    if (order.isUseless != 0) cancel(v, order, OrderReason.NothingToReduce);
    else i++;
  }
}

/** Ends the orders that were found to be of no use, where no list is being walked. */
export function endUseless(v: VenueState): void {
  if (v.hasUseless == 0) return;
  v.hasUseless = 0;
  sweepList(v, listOf(v, Side.Buy), Side.Buy);
  sweepList(v, listOf(v, Side.Sell), Side.Sell);
  sweepList(v, <usize>v.waiting, WAITS);
}
