// What a new order must be before a venue looks at the market.
import { OrderFlag, OrderKind, OrderReason, SelfTrade, TimeInForce } from '../abi/orders';
import { OwnOrder, VenueState } from '../abi/venue';
import { instrumentOf, isCompat } from './state';

@inline
export function isStopKind(kind: u8): bool {
  return (
    kind == OrderKind.StopMarket || kind == OrderKind.StopLimit || kind == OrderKind.TrailingStop
  );
}

/** Whether orders of this kind have a limit price. */
@inline
export function hasPrice(kind: u8): bool {
  return kind == OrderKind.Limit || kind == OrderKind.StopLimit || kind == OrderKind.Iceberg;
}

/** Bound of all numbers of an order: sums and distances of them stay far from the end of i64. */
@inline const NUMBER_MAX: i64 = 1 << 60;

/** Whether a price is above zero and on the grid. */
export function isPrice(v: VenueState, price: i64): bool {
  return price > 0 && price <= NUMBER_MAX && price % instrumentOf(v).tickSize == 0;
}

export function isQty(v: VenueState, qty: i64): bool {
  return qty > 0 && qty <= NUMBER_MAX && qty % instrumentOf(v).lotSize == 0;
}

@inline
function isImmediate(timeInForce: u8): bool {
  return timeInForce == TimeInForce.Ioc || timeInForce == TimeInForce.Fok;
}

/** Whether a combination of fields makes sense. `order` has what a short Submit leaves out as 0. */
function isWhole(order: OwnOrder): bool {
  const kind = order.orderKind;
  const flags = order.orderFlags;
  if (order.side > 1 || kind > OrderKind.Iceberg || order.timeInForce > TimeInForce.Day)
    return false;
  if (order.selfTrade > SelfTrade.Decrement) return false;
  if ((flags & ~(OrderFlag.PostOnly | OrderFlag.Slide | OrderFlag.ReduceOnly)) != 0) return false;
  const rests = kind == OrderKind.Limit || kind == OrderKind.Iceberg;
  const posts = (flags & OrderFlag.PostOnly) != 0;
  if (posts && (!rests || isImmediate(order.timeInForce))) return false;
  if ((flags & OrderFlag.Slide) != 0 && !posts) return false;
  if (kind == OrderKind.Iceberg) {
    if (isImmediate(order.timeInForce) || order.displayQty <= 0) return false;
  } else if (order.displayQty != 0) return false;
  if (kind == OrderKind.TrailingStop ? order.trailOffset <= 0 : order.trailOffset != 0)
    return false;
  if (order.trailOffset > NUMBER_MAX) return false;
  if (!isStopKind(kind) && order.stopPrice != 0) return false;
  return order.timeInForce == TimeInForce.Gtd ? order.expireTsNs > 0 : order.expireTsNs == 0;
}

/** hftbacktest has limit and market orders, good till cancelled, post-only, IOC and FOK. */
function hasCompat(order: OwnOrder): bool {
  return (
    order.orderKind <= OrderKind.Market &&
    order.timeInForce <= TimeInForce.Fok &&
    (order.orderFlags & ~OrderFlag.PostOnly) == 0
  );
}

/** Why an order can be no order at all, whatever the market; None: it can. */
export function faultOf(v: VenueState, order: OwnOrder): u8 {
  const kind = order.orderKind;
  if (order.orderId <= 0 || !isWhole(order)) return OrderReason.BadOrder;
  if (isCompat(v) && !hasCompat(order)) return OrderReason.BadOrder;
  if (!isQty(v, order.qty)) return OrderReason.BadQty;
  if (order.displayQty != 0 && (!isQty(v, order.displayQty) || order.displayQty > order.qty))
    return OrderReason.BadQty;
  if (hasPrice(kind) ? !isPrice(v, order.price) : order.price != 0) return OrderReason.BadPrice;
  const needsStop = kind == OrderKind.StopMarket || kind == OrderKind.StopLimit;
  if ((needsStop || order.stopPrice != 0) && !isPrice(v, order.stopPrice))
    return OrderReason.BadPrice;
  if (order.timeInForce == TimeInForce.Gtd && order.expireTsNs <= v.nowNs)
    return OrderReason.TimeOver;
  return OrderReason.None;
}
