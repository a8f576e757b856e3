// Generated from core-wasm/schema/account.fbs by scripts/generate-abi.ts. Do not edit.

/** Bits of `AccountInstrument.account_flags`. */
export namespace AccountFlag {
  // Spot: balances may go below zero.
  @inline export const AllowShort: u8 = 1;
  // Rates come from the account's table of fee tiers.
  @inline export const FeeTiers: u8 = 2;
}

export namespace AccountKind {
  // Buys and sells move the base currency too.
  @inline export const Spot: u8 = 0;
  // Perpetual that is quoted and settled in one currency.
  @inline export const Linear: u8 = 1;
  // Perpetual of contracts worth a fixed sum of quote currency, settled in the base currency.
  @inline export const Inverse: u8 = 2;
}

export namespace Rounding {
  // Towards minus infinity.
  @inline export const Down: u8 = 0;
  // Towards plus infinity.
  @inline export const Up: u8 = 1;
  // To the nearest, halves to the even one.
  @inline export const HalfEven: u8 = 2;
  @inline export const TowardZero: u8 = 3;
}

/** Stands at the start of an account. 128 bytes. */
@unmanaged
export class AccountHead {
  // Addresses of the tables.
  currenciesAt: u32;
  positionsAt: u32;
  feeTiersAt: u32;
  volumesAt: u32;
  currencyCount: u32;
  instrumentsMax: u32;
  feeTierCount: u32;
  pad0: u32;
  // Events booked: fills, fundings, marks, deposits.
  events: i64;
  fills: i64;
  // Positions opened and closed again.
  roundTrips: i64;
  winsInRow: u32;
  lossesInRow: u32;
  // UTC day that `volume_today` is of, days since 1970.
  volumeDay: i64;
  volumeToday: i64;
  // Volume of the 30 UTC days before today, which decides the fee tier.
  volume30Days: i64;
  winningTrips: i64;
  losingTrips: i64;
  // Received by the last `accountFunding`; negative: paid.
  lastFunding: i64;
  // Bytes from a position to that of the next instrument.
  positionStride: u32;
  // Currency that the fee table and its volumes are in.
  feeCurrency: u32;
  // Instruments that were defined.
  instrumentCount: u32;
  pad1: u32;
}
@inline export const SIZEOF_ACCOUNT_HEAD: usize = 128;
@inline export const ACCOUNT_HEAD_CURRENCIES_AT: usize = 0;
@inline export const ACCOUNT_HEAD_POSITIONS_AT: usize = 4;
@inline export const ACCOUNT_HEAD_FEE_TIERS_AT: usize = 8;
@inline export const ACCOUNT_HEAD_VOLUMES_AT: usize = 12;
@inline export const ACCOUNT_HEAD_CURRENCY_COUNT: usize = 16;
@inline export const ACCOUNT_HEAD_INSTRUMENTS_MAX: usize = 20;
@inline export const ACCOUNT_HEAD_FEE_TIER_COUNT: usize = 24;
@inline export const ACCOUNT_HEAD_PAD0: usize = 28;
@inline export const ACCOUNT_HEAD_EVENTS: usize = 32;
@inline export const ACCOUNT_HEAD_FILLS: usize = 40;
@inline export const ACCOUNT_HEAD_ROUND_TRIPS: usize = 48;
@inline export const ACCOUNT_HEAD_WINS_IN_ROW: usize = 56;
@inline export const ACCOUNT_HEAD_LOSSES_IN_ROW: usize = 60;
@inline export const ACCOUNT_HEAD_VOLUME_DAY: usize = 64;
@inline export const ACCOUNT_HEAD_VOLUME_TODAY: usize = 72;
@inline export const ACCOUNT_HEAD_VOLUME30_DAYS: usize = 80;
@inline export const ACCOUNT_HEAD_WINNING_TRIPS: usize = 88;
@inline export const ACCOUNT_HEAD_LOSING_TRIPS: usize = 96;
@inline export const ACCOUNT_HEAD_LAST_FUNDING: usize = 104;
@inline export const ACCOUNT_HEAD_POSITION_STRIDE: usize = 112;
@inline export const ACCOUNT_HEAD_FEE_CURRENCY: usize = 116;
@inline export const ACCOUNT_HEAD_INSTRUMENT_COUNT: usize = 120;
@inline export const ACCOUNT_HEAD_PAD1: usize = 124;

