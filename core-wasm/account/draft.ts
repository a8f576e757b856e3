// The scratch copies on which an event is worked out. Nothing of the account changes before
// `commit`, which cannot fail: a refused event leaves no trace.
import {
  AccountInstrument,
  AccountKind,
  AccountPosition,
  CurrencyBalance,
  SIZEOF_ACCOUNT_POSITION,
  SIZEOF_CURRENCY_BALANCE,
} from '../abi/account';
import { Status } from '../abi/status';
import { addTo, mulDiv } from '../math/wide';
import {
  ANSWER,
  configOf,
  currencyOf,
  DRAFT,
  DRAFT_BASE,
  DRAFT_SETTLE,
  positionOf,
  PPB,
  tierOf,
} from './state';
import { valueOf } from './value';

@inline export function draftOf(at: u32): AccountPosition {
  return changetype<AccountPosition>(<usize>(at + DRAFT));
}

@inline export function draftSettle(at: u32): CurrencyBalance {
  return changetype<CurrencyBalance>(<usize>(at + DRAFT_SETTLE));
}

@inline export function draftBase(at: u32): CurrencyBalance {
  return changetype<CurrencyBalance>(<usize>(at + DRAFT_BASE));
}

/** Copies what an event of instrument `id` may change. */
export function begin(at: u32, id: u32): void {
  const position = positionOf(at, id);
  const c = configOf(position);
  memory.copy(<usize>(at + DRAFT), changetype<usize>(position), SIZEOF_ACCOUNT_POSITION);
  const settle = changetype<usize>(currencyOf(at, c.settle));
  memory.copy(<usize>(at + DRAFT_SETTLE), settle, SIZEOF_CURRENCY_BALANCE);
  if (c.kind != AccountKind.Spot) return;
  const base = changetype<usize>(currencyOf(at, c.base));
  memory.copy(<usize>(at + DRAFT_BASE), base, SIZEOF_CURRENCY_BALANCE);
}

/** Makes the scratch copies the account's own. */
export function commit(at: u32, id: u32): void {
  const position = positionOf(at, id);
  const c = configOf(position);
  memory.copy(changetype<usize>(position), <usize>(at + DRAFT), SIZEOF_ACCOUNT_POSITION);
  const settle = changetype<usize>(currencyOf(at, c.settle));
  memory.copy(settle, <usize>(at + DRAFT_SETTLE), SIZEOF_CURRENCY_BALANCE);
  if (c.kind != AccountKind.Spot) return;
  const base = changetype<usize>(currencyOf(at, c.base));
  memory.copy(base, <usize>(at + DRAFT_BASE), SIZEOF_CURRENCY_BALANCE);
}

/**
 * Maintenance margin of a position worth `value`: at `out`, rounded up. Its tier is the last whose
 * floor is not above the value.
 */
export function maintenanceOf(real: AccountPosition, value: i64, out: usize): i32 {
  const c = configOf(real);
  store<i64>(out, 0);
  if (c.tierCount == 0 || value == 0) return Status.Ok;
  let tier = tierOf(real, 0);
  for (let i: u32 = 1; i < c.tierCount && tierOf(real, i).floor <= value; i++)
    tier = tierOf(real, i);
  const status = mulDiv(value, tier.rate, PPB, 1, out);
  if (status != Status.Ok) return status;
  const margin = load<i64>(out) - tier.amount;
  store<i64>(out, margin > 0 ? margin : 0);
  return Status.Ok;
}

/** Result of an open position of `qty` and `basis` that is worth `value`. */
@inline
export function openValueOf(c: AccountInstrument, qty: i64, basis: i64, value: i64): i64 {
  const signed = qty < 0 ? -value : value;
  if (c.kind == AccountKind.Spot) return signed;
  return c.kind == AccountKind.Linear ? signed - basis : basis - signed;
}

/** Values the draft at `mark`; the sums of its currency follow. */
export function remark(at: u32, id: u32, mark: i64): i32 {
  const d = draftOf(at);
  const real = positionOf(at, id);
  const c = configOf(real);
  const out = <usize>(at + ANSWER);
  store<i64>(out, 0);
  if (d.qty == i64.MIN_VALUE) return Status.Overflow;
  if (d.qty != 0) {
    const status = valueOf(c, mark, d.qty < 0 ? -d.qty : d.qty, out);
    if (status != Status.Ok) return status;
  }
  const value = load<i64>(out);
  let status = maintenanceOf(real, value, out);
  if (status != Status.Ok) return status;
  const maintenance = load<i64>(out);
  // Both are of the same sign: their difference cannot overflow.
  const open = openValueOf(c, d.qty, d.basis, value);
  const s = changetype<usize>(draftSettle(at));
  status = addTo(s + offsetof<CurrencyBalance>('openValue'), -d.openValue);
  status |= addTo(s + offsetof<CurrencyBalance>('openValue'), open);
  status |= addTo(s + offsetof<CurrencyBalance>('exposure'), value - d.markValue);
  status |= addTo(s + offsetof<CurrencyBalance>('maintenance'), maintenance - d.maintenance);
  if (status != Status.Ok) return Status.Overflow;
  d.mark = mark;
  d.markValue = value;
  d.openValue = open;
  d.maintenance = maintenance;
  return Status.Ok;
}
