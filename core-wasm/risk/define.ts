// Sets risk up: its account, the limits of all instruments and those of each.
import { AccountInstrument, AccountPosition, SIZEOF_ACCOUNT_POSITION } from '../abi/account';
import {
  RiskHead,
  RiskInstrument,
  RiskLimits,
  RiskRule,
  SIZEOF_RISK_INSTRUMENT,
  SIZEOF_RISK_LIMITS,
} from '../abi/risk';
import { Status } from '../abi/status';
import { PPB } from '../math/wide';
import { DAY_NS, renew } from './breakers';
import { revalue } from './events';
import { fillBuckets } from './rate';
import {
  accountOf,
  balanceAt,
  headOf,
  limitsOf,
  riskSize,
  ruleOf,
  SLOT_BYTES,
  slotOf,
  TABLES,
  VERDICTS,
} from './state';

@inline const CUTS: u32 =
  RiskRule.Notional |
  RiskRule.Position |
  RiskRule.PositionValue |
  RiskRule.Exposure |
  RiskRule.Leverage;
@inline const RATE_MAX: u32 = 1_000_000;

/**
 * Lays a risk state out at `at` (`riskSize` bytes, 16-aligned) over the account at `account`; no
 * limit is on. Ok, BadArgument.
 */
export function riskInit(at: u32, account: u32, instrumentsMax: u32): i32 {
  const bytes = riskSize(instrumentsMax);
  if (bytes == 0) return Status.BadArgument;
  memory.fill(<usize>at, 0, <usize>bytes);
  const h = headOf(at);
  h.accountAt = account;
  h.balanceAt = balanceAt(h, 0);
  h.instrumentsAt = at + TABLES;
  h.instrumentsMax = instrumentsMax;
  h.instrumentStride = SLOT_BYTES;
  h.verdictsAt = at + VERDICTS;
  renew(at);
  return Status.Ok;
}

function isPause(ns: i64): bool {
  return ns >= -1;
}

function areValid(h: RiskHead, l: RiskLimits): bool {
  if (l.currency >= accountOf(h).currencyCount || (l.reduces & ~CUTS) != 0) return false;
  if ((l.exposureMax | l.leverageMax | l.dailyLossMax | l.drawdownMax) < 0) return false;
  if (l.drawdownMax > PPB || l.dayStartNs < 0 || l.dayStartNs >= DAY_NS) return false;
  if (!isPause(l.dailyLossPauseNs) || !isPause(l.drawdownPauseNs)) return false;
  if (!isPause(l.lossesPauseNs) || !isPause(l.jumpPauseNs)) return false;
  if (l.ordersSecond > RATE_MAX || l.ordersMinute > RATE_MAX) return false;
  return l.ordersHour <= RATE_MAX;
}

/**
 * Sets the RiskLimits at `limits`. Again at any time: breakers that tripped stay so, the order
 * rate starts anew. Ok, BadArgument (also another currency after an instrument was defined).
 */
export function riskConfigure(at: u32, limits: u32): i32 {
  const h = headOf(at);
  const given = changetype<RiskLimits>(<usize>limits);
  const l = limitsOf(at);
  if (!areValid(h, given)) return Status.BadArgument;
  if (h.instrumentCount != 0 && given.currency != l.currency) return Status.BadArgument;
  memory.copy(changetype<usize>(l), <usize>limits, SIZEOF_RISK_LIMITS);
  h.balanceAt = balanceAt(h, l.currency);
  renew(at);
  fillBuckets(h, l);
  return Status.Ok;
}

function isRange(least: i64, most: i64): bool {
  return (least | most) >= 0 && (most == 0 || least <= most);
}

function isValid(r: RiskInstrument): bool {
  if (!isRange(r.priceMin, r.priceMax) || !isRange(r.qtyMin, r.qtyMax)) return false;
  if ((r.notionalMax | r.positionMax | r.positionValueMax | r.collar | r.jump) < 0) return false;
  if (r.jumpWindowNs < 0 || (r.jump != 0 && r.jumpWindowNs == 0)) return false;
  return r.lotSize >= 1;
}

/**
 * Sets the RiskInstrument at `config` for an instrument that its account knows; again at any time.
 * Ok, UnknownInstrument, BadArgument (also one that settles in another currency), Overflow (what
 * the account has of it is worth too much).
 */
export function riskDefine(at: u32, id: u32, config: u32): i32 {
  const h = headOf(at);
  const a = accountOf(h);
  if (id >= h.instrumentsMax || id >= a.instrumentsMax) return Status.UnknownInstrument;
  const positionAt = a.positionsAt + id * a.positionStride;
  const booking = changetype<AccountInstrument>(<usize>positionAt + SIZEOF_ACCOUNT_POSITION);
  if (booking.isDefined == 0) return Status.UnknownInstrument;
  if (<u32>booking.settle != limitsOf(at).currency) return Status.BadArgument;
  if (!isValid(changetype<RiskInstrument>(<usize>config))) return Status.BadArgument;
  const slot = slotOf(at, id);
  const rule = changetype<usize>(ruleOf(slot));
  memory.copy(rule, <usize>config, SIZEOF_RISK_INSTRUMENT);
  slot.collarAt = 0;
  slot.jumpAt = 0;
  if (slot.isDefined != 0) return Status.Ok;
  slot.positionAt = positionAt;
  slot.isDefined = 1;
  h.instrumentCount++;
  slot.reference = changetype<AccountPosition>(<usize>positionAt).mark;
  return revalue(at, slot);
}
