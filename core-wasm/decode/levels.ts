// The levels of a depth message on the fast path: `["61800.20","0.014"],[...` to rows. Most of a
// feed's bytes stand here. Two 16-byte loads give a 32-bit mask of all that is no digit; four such
// bytes in a row end the level; the mask up to there names its shape (shape.ts). Only the search
// for that end is a chain from level to level, the rest of the work overlaps.
import { Decoder } from '../abi/decode';
import { SIZEOF_ROW } from '../abi/records';
import { Constant, digits8x2, fastDecimal } from './number';
import {
  learnShape,
  scalesKey,
  shapeAt,
  SHAPE_GATHER,
  SHAPE_KEY,
  SHAPE_MASK,
  SHAPE_PRICE_FACTOR,
  SHAPE_QTY_FACTOR,
  SHAPE_TEMPLATE,
} from './shape';
import { AT_CONSTANTS, fieldsOf } from './state';

@inline const CLOSE_ARRAY: u32 = 0x5d;
/** Bytes from a price on that one step reads. */
@inline const STEP_BYTES: usize = 32;

/** True when the level with the digits `low`, `high` is what the shape's template demands. */
@inline
function fits(shape: usize, low: v128, high: v128): bool {
  const first = v128.and(
    v128.xor(low, v128.load(shape, SHAPE_TEMPLATE)),
    v128.load(shape, SHAPE_MASK),
  );
  const second = v128.and(
    v128.xor(high, v128.load(shape, SHAPE_TEMPLATE + 16)),
    v128.load(shape, SHAPE_MASK + 16),
  );
  return !v128.any_true(v128.or(first, second));
}

/** The level at `p` the long way: its last quote, or 0. */
function longLevel(
  p: usize,
  end: usize,
  row: usize,
  priceScale: i32,
  qtyScale: i32,
  constants: usize,
): usize {
  const quote = fastDecimal(p, end, priceScale, row, constants);
  if (quote == 0 || (load<u32>(quote) & 0xffffff) != 0x222c22) return 0; // ","
  return fastDecimal(quote + 3, end, qtyScale, row + 8, constants);
}

/**
 * Rows of the levels behind `[` at `p`, from `row` on: behind the closing bracket, or 0 when
 * anything is unexpected. The number of rows goes to `fields.rowCount`.
 */
export function fastLevels(
  dec: Decoder,
  p: usize,
  end: usize,
  row: usize,
  outEnd: usize,
  priceScale: i32,
  qtyScale: i32,
): usize {
  const base = changetype<usize>(dec);
  const constants = base + AT_CONSTANTS;
  const scales = scalesKey(priceScale, qtyScale);
  const zero = v128.load(constants, Constant.Zero);
  const nine = v128.load(constants, Constant.Nine);
  const first = row;
  if (load<u8>(p) == CLOSE_ARRAY) {
    fieldsOf(dec).rowCount = 0;
    return p + 1;
  }
  if (load<u16>(p) != 0x225b) return 0; // ["
  p += 2;
  while (row + SIZEOF_ROW <= outEnd) {
    let key: u64 = 0;
    let last: usize = 0;
    let quote: usize = 0;
    if (p + STEP_BYTES <= end) {
      const low = i8x16.sub(v128.load(p), zero);
      const high = i8x16.sub(v128.load(p, 16), zero);
      const others = ~(
        <u32>i8x16.bitmask(i8x16.le_u(low, nine)) |
        ((<u32>i8x16.bitmask(i8x16.le_u(high, nine))) << 16)
      );
      let runs = others & (others >> 1);
      runs &= runs >> 2;
      if (runs != 0) {
        last = ctz(runs);
        key = scales | <u64>(others & ((2 << (<u32>last)) - 1));
        const shape = shapeAt(base, key);
        if (load<u64>(shape, SHAPE_KEY) == key && fits(shape, low, high)) {
          const digits = v128.or(
            i8x16.swizzle(low, v128.load(shape, SHAPE_GATHER)),
            i8x16.swizzle(high, v128.load(shape, SHAPE_GATHER + 16)),
          );
          const numbers = digits8x2(digits, constants);
          const price = <u64>i32x4.extract_lane(numbers, 0);
          const qty = <u64>i32x4.extract_lane(numbers, 1);
          store<u64>(row, price * load<u64>(shape, SHAPE_PRICE_FACTOR));
          store<u64>(row, qty * load<u64>(shape, SHAPE_QTY_FACTOR), 8);
          quote = p + last;
        }
      }
    }
    if (quote == 0) {
      quote = longLevel(p, end, row, priceScale, qtyScale, constants);
      if (quote == 0) return 0;
      if (key != 0 && quote == p + last) learnShape(base, key, p, <i32>last, priceScale, qtyScale);
    }
    row += SIZEOF_ROW;
    const next = load<u64>(quote);
    p = quote + 5;
    if ((next & 0xffffffffff) != 0x225b2c5d22) {
      // "],["
      if ((next & 0xffffff) != 0x5d5d22) return 0; // "]]
      fieldsOf(dec).rowCount = <u32>(row - first) / <u32>SIZEOF_ROW;
      return quote + 3;
    }
  }
  return 0;
}
