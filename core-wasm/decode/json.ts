// Strict JSON (RFC 8259) for the slow path: walks and checks, builds nothing. Every function gets
// [p, end), reads nothing outside it, and returns the address behind what it walked over, or 0
// after it noted status and position of the fault in the decoder's head. Containers nest at most
// 64 deep. UTF-8 is checked once for the whole frame, before anything else.
import { Decoder } from '../abi/decode';
import { Status } from '../abi/status';

@inline export const DEPTH_MAX: u32 = 64;

@inline const QUOTE: u32 = 0x22;
@inline const BACKSLASH: u32 = 0x5c;
@inline const COMMA: u32 = 0x2c;
@inline const COLON: u32 = 0x3a;
@inline const OPEN_ARRAY: u32 = 0x5b;
@inline const CLOSE_ARRAY: u32 = 0x5d;
@inline const OPEN_OBJECT: u32 = 0x7b;
@inline const CLOSE_OBJECT: u32 = 0x7d;

/** Notes a refusal; returns its status. */
export function refuse(dec: Decoder, status: i32, at: usize): i32 {
  dec.errorStatus = status;
  dec.errorPos = <u32>at;
  return status;
}

function bad(dec: Decoder, at: usize): usize {
  refuse(dec, Status.BadJson, at);
  return 0;
}

@inline
function continues(p: usize, end: usize): bool {
  return p < end && (load<u8>(p) & 0xc0) == 0x80;
}

/** Bytes of the UTF-8 character that starts at `p` (not ASCII), 0 when malformed. RFC 3629. */
function utf8Length(p: usize, end: usize): u32 {
  const c = <u32>load<u8>(p);
  if (c < 0xc2 || c > 0xf4 || !continues(p + 1, end)) return 0;
  if (c < 0xe0) return 2;
  const second = <u32>load<u8>(p + 1);
  if (!continues(p + 2, end)) return 0;
  if (c < 0xf0) {
    if (c == 0xe0 && second < 0xa0) return 0; // overlong
    if (c == 0xed && second > 0x9f) return 0; // surrogate
    return 3;
  }
  if (!continues(p + 3, end)) return 0;
  if (c == 0xf0 && second < 0x90) return 0; // overlong
  if (c == 0xf4 && second > 0x8f) return 0; // above U+10FFFF
  return 4;
}

/** True when [p, end) is UTF-8; otherwise notes BadUtf8. */
export function checkUtf8(dec: Decoder, p: usize, end: usize): bool {
  while (p < end) {
    if (p + 16 <= end && i8x16.bitmask(v128.load(p)) == 0) {
      p += 16;
      continue;
    }
    if (load<u8>(p) < 0x80) {
      p++;
      continue;
    }
    const length = utf8Length(p, end);
    if (length == 0) {
      refuse(dec, Status.BadUtf8, p);
      return false;
    }
    p += length;
  }
  return true;
}

export function skipSpace(p: usize, end: usize): usize {
  while (p < end) {
    const c = <u32>load<u8>(p);
    if (c != 0x20 && c != 0x0a && c != 0x0d && c != 0x09) break;
    p++;
  }
  return p;
}

/** Value of a hexadecimal digit, or 16. */
@inline
function hexDigit(c: u32): u32 {
  if (c - 0x30 <= 9) return c - 0x30;
  const low = c | 0x20;
  return low - 0x61 <= 5 ? low - 0x57 : 16;
}

/** The four hexadecimal digits at `p`, or -1. */
function hex4(p: usize, end: usize): i32 {
  if (p + 4 > end) return -1;
  let value: u32 = 0;
  for (let i: usize = 0; i < 4; i++) {
    const digit = hexDigit(load<u8>(p + i));
    if (digit > 15) return -1;
    value = (value << 4) | digit;
  }
  return <i32>value;
}

/** The character that `\c` stands for, 0 when there is none; `u` is dealt with elsewhere. */
function escaped(c: u32): u32 {
  switch (c) {
    case QUOTE:
      return QUOTE;
    case BACKSLASH:
      return BACKSLASH;
    case 0x2f:
      return 0x2f;
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    case 0x6e:
      return 0x0a;
    case 0x72:
      return 0x0d;
    case 0x74:
      return 0x09;
    default:
      return 0;
  }
}

/** Behind the string that starts with the quote at `p`. */
export function skipString(dec: Decoder, p: usize, end: usize): usize {
  if (p >= end || load<u8>(p) != QUOTE) return bad(dec, p);
  p++;
  while (p < end) {
    const c = <u32>load<u8>(p);
    if (c == QUOTE) return p + 1;
    if (c < 0x20) return bad(dec, p);
    if (c != BACKSLASH) {
      p++;
      continue;
    }
    if (p + 1 >= end) break;
    const next = <u32>load<u8>(p + 1);
    if (next == 0x75) {
      if (hex4(p + 2, end) < 0) return bad(dec, p);
      p += 6;
    } else {
      if (escaped(next) == 0) return bad(dec, p);
      p += 2;
    }
  }
  return bad(dec, end);
}

/** Writes the code point as UTF-8; returns its length. */
function putUtf8(dest: usize, code: u32): u32 {
  if (code < 0x80) {
    store<u8>(dest, code);
    return 1;
  }
  if (code < 0x800) {
    store<u8>(dest, 0xc0 | (code >> 6));
    store<u8>(dest + 1, 0x80 | (code & 63));
    return 2;
  }
  if (code < 0x10000) {
    store<u8>(dest, 0xe0 | (code >> 12));
    store<u8>(dest + 1, 0x80 | ((code >> 6) & 63));
    store<u8>(dest + 2, 0x80 | (code & 63));
    return 3;
  }
  store<u8>(dest, 0xf0 | (code >> 18));
  store<u8>(dest + 1, 0x80 | ((code >> 12) & 63));
  store<u8>(dest + 2, 0x80 | ((code >> 6) & 63));
  store<u8>(dest + 3, 0x80 | (code & 63));
  return 4;
}

