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
export { accountCheck } from './check';
export { accountEquity, accountMargin } from './margin';
