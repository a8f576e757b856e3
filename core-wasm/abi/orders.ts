// Generated from core-wasm/schema/orders.fbs by scripts/generate-abi.ts. Do not edit.

export namespace LiquidityRole {
  @inline export const Maker: u8 = 0;
  @inline export const Taker: u8 = 1;
}

/** Bits of `SubmitOrder.orderFlags`. */
export namespace OrderFlag {
  // Rejected where it would take liquidity.
  @inline export const PostOnly: u8 = 1;
  // With PostOnly: moved to the nearest price that does not take, instead of rejected.
  @inline export const Slide: u8 = 2;
  // Never opens or turns a position: cut to what closes it, or rejected.
  @inline export const ReduceOnly: u8 = 4;
}

export namespace OrderKind {
  @inline export const Limit: u8 = 0;
  @inline export const Market: u8 = 1;
  // Becomes a market order when the market trades at or beyond `stopPrice`.
  @inline export const StopMarket: u8 = 2;
  // Becomes a limit order when the market trades at or beyond `stopPrice`.
  @inline export const StopLimit: u8 = 3;
  // A stop that follows the market at a distance of `trailOffset`, never away from it.
  @inline export const TrailingStop: u8 = 4;
  // Shows at most `displayQty`; the next part joins the end of the queue.
  @inline export const Iceberg: u8 = 5;
}

/** Why an order was refused, cancelled or cut. */
export namespace OrderReason {
  @inline export const None: u8 = 0;
  // asked for by the strategy
  @inline export const Requested: u8 = 1;
  // post-only, but it would have taken liquidity
  @inline export const WouldTake: u8 = 2;
  // fill-or-kill that could not be filled at once
  @inline export const NotFillable: u8 = 3;
  // rest of an immediate-or-cancel or market order
  @inline export const NothingLeftToTake: u8 = 4;
  // its time was over
  @inline export const TimeOver: u8 = 5;
  // it would have traded with an order of the same owner
  @inline export const SelfTrade: u8 = 6;
  // reduce-only, but there is no position to reduce
  @inline export const NothingToReduce: u8 = 7;
  // price off the tick, zero or negative
  @inline export const BadPrice: u8 = 8;
  // quantity off the lot, zero or negative
  @inline export const BadQty: u8 = 9;
  // a field that the order's kind cannot have, or lacks
  @inline export const BadOrder: u8 = 10;
  // no order with this id is open
  @inline export const UnknownOrder: u8 = 11;
  // the id is in use
  @inline export const DuplicateOrder: u8 = 12;
  // the instrument is not known
  @inline export const UnknownInstrument: u8 = 13;
  // the book is not live: syncing, gapped or stale
  @inline export const BookNotLive: u8 = 14;
  // trading is halted or closed
  @inline export const NotTrading: u8 = 15;
  // no free slot for another order
  @inline export const OrdersFull: u8 = 16;
  // the strategy is paused, warming up or stopped
  @inline export const NotRunning: u8 = 17;
  // the margin or balance does not suffice
  @inline export const Margin: u8 = 18;
  // closed by the venue because the margin was used up
  @inline export const Liquidation: u8 = 19;
  // quantity changed by risk
  @inline export const Reduced: u8 = 20;
  // risk: price outside the sane range
  @inline export const RiskPrice: u8 = 32;
  // risk: quantity outside the sane range
  @inline export const RiskQty: u8 = 33;
  // risk: order value above the limit
  @inline export const RiskNotional: u8 = 34;
  // risk: position above the limit
  @inline export const RiskPosition: u8 = 35;
  // risk: exposure over all instruments above the limit
  @inline export const RiskExposure: u8 = 36;
  // risk: leverage above the limit
  @inline export const RiskLeverage: u8 = 37;
  // risk: price too far from the market
  @inline export const RiskCollar: u8 = 38;
  // risk: too many orders in a second, minute or hour
  @inline export const RiskRate: u8 = 39;
  // risk: loss of the day at its limit
  @inline export const RiskDailyLoss: u8 = 40;
  // risk: drawdown at its limit
  @inline export const RiskDrawdown: u8 = 41;
  // risk: too many losses in a row
  @inline export const RiskLosses: u8 = 42;
  // risk: the market jumped
  @inline export const RiskJump: u8 = 43;
  // risk: the kill switch is on
  @inline export const RiskKill: u8 = 44;
  // risk: too many open orders
  @inline export const RiskOpenOrders: u8 = 45;
}

/** Record kinds of orders; they continue RecordKind. */
export namespace OrderRecordKind {
  @inline export const None: u8 = 0;
  @inline export const Submit: u8 = 32;
  @inline export const Cancel: u8 = 33;
  @inline export const Replace: u8 = 34;
  @inline export const CancelAll: u8 = 35;
  @inline export const Update: u8 = 36;
  @inline export const Fill: u8 = 37;
  @inline export const Match: u8 = 38;
}

