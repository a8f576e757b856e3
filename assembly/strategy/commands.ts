// What goes to the core about orders that are open, by ids alone.
import { CancelOrder } from '../../core-wasm/abi/orders';
import { OrderState } from '../../core-wasm/abi/session';
import { Status } from '../../core-wasm/abi/status';
import { cancel as sendCancel } from '../../core-wasm/session/commands';
import { orderAt } from '../../core-wasm/session/orders';
import { sessionOf } from './session';

/** Instead of an instrument's id: all of them. */
@inline export const ALL: u32 = u32.MAX_VALUE;

/** False: no such order is open. */
export function cancel(id: i64): bool {
  const s = sessionOf();
  const r = changetype<CancelOrder>(<usize>s.command);
  memory.fill(changetype<usize>(r), 0, 64);
  r.orderId = id;
  return sendCancel(s) == Status.Ok;
}

/** Id of the oldest open order above `after`; 0: there is none. */
export function openAfter(after: i64, instrumentId: u32): i64 {
  const s = sessionOf();
  let best = i64.MAX_VALUE;
  // The list has no order of its own.
  for (let i: u32 = 0; i < s.openOrders; i++) {
    const order = changetype<OrderState>(orderAt(s, i));
    if (order.orderId <= after || order.orderId >= best) continue;
    if (instrumentId == ALL || <u32>order.instrumentId == instrumentId) best = order.orderId;
  }
  return best == i64.MAX_VALUE ? 0 : best;
}

/** Oldest first; returns how many. */
export function cancelAllOf(instrumentId: u32): i32 {
  let count = 0;
  for (let id = openAfter(0, instrumentId); id != 0; id = openAfter(id, instrumentId))
    if (cancel(id)) count++;
  return count;
}
