// Decisions and fills of a set, booked as an account of one instrument books them: the same
// products, divisions and roundings, so that fees, results and equity are the same to the quantum.
// Linear and spot instruments at fixed rates.
import { AccountFlag, AccountInstrument, AccountKind, Rounding } from '../abi/account';
import { Status } from '../abi/status';
import {
  SIZEOF_SWEEP_FILL,
  SweepConfig,
  SweepFill,
  SweepSet,
  SweepSizing,
  SweepState,
} from '../abi/sweep';
import { addOverflows, mulDiv, PPB } from '../math/wide';
import { cover, drawLine, offerFill } from './figures';

/** Answers of mulDiv: the control block's last bytes are free in this module. */
@inline const OUT: usize = 960;
/** Fills of a piece, and what stands before them. */
@inline const PIECE_ROWS: u32 = 64;
@inline const PIECE_HEAD: u32 = 8;
@inline const PIECE_BYTES: u32 = 2568;
@inline const HASH_FACTOR: u64 = 0x9e3779b97f4a7c15;
/** Where a number of lots counts as whole. */
@inline const WHOLE: f64 = 1e-6;
/** Largest number of quanta that a strategy can order. */
@inline const SAFE: f64 = 9007199254740991;

@inline
function instrumentOf(c: SweepConfig): AccountInstrument {
  return changetype<AccountInstrument>(<usize>c.instrument);
}

@inline
function longAt(column: u32, i: u32): i64 {
  return load<i64>(<usize>column + ((<usize>i) << 3));
}

@inline
function absOf(n: i64): i64 {
  return n < 0 ? -n : n;
}

/** Value of `qty` at `price`, cash quanta; negative: it leaves 64 bits. */
function value(c: SweepConfig, price: i64, qty: i64): i64 {
  const instrument = instrumentOf(c);
  const numerator = instrument.valueNumerator;
  if (qty > i64.MAX_VALUE / numerator) return -1;
  const divisor = instrument.valueDenominator;
  const status = mulDiv(price, qty * numerator, divisor, instrument.rounding, OUT);
  return status == Status.Ok ? load<i64>(OUT) : -1;
}

/** a * rate / 10^9 upwards; negative: it leaves 64 bits. For a, rate >= 0. */
@inline
function shareUp(a: i64, rate: i64): i64 {
  return mulDiv(a, rate, PPB, Rounding.Up, OUT) == Status.Ok ? load<i64>(OUT) : -1;
}

/** What is open at a price, cash quanta. */
function openValue(c: SweepConfig, set: SweepSet, price: i64): i64 {
  if (set.position == 0) return 0;
  const worth = value(c, price, absOf(set.position));
  const signed = set.position < 0 ? -worth : worth;
  return instrumentOf(c).kind == AccountKind.Spot ? signed : signed - set.basis;
}

/** Spot: cost and fee are there. */
function canBuySpot(c: SweepConfig, set: SweepSet, price: i64, qty: i64): bool {
  const instrument = instrumentOf(c);
  if (mulDiv(price, qty, 1, Rounding.Down, OUT) != Status.Ok) return false;
  const cost = load<i64>(OUT);
  const status = mulDiv(
    cost,
    instrument.valueNumerator,
    instrument.valueDenominator,
    Rounding.Up,
    OUT,
  );
  if (status != Status.Ok) return false;
  let needed = load<i64>(OUT);
  const rate = instrument.takerRate;
  if (rate > 0) {
    const fee = shareUp(needed, rate);
    if (fee < 0 || addOverflows(needed, fee)) return false;
    needed += fee;
  }
  return set.cash - needed >= 0;
}

/** Linear: the margin of what the order makes of the position, and its fee, are there. */
function hasMargin(c: SweepConfig, set: SweepSet, bar: u32, delta: i64): bool {
  const instrument = instrumentOf(c);
  const close = longAt(c.closeAt, bar);
  const isFlat = set.position == 0;
  const after = absOf(set.position + delta);
  const worst = max(after, absOf(set.position));
  const worth = value(c, close, worst);
  if (worth < 0) return false;
  const needed = shareUp(worth, instrument.initialRate);
  if (needed < 0) return false;
  let held: i64 = 0;
  if (!isFlat) held = shareUp(value(c, close, absOf(set.position)), instrument.initialRate);
  if (needed <= held) return true;
  const free = set.cash + openValue(c, set, close) - needed;
  if (free < 0) return false;
  const fill = value(c, close, absOf(delta));
  if (fill < 0) return false;
  if (mulDiv(fill, instrument.takerRate, PPB, Rounding.Up, OUT) != Status.Ok) return false;
  return load<i64>(OUT) <= free;
}

function canAfford(c: SweepConfig, set: SweepSet, bar: u32, delta: i64): bool {
  const instrument = instrumentOf(c);
  if (instrument.kind != AccountKind.Spot) return hasMargin(c, set, bar, delta);
  if (instrument.accountFlags & AccountFlag.AllowShort) return true;
  if (delta < 0) return set.position + delta >= 0;
  return canBuySpot(c, set, longAt(c.closeAt, bar), delta);
}

