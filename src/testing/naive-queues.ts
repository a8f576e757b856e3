// A recorded book for the naive venue: levels, and where single orders are known their queues.
interface Recorded {
  readonly side: number;
  price: number;
  qty: number;
}

type PerSide<T> = readonly [Map<number, T>, Map<number, T>];

export class NaiveQueues {
  readonly orders = new Map<number, Recorded>();
  isSingle = false;
  private readonly levels: PerSide<number> = [new Map(), new Map()];
  /** Ids by price, oldest first. */
  private readonly queues: PerSide<Set<number>> = [new Map(), new Map()];
  private readonly sorted: (readonly number[] | undefined)[] = [undefined, undefined];

  private of<T>(maps: PerSide<T>, side: number): Map<number, T> {
    return side === 0 ? maps[0] : maps[1];
  }

  qty(side: number, price: number): number {
    if (!this.isSingle) return this.of(this.levels, side).get(price) ?? 0;
    let sum = 0;
    for (const id of this.idsAt(side, price)) sum += this.orders.get(id)?.qty ?? 0;
    return sum;
  }

  /** Prices of a side with something at them, best first. */
  prices(side: number): readonly number[] {
    const known = this.sorted[side];
    if (known !== undefined) return known;
    const maps: PerSide<unknown> = this.isSingle ? this.queues : this.levels;
    const prices = [...this.of(maps, side).keys()].sort((a, b) => (side === 0 ? b - a : a - b));
    this.sorted[side] = prices;
    return prices;
  }

  idsAt(side: number, price: number): Iterable<number> {
    return this.of(this.queues, side).get(price) ?? [];
  }

  set(side: number, price: number, qty: number): void {
    this.sorted[side] = undefined;
    if (qty === 0) this.of(this.levels, side).delete(price);
    else this.of(this.levels, side).set(price, qty);
  }

  clear(): void {
    for (const side of [0, 1]) {
      this.sorted[side] = undefined;
      this.of(this.levels, side).clear();
    }
  }

  /** Behind all others of its price, unless the id is known already. */
  add(id: number, side: number, price: number, qty: number): void {
    if (this.orders.has(id)) return;
    this.orders.set(id, { side, price, qty });
    const queues = this.of(this.queues, side);
    const queue = queues.get(price);
    if (queue === undefined) {
      queues.set(price, new Set([id]));
      this.sorted[side] = undefined;
    } else queue.add(id);
  }

  remove(id: number): void {
    const order = this.orders.get(id);
    if (order === undefined) return;
    this.orders.delete(id);
    const queues = this.of(this.queues, order.side);
    const queue = queues.get(order.price);
    queue?.delete(id);
    if (queue?.size !== 0) return;
    queues.delete(order.price);
    this.sorted[order.side] = undefined;
  }
}
