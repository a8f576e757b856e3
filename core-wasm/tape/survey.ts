// First pass of the encoder: checks the records, gives instruments their slots and finds units. A
// few odd values (a level left from before a lot size changed) must not shrink the unit of a whole
// block: after the first values of an instrument, those that do not fit are only counted. Where
// they turn out to be many, the pass runs again and takes every value into the unit.
import {
  BBO_ASK_PRICE,
  BBO_ASK_QTY,
  HEADER_INSTRUMENT_ID,
  HEADER_KIND,
  RecordKind,
  SIZEOF_DEPTH,
  TRADE_PRICE,
  TRADE_QTY,
} from '../abi/records';
import { Status } from '../abi/status';
import { commonUnit, divides, findSlot, inverseOf, slotAt } from './encoder';
import { Class, Slot, classOf } from './layout';
import { Counts, isPlain } from './scan';

/** Values of an instrument that always count. */
@inline const SETTLED: u64 = 64;
/** One odd value in so many is a few. */
@inline const FEW: u64 = 64;

// While the survey runs, slots hold in place of the inverses how many values there were, and in
// place of the shifts how many of them were odd.

@inline
function addPrice(slot: Slot, value: i64, isStrict: bool): void {
  if (value == 0 || slot.priceUnit == 1) return;
  slot.priceInverse++;
  if (isStrict || slot.priceInverse <= SETTLED) {
    slot.priceUnit = commonUnit(slot.priceUnit, value);
  } else if (!divides(i64(slot.priceUnit), value)) {
    slot.priceShift++;
  }
}

@inline
function addQty(slot: Slot, value: i64, isStrict: bool): void {
  if (value == 0 || slot.qtyUnit == 1) return;
  slot.qtyInverse++;
  if (isStrict || slot.qtyInverse <= SETTLED) {
    slot.qtyUnit = commonUnit(slot.qtyUnit, value);
  } else if (!divides(i64(slot.qtyUnit), value)) {
    slot.qtyShift++;
  }
}

function addRecord(slot: Slot, record: usize, size: u32, isStrict: bool): void {
  const cls = classOf(load<u8>(record, HEADER_KIND));
  if (cls == Class.Other) return;
  if (cls <= Class.Snapshot) {
    const end = record + size;
    for (let row = record + SIZEOF_DEPTH; row < end; row += 16) {
      addPrice(slot, load<i64>(row), isStrict);
      addQty(slot, load<i64>(row, 8), isStrict);
    }
    return;
  }
  // Trades, order events and the bid of a book ticker have price and quantity in the same place.
  addPrice(slot, load<i64>(record, TRADE_PRICE), isStrict);
  addQty(slot, load<i64>(record, TRADE_QTY), isStrict);
  if (cls != Class.Bbo) return;
  addPrice(slot, load<i64>(record, BBO_ASK_PRICE), isStrict);
  addQty(slot, load<i64>(record, BBO_ASK_QTY), isStrict);
}

/**
 * Surveys the records [recs, recsEnd) as far as there are slots; `counts.end` is how far. Returns
 * BadArgument for bytes that are no records, otherwise Ok.
 */
export function survey(enc: usize, recs: usize, recsEnd: usize, counts: Counts): i32 {
  const status = pass(enc, recs, recsEnd, counts, false);
  if (status != Status.Ok) return status;
  let isMany = false;
  for (let i: u32 = 0; i < counts.instruments; i++) {
    const slot = slotAt(enc, i);
    if (slot.priceShift * FEW > slot.priceInverse || slot.qtyShift * FEW > slot.qtyInverse) {
      isMany = true;
      slot.priceUnit = 0;
      slot.qtyUnit = 0;
      slot.priceShift = 0;
      slot.qtyShift = 0;
      slot.isOdd = 1;
    }
  }
  if (isMany) pass(enc, recs, counts.end, counts, true);
  for (let i: u32 = 0; i < counts.instruments; i++) {
    const slot = slotAt(enc, i);
    slot.isOdd = slot.priceShift | slot.qtyShift;
    fixUnits(slot);
  }
  return Status.Ok;
}

/** Turns the units found into their form for exact division. */
function fixUnits(slot: Slot): void {
  if (slot.priceUnit == 0) slot.priceUnit = 1;
  if (slot.qtyUnit == 0) slot.qtyUnit = 1;
  slot.priceShift = ctz(slot.priceUnit);
  slot.priceInverse = inverseOf(slot.priceUnit >> slot.priceShift);
  slot.qtyShift = ctz(slot.qtyUnit);
  slot.qtyInverse = inverseOf(slot.qtyUnit >> slot.qtyShift);
}

/** @param isStrict only for the slots marked odd, and every value counts */
function pass(enc: usize, recs: usize, recsEnd: usize, counts: Counts, isStrict: bool): i32 {
  let record = recs;
  while (record < recsEnd) {
    if (recsEnd - record < 32) return Status.BadArgument;
    const size = load<u32>(record);
    if (size < 32 || (size & 15) != 0 || usize(size) > recsEnd - record) return Status.BadArgument;
    if (load<u8>(record, HEADER_KIND) == RecordKind.None) return Status.BadArgument;
    const index = findSlot(enc, load<u16>(record, HEADER_INSTRUMENT_ID), counts.instruments);
    if (index < 0) break;
    if (u32(index) == counts.instruments) counts.instruments++;
    const slot = slotAt(enc, index);
    if (isPlain(record, size) && (!isStrict || slot.isOdd != 0))
      addRecord(slot, record, size, isStrict);
    record += size;
  }
  counts.end = u32(record);
  return Status.Ok;
}
