// Heikin-Ashi: bars smoothed by their predecessors. Halves of halves: doubles, in quanta.
import { BAR_BAR_FLAGS, BAR_CLOSE, BAR_HIGH, BAR_LOW, BAR_OPEN, BarFlag } from '../abi/bars';

/**
 * Writes open, high, low and close of the bar at `bar` as Heikin-Ashi, four doubles in quanta, to
 * `out`. The state at `at` (24 zeroed bytes) goes on only if `commit`: a forming bar leaves it be.
 * A bar without prices has NaN and leaves it be, too.
 */
export function heikinAshi(at: usize, bar: usize, out: usize, commit: u32): void {
  if (load<u8>(bar, BAR_BAR_FLAGS) & BarFlag.NoBid) {
    for (let k: usize = 0; k < 32; k += 8) store<f64>(out + k, NaN);
    return;
  }
  const o = <f64>load<i64>(bar, BAR_OPEN);
  const h = <f64>load<i64>(bar, BAR_HIGH);
  const l = <f64>load<i64>(bar, BAR_LOW);
  const c = <f64>load<i64>(bar, BAR_CLOSE);
  const close = (o + h + l + c) * 0.25;
  const open = load<u32>(at, 16) ? (load<f64>(at) + load<f64>(at, 8)) * 0.5 : (o + c) * 0.5;
  store<f64>(out, open);
  store<f64>(out, max<f64>(h, max<f64>(open, close)), 8);
  store<f64>(out, min<f64>(l, min<f64>(open, close)), 16);
  store<f64>(out, close, 24);
  if (!commit) return;
  store<f64>(at, open);
  store<f64>(at, close, 8);
  store<u32>(at, 1, 16);
}
