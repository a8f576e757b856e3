// What a strategy does about orders that are open, and timers.
import { ReplaceOrder } from '../../core-wasm/abi/orders';
import { OrderState } from '../../core-wasm/abi/session';
import { Status } from '../../core-wasm/abi/status';
import { replace as sendReplace } from '../../core-wasm/session/commands';
import { orderFind } from '../../core-wasm/session/orders';
import { timerClear, timerSet } from '../../core-wasm/session/timers';
import { ALL, cancelAllOf } from './commands';
import { marketOf } from './given';
import { Market } from './market';
import { sessionOf } from './session';

/** Cancels all open orders, or those of one market, oldest first; returns how many. */
export function cancelAll(market: Market | null = null): i32 {
  return cancelAllOf(market === null ? ALL : market.id);
}

/**
 * New price and new total quantity (filled part included), in quanta; 0: as it is. False: no such
 * order is open.
 */
export function replace(id: i64, price: i64 = 0, qty: i64 = 0): bool {
  const s = sessionOf();
  if (price < 0 || qty < 0) throw new Error('no replacement: a price or quantity below 0');
  if (price == 0 || qty == 0) {
    const at = orderFind(s, id);
    if (at == 0) return false;
    const order = changetype<OrderState>(at);
    if (price == 0) price = order.price;
    if (qty == 0) qty = order.qty;
  }
  const r = changetype<ReplaceOrder>(<usize>s.command);
  memory.fill(changetype<usize>(r), 0, 64);
  r.orderId = id;
  r.price = price;
  r.qty = qty;
  return sendReplace(s) == Status.Ok;
}

/** The same in the units of the venue. */
export function modify(id: i64, price: f64 = 0, qty: f64 = 0): bool {
  const at = orderFind(sessionOf(), id);
  if (at == 0) return false;
  const market = marketOf(changetype<OrderState>(at).instrumentId);
  return replace(id, market.priceToQuanta(price), market.qtyToQuanta(qty));
}

/** `onTimer(id)` once, `delayNs` from now, then every `intervalNs` unless that is 0. */
export function setTimer(id: u32, delayNs: i64, intervalNs: i64 = 0): void {
  if (delayNs < 0 || intervalNs < 0) throw new Error('no timer: a delay or interval below 0');
  const s = sessionOf();
  store<i64>(<usize>s.command, s.nowNs + delayNs);
  store<i64>(<usize>s.command, intervalNs, 8);
  if (timerSet(s, id, <usize>s.command) != Status.Ok) throw new Error('no room for another timer');
}

/** `onTimer(id)` every `intervalNs`, first one interval from now. */
export function setInterval(id: u32, intervalNs: i64): void {
  if (intervalNs < 1) throw new Error('an interval is at least 1 ns');
  setTimer(id, intervalNs, intervalNs);
}

export function clearTimer(id: u32): void {
  timerClear(sessionOf(), id);
}
