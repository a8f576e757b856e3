// What open orders hold back. A perpetual's margin covers the larger of the positions that its buys
// or its sells would make; spot buys hold back their cost and taker fee, spot sells what they sell.
import {
  AccountFlag,
  AccountInstrument,
  AccountKind,
  AccountPosition,
  CurrencyBalance,
  Rounding,
} from '../abi/account';
import { LiquidityRole, OrderReason, Side, SIZEOF_SUBMIT_ORDER, SubmitOrder } from '../abi/orders';
import { Status } from '../abi/status';
import { valueOf } from '../math/value';
import { addTo, mulDiv, PPB } from '../math/wide';
import { finish } from './book';
import { availableOf, begin, commit, draftBase, draftOf, draftSettle, remark } from './draft';
import { rateOf } from './fees';
import { ANSWER, configOf, currencyOf, headOf, isKnown, positionOf } from './state';

/** Adds (`sign` 1) an open order to the draft or takes it off (-1). */
function draftOrder(at: u32, id: u32, side: u8, price: i64, qty: i64, sign: i64): i32 {
  const c = configOf(positionOf(at, id));
  const d = draftOf(at);
  const p = changetype<usize>(d);
  const isSpot = c.kind == AccountKind.Spot;
  const out = <usize>(at + ANSWER);
  let status: i32 = Status.Ok;
  if (side == Side.Buy) {
    status = addTo(p + offsetof<AccountPosition>('openBuy'), sign * qty);
    if (isSpot) {
      status |= mulDiv(price, qty, 1, Rounding.Down, out);
      if (status != Status.Ok) return Status.Overflow;
      status = addTo(p + offsetof<AccountPosition>('openBuyCost'), sign * load<i64>(out));
    }
  } else {
    status = addTo(p + offsetof<AccountPosition>('openSell'), sign * qty);
    if (isSpot) {
      status |= mulDiv(c.baseNumerator, qty, 1, Rounding.Down, out);
      if (status != Status.Ok) return Status.Overflow;
      const base = changetype<usize>(draftBase(at));
      status = addTo(base + offsetof<CurrencyBalance>('initial'), sign * load<i64>(out));
    }
  }
  if (status != Status.Ok) return Status.Overflow;
  if ((d.openBuy | d.openSell | d.openBuyCost) < 0) return Status.BadArgument;
  return remark(at, id, d.mark == 0 ? price : d.mark);
}

function moveOrder(at: u32, id: u32, side: u8, price: i64, qty: i64, sign: i64): i32 {
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  if (side > Side.Sell || price <= 0 || qty <= 0) return Status.BadArgument;
  begin(at, id);
  const status = draftOrder(at, id, side, price, qty, sign);
  if (status != Status.Ok) return status;
  if (commit(at, id) != Status.Ok) return Status.Overflow;
  return finish(at);
}

/**
 * Holds back what an order of `qty` at `price` may need: its limit or stop price, for market orders
 * one that they are expected to pay. Ok, or with nothing changed UnknownInstrument, BadArgument,
 * Overflow.
 */
export function accountOrderOpened(at: u32, id: u32, side: u8, price: i64, qty: i64): i32 {
  return moveOrder(at, id, side, price, qty, 1);
}

/**
 * Frees what `qty` of an order holds back: after each fill the quantity filled, at the end what was
 * left, each at the price that it was opened with. BadArgument: more than is open.
 */
export function accountOrderClosed(at: u32, id: u32, side: u8, price: i64, qty: i64): i32 {
  return moveOrder(at, id, side, price, qty, -1);
}

/** The price that an order's need is worked out at; 0: none is known. */
function priceOf(s: SubmitOrder, reference: i64): i64 {
  if (s.price > 0) return s.price;
  if (s.size >= <u32>SIZEOF_SUBMIT_ORDER && s.stopPrice > 0) return s.stopPrice;
  return reference > 0 ? reference : 0;
}

/**
 * Whether there is margin or balance for the Submit at `record` beside all that is open: 0 or an
 * OrderReason (Margin; UnknownInstrument, BadQty, BadOrder; BookNotLive where neither order nor
 * `reference` has a price). Perpetuals: its taker fee included; what does not raise the margin held
 * back is always allowed. Changes nothing.
 */
export function accountCanAfford(at: u32, record: u32, reference: i64): i32 {
  const s = changetype<SubmitOrder>(<usize>record);
  const id = <u32>s.instrumentId;
  if (!isKnown(at, id)) return OrderReason.UnknownInstrument;
  if (s.qty <= 0) return OrderReason.BadQty;
  if (s.side > Side.Sell) return OrderReason.BadOrder;
  const price = priceOf(s, reference);
  if (price <= 0) return OrderReason.BookNotLive;
  const c = configOf(positionOf(at, id));
  const isSpot = c.kind == AccountKind.Spot;
  if (isSpot && (c.accountFlags & AccountFlag.AllowShort) != 0) return 0;
  begin(at, id);
  if (draftOrder(at, id, s.side, price, s.qty, 1) != Status.Ok) return OrderReason.Margin;
  if (!isSpot) return canMargin(at, c, price, s.qty) ? 0 : OrderReason.Margin;
  const b = s.side == Side.Sell ? draftBase(at) : draftSettle(at);
  // Unrealised losses count, gains do not: they cannot be spent.
  const free = b.unrealized < 0 ? availableOf(b) : b.cash - b.initial;
  return free < 0 ? OrderReason.Margin : 0;
}

function canMargin(at: u32, c: AccountInstrument, price: i64, qty: i64): bool {
  const d = draftSettle(at);
  if (d.initial <= currencyOf(at, c.settle).initial) return true;
  const free = availableOf(d);
  if (free < 0) return false;
  const out = <usize>(at + ANSWER);
  if (valueOf(c, price, qty, out) != Status.Ok) return false;
  const rate = rateOf(at, c, LiquidityRole.Taker, headOf(at).volume30Days);
  if (mulDiv(load<i64>(out), rate, PPB, Rounding.Up, out) != Status.Ok) return false;
  return load<i64>(out) <= free;
}
