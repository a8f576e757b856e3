// Accounts and wide integers of the core, by address. Fills and orders go in as records; the 64-bit
// arguments and answers here are BigInt: for tests and cold paths.

export interface AccountExports {
  /** a, b, d (i64) at `at`; the quotient and the remainder of a * b / d behind them. */
  wideMulDiv(at: number, rounding: number): number;
  accountSize(currencies: number, instrumentsMax: number): number;
  accountInit(at: number, currencies: number, instrumentsMax: number): number;
  accountDefine(at: number, id: number, config: number): number;
  accountMarginTiers(at: number, id: number, tiers: number, count: number): number;
  accountFeeTiers(at: number, currency: number, tiers: number, count: number): number;
  accountDeposit(at: number, currency: number, amount: bigint): number;
  accountFill(at: number, record: number): number;
  accountFunding(at: number, id: number, rate: bigint, price: bigint): number;
  accountMark(at: number, id: number, price: bigint): number;
  accountOrderOpened(at: number, id: number, side: number, price: bigint, qty: bigint): number;
  accountOrderClosed(at: number, id: number, side: number, price: bigint, qty: bigint): number;
  /** 0 or an OrderReason. */
  accountCanAfford(at: number, record: number, reference: bigint): number;
  accountCheck(at: number): number;
  accountEquity(at: number, currency: number): bigint;
  accountAvailable(at: number, currency: number): bigint;
  accountIsLiquidatable(at: number, currency: number): number;
  accountIsLiquidatableAt(at: number, id: number, price: bigint): number;
  accountPosition(at: number, id: number): bigint;
  accountAveragePrice(at: number, id: number): bigint;
  accountLiquidationPrice(at: number, id: number): bigint;
  accountUnrealized(at: number, id: number): bigint;
  accountRealized(at: number, id: number): bigint;
  accountFees(at: number, id: number): bigint;
  accountFundingReceived(at: number, id: number): bigint;
  accountMargin(at: number, id: number, report: number): number;
}
