// Records into the L3 book: one OrderEvent or DepthClear at a time. Layout: schema/records.fbs.
import { L3State } from '../abi/l3';
import {
  MarketEvent,
  OrderEvent,
  RecordFlag,
  RecordKind,
  SIZEOF_ORDER_EVENT,
} from '../abi/records';
import { Status } from '../abi/status';
import { l3Add, l3ClearSide, l3Delete, l3Modify, l3Reduce, totalsOf } from './l3';
import { bookRecenter } from './recenter';

@inline const SIDES: u8 = RecordFlag.Buy | RecordFlag.Sell;

/**
 * Applies the record at `record` to the L3 book at `l3`. A status < 0 says why it was refused, and
 * then nothing changed. The side of an order comes from its OrderAdd; price and side of the other
 * kinds are not looked at (an execution may print at another price than the order's).
 * An execution with the flag Hidden changes nothing. Call bookRecenter between events.
 */
export function l3Apply(l3: usize, record: usize): i32 {
  const s = changetype<L3State>(l3);
  const event = changetype<OrderEvent>(record);
  const kind = event.kind;
  if (kind == RecordKind.OrderAdd) {
    const sides = event.flags & SIDES;
    if (sides != RecordFlag.Buy && sides != RecordFlag.Sell) return Status.BadArgument;
    return l3Add(s, event.orderId, sides == RecordFlag.Sell ? 1 : 0, event.price, event.qty);
  }
  if (kind == RecordKind.OrderDelete) return l3Delete(s, event.orderId);
  if (kind == RecordKind.OrderExecute && (event.flags & RecordFlag.Hidden) != 0) return Status.Ok;
  if (kind == RecordKind.OrderExecute || kind == RecordKind.OrderReduce)
    return l3Reduce(s, event.orderId, event.qty);
  if (kind == RecordKind.OrderModify) return l3Modify(s, event.orderId, event.price, event.qty);
  if (kind == RecordKind.DepthClear) return applyClear(s, changetype<MarketEvent>(record));
  return Status.UnknownKind;
}

/** Both sides' flags (or none) and price 0 clear everything; otherwise up to the price. */
function applyClear(s: L3State, event: MarketEvent): i32 {
  const sides = event.flags & SIDES;
  const all = event.price == 0;
  if (sides != RecordFlag.Sell) l3ClearSide(s, 0, event.price, all);
  if (sides != RecordFlag.Buy) l3ClearSide(s, 1, event.price, all);
  return Status.Ok;
}

/**
 * Applies the 64-byte records in [start, end) until one is refused, and keeps the window of the L2
 * book around the market. Returns how many bytes were applied; the i32 at `statusOut` gets the
 * status of the last record looked at.
 */
export function l3ApplyAll(l3: usize, start: usize, end: usize, statusOut: usize): u32 {
  const totals = totalsOf(changetype<L3State>(l3));
  let at = start;
  let status: i32 = Status.Ok;
  while (at < end) {
    status = l3Apply(l3, at);
    if (status < 0) break;
    at += SIZEOF_ORDER_EVENT;
    status = bookRecenter(totals);
    if (status < 0) break;
  }
  store<i32>(statusOut, status);
  return <u32>(at - start);
}
