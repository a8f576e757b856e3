// L3 book: single orders by id, first in first out at each price. A fixed pool of order slots, a
// fixed pool of level slots, both found by hash; a queue is a ring of links through its level. The
// totals of the levels go to an L2 book as they change, which alone knows which price is best.
// Nothing allocates; every refusal leaves both books as they were. Layouts: schema/l3.fbs.
import {
  L3Level,
  L3Order,
  L3State,
  SIZEOF_L3_LEVEL,
  SIZEOF_L3_ORDER,
  SIZEOF_L3_STATE,
} from '../abi/l3';
import { Status } from '../abi/status';
import { invariant } from '../mem/control';
import { Book, bookSet } from './l2';
import {
  forgetLevel,
  forgetOrder,
  hashLevel,
  hashOrder,
  levelAt,
  levelEntries,
  levelSlot,
  numberMask,
  orderAt,
  orderEntries,
  orderSlot,
  probeLevel,
  probeOrder,
  rememberLevel,
  rememberOrder,
} from './l3_table';

/** 2^26 orders fill 3 GiB; the sizes below stay inside 32 bits up to there. */
@inline const CAPACITY_MAX: u32 = 1 << 26;

@inline
function levelBound(orderCapacity: u32, levelCapacity: u32): u32 {
  return levelCapacity == 0 || levelCapacity > orderCapacity ? orderCapacity : levelCapacity;
}

/**
 * Bytes of an L3 book; 0 when the bounds are out of range (orders 1..2^26) or need over 4 GiB.
 * `levelCapacity` bounds the live prices of both sides; 0: as many as orders.
 */
export function l3Size(orderCapacity: u32, levelCapacity: u32): u32 {
  if (orderCapacity - 1 >= CAPACITY_MAX) return 0;
  const levels = levelBound(orderCapacity, levelCapacity);
  const bytes: u64 =
    <u64>SIZEOF_L3_STATE +
    ((<u64>orderEntries(orderCapacity)) << 2) +
    ((<u64>levelEntries(levels)) << 3) +
    ((<u64>orderCapacity + levels) << 5) +
    ((<u64>levels) << 2);
  return bytes > 0xffff0000 ? 0 : <u32>bytes;
}

/** Makes an empty L3 book in `l3Size` bytes at `l3` (16-aligned), over the L2 book at `l2`. */
export function l3Init(l3: usize, l2: usize, orderCapacity: u32, levelCapacity: u32): i32 {
  const bytes = l3Size(orderCapacity, levelCapacity);
  if (bytes == 0) return Status.BadArgument;
  const levels = levelBound(orderCapacity, levelCapacity);
  const s = changetype<L3State>(l3);
  memory.fill(l3, 0, SIZEOF_L3_STATE);
  s.orderCapacity = orderCapacity;
  s.levelCapacity = levels;
  s.orderMask = orderEntries(orderCapacity) - 1;
  s.numberMask = numberMask(orderCapacity);
  s.levelMask = levelEntries(levels) - 1;
  s.freshOrder = <u32>SIZEOF_L3_STATE;
  s.levels = s.freshOrder + (orderCapacity << 5);
  s.freshLevel = s.levels;
  s.orderTable = s.levels + (levels << 5);
  s.levelTable = s.orderTable + (orderEntries(orderCapacity) << 2);
  s.sorted = s.levelTable + (levelEntries(levels) << 3);
  s.l2 = <i32>(l2 - l3);
  // Slots need no clearing: they are written before they are linked.
  memory.fill(l3 + s.orderTable, 0, s.sorted - s.orderTable);
  return Status.Ok;
}

@inline
function offsetOf(s: L3State, slot: usize): u32 {
  return <u32>(slot - changetype<usize>(s));
}

/** The L2 book that carries the totals. */
@inline
export function totalsOf(s: L3State): Book {
  return changetype<Book>(changetype<usize>(s) + s.l2);
}

@inline
function setTotal(s: L3State, level: L3Level, qty: i64): i32 {
  return bookSet(totalsOf(s), level.side, level.price, qty);
}

/** Appends an order to the queue of a level. Totals are the caller's. */
@inline
function pushBack(s: L3State, level: L3Level, slot: u32): void {
  const order = orderAt(s, slot);
  const newest = level.prev;
  order.prev = newest;
  order.next = offsetOf(s, changetype<usize>(level));
  // In a level without orders this is the level itself.
  orderAt(s, newest).next = slot;
  level.prev = slot;
}

