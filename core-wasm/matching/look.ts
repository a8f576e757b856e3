// Whether a fill-or-kill order can be filled: a walk over the makers that changes nothing. It
// follows the rules of the sweep: own orders, and reduce-only makers, which lose what their
// owner's position no longer holds; positions move on as the walk trades.
import { MatchingState } from '../abi/matching';
import { OrderFlag, OrderKind, SelfTrade } from '../abi/orders';
import { levelOf, nextAbove, nextBelow } from './ladder';
import { BUY, closable, movePosition, Order, orderAt, positionOf } from './state';

/** Address of an owner's position in this look; 16 bytes an owner: position, number of the look. */
function lookAt(s: MatchingState, owner: u32): usize {
  const e = changetype<usize>(s);
  const at = e + s.scratch + ((<usize>owner) << 4);
  if (load<i64>(at, 8) != s.look) {
    store<i64>(at, positionOf(e, owner));
    store<i64>(at, s.look, 8);
  }
  return at;
}

function trade(s: MatchingState, taker: Order, maker: Order, qty: i64): void {
  if (taker.ownerId == maker.ownerId) return;
  const signed = <u32>taker.side == BUY ? qty : -qty;
  movePosition(lookAt(s, taker.ownerId), signed);
  movePosition(lookAt(s, maker.ownerId), -signed);
}

@inline
function isOwn(taker: Order, maker: Order): bool {
  return taker.selfTrade != SelfTrade.Allow && taker.ownerId == maker.ownerId;
}

/** What is still needed behind the level at `tick`; -1: an own order ends it there. */
function needAfter(s: MatchingState, taker: Order, tick: i64, before: i64): i64 {
  const e = changetype<usize>(s);
  const level = levelOf(s, tick);
  let need = before;
  for (let slot = level.head; slot != 0 && need != 0; slot = orderAt(e, slot).next) {
    const maker = orderAt(e, slot);
    if (isOwn(taker, maker)) {
      if (taker.selfTrade == SelfTrade.CancelMaker) continue;
      return -1;
    }
    let qty = maker.kind == OrderKind.Iceberg ? maker.visible : maker.leaves;
    if ((maker.flags & OrderFlag.ReduceOnly) != 0)
      qty = min(qty, closable(load<i64>(lookAt(s, maker.ownerId)), maker.side));
    qty = min(qty, need);
    trade(s, taker, maker, qty);
    need -= qty;
  }
  if (s.icebergCount == 0) return need;
  // What icebergs hide comes after all that shows.
  for (let slot = level.head; slot != 0 && need != 0; slot = orderAt(e, slot).next) {
    const maker = orderAt(e, slot);
    if (maker.kind != OrderKind.Iceberg || isOwn(taker, maker)) continue;
    const qty = min(maker.leaves - maker.visible, need);
    trade(s, taker, maker, qty);
    need -= qty;
  }
  return need;
}

/** Cost: a look at each maker that would trade. */
export function canFill(s: MatchingState, taker: Order, limit: i64): bool {
  s.look++;
  const isBuy = <u32>taker.side == BUY;
  let tick = isBuy ? s.bestAsk : s.bestBid;
  let need = taker.leaves;
  while (isBuy ? tick <= limit : tick >= limit) {
    need = needAfter(s, taker, tick, need);
    if (need <= 0) return need == 0;
    tick = isBuy ? nextAbove(s, tick) : nextBelow(s, tick);
  }
  return false;
}
