// A series some bars late.
@unmanaged
class Lag {
  bars: u32;
  slot: u32;
}
@inline const RING: usize = 16;

export function lagSizeOf(bars: u32): u32 {
  return <u32>RING + (bars << 3);
}

/** @param bars 1 or more */
export function lagStart(s: usize, bars: u32): void {
  changetype<Lag>(s).bars = bars;
}

/** Takes one value; gives the one of `bars` bars ago, first zeros. */
@inline
export function lagStep(s: usize, value: f64): f64 {
  const state = changetype<Lag>(s);
  const slot = state.slot;
  const cell = s + RING + ((<usize>slot) << 3);
  const old = load<f64>(cell);
  store<f64>(cell, value);
  state.slot = slot + 1 == state.bars ? 0 : slot + 1;
  return old;
}

/** To `out`, another column: for the next n of `x` the values of `bars` bars ago, first zeros. */
export function lagNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Lag>(s);
  const ring = s + RING;
  const bars = state.bars;
  const slot = state.slot;
  if (n == 1) {
    store<f64>(out, lagStep(s, load<f64>(x)));
    return;
  }
  // Out of the ring from its oldest slot, the rest out of x itself; then the newest into the ring.
  const old = min(n, bars);
  const tail = min(old, bars - slot);
  memory.copy(out, ring + ((<usize>slot) << 3), (<usize>tail) << 3);
  memory.copy(out + ((<usize>tail) << 3), ring, (<usize>(old - tail)) << 3);
  memory.copy(out + ((<usize>old) << 3), x, (<usize>(n - old)) << 3);
  const newest = x + ((<usize>(n - old)) << 3);
  const first = slot + ((n - old) % bars);
  const to = first >= bars ? first - bars : first;
  const part = min(old, bars - to);
  memory.copy(ring + ((<usize>to) << 3), newest, (<usize>part) << 3);
  memory.copy(ring, newest + ((<usize>part) << 3), (<usize>(old - part)) << 3);
  const next = to + old;
  state.slot = next >= bars ? next - bars : next;
}
