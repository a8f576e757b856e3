// Numbers of the fast path, 16 bytes at a step with SIMD. Loads may reach 15 bytes behind `end`
// (DECODE_PADDING); no decision depends on those bytes. What is not as expected returns 0, and the
// frame goes to the slow path.
import { Status } from '../abi/status';
import { decimalParse } from '../math/decimal';
import { AT_CONSTANTS, AT_PARTS, AT_POW10 } from './state';

@inline const QUOTE: u32 = 0x22;
@inline const DOT: u32 = 0x2e;
/** From the constants to other parts of the decoder's block. */
@inline const PARTS: usize = AT_PARTS - AT_CONSTANTS;
@inline export const POW10: usize = AT_POW10 - AT_CONSTANTS;
/** Characters of the longest number that the fast path takes. */
@inline const LENGTH_MAX: usize = 48;

/**
 * Vector constants, in memory because V8 builds a constant anew wherever it stands, in several
 * instructions, while a load is one. 16 bytes each, from `AT_CONSTANTS` of a decoder on.
 */
export namespace Constant {
  @inline export const Zero: usize = 0; // '0' in every byte
  @inline export const Nine: usize = 16;
  @inline export const Pairs: usize = 32; // see digits8x2
  @inline export const Hundreds: usize = 48;
  @inline export const Myriads: usize = 64;
  @inline export const Lanes: usize = 80; // byte positions 0..15
  @inline export const LanesLow: usize = 96; // 0..7, then such as stay outside a vector
  @inline export const LanesHigh: usize = 112; // the same for 8..15
}
@inline export const CONSTANT_BYTES: usize = 128;

/** Writes the constants. */
export function initConstants(at: usize): void {
  v128.store(at + Constant.Zero, i8x16.splat(0x30));
  v128.store(at + Constant.Nine, i8x16.splat(9));
  v128.store(at + Constant.Pairs, i16x8.splat(10 * 256 + 1));
  v128.store(at + Constant.Hundreds, i16x8(100, 1, 100, 1, 100, 1, 100, 1));
  v128.store(at + Constant.Myriads, i16x8(10000, 1, 10000, 1, 10000, 1, 10000, 1));
  for (let i: usize = 0; i < 16; i++) {
    store<u8>(at + Constant.Lanes + i, <u8>i);
    store<u8>(at + Constant.LanesLow + i, i < 8 ? <u8>i : 100);
    store<u8>(at + Constant.LanesHigh + i, i < 8 ? 157 : <u8>i);
  }
}

/** Values of digits 0..7 (lane 0) and 8..15 (lane 1) of `x`, bytes 0..9, highest first. */
@inline
export function digits8x2(x: v128, constants: usize): v128 {
  // As 16 bits, a pair is high + 256 low; times 2561 that is 256 (10 high + low) + high, the rest
  // overflows.
  const pairs = i16x8.shr_u(i16x8.mul(x, v128.load(constants, Constant.Pairs)), 8);
  const fours = i32x4.dot_i16x8_s(pairs, v128.load(constants, Constant.Hundreds));
  const packed = i16x8.narrow_i32x4_s(fours, fours);
  return i32x4.dot_i16x8_s(packed, v128.load(constants, Constant.Myriads));
}

/** Value of the 16 digits in `x`, bytes 0..9, highest first. */
@inline
export function digits16(x: v128, constants: usize): u64 {
  const eights = digits8x2(x, constants);
  return <u64>i32x4.extract_lane(eights, 0) * 100_000_000 + <u64>i32x4.extract_lane(eights, 1);
}

/** Where the digits of a number are gathered from: moved by `shift`, without its point. */
@inline
export function sources(lanes: v128, shift: i32, point: i32): v128 {
  const source = i8x16.add(lanes, i8x16.splat(<i8>shift));
  return i8x16.add(source, i8x16.le_s(source, i8x16.splat(<i8>point)));
}

/** A long or unusual number: its closing quote, or 0. */
function quotedDecimal(p: usize, end: usize, scale: i32, dest: usize, scratch: usize): usize {
  const limit = min(end, p + LENGTH_MAX);
  let q = p;
  while (q < limit && load<u8>(q) != QUOTE) q++;
  if (q >= limit) return 0;
  if (decimalParse(p, q, scale, dest, scratch) != Status.Ok || load<i64>(dest) < 0) return 0;
  return q;
}

/**
 * The decimal at `p` (behind its opening quote) as quanta at `scale` to `dest`; returns the address
 * of the closing quote, below `end`, or 0.
 *
 * One 16-byte load shows where the point and the quote are. Digits then move to the right end of
 * the vector: lane j takes byte j + length - 16, and one less where that is not behind the point,
 * which drops the point and leaves zeros on the left.
 */
@inline
export function fastDecimal(
  p: usize,
  end: usize,
  scale: i32,
  dest: usize,
  constants: usize,
): usize {
  const digits = i8x16.sub(v128.load(p), v128.load(constants, Constant.Zero));
  const others = ~i8x16.bitmask(i8x16.le_u(digits, v128.load(constants, Constant.Nine)));
  const whole = ctz(others);
  let length = whole;
  let point = -100;
  let missing = scale;
  if (load<u8>(p + whole) == DOT) {
    point = whole;
    length = ctz(others & (others - 1));
    missing = scale - (length - whole - 1);
  }
  const quote = p + length;
  if (load<u8>(quote) != QUOTE || whole == 0 || length == point + 1 || whole + scale > 18)
    return quotedDecimal(p, end, scale, dest, constants + PARTS);
  if (quote >= end) return 0;
  if (missing < 0) {
    // More decimals than the scale holds: fine while they are zeros.
    const zeros = i8x16.bitmask(i8x16.eq(digits, i8x16.splat(0)));
    const kept = scale < 0 ? -1 : length + missing;
    if (kept < 0 || (~zeros & ((1 << length) - 1)) >>> kept != 0)
      return quotedDecimal(p, end, scale, dest, constants + PARTS);
    length = kept;
    missing = 0;
  }
  const from = sources(v128.load(constants, Constant.Lanes), length - 16, point);
  const number = digits16(i8x16.swizzle(digits, from), constants);
  store<u64>(dest, number * load<u64>(constants + POW10 + ((<usize>missing) << 3)));
  return quote;
}

/**
 * The JSON integer at `p` to `dest`: behind its digits, at most `end`, or 0. At most 16 digits: a
 * 17th is left standing, and no separator.
 */
@inline
export function fastUint(p: usize, end: usize, dest: usize, constants: usize): usize {
  const digits = i8x16.sub(v128.load(p), v128.load(constants, Constant.Zero));
  const length = ctz(~i8x16.bitmask(i8x16.le_u(digits, v128.load(constants, Constant.Nine))));
  if (length == 0 || p + length > end) return 0;
  if (load<u8>(p) == 0x30 && length > 1) return 0;
  const lanes = v128.load(constants, Constant.Lanes);
  const from = i8x16.add(lanes, i8x16.splat(<i8>(length - 16)));
  store<u64>(dest, digits16(i8x16.swizzle(digits, from), constants));
  return p + length;
}
