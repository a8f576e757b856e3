// Times of candles. Candle files go back before 2001 and name days without a clock, which the
// stamps of event files (time-unit.ts) never do: calendar text is read here, of any year.
import type { CsvReader } from './csv-reader.ts';
import { TimeParser, type TimeUnit } from './time-unit.ts';

const NS_PER_MS = 1_000_000n;
const UNIT_NS: Readonly<Record<Exclude<TimeUnit, 'iso'>, bigint>> = {
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  ns: 1n,
};
const UNIT_DECIMALS: Readonly<Record<Exclude<TimeUnit, 'iso'>, number>> = {
  s: 9,
  ms: 6,
  us: 3,
  ns: 0,
};
const I64_MAX = (1n << 63n) - 1n;
/** A day has up to 25 hours where clocks change. */
const DAY_MS_MAX = 25 * 3_600_000;

const CALENDAR =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/** Seconds that a zone is ahead of UTC; no zone is UTC. */
function zoneSeconds(zone: string): number {
  if (zone === '' || zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

/**
 * `YYYY-MM-DD` or `YYYYMMDD`, with or without a time of day and a zone (UTC if there is none), as
 * ns since 1970; undefined when the text is no such time.
 */
export function calendarNs(text: string): bigint | undefined {
  const parts = CALENDAR.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute, second);
  const ms = date.getTime() - zoneSeconds(parts[8] ?? '') * 1000;
  const ns = BigInt(ms) * NS_PER_MS + BigInt((parts[7] ?? '').padEnd(9, '0'));
  return ns < -I64_MAX || ns > I64_MAX ? undefined : ns;
}

/** An integer stamp, or one with decimals, of a unit that is told. */
function stampNs(text: string, unit: Exclude<TimeUnit, 'iso'>): bigint | undefined {
  const parts = /^(-?\d{1,19})(?:\.(\d+))?$/.exec(text);
  if (parts === null) return undefined;
  const decimals = UNIT_DECIMALS[unit];
  const fraction = (parts[2] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return undefined;
  const rest = BigInt(fraction.padEnd(decimals, '0') || '0');
  const whole = BigInt(parts[1] ?? '0') * UNIT_NS[unit];
  const ns = text.startsWith('-') ? whole - rest : whole + rest;
  return ns < -I64_MAX || ns > I64_MAX ? undefined : ns;
}

const DAY = /^(\d{4})[-./]?(\d\d)[-./]?(\d\d)$/;
const CLOCK = /^(\d\d?):(\d\d)(?::(\d\d)(\.\d{1,9})?)?$|^(\d\d)(\d\d)(\d\d)?$/;

/**
 * A day (`2024-01-02`, `2024.01.02`, `20240102`) and a time of it (`09:30`, `09:30:00`, `093000`)
 * as ns since 1970, in UTC; undefined when the texts are no such time.
 */
function dayClockNs(day: string, clock: string): bigint | undefined {
  const date = DAY.exec(day)?.slice(1).join('-');
  const parts = CLOCK.exec(clock);
  if (date === undefined || parts === null) return undefined;
  const hour = (parts[1] ?? parts[5] ?? '').padStart(2, '0');
  const minute = parts[2] ?? parts[6] ?? '';
  const second = parts[3] ?? parts[7] ?? '00';
  return calendarNs(`${date} ${hour}:${minute}:${second}${parts[4] ?? ''}`);
}

export interface CandleTimeOptions {
  /** Unit of integer stamps. @default read off the first stamp */
  readonly timeUnit?: TimeUnit;
  /** Start of the day, ns since 1970: times are milliseconds since then. */
  readonly dayStartNs?: bigint;
}

/** Reads the times of one file. */
export class CandleTimes {
  readonly #options: CandleTimeOptions;
  readonly #stamps = new TimeParser();
  /** What the first time of the file was: all must be of one kind. */
  #isCalendar: boolean | undefined;

  constructor(options: CandleTimeOptions) {
    this.#options = options;
  }

  /** What a time must look like, for messages. */
  get expected(): string {
    const { timeUnit, dayStartNs } = this.#options;
    if (dayStartNs !== undefined) return 'milliseconds since the start of the day';
    if (timeUnit !== undefined && timeUnit !== 'iso') return `a number of ${timeUnit} since 1970`;
    const calendar = 'YYYY-MM-DD[ hh:mm[:ss]][zone]';
    if (timeUnit === 'iso' || this.#isCalendar === true) return calendar;
    return this.#isCalendar === false
      ? this.#stamps.expected
      : `${calendar}, or a time since 2001 in s, ms, us or ns`;
  }

  /** Whether times may be calendar text, or are said to be numbers. */
  get isCalendarAllowed(): boolean {
    const { timeUnit = 'iso', dayStartNs } = this.#options;
    return timeUnit === 'iso' && dayStartNs === undefined;
  }

  /** The time that a day and a time of that day make; undefined when they make none. */
  readPair(day: string, clock: string): bigint | undefined {
    const time = dayClockNs(day.trim(), clock.trim());
    if (time !== undefined) this.#isCalendar = true;
    return time;
  }

  /** The time in field `place`, ns since 1970; undefined when it is none. */
  read(reader: CsvReader, place: number): bigint | undefined {
    const { bytes, starts, ends } = reader;
    if (
      this.#isCalendar === false &&
      this.#stamps.parse(bytes, starts[place] ?? 0, ends[place] ?? 0)
    )
      return this.#stamps.ns.toBigInt();
    return this.readText(reader.text(place).trim());
  }

  /** As `read`, of text without spaces around it. */
  readText(text: string): bigint | undefined {
    const { timeUnit, dayStartNs } = this.#options;
    if (dayStartNs !== undefined)
      return /^\d{1,8}$/.test(text) && Number(text) < DAY_MS_MAX
        ? dayStartNs + BigInt(text) * NS_PER_MS
        : undefined;
    if (timeUnit !== undefined && timeUnit !== 'iso') return stampNs(text, timeUnit);
    const calendar = this.#isCalendar === false ? undefined : calendarNs(text);
    if (calendar !== undefined) {
      this.#isCalendar = true;
      return calendar;
    }
    if (timeUnit === 'iso' || this.#isCalendar === true) return undefined;
    const stamp = new TextEncoder().encode(text);
    if (!this.#stamps.parse(stamp, 0, stamp.length)) return undefined;
    this.#isCalendar = false;
    return this.#stamps.ns.toBigInt();
  }
}

/** A distance that fewer have is an accident, such as a day of 23 hours. */
const RARE = 0.01;

/** How far candles are apart, and how many are missing; `intervalNs` is 0 where they do not say. */
export function spacing(times: BigInt64Array): {
  readonly intervalNs: bigint;
  readonly gaps: number;
  readonly missing: bigint;
} {
  const counts = new Map<bigint, number>();
  for (let i = 1; i < times.length; i++) {
    const step = (times[i] ?? 0n) - (times[i - 1] ?? 0n);
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let intervalNs = 0n;
  for (const [step, count] of counts)
    if (count >= RARE * (times.length - 1) && (intervalNs === 0n || step < intervalNs))
      intervalNs = step;
  let gaps = 0;
  let missing = 0n;
  for (const [step, count] of counts) {
    if (intervalNs === 0n || step < 2n * intervalNs) continue;
    gaps += count;
    missing += (step / intervalNs - 1n) * BigInt(count);
  }
  return { intervalNs, gaps, missing };
}