/** How an instrument is booked: argument of `accountDefine`. 80 bytes. */
@unmanaged
export class AccountInstrument {
  // Spot, linear: value = price * qty * numerator / denominator. Inverse: value = qty * numerator
  // / (price * denominator). The denominator is a power of ten up to 10^9.
  valueNumerator: i64;
  valueDenominator: i64;
  // Spot: base cash quanta of one quantity quantum.
  baseNumerator: i64;
  // Share of the value, 10^-9; negative: a rebate.
  makerRate: i64;
  takerRate: i64;
  // Initial margin as a share of the value: 10^9 / leverage.
  initialRate: i64;
  kind: u8;
  // Of values, released basis, funding and unrealised results.
  rounding: u8;
  feeRounding: u8;
  accountFlags: u8;
  // Currency that values and results are in: the quote, for inverse instruments the base.
  settle: u16;
  // Spot: the currency bought.
  base: u16;
  // Set by the core.
  tierCount: u32;
  isDefined: u32;
  // The initial rate as a fraction in its lowest terms, set by the core.
  initialNumerator: i64;
  initialDenominator: i64;
}
@inline export const SIZEOF_ACCOUNT_INSTRUMENT: usize = 80;
@inline export const ACCOUNT_INSTRUMENT_VALUE_NUMERATOR: usize = 0;
@inline export const ACCOUNT_INSTRUMENT_VALUE_DENOMINATOR: usize = 8;
@inline export const ACCOUNT_INSTRUMENT_BASE_NUMERATOR: usize = 16;
@inline export const ACCOUNT_INSTRUMENT_MAKER_RATE: usize = 24;
@inline export const ACCOUNT_INSTRUMENT_TAKER_RATE: usize = 32;
@inline export const ACCOUNT_INSTRUMENT_INITIAL_RATE: usize = 40;
@inline export const ACCOUNT_INSTRUMENT_KIND: usize = 48;
@inline export const ACCOUNT_INSTRUMENT_ROUNDING: usize = 49;
@inline export const ACCOUNT_INSTRUMENT_FEE_ROUNDING: usize = 50;
@inline export const ACCOUNT_INSTRUMENT_ACCOUNT_FLAGS: usize = 51;
@inline export const ACCOUNT_INSTRUMENT_SETTLE: usize = 52;
@inline export const ACCOUNT_INSTRUMENT_BASE: usize = 54;
@inline export const ACCOUNT_INSTRUMENT_TIER_COUNT: usize = 56;
@inline export const ACCOUNT_INSTRUMENT_IS_DEFINED: usize = 60;
@inline export const ACCOUNT_INSTRUMENT_INITIAL_NUMERATOR: usize = 64;
@inline export const ACCOUNT_INSTRUMENT_INITIAL_DENOMINATOR: usize = 72;

/** A position. 160 bytes; its AccountInstrument follows it. */
@unmanaged
export class AccountPosition {
  // Quantity quanta; negative: short.
  qty: i64;
  // What the open quantity cost; has the sign of `qty`.
  basis: i64;
  // Value of all buys less that of all sells.
  traded: i64;
  realized: i64;
  fee: i64;
  funding: i64;
  // What rounding left out of `traded`, and of fees and funding paid, 10^-9 cash quanta.
  valueResidual: i64;
  rateResidual: i64;
  // Price quanta; 0 before the first mark or fill.
  mark: i64;
  // Absolute value at the mark.
  markValue: i64;
  openValue: i64;
  maintenance: i64;
  makerVolume: i64;
  takerVolume: i64;
  // Realised less fees, plus funding, since the position was opened.
  tripPnl: i64;
  fills: i64;
  // Quantity of the open orders of a side.
  openBuy: i64;
  openSell: i64;
  // Spot: sum of price * quantity of the open buy orders.
  openBuyCost: i64;
  // Held back of the settlement currency.
  initial: i64;
}
@inline export const SIZEOF_ACCOUNT_POSITION: usize = 160;
@inline export const ACCOUNT_POSITION_QTY: usize = 0;
@inline export const ACCOUNT_POSITION_BASIS: usize = 8;
@inline export const ACCOUNT_POSITION_TRADED: usize = 16;
@inline export const ACCOUNT_POSITION_REALIZED: usize = 24;
@inline export const ACCOUNT_POSITION_FEE: usize = 32;
@inline export const ACCOUNT_POSITION_FUNDING: usize = 40;
@inline export const ACCOUNT_POSITION_VALUE_RESIDUAL: usize = 48;
@inline export const ACCOUNT_POSITION_RATE_RESIDUAL: usize = 56;
@inline export const ACCOUNT_POSITION_MARK: usize = 64;
@inline export const ACCOUNT_POSITION_MARK_VALUE: usize = 72;
@inline export const ACCOUNT_POSITION_OPEN_VALUE: usize = 80;
@inline export const ACCOUNT_POSITION_MAINTENANCE: usize = 88;
@inline export const ACCOUNT_POSITION_MAKER_VOLUME: usize = 96;
@inline export const ACCOUNT_POSITION_TAKER_VOLUME: usize = 104;
@inline export const ACCOUNT_POSITION_TRIP_PNL: usize = 112;
@inline export const ACCOUNT_POSITION_FILLS: usize = 120;
@inline export const ACCOUNT_POSITION_OPEN_BUY: usize = 128;
@inline export const ACCOUNT_POSITION_OPEN_SELL: usize = 136;
@inline export const ACCOUNT_POSITION_OPEN_BUY_COST: usize = 144;
@inline export const ACCOUNT_POSITION_INITIAL: usize = 152;

