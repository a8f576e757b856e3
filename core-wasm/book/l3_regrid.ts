// A new tick size or scale for an L3 book, in place: queues keep their order.
import { L3State, SIZEOF_L3_LEVEL } from '../abi/l3';
import { Status } from '../abi/status';
import { totalsOf } from './l3';
import { hashLevel, levelAt, orderAt, probeLevel, rememberLevel } from './l3_table';
import { bookRegrid } from './recenter';

/** Every price times `priceFactor`, every quantity times `qtyFactor`. Returns Ok or LevelsFull. */
export function l3Regrid(l3: usize, tickSize: i64, priceFactor: i64, qtyFactor: i64): i32 {
  const s = changetype<L3State>(l3);
  const status = bookRegrid(totalsOf(s), tickSize, priceFactor, qtyFactor);
  if (status < 0 || (priceFactor == 1 && qtyFactor == 1)) return status;
  memory.fill(l3 + s.levelTable, 0, (<usize>(s.levelMask + 1)) << 3);
  for (let slot = s.levels; slot < s.freshLevel; slot += <u32>SIZEOF_L3_LEVEL) {
    const level = levelAt(s, slot);
    if (level.orderCount == 0) continue;
    level.price *= priceFactor;
    level.qty *= qtyFactor;
    for (let next = level.next; next != slot; ) {
      const order = orderAt(s, next);
      order.qty *= qtyFactor;
      next = order.next;
    }
    const hash = hashLevel(level.side, level.price);
    rememberLevel(probeLevel(s, level.side, level.price, hash), hash, slot);
  }
  return Status.Ok;
}
