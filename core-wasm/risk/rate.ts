// Order rates: token buckets for a second, a minute and an hour. A bucket holds limit * interval
// units; an order costs the interval, each ns brings the limit. So no rounding is lost.
import { RiskHead, RiskLimits } from '../abi/risk';

@inline const SECOND: i64 = 1_000_000_000;
@inline const MINUTE: i64 = 60 * SECOND;
@inline const HOUR: i64 = 60 * MINUTE;

/** What a bucket holds after `elapsed` > 0 ns more. */
@inline function risen(level: i64, limit: u32, interval: i64, elapsed: i64): i64 {
  const full = <i64>limit * interval;
  if (elapsed >= interval) return full;
  // Both are at most 3.6 * 10^18: the sum fits into 63 bits.
  const sum = level + <i64>limit * elapsed;
  return sum > full ? full : sum;
}

/** Fills all buckets. */
export function fillBuckets(h: RiskHead, l: RiskLimits): void {
  h.secondLevel = <i64>l.ordersSecond * SECOND;
  h.minuteLevel = <i64>l.ordersMinute * MINUTE;
  h.hourLevel = <i64>l.ordersHour * HOUR;
}

/** Takes one order off every bucket that is on; false: one is too empty, nothing is taken. */
export function takeOrder(h: RiskHead, l: RiskLimits, nowNs: i64): bool {
  if ((l.ordersSecond | l.ordersMinute | l.ordersHour) == 0) return true;
  const elapsed = nowNs - h.rateNs;
  if (elapsed > 0) {
    h.rateNs = nowNs;
    h.secondLevel = risen(h.secondLevel, l.ordersSecond, SECOND, elapsed);
    h.minuteLevel = risen(h.minuteLevel, l.ordersMinute, MINUTE, elapsed);
    h.hourLevel = risen(h.hourLevel, l.ordersHour, HOUR, elapsed);
  }
  if (l.ordersSecond != 0 && h.secondLevel < SECOND) return false;
  if (l.ordersMinute != 0 && h.minuteLevel < MINUTE) return false;
  if (l.ordersHour != 0 && h.hourLevel < HOUR) return false;
  if (l.ordersSecond != 0) h.secondLevel -= SECOND;
  if (l.ordersMinute != 0) h.minuteLevel -= MINUTE;
  if (l.ordersHour != 0) h.hourLevel -= HOUR;
  return true;
}
