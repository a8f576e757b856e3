// What traders do: they add orders near and far, cancel them (young ones and near ones sooner),
// move and shrink them, and take liquidity; taken levels fill up again. Each action leaves the
// book uncrossed with at least SIDE_MIN orders a side. All choices come from one generator.
import { RecordKind } from '../abi/records';
import { randomNext } from '../math/random';
import { alsoChanged, bookEvent, tradeEvent } from './emit';
import {
  FLOW_RANDOM,
  LEVEL_FIRST,
  LIVE,
  MarketState,
  ORDER_ID,
  ORDER_LOTS,
  ORDER_TICK,
  RECENT,
  RECENT_COUNT,
  REFILL,
  REFILL_COUNT,
  WINDOW_RADIUS,
  baseOf,
  levelOf,
  orderOf,
} from './layout';
import {
  eraseOrder,
  insertOrder,
  isBid,
  moveOrder,
  nextAbove,
  nextBelow,
  reduceOrder,
} from './orders';
import { excite } from './regime';
import { drawFar, drawLots, drawNear } from './tables';

/** Live orders around which adding and cancelling balance. */
@inline const LIVE_USUAL: u32 = 6000;
/** Never more live orders than this. */
@inline export const LIVE_MAX: u32 = 12000;
/** A side with no more orders than this is neither taken nor cancelled. */
@inline const SIDE_MIN: u32 = 400;
/** One aggressor trades with at most this many orders, over at most this many ticks. */
@inline const FILLS_MAX: u32 = 48;
@inline const SWEEP_TICKS: i32 = 160;
/** Orders removed at the edge of the window in one step. */
@inline const TRIM_MAX: u32 = 96;

@inline function random(s: MarketState): u64 {
  return randomNext(baseOf(s) + FLOW_RANDOM);
}

@inline function clamp(x: i32, low: i32, high: i32): i32 {
  return x < low ? low : x > high ? high : x;
}

/** Adds an order of `lots` and reports it. */
function place(s: MarketState, bid: bool, tick: i32, lots: u32): void {
  const order = insertOrder(s, bid, tick, lots);
  const id = load<i64>(orderOf(s, order), ORDER_ID);
  bookEvent(s, <u32>RecordKind.OrderAdd, bid, tick, lots, id);
}

/** The price of a new order: by the distance law behind the best price, or inside the spread. */
function drawTick(s: MarketState, bid: bool, bits: u64): i32 {
  const spread = s.bestAsk - s.bestBid;
  if (spread > 1 && <u32>(bits & 0xffff) < s.improveShare) {
    // Step into the spread, half of the time right across, but not past the fair value.
    const most = spread - 1;
    const inside = (bits >> 62) & 1 ? most : 1 + (<i32>((bits >> 52) & 255) % most);
    const edge = <i32>s.fair;
    const room = bid ? edge + 2 - s.bestBid : s.bestAsk - edge + 1;
    const step = inside < room ? inside : room;
    if (step > 0) return bid ? s.bestBid + step : s.bestAsk - step;
  }
  const shape = <u32>(bits >> 16);
  const near = (shape & 0xff) < 56;
  const draw = <u32>(bits >> 32) & 0xfffff;
  const distance = near ? drawNear(s, draw) : drawFar(s, draw);
  let tick = bid ? s.bestBid - distance : s.bestAsk + distance;
  // A fourth of the far orders stand at round prices: walls.
  if (!near && distance > 20 && ((shape >> 8) & 3) == 0) {
    const step = (shape >> 10) & 3 ? 10 : 100;
    tick = bid ? tick - (tick % step) : tick + step - (tick % step);
  }
  const reach = WINDOW_RADIUS - 512;
  tick = clamp(tick, s.centre - reach, s.centre + reach);
  return tick < 1 ? 1 : tick;
}

/** A new limit order. `bits`: 32 random ones. */
function addLimit(s: MarketState, bits: u32): void {
  // The thinner side and the side that the fair value favours get more.
  const tilt = <i32>(s.asks - s.bids) * 8 + clamp(s.gap, -32, 32) * 128;
  const bid = <i32>(bits >> 16) < 32768 + clamp(tilt, -20000, 20000);
  if (s.refillCount != 0 && (bits & 7) < 3) {
    s.refillCount--;
    const at = (s.refillNext - 1 - s.refillCount) & (REFILL_COUNT - 1);
    const tick = load<i32>(baseOf(s) + REFILL + ((<usize>at) << 2));
    // Whatever side the level had: it now belongs to the side that the best prices say.
    const low = s.bestBid - 64;
    const high = s.bestAsk + 64;
    if (tick > low && tick < high && (tick <= s.bestBid || tick >= s.bestAsk)) {
      place(s, tick <= s.bestBid, tick, drawLots(s, bits >> 3));
      return;
    }
  }
  place(s, bid, drawTick(s, bid, random(s)), drawLots(s, bits >> 3));
}

