// Books events: fills, funding, marks. The basis is a pair (cost, quantity): an opening fill adds
// its value, a closing one takes the share of what it closes, rounded; what rounding leaves
// stays in the basis and leaves with the last unit. Works on drafts, see draft.ts; but a mark,
// which is one step.
import {
  AccountFlag,
  AccountInstrument,
  AccountKind,
  AccountPosition,
  CurrencyBalance,
} from '../abi/account';
import { Fill, LiquidityRole, OrderRecordKind, Side } from '../abi/orders';
import { Status } from '../abi/status';
import { invariant } from '../mem/control';
import { valueOf } from '../math/value';
import { addOverflows, addTo, mulDiv, PPB } from '../math/wide';
import { accountCheck } from './check';
import { begin, commit, draftBase, draftOf, draftSettle, remark } from './draft';
import { rateOf, rollVolume, volumeAt } from './fees';
import { ANSWER, configOf, currencyOf, headOf, isKnown, positionOf } from './state';
import { remarkPosition } from './valuation';

@inline function absOf(n: i64): i64 {
  return n < 0 ? -n : n;
}

/** The checked build proves conservation after every event. */
@inline export function finish(at: u32): i32 {
  headOf(at).events++;
  if (!ASC_NO_ASSERT) invariant(accountCheck(at) == Status.Ok, Status.Invariant);
  return Status.Ok;
}

function isFill(f: Fill): bool {
  if (f.side > Side.Sell || f.role > LiquidityRole.Taker) return false;
  return f.price > 0 && f.qty > 0;
}

/**
 * Books the Fill at `record` and writes its fee, realized P&L and position. Ok, or with nothing
 * changed: UnknownKind, UnknownInstrument, BadArgument (side, role, price, quantity), Negative (a
 * spot balance would fall below zero), Overflow.
 */
export function accountFill(at: u32, record: u32): i32 {
  const f = changetype<Fill>(<usize>record);
  if (f.kind != OrderRecordKind.Fill) return Status.UnknownKind;
  const id = <u32>f.instrumentId;
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  if (!isFill(f)) return Status.BadArgument;
  begin(at, id);
  const d = draftOf(at);
  const c = configOf(positionOf(at, id));
  const out = <usize>(at + ANSWER);
  let status = valueOf(c, f.price, f.qty, out);
  if (status != Status.Ok) return status;
  const value = load<i64>(out);
  const left = load<i64>(out, 8);
  const signedLeft = f.side == Side.Buy ? left : -left;
  if (addOverflows(d.valueResidual, signedLeft)) return Status.Overflow;
  d.valueResidual += signedLeft;
  const rate = rateOf(at, c, f.role, volumeAt(at, f.recvTsNs));
  status = mulDiv(value, rate, PPB, c.feeRounding, out);
  if (status != Status.Ok) return status;
  const fee = load<i64>(out);
  if (addOverflows(d.rateResidual, load<i64>(out, 8))) return Status.Overflow;
  d.rateResidual += load<i64>(out, 8);
  const before = d.qty;
  status = trade(at, c, f, value);
  if (status != Status.Ok) return status;
  const realized = load<i64>(out);
  status = settle(at, c, f, value, fee, realized);
  if (status != Status.Ok) return status;
  status = remark(at, id, d.mark == 0 ? f.price : d.mark);
  if (status != Status.Ok) return status;
  const isOver = before != 0 && (d.qty == 0 || (d.qty ^ before) < 0);
  const result = d.tripPnl;
  if (isOver) d.tripPnl = 0;
  d.fills++;
  if (commit(at, id) != Status.Ok) return Status.Overflow;
  if (<u32>c.settle == headOf(at).feeCurrency) addVolume(at, f.recvTsNs, value);
  headOf(at).fills++;
  if (isOver) endTrip(at, result);
  f.fee = fee;
  f.realizedPnl = realized;
  f.position = d.qty;
  return finish(at);
}

/** Saturates: such a volume is above every tier. */
function addVolume(at: u32, timeNs: i64, value: i64): void {
  rollVolume(at, timeNs);
  const a = headOf(at);
  a.volumeToday = a.volumeToday > i64.MAX_VALUE - value ? i64.MAX_VALUE : a.volumeToday + value;
}

/** Moves quantity and basis of the draft; the realised result at ANSWER. */
function trade(at: u32, c: AccountInstrument, f: Fill, value: i64): i32 {
  const d = draftOf(at);
  const out = <usize>(at + ANSWER);
  const sells = f.side == Side.Sell;
  const delta = sells ? -f.qty : f.qty;
  const open = absOf(d.qty);
  let closing: i64 = 0;
  if (d.qty != 0 && (d.qty ^ delta) < 0) closing = open < f.qty ? open : f.qty;
  let closingValue: i64 = 0;
  let released: i64 = 0;
  if (closing > 0) {
    closingValue = value;
    if (closing < f.qty) {
      // Turns: what opens has the rest of the fill's value, so that both parts make it whole.
      if (valueOf(c, f.price, closing, out) != Status.Ok) return Status.Overflow;
      closingValue = load<i64>(out);
    }
    if (mulDiv(d.basis, closing, open, c.rounding, out) != Status.Ok) return Status.Overflow;
    released = load<i64>(out);
  }
  const openingValue = value - closingValue;
  const signedClosing = sells ? -closingValue : closingValue;
  // Of opposite signs, or zero: the sum cannot overflow.
  const paid = signedClosing + released;
  const realized = c.kind == AccountKind.Inverse ? paid : -paid;
  const p = changetype<usize>(d);
  const opened = (sells ? -openingValue : openingValue) - released;
  let status = addTo(p + offsetof<AccountPosition>('basis'), opened);
  status |= addTo(p + offsetof<AccountPosition>('qty'), delta);
  status |= addTo(p + offsetof<AccountPosition>('traded'), sells ? -value : value);
  status |= addTo(p + offsetof<AccountPosition>('realized'), realized);
  store<i64>(out, realized);
  return status == Status.Ok ? Status.Ok : Status.Overflow;
}

