// Sums of distances of a ring's values from a value near their mean, and of their squares: so that
// no digits are lost at high price levels. What comes is added, what leaves is taken off; the sums
// are made anew from the ring every n bars, and at once when their spread has fallen so far below
// the largest squares since then that the rounding of those would show: after a huge value has
// left, or when a window has become flat, which has a spread of exactly 0.
//
// The spread falls by LEAST from one such renewal to the next within n bars, since all that came
// after the first is still there: of those there can be a hundred in the range of doubles, of
// prices one or two, and an update costs O(1) on average over any series.

/** Least part of the largest squares that a spread may be. */
@inline export const LEAST: f64 = 1e-5;

@unmanaged
export class About {
  shift: f64;
  sum: f64;
  squares: f64;
  /** Largest squares since the sums were made. */
  peak: f64;
}

/** Sum and squares of the distances of the values in [ring, end) from `shift`, as lanes. */
function distances(ring: usize, end: usize, shift: f64): v128 {
  const from = f64x2.splat(shift);
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let aa = f64x2.splat(0);
  let bb = f64x2.splat(0);
  let at = ring;
  for (; at + 32 <= end; at += 32) {
    const one = f64x2.sub(v128.load(at), from);
    const two = f64x2.sub(v128.load(at, 16), from);
    a = f64x2.add(a, one);
    b = f64x2.add(b, two);
    aa = f64x2.add(aa, f64x2.mul(one, one));
    bb = f64x2.add(bb, f64x2.mul(two, two));
  }
  a = f64x2.add(a, b);
  aa = f64x2.add(aa, bb);
  const left = v128.shuffle<f64>(a, aa, 0, 2);
  let sums = f64x2.add(left, v128.shuffle<f64>(a, aa, 1, 3));
  for (; at < end; at += 8) {
    const d = f64x2.splat(load<f64>(at) - shift);
    sums = f64x2.add(sums, f64x2.replace_lane(f64x2.mul(d, d), 0, f64x2.extract_lane(d, 0)));
  }
  return sums;
}

/** The sums of all values in [ring, end), about their mean. */
export function aboutRenew(state: About, ring: usize, end: usize, inverse: f64): void {
  // About one of them first: if all are the same, that is the mean, and all distances are 0.
  const first = load<f64>(ring);
  const shift = first + f64x2.extract_lane(distances(ring, end, first), 0) * inverse;
  const sums = distances(ring, end, shift);
  state.shift = shift;
  state.sum = f64x2.extract_lane(sums, 0);
  state.squares = f64x2.extract_lane(sums, 1);
  state.peak = state.squares;
}

/** n times the variance. */
@inline
export function spreadOf(sum: f64, squares: f64, inverse: f64): f64 {
  return squares - sum * (sum * inverse);
}

@inline
export function isFinite(value: f64): bool {
  return value - value == 0;
}

// A ring with such sums. The ring begins at RING.
@unmanaged
export class Ring {
  seen: u32;
  period: u32;
  slot: u32;
  /** Bars until a value that is no number has left. */
  wait: u32;
  /** Bars since the sums were made. */
  age: u32;
  pad: u32;
  /** 1 / period. */
  inverse: f64;
  /** The kernel's own. */
  a: f64;
  b: f64;
  shift: f64;
  sum: f64;
  squares: f64;
  peak: f64;
}
@inline export const SIZEOF_RING: usize = 80;
@inline const ABOUT: usize = 48;

/** Bars between two renewals at least: short windows need none at each end of their ring. */
@inline export const RENEWAL_BARS: u32 = 128;

export function ringSizeOf(period: u32): u32 {
  return (<u32>SIZEOF_RING + (period << 3) + 15) & ~15;
}

export function ringStart(s: usize, period: u32): void {
  changetype<Ring>(s).period = period;
  changetype<Ring>(s).inverse = 1.0 / <f64>period;
  // No sums yet.
  changetype<Ring>(s).sum = NaN;
}

function renewRing(s: usize): void {
  const state = changetype<Ring>(s);
  const ring = s + SIZEOF_RING;
  const end = ring + ((<usize>state.period) << 3);
  aboutRenew(changetype<About>(s + ABOUT), ring, end, state.inverse);
  state.age = 0;
  state.wait = 0;
  if (isFinite(state.squares)) return;
  state.wait = state.period;
  state.sum = NaN;
}

/** At the end of the ring, when RENEWAL_BARS have passed. */
export function ringRenew(s: usize): void {
  const state = changetype<Ring>(s);
  state.age = 0;
  if (state.wait > 0) return;
  const ring = s + SIZEOF_RING;
  const end = ring + ((<usize>state.period) << 3);
  const inverse = state.inverse;
  // Usually the mean of now is good enough.
  const shift = state.shift + state.sum * inverse;
  const sums = distances(ring, end, shift);
  const sum = f64x2.extract_lane(sums, 0);
  const squares = f64x2.extract_lane(sums, 1);
  if (!(spreadOf(sum, squares, inverse) >= 0.5 * squares)) return renewRing(s);
  state.shift = shift;
  state.sum = sum;
  state.squares = squares;
  state.peak = squares;
}

/**
 * What to do with a spread that is less than LEAST of the peak, or no number; `value`: the newest,
 * which is in the ring and the sums. The spread afterwards, 0 or more, or NaN.
 */
export function ringSettle(s: usize, value: f64): f64 {
  const state = changetype<Ring>(s);
  if (!isFinite(value)) {
    state.wait = state.period;
    state.sum = NaN;
    return NaN;
  }
  if (state.wait > 1) {
    state.wait--;
    state.sum = NaN;
    return NaN;
  }
  renewRing(s);
  return max(0, spreadOf(state.sum, state.squares, state.inverse));
}

/** A bar before the first full window: the first that fills it makes the sums. */
export function ringFill(s: usize, value: f64): void {
  const state = changetype<Ring>(s);
  store<f64>(s + SIZEOF_RING + ((<usize>state.slot) << 3), value);
  state.slot++;
  if (!isFinite(value)) state.wait = state.period;
  else if (state.wait > 0) state.wait--;
}

/**
 * Takes the next value of a full window in, and its oldest out: gives n times the variance of the
 * window; its mean goes to `mean`.
 */
@inline
export function ringBar(s: usize, value: f64, mean: usize): f64 {
  const state = changetype<Ring>(s);
  const period = state.period;
  const inverse = state.inverse;
  const ring = s + SIZEOF_RING;
  const d = value - state.shift;
  let slot = state.slot;
  store<f64>(ring + ((<usize>slot) << 3), value);
  slot++;
  let sum = state.sum + d;
  let squares = state.squares + d * d;
  let peak = f64x2.extract_lane(f64x2.pmax(f64x2.splat(state.peak), f64x2.splat(squares)), 0);
  if (slot == period) {
    slot = 0;
    state.age += period;
    if (state.age >= RENEWAL_BARS) {
      state.sum = sum;
      ringRenew(s);
      sum = state.sum;
      squares = state.squares;
      peak = state.peak;
    }
  }
  let spread = spreadOf(sum, squares, inverse);
  if (!(spread >= LEAST * peak)) {
    spread = ringSettle(s, value);
    sum = state.sum;
    squares = state.squares;
    peak = state.peak;
  }
  const shift = state.shift;
  store<f64>(mean, shift + sum * inverse);
  const o = load<f64>(ring + ((<usize>slot) << 3)) - shift;
  state.sum = sum - o;
  state.squares = squares - o * o;
  state.peak = peak;
  state.slot = slot;
  return spread;
}
