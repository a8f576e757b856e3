// Dates and times of day in New York, where the times of US equity data are at home.
import { OutcryError } from '../errors/outcry-error.ts';

const ZONE = 'America/New_York';
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

let format: Intl.DateTimeFormat | undefined;

/** Milliseconds that New York's clocks are ahead of UTC at an instant (negative: behind). */
function offsetMs(utcMs: number): number {
  format ??= new Intl.DateTimeFormat('en-US', {
    timeZone: ZONE,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const parts = new Map(format.formatToParts(utcMs).map((part) => [part.type, Number(part.value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(utcMs / 1000) * 1000;
}

/**
 * The instant, ns since 1970 UTC, at which `date` (YYYY-MM-DD) begins in New York.
 *
 * @param where the option or file that the date comes from, for the error
 * @throws OutcryError BAD_DATE
 */
export function newYorkMidnightNs(date: string, where: string): bigint {
  const match = DATE.exec(date);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  const day = Number(match?.[3]);
  const wall = Date.UTC(year, month - 1, day);
  const isReal = match !== null && year >= 1970 && new Date(wall).toISOString().startsWith(date);
  if (!isReal)
    throw new OutcryError('BAD_DATE', 'usage', 'no such date', {
      where,
      expected: 'YYYY-MM-DD, from 1970 on',
      found: `'${date}'`,
    });
  // The clocks change at two in the morning: noon of the day before has midnight's offset.
  const midnightMs = wall - offsetMs(wall - DAY_MS / 2);
  return BigInt(midnightMs) * 1_000_000n;
}
