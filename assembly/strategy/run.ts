// The strategy's side of a run: the session that it belongs to, and the loop between the two. The
// core and the strategy are one module, so that an event costs a call and no border.
import { BarHeader, Bar as BarRecord, SIZEOF_BAR } from '../../core-wasm/abi/bars';
import { OrderHeader, OrderUpdate } from '../../core-wasm/abi/orders';
import { MarketEvent } from '../../core-wasm/abi/records';
import { OrderState, SessionEvent, SessionState } from '../../core-wasm/abi/session';
import { Status } from '../../core-wasm/abi/status';
import { accountEquity } from '../../core-wasm/account/margin';
import { orderFind } from '../../core-wasm/session/orders';
import { sessionRun } from '../../core-wasm/session/run';
import { Bar, Fill, Order, Trade } from './events';
import { Market } from './market';
import { attach, sessionAt, sessionOf } from './session';
import { Strategy } from './strategy';

/** What the host hands over: params as pairs (hash of the name, value), roles as (hash, id). */
let paramTable: usize = 0;
let paramCount: u32 = 0;
let roleTable: usize = 0;
let roleCount: u32 = 0;
/** Place of the settlement currency in the account, and its quanta in a unit. */
let settlement: u32 = 0;
let cashPower: f64 = 1;
let strategy: Strategy | null = null;
const markets = new Map<u32, Market>();
/** The one of the last event: as a rule that of the next one too. */
let lastMarket: Market | null = null;
const bar = new Bar();
const trade = new Trade();
const fill = new Fill();
const order = new Order();

/** FNV-1a over the UTF-16 units: names cross the border as numbers. */
function hashOf(name: string): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = (hash ^ <u32>name.charCodeAt(i)) * 0x01000193;
  return hash;
}

/** Value of a declared parameter; booleans are 0 or 1, choices the place in their list. */
export function param(name: string): f64 {
  const hash = hashOf(name);
  for (let i: u32 = 0; i < paramCount; i++) {
    const at = paramTable + ((<usize>i) << 4);
    if (load<u32>(at) == hash) return load<f64>(at, 8);
  }
  throw new Error('no such parameter: ' + name);
}

/** The market that plays a declared role. */
export function market(role: string): Market {
  const hash = hashOf(role);
  for (let i: u32 = 0; i < roleCount; i++) {
    const at = roleTable + ((<usize>i) << 4);
    if (load<u32>(at) == hash) return marketOf(load<u32>(at, 4));
  }
  throw new Error('no such role: ' + role);
}

function marketOf(id: u32): Market {
  const last = lastMarket;
  if (last !== null && last.id == id) return last;
  if (!markets.has(id)) markets.set(id, new Market(sessionAt(), id));
  const found = markets.get(id);
  lastMarket = found;
  return found;
}

/** Time of the event, ns since 1970. */
export function timeNs(): i64 {
  return sessionOf().nowNs;
}

/** Orders are ignored as long as it lasts. */
export function isWarmingUp(): bool {
  const s = sessionOf();
  return s.nowNs < s.tradeFromNs;
}

/** Own open orders. */
export function openOrderCount(): u32 {
  return sessionOf().openOrders;
}

/** Cash and open positions at their marks, in the settlement currency. */
export function equity(): f64 {
  return <f64>accountEquity(sessionOf().account, settlement) / cashPower;
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
  attach(at);
  settlement = currency;
  cashPower = cashUnit;
  paramTable = params;
  paramCount = paramsCount;
  roleTable = roles;
  roleCount = rolesCount;
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

/** Runs to the next place at which the host is needed: see `sessionRun`. */
export function strategyRun(cursors: u32, count: u32): i32 {
  const own = strategy!;
  while (true) {
    const status = sessionRun(sessionAt(), cursors, count);
    if (status != Status.EventReady) return status;
    deliver(own, sessionOf());
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

/** The order with an id while it is open, or ended with the present event; null: there is none. */
export function orderOf(id: i64): Order | null {
  const at = orderFind(sessionOf(), id);
  if (at == 0) return null;
  const state = changetype<OrderState>(at);
  return new Order().move(<u32>at, marketOf(state.instrumentId));
}
