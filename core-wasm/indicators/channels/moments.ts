// Rolling mean and population variance. Sums are of differences from a value of the window, so
// that they keep their digits at any price level; both are renewed every n bars from sums that
// began with the window.
import { barsBefore, fillNotYet } from '../kernel';
import { from, get, put, seenAfter } from '../averages/parts';

@unmanaged
class Moments {
  seen: u32;
  period: u32;
  slot: u32;
  /** Newest values in a row that are equal, up to the period. */
  run: u32;
  last: f64;
  shift: f64;
  sum: f64;
  squares: f64;
  freshShift: f64;
  freshSum: f64;
  freshSquares: f64;
}
@inline const RING: usize = 72;

export function momentsSizeOf(period: u32): u32 {
  return <u32>RING + (period << 3);
}

export function momentsStart(s: usize, period: u32): void {
  changetype<Moments>(s).period = period;
}

/** Means to `mean` and population variances to `variance`; `x` may be either of them. */
export function momentsNext(s: usize, x: usize, mean: usize, variance: usize, n: u32): void {
  const state = changetype<Moments>(s);
  const period = state.period;
  const inverse = 1.0 / <f64>period;
  const skip = barsBefore(period - 1, state.seen, n);
  const ring = s + RING;
  let isFull = state.seen >= period;
  let slot = state.slot;
  let run = state.run;
  let last = state.last;
  let shift = state.shift;
  let sum = state.sum;
  let squares = state.squares;
  let freshShift = state.freshShift;
  let freshSum = state.freshSum;
  let freshSquares = state.freshSquares;
  for (let i: u32 = 0; i < n; i++) {
    const value = get(x, i);
    const at = from(ring, slot);
    if (slot == 0) {
      freshShift = value;
      freshSum = 0;
      freshSquares = 0;
    }
    if (isFull) {
      const left = load<f64>(at) - shift;
      const come = value - shift;
      sum += come - left;
      squares += come * come - left * left;
    }
    const fresh = value - freshShift;
    freshSum += fresh;
    freshSquares += fresh * fresh;
    store<f64>(at, value);
    slot++;
    if (slot == period) {
      slot = 0;
      shift = freshShift;
      sum = freshSum;
      squares = freshSquares;
      isFull = true;
    }
    run = value == last && run > 0 ? min(run + 1, period) : 1;
    last = value;
    const centre = sum * inverse;
    const isFlat = run == period;
    put(mean, i, isFlat ? value : shift + centre);
    put(variance, i, isFlat ? 0 : max(squares * inverse - centre * centre, 0));
  }
  fillNotYet(mean, skip);
  fillNotYet(variance, skip);
  state.slot = slot;
  state.run = run;
  state.last = last;
  state.shift = shift;
  state.sum = sum;
  state.squares = squares;
  state.freshShift = freshShift;
  state.freshSum = freshSum;
  state.freshSquares = freshSquares;
  state.seen = seenAfter(state.seen, n);
}