/** Quantity of a new position, quanta; 0: less than a lot. */
function sizeAt(c: SweepConfig, set: SweepSet, bar: u32): i64 {
  if (c.sizing == <u32>SweepSizing.Fixed) return set.qty;
  const price = longAt(c.closeAt, bar);
  const equity = <f64>(set.cash + openValue(c, set, price)) / c.cashPower;
  const qty = (equity * set.share) / (<f64>price / c.pricePower);
  const lots = (qty * c.qtyPower) / <f64>c.lotSize;
  const near = floor(lots + 0.5);
  const whole = abs(lots - near) < WHOLE ? near : floor(lots);
  const size = whole * <f64>c.lotSize;
  return size > 0 && size <= SAFE ? <i64>size : 0;
}

/** Room for one more fill; 0: there is none. */
function room(c: SweepConfig, set: SweepSet): usize {
  const inside = set.rowCount % PIECE_ROWS;
  if (inside == 0) {
    const piece = c.rowsAt;
    if (<u64>piece + PIECE_BYTES > <u64>c.rowsEnd) return 0;
    c.rowsAt = piece + PIECE_BYTES;
    if (set.rowsAt == 0) set.rowsAt = piece;
    else store<u32>(<usize>set.rowsEnd, piece);
    set.rowsEnd = piece;
  }
  set.rowCount++;
  return <usize>(set.rowsEnd + PIECE_HEAD + inside * <u32>SIZEOF_SWEEP_FILL);
}

/** Hashes the fill, and keeps it where rows are wanted. */
function note(
  c: SweepConfig,
  set: SweepSet,
  bar: u32,
  price: i64,
  delta: i64,
  fee: i64,
  realized: i64,
): void {
  let hash = set.tradeHash;
  hash = rotl<u64>(hash ^ <u64>longAt(c.timesAt, bar), 29) * HASH_FACTOR;
  hash = rotl<u64>(hash ^ <u64>price, 29) * HASH_FACTOR;
  hash = rotl<u64>(hash ^ <u64>delta, 29) * HASH_FACTOR;
  hash = rotl<u64>(hash ^ <u64>fee, 29) * HASH_FACTOR;
  set.tradeHash = hash;
  set.fills++;
  if (c.rowsAt == 0) return;
  const at = room(c, set);
  if (at == 0) {
    set.state = SweepState.RowsFull;
    return;
  }
  const row = changetype<SweepFill>(at);
  row.price = price;
  row.qty = absOf(delta);
  row.fee = fee;
  row.realized = realized;
  row.bar = bar;
  row.side = delta < 0 ? 1 : 0;
}

/** A round trip is over. */
function endTrip(set: SweepSet, net: f64): void {
  set.trips++;
  if (net > 0) {
    set.wins++;
    set.grossProfit += net;
  } else if (net < 0) {
    set.losses++;
    set.grossLoss -= net;
  }
}

/** Books `delta` (signed) at the open of `bar`. False: a figure left 64 bits. */
function fill(c: SweepConfig, set: SweepSet, bar: u32, delta: i64): bool {
  const instrument = instrumentOf(c);
  const price = longAt(c.openAt, bar);
  const qty = absOf(delta);
  const worth = value(c, price, qty);
  if (worth < 0) return false;
  const rounded = mulDiv(worth, instrument.takerRate, PPB, instrument.feeRounding, OUT);
  if (rounded != Status.Ok) return false;
  const fee = load<i64>(OUT);
  const open = absOf(set.position);
  let closing: i64 = 0;
  if (set.position != 0 && (set.position ^ delta) < 0) closing = min(open, qty);
  let closingValue: i64 = 0;
  let released: i64 = 0;
  if (closing > 0) {
    closingValue = closing < qty ? value(c, price, closing) : worth;
    if (mulDiv(set.basis, closing, open, instrument.rounding, OUT) != Status.Ok) return false;
    released = load<i64>(OUT);
  }
  const sells = delta < 0;
  const openingValue = worth - closingValue;
  const realized = -((sells ? -closingValue : closingValue) + released);
  set.basis += (sells ? -openingValue : openingValue) - released;
  const isSpot = instrument.kind == AccountKind.Spot;
  const paid: i64 = isSpot ? (sells ? worth : -worth) : realized;
  if (addOverflows(set.cash, paid) || addOverflows(set.cash + paid, -fee)) return false;
  set.cash += paid - fee;
  set.fees += fee;
  set.position += delta;
  set.turnover += <f64>worth;
  const part = <f64>fee * (<f64>closing / <f64>qty);
  if (open != 0 && closing == open) {
    endTrip(set, <f64>realized - set.tripFees - part);
    set.tripFees = <f64>fee - part;
  } else set.tripFees += <f64>fee;
  note(c, set, bar, price, delta, fee, realized);
  drawLine(c, set);
  return true;
}

/**
 * The decision at the end of `bar` to hold a position of `sign` (1 long, -1 short, 0 none) from the
 * next open on. Moves `nextBar` on to the bar whose signals count next.
 */
export function decide(c: SweepConfig, set: SweepSet, bar: u32, sign: i64): void {
  set.nextBar = bar + 1;
  let delta = -set.position;
  if (sign != 0) {
    const size = sizeAt(c, set, bar);
    delta += sign * size;
    if (delta == 0) return;
    if (size != 0 && !canAfford(c, set, bar, delta)) {
      set.refused++;
      return;
    }
  }
  const at = load<u32>(<usize>c.fillBarAt + ((<usize>bar) << 2));
  if (at >= c.bars) {
    set.nextBar = c.bars;
    return;
  }
  cover(c, set, at);
  if (!fill(c, set, at, delta)) {
    set.state = SweepState.Overflow;
    set.nextBar = c.bars;
    return;
  }
  offerFill(c, set, at);
  set.nextBar = at;
}
