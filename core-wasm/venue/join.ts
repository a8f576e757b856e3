// An order joins the queue of its price: behind what is displayed, in a book of single orders
// behind each of them.
import { OwnOrder, VenueState } from '../abi/venue';
import { l3LevelOrderCount } from '../book/l3_query';
import { joinQueue } from './queue';
import { instrumentOf, scratchOf } from './state';

export function joinLevel(v: VenueState, order: OwnOrder, displayed: i64): void {
  joinQueue(v, order, displayed);
  const orders = instrumentOf(v).orders;
  if (orders == 0) return;
  // Where every order is known, nothing is taken for granted behind them.
  order.aheadQty = displayed;
  const scratch = scratchOf(v);
  store<i64>(scratch, order.price);
  order.aheadOrders = l3LevelOrderCount(<usize>orders, order.side, scratch);
}
