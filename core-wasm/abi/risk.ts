// Generated from core-wasm/schema/risk.fbs by scripts/generate-abi.ts. Do not edit.

export namespace KillMode {
  @inline export const Off: u32 = 0;
  // Orders that only close a position pass.
  @inline export const CloseOnly: u32 = 1;
  // No order passes.
  @inline export const All: u32 = 2;
}

/** What `RiskLimits.reduces` cuts by, and what `RiskHead.tripped` and `riskResume` name. */
export namespace RiskRule {
  @inline export const Notional: u32 = 1;
  @inline export const Position: u32 = 2;
  @inline export const PositionValue: u32 = 4;
  @inline export const Exposure: u32 = 8;
  @inline export const Leverage: u32 = 16;
  @inline export const DailyLoss: u32 = 32;
  @inline export const Drawdown: u32 = 64;
  @inline export const Losses: u32 = 128;
  @inline export const Jump: u32 = 256;
  @inline export const Kill: u32 = 512;
}

/** Stands at the start of a risk state; its RiskLimits follow it. 256 bytes. */
@unmanaged
export class RiskHead {
  accountAt: u32;
  // Address of the CurrencyBalance that limits are in.
  balanceAt: u32;
  instrumentsAt: u32;
  instrumentsMax: u32;
  // Bytes from a RiskPosition to that of the next instrument.
  instrumentStride: u32;
  // 64 counters of verdicts (int64) by OrderReason: None approved, Reduced cut, others refused.
  verdictsAt: u32;
  // RiskRule bits of the breakers that block: DailyLoss, Drawdown, Losses.
  tripped: u32;
  kill: u32;
  openOrders: u32;
  // Losses in a row that a release forgave.
  lossesForgiven: u32;
  // Instruments that were defined.
  instrumentCount: u32;
  // OrderReason of the rule that refused or cut the last order.
  verdictRule: u32;
  // Quantity of the last verdict; 0: refused.
  verdictQty: i64;
  // Until when a breaker blocks.
  dailyLossUntilNs: i64;
  drawdownUntilNs: i64;
  lossesUntilNs: i64;
  // Token buckets: an order costs the interval in ns, a ns brings the limit.
  secondLevel: i64;
  minuteLevel: i64;
  hourLevel: i64;
  // When they were filled up last.
  rateNs: i64;
  // End of the current day; 0: nothing happened yet.
  dayEndNs: i64;
  // Results are equity less deposits: at the start of the day, at the peak.
  dayPnl: i64;
  peakPnl: i64;
  // Result at or below which the drawdown breaker trips, for deposits of `floor_external`.
  drawdownFloor: i64;
  floorExternal: i64;
  // Worst case over all instruments.
  exposure: i64;
  // Equity that `leverage_cap` is the largest exposure for.
  leverageEquity: i64;
  leverageCap: i64;
  // Events of the account that the breakers have seen, and when time alone changes one.
  seenEvents: i64;
  nextNs: i64;
  pad0: i64;
  pad1: i64;
  pad2: i64;
  pad3: i64;
  pad4: i64;
  pad5: i64;
  pad6: i64;
  pad7: i64;
}
@inline export const SIZEOF_RISK_HEAD: usize = 256;
@inline export const RISK_HEAD_ACCOUNT_AT: usize = 0;
@inline export const RISK_HEAD_BALANCE_AT: usize = 4;
@inline export const RISK_HEAD_INSTRUMENTS_AT: usize = 8;
@inline export const RISK_HEAD_INSTRUMENTS_MAX: usize = 12;
@inline export const RISK_HEAD_INSTRUMENT_STRIDE: usize = 16;
@inline export const RISK_HEAD_VERDICTS_AT: usize = 20;
@inline export const RISK_HEAD_TRIPPED: usize = 24;
@inline export const RISK_HEAD_KILL: usize = 28;
@inline export const RISK_HEAD_OPEN_ORDERS: usize = 32;
@inline export const RISK_HEAD_LOSSES_FORGIVEN: usize = 36;
@inline export const RISK_HEAD_INSTRUMENT_COUNT: usize = 40;
@inline export const RISK_HEAD_VERDICT_RULE: usize = 44;
@inline export const RISK_HEAD_VERDICT_QTY: usize = 48;
@inline export const RISK_HEAD_DAILY_LOSS_UNTIL_NS: usize = 56;
@inline export const RISK_HEAD_DRAWDOWN_UNTIL_NS: usize = 64;
@inline export const RISK_HEAD_LOSSES_UNTIL_NS: usize = 72;
@inline export const RISK_HEAD_SECOND_LEVEL: usize = 80;
@inline export const RISK_HEAD_MINUTE_LEVEL: usize = 88;
@inline export const RISK_HEAD_HOUR_LEVEL: usize = 96;
@inline export const RISK_HEAD_RATE_NS: usize = 104;
@inline export const RISK_HEAD_DAY_END_NS: usize = 112;
@inline export const RISK_HEAD_DAY_PNL: usize = 120;
@inline export const RISK_HEAD_PEAK_PNL: usize = 128;
@inline export const RISK_HEAD_DRAWDOWN_FLOOR: usize = 136;
@inline export const RISK_HEAD_FLOOR_EXTERNAL: usize = 144;
@inline export const RISK_HEAD_EXPOSURE: usize = 152;
@inline export const RISK_HEAD_LEVERAGE_EQUITY: usize = 160;
@inline export const RISK_HEAD_LEVERAGE_CAP: usize = 168;
@inline export const RISK_HEAD_SEEN_EVENTS: usize = 176;
@inline export const RISK_HEAD_NEXT_NS: usize = 184;
@inline export const RISK_HEAD_PAD0: usize = 192;
@inline export const RISK_HEAD_PAD1: usize = 200;
@inline export const RISK_HEAD_PAD2: usize = 208;
@inline export const RISK_HEAD_PAD3: usize = 216;
@inline export const RISK_HEAD_PAD4: usize = 224;
@inline export const RISK_HEAD_PAD5: usize = 232;
@inline export const RISK_HEAD_PAD6: usize = 240;
@inline export const RISK_HEAD_PAD7: usize = 248;