/** One currency of an account. 96 bytes. */
@unmanaged
export class CurrencyBalance {
  cash: i64;
  // Deposits less withdrawals: the counter-account of all cash.
  external: i64;
  // Unrealised result of perpetuals and market value of spot positions.
  openValue: i64;
  // Sum of the positions' absolute values at their marks.
  exposure: i64;
  maintenance: i64;
  realized: i64;
  fee: i64;
  // Received; negative: paid.
  funding: i64;
  // Unrealised result of perpetuals alone.
  unrealized: i64;
  // Held back: initial margins of positions and open orders, cost of open spot orders.
  initial: i64;
  pad0: i64;
  pad1: i64;
}
@inline export const SIZEOF_CURRENCY_BALANCE: usize = 96;
@inline export const CURRENCY_BALANCE_CASH: usize = 0;
@inline export const CURRENCY_BALANCE_EXTERNAL: usize = 8;
@inline export const CURRENCY_BALANCE_OPEN_VALUE: usize = 16;
@inline export const CURRENCY_BALANCE_EXPOSURE: usize = 24;
@inline export const CURRENCY_BALANCE_MAINTENANCE: usize = 32;
@inline export const CURRENCY_BALANCE_REALIZED: usize = 40;
@inline export const CURRENCY_BALANCE_FEE: usize = 48;
@inline export const CURRENCY_BALANCE_FUNDING: usize = 56;
@inline export const CURRENCY_BALANCE_UNREALIZED: usize = 64;
@inline export const CURRENCY_BALANCE_INITIAL: usize = 72;
@inline export const CURRENCY_BALANCE_PAD0: usize = 80;
@inline export const CURRENCY_BALANCE_PAD1: usize = 88;

/** A step of the fee table. 32 bytes. */
@unmanaged
export class FeeTier {
  // 30-day volume at which it starts.
  volumeMin: i64;
  makerRate: i64;
  takerRate: i64;
  pad0: i64;
}
@inline export const SIZEOF_FEE_TIER: usize = 32;
@inline export const FEE_TIER_VOLUME_MIN: usize = 0;
@inline export const FEE_TIER_MAKER_RATE: usize = 8;
@inline export const FEE_TIER_TAKER_RATE: usize = 16;
@inline export const FEE_TIER_PAD0: usize = 24;

/** What `accountMargin` answers, in cash quanta of the instrument's settlement currency. 64 bytes. */
@unmanaged
export class MarginReport {
  equity: i64;
  // Equity without spot positions, less what is held back.
  available: i64;
  unrealized: i64;
  initial: i64;
  maintenance: i64;
  // Price quanta; 0: no price liquidates; -1: the margin does not suffice at any price.
  liquidationPrice: i64;
  mark: i64;
  // Price quanta, to the nearest; 0: no position.
  averagePrice: i64;
}
@inline export const SIZEOF_MARGIN_REPORT: usize = 64;
@inline export const MARGIN_REPORT_EQUITY: usize = 0;
@inline export const MARGIN_REPORT_AVAILABLE: usize = 8;
@inline export const MARGIN_REPORT_UNREALIZED: usize = 16;
@inline export const MARGIN_REPORT_INITIAL: usize = 24;
@inline export const MARGIN_REPORT_MAINTENANCE: usize = 32;
@inline export const MARGIN_REPORT_LIQUIDATION_PRICE: usize = 40;
@inline export const MARGIN_REPORT_MARK: usize = 48;
@inline export const MARGIN_REPORT_AVERAGE_PRICE: usize = 56;

/** A step of the maintenance margin: value * rate - amount from `floor` on. 32 bytes. */
@unmanaged
export class MarginTier {
  // Value at which it starts.
  floor: i64;
  rate: i64;
  amount: i64;
  pad0: i64;
}
@inline export const SIZEOF_MARGIN_TIER: usize = 32;
@inline export const MARGIN_TIER_FLOOR: usize = 0;
@inline export const MARGIN_TIER_RATE: usize = 8;
@inline export const MARGIN_TIER_AMOUNT: usize = 16;
@inline export const MARGIN_TIER_PAD0: usize = 24;