/** Whether the side of an order can lose one. */
@inline function canLose(s: MarketState, bid: bool): bool {
  return (bid ? s.bids : s.asks) > SIDE_MIN;
}

/** Picks an order that is likely to be cancelled: a young one, or any, far ones less often. */
function pickOrder(s: MarketState, bits: u64): u32 {
  if ((bits & 7) < 3) {
    // The age has a geometric law: young orders die first.
    const age = 1 + <u32>ctz<u64>(bits >> 3) * 4 + <u32>((bits >> 40) & 3);
    const at = baseOf(s) + RECENT + ((<usize>((s.recentNext - age) & (RECENT_COUNT - 1))) << 4);
    const order = load<u32>(at, 8);
    const id = load<i64>(at);
    if (id != 0 && load<i64>(orderOf(s, order), ORDER_ID) == id) return order;
  }
  let index = <u32>(((bits >> 32) * <u64>s.liveOrders) >> 32);
  let order = load<u32>(baseOf(s) + LIVE + ((<usize>index) << 2));
  if ((bits >> 3) & 3) {
    const tick = load<i32>(orderOf(s, order), ORDER_TICK);
    if (tick < s.bestBid - 400 || tick > s.bestAsk + 400) {
      index = <u32>(((((bits & 0xffffffff) * 0x9e3779b1) & 0xffffffff) * <u64>s.liveOrders) >> 32);
      order = load<u32>(baseOf(s) + LIVE + ((<usize>index) << 2));
    }
  }
  return order;
}

/** Cancels an order and reports it. */
function cancel(s: MarketState, order: u32): void {
  const at = orderOf(s, order);
  const bid = isBid(at);
  const tick = load<i32>(at, ORDER_TICK);
  const lots = load<u32>(at, ORDER_LOTS);
  const id = load<i64>(at, ORDER_ID);
  eraseOrder(s, order);
  bookEvent(s, <u32>RecordKind.OrderDelete, bid, tick, lots, id);
}

/** Cancels one order, or, where the fair value has passed the best price, several there. */
export function cancelSome(s: MarketState): void {
  const bits = random(s);
  const gap = s.gap < 0 ? -s.gap : s.gap;
  if (gap > 1 && <i32>(bits >> 56) < 24 + gap * 6) {
    const bid = s.gap < 0;
    for (let n = 1 + <u32>((bits >> 52) & 3); n != 0 && canLose(s, bid); n--)
      cancel(s, load<u32>(levelOf(s, bid ? s.bestBid : s.bestAsk), LEVEL_FIRST));
    return;
  }
  const order = pickOrder(s, bits);
  if (canLose(s, isBid(orderOf(s, order)))) cancel(s, order);
}

/** A wide spread is an invitation: makers race to close it. */
export function closeSpread(s: MarketState): void {
  for (let n = 0; n < 5 && s.bestAsk - s.bestBid > 1; n++) {
    const bits = random(s);
    if (<u32>(bits & 0xffff) >= s.improveShare) return;
    addLimit(s, <u32>(bits >> 32));
  }
}

/** Moves an order to another price, or takes part of it back. */
export function changeOne(s: MarketState): void {
  const bits = random(s);
  const order = pickOrder(s, bits);
  const at = orderOf(s, order);
  const bid = isBid(at);
  const from = load<i32>(at, ORDER_TICK);
  const lots = load<u32>(at, ORDER_LOTS);
  const id = load<i64>(at, ORDER_ID);
  if ((bits >> 30) & 1) {
    if (lots < 2) return;
    const less = 1 + <u32>((<u64>(lots - 1) * ((bits >> 20) & 255)) >> 8);
    reduceOrder(s, order, less);
    bookEvent(s, <u32>RecordKind.OrderReduce, bid, from, less, id);
    return;
  }
  if (!canLose(s, bid)) return;
  const draw = random(s);
  const tick = drawTick(s, bid, draw);
  if (tick == from) return;
  const size = drawLots(s, <u32>(bits >> 44));
  moveOrder(s, order, tick, size);
  bookEvent(s, <u32>RecordKind.OrderModify, bid, tick, size, id);
  alsoChanged(s, bid, from);
}

