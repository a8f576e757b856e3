// The strategy's own orders as it knows them. Slots from a free list; a table by id whose first
// place is the id's own low bits, since ids count up; the open ones in a dense list.
import { OrderState, SessionState, SIZEOF_ORDER_STATE } from '../abi/session';
import { partsOf, SessionParts } from './state';

@inline const STRIDE: u32 = <u32>((SIZEOF_ORDER_STATE + 15) & ~15);

/** Bytes of the slots, the table and the list of open orders for `ordersMax` orders. */
export function ordersSize(ordersMax: u32): u32 {
  return ordersMax * STRIDE + ordersMax * 2 * 4 + ordersMax * 4;
}

/** `ordersMax` is a power of two. */
export function ordersInit(s: SessionState, at: u32, ordersMax: u32): void {
  const parts = partsOf(s);
  s.orders = at;
  parts.orderSlots = ordersMax;
  parts.orderTable = at + ordersMax * STRIDE;
  parts.orderMask = ordersMax * 2 - 1;
  parts.openList = parts.orderTable + ordersMax * 2 * 4;
  parts.orderFree = 0;
  for (let i: u32 = ordersMax; i > 0; i--) {
    const order = slotAt(s, i - 1);
    order.slot = parts.orderFree;
    parts.orderFree = i;
  }
}

@inline
function slotAt(s: SessionState, slot: u32): OrderState {
  return changetype<OrderState>(<usize>(s.orders + slot * STRIDE));
}

@inline
function entry(parts: SessionParts, index: u32): usize {
  return <usize>(parts.orderTable + ((index & parts.orderMask) << 2));
}

/** The order, or 0 where none has this id (or it has ended). */
export function orderFind(s: SessionState, id: i64): usize {
  const parts = partsOf(s);
  let i = <u32>id;
  let slot = load<u32>(entry(parts, i));
  while (slot != 0) {
    const order = slotAt(s, slot - 1);
    if (order.orderId == id) return changetype<usize>(order);
    slot = load<u32>(entry(parts, ++i));
  }
  return 0;
}

/** A new order with this id, zeroed, open; 0 when there is no room. */
export function orderOpen(s: SessionState, id: i64): usize {
  const parts = partsOf(s);
  const number = parts.orderFree;
  if (number == 0) return 0;
  const order = slotAt(s, number - 1);
  parts.orderFree = order.slot;
  memory.fill(changetype<usize>(order), 0, SIZEOF_ORDER_STATE);
  order.orderId = id;
  order.slot = number;
  order.isOpen = 1;
  let i = <u32>id;
  while (load<u32>(entry(parts, i)) != 0) i++;
  store<u32>(entry(parts, i), number);
  order.openIndex = s.openOrders;
  store<u32>(<usize>(parts.openList + (s.openOrders << 2)), number);
  s.openOrders++;
  return changetype<usize>(order);
}

/** No longer open; it can be read until the event that ended it is over (`ordersRelease`). */
export function orderEnd(s: SessionState, order: OrderState): void {
  if (order.isOpen == 0) return;
  const parts = partsOf(s);
  order.isOpen = 0;
  const last = --s.openOrders;
  const moved = load<u32>(<usize>(parts.openList + (last << 2)));
  store<u32>(<usize>(parts.openList + (order.openIndex << 2)), moved);
  slotAt(s, moved - 1).openIndex = order.openIndex;
  order.openIndex = parts.ended;
  parts.ended = order.slot;
}

/** Takes an entry out, moving back those that it had pushed on. */
function unlink(s: SessionState, parts: SessionParts, order: OrderState): void {
  let hole = <u32>order.orderId;
  while (load<u32>(entry(parts, hole)) != order.slot) hole++;
  let next = hole + 1;
  while (true) {
    const slot = load<u32>(entry(parts, next));
    if (slot == 0) break;
    const home = <u32>slotAt(s, slot - 1).orderId;
    // It may move only where its own place does not lie behind the hole.
    if (((next - home) & parts.orderMask) >= ((next - hole) & parts.orderMask)) {
      store<u32>(entry(parts, hole), slot);
      hole = next;
    }
    next++;
  }
  store<u32>(entry(parts, hole), 0);
}

/** Gives the slots of ended orders back. */
export function ordersRelease(s: SessionState): void {
  const parts = partsOf(s);
  while (parts.ended != 0) {
    const order = slotAt(s, parts.ended - 1);
    parts.ended = order.openIndex;
    unlink(s, parts, order);
    order.orderId = 0;
    const number = order.slot;
    order.slot = parts.orderFree;
    parts.orderFree = number;
  }
}

/** The open order at `index` of `s.openOrders`, in no particular but a fixed order. */
export function orderAt(s: SessionState, index: u32): usize {
  const number = load<u32>(<usize>(partsOf(s).openList + (index << 2)));
  return changetype<usize>(slotAt(s, number - 1));
}
