// The strategy's side of a run: the session that it belongs to, and the loop between the two. The
// core and the strategy are one module, so that an event costs a call and no border.
import { BarHeader, Bar as BarRecord, SIZEOF_BAR } from '../../core-wasm/abi/bars';
import { OrderHeader, OrderUpdate } from '../../core-wasm/abi/orders';
import { MarketEvent } from '../../core-wasm/abi/records';
import { SessionEvent, SessionState } from '../../core-wasm/abi/session';
import { Status } from '../../core-wasm/abi/status';
import { orderFind } from '../../core-wasm/session/orders';
import { sessionRun } from '../../core-wasm/session/run';
import { Bar, Fill, Order, Trade } from './events';
import { give, marketOf } from './given';
import { hasLogged } from './log';
import { Market } from './market';
import { attach, sessionAt, sessionOf } from './session';
import { givenState, isStateRefused, roomFor } from './state';
import { Strategy } from './strategy';

let strategy: Strategy | null = null;
const bar = new Bar();
const trade = new Trade();
const fill = new Fill();
const order = new Order();

/** Time of the event, ns since 1970. */
export function timeNs(): i64 {
  return sessionOf().nowNs;
}

/** Orders are ignored as long as it lasts. */
export function isWarmingUp(): bool {
  const s = sessionOf();
  return s.nowNs < s.tradeFromNs;
}

/** Hands the session over, before `strategyCreate`. */
export function strategyAttach(
  at: u32,
  params: u32,
  paramsCount: u32,
  roles: u32,
  rolesCount: u32,
  currency: u32,
  cashUnit: f64,
): void {
  attach(at, currency, cashUnit);
  give(params, paramsCount, roles, rolesCount);
}

export function use(created: Strategy): void {
  strategy = created;
}

export function strategyStart(): void {
  strategy!.onStart();
}

export function strategyStop(): void {
  strategy!.onStop();
}

export function strategyPause(): void {
  strategy!.onPause();
}

export function strategyResume(): void {
  strategy!.onResume();
}

/** Room for a state of `count` numbers, which `strategyRestore` hands over. */
export function strategyState(count: u32): u32 {
  return roomFor(count);
}

/** False: the strategy takes no state. */
export function strategyRestore(): bool {
  strategy!.restore(givenState());
  return !isStateRefused();
}

/** Address of what the strategy must remember: a StaticArray of f64; 0: nothing. */
export function strategySnapshot(): u32 {
  return <u32>changetype<usize>(strategy!.snapshot());
}

/** Runs to the next place at which the host is needed: see `sessionRun`, or lines of the log. */
export function strategyRun(cursors: u32, count: u32): i32 {
  const own = strategy!;
  while (true) {
    const status = sessionRun(sessionAt(), cursors, count);
    if (status != Status.EventReady) return status;
    deliver(own, sessionOf());
    if (hasLogged()) return Status.EventReady;
  }
}

function deliver(own: Strategy, s: SessionState): void {
  const bits = s.eventBits;
  if (bits & SessionEvent.Timer) {
    own.onTimer(s.eventTimer);
    return;
  }
  const where = marketOf(s.eventInstrument);
  if (bits & (SessionEvent.Fill | SessionEvent.OrderUpdate)) {
    deliverOrder(own, s, bits, where);
    return;
  }
  if (bits & SessionEvent.Bar)
    for (let at = s.barsAt; at < s.barsEnd; at += <u32>SIZEOF_BAR) own.onBar(bar.move(at, where));
  if (bits & SessionEvent.Trade) own.onTrade(trade.move(s.eventRecord, where));
  if (bits & SessionEvent.Book) own.onBook(where);
  if (bits & SessionEvent.TopOfBook) own.onTopOfBook(where);
  if (bits & SessionEvent.MarketStatus)
    own.onMarketStatus(where, changetype<MarketEvent>(<usize>s.eventRecord).status);
}

function deliverOrder(own: Strategy, s: SessionState, bits: u32, where: Market): void {
  const record = s.eventRecord;
  if (bits & SessionEvent.Fill) own.onFill(fill.move(record, where));
  const at = orderFind(s, changetype<OrderUpdate>(<usize>record).orderId);
  if (at != 0) own.onOrder(order.move(<u32>at, where));
}