/** Moves the draft's cash, fees and volumes. */
function settle(at: u32, c: AccountInstrument, f: Fill, value: i64, fee: i64, realized: i64): i32 {
  const d = draftOf(at);
  const p = changetype<usize>(d);
  const s = changetype<usize>(draftSettle(at));
  const cash = s + offsetof<CurrencyBalance>('cash');
  const sells = f.side == Side.Sell;
  let status = addTo(cash, -fee);
  status |= addTo(s + offsetof<CurrencyBalance>('fee'), fee);
  status |= addTo(s + offsetof<CurrencyBalance>('realized'), realized);
  status |= addTo(p + offsetof<AccountPosition>('fee'), fee);
  status |= addTo(p + offsetof<AccountPosition>('tripPnl'), realized);
  status |= addTo(p + offsetof<AccountPosition>('tripPnl'), -fee);
  const maker = offsetof<AccountPosition>('makerVolume');
  const taker = offsetof<AccountPosition>('takerVolume');
  status |= addTo(p + (f.role == LiquidityRole.Maker ? maker : taker), value);
  status |= addTo(cash, c.kind != AccountKind.Spot ? realized : sells ? value : -value);
  if (status != Status.Ok) return Status.Overflow;
  return c.kind == AccountKind.Spot ? settleBase(at, c, f) : Status.Ok;
}

function settleBase(at: u32, c: AccountInstrument, f: Fill): i32 {
  const b = draftBase(at);
  if (f.qty > i64.MAX_VALUE / c.baseNumerator) return Status.Overflow;
  const amount = f.qty * c.baseNumerator;
  const cash = changetype<usize>(b) + offsetof<CurrencyBalance>('cash');
  const sells = f.side == Side.Sell;
  if (addTo(cash, sells ? -amount : amount) != Status.Ok) return Status.Overflow;
  if (c.accountFlags & AccountFlag.AllowShort) return Status.Ok;
  return (sells ? b.cash : draftSettle(at).cash) < 0 ? Status.Negative : Status.Ok;
}

function endTrip(at: u32, result: i64): void {
  const a = headOf(at);
  a.roundTrips++;
  if (result > 0) {
    a.winningTrips++;
    a.winsInRow++;
    a.lossesInRow = 0;
  } else if (result < 0) {
    a.losingTrips++;
    a.lossesInRow++;
    a.winsInRow = 0;
  }
}

/**
 * Books funding: the position's value at `price` times `rate` (10^-9), paid by longs where it is
 * positive. `AccountHead.lastFunding` is what was received. Ok, UnknownInstrument, BadArgument
 * (spot, price), Overflow.
 */
export function accountFunding(at: u32, id: u32, rate: i64, price: i64): i32 {
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  const c = configOf(positionOf(at, id));
  if (c.kind == AccountKind.Spot || price <= 0) return Status.BadArgument;
  begin(at, id);
  const d = draftOf(at);
  const out = <usize>(at + ANSWER);
  store<i64>(out, 0);
  if (d.qty != 0) {
    let status = valueOf(c, price, absOf(d.qty), out);
    if (status != Status.Ok) return status;
    const value = load<i64>(out);
    status = mulDiv(d.qty < 0 ? -value : value, rate, PPB, c.rounding, out);
    if (status != Status.Ok) return status;
    status = payFunding(at, load<i64>(out), load<i64>(out, 8));
    if (status != Status.Ok) return status;
    if (commit(at, id) != Status.Ok) return Status.Overflow;
  }
  headOf(at).lastFunding = -load<i64>(out);
  return finish(at);
}

function payFunding(at: u32, paid: i64, left: i64): i32 {
  if (paid == i64.MIN_VALUE) return Status.Overflow;
  const p = changetype<usize>(draftOf(at));
  const s = changetype<usize>(draftSettle(at));
  let status = addTo(p + offsetof<AccountPosition>('funding'), -paid);
  status |= addTo(p + offsetof<AccountPosition>('tripPnl'), -paid);
  status |= addTo(p + offsetof<AccountPosition>('rateResidual'), left);
  status |= addTo(s + offsetof<CurrencyBalance>('cash'), -paid);
  status |= addTo(s + offsetof<CurrencyBalance>('funding'), -paid);
  return status == Status.Ok ? Status.Ok : Status.Overflow;
}

/** Values instrument `id` at `price`. Ok, UnknownInstrument, BadArgument, Overflow. */
export function accountMark(at: u32, id: u32, price: i64): i32 {
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  if (price <= 0) return Status.BadArgument;
  const p = positionOf(at, id);
  const status = remarkPosition(at, p, p, currencyOf(at, configOf(p).settle), price);
  return status == Status.Ok ? finish(at) : status;
}
