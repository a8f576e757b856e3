// outcry/strategy: what a strategy is written with.
export {
  defineSignals,
  type SignalDefinition,
  type SignalStrategy,
} from './signals/define-signals.ts';
export type { Rule } from './signals/rule.ts';
export type {
  Account,
  Context,
  Handlers,
  MarketNeeds,
  OrderRequest,
  StrategyDefinition,
  Warmup,
} from './strategy/contract.ts';
export { defineStrategy } from './strategy/define.ts';
export type {
  Bar,
  FillEvent,
  MarketStatusName,
  OrderEvent,
  OrderKindName,
  OrderSide,
  OrderStatusName,
  Print,
} from './strategy/events.ts';
export type {
  DecimalInput,
  Level,
  Market,
  SignalOptions,
  TimeInForceName,
} from './strategy/market.ts';
export {
  bool,
  choice,
  decimal,
  int,
  number,
  type ParamSpec,
  type ParamSpecs,
  type ParamsOf,
  text,
} from './strategy/params.ts';
