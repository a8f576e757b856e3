// Generated from core-wasm/schema/venue.fbs by scripts/generate-abi.ts. Do not edit.

/** Which comes first when one bar reaches both. */
export namespace BarOrder {
  @inline export const StopsFirst: u8 = 0;
  @inline export const LimitsFirst: u8 = 1;
}

/** CompatHftbacktest only: which of its two exchanges. */
export namespace CompatExchange {
  @inline export const NoPartialFill: u8 = 0;
  @inline export const PartialFill: u8 = 1;
}

/** What own orders are filled from. */
export namespace FillSource {
  // Books and trades.
  @inline export const Market: u8 = 0;
  // Bars alone; nothing else fills.
  @inline export const Bars: u8 = 1;
}

export namespace ImpactModel {
  @inline export const None: u8 = 0;
  @inline export const Linear: u8 = 1;
  @inline export const SquareRoot: u8 = 2;
}

/** How the quantity ahead of an own order falls when its level does so without a trade. */
export namespace QueueModel {
  // Whatever leaves was behind us, until the level is smaller than what is ahead.
  @inline export const RiskAverse: u8 = 0;
  // Shares f(back) / (f(back) + f(front)), f(x) = ln(1 + x).
  @inline export const Log: u8 = 1;
  // f(back) / f(back + front), f(x) = ln(1 + x).
  @inline export const Log2: u8 = 2;
  // f(back) / (f(back) + f(front)), f(x) = x^n.
  @inline export const Power: u8 = 3;
  // f(back) / f(back + front), f(x) = x^n.
  @inline export const Power2: u8 = 4;
  // 1 - f(front / (front + back)), f(x) = x^n.
  @inline export const Power3: u8 = 5;
}

/** What triggers a stop. */
export namespace StopTrigger {
  @inline export const Trades: u8 = 0;
  // The opposite best price: a buy stop looks at the ask.
  @inline export const Quotes: u8 = 1;
  @inline export const Both: u8 = 2;
}

/** By which rules own orders fill. */
export namespace VenueProfile {
  // What could have happened: see docs/simulated-venue.md.
  @inline export const Honest: u8 = 0;
  // The rules of hftbacktest 0.9.4, so that results can be compared.
  @inline export const CompatHftbacktest: u8 = 1;
}

/** Levels of which own orders took displayed quantity. 32 bytes. */
@unmanaged
export class ConsumedLevel {
  price: i64;
  qty: i64;
  // When we took last.
  tsNs: i64;
  // 0 bid, 1 ask: the side that was displayed.
  side: u32;
  pad0: u32;
}
@inline export const SIZEOF_CONSUMED_LEVEL: usize = 32;
@inline export const CONSUMED_LEVEL_PRICE: usize = 0;
@inline export const CONSUMED_LEVEL_QTY: usize = 8;
@inline export const CONSUMED_LEVEL_TS_NS: usize = 16;
@inline export const CONSUMED_LEVEL_SIDE: usize = 24;
@inline export const CONSUMED_LEVEL_PAD0: usize = 28;

