// What the naive matching engine accepts, and what its orders are made of.
import {
  OrderFlag,
  OrderKind,
  OrderReason,
  OrderStatus,
  SelfTrade,
  Side,
  TimeInForce,
} from '../abi/orders.ts';

export interface NaiveCommand {
  readonly kind: number;
  readonly instrumentId: number;
  readonly timeNs: bigint;
  readonly orderId: bigint;
  readonly ownerId: number;
  readonly price: bigint;
  readonly qty: bigint;
  readonly side: number;
  readonly orderKind: number;
  readonly timeInForce: number;
  readonly flags: number;
  readonly selfTrade: number;
  readonly stopPrice: bigint;
  readonly displayQty: bigint;
  readonly trailOffset: bigint;
  readonly expireTsNs: bigint;
}

/** One record of the output as a line of text: what two engines are compared by. */
export type NaiveRecord = string;

export interface NaiveOrder {
  readonly id: bigint;
  readonly owner: number;
  readonly side: number;
  readonly kind: number;
  readonly timeInForce: number;
  readonly flags: number;
  readonly selfTrade: number;
  readonly display: bigint;
  readonly trail: bigint;
  readonly expire: bigint;
  /** Number of its submission: decides between equal stops and between equal expiries. */
  readonly arrival: number;
  price: bigint;
  qty: bigint;
  leaves: bigint;
  /** What shows; all of it unless it is an iceberg. */
  visible: bigint;
  /** Place in the queue of its price: the smaller goes first. */
  rank: number;
  state: 'new' | 'waiting' | 'triggered' | 'resting' | 'over';
  stop: bigint | undefined;
}

export interface NaiveOptions {
  readonly tickSize: bigint;
  readonly lotSize: bigint;
  readonly ordersMax: number;
  readonly ownersMax: number;
  readonly instrumentId: number;
  readonly dayEndNs: bigint;
}

const MOST = 1n << 62n;
export const I64_MAX = (1n << 63n) - 1n;
const DAY = 86_400_000_000_000n;
export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
export const STOPS: readonly number[] = [
  OrderKind.StopMarket,
  OrderKind.StopLimit,
  OrderKind.TrailingStop,
];
export const LIMITS: readonly number[] = [OrderKind.Limit, OrderKind.StopLimit, OrderKind.Iceberg];
export const INSTANT: readonly number[] = [TimeInForce.Ioc, TimeInForce.Fok];

export function isPrice(price: bigint, { tickSize }: NaiveOptions): boolean {
  return price > 0n && price <= MOST && price % tickSize === 0n;
}

export function isQty(qty: bigint, { lotSize }: NaiveOptions): boolean {
  return qty > 0n && qty <= MOST && qty % lotSize === 0n;
}

function isWellFormed(c: NaiveCommand, ownersMax: number): boolean {
  const isStop = STOPS.includes(c.orderKind);
  const isIceberg = c.orderKind === OrderKind.Iceberg;
  const isInstant = INSTANT.includes(c.timeInForce);
  const postOnly = (c.flags & OrderFlag.PostOnly) !== 0;
  const reduceOnly = (c.flags & OrderFlag.ReduceOnly) !== 0;
  const isLimit = LIMITS.includes(c.orderKind);
  const isTimed = c.timeInForce === TimeInForce.Gtd;
  const isDay = c.timeInForce === TimeInForce.Day;
  const isTrailing = c.orderKind === OrderKind.TrailingStop;
  return (
    c.orderId > 0n &&
    c.ownerId < ownersMax &&
    (c.side === Side.Buy || c.side === Side.Sell) &&
    c.orderKind <= OrderKind.Iceberg &&
    c.timeInForce <= TimeInForce.Day &&
    c.selfTrade <= SelfTrade.Decrement &&
    c.flags <= 7 &&
    ((c.flags & OrderFlag.Slide) === 0 || postOnly) &&
    (!postOnly || (isLimit && !isInstant)) &&
    !(c.orderKind === OrderKind.Market && (isTimed || isDay)) &&
    !(isIceberg && (isInstant || reduceOnly)) &&
    (isLimit || c.price === 0n) &&
    (isStop || c.stopPrice === 0n) &&
    (isIceberg || c.displayQty === 0n) &&
    (isTrailing ? c.trailOffset > 0n && c.trailOffset < MOST : c.trailOffset === 0n) &&
    (isTimed ? c.expireTsNs > 0n : c.expireTsNs === 0n)
  );
}

/** Why a new order is refused, whatever the book looks like. */
export function faultOf(
  c: NaiveCommand,
  orders: readonly NaiveOrder[],
  timeNs: bigint,
  options: NaiveOptions,
): number {
  const isStop = STOPS.includes(c.orderKind);
  const isLimit = LIMITS.includes(c.orderKind);
  const isIceberg = c.orderKind === OrderKind.Iceberg;
  const isOpenStop = c.orderKind === OrderKind.TrailingStop && c.stopPrice === 0n;
  if (!isWellFormed(c, options.ownersMax)) return OrderReason.BadOrder;
  if (isLimit && !isPrice(c.price, options)) return OrderReason.BadPrice;
  if (isStop && !isOpenStop && !isPrice(c.stopPrice, options)) return OrderReason.BadPrice;
  if (!isQty(c.qty, options)) return OrderReason.BadQty;
  if (isIceberg && (!isQty(c.displayQty, options) || c.displayQty > c.qty))
    return OrderReason.BadQty;
  if (orders.some((order) => order.id === c.orderId)) return OrderReason.DuplicateOrder;
  if (c.timeInForce === TimeInForce.Gtd && c.expireTsNs <= timeNs) return OrderReason.TimeOver;
  const needsPlace = isStop || (isLimit && !INSTANT.includes(c.timeInForce));
  if (needsPlace && orders.length >= options.ordersMax) return OrderReason.OrdersFull;
  return OrderReason.None;
}

/** When an order ends; 0n: never. */
export function expiryOf(c: NaiveCommand, timeNs: bigint, dayEndNs: bigint): bigint {
  if (c.timeInForce !== TimeInForce.Day) return c.expireTsNs;
  return dayEndNs <= timeNs ? dayEndNs + ((timeNs - dayEndNs) / DAY + 1n) * DAY : dayEndNs;
}

/** Whether the limit of an order allows a trade with a maker. */
export function reaches(order: NaiveOrder, maker: NaiveOrder): boolean {
  if (!LIMITS.includes(order.kind)) return true;
  return order.side === Side.Buy ? order.price >= maker.price : order.price <= maker.price;
}

export function isHit(order: NaiveOrder, price: bigint): boolean {
  if (order.stop === undefined) return false;
  return order.side === Side.Buy ? price >= order.stop : price <= order.stop;
}

/** A trailing stop follows a trade. */
export function trail(order: NaiveOrder, price: bigint): void {
  if (order.kind !== OrderKind.TrailingStop) return;
  const away = order.side === Side.Buy ? price + order.trail : price - order.trail;
  if (order.stop === undefined) order.stop = away;
  else if (order.side === Side.Buy ? away < order.stop : away > order.stop) order.stop = away;
}

export function restingStatus(order: NaiveOrder): number {
  return order.leaves === order.qty ? OrderStatus.Working : OrderStatus.PartiallyFilled;
}
