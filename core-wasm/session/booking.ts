// Keeps the account beside the orders: what open orders hold back, what fills come to, at which
// price positions are valued. All of it at receive time, as the strategy learns of it.
import { AccountFlag } from '../abi/account';
import { Bar, BarRecordKind } from '../abi/bars';
import { BookState } from '../abi/book';
import { Fill, OrderFlag, OrderStatus, Side } from '../abi/orders';
import { Header, RecordKind } from '../abi/records';
import { OrderState, SessionState } from '../abi/session';
import { Status } from '../abi/status';
import { accountFill, accountMark } from '../account/book';
import {
  accountIsLiquidatable,
  accountIsLiquidatableAt,
  accountLiquidationPrice,
} from '../account/margin';
import { accountOrderClosed, accountOrderOpened } from '../account/orders';
import { configOf, positionOf } from '../account/state';
import {
  riskFill,
  riskMark,
  riskOrderChanged,
  riskOrderClosed,
  riskOrderOpened,
} from '../risk/events';
import { ASK, BID, bookBest, bookQty } from '../book/l2';
import { bookOf, instrumentAt } from '../engine/instrument';
import { instrumentOf, localOf } from './state';

/** What only closes needs neither margin nor balance: the venue fills no more than is open. */
@inline
export function opens(order: OrderState): bool {
  return (order.orderFlags & OrderFlag.ReduceOnly) == 0;
}

/**
 * Holds back what an order of `qty` at `price` may need, in place of what it held back before;
 * a quantity of 0 frees all of it. Ok, or Overflow with nothing held back.
 */
export function reserve(s: SessionState, order: OrderState, price: i64, qty: i64): i32 {
  if (s.account == 0) return Status.Ok;
  const id = <u32>order.instrumentId;
  const side = order.side;
  const before = order.reservedQty;
  const isBooked = opens(order);
  if (before > 0 && isBooked) accountOrderClosed(s.account, id, side, order.reservedPrice, before);
  let status: i32 = Status.Ok;
  if (qty > 0 && isBooked) status = accountOrderOpened(s.account, id, side, price, qty);
  const held = status == Status.Ok ? qty : 0;
  order.reservedPrice = price;
  order.reservedQty = held;
  if (s.risk == 0) return status;
  const flags = order.orderFlags;
  if (before > 0 && held > 0) riskOrderChanged(s.risk, id, side, flags, before, held);
  else if (before > 0) riskOrderClosed(s.risk, id, side, flags, before);
  else if (held > 0) riskOrderOpened(s.risk, id, side, flags, held);
  return status;
}

/**
 * The order holds back no more than it can still fill. While a change of it is under way that is
 * what the change may need, less what was filled since.
 */
export function reserveRest(s: SessionState, order: OrderState, filled: i64): void {
  if (order.reservedQty == 0) return;
  if (order.status == OrderStatus.PendingReplace) {
    if (filled != 0) reserve(s, order, order.reservedPrice, max(0, order.reservedQty - filled));
    return;
  }
  const isSame = order.price == 0 || order.price == order.reservedPrice;
  if (isSame && order.leavesQty == order.reservedQty) return;
  reserve(s, order, isSame ? order.reservedPrice : order.price, order.leavesQty);
}

/**
 * Books a fill: fee, realised P&L and position are written into it. What has traded has traded: a
 * spot balance that it takes below zero (a market order filled far from where it was expected)
 * stays there as a debt and is counted.
 */
export function bookFill(s: SessionState, fill: Fill): i32 {
  if (s.account == 0) return Status.Ok;
  const record = <u32>changetype<usize>(fill);
  let status = accountFill(s.account, record);
  if (status == Status.Negative) status = bookDebt(s, fill);
  if (status >= 0 && s.risk != 0) status = riskFill(s.risk, record);
  // A position that turned is valued on its other side's account.
  if (status >= 0) mark(s, fill.instrumentId);
  return status;
}

function bookDebt(s: SessionState, fill: Fill): i32 {
  const record = <u32>changetype<usize>(fill);
  const config = configOf(positionOf(s.account, <u32>fill.instrumentId));
  s.overdrafts++;
  config.accountFlags |= AccountFlag.AllowShort;
  const booked = accountFill(s.account, record);
  config.accountFlags &= ~AccountFlag.AllowShort;
  return booked;
}

