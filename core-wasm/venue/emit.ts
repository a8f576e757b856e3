// What the venue answers: OrderUpdate and Fill records, one behind the other.
import {
  Fill,
  OrderRecordKind,
  OrderStatus,
  OrderUpdate,
  Side,
  SIZEOF_FILL,
  SIZEOF_ORDER_UPDATE,
} from '../abi/orders';
import { Status } from '../abi/status';
import { OwnOrder, VenueState } from '../abi/venue';
import { invariant } from '../mem/control';
import { markClosed } from './reduce';

/** Begins a call's output. */
@inline
export function begin(v: VenueState, out: usize, outEnd: usize): void {
  v.out = <u32>out;
  v.outEnd = <u32>outEnd;
  v.fillsLeft = v.fillsMax;
}

/** Bytes written since `begin` at `out`. */
@inline
export function written(v: VenueState, out: usize): i32 {
  return <i32>(v.out - <u32>out);
}

function takeRoom(v: VenueState, bytes: usize, kind: u8): usize {
  const at = <usize>v.out;
  // The caller gives venueOutputMax bytes.
  invariant(at + bytes <= <usize>v.outEnd, Status.Invariant);
  memory.fill(at, 0, bytes);
  v.out = <u32>(at + bytes);
  const head = changetype<OrderUpdate>(at);
  head.size = <u32>bytes;
  head.kind = kind;
  head.instrumentId = <u16>v.instrumentId;
  head.exchangeTsNs = v.nowNs;
  return at;
}

/** The state of an order after a command or event. */
export function emitUpdate(v: VenueState, order: OwnOrder, status: u8, reason: u8): void {
  const update = changetype<OrderUpdate>(takeRoom(v, SIZEOF_ORDER_UPDATE, OrderRecordKind.Update));
  update.orderId = order.orderId;
  update.price = order.price;
  update.leavesQty = order.leavesQty;
  update.cumQty = order.cumQty;
  update.status = status;
  update.reason = reason;
  update.side = order.side;
  update.ownerId = order.ownerId;
}

/** A request about an order that is not open. */
export function emitUnknown(v: VenueState, orderId: i64, ownerId: u16, reason: u8): void {
  const update = changetype<OrderUpdate>(takeRoom(v, SIZEOF_ORDER_UPDATE, OrderRecordKind.Update));
  update.orderId = orderId;
  update.status = OrderStatus.Rejected;
  update.reason = reason;
  update.ownerId = ownerId;
}

/** The position moves; where it closes or turns, what was to close it has nothing left to do. */
function move(v: VenueState, qty: i64): void {
  const before = v.position;
  const after = before + qty;
  v.position = after;
  if (before > 0 && after <= 0) markClosed(v, Side.Sell);
  else if (before < 0 && after >= 0) markClosed(v, Side.Buy);
}

/** Executes `qty` of an order: writes the Fill and moves order and position. */
export function emitFill(v: VenueState, order: OwnOrder, price: i64, qty: i64, role: u8): void {
  invariant(qty > 0 && qty <= order.leavesQty, Status.Invariant);
  order.leavesQty -= qty;
  order.cumQty += qty;
  order.status = order.leavesQty == 0 ? OrderStatus.Filled : OrderStatus.PartiallyFilled;
  move(v, order.side == Side.Buy ? qty : -qty);
  v.fills++;
  v.tradeId++;
  const fill = changetype<Fill>(takeRoom(v, SIZEOF_FILL, OrderRecordKind.Fill));
  fill.orderId = order.orderId;
  fill.price = price;
  fill.qty = qty;
  fill.leavesQty = order.leavesQty;
  fill.side = order.side;
  fill.role = role;
  fill.ownerId = order.ownerId;
  fill.cumQty = order.cumQty;
  fill.tradeId = v.tradeId;
}
