// The middle of the book at times: volatility, range, momentum; and how fast quotes change.
import { log } from '../math/transcendental';
import { configOf, Micro, partOf, Part, stateOf } from './layout';
import {
  rollAdd,
  rollClear,
  rollDeviation,
  rollIsFull,
  rollMean,
  rollOldest,
  rollSum,
} from './roll';

@inline function floorDiv(a: i64, b: i64): i64 {
  const q = a / b;
  return a % b < 0 ? q - 1 : q;
}

/** Takes twice the middle as the next sample. */
function sample(m: Micro, mid2: i64): void {
  const s = stateOf(m);
  if (s.hasSample) {
    rollAdd(partOf(m, Part.Ranges), <f64>abs<i64>(mid2 - s.sampleMid2) * 0.5);
    // Logarithms need prices above 0; spreads of futures may be below.
    if (mid2 > 0 && s.sampleMid2 > 0) {
      const change = log(<f64>mid2 / <f64>s.sampleMid2);
      rollAdd(partOf(m, Part.Returns), change);
      rollAdd(partOf(m, Part.ReturnSquares), change * change);
    }
  }
  rollAdd(partOf(m, Part.Mids), <f64>mid2);
  s.sampleMid2 = mid2;
  s.hasSample = 1;
}

function readSamples(m: Micro): void {
  const returns = partOf(m, Part.Returns);
  const squares = partOf(m, Part.ReturnSquares);
  if (rollIsFull(returns)) {
    m.realisedVolatility = sqrt(max<f64>(rollSum(squares), 0));
    m.volatility = rollDeviation(returns, squares) * sqrt(configOf(m).periodsPerYear);
  }
  const ranges = partOf(m, Part.Ranges);
  if (rollIsFull(ranges)) m.atr = rollMean(ranges);
  const mids = partOf(m, Part.Mids);
  const isKnown = rollIsFull(mids) && rollOldest(mids) > 0;
  m.momentum = isKnown ? <f64>stateOf(m).sampleMid2 / rollOldest(mids) - 1 : NaN;
}

/**
 * Notes the middle as of `ts`. Samples of a grid take the last middle before each of its times;
 * of a gap longer than all windows no more of them are taken than these hold.
 */
export function addMid(m: Micro, mid2: i64, ts: i64): void {
  const c = configOf(m);
  const s = stateOf(m);
  const span = c.sampleNs;
  if (span == 0) sample(m, mid2);
  else {
    const next = (floorDiv(ts, span) + 1) * span;
    if (!s.hasGrid) s.nextSampleNs = next;
    else if (s.hasMid) {
      const most = <i64>(max(c.volatilityWindow, max(c.atrWindow, c.momentumWindow)) + 1);
      const missed = (next - s.nextSampleNs) / span;
      for (let k = min<i64>(missed, most); k > 0; k--) sample(m, s.mid2);
    }
    s.nextSampleNs = max<i64>(s.nextSampleNs, next);
    s.hasGrid = 1;
  }
  s.mid2 = mid2;
  s.hasMid = 1;
  readSamples(m);
}

/** The middle is not known any more: the next sample is compared with none. */
export function loseMid(m: Micro): void {
  const s = stateOf(m);
  s.hasMid = 0;
  s.hasSample = 0;
  rollClear(partOf(m, Part.Mids));
  m.momentum = NaN;
}

/** Counts `changes` of quotes at `ts` and compares the current span with those before. */
export function addChanges(m: Micro, changes: u32, ts: i64): void {
  const c = configOf(m);
  if (c.stuffingSpans == 0) return;
  const s = stateOf(m);
  const spans = partOf(m, Part.Spans);
  const span = floorDiv(ts, c.stuffingNs);
  if (s.hasSpan == 0) {
    s.span = span;
    s.hasSpan = 1;
  } else if (span > s.span) {
    if (s.hasSpan > 1) rollAdd(spans, m.quoteChanges);
    s.hasSpan = 2;
    for (let k = min<i64>(span - s.span - 1, <i64>spans.size); k > 0; k--) rollAdd(spans, 0);
    s.span = span;
    m.quoteChanges = 0;
  }
  m.quoteChanges += <f64>changes;
  if (!rollIsFull(spans)) return;
  const mean = rollMean(spans);
  m.quoteChangesMean = mean;
  m.isStuffing = mean > 0 && m.quoteChanges > c.stuffingFactor * mean ? 1 : 0;
}
