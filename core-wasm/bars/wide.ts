// Products of prices and quantities, exact in 128 bits: low word unsigned, high word signed.

/** Upper 64 bits of the product of two unsigned numbers. */
export function mulHigh(a: u64, b: u64): u64 {
  const a0 = a & 0xffffffff;
  const a1 = a >> 32;
  const b0 = b & 0xffffffff;
  const b1 = b >> 32;
  const mid = a1 * b0 + ((a0 * b0) >> 32);
  const low = a0 * b1 + (mid & 0xffffffff);
  return a1 * b1 + (mid >> 32) + (low >> 32);
}

/** Adds the 128-bit number (low, high) to the one at `at`. */
@inline export function addWide(at: usize, low: u64, high: i64): void {
  const sum = load<u64>(at) + low;
  store<u64>(at, sum);
  store<i64>(at, load<i64>(at, 8) + high + (sum < low ? 1 : 0), 8);
}

/** Adds price times quantity to the 128-bit number at `at`; `qty` >= 0. */
export function addProduct(at: usize, price: i64, qty: i64): void {
  const size = <u64>(price < 0 ? -price : price);
  const low = size * <u64>qty;
  // Most products fit in one word.
  const high = (size | <u64>qty) >> 32 == 0 ? <u64>0 : mulHigh(size, <u64>qty);
  if (price >= 0) addWide(at, low, <i64>high);
  else addWide(at, ~low + 1, <i64>(~high + (low == 0 ? 1 : 0)));
}

/** Whether the size of (low, high) is at least (boundLow, boundHigh), which is not negative. */
export function reaches(low: u64, high: i64, boundLow: u64, boundHigh: i64): bool {
  if (high < 0) {
    high = ~high + (low == 0 ? 1 : 0);
    low = ~low + 1;
  }
  return high > boundHigh || (high == boundHigh && low >= boundLow);
}

/** The nearest double, or one beside it where both words count. */
export function wideToFloat(low: u64, high: i64): f64 {
  if (high >= 0) return <f64>high * 18446744073709551616.0 + <f64>low;
  const h = ~high + (low == 0 ? 1 : 0);
  return -(<f64>h * 18446744073709551616.0 + <f64>(~low + 1));
}

/** Adds a whole number that a double holds; its size is below 2^126. */
export function addFloat(at: usize, value: f64): void {
  const size = abs(value);
  const high = floor(size / 18446744073709551616.0);
  const low = size - high * 18446744073709551616.0;
  const h = <i64>high;
  const l = <u64>low;
  if (value >= 0) addWide(at, l, h);
  else addWide(at, ~l + 1, ~h + (l == 0 ? 1 : 0));
}
