// Shapes of levels. The text of a level, `61800.20","0.014"`, has one of a few dozen shapes: where
// its points and quotes stand. A shape is worked out once, from a level that was read the long way,
// and kept in a small direct-mapped cache; every further level of that shape is one comparison with
// a template, one gather of digits and one conversion.
//
// Entry, 128 bytes:
//   0    u64   key: places of all that is no digit, to the last quote; scales in the upper half
//   16   v128  gather from bytes 0..15: price digits to lanes 0..7, quantity digits to 8..15
//   32   v128  the same from bytes 16..31
//   48   2 x v128  template, '0' subtracted: points, quotes, comma, and zeros that the scale drops
//   80   2 x v128  which bytes the template speaks of
//   112  u64   price factor, power of ten of missing decimals
//   120  u64   quantity factor
import { AT_SHAPES, AT_POW10 } from './state';

@inline export const SHAPE_KEY: usize = 0;
@inline export const SHAPE_GATHER: usize = 16;
@inline export const SHAPE_TEMPLATE: usize = 48;
@inline export const SHAPE_MASK: usize = 80;
@inline export const SHAPE_PRICE_FACTOR: usize = 112;
@inline export const SHAPE_QTY_FACTOR: usize = 120;
@inline const SHAPE_BYTES: u32 = 128;
/** 64 entries. */
@inline const INDEX_SHIFT: u32 = 26;
/** Lanes of a gather that shall be zero: any index outside the vector. */
@inline const NOTHING: u32 = 0x80;
/** First byte of a template that fits nothing: a plain number starts with a digit or a point. */
@inline const NO_BYTE: u32 = 0x77;
@inline const DOT: u32 = 0x2e;
@inline const DIGITS_MAX: i32 = 8;
/** Decimal digits of a product that is surely below 2^63. */
@inline const PRODUCT_MAX: i32 = 18;

/** What `addNumber` found. */
@inline const PLAIN: i32 = 0;
/** More than 8 digits, or a product that might overflow. */
@inline const LONG: i32 = 1;
/** Not just digits and a point: `1e2`, `-0`. */
@inline const ODD: i32 = 2;

/** The upper half of the keys of an instrument. */
@inline
export function scalesKey(priceScale: i32, qtyScale: i32): u64 {
  return (<u64>(0x80000000 | ((<u32>(priceScale + 8)) << 8) | <u32>(qtyScale + 8))) << 32;
}

/** Where the shape with this key stands, if it is known. */
@inline
export function shapeAt(dec: usize, key: u64): usize {
  const mixed = (<u32>key ^ <u32>(key >> 32)) * 0x9e3779b1;
  return dec + AT_SHAPES + (mixed >> INDEX_SHIFT) * SHAPE_BYTES;
}

/** The template demands the byte at `p` + `place`. */
@inline
function demand(shape: usize, p: usize, place: i32): void {
  store<u8>(shape + SHAPE_TEMPLATE + <usize>place, load<u8>(p + <usize>place) - 0x30);
  store<u8>(shape + SHAPE_MASK + <usize>place, 0xff);
}

/**
 * Adds the number [from, to) of the text at `p`: digits to the lanes below `lane`, demands, and its
 * factor. Says whether it is of the kind that shapes are for.
 */
function addNumber(
  dec: usize,
  shape: usize,
  p: usize,
  from: i32,
  to: i32,
  scale: i32,
  lane: i32,
  factor: usize,
): i32 {
  let point = from;
  while (point < to && load<u8>(p + <usize>point) != DOT) point++;
  let missing = point < to ? scale - (to - point - 1) : scale;
  let last = to;
  if (missing < 0) {
    if (scale < 0) return LONG;
    last += missing;
    missing = 0;
    for (let i = last; i < to; i++) {
      if (i != point && load<u8>(p + <usize>i) != 0x30) return ODD;
      demand(shape, p, i);
    }
  }
  if (point < to) demand(shape, p, point);
  demand(shape, p, to);
  let count = 0;
  for (let i = last - 1; i >= from; i--) {
    if (i == point) continue;
    if (<u32>load<u8>(p + <usize>i) - 0x30 > 9) return ODD;
    if (++count > DIGITS_MAX) return LONG;
    // Bytes 16..31 have a gather of their own, 16 bytes behind the first.
    const at = shape + SHAPE_GATHER + (i < 16 ? 0 : 16) + <usize>(lane - count);
    store<u8>(at, i & 15);
  }
  if (count + missing > PRODUCT_MAX) return LONG;
  store<u64>(shape + factor, load<u64>(dec + AT_POW10 + ((<usize>missing) << 3)));
  return PLAIN;
}

/**
 * Keeps the shape of the level at `p`, whose last quote is at `p` + `last`, under `key`. The level
 * has been read already: it is well formed, and fits the scales. Shapes with long numbers are kept
 * as such that fit no text, so that they are not worked out again and again.
 */
export function learnShape(
  dec: usize,
  key: u64,
  p: usize,
  last: i32,
  priceScale: i32,
  qtyScale: i32,
): void {
  const shape = shapeAt(dec, key);
  if (load<u64>(shape, SHAPE_KEY) == key) return;
  memory.fill(shape, 0, SHAPE_BYTES);
  memory.fill(shape + SHAPE_GATHER, <u8>NOTHING, 32);
  let quote = 0;
  while (load<u8>(p + <usize>quote) != 0x22) quote++;
  let found = addNumber(dec, shape, p, 0, quote, priceScale, 8, SHAPE_PRICE_FACTOR);
  demand(shape, p, quote + 1);
  demand(shape, p, quote + 2);
  if (found == PLAIN)
    found = addNumber(dec, shape, p, quote + 3, last, qtyScale, 16, SHAPE_QTY_FACTOR);
  if (found == ODD) return;
  if (found == LONG) {
    store<u8>(shape + SHAPE_TEMPLATE, NO_BYTE);
    store<u8>(shape + SHAPE_MASK, 0xff);
  }
  store<u64>(shape, key, SHAPE_KEY);
}
