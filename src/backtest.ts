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
export type { SweepMetrics, SweepRun } from './report/sweep-data.ts';
export type { BacktestResult, StrategyResult } from './stats/result.ts';
export { type Grid, type GridRange, parseGridText } from './sweep/grid.ts';
export {
  type RankedSweep,
  type RunSweepOptions,
  runSweep,
  type SweepHooks,
} from './sweep/run-sweep.ts';
