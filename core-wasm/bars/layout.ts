// State of a bar builder: one block without pointers into itself, so that a copy of its bytes goes
// on the same way. The host reads the BarsStats in front.
import { BarsStats, SIZEOF_BARS_STATS } from '../abi/bars';

/** Trade ids that are remembered behind the highest one; 16 words of bits. */
@inline export const ID_WINDOW: i64 = 1024;
@inline export const NEVER: i64 = i64.MIN_VALUE;
@inline export const DAY: i64 = 86_400_000_000_000;

/** Number of the layout below. It grows with every change of what a field is or means. */
@inline export const LAYOUT: u32 = 2;

/** How far the record at the cursor has been taken: calls may end in its midst. */
export namespace Stage {
  @inline export const None: u32 = 0;
  @inline export const Admitted: u32 = 1;
  @inline export const Added: u32 = 2;
}

/** Where a record stands in the order of times. */
export namespace Place {
  @inline export const Next: u32 = 0;
  /** Earlier than another one of its bar. */
  @inline export const Before: u32 = 1;
  /** Earlier than its bar: counts for extremes and quantities only. */
  @inline export const Late: u32 = 2;
  /** Not to be taken. */
  @inline export const Out: u32 = 3;
}

@unmanaged
export class Builder extends BarsStats {
  // The configuration, as BarsConfig has it.
  kind: u8;
  source: u8;
  options: u8;
  latePolicy: u8;
  disorderPolicy: u8;
  duplicatePolicy: u8;
  malformedPolicy: u8;
  reversal: u8;
  instrumentId: u16;
  seriesId: u16;
  fillMax: u32;
  barSize: i64;
  barSizeHigh: i64;
  anchorNs: i64;
  sessionNs: i64;
  alphaCount: f64;
  alphaImbalance: f64;
  countMin: u32;
  countMax: u32;
  offsetsCount: u32;
  offsetsSum: u32;

  // The current call.
  wantedKind: u32;
  outEnd: u32;
  /** The record that is being taken; where the next bar notes it, 0: nowhere. */
  at: u32;
  mark: u32;
  /** Where the table of offsets stands, if there is one: the host says it before each call. */
  offsets: u32;
  pad2: u32;
  stage: u32;
  place: u32;
  /** Quantity of the record at the cursor that bars have taken already. */
  taken: i64;
  /** Time of the record at the cursor, and when it became known. */
  eventNs: i64;
  knownNs: i64;

  // The forming bar. [startNs, endNs) is its interval, where time cuts.
  startNs: i64;
  endNs: i64;
  openTsNs: i64;
  qty: i64;
  buyQty: i64;
  /** Price times quantity, exact: 128 bits. */
  turnoverLow: u64;
  turnoverHigh: i64;
  eventCount: u32;
  /** 1 or -1 for columns and bricks, otherwise 0. */
  barDirection: i32;

  // What stays when a bar closes.
  lastClose: i64;
  lastAskClose: i64;
  /** Latest time seen. */
  lastEventNs: i64;
  /** Input bars: end of the last one. */
  lastInputEndNs: i64;
  /** Trades without an aggressor have the sign of the last change of price. */
  lastPrice: i64;
  lastSign: i32;
  hasLast: u32;
  /** Sum of signs, signed quantities or signed turnovers of the forming bar. */
  thetaLow: u64;
  thetaHigh: i64;
  expectedCount: f64;
  expectedImbalance: f64;
  /** What the imbalance of the forming bar must reach, where that is expected. */
  bound: f64;
  /** Renko: close of the last brick, and 1 or -1. Point and figure: way of the column. */
  edge: i64;
  direction: i32;
  /** Whether `edge` is set, or the expectations are. */
  isSeeded: u32;

  // Trade ids: the highest, and a bit for each of the ID_WINDOW below it.
  maxId: i64;
}

/** Open, high, low and close of one series of prices in the forming bar. */
@unmanaged
export class Side {
  open: i64;
  high: i64;
  low: i64;
  close: i64;
  /** Times of the events that open and close are of; the bounds of i64 while there is none. */
  openEventNs: i64;
  closeEventNs: i64;
  hasPrice: u32;
  /** Whether a bar before had a price. */
  hasLast: u32;
}
@inline export const SIZEOF_SIDE: usize = 64;

/** Behind Builder: prices, or bids; asks; bits of the ids. */
@inline export const MAIN: usize = 512;
@inline export const ASK: usize = MAIN + SIZEOF_SIDE;
@inline export const ID_BITS: usize = ASK + SIZEOF_SIDE;
@inline export const SIZEOF_BUILDER: usize = ID_BITS + 128;
@inline export const BUILDER_CONFIG: usize = SIZEOF_BARS_STATS;

@inline export function has(b: Builder, option: u8): bool {
  return (b.options & option) != 0;
}

@inline export function mainOf(b: Builder): Side {
  return changetype<Side>(changetype<usize>(b) + MAIN);
}

@inline export function askOf(b: Builder): Side {
  return changetype<Side>(changetype<usize>(b) + ASK);
}

@inline export function baseOf(b: Builder): usize {
  return changetype<usize>(b);
}
