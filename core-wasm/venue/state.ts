// A venue's memory: head, slots of own orders, the table of their ids, the lists in which they
// rest or wait, filters of their prices, and the displayed quantity that they took. Everything is
// sized by the bound of open orders; nothing is allocated afterwards.
import { EngineState, InstrumentState } from '../abi/engine';
import { OrderFlag, OrderStatus, Side } from '../abi/orders';
import { Status } from '../abi/status';
import {
  ImpactModel,
  OwnOrder,
  QueueModel,
  SIZEOF_CONSUMED_LEVEL,
  SIZEOF_OWN_ORDER,
  SIZEOF_VENUE_CONFIG,
  SIZEOF_VENUE_STATE,
  VenueConfig,
  VenueProfile,
  VenueState,
} from '../abi/venue';
import { Book } from '../book/l2';
import { bookOf, configOf, instrumentAt } from '../engine/instrument';
import { pow10 } from '../engine/power';
import { invariant } from '../mem/control';

@inline const ORDERS_MAX: u32 = 1 << 16;
@inline const SCRATCH_AT: usize = 384;
@inline const HEAD: u32 = 512;
/** Levels of which we took: at least so many. */
@inline const CONSUMED_MIN: u32 = 1024;
@inline const FILLS_DEFAULT: u32 = 1024;
@inline const FILLS_BOUND: u32 = 1 << 20;
/** Bytes that one order can come to in one call: two executions and four updates. */
@inline const ORDER_OUTPUT: u32 = 512;
@inline export const FILTER_BYTES: u32 = 512;

@inline
function idEntries(ordersMax: u32): u32 {
  return (<u32>1) << (32 - clz<u32>(ordersMax * 2));
}

@inline
function consumedMax(ordersMax: u32): u32 {
  return max(CONSUMED_MIN, ordersMax * 4);
}

/** Bytes of a venue of at most `ordersMax` open orders (1..65536); 0: out of range. */
export function venueSize(ordersMax: u32): u32 {
  if (ordersMax == 0 || ordersMax > ORDERS_MAX) return 0;
  const lists = 3 * (ordersMax + 1) * 4 + 64;
  const slots = (ordersMax + 1) * <u32>SIZEOF_OWN_ORDER;
  const taken = consumedMax(ordersMax) * <u32>SIZEOF_CONSUMED_LEVEL;
  return HEAD + slots + idEntries(ordersMax) * 4 + lists + 3 * FILTER_BYTES + taken;
}

function validConfig(c: VenueConfig): bool {
  if (c.ordersMax == 0 || c.ordersMax > ORDERS_MAX) return false;
  if (c.profile > VenueProfile.CompatHftbacktest || c.queueModel > QueueModel.Power3) return false;
  if (c.compatExchange > 1 || c.fillSource > 1 || c.stopTrigger > 2 || c.barOrder > 1) return false;
  if (c.barTouch > 1 || c.impact > ImpactModel.SquareRoot) return false;
  if (c.queueModel >= QueueModel.Power && !(c.power > 0)) return false;
  if (c.slippagePpm > 1_000_000) return false;
  if (c.impact != 0 && (!(c.impactTicks >= 0) || c.impactQty <= 0)) return false;
  if (c.consumedTtlNs < 0 || c.dayEndNs < 0 || c.dayEndNs >= 86_400_000_000_000) return false;
  return c.fillsMax <= FILLS_BOUND && c.barSharePerMille <= 1000;
}

/**
 * Lays a venue out at `at` (zeroed, venueSize bytes, 64-aligned) by the VenueConfig at `config`,
 * for one instrument of the exchange-side engine. The instrument may be defined later. Ok, or
 * BadArgument.
 */
