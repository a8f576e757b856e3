// The verdict on an order before it is sent. Rules are asked in the order of docs/risk.md: what is
// wrong with the order itself, what blocks trading, what would be too large, what comes too often.
import { AccountKind, Rounding } from '../abi/account';
import {
  OrderFlag,
  OrderKind,
  OrderReason,
  ReplaceOrder,
  Side,
  SIZEOF_SUBMIT_ORDER,
  SubmitOrder,
} from '../abi/orders';
import { KillMode, RiskHead, RiskInstrument, RiskPosition, RiskRule } from '../abi/risk';
import { addOverflows } from '../math/wide';
import { refresh } from './breakers';
import { takeOrder } from './rate';
import {
  ANSWER,
  balanceOf,
  bookingOf,
  headOf,
  isKnown,
  limitsOf,
  positionOf,
  ruleOf,
  slotOf,
} from './state';
import { minus, qtyWorth, shareOf, valueUp } from './value';

/** Counts a verdict; 0 approved, Reduced cut to `qty`, other reasons refused. */
function verdict(at: u32, reason: i32, rule: i32, qty: i64): i32 {
  const h = headOf(at);
  h.verdictQty = qty;
  h.verdictRule = rule;
  const counter = <usize>(h.verdictsAt + <u32>reason * 8);
  store<i64>(counter, load<i64>(counter) + 1);
  return reason;
}

@inline function refused(at: u32, reason: i32): i32 {
  return verdict(at, reason, reason, 0);
}

@inline function isOutside(n: i64, least: i64, most: i64): bool {
  return n < least || (most != 0 && n > most);
}

/** Price and quantity by themselves: 0 or a reason. `price` 0: none. */
function sanity(rule: RiskInstrument, price: i64, stopPrice: i64, qty: i64): i32 {
  if ((price | stopPrice) < 0) return OrderReason.RiskPrice;
  if (price != 0 && isOutside(price, rule.priceMin, rule.priceMax)) return OrderReason.RiskPrice;
  if (stopPrice != 0 && isOutside(stopPrice, rule.priceMin, rule.priceMax))
    return OrderReason.RiskPrice;
  if (qty <= 0 || isOutside(qty, rule.qtyMin, rule.qtyMax)) return OrderReason.RiskQty;
  return OrderReason.None;
}

/** Whether `price` is farther from `reference` than the collar allows. */
function isOffCollar(at: u32, slot: RiskPosition, price: i64, reference: i64): bool {
  const share = ruleOf(slot).collar;
  if (share == 0 || price == 0) return false;
  if (reference != slot.collarAt) {
    slot.collarAt = reference;
    slot.collarBand = shareOf(reference, share, Rounding.Down, <usize>(at + ANSWER));
  }
  const distance = select<i64>(reference - price, price - reference, price < reference);
  return distance > slot.collarBand;
}

/** What blocks orders that open a position: 0 or a reason. */
function blockOf(h: RiskHead, slot: RiskPosition, nowNs: i64): i32 {
  if (h.kill != KillMode.Off) return OrderReason.RiskKill;
  if (h.tripped != 0) {
    if (h.tripped & RiskRule.DailyLoss) return OrderReason.RiskDailyLoss;
    if (h.tripped & RiskRule.Drawdown) return OrderReason.RiskDrawdown;
    return OrderReason.RiskLosses;
  }
  return nowNs < slot.jumpUntilNs ? OrderReason.RiskJump : OrderReason.None;
}

/**
 * The price in the range of its possible fills at which an order is worth most: a buy fills between
 * the market and its limit above it, a sell between its limit and the market above it.
 */
@inline function dearest(kind: u8, side: u8, price: i64, reference: i64): i64 {
  // Without branches: the side of the next order is anybody's guess.
  const isInverse = kind == AccountKind.Inverse;
  const given = select<i64>(reference, price, price == 0);
  const market = select<i64>(reference, given, reference > given != isInverse);
  return select<i64>(market, given, (side == Side.Sell) != isInverse);
}

/** Largest exposure that the equity carries. */
function leverageCap(at: u32): i64 {
  const h = headOf(at);
  const b = balanceOf(h);
  const equity = b.cash + b.openValue;
  if (equity != h.leverageEquity) {
    h.leverageEquity = equity;
    const times = limitsOf(at).leverageMax;
    h.leverageCap = equity <= 0 ? 0 : shareOf(equity, times, Rounding.Down, <usize>(at + ANSWER));
  }
  return h.leverageCap;
}

/** Whether a rule cuts; otherwise what is beyond it is refused. */
@inline function cuts(at: u32, rule: u32): bool {
  return (limitsOf(at).reduces & rule) != 0;
}

