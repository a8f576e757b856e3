// Writes records. Everything that happens in the generated market passes here once: as an order
// event (L3), or as a price to be sent with the next depth record (L2). Space is checked before a
// step begins, never here.
import {
  BBO_ASK_PRICE,
  BBO_ASK_QTY,
  BBO_BID_PRICE,
  BBO_BID_QTY,
  BBO_SEQ,
  HEADER_EXCHANGE_TS_NS,
  HEADER_RECV_TS_NS,
  ORDER_EVENT_AUX,
  ORDER_EVENT_ORDER_ID,
  ORDER_EVENT_PRICE,
  ORDER_EVENT_QTY,
  ORDER_EVENT_SEQ,
  RecordFlag,
  RecordKind,
  TRADE_FIRST_TRADE_ID,
  TRADE_LAST_TRADE_ID,
  TRADE_PRICE,
  TRADE_QTY,
  TRADE_TRADE_ID,
} from '../abi/records';
import { randomNext } from '../math/random';
import {
  DIRTY_ASK,
  DIRTY_BID,
  LEVEL_LOTS,
  MarketState,
  SLOTS,
  WIRE_RANDOM,
  baseOf,
  levelOf,
} from './layout';
import { setBit } from './orders';
import { exponential } from './tables';

@inline const MS: i64 = 1_000_000;

/** Draws the latency that the records of the coming step have. */
export function drawLatency(s: MarketState): void {
  const bits = randomNext(baseOf(s) + WIRE_RANDOM);
  s.latencyNs = s.latencyMeanNs + <i64>(s.latencyJitterNs * exponential(s, bits));
  s.gapNs = 20 + <i64>(bits & 255);
}

/** What the venue says the time is: Binance counts milliseconds. */
@inline export function venueTime(s: MarketState, timeNs: i64): i64 {
  return s.l3 ? timeNs : timeNs - (timeNs % MS);
}

/** Writes the 24 bytes that all records share. Receive times never go back. */
@inline export function putHeader(
  s: MarketState,
  size: u32,
  kind: u32,
  flags: u32,
  sentNs: i64,
  exchangeNs: i64,
): void {
  let recv = sentNs + s.latencyNs;
  if (recv <= s.recvTsNs) recv = s.recvTsNs + s.gapNs;
  s.recvTsNs = recv;
  const out = s.out;
  store<u32>(out, size);
  store<u32>(out, s.recordTag | kind | (flags << 8), 4);
  store<i64>(out, recv, HEADER_RECV_TS_NS);
  store<i64>(out, exchangeNs, HEADER_EXCHANGE_TS_NS);
  s.records++;
}

/** Every change of the book has an id of its own; on futures venues the ids skip. */
@inline function nextSeq(s: MarketState): i64 {
  const last = s.seq;
  s.bookEvents++;
  const skip = s.futures ? <i64>((<u64>last * 0x9e3779b97f4a7c15) >> 58) : 0;
  const seq = last + 1 + skip;
  s.seq = seq;
  return seq;
}

/** Notes that the quantity at a price has changed. */
function markLevel(s: MarketState, bid: bool, tick: i32, seq: i64): void {
  const slot = <u32>tick & (SLOTS - 1);
  const bits = baseOf(s) + (bid ? DIRTY_BID : DIRTY_ASK);
  if (s.dirtyCount == 0) {
    s.frameFirstSeq = seq;
    const interval = s.depthIntervalNs;
    s.flushAtNs = interval == 0 ? s.timeNs : s.timeNs - (s.timeNs % interval) + interval;
  }
  const word = load<u64>(bits + ((<usize>(slot >> 6)) << 3));
  if (word & ((<u64>1) << (slot & 63))) return;
  setBit(bits, slot);
  s.dirtyCount++;
}

/** Reports a change of an order that rests (or rested) at `tick`. */
export function bookEvent(
  s: MarketState,
  kind: u32,
  bid: bool,
  tick: i32,
  lots: u32,
  orderId: i64,
): void {
  const seq = nextSeq(s);
  if (!s.l3) {
    markLevel(s, bid, tick, seq);
    return;
  }
  const side = bid ? <u32>RecordFlag.Buy : <u32>RecordFlag.Sell;
  putHeader(s, 64, kind, side, s.timeNs, s.timeNs);
  const out = s.out;
  store<i64>(out, <i64>tick * s.tickSize, ORDER_EVENT_PRICE);
  store<i64>(out, <i64>lots * s.lotSize, ORDER_EVENT_QTY);
  store<i64>(out, orderId, ORDER_EVENT_ORDER_ID);
  store<i64>(out, seq, ORDER_EVENT_SEQ);
  store<i64>(out, 0, ORDER_EVENT_AUX);
  s.out = out + 64;
  s.events++;
}

/** In L2, a moved order leaves a second price behind. The id is that of the move. */
@inline export function alsoChanged(s: MarketState, bid: bool, tick: i32): void {
  if (!s.l3) markLevel(s, bid, tick, s.seq);
}

/** Reports that a resting order has traded with `lots` of an aggressor: execution and print. */
export function tradeEvent(s: MarketState, bid: bool, tick: i32, lots: u32, orderId: i64): void {
  bookEvent(s, <u32>RecordKind.OrderExecute, bid, tick, lots, orderId);
  const aggressor = bid ? <u32>RecordFlag.Sell : <u32>RecordFlag.Buy;
  putHeader(s, 64, <u32>RecordKind.Trade, aggressor, s.timeNs, venueTime(s, s.timeNs));
  const out = s.out;
  s.tradeId++;
  store<i64>(out, <i64>tick * s.tickSize, TRADE_PRICE);
  store<i64>(out, <i64>lots * s.lotSize, TRADE_QTY);
  store<i64>(out, s.tradeId, TRADE_TRADE_ID);
  store<i64>(out, -1, TRADE_FIRST_TRADE_ID);
  store<i64>(out, -1, TRADE_LAST_TRADE_ID);
  s.out = out + 64;
  s.trades++;
  s.events++;
}

/** L2: sends best bid and ask if they have changed since they were last sent. */
export function bboEvent(s: MarketState): void {
  const bid = s.bestBid;
  const ask = s.bestAsk;
  const bidLots = load<u32>(levelOf(s, bid), LEVEL_LOTS);
  const askLots = load<u32>(levelOf(s, ask), LEVEL_LOTS);
  if (bid == s.bboBid && ask == s.bboAsk && bidLots == s.bboBidLots && askLots == s.bboAskLots)
    return;
  s.bboBid = bid;
  s.bboAsk = ask;
  s.bboBidLots = bidLots;
  s.bboAskLots = askLots;
  // Spot book tickers have no exchange time.
  putHeader(s, 64, <u32>RecordKind.Bbo, 0, s.timeNs, s.futures ? venueTime(s, s.timeNs) : 0);
  const out = s.out;
  store<i64>(out, <i64>bid * s.tickSize, BBO_BID_PRICE);
  store<i64>(out, <i64>bidLots * s.lotSize, BBO_BID_QTY);
  store<i64>(out, <i64>ask * s.tickSize, BBO_ASK_PRICE);
  store<i64>(out, <i64>askLots * s.lotSize, BBO_ASK_QTY);
  store<i64>(out, s.seq, BBO_SEQ);
  s.out = out + 64;
  s.events++;
}
