// Sums over a ring that are kept by adding what comes and taking off what leaves. They are renewed
// at the end of the ring from sums that began with it, so that rounding never accumulates beyond
// one window, and before when what has left was so much larger than what is there that its rounding
// would show.
//
// When that will be, is known at the end of the ring: what comes afterwards stays until its next
// end, so that only the values of now can leave. Each renewal in between follows a fall of the sum
// of sizes by SHARE: of those a ring of doubles can have a hundred at most, one of prices two or
// three. Where the newest value is of the size of the largest there is none.

/** Least share of the sizes that may be left of them. */
@inline const SHARE: f64 = 1e-5;
/** How far a bound of sizes leaps above the size that it is for. */
@inline const LEAP: f64 = 16.0;
/** So often the newest value is more than the bound, where values are of one kind. */
@inline const NEAR: f64 = 100000.0;

@inline
function sizesOf(at: usize): v128 {
  return f64x2.abs(v128.load(at));
}

/**
 * Whether sums need no renewal before the next end of the ring.
 * @param newest of the ring; `bound` of the sizes in it; `sum` of its values
 */
@inline
export function isEven(newest: f64, bound: f64, sum: f64): bool {
  return abs(newest) * NEAR >= bound && sum == sum;
}

/** A bound of sizes, this value's among them: a branch that is foretold, since it leaps. */
@inline
export function boundOf(bound: f64, value: f64): f64 {
  if (abs(value) > bound) return LEAP * abs(value);
  return bound;
}

/** A bound of the sizes of the ring's numbers. */
export function ringBound(ring: usize, end: usize): f64 {
  let bound: f64 = 0;
  for (let at = ring; at < end; at += 8) {
    const size = abs(load<f64>(at));
    if (size > bound) bound = size;
  }
  return LEAP * bound;
}

/** The slot at an address of the ring. */
@inline
export function slotOf(ring: usize, at: usize): u32 {
  return <u32>((at - ring) >> 3);
}

/** Sum of the values in [ring, end). */
export function ringSum(ring: usize, end: usize): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let at = ring;
  for (; at + 32 <= end; at += 32) {
    a = f64x2.add(a, v128.load(at));
    b = f64x2.add(b, v128.load(at, 16));
  }
  a = f64x2.add(a, b);
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (; at < end; at += 8) sum += load<f64>(at);
  return sum;
}

/** Sum of the sizes of the values in [ring, end). */
function ringSizes(ring: usize, end: usize): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let at = ring;
  for (; at + 32 <= end; at += 32) {
    a = f64x2.add(a, sizesOf(at));
    b = f64x2.add(b, sizesOf(at + 16));
  }
  a = f64x2.add(a, b);
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (; at < end; at += 8) sum += abs(load<f64>(at));
  return sum;
}

/** As nextRenewal, with a value that is no number: once it has left. */
function afterTheLast(slot: usize, end: usize): usize {
  for (let at = end - 8; at >= slot; at -= 8) {
    const value = load<f64>(at);
    if (value - value != 0) return at + 8;
  }
  return end;
}

/**
 * The place of [slot, end] before which the sums must be renewed. `slot`: where the next value
 * goes, hence the oldest of the full ring [ring, end).
 */
export function nextRenewal(ring: usize, slot: usize, end: usize): usize {
  const all = ringSizes(ring, end);
  if (all - all != 0) return afterTheLast(slot, end);
  const least = SHARE * all;
  let left = slot == ring ? 0 : ringSizes(ring, slot);
  if (left >= least) return end;
  for (let at = end - 8; at >= slot; at -= 8) {
    left += abs(load<f64>(at));
    if (left >= least) return at + 8;
  }
  return slot + 8;
}
