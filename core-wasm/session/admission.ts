// What stands between a command and the venue: pre-trade risk, then margin or balance.
import { OrderReason, ReplaceOrder, SubmitOrder } from '../abi/orders';
import { OrderState, SessionState } from '../abi/session';
import { Status } from '../abi/status';
import { accountCanAfford } from '../account/orders';
import { riskCheck, riskCheckReplace } from '../risk/check';
import { headOf as riskHeadOf } from '../risk/state';
import { expectedPrice, markNow, opens, reserve } from './booking';

/** Behind the command and the room for its answer: an order to ask about. */
@inline const PROBE_AT: usize = 192;
@inline const PROBE_BYTES: u32 = 64;

/**
 * Whether the order may leave: None, or the reason why not. What it may need is then held back;
 * risk may have cut the quantity of `r`.
 */
export function admit(s: SessionState, order: OrderState, r: SubmitOrder): u32 {
  if (s.account == 0) return OrderReason.None;
  // Of what nothing is open, the last valuation may be long ago.
  markNow(s, r.instrumentId);
  if (s.risk != 0) {
    const verdict: u32 = riskCheck(s.risk, <u32>changetype<usize>(r), s.nowNs);
    if (verdict != OrderReason.None && verdict != OrderReason.Reduced) return verdict;
    r.qty = riskHeadOf(s.risk).verdictQty;
  }
  const id = <u32>r.instrumentId;
  const reference = expectedPrice(s, id, r.side);
  const asked = r.price > 0 ? r.price : r.stopPrice > 0 ? r.stopPrice : reference;
  if (asked <= 0) return OrderReason.BookNotLive;
  if (opens(order)) {
    const reason = accountCanAfford(s.account, <u32>changetype<usize>(r), reference);
    if (reason != 0) return reason;
  }
  return reserve(s, order, asked, r.qty) == Status.Ok ? OrderReason.None : OrderReason.Margin;
}

/** The same for new price and quantity of an open order, whose reservation they replace. */
export function admitReplace(s: SessionState, order: OrderState, r: ReplaceOrder): u32 {
  if (s.account == 0) return OrderReason.None;
  if (s.risk != 0) {
    const verdict = checkReplace(s, order, r);
    if (verdict != OrderReason.None && verdict != OrderReason.Reduced) return verdict;
    r.qty = riskHeadOf(s.risk).verdictQty;
  }
  const price = order.reservedPrice;
  const qty = order.reservedQty;
  reserve(s, order, 0, 0);
  const probe = changetype<SubmitOrder>(<usize>s.command + PROBE_AT);
  memory.copy(changetype<usize>(probe), changetype<usize>(r), PROBE_BYTES);
  probe.size = PROBE_BYTES;
  probe.qty = r.qty - order.cumQty;
  probe.side = order.side;
  // One without a price is expected to pay what it was when it was sent.
  const asked = r.price > 0 ? r.price : price;
  let reason: u32 = OrderReason.None;
  if (opens(order)) reason = accountCanAfford(s.account, <u32>changetype<usize>(probe), asked);
  if (reason == OrderReason.None && reserve(s, order, asked, probe.qty) != Status.Ok)
    reason = OrderReason.Margin;
  if (reason != OrderReason.None) reserve(s, order, price, qty);
  return reason;
}

function checkReplace(s: SessionState, order: OrderState, r: ReplaceOrder): u32 {
  return riskCheckReplace(
    s.risk,
    <u32>changetype<usize>(r),
    order.side,
    order.orderFlags,
    order.stopPrice,
    order.price,
    order.leavesQty,
    order.cumQty,
    s.nowNs,
  );
}
