// Commands to a matching engine as plain objects, and the records that they become.
import {
  CancelOrderView,
  OrderFlag,
  type OrderHeaderView,
  OrderKind,
  OrderRecordKind,
  ReplaceOrderView,
  SelfTrade,
  Side,
  SubmitOrderView,
  TimeInForce,
} from '../abi/orders.ts';
import { badArgument, checkInteger } from '../errors/arguments.ts';

export type OrderSide = 'buy' | 'sell';
export type OrderKindName =
  | 'limit'
  | 'market'
  | 'stop-market'
  | 'stop-limit'
  | 'trailing-stop'
  | 'iceberg';
export type TimeInForceName = 'gtc' | 'ioc' | 'fok' | 'gtd' | 'day';
export type SelfTradeName = 'allow' | 'cancel-taker' | 'cancel-maker' | 'cancel-both' | 'decrement';

/** A new order. Prices and quantities in quanta; what a kind does not have must be absent. */
export interface NewOrder {
  /** > 0, and not the id of an open order. */
  readonly orderId: bigint;
  readonly side: OrderSide;
  /** @default 'limit' */
  readonly kind?: OrderKindName;
  readonly qty: bigint;
  /** Limit price: limit, stop-limit and iceberg orders. */
  readonly price?: bigint;
  /** Rests until cancelled unless it says otherwise; market orders never rest. @default 'gtc' */
  readonly timeInForce?: TimeInForceName;
  /** `'slide'`: moved to the nearest price that does not take, instead of rejected. */
  readonly postOnly?: boolean | 'slide';
  /** Only closes what the owner's position in this engine holds. */
  readonly reduceOnly?: boolean;
  /** What happens instead of a trade with an order of the same owner. @default 'allow' */
  readonly selfTrade?: SelfTradeName;
  /** Below `ownersMax`. @default 0 */
  readonly ownerId?: number;
  /** Stops: the trade price that wakes them. Trailing stops may have one to begin with. */
  readonly stopPrice?: bigint;
  /** Icebergs: most that shows at a time. */
  readonly displayQty?: bigint;
  /** Trailing stops: distance from the market, > 0. */
  readonly trailOffset?: bigint;
  /** `gtd`: when it ends, ns since 1970. */
  readonly expireTsNs?: bigint;
  /** Time of the command, ns since 1970; the engine's time never runs backwards. @default 0n */
  readonly timeNs?: bigint;
}

export interface Cancellation {
  readonly orderId: bigint;
  readonly ownerId?: number;
  readonly timeNs?: bigint;
}

export interface Replacement {
  readonly orderId: bigint;
  /** New limit price; absent for stops without one. */
  readonly price?: bigint;
  /** New total quantity, filled part included. */
  readonly qty: bigint;
  readonly ownerId?: number;
  readonly timeNs?: bigint;
}

export interface OwnerCancellation {
  readonly ownerId?: number;
  readonly timeNs?: bigint;
}

const SIDES = { buy: Side.Buy, sell: Side.Sell } as const;
const KINDS: Readonly<Record<OrderKindName, number>> = {
  limit: OrderKind.Limit,
  market: OrderKind.Market,
  'stop-market': OrderKind.StopMarket,
  'stop-limit': OrderKind.StopLimit,
  'trailing-stop': OrderKind.TrailingStop,
  iceberg: OrderKind.Iceberg,
};
const TIMES_IN_FORCE: Readonly<Record<TimeInForceName, number>> = {
  gtc: TimeInForce.Gtc,
  ioc: TimeInForce.Ioc,
  fok: TimeInForce.Fok,
  gtd: TimeInForce.Gtd,
  day: TimeInForce.Day,
};
const SELF_TRADES: Readonly<Record<SelfTradeName, number>> = {
  allow: SelfTrade.Allow,
  'cancel-taker': SelfTrade.CancelTaker,
  'cancel-maker': SelfTrade.CancelMaker,
  'cancel-both': SelfTrade.CancelBoth,
  decrement: SelfTrade.Decrement,
};

const I64_MIN = -(1n << 63n);
const I64_MAX = (1n << 63n) - 1n;

function code(name: string, codes: Readonly<Record<string, number>>, what: string): number {
  const value = Object.hasOwn(codes, name) ? codes[name] : undefined;
  if (value === undefined)
    throw badArgument(`${what} is unknown`, `one of ${Object.keys(codes).join(', ')}`, name);
  return value;
}

