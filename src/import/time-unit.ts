// Time stamps as text, to nanoseconds since 1970. Integer stamps between 2001 and 2286 have 10
// digits in seconds, 13 in ms, 16 in us, 19 in ns: the unit is read off the first stamp and then
// demanded of all. ISO-8601 is read too. No float is involved; nothing is allocated per stamp.
import { OutcryError } from '../errors/outcry-error.ts';
import { Int64 } from './int64.ts';

/** `iso` is ISO-8601 text. Forced, it also takes stamps without a zone, as UTC. */
export type TimeUnit = 's' | 'ms' | 'us' | 'ns' | 'iso';

export const TIME_UNITS: readonly TimeUnit[] = ['s', 'ms', 'us', 'ns', 'iso'];

const DIGITS: Readonly<Record<TimeUnit, number>> = { s: 10, ms: 13, us: 16, ns: 19, iso: 0 };
const UNIT_OF_DIGITS: Readonly<Record<number, TimeUnit>> = {
  10: 's',
  13: 'ms',
  16: 'us',
  19: 'ns',
};
const POW10 = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
const DOT = 46;
const ZERO = 48;
const MINUS = 45;

/** Reads the stamps of one column. */
export class TimeParser {
  /** The last stamp read, ns. */
  readonly ns = new Int64();
  readonly #forced: TimeUnit | undefined;
  #unit: TimeUnit | undefined;
  #day = -1;
  #daySeconds = 0;

  constructor(forced?: TimeUnit) {
    this.#forced = forced;
    this.#unit = forced;
  }

  /** The unit, once the first stamp has shown it. */
  get unit(): TimeUnit | undefined {
    return this.#unit;
  }

  /** What a stamp must look like, for messages. */
  get expected(): string {
    if (this.#unit === undefined)
      return 'a time from 2001 on in s, ms, us or ns (10, 13, 16 or 19 digits), or ISO-8601 in UTC';
    if (this.#unit === 'iso') return 'ISO-8601 with a zone, such as 2024-08-08T23:54:00.123Z';
    const why = this.#forced === undefined ? 'as the stamps before' : 'as asked for';
    return `${DIGITS[this.#unit]} digits: a time from 2001 on in ${this.#unit}, ${why}`;
  }

  /** Reads bytes [start, end) into `ns`; false when they are no stamp of the unit. */
  parse(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start;
    let billions = 0;
    let rest = 0;
    let digits = 0;
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      if (digits < 10) billions = billions * 10 + digit;
      else if (digits < 19) rest = rest * 10 + digit;
      digits++;
    }
    if (digits === 4 && bytes[at] === MINUS) return this.#parseIso(bytes, start, end);
    const unit = this.#unit ?? UNIT_OF_DIGITS[digits];
    if (unit === undefined || digits !== DIGITS[unit] || bytes[start] === ZERO) return false;
    let missing = 19 - digits;
    if (at < end) {
      if (bytes[at] !== DOT || at + 1 === end) return false;
      for (at++; at < end; at++) {
        const digit = (bytes[at] ?? 0) - ZERO;
        if (digit < 0 || digit > 9) return false;
        if (missing === 0) {
          // Finer than a nanosecond: only zeros can be kept.
          if (digit !== 0) return false;
          continue;
        }
        rest = rest * 10 + digit;
        missing--;
      }
    }
    if (!this.ns.setBillions(billions, rest * (POW10[missing] ?? 1))) return false;
    this.#unit = unit;
    return true;
  }

  /** `YYYY-MM-DD[T ]hh:mm:ss[.fraction](Z|+hh:mm|-hh:mm)`. */
  #parseIso(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#unit !== undefined && this.#unit !== 'iso') return false;
    if (end - start < 19) return false;
    const year = number(bytes, start, 4);
    const month = number(bytes, start + 5, 2);
    const day = number(bytes, start + 8, 2);
    const hour = number(bytes, start + 11, 2);
    const minute = number(bytes, start + 14, 2);
    const second = number(bytes, start + 17, 2);
    const separator = bytes[start + 10];
    if (
      year < 2001 ||
      month < 0 ||
      day < 0 ||
      hour < 0 ||
      hour > 23 ||
      minute < 0 ||
      minute > 59 ||
      second < 0 ||
      second > 59 ||
      bytes[start + 7] !== MINUS ||
      (separator !== 0x54 && separator !== 0x20) ||
      bytes[start + 13] !== 0x3a ||
      bytes[start + 16] !== 0x3a
    )
      return false;
    let at = start + 19;
    let fraction = 0;
    let missing = 9;
    if (bytes[at] === DOT) {
      const first = ++at;
      for (; at < end; at++) {
        const digit = (bytes[at] ?? 0) - ZERO;
        if (digit < 0 || digit > 9) break;
        if (missing > 0) {
          fraction = fraction * 10 + digit;
          missing--;
        } else if (digit !== 0) return false;
      }
      if (at === first) return false;
    }
    const zone = this.#zoneSeconds(bytes, at, end);
    const midnight = this.#midnight(year, month, day);
    if (zone === undefined || midnight < 0) return false;
    const seconds = midnight + hour * 3600 + minute * 60 + second - zone;
    if (!this.ns.setBillions(seconds, fraction * (POW10[missing] ?? 1))) return false;
    this.#unit = 'iso';
    return true;
  }

  #zoneSeconds(bytes: Uint8Array, at: number, end: number): number | undefined {
    if (at === end) return this.#forced === 'iso' ? 0 : undefined;
    if (bytes[at] === 0x5a) return at + 1 === end ? 0 : undefined;
    const sign = bytes[at] === 0x2b ? 1 : bytes[at] === MINUS ? -1 : 0;
    if (sign === 0 || end - at !== 6 || bytes[at + 3] !== 0x3a) return undefined;
    const hours = number(bytes, at + 1, 2);
    const minutes = number(bytes, at + 4, 2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return undefined;
    return sign * (hours * 3600 + minutes * 60);
  }

  /** Seconds at the start of a day, -1 when there is no such day. One day is remembered. */
  #midnight(year: number, month: number, day: number): number {
    const key = (year * 100 + month) * 100 + day;
    if (key === this.#day) return this.#daySeconds;
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return -1;
    this.#day = key;
    this.#daySeconds = date.getTime() / 1000;
    return this.#daySeconds;
  }
}

function number(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = (bytes[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The unit that a command line names. @throws OutcryError BAD_ARGUMENT */
export function parseTimeUnit(text: string): TimeUnit {
  const unit = TIME_UNITS.find((known) => known === text);
  if (unit !== undefined) return unit;
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'unknown time unit', {
    where: '--time-unit',
    expected: TIME_UNITS.join(', '),
    found: `'${text}'`,
  });
}
