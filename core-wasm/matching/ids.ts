// Order id to slot: a table of chains. An entry is the first order of its chain, 0: none; orders
// hold the next one, and where their chain begins. The table has at least four entries for each
// order, so that nearly every chain is one order long and a search or a removal goes straight
// through: a branch that the processor cannot foresee costs more than all the rest of it.
// Ids usually count up. As many in a row as the table has entries stand in a row in it: none meets
// another of its row, and the processor fetches the next line in time. Where a row begins is mixed
// from all higher bits of its ids.
import { MatchingState } from '../abi/matching';
import { Order, orderAt } from './state';

/** Where `link` stands in an order. */
@inline const LINK: usize = 48;

/** Entries for `capacity` orders: the smallest power of two of at least four times as many. */
@inline
export function idEntries(capacity: u32): u32 {
  return (<u32>1) << (32 - clz<u32>(capacity * 4 - 1));
}

/** Offset of the entry where the chain of an id begins. */
@inline
export function chainOf(s: MatchingState, id: i64): u32 {
  const mask = s.idsMask;
  const bits = <u64>popcnt<u32>(mask);
  const start = rotl<u64>((<u64>id >> bits) * 0x9e3779b97f4a7c15, bits);
  return s.ids + (((<u32>id + <u32>start) & mask) << 2);
}

/** Slot of an id whose chain is known, 0 when there is none. */
@inline
export function findIn(e: usize, chain: u32, id: i64): u32 {
  let slot = load<u32>(e + chain);
  while (slot != 0 && orderAt(e, slot).orderId != id) slot = orderAt(e, slot).link;
  return slot;
}

/** Slot of an id, 0 when there is none. */
@inline
export function findId(s: MatchingState, id: i64): u32 {
  return findIn(changetype<usize>(s), chainOf(s, id), id);
}

/** Puts an order first into the chain of its id, where that is not. */
@inline
export function putId(e: usize, chain: u32, order: Order, slot: u32): void {
  order.link = load<u32>(e + chain);
  order.chain = chain;
  store<u32>(e + chain, slot);
}

/** Takes an order out of its chain. */
@inline
export function dropId(e: usize, order: Order, slot: u32): void {
  let at = e + order.chain;
  while (load<u32>(at) != slot) at = e + load<u32>(at) + LINK;
  store<u32>(at, order.link);
}
