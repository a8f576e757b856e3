// Hikkake: an inside bar whose break-out fails, and its confirmation within three candles. The only
// patterns that remember more than the last candles.
import { answer, close, high, limit, low, NEAR, rangeInside } from './candles';

/** Candles within which a confirmation counts. */
@inline const PATIENCE: u32 = 3;

@unmanaged
export class Hikkake {
  /** Candles left for the confirmation; 0: none is waited for. */
  left: u32;
  /** 100 for a rise to come, -100 for a fall. */
  score: i32;
  /** The close must pass this. */
  level: f64;
}

/** 100 or -100 where the newest candle breaks out of an inside bar and is set to fail. */
function found(w: usize, isModified: bool): i32 {
  if (!rangeInside(w, 1, 2)) return 0;
  if (isModified && !rangeInside(w, 2, 3)) return 0;
  if (high(w, 0) < high(w, 1) && low(w, 0) < low(w, 1))
    return answer(!isModified || close(w, 2) <= low(w, 2) + limit(w, NEAR, 2), 100);
  if (high(w, 0) > high(w, 1) && low(w, 0) > low(w, 1))
    return answer(!isModified || close(w, 2) >= high(w, 2) - limit(w, NEAR, 2), -100);
  return 0;
}

/** The answer at the newest candle: 100, -100, or 200, -200 for a confirmation. */
export function hikkakeNext(state: Hikkake, w: usize, isModified: bool): i32 {
  const score = found(w, isModified);
  if (score != 0) {
    state.score = score;
    state.left = PATIENCE;
    state.level = score > 0 ? high(w, 1) : low(w, 1);
    return score;
  }
  if (state.left == 0) return 0;
  state.left--;
  const isConfirmed = state.score > 0 ? close(w, 0) > state.level : close(w, 0) < state.level;
  if (!isConfirmed) return 0;
  state.left = 0;
  return 2 * state.score;
}