/** Limits of one instrument: argument of `riskDefine`. 96 bytes. */
@unmanaged
export class RiskInstrument {
  // Price and quantity quanta, both ends allowed.
  priceMin: i64;
  priceMax: i64;
  qtyMin: i64;
  qtyMax: i64;
  // Value of one order.
  notionalMax: i64;
  // Worst-case position, quantity quanta.
  positionMax: i64;
  // Value of the worst-case position.
  positionValueMax: i64;
  // Largest distance of a limit price from the reference, as its share.
  collar: i64;
  // Trips when the marks of one to two windows span this share of their lowest.
  jump: i64;
  jumpWindowNs: i64;
  // Reduced quantities are multiples of it, >= 1.
  lotSize: i64;
  pad0: i64;
}
@inline export const SIZEOF_RISK_INSTRUMENT: usize = 96;
@inline export const RISK_INSTRUMENT_PRICE_MIN: usize = 0;
@inline export const RISK_INSTRUMENT_PRICE_MAX: usize = 8;
@inline export const RISK_INSTRUMENT_QTY_MIN: usize = 16;
@inline export const RISK_INSTRUMENT_QTY_MAX: usize = 24;
@inline export const RISK_INSTRUMENT_NOTIONAL_MAX: usize = 32;
@inline export const RISK_INSTRUMENT_POSITION_MAX: usize = 40;
@inline export const RISK_INSTRUMENT_POSITION_VALUE_MAX: usize = 48;
@inline export const RISK_INSTRUMENT_COLLAR: usize = 56;
@inline export const RISK_INSTRUMENT_JUMP: usize = 64;
@inline export const RISK_INSTRUMENT_JUMP_WINDOW_NS: usize = 72;
@inline export const RISK_INSTRUMENT_LOT_SIZE: usize = 80;
@inline export const RISK_INSTRUMENT_PAD0: usize = 88;

