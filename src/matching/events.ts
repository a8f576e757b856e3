// What a matching engine answers, as plain objects.
import {
  MatchView,
  OrderHeaderView,
  OrderReason,
  OrderRecordKind,
  OrderStatus,
  OrderUpdateView,
} from '../abi/orders.ts';
import { RecordFlag } from '../abi/records.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { OrderSide } from './commands.ts';

export type OrderStatusName = keyof typeof OrderStatus;
export type OrderReasonName = keyof typeof OrderReason;

/** One trade. */
export interface MatchEvent {
  readonly type: 'match';
  readonly timeNs: bigint;
  readonly takerOrderId: bigint;
  readonly makerOrderId: bigint;
  readonly takerSide: OrderSide;
  readonly price: bigint;
  readonly qty: bigint;
  /** What is left of the maker's order; 0n: it is gone. */
  readonly makerLeavesQty: bigint;
}

/** The state of an order after a command, or after an event that is no trade. */
export interface UpdateEvent {
  readonly type: 'update';
  readonly timeNs: bigint;
  readonly orderId: bigint;
  readonly ownerId: number;
  readonly side: OrderSide;
  readonly price: bigint;
  readonly leavesQty: bigint;
  readonly cumQty: bigint;
  readonly status: OrderStatusName;
  readonly reason: OrderReasonName;
}

export type MatchingEvent = MatchEvent | UpdateEvent;

function namesOf<Name extends string>(codes: Readonly<Record<Name, number>>): Map<number, Name> {
  return new Map((Object.keys(codes) as Name[]).map((name) => [codes[name], name]));
}

const STATUSES = namesOf(OrderStatus);
const REASONS = namesOf(OrderReason);

function readMatch(view: DataView, at: number): MatchEvent {
  const record = new MatchView(view, at);
  return {
    type: 'match',
    timeNs: record.recvTsNs,
    takerOrderId: record.takerOrderId,
    makerOrderId: record.makerOrderId,
    takerSide: (record.flags & RecordFlag.Buy) !== 0 ? 'buy' : 'sell',
    price: record.price,
    qty: record.qty,
    makerLeavesQty: record.makerLeavesQty,
  };
}

function readUpdate(view: DataView, at: number): UpdateEvent {
  const record = new OrderUpdateView(view, at);
  return {
    type: 'update',
    timeNs: record.recvTsNs,
    orderId: record.orderId,
    ownerId: record.ownerId,
    side: record.side === 0 ? 'buy' : 'sell',
    price: record.price,
    leavesQty: record.leavesQty,
    cumQty: record.cumQty,
    status: STATUSES.get(record.status) ?? 'None',
    reason: REASONS.get(record.reason) ?? 'None',
  };
}

/**
 * The records in [start, end) of `view` as objects.
 * @throws OutcryError UNKNOWN_KIND for bytes that no matching engine wrote
 */
export function readMatchingEvents(view: DataView, start: number, end: number): MatchingEvent[] {
  const events: MatchingEvent[] = [];
  const header = new OrderHeaderView(view, start);
  for (; header.offset < end; header.offset += 64) {
    const at = header.offset;
    if (header.kind === OrderRecordKind.Match) events.push(readMatch(view, at));
    else if (header.kind === OrderRecordKind.Update) events.push(readUpdate(view, at));
    else
      throw new OutcryError('UNKNOWN_KIND', 'input', 'no record of a matching engine', {
        expected: `kind ${OrderRecordKind.Update} or ${OrderRecordKind.Match}`,
        found: `kind ${header.kind}`,
        offset: at,
      });
  }
  return events;
}