/** A market order: takes the best orders of the other side, level after level. */
export function takeLiquidity(s: MarketState): void {
  const bits = random(s);
  const lean = clamp(s.gap * 1200, -29000, 29000);
  const buy = <i32>(bits & 0xffff) < 32768 + lean;
  let left: u32 = 1 + drawLots(s, <u32>(bits >> 16)) / 6;
  if (((bits >> 40) & 31) < 3) {
    // A large one: it sweeps, and the whole market answers.
    left *= 24;
    excite(s, 40.0);
  }
  const limit = buy ? s.bestAsk + SWEEP_TICKS : s.bestBid - SWEEP_TICKS;
  for (let n: u32 = 0; n < FILLS_MAX && left != 0 && canLose(s, !buy); n++) {
    const tick = buy ? s.bestAsk : s.bestBid;
    if (buy ? tick > limit : tick < limit) return;
    const order = load<u32>(levelOf(s, tick), LEVEL_FIRST);
    const at = orderOf(s, order);
    const lots = load<u32>(at, ORDER_LOTS);
    const id = load<i64>(at, ORDER_ID);
    const filled = left < lots ? left : lots;
    left -= filled;
    if (filled < lots) reduceOrder(s, order, filled);
    else eraseOrder(s, order);
    tradeEvent(s, !buy, tick, filled, id);
    if ((buy ? s.bestAsk : s.bestBid) != tick) {
      store<i32>(baseOf(s) + REFILL + ((<usize>(s.refillNext & (REFILL_COUNT - 1))) << 2), tick);
      s.refillNext++;
      if (s.refillCount < REFILL_COUNT) s.refillCount++;
    }
  }
}

/** One action of one trader. */
export function act(s: MarketState): void {
  const bits = random(s);
  if (<u32>(bits & 0xffff) < s.marketShare) {
    takeLiquidity(s);
    return;
  }
  const choice = <u32>((bits >> 16) & 0xffff);
  // Each order is cancelled at some rate: the more there are, the more cancels.
  const cancelShare = (s.liveOrders * 27000) / LIVE_USUAL;
  if (choice < 7000) changeOne(s);
  else if (choice < 7000 + cancelShare || s.liveOrders >= LIVE_MAX) cancelSome(s);
  else addLimit(s, <u32>(bits >> 32));
}

/** Takes orders away that the window is about to leave behind, and moves the window on. */
export function follow(s: MarketState): void {
  let room = TRIM_MAX;
  for (let n = 0; n < 4; n++) {
    const off = ((s.bestBid + s.bestAsk) >> 1) - s.centre;
    if (off > -64 && off < 64) return;
    const bid = off > 0;
    const edge = bid ? s.centre - WINDOW_RADIUS : s.centre + WINDOW_RADIUS;
    while (true) {
      const tick = bid ? nextAbove(s, edge - 1) : nextBelow(s, edge + 1);
      if (bid ? tick >= edge + 64 : tick <= edge - 64) break;
      if (room-- == 0) return;
      cancel(s, load<u32>(levelOf(s, tick), LEVEL_FIRST));
    }
    s.centre += bid ? 64 : -64;
  }
}

/** One order of the book before the first event. L2 streams learn of it from the snapshot. */
function seedOrder(s: MarketState, bid: bool, tick: i32, lots: u32): void {
  if (s.l3) place(s, bid, tick, lots);
  else insertOrder(s, bid, tick, lots);
}

/** Builds part of the book as it stands before the first event, until `seeded` is set. */
export function seedStep(s: MarketState): void {
  if (s.liveOrders == 0) {
    seedOrder(s, true, s.startTick, 2 + drawLots(s, <u32>random(s)));
    seedOrder(s, false, s.startTick + 1, 2 + drawLots(s, <u32>random(s)));
  }
  for (let n = 0; n < 64; n++) {
    const bits = random(s);
    const bid = s.bids <= s.asks;
    seedOrder(s, bid, drawTick(s, bid, bits), drawLots(s, <u32>(bits >> 48)));
  }
  if (s.liveOrders >= LIVE_USUAL) s.seeded = 1;
}
