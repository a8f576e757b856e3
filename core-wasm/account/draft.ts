// The scratch copies on which an event is worked out. Nothing of the account changes before
// `commit`, which cannot fail: a refused event leaves no trace.
import {
  AccountKind,
  AccountPosition,
  CurrencyBalance,
  SIZEOF_ACCOUNT_POSITION,
  SIZEOF_CURRENCY_BALANCE,
} from '../abi/account';
import { Status } from '../abi/status';
import { copyWords } from '../mem/words';
import { configOf, currencyOf, DRAFT, DRAFT_BASE, DRAFT_SETTLE, positionOf } from './state';
import { areCountable, remarkPosition } from './valuation';

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
  copyWords(<usize>(at + DRAFT), changetype<usize>(position), <u32>SIZEOF_ACCOUNT_POSITION);
  const settle = changetype<usize>(currencyOf(at, c.settle));
  copyWords(<usize>(at + DRAFT_SETTLE), settle, <u32>SIZEOF_CURRENCY_BALANCE);
  if (c.kind != AccountKind.Spot) return;
  const base = changetype<usize>(currencyOf(at, c.base));
  copyWords(<usize>(at + DRAFT_BASE), base, <u32>SIZEOF_CURRENCY_BALANCE);
}

/** Equity without spot positions, less what is held back. */
@inline export function availableOf(c: CurrencyBalance): i64 {
  return c.cash + c.unrealized - c.initial;
}

/** Whether all that is asked of a balance can be told. */
export function isCountable(c: CurrencyBalance): bool {
  return areCountable(c.cash, c.openValue, c.unrealized, c.initial);
}

/** Makes the scratch copies the account's own; Overflow: none of them. */
export function commit(at: u32, id: u32): i32 {
  const position = positionOf(at, id);
  const c = configOf(position);
  const isSpot = c.kind == AccountKind.Spot;
  if (!isCountable(draftSettle(at)) || (isSpot && !isCountable(draftBase(at))))
    return Status.Overflow;
  copyWords(changetype<usize>(position), <usize>(at + DRAFT), <u32>SIZEOF_ACCOUNT_POSITION);
  const settle = changetype<usize>(currencyOf(at, c.settle));
  copyWords(settle, <usize>(at + DRAFT_SETTLE), <u32>SIZEOF_CURRENCY_BALANCE);
  if (!isSpot) return Status.Ok;
  const base = changetype<usize>(currencyOf(at, c.base));
  copyWords(base, <usize>(at + DRAFT_BASE), <u32>SIZEOF_CURRENCY_BALANCE);
  return Status.Ok;
}

/** Values the draft at `mark`; the sums of its currency follow. */
export function remark(at: u32, id: u32, mark: i64): i32 {
  return remarkPosition(at, positionOf(at, id), draftOf(at), draftSettle(at), mark);
}
