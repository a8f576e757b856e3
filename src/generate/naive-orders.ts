// The book of a generated L3 stream, kept the obvious way: maps of orders and of levels. An oracle
// for tests: it throws at the first record that does not make sense.
import { OrderEventView, RecordFlag, RecordKind, TradeView } from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import type { RecordRange } from './market.ts';

interface Order {
  readonly bid: boolean;
  price: number;
  qty: number;
}

/** A print or an execution. */
export interface Fill {
  readonly price: number;
  readonly qty: number;
  /** True when the aggressor bought. */
  readonly buy: boolean;
}

/** Far cheaper than an `expect` in loops over millions of records. */
export function must(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** Addresses of the records in a range. */
export function* recordsIn(core: Core, range: RecordRange): Generator<number, void, undefined> {
  for (let at = range.start; at < range.end; at += core.view.getUint32(at, true)) yield at;
}

export class NaiveOrders {
  readonly orders = new Map<bigint, Order>();
  readonly bids = new Map<number, number>();
  readonly asks = new Map<number, number>();
  /** Prices that changed since the reader cleared them: price, negative for asks. */
  readonly changed = new Set<number>();
  bestBid = 0;
  bestAsk = Number.POSITIVE_INFINITY;
  seq = 0;
  executed: Fill | undefined;
  fills = 0;
  recvTsNs = -(1n << 62n);
  exchangeTsNs = 0n;
  lastTradeId = 0n;
  readonly #order: OrderEventView;
  readonly #trade: TradeView;
  readonly #tickSize: number;

  /** @param tickSize in price quanta */
  constructor(core: Core, tickSize: number) {
    this.#tickSize = tickSize;
    this.#order = new OrderEventView(core.view);
    this.#trade = new TradeView(core.view);
  }

  #times(recv: bigint, exchange: bigint): void {
    must(recv > this.recvTsNs, 'receive times go forward');
    must(exchange >= this.exchangeTsNs, 'exchange times never go back');
    this.recvTsNs = recv;
    this.exchangeTsNs = exchange;
  }

  #level(bid: boolean, price: number, change: number): void {
    const side = bid ? this.bids : this.asks;
    const qty = (side.get(price) ?? 0) + change;
    must(qty >= 0, `a level below zero at ${price}`);
    if (qty === 0) side.delete(price);
    else side.set(price, qty);
    this.changed.add(bid ? price : -price);
    if (qty > 0) {
      if (bid && price > this.bestBid) this.bestBid = price;
      if (!bid && price < this.bestAsk) this.bestAsk = price;
      return;
    }
    // Down or up tick by tick: a side is never empty.
    if (bid) while (!this.bids.has(this.bestBid)) this.bestBid -= this.#tickSize;
    else while (!this.asks.has(this.bestAsk)) this.bestAsk += this.#tickSize;
  }

  /** Applies the record at `at`; returns the print, if it is one. */
  apply(at: number): Fill | undefined {
    const event = this.#order;
    event.offset = at;
    this.#times(event.recvTsNs, event.exchangeTsNs);
    if (event.kind === RecordKind.Trade) return this.#print(at);
    must(this.executed === undefined, 'a print follows its execution at once');
    const seq = Number(event.seq);
    must(seq === this.seq + 1, `sequence ${seq} after ${this.seq}`);
    this.seq = seq;
    const bid = (event.flags & RecordFlag.Buy) !== 0;
    const price = Number(event.price);
    const qty = Number(event.qty);
    must(qty > 0 && price > 0, 'positive price and quantity');
    if (event.kind === RecordKind.OrderAdd) {
      must(!this.orders.has(event.orderId), 'a new order id');
      this.orders.set(event.orderId, { bid, price, qty });
      this.#level(bid, price, qty);
    } else this.#change(event, bid, price, qty);
    must(this.bestBid < this.bestAsk, `crossed: ${this.bestBid} ${this.bestAsk} at ${seq}`);
    return undefined;
  }

  #change(event: OrderEventView, bid: boolean, price: number, qty: number): void {
    const order = this.orders.get(event.orderId);
    if (order === undefined) throw new Error(`order ${event.orderId} does not live`);
    must(order.bid === bid, 'the side of the order');
    if (event.kind === RecordKind.OrderModify) {
      this.#level(bid, order.price, -order.qty);
      this.#level(bid, price, qty);
      order.price = price;
      order.qty = qty;
      return;
    }
    must(order.price === price, 'the price of the order');
    if (event.kind === RecordKind.OrderDelete) must(qty === order.qty, 'all of the order');
    else if (event.kind === RecordKind.OrderReduce) must(qty < order.qty, 'part of the order');
    else {
      must(event.kind === RecordKind.OrderExecute, `kind ${event.kind}`);
      must(qty <= order.qty, 'at most the order');
      must(price === (bid ? this.bestBid : this.bestAsk), 'the best price trades first');
      this.executed = { price, qty, buy: !bid };
    }
    order.qty -= qty;
    if (order.qty === 0) this.orders.delete(event.orderId);
    this.#level(bid, price, -qty);
  }

  #print(at: number): Fill {
    const trade = this.#trade;
    trade.offset = at;
    const buy = (trade.flags & RecordFlag.Buy) !== 0;
    const fill = { price: Number(trade.price), qty: Number(trade.qty), buy };
    const { executed } = this;
    must(executed !== undefined, 'an execution before the print');
    must(
      executed?.price === fill.price && executed.qty === fill.qty && executed.buy === buy,
      'the print says what the execution said',
    );
    must(trade.tradeId === this.lastTradeId + 1n, 'trade ids count');
    this.lastTradeId = trade.tradeId;
    this.executed = undefined;
    this.fills++;
    return fill;
  }

  /** The best `count` levels of a side, best first. */
  levels(bid: boolean, count: number): [number, number][] {
    const side = bid ? this.bids : this.asks;
    const sign = bid ? -1 : 1;
    return [...side].sort((a, b) => sign * (a[0] - b[0])).slice(0, count);
  }
}
