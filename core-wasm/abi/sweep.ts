// Generated from core-wasm/schema/sweep.fbs by scripts/generate-abi.ts. Do not edit.

/** Steps of a rule, postfix over rows of bits. The place of a comparison stands in the bits from 8. */
export namespace SweepOp {
  @inline export const Above: u8 = 0;
  @inline export const Below: u8 = 1;
  @inline export const CrossAbove: u8 = 2;
  @inline export const CrossBelow: u8 = 3;
  @inline export const And: u8 = 4;
  @inline export const Or: u8 = 5;
}

/** How many are bought or sold. */
export namespace SweepSizing {
  // `SweepSet.qty`.
  @inline export const Fixed: u8 = 0;
  // The whole lots that `SweepSet.share` of the equity buys at the close.
  @inline export const Share: u8 = 1;
}

/** What a set's run came to. */
export namespace SweepState {
  @inline export const Running: u8 = 0;
  // A figure left 64 bits: the set has to be run alone.
  @inline export const Overflow: u8 = 1;
  // There was no room for its fills.
  @inline export const RowsFull: u8 = 2;
  // Its margin may be used up within a bar: the set has to be run alone.
  @inline export const UsedUp: u8 = 3;
}

/** Values of an indicator, a price or a constant over the block that is run. 8 bytes. */
@unmanaged
export class SweepColumn {
  valuesAt: u32;
  // A bit for each bar: whether there is a value.
  validAt: u32;
}
@inline export const SIZEOF_SWEEP_COLUMN: usize = 8;
@inline export const SWEEP_COLUMN_VALUES_AT: usize = 0;
@inline export const SWEEP_COLUMN_VALID_AT: usize = 4;

