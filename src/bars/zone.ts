// Offsets from UTC that change: tables of them, and how one is made of a zone's name. Bars take
// tables only: what zones do is the host's knowledge and changes with its version.
import { badArgument, checkInteger, checkObject, checkTime } from '../errors/arguments.ts';

/** From `fromNs` on clocks are `minutes` ahead of UTC (behind it: negative). */
export interface ZoneOffset {
  /** Ns since 1970. */
  readonly fromNs: bigint;
  readonly minutes: number;
}

const MS = 1_000_000n;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAY = BigInt(DAY_MS) * MS;
const YEARS_MAX = 200;
/** Farthest from UTC, as in specifications. */
const MINUTES_MAX = 14 * 60;
const ENTRIES_MAX = 1000;

/** @throws OutcryError BAD_ARGUMENT unless these are a table: in order, at least two days apart */
export function checkOffsets(offsets: readonly ZoneOffset[]): void {
  if (!Array.isArray(offsets) || offsets.length === 0)
    throw badArgument('offsets are missing', 'an array of { fromNs, minutes }', offsets);
  checkInteger(offsets.length, 'the count of offsets', 1, ENTRIES_MAX);
  let last: bigint | undefined;
  for (const entry of offsets as readonly ZoneOffset[]) {
    checkObject(entry, 'an entry of offsets');
    checkTime(entry.fromNs, 'offsets: fromNs');
    checkInteger(entry.minutes, 'offsets: minutes', -MINUTES_MAX, MINUTES_MAX);
    if (last !== undefined && entry.fromNs < last + 2n * DAY)
      throw badArgument('offsets are not in order', 'each two days or more later', entry.fromNs);
    last = entry.fromNs;
  }
}

/** Minutes ahead of UTC at `ms` since 1970, from the host's data. */
type Clock = (ms: number) => number;

function clockOf(zone: string): Clock {
  const numeric = 'numeric';
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    throw badArgument('this is no time zone', "a name such as 'America/New_York'", zone);
  }
  return (ms) => {
    const parts = format.formatToParts(ms);
    const part = (type: Intl.DateTimeFormatPartTypes): number =>
      Number(parts.find((each) => each.type === type)?.value);
    const [year, month, day] = [part('year'), part('month') - 1, part('day')];
    const shown = Date.UTC(year, month, day, part('hour'), part('minute'), part('second'));
    const minutes = (shown - Math.floor(ms / 1000) * 1000) / MINUTE_MS;
    if (Number.isInteger(minutes)) return minutes;
    throw badArgument(`${zone} has no offset in minutes then`, 'a later period', zone);
  };
}

/** The first ms, after `low` and up to `high`, with the offset of `high`. */
function changeBetween(clock: Clock, low: number, high: number): number {
  const after = clock(high);
  let [from, to] = [low, high];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (clock(middle) === after) to = middle;
    else from = middle;
  }
  return to;
}

/**
 * The offsets of a zone of the IANA database from `fromNs` to `toNs`, as the host knows them: the
 * one in force at `fromNs`, and each change up to `toNs`. For `BarOptions.offsets`. Another host
 * may know another version of the database: what has to come out the same keeps the table. Cost:
 * some ms a year.
 *
 * @throws OutcryError BAD_ARGUMENT: no zone, or a period of more than 200 years
 */
export function zoneOffsets(zone: string, fromNs: bigint, toNs: bigint): ZoneOffset[] {
  if (typeof zone !== 'string') throw badArgument('this is no time zone', 'a name', zone);
  checkTime(fromNs, 'fromNs');
  checkTime(toNs, 'toNs');
  if (toNs < fromNs) throw badArgument('the period is none', 'toNs after fromNs', toNs);
  const [from, to] = [Number(fromNs / MS), Number(toNs / MS)];
  checkInteger(Math.floor((to - from) / (366 * DAY_MS)), 'the years of the period', 0, YEARS_MAX);
  const clock = clockOf(zone);
  let minutes = clock(from);
  const table: ZoneOffset[] = [{ fromNs, minutes }];
  for (let ms = from; ms < to; ms += DAY_MS) {
    const end = Math.min(ms + DAY_MS, to);
    const after = clock(end);
    if (after === minutes) continue;
    table.push({ fromNs: BigInt(changeBetween(clock, ms, end)) * MS, minutes: after });
    minutes = after;
  }
  return table;
}
