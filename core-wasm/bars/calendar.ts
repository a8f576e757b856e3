// Which interval a time falls in. Spans below a day start again every day at the anchor; longer
// ones are counted from it. Months are those of the calendar at the anchor's offset from UTC.
import { BarKind } from '../abi/bars';
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

/** Sets the interval [startNs, endNs) that `ts` falls in. False: `ts` is outside the session. */
export function setInterval(b: Builder, ts: i64): bool {
  const span = b.barSize;
  const anchor = b.anchorNs;
  if (b.kind == BarKind.Month) {
    const group = floorDiv(monthOfDay(floorDiv(ts - anchor, DAY)), span) * span;
    b.startNs = dayOfMonth(group) * DAY + anchor;
    b.endNs = dayOfMonth(group + span) * DAY + anchor;
    return true;
  }
  if (span > DAY) {
    b.startNs = floorDiv(ts - anchor, span) * span + anchor;
    b.endNs = b.startNs + span;
    return true;
  }
  const day = floorDiv(ts - anchor, DAY) * DAY + anchor;
  const length = b.sessionNs == 0 ? DAY : b.sessionNs;
  const offset = ts - day;
  const place = offset - (offset % span);
  b.startNs = day + place;
  b.endNs = day + (place + span < length ? place + span : length);
  return offset < length;
}

/** Sets the first interval that starts at `ts` or later, `ts` being the end of one. */
export function setNextInterval(b: Builder, ts: i64): void {
  if (setInterval(b, ts)) return;
  const day = floorDiv(ts - b.anchorNs, DAY) * DAY + b.anchorNs;
  setInterval(b, day + DAY);
}
