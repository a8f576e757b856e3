// The generator's own order book: single orders in first-in-first-out chains by price. Knows
// nothing of records; flow.ts calls it and reports what happened. Never allocates.
import {
  BITS_SUMMARY,
  LEVEL_FIRST,
  LEVEL_LAST,
  LEVEL_LOTS,
  LEVEL_ORDERS,
  LIVE,
  MarketState,
  NO_ORDER,
  OCCUPIED,
  ORDER_BID,
  ORDER_ID,
  ORDER_LOTS,
  ORDER_NEXT,
  ORDER_PLACE,
  ORDER_PREVIOUS,
  ORDER_SLOTS,
  ORDER_TICK,
  RECENT,
  RECENT_COUNT,
  SLOTS,
  SLOT_WORDS,
  baseOf,
  levelOf,
  orderOf,
} from './layout';

/** Sets the bit of a slot in a bit set with summary. */
@inline export function setBit(bits: usize, slot: u32): void {
  const word = slot >> 6;
  const at = bits + ((<usize>word) << 3);
  store<u64>(at, load<u64>(at) | ((<u64>1) << (slot & 63)));
  const top = bits + BITS_SUMMARY + ((<usize>(word >> 6)) << 3);
  store<u64>(top, load<u64>(top) | ((<u64>1) << (word & 63)));
}

@inline function clearBit(bits: usize, slot: u32): void {
  const word = slot >> 6;
  const at = bits + ((<usize>word) << 3);
  const left = load<u64>(at) & ~((<u64>1) << (slot & 63));
  store<u64>(at, left);
  if (left == 0) {
    const top = bits + BITS_SUMMARY + ((<usize>(word >> 6)) << 3);
    store<u64>(top, load<u64>(top) & ~((<u64>1) << (word & 63)));
  }
}

/** The nearest tick below `tick` with orders. There is one: both sides keep a minimum. */
export function nextBelow(s: MarketState, tick: i32): i32 {
  const bits = baseOf(s) + OCCUPIED;
  const slot = <u32>(tick - 1) & (SLOTS - 1);
  let word = slot >> 6;
  let mask = load<u64>(bits + ((<usize>word) << 3)) << (63 - (slot & 63));
  if (mask != 0) return tick - 1 - <i32>clz<u64>(mask);
  let distance = <i32>(slot & 63) + 1;
  do {
    word = (word - 1) & (SLOT_WORDS - 1);
    mask = load<u64>(bits + ((<usize>word) << 3));
    if (mask != 0) return tick - 1 - distance - <i32>clz<u64>(mask);
    distance += 64;
  } while (distance < <i32>SLOTS);
  return unreachable();
}

/** The nearest tick above `tick` with orders. */
export function nextAbove(s: MarketState, tick: i32): i32 {
  const bits = baseOf(s) + OCCUPIED;
  const slot = <u32>(tick + 1) & (SLOTS - 1);
  let word = slot >> 6;
  let mask = load<u64>(bits + ((<usize>word) << 3)) >> (slot & 63);
  if (mask != 0) return tick + 1 + <i32>ctz<u64>(mask);
  let distance = 64 - <i32>(slot & 63);
  do {
    word = (word + 1) & (SLOT_WORDS - 1);
    mask = load<u64>(bits + ((<usize>word) << 3));
    if (mask != 0) return tick + 1 + distance + <i32>ctz<u64>(mask);
    distance += 64;
  } while (distance < <i32>SLOTS);
  return unreachable();
}

/** Whether an order at `tick` lies on the bid side. */
@inline export function isBid(order: usize): bool {
  return load<u32>(order, ORDER_BID) != 0;
}

/** Puts an order at the end of the queue of its price. */
function link(s: MarketState, order: u32, at: usize, tick: i32, lots: u32): void {
  const level = levelOf(s, tick);
  const last = load<u32>(level, LEVEL_LAST);
  const count = load<u32>(level, LEVEL_ORDERS);
  store<i32>(at, tick, ORDER_TICK);
  store<u32>(at, lots, ORDER_LOTS);
  store<u32>(at, NO_ORDER, ORDER_NEXT);
  store<u32>(level, load<u32>(level, LEVEL_LOTS) + lots, LEVEL_LOTS);
  store<u32>(level, count + 1, LEVEL_ORDERS);
  store<u32>(level, order, LEVEL_LAST);
  if (count == 0) {
    store<u32>(at, NO_ORDER, ORDER_PREVIOUS);
    store<u32>(level, order, LEVEL_FIRST);
    setBit(baseOf(s) + OCCUPIED, <u32>tick & (SLOTS - 1));
    if (isBid(at)) {
      if (tick > s.bestBid) s.bestBid = tick;
    } else if (tick < s.bestAsk) s.bestAsk = tick;
  } else {
    store<u32>(at, last, ORDER_PREVIOUS);
    store<u32>(orderOf(s, last), order, ORDER_NEXT);
  }
}

