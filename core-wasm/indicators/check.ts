// Looks for values that no input may hold, two at a time.

/**
 * Index of the first of n values at `x` that is not finite, or below zero where `isQty`; n if all
 * are well. `x` is 16-aligned.
 */
export function columnFault(x: usize, n: u32, isQty: bool): u32 {
  const zero = f64x2.splat(0);
  let bad = i64x2.splat(0);
  const pairs = n & ~1;
  for (let i: u32 = 0; i < pairs; i += 2) {
    const value = v128.load(x + ((<usize>i) << 3));
    // Infinity and NaN minus themselves are NaN, which differs from everything.
    bad = v128.or(bad, f64x2.ne(f64x2.sub(value, value), zero));
    if (isQty) bad = v128.or(bad, f64x2.lt(value, zero));
  }
  const start: u32 = v128.any_true(bad) ? 0 : pairs;
  for (let i = start; i < n; i++) {
    const value = load<f64>(x + ((<usize>i) << 3));
    if (value - value != 0 || (isQty && value < 0)) return i;
  }
  return n;
}
