// `outcry/bars`: bars from trades, quotes and smaller bars, over columns and over streams.

export type { Amount } from './bars/amount.ts';
export type { Bar, Ohlc } from './bars/bar.ts';
export { type BarColumns, Bars, type BatchOptions } from './bars/batch.ts';
export {
  BarBuilder,
  type BarCounts,
  type BarEvent,
  type QuoteEvent,
  type TradeEvent,
} from './bars/builder.ts';
export type { CandleColumns, EventColumns, QuoteColumns, TradeColumns } from './bars/columns.ts';
export { barsOf, createBarBuilder, createTimeframes } from './bars/default.ts';
export type {
  BarOptions,
  BarPolicyName,
  BarSourceName,
  ExpectedImbalance,
  Scales,
} from './bars/options.ts';
export { type BarKindName, type BarSpec, parseBarSpec } from './bars/spec.ts';
export { alignBars, type ClosedBar, type KnownColumns, Timeframes } from './bars/timeframes.ts';
export { type ZoneOffset, zoneOffsets } from './bars/zone.ts';
export { OutcryError } from './errors/outcry-error.ts';