/**
 * How much of `qty` the sizes allow; 0 where a rule that does not cut refuses it, and for values
 * outside 63 bits. `held` is what the order's side works towards without it,
 * `worst` the worst case with all that works now. The reason of the last rule that cut it, or that
 * refuses it, at ANSWER + 16.
 */
function fitting(
  at: u32,
  slot: RiskPosition,
  price: i64,
  qty: i64,
  held: i64,
  worst: i64,
  isClosing: bool,
): i64 {
  const h = headOf(at);
  const l = limitsOf(at);
  const rule = ruleOf(slot);
  const c = bookingOf(slot);
  const out = <usize>(at + ANSWER);
  let fits = qty;
  let reason: i32 = OrderReason.None;
  if (rule.notionalMax != 0) {
    const value = valueUp(c, price, qty);
    if (value < 0 || value > rule.notionalMax) {
      reason = OrderReason.RiskNotional;
      const isCut = value > 0 && cuts(at, RiskRule.Notional);
      fits = isCut ? qtyWorth(c, price, rule.notionalMax, out) : 0;
    }
  }
  store<i32>(out, reason, 16);
  // What is left of a cut order may close only.
  if (isClosing || fits <= 0 || held + fits <= 0) return fits;
  if (rule.positionMax != 0 && held + fits > rule.positionMax) {
    store<i32>(out, OrderReason.RiskPosition, 16);
    fits = cuts(at, RiskRule.Position) ? rule.positionMax - held : 0;
    if (fits <= 0) return 0;
  }
  if ((rule.positionValueMax | l.exposureMax | l.leverageMax) == 0) return fits;
  const reference = slot.reference;
  let value = valueUp(c, reference, held + fits);
  if (rule.positionValueMax != 0 && (value < 0 || value > rule.positionValueMax)) {
    store<i32>(out, OrderReason.RiskPosition, 16);
    if (value < 0 || !cuts(at, RiskRule.PositionValue)) return 0;
    fits = qtyWorth(c, reference, rule.positionValueMax, out) - held;
    if (fits <= 0) return 0;
    value = valueUp(c, reference, held + fits);
  }
  if (held + fits <= worst) return fits;
  const others = h.exposure - slot.exposure;
  if (l.exposureMax != 0 && (value < 0 || value > minus(l.exposureMax, others))) {
    store<i32>(out, OrderReason.RiskExposure, 16);
    if (value < 0 || !cuts(at, RiskRule.Exposure)) return 0;
    fits = within(at, slot, minus(l.exposureMax, others), held, worst);
    if (fits <= 0 || held + fits <= worst) return fits;
    value = valueUp(c, reference, held + fits);
  }
  if (l.leverageMax == 0) return fits;
  const room = minus(leverageCap(at), others);
  if (value >= 0 && value <= room) return fits;
  store<i32>(out, OrderReason.RiskLeverage, 16);
  if (value < 0 || !cuts(at, RiskRule.Leverage)) return 0;
  return within(at, slot, room, held, worst);
}

/** What may be added to `held` so that the worst case is worth `room`, or does not grow. */
function within(at: u32, slot: RiskPosition, room: i64, held: i64, worst: i64): i64 {
  const out = <usize>(at + ANSWER);
  const most = room <= 0 ? 0 : qtyWorth(bookingOf(slot), slot.reference, room, out);
  return (most > worst ? most : worst) - held;
}

/** The verdict on `qty` more at `price`, where `freed` of the same side and order is given up. */
function decide(
  at: u32,
  slot: RiskPosition,
  side: u8,
  orderFlags: u8,
  price: i64,
  reference: i64,
  qty: i64,
  freed: i64,
  nowNs: i64,
): i32 {
  const h = headOf(at);
  const isReducing = (orderFlags & OrderFlag.ReduceOnly) != 0;
  const position = positionOf(slot).qty;
  if (addOverflows(position, slot.openBuy) || addOverflows(slot.openSell, -position))
    return refused(at, OrderReason.RiskPosition);
  const up = position + slot.openBuy;
  const down = slot.openSell - position;
  const held = select<i64>(up, down, side == Side.Buy) - (isReducing ? 0 : freed);
  if (addOverflows(held, qty)) return refused(at, OrderReason.RiskPosition);
  const isClosing = isReducing || held + qty <= 0;
  if (!isClosing) {
    const block = blockOf(h, slot, nowNs);
    if (block != 0) return refused(at, block);
  }
  const kind = bookingOf(slot).kind;
  const worst = select<i64>(up, down, up > down);
  const dear = dearest(kind, side, price, reference);
  let fits = fitting(at, slot, dear, qty, held, worst, isClosing);
  const reason = load<i32>(<usize>(at + ANSWER), 16);
  if (fits < qty) {
    const rule = ruleOf(slot);
    if (rule.lotSize > 1) fits -= fits % rule.lotSize;
    if (fits <= 0 || fits < rule.qtyMin) return refused(at, reason);
  }
  if (!takeOrder(h, limitsOf(at), nowNs)) return refused(at, OrderReason.RiskRate);
  if (fits < qty) return verdict(at, OrderReason.Reduced, reason, fits);
  return verdict(at, OrderReason.None, OrderReason.None, qty);
}

