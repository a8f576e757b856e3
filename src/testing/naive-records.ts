// Records, read from core memory, into the naive venue.
import {
  BboView,
  DepthView,
  OrderEventView,
  RecordFlag,
  RecordKind,
  TradeView,
} from '../abi/records.ts';
import type { NaiveVenue } from './naive-venue.ts';

function depth(venue: NaiveVenue, view: DataView, at: number, isSnapshot: boolean): void {
  const record = new DepthView(view, at);
  const told: [number, number][] = [];
  if (isSnapshot) venue.book.clear();
  for (let i = 0; i < record.rowCount; i++) {
    const side = i < record.bidCount ? 0 : 1;
    const price = Number(view.getBigInt64(at + 64 + 16 * i, true));
    venue.book.set(side, price, Number(view.getBigInt64(at + 72 + 16 * i, true)));
    told.push([side, price]);
  }
  const prices = told.map(([, price]) => price);
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  // A snapshot without rows says that there is nothing anywhere.
  const speaks = (price: number): boolean => prices.length === 0 || (price >= low && price <= high);
  const inRows = (side: number, price: number): boolean =>
    told.some(([s, p]) => s === side && p === price);
  venue.levels((side, price) => (isSnapshot ? speaks(price) : inRows(side, price)));
}

function single(venue: NaiveVenue, view: DataView, at: number): void {
  const event = new OrderEventView(view, at);
  const id = Number(event.orderId);
  const [price, qty] = [Number(event.price), Number(event.qty)];
  const { book } = venue;
  const known = book.orders.get(id);
  const side = (event.flags & RecordFlag.Sell) !== 0 ? 1 : 0;
  const isExecution = event.kind === RecordKind.OrderExecute;
  const takesMore = event.kind === RecordKind.OrderReduce || isExecution;
  if (event.kind === RecordKind.OrderAdd) {
    book.add(id, side, price, qty);
  } else if (isExecution && (event.flags & RecordFlag.Hidden) !== 0) {
    venue.executed(side, price, undefined, qty);
  } else if (known === undefined || (takesMore && qty > known.qty)) {
    // From before the recording, or of more than there is: the book does not know it.
    if (isExecution) venue.printBeyond(side, price, qty);
  } else {
    const isModify = event.kind === RecordKind.OrderModify;
    const stays = isModify && price === known.price && qty <= known.qty;
    const { price: before } = known;
    if (isModify && !stays) {
      book.remove(id);
      venue.lost(id, known.qty, true);
      book.add(id, known.side, price, qty);
    } else {
      const part = stays
        ? known.qty - qty
        : event.kind === RecordKind.OrderDelete
          ? known.qty
          : qty;
      known.qty -= part;
      if (known.qty === 0) book.remove(id);
      // Who stands behind it is asked as things were before it went.
      if (isExecution) venue.executed(known.side, before, id, part);
      venue.lost(id, part, known.qty === 0);
    }
  }
  if (isExecution) venue.printed(price);
  else venue.settle();
}

/** One record into the venue. Those without a book are left out. */
export function naiveRecord(venue: NaiveVenue, view: DataView, at: number): void {
  const kind = view.getUint8(at + 4);
  venue.begin();
  if (kind === RecordKind.DepthDelta) depth(venue, view, at, false);
  else if (kind === RecordKind.DepthSnapshot) depth(venue, view, at, true);
  else if (kind === RecordKind.Trade) {
    const trade = new TradeView(view, at);
    const side = (trade.flags & RecordFlag.Buy) !== 0 ? 1 : 0;
    venue.trade(side, Number(trade.price), Number(trade.qty));
  } else if (kind === RecordKind.Bbo) {
    const bbo = new BboView(view, at);
    if (bbo.exchangeTsNs === 0n) return;
    venue.quotes(0, Number(bbo.bidPrice), Number(bbo.bidQty));
    venue.quotes(1, Number(bbo.askPrice), Number(bbo.askQty));
  } else if (kind >= RecordKind.OrderAdd && kind <= RecordKind.OrderExecute)
    single(venue, view, at);
  venue.sweep();
}