/** Takes an order out of its queue. The level closes the ring: there are no ends to tell apart. */
@inline
function unlink(s: L3State, order: L3Order): void {
  const next = order.next;
  const prev = order.prev;
  orderAt(s, prev).next = next;
  orderAt(s, next).prev = prev;
}

function takeLevel(s: L3State, at: usize, hash: u32, side: u32, price: i64): u32 {
  let slot = s.freeLevel;
  if (slot == 0) {
    slot = s.freshLevel;
    s.freshLevel = slot + <u32>SIZEOF_L3_LEVEL;
  } else {
    s.freeLevel = levelAt(s, slot).next;
  }
  const level = levelAt(s, slot);
  level.price = price;
  level.side = side;
  level.qty = 0;
  level.next = slot;
  level.prev = slot;
  level.orderCount = 0;
  rememberLevel(at, hash, slot);
  if (side == 0) s.bidLevels++;
  else s.askLevels++;
  return slot;
}

function freeLevel(s: L3State, slot: u32): void {
  const level = levelAt(s, slot);
  const at = probeLevel(s, level.side, level.price, hashLevel(level.side, level.price));
  forgetLevel(s, at);
  if (level.side == 0) s.bidLevels--;
  else s.askLevels--;
  level.orderCount = 0;
  level.next = s.freeLevel;
  s.freeLevel = slot;
}

/**
 * Raises the total at `price` by `qty` in the L2 book. Returns the address of the level's table
 * entry (free when the level is new), or a status < 0, and then nothing changed.
 */
@inline
function reserve(s: L3State, side: u32, price: i64, qty: i64, hash: u32, spare: u32): i64 {
  const at = probeLevel(s, side, price, hash);
  const known = levelSlot(at);
  let total = qty;
  if (known != 0) {
    const old = levelAt(s, known).qty;
    if (qty > i64.MAX_VALUE - old) return Status.Overflow;
    total += old;
  } else if (s.bidLevels + s.askLevels >= s.levelCapacity + spare) {
    return Status.LevelsFull;
  }
  const status = bookSet(totalsOf(s), side, price, total);
  return status < 0 ? <i64>status : <i64>at;
}

/** Puts the order last at the level that `reserve` found or made room for. */
@inline
function attach(s: L3State, at: usize, hash: u32, slot: u32, side: u32, price: i64): void {
  const known = levelSlot(at);
  const home = known == 0 ? takeLevel(s, at, hash, side, price) : known;
  const level = levelAt(s, home);
  const order = orderAt(s, slot);
  order.level = home;
  level.qty += order.qty;
  level.orderCount++;
  pushBack(s, level, slot);
}

/** Takes the order out of its level; the level dies with its last order. */
@inline
function detach(s: L3State, order: L3Order): void {
  const home = order.level;
  const level = levelAt(s, home);
  unlink(s, order);
  level.qty -= order.qty;
  const left = --level.orderCount;
  // Lowering or removing a level that exists cannot be refused.
  invariant(setTotal(s, level, level.qty) >= 0, Status.Invariant);
  if (left == 0) freeLevel(s, home);
}

/** Removes the order in `slot` whose table entry is at `at`. */
@inline
function remove(s: L3State, at: usize, slot: u32): void {
  const order = orderAt(s, slot);
  detach(s, order);
  forgetOrder(s, at);
  order.next = s.freeOrder;
  s.freeOrder = slot;
  s.orderCount--;
}

/**
 * A new order, last in the queue of its price. `side` 0 bid, 1 ask; `qty` > 0.
 * Refuses: Negative, DuplicateOrder, OrdersFull, Overflow (level total), LevelsFull, and what
 * the L2 book refuses.
 */
