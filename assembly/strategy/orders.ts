// Cancels, replacements, timers.
import { CancelOrder, ReplaceOrder } from '../../core-wasm/abi/orders';
import { OrderState, SessionState } from '../../core-wasm/abi/session';
import { Status } from '../../core-wasm/abi/status';
import { cancel as sendCancel, replace as sendReplace } from '../../core-wasm/session/commands';
import { orderAt } from '../../core-wasm/session/orders';
import { timerClear, timerSet } from '../../core-wasm/session/timers';
import { sessionOf } from './session';

function cancelIn(s: SessionState, id: i64): bool {
  const r = changetype<CancelOrder>(<usize>s.command);
  memory.fill(changetype<usize>(r), 0, 64);
  r.orderId = id;
  return sendCancel(s) == Status.Ok;
}

/** False: no such order is open. */
export function cancel(id: i64): bool {
  return cancelIn(sessionOf(), id);
}

/** Cancels the open orders of an instrument, oldest first; returns how many. */
export function cancelAll(s: SessionState, instrumentId: u32): i32 {
  let count = 0;
  let after: i64 = 0;
  while (true) {
    // The list has no order of its own: the next larger id each time.
    let next = i64.MAX_VALUE;
    for (let i: u32 = 0; i < s.openOrders; i++) {
      const order = changetype<OrderState>(orderAt(s, i));
      if (<u32>order.instrumentId == instrumentId && order.orderId > after)
        next = min(next, order.orderId);
    }
    if (next == i64.MAX_VALUE) return count;
    if (cancelIn(s, next)) count++;
    after = next;
  }
}

/** New price and new total quantity (filled part included), in quanta. False: not open. */
export function replace(id: i64, price: i64, qty: i64): bool {
  const s = sessionOf();
  const r = changetype<ReplaceOrder>(<usize>s.command);
  memory.fill(changetype<usize>(r), 0, 64);
  r.orderId = id;
  r.price = price;
  r.qty = qty;
  return sendReplace(s) == Status.Ok;
}

/** `onTimer(id)` once, `delayNs` from now, then every `intervalNs` unless that is 0. */
export function setTimer(id: u32, delayNs: i64, intervalNs: i64 = 0): void {
  const s = sessionOf();
  store<i64>(<usize>s.command, s.nowNs + delayNs);
  store<i64>(<usize>s.command, intervalNs, 8);
  if (timerSet(s, id, <usize>s.command) != Status.Ok) throw new Error('no room for another timer');
}

export function clearTimer(id: u32): void {
  timerClear(sessionOf(), id);
}
