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
export type { Bar, FillEvent, OrderEvent, Print } from './strategy/events.ts';
export type { DecimalInput, Level, Market, SignalOptions } from './strategy/market.ts';
export type {
  MarketStatusName,
  OrderKindName,
  OrderSide,
  OrderStatusName,
  SelfTradeName,
  TimeInForceName,
} from './strategy/names.ts';
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
