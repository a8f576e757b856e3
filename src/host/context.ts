// The context of a strategy over a session in core memory. Hot reads go straight to memory; orders
// are one call into the core each.
import { CancelOrderAt, ReplaceOrderAt } from '../abi/orders.ts';
import { OrderStateAt, SessionStateAt } from '../abi/session.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { formatTime } from '../model/time.ts';
import type { Account as CoreAccount } from '../session/account.ts';
import type { Session } from '../session/session.ts';
import type { Account, Context, OrderRequest } from '../strategy/contract.ts';
import type { OrderEvent } from '../strategy/events.ts';
import { checkKeys, knownKeys } from '../strategy/known-keys.ts';
import type { DecimalInput, Market, SignalOptions } from '../strategy/market.ts';
import type { OrderSide } from '../strategy/names.ts';
import { readI64, writeI64 } from './int64.ts';
import type { MarketHandle, Orders } from './market-handle.ts';
import { badOrder, writeOrder } from './order-record.ts';
import { OrderView } from './views.ts';

/** The account as a strategy reads it. */
export class AccountHandle implements Account {
  readonly currency: string;
  private readonly account: CoreAccount;
  private readonly power: number;

  constructor(account: CoreAccount, currency: string) {
    this.account = account;
    this.currency = currency;
    this.power = 10 ** account.cashScale;
  }

  private inUnits(quanta: bigint): number {
    return Number(quanta) / this.power;
  }

  get equity(): number {
    return this.inUnits(this.account.equity(this.currency));
  }

  get cash(): number {
    return this.inUnits(this.account.balance(this.currency).cash);
  }

  get realizedPnl(): number {
    return this.inUnits(this.account.balance(this.currency).realized);
  }

  get unrealizedPnl(): number {
    return this.inUnits(this.account.balance(this.currency).unrealized);
  }

  get fees(): number {
    return this.inUnits(this.account.balance(this.currency).fee);
  }
}

export interface ContextParts<P> {
  readonly session: Session;
  readonly account: AccountHandle;
  readonly params: P;
  readonly epochNs: bigint;
  readonly log: (timeNs: bigint, message: string) => void;
}

const SIGNAL_KEYS = knownKeys<keyof SignalOptions>({
  price: true,
  timeInForce: true,
  postOnly: true,
  reduceOnly: true,
  stopPrice: true,
  selfTrade: true,
  tag: true,
});
const ORDER_KEYS = knownKeys<keyof OrderRequest>({
  market: true,
  side: true,
  kind: true,
  qtyQuanta: true,
  priceQuanta: true,
  stopQuanta: true,
  displayQuanta: true,
  trailQuanta: true,
  timeInForce: true,
  expireTsNs: true,
  postOnly: true,
  reduceOnly: true,
  selfTrade: true,
  tag: true,
});

const REPLACE_KEYS = knownKeys({ priceQuanta: true, qtyQuanta: true });
const MODIFY_KEYS = knownKeys({ price: true, qty: true });

export class StrategyContext<P> implements Context<P>, Orders {
  readonly params: P;
  readonly account: AccountHandle;
  readonly epochNs: bigint;
  /** Filled in by the host once the handles stand, which ask this context. */
  readonly markets: Record<string, MarketHandle> = {};
  readonly byId: (MarketHandle | undefined)[] = [];
  private readonly session: Session;
  private readonly view: DataView;
  private readonly command: number;
  private readonly epochLow: number;
  private readonly epochHigh: number;
  private readonly found: OrderView;
  private readonly writeLog: (timeNs: bigint, message: string) => void;

  constructor(parts: ContextParts<P>) {
    const { session } = parts;
    this.session = session;
    this.view = session.core.view;
    this.command = session.command;
    this.params = parts.params;
    this.account = parts.account;
    this.epochNs = parts.epochNs;
    this.epochLow = Number(parts.epochNs & 0xffff_ffffn);
    this.epochHigh = Number(parts.epochNs >> 32n);
    this.found = new OrderView(this.view);
    this.writeLog = parts.log;
  }

  addMarket(market: MarketHandle): void {
    this.markets[market.role] = market;
    this.byId[market.id] = market;
  }

  get timeNs(): number {
    return this.session.timeSince(this.epochLow, this.epochHigh);
  }

  get isWarmingUp(): boolean {
    const { nowNs, tradeFromNs } = this.session.state;
    return nowNs < tradeFromNs;
  }

  get openOrderCount(): number {
    return this.view.getUint32(this.session.address + SessionStateAt.openOrders, true);
  }

  submit(order: OrderRequest): number {
    checkKeys(order, ORDER_KEYS, 'BAD_ORDER', 'an order');
    return this.send(order);
  }

  private send(order: OrderRequest): number {
    const market = this.own(order.market);
    writeOrder(this.view, this.command, order);
    if (market.readOnly) throw badOrder('market', 'one that is not read-only', market.key);
    if (this.isWarmingUp) return 0;
    this.session.submit();
    return readI64(this.view, this.session.address + SessionStateAt.lastOrderId);
  }

  signal(market: MarketHandle, side: OrderSide, qty: number, options: SignalOptions): number {
    checkKeys(options, SIGNAL_KEYS, 'BAD_ORDER', 'an order');
    const { price, stopPrice, timeInForce, postOnly, reduceOnly, selfTrade, tag } = options;
    return this.send({
      market,
      side,
      qtyQuanta: qty,
      ...(price === undefined ? {} : { priceQuanta: market.priceToQuanta(price) }),
      ...(stopPrice === undefined ? {} : { stopQuanta: market.priceToQuanta(stopPrice) }),
      ...(timeInForce === undefined ? {} : { timeInForce }),
      ...(postOnly === undefined ? {} : { postOnly }),
      ...(reduceOnly === undefined ? {} : { reduceOnly }),
      ...(selfTrade === undefined ? {} : { selfTrade }),
      ...(tag === undefined ? {} : { tag }),
    });
  }

