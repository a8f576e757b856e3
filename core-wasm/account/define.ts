// Sets an account up: its tables, how instruments are booked, margin and fee tiers, deposits.
import {
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
import { addOverflows } from '../math/wide';
import {
  accountSize,
  configOf,
  currencyOf,
  FEE_TIERS_MAX,
  headOf,
  isKnown,
  MARGIN_TIERS_MAX,
  positionOf,
  PPB,
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
  if (!isValid(at, given) || position.fills != 0) return Status.BadArgument;
  const c = configOf(position);
  memory.copy(changetype<usize>(c), <usize>config, SIZEOF_ACCOUNT_INSTRUMENT);
  c.isDefined = 1;
  c.tierCount = 0;
  return Status.Ok;
}

/** Sets the maintenance margin: `count` MarginTiers at `tiers`, floors rising from 0. */
export function accountMarginTiers(at: u32, id: u32, tiers: u32, count: u32): i32 {
  if (!isKnown(at, id)) return Status.UnknownInstrument;
  const position = positionOf(at, id);
  if (count > MARGIN_TIERS_MAX || position.fills != 0) return Status.BadArgument;
  let floor: i64 = -1;
  for (let i: u32 = 0; i < count; i++) {
    const p = <usize>(tiers + i * <u32>SIZEOF_MARGIN_TIER);
    const start = load<i64>(p);
    const rate = load<i64>(p, 8);
    if (start <= floor || (i == 0 && start != 0) || load<i64>(p, 16) < 0) return Status.BadArgument;
    if (rate < 0 || rate >= PPB) return Status.BadArgument;
    floor = start;
  }
  const bytes = <usize>count * SIZEOF_MARGIN_TIER;
  memory.copy(changetype<usize>(tierOf(position, 0)), <usize>tiers, bytes);
  configOf(position).tierCount = count;
  return Status.Ok;
}

/** Sets the fee table: `count` FeeTiers at `tiers`, volumes rising from 0. */
export function accountFeeTiers(at: u32, tiers: u32, count: u32): i32 {
  if (count > FEE_TIERS_MAX) return Status.BadArgument;
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
  return Status.Ok;
}

/** Pays the i64 at `amountPtr` in (negative: out). Negative: more than there is goes out. */
export function accountDeposit(at: u32, currency: u32, amountPtr: u32): i32 {
  if (currency >= headOf(at).currencyCount) return Status.BadArgument;
  const amount = load<i64>(<usize>amountPtr);
  const c = currencyOf(at, currency);
  if (addOverflows(c.cash, amount) || addOverflows(c.external, amount)) return Status.Overflow;
  if (amount < 0 && c.cash + amount < 0) return Status.Negative;
  c.cash += amount;
  c.external += amount;
  headOf(at).events++;
  return Status.Ok;
}