export function venueInit(at: u32, config: u32, engine: u32, instrumentId: u32): i32 {
  const c = changetype<VenueConfig>(<usize>config);
  if (!validConfig(c)) return Status.BadArgument;
  if (instrumentId >= configOf(changetype<EngineState>(<usize>engine)).instrumentsMax)
    return Status.BadArgument;
  invariant(SIZEOF_VENUE_STATE <= SCRATCH_AT, Status.Invariant);
  memory.copy(<usize>at, <usize>config, SIZEOF_VENUE_CONFIG);
  const v = changetype<VenueState>(<usize>at);
  const n = c.ordersMax;
  if (v.fillsMax == 0) v.fillsMax = FILLS_DEFAULT;
  v.engine = engine;
  v.instrumentId = instrumentId;
  v.slots = at + HEAD;
  v.consumed = v.slots + (n + 1) * <u32>SIZEOF_OWN_ORDER;
  v.consumedMax = consumedMax(n);
  v.buyFilter = v.consumed + v.consumedMax * <u32>SIZEOF_CONSUMED_LEVEL;
  v.sellFilter = v.buyFilter + FILTER_BYTES;
  v.consumedFilter = v.sellFilter + FILTER_BYTES;
  v.idTable = v.consumedFilter + FILTER_BYTES;
  v.idMask = idEntries(n) - 1;
  v.buys = v.idTable + idEntries(n) * 4;
  v.sells = v.buys + (n + 1) * 4;
  v.waiting = v.sells + (n + 1) * 4;
  v.size = venueSize(n);
  for (let i = n + 1; i > 0; i--) freeSlot(v, v.slots + (i - 1) * <u32>SIZEOF_OWN_ORDER);
  v.position = c.startPosition;
  v.nextExpiryNs = i64.MAX_VALUE;
  v.goneBidPrice = i64.MAX_VALUE;
  v.goneAskPrice = i64.MIN_VALUE;
  v.qtyUnit = 1;
  return Status.Ok;
}

/** Room that one call may need for its output, bytes. */
export function venueOutputMax(at: usize): u32 {
  const v = changetype<VenueState>(at);
  return (v.ordersMax + 1) * ORDER_OUTPUT + (v.fillsMax + 2) * 128;
}

/** 64 bytes that a call may use as it likes. */
@inline
export function scratchOf(v: VenueState): usize {
  return changetype<usize>(v) + SCRATCH_AT;
}

@inline
export function engineOf(v: VenueState): EngineState {
  return changetype<EngineState>(<usize>v.engine);
}

@inline
export function instrumentOf(v: VenueState): InstrumentState {
  return instrumentAt(engineOf(v), v.instrumentId);
}

@inline
export function venueBook(v: VenueState): Book {
  return bookOf(instrumentOf(v));
}

@inline
export function isCompat(v: VenueState): bool {
  return v.profile == VenueProfile.CompatHftbacktest;
}

/** Quanta of a whole unit of quantity, as the definition in force has them. */
export function unitOf(scale: i32): f64 {
  return scale >= 0 ? <f64>pow10(scale) : 1.0 / <f64>pow10(-scale);
}

// Slots

@inline
export function orderOf(slot: u32): OwnOrder {
  return changetype<OwnOrder>(<usize>slot);
}

@inline
export function slotOf(order: OwnOrder): u32 {
  return <u32>changetype<usize>(order);
}

/** A zeroed slot. One more than the open orders exists: for the order that is being handled. */
export function takeSlot(v: VenueState): OwnOrder {
  const slot = v.freeSlot;
  invariant(slot != 0, Status.Invariant);
  const order = orderOf(slot);
  v.freeSlot = order.next;
  memory.fill(<usize>slot, 0, SIZEOF_OWN_ORDER);
  return order;
}

export function freeSlot(v: VenueState, slot: u32): void {
  const order = orderOf(slot);
  order.status = OrderStatus.None;
  order.next = v.freeSlot;
  v.freeSlot = slot;
}

// Ids: linear probing, backward-shift deletion.

@inline
function hashId(v: VenueState, id: i64): u32 {
  return <u32>((<u64>id * 0x9e3779b97f4a7c15) >> 32) & v.idMask;
}

@inline
function entryAt(v: VenueState, index: u32): usize {
  return <usize>v.idTable + ((<usize>index) << 2);
}

/** The open order with this id, or 0. */
export function findOrder(v: VenueState, id: i64): u32 {
  let index = hashId(v, id);
  while (true) {
    const slot = load<u32>(entryAt(v, index));
    if (slot == 0 || orderOf(slot).orderId == id) return slot;
    index = (index + 1) & v.idMask;
  }
}

export function rememberId(v: VenueState, order: OwnOrder): void {
  let index = hashId(v, order.orderId);
  while (load<u32>(entryAt(v, index)) != 0) index = (index + 1) & v.idMask;
  store<u32>(entryAt(v, index), slotOf(order));
  v.openCount++;
  if (order.orderFlags & OrderFlag.ReduceOnly) v.reduceCount++;
}