/** An own order at the venue. 192 bytes. */
@unmanaged
export class OwnOrder {
  orderId: i64;
  price: i64;
  qty: i64;
  leavesQty: i64;
  cumQty: i64;
  // Recorded quantity that trades before this order.
  aheadQty: i64;
  // The level's recorded quantity when last seen.
  levelQty: i64;
  // What is shown of an iceberg now, and each time anew.
  shownQty: i64;
  displayQty: i64;
  stopPrice: i64;
  trailOffset: i64;
  expireTsNs: i64;
  arrivalTsNs: i64;
  sequence: u64;
  // Queue position of the probability models, in units.
  front: f64;
  cumTrade: f64;
  side: u8;
  orderKind: u8;
  timeInForce: u8;
  orderFlags: u8;
  selfTrade: u8;
  // OrderStatus; 0: the slot is free.
  status: u8;
  ownerId: u16;
  // L3: recorded orders ahead.
  aheadOrders: u32;
  next: u32;
  // 0 before its first bar; 1 once a bar was offered to it, or its stop was reached; 2: it rests,
  // but not before the bar that is being handled has ended; 3: a stop that had nothing to close
  // when the bar had opened.
  seenBar: u32;
  // 0: being handled; 1: rests in the list of its side; 2: waits.
  place: u32;
  // When its owner sent it.
  sentTsNs: i64;
  // 1: reduce-only, and what it was to close is closed.
  isUseless: u32;
  pad2: u32;
  pad3: i64;
  pad4: i64;
  pad5: i64;
}
@inline export const SIZEOF_OWN_ORDER: usize = 192;
@inline export const OWN_ORDER_ORDER_ID: usize = 0;
@inline export const OWN_ORDER_PRICE: usize = 8;
@inline export const OWN_ORDER_QTY: usize = 16;
@inline export const OWN_ORDER_LEAVES_QTY: usize = 24;
@inline export const OWN_ORDER_CUM_QTY: usize = 32;
@inline export const OWN_ORDER_AHEAD_QTY: usize = 40;
@inline export const OWN_ORDER_LEVEL_QTY: usize = 48;
@inline export const OWN_ORDER_SHOWN_QTY: usize = 56;
@inline export const OWN_ORDER_DISPLAY_QTY: usize = 64;
@inline export const OWN_ORDER_STOP_PRICE: usize = 72;
@inline export const OWN_ORDER_TRAIL_OFFSET: usize = 80;
@inline export const OWN_ORDER_EXPIRE_TS_NS: usize = 88;
@inline export const OWN_ORDER_ARRIVAL_TS_NS: usize = 96;
@inline export const OWN_ORDER_SEQUENCE: usize = 104;
@inline export const OWN_ORDER_FRONT: usize = 112;
@inline export const OWN_ORDER_CUM_TRADE: usize = 120;
@inline export const OWN_ORDER_SIDE: usize = 128;
@inline export const OWN_ORDER_ORDER_KIND: usize = 129;
@inline export const OWN_ORDER_TIME_IN_FORCE: usize = 130;
@inline export const OWN_ORDER_ORDER_FLAGS: usize = 131;
@inline export const OWN_ORDER_SELF_TRADE: usize = 132;
@inline export const OWN_ORDER_STATUS: usize = 133;
@inline export const OWN_ORDER_OWNER_ID: usize = 134;
@inline export const OWN_ORDER_AHEAD_ORDERS: usize = 136;
@inline export const OWN_ORDER_NEXT: usize = 140;
@inline export const OWN_ORDER_SEEN_BAR: usize = 144;
@inline export const OWN_ORDER_PLACE: usize = 148;
@inline export const OWN_ORDER_SENT_TS_NS: usize = 152;
@inline export const OWN_ORDER_IS_USELESS: usize = 160;
@inline export const OWN_ORDER_PAD2: usize = 164;
@inline export const OWN_ORDER_PAD3: usize = 168;
@inline export const OWN_ORDER_PAD4: usize = 176;
@inline export const OWN_ORDER_PAD5: usize = 184;

