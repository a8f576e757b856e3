// Books of single orders: what an event of one recorded order does to the own orders. Their place
// is exact: of the recorded queue the first `aheadOrders` trade before an own order.
import { BookState } from '../abi/book';
import { InstrumentState } from '../abi/engine';
import { L3Level, L3State } from '../abi/l3';
import { Header, OrderEvent, RecordFlag, RecordKind } from '../abi/records';
import { VenueState } from '../abi/venue';
import { ASK, BID, bookQty } from '../book/l2';
import { hashOrder, levelAt, orderAt, orderSlot, probeOrder } from '../book/l3_table';
import { engineApply } from '../engine/engine';
import { compatBest } from './compat';
import { compatCrossed, compatMoved, compatPrinted } from './compat_single';
import { endIfUseless } from './orders';
import { fillMaker, printAgainst, shownQty } from './passive';
import {
  countOf,
  engineOf,
  filterHas,
  firstAt,
  instrumentOf,
  isCompat,
  listed,
  listOf,
  sideFilter,
  venueBook,
} from './state';

/** Recorded orders before the one at `slot`; its cost is one step per order. */
function placeOf(s: L3State, slot: u32): u32 {
  const order = orderAt(s, slot);
  let place: u32 = 0;
  for (let before = order.prev; before != order.level; before = orderAt(s, before).prev) place++;
  return place;
}

/**
 * A recorded order at `place` lost `qty`; `gone`: it is no longer in this queue. Own orders that
 * joined after `newest` did so without it.
 */
function left(
  v: VenueState,
  side: u32,
  price: i64,
  place: u32,
  qty: i64,
  gone: bool,
  newest: u64,
): void {
  const list = listOf(v, side);
  const shown = bookQty(venueBook(v), side, price);
  for (let i = firstAt(v, side, price); i < countOf(v, side); i++) {
    const order = listed(list, i);
    if (order.price != price) return;
    order.levelQty = shown;
    if (order.aheadOrders <= place || order.sequence > newest) continue;
    order.aheadQty = max(0, order.aheadQty - qty);
    if (gone) order.aheadOrders--;
  }
}

/**
 * The recorded order at `place` executed `qty`: own orders before it would have had that. First
 * those at better prices, then those of its queue; each in time order.
 */
function executed(v: VenueState, side: u32, price: i64, place: u32, qty: i64): void {
  const newest = v.sequence;
  let budget = printAgainst(v, side, price, qty, false);
  let i = firstAt(v, side, price);
  while (budget > 0 && i < countOf(v, side)) {
    const order = listed(listOf(v, side), i);
    if (order.price != price || order.aheadOrders > place || order.sequence > newest) return;
    if (endIfUseless(v, order)) continue;
    const part = min(budget, shownQty(v, order));
    budget -= part;
    if (part == 0 || fillMaker(v, order, part)) i++;
  }
}

/** An execution against hidden quantity: what is displayed at the same price came before it. */
function executedHidden(v: VenueState, side: u32, price: i64, qty: i64): void {
  const newest = v.sequence;
  let budget = printAgainst(v, side, price, qty, false);
  let i = firstAt(v, side, price);
  while (budget > 0 && i < countOf(v, side)) {
    const order = listed(listOf(v, side), i);
    if (order.price != price || order.aheadOrders != 0 || order.sequence > newest) return;
    if (endIfUseless(v, order)) continue;
    const part = min(budget, shownQty(v, order));
    budget -= part;
    if (part == 0 || fillMaker(v, order, part)) i++;
  }
}

/** Side of the resting order that an event names. */
@inline
function sideOf(event: OrderEvent): u32 {
  return (event.flags & RecordFlag.Sell) != 0 ? ASK : BID;
}

