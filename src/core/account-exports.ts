// Accounts and wide integers of the core, by address. 64-bit values go through memory.

export interface AccountExports {
  /** a, b, d (i64) at `at`; the quotient and the remainder of a * b / d behind them. */
  wideMulDiv(at: number, rounding: number): number;
  accountSize(currencies: number, instrumentsMax: number): number;
  accountInit(at: number, currencies: number, instrumentsMax: number): number;
  accountDefine(at: number, id: number, config: number): number;
  accountMarginTiers(at: number, id: number, tiers: number, count: number): number;
  accountFeeTiers(at: number, tiers: number, count: number): number;
  accountDeposit(at: number, currency: number, amountPtr: number): number;
  accountFill(at: number, record: number): number;
  accountFunding(at: number, id: number, args: number): number;
  accountMark(at: number, id: number, pricePtr: number): number;
  accountCheck(at: number): number;
  accountEquity(at: number, currency: number, out: number): number;
  accountMargin(at: number, id: number, report: number): number;
}
