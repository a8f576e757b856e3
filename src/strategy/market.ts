// An instrument as a strategy sees it: its book, its position, and orders in the venue's units.
import type { HasBook } from '../core/book-place.ts';
import type { OrderSide, SelfTradeName, TimeInForceName } from './names.ts';

/** Decimal text or a number; what has more digits than the instrument holds is refused. */
export type DecimalInput = string | number;

export interface SignalOptions {
  /** Limit price; left out, a market order. */
  readonly price?: DecimalInput;
  readonly timeInForce?: TimeInForceName;
  readonly postOnly?: boolean;
  readonly reduceOnly?: boolean;
  /** A stop: market order, or limit order with `price`, once the market trades there. */
  readonly stopPrice?: DecimalInput;
  /** Where it would take from an own order. @default 'cancelMaker' */
  readonly selfTrade?: SelfTradeName;
  /** The strategy's own mark, a whole number; comes back on updates and fills. */
  readonly tag?: number;
}

export interface Level {
  readonly price: number;
  readonly qty: number;
}

/** `followBook` of `outcry/micro` takes it too. */
export interface Market extends HasBook {
  /** The name under which the strategy declared it. */
  readonly role: string;
  /** Of this run only. */
  readonly id: number;
  /** `binance-usdm:BTCUSDT` */
  readonly key: string;
  readonly venue: string;
  readonly symbol: string;
  /** Decimals of a quantum of price and of quantity. */
  readonly priceScale: number;
  readonly qtyScale: number;
  /** Steps of prices and quantities, in quanta. */
  readonly tickQuanta: number;
  readonly lotQuanta: number;

  /** Whether the book can be read; a book that cannot be has prices of 0 and NaN. */
  readonly isLive: boolean;
  /** Best prices and quantities there, quanta; 0: that side is empty. */
  readonly bidQuanta: number;
  readonly bidQtyQuanta: number;
  readonly askQuanta: number;
  readonly askQtyQuanta: number;
  /** The same in the venue's units; NaN: not live, or the side is empty. */
  readonly bid: number;
  readonly bidQty: number;
  readonly ask: number;
  readonly askQty: number;
  readonly mid: number;
  /** (ask - bid) / mid * 10^4. */
  readonly spreadBps: number;
  /** Last price of a print or bar; NaN before the first. */
  readonly last: number;

  /** Up to `levels` levels of a side, best first. Allocates. */
  depth(side: 'bid' | 'ask', levels: number): Level[];
  /**
   * (bids - asks) / (bids + asks) over `levels` levels, level i weighted by decay^i. NaN: no book.
   */
  imbalance(levels: number, decay?: number): number;
  /** Mid weighted by the opposite quantities; NaN: no book. */
  microprice(): number;

  /** Signed; quanta, and units. */
  readonly positionQuanta: number;
  readonly position: number;
  /** Mean price of what is open; NaN when flat. */
  readonly entryPrice: number;
  readonly unrealizedPnl: number;

  /** Submits a buy order of `qty` and returns its id. 0: ignored, because of the warm-up. */
  buy(qty: DecimalInput, options?: SignalOptions): number;
  sell(qty: DecimalInput, options?: SignalOptions): number;
  /** Cancels the open orders here and closes the position at market; 0: nothing to close. */
  close(): number;

  /** Whole quanta of a price or quantity. @throws OutcryError SCALE_TOO_FINE, BAD_DECIMAL */
  priceToQuanta(price: DecimalInput): number;
  qtyToQuanta(qty: DecimalInput): number;
  priceOf(quanta: number): number;
  qtyOf(quanta: number): number;
  /** The nearest tick at or below (buy) or at or above (sell) `price`, in quanta. */
  tickBeside(price: number, side: OrderSide): number;
  /** The largest whole number of lots in `qty`, in quanta. */
  lotsWithin(qty: number): number;
}
