// Questions to the L3 book, and its keyframe: the orders as OrderAdd records, from which the same
// book can be built again. Read-only but for the keyframe's own sort area.
import { L3Level, L3Order, L3State, OrderInfo, SIZEOF_L3_LEVEL } from '../abi/l3';
import { OrderEvent, RecordFlag, RecordKind, SIZEOF_ORDER_EVENT } from '../abi/records';
import { Status } from '../abi/status';
import {
  hashLevel,
  hashOrder,
  levelAt,
  levelSlot,
  orderAt,
  orderSlot,
  probeLevel,
  probeOrder,
} from './l3_table';

/**
 * Fills the OrderInfo at `out` for the order whose id stands in its `orderId`.
 * Cost: one step per order ahead in the queue. Refuses: UnknownOrder.
 */
export function l3OrderInfo(l3: usize, out: usize): i32 {
  const s = changetype<L3State>(l3);
  const info = changetype<OrderInfo>(out);
  const id = info.orderId;
  const slot = orderSlot(s, probeOrder(s, id, hashOrder(id)));
  if (slot == 0) return Status.UnknownOrder;
  const order = orderAt(s, slot);
  const level = levelAt(s, order.level);
  let qtyAhead: i64 = 0;
  let ordersAhead: u32 = 0;
  for (let prev = order.prev; prev != order.level; ) {
    const ahead = orderAt(s, prev);
    qtyAhead += ahead.qty;
    ordersAhead++;
    prev = ahead.prev;
  }
  info.price = level.price;
  info.qty = order.qty;
  info.qtyAhead = qtyAhead;
  info.ordersAhead = ordersAhead;
  info.levelOrders = level.orderCount;
  info.side = level.side;
  return Status.Ok;
}

@inline
function findLevel(s: L3State, side: u32, price: i64): L3Level | null {
  const slot = levelSlot(probeLevel(s, side, price, hashLevel(side, price)));
  return slot == 0 ? null : levelAt(s, slot);
}

/** Orders resting at the i64 price at `pricePtr`. */
export function l3LevelOrderCount(l3: usize, side: u32, pricePtr: usize): u32 {
  const level = findLevel(changetype<L3State>(l3), side, load<i64>(pricePtr));
  return level === null ? 0 : level.orderCount;
}

/**
 * Writes the orders at the i64 price at `pricePtr` as OrderRows to `out`, oldest first, leaving
 * out the first `skip`, at most `max`. Returns how many it wrote.
 */
export function l3LevelOrders(
  l3: usize,
  side: u32,
  pricePtr: usize,
  skip: u32,
  out: usize,
  max: u32,
): u32 {
  const s = changetype<L3State>(l3);
  const level = findLevel(s, side, load<i64>(pricePtr));
  if (level === null) return 0;
  const end = <u32>(changetype<usize>(level) - l3);
  let written: u32 = 0;
  let passed: u32 = 0;
  for (let next = level.next; next != end && written < max; passed++) {
    const order = orderAt(s, next);
    next = order.next;
    if (passed < skip) continue;
    store<i64>(out, order.orderId);
    store<i64>(out, order.qty, 8);
    out += 16;
    written++;
  }
  return written;
}

/** Keyframe order: bids before asks, from the best price outwards. */
@inline
function comesBefore(s: L3State, a: u32, b: u32): bool {
  const x = levelAt(s, a);
  const y = levelAt(s, b);
  if (x.side != y.side) return x.side < y.side;
  return x.side == 0 ? x.price > y.price : x.price < y.price;
}

@inline
function sortedAt(s: L3State, i: u32): usize {
  return changetype<usize>(s) + s.sorted + ((<usize>i) << 2);
}

/** Sinks the entry at `i` of the heap of `count` level slots (last in keyframe order on top). */
function siftDown(s: L3State, i: u32, count: u32): void {
  const slot = load<u32>(sortedAt(s, i));
  while (true) {
    let child: u32 = 2 * i + 1;
    if (child >= count) break;
    let other = load<u32>(sortedAt(s, child));
    if (child + 1 < count) {
      const right = load<u32>(sortedAt(s, child + 1));
      if (comesBefore(s, other, right)) {
        child++;
        other = right;
      }
    }
    if (!comesBefore(s, slot, other)) break;
    store<u32>(sortedAt(s, i), other);
    i = child;
  }
  store<u32>(sortedAt(s, i), slot);
}

/**
 * Starts a keyframe; the book must not change until it is written. Sorts the levels by heap sort
 * (in place, no recursion). Returns the number of records that will come.
 */
export function l3KeyframeBegin(l3: usize): u32 {
  const s = changetype<L3State>(l3);
  let count: u32 = 0;
  for (let slot = s.levels, end = s.freshLevel; slot < end; slot += <u32>SIZEOF_L3_LEVEL) {
    if (levelAt(s, slot).orderCount == 0) continue;
    store<u32>(sortedAt(s, count), slot);
    count++;
  }
  for (let i: u32 = count >> 1; i > 0; i--) siftDown(s, i - 1, count);
  for (let last: u32 = count; last > 1; last--) {
    const top = load<u32>(sortedAt(s, 0));
    store<u32>(sortedAt(s, 0), load<u32>(sortedAt(s, last - 1)));
    store<u32>(sortedAt(s, last - 1), top);
    siftDown(s, 0, last - 1);
  }
  s.sortedCount = count;
  s.sortedAt = 0;
  s.sortedOrder = 0;
  return s.orderCount;
}

/**
 * Writes the next OrderAdd records to `out`, at most `max`: bids before asks, best price first,
 * oldest order first. Instrument and times come from the OrderEvent at `template`. Returns how
 * many it wrote; 0: all are written.
 */
export function l3KeyframeNext(l3: usize, template: usize, out: usize, max: u32): u32 {
  const s = changetype<L3State>(l3);
  let written: u32 = 0;
  while (written < max && s.sortedAt < s.sortedCount) {
    const slot = load<u32>(sortedAt(s, s.sortedAt));
    const level = levelAt(s, slot);
    let next = s.sortedOrder == 0 ? level.next : s.sortedOrder;
    while (next != slot && written < max) {
      const order = orderAt(s, next);
      writeAdd(level, order, template, out);
      out += SIZEOF_ORDER_EVENT;
      written++;
      next = order.next;
    }
    s.sortedOrder = next == slot ? 0 : next;
    if (next == slot) s.sortedAt++;
  }
  return written;
}

@inline
function writeAdd(level: L3Level, order: L3Order, template: usize, out: usize): void {
  memory.copy(out, template, SIZEOF_ORDER_EVENT);
  const event = changetype<OrderEvent>(out);
  event.size = <u32>SIZEOF_ORDER_EVENT;
  event.kind = RecordKind.OrderAdd;
  const side: u8 = level.side == 0 ? RecordFlag.Buy : RecordFlag.Sell;
  event.flags = RecordFlag.Exchange | RecordFlag.Local | side;
  event.price = level.price;
  event.qty = order.qty;
  event.orderId = order.orderId;
  event.seq = 0;
  event.aux = 0;
}
