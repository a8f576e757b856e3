// Looks for values that no input may hold, eight at a time: this stands between every column and
// its kernel.

@inline const EIGHT: usize = 64;

/** Bits that are set where one of two values is not finite. */
@inline
function faults(at: usize): v128 {
  const value = v128.load(at);
  // 0 for what is finite; infinity and NaN minus themselves are NaN.
  return f64x2.sub(value, value);
}

/** As faults, or where a value is below zero. */
@inline
function qtyFaults(at: usize): v128 {
  return v128.or(faults(at), f64x2.lt(v128.load(at), f64x2.splat(0)));
}

function hasFault(x: usize, end: usize): bool {
  let even = i64x2.splat(0);
  let odd = i64x2.splat(0);
  for (let at = x; at < end; at += EIGHT) {
    even = v128.or(even, v128.or(faults(at), faults(at + 32)));
    odd = v128.or(odd, v128.or(faults(at + 16), faults(at + 48)));
  }
  return v128.any_true(v128.or(even, odd));
}

function hasQtyFault(x: usize, end: usize): bool {
  let even = i64x2.splat(0);
  let odd = i64x2.splat(0);
  for (let at = x; at < end; at += EIGHT) {
    even = v128.or(even, v128.or(qtyFaults(at), qtyFaults(at + 32)));
    odd = v128.or(odd, v128.or(qtyFaults(at + 16), qtyFaults(at + 48)));
  }
  return v128.any_true(v128.or(even, odd));
}

/**
 * Index of the first of n values at `x` that is not finite, or below zero where `isQty`; n if all
 * are well. `x` is 16-aligned.
 */
export function columnFault(x: usize, n: u32, isQty: bool): u32 {
  const most = n & ~7;
  const end = x + ((<usize>most) << 3);
  const isBad = isQty ? hasQtyFault(x, end) : hasFault(x, end);
  for (let i: u32 = isBad ? 0 : most; i < n; i++) {
    const value = load<f64>(x + ((<usize>i) << 3));
    if (value - value != 0 || (isQty && value < 0)) return i;
  }
  return n;
}