/** An execution of an order that the book does not know, or of hidden quantity. */
function unknownExecuted(v: VenueState, event: OrderEvent): void {
  if (isCompat(v) || event.qty <= 0 || event.price <= 0) return;
  const side = sideOf(event);
  if (event.flags & RecordFlag.Hidden) executedHidden(v, side, event.price, event.qty);
  // Older than the recording, hence before every own order at its price.
  else printAgainst(v, side, event.price, event.qty, false);
}

@inline
function known(inst: InstrumentState, event: OrderEvent): u32 {
  if (event.kind == RecordKind.OrderAdd || inst.state == BookState.Gapped) return 0;
  const s = changetype<L3State>(<usize>inst.orders);
  return orderSlot(s, probeOrder(s, event.orderId, hashOrder(event.orderId)));
}

function changed(
  v: VenueState,
  event: OrderEvent,
  side: u32,
  price: i64,
  place: u32,
  qty: i64,
): void {
  const kind = event.kind;
  const newest = v.sequence;
  const part = kind == RecordKind.OrderDelete ? qty : min(qty, event.qty);
  // Who stands behind it is asked as things were before it went.
  if (kind == RecordKind.OrderExecute) executed(v, side, price, place, part);
  if (kind == RecordKind.OrderModify) {
    const stays = event.price == price && event.qty <= qty;
    left(v, side, price, place, stays ? qty - event.qty : qty, !stays, newest);
  } else left(v, side, price, place, part, part == qty, newest);
}

/** By the rules of hftbacktest. `bid`, `ask`: its best prices before the event. */
function compatChanged(
  v: VenueState,
  event: OrderEvent,
  side: u32,
  price: i64,
  place: u32,
  qty: i64,
  bid: i64,
  ask: i64,
): void {
  const kind = event.kind;
  if (kind == RecordKind.OrderExecute) {
    const hasSide = (event.flags & (RecordFlag.Buy | RecordFlag.Sell)) != 0;
    if (hasSide) compatPrinted(v, side, price, event.price, place, side == BID ? bid : ask);
  }
  if (kind == RecordKind.OrderModify) {
    const stays = event.price == price && event.qty <= qty;
    left(v, side, price, place, stays ? qty - event.qty : qty, !stays, v.sequence);
  } else if (kind != RecordKind.OrderAdd) {
    const part = kind == RecordKind.OrderDelete ? qty : min(qty, event.qty);
    left(v, side, price, place, part, part == qty, v.sequence);
  }
  compatMoved(v, event, side, price, bid, ask);
  compatCrossed(v, side, side == BID ? bid : ask);
}

/** An event of a book of single orders: book and own orders. Ok, or the engine's refusal. */
export function singleOrder(v: VenueState, event: OrderEvent): i32 {
  const inst = instrumentOf(v);
  const engine = engineOf(v);
  if (inst.orders == 0) return engineApply(engine, changetype<Header>(event));
  const slot = known(inst, event);
  let side = sideOf(event);
  let price: i64 = 0;
  let qty: i64 = 0;
  let place: u32 = 0;
  if (slot != 0) {
    const s = changetype<L3State>(<usize>inst.orders);
    const order = orderAt(s, slot);
    const level: L3Level = levelAt(s, order.level);
    side = level.side;
    price = level.price;
    qty = order.qty;
    if (filterHas(sideFilter(v, side), price)) place = placeOf(s, slot);
  }
  const bid = compatBest(v, BID);
  const ask = compatBest(v, ASK);
  const odd = engine.oddOrders;
  const status = engineApply(engine, changetype<Header>(event));
  if (status < 0) return status;
  const isExecution = event.kind == RecordKind.OrderExecute;
  const isHidden = isExecution && (event.flags & RecordFlag.Hidden) != 0;
  if (engine.oddOrders != odd || isHidden) {
    if (isExecution) unknownExecuted(v, event);
    return status;
  }
  if (isCompat(v)) compatChanged(v, event, side, price, place, qty, bid, ask);
  else if (slot != 0) changed(v, event, side, price, place, qty);
  return status;
}