@inline function needsPrice(kind: u8): bool {
  return kind == OrderKind.Limit || kind == OrderKind.StopLimit || kind == OrderKind.Iceberg;
}

/**
 * The verdict on the Submit at `record`, sent at `nowNs`: 0 approved, OrderReason.Reduced cut to
 * `RiskHead.verdictQty`, or the OrderReason it is refused for. What passes counts for the order
 * rate; it works from `riskOrderOpened` on.
 */
export function riskCheck(at: u32, record: u32, nowNs: i64): i32 {
  const s = changetype<SubmitOrder>(<usize>record);
  const id = <u32>s.instrumentId;
  if (!isKnown(at, id)) return refused(at, OrderReason.UnknownInstrument);
  if (s.side > Side.Sell) return refused(at, OrderReason.BadOrder);
  const h = headOf(at);
  const slot = slotOf(at, id);
  const stopPrice = s.size >= <u32>SIZEOF_SUBMIT_ORDER ? s.stopPrice : 0;
  if (s.price == 0 && needsPrice(s.orderKind)) return refused(at, OrderReason.RiskPrice);
  const insane = sanity(ruleOf(slot), s.price, stopPrice, s.qty);
  if (insane != 0) return refused(at, insane);
  refresh(at, nowNs);
  if (h.kill == KillMode.All) return refused(at, OrderReason.RiskKill);
  const ordersMax = limitsOf(at).openOrdersMax;
  if (ordersMax != 0 && h.openOrders >= ordersMax) return refused(at, OrderReason.RiskOpenOrders);
  if (slot.reference == 0) return refused(at, OrderReason.BookNotLive);
  const reference = stopPrice != 0 ? stopPrice : slot.reference;
  if (isOffCollar(at, slot, s.price, reference)) return refused(at, OrderReason.RiskCollar);
  return decide(at, slot, s.side, s.orderFlags, s.price, reference, s.qty, 0, nowNs);
}

/** `riskCheck` at the receive time of the Submit: for hosts, which pass no 64-bit number then. */
export function riskCheckRecord(at: u32, record: u32): i32 {
  return riskCheck(at, record, changetype<SubmitOrder>(<usize>record).recvTsNs);
}

/**
 * The verdict on the Replace at `record` of a working order: its side and OrderFlag bits, its stop
 * price (0: none), its price and leaves now, its filled quantity. As `riskCheck`; the quantity of
 * the verdict is the new total, filled part included. What only takes quantity away passes unless
 * everything is killed.
 */
export function riskCheckReplace(
  at: u32,
  record: u32,
  side: u8,
  orderFlags: u8,
  stopPrice: i64,
  currentPrice: i64,
  currentLeaves: i64,
  filled: i64,
  nowNs: i64,
): i32 {
  const r = changetype<ReplaceOrder>(<usize>record);
  const id = <u32>r.instrumentId;
  if (!isKnown(at, id)) return refused(at, OrderReason.UnknownInstrument);
  if (side > Side.Sell || (currentLeaves | filled | stopPrice) < 0)
    return refused(at, OrderReason.BadOrder);
  const h = headOf(at);
  const slot = slotOf(at, id);
  if (r.price == 0 && currentPrice != 0) return refused(at, OrderReason.RiskPrice);
  const insane = sanity(ruleOf(slot), r.price, stopPrice, r.qty);
  if (insane != 0) return refused(at, insane);
  const qty = r.qty - filled;
  if (qty <= 0) return refused(at, OrderReason.RiskQty);
  refresh(at, nowNs);
  if (h.kill == KillMode.All) return refused(at, OrderReason.RiskKill);
  if (r.price == currentPrice && qty <= currentLeaves) {
    if (!takeOrder(h, limitsOf(at), nowNs)) return refused(at, OrderReason.RiskRate);
    return verdict(at, OrderReason.None, OrderReason.None, r.qty);
  }
  if (slot.reference == 0) return refused(at, OrderReason.BookNotLive);
  const reference = stopPrice != 0 ? stopPrice : slot.reference;
  if (isOffCollar(at, slot, r.price, reference)) return refused(at, OrderReason.RiskCollar);
  const reason = decide(at, slot, side, orderFlags, r.price, reference, qty, currentLeaves, nowNs);
  if (h.verdictQty != 0) h.verdictQty += filled;
  return reason;
}
