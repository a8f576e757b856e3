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
  entryRemove,
  entrySlot,
  entryStore,
  hashLevel,
  hashOrder,
  tableEntries,
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
  const bytes: u64 = <u64>SIZEOF_L3_STATE +
    ((<u64>tableEntries(orderCapacity) + tableEntries(levels)) << 3) +
    ((<u64>orderCapacity + levels) << 5) + ((<u64>levels) << 2);
  return bytes > 0xffff0000 ? 0 : <u32>bytes;
}

/** Makes an empty L3 book in `l3Size` bytes at `l3` (16-aligned), over the L2 book at `l2`. */
export function l3Init(l3: usize, l2: usize, orderCapacity: u32, levelCapacity: u32): i32 {
  const bytes = l3Size(orderCapacity, levelCapacity);
  if (bytes == 0) return Status.BadArgument;
  const levels = levelBound(orderCapacity, levelCapacity);
  const s = changetype<L3State>(l3);
  memory.fill(l3, 0, <usize>bytes);
  s.orderCapacity = orderCapacity;
  s.levelCapacity = levels;
  s.orderMask = tableEntries(orderCapacity) - 1;
  s.levelMask = tableEntries(levels) - 1;
  s.freshOrder = <u32>SIZEOF_L3_STATE;
  s.levels = s.freshOrder + (orderCapacity << 5);
  s.freshLevel = s.levels;
  s.orderTable = s.levels + (levels << 5);
  s.levelTable = s.orderTable + (tableEntries(orderCapacity) << 3);
  s.sorted = s.levelTable + (tableEntries(levels) << 3);
  s.l2 = <i32>(l2 - l3);
  return Status.Ok;
}

@inline
export function orderAt(s: L3State, slot: u32): L3Order {
  return changetype<L3Order>(changetype<usize>(s) + slot);
}

@inline
export function levelAt(s: L3State, slot: u32): L3Level {
  return changetype<L3Level>(changetype<usize>(s) + slot);
}

@inline
function offsetOf(s: L3State, slot: usize): u32 {
  return <u32>(slot - changetype<usize>(s));
}

/** The table entry of order `id`, or the free entry where it would stand. */
@inline
export function probeOrder(s: L3State, id: i64, hash: u32): usize {
  const table = changetype<usize>(s) + s.orderTable;
  const mask = s.orderMask;
  let i = hash & mask;
  while (true) {
    const at = table + (<usize>i << 3);
    const entry = load<u64>(at);
    if (entry == 0) return at;
    if (<u32>(entry >> 32) == hash && orderAt(s, <u32>entry).orderId == id) return at;
    i = (i + 1) & mask;
  }
}

/** The table entry of the level at `price`, or the free entry where it would stand. */
@inline
export function probeLevel(s: L3State, side: u32, price: i64, hash: u32): usize {
  const table = changetype<usize>(s) + s.levelTable;
  const mask = s.levelMask;
  let i = hash & mask;
  while (true) {
    const at = table + (<usize>i << 3);
    const entry = load<u64>(at);
    if (entry == 0) return at;
    if (<u32>(entry >> 32) == hash) {
      const level = levelAt(s, <u32>entry);
      if (level.price == price && level.side == side) return at;
    }
    i = (i + 1) & mask;
  }
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
  entryStore(at, hash, slot);
  if (side == 0) s.bidLevels++;
  else s.askLevels++;
  return slot;
}

function freeLevel(s: L3State, slot: u32): void {
  const level = levelAt(s, slot);
  const at = probeLevel(s, level.side, level.price, hashLevel(level.side, level.price));
  entryRemove(changetype<usize>(s) + s.levelTable, s.levelMask, at);
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
  let total = qty;
  if (load<u64>(at) != 0) {
    const old = levelAt(s, entrySlot(at)).qty;
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
  const isNew = load<u64>(at) == 0;
  const levelSlot = isNew ? takeLevel(s, at, hash, side, price) : entrySlot(at);
  const level = levelAt(s, levelSlot);
  const order = orderAt(s, slot);
  order.level = levelSlot;
  level.qty += order.qty;
  level.orderCount++;
  pushBack(s, level, slot);
}

/** Takes the order out of its level; the level dies with its last order. */
@inline
function detach(s: L3State, order: L3Order): void {
  const levelSlot = order.level;
  const level = levelAt(s, levelSlot);
  unlink(s, order);
  level.qty -= order.qty;
  const left = --level.orderCount;
  // Lowering or removing a level that exists cannot be refused.
  invariant(setTotal(s, level, level.qty) >= 0, Status.Invariant);
  if (left == 0) freeLevel(s, levelSlot);
}

/** Removes the order whose table entry is at `at`. */
@inline
function remove(s: L3State, at: usize): void {
  const slot = entrySlot(at);
  const order = orderAt(s, slot);
  detach(s, order);
  entryRemove(changetype<usize>(s) + s.orderTable, s.orderMask, at);
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
  if (load<u64>(at) != 0) return Status.DuplicateOrder;
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
  entryStore(at, hash, slot);
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
  if (load<u64>(at) == 0) return Status.UnknownOrder;
  const order = orderAt(s, entrySlot(at));
  const left = order.qty - qty;
  if (left < 0) return Status.OverFill;
  if (left == 0) {
    remove(s, at);
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
  if (load<u64>(at) == 0) return Status.UnknownOrder;
  remove(s, at);
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
  if (load<u64>(at) == 0) return Status.UnknownOrder;
  const slot = entrySlot(at);
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
      const id = orderAt(s, level.next).orderId;
      remove(s, probeOrder(s, id, hashOrder(id)));
    }
  }
}
