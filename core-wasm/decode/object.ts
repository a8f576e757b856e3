// First pass of the slow path: checks a whole frame and notes where the values of known keys
// stand, for the top object and for the object under `data`.
import { Decoder } from '../abi/decode';
import { Status } from '../abi/status';
import {
  checkUtf8,
  refuse,
  skipColon,
  skipSeparator,
  skipSpace,
  skipString,
  skipValue,
  unescape,
} from './json';
import { AT_KEYS, AT_SLOTS, AT_TEXT, bit, Key, TEXT_MAX } from './state';

@inline export const SLOTS_OF_TOP: usize = 0;
@inline export const SLOTS_OF_DATA: usize = 256;
@inline const SLOTS_BYTES: usize = 512;

@inline const CLOSE_OBJECT: u32 = 0x7d;
@inline const OPEN_OBJECT: u32 = 0x7b;

/** Address of the first byte of the value of `key`; 0: the key is absent. */
@inline
export function slotStart(slots: usize, key: u32): usize {
  return load<u32>(slots + ((<usize>key) << 3));
}

/** Address behind the value of `key`. */
@inline
export function slotEnd(slots: usize, key: u32): usize {
  return load<u32>(slots + ((<usize>key) << 3) + 4);
}

/** The key with the text at `p`. */
export function keyOf(dec: Decoder, p: usize, length: u32): u32 {
  switch (length) {
    case 1: {
      const c = <u32>load<u8>(p);
      return c < 128 ? <u32>load<u8>(changetype<usize>(dec) + AT_KEYS + c) & 31 : Key.None;
    }
    case 2:
      return load<u16>(p) == 0x7570 ? Key.Previous : Key.None; // "pu"
    case 4: {
      const word = load<u32>(p);
      if (word == 0x61746164) return Key.Data;
      if (word == 0x73646962) return Key.RestBids;
      return word == 0x736b7361 ? Key.RestAsks : Key.None;
    }
    case 6: {
      const word = load<u32>(p);
      const rest = <u32>load<u16>(p + 4);
      if (word == 0x65727473 && rest == 0x6d61) return Key.Stream;
      return word == 0x626d7973 && rest == 0x6c6f ? Key.RestSymbol : Key.None;
    }
    case 12: // "lastUpdateId"
      return load<u64>(p) == 0x616470557473616c && load<u32>(p + 8) == 0x64496574
        ? Key.UpdateId
        : Key.None;
    default:
      return Key.None;
  }
}

/** The key whose checked string body is [p, end), escapes resolved. */
function keyOfString(dec: Decoder, p: usize, end: usize): u32 {
  for (let at = p; at < end; at++) {
    if (load<u8>(at) != 0x5c) continue;
    const text = changetype<usize>(dec) + AT_TEXT;
    const length = unescape(p, end, text, TEXT_MAX);
    return length < 0 ? Key.None : keyOf(dec, text, length);
  }
  return keyOf(dec, p, <u32>(end - p));
}

/** Notes the members of the object at `p` in `slots`; behind it, or 0. */
function parseObject(dec: Decoder, p: usize, end: usize, slots: usize, depth: u32): usize {
  let seen: u32 = 0;
  p = skipSpace(p + 1, end);
  if (p < end && load<u8>(p) == CLOSE_OBJECT) return p + 1;
  while (true) {
    const name = skipSpace(p, end);
    p = skipString(dec, name, end);
    if (p == 0) return 0;
    const key = keyOfString(dec, name + 1, p - 1);
    p = skipColon(dec, p, end);
    if (p == 0) return 0;
    const start = skipSpace(p, end);
    if (key != Key.None) {
      if (seen & bit(key)) {
        refuse(dec, Status.DuplicateKey, name);
        return 0;
      }
      seen |= bit(key);
    }
    const nested = depth == 1 && key == Key.Data && start < end && load<u8>(start) == OPEN_OBJECT;
    p = nested
      ? parseObject(dec, start, end, slots + SLOTS_OF_DATA, 2)
      : skipValue(dec, start, end, depth);
    if (p == 0) return 0;
    if (key != Key.None) {
      store<u32>(slots + ((<usize>key) << 3), <u32>start);
      store<u32>(slots + ((<usize>key) << 3) + 4, <u32>p);
    }
    p = skipSeparator(dec, p, end, CLOSE_OBJECT);
    if (p == 0) return 0;
    if (load<u8>(p - 1) == CLOSE_OBJECT) return p;
  }
}

/** Checks the frame [p, end) and fills both slot tables. False: refused, the reason is noted. */
export function parseFrame(dec: Decoder, p: usize, end: usize): bool {
  const slots = changetype<usize>(dec) + AT_SLOTS;
  memory.fill(slots, 0, SLOTS_BYTES);
  if (!checkUtf8(dec, p, end)) return false;
  p = skipSpace(p, end);
  if (p < end && load<u8>(p) == OPEN_OBJECT) {
    p = parseObject(dec, p, end, slots, 1);
  } else if (p < end && load<u8>(p) == 0x5b) {
    p = skipValue(dec, p, end, 0);
  } else {
    refuse(dec, Status.BadJson, p);
    return false;
  }
  if (p == 0) return false;
  p = skipSpace(p, end);
  if (p == end) return true;
  refuse(dec, Status.BadJson, p);
  return false;
}
