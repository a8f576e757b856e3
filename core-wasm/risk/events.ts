// What happens to orders, positions and the market, as far as limits need it. Called behind the
// account's own functions: positions and equity are read there.
import { Fill, OrderFlag, OrderRecordKind, Side } from '../abi/orders';
import { RiskPosition } from '../abi/risk';
import { Status } from '../abi/status';
import { addOverflows } from '../math/wide';
import { refresh, watchJump } from './breakers';
import { bookingOf, headOf, isKnown, positionOf, slotOf } from './state';
import { valueUp } from './value';

/**
 * The larger of the positions that the working buys or the working sells would make, as a size:
 * with up >= down it is the larger of up and -down. -1: outside 63 bits.
 */
@inline export function worstOf(slot: RiskPosition): i64 {
  const qty = positionOf(slot).qty;
  if (addOverflows(qty, slot.openBuy) || addOverflows(slot.openSell, -qty)) return -1;
  const up = qty + slot.openBuy;
  const down = slot.openSell - qty;
  return up > down ? up : down;
}

/** Values the worst case of an instrument anew. Ok; Overflow: the old value stays. */
export function revalue(at: u32, slot: RiskPosition): i32 {
  const h = headOf(at);
  const worst = worstOf(slot);
  if (worst < 0) return Status.Overflow;
  let value: i64 = 0;
  if (worst != 0 && slot.reference != 0) value = valueUp(bookingOf(slot), slot.reference, worst);
  const others = h.exposure - slot.exposure;
  if (value < 0 || addOverflows(others, value)) return Status.Overflow;
  h.exposure = others + value;
  slot.exposure = value;
  return Status.Ok;
}

/** Moves what works of an order from `before` to `after`. */
function move(at: u32, id: u32, side: u8, orderFlags: u8, before: i64, after: i64): i32 {
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  if (side > Side.Sell || (before | after) < 0) return Status.BadArgument;
  const h = headOf(at);
  const closes = before != 0 && after == 0;
  if (closes && h.openOrders == 0) return Status.BadArgument;
  const slot = slotOf(at, id);
  if (!(orderFlags & OrderFlag.ReduceOnly)) {
    const isBuy = side == Side.Buy;
    const open = isBuy ? slot.openBuy : slot.openSell;
    if (open < before) return Status.BadArgument;
    if (addOverflows(open - before, after)) return Status.Overflow;
    if (isBuy) slot.openBuy = open - before + after;
    else slot.openSell = open - before + after;
    const status = revalue(at, slot);
    if (status != Status.Ok) {
      if (isBuy) slot.openBuy = open;
      else slot.openSell = open;
      return status;
    }
  }
  if (closes) h.openOrders--;
  else if (before == 0 && after != 0) h.openOrders++;
  return Status.Ok;
}

/**
 * An order that `riskCheck` let pass was sent: `qty` > 0 of it works from now on. Side and flag
 * bits as in its Submit. Ok, or with nothing changed UnknownInstrument, BadArgument, Overflow.
 */
export function riskOrderOpened(at: u32, id: u32, side: u8, orderFlags: u8, qty: i64): i32 {
  return qty > 0 ? move(at, id, side, orderFlags, 0, qty) : <i32>Status.BadArgument;
}

/**
 * The leaves of a working order changed from `before` to `after`, both > 0: a fill of a part, a
 * replacement. Ok, or with nothing changed UnknownInstrument, BadArgument, Overflow.
 */
export function riskOrderChanged(
  at: u32,
  id: u32,
  side: u8,
  orderFlags: u8,
  before: i64,
  after: i64,
): i32 {
  if (before <= 0 || after <= 0) return Status.BadArgument;
  return move(at, id, side, orderFlags, before, after);
}

/**
 * A working order is gone: filled, cancelled, refused, expired; `leaves` > 0 is what worked of it
 * until now. Ok, or with nothing changed UnknownInstrument, BadArgument.
 */
export function riskOrderClosed(at: u32, id: u32, side: u8, orderFlags: u8, leaves: i64): i32 {
  return leaves > 0 ? move(at, id, side, orderFlags, leaves, 0) : <i32>Status.BadArgument;
}

/**
 * The account booked the Fill at `record`: positions, results and rows of losses are looked at
 * anew. What the fill took off its order is told by `riskOrderChanged` or `riskOrderClosed`. Ok,
 * UnknownKind, UnknownInstrument, Overflow.
 */
export function riskFill(at: u32, record: u32): i32 {
  const f = changetype<Fill>(<usize>record);
  if (f.kind != OrderRecordKind.Fill) return Status.UnknownKind;
  const id = <u32>f.instrumentId;
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  const slot = slotOf(at, id);
  if (slot.reference == 0) slot.reference = f.price;
  refresh(at, f.recvTsNs);
  return revalue(at, slot);
}

/**
 * The market of instrument `id` is at `price`: what collars, market orders and positions are valued
 * at. Ok, UnknownInstrument, BadArgument, Overflow (the price counts, the exposure stays).
 */
export function riskMark(at: u32, id: u32, price: i64, nowNs: i64): i32 {
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  if (price <= 0 || nowNs < 0) return Status.BadArgument;
  const slot = slotOf(at, id);
  refresh(at, nowNs);
  watchJump(at, slot, price, nowNs);
  if (price == slot.reference) return Status.Ok;
  slot.reference = price;
  return revalue(at, slot);
}

/** The account changed otherwise (funding, deposits) or time went on: breakers follow. */
export function riskUpdate(at: u32, nowNs: i64): i32 {
  refresh(at, nowNs);
  return Status.Ok;
}
