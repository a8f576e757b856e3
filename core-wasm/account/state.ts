// Where an account keeps what: head, scratch, currencies, then per instrument its position, how it
// is booked and its margin tiers, then fee tiers and daily volumes. Lengths are fixed at init.
import {
  AccountHead,
  AccountInstrument,
  AccountPosition,
  CurrencyBalance,
  MarginTier,
  SIZEOF_ACCOUNT_HEAD,
  SIZEOF_ACCOUNT_INSTRUMENT,
  SIZEOF_ACCOUNT_POSITION,
  SIZEOF_CURRENCY_BALANCE,
  SIZEOF_FEE_TIER,
  SIZEOF_MARGIN_TIER,
} from '../abi/account';

@inline export const MARGIN_TIERS_MAX: u32 = 8;
@inline export const FEE_TIERS_MAX: u32 = 16;
@inline export const VOLUME_DAYS: i64 = 30;

/** Scratch of an event: the position and two currencies as they will be, an answer, figures. */
@inline export const DRAFT: u32 = <u32>SIZEOF_ACCOUNT_HEAD;
@inline export const DRAFT_SETTLE: u32 = DRAFT + <u32>SIZEOF_ACCOUNT_POSITION;
@inline export const DRAFT_BASE: u32 = DRAFT_SETTLE + <u32>SIZEOF_CURRENCY_BALANCE;
@inline export const ANSWER: u32 = DRAFT_BASE + <u32>SIZEOF_CURRENCY_BALANCE;
@inline export const FIGURES: u32 = ANSWER + 16;
@inline export const TABLES: u32 = ANSWER + 64;

@inline const CONFIG: u32 = <u32>SIZEOF_ACCOUNT_POSITION;
@inline const TIERS: u32 = CONFIG + <u32>SIZEOF_ACCOUNT_INSTRUMENT;
@inline export const SLOT_BYTES: u32 = TIERS + MARGIN_TIERS_MAX * <u32>SIZEOF_MARGIN_TIER;

@inline export function headOf(at: u32): AccountHead {
  return changetype<AccountHead>(<usize>at);
}

@inline export function positionOf(at: u32, id: u32): AccountPosition {
  return changetype<AccountPosition>(<usize>(headOf(at).positionsAt + id * SLOT_BYTES));
}

@inline export function configOf(position: AccountPosition): AccountInstrument {
  return changetype<AccountInstrument>(changetype<usize>(position) + CONFIG);
}

@inline export function tierOf(position: AccountPosition, index: u32): MarginTier {
  const at = changetype<usize>(position) + TIERS + index * <u32>SIZEOF_MARGIN_TIER;
  return changetype<MarginTier>(at);
}

@inline export function currencyOf(at: u32, index: u32): CurrencyBalance {
  const start = headOf(at).currenciesAt;
  return changetype<CurrencyBalance>(<usize>(start + index * <u32>SIZEOF_CURRENCY_BALANCE));
}

@inline export function isKnown(at: u32, id: u32): bool {
  return id < headOf(at).instrumentsMax && configOf(positionOf(at, id)).isDefined != 0;
}

/** Bytes of an account; 0 where the counts are out of range. */
export function accountSize(currencies: u32, instrumentsMax: u32): u32 {
  if (currencies < 1 || currencies > 256 || instrumentsMax < 1 || instrumentsMax > 65536) return 0;
  const tables = currencies * <u32>SIZEOF_CURRENCY_BALANCE + instrumentsMax * SLOT_BYTES;
  return TABLES + tables + FEE_TIERS_MAX * <u32>SIZEOF_FEE_TIER + <u32>VOLUME_DAYS * 8;
}
