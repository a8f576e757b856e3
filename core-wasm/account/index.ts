// What the host and tests reach of accounts.
export { wideMulDiv } from '../math/wide';
export { accountSize } from './state';
export {
  accountDefine,
  accountDeposit,
  accountFeeTiers,
  accountInit,
  accountMarginTiers,
} from './define';
export { accountFill, accountFunding, accountMark } from './book';
export { accountCanAfford, accountOrderClosed, accountOrderOpened } from './orders';
export { accountCheck } from './check';
export {
  accountAvailable,
  accountAveragePrice,
  accountEquity,
  accountFees,
  accountFundingReceived,
  accountIsLiquidatable,
  accountIsLiquidatableAt,
  accountLiquidationPrice,
  accountMargin,
  accountPosition,
  accountRealized,
  accountUnrealized,
} from './margin';