/** Asked by `venueOrderState` for the order whose id stands in it. 128 bytes. */
@unmanaged
export class OwnOrderState {
  orderId: i64;
  price: i64;
  leavesQty: i64;
  cumQty: i64;
  // Recorded quantity that trades before this order, rounded up.
  aheadQty: i64;
  levelQty: i64;
  shownQty: i64;
  stopPrice: i64;
  expireTsNs: i64;
  front: f64;
  aheadOrders: u32;
  side: u8;
  orderKind: u8;
  status: u8;
  pad0: u8;
  sequence: u64;
  pad1: i64;
  pad2: i64;
  pad3: i64;
  pad4: i64;
}
@inline export const SIZEOF_OWN_ORDER_STATE: usize = 128;
@inline export const OWN_ORDER_STATE_ORDER_ID: usize = 0;
@inline export const OWN_ORDER_STATE_PRICE: usize = 8;
@inline export const OWN_ORDER_STATE_LEAVES_QTY: usize = 16;
@inline export const OWN_ORDER_STATE_CUM_QTY: usize = 24;
@inline export const OWN_ORDER_STATE_AHEAD_QTY: usize = 32;
@inline export const OWN_ORDER_STATE_LEVEL_QTY: usize = 40;
@inline export const OWN_ORDER_STATE_SHOWN_QTY: usize = 48;
@inline export const OWN_ORDER_STATE_STOP_PRICE: usize = 56;
@inline export const OWN_ORDER_STATE_EXPIRE_TS_NS: usize = 64;
@inline export const OWN_ORDER_STATE_FRONT: usize = 72;
@inline export const OWN_ORDER_STATE_AHEAD_ORDERS: usize = 80;
@inline export const OWN_ORDER_STATE_SIDE: usize = 84;
@inline export const OWN_ORDER_STATE_ORDER_KIND: usize = 85;
@inline export const OWN_ORDER_STATE_STATUS: usize = 86;
@inline export const OWN_ORDER_STATE_PAD0: usize = 87;
@inline export const OWN_ORDER_STATE_SEQUENCE: usize = 88;
@inline export const OWN_ORDER_STATE_PAD1: usize = 96;
@inline export const OWN_ORDER_STATE_PAD2: usize = 104;
@inline export const OWN_ORDER_STATE_PAD3: usize = 112;
@inline export const OWN_ORDER_STATE_PAD4: usize = 120;

/** How a venue is set up. 128 bytes. */
@unmanaged
export class VenueConfig {
  // Own orders open at one time, 1..65536.
  ordersMax: u32;
  profile: u8;
  queueModel: u8;
  compatExchange: u8;
  fillSource: u8;
  stopTrigger: u8;
  barOrder: u8;
  // 1: a resting limit order fills when a bar touches its price; 0: when it trades through.
  barTouch: u8;
  impact: u8;
  // Hidden quantity ahead of a new order, in thousandths of what is displayed.
  hiddenPerMille: u32;
  // A market order takes no price farther than this from the opposite best, ticks; 0: any.
  protectionTicks: u32;
  // Executions of taking orders that one call writes at most; 0: 1024.
  fillsMax: u32;
  // Part of a bar's quantity that own orders may take together, thousandths; 0: any quantity.
  barSharePerMille: u32;
  // Takers pay so much more than the level shows, millionths of the price.
  slippagePpm: u32;
  // n of the power models, > 0.
  power: f64;
  // Ticks by which a taking order of `impactQty` worsens its own price.
  impactTicks: f64;
  impactQty: i64;
  // After this long, displayed quantity that we took counts as there again; 0: only once the
  // recorded level itself was smaller.
  consumedTtlNs: i64;
  // End of the venue's day after UTC midnight, ns.
  dayEndNs: i64;
  // Position at the start, quantity quanta; reduce-only orders look at it.
  startPosition: i64;
  // An order takes part in a bar if it arrived at most so long after the open, and was sent by
  // then or at the end of the bar before.
  barGraceNs: i64;
  pad2: i64;
  pad3: i64;
  pad4: i64;
  pad5: i64;
  pad6: i64;
}
@inline export const SIZEOF_VENUE_CONFIG: usize = 128;
@inline export const VENUE_CONFIG_ORDERS_MAX: usize = 0;
@inline export const VENUE_CONFIG_PROFILE: usize = 4;
@inline export const VENUE_CONFIG_QUEUE_MODEL: usize = 5;
@inline export const VENUE_CONFIG_COMPAT_EXCHANGE: usize = 6;
@inline export const VENUE_CONFIG_FILL_SOURCE: usize = 7;
@inline export const VENUE_CONFIG_STOP_TRIGGER: usize = 8;
@inline export const VENUE_CONFIG_BAR_ORDER: usize = 9;
@inline export const VENUE_CONFIG_BAR_TOUCH: usize = 10;
@inline export const VENUE_CONFIG_IMPACT: usize = 11;
@inline export const VENUE_CONFIG_HIDDEN_PER_MILLE: usize = 12;
@inline export const VENUE_CONFIG_PROTECTION_TICKS: usize = 16;
@inline export const VENUE_CONFIG_FILLS_MAX: usize = 20;
@inline export const VENUE_CONFIG_BAR_SHARE_PER_MILLE: usize = 24;
@inline export const VENUE_CONFIG_SLIPPAGE_PPM: usize = 28;
@inline export const VENUE_CONFIG_POWER: usize = 32;
@inline export const VENUE_CONFIG_IMPACT_TICKS: usize = 40;
@inline export const VENUE_CONFIG_IMPACT_QTY: usize = 48;
@inline export const VENUE_CONFIG_CONSUMED_TTL_NS: usize = 56;
@inline export const VENUE_CONFIG_DAY_END_NS: usize = 64;
@inline export const VENUE_CONFIG_START_POSITION: usize = 72;
@inline export const VENUE_CONFIG_BAR_GRACE_NS: usize = 80;
@inline export const VENUE_CONFIG_PAD2: usize = 88;
@inline export const VENUE_CONFIG_PAD3: usize = 96;
@inline export const VENUE_CONFIG_PAD4: usize = 104;
@inline export const VENUE_CONFIG_PAD5: usize = 112;
@inline export const VENUE_CONFIG_PAD6: usize = 120;

