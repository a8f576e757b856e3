// The records of commands to a matching engine, and its answers as the lines of the naive one.
import {
  CancelOrderView,
  MatchView,
  OrderHeaderView,
  OrderRecordKind,
  OrderUpdateView,
  ReplaceOrderView,
  SubmitOrderView,
} from '../abi/orders.ts';
import { RecordFlag } from '../abi/records.ts';
import type { MatchingEvent } from '../matching/events.ts';
import type { NaiveCommand, NaiveRecord } from './naive-matching-rules.ts';

function writeHeader(record: OrderHeaderView, c: NaiveCommand, size: number): void {
  record.size = size;
  record.kind = c.kind;
  record.instrumentId = c.instrumentId;
  record.recvTsNs = c.timeNs;
}

/** Writes the record of a command; returns its bytes. What is no field has `noise` in it. */
export function writeCommand(view: DataView, at: number, c: NaiveCommand, noise: number): number {
  new Uint8Array(view.buffer, view.byteOffset + at, SubmitOrderView.size).fill(noise);
  if (c.kind === OrderRecordKind.Cancel || c.kind === OrderRecordKind.CancelAll) {
    const record = new CancelOrderView(view, at);
    writeHeader(record, c, CancelOrderView.size);
    record.orderId = c.orderId;
    record.ownerId = c.ownerId;
    return CancelOrderView.size;
  }
  if (c.kind === OrderRecordKind.Replace) {
    const record = new ReplaceOrderView(view, at);
    writeHeader(record, c, ReplaceOrderView.size);
    record.orderId = c.orderId;
    record.ownerId = c.ownerId;
    record.price = c.price;
    record.qty = c.qty;
    return ReplaceOrderView.size;
  }
  const record = new SubmitOrderView(view, at);
  const isPlain = (c.stopPrice | c.displayQty | c.trailOffset | c.expireTsNs) === 0n;
  const size = isPlain ? 64 : SubmitOrderView.size;
  writeHeader(record, c, size);
  record.orderId = c.orderId;
  record.price = c.price;
  record.qty = c.qty;
  record.side = c.side;
  record.orderKind = c.orderKind;
  record.timeInForce = c.timeInForce;
  record.orderFlags = c.flags;
  record.selfTrade = c.selfTrade;
  record.ownerId = c.ownerId;
  record.stopPrice = c.stopPrice;
  record.displayQty = c.displayQty;
  record.trailOffset = c.trailOffset;
  record.expireTsNs = c.expireTsNs;
  return size;
}

const BOTH = RecordFlag.Exchange | RecordFlag.Local;

/** A record of a matching engine as the line that the naive engine says; every byte counts. */
export function recordLine(view: DataView, at: number): NaiveRecord {
  const head = new OrderHeaderView(view, at);
  const time = head.recvTsNs;
  if (head.size !== 64 || head.exchangeTsNs !== time) return `broken header at ${at}`;
  if (head.kind === OrderRecordKind.Match) {
    const m = new MatchView(view, at);
    const side = m.flags === (BOTH | RecordFlag.Buy) ? 0 : 1;
    if (side === 1 && m.flags !== (BOTH | RecordFlag.Sell)) return `broken flags at ${at}`;
    return (
      `M t${time} ${m.takerOrderId} ${m.makerOrderId} p${m.price} q${m.qty} ` +
      `l${m.makerLeavesQty} ${side} i${m.instrumentId}`
    );
  }
  const u = new OrderUpdateView(view, at);
  const isClean = u.flags === BOTH && u.pad0 === 0 && u.pad1 === 0;
  if (u.kind !== OrderRecordKind.Update || !isClean) return `broken update at ${at}`;
  return (
    `U t${time} ${u.orderId} p${u.price} l${u.leavesQty} c${u.cumQty} s${u.status} r${u.reason} ` +
    `${u.side} o${u.ownerId} i${u.instrumentId}`
  );
}

/** `taker x maker qty@price`, or `id status[ reason] price leaves/traded`. */
export function eventLine(event: MatchingEvent): string {
  if (event.type === 'match')
    return `${event.takerOrderId} x ${event.makerOrderId} ${event.qty}@${event.price}`;
  const { orderId, status, price, leavesQty, cumQty } = event;
  const reason = event.reason === 'None' ? '' : ` ${event.reason}`;
  return `${orderId} ${status}${reason} ${price} ${leavesQty}/${cumQty}`;
}
