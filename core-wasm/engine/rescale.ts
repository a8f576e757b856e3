// Sources that disagree about an instrument's scale. Each source infers and widens scales for
// itself; where several feed one instrument, its finest scale holds, and records of a coarser
// source are brought to it here, before the engine sees them. Exact: powers of ten, overflow is
// refused.
//
//   table of a source: by instrument id u32 = priceScale u8 | qtyScale u8 | 0 | defined u8

import { InstrumentState } from '../abi/engine';
import { Bbo, Definition, Depth, Header, OrderEvent, RecordKind, Trade } from '../abi/records';
import { Status } from '../abi/status';
import { pow10 } from './power';

@inline const DEFINED: u32 = 0x01000000;

@inline
function packed(priceScale: i8, qtyScale: i8): u32 {
  return DEFINED | ((<u32>priceScale & 0xff) | ((<u32>qtyScale & 0xff) << 8));
}

/** 0 when the product would leave 63 bits. */
@inline
function scale(at: usize, factor: i64): bool {
  const value = load<i64>(at);
  const limit = i64.MAX_VALUE / factor;
  if (value > limit || value < -limit) return false;
  store<i64>(at, value * factor);
  return true;
}

/**
 * Notes what the source says, and makes its definition as fine as what the instrument has already:
 * scales and steps.
 */
function fitDefinition(table: usize, inst: InstrumentState, def: Definition): i32 {
  const at = table + ((<usize>def.instrumentId) << 2);
  store<u32>(at, packed(def.priceScale, def.qtyScale));
  if (inst.defined == 0) return Status.Ok;
  const finerPrice = <i32>inst.priceScale - <i32>def.priceScale;
  const finerQty = <i32>inst.qtyScale - <i32>def.qtyScale;
  if (finerPrice > 0) {
    def.priceScale = inst.priceScale;
    if (!scale(changetype<usize>(def) + offsetof<Definition>('tickSize'), pow10(finerPrice)))
      return Status.Overflow;
    def.tickSize = min(def.tickSize, inst.tickSize);
  }
  if (finerQty > 0) {
    def.qtyScale = inst.qtyScale;
    if (!scale(changetype<usize>(def) + offsetof<Definition>('lotSize'), pow10(finerQty)))
      return Status.Overflow;
    def.lotSize = min(def.lotSize, inst.lotSize);
  }
  return Status.Ok;
}

function rescaleRows(depth: Depth, price: i64, qty: i64): bool {
  let at = changetype<usize>(depth) + 64;
  const end = at + ((<usize>depth.rowCount) << 4);
  let fits = true;
  for (; at < end; at += 16) fits = scale(at, price) && scale(at + 8, qty) && fits;
  return fits;
}

function rescale(record: Header, price: i64, qty: i64): bool {
  const at = changetype<usize>(record);
  const kind = record.kind;
  if (kind == RecordKind.DepthDelta || kind == RecordKind.DepthSnapshot)
    return rescaleRows(changetype<Depth>(record), price, qty);
  if (kind == RecordKind.Bbo)
    return (
      scale(at + offsetof<Bbo>('bidPrice'), price) &&
      scale(at + offsetof<Bbo>('askPrice'), price) &&
      scale(at + offsetof<Bbo>('bidQty'), qty) &&
      scale(at + offsetof<Bbo>('askQty'), qty)
    );
  if (kind == RecordKind.Status) return true;
  // Trade, OrderEvent and MarketEvent have both in the same place.
  return (
    scale(at + offsetof<Trade>('price'), price) && scale(at + offsetof<OrderEvent>('qty'), qty)
  );
}

/**
 * Brings a record of the source with `table` to the instrument's present scale, in place. Call
 * once per record. Returns Ok or Overflow.
 */
export function fitRecord(table: usize, inst: InstrumentState, record: Header): i32 {
  if (record.kind == RecordKind.Definition)
    return fitDefinition(table, inst, changetype<Definition>(record));
  const own = load<u32>(table + ((<usize>record.instrumentId) << 2));
  if (own == packed(inst.priceScale, inst.qtyScale) || own == 0) return Status.Ok;
  const price = pow10(<i32>inst.priceScale - <i32>(<i8>own));
  const qty = pow10(<i32>inst.qtyScale - <i32>(<i8>(own >> 8)));
  return rescale(record, price, qty) ? Status.Ok : Status.Overflow;
}