/**
 * What an instrument is worth now: the middle of a live book, else its last print; 0: unknown. Half
 * a quantum goes down, for what loses by a higher price (`roundsUp`) up: no position gains by it.
 */
export function valuation(s: SessionState, id: u32, roundsUp: bool): i64 {
  const inst = instrumentAt(localOf(s), id);
  const mine = instrumentOf(s, id);
  if (mine.needsBook == 0 || inst.state != BookState.Live) return mine.lastPrice;
  const book = bookOf(inst);
  const bid = bookBest(book, BID);
  const ask = bookBest(book, ASK);
  const hasBoth = bookQty(book, BID, bid) > 0 && bookQty(book, ASK, ask) > 0;
  return hasBoth ? bid + ((ask - bid + <i64>roundsUp) >> 1) : mine.lastPrice;
}

/** The price at which a market order of a side is expected to fill; 0: unknown. */
export function expectedPrice(s: SessionState, id: u32, side: u8): i64 {
  const inst = instrumentAt(localOf(s), id);
  const mine = instrumentOf(s, id);
  if (mine.needsBook == 0 || inst.state != BookState.Live) return mine.lastPrice;
  const book = bookOf(inst);
  const from = side == Side.Buy ? ASK : BID;
  const best = bookBest(book, from);
  return bookQty(book, from, best) > 0 ? best : mine.lastPrice;
}

/**
 * Values what is open of an instrument that a record may have moved. Ok, or Liquidated where the
 * margin of its positions is used up, be it by what was filled or paid since the last record.
 */
export function markPrice(s: SessionState, id: u32, record: Header): i32 {
  if (instrumentOf(s, id).venue == 0 || s.account == 0) return Status.Ok;
  if (record.kind == RecordKind.Definition) return Status.Ok;
  if (record.kind == BarRecordKind.Bar && usesUp(s, id, changetype<Bar>(record)))
    return Status.Liquidated;
  mark(s, id);
  const position = positionOf(s.account, id);
  if (position.qty == 0) return Status.Ok;
  const settle = <u32>configOf(position).settle;
  return accountIsLiquidatable(s.account, settle) == 0 ? <i32>Status.Ok : <i32>Status.Liquidated;
}

/**
 * Whether a bar's worse end uses the margin up of the position that the bar's fills have left. It
 * is then valued where that happened: at its liquidation price, or at the open beyond it.
 */
function usesUp(s: SessionState, id: u32, bar: Bar): bool {
  const position = positionOf(s.account, id);
  const isLong = position.qty > 0;
  const worst = isLong ? bar.low : bar.high;
  if (position.qty == 0 || accountIsLiquidatableAt(s.account, id, worst) == 0) return false;
  const price = accountLiquidationPrice(s.account, id);
  let met = bar.open;
  if (price >= 0) met = isLong ? max(min(met, price), worst) : min(max(met, price), worst);
  instrumentOf(s, id).lastPrice = met;
  mark(s, id);
  return true;
}

/** Values an instrument at the present price, if anything of it is open or risk looks at it. */
function mark(s: SessionState, id: u32): void {
  const position = positionOf(s.account, id);
  const isOpen = position.qty != 0 || (position.openBuy | position.openSell) != 0;
  if (isOpen || s.risk != 0) markNow(s, id);
}

/** Values an instrument at the present price, before an order of it is asked about. */
export function markNow(s: SessionState, id: u32): void {
  const position = positionOf(s.account, id);
  const price = valuation(s, id, position.qty < 0);
  if (price <= 0 || price == position.mark) return;
  accountMark(s.account, id, price);
  // Limits and breakers look at every price, whether or not anything is open.
  if (s.risk != 0) riskMark(s.risk, id, price, s.nowNs);
}

export function markAll(s: SessionState): void {
  if (s.account == 0) return;
  for (let id: u32 = 0; id < localOf(s).instrumentCount; id++)
    if (instrumentOf(s, id).venue != 0) mark(s, id);
}
