// A new version of the instrument: own orders go over to its finer scales.
import { Definition, Header } from '../abi/records';
import { Status } from '../abi/status';
import { ConsumedLevel, OwnOrder, SIZEOF_CONSUMED_LEVEL, VenueState } from '../abi/venue';
import { within } from '../book/scale';
import { engineApply } from '../engine/engine';
import { pow10 } from '../engine/power';
import { nothingGone } from './gone';
import {
  countOf,
  engineOf,
  filterAdd,
  FILTER_BYTES,
  instrumentOf,
  listed,
  listOf,
  sideFilter,
  unitOf,
} from './state';

@inline
function fits(order: OwnOrder, priceLimit: i64, qtyLimit: i64): bool {
  return (
    within(order.price, priceLimit) &&
    within(order.stopPrice, priceLimit) &&
    within(order.trailOffset, priceLimit) &&
    within(order.qty, qtyLimit) &&
    within(order.aheadQty, qtyLimit) &&
    within(order.levelQty, qtyLimit)
  );
}

function listFits(list: usize, count: u32, priceLimit: i64, qtyLimit: i64): bool {
  for (let i: u32 = 0; i < count; i++)
    if (!fits(listed(list, i), priceLimit, qtyLimit)) return false;
  return true;
}

function allFit(v: VenueState, priceLimit: i64, qtyLimit: i64): bool {
  for (let side: u32 = 0; side < 2; side++)
    if (!listFits(listOf(v, side), countOf(v, side), priceLimit, qtyLimit)) return false;
  if (!listFits(<usize>v.waiting, v.waitingCount, priceLimit, qtyLimit)) return false;
  if (!within(v.lastPrice, priceLimit) || !within(v.position, qtyLimit)) return false;
  return within(v.impactQty, qtyLimit);
}

function scaleList(list: usize, count: u32, price: i64, qty: i64): void {
  for (let i: u32 = 0; i < count; i++) {
    const order = listed(list, i);
    order.price *= price;
    order.stopPrice *= price;
    order.trailOffset *= price;
    order.qty *= qty;
    order.leavesQty *= qty;
    order.cumQty *= qty;
    order.aheadQty *= qty;
    order.levelQty *= qty;
    order.shownQty *= qty;
    order.displayQty *= qty;
  }
}

function scaleAll(v: VenueState, price: i64, qty: i64): void {
  for (let side: u32 = 0; side < 2; side++) {
    const filter = sideFilter(v, side);
    memory.fill(filter, 0, FILTER_BYTES);
    scaleList(listOf(v, side), countOf(v, side), price, qty);
    for (let i: u32 = 0; i < countOf(v, side); i++)
      filterAdd(filter, listed(listOf(v, side), i).price, 1);
  }
  scaleList(<usize>v.waiting, v.waitingCount, price, qty);
  memory.fill(<usize>v.consumedFilter, 0, FILTER_BYTES);
  for (let i: u32 = 0; i < v.consumedCount; i++) {
    const at = <usize>v.consumed + <usize>i * SIZEOF_CONSUMED_LEVEL;
    const entry = changetype<ConsumedLevel>(at);
    entry.price *= price;
    entry.qty *= qty;
    filterAdd(<usize>v.consumedFilter, entry.price, 1);
  }
  v.lastPrice *= price;
  nothingGone(v);
  v.position *= qty;
  v.impactQty *= qty;
  v.compatSplit = 0;
}

/** A definition. Refuses with Overflow what the own orders' numbers cannot follow. */
export function redefine(v: VenueState, def: Definition): i32 {
  const inst = instrumentOf(v);
  const isNew = inst.defined == 0;
  const price = isNew ? 0 : <i32>def.priceScale - <i32>inst.priceScale;
  const qty = isNew ? 0 : <i32>def.qtyScale - <i32>inst.qtyScale;
  const finer = (price > 0 || qty > 0) && price >= 0 && qty >= 0;
  if (finer) {
    if (price > 18 || qty > 18) return Status.Overflow;
    const limits = allFit(v, i64.MAX_VALUE / pow10(price), i64.MAX_VALUE / pow10(qty));
    if (!limits) return Status.Overflow;
  }
  const status = engineApply(engineOf(v), changetype<Header>(def));
  if (status < 0) return status;
  if (finer) scaleAll(v, pow10(price), pow10(qty));
  v.qtyUnit = unitOf(inst.qtyScale);
  return Status.Ok;
}
