// The receive stamp at the head of a recorded line: seconds, ms, us or ns since 1970, with decimals
// where a finer unit is left. Optional `:` behind it, then white space.
//
// Rules: the unit is forced by the host, or found from the digits of the first stamp (10, 13, 16
// or 19: 2001 to 2286) and then demanded of every line: a stamp with another number of digits is
// BadTime, as are more decimals than nanoseconds have, unless they are zeros.
import { Decoder, TimeUnit } from '../abi/decode';
import { AT_POW10, fieldsOf } from './state';

@inline const DIGITS_MAX: u32 = 19;

/** Unit of a stamp with so many digits, or Detect when there is none. */
@inline
function unitOf(digits: u32): u32 {
  switch (digits) {
    case 10:
      return TimeUnit.Second;
    case 13:
      return TimeUnit.Millisecond;
    case 16:
      return TimeUnit.Microsecond;
    case 19:
      return TimeUnit.Nanosecond;
    default:
      return TimeUnit.Detect;
  }
}

@inline
function isDigit(c: u32): bool {
  return c - 0x30 <= 9;
}

/**
 * Reads the stamp at `p` into `recvTsNs`, its unit into `fields.stampUnit`; returns the address of
 * the frame behind it, or 0 when it is malformed. Reads nothing at or behind `end`.
 */
export function readStamp(dec: Decoder, p: usize, end: usize): usize {
  const start = p;
  let value: u64 = 0;
  while (p < end && isDigit(load<u8>(p)) && p - start <= DIGITS_MAX) {
    value = value * 10 + (load<u8>(p) - 0x30);
    p++;
  }
  const digits = <u32>(p - start);
  // 19 digits always fit into a u64; whether they fit into an i64 is seen below.
  if (digits == 0 || digits > DIGITS_MAX) return 0;
  let unit = <u32>dec.timeUnit;
  if (unit == TimeUnit.Detect) {
    unit = unitOf(digits);
    if (unit == TimeUnit.Detect || load<u8>(start) == 0x30) return 0;
    if (dec.timeUnitFound != TimeUnit.Detect && dec.timeUnitFound != unit) return 0;
  }
  // Decimals left until nanoseconds.
  let left = <i32>(TimeUnit.Nanosecond - unit) * 3;
  const factor = load<u64>(changetype<usize>(dec) + AT_POW10 + ((<usize>left) << 3));
  if (value > <u64>i64.MAX_VALUE / factor) return 0;
  value *= factor;
  if (p < end && load<u8>(p) == 0x2e) {
    const point = p++;
    let part: u64 = 0;
    for (; p < end && isDigit(load<u8>(p)); p++) {
      const digit = <u64>(load<u8>(p) - 0x30);
      if (left > 0) part = part * 10 + digit;
      else if (digit != 0) return 0;
      if (left > 0) left--;
    }
    if (p == point + 1) return 0;
    value += part * load<u64>(changetype<usize>(dec) + AT_POW10 + ((<usize>left) << 3));
    if (value > <u64>i64.MAX_VALUE) return 0;
  }
  if (p < end && load<u8>(p) == 0x3a) p++;
  if (p >= end || (load<u8>(p) != 0x20 && load<u8>(p) != 0x09)) return 0;
  while (p < end && (load<u8>(p) == 0x20 || load<u8>(p) == 0x09)) p++;
  fieldsOf(dec).stampUnit = unit;
  dec.recvTsNs = <i64>value;
  return p;
}
