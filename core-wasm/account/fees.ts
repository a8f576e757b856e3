// Fee rates: fixed, or by the volume of the 30 UTC days before today, as venues count it.
import { AccountFlag, AccountInstrument, FeeTier, SIZEOF_FEE_TIER } from '../abi/account';
import { LiquidityRole } from '../abi/orders';
import { headOf, VOLUME_DAYS } from './state';

@inline const DAY_NS: i64 = 86_400_000_000_000;

@inline function dayAt(at: u32, day: i64): usize {
  return <usize>(headOf(at).volumesAt + <u32>(day % VOLUME_DAYS) * 8);
}

/** Moves the volume window on to the day of `timeNs`; earlier days count as today. */
export function rollVolume(at: u32, timeNs: i64): void {
  const a = headOf(at);
  const day = timeNs / DAY_NS;
  if (day <= a.volumeDay) return;
  if (day - a.volumeDay > <i64>VOLUME_DAYS) {
    memory.fill(<usize>a.volumesAt, 0, VOLUME_DAYS * 8);
    a.volume30Days = 0;
    a.volumeToday = 0;
    a.volumeDay = day;
    return;
  }
  for (; a.volumeDay < day; a.volumeDay++) {
    const slot = dayAt(at, a.volumeDay);
    const evicted = load<i64>(slot);
    store<i64>(slot, a.volumeToday);
    // Saturates: such a volume is above every tier.
    const sum = a.volume30Days - evicted;
    a.volume30Days = sum > i64.MAX_VALUE - a.volumeToday ? i64.MAX_VALUE : sum + a.volumeToday;
    a.volumeToday = 0;
  }
}

/** The rate of a fill, 10^-9 of its value. */
export function rateOf(at: u32, c: AccountInstrument, role: u8): i64 {
  const a = headOf(at);
  const isMaker = role == LiquidityRole.Maker;
  if (!(c.accountFlags & AccountFlag.FeeTiers) || a.feeTierCount == 0)
    return isMaker ? c.makerRate : c.takerRate;
  let index: u32 = a.feeTierCount - 1;
  while (index > 0 && tierAt(a.feeTiersAt, index).volumeMin > a.volume30Days) index--;
  const tier = tierAt(a.feeTiersAt, index);
  return isMaker ? tier.makerRate : tier.takerRate;
}

@inline function tierAt(start: u32, index: u32): FeeTier {
  return changetype<FeeTier>(<usize>(start + index * <u32>SIZEOF_FEE_TIER));
}
