// The forming bar: opened, fed, written. Nothing here asks when it ends.
import {
  BAR_ASK_CLOSE,
  BAR_ASK_OPEN,
  BAR_BAR_FLAGS,
  BAR_BUY_QTY,
  BAR_CLOSE,
  BAR_EVENT_COUNT,
  BAR_OPEN,
  BAR_OPEN_TS_NS,
  BAR_PAD0,
  BAR_QTY,
  BAR_SERIES_ID,
  BAR_TURNOVER,
  BarFlag,
  BarRecordKind,
  BarSource,
  SIZEOF_BAR,
} from '../abi/bars';
import {
  BBO_ASK_PRICE,
  BBO_ASK_QTY,
  BBO_BID_PRICE,
  BBO_BID_QTY,
  HEADER_EXCHANGE_TS_NS,
  HEADER_FLAGS,
  HEADER_INSTRUMENT_ID,
  HEADER_KIND,
  HEADER_RECV_TS_NS,
  RecordFlag,
  TRADE_PRICE,
} from '../abi/records';
import { Builder, Place, Side, askOf, baseOf, mainOf } from './layout';
import { addFloat, addProduct, wideToFloat } from './wide';

@inline export function turnoverAt(b: Builder): usize {
  return baseOf(b) + offsetof<Builder>('turnoverLow');
}

function clearSide(s: Side): void {
  s.high = i64.MIN_VALUE;
  s.low = i64.MAX_VALUE;
  s.openEventNs = i64.MAX_VALUE;
  s.closeEventNs = i64.MIN_VALUE;
  s.hasPrice = 0;
}

/** Begins a bar without events; `openTs` is what its record will say. */
export function openBar(b: Builder, openTs: i64): void {
  b.isForming = 1;
  b.openTsNs = openTs;
  b.qty = 0;
  b.buyQty = 0;
  b.turnoverLow = 0;
  b.turnoverHigh = 0;
  b.eventCount = 0;
  clearSide(mainOf(b));
  clearSide(askOf(b));
}

/** Open and close of what comes out of order. Equal times: in the order of arrival. */
function placeEnds(s: Side, ts: i64, open: i64, close: i64, place: u32): void {
  if (place == Place.Late) {
    // Gives way to the first price that belongs here.
    if (!s.hasPrice) {
      s.open = open;
      s.close = close;
    }
    return;
  }
  if (ts < s.openEventNs) {
    s.open = open;
    s.openEventNs = ts;
  }
  if (ts >= s.closeEventNs) {
    s.close = close;
    s.closeEventNs = ts;
  }
}

/** Takes prices of the time `ts` into open, high, low and close. */
@inline export function addPrices(
  s: Side,
  ts: i64,
  open: i64,
  high: i64,
  low: i64,
  close: i64,
  place: u32,
): void {
  if (high > s.high) s.high = high;
  if (low < s.low) s.low = low;
  if (place == Place.Next) {
    if (s.openEventNs == i64.MAX_VALUE) {
      s.open = open;
      s.openEventNs = ts;
    }
    s.close = close;
    s.closeEventNs = ts;
  } else placeEnds(s, ts, open, close, place);
  s.hasPrice = 1;
}

/** Takes `qty` of the trade at `p`. */
@inline export function addTrade(b: Builder, p: usize, qty: i64): void {
  const price = load<i64>(p, TRADE_PRICE);
  addPrices(mainOf(b), b.eventNs, price, price, price, price, b.place);
  b.qty += qty;
  if (load<u8>(p, HEADER_FLAGS) & RecordFlag.Buy) b.buyQty += qty;
  addProduct(turnoverAt(b), price, qty);
  b.eventCount++;
}

/** Takes the sides of the quote at `p` that are there. */
export function addQuote(b: Builder, p: usize): void {
  const bid = load<i64>(p, BBO_BID_PRICE);
  const ask = load<i64>(p, BBO_ASK_PRICE);
  const ts = b.eventNs;
  if (load<i64>(p, BBO_BID_QTY) != 0) addPrices(mainOf(b), ts, bid, bid, bid, bid, b.place);
  if (load<i64>(p, BBO_ASK_QTY) != 0) addPrices(askOf(b), ts, ask, ask, ask, ask, b.place);
  b.eventCount++;
}

