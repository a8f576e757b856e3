// The strategy contract: the same object runs in a backtest, on paper and live. It knows the market
// from its events alone; time is the time of the events.
import type { Bar, FillEvent, OrderEvent, Print } from './events.ts';
import type { DecimalInput, Market } from './market.ts';
import type {
  MarketStatusName,
  OrderKindName,
  OrderSide,
  SelfTradeName,
  TimeInForceName,
} from './names.ts';
import type { ParamSpecs, ParamsOf } from './params.ts';

/** What a strategy wants to hear of one market. */
export interface MarketNeeds {
  /** `onBook` at every change of depth. */
  readonly book?: boolean;
  /** `onTopOfBook` when the best prices or the quantities there changed. */
  readonly topOfBook?: boolean;
  /** `onTrade` at every print. */
  readonly trades?: boolean;
  /** `onBar` for each of these: `1m`, `1h`, `tick:100`, `renko:10`, ... */
  readonly bars?: readonly string[];
  /** `onMarketStatus` when trading halts, resumes or closes. */
  readonly status?: boolean;
  /** Only watched: no orders can be sent, and no venue is simulated. */
  readonly readOnly?: boolean;
}

/** How long a strategy only listens. Orders are ignored meanwhile. */
export interface Warmup {
  /** Bars of any one series. */
  readonly bars?: number;
  readonly ns?: number;
}

/** An order in quanta, exactly as it goes to the venue. */
export interface OrderRequest {
  readonly market: Market;
  readonly side: OrderSide;
  /** @default 'limit' with a price, 'market' without */
  readonly kind?: OrderKindName;
  readonly qtyQuanta: number;
  readonly priceQuanta?: number;
  readonly stopQuanta?: number;
  /** Iceberg: what is shown. */
  readonly displayQuanta?: number;
  /** Trailing stop: distance from the market. */
  readonly trailQuanta?: number;
  readonly timeInForce?: TimeInForceName;
  /** `gtd`: ns since 1970. */
  readonly expireTsNs?: bigint;
  /** Rejected where it would take; `'slide'`: moved to the nearest price that does not. */
  readonly postOnly?: boolean | 'slide';
  readonly reduceOnly?: boolean;
  /** Where it would take from an own order. @default 'cancelMaker' */
  readonly selfTrade?: SelfTradeName;
  readonly tag?: number;
}

export interface Account {
  /** Cash and open positions at their marks, in the settlement currency. */
  readonly equity: number;
  readonly cash: number;
  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
  readonly fees: number;
  readonly currency: string;
}

export interface Context<P, R extends string = string> {
  readonly params: P;
  readonly markets: Readonly<Record<R, Market>>;
  readonly account: Account;
  /** Start of the run's clock, ns since 1970; `timeNs` counts from it, exactly for 104 days. */
  readonly epochNs: bigint;
  readonly timeNs: number;
  readonly isWarmingUp: boolean;
  /** Own open orders. */
  readonly openOrderCount: number;

  /**
   * Sends an order; returns its id at once. What becomes of it comes as updates and fills: a venue
   * or risk that refuses it says so there.
   *
   * @returns 0 during the warm-up: nothing was sent
   * @throws OutcryError BAD_ORDER for what is no order: NaN, fractions of quanta, no quantity
   */
  submit(order: OrderRequest): number;
  /** @returns false where no such order is open */
  cancel(orderId: number): boolean;
  /** Cancels all open orders, or those of one market; returns how many. */
  cancelAll(market?: Market): number;
  /** New price or new total quantity (filled part included), in quanta. */
  replace(orderId: number, change: { priceQuanta?: number; qtyQuanta?: number }): boolean;
  /** The same in the venue's units. */
  modify(orderId: number, change: { price?: DecimalInput; qty?: DecimalInput }): boolean;
  /** An open order, or one that the present event ended. The view is reused. */
  order(orderId: number): OrderEvent | undefined;
  /** Ids of the open orders, of one market or all. Allocates. */
  openOrders(market?: Market): number[];

  /**
   * `onTimer(id)` once, `delayNs` from now, after all events up to then. Replaces one of that id.
   */
  setTimer(id: number, delayNs: number): void;
  /** `onTimer(id)` every `intervalNs`, first one interval from now. */
  setInterval(id: number, intervalNs: number): void;
  clearTimer(id: number): void;

  /** A line of the run's log, with the time of the event. */
  log(message: string): void;
}

/** What a strategy may handle. All are optional; none may wait: a handler that returns is done. */
export interface Handlers {
  /** Before the first event: timers can be set, orders not yet. */
  onStart?(): void;
  onBook?(market: Market): void;
  onTopOfBook?(market: Market): void;
  onTrade?(print: Print): void;
  onBar?(bar: Bar): void;
  onTimer?(id: number): void;
  onOrder?(order: OrderEvent): void;
  onFill?(fill: FillEvent): void;
  onMarketStatus?(market: Market, status: MarketStatusName): void;
  /**
   * Before a pause: orders can still be sent and taken back. Until `onResume` only `onOrder` and
   * `onFill` are called, new orders are refused, and timers that are due pass.
   */
  onPause?(): void;
  onResume?(): void;
  /** After the last event. */
  onStop?(): void;
  /** What the strategy must remember, as plain data, after `onStop`. */
  snapshot?(): unknown;
  /** Gets back what `snapshot` returned in another run, before `onStart`. */
  restore?(state: unknown): void;
}

export interface StrategyDefinition<S extends ParamSpecs, R extends string> {
  /** kebab-case. */
  readonly name: string;
  readonly description?: string;
  readonly params?: S;
  /** Markets by the role that they play. */
  readonly markets:
    | Readonly<Record<R, MarketNeeds>>
    | ((params: ParamsOf<S>) => Readonly<Record<R, MarketNeeds>>);
  readonly warmup?: Warmup | ((params: ParamsOf<S>) => Warmup);
  /** The strategy itself, in TypeScript. */
  create?(context: Context<ParamsOf<S>, R>): Handlers;
  /**
   * Instead of `create`: its source in AssemblyScript, which exports `create(): Strategy` and is
   * compiled into one module with the core. Text parameters do not reach it.
   */
  readonly assembly?: URL;
}

/** A definition whose types are not known: as hosts take it. */
export interface AnyStrategy {
  readonly name: string;
  readonly description?: string;
  readonly params?: ParamSpecs;
  readonly markets:
    | Readonly<Record<string, MarketNeeds>>
    | ((params: never) => Readonly<Record<string, MarketNeeds>>);
  readonly warmup?: Warmup | ((params: never) => Warmup);
  create?(context: never): Handlers;
  readonly assembly?: URL;
}
