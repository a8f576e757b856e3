// A recorded book for the naive venue: levels, and where single orders are known their queues.
interface Recorded {
  readonly side: number;
  price: number;
  qty: number;
}

export class NaiveQueues {
  /** Orders by id in the order of their queues: what loses its place is put in anew. */
  readonly orders = new Map<number, Recorded>();
  private readonly levels: readonly [Map<number, number>, Map<number, number>] = [
    new Map(),
    new Map(),
  ];
  isSingle = false;

  qty(side: number, price: number): number {
    if (!this.isSingle) return this.levels[side]?.get(price) ?? 0;
    let sum = 0;
    for (const order of this.orders.values())
      if (order.side === side && order.price === price) sum += order.qty;
    return sum;
  }

  /** Prices of a side with something at them, best first. */
  prices(side: number): number[] {
    const prices = this.isSingle
      ? [...new Set([...this.orders.values()].filter((o) => o.side === side).map((o) => o.price))]
      : [...(this.levels[side]?.keys() ?? [])];
    return prices.sort((a, b) => (side === 0 ? b - a : a - b));
  }

  idsAt(side: number, price: number): number[] {
    return [...this.orders]
      .filter(([, order]) => order.side === side && order.price === price)
      .map(([id]) => id);
  }

  set(side: number, price: number, qty: number): void {
    if (qty === 0) this.levels[side]?.delete(price);
    else this.levels[side]?.set(price, qty);
  }

  clear(): void {
    for (const level of this.levels) level.clear();
    this.orders.clear();
  }

  add(id: number, side: number, price: number, qty: number): void {
    this.isSingle = true;
    if (!this.orders.has(id)) this.orders.set(id, { side, price, qty });
  }
}
