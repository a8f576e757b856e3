// How long a request takes to the venue, and the answer back. Drawn per message; messages of one
// instrument and direction never overtake each other.
import { LatencyConfig, LatencyModel, SessionInstrument, SessionState } from '../abi/session';
import { randomNext } from '../math/random';
import { randomOf } from './state';

/** Uniform in [low, high]; the bias of the modulus is below 2^-20 for spans under 17 s. */
@inline
function uniform(s: SessionState, low: i64, high: i64): i64 {
  if (high <= low) return low;
  return low + <i64>(randomNext(randomOf(s)) % <u64>(high - low + 1));
}

@inline
function share(ns: i64, ppm: u32): i64 {
  return (ns / 1_000_000) * ppm + ((ns % 1_000_000) * ppm) / 1_000_000;
}

/** Column `column` of the recorded rows at `time`: linear between the rows around it. */
function interpolate(c: LatencyConfig, keyColumn: u32, column: u32, time: i64): i64 {
  const table = <usize>c.table;
  let low: u32 = 0;
  let high = c.tableCount;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (load<i64>(table + <usize>(mid * 24 + keyColumn * 8)) <= time) low = mid + 1;
    else high = mid;
  }
  const after = table + <usize>(min(low, c.tableCount - 1) * 24);
  const before = table + <usize>(low == 0 ? 0 : (low - 1) * 24);
  const x0 = load<i64>(before + <usize>(keyColumn * 8));
  const x1 = load<i64>(after + <usize>(keyColumn * 8));
  const y0 = load<i64>(before + <usize>(column * 8)) - x0;
  const y1 = load<i64>(after + <usize>(column * 8)) - x1;
  if (x1 <= x0 || time <= x0) return y0;
  if (time >= x1) return y1;
  // Times within one gap of recorded orders: f64 is exact to the nanosecond for 100 days of it,
  // and its operations are the same on every machine.
  return y0 + <i64>nearest((<f64>(y1 - y0) * <f64>(time - x0)) / <f64>(x1 - x0));
}

/**
 * Time of a request's way to the venue, ns. Negative: it is lost, and known to be after as long.
 */
export function entryLatency(s: SessionState, inst: SessionInstrument): i64 {
  const model = inst.model;
  if (model == LatencyModel.Constant) return inst.entryNs;
  // Clocks that disagree may make the feed's latency negative: nothing is lost by that.
  if (model == LatencyModel.Feed)
    return max(0, inst.entryNs + share(inst.feedLatencyNs, inst.entryPpm));
  if (model == LatencyModel.Uniform) return uniform(s, inst.entryNs, inst.entryMaxNs);
  if (model == LatencyModel.Samples) {
    const row = <u32>(randomNext(randomOf(s)) % <u64>inst.tableCount);
    return load<i64>(<usize>(inst.table + row * 16));
  }
  return interpolate(inst, 0, 1, s.nowNs);
}

/** Time of an answer's way back that leaves the venue at `timeNs`, ns. */
export function responseLatency(s: SessionState, inst: SessionInstrument, timeNs: i64): i64 {
  const model = inst.model;
  if (model == LatencyModel.Constant) return inst.responseNs;
  if (model == LatencyModel.Feed)
    return inst.responseNs + share(inst.feedLatencyNs, inst.responsePpm);
  if (model == LatencyModel.Uniform) return uniform(s, inst.responseNs, inst.responseMaxNs);
  if (model == LatencyModel.Samples) {
    const row = <u32>(randomNext(randomOf(s)) % <u64>inst.tableCount);
    return load<i64>(<usize>(inst.table + row * 16), 8);
  }
  return interpolate(inst, 1, 2, timeNs);
}
