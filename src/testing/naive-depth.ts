// The order book of hftbacktest written the obvious way: two maps and two best prices that look no
// farther than its own do. Ticks and lots are numbers.
// @source hftbacktest 0.9.4, depth/hashmapmarketdepth.rs

export class NaiveDepth {
  readonly bids = new Map<number, number>();
  readonly asks = new Map<number, number>();
  bestBid = -Infinity;
  bestAsk = Infinity;

  qty(side: number, tick: number): number {
    return (side === 0 ? this.bids : this.asks).get(tick) ?? 0;
  }

  private below(tick: number): number {
    let best = -Infinity;
    for (const level of this.bids.keys()) if (level < tick && level > best) best = level;
    return best;
  }

  private above(tick: number): number {
    let best = Infinity;
    for (const level of this.asks.keys()) if (level > tick && level < best) best = level;
    return best;
  }

  /** One row; returns what the level had before. */
  set(side: number, tick: number, lots: number): number {
    return side === 0 ? this.setBid(tick, lots) : this.setAsk(tick, lots);
  }

  /** A level that was there is larger or smaller: only its end moves the best price. */
  amend(side: number, tick: number, lots: number): void {
    if (lots === 0) this.set(side, tick, 0);
    else (side === 0 ? this.bids : this.asks).set(tick, lots);
  }

  private setBid(tick: number, lots: number): number {
    const before = this.bids.get(tick) ?? 0;
    if (lots === 0) {
      this.bids.delete(tick);
      if (tick === this.bestBid) this.bestBid = this.below(tick);
      return before;
    }
    this.bids.set(tick, lots);
    if (tick <= this.bestBid) return before;
    this.bestBid = tick;
    if (tick >= this.bestAsk) this.bestAsk = this.above(tick);
    return before;
  }

  private setAsk(tick: number, lots: number): number {
    const before = this.asks.get(tick) ?? 0;
    if (lots === 0) {
      this.asks.delete(tick);
      if (tick === this.bestAsk) this.bestAsk = this.above(tick);
      return before;
    }
    this.asks.set(tick, lots);
    if (tick >= this.bestAsk) return before;
    this.bestAsk = tick;
    if (this.bestBid >= tick) this.bestBid = this.below(tick);
    return before;
  }

  clear(): void {
    this.bids.clear();
    this.asks.clear();
    this.bestBid = -Infinity;
    this.bestAsk = Infinity;
  }
}