export function forgetId(v: VenueState, order: OwnOrder): void {
  let hole = hashId(v, order.orderId);
  while (load<u32>(entryAt(v, hole)) != slotOf(order)) hole = (hole + 1) & v.idMask;
  let next = hole;
  while (true) {
    next = (next + 1) & v.idMask;
    const slot = load<u32>(entryAt(v, next));
    if (slot == 0) break;
    const home = hashId(v, orderOf(slot).orderId);
    // Moves back only what its own probe would still find.
    if (((next - home) & v.idMask) < ((next - hole) & v.idMask)) continue;
    store<u32>(entryAt(v, hole), slot);
    hole = next;
  }
  store<u32>(entryAt(v, hole), 0);
  v.openCount--;
  if (order.orderFlags & OrderFlag.ReduceOnly) v.reduceCount--;
}

// Lists of resting orders, best price first, then time.

@inline
export function listOf(v: VenueState, side: u32): usize {
  return <usize>(side == Side.Buy ? v.buys : v.sells);
}

@inline
export function countOf(v: VenueState, side: u32): u32 {
  return side == Side.Buy ? v.buyCount : v.sellCount;
}

@inline
export function listed(list: usize, index: u32): OwnOrder {
  return orderOf(load<u32>(list + ((<usize>index) << 2)));
}

@inline
function setCount(v: VenueState, side: u32, count: u32): void {
  if (side == Side.Buy) v.buyCount = count;
  else v.sellCount = count;
}

/** Whether a resting order of `side` at `price` would trade before one at `than`. */
@inline
export function isBetter(side: u32, price: i64, than: i64): bool {
  return side == Side.Buy ? price > than : price < than;
}

/** Index of the first order that is not better than `price`. */
export function firstAt(v: VenueState, side: u32, price: i64): u32 {
  const list = listOf(v, side);
  let low: u32 = 0;
  let high = countOf(v, side);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBetter(side, listed(list, middle).price, price)) low = middle + 1;
    else high = middle;
  }
  return low;
}

@inline
function opened(list: usize, index: u32, count: u32): usize {
  const at = list + ((<usize>index) << 2);
  memory.copy(at + 4, at, (<usize>(count - index)) << 2);
  return at;
}

@inline
function closed(list: usize, index: u32, count: u32): void {
  const at = list + ((<usize>index) << 2);
  memory.copy(at, at + 4, (<usize>(count - index - 1)) << 2);
}

/** Puts an order behind all others of its price. */
export function rest(v: VenueState, order: OwnOrder): void {
  const side = <u32>order.side;
  const list = listOf(v, side);
  const count = countOf(v, side);
  let index = firstAt(v, side, order.price);
  while (index < count && listed(list, index).price == order.price) index++;
  store<u32>(opened(list, index, count), slotOf(order));
  setCount(v, side, count + 1);
  filterAdd(sideFilter(v, side), order.price, 1);
}

/** Takes a resting order from its list. */
export function unrest(v: VenueState, order: OwnOrder): void {
  const side = <u32>order.side;
  const list = listOf(v, side);
  let index = firstAt(v, side, order.price);
  while (listed(list, index) != order) index++;
  closed(list, index, countOf(v, side));
  setCount(v, side, countOf(v, side) - 1);
  filterAdd(sideFilter(v, side), order.price, -1);
}

// What waits: stops, and with bars whatever needs one. By time.

export function wait(v: VenueState, order: OwnOrder): void {
  store<u32>(<usize>v.waiting + ((<usize>v.waitingCount) << 2), slotOf(order));
  v.waitingCount++;
}

export function unwait(v: VenueState, order: OwnOrder): void {
  let index: u32 = 0;
  while (listed(<usize>v.waiting, index) != order) index++;
  closed(<usize>v.waiting, index, v.waitingCount);
  v.waitingCount--;
}

// Filters: a price whose counter is 0 is surely none of ours.

@inline
export function sideFilter(v: VenueState, side: u32): usize {
  return <usize>(side == Side.Buy ? v.buyFilter : v.sellFilter);
}

@inline
function filterEntry(filter: usize, price: i64): usize {
  return filter + <usize>(((<u64>price * 0x9e3779b97f4a7c15) >> 56) << 1);
}

@inline
export function filterHas(filter: usize, price: i64): bool {
  return load<u16>(filterEntry(filter, price)) != 0;
}

@inline
export function filterAdd(filter: usize, price: i64, count: i32): void {
  const entry = filterEntry(filter, price);
  store<u16>(entry, <u16>(<i32>load<u16>(entry) + count));
}
