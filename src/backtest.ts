// outcry/backtest: strategies over recorded markets.
export {
  type BacktestHooks,
  type BacktestOptions,
  type BacktestRun,
  runBacktest,
  type StrategyChoice,
} from './backtest/backtest.ts';
export { OutcryError } from './errors/outcry-error.ts';
export type { Execution, TermsOptions } from './host/execution.ts';
export type { BacktestResult, StrategyResult } from './stats/result.ts';
