// Generated from core-wasm/schema/bars.fbs by scripts/generate-abi.ts. Do not edit.

/** Why a record was refused. */
export namespace BarFault {
  @inline export const None: u8 = 0;
  // Its bar is closed already.
  @inline export const Late: u8 = 1;
  // Earlier than the record before it.
  @inline export const Disorder: u8 = 2;
  // Its trade id, or start of its bar, was there already.
  @inline export const Duplicate: u8 = 3;
  // A negative quantity, a bar whose high is not its highest, a bar that ends before it starts.
  @inline export const Malformed: u8 = 4;
  // An input bar that reaches over the end of the bar it starts in.
  @inline export const Straddle: u8 = 5;
  // More bars at once than `fillMax`.
  @inline export const LongGap: u8 = 6;
  // Quantities that add up to more than 63 bits hold.
  @inline export const Overflow: u8 = 7;
}

/** Bits of `Bar.barFlags`. */
export namespace BarFlag {
  // Still open: its values may change.
  @inline export const Forming: u8 = 1;
  // Nothing traded: open, high, low and close are the close before it.
  @inline export const Empty: u8 = 2;
  // Bars of quotes: no bid was there yet, so that `open` to `close` mean nothing; the ask alike.
  @inline export const NoBid: u8 = 4;
  @inline export const NoAsk: u8 = 8;
}

/** What ends a bar. */
export namespace BarKind {
  @inline export const None: u8 = 0;
  // A span of ns.
  @inline export const Time: u8 = 1;
  // Calendar months.
  @inline export const Month: u8 = 2;
  // A count of events.
  @inline export const Tick: u8 = 3;
  // A quantity.
  @inline export const Volume: u8 = 4;
  // Price times quantity.
  @inline export const Dollar: u8 = 5;
  // Trades of one aggressor beyond those of the other: their count, quantity or turnover.
  @inline export const TickImbalance: u8 = 6;
  @inline export const VolumeImbalance: u8 = 7;
  @inline export const DollarImbalance: u8 = 8;
  // High minus low.
  @inline export const Range: u8 = 9;
  @inline export const Renko: u8 = 10;
  // Columns of boxes.
  @inline export const PointFigure: u8 = 11;
}

/** Bits of `BarsConfig.options`. */
export namespace BarOption {
  // Intervals without events have a bar, flagged Empty.
  @inline export const Fill: u8 = 1;
  // An event that is more than a bar wants is divided.
  @inline export const Split: u8 = 2;
  // Renko bricks show how far prices went against them.
  @inline export const Wicks: u8 = 4;
  // Receive times count, not exchange times.
  @inline export const ReceiveClock: u8 = 8;
  // The bound of imbalance bars follows what was seen: size and the alphas of BarsConfig.
  @inline export const Expected: u8 = 16;
}

/** What happens to a record that is not as it should be. All are counted. */
export namespace BarPolicy {
  // The call ends before it, with a fault.
  @inline export const Refuse: u8 = 0;
  // It is left out.
  @inline export const Ignore: u8 = 1;
  // It is taken as far as it can be.
  @inline export const Include: u8 = 2;
}

/** Record kind of bars; it continues RecordKind. */
export namespace BarRecordKind {
  @inline export const None: u8 = 0;
  @inline export const Bar: u8 = 48;
}

/** Which records bars are made of. */
export namespace BarSource {
  @inline export const Trades: u8 = 0;
  @inline export const Quotes: u8 = 1;
  @inline export const Bars: u8 = 2;
}

/** The first 24 bytes of every record: Header of records.fbs. Times are those at which the bar */
/** closed, which is when it becomes known. */
@unmanaged
export class BarHeader {
  size: u32;
  kind: u8;
  flags: u8;
  instrumentId: u16;
  recvTsNs: i64;
  exchangeTsNs: i64;
}
@inline export const SIZEOF_BAR_HEADER: usize = 24;
@inline export const BAR_HEADER_SIZE: usize = 0;
@inline export const BAR_HEADER_KIND: usize = 4;
@inline export const BAR_HEADER_FLAGS: usize = 5;
@inline export const BAR_HEADER_INSTRUMENT_ID: usize = 6;
@inline export const BAR_HEADER_RECV_TS_NS: usize = 8;
@inline export const BAR_HEADER_EXCHANGE_TS_NS: usize = 16;

/** From `from_ns` on the clocks of the place are so far ahead of UTC. A table has them in order, at */
/** least two days apart; before the first its offset is in force, too. */
@unmanaged
export class BarOffset {
  fromNs: i64;
  offsetNs: i64;
}
@inline export const SIZEOF_BAR_OFFSET: usize = 16;
@inline export const BAR_OFFSET_FROM_NS: usize = 0;
@inline export const BAR_OFFSET_OFFSET_NS: usize = 8;

