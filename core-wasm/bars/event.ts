// One event into the forming bar, whatever it is made of.
import { BAR_BAR_FLAGS, BAR_CLOSE, BAR_QTY, BarFault, BarFlag, BarSource } from '../abi/bars';
import { BBO_BID_PRICE, BBO_BID_QTY, TRADE_PRICE, TRADE_QTY } from '../abi/records';
import { addBar, addQuote, addTrade } from './bar';
import { Builder } from './layout';

/** Quantity of the event at `p`; quotes have none. */
@inline export function qtyOf(b: Builder, p: usize): i64 {
  if (b.source == BarSource.Trades) return load<i64>(p, TRADE_QTY);
  return b.source == BarSource.Bars ? load<i64>(p, BAR_QTY) : 0;
}

/** Price that bricks and columns follow: of the trade, the bid, the close of the bar. */
@inline export function priceOf(b: Builder, p: usize): i64 {
  if (b.source == BarSource.Trades) return load<i64>(p, TRADE_PRICE);
  return b.source == BarSource.Bars ? load<i64>(p, BAR_CLOSE) : load<i64>(p, BBO_BID_PRICE);
}

/** Whether the event at `p` is a bar in which nothing happened: it brings time and nothing else. */
@inline export function isEmptyBar(b: Builder, p: usize): bool {
  return b.source == BarSource.Bars && (load<u8>(p, BAR_BAR_FLAGS) & BarFlag.Empty) != 0;
}

/** Whether the event at `p` has a price to follow: what has no bid and empty bars do not. */
@inline export function isPriced(b: Builder, p: usize): bool {
  if (b.source == BarSource.Trades) return true;
  if (b.source == BarSource.Quotes) return load<i64>(p, BBO_BID_QTY) != 0;
  return (load<u8>(p, BAR_BAR_FLAGS) & (BarFlag.Empty | BarFlag.NoBid)) == 0;
}

/** Takes `qty` of the event at `p`; all else of it counts as a whole. False: `b.fault`. */
export function addPart(b: Builder, p: usize, qty: i64): bool {
  if (b.qty > i64.MAX_VALUE - qty) {
    b.fault = BarFault.Overflow;
    return false;
  }
  if (b.source == BarSource.Trades) addTrade(b, p, qty);
  else if (b.source == BarSource.Quotes) addQuote(b, p);
  else addBar(b, p);
  return true;
}

@inline export function addEvent(b: Builder, p: usize): bool {
  return addPart(b, p, qtyOf(b, p));
}
