// What is gone of a book by price although it is still displayed. Depth comes in updates; a print
// or a quote between two of them tells earlier that levels were taken. Nothing better than the
// price of a print is left on the side that it hit, and at its price what was printed is gone:
// nobody takes it a second time. The next update of the depth says anew what there is.
import { OrderEvent, Bbo } from '../abi/records';
import { VENUE_STATE_GONE_BID_PRICE, VENUE_STATE_GONE_BID_QTY, VenueState } from '../abi/venue';
import { ASK, BID, bookQty } from '../book/l2';
import { instrumentOf, isBetter, venueBook } from './state';

@inline
function priceAt(v: VenueState, side: u32): usize {
  return changetype<usize>(v) + VENUE_STATE_GONE_BID_PRICE + ((<usize>side) << 3);
}

@inline
function qtyAt(v: VenueState, side: u32): usize {
  return changetype<usize>(v) + VENUE_STATE_GONE_BID_QTY + ((<usize>side) << 3);
}

@inline
function set(v: VenueState, side: u32, price: i64, qty: i64): void {
  store<i64>(priceAt(v, side), price);
  store<i64>(qtyAt(v, side), qty);
}

/** The depth says all anew. */
@inline
export function nothingGone(v: VenueState): void {
  set(v, BID, i64.MAX_VALUE, 0);
  set(v, ASK, i64.MIN_VALUE, 0);
}

/** What is left of the `shown` of a level. */
@inline
export function stillThere(v: VenueState, side: u32, price: i64, shown: i64): i64 {
  const at = load<i64>(priceAt(v, side));
  if (isBetter(side, price, at)) return 0;
  return price == at ? max(0, shown - load<i64>(qtyAt(v, side))) : shown;
}

/** A print took `qty` of `side` at a price, and all that was better. */
export function goneByPrint(v: VenueState, side: u32, price: i64, qty: i64): void {
  if (instrumentOf(v).orders != 0) return;
  const at = load<i64>(priceAt(v, side));
  if (price == at) set(v, side, price, load<i64>(qtyAt(v, side)) + qty);
  else if (isBetter(side, at, price)) set(v, side, price, qty);
}

function quoted(v: VenueState, side: u32, price: i64, qty: i64): void {
  if (price > 0) set(v, side, price, max(0, bookQty(venueBook(v), side, price) - qty));
}

/** The venue's own best quotes of a time: what is better is gone, whatever was printed before. */
export function goneByQuotes(v: VenueState, bbo: Bbo): void {
  if (instrumentOf(v).orders != 0 || bbo.exchangeTsNs == 0) return;
  quoted(v, BID, bbo.bidPrice, bbo.bidQty);
  quoted(v, ASK, bbo.askPrice, bbo.askQty);
}

/** A level that comes alone tells of itself: where it is at least as good, it is the best left. */
export function toldAlone(v: VenueState, side: u32, event: OrderEvent): void {
  const at = load<i64>(priceAt(v, side));
  if (event.qty > 0 && !isBetter(side, at, event.price)) set(v, side, event.price, 0);
}
