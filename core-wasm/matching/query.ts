// Questions to the engine. Read-only.
import { MatchingState } from '../abi/matching';
import { OrderInfo } from '../abi/l3';
import { OrderKind } from '../abi/orders';
import { Row, SIZEOF_ROW } from '../abi/records';
import { Status } from '../abi/status';
import { findId } from './ids';
import { levelOf, nextAbove, nextBelow } from './ladder';
import { BUY, Level, NO_ASK, NO_BID, Order, orderAt, positionOf, stateAt, WAITING } from './state';

/** What shows of an order. */
@inline
function shown(order: Order): i64 {
  return order.kind == OrderKind.Iceberg ? order.visible : order.leaves;
}

function visibleQty(s: MatchingState, level: Level): i64 {
  if (s.icebergCount == 0) return level.total;
  const e = changetype<usize>(s);
  let qty: i64 = 0;
  for (let slot = level.head; slot != 0; slot = orderAt(e, slot).next)
    qty += shown(orderAt(e, slot));
  return qty;
}

/**
 * Writes the best `most` levels of a side (0 bid, 1 ask) as Rows to `out`, best first, with what
 * shows of icebergs; returns how many. Cost: a step for each level, and with icebergs in the book
 * one for each order.
 */
export function matchDepth(e: usize, side: u32, most: u32, out: usize): u32 {
  const s = stateAt(e);
  const isBid = side == BUY;
  let tick = isBid ? s.bestBid : s.bestAsk;
  let count: u32 = 0;
  for (; count < most && tick != (isBid ? NO_BID : NO_ASK); count++) {
    const row = changetype<Row>(out + <usize>count * SIZEOF_ROW);
    row.price = tick * s.tickSize;
    row.qty = visibleQty(s, levelOf(s, tick));
    tick = isBid ? nextBelow(s, tick) : nextAbove(s, tick);
  }
  return count;
}

/**
 * Fills the OrderInfo at `out` for the resting order whose id stands in it. `qty` is what is left,
 * hidden part included; what stands ahead is what shows. Refuses with UnknownOrder; stops that wait
 * are not in the book. Cost: one step for each order of the level.
 */
export function matchOrderInfo(e: usize, out: usize): i32 {
  const s = stateAt(e);
  const info = changetype<OrderInfo>(out);
  const own = findId(s, info.orderId);
  if (own == 0 || (orderAt(e, own).marks & WAITING) != 0) return Status.UnknownOrder;
  const order = orderAt(e, own);
  info.price = order.tick * s.tickSize;
  info.qty = order.leaves;
  info.side = order.side;
  info.qtyAhead = 0;
  info.ordersAhead = 0;
  info.levelOrders = 0;
  let isAhead = true;
  for (let slot = levelOf(s, order.tick).head; slot != 0; slot = orderAt(e, slot).next) {
    if (slot == own) isAhead = false;
    if (isAhead) {
      info.qtyAhead += shown(orderAt(e, slot));
      info.ordersAhead++;
    }
    info.levelOrders++;
  }
  return Status.Ok;
}

/** Writes the net position of an owner, quantity quanta, as i64 to `out`. */
export function matchPosition(e: usize, owner: u32, out: usize): i32 {
  if (owner >= stateAt(e).ownersMax) return Status.BadArgument;
  store<i64>(out, positionOf(e, owner));
  return Status.Ok;
}

/** Sets the net position that an owner begins with, from the i64 at `from`. */
export function matchSetPosition(e: usize, owner: u32, from: usize): i32 {
  const s = stateAt(e);
  if (owner >= s.ownersMax) return Status.BadArgument;
  store<i64>(e + s.positions + ((<usize>owner) << 3), load<i64>(from));
  return Status.Ok;
}