/** What all sets share. 168 bytes. */
@unmanaged
export class SweepConfig {
  // AccountInstrument.
  instrument: u32;
  bars: u32;
  // Prices in quanta, one per bar.
  openAt: u32;
  closeAt: u32;
  // The same closes as doubles.
  closeValueAt: u32;
  // First bar at which an order that was sent at the end of a bar fills; `bars`: none.
  fillBarAt: u32;
  // Seconds from the first bar's end to each bar's; one more than bars, the last one twice.
  secondsAt: u32;
  // Sum of close times the seconds that it held, before each bar; one more than bars.
  closeSecondsAt: u32;
  // Least and largest close of every 64 bars.
  lowestAt: u32;
  highestAt: u32;
  // Bars at whose end equity is written to `SweepSet.equity_at`, rising.
  samplesAt: u32;
  sampleCount: u32;
  // SweepOps of the four rules; an empty rule never holds.
  enterLongAt: u32;
  enterLongCount: u32;
  exitLongAt: u32;
  exitLongCount: u32;
  enterShortAt: u32;
  enterShortCount: u32;
  exitShortAt: u32;
  exitShortCount: u32;
  // Comparisons, of which each set has its own operands.
  termCount: u32;
  // Work space: `sweepScratch` bytes.
  scratchAt: u32;
  sizing: u32;
  // Ends of the bars, ns since 1970: what the hash of trades has of a fill's bar.
  timesAt: u32;
  cash: i64;
  lotSize: i64;
  // Powers of ten of the scales: a value in units times it is a number of quanta.
  cashPower: f64;
  pricePower: f64;
  qtyPower: f64;
  // Cash quanta of one quantum of price times one of quantity.
  valueFactor: f64;
  // Room for pieces of fills, of which sets take what they need; 0: fills are not kept.
  rowsAt: u32;
  rowsEnd: u32;
  // Least low and largest high of every 64 bars.
  lowestLowAt: u32;
  highestHighAt: u32;
  pad1: i64;
}
@inline export const SIZEOF_SWEEP_CONFIG: usize = 168;
@inline export const SWEEP_CONFIG_INSTRUMENT: usize = 0;
@inline export const SWEEP_CONFIG_BARS: usize = 4;
@inline export const SWEEP_CONFIG_OPEN_AT: usize = 8;
@inline export const SWEEP_CONFIG_CLOSE_AT: usize = 12;
@inline export const SWEEP_CONFIG_CLOSE_VALUE_AT: usize = 16;
@inline export const SWEEP_CONFIG_FILL_BAR_AT: usize = 20;
@inline export const SWEEP_CONFIG_SECONDS_AT: usize = 24;
@inline export const SWEEP_CONFIG_CLOSE_SECONDS_AT: usize = 28;
@inline export const SWEEP_CONFIG_LOWEST_AT: usize = 32;
@inline export const SWEEP_CONFIG_HIGHEST_AT: usize = 36;
@inline export const SWEEP_CONFIG_SAMPLES_AT: usize = 40;
@inline export const SWEEP_CONFIG_SAMPLE_COUNT: usize = 44;
@inline export const SWEEP_CONFIG_ENTER_LONG_AT: usize = 48;
@inline export const SWEEP_CONFIG_ENTER_LONG_COUNT: usize = 52;
@inline export const SWEEP_CONFIG_EXIT_LONG_AT: usize = 56;
@inline export const SWEEP_CONFIG_EXIT_LONG_COUNT: usize = 60;
@inline export const SWEEP_CONFIG_ENTER_SHORT_AT: usize = 64;
@inline export const SWEEP_CONFIG_ENTER_SHORT_COUNT: usize = 68;
@inline export const SWEEP_CONFIG_EXIT_SHORT_AT: usize = 72;
@inline export const SWEEP_CONFIG_EXIT_SHORT_COUNT: usize = 76;
@inline export const SWEEP_CONFIG_TERM_COUNT: usize = 80;
@inline export const SWEEP_CONFIG_SCRATCH_AT: usize = 84;
@inline export const SWEEP_CONFIG_SIZING: usize = 88;
@inline export const SWEEP_CONFIG_TIMES_AT: usize = 92;
@inline export const SWEEP_CONFIG_CASH: usize = 96;
@inline export const SWEEP_CONFIG_LOT_SIZE: usize = 104;
@inline export const SWEEP_CONFIG_CASH_POWER: usize = 112;
@inline export const SWEEP_CONFIG_PRICE_POWER: usize = 120;
@inline export const SWEEP_CONFIG_QTY_POWER: usize = 128;
@inline export const SWEEP_CONFIG_VALUE_FACTOR: usize = 136;
@inline export const SWEEP_CONFIG_ROWS_AT: usize = 144;
@inline export const SWEEP_CONFIG_ROWS_END: usize = 148;
@inline export const SWEEP_CONFIG_LOWEST_LOW_AT: usize = 152;
@inline export const SWEEP_CONFIG_HIGHEST_HIGH_AT: usize = 156;
@inline export const SWEEP_CONFIG_PAD1: usize = 160;

/** A fill. 40 bytes. */
@unmanaged
export class SweepFill {
  price: i64;
  qty: i64;
  fee: i64;
  realized: i64;
  bar: u32;
  // 0 buy, 1 sell.
  side: u32;
}
@inline export const SIZEOF_SWEEP_FILL: usize = 40;
@inline export const SWEEP_FILL_PRICE: usize = 0;
@inline export const SWEEP_FILL_QTY: usize = 8;
@inline export const SWEEP_FILL_FEE: usize = 16;
@inline export const SWEEP_FILL_REALIZED: usize = 24;
@inline export const SWEEP_FILL_BAR: usize = 32;
@inline export const SWEEP_FILL_SIDE: usize = 36;