/** Takes open, high, low and close, which stand at `at`. */
function addSide(b: Builder, s: Side, at: usize): void {
  const open = load<i64>(at);
  addPrices(s, b.eventNs, open, load<i64>(at, 8), load<i64>(at, 16), load<i64>(at, 24), b.place);
}

/** Takes the whole bar at `p`. */
export function addBar(b: Builder, p: usize): void {
  const flags = load<u8>(p, BAR_BAR_FLAGS);
  if (!(flags & BarFlag.NoBid)) addSide(b, mainOf(b), p + BAR_OPEN);
  if (!(flags & BarFlag.NoAsk)) addSide(b, askOf(b), p + BAR_ASK_OPEN);
  b.qty += load<i64>(p, BAR_QTY);
  b.buyQty += load<i64>(p, BAR_BUY_QTY);
  addFloat(turnoverAt(b), load<f64>(p, BAR_TURNOVER));
  b.eventCount += load<u32>(p, BAR_EVENT_COUNT);
}

function putSide(s: Side, last: i64, at: usize): void {
  const has = s.hasPrice != 0;
  store<i64>(at, has ? s.open : last);
  store<i64>(at, has ? s.high : last, 8);
  store<i64>(at, has ? s.low : last, 16);
  store<i64>(at, has ? s.close : last, 24);
}

/** Writes the bar as it is to `out`; it closes at `endTs`, which was known at `knownNs`. */
export function putBar(b: Builder, out: usize, flags: u32, endTs: i64, knownNs: i64): void {
  const way = b.barDirection;
  const side = way > 0 ? <u32>RecordFlag.Buy : way < 0 ? <u32>RecordFlag.Sell : 0;
  store<u32>(out, <u32>SIZEOF_BAR);
  store<u8>(out, BarRecordKind.Bar, HEADER_KIND);
  store<u8>(out, RecordFlag.Exchange | RecordFlag.Local | side, HEADER_FLAGS);
  store<u16>(out, b.instrumentId, HEADER_INSTRUMENT_ID);
  store<i64>(out, knownNs, HEADER_RECV_TS_NS);
  store<i64>(out, endTs, HEADER_EXCHANGE_TS_NS);
  store<i64>(out, b.openTsNs, BAR_OPEN_TS_NS);
  putSide(mainOf(b), b.lastClose, out + BAR_OPEN);
  store<i64>(out, b.qty, BAR_QTY);
  store<i64>(out, b.buyQty, BAR_BUY_QTY);
  store<f64>(out, wideToFloat(b.turnoverLow, b.turnoverHigh), BAR_TURNOVER);
  store<u32>(out, b.eventCount, BAR_EVENT_COUNT);
  const main = mainOf(b);
  const ask = askOf(b);
  if (b.eventCount == 0 && !main.hasPrice && !ask.hasPrice) flags |= BarFlag.Empty;
  if (!(main.hasPrice | main.hasLast)) flags |= BarFlag.NoBid;
  if (b.source != BarSource.Trades && !(ask.hasPrice | ask.hasLast)) flags |= BarFlag.NoAsk;
  store<u8>(out, <u8>flags, BAR_BAR_FLAGS);
  store<u8>(out, 0, BAR_PAD0);
  store<u16>(out, b.seriesId, BAR_SERIES_ID);
  if (b.source == BarSource.Trades) memory.fill(out + BAR_ASK_OPEN, 0, 32);
  else putSide(askOf(b), b.lastAskClose, out + BAR_ASK_OPEN);
}

/** Whether there is no space for another bar. */
@inline export function isFull(b: Builder): bool {
  return b.out + <u32>SIZEOF_BAR > b.outEnd;
}

/** Writes the bar for good. There is space. */
export function closeBar(b: Builder, endTs: i64, knownNs: i64): void {
  putBar(b, b.out, 0, endTs, knownNs);
  b.lastClose = load<i64>(b.out, BAR_CLOSE);
  b.lastAskClose = load<i64>(b.out, BAR_ASK_CLOSE);
  mainOf(b).hasLast |= mainOf(b).hasPrice;
  askOf(b).hasLast |= askOf(b).hasPrice;
  if (b.mark != 0) {
    store<u32>(<usize>b.mark, b.at);
    b.mark += 4;
  }
  b.out += <u32>SIZEOF_BAR;
  b.bars++;
  b.hasLast = 1;
  b.isForming = 0;
}
