// Fee rates: fixed, or by the volume of the 30 UTC days before today, as venues count it.
import { AccountFlag, AccountInstrument, FeeTier, SIZEOF_FEE_TIER } from '../abi/account';
import { LiquidityRole } from '../abi/orders';
import { headOf, VOLUME_DAYS } from './state';

@inline const DAY_NS: i64 = 86_400_000_000_000;

@inline function slotOf(at: u32, day: i64): usize {
  return <usize>(headOf(at).volumesAt + <u32>(day % VOLUME_DAYS) * 8);
}

/** Volume of the 30 days before that of `timeNs`; changes nothing. Earlier days count as today. */
export function volumeAt(at: u32, timeNs: i64): i64 {
  const a = headOf(at);
  const day = timeNs / DAY_NS;
  if (day <= a.volumeDay) return a.volume30Days;
  let sum: i64 = day - a.volumeDay <= VOLUME_DAYS ? a.volumeToday : 0;
  for (let d = day - VOLUME_DAYS < 0 ? 0 : day - VOLUME_DAYS; d < a.volumeDay; d++) {
    const volume = load<i64>(slotOf(at, d));
    // Saturates: such a volume is above every tier.
    sum = sum > i64.MAX_VALUE - volume ? i64.MAX_VALUE : sum + volume;
  }
  return sum;
}

/** Moves the volume window on to the day of `timeNs`. */
export function rollVolume(at: u32, timeNs: i64): void {
  const a = headOf(at);
  const day = timeNs / DAY_NS;
  if (day <= a.volumeDay) return;
  const volume = volumeAt(at, timeNs);
  if (day - a.volumeDay > VOLUME_DAYS) {
    memory.fill(<usize>a.volumesAt, 0, <usize>VOLUME_DAYS * 8);
    a.volumeToday = 0;
    a.volumeDay = day;
  }
  for (; a.volumeDay < day; a.volumeDay++) {
    store<i64>(slotOf(at, a.volumeDay), a.volumeToday);
    a.volumeToday = 0;
  }
  a.volume30Days = volume;
}

/** The rate of a fill at a 30-day volume, 10^-9 of its value. */
export function rateOf(at: u32, c: AccountInstrument, role: u8, volume: i64): i64 {
  const a = headOf(at);
  const isMaker = role == LiquidityRole.Maker;
  if (!(c.accountFlags & AccountFlag.FeeTiers) || a.feeTierCount == 0)
    return isMaker ? c.makerRate : c.takerRate;
  let index: u32 = a.feeTierCount - 1;
  while (index > 0 && tierAt(a.feeTiersAt, index).volumeMin > volume) index--;
  const tier = tierAt(a.feeTiersAt, index);
  return isMaker ? tier.makerRate : tier.takerRate;
}

@inline function tierAt(start: u32, index: u32): FeeTier {
  return changetype<FeeTier>(<usize>(start + index * <u32>SIZEOF_FEE_TIER));
}
