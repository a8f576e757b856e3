// Stops that wait for their price, and the queue of those that were triggered.
import {
  MATCHING_STATE_STOPS_HEAD,
  MATCHING_STATE_TRAILING_HEAD,
  MatchingState,
} from '../abi/matching';
import { OrderKind } from '../abi/orders';
import { heapAdd, heapFix, heapRemove, heapSize, heapTop, SELL_STOPS, STOPS } from './heap';
import { BUY, extraAt, Order, orderAt, WAITING } from './state';

/** Where head and, behind it, tail of the list stand that an order waits in. */
@inline
function listOf(e: usize, order: Order): usize {
  const isTrailing = order.kind == OrderKind.TrailingStop;
  return e + (isTrailing ? MATCHING_STATE_TRAILING_HEAD : MATCHING_STATE_STOPS_HEAD);
}

/** Lets an order wait: last of its list. Its stop price stands in its Extra. */
export function addStop(s: MatchingState, slot: u32): void {
  const e = changetype<usize>(s);
  const order = orderAt(e, slot);
  const list = listOf(e, order);
  const tail = load<u32>(list, 4);
  order.next = 0;
  order.prev = tail;
  if (tail == 0) store<u32>(list, slot);
  else orderAt(e, tail).next = slot;
  store<u32>(list, slot, 4);
  order.marks |= WAITING;
  heapAdd(s, STOPS + <u32>order.side, slot);
  s.stopCount++;
}

export function removeStop(s: MatchingState, slot: u32): void {
  const e = changetype<usize>(s);
  const order = orderAt(e, slot);
  const list = listOf(e, order);
  const next = order.next;
  const prev = order.prev;
  if (prev == 0) store<u32>(list, next);
  else orderAt(e, prev).next = next;
  if (next == 0) store<u32>(list, prev, 4);
  else orderAt(e, next).prev = prev;
  order.marks &= ~WAITING;
  heapRemove(s, STOPS + <u32>order.side, slot);
  s.stopCount--;
}

/** Whether a stop at `stop` is reached by a trade at `price`. */
@inline
export function isReached(side: u32, stop: i64, price: i64): bool {
  return side == BUY ? price >= stop : price <= stop;
}

/** The stop price of a trailing stop after a trade at `price`: never away from the market. */
@inline
export function trailed(side: u32, stop: i64, offset: i64, price: i64): i64 {
  return side == BUY ? min(stop, price + offset) : max(stop, price - offset);
}

/**
 * A trade at `price`: the stops that it reaches join the queue, buy stops from the lowest up, then
 * sell stops from the highest down; then trailing stops follow.
 * Cost: log n for each stop triggered, and a look at each trailing stop.
 */
export function wake(s: MatchingState, price: i64): void {
  const e = changetype<usize>(s);
  for (let heap = STOPS; heap <= SELL_STOPS; heap++) {
    while (heapSize(s, heap) != 0) {
      const slot = heapTop(s, heap);
      if (!isReached(heap - STOPS, extraAt(e, slot).stopPrice, price)) break;
      removeStop(s, slot);
      const order = orderAt(e, slot);
      order.next = 0;
      if (s.queueTail == 0) s.queueHead = slot;
      else orderAt(e, s.queueTail).next = slot;
      s.queueTail = slot;
    }
  }
  for (let slot = s.trailingHead; slot != 0; ) {
    const order = orderAt(e, slot);
    const extra = extraAt(e, slot);
    const stop = trailed(order.side, extra.stopPrice, extra.trailOffset, price);
    if (stop != extra.stopPrice) {
      extra.stopPrice = stop;
      heapFix(s, STOPS + <u32>order.side, extra.stopAt, slot);
    }
    slot = order.next;
  }
}

/** Takes the oldest triggered stop out of the queue, which is not empty. */
export function popQueue(s: MatchingState): u32 {
  const slot = s.queueHead;
  const next = orderAt(changetype<usize>(s), slot).next;
  s.queueHead = next;
  if (next == 0) s.queueTail = 0;
  return slot;
}