/** Takes an order out of its queue. */
function unlink(s: MarketState, at: usize): void {
  const tick = load<i32>(at, ORDER_TICK);
  const level = levelOf(s, tick);
  const previous = load<u32>(at, ORDER_PREVIOUS);
  const next = load<u32>(at, ORDER_NEXT);
  if (previous == NO_ORDER) store<u32>(level, next, LEVEL_FIRST);
  else store<u32>(orderOf(s, previous), next, ORDER_NEXT);
  if (next == NO_ORDER) store<u32>(level, previous, LEVEL_LAST);
  else store<u32>(orderOf(s, next), previous, ORDER_PREVIOUS);
  store<u32>(level, load<u32>(level, LEVEL_LOTS) - load<u32>(at, ORDER_LOTS), LEVEL_LOTS);
  const count = load<u32>(level, LEVEL_ORDERS) - 1;
  store<u32>(level, count, LEVEL_ORDERS);
  if (count != 0) return;
  clearBit(baseOf(s) + OCCUPIED, <u32>tick & (SLOTS - 1));
  if (tick == s.bestBid) s.bestBid = nextBelow(s, tick);
  else if (tick == s.bestAsk) s.bestAsk = nextAbove(s, tick);
}

/** Adds an order; returns its index. The caller keeps `liveOrders` below the bound. */
export function insertOrder(s: MarketState, bid: bool, tick: i32, lots: u32): u32 {
  const place = s.liveOrders;
  const order = load<u32>(baseOf(s) + LIVE + ((<usize>place) << 2));
  const at = orderOf(s, order);
  const id = s.nextOrderId;
  s.liveOrders = place + 1;
  s.nextOrderId = id + 1;
  store<i64>(at, id, ORDER_ID);
  store<u32>(at, place, ORDER_PLACE);
  store<u32>(at, <u32>bid, ORDER_BID);
  if (bid) s.bids++;
  else s.asks++;
  link(s, order, at, tick, lots);
  const recent = baseOf(s) + RECENT + ((<usize>(s.recentNext & (RECENT_COUNT - 1))) << 4);
  s.recentNext++;
  store<i64>(recent, id);
  store<u32>(recent, order, 8);
  return order;
}

/** Removes a live order. */
export function eraseOrder(s: MarketState, order: u32): void {
  const at = orderOf(s, order);
  if (isBid(at)) s.bids--;
  else s.asks--;
  unlink(s, at);
  // The last live order takes the free place.
  const live = baseOf(s) + LIVE;
  const place = load<u32>(at, ORDER_PLACE);
  const end = s.liveOrders - 1;
  const moved = load<u32>(live + ((<usize>end) << 2));
  store<u32>(live + ((<usize>place) << 2), moved);
  store<u32>(orderOf(s, moved), place, ORDER_PLACE);
  store<u32>(live + ((<usize>end) << 2), order);
  store<i64>(at, 0, ORDER_ID);
  s.liveOrders = end;
}

/** Takes `lots`, fewer than it has, off a live order, which keeps its place. */
export function reduceOrder(s: MarketState, order: u32, lots: u32): void {
  const at = orderOf(s, order);
  const level = levelOf(s, load<i32>(at, ORDER_TICK));
  store<u32>(at, load<u32>(at, ORDER_LOTS) - lots, ORDER_LOTS);
  store<u32>(level, load<u32>(level, LEVEL_LOTS) - lots, LEVEL_LOTS);
}

/** Moves a live order to the end of the queue at another price of its side. */
export function moveOrder(s: MarketState, order: u32, tick: i32, lots: u32): void {
  const at = orderOf(s, order);
  unlink(s, at);
  link(s, order, at, tick, lots);
}

/** Makes every order free. */
export function ordersInit(s: MarketState): void {
  for (let i: u32 = 0; i < ORDER_SLOTS; i++) store<u32>(baseOf(s) + LIVE + ((<usize>i) << 2), i);
}
