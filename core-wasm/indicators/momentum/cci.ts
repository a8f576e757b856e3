// Commodity channel index: distance of the typical price from its mean, in mean distances.
import { barsBefore, column, count, fillNotYet, NOT_YET } from '../kernel';
import { at, later, put } from '../overlap/column';
import { boundOf, isEven, nextRenewal, ringBound, ringSum, slotOf } from '../overlap/renewal';

@unmanaged
class Cci {
  seen: u32;
  period: u32;
  slot: u32;
  /** Equal prices in a row. */
  equal: u32;
  sum: f64;
  /** Of the bars since slot 0 was taken last. */
  fresh: f64;
  last: f64;
  /** 1 / period, and what a mean distance counts. */
  inverse: f64;
  scale: f64;
  /** Of the sizes of the window's prices. */
  bound: f64;
  /** Slot before which the sum is renewed. */
  stop: u32;
  pad: u32;
  pad2: f64;
}
@inline const RING: usize = 80;

export function cciSize(params: usize): u32 {
  return <u32>RING + (((count(params, 0) + 1) << 3) & ~15);
}

export function cciInit(s: usize, params: usize): void {
  const state = changetype<Cci>(s);
  state.period = count(params, 0);
  state.stop = state.period;
  state.inverse = 1.0 / <f64>state.period;
  state.scale = <f64>state.period / 0.015;
}

/** Sum of the distances of the window's prices from `mean`. */
@inline
function distances(ring: usize, end: usize, mean: f64): f64 {
  const middle = f64x2.splat(mean);
  let one = f64x2.splat(0);
  let two = f64x2.splat(0);
  let cell = ring;
  for (; cell + 32 <= end; cell += 32) {
    one = f64x2.add(one, f64x2.abs(f64x2.sub(v128.load(cell), middle)));
    two = f64x2.add(two, f64x2.abs(f64x2.sub(v128.load(cell, 16), middle)));
  }
  one = f64x2.add(one, two);
  let sum = f64x2.extract_lane(one, 0) + f64x2.extract_lane(one, 1);
  for (; cell < end; cell += 8) sum += abs(load<f64>(cell) - mean);
  return sum;
}

/**
 * Puts a price into its slot; gives the old one. Slots are written in twos, since they are read in
 * twos: a processor passes on what it has just written only to a reader of no more than that.
 */
@inline
function exchange(slot: usize, price: f64): f64 {
  const both = slot & ~15;
  const old = v128.load(both);
  if (slot == both) {
    v128.store(both, f64x2.replace_lane(old, 0, price));
    return f64x2.extract_lane(old, 0);
  }
  v128.store(both, f64x2.replace_lane(old, 1, price));
  return f64x2.extract_lane(old, 1);
}

export function cciRun(s: usize, inputs: usize, outputs: usize, n: u32): void {
  const state = changetype<Cci>(s);
  const high = column(inputs, 0);
  const low = column(inputs, 1);
  const close = column(inputs, 2);
  const out = column(outputs, 0);
  const period = state.period;
  const inverse = state.inverse;
  const scale = state.scale;
  const ring = s + RING;
  const end = ring + ((<usize>period) << 3);
  let slot = ring + ((<usize>state.slot) << 3);
  let sum = state.sum;
  let fresh = state.fresh;
  let bound = state.bound;
  let stop = ring + ((<usize>state.stop) << 3);
  let last = state.last;
  let equal = state.equal;
  const skip = barsBefore(period - 1, state.seen, n);
  for (let i: u32 = 0; i < n; i++) {
    const price = (at(high, i) + at(low, i) + at(close, i)) / 3.0;
    fresh += price;
    sum += price - exchange(slot, price);
    bound = boundOf(bound, price);
    slot += 8;
    if (slot == stop) {
      if (slot == end) {
        slot = ring;
        sum = fresh;
        fresh = 0;
        stop = end;
        if (!isEven(price, bound, sum)) {
          bound = ringBound(ring, end);
          stop = nextRenewal(ring, ring, end);
        }
      } else {
        sum = ringSum(ring, end);
        stop = nextRenewal(ring, slot, end);
      }
    }
    equal = price == last ? min(equal + 1, period) : 1;
    last = price;
    if (i < skip) continue;
    const mean = sum * inverse;
    const spread = equal < period ? distances(ring, end, mean) : 0;
    put(out, i, spread <= 0 ? 0 : (scale * (price - mean)) / spread);
  }
  fillNotYet(out, skip);
  state.slot = <u32>((slot - ring) >> 3);
  state.sum = sum;
  state.fresh = fresh;
  state.bound = bound;
  state.stop = slotOf(ring, stop);
  state.last = last;
  state.equal = equal;
  state.seen = later(state.seen, n);
}

/** The next bar alone, as cciRun. */
@inline
export function cciStep(s: usize, high: f64, low: f64, close: f64): f64 {
  const state = changetype<Cci>(s);
  const period = state.period;
  const price = (high + low + close) / 3.0;
  const ring = s + RING;
  const slot = state.slot;
  const fresh = state.fresh + price;
  let sum = state.sum + (price - exchange(ring + ((<usize>slot) << 3), price));
  const end = ring + ((<usize>period) << 3);
  if (abs(price) > state.bound) state.bound = boundOf(state.bound, price);
  if (slot + 1 == period) {
    sum = fresh;
    state.slot = 0;
    state.fresh = 0;
    state.stop = period;
    if (!isEven(price, state.bound, sum)) {
      state.bound = ringBound(ring, end);
      state.stop = slotOf(ring, nextRenewal(ring, ring, end));
    }
  } else {
    state.slot = slot + 1;
    state.fresh = fresh;
    if (slot + 1 == state.stop) {
      sum = ringSum(ring, end);
      state.stop = slotOf(ring, nextRenewal(ring, ring + ((<usize>state.stop) << 3), end));
    }
  }
  state.sum = sum;
  const equal = price == state.last ? min(state.equal + 1, period) : 1;
  state.equal = equal;
  state.last = price;
  const seen = state.seen;
  if (seen < period - 1) {
    state.seen = seen + 1;
    return NOT_YET;
  }
  const mean = sum * state.inverse;
  const spread = equal < period ? distances(ring, end, mean) : 0;
  return spread <= 0 ? 0 : (state.scale * (price - mean)) / spread;
}
