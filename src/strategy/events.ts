// What a strategy is told. The objects of market data are views that the next event changes: copy
// the numbers that you keep. Prices and quantities in quanta are whole numbers (exact up to 2^53);
// those without the word are in the units of the venue.
import type { Market } from './market.ts';
import type { OrderKindName, OrderSide, OrderStatusName } from './names.ts';

/** A trade on the venue's tape. */
export interface Print {
  readonly market: Market;
  readonly exchangeTsNs: bigint;
  readonly priceQuanta: number;
  readonly qtyQuanta: number;
  readonly price: number;
  readonly qty: number;
  /** Who took. Undefined where the venue does not say. */
  readonly aggressorSide: OrderSide | undefined;
  /** -1 where the venue gives none. */
  readonly tradeId: bigint;
}

export interface Bar {
  readonly market: Market;
  /** The subscription's text, such as `1m`. */
  readonly series: string;
  /** Start and end of its interval, ns since 1970. */
  readonly openTsNs: bigint;
  readonly closeTsNs: bigint;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** Part of the volume whose aggressor bought; 0 where it is not known. */
  readonly buyVolume: number;
  readonly trades: number;
  /** Nothing traded: the prices are the close before it. */
  readonly isEmpty: boolean;
}

/** One execution of an own order. */
export interface FillEvent {
  readonly market: Market;
  readonly orderId: number;
  readonly tag: number;
  readonly side: OrderSide;
  readonly role: 'maker' | 'taker';
  readonly priceQuanta: number;
  readonly qtyQuanta: number;
  readonly price: number;
  readonly qty: number;
  /** In the settlement currency; negative: a rebate. */
  readonly fee: number;
  readonly realizedPnl: number;
  readonly leavesQuanta: number;
  /** Venue time, ns since 1970. */
  readonly exchangeTsNs: bigint;
}

/** The state of an own order. */
export interface OrderEvent {
  readonly market: Market;
  readonly orderId: number;
  readonly tag: number;
  readonly side: OrderSide;
  readonly kind: OrderKindName;
  readonly status: OrderStatusName;
  /** Why: `none`, `requested`, `wouldTake`, `riskNotional`, ... */
  readonly reason: string;
  readonly priceQuanta: number;
  readonly qtyQuanta: number;
  readonly leavesQuanta: number;
  readonly cumQuanta: number;
  readonly price: number;
  readonly qty: number;
  /** Mean price of its fills; NaN before the first. */
  readonly avgPrice: number;
  readonly isOpen: boolean;
}
