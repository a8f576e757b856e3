// The words of the strategy contract.
export type OrderSide = 'buy' | 'sell';
export type OrderKindName =
  | 'limit'
  | 'market'
  | 'stopMarket'
  | 'stopLimit'
  | 'trailingStop'
  | 'iceberg';
export type OrderStatusName =
  | 'pendingNew'
  | 'working'
  | 'partiallyFilled'
  | 'filled'
  | 'cancelled'
  | 'rejected'
  | 'expired'
  | 'pendingCancel'
  | 'pendingReplace'
  | 'untriggered';

export type MarketStatusName = 'trading' | 'halted' | 'quoteOnly' | 'closed';
/** What happens where two own orders would trade with each other. */
export type SelfTradeName = 'allow' | 'cancelTaker' | 'cancelMaker' | 'cancelBoth' | 'decrement';
export type TimeInForceName = 'gtc' | 'ioc' | 'fok' | 'gtd' | 'day';
