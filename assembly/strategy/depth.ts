// Levels of a book: make one for as many as you want, and have it filled again and again.
import { SessionState } from '../../core-wasm/abi/session';
import { engineLevels } from '../../core-wasm/engine/query';
import { Units } from './units';

export class Depth {
  /** Levels that it has room for. */
  readonly size: u32;
  /** Levels that are there. */
  count: u32 = 0;
  private rows: usize;
  private units: Units | null = null;

  constructor(size: u32) {
    this.size = size;
    this.rows = heap.alloc((<usize>size) << 4);
  }

  /** What `market.depth` does. */
  fill(session: SessionState, id: u32, units: Units, isBid: bool): u32 {
    const side: u32 = isBid ? 0 : 1;
    this.units = units;
    this.count = engineLevels(session.local, id, side, this.size, this.rows);
    return this.count;
  }

  /** Price and quantity of level `i`, the best one is 0; 0 where there is none. */
  priceQuanta(i: u32): i64 {
    return i < this.count ? load<i64>(this.rows + ((<usize>i) << 4)) : 0;
  }
  qtyQuanta(i: u32): i64 {
    return i < this.count ? load<i64>(this.rows + ((<usize>i) << 4), 8) : 0;
  }
  /** The same in the units of the venue; NaN where there is none. */
  price(i: u32): f64 {
    return i < this.count ? this.units!.priceOf(this.priceQuanta(i)) : NaN;
  }
  qty(i: u32): f64 {
    return i < this.count ? this.units!.qtyOf(this.qtyQuanta(i)) : NaN;
  }
}
