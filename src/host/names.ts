// Numbers of the core's records as the words of the strategy contract, and back.
import { OrderKind, OrderReason, OrderStatus, SelfTrade, TimeInForce } from '../abi/orders.ts';
import type {
  MarketStatusName,
  OrderKindName,
  OrderStatusName,
  SelfTradeName,
  TimeInForceName,
} from '../strategy/names.ts';

type Uncapitalised<T> = { readonly [K in keyof T as Uncapitalize<K & string>]: T[K] };

function lower<T extends Record<string, number>>(names: T): Uncapitalised<T> {
  const pairs = Object.entries(names).map(([name, value]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    value,
  ]);
  return Object.fromEntries(pairs) as Uncapitalised<T>;
}

function byNumber(names: Readonly<Record<string, number>>): readonly string[] {
  const list: string[] = [];
  for (const [name, value] of Object.entries(names)) list[value] = name;
  return list;
}

export const KIND_NUMBERS: Readonly<Record<OrderKindName, OrderKind>> = lower(OrderKind);
export const SELF_TRADE_NUMBERS: Readonly<Record<SelfTradeName, SelfTrade>> = lower(SelfTrade);
export const TIF_NUMBERS: Readonly<Record<TimeInForceName, TimeInForce>> = lower(TimeInForce);

export const KIND_NAMES = byNumber(lower(OrderKind)) as readonly OrderKindName[];
export const STATUS_NAMES = byNumber(lower(OrderStatus)) as readonly OrderStatusName[];
const REASON_NAMES = byNumber(lower(OrderReason));
export const MARKET_STATUS_NAMES: readonly MarketStatusName[] = [
  'trading',
  'halted',
  'quoteOnly',
  'closed',
];

/** Name of an OrderReason: `none`, `wouldTake`, `riskNotional`, ... */
export function reasonName(reason: number): string {
  return REASON_NAMES[reason] ?? `reason ${reason}`;
}
