// The view that every pattern has of the last candles: `w` is the place of the newest one in the
// work columns, k counts back from it (0 newest, 4 oldest). Columns hold open, high, low, close and
// one threshold per setting, each with four candles of history before the block.

/** Candles that lie before the newest one in a column. */
@inline export const HISTORY: u32 = 4;
/** Bytes of a column. */
@inline export const COLUMN: usize = 4096;
@inline export const PRICES: u32 = 4;

// Settings: what "long", "near" and the like mean. Each has a column and a bit.
@inline export const BODY_LONG: u32 = 0;
@inline export const BODY_SHORT: u32 = 1;
@inline export const BODY_DOJI: u32 = 2;
@inline export const SHADOW_LONG: u32 = 3;
@inline export const SHADOW_VERY_LONG: u32 = 4;
@inline export const SHADOW_SHORT: u32 = 5;
@inline export const SHADOW_VERY_SHORT: u32 = 6;
@inline export const NEAR: u32 = 7;
@inline export const FAR: u32 = 8;
@inline export const EQUAL: u32 = 9;
@inline export const SETTINGS: u32 = 10;

@inline
function cell(w: usize, column: usize, k: usize): f64 {
  return load<f64>(w + column * COLUMN + ((<usize>HISTORY - k) << 3));
}

@inline
export function open(w: usize, k: usize): f64 {
  return cell(w, 0, k);
}

@inline
export function high(w: usize, k: usize): f64 {
  return cell(w, 1, k);
}

@inline
export function low(w: usize, k: usize): f64 {
  return cell(w, 2, k);
}

@inline
export function close(w: usize, k: usize): f64 {
  return cell(w, 3, k);
}

/** Threshold of a setting at candle k, from the candles before it. */
@inline
export function limit(w: usize, setting: u32, k: usize): f64 {
  return cell(w, <usize>(PRICES + setting), k);
}

@inline
export function body(w: usize, k: usize): f64 {
  return abs(close(w, k) - open(w, k));
}

@inline
export function top(w: usize, k: usize): f64 {
  return max(close(w, k), open(w, k));
}

@inline
export function bottom(w: usize, k: usize): f64 {
  return min(close(w, k), open(w, k));
}

@inline
export function upper(w: usize, k: usize): f64 {
  return high(w, k) - top(w, k);
}

@inline
export function lower(w: usize, k: usize): f64 {
  return bottom(w, k) - low(w, k);
}

@inline
export function range(w: usize, k: usize): f64 {
  return high(w, k) - low(w, k);
}

/** A candle that closes where it opened counts as white. */
@inline
export function isWhite(w: usize, k: usize): bool {
  return close(w, k) >= open(w, k);
}

@inline
export function isBlack(w: usize, k: usize): bool {
  return close(w, k) < open(w, k);
}

/** 1 for a white candle, -1 for a black one. */
@inline
export function color(w: usize, k: usize): i32 {
  return select(1, -1, isWhite(w, k));
}

@inline
export function areOpposite(w: usize, a: usize, b: usize): bool {
  return isWhite(w, a) != isWhite(w, b);
}

@inline
export function isLong(w: usize, k: usize): bool {
  return body(w, k) > limit(w, BODY_LONG, k);
}

@inline
export function isShort(w: usize, k: usize): bool {
  return body(w, k) < limit(w, BODY_SHORT, k);
}

/** Short, or as long as short candles may just not be. */
@inline
export function isSmall(w: usize, k: usize): bool {
  return body(w, k) <= limit(w, BODY_SHORT, k);
}

@inline
export function isDoji(w: usize, k: usize): bool {
  return body(w, k) <= limit(w, BODY_DOJI, k);
}

@inline
export function hasNoUpper(w: usize, k: usize): bool {
  return upper(w, k) < limit(w, SHADOW_VERY_SHORT, k);
}

@inline
export function hasNoLower(w: usize, k: usize): bool {
  return lower(w, k) < limit(w, SHADOW_VERY_SHORT, k);
}

/** Without a shadow on the side to which the candle moved. */
@inline
export function closesAtExtreme(w: usize, k: usize): bool {
  return isWhite(w, k) ? hasNoUpper(w, k) : hasNoLower(w, k);
}

/** Without a shadow on the side from which the candle came. */
@inline
export function opensAtExtreme(w: usize, k: usize): bool {
  return isWhite(w, k) ? hasNoLower(w, k) : hasNoUpper(w, k);
}

/** Body a wholly above body b. */
@inline
export function bodyAbove(w: usize, a: usize, b: usize): bool {
  return bottom(w, a) > top(w, b);
}

@inline
export function bodyBelow(w: usize, a: usize, b: usize): bool {
  return top(w, a) < bottom(w, b);
}

/** Candle a with its shadows wholly above candle b. */
@inline
export function whollyAbove(w: usize, a: usize, b: usize): bool {
  return low(w, a) > high(w, b);
}

@inline
export function whollyBelow(w: usize, a: usize, b: usize): bool {
  return high(w, a) < low(w, b);
}

/** Body a strictly within body b. */
@inline
export function bodyInside(w: usize, a: usize, b: usize): bool {
  return top(w, a) < top(w, b) && bottom(w, a) > bottom(w, b);
}

/** High and low of a strictly within those of b. */
@inline
export function rangeInside(w: usize, a: usize, b: usize): bool {
  return high(w, a) < high(w, b) && low(w, a) > low(w, b);
}

@inline
export function isBetween(least: f64, value: f64, most: f64): bool {
  return least < value && value < most;
}

/** Whether x and y are no further apart than `distance`. */
@inline
export function isClose(x: f64, y: f64, distance: f64): bool {
  return x >= y - distance && x <= y + distance;
}

/** a > b for direction 1, a < b for direction -1. */
@inline
export function isBeyond(direction: i32, a: f64, b: f64): bool {
  return direction > 0 ? a > b : a < b;
}

/** `score` if the rule holds. */
@inline
export function answer(holds: bool, score: i32): i32 {
  return select(score, 0, holds);
}
