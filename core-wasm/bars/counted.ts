// Bars that a count, a quantity, a turnover, an imbalance or a range ends. The event that reaches
// the bound stays whole in the bar that it ends, unless it is to be split.
import { BarFault, BarKind, BarOption } from '../abi/bars';
import { HEADER_FLAGS, RecordFlag, TRADE_PRICE } from '../abi/records';
import { closeBar, isFull, openBar, turnoverAt } from './bar';
import { addPart, isEmptyBar, qtyOf } from './event';
import { Builder, baseOf, has, mainOf } from './layout';
import { addProduct, addWide, mulHigh, reaches, wideToFloat } from './wide';

@inline function thetaAt(b: Builder): usize {
  return baseOf(b) + offsetof<Builder>('thetaLow');
}

@inline function isImbalance(b: Builder): bool {
  return b.kind >= BarKind.TickImbalance && b.kind <= BarKind.DollarImbalance;
}

/** Who was the aggressor: the venue's word, or else the way the price went last; +1 at first. */
function signOf(b: Builder, p: usize): i32 {
  const price = load<i64>(p, TRADE_PRICE);
  const flags = load<u8>(p, HEADER_FLAGS);
  if (b.events == 0) b.lastSign = 1;
  else if (price != b.lastPrice) b.lastSign = price > b.lastPrice ? 1 : -1;
  b.lastPrice = price;
  if (flags & RecordFlag.Buy) return 1;
  return flags & RecordFlag.Sell ? -1 : b.lastSign;
}

/** What the trade at `p` weighs, into the bar's imbalance and what is expected of trades. */
function addImbalance(b: Builder, p: usize): void {
  const sign = signOf(b, p);
  const qty = qtyOf(b, p);
  const price = load<i64>(p, TRADE_PRICE);
  let weight: f64 = 1;
  if (b.kind == BarKind.TickImbalance) addWide(thetaAt(b), <u64>(<i64>sign), sign < 0 ? -1 : 0);
  else if (b.kind == BarKind.VolumeImbalance) {
    addProduct(thetaAt(b), sign, qty);
    weight = <f64>qty;
  } else {
    addProduct(thetaAt(b), sign > 0 ? price : -price, qty);
    weight = <f64>price * <f64>qty;
  }
  const value = <f64>sign * weight;
  if (b.events == 0) b.expectedImbalance = value;
  else b.expectedImbalance += b.alphaImbalance * (value - b.expectedImbalance);
}

function isImbalanced(b: Builder): bool {
  if (!has(b, BarOption.Expected))
    return reaches(b.thetaLow, b.thetaHigh, <u64>b.barSize, b.barSizeHigh);
  // Until there is an experience, bars have the count that was given.
  if (!b.isSeeded) return <i64>b.eventCount >= b.barSize;
  if (b.eventCount >= b.countMax) return true;
  return b.eventCount >= b.countMin && abs(wideToFloat(b.thetaLow, b.thetaHigh)) >= b.bound;
}

/** What the bar that ends leaves behind for the next one. */
function learn(b: Builder): void {
  if (!b.isSeeded) b.expectedCount = <f64>b.barSize;
  const count = <f64>b.eventCount;
  b.expectedCount += b.alphaCount * (count - b.expectedCount);
  b.bound = b.expectedCount * abs(b.expectedImbalance);
  b.isSeeded = 1;
}

/** Whether the bar is as large as it is to be. */
function isReached(b: Builder): bool {
  if (b.kind == BarKind.Tick) return <i64>b.eventCount >= b.barSize;
  if (b.kind == BarKind.Volume) return b.qty >= b.barSize;
  if (b.kind == BarKind.Dollar)
    return reaches(b.turnoverLow, b.turnoverHigh, <u64>b.barSize, b.barSizeHigh);
  if (b.kind == BarKind.Range) {
    const main = mainOf(b);
    return main.hasPrice != 0 && <u64>(main.high - main.low) >= <u64>b.barSize;
  }
  return isImbalanced(b);
}

/** Smallest quantity up to `rest` with which the turnover reaches the size; else `rest`. */
function turnoverPart(b: Builder, price: i64, rest: i64): i64 {
  if (price <= 0 || b.turnoverHigh < 0) return rest;
  let low: i64 = 1;
  let high = rest;
  while (low < high) {
    const middle = low + (high - low) / 2;
    const product = <u64>price * <u64>middle;
    const sum = b.turnoverLow + product;
    const carry: i64 = sum < product ? 1 : 0;
    const top = b.turnoverHigh + <i64>mulHigh(<u64>price, <u64>middle) + carry;
    if (reaches(sum, top, <u64>b.barSize, b.barSizeHigh)) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** How much of the event goes into the forming bar. */
function partOf(b: Builder, p: usize, rest: i64): i64 {
  if (!has(b, BarOption.Split)) return rest;
  if (b.kind == BarKind.Volume) return min<i64>(rest, b.barSize - b.qty);
  return turnoverPart(b, load<i64>(p, TRADE_PRICE), rest);
}

/** Whether a trade is to be divided over more bars than one event may make. */
function isTooLarge(b: Builder, qty: i64): bool {
  if (b.kind != BarKind.Volume || !has(b, BarOption.Split) || qty < b.barSize) return false;
  return <u64>qty / <u64>b.barSize > <u64>b.fillMax;
}

/** Takes the event at `p`. False: the output is full, or `b.fault` says what is wrong. */
export function takeCounted(b: Builder, p: usize): bool {
  if (isEmptyBar(b, p)) return true;
  const qty = qtyOf(b, p);
  // Before anything of it is taken.
  if (b.kind == BarKind.Dollar && b.isForming && b.qty > i64.MAX_VALUE - (qty - b.taken)) {
    b.fault = BarFault.Overflow;
    return false;
  }
  if (isTooLarge(b, qty)) {
    b.fault = BarFault.LongGap;
    return false;
  }
  do {
    // Space comes first: an event must not count twice.
    if (isFull(b)) return false;
    if (!b.isForming) {
      openBar(b, b.eventNs);
      b.thetaLow = 0;
      b.thetaHigh = 0;
    }
    const part = partOf(b, p, qty - b.taken);
    if (!addPart(b, p, part)) return false;
    b.taken += part;
    if (isImbalance(b)) addImbalance(b, p);
    if (isReached(b)) {
      if (has(b, BarOption.Expected)) learn(b);
      closeBar(b, b.eventNs, b.knownNs);
    }
  } while (b.taken < qty);
  return true;
}