/** Head of a venue's memory. The venue's own scratch area stands behind it. */
@unmanaged
export class VenueState extends VenueConfig {
  engine: u32;
  instrumentId: u32;
  // Slots of own orders, and the first free one (chained through `next`); 0: none.
  slots: u32;
  freeSlot: u32;
  // Table of ids: slot addresses, open addressing, and its size - 1.
  idTable: u32;
  idMask: u32;
  // Resting orders by price, best first, then time; stops, and what waits for a bar, by time.
  buys: u32;
  sells: u32;
  waiting: u32;
  buyCount: u32;
  sellCount: u32;
  waitingCount: u32;
  // Filters of the prices at which own buys and sells rest, and of those of the consumed levels:
  // 256 counters of 16 bits each.
  buyFilter: u32;
  sellFilter: u32;
  consumedFilter: u32;
  // Displayed quantity that own orders took, and how many levels that concerns.
  consumed: u32;
  consumedCount: u32;
  consumedMax: u32;
  // Bytes of all of it.
  size: u32;
  openCount: u32;
  // Where the next output record goes, and the end of the room for it.
  out: u32;
  outEnd: u32;
  // Executions of taking orders that this call may still write.
  fillsLeft: u32;
  marketStatus: u8;
  // 1: `compatBid` and `compatAsk` stand for the book's best prices, which cross.
  compatSplit: u8;
  hasLast: u8;
  pad7: u8;
  // Counts orders: the time part of price-time priority.
  sequence: u64;
  // Own net position, quantity quanta.
  position: i64;
  // Time of the event that is being handled.
  nowNs: i64;
  // Earliest expiry of an open order.
  nextExpiryNs: i64;
  lastPrice: i64;
  compatBid: i64;
  compatAsk: i64;
  // Quanta of a whole unit: quantities of the probability models are in units.
  qtyUnit: f64;
  tradeId: i64;
  // Executions written so far.
  fills: u64;
  // What own orders may still take of the bar that is being handled.
  barLeft: i64;
  // What prints and quotes since the last update of the depth say of bids and asks: nothing better
  // than the price is left, and of what is displayed there so much is gone.
  goneBidPrice: i64;
  goneAskPrice: i64;
  goneBidQty: i64;
  goneAskQty: i64;
  // Inside the bar that is being handled: what is left of the position that it began with.
  barPosition: i64;
  // Worst prices at which orders opened long and short in it; 0: none did.
  barBought: i64;
  barSold: i64;
  // When the bar before was complete.
  lastBarNs: i64;
  // Reduce-only orders that are open.
  reduceCount: u32;
  // 1: some of them have nothing left to close and wait for nothing.
  hasUseless: u32;
}
@inline export const SIZEOF_VENUE_STATE: usize = 384;
@inline export const VENUE_STATE_ENGINE: usize = 128;
@inline export const VENUE_STATE_INSTRUMENT_ID: usize = 132;
@inline export const VENUE_STATE_SLOTS: usize = 136;
@inline export const VENUE_STATE_FREE_SLOT: usize = 140;
@inline export const VENUE_STATE_ID_TABLE: usize = 144;
@inline export const VENUE_STATE_ID_MASK: usize = 148;
@inline export const VENUE_STATE_BUYS: usize = 152;
@inline export const VENUE_STATE_SELLS: usize = 156;
@inline export const VENUE_STATE_WAITING: usize = 160;
@inline export const VENUE_STATE_BUY_COUNT: usize = 164;
@inline export const VENUE_STATE_SELL_COUNT: usize = 168;
@inline export const VENUE_STATE_WAITING_COUNT: usize = 172;
@inline export const VENUE_STATE_BUY_FILTER: usize = 176;
@inline export const VENUE_STATE_SELL_FILTER: usize = 180;
@inline export const VENUE_STATE_CONSUMED_FILTER: usize = 184;
@inline export const VENUE_STATE_CONSUMED: usize = 188;
@inline export const VENUE_STATE_CONSUMED_COUNT: usize = 192;
@inline export const VENUE_STATE_CONSUMED_MAX: usize = 196;
@inline export const VENUE_STATE_SIZE: usize = 200;
@inline export const VENUE_STATE_OPEN_COUNT: usize = 204;
@inline export const VENUE_STATE_OUT: usize = 208;
@inline export const VENUE_STATE_OUT_END: usize = 212;
@inline export const VENUE_STATE_FILLS_LEFT: usize = 216;
@inline export const VENUE_STATE_MARKET_STATUS: usize = 220;
@inline export const VENUE_STATE_COMPAT_SPLIT: usize = 221;
@inline export const VENUE_STATE_HAS_LAST: usize = 222;
@inline export const VENUE_STATE_PAD7: usize = 223;
@inline export const VENUE_STATE_SEQUENCE: usize = 224;
@inline export const VENUE_STATE_POSITION: usize = 232;
@inline export const VENUE_STATE_NOW_NS: usize = 240;
@inline export const VENUE_STATE_NEXT_EXPIRY_NS: usize = 248;
@inline export const VENUE_STATE_LAST_PRICE: usize = 256;
@inline export const VENUE_STATE_COMPAT_BID: usize = 264;
@inline export const VENUE_STATE_COMPAT_ASK: usize = 272;
@inline export const VENUE_STATE_QTY_UNIT: usize = 280;
@inline export const VENUE_STATE_TRADE_ID: usize = 288;
@inline export const VENUE_STATE_FILLS: usize = 296;
@inline export const VENUE_STATE_BAR_LEFT: usize = 304;
@inline export const VENUE_STATE_GONE_BID_PRICE: usize = 312;
@inline export const VENUE_STATE_GONE_ASK_PRICE: usize = 320;
@inline export const VENUE_STATE_GONE_BID_QTY: usize = 328;
@inline export const VENUE_STATE_GONE_ASK_QTY: usize = 336;
@inline export const VENUE_STATE_BAR_POSITION: usize = 344;
@inline export const VENUE_STATE_BAR_BOUGHT: usize = 352;
@inline export const VENUE_STATE_BAR_SOLD: usize = 360;
@inline export const VENUE_STATE_LAST_BAR_NS: usize = 368;
@inline export const VENUE_STATE_REDUCE_COUNT: usize = 376;
@inline export const VENUE_STATE_HAS_USELESS: usize = 380;
