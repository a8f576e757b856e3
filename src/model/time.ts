// Nanoseconds since 1970 as text and back.
import { OutcryError } from '../errors/outcry-error.ts';

const NS_PER_MS = 1_000_000n;
const NS_PER_SECOND = 1_000_000_000n;

/** `2024-08-08T23:54:15.030314667Z`. */
export function formatTime(ns: bigint): string {
  const ms = ns / NS_PER_MS - (ns % NS_PER_MS < 0n ? 1n : 0n);
  // Outside the range of Date the plain number is the clearest text.
  if (ms > 8_640_000_000_000_000n || ms < -8_640_000_000_000_000n) return `${ns} ns`;
  const rest = ns - ms * NS_PER_MS;
  const text = new Date(Number(ms)).toISOString();
  return `${text.slice(0, -1)}${rest.toString().padStart(6, '0')}Z`;
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * A time as users write it: ISO 8601 (UTC unless it names an offset) or an integer that counts
 * s (10 digits), ms (13), us (16) or ns (19) since 1970.
 * @throws OutcryError BAD_TIME
 */
export function parseTime(text: string, what = 'time'): bigint {
  if (/^\d+$/.test(text)) {
    const factor = { 10: NS_PER_SECOND, 13: NS_PER_MS, 16: 1000n, 19: 1n }[text.length];
    if (factor !== undefined) return BigInt(text) * factor;
    throw badTime(text, what);
  }
  const match = ISO.exec(text);
  if (match === null) throw badTime(text, what);
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = ''] = match;
  const zone = match[8] ?? 'Z';
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`;
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) throw badTime(text, what);
  return BigInt(ms) * NS_PER_MS + BigInt(fraction.padEnd(9, '0'));
}

function badTime(text: string, what: string): OutcryError {
  return new OutcryError('BAD_TIME', 'usage', `${what} cannot be read`, {
    expected: 'ISO 8601 (2024-08-08T23:55:00Z) or digits of s, ms, us or ns since 1970',
    found: `'${text}'`,
  });
}
