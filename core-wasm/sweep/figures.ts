// What a set's equity comes to between two of its fills: falls below the peak, equity at sampled
// bars, time in a position. Within one position equity is a straight line of the close, so that 64
// bars are told from their least and largest close where these change nothing.
import { AccountInstrument, AccountKind } from '../abi/account';
import { SweepConfig, SweepSet, SweepState } from '../abi/sweep';

/** What rounding may take from an equity, as a share of its parts. */
@inline const NEAR_ZERO: f64 = 1e-9;

/** Equity at the end of a bar. */
function offer(set: SweepSet, equity: f64): void {
  if (equity > set.peak) {
    closeFall(set);
    set.peak = equity;
    set.trough = equity;
  } else if (equity < set.trough) set.trough = equity;
}

/** Takes the fall from the peak so far to the least since then into account. */
export function closeFall(set: SweepSet): void {
  if (set.peak <= 0) return;
  const fall = max(set.trough, 0) / set.peak - 1;
  if (fall < set.fall) set.fall = fall;
}

@inline
function valueAt(column: u32, i: u32): f64 {
  return load<f64>(<usize>column + ((<usize>i) << 3));
}

/** Offers the equity of bars [from, to) in a position. */
function walk(c: SweepConfig, set: SweepSet, from: u32, to: u32): void {
  const base = set.base;
  const slope = set.slope;
  let i = from;
  while (i < to) {
    const word = i >> 6;
    const end = min((word + 1) << 6, to);
    const a = base + slope * valueAt(c.lowestAt, word);
    const b = base + slope * valueAt(c.highestAt, word);
    if (max(a, b) <= set.peak && min(a, b) >= set.trough) {
      i = end;
      continue;
    }
    for (; i < end; i++) offer(set, base + slope * valueAt(c.closeValueAt, i));
  }
}

/**
 * Whether the worse end of a bar may use the position's margin up. Looks at 64 bars at once: a set
 * that is taken for one in doubt costs a run of its own, and no figure.
 */
function mayUseUp(c: SweepConfig, set: SweepSet, from: u32, to: u32): bool {
  if (changetype<AccountInstrument>(<usize>c.instrument).kind == AccountKind.Spot) return false;
  const ends = set.slope > 0 ? c.lowestLowAt : c.highestHighAt;
  const least = abs(set.base) * NEAR_ZERO;
  for (let word = from >> 6; word < (to + 63) >> 6; word++)
    if (set.base + set.slope * valueAt(ends, word) <= least) return true;
  return false;
}

function sample(c: SweepConfig, set: SweepSet, to: u32): void {
  let k = set.nextSample;
  while (k < c.sampleCount) {
    const bar = load<u32>(<usize>c.samplesAt + ((<usize>k) << 2));
    if (bar >= to) break;
    const equity = set.base + set.slope * valueAt(c.closeValueAt, bar);
    store<f64>(<usize>set.equityAt + ((<usize>k) << 3), equity);
    k++;
  }
  set.nextSample = k;
}

/** Equity right after a fill at the open of `bar`: valued at the close before it. */
export function offerFill(c: SweepConfig, set: SweepSet, bar: u32): void {
  offer(set, set.base + set.slope * valueAt(c.closeValueAt, bar - 1));
}

/** Brings the figures up to bar `to`, which is not among them: the position was the same so far. */
export function cover(c: SweepConfig, set: SweepSet, to: u32): void {
  const from = set.covered;
  if (to <= from) return;
  set.covered = to;
  if (set.position == 0) offer(set, set.base);
  else {
    walk(c, set, from, to);
    if (mayUseUp(c, set, from, to)) set.state = SweepState.UsedUp;
  }
  sample(c, set, to);
  const passed = valueAt(c.secondsAt, to) - valueAt(c.secondsAt, from);
  set.equitySeconds += set.base * passed;
  if (set.position == 0) return;
  const closes = valueAt(c.closeSecondsAt, to) - valueAt(c.closeSecondsAt, from);
  set.equitySeconds += set.slope * closes;
  set.heldSeconds += passed;
}

/** Equity as a line of the close, from cash and position. */
export function drawLine(c: SweepConfig, set: SweepSet): void {
  const instrument = changetype<AccountInstrument>(<usize>c.instrument);
  const isSpot = instrument.kind == AccountKind.Spot;
  set.base = <f64>(isSpot ? set.cash : set.cash - set.basis);
  set.slope = <f64>set.position * c.valueFactor;
}
