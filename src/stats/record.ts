// What the host of a run records, as columns: the input of the metrics, the result files and the
// reports. Integers as the account and the venue book them, so that nothing is lost on the way;
// metrics convert to floats once. The core's recorder and `fill-log.ts` fill them.
import type { LiquidityRole, Side } from '../abi/orders.ts';
import type { CurveFall } from './equity.ts';

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

/** An instrument of the run; columns name it by its place in `RunRecord.instruments`. */
export interface RunInstrument {
  readonly symbol: string;
  /** Decimals of prices and quantities: quanta are 10^-scale. */
  readonly priceScale: number;
  readonly qtyScale: number;
  /** `inverse`: contracts of a fixed sum of quote, settled in the base. `linear` by default. */
  readonly kind?: 'linear' | 'inverse';
  /** Units of the base (linear) or sums of the quote (inverse) of one quantity; 1 by default. */
  readonly multiplier?: number;
}

/** Executions of one strategy in order of time. Columns may be longer than `length`. */
export interface FillColumns {
  readonly length: number;
  /** ns since 1970 UTC. */
  readonly timeNs: BigInt64Array;
  readonly orderId: BigInt64Array;
  /** Places in `RunRecord.instruments`. */
  readonly instrument: Uint16Array;
  /** `Side` and `LiquidityRole` of the ABI. */
  readonly side: Uint8Array;
  readonly role: Uint8Array;
  /** Quanta of the instrument; quantities are positive. */
  readonly price: BigInt64Array;
  readonly qty: BigInt64Array;
  /** Cash quanta; negative: a rebate. */
  readonly fee: BigInt64Array;
  /** Realised by the fill, without fee, cash quanta. */
  readonly realizedPnl: BigInt64Array;
  /** Mid when the order was decided, price units; NaN where it is not known. */
  readonly decisionMid: Float64Array;
  /** One column per `RunRecord.horizonsMs`: the mid that long after the fill; NaN: not known. */
  readonly midAfter: readonly Float64Array[];
}

/** One execution, as the host hands it over. Units as in `FillColumns`. */
export interface FillRow {
  readonly timeNs: bigint;
  readonly orderId: bigint;
  readonly instrument: number;
  readonly side: Side;
  readonly role: LiquidityRole;
  readonly price: bigint;
  readonly qty: bigint;
  readonly fee: bigint;
  readonly realizedPnl: bigint;
  readonly decisionMid: number;
}

/** How a curve was thinned: see `core-wasm/session/curve.ts`. */
export interface Thinning {
  /** Buckets of this length, aligned to 1970 UTC, keep four points each at most. */
  readonly bucketMs: number;
  /** Points that were offered. */
  readonly offered: number;
}

/**
 * Equity of one strategy in order of time, at least one point; a point holds until the next.
 * Columns may be longer than `length`.
 */
export interface EquityColumns extends Thinning {
  readonly length: number;
  readonly timeNs: BigInt64Array;
  /** Cash and open positions at their marks; cash quanta. */
  readonly equity: BigInt64Array;
  readonly cash: BigInt64Array;
  /** Signed position in units of its instrument; of several, the sum of sizes times mids. */
  readonly position: Float64Array;
  /** Symbol of the only instrument of the strategy; undefined: it has several. */
  readonly positionOf?: string | undefined;
  /** Of every point offered, thinned ones included. */
  readonly fall: CurveFall;
  /** Time with a position, over every point offered. */
  readonly heldNs: bigint;
  /** Integral of the equity over time, for its mean: cash quanta times seconds. */
  readonly equitySeconds: number;
}

/**
 * Mid prices of one instrument in order of time; may be empty where no book was live. Columns may
 * be longer than `length`.
 */
export interface MarkColumns extends Thinning {
  readonly length: number;
  readonly timeNs: BigInt64Array;
  /** Price units. */
  readonly price: Float64Array;
}

/** After a fill the mid so much later is recorded. */
export const DEFAULT_HORIZONS_MS = [1000, 5000, 30_000] as const;

/** What the host of one or more strategies recorded. */
export interface RecordedColumns {
  /** By strategy. */
  readonly fills: readonly FillColumns[];
  readonly equity: readonly EquityColumns[];
  /** By instrument. */
  readonly marks: readonly MarkColumns[];
  readonly horizonsMs: readonly number[];
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

export interface StrategyRecord {
  readonly name: string;
  readonly params: Readonly<Record<string, PlainValue>>;
  /** Hash over the strategy's decisions. */
  readonly decisionHash: string;
  readonly fills: FillColumns;
  readonly equity: EquityColumns;
  /** Received on perpetuals that were held, cash quanta; negative: paid. @default 0n */
  readonly funding?: bigint;
  readonly orders: OrderCounts;
  readonly errors: readonly RunFault[];
}

/** One run: every strategy saw the same market. */
export interface RunRecord {
  readonly title: string;
  /** Version of the engine that ran. */
  readonly version: string;
  /** Configuration as the user gave it, with defaults filled in. */
  readonly config: Readonly<Record<string, PlainValue>>;
  /** Hash over the market data that was replayed. */
  readonly dataHash: string;
  readonly startNs: bigint;
  readonly endNs: bigint;
  /** Currency of equity, fees and results, and its decimals. */
  readonly currency: string;
  readonly cashScale: number;
  readonly instruments: readonly RunInstrument[];
  /** One entry per instrument, in their order. The first is that of the buy-and-hold line. */
  readonly marks: readonly MarkColumns[];
  /** Horizons of the mark-outs. */
  readonly horizonsMs: readonly number[];
  readonly strategies: readonly StrategyRecord[];
  /** What a reader must know besides what the configuration says. */
  readonly notes: readonly string[];
  /** Faults of the run itself. */
  readonly errors: readonly RunFault[];
}

/** Money or quantity of quanta as a float: for metrics and drawings, not for bookings. */
export function unitsOf(quanta: bigint, scale: number): number {
  return Number(quanta) / 10 ** scale;
}

/** Worth of one quantity unit at a price: a position gains its size times the worth's change. */
export function worthOf(instrument: RunInstrument, price: number): number {
  const multiplier = instrument.multiplier ?? 1;
  return instrument.kind === 'inverse' ? -multiplier / price : multiplier * price;
}