export namespace OrderStatus {
  @inline export const None: u8 = 0;
  @inline export const PendingNew: u8 = 1;
  @inline export const Working: u8 = 2;
  @inline export const PartiallyFilled: u8 = 3;
  @inline export const Filled: u8 = 4;
  @inline export const Cancelled: u8 = 5;
  @inline export const Rejected: u8 = 6;
  @inline export const Expired: u8 = 7;
  @inline export const PendingCancel: u8 = 8;
  @inline export const PendingReplace: u8 = 9;
  // A stop that waits for its price.
  @inline export const Untriggered: u8 = 10;
}

/** What happens when two orders of one owner would trade. */
export namespace SelfTrade {
  @inline export const Allow: u8 = 0;
  @inline export const CancelTaker: u8 = 1;
  @inline export const CancelMaker: u8 = 2;
  @inline export const CancelBoth: u8 = 3;
  // Both lose the smaller quantity without a trade.
  @inline export const Decrement: u8 = 4;
}

export namespace Side {
  @inline export const Buy: u8 = 0;
  @inline export const Sell: u8 = 1;
}

export namespace TimeInForce {
  @inline export const Gtc: u8 = 0;
  @inline export const Ioc: u8 = 1;
  @inline export const Fok: u8 = 2;
  // Expires at `expireTsNs`.
  @inline export const Gtd: u8 = 3;
  // Expires at the end of the venue's day: UTC midnight unless the session says otherwise.
  @inline export const Day: u8 = 4;
}

/** The first 24 bytes of every record: Header of records.fbs. */
@unmanaged
export class OrderHeader {
  size: u32;
  kind: u8;
  // RecordFlag bits; on a Match Buy or Sell names the taker's side.
  flags: u8;
  instrumentId: u16;
  recvTsNs: i64;
  exchangeTsNs: i64;
}
@inline export const SIZEOF_ORDER_HEADER: usize = 24;
@inline export const ORDER_HEADER_SIZE: usize = 0;
@inline export const ORDER_HEADER_KIND: usize = 4;
@inline export const ORDER_HEADER_FLAGS: usize = 5;
@inline export const ORDER_HEADER_INSTRUMENT_ID: usize = 6;
@inline export const ORDER_HEADER_RECV_TS_NS: usize = 8;
@inline export const ORDER_HEADER_EXCHANGE_TS_NS: usize = 16;

/** Cancel, CancelAll (orderId 0: all of the owner and instrument). 64 bytes. */
@unmanaged
export class CancelOrder extends OrderHeader {
  orderId: i64;
  ownerId: u16;
  pad0: u16;
  pad1: u32;
  pad2: i64;
  pad3: i64;
  pad4: i64;
}
@inline export const SIZEOF_CANCEL_ORDER: usize = 64;
@inline export const CANCEL_ORDER_ORDER_ID: usize = 24;
@inline export const CANCEL_ORDER_OWNER_ID: usize = 32;
@inline export const CANCEL_ORDER_PAD0: usize = 34;
@inline export const CANCEL_ORDER_PAD1: usize = 36;
@inline export const CANCEL_ORDER_PAD2: usize = 40;
@inline export const CANCEL_ORDER_PAD3: usize = 48;
@inline export const CANCEL_ORDER_PAD4: usize = 56;

/** Fill: one execution of one order, as its owner sees it. 128 bytes. */
@unmanaged
export class Fill extends OrderHeader {
  orderId: i64;
  price: i64;
  qty: i64;
  leavesQty: i64;
  side: u8;
  role: u8;
  ownerId: u16;
  pad0: u32;
  // In cash quanta of the account; negative: a rebate.
  fee: i64;
  // Realised by this fill, without fee, cash quanta.
  realizedPnl: i64;
  // Position after the fill, quantity quanta; negative: short.
  position: i64;
  cumQty: i64;
  tradeId: i64;
  // The order's own mark.
  tag: i64;
  // What the instrument was worth when the order was submitted, price quanta; 0: not known.
  decisionPrice: i64;
  pad1: i64;
}
@inline export const SIZEOF_FILL: usize = 128;
@inline export const FILL_ORDER_ID: usize = 24;
@inline export const FILL_PRICE: usize = 32;
@inline export const FILL_QTY: usize = 40;
@inline export const FILL_LEAVES_QTY: usize = 48;
@inline export const FILL_SIDE: usize = 56;
@inline export const FILL_ROLE: usize = 57;
@inline export const FILL_OWNER_ID: usize = 58;
@inline export const FILL_PAD0: usize = 60;
@inline export const FILL_FEE: usize = 64;
@inline export const FILL_REALIZED_PNL: usize = 72;
@inline export const FILL_POSITION: usize = 80;
@inline export const FILL_CUM_QTY: usize = 88;
@inline export const FILL_TRADE_ID: usize = 96;
@inline export const FILL_TAG: usize = 104;
@inline export const FILL_DECISION_PRICE: usize = 112;
@inline export const FILL_PAD1: usize = 120;

