// What the naive venue knows of an own order. Sides: 0 buys and bids, 1 sells and asks.

export type Kind = 'Limit' | 'Market' | 'StopMarket' | 'StopLimit' | 'TrailingStop' | 'Iceberg';
export type Force = 'Gtc' | 'Ioc' | 'Fok' | 'Gtd';
export type SelfTradeMode = 'Allow' | 'CancelTaker' | 'CancelMaker' | 'CancelBoth' | 'Decrement';

export interface NaiveRequest {
  readonly id: number;
  readonly side: number;
  readonly kind: Kind;
  readonly price: number;
  readonly qty: number;
  readonly force: Force;
  /** 1 post-only, 2 slide, 4 reduce-only. */
  readonly flags: number;
  readonly selfTrade: SelfTradeMode;
  readonly owner: number;
  readonly stop: number;
  readonly display: number;
  readonly trail: number;
  readonly expire: number;
}

export interface NaiveOwn {
  readonly id: number;
  readonly side: number;
  readonly owner: number;
  readonly force: Force;
  readonly flags: number;
  readonly selfTrade: SelfTradeMode;
  readonly trail: number;
  readonly expire: number;
  kind: Kind;
  price: number;
  leaves: number;
  cum: number;
  stop: number;
  display: number;
  shown: number;
  ahead: number;
  /** In a book of single orders: the recorded ones that come before. */
  before: Set<number>;
  /** Counts up: time priority. */
  seq: number;
  place: 'none' | 'rests' | 'waits';
  isUntriggered: boolean;
  isReached: boolean;
  /** What it was to close is closed. */
  isUseless: boolean;
}