/** A bigint that fits in 64 bits; `0n` for what is absent. */
function int64(value: unknown, what: string): bigint {
  if (value === undefined) return 0n;
  if (typeof value !== 'bigint' || value < I64_MIN || value > I64_MAX)
    throw badArgument(`${what} is no 64-bit integer`, 'a bigint, quanta or ns', value);
  return value;
}

function owner(value: number | undefined): number {
  if (value !== undefined) checkInteger(value, 'ownerId', 0, 65_535);
  return value ?? 0;
}

/** Largest command, bytes. */
export const COMMAND_BYTES = SubmitOrderView.size;

interface Head {
  readonly kind: number;
  readonly size: number;
  readonly instrumentId: number;
  readonly timeNs: bigint;
}

function writeHead(record: OrderHeaderView, head: Head): void {
  const { view, offset } = record;
  new Uint8Array(view.buffer, view.byteOffset + offset, head.size).fill(0);
  record.size = head.size;
  record.kind = head.kind;
  record.instrumentId = head.instrumentId;
  record.recvTsNs = head.timeNs;
  record.exchangeTsNs = head.timeNs;
}

function isPlain(order: NewOrder): boolean {
  const isLong = order.stopPrice ?? order.displayQty ?? order.trailOffset ?? order.expireTsNs;
  return isLong === undefined;
}

/** Writes a Submit to `at`; returns its bytes. @throws OutcryError BAD_ARGUMENT */
export function writeSubmit(
  view: DataView,
  at: number,
  order: NewOrder,
  instrumentId: number,
): number {
  const side = code(order.side, SIDES, 'side');
  const kind = code(order.kind ?? 'limit', KINDS, 'kind');
  const timeInForce = code(order.timeInForce ?? 'gtc', TIMES_IN_FORCE, 'timeInForce');
  const selfTrade = code(order.selfTrade ?? 'allow', SELF_TRADES, 'selfTrade');
  const size = isPlain(order) ? 64 : COMMAND_BYTES;
  const timeNs = int64(order.timeNs, 'timeNs');
  const record = new SubmitOrderView(view, at);
  writeHead(record, { kind: OrderRecordKind.Submit, size, instrumentId, timeNs });
  record.orderId = int64(order.orderId, 'orderId');
  record.price = int64(order.price, 'price');
  record.qty = int64(order.qty, 'qty');
  record.side = side;
  record.orderKind = kind;
  record.timeInForce = timeInForce;
  record.selfTrade = selfTrade;
  record.ownerId = owner(order.ownerId);
  let flags = order.reduceOnly === true ? OrderFlag.ReduceOnly : 0;
  if (order.postOnly === true || order.postOnly === 'slide') flags |= OrderFlag.PostOnly;
  if (order.postOnly === 'slide') flags |= OrderFlag.Slide;
  record.orderFlags = flags;
  if (size === 64) return size;
  record.stopPrice = int64(order.stopPrice, 'stopPrice');
  record.displayQty = int64(order.displayQty, 'displayQty');
  record.trailOffset = int64(order.trailOffset, 'trailOffset');
  record.expireTsNs = int64(order.expireTsNs, 'expireTsNs');
  return size;
}

/** Writes a Cancel, or a CancelAll where there is no `orderId`. */
export function writeCancel(
  view: DataView,
  at: number,
  what: OwnerCancellation & { readonly orderId?: bigint },
  instrumentId: number,
): number {
  const kind = what.orderId === undefined ? OrderRecordKind.CancelAll : OrderRecordKind.Cancel;
  const record = new CancelOrderView(view, at);
  const timeNs = int64(what.timeNs, 'timeNs');
  writeHead(record, { kind, size: CancelOrderView.size, instrumentId, timeNs });
  record.orderId = int64(what.orderId, 'orderId');
  record.ownerId = owner(what.ownerId);
  return CancelOrderView.size;
}

export function writeReplace(
  view: DataView,
  at: number,
  what: Replacement,
  instrumentId: number,
): number {
  const record = new ReplaceOrderView(view, at);
  const timeNs = int64(what.timeNs, 'timeNs');
  const size = ReplaceOrderView.size;
  writeHead(record, { kind: OrderRecordKind.Replace, size, instrumentId, timeNs });
  record.orderId = int64(what.orderId, 'orderId');
  record.price = int64(what.price, 'price');
  record.qty = int64(what.qty, 'qty');
  record.ownerId = owner(what.ownerId);
  return size;
}
