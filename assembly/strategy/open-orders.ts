// Own orders by id, and one after the other.
import { OrderState } from '../../core-wasm/abi/session';
import { orderFind } from '../../core-wasm/session/orders';
import { ALL, openAfter } from './commands';
import { Order } from './events';
import { marketOf } from './given';
import { Market } from './market';
import { sessionOf } from './session';

const found = new Order();

/** Own open orders. */
export function openOrderCount(): u32 {
  return sessionOf().openOrders;
}

/**
 * The order with an id while it is open, or ended with the present event; null: there is none. A
 * view that the next call moves: another one than `onOrder` is given.
 */
export function orderOf(id: i64): Order | null {
  const at = orderFind(sessionOf(), id);
  if (at == 0) return null;
  return found.move(<u32>at, marketOf(changetype<OrderState>(at).instrumentId));
}

/**
 * Id of the oldest open order above `after`, of one market or all; 0: there is none. Through all of
 * them, oldest first: `for (let id = nextOpenOrder(); id != 0; id = nextOpenOrder(id))`.
 * Cost: a look at each open order.
 */
export function nextOpenOrder(after: i64 = 0, market: Market | null = null): i64 {
  return openAfter(after, market === null ? ALL : market.id);
}