/** Limits of all instruments together: argument of `riskConfigure`. 128 bytes. */
@unmanaged
export class RiskLimits {
  // Currency of the account that limits and results are in; instruments must settle in it.
  currency: u32;
  // RiskRule bits of Notional to Leverage: those that cut an order instead of refusing it.
  reduces: u32;
  // Largest worst-case sum of position values.
  exposureMax: i64;
  // Largest worst-case exposure as a multiple of the equity, 10^-9.
  leverageMax: i64;
  // Trips when the day's result is this much below zero.
  dailyLossMax: i64;
  // Trips when the equity is this share below its peak.
  drawdownMax: i64;
  // How long a tripped breaker blocks; 0: until `riskResume`; -1: until the day ends.
  dailyLossPauseNs: i64;
  drawdownPauseNs: i64;
  lossesPauseNs: i64;
  jumpPauseNs: i64;
  // Start of a day after midnight UTC, 0 to below 24 h.
  dayStartNs: i64;
  // Trips at so many round trips with a loss in a row.
  lossesMax: u32;
  openOrdersMax: u32;
  // Orders in a second, minute, hour. At most 1 000 000.
  ordersSecond: u32;
  ordersMinute: u32;
  ordersHour: u32;
  pad0: u32;
  pad1: i64;
  pad2: i64;
  pad3: i64;
}
@inline export const SIZEOF_RISK_LIMITS: usize = 128;
@inline export const RISK_LIMITS_CURRENCY: usize = 0;
@inline export const RISK_LIMITS_REDUCES: usize = 4;
@inline export const RISK_LIMITS_EXPOSURE_MAX: usize = 8;
@inline export const RISK_LIMITS_LEVERAGE_MAX: usize = 16;
@inline export const RISK_LIMITS_DAILY_LOSS_MAX: usize = 24;
@inline export const RISK_LIMITS_DRAWDOWN_MAX: usize = 32;
@inline export const RISK_LIMITS_DAILY_LOSS_PAUSE_NS: usize = 40;
@inline export const RISK_LIMITS_DRAWDOWN_PAUSE_NS: usize = 48;
@inline export const RISK_LIMITS_LOSSES_PAUSE_NS: usize = 56;
@inline export const RISK_LIMITS_JUMP_PAUSE_NS: usize = 64;
@inline export const RISK_LIMITS_DAY_START_NS: usize = 72;
@inline export const RISK_LIMITS_LOSSES_MAX: usize = 80;
@inline export const RISK_LIMITS_OPEN_ORDERS_MAX: usize = 84;
@inline export const RISK_LIMITS_ORDERS_SECOND: usize = 88;
@inline export const RISK_LIMITS_ORDERS_MINUTE: usize = 92;
@inline export const RISK_LIMITS_ORDERS_HOUR: usize = 96;
@inline export const RISK_LIMITS_PAD0: usize = 100;
@inline export const RISK_LIMITS_PAD1: usize = 104;
@inline export const RISK_LIMITS_PAD2: usize = 112;
@inline export const RISK_LIMITS_PAD3: usize = 120;

/** What risk knows of an instrument; its RiskInstrument follows it. 128 bytes. */
@unmanaged
export class RiskPosition {
  // Address of the AccountPosition.
  positionAt: u32;
  isDefined: u32;
  // Quantity of the working orders but reduce-only ones, which never enlarge a position.
  openBuy: i64;
  openSell: i64;
  // Last mark; the first fill where there was none; 0: none yet.
  reference: i64;
  // Worst-case value, part of `RiskHead.exposure`.
  exposure: i64;
  // Price that `collar_band` is the largest distance from.
  collarAt: i64;
  collarBand: i64;
  // Marks of the current window and of the one before; 0: none.
  windowEndNs: i64;
  low: i64;
  high: i64;
  previousLow: i64;
  previousHigh: i64;
  // Lowest mark that `jump_band` is the smallest jump from.
  jumpAt: i64;
  jumpBand: i64;
  // Until when a jump blocks; 0: none does.
  jumpUntilNs: i64;
  pad0: i64;
}
@inline export const SIZEOF_RISK_POSITION: usize = 128;
@inline export const RISK_POSITION_POSITION_AT: usize = 0;
@inline export const RISK_POSITION_IS_DEFINED: usize = 4;
@inline export const RISK_POSITION_OPEN_BUY: usize = 8;
@inline export const RISK_POSITION_OPEN_SELL: usize = 16;
@inline export const RISK_POSITION_REFERENCE: usize = 24;
@inline export const RISK_POSITION_EXPOSURE: usize = 32;
@inline export const RISK_POSITION_COLLAR_AT: usize = 40;
@inline export const RISK_POSITION_COLLAR_BAND: usize = 48;
@inline export const RISK_POSITION_WINDOW_END_NS: usize = 56;
@inline export const RISK_POSITION_LOW: usize = 64;
@inline export const RISK_POSITION_HIGH: usize = 72;
@inline export const RISK_POSITION_PREVIOUS_LOW: usize = 80;
@inline export const RISK_POSITION_PREVIOUS_HIGH: usize = 88;
@inline export const RISK_POSITION_JUMP_AT: usize = 96;
@inline export const RISK_POSITION_JUMP_BAND: usize = 104;
@inline export const RISK_POSITION_JUMP_UNTIL_NS: usize = 112;
@inline export const RISK_POSITION_PAD0: usize = 120;
