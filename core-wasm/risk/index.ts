// What the host and tests reach of risk.
export { riskSize } from './state';
export { riskConfigure, riskDefine, riskInit } from './define';
export { riskKill, riskResume } from './breakers';
export {
  riskFill,
  riskMark,
  riskOrderChanged,
  riskOrderClosed,
  riskOrderOpened,
  riskUpdate,
} from './events';
export { riskCheck, riskCheckRecord, riskCheckReplace } from './check';
