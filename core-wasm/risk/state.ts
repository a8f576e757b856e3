// Where risk keeps what: head, limits, scratch, counters of verdicts, then per instrument its state
// and its limits. Positions and balances stay in the account; risk reads them there.
import {
  AccountHead,
  AccountInstrument,
  AccountPosition,
  CurrencyBalance,
  SIZEOF_ACCOUNT_POSITION,
  SIZEOF_CURRENCY_BALANCE,
} from '../abi/account';
import {
  RiskHead,
  RiskInstrument,
  RiskLimits,
  RiskPosition,
  SIZEOF_RISK_HEAD,
  SIZEOF_RISK_INSTRUMENT,
  SIZEOF_RISK_LIMITS,
  SIZEOF_RISK_POSITION,
} from '../abi/risk';

@inline const LIMITS: u32 = <u32>SIZEOF_RISK_HEAD;
/** 16 bytes for the answers of `mulDiv`. */
@inline export const ANSWER: u32 = LIMITS + <u32>SIZEOF_RISK_LIMITS;
@inline export const VERDICTS: u32 = ANSWER + 64;
@inline export const REASONS: u32 = 64;
@inline export const TABLES: u32 = VERDICTS + REASONS * 8;
@inline export const SLOT_BYTES: u32 = <u32>(SIZEOF_RISK_POSITION + SIZEOF_RISK_INSTRUMENT);

@inline export function headOf(at: u32): RiskHead {
  return changetype<RiskHead>(<usize>at);
}

@inline export function limitsOf(at: u32): RiskLimits {
  return changetype<RiskLimits>(<usize>(at + LIMITS));
}

@inline export function slotOf(at: u32, id: u32): RiskPosition {
  return changetype<RiskPosition>(<usize>(at + TABLES + id * SLOT_BYTES));
}

@inline export function ruleOf(slot: RiskPosition): RiskInstrument {
  return changetype<RiskInstrument>(changetype<usize>(slot) + SIZEOF_RISK_POSITION);
}

@inline export function isKnown(at: u32, id: u32): bool {
  return id < headOf(at).instrumentsMax && slotOf(at, id).isDefined != 0;
}

@inline export function positionOf(slot: RiskPosition): AccountPosition {
  return changetype<AccountPosition>(<usize>slot.positionAt);
}

@inline export function bookingOf(slot: RiskPosition): AccountInstrument {
  return changetype<AccountInstrument>(<usize>slot.positionAt + SIZEOF_ACCOUNT_POSITION);
}

@inline export function balanceOf(h: RiskHead): CurrencyBalance {
  return changetype<CurrencyBalance>(<usize>h.balanceAt);
}

@inline export function accountOf(h: RiskHead): AccountHead {
  return changetype<AccountHead>(<usize>h.accountAt);
}

/** Address of a currency of the account. */
@inline export function balanceAt(h: RiskHead, currency: u32): u32 {
  return accountOf(h).currenciesAt + currency * <u32>SIZEOF_CURRENCY_BALANCE;
}

/** Bytes of a risk state; 0 where the count is out of range. */
export function riskSize(instrumentsMax: u32): u32 {
  if (instrumentsMax < 1 || instrumentsMax > 65536) return 0;
  return TABLES + instrumentsMax * SLOT_BYTES;
}
