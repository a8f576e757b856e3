// Wilder's sums of pairs: S = S - S / n + x, begun with the plain sum of the first values. In
// groups of four bars from one base, as in overlap/ema.ts.
@unmanaged
class Decay {
  /** Bars that are summed up before the sums decay, and how many of them were. */
  seeds: u32;
  seeded: u32;
  /** Bars of the current group. */
  phase: u32;
  pad: u32;
  /** What a sum keeps with each bar, and with two, three and four. */
  keep: f64;
  keep2: f64;
  keep3: f64;
  keep4: f64;
  base: v128;
  partial: v128;
}
@inline export const SIZEOF_DECAY: u32 = 80;

export function decayStart(s: usize, period: u32, seeds: u32): void {
  const state = changetype<Decay>(s);
  state.seeds = seeds;
  const keep = 1.0 - 1.0 / <f64>period;
  state.keep = keep;
  state.keep2 = keep * keep;
  state.keep3 = keep * keep * keep;
  state.keep4 = keep * keep * keep * keep;
}

/** Plain sums of the first bars; gives how many were taken. */
function seed(state: Decay, x: usize, out: usize, n: u32): u32 {
  const seeding = min(n, state.seeds - state.seeded);
  let sum = state.base;
  for (let i: usize = 0; i < <usize>seeding; i++) {
    sum = f64x2.add(sum, v128.load(x + (i << 4)));
    v128.store(out + (i << 4), sum);
  }
  state.base = sum;
  state.seeded += seeding;
  return seeding;
}

/** What the sums before the group keep at its bar `phase`. */
@inline
function kept(state: Decay, phase: u32): v128 {
  const at = changetype<usize>(state) + ((<usize>phase) << 3);
  return v128.load64_splat(at, offsetof<Decay>('keep'));
}

/** Next n pairs of `x` to the pairs of sums `out`, which may be the same. */
export function decayNext(s: usize, x: usize, out: usize, n: u32): void {
  const state = changetype<Decay>(s);
  const stop = x + ((<usize>n) << 4);
  const toOut = out - x;
  if (state.seeded < state.seeds) x += (<usize>seed(state, x, out, n)) << 4;
  let phase = state.phase;
  let base = state.base;
  let partial = state.partial;
  const keep = f64x2.splat(state.keep);
  while (x < stop) {
    if (phase == 0 && x + 64 <= stop) {
      const keep2 = f64x2.splat(state.keep2);
      const keep3 = f64x2.splat(state.keep3);
      const keep4 = f64x2.splat(state.keep4);
      for (; x + 64 <= stop; x += 64) {
        const p1 = v128.load(x);
        const p2 = f64x2.add(f64x2.mul(keep, p1), v128.load(x, 16));
        const p3 = f64x2.add(f64x2.mul(keep, p2), v128.load(x, 32));
        const p4 = f64x2.add(f64x2.mul(keep, p3), v128.load(x, 48));
        const to = x + toOut;
        v128.store(to, f64x2.add(f64x2.mul(keep, base), p1));
        v128.store(to, f64x2.add(f64x2.mul(keep2, base), p2), 16);
        v128.store(to, f64x2.add(f64x2.mul(keep3, base), p3), 32);
        base = f64x2.add(f64x2.mul(keep4, base), p4);
        v128.store(to, base, 48);
      }
      continue;
    }
    partial = f64x2.add(f64x2.mul(keep, partial), v128.load(x));
    const value = f64x2.add(f64x2.mul(kept(state, phase), base), partial);
    v128.store(x + toOut, value);
    x += 16;
    phase++;
    if (phase == 4) {
      base = value;
      partial = f64x2.splat(0);
      phase = 0;
    }
  }
  state.phase = phase;
  state.base = base;
  state.partial = partial;
}

/** The next pair alone, as decayNext: the sums after it. */
@inline
export function decayStep(s: usize, x: v128): v128 {
  const state = changetype<Decay>(s);
  if (state.seeded < state.seeds) {
    state.base = f64x2.add(state.base, x);
    state.seeded++;
    return state.base;
  }
  const partial = f64x2.add(
    f64x2.mul(v128.load64_splat(s, offsetof<Decay>('keep')), state.partial),
    x,
  );
  const phase = state.phase;
  const value = f64x2.add(f64x2.mul(kept(state, phase), state.base), partial);
  if (phase == 3) {
    state.base = value;
    state.partial = f64x2.splat(0);
    state.phase = 0;
  } else {
    state.partial = partial;
    state.phase = phase + 1;
  }
  return value;
}
