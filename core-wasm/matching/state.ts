// What a matching engine is made of: slots of orders and levels, and how they are reached. Links
// are offsets from the engine's address, 0 for none, so that a copy of the memory is the engine.
import { MatchingState } from '../abi/matching';

/** Whole 64-byte lines, so that no slot straddles two. */
@unmanaged
export class Order {
  orderId: i64;
  /** Limit price in ticks; 0 for orders that become market orders. */
  tick: i64;
  /** What is left, hidden part included. */
  leaves: i64;
  /** What it was, less what was cut: `qty - leaves` has traded. */
  qty: i64;
  /** Younger and older order of the queue or list that it stands in. */
  next: u32;
  prev: u32;
  /** From here the 8 bytes of SubmitOrder that begin with `side`; `marks` lies in its pad. */
  side: u8;
  kind: u8;
  timeInForce: u8;
  flags: u8;
  selfTrade: u8;
  marks: u8;
  ownerId: u16;
  /** Next order in the chain of its id, and where the chain begins. */
  link: u32;
  chain: u32;
  /** Icebergs: what is left of the part that shows. */
  visible: i64;
}
@inline export const SIZEOF_ORDER: u32 = 64;
@inline export const ORDER_NEXT: usize = 32;
@inline export const ORDER_PREV: usize = 36;
@inline export const ORDER_ATTRIBUTES: usize = 40;
/** The attributes without `marks`. */
@inline export const NO_MARKS: u64 = ~((<u64>0xff) << 40);

/** What few orders have, in a pool of its own: the other slots stay one line. */
@unmanaged
export class Extra {
  stopPrice: i64;
  trailOffset: i64;
  expireTsNs: i64;
  /** Tells orders of equal stop price or expiry apart. */
  arrival: i64;
  /** Places in the heaps. */
  stopAt: u32;
  expireAt: u32;
  /** Icebergs: how large a part shows at a time. */
  display: i64;
  pad0: i64;
  pad1: i64;
}

/** Marks of an order. Special: an iceberg or reduce-only order, which trades the slow way. */
@inline export const SPECIAL: u8 = 1;
@inline export const EXPIRES: u8 = 2;
@inline export const WAITING: u8 = 4;

@unmanaged
export class Level {
  /** Oldest and newest order; 0 when the level is empty. */
  head: u32;
  tail: u32;
  /** Sum of the orders' `leaves`. */
  total: i64;
}

/** A level outside the window: a node of a treap, ordered by tick, heaped by a mix of it. */
@unmanaged
export class FarLevel extends Level {
  tick: i64;
  left: u32;
  right: u32;
}
@inline export const SIZEOF_FAR_LEVEL: u32 = 32;

@inline export const BUY: u32 = 0;
@inline export const SELL: u32 = 1;
@inline export const NO_BID: i64 = i64.MIN_VALUE;
@inline export const NO_ASK: i64 = i64.MAX_VALUE;
/** Largest price, stop price and quantity. */
@inline export const VALUE_MAX: i64 = 1 << 62;

@inline
export function stateAt(e: usize): MatchingState {
  return changetype<MatchingState>(e);
}

@inline
export function orderAt(e: usize, slot: u32): Order {
  return changetype<Order>(e + slot);
}

@inline
export function extraAt(e: usize, slot: u32): Extra {
  const s = stateAt(e);
  return changetype<Extra>(e + s.extras + (slot - s.orders));
}

/**
 * Copies a slot by its eight words: a call of memory.copy costs more, and wider loads would wait
 * for the words that were just written.
 */
@inline
export function copyWords(from: usize, to: usize): void {
  store<u64>(to, load<u64>(from));
  store<u64>(to, load<u64>(from, 8), 8);
  store<u64>(to, load<u64>(from, 16), 16);
  store<u64>(to, load<u64>(from, 24), 24);
  store<u64>(to, load<u64>(from, 32), 32);
  store<u64>(to, load<u64>(from, 40), 40);
  store<u64>(to, load<u64>(from, 48), 48);
  store<u64>(to, load<u64>(from, 56), 56);
}

/** A free slot; there must be one. */
@inline
export function takeSlot(s: MatchingState): u32 {
  const slot = s.freeOrder;
  if (slot != 0) {
    s.freeOrder = orderAt(changetype<usize>(s), slot).next;
    return slot;
  }
  const fresh = s.freshOrder;
  s.freshOrder = fresh + SIZEOF_ORDER;
  return fresh;
}

@inline
export function giveSlot(s: MatchingState, slot: u32): void {
  orderAt(changetype<usize>(s), slot).next = s.freeOrder;
  s.freeOrder = slot;
}

/**
 * Quotient where `value`, taken as u64, is a multiple of the divisor, otherwise a number above that
 * of any multiple. One comparison says whether a value is a multiple from 1 to VALUE_MAX: its
 * quotient less 1, as u64, is below VALUE_MAX divided by the divisor.
 */
@inline
export function exactQuotient(value: i64, inverse: u64, shift: u32): u64 {
  return rotr<u64>(<u64>value * inverse, <u64>shift);
}

/** Net position of an owner, quantity quanta. */
@inline
export function positionOf(e: usize, owner: u32): i64 {
  return load<i64>(e + stateAt(e).positions + ((<usize>owner) << 3));
}

/** A position nearer to zero than this has room for any quantity. */
@inline const FAR_FROM_ENDS: i64 = 1 << 61;

/** Adds to a position; what would pass 2^63 - 1 either way stays there. */
@inline
export function movePosition(at: usize, by: i64): void {
  const before = load<i64>(at);
  const after = before + by;
  if (<u64>(before + FAR_FROM_ENDS) < 2 * <u64>FAR_FROM_ENDS) store<i64>(at, after);
  else if (((before ^ after) & (by ^ after)) >= 0 && after != i64.MIN_VALUE) store<i64>(at, after);
  else store<i64>(at, by > 0 ? i64.MAX_VALUE : i64.MIN_VALUE + 1);
}

/** What an order on `side` can close of a position. */
@inline
export function closable(position: i64, side: u32): i64 {
  if (side == BUY) return position < 0 ? -position : 0;
  return position > 0 ? position : 0;
}
