// Writes a strategy's orders as records of the core. What is no order at all is refused here, at
// the call; whether venue or risk take it comes back as an update.
import { OrderFlag, OrderHeaderAt, Side, SubmitOrderAt, SubmitOrderView } from '../abi/orders.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { OrderRequest } from '../strategy/contract.ts';
import type { OrderKindName } from '../strategy/names.ts';
import { writeI64 } from './int64.ts';
import { KIND_NUMBERS, SELF_TRADE_NUMBERS, TIF_NUMBERS } from './names.ts';

/** The error of an order that is none. */
export function badOrder(field: string, expected: string, found: unknown): OutcryError {
  return new OutcryError('BAD_ORDER', 'usage', `no order: ${field} is refused`, {
    expected,
    found: String(found),
  });
}

function whole(field: string, value: number | undefined, least: number): number {
  if (value === undefined) return 0;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw badOrder(field, `a whole number of quanta from ${least} on`, value);
}

function kindOf(order: OrderRequest): OrderKindName {
  if (order.kind !== undefined) return order.kind;
  if (order.displayQuanta !== undefined) return 'iceberg';
  if (order.trailQuanta !== undefined) return 'trailingStop';
  if (order.stopQuanta !== undefined)
    return order.priceQuanta === undefined ? 'stopMarket' : 'stopLimit';
  return order.priceQuanta === undefined ? 'market' : 'limit';
}

function flagsOf(order: OrderRequest): number {
  const { postOnly } = order;
  const post = postOnly === undefined || postOnly === false ? 0 : OrderFlag.PostOnly;
  const slide = postOnly === 'slide' ? OrderFlag.Slide : 0;
  return post | slide | (order.reduceOnly === true ? OrderFlag.ReduceOnly : 0);
}

/**
 * Writes `order` at `at`, 128 bytes.
 *
 * @throws OutcryError BAD_ORDER: NaN, fractions of quanta, zero, negative, unknown words
 */
export function writeOrder(view: DataView, at: number, order: OrderRequest): void {
  const kind = KIND_NUMBERS[kindOf(order)];
  const timeInForce = TIF_NUMBERS[order.timeInForce ?? 'gtc'];
  if (kind === undefined) throw badOrder('kind', Object.keys(KIND_NUMBERS).join(', '), order.kind);
  if (timeInForce === undefined)
    throw badOrder('timeInForce', Object.keys(TIF_NUMBERS).join(', '), order.timeInForce);
  const selfTrade = SELF_TRADE_NUMBERS[order.selfTrade ?? 'cancelMaker'];
  if (selfTrade === undefined)
    throw badOrder('selfTrade', Object.keys(SELF_TRADE_NUMBERS).join(', '), order.selfTrade);
  if (order.side !== 'buy' && order.side !== 'sell')
    throw badOrder('side', "'buy' or 'sell'", order.side);
  const qty = whole('qtyQuanta', order.qtyQuanta, 1);
  const price = whole('priceQuanta', order.priceQuanta, 1);
  const stop = whole('stopQuanta', order.stopQuanta, 1);
  const display = whole('displayQuanta', order.displayQuanta, 1);
  const trail = whole('trailQuanta', order.trailQuanta, 1);
  const tag = whole('tag', order.tag, Number.MIN_SAFE_INTEGER);
  for (let i = 0; i < SubmitOrderView.size; i += 8) view.setFloat64(at + i, 0, true);
  view.setUint16(at + OrderHeaderAt.instrumentId, order.market.id, true);
  writeI64(view, at + SubmitOrderAt.price, price);
  writeI64(view, at + SubmitOrderAt.qty, qty);
  view.setUint8(at + SubmitOrderAt.side, order.side === 'buy' ? Side.Buy : Side.Sell);
  view.setUint8(at + SubmitOrderAt.orderKind, kind);
  view.setUint8(at + SubmitOrderAt.timeInForce, timeInForce);
  view.setUint8(at + SubmitOrderAt.orderFlags, flagsOf(order));
  view.setUint8(at + SubmitOrderAt.selfTrade, selfTrade);
  writeI64(view, at + SubmitOrderAt.stopPrice, stop);
  writeI64(view, at + SubmitOrderAt.displayQty, display);
  writeI64(view, at + SubmitOrderAt.trailOffset, trail);
  if (order.expireTsNs !== undefined)
    view.setBigInt64(at + SubmitOrderAt.expireTsNs, order.expireTsNs, true);
  writeI64(view, at + SubmitOrderAt.tag, tag);
}
