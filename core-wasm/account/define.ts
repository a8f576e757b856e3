// Sets an account up: its tables, how instruments are booked, margin and fee tiers, deposits.
import {
  AccountFlag,
  AccountInstrument,
  AccountKind,
  FeeTier,
  Rounding,
  SIZEOF_ACCOUNT_INSTRUMENT,
  SIZEOF_CURRENCY_BALANCE,
  SIZEOF_FEE_TIER,
  SIZEOF_MARGIN_TIER,
} from '../abi/account';
import { Status } from '../abi/status';
import { addOverflows, PPB } from '../math/wide';
import { availableOf, isCountable } from './draft';
import {
  accountSize,
  configOf,
  currencyOf,
  FEE_TIERS_MAX,
  headOf,
  isKnown,
  MARGIN_TIERS_MAX,
  positionOf,
  SLOT_BYTES,
  TABLES,
  tierOf,
} from './state';

/** Lays an account out at `at` (`accountSize` bytes, 16-aligned) and empties it. */
export function accountInit(at: u32, currencies: u32, instrumentsMax: u32): i32 {
  const bytes = accountSize(currencies, instrumentsMax);
  if (bytes == 0) return Status.BadArgument;
  memory.fill(<usize>at, 0, <usize>bytes);
  const a = headOf(at);
  a.currencyCount = currencies;
  a.instrumentsMax = instrumentsMax;
  a.currenciesAt = at + TABLES;
  a.positionStride = SLOT_BYTES;
  a.positionsAt = a.currenciesAt + currencies * <u32>SIZEOF_CURRENCY_BALANCE;
  a.feeTiersAt = a.positionsAt + instrumentsMax * SLOT_BYTES;
  a.volumesAt = a.feeTiersAt + FEE_TIERS_MAX * <u32>SIZEOF_FEE_TIER;
  return Status.Ok;
}

function isPowerOfTen(n: i64): bool {
  let power: i64 = 1;
  while (power < n) power *= 10;
  return power == n;
}

function commonDivisor(a: i64, b: i64): i64 {
  while (b != 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/** The same share in lowest terms: products with it stay short of 128 bits. */
function reduceInitialRate(c: AccountInstrument): void {
  const divisor = commonDivisor(PPB, c.initialRate);
  c.initialNumerator = c.initialRate / divisor;
  c.initialDenominator = PPB / divisor;
}

function isRate(rate: i64): bool {
  return rate >= -PPB && rate <= PPB;
}

function isValid(at: u32, c: AccountInstrument): bool {
  const count = headOf(at).currencyCount;
  if (c.kind > AccountKind.Inverse || c.rounding > Rounding.TowardZero) return false;
  if (c.feeRounding > Rounding.TowardZero || <u32>c.settle >= count) return false;
  if (c.valueNumerator < 1 || c.valueDenominator < 1 || c.valueDenominator > PPB) return false;
  if (!isPowerOfTen(c.valueDenominator)) return false;
  if (!isRate(c.makerRate) || !isRate(c.takerRate)) return false;
  if (c.initialRate < 0 || c.initialRate > PPB) return false;
  const usesTiers = (c.accountFlags & AccountFlag.FeeTiers) != 0;
  if (usesTiers && <u32>c.settle != headOf(at).feeCurrency) return false;
  if (c.kind != AccountKind.Spot) return true;
  return <u32>c.base < count && c.base != c.settle && c.baseNumerator > 0;
}

/**
 * Says how instrument `id` is booked; again only while nothing of it was booked. Ok, BadArgument,
 * UnknownInstrument (an id that the account has no room for).
 */
export function accountDefine(at: u32, id: u32, config: u32): i32 {
  if (id >= headOf(at).instrumentsMax) return Status.UnknownInstrument;
  const given = changetype<AccountInstrument>(<usize>config);
  const position = positionOf(at, id);
  const isUsed = position.fills != 0 || (position.openBuy | position.openSell) != 0;
  if (isUsed || !isValid(at, given)) return Status.BadArgument;
  const c = configOf(position);
  if (c.isDefined == 0) headOf(at).instrumentCount++;
  memory.copy(changetype<usize>(c), <usize>config, SIZEOF_ACCOUNT_INSTRUMENT);
  c.isDefined = 1;
  c.tierCount = 0;
  reduceInitialRate(c);
  return Status.Ok;
}

/** Sets maintenance margins: `count` MarginTiers, floors rising from 0, rates not falling. */
export function accountMarginTiers(at: u32, id: u32, tiers: u32, count: u32): i32 {
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  const position = positionOf(at, id);
  if (count > MARGIN_TIERS_MAX || position.fills != 0) return Status.BadArgument;
  let floor: i64 = -1;
  let before: i64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const p = <usize>(tiers + i * <u32>SIZEOF_MARGIN_TIER);
    const start = load<i64>(p);
    const rate = load<i64>(p, 8);
    if (start <= floor || (i == 0 && start != 0) || load<i64>(p, 16) < 0) return Status.BadArgument;
    if (rate < before || rate >= PPB) return Status.BadArgument;
    floor = start;
    before = rate;
  }
  const bytes = <usize>count * SIZEOF_MARGIN_TIER;
  memory.copy(changetype<usize>(tierOf(position, 0)), <usize>tiers, bytes);
  configOf(position).tierCount = count;
  return Status.Ok;
}

/**
 * Sets the fee table: `count` FeeTiers at `tiers`, volumes rising from 0 and in `currency`. Before
 * the first instrument is defined.
 */
export function accountFeeTiers(at: u32, currency: u32, tiers: u32, count: u32): i32 {
  if (count > FEE_TIERS_MAX || currency >= headOf(at).currencyCount) return Status.BadArgument;
  if (headOf(at).instrumentCount != 0) return Status.BadArgument;
  let least: i64 = -1;
  for (let i: u32 = 0; i < count; i++) {
    const tier = changetype<FeeTier>(<usize>(tiers + i * <u32>SIZEOF_FEE_TIER));
    if (tier.volumeMin <= least || (i == 0 && tier.volumeMin != 0)) return Status.BadArgument;
    if (!isRate(tier.makerRate) || !isRate(tier.takerRate)) return Status.BadArgument;
    least = tier.volumeMin;
  }
  const a = headOf(at);
  memory.copy(<usize>a.feeTiersAt, <usize>tiers, <usize>count * SIZEOF_FEE_TIER);
  a.feeTierCount = count;
  a.feeCurrency = currency;
  return Status.Ok;
}

/** Pays `amount` in; negative: out. Ok, BadArgument, Overflow, Negative (more than is free). */
export function accountDeposit(at: u32, currency: u32, amount: i64): i32 {
  if (currency >= headOf(at).currencyCount) return Status.BadArgument;
  const c = currencyOf(at, currency);
  if (addOverflows(c.cash, amount) || addOverflows(c.external, amount)) return Status.Overflow;
  c.cash += amount;
  let status: i32 = isCountable(c) ? Status.Ok : Status.Overflow;
  if (amount < 0 && (c.cash < 0 || availableOf(c) < 0)) status = Status.Negative;
  if (status != Status.Ok) {
    c.cash -= amount;
    return status;
  }
  c.external += amount;
  headOf(at).events++;
  return Status.Ok;
}