  closePosition(market: MarketHandle): number {
    this.cancelAll(market);
    const position = market.positionQuanta;
    if (position === 0) return 0;
    const side = position > 0 ? 'sell' : 'buy';
    return this.submit({ market, side, qtyQuanta: Math.abs(position), reduceOnly: true });
  }

  cancel(orderId: number): boolean {
    checkId(orderId);
    for (let i = 0; i < 64; i += 8) this.view.setFloat64(this.command + i, 0, true);
    writeI64(this.view, this.command + CancelOrderAt.orderId, orderId);
    return this.session.cancel();
  }

  cancelAll(market?: Market): number {
    let count = 0;
    for (const id of this.openOrders(market)) if (this.cancel(id)) count++;
    return count;
  }

  replace(orderId: number, change: { priceQuanta?: number; qtyQuanta?: number }): boolean {
    checkKeys(change, REPLACE_KEYS, 'BAD_ORDER', 'a replacement');
    const order = this.lookUp(orderId);
    if (order === undefined || !order.isOpen) return false;
    // Market orders, stops and trailing stops have none, and keep none.
    const price = change.priceQuanta ?? order.priceQuanta;
    const qty = change.qtyQuanta ?? order.qtyQuanta;
    if (change.priceQuanta !== undefined && !(Number.isSafeInteger(price) && price > 0))
      throw badOrder('priceQuanta', 'a whole number of quanta above 0', price);
    if (!(Number.isSafeInteger(qty) && qty > 0))
      throw badOrder('qtyQuanta', 'a whole number of quanta above 0', qty);
    for (let i = 0; i < 64; i += 8) this.view.setFloat64(this.command + i, 0, true);
    writeI64(this.view, this.command + ReplaceOrderAt.orderId, orderId);
    writeI64(this.view, this.command + ReplaceOrderAt.price, price);
    writeI64(this.view, this.command + ReplaceOrderAt.qty, qty);
    return this.session.replace();
  }

  modify(orderId: number, change: { price?: DecimalInput; qty?: DecimalInput }): boolean {
    checkKeys(change, MODIFY_KEYS, 'BAD_ORDER', 'a modification');
    const order = this.lookUp(orderId);
    if (order === undefined) return false;
    const { price, qty } = change;
    return this.replace(orderId, {
      ...(price === undefined ? {} : { priceQuanta: order.market.priceToQuanta(price) }),
      ...(qty === undefined ? {} : { qtyQuanta: order.market.qtyToQuanta(qty) }),
    });
  }

  order(orderId: number): OrderEvent | undefined {
    return this.lookUp(orderId);
  }

  private lookUp(orderId: number): OrderView | undefined {
    checkId(orderId);
    writeI64(this.view, this.command, orderId);
    const at = this.session.core.exports.sessionOrder(this.session.address) >>> 0;
    if (at === 0) return undefined;
    return this.found.move(at, this.marketAt(at));
  }

  private marketAt(orderAt: number): MarketHandle {
    const id = this.view.getUint16(orderAt + OrderStateAt.instrumentId, true);
    const market = this.byId[id];
    if (market === undefined) throw new RangeError(`order of an unknown instrument ${id}`);
    return market;
  }

  openOrders(market?: Market): number[] {
    const ids: number[] = [];
    for (let i = 0; i < this.openOrderCount; i++) {
      const at = this.session.openOrderAddress(i);
      const id = this.view.getUint16(at + OrderStateAt.instrumentId, true);
      if (market === undefined || market.id === id)
        ids.push(readI64(this.view, at + OrderStateAt.orderId));
    }
    return ids.sort((a, b) => a - b);
  }

  setTimer(id: number, delayNs: number): void {
    this.startTimer(id, delayNs, 0n);
  }

  setInterval(id: number, intervalNs: number): void {
    if (!(intervalNs >= 1))
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'an interval is at least 1 ns', {
        found: `${intervalNs}`,
      });
    this.startTimer(id, intervalNs, BigInt(Math.floor(intervalNs)));
  }

  private startTimer(id: number, delayNs: number, intervalNs: bigint): void {
    if (!(Number.isInteger(id) && id >= 0 && id <= 0x7fff_ffff))
      throw badTimer('id', 'a whole number from 0 to 2^31 - 1', id);
    if (!(delayNs >= 0 && delayNs <= Number.MAX_SAFE_INTEGER))
      throw badTimer('delay', 'ns from 0 on', delayNs);
    this.session.setTimer(id, this.session.state.nowNs + BigInt(Math.floor(delayNs)), intervalNs);
  }

  clearTimer(id: number): void {
    this.session.clearTimer(id);
  }

  log(message: string): void {
    this.writeLog(this.session.state.nowNs, message);
  }

  /** Time of the event as text, for messages. */
  timeText(): string {
    return formatTime(this.session.state.nowNs);
  }

  /** A market of this very context: objects of other runs have other ids. */
  private own(market: Market): MarketHandle {
    const handle = this.byId[market.id];
    if (handle !== undefined && handle === market) return handle;
    throw badOrder('market', 'one of the context', market.key);
  }
}

function checkId(orderId: number): void {
  if (!Number.isSafeInteger(orderId)) throw badOrder('id', 'an id that submit returned', orderId);
}

function badTimer(field: string, expected: string, found: unknown): OutcryError {
  return new OutcryError('BAD_ARGUMENT', 'usage', `no timer: ${field} is refused`, {
    expected,
    found: String(found),
  });
}
