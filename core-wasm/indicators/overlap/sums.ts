// Sums of pairs over a window without subtraction: exact zeros stay zeros and nothing drifts.
//
// Bars go into blocks of n. The sum over a window is that of the newest bars of the block before
// (sums from each bar to the end of its block, made when the block is full) and of this block so
// far. One addition a bar, and another one at the end of a block.
@unmanaged
class Sums {
  period: u32;
  /** Bars of this block. */
  slot: u32;
  pad: u64;
  block: v128;
}
@inline const RING: usize = 32;

/** One slot more than bars: after the last one there is nothing. */
export function sumsSizeOf(period: u32): u32 {
  return <u32>RING + ((period + 1) << 4);
}

export function sumsStart(s: usize, period: u32): void {
  changetype<Sums>(s).period = period;
}

/** The block is full: from each bar on to its end. */
function close(ring: usize, end: usize): void {
  let sum = f64x2.splat(0);
  for (let slot = end - 16; slot >= ring; slot -= 16) {
    sum = f64x2.add(sum, v128.load(slot));
    v128.store(slot, sum);
  }
}

/** Next n pairs of `x` to sums over the window; fewer bars at the beginning. */
export function sumsNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Sums>(s);
  const ring = s + RING;
  const end = ring + ((<usize>state.period) << 4);
  let slot = ring + ((<usize>state.slot) << 4);
  let block = state.block;
  const stop = x + ((<usize>n) << 4);
  const toOut = out - x;
  for (; x < stop; x += 16) {
    const value = v128.load(x);
    block = f64x2.add(block, value);
    v128.store(slot, value);
    slot += 16;
    v128.store(x + toOut, f64x2.add(v128.load(slot), block));
    if (slot == end) {
      close(ring, end);
      slot = ring;
      block = f64x2.splat(0);
    }
  }
  state.slot = <u32>((slot - ring) >> 4);
  state.block = block;
}

/** The next pair alone, as sumsNext. */
@inline
export function sumsStep(s: usize, value: v128): v128 {
  const state = changetype<Sums>(s);
  const slot = state.slot + 1;
  const next = s + RING + ((<usize>slot) << 4);
  const block = f64x2.add(state.block, value);
  v128.store(next - 16, value);
  const sum = f64x2.add(v128.load(next), block);
  if (slot == state.period) {
    close(s + RING, next);
    state.slot = 0;
    state.block = f64x2.splat(0);
  } else {
    state.slot = slot;
    state.block = block;
  }
  return sum;
}