export function l3Add(s: L3State, id: i64, side: u32, price: i64, qty: i64): i32 {
  if (qty <= 0) return Status.Negative;
  const hash = hashOrder(id);
  const at = probeOrder(s, id, hash);
  if (load<u32>(at) != 0) return Status.DuplicateOrder;
  if (s.orderCount == s.orderCapacity) return Status.OrdersFull;
  const levelHash = hashLevel(side, price);
  const level = reserve(s, side, price, qty, levelHash, 0);
  if (level < 0) return <i32>level;
  let slot = s.freeOrder;
  if (slot == 0) {
    slot = s.freshOrder;
    s.freshOrder = slot + <u32>SIZEOF_L3_ORDER;
  } else {
    s.freeOrder = orderAt(s, slot).next;
  }
  const order = orderAt(s, slot);
  order.orderId = id;
  order.qty = qty;
  rememberOrder(s, at, hash, slot);
  attach(s, <usize>level, levelHash, slot, side, price);
  const count = ++s.orderCount;
  if (count > s.orderCountMax) s.orderCountMax = count;
  return Status.Ok;
}

/**
 * The order loses `qty` > 0 and keeps its place; at zero it is gone. A partial cancel, or an
 * execution. Refuses: Negative, UnknownOrder, OverFill.
 */
export function l3Reduce(s: L3State, id: i64, qty: i64): i32 {
  if (qty <= 0) return Status.Negative;
  const at = probeOrder(s, id, hashOrder(id));
  const slot = orderSlot(s, at);
  if (slot == 0) return Status.UnknownOrder;
  const order = orderAt(s, slot);
  const left = order.qty - qty;
  if (left < 0) return Status.OverFill;
  if (left == 0) {
    remove(s, at, slot);
    return Status.Ok;
  }
  order.qty = left;
  const level = levelAt(s, order.level);
  level.qty -= qty;
  invariant(setTotal(s, level, level.qty) >= 0, Status.Invariant);
  return Status.Ok;
}

/** Removes the order. Refuses: UnknownOrder. */
export function l3Delete(s: L3State, id: i64): i32 {
  const at = probeOrder(s, id, hashOrder(id));
  const slot = orderSlot(s, at);
  if (slot == 0) return Status.UnknownOrder;
  remove(s, at, slot);
  return Status.Ok;
}

/**
 * The order gets a new price and quantity on its side. It keeps its place when the price stays
 * and the quantity does not grow; otherwise it becomes the last of its price.
 * Refuses: Negative, UnknownOrder, Overflow, LevelsFull, and what the L2 book refuses.
 */
export function l3Modify(s: L3State, id: i64, price: i64, qty: i64): i32 {
  if (qty <= 0) return Status.Negative;
  const at = probeOrder(s, id, hashOrder(id));
  const slot = orderSlot(s, at);
  if (slot == 0) return Status.UnknownOrder;
  const order = orderAt(s, slot);
  const level = levelAt(s, order.level);
  if (level.price == price) return resize(s, level, slot, qty);
  const side = level.side;
  const hash = hashLevel(side, price);
  // The level that this order leaves empty makes room for the new one.
  const spare: u32 = level.orderCount == 1 ? 1 : 0;
  const target = reserve(s, side, price, qty, hash, spare);
  if (target < 0) return <i32>target;
  detach(s, order);
  order.qty = qty;
  // Freeing a level moves table entries: the one reserved may have moved with them.
  attach(s, spare ? probeLevel(s, side, price, hash) : <usize>target, hash, slot, side, price);
  return Status.Ok;
}

/** New quantity at the same price. */
@inline
function resize(s: L3State, level: L3Level, slot: u32, qty: i64): i32 {
  const order = orderAt(s, slot);
  const rest = level.qty - order.qty;
  if (qty > i64.MAX_VALUE - rest) return Status.Overflow;
  const status = setTotal(s, level, rest + qty);
  if (status < 0) return status;
  if (qty > order.qty) {
    unlink(s, order);
    pushBack(s, level, slot);
  }
  order.qty = qty;
  level.qty = rest + qty;
  return Status.Ok;
}

/**
 * Removes all orders of `side` at `price` or better (bids at or above, asks at or below); with
 * `all` those of every price. Cost: one look at every level slot in use.
 */
export function l3ClearSide(s: L3State, side: u32, price: i64, all: bool): void {
  const end = s.freshLevel;
  for (let slot = s.levels; slot < end; slot += <u32>SIZEOF_L3_LEVEL) {
    const level = levelAt(s, slot);
    if (level.orderCount == 0 || level.side != side) continue;
    if (!all && (side == 0 ? level.price < price : level.price > price)) continue;
    for (let left = level.orderCount; left > 0; left--) {
      const oldest = level.next;
      const id = orderAt(s, oldest).orderId;
      remove(s, probeOrder(s, id, hashOrder(id)), oldest);
    }
  }
}
