// Small things that kernels over windows share.

/** Bars taken after n more: it stops at the largest count, so that no series is too long. */
@inline
export function seenAfter(seen: u32, n: u32): u32 {
  return seen + n >= seen ? seen + n : u32.MAX_VALUE;
}

/** Address of the i-th value of a column. */
@inline
export function place(at: usize, i: u32): usize {
  return at + ((<usize>i) << 3);
}