/** Argument of `barsInit`. Times in ns, prices and quantities in quanta. */
@unmanaged
export class BarsConfig {
  kind: u8;
  source: u8;
  options: u8;
  late: u8;
  disorder: u8;
  duplicates: u8;
  malformed: u8;
  // Point and figure: boxes that turn a column, >= 1.
  reversal: u8;
  instrumentId: u16;
  seriesId: u16;
  // Most bars that one event makes.
  fillMax: u32;
  // Ns, months, events, quantity, turnover, price range, brick or box; >= 1.
  size: i64;
  // Upper half of the size where that is a turnover: `size` is the lower one.
  sizeHigh: i64;
  // Time: where the grid starts, ns since 1970 UTC (by the clocks of the place where there is a
  // table of offsets); spans below a day start again every day.
  anchorNs: i64;
  // Time up to a day: how long the session lasts from the anchor; 0: the whole day.
  sessionNs: i64;
  // Expected imbalance: weight of the newest bar's count, and of the newest event's imbalance.
  alphaCount: f64;
  alphaImbalance: f64;
  // Expected imbalance: bounds of the expected count.
  countMin: u32;
  countMax: u32;
  // Time and months: entries of the table of offsets, and a sum of them, by which states of
  // another table are told apart; 0: days begin at the anchor in UTC.
  offsetsCount: u32;
  offsetsSum: u32;
}
@inline export const SIZEOF_BARS_CONFIG: usize = 80;
@inline export const BARS_CONFIG_KIND: usize = 0;
@inline export const BARS_CONFIG_SOURCE: usize = 1;
@inline export const BARS_CONFIG_OPTIONS: usize = 2;
@inline export const BARS_CONFIG_LATE: usize = 3;
@inline export const BARS_CONFIG_DISORDER: usize = 4;
@inline export const BARS_CONFIG_DUPLICATES: usize = 5;
@inline export const BARS_CONFIG_MALFORMED: usize = 6;
@inline export const BARS_CONFIG_REVERSAL: usize = 7;
@inline export const BARS_CONFIG_INSTRUMENT_ID: usize = 8;
@inline export const BARS_CONFIG_SERIES_ID: usize = 10;
@inline export const BARS_CONFIG_FILL_MAX: usize = 12;
@inline export const BARS_CONFIG_SIZE: usize = 16;
@inline export const BARS_CONFIG_SIZE_HIGH: usize = 24;
@inline export const BARS_CONFIG_ANCHOR_NS: usize = 32;
@inline export const BARS_CONFIG_SESSION_NS: usize = 40;
@inline export const BARS_CONFIG_ALPHA_COUNT: usize = 48;
@inline export const BARS_CONFIG_ALPHA_IMBALANCE: usize = 56;
@inline export const BARS_CONFIG_COUNT_MIN: usize = 64;
@inline export const BARS_CONFIG_COUNT_MAX: usize = 68;
@inline export const BARS_CONFIG_OFFSETS_COUNT: usize = 72;
@inline export const BARS_CONFIG_OFFSETS_SUM: usize = 76;

/** Stands at the start of a builder's state. */
@unmanaged
export class BarsStats {
  // Where the last call stopped: first record that was not taken, and end of what it wrote.
  cursor: u32;
  out: u32;
  bars: i64;
  events: i64;
  late: i64;
  disordered: i64;
  duplicates: i64;
  malformed: i64;
  // Events outside the session.
  outside: i64;
  // Places at which input bars are missing.
  gaps: i64;
  // End of the last bar that time closed; the smallest int64 before the first.
  closedEndNs: i64;
  // Of the refused record at `cursor`.
  fault: u8;
  isForming: u8;
  pad0: u16;
  // Number of the state's layout: a state of another one cannot go on.
  layout: u32;
}
@inline export const SIZEOF_BARS_STATS: usize = 88;
@inline export const BARS_STATS_CURSOR: usize = 0;
@inline export const BARS_STATS_OUT: usize = 4;
@inline export const BARS_STATS_BARS: usize = 8;
@inline export const BARS_STATS_EVENTS: usize = 16;
@inline export const BARS_STATS_LATE: usize = 24;
@inline export const BARS_STATS_DISORDERED: usize = 32;
@inline export const BARS_STATS_DUPLICATES: usize = 40;
@inline export const BARS_STATS_MALFORMED: usize = 48;
@inline export const BARS_STATS_OUTSIDE: usize = 56;
@inline export const BARS_STATS_GAPS: usize = 64;
@inline export const BARS_STATS_CLOSED_END_NS: usize = 72;
@inline export const BARS_STATS_FAULT: usize = 80;
@inline export const BARS_STATS_IS_FORMING: usize = 81;
@inline export const BARS_STATS_PAD0: usize = 82;
@inline export const BARS_STATS_LAYOUT: usize = 84;

/** Bar. 128 bytes. Prices and quantities in quanta of the instrument. */
@unmanaged
export class Bar extends BarHeader {
  // Start of the interval, ns; of the first event for bars that time does not cut.
  openTsNs: i64;
  open: i64;
  high: i64;
  low: i64;
  close: i64;
  // Quantity traded, and the part of it whose aggressor bought.
  qty: i64;
  buyQty: i64;
  // Sum of price times quantity, in quanta of both.
  turnover: f64;
  // Trades or quotes in it.
  eventCount: u32;
  barFlags: u8;
  pad0: u8;
  // Of the subscription that asked for it; 0 where the source's own.
  seriesId: u16;
  // Bars of quotes: the same of the ask, while `open` to `close` are of the bid. 0 otherwise.
  askOpen: i64;
  askHigh: i64;
  askLow: i64;
  askClose: i64;
}
@inline export const SIZEOF_BAR: usize = 128;
@inline export const BAR_OPEN_TS_NS: usize = 24;
@inline export const BAR_OPEN: usize = 32;
@inline export const BAR_HIGH: usize = 40;
@inline export const BAR_LOW: usize = 48;
@inline export const BAR_CLOSE: usize = 56;
@inline export const BAR_QTY: usize = 64;
@inline export const BAR_BUY_QTY: usize = 72;
@inline export const BAR_TURNOVER: usize = 80;
@inline export const BAR_EVENT_COUNT: usize = 88;
@inline export const BAR_BAR_FLAGS: usize = 92;
@inline export const BAR_PAD0: usize = 93;
@inline export const BAR_SERIES_ID: usize = 94;
@inline export const BAR_ASK_OPEN: usize = 96;
@inline export const BAR_ASK_HIGH: usize = 104;
@inline export const BAR_ASK_LOW: usize = 112;
@inline export const BAR_ASK_CLOSE: usize = 120;