/**
 * Text of the checked string body [p, end), escapes resolved, to `dest`. Its length; -1 when it
 * has more than `limit` - 4 bytes or a lone surrogate, which no UTF-8 text can hold.
 */
export function unescape(p: usize, end: usize, dest: usize, limit: u32): i32 {
  let length: u32 = 0;
  while (p < end) {
    if (length + 4 > limit) return -1;
    const c = <u32>load<u8>(p);
    if (c != BACKSLASH) {
      store<u8>(dest + length++, c);
      p++;
      continue;
    }
    const next = <u32>load<u8>(p + 1);
    if (next != 0x75) {
      store<u8>(dest + length++, escaped(next));
      p += 2;
      continue;
    }
    let code = <u32>hex4(p + 2, end);
    p += 6;
    if (code - 0xdc00 < 0x400) return -1;
    if (code - 0xd800 < 0x400) {
      const low = p + 6 <= end && load<u16>(p) == 0x755c ? hex4(p + 2, end) - 0xdc00 : -1;
      if (<u32>low >= 0x400) return -1;
      code = 0x10000 + ((code - 0xd800) << 10) + <u32>low;
      p += 6;
    }
    length += putUtf8(dest + length, code);
  }
  return <i32>length;
}

function skipDigits(p: usize, end: usize): usize {
  while (p < end && <u32>load<u8>(p) - 0x30 <= 9) p++;
  return p;
}

function skipNumber(dec: Decoder, p: usize, end: usize): usize {
  if (load<u8>(p) == 0x2d) p++;
  let from = p;
  p = skipDigits(p, end);
  if (p == from || (p > from + 1 && load<u8>(from) == 0x30)) return bad(dec, from);
  if (p < end && load<u8>(p) == 0x2e) {
    from = p + 1;
    p = skipDigits(from, end);
    if (p == from) return bad(dec, from);
  }
  if (p < end && (load<u8>(p) | 0x20) == 0x65) {
    p++;
    if (p < end && (load<u8>(p) == 0x2b || load<u8>(p) == 0x2d)) p++;
    from = p;
    p = skipDigits(from, end);
    if (p == from) return bad(dec, from);
  }
  return p;
}

/** true, false, null. */
function skipWord(dec: Decoder, p: usize, end: usize): usize {
  if (p + 4 <= end) {
    const word = load<u32>(p);
    if (word == 0x65757274 || word == 0x6c6c756e) return p + 4; // "true", "null"
    if (word == 0x736c6166 && p + 5 <= end && load<u8>(p + 4) == 0x65) return p + 5; // "false"
  }
  return bad(dec, p);
}

function skipScalar(dec: Decoder, p: usize, end: usize): usize {
  const c = <u32>load<u8>(p);
  if (c == QUOTE) return skipString(dec, p, end);
  if (c == 0x2d || c - 0x30 <= 9) return skipNumber(dec, p, end);
  return skipWord(dec, p, end);
}

/** Behind `"key" :`. */
function skipKey(dec: Decoder, p: usize, end: usize): usize {
  p = skipString(dec, skipSpace(p, end), end);
  if (p == 0) return 0;
  return skipColon(dec, p, end);
}

export function skipColon(dec: Decoder, p: usize, end: usize): usize {
  p = skipSpace(p, end);
  return p < end && load<u8>(p) == COLON ? p + 1 : bad(dec, p);
}

/** Behind the separator after a member: `,` or the closing byte `close`. */
export function skipSeparator(dec: Decoder, p: usize, end: usize, close: u32): usize {
  p = skipSpace(p, end);
  if (p < end && (load<u8>(p) == COMMA || load<u8>(p) == close)) return p + 1;
  return bad(dec, p);
}

/** Behind the value at `p`, inside `depth` containers. */
export function skipValue(dec: Decoder, p: usize, end: usize, depth: u32): usize {
  let objects: u64 = 0; // one bit per open container, the innermost lowest: 1 = object
  let open: u32 = 0;
  do {
    p = skipSpace(p, end);
    if (p >= end) return bad(dec, p);
    const c = <u32>load<u8>(p);
    if (c == OPEN_OBJECT || c == OPEN_ARRAY) {
      if (depth + open >= DEPTH_MAX) return bad(dec, p);
      const isObject = c == OPEN_OBJECT;
      p = skipSpace(p + 1, end);
      if (p >= end) return bad(dec, p);
      if (load<u8>(p) == <u8>(isObject ? CLOSE_OBJECT : CLOSE_ARRAY)) {
        p++;
      } else {
        objects = (objects << 1) | <u64>isObject;
        open++;
        if (isObject) p = skipKey(dec, p, end);
        if (p == 0) return 0;
        continue;
      }
    } else {
      p = skipScalar(dec, p, end);
      if (p == 0) return 0;
    }
    while (open > 0) {
      const isObject = (objects & 1) != 0;
      p = skipSeparator(dec, p, end, isObject ? CLOSE_OBJECT : CLOSE_ARRAY);
      if (p == 0) return 0;
      if (load<u8>(p - 1) == COMMA) {
        if (isObject) p = skipKey(dec, p, end);
        if (p == 0) return 0;
        break;
      }
      open--;
      objects >>= 1;
    }
  } while (open > 0);
  return p;
}
