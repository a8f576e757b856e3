// Stops: what triggers them, and how trailing ones follow the market.
import { BookState } from '../abi/book';
import { OrderKind, OrderReason, Side } from '../abi/orders';
import { FillSource, OwnOrder, StopTrigger, VenueState } from '../abi/venue';
import { bookBest } from '../book/l2';
import { emitUpdate } from './emit';
import { openStatus, takeOut } from './orders';
import { waitsForEntry } from './reduce';
import { instrumentOf, listed, venueBook } from './state';
import { enter, noPrice } from './take';

/** Whether `price` is at or beyond the stop. */
@inline
export function isReached(side: u32, stop: i64, price: i64): bool {
  return side == Side.Buy ? price >= stop : price <= stop;
}

/** A trailing stop after the market was at `price`. */
export function trail(order: OwnOrder, price: i64): void {
  if (order.orderKind != OrderKind.TrailingStop) return;
  const stop = order.stopPrice;
  const near = order.side == Side.Buy ? price + order.trailOffset : price - order.trailOffset;
  if (stop == 0) order.stopPrice = near;
  else order.stopPrice = order.side == Side.Buy ? min(stop, near) : max(stop, near);
}

/** The stop becomes what it is behind its trigger: a market or a limit order. */
export function convert(v: VenueState, order: OwnOrder): void {
  takeOut(v, order);
  order.orderKind = order.orderKind == OrderKind.StopLimit ? OrderKind.Limit : OrderKind.Market;
  order.status = openStatus(order);
  emitUpdate(v, order, order.status, OrderReason.None);
}

/** Looks at one price; true: the stop is to be executed. */
@inline
function touched(order: OwnOrder, price: i64): bool {
  if (order.stopPrice != 0 && isReached(order.side, order.stopPrice, price)) return true;
  trail(order, price);
  return false;
}

function isTriggered(v: VenueState, order: OwnOrder): bool {
  const by = v.stopTrigger;
  if (by != StopTrigger.Quotes && v.hasLast != 0 && touched(order, v.lastPrice)) return true;
  if (by == StopTrigger.Trades) return false;
  const best = bookBest(venueBook(v), order.side ^ 1);
  return best != noPrice(order.side ^ 1) && touched(order, best);
}

/** Executes the stops that the market has reached, oldest first. */
export function checkStops(v: VenueState): void {
  if (v.waitingCount == 0 || v.fillSource == FillSource.Bars) return;
  const live = instrumentOf(v).state == BookState.Live;
  let i: u32 = 0;
  while (i < v.waitingCount) {
    const order = listed(<usize>v.waiting, i);
    if (waitsForEntry(v, order)) {
      order.seenBar = 0;
      i++;
      continue;
    }
    // Kept until there is a book to take from, and room to tell what came of it.
    if (order.seenBar == 0) order.seenBar = isTriggered(v, order) ? 1 : 0;
    if (order.seenBar == 0 || !live || v.fillsLeft == 0) {
      i++;
      continue;
    }
    order.seenBar = 0;
    convert(v, order);
    enter(v, order);
  }
}