/** Match: one trade between two orders of the matching engine. 64 bytes. */
@unmanaged
export class Match extends OrderHeader {
  takerOrderId: i64;
  makerOrderId: i64;
  price: i64;
  qty: i64;
  // What is left of the maker's order; 0: it is gone.
  makerLeavesQty: i64;
}
@inline export const SIZEOF_MATCH: usize = 64;
@inline export const MATCH_TAKER_ORDER_ID: usize = 24;
@inline export const MATCH_MAKER_ORDER_ID: usize = 32;
@inline export const MATCH_PRICE: usize = 40;
@inline export const MATCH_QTY: usize = 48;
@inline export const MATCH_MAKER_LEAVES_QTY: usize = 56;

/** Update: the order's state after a command or event. 64 bytes. */
@unmanaged
export class OrderUpdate extends OrderHeader {
  orderId: i64;
  price: i64;
  leavesQty: i64;
  cumQty: i64;
  status: u8;
  reason: u8;
  side: u8;
  pad0: u8;
  ownerId: u16;
  pad1: u16;
}
@inline export const SIZEOF_ORDER_UPDATE: usize = 64;
@inline export const ORDER_UPDATE_ORDER_ID: usize = 24;
@inline export const ORDER_UPDATE_PRICE: usize = 32;
@inline export const ORDER_UPDATE_LEAVES_QTY: usize = 40;
@inline export const ORDER_UPDATE_CUM_QTY: usize = 48;
@inline export const ORDER_UPDATE_STATUS: usize = 56;
@inline export const ORDER_UPDATE_REASON: usize = 57;
@inline export const ORDER_UPDATE_SIDE: usize = 58;
@inline export const ORDER_UPDATE_PAD0: usize = 59;
@inline export const ORDER_UPDATE_OWNER_ID: usize = 60;
@inline export const ORDER_UPDATE_PAD1: usize = 62;

/** Replace. Keeps its place in the queue where the price stays and the quantity does not grow. */
/** 64 bytes. */
@unmanaged
export class ReplaceOrder extends OrderHeader {
  orderId: i64;
  price: i64;
  // New total quantity, filled part included.
  qty: i64;
  ownerId: u16;
  pad0: u16;
  pad1: u32;
  pad2: i64;
}
@inline export const SIZEOF_REPLACE_ORDER: usize = 64;
@inline export const REPLACE_ORDER_ORDER_ID: usize = 24;
@inline export const REPLACE_ORDER_PRICE: usize = 32;
@inline export const REPLACE_ORDER_QTY: usize = 40;
@inline export const REPLACE_ORDER_OWNER_ID: usize = 48;
@inline export const REPLACE_ORDER_PAD0: usize = 50;
@inline export const REPLACE_ORDER_PAD1: usize = 52;
@inline export const REPLACE_ORDER_PAD2: usize = 56;

/** Submit. 64 bytes for plain limit and market orders (`size` 64: what follows counts as zero), */
/** 128 for all others. */
@unmanaged
export class SubmitOrder extends OrderHeader {
  // Ours, > 0, counting up per run.
  orderId: i64;
  // Limit price; 0 for market orders.
  price: i64;
  qty: i64;
  side: u8;
  orderKind: u8;
  timeInForce: u8;
  orderFlags: u8;
  selfTrade: u8;
  pad0: u8;
  // Orders of one owner never trade with each other unless `selfTrade` allows it.
  ownerId: u16;
  pad1: u64;
  stopPrice: i64;
  displayQty: i64;
  // Distance in quanta, > 0.
  trailOffset: i64;
  expireTsNs: i64;
  // The strategy's own mark; comes back on updates.
  tag: i64;
  pad2: i64;
  pad3: i64;
  pad4: i64;
}
@inline export const SIZEOF_SUBMIT_ORDER: usize = 128;
@inline export const SUBMIT_ORDER_ORDER_ID: usize = 24;
@inline export const SUBMIT_ORDER_PRICE: usize = 32;
@inline export const SUBMIT_ORDER_QTY: usize = 40;
@inline export const SUBMIT_ORDER_SIDE: usize = 48;
@inline export const SUBMIT_ORDER_ORDER_KIND: usize = 49;
@inline export const SUBMIT_ORDER_TIME_IN_FORCE: usize = 50;
@inline export const SUBMIT_ORDER_ORDER_FLAGS: usize = 51;
@inline export const SUBMIT_ORDER_SELF_TRADE: usize = 52;
@inline export const SUBMIT_ORDER_PAD0: usize = 53;
@inline export const SUBMIT_ORDER_OWNER_ID: usize = 54;
@inline export const SUBMIT_ORDER_PAD1: usize = 56;
@inline export const SUBMIT_ORDER_STOP_PRICE: usize = 64;
@inline export const SUBMIT_ORDER_DISPLAY_QTY: usize = 72;
@inline export const SUBMIT_ORDER_TRAIL_OFFSET: usize = 80;
@inline export const SUBMIT_ORDER_EXPIRE_TS_NS: usize = 88;
@inline export const SUBMIT_ORDER_TAG: usize = 96;
@inline export const SUBMIT_ORDER_PAD2: usize = 104;
@inline export const SUBMIT_ORDER_PAD3: usize = 112;
@inline export const SUBMIT_ORDER_PAD4: usize = 120;
