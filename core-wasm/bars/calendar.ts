// Which interval a time falls in. Spans below a day start again every day at the anchor; longer
// ones are counted from it. Months are those of the calendar at the anchor's offset from UTC. With
// a table of offsets days, weeks and months begin when the clocks of the place say so.
import { BarKind, BarOffset, SIZEOF_BAR_OFFSET } from '../abi/bars';
import { Builder, DAY } from './layout';

@inline function floorDiv(a: i64, b: i64): i64 {
  const q = a / b;
  return a % b < 0 ? q - 1 : q;
}

/** Days since 1970 of the first of a month; `month` counts from January 1970. */
function dayOfMonth(month: i64): i64 {
  // Years that start in March have their leap day at the end.
  const march = month - 2;
  const year = floorDiv(march, 12);
  const place = march - year * 12;
  const y = year + 1970;
  const leapDays = floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400);
  const yearDays = y * 365 + leapDays;
  // 719468 days lie between March of year 0 and January 1970.
  return yearDays + (153 * place + 2) / 5 - 719468;
}

/** Months since January 1970 that a day falls in. */
function monthOfDay(day: i64): i64 {
  // A guess from the mean length of a month, at most one off.
  let month = floorDiv(day * 4800, 146097);
  while (dayOfMonth(month) > day) month--;
  while (dayOfMonth(month + 1) <= day) month++;
  return month;
}

/** The offset in force at `ts`. */
function entryAt(b: Builder, ts: i64): BarOffset {
  const table = <usize>b.offsets;
  let low: u32 = 0;
  let high = b.offsetsCount - 1;
  while (low < high) {
    const middle = low + (high - low + 1) / 2;
    const entry = changetype<BarOffset>(table + SIZEOF_BAR_OFFSET * <usize>middle);
    if (entry.fromNs <= ts) low = middle;
    else high = middle - 1;
  }
  return changetype<BarOffset>(table + SIZEOF_BAR_OFFSET * <usize>low);
}

/** When clocks show `local`: the first time where they show it twice, the change where never. */
function momentOf(b: Builder, local: i64): i64 {
  if (b.offsetsCount == 0) return local;
  // Offsets are below a day, changes more than two days apart: one of both is in force.
  const before = entryAt(b, local - DAY);
  const after = entryAt(b, local + DAY);
  const early = local - before.offsetNs;
  if (before == after || early < after.fromNs) return early;
  return max<i64>(local - after.offsetNs, after.fromNs);
}

/** When day `k` begins. */
function startOfDay(b: Builder, k: i64): i64 {
  return momentOf(b, k * DAY + b.anchorNs);
}

/** The day that `ts` is in. */
function dayOf(b: Builder, ts: i64): i64 {
  if (b.offsetsCount == 0) return floorDiv(ts - b.anchorNs, DAY);
  let k = floorDiv(ts + entryAt(b, ts).offsetNs - b.anchorNs, DAY);
  while (startOfDay(b, k) > ts) k--;
  while (startOfDay(b, k + 1) <= ts) k++;
  return k;
}

/** Sets the interval [startNs, endNs) that `ts` falls in. False: `ts` is outside the session. */
export function setInterval(b: Builder, ts: i64): bool {
  const span = b.barSize;
  const day = dayOf(b, ts);
  if (b.kind == BarKind.Month) {
    const group = floorDiv(monthOfDay(day), span) * span;
    b.startNs = startOfDay(b, dayOfMonth(group));
    b.endNs = startOfDay(b, dayOfMonth(group + span));
    return true;
  }
  if (span > DAY && b.offsetsCount == 0) {
    b.startNs = floorDiv(ts - b.anchorNs, span) * span + b.anchorNs;
    b.endNs = b.startNs + span;
    return true;
  }
  // Days of 23 and 25 hours are days.
  if (span >= DAY && b.sessionNs == 0) {
    const days = span / DAY;
    const first = floorDiv(day, days) * days;
    b.startNs = startOfDay(b, first);
    b.endNs = startOfDay(b, first + days);
    return true;
  }
  const start = startOfDay(b, day);
  const isWhole = b.sessionNs == 0;
  const local = day * DAY + b.anchorNs + b.sessionNs;
  const end = isWhole ? startOfDay(b, day + 1) : momentOf(b, local);
  const offset = ts - start;
  b.startNs = ts - (offset % span);
  b.endNs = min<i64>(b.startNs + span, end);
  return ts < end;
}

/** Sets the first interval that starts at `ts` or later, `ts` being the end of one. */
export function setNextInterval(b: Builder, ts: i64): void {
  if (!setInterval(b, ts)) setInterval(b, startOfDay(b, dayOf(b, ts) + 1));
}