/** One parameter set. 240 bytes. */
@unmanaged
export class SweepSet {
  // Columns of its comparisons: two u32 places of SweepColumns for each.
  operandsAt: u32;
  // Carries of its comparisons, a u32 each, zero at the start.
  carriesAt: u32;
  // f64 for each sample.
  equityAt: u32;
  // First and last piece of its fills: the address of the next piece, then up to 64 SweepFills.
  rowsAt: u32;
  rowsEnd: u32;
  rowCount: u32;
  state: u32;
  // Next bar whose signals count.
  nextBar: u32;
  // Bars up to here are in the figures.
  covered: u32;
  nextSample: u32;
  // Orders that the account could not afford.
  refused: u32;
  trips: u32;
  wins: u32;
  losses: u32;
  fills: u32;
  pad0: u32;
  qty: i64;
  share: f64;
  cash: i64;
  // Signed.
  position: i64;
  basis: i64;
  fees: i64;
  // Of every fill's bar, side, price, quantity and fee.
  tradeHash: u64;
  // Cash quanta; sums of what round trips came to, and fees of the trip that is open.
  grossProfit: f64;
  grossLoss: f64;
  tripFees: f64;
  // Value of all fills.
  turnover: f64;
  // Largest equity so far, the least since, and the deepest fall as a share: 0 or negative.
  peak: f64;
  trough: f64;
  fall: f64;
  // Equity = base + slope * close.
  base: f64;
  slope: f64;
  equitySeconds: f64;
  heldSeconds: f64;
  pad1: i64;
  pad2: i64;
  pad3: i64;
  pad4: i64;
}
@inline export const SIZEOF_SWEEP_SET: usize = 240;
@inline export const SWEEP_SET_OPERANDS_AT: usize = 0;
@inline export const SWEEP_SET_CARRIES_AT: usize = 4;
@inline export const SWEEP_SET_EQUITY_AT: usize = 8;
@inline export const SWEEP_SET_ROWS_AT: usize = 12;
@inline export const SWEEP_SET_ROWS_END: usize = 16;
@inline export const SWEEP_SET_ROW_COUNT: usize = 20;
@inline export const SWEEP_SET_STATE: usize = 24;
@inline export const SWEEP_SET_NEXT_BAR: usize = 28;
@inline export const SWEEP_SET_COVERED: usize = 32;
@inline export const SWEEP_SET_NEXT_SAMPLE: usize = 36;
@inline export const SWEEP_SET_REFUSED: usize = 40;
@inline export const SWEEP_SET_TRIPS: usize = 44;
@inline export const SWEEP_SET_WINS: usize = 48;
@inline export const SWEEP_SET_LOSSES: usize = 52;
@inline export const SWEEP_SET_FILLS: usize = 56;
@inline export const SWEEP_SET_PAD0: usize = 60;
@inline export const SWEEP_SET_QTY: usize = 64;
@inline export const SWEEP_SET_SHARE: usize = 72;
@inline export const SWEEP_SET_CASH: usize = 80;
@inline export const SWEEP_SET_POSITION: usize = 88;
@inline export const SWEEP_SET_BASIS: usize = 96;
@inline export const SWEEP_SET_FEES: usize = 104;
@inline export const SWEEP_SET_TRADE_HASH: usize = 112;
@inline export const SWEEP_SET_GROSS_PROFIT: usize = 120;
@inline export const SWEEP_SET_GROSS_LOSS: usize = 128;
@inline export const SWEEP_SET_TRIP_FEES: usize = 136;
@inline export const SWEEP_SET_TURNOVER: usize = 144;
@inline export const SWEEP_SET_PEAK: usize = 152;
@inline export const SWEEP_SET_TROUGH: usize = 160;
@inline export const SWEEP_SET_FALL: usize = 168;
@inline export const SWEEP_SET_BASE: usize = 176;
@inline export const SWEEP_SET_SLOPE: usize = 184;
@inline export const SWEEP_SET_EQUITY_SECONDS: usize = 192;
@inline export const SWEEP_SET_HELD_SECONDS: usize = 200;
@inline export const SWEEP_SET_PAD1: usize = 208;
@inline export const SWEEP_SET_PAD2: usize = 216;
@inline export const SWEEP_SET_PAD3: usize = 224;
@inline export const SWEEP_SET_PAD4: usize = 232;
