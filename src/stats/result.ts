// What a backtest leaves behind, as plain data: the input of the metrics and of the reports.
import type { StrategyMetrics } from './summary.ts';

export type Side = 'buy' | 'sell';
/** Whether an order waited in the book or took what was there. */
export type Role = 'maker' | 'taker';
/** A number, or decimal text where the exact digits shall stay as they were. */
export type Decimal = number | string;

export interface Fill {
  /** ns since 1970 UTC. */
  readonly timeNs: bigint;
  readonly orderId: string;
  readonly instrument: string;
  readonly side: Side;
  readonly price: Decimal;
  /** Positive, in units of the base. */
  readonly qty: Decimal;
  readonly role: Role;
  /** In the currency of the equity; negative for a rebate. */
  readonly fee: Decimal;
  /** Mid price when the order was decided, for the implementation shortfall. */
  readonly decisionMid?: number;
}

export interface EquityPoint {
  readonly timeNs: bigint;
  /** Cash and open positions at their marks. */
  readonly equity: number;
  /** Signed position in units of the base; with several instruments the sum of their sizes. */
  readonly position: number;
  readonly cash: number;
}

export interface MarkPoint {
  readonly timeNs: bigint;
  readonly price: number;
}

/** Mark prices (mids, as a rule) of one instrument, in order of time. */
export interface MarkSeries {
  readonly instrument: string;
  readonly points: readonly MarkPoint[];
}

export interface OrderCounts {
  readonly submitted: number;
  readonly accepted: number;
  readonly filled: number;
  readonly cancelled: number;
  readonly expired: number;
  /** Refused orders by reason. */
  readonly refused: Readonly<Record<string, number>>;
}

export interface RunFault {
  readonly code: string;
  readonly message: string;
  readonly timeNs?: bigint;
}

/** Values that JSON can carry, and bigint, which is written as text. */
export type PlainValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

export interface StrategyResult {
  readonly name: string;
  readonly params: Readonly<Record<string, PlainValue>>;
  /** Hash over the strategy's decisions. */
  readonly decisionHash: string;
  /** In order of time. */
  readonly fills: readonly Fill[];
  /** In order of time, at least one. */
  readonly equity: readonly EquityPoint[];
  readonly orders: OrderCounts;
  readonly metrics: StrategyMetrics;
  readonly errors: readonly RunFault[];
}

export interface BacktestResult {
  readonly title: string;
  /** Version of the engine that ran. */
  readonly version: string;
  /** Run configuration as the user gave it, with defaults filled in. */
  readonly config: Readonly<Record<string, PlainValue>>;
  /** Hash over the market data that was replayed. */
  readonly dataHash: string;
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** Currency of equity, fees and results. */
  readonly currency: string;
  readonly marks: readonly MarkSeries[];
  readonly strategies: readonly StrategyResult[];
  /** What a reader must know: the fill rule, at what an open position was valued. */
  readonly notes: readonly string[];
  /** Faults of the run itself. */
  readonly errors: readonly RunFault[];
}
